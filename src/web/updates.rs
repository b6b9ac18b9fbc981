//! Asking for progress reports on the order's page, and asking them to stop. Leads back to the page; who takes back that
//! they want none gets the page where they prove themselves.

use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::domain::routes;
use crate::pages::CodeState;
use crate::services::progress_reports::UpdatesAsked;

use super::code::{self, Bound, refusal_of};
use super::error_page::Refusal;
use super::order;
use super::visit::{Outcome, Visit};

/// The field of the form.
#[derive(Deserialize)]
pub struct UpdatesForm {
    want: String,
}

/// POST: notes it.
pub async fn want(visit: Visit, form: Result<Form<UpdatesForm>, FormRejection>) -> Response {
    let outcome = noted(&visit, form).await;
    visit.answer(outcome).await
}

async fn noted(visit: &Visit, form: Result<Form<UpdatesForm>, FormRejection>) -> Outcome {
    let (token, opened) = visit.open_own().await?;
    let Form(UpdatesForm { want }) = form.map_err(|rejection| refusal_of(&rejection))?;
    let wanted = match want.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Refusal::Refused),
    };
    match visit.state.services.want_updates(&opened, &token, visit.browser(), wanted).await? {
        UpdatesAsked::Noted => {}
        UpdatesAsked::ProveFirst => {
            return Ok(code::render(visit, &token, &opened, CodeState::Fresh, Bound::Cookie).await);
        }
        UpdatesAsked::NotHere => return Err(Refusal::NoPage),
    }
    if visit.door().is_proxied() {
        return order::show(visit, &token).await;
    }
    let page = routes::in_language(&routes::order(&token), visit.language(&opened).tag());
    Ok(Redirect::to(&format!("{page}#updates")).into_response())
}

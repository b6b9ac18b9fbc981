//! The first start: a page that exists only while nobody can sign in.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use serde::Deserialize;

use crate::pages::admin::accounts::set_up::SetUpPage;
use crate::services::accounts::set_up::{FirstOwner, SetUp};
use crate::services::accounts::wait_in_words;
use crate::web::admin::page::refused;
use crate::web::code::refusal_of;
use crate::web::error_page::Refusal;
use crate::web::state::WebState;
use crate::wire::admin::accounts::SetUpView;

use super::outside::{Outside, admit, put_wait, show_outside};

/// The fields of the form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SetUpForm {
    code: String,
    email: String,
    name: String,
    password: String,
}

/// GET: the form.
pub async fn page(State(state): State<WebState>) -> Response {
    let outcome = show(&state, StatusCode::OK, SetUpView::default()).await;
    match outcome {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

async fn show(state: &WebState, status: StatusCode, view: SetUpView) -> Result<Response, Refusal> {
    if !state.services.needs_set_up().await? {
        return Err(Refusal::NoPage);
    }
    let shops = state.services.shop_names().await?;
    let view = SetUpView { shops, ..view };
    Ok(show_outside(state, status, |assets| view! { <SetUpPage assets view/> }).await)
}

/// POST: makes the owner and signs them in.
pub async fn make(
    outside: Outside,
    State(state): State<WebState>,
    form: Result<Form<SetUpForm>, FormRejection>,
) -> Response {
    let Form(form) = match form {
        Ok(form) => form,
        Err(rejection) => return refused(&state, refusal_of(&rejection)).await,
    };
    match made(&state, &outside, form).await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

async fn made(state: &WebState, outside: &Outside, form: SetUpForm) -> Result<Response, Refusal> {
    let first =
        FirstOwner { code: &form.code, email: &form.email, name: &form.name, password: &form.password };
    let outcome = state.services.set_up(&first, &outside.network).await?;
    let mut view = SetUpView { code: form.code, email: form.email, name: form.name, ..SetUpView::default() };
    match outcome {
        SetUp::Done(user) => Ok(admit(state, outside, &user, "").await?),
        SetUp::Closed => Err(Refusal::NoPage),
        SetUp::Wrong(wrong) => {
            view.wrong = wrong.into_iter().map(|(field, sentence)| (field.to_owned(), sentence)).collect();
            show(state, StatusCode::UNPROCESSABLE_ENTITY, view).await
        }
        SetUp::Wait { seconds } => {
            view.problem = Some(format!("Too many tries. Try again {}.", wait_in_words(seconds)));
            let mut response = show(state, StatusCode::TOO_MANY_REQUESTS, view).await?;
            put_wait(&mut response, seconds);
            Ok(response)
        }
    }
}

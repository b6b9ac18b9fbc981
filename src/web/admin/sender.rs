//! Pages beside the settings' forms: the sender, and what to paste into Shopify's own e-mails.

use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Form, Router};
use leptos::prelude::*;

use crate::domain::admin_routes::{SETTINGS_MAIL_HOOK, SETTINGS_SENDER, SETTINGS_SHOPIFY_MAILS, in_shop};
use crate::domain::mail_hook::MailProvider;
use crate::pages::admin::settings::{SenderPage, ShopifyMailsPage};
use crate::services::mail_hooks::{HookChange, HookChanged};
use crate::services::settings::Typed;
use crate::web::error_page::Refusal;
use crate::web::state::WebState;
use crate::wire::admin::sender::MailHookView;

use super::flash::redirect_saying;
use super::guard::{Owner, Staff};
use super::page::{refused, show_as};

/// The routes here with the methods they take.
pub const ROUTES: &[(&str, &[&str])] = &[
    (SETTINGS_SENDER, &["GET"]),
    (SETTINGS_MAIL_HOOK, &["POST"]),
    (SETTINGS_SHOPIFY_MAILS, &["GET", "POST"]),
];

/// Largest form: a template of Shopify's, each byte written as three.
const FORM_LIMIT: usize = 1024 * 1024;

/// Fields of a form in the order they were sent.
type Fields = Form<Vec<(String, String)>>;

/// The routes here.
pub fn router() -> Router<WebState> {
    Router::new()
        .route(SETTINGS_SENDER, get(sender))
        .route(SETTINGS_MAIL_HOOK, post(provider))
        .route(SETTINGS_SHOPIFY_MAILS, get(mails).post(check).layer(DefaultBodyLimit::max(FORM_LIMIT)))
}

/// GET: the sender.
async fn sender(Owner(staff): Owner, State(state): State<WebState>) -> Response {
    show_sender(&state, &staff, StatusCode::OK, |_| {}).await
}

/// The page; `change` is done to each provider before it is shown.
async fn show_sender(
    state: &WebState,
    staff: &Staff,
    status: StatusCode,
    change: impl Fn(&mut MailHookView),
) -> Response {
    match state.services.sender_page(&staff.shop).await {
        Ok(mut view) => {
            view.hooks.iter_mut().for_each(change);
            show_as(state, staff, status, |frame, assets| view! { <SenderPage frame assets view/> }).await
        }
        Err(error) => refused(state, error.into()).await,
    }
}

/// POST: believes a provider, or no longer. A password that was drawn is on the answer and nowhere else.
async fn provider(Owner(staff): Owner, State(state): State<WebState>, Form(fields): Fields) -> Response {
    let typed = Typed::from_pairs(fields);
    let Some(provider) = MailProvider::parse(typed.text("provider")) else {
        return refused(&state, Refusal::NoPage).await;
    };
    let change = match typed.text("do") {
        "drop" => HookChange::Drop,
        "draw" => HookChange::Draw,
        _ => HookChange::Key(typed.text("key")),
    };
    let changed = state.services.change_mail_hook(&staff.shop, &staff.user, provider, change).await;
    let of_it = |hook: &MailHookView| hook.provider == provider.word();
    match changed {
        Ok(HookChanged::Done) => {
            let what = if change == HookChange::Drop { "is no longer believed" } else { "can tell now" };
            let back = in_shop(SETTINGS_SENDER, &staff.shop.handle);
            redirect_saying(&back, &format!("{} {what}.", provider.name()), state.secure)
        }
        Ok(HookChanged::Drawn(password)) => {
            show_sender(&state, &staff, StatusCode::OK, |hook| {
                if of_it(hook) {
                    hook.password = Some(password.clone());
                }
            })
            .await
        }
        Ok(HookChanged::Refused(sentence)) => {
            show_sender(&state, &staff, StatusCode::UNPROCESSABLE_ENTITY, |hook| {
                if of_it(hook) {
                    hook.wrong = Some(sentence.to_owned());
                }
            })
            .await
        }
        Err(error) => refused(&state, error.into()).await,
    }
}

/// GET: what to paste into Shopify's e-mails.
async fn mails(Owner(staff): Owner, State(state): State<WebState>) -> Response {
    show_mails(&state, &staff, None).await
}

/// POST: looks at a template. Nothing is stored.
async fn check(Owner(staff): Owner, State(state): State<WebState>, Form(fields): Fields) -> Response {
    let pasted = fields.into_iter().find(|(name, _)| name == "template").map(|(_, text)| text);
    // Browsers write line ends anew.
    let pasted = pasted.unwrap_or_default().replace("\r\n", "\n");
    show_mails(&state, &staff, Some(&pasted)).await
}

async fn show_mails(state: &WebState, staff: &Staff, template: Option<&str>) -> Response {
    match state.services.shopify_mails(&staff.shop, template).await {
        Ok(view) => {
            let status = if view.wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            show_as(state, staff, status, |frame, assets| view! { <ShopifyMailsPage frame assets view/> })
                .await
        }
        Err(error) => refused(state, error.into()).await,
    }
}

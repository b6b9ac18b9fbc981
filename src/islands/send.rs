//! Sends what a form would send, without leaving the page.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use super::dom;

/// Sends `body` (form fields, encoded) to `address` and follows where the answer leads; `None` when nobody
/// answers or it was refused.
pub async fn post(address: &str, body: &str) -> Option<Response> {
    let headers = Headers::new().ok()?;
    headers.set("Content-Type", "application/x-www-form-urlencoded").ok()?;
    let wish = RequestInit::new();
    wish.set_method("POST");
    wish.set_headers(&headers);
    wish.set_body(&body.into());
    let answer = JsFuture::from(dom::window().fetch_with_str_and_init(address, &wish)).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    answer.ok().then_some(answer)
}

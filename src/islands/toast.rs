//! What was just done can be put away, and undone without leaving the page: what was typed there stays.

use leptos::either::Either;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlFormElement, SubmitEvent};

use super::{dom, send};

/// Gives every toast a button that closes it, and lets its undoing happen in the background.
pub fn begin() {
    let Some(body) = dom::document().body() else { return };
    for toast in dom::all_in::<HtmlElement>(&body, ".toast") {
        let undone = RwSignal::new(None);
        if let Some(form) = dom::find_in::<HtmlFormElement>(&toast, "form") {
            undo(form, undone);
        }
        let place = toast.clone();
        leptos::mount::mount_to(place, move || view! { <Close toast undone/> }).forget();
    }
}

/// Sends the form of the undoing; when nobody answers, the browser sends it and shows what came of it.
fn undo(form: HtmlFormElement, undone: RwSignal<Option<String>>) {
    let own = form.clone();
    dom::on(&form, "submit", move |event: SubmitEvent| {
        event.prevent_default();
        let form = own.clone();
        spawn_local(async move {
            match send::post(&form.action(), "").await {
                Some(answer) => {
                    form.remove();
                    undone.set(Some(answer.url()));
                }
                None => drop(form.submit()),
            }
        });
    });
}

/// What came of the undoing, and the button that closes.
#[component]
fn Close(toast: HtmlElement, undone: RwSignal<Option<String>>) -> impl IntoView {
    let told = move || match undone.get() {
        Some(address) => Either::Left(view! { <a href=address>"It is being undone. See how it goes"</a> }),
        None => Either::Right(()),
    };
    view! {
        {told}
        <button type="button" class="quiet close" aria-label="Close" on:click=move |_| toast.remove()>"×"</button>
    }
}

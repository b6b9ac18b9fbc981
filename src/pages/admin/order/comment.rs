//! The form for a comment, among staff or to the shopper, with pictures.

use leptos::prelude::*;

use crate::pages::render::in_textarea;

use super::{marks, wrong};
use crate::wire::admin::order::CommentForm;

/// Pictures of one comment.
const PICTURES: usize = 4;

/// The form.
#[component]
pub fn CommentSheet(
    /// As typed.
    form: CommentForm,
    /// Path of the order's page.
    path: String,
) -> impl IntoView {
    let CommentForm { text, signed, public, message, alt, once, wrong: all } = form;
    let (text_bad, text_by) = marks(&all, "text");
    let (signed_bad, signed_by) = marks(&all, "signed");
    let rows = (0..PICTURES)
        .map(|place| {
            let (bad, by) = marks(&all, "picture");
            let words = alt.get(place).cloned().unwrap_or_default();
            let number = place + 1;
            view! {
                <div class="pair">
                    <div class="field"><label for=format!("picture-{number}")>{format!("Picture {number}")}</label>
                        <input id=format!("picture-{number}") type="file" name="picture" accept="image/jpeg,image/png,image/webp" aria-invalid=bad aria-describedby=by/></div>
                    <div class="field"><label for=format!("alt-{number}")>"What it shows"</label>
                        <input id=format!("alt-{number}") name="alt" value=words maxlength="200"/></div>
                </div>
            }
        })
        .collect_view();
    let private = !public;
    let open_pictures = all.iter().any(|(name, _)| name == "picture");
    view! {
        <section class="sheet" aria-labelledby="comment">
            <h2 id="comment">"Comment"</h2>
            <form class="fields" method="post" action=format!("{path}/comment") enctype="multipart/form-data">
                <input type="hidden" name="once" value=once/>
                <div class="field">
                    <label for="text">"Comment"<small>"3 to 2,000 characters"</small></label>
                    <textarea id="text" name="text" required minlength="3" maxlength="2000" aria-invalid=text_bad aria-describedby=text_by>{in_textarea(&text)}</textarea>
                    {wrong(&all, "text")}
                </div>
                <fieldset><legend>"Who reads it"</legend>
                    <label class="check"><input type="radio" name="visibility" value="private" checked=private/><span>"Only staff"</span></label>
                    <label class="check"><input type="radio" name="visibility" value="public" checked=public/><span>"The shopper too"</span></label>
                    <label class="check"><input type="checkbox" name="message" value="yes" checked=message/><span>"and an e-mail tells them"</span></label>
                </fieldset>
                <div class="field">
                    <label for="signed">"Signed towards the shopper"<small>"For example: the workshop"</small></label>
                    <input id="signed" name="signed" value=signed maxlength="80" aria-invalid=signed_bad aria-describedby=signed_by/>
                    {wrong(&all, "signed")}
                </div>
                <details open=open_pictures><summary>"Add pictures"</summary>
                    <p class="hint">"Up to 4, each up to 8 MB: JPEG, PNG or WebP. Where and with what they were taken is removed."</p>
                    {wrong(&all, "picture")}
                    {rows}
                </details>
                <div class="row"><button>"Write comment"</button></div>
            </form>
        </section>
    }
}

//! What stands above a preview beside an editor: which order it is of, in which language, how wide. The choices belong to
//! the editor's form; the width is the style sheet's alone.

use leptos::prelude::*;

/// Order and language.
#[component]
pub(super) fn PreviewOf(
    /// Id of the editor's form.
    form: &'static str,
    /// Name of the order that was looked at; nothing for a sample.
    #[prop(optional, into)]
    order: Option<String>,
    /// Orders to choose from.
    orders: Vec<String>,
    /// Tag and name of every language.
    languages: Vec<(String, String)>,
    /// Tag of the language that was looked at; the first one without it.
    #[prop(optional, into)]
    language: Option<String>,
) -> impl IntoView {
    let options = languages
        .into_iter()
        .map(|(tag, name)| {
            let chosen = language.as_ref() == Some(&tag);
            view! { <option value=tag.clone() lang=tag selected=chosen>{name}</option> }
        })
        .collect_view();
    let orders = orders.into_iter().map(|order| view! { <option value=order></option> }).collect_view();
    view! {
        <div class="pair">
            <div class="field">
                <label for="preview-order">"Order"</label>
                <input id="preview-order" name="preview_order" form=form list="preview-orders" value=order placeholder="A sample" autocomplete="off" maxlength="40"/>
                <datalist id="preview-orders">{orders}</datalist>
            </div>
            <div class="field">
                <label for="preview-language">"Language"</label>
                <select id="preview-language" name="preview_language" form=form>{options}</select>
            </div>
        </div>
    }
}

/// A phone's width, or a desktop's.
#[component]
pub(super) fn PreviewWidths() -> impl IntoView {
    view! {
        <fieldset class="widths">
            <legend class="vh">"Width of the preview"</legend>
            <label class="check"><input type="radio" name="width" value="phone" form="widths" checked/>"Phone"</label>
            <label class="check"><input id="wide" type="radio" name="width" value="desktop" form="widths"/>"Desktop"</label>
        </fieldset>
    }
}

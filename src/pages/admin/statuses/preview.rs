//! The shopper's page beside the editor, in a frame: at a phone's width, or a desktop's made smaller. The
//! button sends the form as it is typed into the frame; nothing is saved.

use leptos::prelude::*;

use crate::domain::admin_routes::{STATUS_PREVIEW, in_shop};
use crate::wire::admin::statuses::LanguageField;

/// Name of the frame.
const FRAME: &str = "preview";

/// Choices and frame.
#[component]
pub fn Preview(
    shop: String,
    /// Handle of the stored status.
    stored: Option<String>,
    /// The shop's main language.
    main: LanguageField,
    /// The others.
    languages: Vec<LanguageField>,
    /// Orders to choose from.
    orders: Vec<String>,
) -> impl IntoView {
    let action = in_shop(STATUS_PREVIEW, &shop);
    let of = stored.unwrap_or_default();
    let first = format!("{action}?of={of}");
    let options = std::iter::once(main)
        .chain(languages)
        .map(|language| view! { <option value=language.tag.clone() lang=language.tag>{language.name}</option> })
        .collect_view();
    let orders = orders.into_iter().map(|order| view! { <option value=order></option> }).collect_view();
    view! {
        <section class="sheet look" aria-labelledby="preview-title">
            <h2 id="preview-title">"Preview"</h2>
            <div class="fields">
                <input type="hidden" name="of" value=of form="status"/>
                <div class="pair">
                    <div class="field">
                        <label for="preview-order">"Order"</label>
                        <input id="preview-order" name="preview_order" form="status" list="preview-orders" placeholder="A sample" autocomplete="off" maxlength="40"/>
                        <datalist id="preview-orders">{orders}</datalist>
                    </div>
                    <div class="field">
                        <label for="preview-language">"Language"</label>
                        <select id="preview-language" name="preview_language" form="status">{options}</select>
                    </div>
                </div>
                <div class="row">
                    <button form="status" formaction=action formtarget=FRAME formnovalidate data-preview="">"Show preview"</button>
                    <fieldset class="widths">
                        <legend class="vh">"Width of the preview"</legend>
                        <label class="check"><input type="radio" name="width" value="phone" form="widths" checked/>"Phone"</label>
                        <label class="check"><input id="wide" type="radio" name="width" value="desktop" form="widths"/>"Desktop"</label>
                    </fieldset>
                </div>
            </div>
            <div class="stage">
                <iframe name=FRAME title="The shopper's page with this status" src=first sandbox="allow-same-origin"></iframe>
            </div>
        </section>
    }
}

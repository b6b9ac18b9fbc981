//! The shopper's page beside the editor, in a frame: at a phone's width, or a desktop's made smaller. The
//! button sends the form as it is typed into the frame; nothing is saved.

use leptos::prelude::*;

use crate::domain::admin_routes::{STATUS_PREVIEW, in_shop};
use crate::pages::admin::preview_choice::{PreviewOf, PreviewWidths};
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
    let languages =
        std::iter::once(main).chain(languages).map(|language| (language.tag, language.name)).collect();
    view! {
        <section class="sheet look" aria-labelledby="preview-title">
            <h2 id="preview-title">"Preview"</h2>
            <div class="fields">
                <input type="hidden" name="of" value=of form="status"/>
                <PreviewOf form="status" orders languages/>
                <div class="row">
                    <button form="status" formaction=action formtarget=FRAME formnovalidate data-preview="">"Show preview"</button>
                    <PreviewWidths/>
                </div>
            </div>
            <div class="stage">
                <iframe name=FRAME title="The shopper's page with this status" src=first sandbox="allow-same-origin"></iframe>
            </div>
        </section>
    }
}

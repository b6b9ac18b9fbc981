//! A page of the merchant's side with nothing but a sentence: not allowed, signed out.

use leptos::prelude::*;

use super::shell::{AdminAssets, AdminPage};
use crate::wire::admin::frame::{AdminFrame, Section};

/// A sentence and what to do.
#[component]
pub fn NoticeForStaff(
    frame: AdminFrame,
    assets: AdminAssets,
    /// The heading.
    title: &'static str,
    /// The sentence.
    text: &'static str,
) -> impl IntoView {
    view! {
        <AdminPage frame assets section=Section::Account title=title.to_owned()>
            <section class="sheet notice"><p>{text}</p></section>
        </AdminPage>
    }
}

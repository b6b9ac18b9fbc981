//! The shop's settings: tabs above, one form of sheets below. All of it works without script.

mod brand;
mod fields;
mod mail_hook;
mod sender;
mod shopify_mails;

use leptos::either::EitherOf5;
use leptos::prelude::*;

use super::shell::{AdminAssets, AdminPage};
use crate::wire::admin::frame::{AdminFrame, Section};
use crate::wire::admin::settings::{PieceView, SettingsView, SheetView, TabView};

pub use brand::BrandPage;
use fields::Field;
pub use sender::SenderPage;
pub use shopify_mails::ShopifyMailsPage;

/// A tab with one form.
#[component]
pub fn SettingsPage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// What the page shows.
    view: SettingsView,
    /// The tab's name.
    title: &'static str,
) -> impl IntoView {
    let SettingsView { tabs, action, seen, alert, sheets } = view;
    view! {
        <AdminPage frame assets section=Section::Settings title=format!("Settings: {title}")>
            <Tabs tabs/>
            {alert.map(|text| view! { <Alert text/> })}
            <form method="post" action=action class="settings">
                <input type="hidden" name="seen" value=seen/>
                {sheets.into_iter().map(|sheet| view! { <Sheet sheet/> }).collect_view()}
                <p class="save"><button class="go">"Save"</button></p>
            </form>
        </AdminPage>
    }
}

/// The tabs of all settings.
#[component]
pub fn Tabs(
    /// The tabs, this page's own among them.
    tabs: Vec<TabView>,
) -> impl IntoView {
    let links = tabs
        .into_iter()
        .map(|tab| view! { <a href=tab.href aria-current=tab.current.then_some("page")>{tab.name}</a> })
        .collect_view();
    view! { <nav class="tabs" aria-label="Settings">{links}</nav> }
}

/// What is to be told before a form.
#[component]
fn Alert(text: String) -> impl IntoView {
    view! { <p class="toast warn" role="alert">{text}</p> }
}

/// A part of a form about one subject: what it is about, then its fields.
#[component]
fn Sheet(sheet: SheetView) -> impl IntoView {
    let SheetView { title, lead, pieces } = sheet;
    let lead = (!lead.is_empty()).then(|| view! { <p class="hint">{lead}</p> });
    let pieces = pieces.into_iter().map(|piece| view! { <Piece piece/> }).collect_view();
    view! {
        <section class="part">
            <div class="about"><h2>{title}</h2>{lead}</div>
            <div class="sheet"><div class="fields">{pieces}</div></div>
        </section>
    }
}

/// A piece of a sheet.
#[component]
fn Piece(piece: PieceView) -> impl IntoView {
    match piece {
        PieceView::Field(field) => EitherOf5::A(view! { <Field field/> }),
        PieceView::Row(fields) => {
            let fields = fields.into_iter().map(|field| view! { <Field field/> }).collect_view();
            EitherOf5::B(view! { <div class="pair">{fields}</div> })
        }
        PieceView::More { summary, open, fields } => {
            let fields = fields.into_iter().map(|field| view! { <Field field/> }).collect_view();
            EitherOf5::C(view! {
                <details class="more" open=open><summary>{summary}</summary><div class="pair">{fields}</div></details>
            })
        }
        PieceView::Table { caption, heads, rows } => EitherOf5::D(view! { <Explained caption heads rows/> }),
        PieceView::Fact { label, value, note } => EitherOf5::E(view! {
            <div class="fact"><p class="label">{label}</p><p class="value">{value}</p><p class="hint">{note}</p></div>
        }),
    }
}

/// A table that explains something.
#[component]
fn Explained(caption: String, heads: Vec<String>, rows: Vec<Vec<String>>) -> impl IntoView {
    let heads = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view();
    let rows = rows
        .into_iter()
        .map(|cells| {
            let mut cells = cells.into_iter();
            let first = cells.next().map(|cell| view! { <th scope="row">{cell}</th> });
            view! { <tr>{first}{cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
        })
        .collect_view();
    let label = caption.clone();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=label>
            <table class="explained">
                <caption>{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

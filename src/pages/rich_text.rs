//! Draws a merchant's text ([`Block`]) and the icons of statuses. Everything a merchant wrote is text or a
//! link here: Leptos escapes both.

use leptos::either::{Either, EitherOf5};
use leptos::prelude::*;

use crate::domain::icon;
use crate::wire::order_view::IconView;
use crate::wire::rich_text::{Block, Inline};

/// A text's paragraphs and lists; nothing for none.
#[component]
pub fn RichText(
    /// What it says.
    blocks: Vec<Block>,
) -> impl IntoView {
    blocks
        .into_iter()
        .map(|block| match block {
            Block::Paragraph(pieces) => Either::Left(view! { <p>{line(pieces)}</p> }),
            Block::List { start, items } => Either::Right(list(start, items)),
        })
        .collect_view()
}

fn list(start: Option<u64>, items: Vec<Vec<Inline>>) -> impl IntoView {
    let items = items.into_iter().map(|item| view! { <li>{line(item)}</li> }).collect_view();
    match start {
        Some(start) => {
            let start = (start != 1).then(|| start.to_string());
            Either::Left(view! { <ol class="said" start=start>{items}</ol> })
        }
        None => Either::Right(view! { <ul class="said">{items}</ul> }),
    }
}

fn line(pieces: Vec<Inline>) -> impl IntoView {
    pieces
        .into_iter()
        .map(|piece| match piece {
            Inline::Text(text) => EitherOf5::A(text),
            Inline::Emphasis(text) => EitherOf5::B(view! { <em>{text}</em> }),
            Inline::Strong(text) => EitherOf5::C(view! { <strong>{text}</strong> }),
            Inline::Break => EitherOf5::D(view! { <br/> }),
            Inline::Link { href, text } => {
                EitherOf5::E(view! { <a href=href rel="nofollow noopener">{text}</a> })
            }
        })
        .collect_view()
}

/// An icon of the built-in set; nothing for a name that is not in it. It repeats what the words beside it
/// say, so screen readers pass over it.
#[component]
pub fn Icon(
    /// Which, and its color.
    icon: IconView,
) -> impl IntoView {
    let IconView { name, color } = icon;
    icon::named(&name).map(|icon| {
        view! {
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" color=color><path d=icon.path></path></svg>
        }
    })
}

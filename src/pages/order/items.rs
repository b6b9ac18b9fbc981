//! What was ordered, with the facts about it. Pictures are drawn tiles: no request leaves the page.

use leptos::prelude::*;

use super::parcels::tag;
use crate::language::Speech;
use crate::wire::order_view::{FactView, ItemView};

/// How many items stand open; more fold behind one line, so that eighty stay calm.
const OPEN: usize = 6;

/// Items and facts in one card; nothing when the level hides both.
#[component]
pub fn Items(
    /// What was ordered.
    mut items: Vec<ItemView>,
    /// Payment, delivery and the like.
    facts: Vec<FactView>,
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    (!items.is_empty() || !facts.is_empty()).then(|| {
        // One more would take no more room than the line that hides it.
        let rest = if items.len() > OPEN + 1 { items.split_off(OPEN) } else { Vec::new() };
        let more = (!rest.is_empty()).then(|| {
            let count = i64::try_from(rest.len()).unwrap_or(i64::MAX);
            let label = speech.say_with("parcel-more-items", &[("count", count.into())]);
            view! { <details><summary>{label}</summary><ul class="items">{rows(rest)}</ul></details> }
        });
        let facts = (!facts.is_empty()).then(|| {
            let pairs = facts
                .into_iter()
                .map(|fact| view! { <div><dt>{fact.label}</dt><dd>{fact.value}</dd></div> })
                .collect_view();
            view! { <dl>{pairs}</dl> }
        });
        view! {
            <section class="card" aria-labelledby="items">
                <h2 id="items">{speech.say("items-heading")}</h2>
                {(!items.is_empty()).then(|| view! { <ul class="items">{rows(items)}</ul> })}
                {more}
                {facts}
            </section>
        }
    })
}

fn rows(items: Vec<ItemView>) -> impl IntoView {
    items.into_iter().map(|item| view! { <Item item/> }).collect_view()
}

/// One line of the order.
#[component]
fn Item(item: ItemView) -> impl IntoView {
    let ItemView { title, initial, variant, quantity, progress, tone, price } = item;
    let quantity =
        if quantity.starts_with(char::is_numeric) { format!("×\u{a0}{quantity}") } else { quantity };
    view! {
        <li>
            <span class="tile" aria-hidden="true">{initial}</span>
            <div>
                <p>{title}</p>
                {variant.map(|text| view! { <p class="soft">{text}</p> })}
                {(!progress.is_empty()).then(|| view! { <p class=tag(tone)>{progress}</p> })}
            </div>
            <p class="end"><span class="soft">{quantity}</span>{price.map(|text| view! { <br/>{text} })}</p>
        </li>
    }
}

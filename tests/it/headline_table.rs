//! The whole table of headlines and progress bars: every combination of what Shopify and the
//! merchant can say, more than two million of them, held against the rules a shopper relies on and
//! printed as two decision trees a reader can check (`snapshots/`).
//!
//! Read `dimensions` for what is combined, `sweep` for how, `tree` for the printing.

mod dimensions;
mod sweep;
mod tree;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use dimensions::{Dimension, PARCELS, dimensions, present, statuses};
use sweep::{Bar, Sweep, order_at, size, sweep, values_at};
use waymark::domain::door::Door;
use waymark::domain::entry::entries_of;
use waymark::domain::headline::Headline;
use waymark::domain::ids::ShopId;
use waymark::domain::known::{Detail, Known};
use waymark::domain::level::Level;
use waymark::domain::link::Purpose;
use waymark::domain::native::{CancelReason, FulfillmentStatus, OrderReturnStatus};
use waymark::domain::order::Order;
use waymark::domain::shop::{Shop, ShopSettings};
use waymark::domain::stages::{Reached, StageKind};
use waymark::domain::standing::Standing;
use waymark::language::{Language, Words};
use waymark::services::present::{Source, Viewer, order_view};
use waymark::wire::order_view::OrderView;

/// The table and the words, made once for all tests here.
static TABLE: LazyLock<Sweep> = LazyLock::new(sweep);
static WORDS: LazyLock<std::sync::Arc<Words>> = LazyLock::new(Words::load);

/// The page of an order for a viewer who may see everything.
fn view(order: &Order, language: Language) -> OrderView {
    let shop = Shop {
        id: ShopId(uuid::Uuid::from_u128(1)),
        handle: "shop".into(),
        name: "Shop".into(),
        domain: "shop.example".into(),
        settings: ShopSettings::default(),
        revision: 1,
        standing: Standing::default(),
        checked_at: None,
    };
    let (present, statuses, entries) = (present(), statuses(), entries_of(order));
    let source = Source {
        id: waymark::domain::ids::OrderId(uuid::Uuid::nil()),
        shop: &shop,
        order,
        entries: &entries,
        name: "#1001",
        statuses: &statuses,
        messages: &[],
        present: &present,
    };
    let viewer = Viewer { level: Level::Full, purpose: Purpose::Mail, token: None, door: Door::OWN };
    order_view(&source, &viewer, &WORDS.in_language(language))
}

/// One combination for each result: its index by the result's number.
fn examples(results: &[u16]) -> Vec<usize> {
    let mut first = BTreeMap::new();
    for (index, result) in results.iter().enumerate() {
        first.entry(*result).or_insert(index);
    }
    first.into_values().collect()
}

fn value(dimensions: &[Dimension], index: usize, name: &str) -> String {
    let place = dimensions.iter().position(|d| d.name == name).expect("a dimension of that name");
    dimensions[place].values[values_at(dimensions, index)[place]].clone()
}

#[test]
fn headlines_as_a_tree() {
    let dimensions = dimensions();
    let words: Vec<String> = examples(&TABLE.headline_of)
        .into_iter()
        .map(|index| view(&order_at(&dimensions, index), Language::English).headline)
        .collect();
    insta::assert_snapshot!("headlines", tree::print(&dimensions, &TABLE.headline_of, &words));
}

#[test]
fn stages_as_a_tree() {
    let dimensions = dimensions();
    let bar = |index| {
        let steps = view(&order_at(&dimensions, index), Language::English).stages;
        let step = |s: &waymark::wire::order_view::StageView| match s.class.as_str() {
            "past" => s.name.clone(),
            "here" => format!("[{}]", s.name.to_uppercase()),
            _ => format!("({})", s.name),
        };
        steps.iter().map(step).collect::<Vec<_>>().join(" · ")
    };
    let words: Vec<String> = examples(&TABLE.bar_of).into_iter().map(bar).collect();
    insta::assert_snapshot!("stages", tree::print(&dimensions, &TABLE.bar_of, &words));
}

#[test]
fn every_combination_is_in_the_table() {
    let size = size(&dimensions());
    assert!(size > 2_000_000, "{size}");
    assert_eq!((TABLE.headline_of.len(), TABLE.bar_of.len()), (size, size));
}

#[test]
fn one_step_is_current_and_the_steps_are_in_order() {
    let in_order = |bar: &Bar| bar.is_sorted_by_key(|(_, reached)| *reached);
    for bar in &TABLE.bars {
        assert_eq!(bar.iter().filter(|(_, r)| *r == Reached::Current).count(), 1, "{bar:?}");
        assert!(in_order(bar), "{bar:?}");
        assert_eq!(bar[0].0, StageKind::Ordered, "{bar:?}");
        let mut kinds: Vec<_> = bar.iter().map(|(kind, _)| *kind).collect();
        kinds.sort_unstable();
        assert!(kinds.windows(2).all(|pair| pair[0] != pair[1]), "a step stands twice: {bar:?}");
    }
}

#[test]
fn canceled_always_wins_and_only_canceled_orders_are_canceled() {
    let first_canceled = TABLE.headline_of.len() / 3 * 2;
    let by_headline: Vec<bool> =
        TABLE.headlines.iter().map(|headline| matches!(headline, Headline::Canceled { .. })).collect();
    let ends_canceled = |bar: &Bar| bar.last().is_some_and(|(kind, _)| *kind == StageKind::Canceled);
    let by_bar: Vec<bool> = TABLE.bars.iter().map(ends_canceled).collect();
    for (index, (headline, bar)) in TABLE.headline_of.iter().zip(&TABLE.bar_of).enumerate() {
        let canceled = index >= first_canceled;
        assert_eq!(by_headline[usize::from(*headline)], canceled, "combination {index}");
        assert_eq!(by_bar[usize::from(*bar)], canceled, "combination {index}");
    }
}

#[test]
fn delivered_is_said_only_when_nothing_is_open() {
    let dimensions = dimensions();
    let place = |name| dimensions.iter().position(|d| d.name == name).expect("a dimension of that name");
    let (parcel, fulfillment, returns) = (place("parcel"), place("fulfillment"), place("returns"));
    for (index, number) in TABLE.headline_of.iter().enumerate() {
        if !matches!(
            TABLE.headlines[usize::from(*number)],
            Headline::Delivered { .. } | Headline::PickedUp { .. }
        ) {
            continue;
        }
        let values = values_at(&dimensions, index);
        assert!(["delivered", "picked up"].contains(&PARCELS[values[parcel]]), "combination {index}");
        // Shopify says that all is sent, or says nothing and every piece is in the parcel.
        let sent = match FulfillmentStatus::ALL.get(values[fulfillment]) {
            Some(status) => matches!(status, FulfillmentStatus::Fulfilled | FulfillmentStatus::NotRequired),
            None => true,
        };
        assert!(sent, "combination {index}");
        let back = OrderReturnStatus::ALL.get(values[returns]);
        let quiet = matches!(back, None | Some(OrderReturnStatus::NoReturn | OrderReturnStatus::Failed));
        assert!(quiet, "combination {index}");
    }
}

#[test]
fn every_headline_has_words_in_every_language() {
    let dimensions = dimensions();
    for index in examples(&TABLE.headline_of) {
        let order = order_at(&dimensions, index);
        for language in Language::ALL {
            let view = view(&order, language);
            assert!(!view.headline.trim().is_empty(), "combination {index} in {language}");
            assert!(
                view.stages.iter().all(|s| !s.name.is_empty() && !s.state.is_empty()),
                "{index} in {language}"
            );
        }
    }
}

/// Words that would give away what is not the shopper's business.
const SECRETS: [&str; 6] = ["fraud", "risk", "staff", "secretly", "later_word", "post_purchase"];

fn assert_discreet(view: &OrderView, what: &str) {
    let text = serde_json::to_string(view).expect("a view is JSON").to_lowercase();
    for secret in SECRETS {
        assert!(!text.contains(secret), "{what} gives away “{secret}”: {text}");
    }
}

#[test]
fn reasons_that_are_not_for_shoppers_are_never_told() {
    let dimensions = dimensions();
    // One page for each different pair of headline and progress bar, and for each way to be held,
    // archived and in a step: what else decides about words.
    let mut pages = BTreeMap::new();
    let mut before = None;
    for (index, result) in TABLE.headline_of.iter().zip(&TABLE.bar_of).enumerate() {
        // Payment runs fastest: most neighbors look alike.
        if before.replace(result) == Some(result) && index % dimensions[7].values.len() != 0 {
            continue;
        }
        let values = values_at(&dimensions, index);
        pages.entry((result, values[0], values[3], values[6])).or_insert(index);
    }
    assert!(pages.len() > 300, "{}", pages.len());
    for index in pages.into_values() {
        let what = format!("holds {}, combination {index}", value(&dimensions, index, "holds"));
        assert_discreet(&view(&order_at(&dimensions, index), Language::English), &what);
    }
}

#[test]
fn every_reason_to_cancel_is_told_as_far_as_it_may_be() {
    let dimensions = dimensions();
    let canceled = TABLE.headline_of.len() - 1;
    let mut leads = Vec::new();
    for reason in CancelReason::ALL.iter().cloned().chain([CancelReason::parse("later_word")]) {
        let mut order = order_at(&dimensions, canceled);
        let word = reason.word().to_owned();
        order.cancel_reason = Known::at(dimensions::day(19), Detail::Graphql, Some(reason));
        let view = view(&order, Language::English);
        assert_discreet(&view, &word);
        leads.push(format!("{word}: {} / {}", view.headline, view.lead.unwrap_or_default()));
    }
    insta::assert_snapshot!("cancel_reasons", leads.join("\n"));
}

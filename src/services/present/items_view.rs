//! What was ordered, and where each line is.

use crate::domain::headline::Headline;
use crate::domain::order::Item;
use crate::domain::progress::Phase;
use crate::wire::frame::Tone;
use crate::wire::order_view::ItemView;

use super::page::{Page, filled};
use super::rest_view;

/// The lines of the order; empty where the viewer may not see them.
pub(super) fn items(page: &Page<'_>) -> Vec<ItemView> {
    let items = page.order.items.get().filter(|_| page.sight.contents);
    items.into_iter().flatten().map(|item| view(page, item)).collect()
}

fn view(page: &Page<'_>, item: &Item) -> ItemView {
    let (progress, tone) = progress(page, item);
    let letter = item.title.chars().find(|c| c.is_alphanumeric());
    let quantity = if item.current == 0 { item.ordered } else { item.current };
    ItemView {
        title: item.title.clone(),
        initial: letter.map(|c| c.to_uppercase().collect()).unwrap_or_default(),
        variant: filled(item.variant.as_deref()),
        quantity: page.speech.number(u64::from(quantity)),
        progress,
        tone,
        price: page.amount(item.price.as_ref()),
    }
}

fn progress(page: &Page<'_>, item: &Item) -> (String, Tone) {
    let pieces = page.order.pieces(item);
    let sent = pieces.shipped.saturating_add(pieces.delivered);
    let canceled = matches!(page.headline, Headline::Canceled { .. }) && sent == 0;
    if canceled || (item.current == 0 && sent == 0) {
        return (page.say("item-canceled"), Tone::Stop);
    }
    if matches!(page.headline, Headline::Refunded { .. }) {
        return (page.say("item-refunded"), Tone::Calm);
    }
    if item.current == 0 {
        return (page.say("item-returned"), Tone::Calm);
    }
    if !item.ships {
        return (page.say("item-digital"), Tone::Calm);
    }
    let (delivered, sent) = (pieces.delivered.min(item.current), sent.min(item.current));
    if delivered == item.current || (sent == 0 && pieces.waiting == 0 && all_arrived(page)) {
        let key = if was_fetched(page, item) { "item-picked-up" } else { "item-delivered" };
        return (page.say(key), Tone::Good);
    }
    let part =
        |key: &str, done: u32| page.say_with(key, &[("done", done.into()), ("count", item.current.into())]);
    if delivered > 0 {
        (part("item-part-delivered", delivered), Tone::Calm)
    } else if sent == item.current || (sent == 0 && pieces.waiting == 0 && !page.parcels.is_empty()) {
        (page.say("item-shipped"), Tone::Calm)
    } else if sent > 0 {
        (part("item-part-shipped", sent), Tone::Calm)
    } else {
        let own = page.order.item_status(item.id).and_then(|own| filled(Some(&own.words(page.tag()).name)));
        let (state, tone) = rest_view::line_state(page, item.id);
        own.map_or_else(|| (page.say(state), tone), |own| (own, Tone::Calm))
    }
}

/// For parcels of which nobody said what is inside.
fn all_arrived(page: &Page<'_>) -> bool {
    !page.parcels.is_empty() && page.parcels.iter().all(|parcel| parcel.phase.is_done())
}

fn was_fetched(page: &Page<'_>, item: &Item) -> bool {
    let holds = |inside: Option<&Vec<_>>| inside.is_none_or(|all| all.iter().any(|(id, _)| *id == item.id));
    let mut with = page.parcels.iter().filter(|p| holds(p.shipment.items.get())).peekable();
    with.peek().is_some() && with.all(|parcel| parcel.phase == Phase::PickedUp)
}

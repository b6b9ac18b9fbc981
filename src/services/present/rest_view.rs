//! What is still with the shop, beside the parcels: being prepared, on hold or planned.

use jiff::civil::Date;

use crate::domain::headline::{Headline, hold_reason, is_told};
use crate::domain::ids::ShopifyId;
use crate::domain::native::FulfillmentOrderStatus;
use crate::domain::order::FulfillmentOrder;
use crate::wire::frame::Tone;
use crate::wire::order_view::ParcelView;

use super::page::Page;
use super::parcels_view::contents;

/// How the rest waits. In this order on the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wait {
    Preparing,
    Planned,
    Held,
}

impl Wait {
    const fn words(self) -> (&'static str, Tone) {
        match self {
            Self::Preparing => ("phase-waiting", Tone::Calm),
            Self::Planned => ("phase-scheduled", Tone::Calm),
            Self::Held => ("phase-on-hold", Tone::Warn),
        }
    }
}

type Pieces = Vec<(ShopifyId, u32)>;

/// The rest, one view for each way it waits. Only beside a parcel or a hold of some items: otherwise
/// the headline says it all.
pub(super) fn rest(page: &Page<'_>) -> Vec<ParcelView> {
    let held_in_part = hold_reason(page.order).is_some() && !matches!(page.headline, Headline::OnHold { .. });
    let over = matches!(page.headline, Headline::Canceled { .. } | Headline::Refunded { .. });
    if over || (page.parcels.is_empty() && !held_in_part) {
        return Vec::new();
    }
    let waiting = waiting(page);
    if waiting.is_empty() {
        return Vec::new();
    }
    let promised = promised(page);
    if promised.is_empty() {
        return vec![view(page, Wait::Preparing, &waiting)];
    }
    promised.iter().map(|(wait, pieces)| view(page, *wait, pieces)).collect()
}

/// How a line waits of which nothing has left yet; the least of it that goes on counts.
pub(super) fn line_state(page: &Page<'_>, line: ShopifyId) -> (&'static str, Tone) {
    let groups = promised(page);
    let with = groups.iter().find(|(_, pieces)| pieces.iter().any(|(id, _)| *id == line));
    with.map_or(("item-waiting", Tone::Calm), |(wait, _)| wait.words())
}

fn waiting(page: &Page<'_>) -> Pieces {
    let items = page.order.items.get().map_or(&[][..], Vec::as_slice);
    let ships = items.iter().filter(|item| item.ships && item.current > 0);
    ships.map(|item| (item.id, page.order.pieces(item).waiting)).filter(|(_, left)| *left > 0).collect()
}

/// What the promises to ship say is left, by how it waits.
fn promised(page: &Page<'_>) -> Vec<(Wait, Pieces)> {
    let orders = page.order.promises();
    let mut groups: Vec<(Wait, Pieces)> = Vec::new();
    for wait in [Wait::Preparing, Wait::Planned, Wait::Held] {
        let mut pieces = Pieces::new();
        let alike = orders.iter().filter(|order| wait_of(order) == Some(wait));
        for (id, quantity) in alike.flat_map(|order| &order.remaining).filter(|(_, quantity)| *quantity > 0) {
            match pieces.iter_mut().find(|(known, _)| known == id) {
                Some((_, sum)) => *sum = sum.saturating_add(*quantity),
                None => pieces.push((*id, *quantity)),
            }
        }
        if !pieces.is_empty() {
            groups.push((wait, pieces));
        }
    }
    groups
}

fn wait_of(order: &FulfillmentOrder) -> Option<Wait> {
    Some(match order.status {
        FulfillmentOrderStatus::OnHold if is_told(order) => Wait::Held,
        FulfillmentOrderStatus::Scheduled => Wait::Planned,
        FulfillmentOrderStatus::Closed | FulfillmentOrderStatus::Canceled => return None,
        _ => Wait::Preparing,
    })
}

/// The first day that something planned waits for; `None` when nobody said.
fn planned(page: &Page<'_>, wait: Wait) -> Option<Date> {
    if wait != Wait::Planned {
        return None;
    }
    let orders = page.order.promises();
    let alike = orders.iter().filter(|order| wait_of(order) == Some(Wait::Planned));
    alike.filter_map(|order| order.fulfill_at).map(|at| page.date(at)).filter(|day| *day >= page.today).min()
}

fn view(page: &Page<'_>, wait: Wait, pieces: &[(ShopifyId, u32)]) -> ParcelView {
    let (state, tone) = wait.words();
    ParcelView {
        title: page.say("parcel-waiting"),
        state: page.say(state),
        tone,
        expected: planned(page, wait)
            .map(|day| page.say_with("due-single", &[("date", page.day(day).into())])),
        items: if page.sight.contents { contents(page, pieces) } else { Vec::new() },
        ..ParcelView::default()
    }
}

//! What is still with the shop, beside the parcels: being prepared, on hold or planned.

use crate::domain::headline::{Headline, hold_reason};
use crate::domain::ids::ShopifyId;
use crate::domain::native::FulfillmentOrderStatus;
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

type Pieces = Vec<(ShopifyId, u32)>;

/// The rest, one view for each way it waits. Only beside a parcel or a hold of some items: otherwise
/// the headline says it all.
pub(super) fn rest(page: &Page<'_>) -> Vec<ParcelView> {
    let held_in_part = hold_reason(page.order).is_some() && !matches!(page.headline, Headline::OnHold { .. });
    if matches!(page.headline, Headline::Canceled { .. }) || (page.parcels.is_empty() && !held_in_part) {
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

fn waiting(page: &Page<'_>) -> Pieces {
    let items = page.order.items.get().map_or(&[][..], Vec::as_slice);
    let ships = items.iter().filter(|item| item.ships && item.current > 0);
    ships.map(|item| (item.id, page.order.pieces(item).waiting)).filter(|(_, left)| *left > 0).collect()
}

/// What the promises to ship say is left, by how it waits.
fn promised(page: &Page<'_>) -> Vec<(Wait, Pieces)> {
    let orders = page.order.fulfillment_orders.get().map_or(&[][..], Vec::as_slice);
    let mut groups: Vec<(Wait, Pieces)> = Vec::new();
    for wait in [Wait::Preparing, Wait::Planned, Wait::Held] {
        let mut pieces = Pieces::new();
        let alike = orders.iter().filter(|order| wait_of(&order.status) == Some(wait));
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

const fn wait_of(status: &FulfillmentOrderStatus) -> Option<Wait> {
    Some(match status {
        FulfillmentOrderStatus::OnHold => Wait::Held,
        FulfillmentOrderStatus::Scheduled => Wait::Planned,
        FulfillmentOrderStatus::Closed | FulfillmentOrderStatus::Canceled => return None,
        _ => Wait::Preparing,
    })
}

fn view(page: &Page<'_>, wait: Wait, pieces: &[(ShopifyId, u32)]) -> ParcelView {
    let (state, tone) = match wait {
        Wait::Preparing => ("phase-waiting", Tone::Calm),
        Wait::Planned => ("phase-scheduled", Tone::Calm),
        Wait::Held => ("phase-on-hold", Tone::Warn),
    };
    ParcelView {
        title: page.say("parcel-waiting"),
        state: page.say(state),
        tone,
        items: if page.sight.contents { contents(page, pieces) } else { Vec::new() },
        ..ParcelView::default()
    }
}

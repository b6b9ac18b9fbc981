//! The sentence below the headline: why it is so, and what comes next.

use crate::domain::headline::{Headline, PublicCancel, PublicHold, hold_reason, on_hold};
use crate::domain::native::ReturnStatus;
use crate::domain::progress::Phase;
use crate::services::markdown;
use crate::wire::rich_text::{Block, plain};

use super::page::{Page, filled};

/// One to three sentences, `None` when the merchant's own step has no text; and that text by itself where
/// it has a form (paragraphs, links), which no sentence can hold.
pub(super) fn lead(page: &Page<'_>) -> (Option<String>, Vec<Block>) {
    let mut sentences: Vec<String> = base(page).map(|key| page.say(key)).into_iter().collect();
    let mut step = Vec::new();
    let in_the_house = matches!(
        page.headline,
        Headline::Status { .. }
            | Headline::Late { .. }
            | Headline::Scheduled { .. }
            | Headline::PartDelivered
    );
    if in_the_house {
        let blocks = status_text(page).map(|text| markdown::blocks(&text)).unwrap_or_default();
        match plain(&blocks) {
            Some(sentence) => sentences.push(sentence),
            None => step = blocks,
        }
    }
    if was_declined(page) {
        sentences.push(page.say("lead-return-declined"));
    }
    if rest_follows(page) {
        sentences.push(page.say("lead-rest-follows"));
    }
    if part_on_hold(page) {
        let exchange = hold_reason(page.order) == Some(PublicHold::Exchange);
        sentences.push(page.say(if exchange { "lead-on-hold-exchange" } else { "lead-part-on-hold" }));
    }
    ((!sentences.is_empty()).then(|| sentences.join(" ")), step)
}

fn base(page: &Page<'_>) -> Option<&'static str> {
    Some(match &page.headline {
        Headline::Canceled { reason, .. } => cancel_key(*reason),
        Headline::OnHold { reason } => hold_key(*reason),
        Headline::NotDelivered => "lead-not-delivered",
        Headline::Attempted => "lead-attempted",
        Headline::OutForDelivery { .. } => "lead-out-for-delivery",
        Headline::ReadyForPickup { .. } => "lead-ready-for-pickup",
        Headline::Delayed { .. } => "lead-delayed",
        // An estimate alone does not mean that the carrier has it.
        Headline::Arriving { .. } if page.parcels.iter().all(|p| p.phase == Phase::Prepared) => {
            "lead-shipped"
        }
        Headline::Arriving { .. } | Headline::OnItsWay { .. } => "lead-on-its-way",
        Headline::Shipped { .. } => "lead-shipped",
        Headline::PartDelivered => "lead-part-delivered",
        Headline::Delivered { .. } => "lead-delivered",
        Headline::PickedUp { .. } => "lead-picked-up",
        Headline::ReturnRequested => "lead-return-requested",
        Headline::ReturnInProgress => "lead-return-in-progress",
        Headline::ReturnInspected => "lead-return-inspected",
        Headline::Returned => "lead-returned",
        Headline::Scheduled { .. } => "lead-scheduled",
        Headline::Late { .. } => "lead-late",
        Headline::Status { .. } => return None,
        Headline::PaymentPending => "lead-payment-pending",
        Headline::PaymentExpired => "lead-payment-expired",
        Headline::PaymentReleased => "lead-payment-released",
        Headline::Refunded { .. } => "lead-refunded",
        Headline::Preparing => "lead-preparing",
        Headline::Complete => "lead-complete",
        Headline::Received => "lead-received",
    })
}

pub(super) const fn hold_key(reason: PublicHold) -> &'static str {
    match reason {
        PublicHold::Payment => "lead-on-hold-payment",
        PublicHold::Address => "lead-on-hold-address",
        PublicHold::Stock => "lead-on-hold-stock",
        PublicHold::Date => "lead-on-hold-date",
        PublicHold::Exchange => "lead-on-hold-exchange",
        PublicHold::Unsaid => "lead-on-hold",
    }
}

const fn cancel_key(reason: PublicCancel) -> &'static str {
    match reason {
        PublicCancel::Customer => "lead-canceled-customer",
        PublicCancel::Payment => "lead-canceled-payment",
        PublicCancel::Stock => "lead-canceled-stock",
        PublicCancel::Unsaid => "lead-canceled",
    }
}

fn status_text(page: &Page<'_>) -> Option<String> {
    let change = page.order.public_status()?;
    filled(change.words(page.tag()).text.as_deref())
}

/// Whether the shop's last word on returns was no.
fn was_declined(page: &Page<'_>) -> bool {
    let arrived = matches!(
        page.headline,
        Headline::Delivered { .. } | Headline::PickedUp { .. } | Headline::PartDelivered
    );
    let newest = page.order.returns.iter().filter_map(|(id, known)| Some((known.get()?, id)));
    let newest = newest.max_by_key(|(told, id)| (told.created_at, **id));
    arrived && newest.is_some_and(|(told, _)| told.status == ReturnStatus::Declined)
}

fn rest_follows(page: &Page<'_>) -> bool {
    let under_way = matches!(
        page.headline,
        Headline::OutForDelivery { .. }
            | Headline::Arriving { .. }
            | Headline::OnItsWay { .. }
            | Headline::Shipped { .. }
    );
    under_way && !page.parcels.is_empty() && !page.order.all_shipped()
}

/// A hold of some items while the others go on.
fn part_on_hold(page: &Page<'_>) -> bool {
    let settled = matches!(
        page.headline,
        Headline::Canceled { .. }
            | Headline::OnHold { .. }
            | Headline::Complete
            | Headline::Refunded { .. }
            | Headline::Returned
    );
    !settled
        && hold_reason(page.order).is_some()
        && !page.order.all_shipped()
        && (on_hold(page.order).is_none() || !page.parcels.is_empty())
}

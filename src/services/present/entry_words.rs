//! What one line of the timeline says: its class, its words and, where the merchant wrote to the
//! shopper, a quote. Internal names and notes are never asked for.

use jiff::civil::Date;
use uuid::Uuid;

use crate::domain::clock::Millis;
use crate::domain::entry::What;
use crate::domain::headline::{Headline, PublicCancel, PublicHold};
use crate::domain::ids::ShopifyId;
use crate::domain::money::Money;
use crate::domain::native::{PaymentStatus, ReturnStatus};
use crate::domain::status::ItemChange;
use crate::domain::timeline::{Told, public_hold};
use crate::services::markdown;
use crate::wire::order_view::IconView;
use crate::wire::rich_text::{Block, plain};

use super::carrier_words;
use super::page::{Page, carrier_text, filled};
use super::parcels_view::carrier_name;

/// The words of an entry.
#[derive(Default)]
pub(super) struct Line {
    pub class: &'static str,
    pub what: String,
    pub text: Option<String>,
    /// The merchant's text where it has a form of its own; then there is no `text`.
    pub blocks: Vec<Block>,
    pub icon: Option<IconView>,
    pub quote: Option<String>,
}

/// The words of an entry as told.
pub(super) fn line(page: &Page<'_>, told: &Told<'_>) -> Line {
    let plain = |class, key: &str| Line { class, what: page.say(key), ..Line::default() };
    match &told.entry.what {
        What::Placed => plain("order", "entry-placed"),
        What::Edited => plain("order", "entry-edited"),
        What::Archived => plain("order", "stage-complete"),
        What::Inspected => plain("order", "entry-return-inspected"),
        What::InProgress => plain("shop", "entry-in-progress"),
        What::Payment { status, amount, gateway } => {
            let text = paid(page, amount.as_ref(), gateway.as_deref());
            Line { text, ..plain("pay", payment_key(status)) }
        }
        What::Refunded { amount } => {
            Line { text: paid(page, amount.as_ref(), None), ..plain("pay", "entry-refunded") }
        }
        What::Canceled { reason } => {
            let key = cancel_key(PublicCancel::of(reason.as_ref()));
            Line { text: key.map(|key| page.say(key)), ..plain("stop", "entry-canceled") }
        }
        What::OnHold { reason } => {
            let key = hold_key(public_hold(reason.as_ref()));
            Line { text: key.map(|key| page.say(key)), ..plain("stop", "entry-on-hold") }
        }
        What::Scheduled { until } => scheduled(page, *until),
        What::Shipped { shipment } => {
            Line { text: handed_over(page, *shipment), ..plain("shop", "entry-shipped") }
        }
        What::Shipment { shipment, status } => Line {
            class: "carrier",
            what: carrier_words::state(page, status),
            text: carrier_words::which(page, *shipment),
            ..Line::default()
        },
        What::Carrier { shipment, status, message, city } => Line {
            class: "carrier",
            what: carrier_words::state(page, status),
            text: carrier_words::own_words(page, message.as_deref(), city.as_deref())
                .or_else(|| carrier_words::which(page, *shipment)),
            ..Line::default()
        },
        What::Return { status, note, .. } => {
            Line { quote: filled(note.as_deref()), ..plain("order", return_key(status)) }
        }
        What::Status { change } => step(page, *change, told.correction),
        What::Due { change } => due(page, *change, told),
        What::Comment { comment } => said(page, *comment),
        What::ItemStatus { change } => items_step(page, *change),
        What::Undone { .. } => Line::default(),
    }
}

fn paid(page: &Page<'_>, amount: Option<&Money>, gateway: Option<&str>) -> Option<String> {
    let amount = page.amount(amount)?;
    Some(match carrier_text(gateway) {
        Some(gateway) => page
            .say_with("entry-payment-amount-by", &[("amount", amount.into()), ("gateway", gateway.into())]),
        None => page.say_with("entry-payment-amount", &[("amount", amount.into())]),
    })
}

const fn payment_key(status: &PaymentStatus) -> &'static str {
    match status {
        PaymentStatus::Pending => "entry-payment-pending",
        PaymentStatus::Authorized => "entry-payment-authorized",
        PaymentStatus::PartiallyPaid => "entry-payment-partially-paid",
        PaymentStatus::Paid => "entry-payment-paid",
        PaymentStatus::Voided => "entry-payment-voided",
        PaymentStatus::Expired => "entry-payment-expired",
        PaymentStatus::PartiallyRefunded | PaymentStatus::Refunded | PaymentStatus::Unknown(_) => {
            "entry-payment-other"
        }
    }
}

const fn cancel_key(reason: PublicCancel) -> Option<&'static str> {
    Some(match reason {
        PublicCancel::Customer => "lead-canceled-customer",
        PublicCancel::Payment => "lead-canceled-payment",
        PublicCancel::Stock => "lead-canceled-stock",
        PublicCancel::Unsaid => return None,
    })
}

const fn hold_key(reason: PublicHold) -> Option<&'static str> {
    Some(match reason {
        PublicHold::Payment => "entry-on-hold-payment",
        PublicHold::Address => "entry-on-hold-address",
        PublicHold::Stock => "entry-on-hold-stock",
        PublicHold::Date => "entry-on-hold-date",
        PublicHold::Exchange => "entry-on-hold-exchange",
        PublicHold::Unsaid => return None,
    })
}

const fn return_key(status: &ReturnStatus) -> &'static str {
    match status {
        ReturnStatus::Requested => "entry-return-requested",
        ReturnStatus::Closed => "entry-return-closed",
        ReturnStatus::Declined => "entry-return-declined",
        ReturnStatus::Canceled => "entry-return-canceled",
        ReturnStatus::Open | ReturnStatus::Unknown(_) => "entry-return-open",
    }
}

fn scheduled(page: &Page<'_>, until: Option<Millis>) -> Line {
    let on = |date: Date| page.say_with("entry-scheduled-on", &[("date", page.day(date).into())]);
    let what = until.map_or_else(|| page.say("entry-scheduled"), |until| on(page.date(until)));
    Line { class: "date", what, ..Line::default() }
}

fn handed_over(page: &Page<'_>, shipment: ShopifyId) -> Option<String> {
    let parcel = page.parcels.iter().find(|parcel| parcel.id == shipment)?;
    let carrier = carrier_name(page, parcel);
    match (carrier_words::number(page, shipment), carrier) {
        (Some((number, count)), Some(carrier)) => Some(page.say_with(
            "entry-shipped-parcel-carrier",
            &[("number", number.into()), ("count", count.into()), ("carrier", carrier.into())],
        )),
        (None, Some(carrier)) => Some(page.say_with("entry-shipped-carrier", &[("carrier", carrier.into())])),
        (_, None) => carrier_words::which(page, shipment),
    }
}

fn step(page: &Page<'_>, id: Uuid, correction: bool) -> Line {
    let Some(change) = page.order.status_changes.get(&id) else { return Line::default() };
    let words = change.words(page.tag());
    let name = filled(Some(&words.name)).unwrap_or_else(|| page.say("phase-waiting"));
    let quote = filled(change.note.as_deref());
    if correction {
        let what = page.say_with("entry-status-correction", &[("status", name.into())]);
        let text = Some(page.say("entry-status-correction-text"));
        return Line { class: "shop", what, text, quote, ..Line::default() };
    }
    // The text of the current step stands below the headline already.
    let newest = page.order.public_changes().last().is_some_and(|(last, _)| *last == id);
    let told_above = newest && matches!(page.headline, Headline::Status { .. });
    let text = filled(words.text.as_deref()).filter(|_| !told_above);
    let blocks = text.map(|text| markdown::blocks(&text)).unwrap_or_default();
    let (text, blocks) = match plain(&blocks) {
        Some(text) => (Some(text), Vec::new()),
        None => (None, blocks),
    };
    Line { class: "shop", what: name, text, blocks, icon: page.icon(change.status), quote }
}

/// A status of single items; which ones is told to those who may see what was ordered.
fn items_step(page: &Page<'_>, id: Uuid) -> Line {
    let Some(ItemChange { items, change }) = page.order.item_changes.get(&id) else { return Line::default() };
    let words = change.words(page.tag());
    let name = filled(Some(&words.name)).unwrap_or_else(|| page.say("phase-waiting"));
    let what = page.say_with("entry-items-status", &[("status", name.into())]);
    let lines = page.order.items.get().filter(|_| page.sight.contents).into_iter().flatten();
    let titles: Vec<&str> =
        lines.filter(|line| items.contains(&line.id)).map(|line| line.title.as_str()).collect();
    let titles = filled(Some(&titles.join(" · ")));
    Line {
        class: "shop",
        what,
        text: titles,
        quote: filled(change.note.as_deref()),
        icon: page.icon(change.status),
        ..Line::default()
    }
}

fn due(page: &Page<'_>, id: Uuid, told: &Told<'_>) -> Line {
    let Some(change) = page.order.due_changes.get(&id) else { return Line::default() };
    let what = match (change.due, told.due_before) {
        (None, _) => page.say("entry-due-dropped"),
        (Some(due), Some(_)) => page.say_with("entry-due-moved", &[("date", page.due(due).into())]),
        (Some(due), None) => page.say_with("entry-due", &[("date", page.due(due).into())]),
    };
    let before = |due| page.say_with("entry-due-before", &[("date", page.due(due).into())]);
    let quote = filled(change.reason.as_deref());
    Line { class: "date", what, text: told.due_before.map(before), quote, ..Line::default() }
}

fn said(page: &Page<'_>, id: Uuid) -> Line {
    let Some(comment) = page.order.comments.get(&id) else { return Line::default() };
    let what = match filled(comment.by.as_deref()) {
        Some(by) => page.say_with("entry-comment-by", &[("by", by.into())]),
        None => page.say("entry-comment"),
    };
    Line { class: "shop", what, quote: filled(Some(&comment.text)), ..Line::default() }
}

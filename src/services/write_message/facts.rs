//! The box with facts in the built-in design: the expected date, tracking numbers, what went back. Start
//! with [`rows`].

use serde_json::{Value, json};

use super::values::shipment;
use super::{MailAbout, range};
use crate::domain::carrier::{grouped, tracking_link};
use crate::domain::message::MessageKind;
use crate::domain::order::Shipment;
use crate::language::Speech;

/// Most tracking numbers a message lists.
const NUMBERS: usize = 6;

/// A tracking number as shoppers may follow it.
pub(super) struct Tracked {
    pub(super) carrier: Option<String>,
    pub(super) number: Option<String>,
    pub(super) url: Option<String>,
}

/// The tracking numbers of a shipment. Addresses are those that `domain::carrier` lets through.
pub(super) fn tracked(shipment: &Shipment) -> Vec<Tracked> {
    let told = shipment.tracking.get().into_iter().flatten();
    let made = told.map(|told| {
        let link = tracking_link(told.company.as_deref(), told.number.as_deref(), told.url.as_deref());
        let number = told.number.as_deref().map(str::trim).filter(|number| !number.is_empty());
        Tracked { carrier: link.carrier, number: number.map(str::to_owned), url: link.url }
    });
    made.filter(|told| told.number.is_some() || told.url.is_some()).take(NUMBERS).collect()
}

/// The rows of the box.
pub(super) fn rows(about: &MailAbout<'_>, speech: &Speech) -> Value {
    if about.kind.is_asked_for() {
        return Value::Array(Vec::new());
    }
    let mut rows = vec![json!({ "label": speech.say("mail-fact-order"), "value": about.known.name })];
    let due = about.facts.due.unwrap_or_else(|| about.known.order.due());
    let over = matches!(
        about.kind,
        MessageKind::Delivered | MessageKind::Canceled | MessageKind::Refunded | MessageKind::ReturnChanged
    );
    if let Some(due) = due.filter(|_| !over) {
        rows.push(
            json!({ "label": speech.say("mail-fact-due"), "value": range(due, speech, about.today()) }),
        );
    }
    let parcel =
        matches!(about.kind, MessageKind::Shipped | MessageKind::OutForDelivery | MessageKind::Delivered);
    if let Some((_, shipment)) = shipment(about).filter(|_| parcel && about.may_tell_contents()) {
        rows.extend(tracked(shipment).into_iter().map(|told| {
            let number = told.number.as_deref().map(grouped);
            let value = number.or_else(|| told.carrier.clone()).unwrap_or_default();
            let note = told.carrier.filter(|_| told.number.is_some());
            json!({ "label": speech.say("mail-fact-tracking"), "value": value, "url": told.url, "note": note })
        }));
    }
    if let Some(amount) = about.facts.amount.as_ref().filter(|_| about.may_tell_contents()) {
        rows.push(json!({ "label": speech.say("mail-fact-amount"), "value": speech.money(amount) }));
    }
    Value::Array(rows)
}

//! The timeline a page shows: entries merged, doubles dropped, repeated scans folded, days grouped.
//! Never changes an entry; decides only which are told and in which order.

use std::collections::BTreeMap;

use jiff::{civil::Date, tz::TimeZone};

use super::clock::Millis;
use super::due_date::DueDate;
use super::entry::{Entries, Entry, What};
use super::headline::PublicHold;
use super::ids::ShopifyId;
use super::native::{HoldReason, ReturnStatus, ShipmentStatus};
use super::order::{Order, Shipment};

/// An entry as told: with the entries folded into it, oldest last.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    /// The natural key; an anchor on the page.
    pub key: &'a str,
    /// The entry.
    pub entry: &'a Entry,
    /// Earlier scans that said the same.
    pub folded: Vec<&'a Entry>,
    /// For a status: whether it steps back to an earlier step.
    pub correction: bool,
    /// For a due date: the date before.
    pub due_before: Option<DueDate>,
}

/// A day with its entries, newest first.
#[derive(Clone, Debug)]
pub struct Day<'a> {
    /// The day in the shop's time zone.
    pub date: Date,
    /// What happened, newest first.
    pub told: Vec<Told<'a>>,
}

/// A line of the timeline as staff read it.
#[derive(Clone, Debug)]
pub struct StaffLine<'a> {
    /// The entry as told.
    pub told: Told<'a>,
    /// Whether shoppers read it too.
    pub public: bool,
}

/// Everything that happened, private and undone entries too, newest day first.
#[must_use]
pub fn whole_timeline<'a>(
    order: &Order,
    entries: &'a Entries,
    zone: &TimeZone,
) -> Vec<(Date, Vec<StaffLine<'a>>)> {
    let mut days: BTreeMap<Date, Vec<StaffLine<'a>>> = BTreeMap::new();
    for told in fold(lines_of(order, entries.iter())) {
        let public = is_public(order, entries, told.key, told.entry);
        days.entry(told.entry.at.day_in(zone)).or_default().push(StaffLine { told, public });
    }
    days.into_iter().rev().collect()
}

/// The public timeline, newest day first.
#[must_use]
pub fn public_timeline<'a>(order: &Order, entries: &'a Entries, zone: &TimeZone) -> Vec<Day<'a>> {
    let public = entries.iter().filter(|(key, entry)| is_public(order, entries, key, entry));
    let mut days: BTreeMap<Date, Vec<Told<'a>>> = BTreeMap::new();
    for line in fold(lines_of(order, public)) {
        days.entry(line.entry.at.day_in(zone)).or_default().push(line);
    }
    days.into_iter().rev().map(|(date, told)| Day { date, told }).collect()
}

/// Entries as told, newest first.
fn lines_of<'a>(order: &Order, entries: impl Iterator<Item = (&'a String, &'a Entry)>) -> Vec<Told<'a>> {
    let told = |(key, entry): (&'a String, &'a Entry)| Told {
        key,
        entry,
        folded: Vec::new(),
        correction: is_correction(order, &entry.what),
        due_before: due_before(order, &entry.what),
    };
    let mut lines: Vec<Told<'a>> = entries.map(told).collect();
    lines.sort_by(|a, b| (b.entry.at, b.entry, b.key).cmp(&(a.entry.at, a.entry, a.key)));
    lines
}

/// Repeated scans of one shipment that say the same, with nothing else in between, become one line.
fn fold(lines: Vec<Told<'_>>) -> Vec<Told<'_>> {
    let mut out: Vec<Told<'_>> = Vec::new();
    for line in lines {
        let same = |last: &&mut Told<'_>| match (&last.entry.what, &line.entry.what) {
            (What::Carrier { shipment: a, status: x, .. }, What::Carrier { shipment: b, status: y, .. }) => {
                a == b && x == y
            }
            _ => false,
        };
        match out.last_mut().filter(same) {
            Some(last) => last.folded.push(line.entry),
            None => out.push(line),
        }
    }
    out
}

fn is_public(order: &Order, entries: &Entries, key: &str, entry: &Entry) -> bool {
    match &entry.what {
        What::Archived | What::Undone { .. } => false,
        What::Status { change: id }
        | What::ItemStatus { change: id }
        | What::Comment { comment: id }
        | What::Due { change: id }
            if order.is_undone(*id) =>
        {
            false
        }
        What::Status { change } => order.status_changes.get(change).is_some_and(|c| c.visible),
        What::ItemStatus { change } => order.item_changes.get(change).is_some_and(|c| c.change.visible),
        What::Comment { comment } => order.comments.get(comment).is_some_and(|c| c.public),
        What::Due { change } => order.due_changes.contains_key(change),
        // A hold whose reason is not for shoppers is still told, in neutral words; an internal one
        // for a cross-sell lasts minutes and says nothing.
        What::OnHold { reason } => *reason != Some(HoldReason::PostPurchase),
        // The bare state is told by the money movement itself once that is known.
        What::Payment { status, amount: None, .. } => !entries.iter().any(|(other, e)| {
            other != key && matches!(&e.what, What::Payment { status: s, amount: Some(_), .. } if s == status)
        }),
        What::Carrier { shipment, .. } => !is_canceled(order, *shipment),
        What::Shipment { shipment, status } => {
            !is_canceled(order, *shipment) && !matches!(status, ShipmentStatus::Unknown(_)) && !entries.values().any(|e| {
                matches!(&e.what, What::Carrier { shipment: s, status: t, .. } if s == shipment && t == status)
            })
        }
        What::Shipped { shipment } => !is_canceled(order, *shipment),
        What::Return { status, .. } => !matches!(status, ReturnStatus::Unknown(_)),
        _ => true,
    }
}

/// A shipment that was called off (a label made by mistake) leaves no trace.
fn is_canceled(order: &Order, shipment: ShopifyId) -> bool {
    order.shipments.get(&shipment).is_some_and(Shipment::is_canceled)
}

fn is_correction(order: &Order, what: &What) -> bool {
    let What::Status { change } = what else { return false };
    let changes = order.public_changes();
    let Some(index) = changes.iter().position(|(id, _)| id == change) else { return false };
    index > 0 && changes[index].1.place < changes[index - 1].1.place
}

fn due_before(order: &Order, what: &What) -> Option<DueDate> {
    let What::Due { change } = what else { return None };
    let this = order.due_changes.get(change)?;
    order
        .due_changes
        .iter()
        .filter(|(id, other)| (other.at, **id) < (this.at, *change) && !order.is_undone(**id))
        .max_by_key(|(id, other)| (other.at, **id))
        .and_then(|(_, other)| other.due)
        .filter(|before| this.due != Some(*before))
}

/// What may be told of the hold behind an entry.
#[must_use]
pub fn public_hold(reason: Option<&HoldReason>) -> PublicHold {
    reason.map_or(PublicHold::Unsaid, PublicHold::of)
}

/// When the newest public entry happened; `None` for an empty timeline. Link expiry counts from it.
#[must_use]
pub fn last_event_at(entries: &Entries) -> Option<Millis> {
    let undone = |id: &uuid::Uuid| entries.contains_key(&format!("undone/{id}"));
    let counts = |entry: &&Entry| match &entry.what {
        What::Archived | What::Undone { .. } => false,
        What::Status { change: id }
        | What::ItemStatus { change: id }
        | What::Comment { comment: id }
        | What::Due { change: id } => !undone(id),
        _ => true,
    };
    entries.values().filter(counts).map(|entry| entry.at).max()
}

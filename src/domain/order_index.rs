//! What the merchant's list of orders knows of an order: one narrow row, its tags, and the normal forms it
//! is found by. One pure function of the order; it knows no clock, so a row stays right until the next
//! change. Whether an order is late or too long in a step is asked of the row with today's date.
//!
//! Never decides what a shopper reads. Start with [`index_row`].

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::clock::Millis;
use super::headline::{Headline, Present, headline};
use super::ids::StatusId;
use super::native::OrderReturnStatus;
use super::order::Order;
use super::status::StatusChange;

/// Version of these rules. Raised when a row of an unchanged order would come out differently: then all
/// rows are made again at the next start.
pub const INDEX_VERSION: i64 = 1;

/// Stands for "none" among days and instants: behind every other, so that sorting needs no special case.
pub const NONE: i64 = i64::MAX;

/// Most tags kept of an order.
const TAGS: usize = 100;
/// Most normal forms kept of an order.
const TERMS: usize = 200;
/// Longest normal form, in characters.
const TERM: usize = 80;

/// Where an order is, in the words merchants filter by: the word stored and what they read.
pub const STAGES: &[(&str, &str)] = &[
    ("ordered", "Ordered"),
    ("awaiting_payment", "Awaiting payment"),
    ("on_hold", "On hold"),
    ("scheduled", "Scheduled"),
    ("preparing", "Being prepared"),
    ("in_a_step", "In one of your steps"),
    ("shipped", "On its way"),
    ("delayed", "Delayed by the carrier"),
    ("out_for_delivery", "Out for delivery"),
    ("ready_for_pickup", "Ready for pickup"),
    ("delivery_trouble", "Could not be delivered"),
    ("part_delivered", "Part delivered"),
    ("delivered", "Delivered"),
    ("picked_up", "Picked up"),
    ("complete", "Complete"),
    ("returning", "Coming back"),
    ("returned", "Returned"),
    ("refunded", "Refunded"),
    ("canceled", "Canceled"),
    ("erased", "Erased"),
];

/// The row of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexRow {
    /// What people call the order.
    pub name: String,
    /// The number in its name, for sorting; 0 when there is none.
    pub number: i64,
    /// Who ordered; `None` when unknown or erased.
    pub customer: Option<String>,
    /// When it was placed; the time of its last event when nobody said.
    pub placed_at: Millis,
    /// When something last happened.
    pub last_event_at: Millis,
    /// The status it is in, public or internal; `None` without one.
    pub status: Option<StatusId>,
    /// Since when without a break, in milliseconds; [`NONE`] without a status.
    pub status_since: i64,
    /// First day of the due date, counted from 1970-01-01; [`NONE`] without one.
    pub due_from: i64,
    /// Last day of the due date.
    pub due_to: i64,
    /// A word of [`STAGES`].
    pub stage: &'static str,
    /// Shopify's word for its payment; empty when unknown.
    pub payment: String,
    /// Shopify's word for its fulfillment; empty when unknown.
    pub fulfillment: String,
    /// Shopify's word for its returns; `no_return` when there are none or nobody said.
    pub returns: String,
    /// Whether it is open for Shopify: neither archived nor canceled.
    pub is_open: bool,
    /// Whether something is still to be done in the house: only then it can be late or stuck.
    pub waits: bool,
    /// Its tags: normal form and as written, by normal form.
    pub tags: Vec<(String, String)>,
    /// The normal forms it is found by, sorted.
    pub terms: Vec<String>,
}

/// The row of `order`, which people call `name`; `erased` when what is personal of it is gone.
#[must_use]
pub fn index_row(order: &Order, name: &str, last_event_at: Millis, erased: bool) -> IndexRow {
    let is_open = !erased
        && !matches!(order.closed_at.get(), Some(Some(_)))
        && !matches!(order.canceled_at.get(), Some(Some(_)));
    let stage = if erased { "erased" } else { stage(order) };
    let now_in = order.current_status();
    let due = order.due();
    let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
    IndexRow {
        name: name.to_owned(),
        number: number_in(name),
        customer: order.customer.get().cloned().flatten(),
        placed_at: order.placed_at.get().copied().unwrap_or(last_event_at),
        last_event_at,
        status: now_in.map(|change| change.status),
        status_since: order.status_since().map_or(NONE, |at| at.0),
        due_from: due.map_or(NONE, |due| day_number(due.from)),
        due_to: due.map_or(NONE, |due| day_number(due.to)),
        stage,
        payment: word(order.payment.get().and_then(Option::as_ref).map(|p| p.word())),
        fulfillment: word(order.fulfillment_now().as_ref().map(|f| f.word())),
        returns: order
            .return_status
            .get()
            .map_or_else(|| OrderReturnStatus::NoReturn.word(), |r| r.word())
            .to_owned(),
        is_open,
        waits: is_open && !order.all_shipped() && !matches!(stage, "refunded" | "returned" | "complete"),
        tags: tags(order),
        terms: terms(order, name),
    }
}

/// The day as a number, counted from 1970-01-01.
#[must_use]
pub fn day_number(day: Date) -> i64 {
    i64::from(Date::constant(1970, 1, 1).until(day).map_or(0, |span| span.get_days()))
}

/// The day of a number; `None` for [`NONE`] and for what is no day.
#[must_use]
pub fn day_of(number: i64) -> Option<Date> {
    let days = jiff::Span::new().try_days(number).ok()?;
    Date::constant(1970, 1, 1).checked_add(days).ok()
}

/// What the merchant reads for a stored stage; the word itself for one this version does not know.
#[must_use]
pub fn stage_name(word: &str) -> &str {
    STAGES.iter().find(|(stage, _)| *stage == word).map_or(word, |(_, name)| name)
}

/// Where the order is, without asking the clock: a date that has passed changes nothing here.
fn stage(order: &Order) -> &'static str {
    let present = Present { now: Millis(0), zone: TimeZone::UTC };
    match headline(order, &present) {
        Headline::Canceled { .. } => "canceled",
        Headline::OnHold { .. } => "on_hold",
        Headline::NotDelivered | Headline::Attempted => "delivery_trouble",
        Headline::OutForDelivery { .. } => "out_for_delivery",
        Headline::ReadyForPickup { .. } => "ready_for_pickup",
        Headline::Delayed { .. } => "delayed",
        Headline::Arriving { .. } | Headline::OnItsWay { .. } | Headline::Shipped { .. } => "shipped",
        Headline::PartDelivered => "part_delivered",
        Headline::Delivered { .. } => "delivered",
        Headline::PickedUp { .. } => "picked_up",
        Headline::ReturnRequested | Headline::ReturnInProgress | Headline::ReturnInspected => "returning",
        Headline::Returned => "returned",
        Headline::Scheduled { .. } => "scheduled",
        Headline::Status { .. } => "in_a_step",
        Headline::PaymentPending | Headline::PaymentExpired | Headline::PaymentReleased => "awaiting_payment",
        Headline::Refunded { .. } => "refunded",
        Headline::Preparing | Headline::Late { .. } => "preparing",
        Headline::Complete => "complete",
        Headline::Received => "ordered",
    }
}

/// The last group of digits in a name, as a number.
fn number_in(name: &str) -> i64 {
    let mut groups = name.rsplit(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
    groups.next().and_then(|digits| digits.get(..digits.len().min(18))?.parse().ok()).unwrap_or(0)
}

/// The normal form of a tag: Shopify's tags differ not by case.
#[must_use]
pub fn tag_key(tag: &str) -> String {
    tag.trim().to_lowercase().chars().take(TERM).collect()
}

fn tags(order: &Order) -> Vec<(String, String)> {
    let tags = order.tags.get().map_or(&[][..], Vec::as_slice);
    let mut tags: Vec<_> = tags.iter().take(TAGS).map(|tag| (tag_key(tag), tag.clone())).collect();
    tags.retain(|(key, _)| !key.is_empty());
    tags.sort_unstable();
    tags.dedup_by(|a, b| a.0 == b.0);
    tags
}

/// The normal form of a word that is searched for, or of a number: letters and digits in lower case. An
/// e-mail address keeps its signs.
#[must_use]
pub fn term_key(word: &str) -> String {
    let mail = word.contains('@');
    let kept = word.trim().chars().filter(|c| c.is_alphanumeric() || (mail && !c.is_whitespace()));
    kept.flat_map(char::to_lowercase).take(TERM).collect()
}

/// What an order is found by: its number with and without what stands before it, the words of the
/// customer's name, the e-mail address, tracking numbers.
fn terms(order: &Order, name: &str) -> Vec<String> {
    let mut terms = vec![term_key(name)];
    let digits = name.trim_start_matches(|c: char| !c.is_ascii_digit());
    terms.push(term_key(digits));
    if let Some(Some(customer)) = order.customer.get() {
        for word in customer.split_whitespace() {
            terms.push(term_key(word));
            terms.extend(word.split(|c: char| !c.is_alphanumeric()).map(term_key));
        }
    }
    if let Some(Some(email)) = order.email.get() {
        terms.push(term_key(email));
    }
    let numbers = order.shipments.values().filter_map(|shipment| shipment.tracking.get()).flatten();
    terms.extend(numbers.filter_map(|tracking| tracking.number.as_deref()).map(term_key));
    terms.retain(|term| !term.is_empty());
    terms.truncate(TERMS);
    terms.sort_unstable();
    terms.dedup();
    terms
}

impl Order {
    /// Status changes, internal ones too, oldest first.
    fn all_changes(&self) -> Vec<&StatusChange> {
        let counted = self.status_changes.iter().filter(|(id, _)| !self.is_undone(**id));
        let mut changes: Vec<_> = counted.collect();
        changes.sort_by_key(|(id, change)| (change.at, **id));
        changes.into_iter().map(|(_, change)| change).collect()
    }

    /// Since when the order is in its status without a break: setting the same again does not count.
    #[must_use]
    pub fn status_since(&self) -> Option<Millis> {
        let changes = self.all_changes();
        let current = changes.last()?.status;
        changes.iter().rev().take_while(|change| change.status == current).last().map(|change| change.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_words_have_normal_forms() {
        assert_eq!([number_in("#1042"), number_in("EU-1042-A"), number_in("Gift")], [1042, 1042, 0]);
        assert_eq!(number_in(&"9".repeat(40)), 999_999_999_999_999_999);
        assert_eq!(term_key(" Ab@Example.com "), "ab@example.com");
        assert_eq!(term_key("00 3735-0049"), "0037350049");
        assert_eq!(day_of(day_number(Date::constant(2026, 11, 23))), Some(Date::constant(2026, 11, 23)));
        assert_eq!(day_of(NONE), None);
    }
}

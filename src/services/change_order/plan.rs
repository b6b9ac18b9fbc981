//! Decides what a merchant's change becomes, seeing the order as it is in the transaction: facts with
//! their ids, messages, a line of the audit log, or a refusal. Reads and writes nothing itself.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::domain::audit::Audited;
use crate::domain::clock::{Chance, Millis};
use crate::domain::due_date::{DueChange, DueDate};
use crate::domain::ids::{BatchId, OrderId, ShopifyId, StatusId, uuid_at, uuid_named};
use crate::domain::lead_time::status_due;
use crate::domain::order::{Comment, CommentPicture, Order};
use crate::domain::shop::Shop;
use crate::domain::status::{ItemChange, Status, StatusChange};
use crate::services::Services;
use crate::store::{Held, PlannedChange};

use super::{Done, MerchantChange, Refused, TEXT_LIMIT, conflict, message};

/// What planning needs beside the order.
pub(in crate::services) struct Planner<'a> {
    pub services: &'a Services,
    pub shop: &'a Shop,
    pub statuses: &'a [Status],
    pub now: Millis,
    /// A change of many orders: it writes one line of the audit log for all, and its messages wait for its
    /// end.
    pub batch: Option<(BatchId, Millis)>,
}

/// A change with what the person is told of it.
pub(in crate::services) struct Planned {
    pub change: PlannedChange,
    pub made: Done,
}

impl Planner<'_> {
    /// What is to be done with this order.
    pub fn plan(&self, held: &Held, change: &MerchantChange) -> Result<Planned, Refused> {
        let known = &held.order.order;
        let mut change = change.clone();
        if change.due == Some(known.due()) && change.reason.is_none() {
            change.due = None;
        }
        let at = change.at.unwrap_or(self.now);
        let mut news = news_of(held.order.id, &change, at, &*self.services.chance);
        news.due_changes.extend(self.lead_due(held, &change, at));
        let changes: Vec<Uuid> = news
            .status_changes
            .keys()
            .chain(news.due_changes.keys())
            .chain(news.comments.keys())
            .chain(news.item_changes.keys())
            .copied()
            .collect();
        // Before anything else: a form sent twice is not in conflict with itself.
        if changes.is_empty() || changes.iter().all(|id| is_known(known, *id)) {
            return Err(Refused::Nothing);
        }
        if !held.since.is_empty() {
            return Err(Refused::Conflict(conflict::told(known, &held.since)));
        }
        check_texts(&change).map_err(Refused::Input)?;
        if let Some(status) = &change.status {
            for current in stands_in(known, &change.items) {
                check_step(self.statuses.iter().find(|s| Some(s.id) == current), status)
                    .map_err(Refused::Input)?;
            }
        }
        if let Some(strange) = change.items.iter().find(|id| !has_item(known, **id)) {
            return Err(Refused::Input(format!(
                "the order has no item {strange}: reload the page and choose again"
            )));
        }
        let hold_until = self.batch.map_or(self.held_until(), |(_, not_before)| not_before);
        let (link, messages) = message::messages(self, held, &change, &news, hold_until);
        let made = Done { changes, messages: messages.len(), hold_until };
        let audit = self.batch.is_none().then(|| {
            let who = change.by.clone().unwrap_or_else(|| "Waymark".to_owned());
            (who, audited(&held.order.name, known, &change, messages.len()))
        });
        Ok(Planned { change: PlannedChange { news, link, messages, audit }, made })
    }
}

impl Planner<'_> {
    /// Until when a change that is made now can be undone.
    pub(super) fn held_until(&self) -> Millis {
        self.now.plus_seconds(i64::from(self.shop.settings.hold_seconds))
    }

    /// The due date that comes with a status, where the shop wants that and the order never had one.
    fn lead_due(&self, held: &Held, change: &MerchantChange, at: Millis) -> Option<(Uuid, DueChange)> {
        let status = change.status.as_ref().filter(|_| change.items.is_empty() && change.due.is_none())?;
        let (settings, known) = (&self.shop.settings, &held.order);
        status_due(known.id, &known.order, &settings.lead_times, status, &settings.calendar(), at)
    }
}

/// The facts a change consists of.
pub(super) fn news_of(order: OrderId, change: &MerchantChange, at: Millis, chance: &dyn Chance) -> Order {
    let id = |what: &str| change_id(order, change, what, at, chance);
    let mut news = Order::default();
    if let Some(status) = &change.status {
        let mut made = StatusChange::to(status, at, change.note.clone(), change.by.clone());
        made.private_note.clone_from(&change.private_note);
        if change.items.is_empty() {
            news.status_changes.insert(id("status"), made);
        } else {
            let mut items = change.items.clone();
            items.sort_unstable();
            items.dedup();
            news.item_changes.insert(id("item"), ItemChange { items, change: made });
        }
    }
    if let Some(due) = change.due {
        let made = DueChange { at, due, reason: change.reason.clone(), by: change.by.clone() };
        news.due_changes.insert(id("due"), made);
    }
    let mut write =
        |what: &str, text: &str, signed: Option<String>, public: bool, pictures: &[CommentPicture]| {
            let (text, pictures) = (text.to_owned(), pictures.to_vec());
            let made = Comment { at, text, by: signed, public, staff: change.by.clone(), pictures };
            news.comments.insert(id(what), made);
        };
    if let Some(comment) = &change.comment {
        write("comment", &comment.text, comment.signed.clone(), !comment.private, &comment.pictures);
    }
    // Nothing typed is lost where there is no status for it to stand beside.
    if let (None, Some(note)) = (&change.status, &change.note) {
        write("note", note, None, true, &[]);
    }
    if let (None, Some(note)) = (&change.status, &change.private_note) {
        write("private-note", note, None, false, &[]);
    }
    news
}

/// A change with a name, or a time, of its own keeps its id when it is told again, so that carrying it out
/// twice changes nothing; any other gets a new id.
fn change_id(order: OrderId, change: &MerchantChange, what: &str, at: Millis, chance: &dyn Chance) -> Uuid {
    if let Some(once) = &change.once {
        let mut bytes = [0u8; 16];
        bytes.copy_from_slice(&Sha256::digest(format!("{order}/{what}/{once}"))[..16]);
        return uuid::Builder::from_custom_bytes(bytes).into_uuid();
    }
    if change.at.is_none() {
        return uuid_at(at, chance);
    }
    uuid_named(at, &format!("{order}/{what}/{}", at.0))
}

fn is_known(known: &Order, change: Uuid) -> bool {
    known.status_changes.contains_key(&change)
        || known.due_changes.contains_key(&change)
        || known.comments.contains_key(&change)
        || known.item_changes.contains_key(&change)
}

/// The statuses from which a change leads away: the order's, or those of the items.
fn stands_in(known: &Order, items: &[ShopifyId]) -> Vec<Option<StatusId>> {
    let whole = known.current_status().map(|current| current.status);
    if items.is_empty() {
        return vec![whole];
    }
    items.iter().map(|id| known.item_status(*id).map(|own| own.status).or(whole)).collect()
}

fn has_item(known: &Order, item: ShopifyId) -> bool {
    known.items.get().is_some_and(|items| items.iter().any(|line| line.id == item))
}

/// Whether an order may go from `current` to `next`.
///
/// # Errors
/// The sentence that says why not and what to do.
pub fn check_step(current: Option<&Status>, next: &Status) -> Result<(), String> {
    if next.archived {
        return Err("this status is archived: choose another, or bring it back first".to_owned());
    }
    let blocked = current
        .filter(|c| !c.allowed_next.is_empty() && c.id != next.id && !c.allowed_next.contains(&next.id));
    match blocked {
        Some(current) => Err(format!(
            "“{}” may not follow “{}”: change the allowed next statuses first",
            next.handle, current.handle
        )),
        None => Ok(()),
    }
}

fn check_texts(change: &MerchantChange) -> Result<(), String> {
    let comment = change.comment.iter().map(|comment| &comment.text);
    let texts = [&change.note, &change.private_note, &change.reason].into_iter().flatten().chain(comment);
    if texts.into_iter().any(|text| text.chars().count() > TEXT_LIMIT) {
        return Err("a text has at most 2,000 characters: shorten it".to_owned());
    }
    Ok(())
}

/// The line of the audit log. The texts stay out of it: it outlives what is personal.
fn audited(name: &str, known: &Order, change: &MerchantChange, messages: usize) -> Audited {
    let day = |due: Option<DueDate>| {
        due.map_or("no due date".to_owned(), |due| {
            if due.is_single() {
                format!("due {}", due.from)
            } else {
                format!("due {} to {}", due.from, due.to)
            }
        })
    };
    let (mut before, mut after) = (Vec::new(), Vec::new());
    if let Some(status) = &change.status {
        before.push(known.current_status().map_or("no status".to_owned(), |c| format!("“{}”", c.name)));
        after.push(match change.items.len() {
            0 => format!("“{}”", status.name),
            1 => format!("“{}” for 1 item", status.name),
            count => format!("“{}” for {count} items", status.name),
        });
    }
    if let Some(due) = change.due {
        before.push(day(known.due()));
        after.push(day(due));
    }
    after.extend(change.note.as_ref().map(|_| "a note to the shopper".to_owned()));
    after.extend(change.private_note.as_ref().map(|_| "a note among staff".to_owned()));
    after.extend(change.comment.as_ref().map(|comment| {
        if comment.private { "a private comment".to_owned() } else { "a comment".to_owned() }
    }));
    if messages > 0 {
        after.push(format!("{messages} {}", if messages == 1 { "message" } else { "messages" }));
    }
    let joined = |parts: Vec<String>| Some(parts.join(", ")).filter(|text| !text.is_empty());
    Audited {
        action: "order.changed".to_owned(),
        subject: name.to_owned(),
        before: joined(before),
        after: joined(after),
    }
}

//! One order as staff read it: everything the page of an order shows, in words.

use serde::{Deserialize, Serialize};

use crate::wire::frame::{Moment, Tone};
use crate::wire::order_view::{DueMoveView, ItemView, ParcelView, PictureView};

/// Everything the page of one order shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderDesk {
    /// What people call the order (`#1042`).
    pub name: String,
    /// Path of this page; the forms lie below it.
    pub path: String,
    /// What the shopper reads first, in English.
    pub headline: String,
    /// How that feels.
    pub tone: Tone,
    /// When it was placed; `None` when nobody said.
    pub placed: Option<Moment>,
    /// Status, payment, fulfillment: words and how they feel.
    pub badges: Vec<(String, Tone)>,
    /// The date in force, in words; `None` without one.
    pub due: Option<String>,
    /// Every move of the date, oldest first.
    pub due_moves: Vec<DueMoveView>,
    /// Everything that happened, newest day first.
    pub days: Vec<StaffDay>,
    /// The form that moves the order along, as typed.
    pub form: MoveForm,
    /// Statuses to choose from, in their order.
    pub statuses: Vec<StatusChoice>,
    /// Statuses that may not follow now: internal name and why.
    pub not_allowed: Vec<(String, String)>,
    /// What the message line says ("1 message to s…@example.com in Danish, goes out after 60 s").
    pub message_line: String,
    /// Whether a message can go out at all.
    pub can_message: bool,
    /// How many seconds a message waits that goes at once.
    pub hold_seconds: u16,
    /// The shop's time zone, by its IANA name.
    pub time_zone: String,
    /// The form for a comment, as typed.
    pub comment: CommentForm,
    /// Who ordered: label and value.
    pub customer: Vec<(String, String)>,
    /// The merchant's tags.
    pub tags: Vec<String>,
    /// What was ordered, with Shopify's id of the line.
    pub items: Vec<(String, ItemView)>,
    /// Parcels.
    pub parcels: Vec<ParcelView>,
    /// Links, newest first.
    pub links: Vec<LinkLine>,
    /// Messages, newest first.
    pub messages: Vec<MessageLine>,
    /// The order made before this one: name and path.
    pub previous: Option<(String, String)>,
    /// The order made after it.
    pub next: Option<(String, String)>,
    /// Languages a shopper's page can be looked at in: tag, own name, whether it is the order's own.
    pub languages: Vec<(String, String, bool)>,
    /// Where the person's last change is undone, while that is possible, and what the toast says.
    pub undo: Option<(String, String)>,
    /// That Shopify no longer lets this order be read, and what that means; `None` while it does.
    pub out_of_reach: Option<String>,
    /// Whether the order was erased: then nothing of it can be changed.
    pub erased: bool,
}

/// A day of the timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffDay {
    /// "Today", "Thursday, 19 November".
    pub title: String,
    /// ISO date.
    pub iso: String,
    /// What happened, newest first.
    pub entries: Vec<StaffEntry>,
}

/// An entry of the timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffEntry {
    /// The time of day.
    pub time: Moment,
    /// What happened.
    pub what: String,
    /// One sentence more.
    pub text: Option<String>,
    /// What was written to the shopper.
    pub quote: Option<String>,
    /// What was written among staff.
    pub private_note: Option<String>,
    /// Who did it.
    pub by: Option<String>,
    /// Whether the shopper reads it.
    pub public: bool,
    /// Whether it was undone: it no longer counts.
    pub undone: bool,
    /// Pictures beside a comment.
    pub pictures: Vec<PictureView>,
    /// How many earlier scans say the same.
    pub folded: usize,
}

/// A status to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusChoice {
    /// Its handle.
    pub handle: String,
    /// What staff call it, with what shoppers read beside it.
    pub name: String,
}

/// The form that moves an order along, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields of the form")]
pub struct MoveForm {
    /// Handle of the status; empty keeps the present one.
    pub status: String,
    /// Shopify's ids of the lines it is for; empty for the whole order.
    pub items: Vec<String>,
    pub note: String,
    pub private_note: String,
    /// `keep`, `set` or `drop`.
    pub due: String,
    pub due_from: String,
    pub due_to: String,
    pub reason: String,
    /// Whether a message goes: `yes`, `no`, anything else for what the status says.
    pub message: String,
    /// `at` for a chosen time; anything else lets the message go as soon as it may.
    pub when: String,
    /// The chosen time in the shop's time zone, as `2026-11-30T09:00`.
    pub send_at: String,
    /// The order's revision the form was made from.
    pub revision: i64,
    /// Names this change, so that sent twice it happens once.
    pub once: String,
    /// What is wrong: name of the field and the sentence.
    pub wrong: Vec<(String, String)>,
}

/// The form for a comment, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields of the form")]
pub struct CommentForm {
    pub text: String,
    pub signed: String,
    pub public: bool,
    /// Whether an e-mail tells the shopper of a public one.
    pub message: bool,
    /// What each picture shows.
    pub alt: Vec<String>,
    /// Names this comment, so that sent twice it is written once.
    pub once: String,
    /// What is wrong: name of the field and the sentence.
    pub wrong: Vec<(String, String)>,
}

/// What would happen, before it does; or what a colleague did meanwhile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// What people call the order.
    pub name: String,
    /// Path of the order's page.
    pub path: String,
    /// What colleagues did since the form was made, in sentences; empty when nobody did anything.
    pub meanwhile: Vec<String>,
    /// What happens on confirmation: label and words.
    pub lines: Vec<(String, String)>,
    /// Everything typed.
    pub form: MoveForm,
}

/// A link as staff see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkLine {
    /// Our id.
    pub id: String,
    /// What it was made for.
    pub purpose: String,
    /// The most it shows.
    pub level: String,
    /// When it was made.
    pub made: String,
    /// When it ends, or that it has ended.
    pub ends: String,
    /// Whether it still opens the page.
    pub alive: bool,
    /// How often the page was opened by it, and when last.
    pub visits: String,
    /// Its address; `None` for one that is dead or not for passing on.
    pub address: Option<String>,
}

/// A message as staff see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageLine {
    /// When.
    pub when: Moment,
    /// Its subject.
    pub subject: String,
    /// To whom, in which language.
    pub to: String,
    /// Where it is on its way.
    pub state: String,
    /// What more is to be said of it: the mail server's words, that it may have arrived twice.
    pub more: Option<String>,
    /// Path of the message as it was sent.
    pub href: String,
    /// Where sending it again posts to; `None` where that makes no sense.
    pub resend: Option<String>,
    /// Where sending it now posts to, while it waits for a chosen time.
    pub send_now: Option<String>,
    /// Where deciding not to send it posts to, while it waits for a chosen time.
    pub do_not_send: Option<String>,
    /// How that feels.
    pub tone: Tone,
}

/// A message as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentMessageView {
    /// What people call the order.
    pub order: String,
    /// Path of the order's page.
    pub back: String,
    /// The line of the order's page.
    pub line: MessageLine,
    /// Path of its HTML for a frame; `None` when there is none (any more).
    pub html: Option<String>,
    /// The plain text; empty when it was wiped or not written yet.
    pub text: String,
}

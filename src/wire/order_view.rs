//! The order page as finished words. A field that a level hides is `None` or empty here, so it
//! cannot reach the page.

use serde::{Deserialize, Serialize};

use super::frame::{Moment, Tone};
use super::rich_text::Block;

/// Everything the order page shows, in the order of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderView {
    /// What people call the order (`#1042`).
    pub name: String,
    /// "placed 12 November".
    pub placed: Option<Moment>,
    /// The headline, in plain words.
    pub headline: String,
    /// How the headline feels.
    pub tone: Tone,
    /// One sentence of explanation.
    pub lead: Option<String>,
    /// What the merchant wrote about the step, where it has a form of its own (paragraphs, links); a text
    /// without any stands in `lead`.
    pub step_text: Vec<Block>,
    /// The icon of the merchant's step that the headline names; `None` for other headlines.
    pub icon: Option<IconView>,
    /// The progress bar.
    pub stages: Vec<StageView>,
    /// The due date with its history.
    pub due: Option<DueView>,
    /// "Usually takes 3 to 5 working days; this is day 2."
    pub pace: Option<String>,
    /// "Planned for Friday 27 November: Quality check."
    pub coming: Option<String>,
    /// Parcels, then what is still with the shop.
    pub parcels: Vec<ParcelView>,
    /// The timeline, newest day first.
    pub days: Vec<DayView>,
    /// What was ordered.
    pub items: Vec<ItemView>,
    /// Totals, payment, delivery: label and value.
    pub facts: Vec<FactView>,
    /// Address lines; full level only.
    pub address: Vec<String>,
    /// Messages sent; full level only.
    pub messages: Vec<MessageView>,
    /// Path of the page where the e-mail address is corrected; full level only.
    pub correct: Option<String>,
    /// Asking for progress reports; `None` where nobody needs to ask, or may.
    pub updates: Option<UpdatesView>,
    /// That the page shows the last known state, and from when; `None` while news flow.
    pub notice: Option<String>,
    /// "Checked with the shop 4 minutes ago".
    pub checked: Option<String>,
    /// What a viewer at a lesser level may do to see more; `None` when there is nothing more.
    pub see_more: Option<SeeMore>,
    /// Path of the calendar file.
    pub calendar: Option<String>,
    /// Path of the Atom feed.
    pub feed: Option<String>,
    /// Path of the page on sharing.
    pub share: Option<String>,
    /// schema.org data as JSON, safe inside a script element.
    pub structured: Option<String>,
}

/// An icon of the built-in set with the step's color.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IconView {
    /// Its name.
    pub name: String,
    /// The color as a value of CSS for both schemes, `#rrggbb` each and readable; `None` for the accent.
    pub color: Option<String>,
}

/// A step of the progress bar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageView {
    /// What it is called.
    pub name: String,
    /// `past`, `here` or `coming`; the style class.
    pub class: String,
    /// The same in words, for screen readers ("done", "now", "still to come").
    pub state: String,
    /// When it was reached.
    pub when: Option<Moment>,
}

/// The due date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueView {
    /// "Planned for Thursday, 26 November".
    pub text: String,
    /// "The date moved once"; empty when it never did.
    pub moved: String,
    /// Each move, oldest first.
    pub moves: Vec<DueMoveView>,
}

/// One move of the date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueMoveView {
    /// The old date.
    pub from: String,
    /// The new date; empty when it was taken back.
    pub to: String,
    /// "on 18 November".
    pub when: String,
    /// Why.
    pub reason: Option<String>,
}

/// A parcel, or what is still with the shop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelView {
    /// "Parcel 1 of 2".
    pub title: String,
    /// "On its way".
    pub state: String,
    /// How that feels.
    pub tone: Tone,
    /// The carrier's last word.
    pub scan: Option<ScanView>,
    /// "Expected Thursday, 26 November".
    pub expected: Option<String>,
    /// Tracking numbers.
    pub tracking: Vec<TrackingView>,
    /// What is inside ("Chair × 4").
    pub items: Vec<String>,
}

/// A carrier's scan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanView {
    /// When.
    pub when: Moment,
    /// What the carrier said.
    pub text: String,
}

/// A tracking number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackingView {
    /// The carrier; `None` when nobody said.
    pub carrier: Option<String>,
    /// The number in blocks, for eyes.
    pub number: String,
    /// The number as it is copied.
    pub copy: String,
    /// The carrier's page; `None` when there is none to trust.
    pub url: Option<String>,
    /// "Track at postnord.dk".
    pub action: String,
}

/// A day of the timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayView {
    /// "Today", "Thursday, 19 November".
    pub title: String,
    /// ISO date.
    pub iso: String,
    /// What happened, newest first.
    pub entries: Vec<EntryView>,
}

/// A line of the timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryView {
    /// The time of day.
    pub time: Moment,
    /// Style class by source: `shop`, `carrier`, `pay`, `date`, `order`, `stop`.
    pub class: String,
    /// What happened.
    pub what: String,
    /// One sentence more.
    pub text: Option<String>,
    /// The same where it has a form of its own; then `text` is empty.
    pub blocks: Vec<Block>,
    /// The icon of the merchant's step.
    pub icon: Option<IconView>,
    /// What the merchant wrote to the shopper.
    pub quote: Option<String>,
    /// Who signs the quote.
    pub by: Option<String>,
    /// Proof photos of the merchant.
    pub pictures: Vec<PictureView>,
    /// "3 more scans"; empty when nothing is folded.
    pub folded: String,
    /// The folded scans: time and text.
    pub scans: Vec<ScanView>,
}

/// A picture beside a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureView {
    /// Where its bytes lie.
    pub src: String,
    /// What it shows.
    pub alt: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// A line of the order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemView {
    /// Title.
    pub title: String,
    /// The first letter, for the tile that stands for a picture.
    pub initial: String,
    /// Variant.
    pub variant: Option<String>,
    /// How many are left of the order.
    pub quantity: String,
    /// Where they are ("Shipped", "2 of 4 shipped").
    pub progress: String,
    /// How that feels.
    pub tone: Tone,
    /// Price of the line; absent on share links.
    pub price: Option<String>,
}

/// A label with a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactView {
    /// "Total".
    pub label: String,
    /// "14.350,00 kr."
    pub value: String,
}

/// A message sent to the shopper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageView {
    /// When.
    pub when: Moment,
    /// Its subject.
    pub subject: String,
    /// "sent", "on its way", "could not be delivered".
    pub state: String,
    /// Its plain text as it was sent, without what opens a page; empty when it is not kept, or was a code.
    pub text: String,
    /// BCP 47 tag of the text's language.
    pub language: String,
}

/// Asking for progress reports, or asking them to stop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdatesView {
    /// Where the form posts to, as field `want`: `yes` or `no`.
    pub action: String,
    /// Whether they were asked for.
    pub wanted: bool,
    /// Where they go, masked.
    pub address: String,
}

/// How a viewer comes to see more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeeMore {
    /// What is hidden, in words.
    pub text: String,
    /// Where the code is asked for.
    pub href: String,
}

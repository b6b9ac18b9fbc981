//! The timeline as staff read it: private and undone entries too, with who did what. Everything in
//! English, the language of the merchant's side. Start with [`staff_days`].

use uuid::Uuid;

use crate::domain::door::Door;
use crate::domain::entry::What;
use crate::domain::level::Level;
use crate::domain::link::Purpose;
use crate::domain::order::Order;
use crate::domain::timeline::{StaffLine, Told, whole_timeline};
use crate::language::Speech;
use crate::wire::admin::order::{StaffDay, StaffEntry};

use super::days_view::pictures;
use super::entry_words;
use super::page::{Page, filled};
use super::{Source, Viewer};

/// Who staff are to the words of a page: nothing is hidden, and no link is behind it.
#[must_use]
pub(in crate::services) fn staff_viewer(level: Level) -> Viewer {
    Viewer { level, purpose: Purpose::Merchant, token: None, door: Door::OWN }
}

/// Everything that happened, newest day first.
#[must_use]
pub fn staff_days(source: &Source<'_>, speech: &Speech) -> Vec<StaffDay> {
    let viewer = staff_viewer(Level::Full);
    let page = Page::new(source, &viewer, speech);
    let days = whole_timeline(source.order, source.entries, &source.present.zone);
    let day = |(date, lines): (_, Vec<StaffLine<'_>>)| StaffDay {
        title: speech.day_title(date, page.today),
        iso: date.to_string(),
        entries: lines
            .iter()
            .map(|line| StaffEntry { time: page.moment_on(line.told.entry.at, date), ..entry(&page, line) })
            .collect(),
    };
    days.into_iter().map(day).collect()
}

fn entry(page: &Page<'_>, line: &StaffLine<'_>) -> StaffEntry {
    let told = &line.told;
    let base = StaffEntry {
        public: line.public,
        undone: change_of(&told.entry.what).is_some_and(|id| page.order.is_undone(id)),
        pictures: pictures(page, &told.entry.what),
        folded: told.folded.len(),
        ..StaffEntry::default()
    };
    let own = own_words(page, told);
    match own {
        Some(own) => StaffEntry { public: base.public, undone: base.undone, pictures: base.pictures, ..own },
        None => {
            let words = entry_words::line(page, told);
            StaffEntry { what: words.what, text: words.text, quote: words.quote, ..base }
        }
    }
}

const fn change_of(what: &What) -> Option<Uuid> {
    match what {
        What::Status { change } | What::ItemStatus { change } | What::Due { change } => Some(*change),
        What::Comment { comment } => Some(*comment),
        _ => None,
    }
}

/// What only staff are told, or are told in other words; `None` for what all read alike.
fn own_words(page: &Page<'_>, told: &Told<'_>) -> Option<StaffEntry> {
    let order = page.order;
    Some(match &told.entry.what {
        What::Status { change } => {
            let change = order.status_changes.get(change)?;
            let verb = if told.correction { "Back to" } else { "Status" };
            StaffEntry {
                what: format!("{verb}: {}", change.name),
                text: change.visible.then(|| format!("The shopper reads “{}”.", change.public.name)),
                quote: filled(change.note.as_deref()),
                private_note: filled(change.private_note.as_deref()),
                by: change.by.clone(),
                ..StaffEntry::default()
            }
        }
        What::ItemStatus { change } => {
            let change = order.item_changes.get(change)?;
            let lines = order.items.get().into_iter().flatten();
            let titles: Vec<&str> = lines
                .filter(|line| change.items.contains(&line.id))
                .map(|line| line.title.as_str())
                .collect();
            StaffEntry {
                what: format!("Status of {}: {}", counted(change.items.len()), change.change.name),
                text: filled(Some(&titles.join(" · "))),
                quote: filled(change.change.note.as_deref()),
                private_note: filled(change.change.private_note.as_deref()),
                by: change.change.by.clone(),
                ..StaffEntry::default()
            }
        }
        What::Due { change } => {
            let words = entry_words::line(page, told);
            let by = order.due_changes.get(change)?.by.clone();
            StaffEntry { what: words.what, text: words.text, quote: words.quote, by, ..StaffEntry::default() }
        }
        What::Comment { comment } => {
            let comment = order.comments.get(comment)?;
            let text = filled(Some(&comment.text));
            let what = if comment.public { "Comment to the shopper" } else { "Comment among staff" };
            let (quote, private_note) = if comment.public { (text, None) } else { (None, text) };
            let by = comment.staff.clone();
            let signed = filled(comment.by.as_deref()).map(|by| format!("Signed “{by}”."));
            StaffEntry {
                what: what.to_owned(),
                text: signed,
                quote,
                private_note,
                by,
                ..StaffEntry::default()
            }
        }
        What::Undone { change } => {
            let undone = order.undone.get(change)?;
            let what = format!("Undone: {}", name_of(order, *change));
            StaffEntry { what, by: undone.by.clone(), ..StaffEntry::default() }
        }
        What::Archived => StaffEntry { what: "Archived in Shopify".to_owned(), ..StaffEntry::default() },
        _ => return None,
    })
}

fn counted(items: usize) -> String {
    if items == 1 { "1 item".to_owned() } else { format!("{items} items") }
}

/// What a change was, in a few words.
fn name_of(order: &Order, change: Uuid) -> String {
    let status = order.status_changes.get(&change).or(order.item_changes.get(&change).map(|c| &c.change));
    match status {
        Some(status) => format!("status “{}”", status.name),
        None if order.due_changes.contains_key(&change) => "the due date".to_owned(),
        None => "a comment".to_owned(),
    }
}

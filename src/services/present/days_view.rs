//! The timeline: days, newest first, with what happened.

use jiff::civil::Date;

use crate::domain::entry::{Entry, What};
use crate::domain::order::CommentPicture;
use crate::domain::timeline::{Told, public_timeline};
use crate::domain::{admin_routes, routes};
use crate::wire::order_view::{DayView, EntryView, PictureView, ScanView};

use super::carrier_words;
use super::entry_words::line;
use super::page::{Page, filled};

/// The public timeline in words.
pub(super) fn days(page: &Page<'_>) -> Vec<DayView> {
    let days = public_timeline(page.order, page.source.entries, &page.source.present.zone);
    days.iter()
        .map(|day| DayView {
            title: page.speech.day_title(day.date, page.today),
            iso: day.date.to_string(),
            entries: day.told.iter().map(|told| entry(page, told, day.date)).collect(),
        })
        .collect()
}

fn entry(page: &Page<'_>, told: &Told<'_>, day: Date) -> EntryView {
    let line = line(page, told);
    let scans: Vec<ScanView> = told.folded.iter().map(|scan| folded(page, scan, day)).collect();
    let count = |count: usize| page.say_with("entry-folded", &[("count", count.into())]);
    EntryView {
        time: page.moment_on(told.entry.at, day),
        class: line.class.to_owned(),
        what: line.what,
        text: line.text,
        blocks: line.blocks,
        icon: line.icon,
        quote: line.quote,
        // Who writes is said above the words ("A word from the workshop"); who set a step is for staff.
        by: None,
        pictures: pictures(page, &told.entry.what),
        folded: if scans.is_empty() { String::new() } else { count(scans.len()) },
        scans,
    }
}

/// The pictures of a comment. A viewer without a link (staff looking on as a shopper) finds them at the
/// merchant's side.
pub(super) fn pictures(page: &Page<'_>, what: &What) -> Vec<PictureView> {
    let What::Comment { comment } = what else { return Vec::new() };
    let comment = page.order.comments.get(comment).filter(|_| page.sight.contents);
    let shop = page.source.shop;
    let src = |id| match &page.viewer.token {
        Some(token) => page.viewer.door.to(routes::picture(token, id)),
        None => admin_routes::picture(&shop.handle, page.source.id, id),
    };
    let view = |picture: &CommentPicture| PictureView {
        src: src(picture.id),
        alt: filled(picture.alt.as_deref()).unwrap_or_else(|| page.say("picture-from-shop")),
        width: picture.width,
        height: picture.height,
    };
    comment.into_iter().flat_map(|comment| &comment.pictures).map(view).collect()
}

fn folded(page: &Page<'_>, entry: &Entry, day: Date) -> ScanView {
    let text = match &entry.what {
        What::Carrier { status, message, city, .. } => {
            carrier_words::own_words(page, message.as_deref(), city.as_deref())
                .unwrap_or_else(|| carrier_words::state(page, status))
        }
        _ => page.say("entry-carrier-other"),
    };
    ScanView { when: page.moment_on(entry.at, day), text }
}

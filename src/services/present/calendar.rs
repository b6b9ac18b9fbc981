//! The order's date as a calendar file (RFC 5545). Holds no personal data: the shop, what people
//! call the order, and the day.

use data_encoding::HEXLOWER;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use crate::domain::clock::Millis;
use crate::domain::due_date::DueDate;
use crate::domain::order::Order;

use super::due_view::is_settled;
use super::page::Page;

/// Octets of a line before it is folded.
const LINE: usize = 75;

/// The day to put into a calendar with the key of its title: the carrier's day where there is one,
/// else the merchant's. `None` when neither lies ahead.
pub(super) fn date(page: &Page<'_>) -> Option<(DueDate, &'static str)> {
    if is_settled(&page.headline) {
        return None;
    }
    let told = page.parcels.iter().filter_map(|parcel| parcel.estimated_at).map(|at| page.date(at)).max();
    if let Some(day) = told.filter(|day| *day >= page.today) {
        return Some((DueDate::new(day, day), "calendar-arrives"));
    }
    page.order.due().filter(|due| due.to >= page.today).map(|due| (due, "calendar-due"))
}

/// The file; `None` without a day.
pub(super) fn file(page: &Page<'_>) -> Option<String> {
    let (due, title) = date(page)?;
    let end = due.to.checked_add(1.day()).ok()?;
    let (shop, name) = (&page.source.shop.name, page.source.name);
    let summary = page.say_with(title, &[("shop", shop.into()), ("name", name.into())]);
    let stamp = changed_at(page).in_zone(&TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string();
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Waymark//Order status//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", uid(page)),
        format!("DTSTAMP:{stamp}"),
        format!("SEQUENCE:{}", changes_of_date(page.order)),
        format!("DTSTART;VALUE=DATE:{}", compact(due.from)),
        format!("DTEND;VALUE=DATE:{}", compact(end)),
        format!("SUMMARY;LANGUAGE={}:{}", page.tag(), escaped(&summary)),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    Some(lines.iter().map(|line| folded(line)).collect())
}

/// How often the date was changed; taking a change back is one more.
fn changes_of_date(order: &Order) -> usize {
    order.due_changes.keys().map(|id| 1 + usize::from(order.is_undone(*id))).sum()
}

/// The same for every link and every version, so that a calendar replaces the event instead of
/// adding one; says nothing about the link.
fn uid(page: &Page<'_>) -> String {
    let order = format!("{}/{}", page.source.shop.id, page.source.name);
    format!("{}@waymark", HEXLOWER.encode(&Sha256::digest(order.as_bytes())[..16]))
}

fn changed_at(page: &Page<'_>) -> Millis {
    let moved = page.order.due_history().last().map(|change| change.at);
    moved.max(page.order.checked_at()).unwrap_or(page.source.present.now)
}

fn compact(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A content line ended by CRLF and folded so that no line is longer than 75 octets; a character is
/// never torn apart.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 2);
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::{escaped, folded};

    #[test]
    fn long_lines_are_folded_between_characters() {
        let line = format!("SUMMARY:{}", "æøå".repeat(60));
        let text = folded(&line);
        assert!(text.ends_with("\r\n"));
        assert!(text.trim_end().split("\r\n").all(|part| part.len() <= 75));
        assert_eq!(text.replace("\r\n ", "").trim_end(), line);
    }

    #[test]
    fn marks_with_a_meaning_are_escaped() {
        assert_eq!(escaped("a,b;c\\d\r\ne\u{7}"), "a\\,b\\;c\\\\d\\ne");
    }
}

//! Lists with a change per order: order, status, note, due from, due to, message. Read whole before
//! anything happens; every fault is told with its line, its column and what to do.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::domain::batch::{BatchChange, BatchDue, MOST_ORDERS};
use crate::domain::due_date::DueDate;
use crate::domain::ids::OrderId;
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::services::change_order::TEXT_LIMIT;
use crate::services::{ServiceError, Services};
use crate::store::search_key::name_key;

use super::Chosen;

/// Largest list, in bytes.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;
/// Faults told of one list; the rest is only counted.
const MOST_FAULTS: usize = 50;
/// The columns, in the order of the sample.
const COLUMNS: [&str; 6] = ["order", "status", "note", "due from", "due to", "message"];

/// Something in a list that cannot be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1, as a text editor counts.
    pub line: u64,
    /// The column's name; empty for the line as a whole.
    pub column: String,
    /// What is wrong and what to do.
    pub sentence: String,
}

/// What came of reading a list.
#[derive(Clone, Debug)]
pub enum ReadList {
    /// The changes it asks for.
    Good(Vec<Chosen>),
    /// What is wrong with it, first to last, and how many faults there are in all.
    Faulty(Vec<Fault>, usize),
}

/// A line as typed.
struct Line {
    number: u64,
    fields: HashMap<&'static str, String>,
}

impl Services {
    /// Reads a list. Nothing happens to an order.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn read_list(&self, shop: &Shop, text: &[u8]) -> Result<ReadList, ServiceError> {
        let mut faults = Vec::new();
        let lines = match lines_of(text) {
            Ok(lines) => lines,
            Err(fault) => return Ok(ReadList::Faulty(vec![fault], 1)),
        };
        let store = self.store.shop(shop.id);
        let statuses = store.statuses().await?;
        let keys: Vec<String> = lines.iter().map(|line| name_key(line.text("order"))).collect();
        let mut orders: HashMap<String, Vec<OrderId>> = HashMap::new();
        for (key, order) in store.orders_by_names(&keys).await? {
            orders.entry(key).or_default().push(order);
        }
        let mut seen: HashMap<OrderId, u64> = HashMap::new();
        let mut chosen = Vec::with_capacity(lines.len());
        for (line, key) in lines.iter().zip(&keys) {
            let order = which(line, orders.get(key), &mut seen, &mut faults);
            let change = change_of(line, &statuses, &mut faults);
            if let (Some(order), Some(change)) = (order, change) {
                chosen.push(Chosen { order, change: Some(change) });
            }
        }
        if faults.is_empty() {
            return Ok(ReadList::Good(chosen));
        }
        let count = faults.len();
        faults.truncate(MOST_FAULTS);
        Ok(ReadList::Faulty(faults, count))
    }

    /// A list of these orders with what is so now, to be changed and given back.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn sample_list(&self, shop: &Shop, orders: &[OrderId]) -> Result<Vec<u8>, ServiceError> {
        let store = self.store.shop(shop.id);
        let statuses = store.statuses().await?;
        let mut writer = csv::Writer::from_writer(Vec::new());
        let mut put = |row: [String; 6]| drop(writer.write_record(row));
        put(COLUMNS.map(str::to_owned));
        for part in orders.chunks(super::PIECE as usize) {
            let mut known = store.orders_whole(part).await?;
            known.sort_by_key(|order| part.iter().position(|id| *id == order.id));
            for order in known.into_iter().filter(|order| !order.erased) {
                let status = order.order.current_status();
                let handle = status
                    .and_then(|s| statuses.iter().find(|known| known.id == s.status))
                    .map(|s| s.handle.clone());
                let due = order.order.due();
                let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
                let (from, to) = (day(due.map(|due| due.from)), day(due.map(|due| due.to)));
                put([plain(&order.name), handle.unwrap_or_default(), String::new(), from, to, String::new()]);
            }
        }
        Ok(writer.into_inner().unwrap_or_default())
    }
}

/// A text that no spreadsheet takes for a formula; [`Line::text`] takes the sign off again.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

impl Line {
    fn text(&self, column: &str) -> &str {
        let text = self.fields.get(column).map_or("", |text| text.trim());
        text.strip_prefix('\'').unwrap_or(text)
    }

    fn fault(&self, column: &str, sentence: impl Into<String>) -> Fault {
        Fault { line: self.number, column: column.to_owned(), sentence: sentence.into() }
    }
}

fn lines_of(bytes: &[u8]) -> Result<Vec<Line>, Fault> {
    let whole = |line, sentence: &str| Fault { line, column: String::new(), sentence: sentence.to_owned() };
    if bytes.len() > MOST_BYTES {
        return Err(whole(1, "The list is larger than 2 MB. Split it into several lists."));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|b| **b == b'\n').count() as u64 + 1;
        whole(line, "There is a character that is not UTF-8. Save the list as “CSV UTF-8”.")
    })?;
    // Browsers send line breaks as two signs, which the reader counts with the next line.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let header = text.lines().next().unwrap_or_default();
    let delimiter =
        [b',', b';', b'\t'].into_iter().max_by_key(|sign| header.bytes().filter(|b| b == sign).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .flexible(true)
        .from_reader(text.as_bytes());
    let names: Vec<Option<&'static str>> = reader
        .headers()
        .map(|header| header.iter().map(column_named).collect())
        .map_err(|_| whole(1, "The first line cannot be read. It names the columns: order, status, note, due from, due to, message."))?;
    if !names.contains(&Some("order")) {
        return Err(whole(
            1,
            "There is no column “order”. The first line names the columns: order, status, note, due from, due to, message.",
        ));
    }
    if names.iter().flatten().count() < 2 {
        return Err(whole(
            1,
            "There is no column with a change. Add one of: status, note, due from, due to.",
        ));
    }
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            whole(
                line,
                "This line cannot be read. Put texts with commas or line breaks between double quotes.",
            )
        })?;
        let number = record.position().map_or(1, csv::Position::line);
        let mut fields = HashMap::new();
        for (name, value) in names.iter().zip(&record) {
            if let Some(name) = name {
                fields.insert(*name, value.to_owned());
            }
        }
        if fields.values().all(|text| text.trim().is_empty()) {
            continue;
        }
        if lines.len() >= MOST_ORDERS {
            return Err(whole(number, "There are more than 20,000 lines. Split the list into several."));
        }
        lines.push(Line { number, fields });
    }
    if lines.is_empty() {
        return Err(whole(
            1,
            "There is no line with an order. Write one line per order below the first line.",
        ));
    }
    Ok(lines)
}

fn column_named(header: &str) -> Option<&'static str> {
    let name = header.trim().to_lowercase().replace(['_', '-'], " ");
    COLUMNS.into_iter().find(|column| *column == name)
}

fn which(
    line: &Line,
    found: Option<&Vec<OrderId>>,
    seen: &mut HashMap<OrderId, u64>,
    faults: &mut Vec<Fault>,
) -> Option<OrderId> {
    let name = line.text("order");
    let sentence = match found.map_or(&[][..], Vec::as_slice) {
        _ if name.is_empty() => "The number of the order is missing.".to_owned(),
        [] => format!("There is no order “{name}”. Check the number, or delete the line."),
        [order] => match seen.insert(*order, line.number) {
            None => return Some(*order),
            Some(before) => format!("“{name}” stands in line {before} already. Keep one of the two."),
        },
        _ => format!("There are several orders “{name}”. Change them one by one."),
    };
    faults.push(line.fault("order", sentence));
    None
}

fn change_of(line: &Line, statuses: &[Status], faults: &mut Vec<Fault>) -> Option<BatchChange> {
    let before = faults.len();
    let status = status_of(line, statuses, faults);
    let due = due_of(line, faults);
    let note = Some(line.text("note").to_owned()).filter(|note| !note.is_empty());
    if note.as_ref().is_some_and(|note| note.chars().count() > TEXT_LIMIT) {
        faults.push(line.fault("note", "The note is longer than 2,000 characters. Shorten it."));
    }
    let message = match line.text("message").to_lowercase().as_str() {
        "" => status.is_some_and(|status| status.message.send),
        "yes" | "y" | "true" | "1" => true,
        "no" | "n" | "false" | "0" => false,
        _ => {
            faults.push(line.fault("message", "Write yes or no, or leave it empty."));
            false
        }
    };
    if faults.len() == before && status.is_none() && due.is_none() && note.is_none() {
        faults.push(
            line.fault("", "This line changes nothing. Give a status, a note or a date, or delete the line."),
        );
    }
    let change = BatchChange { status: status.map(|s| s.id), note, due, message, ..BatchChange::default() };
    (faults.len() == before).then_some(change)
}

fn status_of<'a>(line: &Line, statuses: &'a [Status], faults: &mut Vec<Fault>) -> Option<&'a Status> {
    let wanted = line.text("status");
    if wanted.is_empty() {
        return None;
    }
    let lower = wanted.to_lowercase();
    let found = statuses.iter().find(|s| s.handle == lower).or_else(|| {
        statuses.iter().find(|s| s.name.to_lowercase() == lower || s.public.name.to_lowercase() == lower)
    });
    match found {
        Some(status) if status.archived => {
            faults.push(line.fault("status", format!("“{wanted}” is archived. Choose another status.")));
            None
        }
        Some(status) => Some(status),
        None => {
            let handles: Vec<&str> =
                statuses.iter().filter(|s| !s.archived).map(|s| s.handle.as_str()).take(12).collect();
            let sentence = format!("There is no status “{wanted}”. There is: {}.", handles.join(", "));
            faults.push(line.fault("status", sentence));
            None
        }
    }
}

fn due_of(line: &Line, faults: &mut Vec<Fault>) -> Option<BatchDue> {
    let mut day = |column: &str| -> Option<Option<Date>> {
        let text = line.text(column);
        if text.is_empty() {
            return Some(None);
        }
        match text.parse::<Date>() {
            Ok(day) => Some(Some(day)),
            Err(_) => {
                faults.push(line.fault(column, format!("“{text}” is no day. Write it as 2026-11-26.")));
                None
            }
        }
    };
    let (from, to) = (day("due from")?, day("due to")?);
    match (from, to) {
        (None, None) => None,
        (Some(from), to) => {
            let to = to.unwrap_or(from);
            if to < from {
                faults.push(line.fault("due to", format!("{to} is before {from}. Swap the two days.")));
                return None;
            }
            Some(BatchDue::On(DueDate::new(from, to)))
        }
        (None, Some(_)) => {
            faults
                .push(line.fault("due from", "The first day is missing. Write it, or delete the last day."));
            None
        }
    }
}

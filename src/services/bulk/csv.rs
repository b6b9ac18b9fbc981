//! Lists with a change per order: order, status, note, due from, due to, message. Read whole before
//! anything happens; every fault is told with its line, its column and what to do. How a list is read, and
//! what can be told without its orders, is [`change_list`]'s, which browsers follow too.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::domain::batch::{BatchChange, BatchDue, MOST_ORDERS};
use crate::domain::due_date::DueDate;
use crate::domain::ids::OrderId;
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::services::{ServiceError, Services};
use crate::store::search_key::name_key;
use crate::wire::admin::change_list::{self, COLUMNS, CellFault, NOTHING, Row, Table};

use super::Chosen;

/// Largest list, in bytes.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;
/// Faults told of one list; the rest is only counted.
const MOST_FAULTS: usize = 50;
/// What came of reading a list.
#[derive(Clone, Debug)]
pub enum ReadList {
    /// The changes it asks for.
    Good(Vec<Chosen>),
    /// What is wrong with it, first to last, and how many faults there are in all.
    Faulty(Vec<CellFault>, usize),
}

impl Services {
    /// Reads a list. Nothing happens to an order.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn read_list(&self, shop: &Shop, text: &[u8]) -> Result<ReadList, ServiceError> {
        let mut faults = Vec::new();
        let table = match table_of(text) {
            Ok(table) => table,
            Err(fault) => return Ok(ReadList::Faulty(vec![fault], 1)),
        };
        let store = self.store.shop(shop.id);
        let statuses = store.statuses().await?;
        let keys: Vec<String> = table.rows.iter().map(|row| name_key(table.cell(row, "order"))).collect();
        let mut orders: HashMap<String, Vec<OrderId>> = HashMap::new();
        for (key, order) in store.orders_by_names(&keys).await? {
            orders.entry(key).or_default().push(order);
        }
        let mut seen: HashMap<OrderId, usize> = HashMap::new();
        let mut chosen = Vec::with_capacity(table.rows.len());
        for (row, key) in table.rows.iter().zip(&keys) {
            let order = which(&table, row, orders.get(key), &mut seen, &mut faults);
            let change = change_of(&table, row, &statuses, &mut faults);
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
        let header = COLUMNS.map(str::to_owned).to_vec();
        let mut table = Table { header, ..Table::default() };
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
                let (name, status) = (plain(&order.name), handle.unwrap_or_default());
                let cells = vec![name, status, String::new(), from, to, String::new()];
                table.rows.push(Row { line: 0, cells });
            }
        }
        Ok(table.text().into_bytes())
    }
}

/// A text that no spreadsheet takes for a formula; [`Table::cell`] takes the sign off again.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn table_of(bytes: &[u8]) -> Result<Table, CellFault> {
    let whole = |line, sentence: &str| CellFault { line, column: "", sentence: sentence.to_owned() };
    if bytes.len() > MOST_BYTES {
        return Err(whole(1, "The list is larger than 2 MB. Split it into several lists."));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
        whole(line, "There is a character that is not UTF-8. Save the list as “CSV UTF-8”.")
    })?;
    let table = Table::read(text);
    table.usable()?;
    match table.rows.get(MOST_ORDERS) {
        Some(row) => Err(row.fault("", "There are more than 20,000 lines. Split the list into several.")),
        None => Ok(table),
    }
}

fn which(
    table: &Table,
    row: &Row,
    found: Option<&Vec<OrderId>>,
    seen: &mut HashMap<OrderId, usize>,
    faults: &mut Vec<CellFault>,
) -> Option<OrderId> {
    let name = table.cell(row, "order");
    let sentence = match found.map_or(&[][..], Vec::as_slice) {
        _ if name.is_empty() => "The number of the order is missing.".to_owned(),
        [] => format!("There is no order “{name}”. Check the number, or delete the line."),
        [order] => match seen.insert(*order, row.line) {
            None => return Some(*order),
            Some(before) => format!("“{name}” stands in line {before} already. Keep one of the two."),
        },
        _ => format!("There are several orders “{name}”. Change them one by one."),
    };
    faults.push(row.fault("order", sentence));
    None
}

fn change_of(
    table: &Table,
    row: &Row,
    statuses: &[Status],
    faults: &mut Vec<CellFault>,
) -> Option<BatchChange> {
    let before = faults.len();
    let status = status_of(table.cell(row, "status"), row, statuses, faults);
    change_list::other_cells(table, row, faults);
    if faults.len() == before && change_list::changes_nothing(table, row) {
        faults.push(row.fault("", NOTHING));
    }
    if faults.len() > before {
        return None;
    }
    let note = Some(table.cell(row, "note").to_owned()).filter(|note| !note.is_empty());
    let wish = change_list::wish(table.cell(row, "message")).flatten();
    let message = wish.unwrap_or_else(|| status.is_some_and(|status| status.message.send));
    let due = due_of(table, row);
    Some(BatchChange { status: status.map(|s| s.id), note, due, message, ..BatchChange::default() })
}

fn status_of<'a>(
    wanted: &str,
    row: &Row,
    statuses: &'a [Status],
    faults: &mut Vec<CellFault>,
) -> Option<&'a Status> {
    if wanted.is_empty() {
        return None;
    }
    let lower = wanted.to_lowercase();
    let found = statuses.iter().find(|s| s.handle == lower).or_else(|| {
        statuses.iter().find(|s| s.name.to_lowercase() == lower || s.public.name.to_lowercase() == lower)
    });
    match found {
        Some(status) if status.archived => {
            faults.push(row.fault("status", format!("“{wanted}” is archived. Choose another status.")));
            None
        }
        Some(status) => Some(status),
        None => {
            let handles: Vec<&str> =
                statuses.iter().filter(|s| !s.archived).map(|s| s.handle.as_str()).take(12).collect();
            let sentence = format!("There is no status “{wanted}”. There is: {}.", handles.join(", "));
            faults.push(row.fault("status", sentence));
            None
        }
    }
}

/// The promised days of a line whose cells are in order.
fn due_of(table: &Table, row: &Row) -> Option<BatchDue> {
    let day = |column| {
        let (year, month, day) = change_list::day(table.cell(row, column))?;
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    let from = day("due from")?;
    Some(BatchDue::On(DueDate::new(from, day("due to").unwrap_or(from))))
}

//! A list with a change per order, as it is pasted: its cells, and what can be said about them without
//! knowing the orders. Both halves hold it: the browser shows the faults while the list is written, the
//! server looks again, at the orders too. Start with [`Table::read`], then [`faults`].

use std::collections::HashMap;

/// The columns there are.
pub const COLUMNS: [&str; 6] = ["order", "status", "note", "due from", "due to", "message"];
/// Longest note, in characters.
const LONGEST_NOTE: usize = 2_000;

/// A list as rows of cells. Everything is text as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns, by index into [`COLUMNS`]; `None` for one that is not ours, which is passed over.
    pub columns: Vec<Option<usize>>,
    /// The first line as typed.
    pub header: Vec<String>,
    /// The other lines.
    pub rows: Vec<Row>,
}

/// A line of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number, from 1, as a text editor counts.
    pub line: usize,
    /// Its cells.
    pub cells: Vec<String>,
}

/// Something that cannot be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// The line, from 1, as a text editor counts.
    pub line: usize,
    /// The column's name; empty for the line as a whole.
    pub column: &'static str,
    /// What is wrong and what to do.
    pub sentence: String,
}

impl Table {
    /// Reads what was pasted: separated by tabs as spreadsheets do, by semicolons or commas. Never fails:
    /// what is no list becomes one column. Empty lines are passed over.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let signs = [',', ';', '\t'];
        let sign = signs.into_iter().max_by_key(|sign| first.matches(*sign).count()).unwrap_or(',');
        let mut rows = records(text, sign)
            .into_iter()
            .filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
        let header = rows.next().map(|row| row.cells).unwrap_or_default();
        let columns = header.iter().map(|name| column_named(name)).collect();
        Self { columns, header, rows: rows.collect() }
    }

    /// The list as text that [`Table::read`] and the server read back.
    #[must_use]
    pub fn text(&self) -> String {
        let line = |cells: &[String]| cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",");
        let lines = std::iter::once(line(&self.header)).chain(self.rows.iter().map(|row| line(&row.cells)));
        lines.map(|line| line + "\n").collect()
    }

    /// The cell of a row in the column of that name, trimmed, without the sign spreadsheets put before a text.
    #[must_use]
    pub fn cell<'a>(&self, row: &'a Row, column: &str) -> &'a str {
        let place = self.columns.iter().position(|known| known.is_some_and(|index| COLUMNS[index] == column));
        let text = place.and_then(|place| row.cells.get(place)).map_or("", |cell| cell.trim());
        text.strip_prefix('\'').unwrap_or(text)
    }

    /// What makes a list of no use as a whole: no column of orders, none with a change, no line.
    ///
    /// # Errors
    /// The sentence that says what to do.
    pub fn usable(&self) -> Result<(), CellFault> {
        let sentence = if !self.columns.contains(&Some(0)) {
            "There is no column “order”. The first line names the columns: order, status, note, due from, due to, message."
        } else if self.columns.iter().flatten().count() < 2 {
            "There is no column with a change. Add one of: status, note, due from, due to."
        } else if self.rows.is_empty() {
            "There is no line with an order. Write one line per order below the first line."
        } else {
            return Ok(());
        };
        Err(CellFault { line: 1, column: "", sentence: sentence.to_owned() })
    }
}

impl Row {
    /// Something wrong in a column of this line; the empty column is the line as a whole.
    #[must_use]
    pub fn fault(&self, column: &'static str, sentence: impl Into<String>) -> CellFault {
        CellFault { line: self.line, column, sentence: sentence.into() }
    }
}

/// What is wrong with a list as far as it can be known without its orders. `statuses` are handle and names of
/// those that can be set.
#[must_use]
pub fn faults(table: &Table, statuses: &[(String, String)]) -> Vec<CellFault> {
    if let Err(fault) = table.usable() {
        return vec![fault];
    }
    let mut faults = Vec::new();
    let mut seen = HashMap::new();
    for row in &table.rows {
        let before = faults.len();
        order(table, row, &mut seen, &mut faults);
        status(table, row, statuses, &mut faults);
        other_cells(table, row, &mut faults);
        if faults.len() == before && changes_nothing(table, row) {
            faults.push(row.fault("", NOTHING));
        }
    }
    faults
}

/// What is told of a line that changes nothing.
pub const NOTHING: &str = "This line changes nothing. Give a status, a note or a date, or delete the line.";

/// Whether a line asks for nothing but perhaps a message.
#[must_use]
pub fn changes_nothing(table: &Table, row: &Row) -> bool {
    ["status", "note", "due from", "due to"].iter().all(|column| table.cell(row, column).is_empty())
}

/// What is wrong with the dates, the note and the wish for a message of a line.
pub fn other_cells(table: &Table, row: &Row, faults: &mut Vec<CellFault>) {
    due(table, row, faults);
    note_and_message(table, row, faults);
}

/// What a cell of the column “message” says: a wish, or nothing. `None` when it cannot be understood.
#[must_use]
pub fn wish(cell: &str) -> Option<Option<bool>> {
    match cell.to_lowercase().as_str() {
        "" => Some(None),
        "yes" | "y" | "true" | "1" => Some(Some(true)),
        "no" | "n" | "false" | "0" => Some(Some(false)),
        _ => None,
    }
}

fn put(faults: &mut Vec<CellFault>, row: &Row, column: &'static str, sentence: String) {
    faults.push(CellFault { line: row.line, column, sentence });
}

fn order(table: &Table, row: &Row, seen: &mut HashMap<String, usize>, faults: &mut Vec<CellFault>) {
    let name = table.cell(row, "order");
    if name.is_empty() {
        return put(faults, row, "order", "The number of the order is missing.".to_owned());
    }
    let key = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if let Some(line) = seen.get(&key) {
        return put(
            faults,
            row,
            "order",
            format!("“{name}” stands in line {line} already. Keep one of the two."),
        );
    }
    seen.insert(key, row.line);
}

fn status(table: &Table, row: &Row, statuses: &[(String, String)], faults: &mut Vec<CellFault>) {
    let wanted = table.cell(row, "status");
    let lower = wanted.to_lowercase();
    let fits = |(handle, name): &(String, String)| *handle == lower || name.to_lowercase() == lower;
    if !wanted.is_empty() && !statuses.iter().any(fits) {
        let handles: Vec<&str> = statuses.iter().map(|(handle, _)| handle.as_str()).take(12).collect();
        put(
            faults,
            row,
            "status",
            format!("There is no status “{wanted}”. There is: {}.", handles.join(", ")),
        );
    }
}

fn due(table: &Table, row: &Row, faults: &mut Vec<CellFault>) {
    let (from, to) = (table.cell(row, "due from"), table.cell(row, "due to"));
    for (column, text) in [("due from", from), ("due to", to)] {
        if !text.is_empty() && day(text).is_none() {
            put(faults, row, column, format!("“{text}” is no day. Write it as 2026-11-26."));
        }
    }
    if from.is_empty() && day(to).is_some() {
        put(
            faults,
            row,
            "due from",
            "The first day is missing. Write it, or delete the last day.".to_owned(),
        );
    }
    if let (Some(first), Some(last)) = (day(from), day(to))
        && last < first
    {
        put(faults, row, "due to", format!("{to} is before {from}. Swap the two days."));
    }
}

fn note_and_message(table: &Table, row: &Row, faults: &mut Vec<CellFault>) {
    if table.cell(row, "note").chars().count() > LONGEST_NOTE {
        put(faults, row, "note", "The note is longer than 2,000 characters. Shorten it.".to_owned());
    }
    if wish(table.cell(row, "message")).is_none() {
        put(faults, row, "message", "Write yes or no, or leave it empty.".to_owned());
    }
}

/// Year, month and day of `2026-11-26`; `None` when there is no such day.
#[must_use]
pub fn day(text: &str) -> Option<(u16, u8, u8)> {
    let [year, month, day] = text.split('-').collect::<Vec<_>>().try_into().ok()?;
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
        return None;
    }
    let (year, month, day): (u16, u8, u8) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=last).contains(&day).then_some((year, month, day))
}

fn column_named(header: &str) -> Option<usize> {
    let name = header.trim().to_lowercase().replace(['_', '-'], " ");
    COLUMNS.iter().position(|column| *column == name)
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// The lines of a list with their cells; a cell that begins with a double quote goes on to the next one,
/// over commas and line breaks.
fn records(text: &str, sign: char) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut row = Row { line: 1, cells: Vec::new() };
    let (mut cell, mut inside, mut line) = (String::new(), false, 1);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        // Browsers send line breaks as two signs, old spreadsheets as the other one.
        let letter = match letter {
            '\r' if letters.peek() == Some(&'\n') => continue,
            '\r' => '\n',
            letter => letter,
        };
        line += usize::from(letter == '\n');
        match letter {
            '"' if inside && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if inside => inside = false,
            '"' if cell.is_empty() => inside = true,
            '\n' if !inside => {
                row.cells.push(std::mem::take(&mut cell));
                rows.push(std::mem::replace(&mut row, Row { line, cells: Vec::new() }));
            }
            other if other == sign && !inside => row.cells.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    if !cell.is_empty() || !row.cells.is_empty() {
        row.cells.push(cell);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statuses() -> Vec<(String, String)> {
        vec![("oak-drying".into(), "DRY: in the kiln".into()), ("oiling".into(), "Oiling".into())]
    }

    fn told(text: &str) -> Vec<(usize, &'static str, String)> {
        let faults = faults(&Table::read(text), &statuses());
        faults.into_iter().map(|fault| (fault.line, fault.column, fault.sentence)).collect()
    }

    #[test]
    fn commas_semicolons_and_a_pasted_range_are_the_same_list() {
        let comma = Table::read("\u{feff}Order,status,due_from\n#1042,oiling,2026-11-26\n");
        for other in [
            "order;status;due from\r\n#1042;oiling;2026-11-26",
            "order\tstatus\tdue-from\n\n#1042\toiling\t2026-11-26\n",
        ] {
            let table = Table::read(other);
            assert_eq!(table.columns, comma.columns);
            assert_eq!(table.rows[0].cells, comma.rows[0].cells);
        }
        assert!(told("order,status\n#1042,Oiling\n#1043,OAK-DRYING\n").is_empty());
    }

    #[test]
    fn texts_go_over_commas_quotes_and_lines() {
        let table = Table::read("order,note\n1,\"He said \"\"oak\"\", twice\nand left\"\n2,plain\n");
        assert_eq!(table.rows[0].cells[1], "He said \"oak\", twice\nand left");
        assert_eq!((table.rows[0].line, table.rows[1].line), (2, 4));
        for break_sign in ["\r\n", "\r"] {
            let same = "order,note\n1,\"He said \"\"oak\"\", twice\nand left\"\n2,plain\n";
            assert_eq!(Table::read(&same.replace('\n', break_sign)), table);
        }
        let again = Table::read(&table.text());
        assert_eq!(again, table);
    }

    #[test]
    fn each_fault_is_told_at_its_cell() {
        let list = "order,status,note,due from,due to,message\n\
                    ,oiling,,,,\n1,sanding,,,,\n2,,,2026-02-30,,\n3,,,2026-11-26,2026-11-20,\n4,,,,2026-11-20,\n\
                    5,oiling,,,,maybe\n#5,oiling,,,,no\n6,,,,,yes\n";
        let places: Vec<_> = told(list).into_iter().map(|(line, column, _)| (line, column)).collect();
        let expected = [
            (2, "order"),
            (3, "status"),
            (4, "due from"),
            (5, "due to"),
            (6, "due from"),
            (7, "message"),
            (8, "order"),
            (9, ""),
        ];
        assert_eq!(places, expected);
        assert!(told(list)[1].2.contains("There is no status “sanding”. There is: oak-drying, oiling."));
    }

    #[test]
    fn what_is_no_list_is_told_once() {
        for (text, word) in [
            ("", "no column “order”"),
            ("hello", "no column “order”"),
            ("order\n1", "with a change"),
            ("order,note\n", "no line"),
        ] {
            let told = told(text);
            assert_eq!(told.len(), 1, "{text}");
            assert!(told[0].2.contains(word), "{text}: {}", told[0].2);
        }
    }
}

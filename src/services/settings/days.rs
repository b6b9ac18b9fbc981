//! Working days and holidays, in which promised days are counted.

use jiff::civil::Date;

use crate::domain::shop::Shop;
use crate::domain::working_days::{Holiday, WorkingDay, check_calendar};
use crate::wire::admin::settings::{FieldKind, PieceView, SheetView};

use super::fields::{Faults, field, option, sheet};
use super::typed::Typed;

/// Stands for the year of a day that comes back every year: a leap year, so that it has every day.
const SOME_YEAR: i16 = 2024;

pub(super) fn show(shop: &Shop) -> Typed {
    let settings = &shop.settings;
    let days = settings.working_days.iter().map(|day| day.word().to_owned());
    let holidays: Vec<String> = settings.holidays.iter().map(written).collect();
    Typed::default().with_all("working_days", days).with("holidays", holidays.join("\n"))
}

/// A holiday as it is typed: `2026-12-24 Name`, without the year when it comes back.
fn written(holiday: &Holiday) -> String {
    let date = holiday.date;
    let day =
        if holiday.yearly { format!("{:02}-{:02}", date.month(), date.day()) } else { date.to_string() };
    format!("{day} {}", holiday.name.as_deref().unwrap_or_default()).trim_end().to_owned()
}

pub(super) fn sheets(typed: &Typed) -> Vec<SheetView> {
    let name = |day: WorkingDay| {
        let word = day.word();
        let (first, rest) = word.split_at(1);
        option(word, &format!("{}{rest}", first.to_uppercase()), "")
    };
    let days = field(
        typed,
        "working_days",
        "Days on which you work",
        "Usual durations, lead times and automatic next statuses are counted in these days.",
        FieldKind::Checks(WorkingDay::ALL.into_iter().map(name).collect()),
    );
    let holidays = field(
        typed,
        "holidays",
        "Holidays",
        "One per line: the day and, if you like, its name, for example 2026-12-24 Christmas Eve. Without the year \
         it comes back every year: 12-24 Christmas Eve.",
        FieldKind::Area { rows: 8, code: false },
    );
    vec![sheet("Working days", "", vec![PieceView::Field(days), PieceView::Field(holidays)])]
}

pub(super) fn read(typed: &Typed, shop: &mut Shop, faults: &mut Faults) {
    let settings = &mut shop.settings;
    let chosen: Vec<Option<WorkingDay>> =
        typed.all("working_days").iter().map(|day| WorkingDay::parse(day)).collect();
    if chosen.iter().any(Option::is_none) {
        faults.add("working_days", "Choose from the days shown.");
    }
    settings.working_days = chosen.into_iter().flatten().collect();
    let mut holidays = Vec::new();
    for (number, line) in
        (1..).zip(typed.text("holidays").lines()).filter(|(_, line)| !line.trim().is_empty())
    {
        match holiday(line.trim()) {
            Some(holiday) => holidays.push(holiday),
            None => faults.add(
                "holidays",
                format!("Line {number} does not begin with a day such as 2026-12-24 or 12-24."),
            ),
        }
    }
    settings.holidays = holidays;
    for problem in check_calendar(settings).into_iter().filter(|problem| problem.field != "time_zone") {
        faults.add(problem.field, problem.sentence);
    }
}

fn holiday(line: &str) -> Option<Holiday> {
    let (day, name) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let name = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
    let yearly = day.len() == 5;
    let date: Date = if yearly { format!("{SOME_YEAR}-{day}").parse().ok()? } else { day.parse().ok()? };
    (yearly || day.len() == 10).then_some(Holiday { date, name, yearly })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_are_read_as_they_are_written() {
        for line in ["2026-12-24 Christmas Eve", "12-24 Christmas Eve", "02-29", "2027-01-01"] {
            assert_eq!(holiday(line).as_ref().map(written).as_deref(), Some(line));
        }
        for bad in ["Christmas", "24.12.", "2026-13-01", "2026-12-24T10:00", "13-01"] {
            assert_eq!(holiday(bad), None, "{bad}");
        }
    }
}

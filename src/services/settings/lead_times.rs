//! Lead times: which first due date orders get by themselves.

use crate::domain::clock::Millis;
use crate::domain::lead_time::{LeadRule, LeadTimes, check_lead_times};
use crate::domain::shop::Shop;
use crate::wire::admin::settings::{FieldKind, PieceView, SheetView};

use super::fields::{Faults, field, line, option, sheet};
use super::typed::Typed;

/// What all of it does, for whoever reads the page.
const LEAD: &str = "An order that is placed from now on and has no due date gets one, counted in your working days \
    from the day it was placed. It is given once and shown like one you give: in the timeline, with the rule as its \
    author. A date that somebody gave, moved or took back is never touched, nor are canceled, archived or fulfilled \
    orders, and no message is sent. You can still give every order another date.";

pub(super) fn show(shop: &Shop) -> Typed {
    let times = &shop.settings.lead_times;
    let tagged: Vec<String> = times
        .rules
        .iter()
        .filter_map(|rule| Some(format!("{}: {}", rule.tag.as_ref()?, days(rule))))
        .collect();
    let other = times.rules.iter().find(|rule| rule.tag.is_none()).map(days).unwrap_or_default();
    Typed::default()
        .with("lead_times", tagged.join("\n"))
        .with("lead_default", other)
        .with("lead_by_status", if times.by_status { "1" } else { "" })
}

fn days(rule: &LeadRule) -> String {
    if rule.from == rule.to { rule.to.to_string() } else { format!("{}-{}", rule.from, rule.to) }
}

pub(super) fn sheets(typed: &Typed) -> Vec<SheetView> {
    let tags = field(
        typed,
        "lead_times",
        "By order tag",
        "One per line: the tag, a colon and the working days, for example oak: 15-20 or express: 2. Of an order with \
         several of these tags the longest counts. These are the tags of orders: what a product is tagged with is not \
         known here; an automation in Shopify can pass it on to the order.",
        FieldKind::Area { rows: 6, code: false },
    );
    let other = line(
        typed,
        "lead_default",
        "Working days for all other orders",
        "For example 5-7. Empty: they get no date.",
        "text",
    );
    let by_status = field(
        typed,
        "lead_by_status",
        "By status",
        "",
        FieldKind::Checks(vec![option(
            "1",
            "Coming into a status gives a date",
            "An order without a due date gets one when it comes into a status with a usual duration, counted from \
             that day.",
        )]),
    );
    let pieces = vec![PieceView::Field(tags), PieceView::Field(other), PieceView::Field(by_status)];
    vec![sheet("Lead times", LEAD, pieces)]
}

pub(super) fn read(typed: &Typed, shop: &mut Shop, faults: &mut Faults) {
    let mut times = LeadTimes { rules: Vec::new(), by_status: typed.is_on("lead_by_status") };
    let other = typed.text("lead_default");
    if !other.is_empty() {
        match span(other) {
            Some(days) => times.rules.push(rule(None, days)),
            None => faults.add("lead_default", "Write working days such as 5 or 5-7."),
        }
    }
    let lines = (1..).zip(typed.text("lead_times").lines()).filter(|(_, line)| !line.trim().is_empty());
    for (number, line) in lines {
        let read = line.rsplit_once(':').and_then(|(tag, days)| Some((tag.trim(), span(days)?)));
        match read.filter(|(tag, _)| !tag.is_empty()) {
            Some((tag, days)) => times.rules.push(rule(Some(tag.to_owned()), days)),
            None => faults.add(
                "lead_times",
                format!("Line {number} is not a tag, a colon and working days, such as oak: 15-20."),
            ),
        }
    }
    for problem in check_lead_times(&times) {
        faults.add(problem.field, problem.sentence);
    }
    shop.settings.lead_times = times;
}

/// When a rule begins, whoever stores it says.
fn rule(tag: Option<String>, (from, to): (u16, u16)) -> LeadRule {
    LeadRule { tag, from, to, since: Millis(0) }
}

/// Working days as they are typed: `5`, `5-7`, with any dash.
fn span(text: &str) -> Option<(u16, u16)> {
    let mut ends = text.split(['-', '–', '—']).map(|end| end.trim().parse::<u16>().ok());
    let from = ends.next()??;
    let to = match ends.next() {
        Some(end) => end?,
        None => from,
    };
    ends.next().is_none().then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::span;

    #[test]
    fn days_are_read_as_they_are_written() {
        assert_eq!((span("5"), span(" 5 - 7 "), span("5–7")), (Some((5, 5)), Some((5, 7)), Some((5, 7))));
        for bad in ["", "five", "5-", "-5", "5-7-9", "70000"] {
            assert_eq!(span(bad), None, "{bad}");
        }
    }
}

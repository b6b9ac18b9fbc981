//! One order of the list, in words.

use jiff::civil::Date;

use crate::domain::admin_routes;
use crate::domain::clock::Millis;
use crate::domain::order_index::{day_of, stage_name};
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::domain::working_days::Calendar;
use crate::language::Speech;
use crate::store::IndexedOrder;
use crate::wire::admin::orders::{OrderLine, StatusBadge};

use super::words;

/// What rows are written with.
pub(super) struct Writer<'a> {
    pub(super) shop: &'a Shop,
    pub(super) statuses: &'a [Status],
    pub(super) now: Millis,
    pub(super) today: Date,
    pub(super) calendar: Calendar,
    pub(super) speech: Speech,
}

impl Writer<'_> {
    /// The order in words.
    pub(super) fn line(&self, order: &IndexedOrder) -> OrderLine {
        let status = order.status.and_then(|id| self.statuses.iter().find(|status| status.id == id));
        let badge = order.status.map(|_| match status {
            Some(status) => StatusBadge { name: staff_name(status).to_owned(), color: status.color.clone() },
            None => StatusBadge { name: "A status that was deleted".to_owned(), color: None },
        });
        let spent = order.status_since.map(|since| self.calendar.working_days_between(since, self.now));
        let usual = status.and_then(|status| status.usual_days).filter(|_| order.waits);
        let late = order.due.filter(|_| order.waits).and_then(|(_, to)| self.days_late(to));
        OrderLine {
            id: order.id.to_string(),
            name: order.name.clone(),
            href: admin_routes::order(&self.shop.handle, order.id),
            placed: self.speech.day_short(self.calendar.day_of(order.placed_at), self.today),
            customer: order.customer.clone(),
            status: badge,
            stage: stage_name(&order.stage).to_owned(),
            since: spent.map_or_else(String::new, |days| {
                if days == 0 { "today".to_owned() } else { words::days(days) }
            }),
            usual: usual
                .map(|(low, high)| if low == high { high.to_string() } else { format!("{low}–{high}") }),
            too_long: usual.is_some_and(|(_, high)| spent.is_some_and(|days| days > u64::from(high))),
            due: order.due.and_then(|(from, to)| self.due(from, to)),
            late,
            state: words::state(order),
        }
    }

    fn due(&self, from: i64, to: i64) -> Option<String> {
        let (from, to) = (day_of(from)?, day_of(to)?);
        let short = |day| self.speech.day_short(day, self.today);
        Some(if from == to { short(to) } else { format!("{} – {}", short(from), short(to)) })
    }

    fn days_late(&self, to: i64) -> Option<String> {
        let days = crate::domain::order_index::day_number(self.today) - to;
        (days > 0).then(|| format!("{} late", words::days(u64::try_from(days).unwrap_or(0))))
    }
}

/// What staff call a status.
pub(super) fn staff_name(status: &Status) -> &str {
    if status.name.trim().is_empty() { &status.public.name } else { &status.name }
}

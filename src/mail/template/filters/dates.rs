//! `date`: in words of the message's language (`format: 'date'`) or by a pattern (`'%b %d, %Y'`), in the
//! shop's time zone.

use jiff::civil;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use liquid_core::model::{Value, ValueView as _};
use liquid_core::{Error, Result};

use super::{Call, Run, says};

pub(super) const TABLE: &[(&str, Run)] = &[
    ("date", written),
    ("time_tag", |call| {
        let text = written(call)?;
        let text = text.to_kstr();
        match (call.about.html, at(call)) {
            (true, Some(at)) => says(format!("<time datetime=\"{}\">{text}</time>", at.timestamp())),
            _ => says(text.as_str()),
        }
    }),
];

fn written(call: &Call<'_>) -> Result<Value> {
    let Some(at) = at(call) else { return Ok(call.input.to_value()) };
    let about = call.about;
    let speech = &about.speech;
    if let Some(pattern) = call.positional.first().map(|given| given.to_kstr()).filter(|p| !p.is_empty()) {
        let text = jiff::fmt::strtime::format(pattern.as_bytes(), &at);
        let text = text.map_err(|_| Error::with_msg(format!("“{pattern}” is no pattern of a date.")))?;
        return says(text);
    }
    let format = call.named("format").map(|given| given.to_kstr().into_string()).unwrap_or_default();
    let day = at.date();
    let text = match format.as_str() {
        "" | "date" | "basic" | "on_date" | "abbreviated_date" => speech.day(day, about.today),
        "short" => speech.day_short(day, about.today),
        "time" => speech.time(&at),
        "iso8601" => at.timestamp().to_string(),
        "default" | "date_at_time" | "long" => {
            format!("{}, {}", speech.day(day, about.today), speech.time(&at))
        }
        other => return Error::with_msg(format!("There is no date format “{other}”.")).into_err(),
    };
    says(text)
}

/// The time a value tells; `None` when it tells none.
fn at(call: &Call<'_>) -> Option<Zoned> {
    let zone = &call.about.zone;
    let text = call.text();
    let text = text.trim();
    if matches!(text, "now" | "today") {
        return Some(call.about.now.in_zone(zone));
    }
    if let Ok(seconds) = text.parse::<i64>() {
        return Timestamp::from_second(seconds).ok().map(|at| at.to_zoned(zone.clone()));
    }
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at.to_zoned(zone.clone()));
    }
    let local = |at: civil::DateTime, zone: &TimeZone| at.to_zoned(zone.clone()).ok();
    if let Ok(at) = text.parse::<civil::DateTime>() {
        return local(at, zone);
    }
    text.parse::<civil::Date>().ok().and_then(|day| local(day.at(0, 0, 0, 0), zone))
}

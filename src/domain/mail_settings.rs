//! What a shop's merchant chose about messages: sender, which kinds go out, when, and how many.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::clock::Millis;
use super::message::{MessageKind, Suppression};

/// Who gets progress reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Everybody, until they unsubscribe.
    #[default]
    OptOut,
    /// Those who asked for them on their order's page.
    OptIn,
}

/// Why a message does not go to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// The merchant turned its kind off.
    TurnedOff,
    /// Mail to the address came back.
    CameBack,
    /// Its owner wants no progress reports.
    Unsubscribed,
    /// The shop tells those who ask, and its owner did not.
    NotAsked,
}

impl Withheld {
    /// It in words for staff, as a part of a sentence.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::TurnedOff => "messages of this kind are turned off",
            Self::CameBack => "mail to this address came back before: correct it",
            Self::Unsubscribed => "the shopper unsubscribed",
            Self::NotAsked => "the shopper did not ask for progress reports",
        }
    }
}

/// Hours of the day at which no progress report goes out, in the shop's time zone; may lead over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// First quiet hour, 0 to 23.
    pub from: u8,
    /// The hour at which it ends, 0 to 23.
    pub to: u8,
}

/// A merchant's choices about messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MailSettings {
    /// The name shown as sender; the shop's name when `None`.
    pub sender_name: Option<String>,
    /// The sender's address; the installation's own when `None`.
    pub sender_address: Option<String>,
    /// Where answers go; the shop's support address when `None`.
    pub reply_to: Option<String>,
    /// Kinds that were turned on or off.
    pub kinds: BTreeMap<MessageKind, bool>,
    /// What happened before this instant is not told: set when kinds are turned on, so that no old news goes
    /// out.
    pub told_since: Millis,
    /// Hours at which progress reports wait.
    pub quiet: Option<QuietHours>,
    /// Most messages about one order in 24 hours; more wait.
    pub most_per_order: u16,
    /// Most messages of the shop in an hour; more wait. 0 for no limit.
    pub most_per_hour: u32,
    /// Who gets progress reports.
    pub consent: Consent,
    /// Whether a message whose answer was lost is sent once more under the same Message-ID.
    pub repeat_doubtful: bool,
}

impl Default for MailSettings {
    fn default() -> Self {
        Self {
            sender_name: None,
            sender_address: None,
            reply_to: None,
            kinds: BTreeMap::new(),
            told_since: Millis(0),
            quiet: None,
            most_per_order: 20,
            most_per_hour: 0,
            consent: Consent::OptOut,
            repeat_doubtful: true,
        }
    }
}

impl MailSettings {
    /// Whether messages of this kind go out. What Shopify causes is off until it is turned on: Shopify sends
    /// e-mails of its own.
    #[must_use]
    pub fn sends(&self, kind: MessageKind) -> bool {
        kind.is_asked_for() || self.kinds.get(&kind).copied().unwrap_or(!kind.is_native())
    }

    /// Why a message of this kind does not go to an address of which `reasons` are known; `None` when it goes.
    #[must_use]
    pub fn withholds(&self, kind: MessageKind, reasons: &[Suppression]) -> Option<Withheld> {
        if !self.sends(kind) {
            return Some(Withheld::TurnedOff);
        }
        let came_back = |reason: &Suppression| matches!(reason, Suppression::Refused | Suppression::Bounced);
        if !kind.is_asked_for() && reasons.iter().any(came_back) {
            return Some(Withheld::CameBack);
        }
        if kind.is_transactional() {
            return None;
        }
        if reasons.contains(&Suppression::Unsubscribed) {
            return Some(Withheld::Unsubscribed);
        }
        let has_asked = self.consent == Consent::OptOut || reasons.contains(&Suppression::OptedIn);
        (!has_asked).then_some(Withheld::NotAsked)
    }

    /// When the quiet hours end in which `now` lies; `None` outside of them.
    #[must_use]
    pub fn quiet_until(&self, now: Millis, zone: &TimeZone) -> Option<Millis> {
        let quiet = self.quiet.filter(|quiet| quiet.from != quiet.to)?;
        let local = now.in_zone(zone);
        let hour = u8::try_from(local.hour()).unwrap_or(0);
        let inside = if quiet.from < quiet.to {
            (quiet.from..quiet.to).contains(&hour)
        } else {
            hour >= quiet.from || hour < quiet.to
        };
        if !inside {
            return None;
        }
        let day = if hour < quiet.to {
            local.date()
        } else {
            local.date().checked_add(Span::new().days(1)).ok()?
        };
        let end = day.at(i8::try_from(quiet.to).ok()?, 0, 0, 0).to_zoned(zone.clone()).ok()?;
        Some(Millis(end.timestamp().as_millisecond()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Millis {
        Millis(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    #[test]
    fn quiet_hours_end_in_the_shops_morning() {
        let zone = TimeZone::get("Europe/Copenhagen").unwrap();
        let settings =
            MailSettings { quiet: Some(QuietHours { from: 22, to: 8 }), ..MailSettings::default() };
        let table = [
            ("2026-11-10T12:00:00Z", None),
            ("2026-11-10T20:59:00Z", None),
            ("2026-11-10T21:00:00Z", Some("2026-11-11T07:00:00Z")),
            ("2026-11-11T06:59:00Z", Some("2026-11-11T07:00:00Z")),
            ("2026-11-11T07:00:00Z", None),
            // The night in which clocks go forward.
            ("2026-03-28T22:00:00Z", Some("2026-03-29T06:00:00Z")),
        ];
        for (now, until) in table {
            assert_eq!(settings.quiet_until(at(now), &zone), until.map(at), "{now}");
        }
    }

    #[test]
    fn what_shopify_causes_is_off_until_it_is_turned_on() {
        let mut settings = MailSettings::default();
        assert!(settings.sends(MessageKind::StatusChanged) && settings.sends(MessageKind::Code));
        assert!(!settings.sends(MessageKind::Shipped));
        settings.kinds.insert(MessageKind::Shipped, true);
        settings.kinds.insert(MessageKind::Code, false);
        assert!(settings.sends(MessageKind::Shipped) && settings.sends(MessageKind::Code));
    }
}

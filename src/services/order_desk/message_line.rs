//! What the page of an order says of a message before it is written: to whom, when, or why none goes. The
//! reasons are those for which it is withheld when it is due.

use crate::domain::clock::Millis;
use crate::domain::mail_settings::Withheld;
use crate::domain::message::MessageKind;
use crate::services::change_order::{Done, MerchantChange};
use crate::services::view_order::language_of;

use super::{Desk, english_name, masked};

/// A message that is thought of.
pub(super) struct Wish {
    /// Whether it is wanted.
    pub wanted: bool,
    /// What it would tell of.
    pub kind: MessageKind,
    /// When it is to go; `None` as soon as it may.
    pub at: Option<Millis>,
    /// How many others get a copy.
    pub copies: usize,
}

impl Wish {
    /// The message of some status, before anything is chosen.
    pub fn of_any_status() -> Self {
        Self { wanted: true, kind: MessageKind::StatusChanged, at: None, copies: 0 }
    }

    /// The message of a change.
    pub fn of(change: &MerchantChange) -> Self {
        let whole = change.status.as_ref().filter(|_| change.items.is_empty());
        Self {
            wanted: change.message,
            kind: if whole.is_some() { MessageKind::StatusChanged } else { MessageKind::DueChanged },
            at: change.send_at,
            copies: whole.map_or(0, |status| status.message.extra_recipients.len()),
        }
    }
}

impl Desk<'_> {
    /// Whether a message can reach the shopper, and the line that says what becomes of it.
    pub(super) fn message_line(&self, wish: &Wish) -> (bool, String) {
        let can_reach = self.address().is_some();
        if !wish.wanted {
            return (can_reach, "No message goes out; the page shows the change.".to_owned());
        }
        let to_shopper = self.to_shopper(wish);
        let copies = match wish.copies {
            0 => String::new(),
            1 => " 1 copy goes to the other address of the status.".to_owned(),
            count => format!(" {count} copies go to the other addresses of the status."),
        };
        (can_reach, to_shopper + &copies)
    }

    fn to_shopper(&self, wish: &Wish) -> String {
        let Some(address) = self.address() else {
            return "No message: the order has no e-mail address.".to_owned();
        };
        if let Some(why) = self.withheld(wish.kind) {
            return format!("No message to the shopper: {why}.");
        }
        let (to, seconds) = (masked(&address), self.shop.settings.hold_seconds);
        let language = english_name(language_of(&self.known.order, self.shop));
        let when = match wish.at {
            Some(at) => format!("{} ({})", self.moment(at).text, self.shop.settings.time_zone),
            None => format!("after {seconds} s"),
        };
        let at = wish.at.unwrap_or_else(|| self.present.now.plus_seconds(i64::from(seconds)));
        let quiet = self.quiet_until(at);
        let quiet =
            quiet.map(|end| format!(" It is a quiet hour then: it goes out {}.", self.moment(end).text));
        format!("1 message to {to} in {language}, goes out {when}.{}", quiet.unwrap_or_default())
    }

    /// What was done, and what goes out when.
    pub(super) fn done(&self, change: &MerchantChange, done: &Done) -> String {
        let wish = Wish::of(change);
        let why = self.withheld(wish.kind).filter(|_| done.messages > 0);
        let going = if why.is_some() { done.messages.min(wish.copies) } else { done.messages };
        let chosen = change.send_at.filter(|at| *at > done.hold_until);
        let quiet = self.quiet_until(chosen.unwrap_or(done.hold_until)).filter(|_| why.is_none());
        let when = match quiet.or(chosen) {
            Some(at) => self.moment(at).text,
            None => format!("in {} s", self.shop.settings.hold_seconds),
        };
        let withheld = why.map(|why| format!(" No message to the shopper: {why}.")).unwrap_or_default();
        match going {
            0 if withheld.is_empty() => "Order changed. No message goes out.".to_owned(),
            0 => format!("Order changed.{withheld}"),
            1 => format!("Order changed. 1 message goes out {when}.{withheld}"),
            count => format!("Order changed. {count} messages go out {when}.{withheld}"),
        }
    }

    /// Where messages to the shopper go; `None` when nobody knows an address.
    pub(super) fn address(&self) -> Option<String> {
        let corrected = self.correction.as_ref().map(|correction| correction.address.as_str());
        corrected.or_else(|| self.known.order.mail_address()).map(str::to_owned)
    }

    /// Why a message of this kind would not go to the shopper.
    fn withheld(&self, kind: MessageKind) -> Option<&'static str> {
        let why = self.shop.settings.mail.withholds(kind, &self.suppressions)?;
        Some(match why {
            Withheld::TurnedOff => "messages of this kind are turned off in the settings",
            other => other.words(),
        })
    }

    fn quiet_until(&self, at: Millis) -> Option<Millis> {
        self.shop.settings.mail.quiet_until(at, &self.present.zone)
    }
}

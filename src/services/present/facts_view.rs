//! Facts about the order (total, payment, where it goes), the address and the messages sent.

use crate::domain::headline::refunded;
use crate::domain::message::{Message, MessageKind, MessageState};
use crate::domain::native::{PaymentStatus, TransactionStatus};
use crate::domain::order::Address;
use crate::wire::order_view::{FactView, MessageView};

use super::page::{Page, carrier_text, filled};

/// Letters from which on something in an address is taken for a key.
const KEY_LETTERS: usize = 16;

/// Total, what is still to pay, what went back, payment, town.
pub(super) fn facts(page: &Page<'_>) -> Vec<FactView> {
    let mut facts = Vec::new();
    let mut add = |label: &str, value: Option<String>| {
        facts.extend(value.map(|value| FactView { label: page.say(label), value }));
    };
    add("fact-total", page.amount(page.order.total.get()));
    add("fact-outstanding", page.amount(page.order.outstanding.get().filter(|m| m.minor > 0)));
    add("fact-refunded", page.amount(refunded(page.order).as_ref()));
    add("fact-payment", payment(page));
    add("fact-deliver-to", town(page));
    facts
}

fn payment(page: &Page<'_>) -> Option<String> {
    let status = page.order.payment.get().filter(|_| page.sight.money)?.as_ref()?;
    let mut parts = vec![page.say(payment_key(status))];
    for gateway in gateways(page) {
        if !parts.contains(&gateway) {
            parts.push(gateway);
        }
    }
    Some(parts.join(" · "))
}

/// How it was paid. Payments carry words for shoppers; the order's own list is often a handle
/// (`shopify_payments`), which says nothing.
fn gateways(page: &Page<'_>) -> Vec<String> {
    let paid = page.order.transactions.values().filter_map(|known| known.get());
    let paid = paid.filter(|t| t.status == TransactionStatus::Success);
    let told: Vec<String> = paid.filter_map(|t| carrier_text(t.gateway.as_deref())).collect();
    if !told.is_empty() {
        return told;
    }
    let listed = page.order.gateways.get().into_iter().flatten().filter(|word| !word.contains('_'));
    listed.filter_map(|word| carrier_text(Some(word))).collect()
}

const fn payment_key(status: &PaymentStatus) -> &'static str {
    match status {
        PaymentStatus::Pending => "payment-pending",
        PaymentStatus::Authorized => "payment-authorized",
        PaymentStatus::PartiallyPaid => "payment-partially-paid",
        PaymentStatus::Paid => "payment-paid",
        PaymentStatus::PartiallyRefunded => "payment-partially-refunded",
        PaymentStatus::Refunded => "payment-refunded",
        PaymentStatus::Voided => "payment-voided",
        PaymentStatus::Expired => "payment-expired",
        PaymentStatus::Unknown(_) => "payment-other",
    }
}

fn known_address<'a>(page: &Page<'a>) -> Option<&'a Address> {
    page.order.address.get()?.as_ref()
}

fn place(address: &Address) -> Option<String> {
    let parts = [filled(address.postcode.as_deref()), filled(address.city.as_deref())];
    let line = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    filled(Some(&line))
}

fn town(page: &Page<'_>) -> Option<String> {
    known_address(page).filter(|_| page.sight.town).and_then(place)
}

/// The address, line by line; empty below full level.
pub(super) fn address(page: &Page<'_>) -> Vec<String> {
    let Some(address) = known_address(page).filter(|_| page.sight.personal) else { return Vec::new() };
    let line = |text: &Option<String>| filled(text.as_deref());
    let street = address.street.iter().map(|text| filled(Some(text)));
    [line(&address.name), line(&address.company)]
        .into_iter()
        .chain(street)
        .chain([place(address), line(&address.province), line(&address.country)])
        .flatten()
        .collect()
}

/// The messages sent to the shopper, newest first; empty below full level.
pub(super) fn messages(page: &Page<'_>) -> Vec<MessageView> {
    if !page.sight.personal {
        return Vec::new();
    }
    let mut messages: Vec<&Message> =
        page.source.messages.iter().filter(|message| is_told(message)).collect();
    messages.sort_by_key(|message| std::cmp::Reverse((message.created_at, message.id)));
    messages
        .into_iter()
        .map(|message| MessageView {
            when: page.moment(message.sent_at.unwrap_or(message.created_at)),
            subject: without_codes(&title(page, message)),
            state: page.say(match message.state {
                MessageState::Waiting
                | MessageState::Sending
                | MessageState::HandingOver
                | MessageState::Retrying => "message-waiting",
                MessageState::Sent => "message-sent",
                MessageState::Failed => "message-failed",
                MessageState::Withheld => "message-withheld",
                MessageState::Unknown | MessageState::Canceled | MessageState::Merged => "message-unknown",
            }),
            text: text(message),
            language: message.language.clone(),
        })
        .collect()
}

/// The subject; before it is written, the step it tells of, or the order.
fn title(page: &Page<'_>, message: &Message) -> String {
    if !message.subject.is_empty() {
        return message.subject.clone();
    }
    let step = message.facts.words.as_ref().map(|words| words.name.clone()).filter(|name| !name.is_empty());
    step.unwrap_or_else(|| page.say_with("order-title", &[("name", page.source.name.into())]))
}

/// Copies for the merchant and what was canceled before it was sent are no message to the shopper; nor is one
/// whose time has not come.
fn is_told(message: &Message) -> bool {
    let unsent = matches!(message.state, MessageState::Waiting | MessageState::Withheld);
    message.kind != MessageKind::StatusCopy
        && !matches!(message.state, MessageState::Canceled | MessageState::Merged)
        && !(unsent && message.facts.scheduled.is_some())
}

/// What was sent, to be read again; nothing of a code, and nothing that was not handed over.
fn text(message: &Message) -> String {
    let sent = matches!(message.state, MessageState::Sent | MessageState::Unknown);
    if message.kind == MessageKind::Code || !sent {
        return String::new();
    }
    without_keys(message.body.trim())
}

/// A text without what opens a page or speaks for its reader: the token of a link, the mark that unsubscribes.
/// Kept pages hold no secret, and whoever looks over a shoulder takes none away.
fn without_keys(text: &str) -> String {
    let is_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = ["/o/", "/unsubscribe/"].iter().filter_map(|p| Some(rest.find(p)? + p.len())).min() {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let end = after.find(|c| !is_key(c)).unwrap_or(after.len());
        out.push_str(if end >= KEY_LETTERS { "…" } else { &after[..end] });
        rest = &after[end..];
    }
    out.push_str(rest);
    out
}

/// A subject without one-time codes: any eight digits in a row, the length of a code.
fn without_codes(subject: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for c in subject.chars().chain(std::iter::once('\n')) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        out.push_str(if digits.len() == 8 { "••••••••" } else { &digits });
        digits.clear();
        if c != '\n' {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::without_keys;

    #[test]
    fn what_opens_a_page_does_not_stand_in_a_text() {
        let key = "abcdefghijklmnopqrstuvwxyz234567";
        let text = format!(
            "See your order:\nhttps://shop.example/o/{key}?via=mail\n\nStop: https://shop.example/unsubscribe/{key}{key}"
        );
        let shown = without_keys(&text);
        assert_eq!(
            shown,
            "See your order:\nhttps://shop.example/o/…?via=mail\n\nStop: https://shop.example/unsubscribe/…"
        );
        for harmless in ["and/or/o/no", "https://a.example/o/", "", "12345678"] {
            assert_eq!(without_keys(harmless), harmless);
        }
    }
}

//! Shopify's words in the merchant's, and numbers as people read them.

use crate::domain::native::{FulfillmentStatus, OrderReturnStatus, PaymentStatus};
use crate::domain::order_filter::Counted;
use crate::store::IndexedOrder;

/// What a merchant reads for a payment state.
pub(super) fn payment(word: &str) -> String {
    let known = match PaymentStatus::parse(word) {
        PaymentStatus::Pending => "Payment pending",
        PaymentStatus::Authorized => "Authorized",
        PaymentStatus::PartiallyPaid => "Partly paid",
        PaymentStatus::Paid => "Paid",
        PaymentStatus::PartiallyRefunded => "Partly refunded",
        PaymentStatus::Refunded => "Refunded",
        PaymentStatus::Voided => "Voided",
        PaymentStatus::Expired => "Expired",
        PaymentStatus::Unknown(word) => return readable(&word),
    };
    known.to_owned()
}

/// What a merchant reads for a fulfillment state.
pub(super) fn fulfillment(word: &str) -> String {
    let known = match FulfillmentStatus::parse(word) {
        FulfillmentStatus::Unfulfilled => "Unfulfilled",
        FulfillmentStatus::PartiallyFulfilled => "Part shipped",
        FulfillmentStatus::Fulfilled => "Fulfilled",
        FulfillmentStatus::InProgress => "In progress",
        FulfillmentStatus::OnHold => "On hold",
        FulfillmentStatus::Scheduled => "Scheduled",
        FulfillmentStatus::RequestDeclined => "Request declined",
        FulfillmentStatus::NotRequired => "Nothing to ship",
        FulfillmentStatus::Unknown(word) => return readable(&word),
    };
    known.to_owned()
}

/// What a merchant reads for a state of returns.
pub(super) fn returns(word: &str) -> String {
    let known = match OrderReturnStatus::parse(word) {
        OrderReturnStatus::NoReturn => "No return",
        OrderReturnStatus::Requested => "Return requested",
        OrderReturnStatus::InProgress => "Return in progress",
        OrderReturnStatus::InspectionComplete => "Return inspected",
        OrderReturnStatus::Returned => "Returned",
        OrderReturnStatus::Failed => "Return failed",
        OrderReturnStatus::Unknown(word) => return readable(&word),
    };
    known.to_owned()
}

/// A word this version does not know, as a person would write it.
fn readable(word: &str) -> String {
    let mut rest = word.replace('_', " ").to_lowercase().chars().collect::<Vec<_>>().into_iter();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// All that Shopify says of an order, in a few words.
pub(super) fn state(order: &IndexedOrder) -> String {
    if order.stage == "erased" {
        return "Personal data erased".to_owned();
    }
    let mut words = Vec::new();
    if order.stage == "canceled" {
        words.push("Canceled".to_owned());
    } else if !order.is_open {
        words.push("Archived".to_owned());
    }
    if !order.payment.is_empty() {
        words.push(payment(&order.payment));
    }
    if !order.fulfillment.is_empty() {
        words.push(fulfillment(&order.fulfillment));
    }
    if order.returns != OrderReturnStatus::NoReturn.word() {
        words.push(returns(&order.returns));
    }
    words.join(" · ")
}

/// A number with commas.
pub(super) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A count that may go on ("318", "10,000+").
pub(super) fn counted(counted: Counted) -> String {
    format!("{}{}", number(counted.count), if counted.more { "+" } else { "" })
}

/// "1 day", "4 days".
pub(super) fn days(count: u64) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{} days", number(count)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_unknown_words_are_readable() {
        assert_eq!([number(7), number(1_000), number(1_234_567)], ["7", "1,000", "1,234,567"]);
        assert_eq!(payment("on_the_moon"), "On the moon");
    }
}

//! Shopify's words for the state of things, each with an arm for words that come later.
//!
//! Parsing accepts REST's lower case and GraphQL's upper case and never fails: an unknown word is
//! kept as it is. Meanings: Shopify facts, section 1. Nothing here decides what a shopper reads.

use serde::{Deserialize, Serialize};

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $first:literal $(| $more:literal)*),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum $name {
            $($(#[$vdoc])* #[doc = concat!("`", $first, "`.")] $variant,)*
            /// A word this version does not know, kept as Shopify wrote it.
            Unknown(String),
        }

        impl $name {
            /// Every word this version knows; for tests that walk over all of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Reads Shopify's word in any case. Never fails.
            #[must_use]
            pub fn parse(word: &str) -> Self {
                match word.trim().to_ascii_lowercase().as_str() {
                    $($first $(| $more)* => Self::$variant,)*
                    _ => Self::Unknown(word.trim().chars().take(64).collect()),
                }
            }

            /// The word in lower case; for an unknown one as Shopify wrote it.
            #[must_use]
            pub fn word(&self) -> &str {
                match self {
                    $(Self::$variant => $first,)*
                    Self::Unknown(word) => word,
                }
            }
        }

        impl From<String> for $name {
            fn from(word: String) -> Self { Self::parse(&word) }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self { value.word().to_owned() }
        }
    };
}

vocabulary! {
    /// Payment of an order (`displayFinancialStatus`, `financial_status`).
    PaymentStatus {
        Pending = "pending" | "unpaid", Authorized = "authorized", PartiallyPaid = "partially_paid", Paid = "paid",
        PartiallyRefunded = "partially_refunded", Refunded = "refunded", Voided = "voided", Expired = "expired",
    }
}

vocabulary! {
    /// Fulfillment of an order as a whole (`displayFulfillmentStatus`; REST knows three words).
    FulfillmentStatus {
        Unfulfilled = "unfulfilled" | "open" | "restocked", PartiallyFulfilled = "partially_fulfilled" | "partial",
        Fulfilled = "fulfilled", InProgress = "in_progress" | "pending_fulfillment", OnHold = "on_hold",
        Scheduled = "scheduled", RequestDeclined = "request_declined", NotRequired = "fulfillment_not_required",
    }
}

vocabulary! {
    /// Why an order was canceled. `fraud` and `staff` are never shown to a shopper.
    CancelReason {
        Customer = "customer", Declined = "declined", Fraud = "fraud", Inventory = "inventory",
        Staff = "staff", Other = "other",
    }
}

vocabulary! {
    /// State of a fulfillment order: the promise to ship some items.
    FulfillmentOrderStatus {
        Open = "open", Scheduled = "scheduled", OnHold = "on_hold", InProgress = "in_progress",
        Closed = "closed", Canceled = "cancelled" | "canceled", Incomplete = "incomplete",
    }
}

vocabulary! {
    /// Why a fulfillment order is held. Fraud and internal reasons are never shown to a shopper.
    HoldReason {
        AwaitingPayment = "awaiting_payment", AwaitingReturnItems = "awaiting_return_items",
        HighRiskOfFraud = "high_risk_of_fraud", IncorrectAddress = "incorrect_address",
        OutOfStock = "inventory_out_of_stock", PostPurchase = "online_store_post_purchase_cross_sell",
        UnknownDeliveryDate = "unknown_delivery_date", Other = "other",
    }
}

vocabulary! {
    /// How a fulfillment order reaches the shopper.
    DeliveryMethod {
        Shipping = "shipping", PickUp = "pick_up", PickupPoint = "pickup_point", Local = "local",
        Retail = "retail", None = "none",
    }
}

vocabulary! {
    /// State of a shipment or of one carrier event: `FulfillmentDisplayStatus`,
    /// `FulfillmentEventStatus` and REST's `shipment_status` in one list.
    ShipmentStatus {
        Submitted = "submitted", Confirmed = "confirmed", LabelPurchased = "label_purchased",
        LabelPrinted = "label_printed", LabelVoided = "label_voided", MarkedAsFulfilled = "marked_as_fulfilled",
        Fulfilled = "fulfilled" | "success", CarrierPickedUp = "carrier_picked_up", InTransit = "in_transit",
        Delayed = "delayed", OutForDelivery = "out_for_delivery", AttemptedDelivery = "attempted_delivery",
        ReadyForPickup = "ready_for_pickup", PickedUp = "picked_up", Delivered = "delivered",
        NotDelivered = "not_delivered", Failure = "failure" | "error", Canceled = "canceled" | "cancelled",
    }
}

vocabulary! {
    /// Returns of an order as a whole.
    OrderReturnStatus {
        NoReturn = "no_return", Requested = "return_requested", InProgress = "in_progress",
        InspectionComplete = "inspection_complete", Returned = "returned", Failed = "return_failed",
    }
}

vocabulary! {
    /// State of one return.
    ReturnStatus {
        Requested = "requested", Open = "open", Closed = "closed", Declined = "declined",
        Canceled = "canceled" | "cancelled",
    }
}

vocabulary! {
    /// What kind of money movement a transaction is.
    TransactionKind {
        Authorization = "authorization", Capture = "capture", Sale = "sale", Refund = "refund", Void = "void",
        Change = "change", EmvAuthorization = "emv_authorization", SuggestedRefund = "suggested_refund",
    }
}

vocabulary! {
    /// Whether a transaction went through.
    TransactionStatus {
        AwaitingResponse = "awaiting_response", Error = "error", Failure = "failure", Pending = "pending",
        Success = "success",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_are_read_and_later_words_are_kept() {
        assert_eq!(FulfillmentStatus::parse("ON_HOLD"), FulfillmentStatus::OnHold);
        assert_eq!(FulfillmentStatus::parse("partial"), FulfillmentStatus::PartiallyFulfilled);
        assert_eq!(
            ShipmentStatus::parse("RETURNING_TO_SENDER"),
            ShipmentStatus::Unknown("RETURNING_TO_SENDER".into())
        );
        let json = serde_json::to_string(&ShipmentStatus::parse("RETURNING_TO_SENDER")).unwrap();
        assert_eq!(json, "\"RETURNING_TO_SENDER\"");
    }
}

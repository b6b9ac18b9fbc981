//! The webhook topics Waymark knows: what each is for, which scope it needs, whether Waymark asks for
//! it, and how a delivery of it is treated (Shopify facts 3.1). Start with [`TOPICS`].

/// How a delivery is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// Its facts are taken in, and the order is read again.
    News,
    /// It only rings: the order is read again.
    Bell,
    /// It concerns the shop or the app, not one order's state.
    House,
}

/// One topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// As in `X-Shopify-Topic` (`orders/updated`).
    pub name: &'static str,
    /// As in the Admin API (`ORDERS_UPDATED`); empty for topics the API does not know.
    pub word: &'static str,
    /// Any one of these scopes is enough; empty when none is needed.
    pub scopes: &'static [&'static str],
    /// Whether Waymark subscribes to it by the API.
    pub subscribed: bool,
    /// How a delivery is treated.
    pub treatment: Treatment,
    /// Why, in a plain sentence.
    pub why: &'static str,
}

const ORDERS: &[&str] = &["read_orders", "read_marketplace_orders"];
const FULFILLMENTS: &[&str] = &["read_fulfillments", "read_marketplace_orders"];
const PROMISES: &[&str] = &[
    "read_merchant_managed_fulfillment_orders",
    "read_third_party_fulfillment_orders",
    "read_assigned_fulfillment_orders",
    "read_marketplace_fulfillment_orders",
];
const RETURNS: &[&str] = &["read_returns", "read_marketplace_returns"];
const NONE: &[&str] = &[];

const fn topic(
    name: &'static str,
    word: &'static str,
    scopes: &'static [&'static str],
    subscribed: bool,
    treatment: Treatment,
    why: &'static str,
) -> Topic {
    Topic { name, word, scopes, subscribed, treatment, why }
}

use Treatment::{Bell, House, News};

const CANNOT_HOLD: &str = "The body is the order, but cannot say that it is on hold or scheduled.";
const SAID_TWICE: &str = "Taken in when it comes; orders/updated says the same and is the one asked for.";
const NO_ORDER: &str = "The body tells the state of a fulfillment order, and does not name its order.";
const HOLD_TWICE: &str = "Taken in when it comes; fulfillment_holds tells of every hold.";
const TALK: &str = "Talk between merchant and warehouse; its state is taken in when it comes.";
const PRIVACY: &str = "A privacy duty; set in the app's configuration, never by the API.";

/// Every topic there is something to do for.
#[rustfmt::skip]
pub const TOPICS: &[Topic] = &[
    topic("orders/create", "ORDERS_CREATE", ORDERS, true, News, CANNOT_HOLD),
    topic("orders/updated", "ORDERS_UPDATED", ORDERS, true, News, CANNOT_HOLD),
    topic("orders/cancelled", "ORDERS_CANCELLED", ORDERS, true, News, CANNOT_HOLD),
    topic("orders/edited", "ORDERS_EDITED", ORDERS, true, News, "Tells when it was edited, not what the order is now."),
    topic("orders/paid", "ORDERS_PAID", ORDERS, false, News, SAID_TWICE),
    topic("orders/fulfilled", "ORDERS_FULFILLED", ORDERS, false, News, SAID_TWICE),
    topic("orders/partially_fulfilled", "ORDERS_PARTIALLY_FULFILLED", ORDERS, false, News, SAID_TWICE),
    topic("orders/delete", "ORDERS_DELETE", ORDERS, true, House, "The order is gone at Shopify; nothing is left to read."),
    topic("orders/link_requested", "ORDERS_LINK_REQUESTED", ORDERS, false, News, "The body is the order and is taken in when it comes; the shopper is answered by Shopify, not by Waymark."),
    topic("refunds/create", "REFUNDS_CREATE", ORDERS, true, News, "The body is the refund with its order's id."),
    topic("order_transactions/create", "ORDER_TRANSACTIONS_CREATE", ORDERS, true, News, "The body is the transaction with its order's id."),
    topic("fulfillments/create", "FULFILLMENTS_CREATE", FULFILLMENTS, true, News, "The body is the parcel with its order's id."),
    topic("fulfillments/update", "FULFILLMENTS_UPDATE", FULFILLMENTS, true, News, "The body is the parcel with its order's id."),
    topic("fulfillment_events/create", "FULFILLMENT_EVENTS_CREATE", FULFILLMENTS, true, News, "The body is the carrier's event with its order's id."),
    topic("fulfillment_events/delete", "FULFILLMENT_EVENTS_DELETE", FULFILLMENTS, true, Bell, "Looks like the event's creation and must not be taken for it."),
    topic("fulfillment_holds/added", "FULFILLMENT_HOLDS_ADDED", PROMISES, true, News, NO_ORDER),
    topic("fulfillment_holds/released", "FULFILLMENT_HOLDS_RELEASED", PROMISES, true, News, NO_ORDER),
    topic("fulfillment_orders/placed_on_hold", "FULFILLMENT_ORDERS_PLACED_ON_HOLD", PROMISES, false, News, HOLD_TWICE),
    topic("fulfillment_orders/hold_released", "FULFILLMENT_ORDERS_HOLD_RELEASED", PROMISES, false, News, HOLD_TWICE),
    topic("fulfillment_orders/rescheduled", "FULFILLMENT_ORDERS_RESCHEDULED", PROMISES, true, News, NO_ORDER),
    topic("fulfillment_orders/scheduled_fulfillment_order_ready", "FULFILLMENT_ORDERS_SCHEDULED_FULFILLMENT_ORDER_READY", PROMISES, true, News, NO_ORDER),
    topic("fulfillment_orders/order_routing_complete", "FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE", PROMISES, true, News, NO_ORDER),
    topic("fulfillment_orders/progress_reported", "FULFILLMENT_ORDERS_PROGRESS_REPORTED", PROMISES, true, News, NO_ORDER),
    topic("fulfillment_orders/manually_reported_progress_stopped", "FULFILLMENT_ORDERS_MANUALLY_REPORTED_PROGRESS_STOPPED", PROMISES, true, News, NO_ORDER),
    topic("fulfillment_orders/moved", "FULFILLMENT_ORDERS_MOVED", PROMISES, true, News, NO_ORDER),
    topic("fulfillment_orders/split", "FULFILLMENT_ORDERS_SPLIT", PROMISES, true, News, NO_ORDER),
    topic("fulfillment_orders/merged", "FULFILLMENT_ORDERS_MERGED", PROMISES, true, News, NO_ORDER),
    topic("fulfillment_orders/cancelled", "FULFILLMENT_ORDERS_CANCELLED", PROMISES, true, News, NO_ORDER),
    topic("fulfillment_orders/line_items_prepared_for_pickup", "FULFILLMENT_ORDERS_LINE_ITEMS_PREPARED_FOR_PICKUP", PROMISES, true, News, NO_ORDER),
    topic("fulfillment_orders/line_items_prepared_for_local_delivery", "FULFILLMENT_ORDERS_LINE_ITEMS_PREPARED_FOR_LOCAL_DELIVERY", PROMISES, true, News, NO_ORDER),
    topic("fulfillment_orders/fulfillment_request_accepted", "FULFILLMENT_ORDERS_FULFILLMENT_REQUEST_ACCEPTED", PROMISES, true, News, NO_ORDER),
    topic("fulfillment_orders/fulfillment_request_rejected", "FULFILLMENT_ORDERS_FULFILLMENT_REQUEST_REJECTED", PROMISES, true, News, NO_ORDER),
    topic("fulfillment_orders/fulfillment_request_submitted", "FULFILLMENT_ORDERS_FULFILLMENT_REQUEST_SUBMITTED", PROMISES, false, News, TALK),
    topic("fulfillment_orders/cancellation_request_accepted", "FULFILLMENT_ORDERS_CANCELLATION_REQUEST_ACCEPTED", PROMISES, true, News, NO_ORDER),
    topic("fulfillment_orders/cancellation_request_rejected", "FULFILLMENT_ORDERS_CANCELLATION_REQUEST_REJECTED", PROMISES, false, News, TALK),
    topic("fulfillment_orders/cancellation_request_submitted", "FULFILLMENT_ORDERS_CANCELLATION_REQUEST_SUBMITTED", PROMISES, false, News, TALK),
    topic("fulfillment_orders/fulfillment_service_failed_to_complete", "FULFILLMENT_ORDERS_FULFILLMENT_SERVICE_FAILED_TO_COMPLETE", PROMISES, true, News, NO_ORDER),
    topic("returns/request", "RETURNS_REQUEST", RETURNS, true, News, "The body is the return with its order's id."),
    topic("returns/approve", "RETURNS_APPROVE", RETURNS, true, News, "The body is the return with its order's id."),
    topic("returns/decline", "RETURNS_DECLINE", RETURNS, true, News, "The body is the return with its order's id."),
    topic("returns/cancel", "RETURNS_CANCEL", RETURNS, true, News, "The body is the return's state with its order's id."),
    topic("returns/close", "RETURNS_CLOSE", RETURNS, true, News, "The body is the return's state with its order's id."),
    topic("returns/reopen", "RETURNS_REOPEN", RETURNS, true, News, "The body is the return's state with its order's id."),
    topic("returns/update", "RETURNS_UPDATE", RETURNS, true, Bell, "The body names the return only, and what changed in it."),
    topic("returns/process", "RETURNS_PROCESS", RETURNS, true, Bell, "Its body is not documented; whatever it names is asked for."),
    topic("reverse_deliveries/attach_deliverable", "REVERSE_DELIVERIES_ATTACH_DELIVERABLE", RETURNS, true, Bell, "The body names the return, not its order."),
    topic("reverse_fulfillment_orders/dispose", "REVERSE_FULFILLMENT_ORDERS_DISPOSE", RETURNS, true, Bell, "The body names the reverse fulfillment order only."),
    topic("bulk_operations/finish", "BULK_OPERATIONS_FINISH", NONE, false, House, "An export ended; nothing is done, because whoever waits for it asks."),
    topic("app/scopes_update", "APP_SCOPES_UPDATE", NONE, true, House, "What may be read has changed."),
    topic("app/uninstalled", "APP_UNINSTALLED", NONE, true, House, "The token is dead at once."),
    topic("shop/update", "SHOP_UPDATE", NONE, true, House, "The shop's domain, time zone or currency may have changed; they are followed where the merchant chose nothing else."),
    topic("customers/data_request", "", NONE, false, House, PRIVACY),
    topic("customers/redact", "", NONE, false, House, PRIVACY),
    topic("shop/redact", "", NONE, false, House, PRIVACY),
];

impl Topic {
    /// The topic of this name, in any case; `None` when Waymark has no use for it.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        TOPICS.iter().find(|topic| topic.name.eq_ignore_ascii_case(name))
    }

    /// The topic of this word of the Admin API.
    #[must_use]
    pub fn of_word(word: &str) -> Option<&'static Self> {
        TOPICS.iter().find(|topic| !topic.word.is_empty() && topic.word == word)
    }
}

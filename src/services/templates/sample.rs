//! An order to try the words of messages on when there is no real one at hand, and what a message of each kind tells
//! of it: made up here, stored nowhere.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::domain::clock::Millis;
use crate::domain::due_date::DueDate;
use crate::domain::ids::{OrderId, ShopifyId};
use crate::domain::known::{Detail, Known};
use crate::domain::message::{MessageFacts, MessageKind};
use crate::domain::money::Money;
use crate::domain::native::{FulfillmentStatus, PaymentStatus};
use crate::domain::order::{Address, Item, Order, Shipment, Tracking};
use crate::domain::status::{Status, StatusWords};
use crate::store::StoredOrder;

/// The shipment of the sample order.
const SHIPMENT: ShopifyId = ShopifyId(9_001);

/// A sample order: two items, paid, one parcel under way.
pub(super) fn order(now: Millis, currency: &str) -> StoredOrder {
    let placed = now.plus_days(-6);
    fn known<T: Ord + Clone>(at: Millis, value: T) -> Known<T> {
        Known::at(at, Detail::Graphql, value)
    }
    let shipment = Shipment {
        created_at: known(placed, now.plus_days(-1)),
        tracking: known(
            placed,
            vec![Tracking {
                company: Some("UPS".into()),
                number: Some("1Z999AA10123456784".into()),
                url: None,
            }],
        ),
        items: known(placed, vec![(ShopifyId(1), 1), (ShopifyId(2), 2)]),
        ..Shipment::default()
    };
    let order = Order {
        name: known(placed, "#1001".to_owned()),
        confirmation: known(placed, "XPAV284CT".to_owned()),
        placed_at: known(placed, placed),
        email: known(placed, Some("shopper@example.com".to_owned())),
        customer: known(placed, Some("Sample Shopper".to_owned())),
        address: known(placed, Some(address())),
        payment: known(placed, Some(PaymentStatus::Paid)),
        fulfillment: known(placed, FulfillmentStatus::Fulfilled),
        total: Known::maybe(placed, Detail::Graphql, Money::parse("720", currency)),
        outstanding: Known::maybe(placed, Detail::Graphql, Money::parse("0", currency)),
        items: known(placed, items(currency)),
        shipments: [(SHIPMENT, shipment)].into(),
        ..Order::default()
    };
    StoredOrder {
        id: OrderId(uuid::Uuid::nil()),
        shopify_id: ShopifyId(1_001),
        name: "#1001".to_owned(),
        revision: 1,
        order,
        entries: Default::default(),
        last_event_at: now,
        erased: false,
    }
}

fn address() -> Address {
    Address {
        name: Some("Sample Shopper".into()),
        company: None,
        street: vec!["1 Sample Street".into()],
        postcode: Some("1000".into()),
        city: Some("Sampletown".into()),
        province: None,
        country: Some("DK".into()),
    }
}

fn items(currency: &str) -> Vec<Item> {
    let item = |id: i64, title: &str, variant: &str, count: u32, price: &str| Item {
        id: ShopifyId(id),
        title: title.to_owned(),
        variant: Some(variant.to_owned()),
        ordered: count,
        current: count,
        ships: true,
        price: Money::parse(price, currency),
        ..Item::default()
    };
    vec![item(1, "Sample product", "Large", 1, "240"), item(2, "Another product", "Blue", 2, "480")]
}

/// What a message of this kind tells of an order: as much of it as the order itself knows, the rest made up.
pub(super) fn facts(
    kind: MessageKind,
    status: Option<&Status>,
    order: &Order,
    today: Date,
    currency: &str,
) -> MessageFacts {
    let mut facts = MessageFacts::default();
    let days = |count: i64| today.checked_add(count.days()).unwrap_or(today);
    let due = order.due().unwrap_or_else(|| DueDate::new(days(9), days(11)));
    let reason = "A reason, as you write it.";
    match kind {
        MessageKind::StatusChanged | MessageKind::StatusCopy => {
            facts.status = status.map(|status| status.id);
            facts.words = status.is_none().then(|| StatusWords {
                name: "In the workshop".into(),
                text: Some("What the status means, as you write it.".into()),
            });
            facts.notes = vec!["A note, as you write it beside the status.".into()];
        }
        MessageKind::DueChanged => {
            facts.due = Some(Some(due));
            facts.due_before = Some(DueDate::new(days(2), days(2)));
            facts.reason = Some(reason.into());
        }
        MessageKind::CommentAdded => {
            facts.comment = Some("A comment, as you write it to the shopper.".into());
            facts.signed = Some("Workshop".into());
        }
        MessageKind::OnHold | MessageKind::Canceled => facts.reason = Some(reason.into()),
        MessageKind::Refunded => {
            facts.amount = order.total.get().cloned().or_else(|| Money::parse("240", currency));
        }
        MessageKind::ReturnChanged => facts.return_status = Some("OPEN".into()),
        MessageKind::Code => facts.code = Some("12345678".into()),
        MessageKind::LinkRequested
        | MessageKind::OrderReceived
        | MessageKind::Shipped
        | MessageKind::OutForDelivery
        | MessageKind::ReadyForPickup
        | MessageKind::Delivered => {}
    }
    facts
}

//! An order of which everything is known.

use jiff::ToSpan as _;
use jiff::civil::Date;
use uuid::Uuid;

use crate::domain::clock::Millis;
use crate::domain::due_date::{DueChange, DueDate};
use crate::domain::ids::ShopifyId;
use crate::domain::known::{Detail, Known};
use crate::domain::money::Money;
use crate::domain::native::{FulfillmentStatus, PaymentStatus, TransactionKind, TransactionStatus};
use crate::domain::order::{Address, Item, Order, Shipment, Tracking, Transaction};

/// Items with a long name and with a variant, a parcel with its number, an address, a date.
pub(super) fn everything_known(now: Millis, day: Date, currency: &str) -> Order {
    let placed = now.plus_days(-6);
    let money = |amount: &str| Money::parse(amount, currency);
    let expected = day.checked_add(9.days()).unwrap_or(day);
    let due = DueChange { at: placed, due: Some(DueDate::new(expected, expected)), reason: None, by: None };
    let payment = Transaction {
        kind: TransactionKind::parse("sale"),
        status: TransactionStatus::parse("success"),
        processed_at: Some(placed),
        amount: money("4390.00"),
        gateway: Some("visa".to_owned()),
    };
    let mut order = Order {
        name: told(placed, "#1001".to_owned()),
        confirmation: told(placed, "XPAV284CT".to_owned()),
        placed_at: told(placed, placed),
        email: told(placed, Some("shopper@example.com".to_owned())),
        customer: told(placed, Some("Sample Shopper".to_owned())),
        address: told(placed, Some(address())),
        payment: told(placed, Some(PaymentStatus::Paid)),
        fulfillment: told(placed, FulfillmentStatus::Fulfilled),
        items: told(placed, items(currency)),
        shipments: [(ShopifyId(91), shipment(now))].into(),
        transactions: [(ShopifyId(71), told(placed, payment))].into(),
        ..Order::default()
    };
    if let Some(total) = money("4390.00") {
        order.total = told(placed, total);
    }
    order.due_changes.insert(Uuid::from_u128(1), due);
    order
}

fn told<T: Ord + Clone>(at: Millis, value: T) -> Known<T> {
    Known::at(at, Detail::Graphql, value)
}

fn shipment(now: Millis) -> Shipment {
    let tracking = Tracking {
        company: Some("PostNord DK".to_owned()),
        number: Some("00370733880000000017".to_owned()),
        url: None,
    };
    Shipment {
        created_at: told(now.plus_days(-1), now.plus_days(-1)),
        tracking: told(now.plus_days(-1), vec![tracking]),
        items: told(now.plus_days(-1), vec![(ShopifyId(11), 1)]),
        ..Shipment::default()
    }
}

fn address() -> Address {
    Address {
        name: Some("Sample Shopper".to_owned()),
        company: None,
        street: vec!["Example Street 1".to_owned()],
        postcode: Some("1000".to_owned()),
        city: Some("Example Town".to_owned()),
        province: None,
        country: Some("DK".to_owned()),
    }
}

fn items(currency: &str) -> Vec<Item> {
    let item = |id: i64, title: &str, variant: Option<&str>, quantity: u32, price: &str| Item {
        id: ShopifyId(id),
        title: title.to_owned(),
        variant: variant.map(str::to_owned),
        ordered: quantity,
        current: quantity,
        ships: true,
        price: Money::parse(price, currency),
        ..Item::default()
    };
    vec![
        item(11, "Sample product with a name too long for one line", Some("200 × 95 cm"), 1, "3890.00"),
        item(12, "Another product", Some("Blue"), 2, "200.00"),
        item(13, "Something small", None, 1, "100.00"),
    ]
}

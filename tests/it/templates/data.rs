//! An order of which everything is known, one of which nothing is, and what messages tell of them.

use jiff::civil::date;
use waymark::domain::brand::Logo;
use waymark::domain::clock::Millis;
use waymark::domain::due_date::DueDate;
use waymark::domain::ids::{OrderId, ShopifyId, StatusId};
use waymark::domain::known::{Detail, Known};
use waymark::domain::message::{MessageFacts, MessageKind};
use waymark::domain::money::Money;
use waymark::domain::native::{FulfillmentStatus, PaymentStatus, TransactionKind, TransactionStatus};
use waymark::domain::order::{Address, Item, Order, Shipment, Tracking, Transaction};
use waymark::domain::shop::Shop;
use waymark::domain::status::StatusWords;
use waymark::language::Language;
use waymark::services::write_message::MailAbout;
use waymark::store::StoredOrder;

use crate::support::app::{NOON, TestApp};

/// Where messages lead.
pub const LINK: &str = "http://shop.test/o/the-token?via=mail&x=1";
/// Where progress reports are stopped.
pub const UNSUBSCRIBE: &str = "http://shop.test/u/the-token";

fn told<T: Ord + Clone>(value: T) -> Known<T> {
    Known::at(NOON, Detail::Graphql, value)
}

fn crowns(minor: i64) -> Money {
    Money { minor, currency: "DKK".into() }
}

fn item(id: i64, title: &str, variant: Option<&str>, quantity: u32, price: i64) -> Item {
    Item {
        id: ShopifyId(id),
        title: title.into(),
        variant: variant.map(str::to_owned),
        ordered: quantity,
        current: quantity,
        unfulfilled: None,
        ships: true,
        price: Some(crowns(price)),
        image: Some(format!("https://cdn.shopify.com/s/files/{id}.png")),
    }
}

/// Everything is known.
pub fn full_order() -> Order {
    let shipment = Shipment {
        created_at: told(NOON),
        tracking: told(vec![
            Tracking {
                company: Some("PostNord DK".into()),
                number: Some("00370733880000000017".into()),
                url: None,
            },
            Tracking {
                company: Some("Bike & Co".into()),
                number: Some("B<2>".into()),
                url: Some("https://bike.example/t?a=1&b=2".into()),
            },
        ]),
        items: told(vec![(ShopifyId(11), 2)]),
        ..Shipment::default()
    };
    let payment = Transaction {
        kind: TransactionKind::parse("sale"),
        status: TransactionStatus::parse("success"),
        processed_at: Some(NOON),
        amount: Some(crowns(124_900)),
        gateway: Some("visa".into()),
    };
    Order {
        name: told("#1001".into()),
        confirmation: told("XPAV284CT".into()),
        placed_at: told(NOON),
        email: told(Some("ida@example.com".into())),
        customer: told(Some("Ida Holm".into())),
        address: told(Some(Address {
            name: Some("Ida Holm".into()),
            company: None,
            street: vec!["Strandvej 1".into(), "2. tv".into()],
            postcode: Some("2900".into()),
            city: Some("Hellerup".into()),
            province: None,
            country: Some("DK".into()),
        })),
        payment: told(Some(PaymentStatus::Paid)),
        fulfillment: told(FulfillmentStatus::Fulfilled),
        total: told(crowns(124_900)),
        outstanding: told(crowns(0)),
        items: told(vec![
            item(11, "Oak lamp <small> & \"co\"", Some("Natural"), 2, 99_800),
            item(12, "Wool blanket", None, 1, 25_100),
        ]),
        shipments: [(ShopifyId(91), shipment)].into(),
        transactions: [(ShopifyId(71), told(payment))].into(),
        ..Order::default()
    }
}

pub fn stored(order: Order, app: &TestApp) -> StoredOrder {
    StoredOrder {
        id: OrderId::new(NOON, &*app.services.chance),
        shopify_id: ShopifyId(5_001),
        name: order.name.get().cloned().unwrap_or_else(|| "#1".into()),
        revision: 1,
        order,
        entries: Default::default(),
        last_event_at: NOON,
        erased: false,
    }
}

/// A shop with everything chosen.
pub fn full_shop(app: &TestApp) -> Shop {
    let mut shop = app.shop.clone();
    shop.name = "Fjord & Fir".into();
    shop.settings.url = Some("https://fjord.example".into());
    shop.settings.support_email = Some("hello@fjord.example".into());
    shop.settings.currency = "DKK".into();
    shop.settings.time_zone = "Europe/Copenhagen".into();
    shop.settings.logo = Some(Logo { file: "abc.png".into(), width: 512, height: 128 });
    shop
}

/// Everything a message of this kind can tell.
pub fn full_facts(kind: MessageKind) -> MessageFacts {
    let due = DueDate::new(date(2026, 12, 3), date(2026, 12, 5));
    let with_due =
        matches!(kind, MessageKind::DueChanged | MessageKind::StatusChanged | MessageKind::StatusCopy);
    MessageFacts {
        status: None::<StatusId>,
        words: Some(StatusWords { name: "In the workshop".into(), text: Some("We sand & oil it.".into()) }),
        notes: vec!["First note".into(), "Second <b>note</b>".into()],
        due: with_due.then_some(Some(due)),
        due_before: with_due.then(|| DueDate::new(date(2026, 11, 30), date(2026, 11, 30))),
        reason: Some("The oak came late.".into()),
        shipment: Some(ShopifyId(91)),
        amount: (kind == MessageKind::Refunded).then(|| crowns(25_100)),
        comment: Some("Dear Ida,\n\nit looks lovely.".into()),
        signed: Some("Ole, the workshop".into()),
        return_status: Some("OPEN".into()),
        code: (kind == MessageKind::Code).then(|| "12345678".into()),
        ..MessageFacts::default()
    }
}

pub fn about<'a>(
    shop: &'a Shop,
    known: &'a StoredOrder,
    kind: MessageKind,
    language: Language,
    facts: &'a MessageFacts,
) -> MailAbout<'a> {
    MailAbout {
        shop,
        known,
        statuses: &[],
        kind,
        language,
        facts,
        link: LINK,
        unsubscribe: (!kind.is_transactional()).then_some(UNSUBSCRIBE),
        now: now(),
    }
}

pub fn now() -> Millis {
    NOON
}

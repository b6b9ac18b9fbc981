//! An order in which every field holds a text or number that occurs nowhere else.

use jiff::civil::date;
use jiff::tz::TimeZone;
use uuid::Uuid;
use waymark::domain::clock::Millis;
use waymark::domain::due_date::{DueChange, DueDate};
use waymark::domain::headline::Present;
use waymark::domain::ids::{MessageId, OrderId, ShopId, ShopifyId, StatusId};
use waymark::domain::known::{Detail, Known};
use waymark::domain::message::{Message, MessageKind, MessageState};
use waymark::domain::money::Money;
use waymark::domain::native::{
    DeliveryMethod, FulfillmentOrderStatus, FulfillmentStatus, HoldReason, OrderReturnStatus, PaymentStatus,
    ReturnStatus, ShipmentStatus, TransactionKind, TransactionStatus,
};
use waymark::domain::order::{
    Address, CarrierEvent, Comment, FulfillmentOrder, Item, Order, Refund, Return, Shipment, Tracking,
    Transaction,
};
use waymark::domain::shop::{Shop, ShopSettings};
use waymark::domain::standing::Standing;
use waymark::domain::status::{MessageSettings, Status, StatusChange, StatusWords};

const ID: i64 = 987_654_000_000;
const MADE: StatusId = StatusId(Uuid::from_u128(0xaaaa));
const INTERNAL: StatusId = StatusId(Uuid::from_u128(0xbbbb));

pub fn at(day: i8) -> Millis {
    let noon = date(2026, 11, day).at(12, 0, 0, 0).to_zoned(TimeZone::UTC).expect("a day of November");
    Millis(noon.timestamp().as_millisecond())
}

pub fn present() -> Present {
    Present { now: at(20), zone: TimeZone::UTC }
}

fn known<T: Ord + Clone>(value: T) -> Known<T> {
    Known::at(at(19), Detail::Graphql, value)
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn euro(minor: i64) -> Money {
    Money { minor, currency: "EUR".into() }
}

pub fn shop() -> Shop {
    Shop {
        id: ShopId(Uuid::from_u128(0x5409)),
        handle: "canary-shop-handle".into(),
        name: "Shop".into(),
        domain: "canary-domain.example".into(),
        settings: ShopSettings { keep_address: true, ..ShopSettings::default() },
        revision: 1,
        standing: Standing::default(),
        checked_at: None,
    }
}

pub fn statuses() -> Vec<Status> {
    let status = |id, place, visible, word: &str| Status {
        id,
        handle: format!("canary-handle-{word}"),
        name: format!("canary-definition-internal-{word}"),
        public: StatusWords { name: format!("canary-public-{word}"), text: None },
        translations: Default::default(),
        color: some("#c0ffee"),
        icon: some("canary-icon"),
        place,
        visible,
        allowed_next: Vec::new(),
        usual_days: Some((1, 3)),
        automatic_next: None,
        message: MessageSettings {
            send: true,
            extra_recipients: vec!["canary-recipient@example.com".into()],
        },
        archived: false,
        shown_incomplete: false,
        origin: None,
    };
    vec![status(MADE, 1, true, "made"), status(INTERNAL, 2, false, "hidden")]
}

pub fn messages() -> Vec<Message> {
    let message = |kind, subject: &str, body: &str| Message {
        language: "en".into(),
        to: "canary-to@example.com".into(),
        subject: subject.into(),
        body: body.into(),
        state: MessageState::Sent,
        sent_at: Some(at(18)),
        attempts: 1,
        ..Message::waiting(MessageId(Uuid::from_u128(0xeeee)), OrderId(Uuid::from_u128(0xdddd)), kind, at(18))
    };
    vec![
        message(MessageKind::LinkRequested, "canary-subject", "canary-mailed: /o/abcdefgh2345678canarykey"),
        message(MessageKind::Code, "73519462 is your code for order #1001", "canary-body 73519462"),
    ]
}

/// An order under way: one parcel at the carrier, a label that was called off, a rest on hold.
pub fn order() -> Order {
    let mut order = Order {
        name: known("canary-native-name".into()),
        confirmation: known("canary-confirmation".into()),
        placed_at: known(at(10)),
        email: known(some("canary-shopper@example.com")),
        locale: known(some("xx-canary-locale")),
        address: known(Some(address())),
        payment: known(Some(PaymentStatus::PartiallyRefunded)),
        total: known(euro(11_111)),
        outstanding: known(euro(22_222)),
        gateways: known(vec!["canary-paid-with".into()]),
        fulfillment: known(FulfillmentStatus::PartiallyFulfilled),
        return_status: known(OrderReturnStatus::parse("canary_return_status")),
        items: known(items()),
        fulfillment_orders: known(promises()),
        edits: [(ShopifyId(ID + 30), at(11))].into(),
        ..Order::default()
    };
    parcels(&mut order);
    money(&mut order);
    merchant(&mut order);
    order
}

fn address() -> Address {
    Address {
        name: some("canary-person"),
        company: some("canary-company"),
        street: vec!["canary-street".into(), "canary-floor".into()],
        postcode: some("canary-postcode"),
        city: some("canary-hometown"),
        province: some("canary-province"),
        country: some("canary-country"),
    }
}

fn items() -> Vec<Item> {
    let item = |id, title: &str, quantity| Item {
        id: ShopifyId(ID + id),
        title: title.into(),
        variant: some("canary-variant"),
        ordered: quantity,
        current: quantity,
        unfulfilled: None,
        ships: true,
        price: Some(euro(33_333)),
        image: some("https://images.example/canary-image.png"),
    };
    vec![item(1, "canary-sent-item", 1), item(2, "canary-held-item", 2)]
}

fn promises() -> Vec<FulfillmentOrder> {
    let promise = |id, holds: Vec<HoldReason>| FulfillmentOrder {
        id: ShopifyId(ID + id),
        status: FulfillmentOrderStatus::OnHold,
        fulfill_at: None,
        holds,
        hold_ids: Vec::new(),
        method: Some(DeliveryMethod::parse("canary_method")),
        promised_from: Some(at(25)),
        promised_to: Some(at(26)),
        remaining: vec![(ShopifyId(ID + 2), 1)],
    };
    vec![
        promise(10, vec![HoldReason::HighRiskOfFraud]),
        promise(11, vec![HoldReason::parse("canary_hold_reason")]),
    ]
}

fn parcels(order: &mut Order) {
    let parcel = |status: ShipmentStatus, canceled, number: &str| Shipment {
        name: known("canary-shipment-name".into()),
        created_at: known(at(17)),
        canceled: known(canceled),
        status: known(Some(status)),
        in_transit_at: known(None),
        delivered_at: known(None),
        estimated_at: known(Some(at(24))),
        tracking: known(vec![Tracking {
            company: some("canary-carrier"),
            number: some(number),
            url: some("https://canary-tracking.example/parcel"),
        }]),
        items: known(vec![(ShopifyId(ID + 1), 1)]),
    };
    order.shipments = [
        (ShopifyId(ID + 20), parcel(ShipmentStatus::InTransit, false, "canarynumber")),
        (ShopifyId(ID + 21), parcel(ShipmentStatus::Fulfilled, true, "canarycalledoff")),
    ]
    .into();
    let event = |shipment, status, day, message: &str| CarrierEvent {
        shipment: ShopifyId(ID + shipment),
        status,
        happened_at: at(day),
        message: some(message),
        city: some("canary-scan-city"),
        estimated_at: None,
    };
    order.carrier_events = [
        ("canary-key-1".to_owned(), event(20, ShipmentStatus::InTransit, 18, "canary-older-message")),
        ("canary-key-2".to_owned(), event(20, ShipmentStatus::InTransit, 19, "canary-message")),
        (
            "canary-key-3".to_owned(),
            event(20, ShipmentStatus::parse("canary_event_word"), 17, "canary-odd-message"),
        ),
        ("canary-key-4".to_owned(), event(21, ShipmentStatus::InTransit, 17, "canary-called-off-message")),
    ]
    .into();
}

fn money(order: &mut Order) {
    let paid = Transaction {
        kind: TransactionKind::Sale,
        status: TransactionStatus::Success,
        processed_at: Some(at(10)),
        amount: Some(euro(44_444)),
        gateway: some("canary-paid-with"),
    };
    order.transactions = [(ShopifyId(ID + 40), known(paid))].into();
    let refund = Refund { created_at: Some(at(12)), amount: Some(euro(55_555)), items: Vec::new() };
    order.refunds = [(ShopifyId(ID + 41), known(refund))].into();
    let back = Return {
        name: some("canary-return-name"),
        status: ReturnStatus::Declined,
        created_at: Some(at(13)),
        approved_at: None,
        closed_at: Some(at(14)),
        decline_note: some("canary-decline-note"),
        quantity: Some(1),
    };
    order.returns = [(ShopifyId(ID + 42), known(back))].into();
}

fn merchant(order: &mut Order) {
    let change = |status, visible, day, word: &str| StatusChange {
        at: at(day),
        status,
        place: 1,
        visible,
        name: format!("canary-internal-{word}"),
        public: StatusWords {
            name: format!("canary-step-{word}"),
            text: some(&format!("canary-text-{word}")),
        },
        translations: Default::default(),
        note: some(&format!("canary-note-{word}")),
        private_note: some(&format!("canary-private-note-{word}")),
        by: some(&format!("canary-staff-{word}")),
    };
    order.status_changes = [
        (Uuid::from_u128(1), change(MADE, true, 15, "made")),
        (Uuid::from_u128(2), change(INTERNAL, false, 16, "hidden")),
    ]
    .into();
    let due = |day, from, reason: &str| DueChange {
        at: at(day),
        due: Some(DueDate::new(date(2026, 11, from), date(2026, 11, from + 1))),
        reason: some(reason),
        by: some("canary-due-staff"),
    };
    order.due_changes = [
        (Uuid::from_u128(3), due(11, 23, "canary-first-reason")),
        (Uuid::from_u128(4), due(16, 25, "canary-moved-reason")),
    ]
    .into();
    let comment = |text: &str, public| Comment {
        at: at(16),
        text: text.into(),
        by: some("canary-signed"),
        public,
        staff: some("canary-written-by"),
        pictures: Vec::new(),
    };
    order.comments = [
        (Uuid::from_u128(5), comment("canary-comment", true)),
        (Uuid::from_u128(6), comment("canary-secret-comment", false)),
    ]
    .into();
}

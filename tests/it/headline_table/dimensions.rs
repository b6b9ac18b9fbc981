//! The dimensions of the table: what each value means as facts of an order.
//!
//! Every order in the table has one line of two pieces, was placed on 10 November 2026 and is looked
//! at on Friday 20 November, noon.

use jiff::civil::date;
use jiff::tz::TimeZone;
use uuid::Uuid;
use waymark::domain::clock::Millis;
use waymark::domain::due_date::{DueChange, DueDate};
use waymark::domain::headline::Present;
use waymark::domain::ids::{ShopifyId, StatusId};
use waymark::domain::known::{Detail, Known};
use waymark::domain::native::{
    CancelReason, FulfillmentOrderStatus, FulfillmentStatus, HoldReason, OrderReturnStatus, PaymentStatus,
    ShipmentStatus,
};
use waymark::domain::order::{FulfillmentOrder, Item, Order, Shipment};
use waymark::domain::status::{MessageSettings, Status, StatusChange, StatusWords};

/// One dimension: its name, the names of its values, and how a value changes an order.
pub struct Dimension {
    pub name: &'static str,
    pub values: Vec<String>,
    pub set: fn(&mut Order, usize),
}

/// All dimensions, in the order of precedence: what is asked first stands first.
pub fn dimensions() -> Vec<Dimension> {
    let words = |known: Vec<&str>, more: &[&str]| -> Vec<String> {
        known.into_iter().chain(more.iter().copied()).map(str::to_owned).collect()
    };
    let names = |list: &[&str]| -> Vec<String> { list.iter().map(|name| (*name).to_owned()).collect() };
    let returns = OrderReturnStatus::ALL.iter().map(OrderReturnStatus::word).collect();
    let fulfillment = FulfillmentStatus::ALL.iter().map(FulfillmentStatus::word).collect();
    let payment = PaymentStatus::ALL.iter().map(PaymentStatus::word).collect();
    vec![
        Dimension { name: "order", values: names(&["open", "archived", "canceled"]), set: set_life },
        Dimension { name: "parcel", values: names(&PARCELS), set: set_parcels },
        Dimension { name: "returns", values: words(returns, &["(later word)"]), set: set_returns },
        Dimension { name: "holds", values: names(&HOLDS), set: set_holds },
        Dimension {
            name: "fulfillment",
            values: words(fulfillment, &["(later word)", "(untold)"]),
            set: set_fulfillment,
        },
        Dimension { name: "due", values: names(&["none", "ahead", "range", "passed"]), set: set_due },
        Dimension { name: "step", values: names(&["none", "public", "internal", "back"]), set: set_step },
        Dimension { name: "payment", values: words(payment, &["(none)", "(later word)"]), set: set_payment },
    ]
}

pub const PARCELS: [&str; 14] = [
    "none",
    "canceled",
    "prepared",
    "in transit",
    "in transit, estimate ahead",
    "in transit, estimate passed",
    "delayed",
    "out for delivery",
    "attempted",
    "failure",
    "ready for pickup",
    "picked up",
    "delivered",
    "one of two delivered",
];

const HOLDS: [&str; 5] = ["none", "stock", "stock on part", "fraud check", "fraud check on part"];

/// The line every order has.
pub const LINE: ShopifyId = ShopifyId(1);

/// The steps of the shop: carving, drying and one only staff see.
pub const CARVING: StatusId = StatusId(Uuid::from_u128(1));
/// The second step.
pub const DRYING: StatusId = StatusId(Uuid::from_u128(2));
/// A step only staff see.
pub const INTERNAL: StatusId = StatusId(Uuid::from_u128(3));

pub fn day(day: i8) -> Millis {
    let noon = date(2026, 11, day).at(12, 0, 0, 0).to_zoned(TimeZone::UTC).expect("a day of November");
    Millis(noon.timestamp().as_millisecond())
}

pub fn present() -> Present {
    Present { now: day(20), zone: TimeZone::UTC }
}

pub fn statuses() -> Vec<Status> {
    let status = |id, place, name: &str, visible| Status {
        id,
        handle: name.to_lowercase(),
        name: format!("staff: {name}"),
        public: StatusWords { name: name.into(), text: Some(format!("{name} takes a while.")) },
        translations: Default::default(),
        color: None,
        icon: None,
        place,
        visible,
        allowed_next: Vec::new(),
        usual_days: None,
        automatic_next: None,
        message: MessageSettings::default(),
        archived: false,
        shown_incomplete: false,
        origin: None,
    };
    vec![
        status(CARVING, 1, "Carving", true),
        status(DRYING, 2, "Drying", true),
        status(INTERNAL, 3, "Secretly checked", false),
    ]
}

/// The order in which every dimension still has to be set.
pub fn blank() -> Order {
    let item =
        Item { id: LINE, title: "Chair".into(), ordered: 2, current: 2, ships: true, ..Item::default() };
    Order { placed_at: known(day(10)), items: known(vec![item]), ..Order::default() }
}

fn known<T: Ord + Clone>(value: T) -> Known<T> {
    Known::at(day(19), Detail::Graphql, value)
}

fn set_life(order: &mut Order, value: usize) {
    order.closed_at = known((value == 1).then(|| day(19)));
    order.canceled_at = known((value == 2).then(|| day(19)));
    order.cancel_reason = known((value == 2).then_some(CancelReason::Fraud));
}

fn set_payment(order: &mut Order, value: usize) {
    order.payment = match PaymentStatus::ALL.get(value) {
        Some(status) => known(Some(status.clone())),
        None if value == PaymentStatus::ALL.len() => known(None),
        None => known(Some(PaymentStatus::parse("later_word"))),
    };
}

fn set_fulfillment(order: &mut Order, value: usize) {
    order.fulfillment = match FulfillmentStatus::ALL.get(value) {
        Some(status) => known(status.clone()),
        None if value == FulfillmentStatus::ALL.len() => known(FulfillmentStatus::parse("later_word")),
        None => Known::default(),
    };
}

fn set_returns(order: &mut Order, value: usize) {
    let later = || OrderReturnStatus::parse("later_word");
    order.return_status = known(OrderReturnStatus::ALL.get(value).cloned().unwrap_or_else(later));
}

fn set_holds(order: &mut Order, value: usize) {
    let promise = |id, held: Option<&HoldReason>| FulfillmentOrder {
        id: ShopifyId(id),
        status: if held.is_some() { FulfillmentOrderStatus::OnHold } else { FulfillmentOrderStatus::Open },
        fulfill_at: None,
        holds: held.into_iter().cloned().collect(),
        hold_ids: Vec::new(),
        method: None,
        promised_from: None,
        promised_to: None,
        remaining: vec![(LINE, 1)],
    };
    let reason = if value < 3 { HoldReason::OutOfStock } else { HoldReason::HighRiskOfFraud };
    order.fulfillment_orders = match value {
        0 => Known::default(),
        1 | 3 => known(vec![promise(1, Some(&reason))]),
        _ => known(vec![promise(1, Some(&reason)), promise(2, None)]),
    };
}

fn set_parcels(order: &mut Order, value: usize) {
    let parcel = |status: ShipmentStatus, quantity: u32, estimate: Option<i8>| Shipment {
        created_at: known(day(18)),
        delivered_at: known((status == ShipmentStatus::Delivered).then(|| day(19))),
        estimated_at: known(estimate.map(day)),
        status: known(Some(status)),
        items: known(vec![(LINE, quantity)]),
        ..Shipment::default()
    };
    let one = |status| vec![parcel(status, 2, None)];
    let shipments = match value {
        0 => vec![],
        1 => one(ShipmentStatus::Canceled),
        2 => one(ShipmentStatus::Fulfilled),
        3 => one(ShipmentStatus::InTransit),
        4 => vec![parcel(ShipmentStatus::InTransit, 2, Some(26))],
        5 => vec![parcel(ShipmentStatus::InTransit, 2, Some(17))],
        6 => one(ShipmentStatus::Delayed),
        7 => one(ShipmentStatus::OutForDelivery),
        8 => one(ShipmentStatus::AttemptedDelivery),
        9 => one(ShipmentStatus::Failure),
        10 => one(ShipmentStatus::ReadyForPickup),
        11 => one(ShipmentStatus::PickedUp),
        12 => one(ShipmentStatus::Delivered),
        _ => vec![parcel(ShipmentStatus::Delivered, 1, None), parcel(ShipmentStatus::InTransit, 1, None)],
    };
    order.shipments = (1..).map(ShopifyId).zip(shipments).collect();
}

fn set_step(order: &mut Order, value: usize) {
    let all = statuses();
    let steps: &[usize] = [&[][..], &[0], &[2], &[1, 0]][value];
    let change = |(n, status): (u8, &usize)| {
        let at = day(12 + i8::try_from(n).unwrap_or(0));
        (Uuid::from_u128(u128::from(n)), StatusChange::to(&all[*status], at, None, None))
    };
    order.status_changes = (0u8..).zip(steps).map(change).collect();
}

fn set_due(order: &mut Order, value: usize) {
    let days = [None, Some((26, 26)), Some((24, 27)), Some((16, 17))][value];
    let due = days.map(|(a, b)| DueDate::new(date(2026, 11, a), date(2026, 11, b)));
    let change = due
        .map(|due| (Uuid::from_u128(9), DueChange { at: day(11), due: Some(due), reason: None, by: None }));
    order.due_changes = change.into_iter().collect();
}

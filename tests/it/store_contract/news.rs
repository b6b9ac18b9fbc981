//! Pieces of news the stories tell, and other things they need.

use uuid::Uuid;

use waymark::domain::clock::{Chance, Millis};
use waymark::domain::ids::{LinkId, MessageId, OrderId, ShopifyId, StatusId, uuid_at};
use waymark::domain::known::{Detail, Known};
use waymark::domain::level::Level;
use waymark::domain::link::{Link, Purpose, Token};
use waymark::domain::message::{Message, MessageKind};
use waymark::domain::native::PaymentStatus;
use waymark::domain::order::{Address, Comment, Order, Shipment};
use waymark::domain::status::{Status, StatusChange, StatusWords};
use waymark::store::{Incoming, NewCode, ShopStore};

use crate::support::app::NOON;
use crate::support::engines::World;

pub const EMAIL: &str = "Shopper@Example.com";

pub fn known<T: Ord + Clone>(at: Millis, value: T) -> Known<T> {
    Known::at(at, Detail::Rest, value)
}

/// A code that opens full level.
pub const fn full_level(
    order: OrderId,
    browser: [u8; 32],
    hash: [u8; 32],
    expires_at: Millis,
) -> NewCode<'static> {
    NewCode { order, browser, hash, address: None, expires_at }
}

/// An order as it is told first.
pub fn placed(number: i64) -> Incoming {
    let address = Address {
        name: Some("A shopper".into()),
        company: Some("A company".into()),
        street: vec!["1 Any Street".into()],
        postcode: Some("ab1 2-cd".into()),
        city: Some("Anytown".into()),
        ..Address::default()
    };
    let news = Order {
        name: known(NOON, format!("#{number}")),
        placed_at: known(NOON, NOON),
        email: known(NOON, Some(EMAIL.into())),
        address: known(NOON, Some(address)),
        ..Order::default()
    };
    Incoming { shopify_id: ShopifyId(number), news }
}

/// An order of which only the name is told.
pub fn named(name: &str, at: Millis) -> Order {
    Order { name: known(at, name.into()), ..Order::default() }
}

/// An order with one parcel under way.
pub fn shipped(at: Millis) -> Order {
    let shipment = Shipment { created_at: known(at, at), ..Shipment::default() };
    Order { shipments: [(ShopifyId(70), shipment)].into(), ..named("#1007", at) }
}

/// The payment state of an order, told at this time.
pub fn payment(number: i64, at: Millis, status: PaymentStatus) -> Incoming {
    Incoming {
        shopify_id: ShopifyId(number),
        news: Order { payment: known(at, Some(status)), ..Order::default() },
    }
}

pub fn comment(at: Millis, text: &str, id: Uuid) -> Order {
    let mut news = Order::default();
    let pictures = Vec::new();
    news.comments
        .insert(id, Comment { at, text: text.into(), by: None, public: true, staff: None, pictures });
    news
}

/// Takes one new order in.
pub async fn order(world: &World, shop: &ShopStore, number: i64) -> OrderId {
    shop.take_in(&[placed(number)], NOON, &world.chance).await.unwrap()[0].order
}

pub fn status(handle: &str, place: i32, chance: &dyn Chance) -> Status {
    Status {
        id: StatusId::new(NOON, chance),
        handle: handle.into(),
        name: handle.into(),
        public: StatusWords { name: format!("Now {handle}"), text: None },
        translations: Default::default(),
        color: None,
        icon: None,
        place,
        visible: true,
        allowed_next: Vec::new(),
        usual_days: None,
        automatic_next: None,
        message: Default::default(),
        archived: false,
        shown_incomplete: false,
        origin: None,
    }
}

pub fn into_status(status: &Status, at: Millis, note: &str, chance: &dyn Chance) -> Order {
    let mut news = Order::default();
    news.status_changes.insert(uuid_at(at, chance), StatusChange::to(status, at, Some(note.into()), None));
    news
}

pub fn link(order: OrderId, purpose: Purpose, chance: &dyn Chance) -> (Link, Token) {
    let link = Link {
        id: LinkId::new(NOON, chance),
        order,
        purpose,
        level: Level::Standard,
        created_at: NOON,
        expires_at: Some(NOON.plus_days(30)),
        revoked_at: None,
    };
    (link, Token::draw(chance))
}

pub fn message(order: OrderId, kind: MessageKind, chance: &dyn Chance) -> Message {
    Message {
        language: "en".into(),
        to: EMAIL.into(),
        subject: "Your code is 12345678".into(),
        body: "The code is 12345678.".into(),
        ..Message::waiting(MessageId::new(NOON, chance), order, kind, NOON)
    }
}

//! What one webhook delivery means. A webhook is a bell (Shopify facts 1.9): what its body says for
//! certain is taken in at once, and the order it belongs to is read again whatever it says.
//!
//! Never asks Shopify, never stores, never fails for what it does not know. Start with [`understand`].

use serde_json::Value;

use super::intake::{PROMISE_NAMES, Piece, promises_told, read_value};
use super::topics::{Topic, Treatment};
use crate::domain::clock::Millis;
use crate::domain::ids::ShopifyId;
use crate::domain::native::FulfillmentStatus;
use crate::domain::order::Order;
use crate::domain::standing::Part;

/// Something to read again: the order itself, or the order a thing belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "Shopify's own names")]
pub enum Ask {
    Order(ShopifyId),
    FulfillmentOrder(ShopifyId),
    Return(ShopifyId),
    ReverseFulfillmentOrder(ShopifyId),
    ReverseDelivery(ShopifyId),
}

impl Ask {
    /// Kind and id, as the list of what is to be read keeps them.
    #[must_use]
    pub const fn part(self) -> (Part, ShopifyId) {
        match self {
            Self::Order(id) => (Part::Order, id),
            Self::FulfillmentOrder(id) => (Part::FulfillmentOrder, id),
            Self::Return(id) => (Part::Return, id),
            Self::ReverseFulfillmentOrder(id) => (Part::ReverseFulfillmentOrder, id),
            Self::ReverseDelivery(id) => (Part::ReverseDelivery, id),
        }
    }
}

impl From<(Part, ShopifyId)> for Ask {
    fn from((part, id): (Part, ShopifyId)) -> Self {
        match part {
            Part::Order => Self::Order(id),
            Part::FulfillmentOrder => Self::FulfillmentOrder(id),
            Part::Return => Self::Return(id),
            Part::ReverseFulfillmentOrder => Self::ReverseFulfillmentOrder(id),
            Part::ReverseDelivery => Self::ReverseDelivery(id),
        }
    }
}

/// What concerns the shop, the app or a person rather than an order's state.
#[derive(Clone, PartialEq, Eq)]
pub enum House {
    /// The app was removed; its token is dead.
    Uninstalled,
    /// What the shop grants now.
    ScopesChanged(Vec<String>),
    /// Facts about the shop; `None` where the body does not tell.
    ShopChanged {
        /// Its own domain.
        domain: Option<String>,
        /// IANA name of its time zone.
        time_zone: Option<String>,
        /// ISO 4217 code of its currency.
        currency: Option<String>,
    },
    /// A bulk operation ended; its global id.
    BulkFinished(String),
    /// An order is gone at Shopify.
    OrderDeleted(ShopifyId),
    /// A person asked what is kept about them; the answer goes to the merchant.
    DataRequest {
        /// Shopify's id of the person.
        customer: Option<ShopifyId>,
        /// Their address.
        email: Option<String>,
        /// Orders it is about.
        orders: Vec<ShopifyId>,
        /// Shopify's number of the request.
        request: Option<i64>,
    },
    /// A person's data is to be erased.
    RedactCustomer {
        /// Shopify's id of the person.
        customer: Option<ShopifyId>,
        /// Their address.
        email: Option<String>,
        /// Their telephone number.
        phone: Option<String>,
        /// Orders it is about.
        orders: Vec<ShopifyId>,
    },
    /// Everything of the shop is to be erased, 48 hours after the app was removed.
    RedactShop,
}

impl std::fmt::Debug for House {
    /// The kind only: bodies hold addresses of persons.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Uninstalled => "Uninstalled",
            Self::ScopesChanged(_) => "ScopesChanged",
            Self::ShopChanged { .. } => "ShopChanged",
            Self::BulkFinished(_) => "BulkFinished",
            Self::OrderDeleted(_) => "OrderDeleted",
            Self::DataRequest { .. } => "DataRequest",
            Self::RedactCustomer { .. } => "RedactCustomer",
            Self::RedactShop => "RedactShop",
        })
    }
}

/// What a delivery means.
#[derive(Default)]
pub struct Understood {
    /// Facts about orders, to be joined.
    pub news: Vec<(ShopifyId, Order)>,
    /// Facts about promises to ship, all of one order that the body does not name.
    pub promises: Order,
    /// What to read again.
    pub ask: Vec<Ask>,
    /// What else to do.
    pub house: Option<House>,
    /// Why nothing is to be done, in a plain sentence; `None` when something is.
    pub ignored: Option<&'static str>,
}

/// Reads a delivery. `told_at` is `X-Shopify-Triggered-At`, the time of facts for which the body tells
/// none.
///
/// # Errors
/// When the body cannot be read: a plain sentence without any of its data.
pub fn understand(topic: &str, body: &[u8], told_at: Millis) -> Result<Understood, String> {
    let Some(topic) = Topic::named(topic) else {
        let ignored = Some("Waymark has no use for this topic.");
        return Ok(Understood { ignored, ..Understood::default() });
    };
    let body: Value = serde_json::from_slice(body).map_err(|_| "The body is not JSON.".to_owned())?;
    if !body.is_object() {
        return Err("The body is not a JSON object.".to_owned());
    }
    if topic.treatment == Treatment::House {
        let house = Some(house(topic.name, &body)?);
        return Ok(Understood { house, ..Understood::default() });
    }
    let ask = ask(topic.name, &body).ok_or("The body does not say what it is about.")?;
    let mut understood = Understood { ask: vec![ask], ..Understood::default() };
    if topic.treatment == Treatment::News {
        understood.promises = promises_told(topic.name, &body, told_at);
        understood.news = news(body, told_at);
    }
    Ok(understood)
}

fn news(body: Value, told_at: Millis) -> Vec<(ShopifyId, Order)> {
    let piece = |piece| match piece {
        Piece::Order { shopify_id, news, .. } => Some((shopify_id, plainly(news))),
        Piece::Refused { .. } | Piece::Skipped { .. } => None,
    };
    read_value(body, None, told_at).into_iter().filter_map(piece).collect()
}

/// Without "fulfilled" a body cannot tell on hold, scheduled and in progress from open: taken for the full
/// word, what it says would undo what GraphQL said. So it is kept beside that.
fn plainly(mut news: Order) -> Order {
    if news.fulfillment.get() != Some(&FulfillmentStatus::Fulfilled) {
        news.fulfillment_plain = std::mem::take(&mut news.fulfillment);
    }
    news
}

fn ask(topic: &str, body: &Value) -> Option<Ask> {
    let (family, _) = topic.split_once('/')?;
    let own = || id_of(body);
    let order = || id_at(body, "order_id").or_else(|| id_of(body.get("order")?));
    match family {
        "orders" if topic == "orders/edited" => id_at(body.get("order_edit")?, "order_id").map(Ask::Order),
        "orders" => own().map(Ask::Order),
        "fulfillment_orders" | "fulfillment_holds" => fulfillment_order(body).map(Ask::FulfillmentOrder),
        "returns" => order().map(Ask::Order).or_else(|| own().map(Ask::Return)),
        "reverse_deliveries" => id_of(body.get("return").unwrap_or(&Value::Null))
            .map(Ask::Return)
            .or_else(|| own().map(Ask::ReverseDelivery)),
        "reverse_fulfillment_orders" => {
            order().map(Ask::Order).or_else(|| own().map(Ask::ReverseFulfillmentOrder))
        }
        _ => order().map(Ask::Order),
    }
}

/// Any of the fulfillment orders a body names: all belong to one order. One that lives on is preferred.
fn fulfillment_order(body: &Value) -> Option<ShopifyId> {
    let named = |value: &Value| PROMISE_NAMES.iter().find_map(|name| id_of(value.get(name)?));
    let merges = |value: &Value| match value {
        Value::Array(list) => list.iter().find_map(named),
        one => named(one),
    };
    named(body)
        .or_else(|| body.get("fulfillment_order_merges").and_then(merges))
        .or_else(|| id_at(body.get("merge_intents")?.get(0)?, "fulfillment_order_id"))
        .or_else(|| id_at(body, "fulfillment_order_id"))
}

fn house(topic: &str, body: &Value) -> Result<House, String> {
    let unclear = || "The body does not say what it is about.".to_owned();
    let customer = body.get("customer").unwrap_or(&Value::Null);
    let orders = |key: &str| -> Vec<ShopifyId> {
        body.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(id).collect()
    };
    Ok(match topic {
        "app/uninstalled" => House::Uninstalled,
        "app/scopes_update" => {
            let list = body.get("current").and_then(Value::as_array).ok_or_else(unclear)?;
            House::ScopesChanged(list.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        }
        "bulk_operations/finish" => {
            House::BulkFinished(text(body, "admin_graphql_api_id").ok_or_else(unclear)?)
        }
        "orders/delete" => House::OrderDeleted(id_of(body).ok_or_else(unclear)?),
        "customers/data_request" => House::DataRequest {
            customer: id_of(customer),
            email: text(customer, "email"),
            orders: orders("orders_requested"),
            request: body.get("data_request").and_then(|request| request.get("id")?.as_i64()),
        },
        "customers/redact" => House::RedactCustomer {
            customer: id_of(customer),
            email: text(customer, "email"),
            phone: text(customer, "phone"),
            orders: orders("orders_to_redact"),
        },
        "shop/redact" => House::RedactShop,
        _ => House::ShopChanged {
            domain: text(body, "domain"),
            time_zone: text(body, "iana_timezone"),
            currency: text(body, "currency"),
        },
    })
}

fn text(value: &Value, key: &str) -> Option<String> {
    let text = value.get(key)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.chars().take(512).collect())
}

/// The global id is asked first: JavaScript on the way may have rounded the number beside it.
fn id_of(value: &Value) -> Option<ShopifyId> {
    id_at(value, "admin_graphql_api_id").or_else(|| id_at(value, "id"))
}

fn id_at(value: &Value, key: &str) -> Option<ShopifyId> {
    id(value.get(key)?)
}

/// An exact integer, its digits, or a global id.
fn id(value: &Value) -> Option<ShopifyId> {
    match value {
        Value::Number(number) => number.as_i64().filter(|number| *number > 0).map(ShopifyId),
        Value::String(text) => ShopifyId::parse(text),
        _ => None,
    }
}

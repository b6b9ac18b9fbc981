//! Bodies of webhooks, in the REST shapes of facts 3.5: numbers as ids, lower-case words, money as text,
//! times with the shop's offset. Never sends anything. Start with [`render`].

mod order;
mod parcel;
mod returns;
mod shop;

use serde_json::Value;

pub(crate) use order::gateways;
pub(crate) use shop::{customer_request, scopes_update, shop_redact, shop_update};

use crate::actions::Emit;
use crate::clock::{Seconds, with_offset};
use crate::model::Order;

/// What bodies need to know of the shop.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub shop_id: u64,
    pub domain: String,
    pub offset_minutes: i64,
    /// Level of protected customer data the app was granted: 0, 1 or 2 (facts 2.11).
    pub protected: u8,
}

impl Facts {
    /// A time with the shop's offset.
    pub fn time(&self, at: Seconds) -> String {
        with_offset(at, self.offset_minutes)
    }

    /// The same for a time that may be missing.
    pub fn maybe(&self, at: Option<Seconds>) -> Value {
        at.map(|at| self.time(at)).into()
    }
}

/// The topic and body of a webhook that is due.
pub(crate) fn render(emit: Emit, order: &Order, facts: &Facts) -> Option<(&'static str, Value)> {
    Some(match emit {
        Emit::Order(topic) => (topic, order::order(order, facts)),
        Emit::Parcel(topic, id) => {
            (topic, parcel::parcel(order, order.parcels.iter().find(|p| p.id == id)?, facts))
        }
        Emit::Event(topic, parcel, event) => {
            let parcel = order.parcels.iter().find(|p| p.id == parcel)?;
            (topic, parcel::event(order, parcel, parcel.events.iter().find(|e| e.id == event)?, facts))
        }
        Emit::Transaction(id) => {
            let t = order.transactions.iter().find(|t| t.id == id)?;
            ("order_transactions/create", order::transaction(order, t, facts))
        }
        Emit::Refund(id) => {
            let refund = order.refunds.iter().find(|r| r.id == id)?;
            ("refunds/create", order::refund(order, refund, facts))
        }
        Emit::Return(topic, id) => {
            (topic, returns::body(topic, order, order.returns.iter().find(|r| r.id == id)?))
        }
        Emit::Raw(topic, body) => (topic, body),
    })
}

/// Upper-case GraphQL word to the lower-case one of REST.
pub(crate) fn lower(word: &str) -> String {
    word.to_ascii_lowercase()
}

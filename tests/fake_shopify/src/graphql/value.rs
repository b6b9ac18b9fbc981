//! What resolving a field can give.

use std::rc::Rc;

use serde_json::Value;

use super::errors::Denial;
use crate::model::order::{
    BackParcel, Order, Parcel, ParcelLine, Promise, PromiseLine, Return, ReturnLine, WayBack,
};
use crate::model::order::{Line, Refund};

/// A value before its selection is applied.
#[derive(Clone)]
pub(crate) enum Val<'a> {
    /// A leaf, or an object (or list of them) that is given whole.
    Json(Value),
    Node(Node<'a>),
    List(Vec<Val<'a>>),
    /// A connection with everything in it; it is cut to its page when it is answered.
    Conn(Vec<(u64, Val<'a>)>),
    /// A page cut already.
    Page(Page<'a>),
    /// Not answered, and why.
    Denied(Denial),
}

/// An object whose fields are worked out when they are selected.
#[derive(Clone)]
pub(crate) enum Node<'a> {
    Order(&'a Order),
    Line(&'a Order, &'a Line),
    Promise(&'a Order, &'a Promise),
    PromiseLine(&'a Order, &'a PromiseLine),
    Parcel(&'a Order, &'a Parcel),
    ParcelLine(&'a Order, &'a ParcelLine),
    Return(&'a Order, &'a Return),
    ReturnLine(&'a Order, &'a ReturnLine),
    WayBack(&'a Order, &'a Return, &'a WayBack),
    BackParcel(&'a Order, &'a Return, &'a WayBack, &'a BackParcel),
    Refund(&'a Order, &'a Refund),
    /// The connection itself, its edges, and its page's facts.
    Connection(Rc<Page<'a>>),
    Edge(Rc<Page<'a>>, usize),
}

/// One page of a connection.
#[derive(Clone)]
pub(crate) struct Page<'a> {
    pub items: Vec<(String, Val<'a>)>,
    pub more_after: bool,
    pub more_before: bool,
}

impl<'a> Val<'a> {
    /// Null.
    pub const NULL: Val<'static> = Val::Json(Value::Null);

    /// A leaf.
    pub fn of(value: impl Into<Value>) -> Self {
        Val::Json(value.into())
    }

    /// A node, or null.
    pub fn node(node: Option<Node<'a>>) -> Self {
        node.map_or(Val::Json(Value::Null), Val::Node)
    }
}

impl Node<'_> {
    /// The concrete type where the schema has an interface or a union.
    pub fn type_name(&self) -> &'static str {
        match self {
            Node::Order(_) => "Order",
            Node::Line(..) => "LineItem",
            Node::Promise(..) => "FulfillmentOrder",
            Node::PromiseLine(..) => "FulfillmentOrderLineItem",
            Node::Parcel(..) => "Fulfillment",
            Node::ParcelLine(..) => "FulfillmentLineItem",
            Node::Return(..) => "Return",
            Node::ReturnLine(..) => "ReturnLineItem",
            Node::WayBack(..) => "ReverseFulfillmentOrder",
            Node::BackParcel(..) => "ReverseDelivery",
            Node::Refund(..) => "Refund",
            Node::Connection(_) => "Connection",
            Node::Edge(..) => "Edge",
        }
    }
}

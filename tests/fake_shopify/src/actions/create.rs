//! Making an order.

use serde::Deserialize;

use super::Refusal;
use crate::clock::{Seconds, parse_time};
use crate::model::money;
use crate::model::order::{Address, Customer, Line, Order, Promise, PromiseLine, Transaction, Word};

/// A new order. Everything has a default: one item, a shopper with an e-mail at example.com, paid.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CreateOrder {
    /// Its number; the shop's next when absent.
    pub number: Option<u32>,
    /// Which pieces; all when empty.
    pub items: Vec<NewItem>,
    /// Absent: `shopper-{number}@example.com`; empty text: none.
    pub email: Option<Word>,
    /// The phone number.
    pub phone: Option<Word>,
    /// The language, e.g. `da-DK`; `en` when absent.
    pub locale: Option<Word>,
    /// Numeric id of the customer; one of the order's own when absent, none when 0.
    pub customer_id: Option<u64>,
    /// The first name.
    pub first_name: Option<Word>,
    /// The last name.
    pub last_name: Option<Word>,
    /// The address; one in Aarhus when absent.
    pub address: Option<NewAddress>,
    /// No address at all.
    pub no_address: bool,
    /// The currency; the shop's when absent.
    pub currency: Option<Word>,
    /// Shipping price, e.g. `"49.00"`.
    pub shipping: Option<Word>,
    /// What the way of shipping is called.
    pub shipping_title: Option<Word>,
    /// `DeliveryMethodType`; SHIPPING when absent.
    pub method: Option<Word>,
    /// ISO time of the earliest promised delivery.
    pub min_delivery: Option<Word>,
    /// ISO time of the latest promised delivery.
    pub max_delivery: Option<Word>,
    /// ISO time; now when absent.
    pub created_at: Option<Word>,
    /// `paid` (default), `authorized`, `pending`, `partially_paid`, `none`.
    pub payment: Option<Word>,
    /// Free text.
    pub note: Option<Word>,
    /// The merchant's tags.
    pub tags: Vec<Word>,
    /// Whether it is a test order.
    pub test: bool,
    /// Its fulfillment order belongs to a third-party service (needs another scope).
    pub third_party: bool,
}

/// An item of a new order.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewItem {
    /// What it is called.
    pub title: Word,
    /// Which variant.
    pub variant: Option<Word>,
    /// The stock number.
    pub sku: Option<Word>,
    /// Address of its picture.
    pub image: Option<Word>,
    /// How many.
    pub quantity: u32,
    /// Price of one, e.g. `"199.00"`.
    pub price: Word,
    /// Whether it has to be shipped.
    pub requires_shipping: bool,
    /// Whether it is a gift card.
    pub gift_card: bool,
}

impl Default for NewItem {
    fn default() -> Self {
        Self {
            title: "Wool blanket".into(),
            variant: None,
            sku: Some("BLANKET-1".into()),
            image: None,
            quantity: 1,
            price: "499.00".into(),
            requires_shipping: true,
            gift_card: false,
        }
    }
}

/// An address of a new order; names come from the order.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewAddress {
    /// The company.
    pub company: Option<Word>,
    /// Street and number.
    pub address1: Word,
    /// More of it.
    pub address2: Option<Word>,
    /// The city.
    pub city: Word,
    /// The postal code.
    pub zip: Word,
    /// The province.
    pub province: Option<Word>,
    /// The province's letters.
    pub province_code: Option<Word>,
    /// The country's name.
    pub country: Word,
    /// Its two letters.
    pub country_code: Word,
    /// The phone number.
    pub phone: Option<Word>,
}

impl Default for NewAddress {
    fn default() -> Self {
        Self {
            company: None,
            address1: "Example Street 1".into(),
            address2: None,
            city: "Aarhus C".into(),
            zip: "8000".into(),
            province: None,
            province_code: None,
            country: "Denmark".into(),
            country_code: "DK".into(),
            phone: None,
        }
    }
}

/// Builds the order at `index`. The shop gives the number and sends the webhooks.
pub(crate) fn create(
    input: &CreateOrder,
    index: u32,
    number: u32,
    currency: &Word,
    now: Seconds,
) -> Result<Order, Refusal> {
    let at = time(&input.created_at)?.unwrap_or(now);
    let mut order =
        Order { index, number, created_at: at, updated_at: at, processed_at: at, ..Order::default() };
    order.currency = input.currency.clone().unwrap_or_else(|| currency.clone());
    order.test = input.test;
    order.locale = input.locale.clone().or(Some("en".into()));
    order.note = input.note.as_deref().map(Into::into);
    order.tags.clone_from(&input.tags);
    order.phone = input.phone.as_deref().map(Into::into);
    order.shipping = price(input.shipping.as_deref().unwrap_or("49.00"), &order.currency)?;
    order.shipping_title = Some(input.shipping_title.clone().unwrap_or("Standard".into()));
    people(&mut order, input);
    lines(&mut order, &input.items)?;
    promise(&mut order, input)?;
    pay(&mut order, input.payment.as_deref().unwrap_or("paid"))?;
    Ok(order)
}

/// Reads an optional ISO time.
pub(crate) fn time(text: &Option<Word>) -> Result<Option<Seconds>, Refusal> {
    text.as_deref().map(|t| parse_time(t).ok_or_else(|| format!("{t:?} is not a time"))).transpose()
}

/// Reads a price.
pub(crate) fn price(text: &str, currency: &str) -> Result<i64, Refusal> {
    money::parse(text, currency).ok_or_else(|| format!("{text:?} is not an amount"))
}

fn people(order: &mut Order, input: &CreateOrder) {
    let first = input.first_name.clone().unwrap_or("Sample".into());
    let last = input.last_name.clone().unwrap_or_else(|| format!("Shopper {}", order.number).into());
    order.email = match input.email.as_deref() {
        None => Some(format!("shopper-{}@example.com", order.number).into()),
        Some("") => None,
        Some(email) => Some(email.into()),
    };
    order.customer = match input.customer_id {
        Some(0) => None,
        Some(id) => Some(Customer { id, first: first.clone(), last: last.clone() }),
        None => Some(Customer { id: order.new_id(), first: first.clone(), last: last.clone() }),
    };
    if !input.no_address {
        let a = input.address.clone().unwrap_or_default();
        order.address = Some(Box::new(Address {
            first,
            last,
            company: a.company,
            address1: a.address1,
            address2: a.address2,
            city: a.city,
            zip: a.zip,
            province: a.province,
            province_code: a.province_code,
            country: a.country,
            country_code: a.country_code,
            phone: a.phone,
        }));
    }
}

fn lines(order: &mut Order, items: &[NewItem]) -> Result<(), Refusal> {
    let one = [NewItem::default()];
    for item in if items.is_empty() { &one } else { items } {
        let line = new_line(order, item)?;
        order.lines.push(line);
    }
    Ok(())
}

/// A line made from its description.
pub(crate) fn new_line(order: &mut Order, item: &NewItem) -> Result<Line, Refusal> {
    Ok(Line {
        id: order.new_id(),
        title: item.title.clone(),
        variant: item.variant.clone(),
        sku: item.sku.clone(),
        image: item.image.clone(),
        price: price(&item.price, &order.currency)?,
        quantity: item.quantity,
        current: item.quantity,
        unfulfilled: if item.requires_shipping { item.quantity } else { 0 },
        requires_shipping: item.requires_shipping,
        gift_card: item.gift_card,
    })
}

fn promise(order: &mut Order, input: &CreateOrder) -> Result<(), Refusal> {
    let wanted: Vec<(u64, u32)> =
        order.lines.iter().filter(|l| l.requires_shipping).map(|l| (l.id, l.quantity)).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let mut new = empty_promise(order, order.created_at);
    new.third_party = input.third_party;
    new.method = input.method.clone().unwrap_or("SHIPPING".into());
    new.method_name.clone_from(&order.shipping_title);
    new.min_delivery = time(&input.min_delivery)?;
    new.max_delivery = time(&input.max_delivery)?;
    for (line, total) in wanted {
        new.lines.push(PromiseLine { id: order.new_id(), line, total, remaining: total });
    }
    order.promises.push(new);
    Ok(())
}

/// An open fulfillment order without lines.
pub(crate) fn empty_promise(order: &mut Order, at: Seconds) -> Promise {
    Promise {
        id: order.new_id(),
        status: "OPEN".into(),
        request_status: "UNSUBMITTED".into(),
        created_at: at,
        updated_at: at,
        fulfill_at: None,
        fulfill_by: None,
        location: 0,
        third_party: false,
        method: "SHIPPING".into(),
        method_name: order.shipping_title.clone(),
        min_delivery: None,
        max_delivery: None,
        lines: Vec::new(),
        holds: Vec::new(),
    }
}

fn pay(order: &mut Order, how: &str) -> Result<(), Refusal> {
    let total = crate::model::status::total(order);
    let (kind, status, amount) = match how {
        "paid" => ("SALE", "SUCCESS", total),
        "partially_paid" => ("SALE", "SUCCESS", total / 2),
        "authorized" => ("AUTHORIZATION", "SUCCESS", total),
        "pending" => ("SALE", "PENDING", total),
        "none" => return Ok(()),
        other => return Err(format!("payment {other:?}: paid, authorized, pending, partially_paid or none")),
    };
    let (id, at) = (order.new_id(), order.created_at);
    let gateway = "bogus".into();
    let parent = None;
    order.transactions.push(Transaction {
        id,
        kind: kind.into(),
        status: status.into(),
        amount,
        at,
        gateway,
        parent,
    });
    Ok(())
}

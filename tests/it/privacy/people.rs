//! People who never were: every word of one who goes holds the same mark, every word of one who stays
//! another, so that a search for two words finds them all.

use serde_json::{Value, json};

use waymark::domain::ids::ShopifyId;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Gone,
    Stays,
}

impl Fate {
    /// The mark in every word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Gone => "Qzvanish",
            Self::Stays => "Qzremain",
        }
    }

    /// The digits in every phone number and customer id.
    pub const fn digits(self) -> &'static str {
        match self {
            Self::Gone => "70557055",
            Self::Stays => "70667066",
        }
    }
}

pub struct Person {
    pub number: i64,
    pub fate: Fate,
    pub email: String,
    pub phone: String,
    pub customer: i64,
    pub order: ShopifyId,
}

impl Person {
    pub fn new(number: i64) -> Self {
        let fate = if number % 2 == 0 { Fate::Gone } else { Fate::Stays };
        Self {
            number,
            fate,
            email: format!("{}{number}@example.com", fate.word().to_lowercase()),
            phone: format!("+45{}{number:02}", fate.digits()),
            customer: format!("{}{number:04}", fate.digits()).parse().unwrap(),
            order: ShopifyId(5_000_000_000 + number),
        }
    }

    pub fn order_name(&self) -> String {
        format!("#{}", 1000 + self.number)
    }

    pub fn words(&self, what: &str) -> String {
        format!("{}å{what} {}", self.fate.word(), self.number)
    }

    fn address(&self) -> Value {
        json!({"name": self.words("name"), "first_name": self.words("first"), "company": self.words("company"),
            "address1": self.words("street"), "city": self.words("town"), "zip": format!("{}{}", self.fate.word(), self.number),
            "country_code": "DK", "phone": self.phone})
    }

    /// The order as REST and webhooks show it.
    pub fn order_body(&self, id: ShopifyId, updated_at: &str) -> Value {
        json!({"id": id, "name": self.order_name(), "email": self.email, "contact_email": self.email, "phone": self.phone,
            "note": self.words("note"), "updated_at": updated_at, "processed_at": "2026-11-20T09:00:00Z",
            "financial_status": "paid", "customer_locale": "en",
            "customer": {"id": self.customer, "email": self.email, "phone": self.phone, "first_name": self.words("first")},
            "shipping_address": self.address(), "billing_address": self.address(),
            "fulfillments": [{"id": id.0 * 10, "order_id": id, "created_at": "2026-11-20T11:00:00Z",
                "updated_at": updated_at, "status": "success", "shipment_status": "in_transit"}]})
    }

    /// A parcel's notice: names the order, and carries the address.
    pub fn parcel_body(&self) -> Value {
        json!({"id": self.order.0 * 10, "order_id": self.order, "status": "success", "created_at": "2026-11-20T11:00:00Z",
            "updated_at": "2026-11-21T11:00:00Z", "email": self.email, "destination": self.address()})
    }

    pub fn data_request_body(&self) -> Value {
        json!({"shop_id": 1, "shop_domain": "oak.myshopify.com", "orders_requested": [self.order],
            "customer": {"id": self.customer, "email": self.email, "phone": self.phone}, "data_request": {"id": self.number}})
    }

    /// What Shopify sends differs: named orders, an address alone, a customer alone, all of it.
    pub fn redact_body(&self) -> Value {
        let (customer, orders) = match self.number / 2 % 4 {
            0 => (json!({"email": self.email.to_uppercase()}), json!([])),
            1 => (json!({"id": self.customer}), json!([])),
            2 => (json!({"id": self.customer, "email": null, "phone": self.phone}), json!([self.order])),
            _ => {
                (json!({"id": self.customer, "email": self.email, "phone": self.phone}), json!([self.order]))
            }
        };
        json!({"shop_id": 1, "shop_domain": "oak.myshopify.com", "customer": customer, "orders_to_redact": orders})
    }
}

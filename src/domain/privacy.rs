//! Whose data is to be erased or handed out. Knows neither where data lies nor who asks.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ids::ShopifyId;

/// Whose data is to be erased. Each part may be missing: Shopify's `customers/redact` may hold only an
/// e-mail address (Shopify facts 3.7). The debug form shows nothing personal.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Redaction {
    /// Shopify's id of the customer.
    pub customer: Option<ShopifyId>,
    /// E-mail address, in any spelling.
    pub email: Option<String>,
    /// Phone number, in any spelling.
    pub phone: Option<String>,
    /// Orders to erase by name.
    pub orders: Vec<ShopifyId>,
}

impl fmt::Debug for Redaction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_fmt(format_args!("Redaction({} orders)", self.orders.len()))
    }
}

/// A customer's wish to see what is held, passed on by Shopify (`customers/data_request`): the answer
/// goes to the merchant. The debug form shows nothing personal.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DataRequest {
    /// Shopify's id of the request; the same one again is one request.
    pub request: Option<ShopifyId>,
    /// Shopify's id of the customer.
    pub customer: Option<ShopifyId>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// Orders it is about.
    pub orders: Vec<ShopifyId>,
}

impl fmt::Debug for DataRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_fmt(format_args!("DataRequest({} orders)", self.orders.len()))
    }
}

impl DataRequest {
    /// Whom it is about.
    #[must_use]
    pub fn person(&self) -> Redaction {
        Redaction {
            customer: self.customer,
            email: self.email.clone(),
            phone: self.phone.clone(),
            orders: self.orders.clone(),
        }
    }
}

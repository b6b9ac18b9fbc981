//! Whether a notice's body speaks of a person: by ids, e-mail address or phone number, in whatever
//! field and however it is written. Reads bodies of any shape; never says what it found.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::domain::ids::ShopifyId;
use crate::domain::privacy::Redaction;
use crate::store::ShopStore;
use crate::store::search_key::{Proof, email_key};

/// Digits that two spellings of a phone number must share.
const PHONE_DIGITS: usize = 7;

/// Whom to look for.
#[derive(Clone)]
pub(super) struct Person {
    store: ShopStore,
    customer: Option<i64>,
    /// Of the orders, their parts, and the customer.
    ids: BTreeSet<i64>,
    pub email_hash: Option<[u8; 32]>,
    phone: Option<String>,
}

impl Person {
    pub(super) fn new(store: &ShopStore, who: &Redaction) -> Self {
        let email = who.email.as_deref().map(email_key).filter(|email| !email.is_empty());
        let phone = who.phone.as_deref().map(digits).filter(|digits| digits.len() >= PHONE_DIGITS);
        Self {
            store: store.clone(),
            customer: who.customer.map(|id| id.0),
            ids: who.orders.iter().chain(&who.customer).map(|id| id.0).collect(),
            email_hash: email.map(|email| store.hash_of(&Proof::Email(email))),
            phone,
        }
    }

    /// Somebody of whom only the journal tells.
    pub(super) fn from_hash(store: &ShopStore, email_hash: Option<[u8; 32]>) -> Self {
        Self { email_hash, ..Self::new(store, &Redaction::default()) }
    }

    /// Looks for these ids too.
    pub(super) fn also(&mut self, ids: impl IntoIterator<Item = ShopifyId>) {
        self.ids.extend(ids.into_iter().map(|id| id.0));
    }

    /// Whether a body speaks of the person anywhere.
    pub(super) fn is_in(&self, body: &[u8]) -> bool {
        match serde_json::from_slice(body) {
            Ok(value) => self.is_in_value(&value),
            Err(_) => self.is_in_text(&String::from_utf8_lossy(body)),
        }
    }

    fn is_in_value(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.is_in_text(text),
            Value::Number(number) => number.as_i64().is_some_and(|id| self.ids.contains(&id)),
            Value::Array(values) => values.iter().any(|value| self.is_in_value(value)),
            Value::Object(fields) => fields.values().any(|value| self.is_in_value(value)),
            Value::Bool(_) | Value::Null => false,
        }
    }

    fn is_in_text(&self, text: &str) -> bool {
        let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
        numbers.any(|run| run.parse().is_ok_and(|id| self.ids.contains(&id)))
            || words(text).any(|word| self.is_email(word))
            || self.is_phone(text)
    }

    fn is_email(&self, word: &str) -> bool {
        let Some(hash) = self.email_hash.filter(|_| word.contains('@')) else { return false };
        hash == self.store.hash_of(&Proof::Email(email_key(word)))
    }

    fn is_phone(&self, text: &str) -> bool {
        let Some(phone) = &self.phone else { return false };
        let looks_like_one = text.chars().all(|c| c.is_ascii_digit() || " +-()./".contains(c));
        let found = if looks_like_one { digits(text) } else { String::new() };
        // With or without the country's code.
        found.len() >= PHONE_DIGITS && (found.ends_with(phone.as_str()) || phone.ends_with(&found))
    }

    /// The order that a body is about; `None` when it does not say.
    pub(super) fn order_of(topic: &str, body: &Value) -> Option<ShopifyId> {
        let field = if topic.starts_with("orders/") { "id" } else { "order_id" };
        body.get(field).and_then(Value::as_i64).map(ShopifyId)
    }

    /// Whether a body about an order says that the order is this person's.
    pub(super) fn owns(&self, body: &Value) -> bool {
        let customer = body.get("customer");
        let id = customer.and_then(|customer| customer.get("id")).and_then(Value::as_i64);
        let emails = [body.get("email"), body.get("contact_email"), customer.and_then(|c| c.get("email"))];
        let mut emails = emails.into_iter().flatten().filter_map(Value::as_str);
        (id.is_some() && id == self.customer) || emails.any(|email| self.is_email(email.trim()))
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect::<String>().trim_start_matches('0').to_owned()
}

/// Pieces of a text that may be addresses.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| c.is_whitespace() || "<>()[]\",;:'".contains(c);
    text.split(ends).map(|word| word.trim_end_matches(['.', '!', '?'])).filter(|word| word.contains('@'))
}

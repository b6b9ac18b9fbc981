//! The controls as a library.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::actions::{CreateOrder, Made, Ref, Refusal, gid};
use crate::clock::{HOUR, Seconds, zulu};
use crate::faults::{Fault, Modes};
use crate::graphql::{self, Stats};
use crate::model::status;
use crate::options::{AppSubscription, CustomerRequest};
use crate::server::Shop;
use crate::webhooks::{Entry, Subscription};
use crate::{Action, bodies};

/// The controls of one shop; clones mean the same shop. Works from any thread, also outside of a runtime.
#[derive(Clone)]
pub struct ShopHandle {
    shop: Arc<Shop>,
    url: String,
}

impl std::fmt::Debug for ShopHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ShopHandle").field("domain", &self.domain()).finish_non_exhaustive()
    }
}

impl ShopHandle {
    pub(crate) fn new(shop: Arc<Shop>, url: String) -> Self {
        Self { shop, url }
    }

    /// The myshopify domain.
    pub fn domain(&self) -> String {
        self.shop.lock().domain.clone()
    }

    /// The base address of its Admin API.
    pub fn base(&self) -> String {
        format!("{}/{}", self.url, self.domain())
    }

    /// Lets something happen and sends the webhooks.
    ///
    /// # Errors
    /// When it cannot happen to this order.
    pub fn act(&self, action: Action) -> Result<Made, Refusal> {
        let (made, due) = self.shop.lock().act(&action)?;
        self.shop.sender.send(&self.shop, due);
        Ok(made)
    }

    /// Makes an order.
    ///
    /// # Errors
    /// When a field cannot be read.
    pub fn create_order(&self, order: CreateOrder) -> Result<Made, Refusal> {
        self.act(Action::CreateOrder(order))
    }

    /// Adds `n` believable orders without webhooks; the same seed gives the same orders.
    pub fn seed(&self, n: usize, seed: u64) -> usize {
        crate::seed::fill(&mut self.shop.lock(), n, seed);
        self.shop.lock().len()
    }

    /// Changes `n` random orders, one legal action each, with or without webhooks. Answers the ids of the
    /// orders changed, in the order of the changes.
    pub fn mutate(&self, n: usize, seed: u64, webhooks: bool) -> Vec<u64> {
        let (changed, due) = crate::seed::mutate(&mut self.shop.lock(), n, seed);
        if webhooks {
            self.shop.sender.send(&self.shop, due);
        } else {
            let mut state = self.shop.lock();
            for delivery in due {
                state.ledger.entries[delivery.place].state = "dropped";
            }
        }
        changed
    }

    /// Puts a fault into the queue.
    pub fn fault(&self, fault: Fault) {
        self.shop.lock().faults.queue.push_back(fault);
    }

    /// Empties the queue of faults.
    pub fn clear_faults(&self) {
        self.shop.lock().faults.queue.clear();
    }

    /// Changes lasting states.
    pub fn modes(&self, modes: &Modes) {
        self.shop.lock().faults.set(modes);
    }

    /// The shop's time.
    pub fn now(&self) -> Seconds {
        self.shop.lock().clock.now()
    }

    /// Sets the shop's time.
    pub fn set_clock(&self, at: Seconds) {
        self.shop.lock().clock.set(at);
    }

    /// Moves the shop's time.
    pub fn advance(&self, seconds: Seconds) {
        self.shop.lock().clock.advance(seconds);
    }

    /// Another bucket, full.
    pub fn bucket(&self, max: f64, restore: f64) {
        self.shop.lock().bucket.set(max, restore);
    }

    /// Other scopes; sends `app/scopes_update`.
    pub fn scopes(&self, scopes: &[&str]) {
        let mut state = self.shop.lock();
        let previous = std::mem::replace(&mut state.scopes, scopes.iter().map(|s| (*s).to_owned()).collect());
        let body = bodies::scopes_update(&state, &previous);
        let due = state.emit("app/scopes_update", &body, None);
        drop(state);
        self.shop.sender.send(&self.shop, due);
    }

    /// Another level of protected customer data.
    pub fn protected(&self, level: u8) {
        self.shop.lock().protected = level;
    }

    /// A new client secret; webhooks are signed with the old one for another hour of the shop's time.
    pub fn rotate_secret(&self, secret: &str) {
        let mut state = self.shop.lock();
        let until = state.clock.now() + HOUR;
        let old = std::mem::replace(&mut state.client_secret, secret.to_owned());
        state.old_secret = Some((old, until));
    }

    /// Removes the app: tokens are dead at once, `app/uninstalled` is sent, API-made subscriptions go.
    pub fn uninstall(&self) {
        let mut state = self.shop.lock();
        let body = bodies::shop_update(&state);
        let due = state.emit("app/uninstalled", &body, None);
        state.installed = false;
        state.tokens.access.clear();
        state.tokens.refresh.clear();
        state.subscriptions.retain(|s| s.of_app);
        drop(state);
        self.shop.sender.send(&self.shop, due);
    }

    /// Installs the app again.
    pub fn reinstall(&self) {
        self.shop.lock().installed = true;
    }

    /// Ends every access token now; refresh tokens stay.
    pub fn expire_tokens(&self) {
        self.shop.lock().tokens.access.clear();
    }

    /// Tokens handed out so far, by grant.
    pub fn tokens_issued(&self) -> Vec<(String, u64)> {
        self.shop.lock().tokens.issued.iter().map(|(k, n)| (k.clone(), *n)).collect()
    }

    /// All subscriptions, those of the app's configuration file too.
    pub fn subscriptions(&self) -> Vec<Value> {
        let state = self.shop.lock();
        let one = |s: &Subscription| json!({"id": gid("WebhookSubscription", s.id), "topic": s.topic, "uri": s.uri, "of_app": s.of_app});
        state.subscriptions.iter().map(one).collect()
    }

    /// Deletes the subscriptions made by the API.
    pub fn delete_subscriptions(&self) {
        self.shop.lock().subscriptions.retain(|s| s.of_app);
    }

    /// Adds subscriptions as the app's configuration file would.
    pub fn app_subscription(&self, entry: &AppSubscription) {
        let mut state = self.shop.lock();
        for topic in &entry.topics {
            let (id, at) = (state.new_id(), state.clock.now());
            state.subscriptions.push(Subscription::of_app(id, topic, &entry.uri, at));
        }
    }

    fn emit(&self, topic: &str, body: &Value) {
        let due = self.shop.lock().emit(topic, body, None);
        self.shop.sender.send(&self.shop, due);
    }

    fn customer(&self, topic: &str, list: &str, request: &CustomerRequest) {
        let body = {
            let state = self.shop.lock();
            let (id, email) = (request.customer.id(), request.email.as_deref());
            let mut orders: Vec<u64> =
                request.orders.iter().filter_map(|o| state.find(o).ok()).map(|at| at as u64).collect();
            let all = || state.orders.iter().flatten();
            orders = orders
                .iter()
                .filter_map(|at| state.orders[*at as usize].as_deref())
                .map(|o| o.id())
                .collect();
            if orders.is_empty() {
                let theirs = all().filter(|o| {
                    let same_id = id.is_some() && o.customer.as_ref().map(|c| c.id) == id;
                    same_id || (email.is_some() && o.email.as_deref() == email)
                });
                orders = theirs.map(|o| o.id()).collect();
            }
            bodies::customer_request(&state.facts(), list, id, email, &orders, state.clock.now())
        };
        self.emit(topic, &body);
    }

    /// Sends `customers/data_request`.
    pub fn data_request(&self, request: &CustomerRequest) {
        self.customer("customers/data_request", "orders_requested", request);
    }

    /// Sends `customers/redact`.
    pub fn redact(&self, request: &CustomerRequest) {
        self.customer("customers/redact", "orders_to_redact", request);
    }

    /// Sends `shop/redact`.
    pub fn shop_redact(&self) {
        let body = bodies::shop_redact(&self.shop.lock().facts());
        self.emit("shop/redact", &body);
    }

    /// Sends `shop/update`.
    pub fn shop_update(&self) {
        let body = bodies::shop_update(&self.shop.lock());
        self.emit("shop/update", &body);
    }

    /// Every webhook that was due so far.
    pub fn ledger(&self) -> Vec<Entry> {
        self.shop.lock().ledger.entries.clone()
    }

    /// How many webhooks are in a state: `pending`, `delivered`, `failed` or `dropped`.
    pub fn webhooks(&self, state: &str) -> usize {
        self.shop.lock().ledger.count(state)
    }

    /// Waits until no webhook is pending; false when that took longer than `most`.
    pub async fn settled(&self, most: Duration) -> bool {
        let start = Instant::now();
        while self.webhooks("pending") > 0 {
            if start.elapsed() > most {
                return false;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        true
    }

    /// What was asked and answered.
    pub fn stats(&self) -> Stats {
        self.shop.lock().stats.clone()
    }

    /// Starts counting anew.
    pub fn reset_stats(&self) {
        self.shop.lock().stats = Stats::default();
    }

    /// Orders by their display status.
    pub fn summary(&self) -> Vec<(&'static str, usize)> {
        self.shop.lock().summary().into_iter().collect()
    }

    /// Id, name and `updatedAt` of every order.
    pub fn orders(&self) -> Vec<Value> {
        let state = self.shop.lock();
        let one = |o: &crate::model::Order| json!({"id": o.id(), "gid": gid("Order", o.id()), "name": o.name(), "updatedAt": zulu(o.updated_at)});
        state.orders.iter().flatten().map(|o| one(o)).collect()
    }

    /// The whole model of an order with its derived statuses.
    ///
    /// # Errors
    /// When there is no such order.
    pub fn order(&self, which: &Ref) -> Result<Value, Refusal> {
        let state = self.shop.lock();
        let at = state.find(which)?;
        let Some(o) = state.orders[at].as_deref() else { return Err("it is gone".into()) };
        let mut value = serde_json::to_value(o).map_err(|e| e.to_string())?;
        value["id"] = o.id().into();
        value["gid"] = gid("Order", o.id()).into();
        value["name"] = o.name().into();
        value["updatedAt"] = zulu(o.updated_at).into();
        value["displayFulfillmentStatus"] = status::fulfillment(o).into();
        value["displayFinancialStatus"] = status::financial(o).into();
        value["returnStatus"] = status::returns(o).into();
        Ok(value)
    }

    /// Runs a query without token, cost or faults: the oracle of the end state. Answers the whole body,
    /// `{"data", "errors"?}`.
    ///
    /// # Errors
    /// A document that is not valid, or a mistake of the stand-in.
    pub fn query(&self, text: &str, variables: Value) -> Result<Value, String> {
        let variables = if variables.is_null() { Value::Object(Map::new()) } else { variables };
        graphql::unmetered(&self.shop.lock(), text, &variables)
    }
}

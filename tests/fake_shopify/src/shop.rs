//! One shop's whole state: its orders with their indices, the app's grants, subscriptions, faults and
//! statistics. Everything that changes an order goes through [`ShopState::act`].

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::actions::{Action, Emit, Made, Ref, Refusal, apply, check_words, create, gid};
use crate::bodies::{self, Facts};
use crate::bulk::Bulk;
use crate::clock::{Clock, Dice, Seconds, zulu};
use crate::faults::Faults;
use crate::graphql::{Bucket, Stats};
use crate::model::Order;
use crate::model::order::index_of;
use crate::oauth::Tokens;
use crate::options::ShopOptions;
use crate::webhooks::{Delivery, Ledger, Subscription};

/// A place the shop ships from.
#[derive(Clone, Copy, Debug)]
pub struct Location {
    pub id: u64,
    pub name: &'static str,
    pub address1: &'static str,
    pub city: &'static str,
    pub zip: &'static str,
}

/// The shop's two places; both are in Denmark.
pub const LOCATIONS: [Location; 2] = [
    Location {
        id: 71_000_000_001,
        name: "Main warehouse",
        address1: "Harbor Road 1",
        city: "Copenhagen",
        zip: "2100",
    },
    Location {
        id: 71_000_000_002,
        name: "Aarhus store",
        address1: "Market Street 2",
        city: "Aarhus C",
        zip: "8000",
    },
];

/// One shop.
pub(crate) struct ShopState {
    pub id: u64,
    pub domain: String,
    pub name: String,
    pub currency: String,
    pub options: ShopOptions,
    pub clock: Clock,
    pub dice: Dice,
    pub scopes: Vec<String>,
    pub protected: u8,
    pub installed: bool,
    pub client_secret: String,
    /// A secret replaced a short time ago, and until when deliveries are still signed with it.
    pub old_secret: Option<(String, Seconds)>,
    pub tokens: Tokens,
    pub orders: Vec<Option<Box<Order>>>,
    pub by_updated: BTreeSet<(Seconds, u32)>,
    pub by_created: BTreeSet<(Seconds, u32)>,
    numbers: HashMap<u32, u32>,
    next_number: u32,
    next_id: u64,
    pub subscriptions: Vec<Subscription>,
    pub bulks: Vec<Bulk>,
    pub bucket: Bucket,
    pub stats: Stats,
    pub faults: Faults,
    pub ledger: Ledger,
}

impl ShopState {
    pub fn new(options: ShopOptions) -> Self {
        let id = 60_000_000_000
            + options.domain.bytes().fold(7_u64, |a, b| (a * 31 + u64::from(b)) % 1_000_000_007);
        let clock = Clock::default();
        let mut shop = Self {
            id,
            domain: options.domain.clone(),
            name: options.name.clone(),
            currency: options.currency.clone(),
            clock,
            dice: Dice::new(id ^ clock.millis() as u64),
            scopes: options.scopes.clone(),
            protected: options.protected,
            installed: true,
            client_secret: options.client_secret.clone(),
            old_secret: None,
            tokens: Tokens::default(),
            orders: Vec::new(),
            by_updated: BTreeSet::new(),
            by_created: BTreeSet::new(),
            numbers: HashMap::new(),
            next_number: 1001,
            next_id: 8_100_000_000_001,
            subscriptions: Vec::new(),
            bulks: Vec::new(),
            bucket: Bucket::new(options.bucket, options.restore),
            stats: Stats::default(),
            faults: Faults::default(),
            ledger: Ledger::default(),
            options,
        };
        for entry in shop.options.app_subscriptions.clone() {
            for topic in &entry.topics {
                let id = shop.new_id();
                let at = shop.clock.now();
                shop.subscriptions.push(Subscription::of_app(id, topic, &entry.uri, at));
            }
        }
        shop
    }

    /// An unused id for what belongs to the shop and not to an order.
    pub fn new_id(&mut self) -> u64 {
        self.next_id += 2;
        self.next_id
    }

    /// What bodies need to know.
    pub fn facts(&self) -> Facts {
        Facts { shop_id: self.id, domain: self.domain.clone(), offset_minutes: 60, protected: self.protected }
    }

    /// Whether a scope was granted, itself or by its write scope.
    pub fn may(&self, scope: &str) -> bool {
        let write = scope.replacen("read_", "write_", 1);
        self.scopes.iter().any(|s| *s == scope || *s == write)
    }

    /// The order with this id, whatever its age.
    pub fn order(&self, id: u64) -> Option<&Order> {
        self.orders.get(index_of(id)?)?.as_deref().filter(|o| o.id() == id)
    }

    /// The order one of whose parts has this id.
    pub fn owner(&self, part: u64) -> Option<&Order> {
        self.orders.get(index_of(part)?)?.as_deref()
    }

    /// How many orders there are.
    pub fn len(&self) -> usize {
        self.by_created.len()
    }

    /// The index of the order an action names.
    pub fn find(&self, order: &Ref) -> Result<usize, Refusal> {
        let index = match order.number() {
            Some(number) => self.numbers.get(&number).map(|i| *i as usize),
            None => order.id().filter(|id| self.order(*id).is_some()).and_then(index_of),
        };
        index.ok_or_else(|| format!("there is no order {:?}", order.text()))
    }

    /// Lets something happen; answers what was made and which deliveries are due.
    ///
    /// # Errors
    /// When it cannot happen to this order, or the action names something that does not exist.
    pub fn act(&mut self, action: &Action) -> Result<(Made, Vec<Delivery>), Refusal> {
        let now = self.clock.now();
        check_words(action)?;
        match action {
            Action::CreateOrder(input) => {
                let number = input.number.unwrap_or(self.next_number);
                let index = self.orders.len() as u32;
                let order = create(input, index, number, &self.currency.clone().into(), now)?;
                self.insert(order);
                let paid = self.orders[index as usize].as_deref().and_then(crate::model::status::financial);
                let mut emits = vec![Emit::Order("orders/create"), Emit::Order("orders/updated")];
                if paid == Some("PAID") {
                    emits.push(Emit::Order("orders/paid"));
                }
                Ok(self.finish(index as usize, emits, Made::default()))
            }
            Action::DeleteOrder(which) => {
                let at = self.find(&which.order)?;
                let Some(order) = self.orders[at].take() else { return Err("it is gone".into()) };
                self.by_updated.remove(&(order.updated_at, order.index));
                self.by_created.remove(&(order.created_at, order.index));
                self.numbers.remove(&order.number);
                let body = serde_json::json!({"id": order.id()});
                let made = Made { order_id: order.id(), order: gid("Order", order.id()), ..Made::default() };
                Ok((made, self.emit("orders/delete", &body, Some(order.id()))))
            }
            other => {
                let at = self.find(other.order().unwrap_or(&Ref::default()))?;
                self.change(at, other, now)
            }
        }
    }

    fn change(&mut self, at: usize, action: &Action, now: Seconds) -> Result<(Made, Vec<Delivery>), Refusal> {
        let keep = !self.options.events_touch_order && matches!(action, Action::CarrierEvent(_));
        let Some(order) = self.orders[at].as_deref_mut() else { return Err("it is gone".into()) };
        let before = (order.updated_at, order.index);
        let mut changed = order.clone();
        let (mut emits, made) = apply(&mut changed, action, now)?;
        if keep {
            changed.updated_at = before.0;
            emits.retain(|e| !matches!(e, Emit::Order("orders/updated")));
        }
        *order = changed;
        let after = (order.updated_at, order.index);
        if before != after {
            self.by_updated.remove(&before);
            self.by_updated.insert(after);
        }
        Ok(self.finish(at, emits, made))
    }

    /// Puts an order in its place and into the indices.
    pub fn insert(&mut self, order: Order) {
        let at = order.index as usize;
        self.by_updated.insert((order.updated_at, order.index));
        self.by_created.insert((order.created_at, order.index));
        self.numbers.insert(order.number, order.index);
        self.next_number = self.next_number.max(order.number + 1);
        if self.orders.len() <= at {
            self.orders.resize_with(at + 1, || None);
        }
        self.orders[at] = Some(Box::new(order));
    }

    /// The number the next order gets.
    pub fn next_number(&self) -> u32 {
        self.next_number
    }

    fn finish(&mut self, at: usize, emits: Vec<Emit>, mut made: Made) -> (Made, Vec<Delivery>) {
        let event = self.dice.uuid();
        let facts = self.facts();
        let mut due = Vec::new();
        let Some(order) = self.orders[at].take() else { return (made, due) };
        made.order_id = order.id();
        made.order = gid("Order", order.id());
        made.name = order.name();
        made.updated_at = zulu(order.updated_at);
        for emit in emits {
            let topic = topic_of(&emit);
            made.topics.push(topic.to_owned());
            if self.subscriptions.iter().any(|s| s.hears(topic))
                && let Some((topic, body)) = bodies::render(emit, &order, &facts)
            {
                due.extend(self.deliveries(topic, &body, &event, Some(order.id())));
            }
        }
        self.orders[at] = Some(order);
        (made, due)
    }

    /// The deliveries of a webhook that belongs to no action on an order.
    pub fn emit(&mut self, topic: &str, body: &serde_json::Value, order: Option<u64>) -> Vec<Delivery> {
        let event = self.dice.uuid();
        self.deliveries(topic, body, &event, order)
    }

    /// Counts per state, for the statistics.
    pub fn summary(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for order in self.orders.iter().flatten() {
            *counts.entry(crate::model::status::fulfillment(order)).or_default() += 1;
        }
        counts
    }
}

fn topic_of(emit: &Emit) -> &'static str {
    match emit {
        Emit::Order(t) | Emit::Parcel(t, _) | Emit::Event(t, ..) | Emit::Return(t, _) | Emit::Raw(t, _) => t,
        Emit::Transaction(_) => "order_transactions/create",
        Emit::Refund(_) => "refunds/create",
    }
}

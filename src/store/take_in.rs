//! Taking news of orders in.
//!
//! Order row, entries and revision change in one transaction; whoever changes an order raises its
//! revision. The merging itself is `domain::apply`, which knows no database. Start with
//! [`ShopStore::take_in`].

use serde_json::Value;

use super::database::write;
use super::orders::{Incoming, StoredOrder, Taken, TakenAs};
use super::put_orders::{Changed, put};
use super::search_key::{Proof, email_key, name_key, postcode_key};
use super::{ShopStore, StoreError};
use crate::domain::apply::{Applied, apply};
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::OrderId;
use crate::domain::known::Known;
use crate::domain::lead_time::{LeadTimes, lead_due};
use crate::domain::order::{Address, Order};
use crate::domain::working_days::Calendar;

/// Reads an order by Shopify's id and holds it until the end of the transaction. A macro, because the
/// transaction's type differs by engine.
macro_rules! hold_and_read {
    ($self:expr, $tx:expr, $shopify_id:expr) => {{
        if let Some(hold) = $crate::store::database::dialect!($self.database, HOLD_ORDER) {
            sqlx::query(hold).bind($self.shop.0).bind($shopify_id).execute(&mut *$tx).await?;
        }
        let row: Option<$crate::store::orders::OrderRow> =
            sqlx::query_as($crate::store::database::dialect!($self.database, ORDER_TO_WRITE))
                .bind($self.shop.0)
                .bind($shopify_id)
                .fetch_optional(&mut *$tx)
                .await?;
        row.map($crate::store::orders::stored)
    }};
}

/// Takes all news in inside a transaction; gives what came of each, in the order of the news.
macro_rules! take_in_all {
    ($self:expr, $tx:expr, $news:expr, $now:expr, $chance:expr) => {{
        // Always in the same sequence, so that two batches with the same orders never wait for each other.
        let mut sequence: Vec<(usize, &$crate::store::Incoming)> = $news.iter().enumerate().collect();
        sequence.sort_by_key(|(_, incoming)| incoming.shopify_id);
        let mut taken = Vec::with_capacity($news.len());
        let settings: Option<(sqlx::types::Json<$crate::domain::shop::ShopSettings>,)> =
            sqlx::query_as("SELECT settings FROM shops WHERE id = $1")
                .bind($self.shop.0)
                .fetch_optional(&mut *$tx)
                .await?;
        let lead = settings.map(|(settings,)| (settings.calendar(), settings.0.lead_times)).unzip();
        for (place, incoming) in sequence {
            let id = incoming.shopify_id.0;
            let mut known = $crate::store::take_in::hold_and_read!($self, $tx, id);
            let mut is_new = false;
            if known.is_none() {
                // Another process may insert the same order at this moment: then ours does nothing.
                is_new = sqlx::query(
                    "INSERT INTO orders (id, shop_id, shopify_id, name, name_key, doc, revision, \
                    last_event_at, created_at, updated_at) VALUES ($1, $2, $3, '', '', $4, 0, $5, $5, $5) \
                    ON CONFLICT (shop_id, shopify_id) DO NOTHING",
                )
                .bind($crate::domain::ids::OrderId::new($now, $chance).0)
                .bind($self.shop.0)
                .bind(id)
                .bind(sqlx::types::Json($crate::domain::order::Order::default()))
                .bind($now.0)
                .execute(&mut *$tx)
                .await?
                .rows_affected()
                    > 0;
                // Looked for after the insert: an erasure at this moment has either stored its mark before,
                // or waits for this row and then finds it.
                if is_new && $crate::store::erasures::must_stay_erased!($self, $tx, id) {
                    $crate::store::erasures::drop_order_row!($self, $tx, id);
                    continue;
                }
                known = $crate::store::take_in::hold_and_read!($self, $tx, id);
            }
            let Some(mut known) = known else { continue };
            let mut applied = $self.merge(&mut known, &incoming.news);
            if applied.changed {
                $crate::store::take_in::give_lead_time(&mut known, &mut applied, &lead, $now);
            }
            if applied.changed || is_new {
                let changed = $crate::store::put_orders::Changed { order: &known, fresh: &applied.entries };
                $crate::store::put_orders::put!($self, $tx, &[changed], $now);
                $crate::store::announce::announce!($self, $tx, known, &applied.entries, $now, $chance);
                $crate::store::refreshes::note_parts!($self, $tx, incoming);
            }
            taken.push((place, $crate::store::take_in::report(known.id, is_new, &applied)));
        }
        taken.sort_by_key(|(place, _)| *place);
        taken.into_iter().map(|(_, taken)| taken).collect::<Vec<$crate::store::Taken>>()
    }};
}

pub(super) use {hold_and_read, take_in_all};

impl ShopStore {
    /// Takes news in, all of it in one transaction: each order is merged with what is known of it.
    /// Answers in the order of `news`. An erased order takes nothing in; one that must stay erased but is
    /// not here (an older backup) is not made again, and the answer leaves it out.
    ///
    /// # Errors
    /// When the database does not answer; then nothing was taken in.
    pub async fn take_in(
        &self,
        news: &[Incoming],
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<Vec<Taken>, StoreError> {
        Ok(write!(self.database, tx => { take_in_all!(self, tx, news, now, chance) }))
    }

    /// Takes a merchant's change into a known order. `None` when the shop has no such order or it is
    /// erased.
    ///
    /// # Errors
    /// When the database does not answer; then nothing changed.
    pub async fn change(
        &self,
        order: OrderId,
        news: &Order,
        now: Millis,
    ) -> Result<Option<Taken>, StoreError> {
        Ok(write!(self.database, tx => {
            let id: Option<(i64,)> = sqlx::query_as("SELECT shopify_id FROM orders WHERE shop_id = $1 AND id = $2")
                .bind(self.shop.0).bind(order.0).fetch_optional(&mut *tx).await?;
            let known = match id {
                Some((id,)) => hold_and_read!(self, tx, id),
                None => None,
            };
            match known.filter(|known| !known.erased) {
                None => None,
                Some(mut known) => {
                    let applied = self.merge(&mut known, news);
                    if applied.changed {
                        let changed = Changed { order: &known, fresh: &applied.entries };
                        put!(self, tx, &[changed], now);
                    }
                    Some(report(known.id, false, &applied))
                }
            }
        }))
    }

    pub(super) fn merge(&self, known: &mut StoredOrder, news: &Order) -> Applied {
        if known.erased {
            return Applied::default();
        }
        apply(&mut known.order, &mut known.entries, &self.kept(news))
    }

    /// The news without what this shop does not keep, and without what PostgreSQL cannot.
    fn kept(&self, news: &Order) -> Order {
        let mut kept = without_nul(news.clone());
        if !self.keep_address {
            let known: Option<(Millis, u8, Option<Address>)> = kept.address.into();
            kept.address = Known::from(known.map(|(at, detail, address)| {
                let place_alone =
                    |address| Address { name: None, company: None, street: Vec::new(), ..address };
                (at, detail, address.map(place_alone))
            }));
        }
        kept
    }

    pub(super) fn columns(&self, known: &StoredOrder) -> Columns {
        let order = &known.order;
        let name = order.name.get().cloned().unwrap_or_else(|| known.name.clone());
        let email = order.email.get().cloned().flatten().map(|email| Proof::Email(email_key(&email)));
        let postcode = order.address.get().cloned().flatten().and_then(|address| address.postcode);
        let postcode = postcode.map(|postcode| Proof::Postcode(postcode_key(&postcode)));
        let hash = |proof: Option<Proof>| {
            let filled = proof.filter(|p| !matches!(p, Proof::Email(t) | Proof::Postcode(t) if t.is_empty()));
            filled.map(|proof| self.hash_of(&proof).to_vec())
        };
        Columns { name_key: name_key(&name), name, email_hash: hash(email), postcode_hash: hash(postcode) }
    }
}

/// A shop's calendar and lead times.
type Lead = (Option<Calendar>, Option<LeadTimes>);

/// Gives an order as it was merged the due date that the shop's lead times have for it, where it gets one.
pub(super) fn give_lead_time(known: &mut StoredOrder, applied: &mut Applied, lead: &Lead, now: Millis) {
    let (Some(calendar), Some(rules)) = lead else { return };
    if known.erased {
        return;
    }
    if let Some((id, change)) = lead_due(known.id, &known.order, rules, calendar, now) {
        let given = Order { due_changes: [(id, change)].into(), ..Order::default() };
        applied.entries.extend(apply(&mut known.order, &mut known.entries, &given).entries);
    }
}

pub(super) struct Columns {
    pub name: String,
    pub name_key: String,
    pub email_hash: Option<Vec<u8>>,
    pub postcode_hash: Option<Vec<u8>>,
}

pub(super) fn report(order: OrderId, is_new: bool, applied: &Applied) -> Taken {
    let outcome = match (is_new, applied.changed) {
        (true, _) => TakenAs::New,
        (false, true) => TakenAs::Changed,
        (false, false) => TakenAs::Unchanged,
    };
    Taken { order, outcome, entries_added: applied.entries.len(), read_again: applied.read_again }
}

/// NUL becomes the replacement character: PostgreSQL holds NUL in neither text nor JSON, and one such
/// character would refuse a whole batch.
fn without_nul(order: Order) -> Order {
    let has_nul = |text: &String| text.contains("\\u0000");
    let Some(text) = serde_json::to_string(&order).ok().filter(has_nul) else { return order };
    let cleaned = serde_json::from_str(&text).map(replace_nul).and_then(serde_json::from_value);
    cleaned.unwrap_or(order)
}

fn replace_nul(value: Value) -> Value {
    let clean = |text: String| text.replace('\0', "\u{fffd}");
    match value {
        Value::String(text) => Value::String(clean(text)),
        Value::Array(values) => values.into_iter().map(replace_nul).collect(),
        Value::Object(fields) => {
            fields.into_iter().map(|(key, value)| (clean(key), replace_nul(value))).collect()
        }
        other => other,
    }
}

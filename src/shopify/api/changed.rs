//! Many orders at once: those that changed since a time, and a glance at open parcels.

use serde_json::Value;

use super::Api;
use super::call::Question;
use super::error::ApiError;
use super::join::{goes_on, next, nodes_mut};
use super::operations::{ChangedOrders, OpenParcels, changed_orders, open_parcels};
use super::order::{OrderRead, finish, too_young};
use crate::domain::clock::Millis;
use crate::domain::ids::ShopifyId;

/// How many orders one answer holds; a smaller number is tried where that is too dear.
const SIZES: [i64; 3] = [5, 2, 1];
/// How many orders are glanced at in one answer.
const GLANCE: usize = 30;

/// Some of the orders that changed, oldest change first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangedPage {
    /// The orders, whole.
    pub orders: Vec<OrderRead>,
    /// Where the next page begins; `None` at the end. Good for minutes, not for days.
    pub next: Option<String>,
}

impl Api {
    /// Orders that changed at `since` or later (and before or at `until`), whole, oldest change first.
    /// `after` is the [`ChangedPage::next`] of the page before. Leaves room in the budget for reads
    /// somebody waits for.
    ///
    /// # Errors
    /// When Shopify refuses or does not answer.
    pub async fn changed_orders(
        &self,
        since: Millis,
        until: Option<Millis>,
        after: Option<&str>,
    ) -> Result<ChangedPage, ApiError> {
        let mut search = format!("updated_at:>='{}'", seconds(since));
        if let Some(until) = until {
            search.push_str(&format!(" AND updated_at:<='{}'", seconds(until)));
        }
        let began = self.clock.now();
        let (mut list, denied) = self.changed(&search, after).await?;
        let mut page = ChangedPage { orders: Vec::new(), next: next(&list) };
        for order in nodes_mut(&mut list) {
            let order = order.take();
            if is_whole(&order) && too_young(&order, began).is_none() {
                page.orders.push(finish(order, denied.clone())?);
                continue;
            }
            let Some(id) = order["id"].as_str().and_then(ShopifyId::parse) else { continue };
            page.orders.extend(self.order(id).await?);
        }
        Ok(page)
    }

    async fn changed(&self, search: &str, after: Option<&str>) -> Result<(Value, Vec<String>), ApiError> {
        let mut refused = ApiError::TooExpensive;
        for size in SIZES {
            let variables = changed_orders::Variables {
                search: search.to_owned(),
                size,
                after: after.map(str::to_owned),
                returns: self.access.reads_returns,
            };
            let question = Question::later(180.0 * size as f64).of(usize::try_from(size).unwrap_or(0));
            match self.ask::<ChangedOrders>("ChangedOrders", variables, question).await {
                Ok(mut answer) => {
                    let list = answer.take("orders")?.ok_or(ApiError::Unreadable)?;
                    let denied = answer.denied().into_iter();
                    // As if the order had been asked for alone.
                    let denied = denied.map(|path| path.replacen("orders.nodes.", "order.", 1)).collect();
                    return Ok((list, denied));
                }
                Err(ApiError::TooExpensive) => refused = ApiError::TooExpensive,
                Err(error) => return Err(error),
            }
        }
        Err(refused)
    }

    /// What the parcels of these orders are doing, far cheaper than reading the orders: state, dates and
    /// the last three events of up to four parcels each. The news are fragments; orders the API does not
    /// know are left out.
    ///
    /// # Errors
    /// When Shopify refuses or does not answer.
    pub async fn open_parcels(&self, orders: &[ShopifyId]) -> Result<Vec<OrderRead>, ApiError> {
        let mut found = Vec::new();
        for few in orders.chunks(GLANCE) {
            let ids = few.iter().map(|id| format!("gid://shopify/Order/{id}")).collect();
            let variables = open_parcels::Variables { ids };
            let mut answer =
                self.ask::<OpenParcels>("OpenParcels", variables, Question::later(820.0)).await?;
            let mut nodes = answer.take("nodes")?.ok_or(ApiError::Unreadable)?;
            let denied = answer.denied();
            for order in nodes_mut(&mut nodes).filter(|order| order["fulfillments"].is_array()) {
                found.push(finish(order.take(), denied.clone())?);
            }
        }
        Ok(found)
    }
}

/// Shopify compares whole seconds: the fraction is left off, so nothing of that second is missed.
fn seconds(at: Millis) -> String {
    Millis(at.0.div_euclid(1_000) * 1_000).to_rfc3339()
}

/// Whether the page held all of the order; the numbers are those of the operation.
fn is_whole(order: &Value) -> bool {
    let inner = |list: &Value, asked: &[(&str, usize)]| {
        let nodes = list.as_array().or_else(|| list["nodes"].as_array()).into_iter().flatten();
        nodes.into_iter().any(|node| asked.iter().any(|(key, asked)| goes_on(&node[key], *asked)))
    };
    let parcel = [("trackingInfo", 3), ("events", 7), ("fulfillmentLineItems", 4)];
    let refund = [("refundLineItems", 3), ("transactions", 1)];
    !goes_on(&order["lineItems"], 5)
        && !goes_on(&order["fulfillments"], 3)
        && !inner(&order["fulfillments"], &parcel)
        && !goes_on(&order["fulfillmentOrders"], 2)
        && !inner(&order["fulfillmentOrders"], &[("lineItems", 4)])
        && !goes_on(&order["transactions"], 6)
        && !goes_on(&order["returns"], 2)
        && !goes_on(&order["refunds"], 2)
        && !inner(&order["refunds"], &refund)
}

//! Compares what is stored with the stand-in's own model of each order, in plain words. The model never
//! saw a line of the product's code.

use std::collections::BTreeMap;

use anyhow::Context as _;
use fake_shopify::ShopHandle;
use fake_shopify::actions::Ref;
use serde_json::Value;

use waymark::domain::clock::Millis;
use waymark::domain::order::Order;
use waymark::store::ShopStore;
use waymark::store::search_key::name_key;

use crate::run::Run;

/// Days without an event after which an order may be erased while the harness runs: what is personal is
/// kept for 90.
const ALMOST_OVER: i64 = 80;

/// What must agree.
#[derive(Debug, Default, PartialEq, Eq)]
struct Plain {
    payment: Option<String>,
    fulfillment: String,
    returned: String,
    canceled: bool,
    closed: bool,
    parcels: BTreeMap<u64, (bool, Vec<String>)>,
    scans: usize,
    refunds: usize,
    returns: BTreeMap<u64, String>,
}

/// Orders that are not stored as the model has them.
pub async fn differences(
    fake: &ShopHandle,
    shop: &ShopStore,
    orders: &[u64],
    examples: &mut Vec<String>,
) -> anyhow::Result<Differences> {
    let mut found = Differences::default();
    for id in orders {
        let model = fake.order(&Ref::from(*id)).map_err(anyhow::Error::msg)?;
        let name = model["name"].as_str().context("an order without a name")?;
        let stored = shop.orders_by_name(&name_key(name)).await?;
        let [stored] = stored.as_slice() else {
            found.missing += 1;
            continue;
        };
        let stored = shop.order(stored.id).await?.context("an order that was just found")?;
        // The oldest of the stand-in's orders come to the end of what is kept of people while the harness
        // runs: erased on time, they stay so whatever changes at Shopify.
        if stored.erased && stored.last_event_at < Millis(Run::now()).plus_days(-ALMOST_OVER) {
            continue;
        }
        let (expected, known) = (of_model(&model), of_stored(&stored.order));
        if expected != known {
            found.different += 1;
            if examples.len() < 3 {
                examples.push(format!("{name}: stored {known:?} expected {expected:?}"));
            }
        }
    }
    Ok(found)
}

/// What [`differences`] found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Differences {
    /// Orders that are not there, or there twice.
    pub missing: usize,
    /// Orders that are otherwise.
    pub different: usize,
}

impl Differences {
    /// Whether there are none.
    pub const fn none(self) -> bool {
        self.missing == 0 && self.different == 0
    }
}

/// All ids of the stand-in's orders.
pub fn all_orders(fake: &ShopHandle) -> Vec<u64> {
    fake.orders().iter().filter_map(|order| order["id"].as_u64()).collect()
}

fn of_model(model: &Value) -> Plain {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_lowercase();
    // Shopify spells it in both ways.
    let state = |value: &Value| word(value).replace("cancelled", "canceled");
    let list = |key: &str| model[key].as_array().cloned().unwrap_or_default();
    let parcel = |parcel: &Value| {
        let numbers = parcel["tracking"].as_array().into_iter().flatten();
        let numbers = numbers.filter_map(|row| row["number"].as_str().map(str::to_owned)).collect();
        (parcel["id"].as_u64().unwrap_or(0), (state(&parcel["status"]) == "canceled", numbers))
    };
    Plain {
        payment: model["displayFinancialStatus"].as_str().map(str::to_lowercase),
        fulfillment: word(&model["displayFulfillmentStatus"]),
        returned: word(&model["returnStatus"]),
        canceled: !model["cancelled_at"].is_null(),
        closed: !model["closed_at"].is_null(),
        parcels: list("parcels").iter().map(parcel).collect(),
        scans: list("parcels").iter().filter_map(|parcel| parcel["events"].as_array()).map(Vec::len).sum(),
        refunds: list("refunds").len(),
        returns: list("returns")
            .iter()
            .map(|back| (back["id"].as_u64().unwrap_or(0), state(&back["status"])))
            .collect(),
    }
}

fn of_stored(order: &Order) -> Plain {
    let id = |id: waymark::domain::ids::ShopifyId| id.0.unsigned_abs();
    Plain {
        payment: order.payment.get().cloned().flatten().map(|word| word.word().to_owned()),
        fulfillment: order.fulfillment.get().map(|word| word.word().to_owned()).unwrap_or_default(),
        returned: order.return_status.get().map(|word| word.word().to_owned()).unwrap_or_default(),
        canceled: matches!(order.canceled_at.get(), Some(Some(_))),
        closed: matches!(order.closed_at.get(), Some(Some(_))),
        parcels: order
            .shipments
            .iter()
            .map(|(key, parcel)| {
                let rows = parcel.tracking.get().into_iter().flatten();
                (
                    id(*key),
                    (
                        parcel.canceled.get() == Some(&true),
                        rows.filter_map(|row| row.number.clone()).collect(),
                    ),
                )
            })
            .collect(),
        scans: order.carrier_events.len(),
        refunds: order.refunds.len(),
        returns: order
            .returns
            .iter()
            .filter_map(|(key, back)| Some((id(*key), back.get()?.status.word().to_owned())))
            .collect(),
    }
}

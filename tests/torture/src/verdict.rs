//! Compares what a database holds with what it must hold, twice: with the true list of webhooks folded
//! by the product's own merging (every fact, every entry), and with the story's plain words (what no
//! mistake in that merging can hide from). Start with [`judge`].

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;

use waymark::domain::apply::apply;
use waymark::domain::clock::Millis;
use waymark::domain::entry::{Entries, What};
use waymark::domain::ids::ShopifyId;
use waymark::domain::known::Known;
use waymark::domain::order::{Address, Order};
use waymark::domain::timeline::public_timeline;
use waymark::shopify::delivery::understand;
use waymark::store::search_key::name_key;

use crate::books::Books;
use crate::figures::Figures;
use crate::story::{Event, Expected, Script};
use crate::victim::Place;

/// What was found wrong.
#[derive(Default)]
pub struct Verdict {
    /// Acknowledged webhooks that are not in the inbox as read.
    pub lost: usize,
    /// Rows or lines told more than once.
    pub doubled: usize,
    /// Orders that are not as folded.
    pub different: usize,
    /// Orders that are not as the story has them.
    pub unlike_story: usize,
    /// The first few, to look at.
    pub examples: Vec<String>,
}

impl Verdict {
    /// Writes the promises down.
    pub fn write(&self, figures: &mut Figures) {
        figures.none(self.lost, "lost (acknowledged, not read)");
        figures.none(self.doubled, "duplicate (timeline lines or inbox rows)");
        figures.none(self.different, "different (orders unlike the folded list of events)");
        figures.none(self.unlike_story, "different (orders unlike the story's plain words)");
        self.examples.iter().for_each(|example| figures.note(format!("e.g. {example}")));
    }

    fn example(&mut self, text: impl FnOnce() -> String) {
        if self.examples.len() < 4 {
            self.examples.push(text().chars().take(600).collect());
        }
    }

    /// Adds another one up.
    pub fn add(&mut self, other: Self) {
        self.lost += other.lost;
        self.doubled += other.doubled;
        self.different += other.different;
        self.unlike_story += other.unlike_story;
        self.examples.extend(other.examples);
        self.examples.truncate(4);
    }
}

/// Judges a place where every webhook of the script was acknowledged at least once.
pub async fn judge(place: &Place, script: &Script) -> anyhow::Result<Verdict> {
    let mut verdict = Verdict::default();
    let books = Books::open(place).await?;
    let read = books.read().await?;
    books.close().await;
    let mut due: BTreeMap<(&str, &str), BTreeSet<&[u8]>> = BTreeMap::new();
    for event in &script.events {
        due.entry((&event.event_id, event.topic)).or_default().insert(&event.body);
    }
    for ((event, topic), bodies) in &due {
        let rows = read.get(&((*event).to_owned(), (*topic).to_owned())).copied().unwrap_or(0);
        verdict.lost += bodies.len().saturating_sub(rows);
        verdict.doubled += rows.saturating_sub(bodies.len());
    }
    let folded = fold(&script.events)?;
    let store = place.store().await?;
    let shop = place.shop(&store).await?;
    if shop.count_orders().await? != script.orders.len() as u64 {
        verdict.different += 1;
        verdict.example(|| "the number of orders".into());
    }
    for expected in &script.orders {
        let found = shop.orders_by_name(&name_key(&expected.name)).await?;
        let [found] = found.as_slice() else {
            verdict.different += 1;
            verdict.example(|| format!("{} is there {} times", expected.name, found.len()));
            continue;
        };
        let stored = shop.order(found.id).await?.context("an order that was just found")?;
        let (order, entries) = &folded[&ShopifyId(expected.id)];
        if stored.order != *order || stored.entries != *entries {
            verdict.different += 1;
            verdict.example(|| difference(&stored.order, order, &stored.entries, entries));
        }
        compare(expected, &stored.order, &stored.entries, &mut verdict);
    }
    store.close().await;
    Ok(verdict)
}

/// The true list of webhooks, in the order in which it happened, folded.
fn fold(events: &[Event]) -> anyhow::Result<BTreeMap<ShopifyId, (Order, Entries)>> {
    let mut orders: BTreeMap<ShopifyId, (Order, Entries)> = BTreeMap::new();
    for event in events {
        let at = Millis(event.triggered_at / 1000 * 1000);
        let understood = understand(event.topic, &event.body, at).map_err(anyhow::Error::msg)?;
        for (id, mut news) in understood.news {
            without_street(&mut news);
            let (order, entries) = orders.entry(id).or_default();
            apply(order, entries, &news);
        }
    }
    Ok(orders)
}

/// Of an address the place alone is kept.
fn without_street(news: &mut Order) {
    let known: Option<(Millis, u8, Option<Address>)> = news.address.clone().into();
    news.address = Known::from(known.map(|(at, detail, address)| {
        let place = |address| Address { name: None, company: None, street: Vec::new(), ..address };
        (at, detail, address.map(place))
    }));
}

/// The lines of the public timeline in the story's words.
fn lines_of(order: &Order, entries: &Entries) -> Vec<String> {
    let days = public_timeline(order, entries, &jiff_utc());
    let told = days.iter().flat_map(|day| &day.told);
    let mut lines: Vec<String> = told
        .flat_map(|told| std::iter::once(told.entry).chain(told.folded.iter().copied()))
        .map(|e| line(&e.what))
        .collect();
    lines.sort();
    lines
}

fn line(what: &What) -> String {
    match what {
        What::Placed => "placed".into(),
        What::Canceled { .. } => "canceled".into(),
        What::Edited => "edited".into(),
        What::Payment { status, amount: None, .. } => format!("payment {}", status.word().to_lowercase()),
        What::Payment { status, amount: Some(money), .. } => {
            format!("payment {} {}", status.word().to_lowercase(), money.minor)
        }
        What::Shipped { shipment } => format!("shipped {shipment}"),
        What::Shipment { shipment, status } => format!("parcel {shipment} {}", status.word().to_lowercase()),
        What::Carrier { shipment, status, message, .. } => {
            format!(
                "scan {shipment} {} {}",
                status.word().to_lowercase(),
                message.as_deref().unwrap_or_default()
            )
        }
        What::Refunded { amount } => format!("refund {}", amount.as_ref().map_or(0, |money| money.minor)),
        What::Return { name, status, .. } => {
            format!("return {} {}", name.as_deref().unwrap_or_default(), status.word().to_lowercase())
        }
        other => format!("{other:?}"),
    }
}

/// Compares with the story's words.
fn compare(expected: &Expected, order: &Order, entries: &Entries, verdict: &mut Verdict) {
    let lines = lines_of(order, entries);
    verdict.doubled += lines.windows(2).filter(|pair| pair[0] == pair[1]).count();
    let stored = Expected {
        id: expected.id,
        name: order.name.get().cloned().unwrap_or_default(),
        payment: order.payment.get().cloned().flatten().map(|s| s.word().to_lowercase()).unwrap_or_default(),
        parcels: order
            .shipments
            .iter()
            .map(|(id, parcel)| {
                let rows = parcel.tracking.get().into_iter().flatten();
                (
                    id.0,
                    (
                        rows.filter_map(|row| row.number.clone()).collect(),
                        parcel.canceled.get() == Some(&true),
                    ),
                )
            })
            .collect(),
        scans: order.carrier_events.len(),
        refunds: order.refunds.len(),
        returns: order
            .returns
            .iter()
            .filter_map(|(id, item)| Some((id.0, item.get()?.status.word().to_lowercase())))
            .collect(),
        canceled: matches!(order.canceled_at.get(), Some(Some(_))),
        lines,
    };
    if stored != *expected {
        verdict.unlike_story += 1;
        verdict.example(|| format!("{}: stored {stored:?} expected {expected:?}", expected.name));
    }
}

fn difference(stored: &Order, folded: &Order, entries: &Entries, expected: &Entries) -> String {
    let text = |order: &Order| serde_json::to_value(order).unwrap_or_default();
    let (left, right) = (text(stored), text(folded));
    let keys: BTreeSet<&String> =
        [&left, &right].iter().filter_map(|v| v.as_object()).flat_map(|map| map.keys()).collect();
    let fields: Vec<String> = keys
        .into_iter()
        .filter(|key| left.get(*key) != right.get(*key))
        .map(|key| format!("{key}: {:?} / {:?}", left.get(key), right.get(key)))
        .collect();
    let missing: Vec<&String> =
        expected.keys().filter(|key| entries.get(*key) != expected.get(*key)).collect();
    let extra: Vec<&String> = entries.keys().filter(|key| !expected.contains_key(*key)).collect();
    format!(
        "{:?} facts {fields:?}, entries missing or other {missing:?}, beyond {extra:?}",
        stored.name.get()
    )
}

fn jiff_utc() -> jiff::tz::TimeZone {
    jiff::tz::TimeZone::UTC
}

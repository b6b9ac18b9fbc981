//! The merchant of the rows about messages: works beside the serving process on the same database, as a command
//! of the program does. Start with [`Merchant::of`].

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, ensure};

use waymark::domain::clock::{SystemChance, SystemClock};
use waymark::domain::ids::OrderId;
use waymark::domain::shop::Shop;
use waymark::domain::status::{Status, StatusWords};
use waymark::language::Words;
use waymark::mail::template::{Fence, Limits};
use waymark::services::Services;
use waymark::services::change_order::{ChangeOutcome, MerchantChange};
use waymark::services::connect_shop::Shopify;
use waymark::services::import_orders::ImportSummary;
use waymark::services::privacy::Places;

use crate::books::Books;
use crate::victim::{HANDLE, Place};

/// Longest wait for the last message.
const DRAIN: Duration = Duration::from_secs(600);
/// Later than any message is tried again.
pub const NEVER: i64 = i64::MAX / 2;

/// Somebody who moves orders along.
pub struct Merchant {
    /// The product's own use cases.
    pub services: Services,
    /// The shop.
    pub shop: Shop,
    /// A public status.
    pub status: Status,
}

impl Merchant {
    /// With as many orders, each of another shopper, and one public status. Messages wait `hold_seconds`.
    pub async fn of(place: &Place, orders: usize, hold_seconds: u16) -> anyhow::Result<Self> {
        let services = Services {
            store: place.store().await?,
            words: Words::load(),
            clock: Arc::new(SystemClock),
            chance: Arc::new(SystemChance),
            public_url: "http://127.0.0.1".into(),
            shopify: Shopify::at("http://127.0.0.1:9/{shop}"),
            places: Arc::new(Places {
                erasures: place.folder.join("erasures.jsonl"),
                mail_folder: place.folder.join("mail"),
            }),
            passwords: Default::default(),
            view_counts: Default::default(),
            mail: Default::default(),
            // The merchant's commands write no message: the serving process does.
            fence: Fence::new(PathBuf::from("/nowhere/waymark"), Limits::default(), 1),
        };
        let mut shop = services.store.shop_by_handle(HANDLE).await?.context("the shop is gone")?;
        shop.settings.hold_seconds = hold_seconds;
        services.store.save_shop(&shop).await?;
        let mut lines = String::new();
        for n in 1..=orders {
            let order = serde_json::json!({"id": n, "name": format!("#{n}"), "updated_at": "2026-11-20T10:00:00Z",
                "processed_at": "2026-11-19T10:00:00Z", "financial_status": "paid", "email": format!("shopper-{n}@example.com")});
            writeln!(lines, "{order}")?;
        }
        let mut summary = ImportSummary::default();
        services.import(&shop, "torture", lines.as_bytes(), &mut summary, &|_| {}).await?;
        ensure!(summary.refused.is_empty(), "{:?}", summary.refused.first());
        let status = new_status(&services, &shop, "glued", "The boards are glued").await?;
        Ok(Self { services, shop, status })
    }

    /// One more public status.
    pub async fn new_status(&self, handle: &str, name: &str) -> anyhow::Result<Status> {
        new_status(&self.services, &self.shop, handle, name).await
    }

    /// The id of the order at a place, from 0 on.
    pub async fn order(&self, place: usize) -> anyhow::Result<OrderId> {
        let id = self.services.order_by_name(&self.shop, &format!("#{}", place + 1)).await?;
        id.context("no order")
    }

    /// Puts one order into a status, and shoppers are told.
    pub async fn put(&self, place: usize, status: &Status) -> anyhow::Result<()> {
        let change =
            MerchantChange { status: Some(status.clone()), message: true, ..MerchantChange::default() };
        let done = self.services.change_order(&self.shop, self.order(place).await?, &change).await?;
        ensure!(matches!(&done, ChangeOutcome::Done(done) if done.messages == 1), "{done:?}");
        Ok(())
    }

    /// Puts these orders into the usual status, one after the other.
    pub async fn change(&self, orders: std::ops::Range<usize>, pace: Duration) -> anyhow::Result<()> {
        let mut due = tokio::time::Instant::now();
        for place in orders {
            tokio::time::sleep_until(due).await;
            due += pace;
            self.put(place, &self.status).await?;
        }
        Ok(())
    }
}

async fn new_status(services: &Services, shop: &Shop, handle: &str, name: &str) -> anyhow::Result<Status> {
    let mut status = services.new_status(shop, handle).await?;
    status.public = StatusWords { name: name.into(), text: None };
    services.save_status(shop, &status).await?;
    Ok(status)
}

/// Waits until nothing is to be sent any more; whether that came to an end.
pub async fn drain(books: &Books) -> anyhow::Result<bool> {
    let open = format!(
        "SELECT count(*) FROM messages WHERE state IN ('waiting', 'sending', 'handing_over', 'retrying') \
        OR (state = 'unknown' AND doubtful = 1 AND not_before < {NEVER})"
    );
    let begin = std::time::Instant::now();
    while begin.elapsed() < DRAIN {
        if books.number(&open).await? == 0 {
            return Ok(true);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(false)
}

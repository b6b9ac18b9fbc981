//! `waymark sync`: reading orders from Shopify by hand, with a progress bar where the number of orders is
//! known. A killed read of the whole history goes on where it was; one of a span is simply done again, which
//! changes nothing that was read already.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

use crate::config::Config;
use crate::services::sync_history::SyncStep;

use super::import::print_troubles;
use super::{find_shop, open_services};

/// Shown while nobody knows how many orders there are.
const COUNT: &str = "{spinner} {msg} {elapsed}";
/// Shown when it is known.
const BAR: &str = "{spinner} [{bar:30}] {pos}/{len} {msg} {elapsed}, {eta} left";

/// Reads orders: the whole history with `all`, else what changed since `since` (a day, as
/// 2026-11-01), else since the last comparison.
pub async fn sync(config: &Config, shop: Option<&str>, since: Option<&str>, all: bool) -> anyhow::Result<()> {
    let services = open_services(config).await?;
    let shop = find_shop(&services, shop).await?;
    let shown = Shown::new()?;
    if all {
        let folder = config.keys.parent().unwrap_or(Path::new(".")).join("sync");
        let told = |step: SyncStep| shown.step(step);
        let summary = services.sync_history(&shop, &folder, &told).await?;
        services.read_asked(&shop, &told).await?;
        shown.bar.finish_and_clear();
        println!("{} new, {} changed, {} unchanged", summary.new, summary.changed, summary.unchanged);
        print_troubles(&summary);
        return Ok(());
    }
    let from = since.map(|text| day(text, &shop.settings.zone())).transpose()?;
    // How many changed, Shopify does not say before.
    let told = |done: crate::services::reconcile::Reconciled| shown.count(format!("{} orders", done.seen));
    match services.reconcile(&shop, from, &told).await? {
        Some(done) => {
            shown.bar.finish_and_clear();
            println!("{} orders read, {} were not as Shopify has them", done.seen, done.repaired);
        }
        None => {
            shown.bar.finish_and_clear();
            println!("The server is comparing this shop's orders at this moment: try again in a minute.");
        }
    }
    Ok(())
}

/// What a run shows: a bar where it is known how many orders there are, else how many there were so far.
struct Shown {
    bar: ProgressBar,
    /// How many orders waited to be read when that began.
    reads: AtomicU64,
}

impl Shown {
    fn new() -> anyhow::Result<Self> {
        let bar = ProgressBar::new_spinner().with_style(ProgressStyle::with_template(COUNT)?);
        bar.enable_steady_tick(std::time::Duration::from_millis(200));
        Ok(Self { bar, reads: AtomicU64::new(0) })
    }

    fn step(&self, step: SyncStep) {
        match step {
            SyncStep::Exporting(orders) => {
                self.count(format!("Shopify prepares the export: {orders} orders"));
            }
            SyncStep::Fetching => self.count("fetching the export".into()),
            SyncStep::TakingIn(orders, None) => self.count(format!("{orders} orders taken in")),
            SyncStep::TakingIn(orders, Some(total)) => self.of(orders, total, "orders taken in"),
            SyncStep::Reading(left) => {
                let total = self.reads.fetch_max(left, Ordering::Relaxed).max(left);
                self.of(total - left, total, "orders read for their carrier events");
            }
        }
    }

    fn count(&self, words: String) {
        self.bar.set_message(words);
    }

    fn of(&self, done: u64, total: u64, what: &'static str) {
        if let Ok(style) = ProgressStyle::with_template(BAR) {
            self.bar.set_style(style);
        }
        self.bar.set_length(total);
        self.bar.set_position(done.min(total));
        self.bar.set_message(what);
    }
}

fn day(text: &str, zone: &jiff::tz::TimeZone) -> anyhow::Result<crate::domain::clock::Millis> {
    let day: jiff::civil::Date =
        text.parse().map_err(|_| anyhow::anyhow!("“{text}” is not a day such as 2026-11-01"))?;
    let begin = day.to_zoned(zone.clone())?;
    Ok(crate::domain::clock::Millis(begin.timestamp().as_millisecond()))
}

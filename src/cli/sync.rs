//! `waymark sync`: reading orders from Shopify by hand, with a progress bar; a killed run goes on.

use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use crate::config::Config;
use crate::services::sync_history::SyncStep;

use super::import::print_troubles;
use super::{find_shop, open_services};

/// Reads orders: the whole history with `all`, else what changed since `since` (a day, as
/// 2026-11-01), else since the last comparison.
pub async fn sync(config: &Config, shop: Option<&str>, since: Option<&str>, all: bool) -> anyhow::Result<()> {
    let services = open_services(config).await?;
    let shop = find_shop(&services, shop).await?;
    let bar =
        ProgressBar::new_spinner().with_style(ProgressStyle::with_template("{spinner} {msg} {elapsed}")?);
    bar.enable_steady_tick(std::time::Duration::from_millis(200));
    if all {
        let folder = config.keys.parent().unwrap_or(Path::new(".")).join("sync");
        let told = |step: SyncStep| bar.set_message(words(step));
        let summary = services.sync_history(&shop, &folder, &told).await?;
        services.read_asked(&shop, &told).await?;
        bar.finish_and_clear();
        println!("{} new, {} changed, {} unchanged", summary.new, summary.changed, summary.unchanged);
        print_troubles(&summary);
        return Ok(());
    }
    let from = since.map(|text| day(text, &shop.settings.zone())).transpose()?;
    let told =
        |done: crate::services::reconcile::Reconciled| bar.set_message(format!("{} orders", done.seen));
    match services.reconcile(&shop, from, &told).await? {
        Some(done) => {
            bar.finish_and_clear();
            println!("{} orders read, {} were not as Shopify has them", done.seen, done.repaired);
        }
        None => {
            bar.finish_and_clear();
            println!("The server is comparing this shop's orders at this moment: try again in a minute.");
        }
    }
    Ok(())
}

fn words(step: SyncStep) -> String {
    match step {
        SyncStep::Exporting(orders) => format!("Shopify prepares the export: {orders} orders"),
        SyncStep::Fetching => "fetching the export".into(),
        SyncStep::TakingIn(orders) => format!("{orders} orders taken in"),
        SyncStep::Reading(left) => format!("reading carrier events: {left} orders left"),
    }
}

fn day(text: &str, zone: &jiff::tz::TimeZone) -> anyhow::Result<crate::domain::clock::Millis> {
    let day: jiff::civil::Date =
        text.parse().map_err(|_| anyhow::anyhow!("“{text}” is not a day such as 2026-11-01"))?;
    let begin = day.to_zoned(zone.clone())?;
    Ok(crate::domain::clock::Millis(begin.timestamp().as_millisecond()))
}

//! `waymark import`: files in, a summary out.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};

use crate::config::Config;
use crate::domain::ids::ShopId;
use crate::domain::shop::{Shop, ShopSettings};
use crate::domain::standing::Standing;
use crate::services::Services;
use crate::services::import_orders::ImportSummary;

use super::open_services;

/// Refused and skipped places printed before the rest is only counted.
const PRINTED: usize = 20;

/// Imports `files` into the shop with this handle. The exit code is 2 when something was refused.
pub async fn import(
    config: &Config,
    files: &[PathBuf],
    handle: &str,
    name: Option<String>,
) -> anyhow::Result<ExitCode> {
    let services = open_services(config).await?;
    let shop = shop_for_import(&services, handle, name).await?;
    let mut summary = ImportSummary::default();
    let bar = progress_bar(files)?;
    for path in files {
        let label = path.display().to_string();
        let reader: Box<dyn Read + Send> = if path == Path::new("-") {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(path).with_context(|| format!("{label} cannot be opened"))?)
        };
        let reader = BufReader::with_capacity(1 << 20, bar.wrap_read(reader));
        let told = |orders: u64| bar.set_message(format!("{orders} orders"));
        services.import(&shop, &label, reader, &mut summary, &told).await?;
    }
    bar.finish_and_clear();
    println!(
        "{} new, {} changed, {} unchanged, {} skipped, {} refused",
        summary.new,
        summary.changed,
        summary.unchanged,
        summary.skipped.len(),
        summary.refused.len()
    );
    print_troubles(&summary);
    Ok(if summary.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

/// Prints what was left out and why.
pub fn print_troubles(summary: &ImportSummary) {
    for (word, places) in [("skipped", &summary.skipped), ("refused", &summary.refused)] {
        for (place, reason) in places.iter().take(PRINTED) {
            println!("  {word} {place}: {reason}");
        }
        if places.len() > PRINTED {
            println!("  … and {} more {word}", places.len() - PRINTED);
        }
    }
}

fn progress_bar(files: &[PathBuf]) -> anyhow::Result<ProgressBar> {
    let bytes = files.iter().filter_map(|path| Some(path.metadata().ok()?.len())).sum();
    let style = "{bar:30} {bytes}/{total_bytes} {msg} {eta}";
    Ok(ProgressBar::new(bytes).with_style(ProgressStyle::with_template(style)?))
}

async fn shop_for_import(services: &Services, handle: &str, name: Option<String>) -> anyhow::Result<Shop> {
    if let Some(shop) = services.store.shop_by_handle(handle).await? {
        return Ok(shop);
    }
    let shop = Shop {
        id: ShopId::new(services.clock.now(), &*services.chance),
        handle: handle.to_owned(),
        name: name.unwrap_or_else(|| handle.to_owned()),
        domain: format!("{handle}.myshopify.com"),
        settings: ShopSettings::default(),
        revision: 1,
        standing: Standing::default(),
        checked_at: None,
    };
    services.store.save_shop(&shop).await?;
    eprintln!("Made the shop “{}”.", shop.name);
    Ok(shop)
}

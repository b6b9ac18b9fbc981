//! `waymark privacy`: requests for data, erasing by hand, carrying erasures out again. Prints no
//! personal data except into the document that was asked for.

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;

use crate::config::Config;
use crate::domain::privacy::Redaction;
use crate::domain::shop::Shop;
use crate::services::Services;
use crate::store::KeptRequest;

use super::args::PrivacyCommand;
use super::{find_shop, open_services};

/// Days within which a request for data should be answered.
const ANSWER_DAYS: i64 = 30;

/// Carries out one command about privacy.
pub async fn privacy(config: &Config, shop: Option<&str>, command: PrivacyCommand) -> anyhow::Result<()> {
    let services = open_services(config).await?;
    if matches!(command, PrivacyCommand::Replay) {
        return replay(&services).await;
    }
    let shop = find_shop(&services, shop).await?;
    match command {
        PrivacyCommand::List { all } => list(&services, &shop, all).await,
        PrivacyCommand::Export { request: Some(request), output, .. } => {
            export_request(&services, &shop, &request, output.as_deref()).await
        }
        PrivacyCommand::Export { order, output, .. } => {
            let order = order.context("give a request or --order ORDER")?;
            let id = services.order_by_name(&shop, &order).await?;
            let id = id.with_context(|| format!("there is no order “{order}” in {}", shop.name))?;
            let document = services.export_order(&shop, id).await?.context("the order is gone")?;
            write(&document, output.as_deref())
        }
        PrivacyCommand::Erase { order } => erase(&services, &shop, &order).await,
        PrivacyCommand::Replay => Ok(()),
    }
}

async fn list(services: &Services, shop: &Shop, all: bool) -> anyhow::Result<()> {
    let requests = services.store.shop(shop.id).data_requests().await?;
    let listed: Vec<&KeptRequest> = requests.iter().filter(|kept| all || kept.done_at.is_none()).collect();
    if listed.is_empty() {
        println!("No request for data waits in {}.", shop.name);
    }
    for kept in listed {
        let state = match kept.done_at {
            Some(at) => format!("answered {}", at.to_rfc3339()),
            None => format!("answer by {}", kept.asked_at.plus_days(ANSWER_DAYS).to_rfc3339()),
        };
        let orders = kept.request.orders.len();
        println!("{}\tasked {}\t{orders} orders named\t{state}", kept.id, kept.asked_at.to_rfc3339());
    }
    Ok(())
}

async fn export_request(
    services: &Services,
    shop: &Shop,
    request: &str,
    output: Option<&Path>,
) -> anyhow::Result<()> {
    let store = services.store.shop(shop.id);
    let requests = store.data_requests().await?;
    let mut found = requests.iter().filter(|kept| kept.id.to_string().starts_with(request));
    let kept = found.next().with_context(|| {
        format!("there is no request “{request}” in {}: see `waymark privacy list`", shop.name)
    })?;
    anyhow::ensure!(found.next().is_none(), "several requests begin with “{request}”: give more of the id");
    let document = services.export_request(shop, kept.id).await?.context("the request is gone")?;
    write(&document, output)?;
    store.finish_data_request(kept.id, services.clock.now()).await?;
    Ok(())
}

fn write(document: &serde_json::Value, output: Option<&Path>) -> anyhow::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let text = serde_json::to_string_pretty(document)?;
    let Some(path) = output else {
        println!("{text}");
        return Ok(());
    };
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)
        .with_context(|| format!("{} cannot be written", path.display()))?;
    writeln!(file, "{text}")?;
    file.sync_all()?;
    println!("Written: {}. Pass it on, then delete it.", path.display());
    Ok(())
}

async fn erase(services: &Services, shop: &Shop, order: &str) -> anyhow::Result<()> {
    let id = services.order_by_name(shop, order).await?;
    let stored = match id {
        Some(id) => services.store.shop(shop.id).order(id).await?,
        None => None,
    };
    let stored = stored.with_context(|| format!("there is no order “{order}” in {}", shop.name))?;
    let who = Redaction { orders: vec![stored.shopify_id], ..Redaction::default() };
    let redacted = services.redact_customer(shop, &who).await?;
    if redacted.orders == 0 {
        println!("{order} was erased before.");
    } else {
        println!(
            "{order} is erased, with {} stored notices and {} mail files.",
            redacted.bodies, redacted.mails
        );
    }
    Ok(())
}

async fn replay(services: &Services) -> anyhow::Result<()> {
    let replayed = services.replay_erasures().await?;
    println!(
        "{} lines in {}: {} carried out now, {} cannot be read.",
        replayed.lines,
        services.places.erasures.display(),
        replayed.carried_out,
        replayed.unreadable
    );
    anyhow::ensure!(replayed.unreadable == 0, "the journal is damaged: the other lines were carried out");
    Ok(())
}

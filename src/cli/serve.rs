//! `waymark serve`: pages, static files and background work in one process.

use std::net::SocketAddr;

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::config::Config;
use crate::config::ShopifyApp;
use crate::domain::admin_routes::SET_UP;
use crate::domain::shop::WebhooksBy;
use crate::domain::standing::Road;
use crate::jobs::{self, Bell, keep_true};
use crate::lifecycle::Stop;
use crate::services::Services;
use crate::services::connect_shop::ConnectWith;
use crate::shopify::ShopDomain;
use crate::web::{self, WebState};

use super::open_services;
use super::shop::shop_to_connect;

/// Serves until a signal comes.
pub async fn serve(config: &Config) -> anyhow::Result<()> {
    let transport = super::mail::transport(config)?;
    let services = open_services(config).await?;
    // Held until the end: a second serving process on one SQLite file would be refused.
    let lock = services.store.lock_for_serving().context("another server is using this database")?;
    services.replay_erasures().await.context("the journal of erasures could not be carried out")?;
    let listener = TcpListener::bind(config.addr)
        .await
        .with_context(|| format!("{} cannot be listened on; set WAYMARK_ADDR to another", config.addr))?;
    let stop = Stop::by_signal();
    let bell = Bell::default();
    if lock.is_some() {
        services.store.free_claims().await?;
    }
    if let Some(app) = &config.shopify_app {
        connect(&services, app).await?;
    }
    if let Some(code) = services.draw_set_up_code(lock.is_some()).await? {
        // For people at the console, and only for them: never part of the log.
        println!("Nobody can sign in yet. Open {}{SET_UP}\nand enter this code: {code}", config.url);
    }
    let (inbox, reads) = (Bell::default(), Bell::default());
    let mut workers = JoinSet::new();
    workers.spawn(jobs::send_messages(services.clone(), transport.clone(), bell.clone(), stop.clone()));
    workers.spawn(jobs::move_on(services.clone(), stop.clone()));
    workers.spawn(jobs::keep_only_what_may_stay(services.clone(), stop.clone()));
    workers.spawn(jobs::index_orders(services.clone(), stop.clone()));
    workers.spawn(keep_true::read_inbox(services.clone(), inbox.clone(), reads.clone(), stop.clone()));
    workers.spawn(keep_true::refresh_orders(services.clone(), reads.clone(), stop.clone()));
    workers.spawn(keep_true::keep_schedule(services.clone(), reads, stop.clone()));
    let state = WebState::new(services.clone(), bell, inbox, &config.trusted_proxies);
    workers.spawn(jobs::write_visits(services.clone(), state.visits.clone(), stop.clone()));
    let invited = state.invitation_bell.clone();
    workers.spawn(jobs::send_invitations(services.clone(), transport.clone(), invited, stop.clone()));
    workers.spawn(jobs::send_tests(transport, state.test_mails.clone(), stop.clone()));
    workers.spawn(jobs::carry_out_batches(services.clone(), state.batch_bell.clone(), stop.clone()));
    let site = web::router(state).into_make_service_with_connect_info::<SocketAddr>();
    if web::assets::islands().is_none() {
        tracing::info!("built without the islands of the merchant's side: its pages work by plain forms");
    }
    tracing::info!(server.address = %listener.local_addr()?, "serving");
    axum::serve(listener, site).with_graceful_shutdown(stop.wait()).await.context("the server stopped")?;
    while let Some(ended) = workers.join_next().await {
        ended.context("a worker died")?;
    }
    services.store.close().await;
    Ok(())
}

/// Connects the shop of the settings. Shopify need not answer for that: the schedule goes on trying.
async fn connect(services: &Services, app: &ShopifyApp) -> anyhow::Result<()> {
    let domain =
        ShopDomain::parse(&app.shop).context("WAYMARK_SHOPIFY_SHOP is not a myshopify.com domain")?;
    let mut shop = shop_to_connect(services, None, None, &domain).await?;
    let webhooks = if app.webhooks_in_file { WebhooksBy::File } else { WebhooksBy::Api };
    if shop.settings.webhooks != webhooks {
        shop.settings.webhooks = webhooks;
        services.store.save_shop(&shop).await?;
    }
    let with = ConnectWith {
        road: Road::ClientCredentials,
        client_id: &app.client_id,
        secret: &app.client_secret,
        token: None,
    };
    services.connect(&shop, &with).await?;
    if let Err(error) = services.check_connection(&shop).await {
        // A refusal has paused the shop; a network that is down for a moment has not. The schedule probes.
        tracing::warn!(error = %error, "Shopify does not answer as it should; trying again every few minutes");
    }
    Ok(())
}

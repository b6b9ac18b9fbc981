//! `waymark serve`: pages, static files and background work in one process.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context as _;
use tokio::net::TcpListener;

use crate::config::Config;
use crate::jobs::{self, Bell};
use crate::lifecycle::Stop;
use crate::mail::FolderTransport;
use crate::web::{self, WebState};

use super::open_services;

/// Serves until a signal comes.
pub async fn serve(config: &Config) -> anyhow::Result<()> {
    let services = open_services(config).await?;
    // Held until the end: a second serving process on one SQLite file would be refused.
    let _lock = services.store.lock_for_serving().context("another server is using this database")?;
    services.replay_erasures().await.context("the journal of erasures could not be carried out")?;
    let listener = TcpListener::bind(config.addr)
        .await
        .with_context(|| format!("{} cannot be listened on; set WAYMARK_ADDR to another", config.addr))?;
    let stop = Stop::by_signal();
    let bell = Bell::default();
    let transport = Arc::new(FolderTransport::new(config.mail_folder.clone()));
    let worker = tokio::spawn(jobs::send_messages(services.clone(), transport, bell.clone(), stop.clone()));
    let keeper = tokio::spawn(jobs::keep_only_what_may_stay(services.clone(), stop.clone()));
    let state = WebState::new(services.clone(), bell, &config.trusted_proxies);
    let site = web::router(state).into_make_service_with_connect_info::<SocketAddr>();
    tracing::info!(server.address = %listener.local_addr()?, "serving");
    axum::serve(listener, site).with_graceful_shutdown(stop.wait()).await.context("the server stopped")?;
    worker.await.context("the worker died")?;
    keeper.await.context("the job that drops what is old died")?;
    services.store.close().await;
    Ok(())
}

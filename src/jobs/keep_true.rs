//! Keeps orders as Shopify has them: reads the inbox, reads orders again, compares, polls open parcels,
//! looks through subscriptions. Each loop looks at the stored state, so a lost hint costs a moment.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::domain::clock::Millis;
use crate::domain::shop::Shop;
use crate::domain::standing::Standing;
use crate::lifecycle::Stop;
use crate::services::{ServiceError, Services};

use super::Bell;

/// Notices read in one go.
const NOTICES: u32 = 20;
/// Orders read side by side.
const READS: u32 = 6;
/// How often inbox and reads are looked at without a hint.
const POLL: Duration = Duration::from_secs(1);
/// How long to wait after the store did not answer.
const PAUSE: Duration = Duration::from_secs(2);
/// How often the schedule is looked at.
const TICK: Duration = Duration::from_secs(15);

/// Minutes between two comparisons of a shop.
const COMPARE_MINUTES: i64 = 4;
/// Minutes after which an order with a parcel under way is read again.
const PARCEL_MINUTES: i64 = 30;
/// Open parcels asked after at a time: the rest comes with the next tick.
const PARCELS: u32 = 40;
/// Minutes between two looks through the subscriptions.
const AUDIT_MINUTES: i64 = 24 * 60;
/// Minutes of rest after Shopify refused or did not answer.
const REST_MINUTES: i64 = 1;
/// Minutes between two tries to reach a shop that Shopify refuses.
const PROBE_MINUTES: i64 = 5;

/// Reads the inbox until it is time to stop; finishes the batch it is at.
pub async fn read_inbox(services: Services, bell: Bell, reads: Bell, stop: Stop) {
    let stopped = stop.wait();
    tokio::pin!(stopped);
    loop {
        let wait = match services.read_inbox(NOTICES).await {
            Ok(read) => {
                if read.asked {
                    reads.ring();
                }
                if read.claimed == NOTICES { Duration::ZERO } else { POLL }
            }
            Err(error) => {
                tracing::error!(error = ?error, "the inbox could not be read");
                PAUSE
            }
        };
        tokio::select! {
            biased;
            () = &mut stopped => return,
            () = bell.wait(), if wait == POLL => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// Reads orders again until it is time to stop.
pub async fn refresh_orders(services: Services, bell: Bell, stop: Stop) {
    let stopped = stop.wait();
    tokio::pin!(stopped);
    loop {
        let wait = match services.refresh_orders(READS).await {
            Ok(read) if read > 0 => Duration::ZERO,
            Ok(_) => POLL,
            Err(error) => {
                tracing::error!(error = ?error, "orders could not be read again");
                PAUSE
            }
        };
        tokio::select! {
            biased;
            () = &mut stopped => return,
            () = bell.wait(), if wait == POLL => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// Compares, polls and looks through subscriptions until it is time to stop.
pub async fn keep_schedule(services: Services, reads: Bell, stop: Stop) {
    let stopped = stop.wait();
    tokio::pin!(stopped);
    // Who was away has missed something: the first round does not wait for its time.
    let mut seen = BTreeSet::new();
    loop {
        match services.store.shops().await {
            Ok(shops) => {
                for shop in &shops {
                    tokio::select! {
                        () = &mut stopped => return,
                        kept = keep_shop(&services, shop, &reads, !seen.contains(&shop.id)) => match kept {
                            Ok(true) => drop(seen.insert(shop.id)),
                            kept => note(kept),
                        },
                    }
                }
            }
            Err(error) => tracing::error!(error = ?error, "the schedule could not be kept"),
        }
        tokio::select! {
            () = &mut stopped => return,
            () = tokio::time::sleep(TICK) => {}
        }
    }
}

fn note(kept: Result<bool, ServiceError>) {
    if let Err(error) = kept {
        tracing::warn!(error = %error, detail = ?error, "a shop could not be compared with Shopify");
    }
}

/// Does for a shop what is due; `first` is the first round since the start. Returns whether that round was
/// complete.
async fn keep_shop(
    services: &Services,
    shop: &Shop,
    reads: &Bell,
    first: bool,
) -> Result<bool, ServiceError> {
    let store = services.store.shop(shop.id);
    let Some(connection) = store.connection().await? else { return Ok(false) };
    let now = services.clock.now();
    let due = |last: Option<Millis>, minutes: i64| last.is_none_or(|at| at.plus_minutes(minutes) <= now);
    match shop.standing {
        // Never asked, as after connecting offline.
        Standing::Alone if connection.trouble.is_none() => return Ok(false),
        // Nobody tells when a bill is paid, the app is back or the first answer can be had: ask.
        Standing::Alone | Standing::Paused | Standing::Uninstalled => {
            if due(connection.trouble.as_ref().map(|(at, _)| *at), PROBE_MINUTES) {
                services.check_connection(shop).await?;
                services.audit_subscriptions(shop).await?;
            }
            return Ok(false);
        }
        // After a refusal a moment's rest: the next tick is soon.
        Standing::Connected => {
            let trouble = connection.trouble.as_ref().map(|(at, _)| *at);
            if trouble.is_some() && !due(trouble, REST_MINUTES) {
                return Ok(false);
            }
        }
    }
    let mut missing = false;
    if first || due(connection.reconciled_at, COMPARE_MINUTES) {
        let done = services.reconcile(shop, None, &|_| {}).await?;
        // A process that died may still hold the turn for a moment: the next tick tries again.
        if first && done.is_none() {
            return Ok(false);
        }
        if let Some(done) = done.filter(|done| done.repaired > 0) {
            tracing::warn!(orders.repaired = done.repaired, orders.seen = done.seen, "webhooks were missing");
            missing = true;
        }
    }
    if services.poll_open_parcels(shop, now.plus_minutes(-PARCEL_MINUTES), PARCELS).await? > 0 {
        reads.ring();
    }
    // Where webhooks were missing, subscriptions may be: Shopify ends one that failed eight times.
    if first || missing || due(connection.audited_at, AUDIT_MINUTES) {
        return Ok(services.audit_subscriptions(shop).await?.is_some());
    }
    Ok(true)
}

//! R5: Shopify's notices lost for hours, and a whole history to read, within Shopify's budget. Against
//! the stand-in, whose model says what must be; compared by this file's own words, not by the product's
//! merging.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use fake_shopify::{FakeShopify, Options, Running, ShopHandle, ShopOptions};
use serde_json::{Value, json};
use tokio::process::Child;

use waymark::domain::ids::ShopifyId;
use waymark::domain::native::{FulfillmentStatus, OrderReturnStatus, PaymentStatus};
use waymark::store::search_key::name_key;
use waymark::store::{ShopStore, StoredOrder};

use crate::figures::Figures;
use crate::run::{On, Run};
use crate::victim::{DOMAIN, HANDLE, Place, SECRET, Victim, free_port};

/// Points given back per second, and in the small version; the real ones are 100 to 2,000.
const RESTORE: (f64, f64) = (4_000.0, 1_000.0);
/// Hours without notices.
const HOURS: i64 = 6;

/// Runs it.
pub async fn run(run: &Run, on: On) -> anyhow::Result<Figures> {
    let mut figures = Figures::of(format!("r5 {}, seed {}", on.word(), run.seed));
    let (orders, few) = (run.size(50_000, 240), run.size(10_000, 60));
    let changed = run.size(2_000, 40);
    let restore = run.size(RESTORE.0, RESTORE.1);
    let running = stand_in(restore).await?;
    let fake = running.shop(DOMAIN);
    fake.set_clock(fake.now() - (HOURS + 1) * 3600);
    let place = connected(run, on, &running).await?;
    history(run, &mut figures, &place, &fake, (few, orders), restore).await?;
    lost_hours(run, &mut figures, &place, &fake, changed).await?;
    let mistakes = fake.stats().own_faults;
    ensure!(mistakes.is_empty(), "the stand-in is at fault: {mistakes:?}");
    running.stop();
    Ok(figures)
}

async fn stand_in(restore: f64) -> anyhow::Result<Running> {
    let shop = ShopOptions {
        domain: DOMAIN.into(),
        client_id: "torture".into(),
        client_secret: SECRET.into(),
        bucket: restore * 20.0,
        restore,
        ..ShopOptions::default()
    };
    Ok(FakeShopify::start(Options { shops: vec![shop], ..Options::default() }).await?)
}

/// An installation that reaches the stand-in and is connected to it.
async fn connected(run: &Run, on: On, running: &Running) -> anyhow::Result<Place> {
    let mut place = run.bare_place("r5", on).await?;
    place.settings.push(("WAYMARK_SHOPIFY_URL".into(), running.base()));
    let fields = ["shop", "connect", "--domain", DOMAIN, "--client-id", "torture", "--secret-stdin"];
    place.run(&fields, Some(SECRET)).await?;
    Ok(place)
}

/// The whole history: first a part of it, then all, with a kill in between.
async fn history(
    run: &Run,
    figures: &mut Figures,
    place: &Place,
    fake: &ShopHandle,
    (few, all): (usize, usize),
    restore: f64,
) -> anyhow::Result<()> {
    fake.seed(few, run.seed);
    let small = sync(place, fake, few, None).await?;
    fake.seed(all - few, run.seed + 1);
    let cut = sync(place, fake, all, Some(run.size(15.0, 0.8))).await?;
    figures.note(format!("the read of the history was killed after {:.1} s and went on", cut.seconds));
    fake.reset_stats();
    let whole = sync(place, fake, all, None).await?;
    figures.note(format!("{all} orders in {:.0} s, {} questions", whole.seconds, whole.answers));
    figures.at_most(whole.throttled * 100.0, 1.0, "throttled answers", "%");
    if whole.reading > 2.0 {
        let used = whole.read_points / (restore * whole.reading);
        figures.at_least(used * 100.0, 80.0, "of the restored budget used while reading", "%");
    }
    figures.note(format!("largest memory: {} MiB for {few} orders, {} MiB for {all}", small.mib, whole.mib));
    // A page of slack for what a longer run keeps in its pools.
    let flat = small.mib as f64 + 16.0;
    figures.at_most(whole.mib as f64, flat, "memory of the whole", "MiB");
    let left = different(place, fake).await?;
    figures.none(left.len(), &format!("different of {all} after the backfill{}", some(&left)));
    Ok(())
}

/// What a run of `waymark sync --all` came to.
struct Synced {
    seconds: f64,
    answers: u64,
    throttled: f64,
    /// Seconds from the first order read by its id to the end, and the points spent on those.
    reading: f64,
    read_points: f64,
    mib: u64,
}

async fn sync(
    place: &Place,
    fake: &ShopHandle,
    orders: usize,
    kill_after: Option<f64>,
) -> anyhow::Result<Synced> {
    let begin = Instant::now();
    let mut command = place.command(0);
    let log = std::fs::File::options().create(true).append(true).open(place.folder.join("log"))?;
    command.args(["sync", "--all"]).stdout(log.try_clone()?).stderr(log);
    let mut child = command.spawn()?;
    let (mut mib, mut first_read) = (0, None);
    let points = |fake: &ShopHandle| fake.stats().points.get("WholeOrder").copied().unwrap_or(0.0);
    let before = points(fake);
    let limit = Duration::from_secs(60 + orders as u64);
    loop {
        mib = mib.max(resident(&child));
        if first_read.is_none() && points(fake) > before {
            first_read = Some((Instant::now(), points(fake)));
        }
        if let Some(status) = child.try_wait()? {
            ensure!(
                status.success(),
                "sync --all failed: {status}; see {}",
                place.folder.join("log").display()
            );
            break;
        }
        if kill_after.is_some_and(|after| begin.elapsed().as_secs_f64() > after) {
            child.kill().await?;
            break;
        }
        ensure!(begin.elapsed() < limit, "sync --all takes longer than {limit:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let stats = fake.stats();
    let (reading, read_points) =
        first_read.map_or((0.0, 0.0), |(at, had)| (at.elapsed().as_secs_f64(), points(fake) - had));
    Ok(Synced {
        seconds: begin.elapsed().as_secs_f64(),
        answers: stats.answers,
        throttled: stats.throttled as f64 / (stats.answers + stats.throttled).max(1) as f64,
        reading,
        read_points,
        mib,
    })
}

/// Resident memory in MiB; 0 when the process is gone.
fn resident(child: &Child) -> u64 {
    let path = child.id().map(|id| PathBuf::from(format!("/proc/{id}/status")));
    let status = path.and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap_or(0) / 1024
}

/// Six hours in which no notice arrives and every subscription is ended; then the way back.
async fn lost_hours(
    run: &Run,
    figures: &mut Figures,
    place: &Place,
    fake: &ShopHandle,
    changed: usize,
) -> anyhow::Result<()> {
    let subscribed = fake.subscriptions().len();
    let mut victim = serving(place).await?;
    compared(place).await?;
    // Notices that are lost on the way, a server that does not hear, subscriptions that Shopify ends.
    fake.modes(&serde_json::from_value(json!({"drop_webhooks_seconds": 1e9}))?);
    victim = quiet_hours(run, fake, victim, changed).await?;
    victim.kill().await?;
    fake.modes(&serde_json::from_value(json!({"drop_webhooks_seconds": 0.0}))?);
    let victim = serving(place).await?;
    let begin = Instant::now();
    let (mut true_after, mut back_after, mut left) = (None, None, Vec::new());
    while begin.elapsed() < Duration::from_secs(700) && (true_after.is_none() || back_after.is_none()) {
        if back_after.is_none() && fake.subscriptions().len() >= subscribed {
            back_after = Some(begin.elapsed().as_secs_f64());
        }
        left = different(place, fake).await?;
        if left.is_empty() && true_after.is_none() {
            true_after = Some(begin.elapsed().as_secs_f64());
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    victim.kill().await?;
    figures.note(format!(
        "{changed} orders changed in {HOURS} hours without notices, {subscribed} subscriptions ended"
    ));
    figures.at_most(true_after.unwrap_or(1e6), 600.0, "right again after", "s");
    figures.at_most(back_after.unwrap_or(1e6), 3600.0, "subscriptions back after", "s");
    figures.none(left.len(), &format!("different{}", some(&left)));
    Ok(())
}

async fn quiet_hours(run: &Run, fake: &ShopHandle, victim: Victim, changed: usize) -> anyhow::Result<Victim> {
    fake.delete_subscriptions();
    for hour in 0..HOURS {
        fake.mutate(changed / HOURS as usize + 1, run.seed + 100 + hour as u64, true);
        fake.advance(3600);
    }
    Ok(victim)
}

/// Waits until the shop was compared with Shopify once.
async fn compared(place: &Place) -> anyhow::Result<()> {
    let store = place.store().await?;
    let begin = Instant::now();
    while store.shop_by_handle(HANDLE).await?.is_none_or(|shop| shop.checked_at.is_none()) {
        ensure!(begin.elapsed() < Duration::from_secs(60), "the shop is not compared with Shopify");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    store.close().await;
    Ok(())
}

async fn serving(place: &Place) -> anyhow::Result<Victim> {
    let mut victim = place.serve(free_port()?)?;
    victim.ready(Duration::from_secs(20)).await?;
    Ok(victim)
}

/// Names of orders that are not as the shop has them.
async fn different(place: &Place, fake: &ShopHandle) -> anyhow::Result<Vec<String>> {
    let store = place.store().await?;
    let shop = store.shop_by_handle(HANDLE).await?.context("the shop is gone")?;
    let shop = store.shop(shop.id);
    let mut different = Vec::new();
    for listed in fake.orders() {
        let name = listed["name"].as_str().unwrap_or_default();
        let model = fake
            .order(&serde_json::from_value(json!(name))?)
            .map_err(|error| anyhow::anyhow!("{error:?}"))?;
        if !known(&shop, name).await?.is_some_and(|known| same(&known, &model)) {
            different.push(name.to_owned());
        }
    }
    store.close().await;
    Ok(different)
}

async fn known(shop: &ShopStore, name: &str) -> anyhow::Result<Option<StoredOrder>> {
    let found = shop.orders_by_name(&name_key(name)).await?;
    match found.first() {
        Some(found) => Ok(shop.order(found.id).await?),
        None => Ok(None),
    }
}

/// Whether what is known of an order is what the shop's model says: its own words for states, and how
/// many of everything there are.
fn same(known: &StoredOrder, model: &Value) -> bool {
    let word = |key: &str| model[key].as_str().unwrap_or_default().to_owned();
    let parcels: Vec<&Value> = model["parcels"].as_array().into_iter().flatten().collect();
    let events: usize = parcels.iter().map(|parcel| parcel["events"].as_array().map_or(0, Vec::len)).sum();
    let count = |key: &str| model[key].as_array().map_or(0, Vec::len);
    let order = &known.order;
    let payment = order.payment.get().cloned().flatten();
    let tracked: usize =
        order.shipments.values().filter_map(|parcel| parcel.tracking.get()).map(Vec::len).sum();
    let tracking: usize =
        parcels.iter().map(|parcel| parcel["tracking"].as_array().map_or(0, Vec::len)).sum();
    model["id"].as_i64().map(ShopifyId) == Some(known.shopify_id)
        && payment
            == Some(word("displayFinancialStatus"))
                .filter(|word| !word.is_empty())
                .map(|word| PaymentStatus::parse(&word))
        && order.fulfillment.get() == Some(&FulfillmentStatus::parse(&word("displayFulfillmentStatus")))
        && order.return_status.get() == Some(&OrderReturnStatus::parse(&word("returnStatus")))
        && order.canceled_at.get().copied().flatten().is_none() == model["cancelled_at"].is_null()
        && order.closed_at.get().copied().flatten().is_none() == model["closed_at"].is_null()
        && order.shipments.len() == parcels.len()
        && order.carrier_events.len() == events
        && tracked == tracking
        && order.refunds.len() == count("refunds")
        && order.returns.len() == count("returns")
}

/// The first few names, for the one who has to look.
fn some(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!(" ({})", names[..names.len().min(5)].join(", ")) }
}

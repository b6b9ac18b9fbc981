//! R5: what Shopify's webhooks did not tell is found. First six hours without webhooks and without
//! subscriptions, then a long history read by a process that is killed on the way. The Shopify here is
//! the stand-in, with Shopify's own limits; the past is moved back, so that six hours pass at once.

use std::time::{Duration, Instant};

use anyhow::ensure;
use fake_shopify::{FakeShopify, Options, Running, ShopHandle, ShopOptions};

use crate::books::Books;
use crate::figures::Figures;
use crate::mirror::{Differences, all_orders, differences};
use crate::run::{On, Run};
use crate::victim::{DOMAIN, Place, SECRET, START, free_port};

const SIX_HOURS: i64 = 6 * 3600;
/// Bucket and points a second of Shopify's plan "Advanced" (Shopify facts 2.6): a shop in which so many
/// orders change in six hours has that or more.
const ADVANCED: (f64, f64) = (4_000.0, 200.0);
/// Everything must be right again within this, in seconds.
const CONVERGED: f64 = 600.0;

/// Runs it.
pub async fn run(run: &Run, on: On) -> anyhow::Result<Figures> {
    let mut figures = Figures::of(format!("r5 {}, seed {}", on.word(), run.seed));
    outage(run, on, &mut figures).await?;
    super::r5_history::run(run, on, &mut figures).await?;
    Ok(figures)
}

/// A stand-in with one shop, and an installation that is told of it.
pub async fn stage(run: &Run, on: On, name: &str) -> anyhow::Result<(Running, ShopHandle, Place)> {
    let shop =
        ShopOptions { client_id: "torture".into(), client_secret: SECRET.into(), ..ShopOptions::of(DOMAIN) };
    let running = FakeShopify::start(Options { shops: vec![shop], ..Options::default() }).await?;
    let mut place = run.bare_place(name, on).await?;
    place.settings = [
        ("WAYMARK_SHOPIFY_URL", running.base().as_str()),
        ("WAYMARK_SHOPIFY_SHOP", DOMAIN),
        ("WAYMARK_SHOPIFY_CLIENT_ID", "torture"),
        ("WAYMARK_SHOPIFY_CLIENT_SECRET", SECRET),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec();
    let fake = running.shop(DOMAIN);
    Ok((running, fake, place))
}

/// Six hours in which no webhook comes.
async fn outage(run: &Run, on: On, figures: &mut Figures) -> anyhow::Result<()> {
    let (running, fake, place) = stage(run, on, "r5-outage").await?;
    let (orders, changes) = (run.size(3_000, 80), run.size(2_000, 50));
    fake.set_clock(Run::now() / 1000 - SIX_HOURS - 600);
    fake.seed(orders, run.seed);
    // Until all is known nothing is measured.
    fake.bucket(200_000.0, 50_000.0);
    let port = free_port()?;
    let mut victim = place.serve(port)?;
    victim.ready(START).await?;
    until_subscribed(&fake, 1, Duration::from_secs(60)).await;
    // The last 60 days come by themselves; the rest on demand.
    // On a busy machine it may wait for the database in vain; run again, it goes on.
    let mut tries = 0;
    while let Err(error) = place.run(&["sync", "--all"], None).await {
        tries += 1;
        ensure!(tries < 5, "the history cannot be read: {error:#}");
    }
    let before =
        until_equal(&place, &fake, &all_orders(&fake), Duration::from_secs(run.size(1200, 300))).await?;
    ensure!(
        before.differences.none(),
        "the shop was not read at first: {:?} {:?}",
        before.differences,
        before.examples
    );
    let subscribed = until_subscribed(&fake, 1, Duration::from_secs(60)).await.0;
    ensure!(subscribed > 0, "there are no subscriptions");
    victim.kill().await?;

    fake.delete_subscriptions();
    let changed = change(&fake, changes, run.seed);
    let (bucket, restore) = run.size(ADVANCED, (20_000.0, 2_000.0));
    fake.bucket(bucket, restore);
    fake.reset_stats();
    move_back(&place).await?;

    let begin = Instant::now();
    let victim = place.serve(port)?;
    let all = all_orders(&fake);
    let limit = Duration::from_secs_f64(CONVERGED * 2.0);
    let (after, (back, back_after)) =
        tokio::join!(until_equal(&place, &fake, &all, limit), until_subscribed(&fake, subscribed, limit));
    let (after, stats) = (after?, fake.stats());
    let converged = begin.elapsed().as_secs_f64();
    victim.kill().await?;
    running.stop();
    figures.note(format!(
        "outage: {} of {orders} orders changed in six hours without webhooks; {} answers, {:?} points each operation; bucket {bucket}, {restore}/s",
        changed, stats.answers, stats.points,
    ));
    after.examples.iter().for_each(|example| figures.note(format!("e.g. {example}")));
    figures.none(after.differences.missing + after.differences.different, "orders not as Shopify has them");
    figures.at_most(after.after.as_secs_f64(), CONVERGED, "all right again after", "s");
    figures.at_most(back_after.as_secs_f64(), CONVERGED, "subscribed again after", "s");
    figures.none(subscribed.saturating_sub(back), "subscriptions missing");
    figures.at_most(throttled(stats.answers, stats.throttled), 1.0, "throttled", "%");
    figures.none(stats.own_faults.len(), "mistakes of the stand-in");
    figures.note(format!("the whole outage took {converged:.0} s to mend"));
    Ok(())
}

/// Share of refusals because of speed, in percent.
pub fn throttled(answers: u64, throttled: u64) -> f64 {
    100.0 * throttled as f64 / (answers + throttled).max(1) as f64
}

/// Changes random orders over six hours until so many different ones have changed; gives their number.
fn change(fake: &ShopHandle, most: usize, seed: u64) -> usize {
    let mut changed = std::collections::BTreeSet::new();
    let (mut round, steps) = (0, 36);
    while changed.len() < most && round < 400 {
        let part = most.div_ceil(steps).min(most - changed.len());
        changed.extend(fake.mutate(part, seed + 100 + round, false));
        round += 1;
        if round <= steps as u64 {
            fake.advance(SIX_HOURS / steps as i64);
        }
    }
    changed.len()
}

/// Makes what the program remembers six hours older, as if it had not run.
async fn move_back(place: &Place) -> anyhow::Result<()> {
    let books = Books::open(place).await?;
    let ms = SIX_HOURS * 1000;
    books
        .change(&format!(
            "UPDATE connections SET reconciled_at = reconciled_at - {ms}, audited_at = audited_at - {ms}"
        ))
        .await?;
    books.change(&format!("UPDATE orders SET read_at = read_at - {ms} WHERE read_at IS NOT NULL")).await?;
    books.close().await;
    Ok(())
}

/// What came of waiting.
pub struct Waited {
    /// What was still wrong in the end.
    pub differences: Differences,
    /// Some of it.
    pub examples: Vec<String>,
    /// How long it took.
    pub after: Duration,
}

/// Waits until all orders are as the stand-in has them, but not longer than `most`.
pub async fn until_equal(
    place: &Place,
    fake: &ShopHandle,
    orders: &[u64],
    most: Duration,
) -> anyhow::Result<Waited> {
    let begin = Instant::now();
    let store = place.store().await?;
    let mut wrong: Vec<u64> = orders.to_vec();
    loop {
        let mut examples = Vec::new();
        let after = begin.elapsed();
        let Ok(shop) = place.shop(&store).await else {
            tokio::time::sleep(Duration::from_millis(200)).await;
            continue;
        };
        // Looks at those that were wrong last time; at all of them before it believes it.
        let found = differences(fake, &shop, wrong.get(..40).unwrap_or(&wrong), &mut examples).await?;
        let found = if found.none() { differences(fake, &shop, orders, &mut examples).await? } else { found };
        if found.none() || after > most {
            let found =
                if found.none() { found } else { differences(fake, &shop, orders, &mut examples).await? };
            store.close().await;
            return Ok(Waited { differences: found, examples, after });
        }
        let step = 37.min(wrong.len());
        wrong.rotate_left(step);
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

/// Waits until there are so many subscriptions; gives their number and how long it took.
async fn until_subscribed(fake: &ShopHandle, wanted: usize, most: Duration) -> (usize, Duration) {
    let begin = Instant::now();
    loop {
        let count = fake.subscriptions().len();
        if count >= wanted || begin.elapsed() > most {
            // They are made one after the other: wait for the last.
            tokio::time::sleep(Duration::from_secs(if wanted <= 1 { 5 } else { 0 })).await;
            return (fake.subscriptions().len(), begin.elapsed());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

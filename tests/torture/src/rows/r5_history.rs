//! R5's second half: the whole history by `waymark sync --all`, killed while it takes orders in and
//! again while it reads them one by one; then how fast it went, and how much memory it took.

use std::time::{Duration, Instant};

use fake_shopify::{ShopHandle, Stats};
use tokio::process::Child;

use super::r5::{stage, throttled, until_equal};
use crate::books::Books;
use crate::figures::Figures;
use crate::mirror::all_orders;
use crate::run::{On, Run};
use crate::victim::Place;

/// Shopify's usual bucket, times this: what its plan "Plus" restores (Shopify facts 2.6). At the usual pace
/// the history of 50,000 orders takes six hours.
const SCALE: f64 = 10.0;
/// Memory may grow by this much between 10,000 orders and all of them, in MiB.
const GROWTH: f64 = 32.0;

/// Runs it.
pub async fn run(run: &Run, on: On, figures: &mut Figures) -> anyhow::Result<()> {
    let (running, fake, place) = stage(run, on, "r5-history").await?;
    let orders = run.size(50_000, 200);
    fake.seed(orders, run.seed + 1);
    fake.bucket(2_000.0 * SCALE, 100.0 * SCALE);
    let fields =
        ["shop", "connect", "--domain", crate::victim::DOMAIN, "--client-id", "torture", "--secret-stdin"];
    place.run(&fields, Some(crate::victim::SECRET)).await?;
    fake.reset_stats();

    let books = Books::open(&place).await?;
    // Killed in the middle of the export, then while it reads one by one. Small ones are through too soon
    // for the second, and its claims would have to run out.
    let taken = kill_when(&place, &books, |seen| seen.orders > orders as i64 / 3).await?;
    let read = if run.small {
        0
    } else {
        kill_when(&place, &books, |seen| seen.exported && seen.read > 500).await?
    };
    let last = to_the_end(&place, &books, &fake).await?;
    books.close().await;
    let checked = until_equal(&place, &fake, &all_orders(&fake), Duration::from_secs(1)).await?;
    let stats = fake.stats();
    running.stop();
    figures.note(format!(
        "history: {orders} orders; killed at {taken} taken in and at {read} read; then to the end in {:.0} s; operations {:?}",
        last.took.as_secs_f64(),
        stats.operations,
    ));
    checked.examples.iter().for_each(|example| figures.note(format!("e.g. {example}")));
    figures.none(checked.differences.missing, "orders missing");
    figures.none(checked.differences.different, "orders not as Shopify has them");
    figures.at_most(throttled(stats.answers, stats.throttled), 1.0, "throttled", "%");
    figures.note(format!(
        "allowance used while orders waited to be read: {:.0} % over {:.0} s",
        last.used, last.measured
    ));
    if !run.small {
        figures.at_least(last.used, 80.0, "allowance used", "%");
    }
    figures.note(format!("memory: {:.0} MiB at 10,000 orders, {:.0} MiB at most", last.early, last.most));
    figures.at_most(last.most - last.early, GROWTH, "memory grew by", "MiB");
    figures.none(stats.own_faults.len(), "mistakes of the stand-in");
    Ok(())
}

/// What can be seen of a run from outside.
#[derive(Clone, Copy, Default)]
struct Seen {
    orders: i64,
    read: i64,
    waiting: i64,
    exported: bool,
}

async fn look(books: &Books) -> anyhow::Result<Seen> {
    Ok(Seen {
        orders: books.number("SELECT count(*) FROM orders").await?,
        read: books.number("SELECT count(*) FROM orders WHERE read_at IS NOT NULL").await?,
        waiting: books.number("SELECT count(*) FROM refreshes").await?,
        exported: books.number("SELECT count(*) FROM syncs WHERE finished_at IS NOT NULL").await? > 0,
    })
}

fn start(place: &Place) -> anyhow::Result<Child> {
    let log = std::fs::File::options().create(true).append(true).open(place.folder.join("log"))?;
    let mut command = place.command(0);
    command.args(["sync", "--all"]).stdout(log.try_clone()?).stderr(log);
    Ok(command.spawn()?)
}

/// Runs a sync and kills it when it has come so far; gives what it had done, or what it did when it
/// was through before.
async fn kill_when(place: &Place, books: &Books, far: impl Fn(Seen) -> bool) -> anyhow::Result<i64> {
    let mut child = start(place)?;
    loop {
        let seen = look(books).await?;
        if far(seen) || child.try_wait()?.is_some() {
            child.kill().await?;
            return Ok(if seen.exported { seen.read } else { seen.orders });
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// What the last run was like.
#[derive(Default)]
struct Last {
    took: Duration,
    used: f64,
    measured: f64,
    early: f64,
    most: f64,
}

/// Runs a sync to its end and watches its memory and what it asks.
async fn to_the_end(place: &Place, books: &Books, fake: &ShopHandle) -> anyhow::Result<Last> {
    let (mut last, begin) = (Last::default(), Instant::now());
    let mut child = start(place)?;
    let process = child.id().unwrap_or(0);
    let mut reading: Option<(Instant, Stats)> = None;
    loop {
        if let Some(status) = child.try_wait()? {
            anyhow::ensure!(status.success(), "sync ended with {status}: {}", place.log());
            break;
        }
        let seen = look(books).await?;
        let memory = resident(process);
        last.most = last.most.max(memory);
        if seen.orders <= 10_000 || begin.elapsed() < Duration::from_secs(20) {
            last.early = last.early.max(memory);
        }
        // Reads have begun, and so many wait that nothing but the allowance can hold it up.
        let stats = fake.stats();
        let ones =
            stats.operations.iter().filter(|(name, _)| name.contains("Order")).map(|(_, n)| n).sum::<u64>();
        match &reading {
            None if seen.waiting > 100 && ones > 0 && seen.exported => {
                reading = Some((Instant::now(), stats))
            }
            Some((since, first)) if seen.waiting > 100 => {
                last.measured = since.elapsed().as_secs_f64();
                let spent = stats.points_spent - first.points_spent;
                let level = |stats: &Stats| stats.samples.last().map_or(0.0, |sample| sample.available);
                // What was in the bucket at first did not flow in.
                let from_stock = (level(first) - level(&stats)).max(0.0);
                last.used = 100.0 * (spent - from_stock) / (100.0 * SCALE * last.measured.max(0.001));
            }
            _ => {}
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    last.took = begin.elapsed();
    Ok(last)
}

/// Memory of a process, in MiB.
fn resident(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse::<f64>().ok());
    kib.unwrap_or(0.0) / 1024.0
}

//! P2: pages while the writer is busy. A second process holds the write lock half of the time, and a
//! backfill runs beside the serving process; pages must be answered, and soon. On PostgreSQL the lock is
//! the strongest that lets others read, on the tables that everything is written to.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::json;

use crate::books::Books;
use crate::figures::Figures;
use crate::hooks::Sender;
use crate::rows::p1::{Taken, read_pages};
use crate::rows::r5::stage;
use crate::run::{On, Run};
use crate::victim::{DOMAIN, HANDLE, Place, SECRET, START, free_port};

/// Pages a second, and in the small version.
const PAGES: (u32, u32) = (200, 10);
/// Shopify's usual bucket, times this, for the backfill: what its plan "Plus" restores.
const SCALE: f64 = 10.0;

/// Runs it.
pub async fn run(run: &Run, on: On) -> anyhow::Result<Figures> {
    let mut figures = Figures::of(format!("p2 {}, seed {}", on.word(), run.seed));
    let (running, fake, place) = stage(run, on, "p2").await?;
    fake.seed(run.size(20_000, 60), run.seed);
    fake.bucket(2_000.0 * SCALE, 100.0 * SCALE);
    let fields = ["shop", "connect", "--domain", DOMAIN, "--client-id", "torture", "--secret-stdin"];
    place.run(&fields, Some(SECRET)).await?;
    let orders: usize = run.size(100_000, 400);
    let file = write_orders(&place, orders)?;
    place.run(&["import", "--shop", HANDLE, &file.display().to_string()], None).await?;
    let mut victim = place.serve(free_port()?)?;
    victim.ready(START).await?;
    let sender = Sender::new()?;
    let links = links(&place, victim.port, orders, run.size(300, 6)).await?;
    let long = Duration::from_secs(run.size(300, 6));
    let (pages, enough) = (Arc::new(Taken::default()), Arc::new(AtomicBool::new(false)));
    let held = run.size(5_000, 1_000);
    let holding = tokio::spawn(hold_on(Books::open(&place).await?, held, Arc::clone(&enough)));
    let filled = Arc::new(AtomicUsize::new(0));
    let filling = tokio::spawn(fill(place.again(), Arc::clone(&enough), Arc::clone(&filled)));
    read_pages(
        sender,
        links,
        run.dice(23),
        run.size(PAGES.0, PAGES.1),
        long,
        (Arc::clone(&pages), run.size(1, 10)),
    )
    .await?;
    enough.store(true, Ordering::Relaxed);
    let holds = holding.await??;
    filling.await??;
    victim.kill().await?;
    running.stop();
    let note = format!(
        "the write lock held {holds} times for {held} ms, {} runs of the backfill begun",
        filled.load(Ordering::Relaxed)
    );
    figures.note(note);
    write(run, &mut figures, &pages, orders);
    figures.none(usize::from(holds == 0), "runs without the lock held");
    figures.none(place.log().matches("panicked").count(), "panics in the log");
    Ok(figures)
}

fn write(run: &Run, figures: &mut Figures, pages: &Taken, orders: usize) {
    let (mut times, failed) = pages.told();
    figures.note(format!("{} pages of {orders} orders: {}", times.count(), times.told()));
    let good = 100.0 * (1.0 - failed as f64 / times.count().max(1) as f64);
    figures.at_least(good, 99.99, "pages answered with 200", "%");
    run.hold_at_most(figures, times.ms(0.99), 100.0, "pages p99", "ms");
}

/// Orders as REST writes them, one a line.
fn write_orders(place: &Place, orders: usize) -> anyhow::Result<PathBuf> {
    let path = place.folder.join("orders.jsonl");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path)?);
    for n in 1..=orders {
        let order = json!({"id": 9_000_000 + n, "name": format!("#P{n}"), "updated_at": "2026-11-20T10:00:00Z",
            "processed_at": "2026-11-19T10:00:00Z", "financial_status": "paid",
            "line_items": [{"id": n * 100, "title": "Table", "quantity": 1, "price": "100.00"}], "currency": "DKK",
            "fulfillments": [{"id": n * 10, "order_id": n, "created_at": "2026-11-20T09:00:00Z",
                "updated_at": "2026-11-20T09:00:00Z", "shipment_status": "in_transit", "status": "success",
                "tracking_number": format!("TRACK{n}"), "tracking_company": "PostNord"}]});
        writeln!(file, "{order}")?;
    }
    file.flush()?;
    Ok(path)
}

/// Links to pages spread over all orders.
async fn links(place: &Place, port: u16, orders: usize, most: usize) -> anyhow::Result<Vec<String>> {
    let mut links = Vec::new();
    for n in (1..=orders).step_by((orders / most).max(1)) {
        let said = place.run(&["link", "--shop", HANDLE, &format!("#P{n}")], None).await?;
        let token = said.trim().split_once("/o/").map_or("", |(_, token)| token);
        links.push(format!("http://127.0.0.1:{port}/o/{token}"));
    }
    Ok(links)
}

/// Holds the write lock as long as it lets it go, until there is enough; gives how often.
async fn hold_on(books: Books, ms: u64, enough: Arc<AtomicBool>) -> anyhow::Result<usize> {
    let mut holds = 0;
    while !enough.load(Ordering::Relaxed) {
        holds += usize::from(books.hold(Duration::from_millis(ms)).await?);
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
    books.close().await;
    Ok(holds)
}

/// Reads the history again and again, until there is enough.
async fn fill(place: Place, enough: Arc<AtomicBool>, begun: Arc<AtomicUsize>) -> anyhow::Result<()> {
    let log = std::fs::File::options().create(true).append(true).open(place.folder.join("backfill.log"))?;
    while !enough.load(Ordering::Relaxed) {
        let mut command = place.command(0);
        command.args(["sync", "--shop", HANDLE, "--all"]).stdout(log.try_clone()?).stderr(log.try_clone()?);
        let mut child = command.spawn()?;
        begun.fetch_add(1, Ordering::Relaxed);
        while child.try_wait()?.is_none() {
            if enough.load(Ordering::Relaxed) {
                child.kill().await?;
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        // One that waited for the lock in vain ends: the next goes on with the same read.
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    Ok(())
}

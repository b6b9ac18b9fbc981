//! R3 and P5: e-mails. Status changes of the merchant while the serving process is killed again and again and
//! the mail server fails by dice: nothing may be lost, an extra copy may come only of a hand-over whose answer
//! was lost, once, under the same Message-ID, and marked. Without faults there is no extra copy at all, and a
//! mail is handed over soon after its hold window. `r3_verdict.rs` judges.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};

use waymark::domain::clock::{SystemChance, SystemClock};
use waymark::domain::shop::Shop;
use waymark::domain::status::{Status, StatusWords};
use waymark::language::Words;
use waymark::mail::template::{Fence, Limits};
use waymark::services::Services;
use waymark::services::change_order::{ChangeOutcome, MerchantChange};
use waymark::services::connect_shop::Shopify;
use waymark::services::import_orders::ImportSummary;
use waymark::services::privacy::Places;

use super::r3_verdict::{judge, prompt};
use crate::books::Books;
use crate::dice::Dice;
use crate::figures::Figures;
use crate::run::{On, Run};
use crate::sink::{Faults, Sink};
use crate::victim::{HANDLE, Place, Victim, free_port};

/// How long a message waits so that a change can be undone.
const HOLD_SECONDS: u16 = 1;
/// Longest wait for the last message.
const DRAIN: Duration = Duration::from_secs(600);

/// Runs it.
pub async fn run(run: &Run, on: On) -> anyhow::Result<Figures> {
    let mut figures = Figures::of(format!("r3 and p5 {}, seed {}", on.word(), run.seed));
    let dice = run.dice(3);
    let mut place = run.place("r3", on).await?;
    let sink = Sink::start(dice.apart(1)).await?;
    place.settings = [
        ("WAYMARK_SMTP_URL", format!("smtp://127.0.0.1:{}?tls=none", sink.port)),
        ("WAYMARK_MAIL_FROM", "Torture <orders@torture.example>".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec();
    let place = Arc::new(place);
    let (calm, wild) = (run.size(500, 20), run.size(5_000, 60));
    let merchant = Merchant::of(&place, calm + wild).await?;
    let books = Books::open(&place).await?;
    let port = free_port()?;
    let mut victim = place.serve(port)?;
    victim.ready(Duration::from_secs(30)).await?;
    // First without faults, ten changes a second.
    merchant.change(0..calm, Duration::from_millis(100)).await?;
    ensure!(drain(&books).await?, "messages wait for ever without any fault");
    let messages = books.messages().await?;
    prompt(&mut figures, &messages, &sink.seen(), run.size(5.0, 20.0));
    figures.none(sink.seen().len() - calm.min(sink.seen().len()), "extra copies without faults");
    // Then with everything at once.
    let faults = Faults {
        later: run.size(10, 50),
        closed: run.size(10, 80),
        stalled: run.size(5, 20),
        refused: run.size(2, 30),
        stall: Duration::from_secs(run.size(30, 12)),
    };
    sink.fail(faults);
    let enough = Arc::new(AtomicBool::new(false));
    let hurrying = tokio::spawn(hurry(Books::open(&place).await?, Arc::clone(&enough)));
    let (kills, longest) = (run.size(300, 6), run.size(2_000, 600));
    let pace = Duration::from_millis(u64::from(kills) * (200 + longest) / 2 / wild as u64);
    let killing = tokio::spawn(kill(Arc::clone(&place), victim, dice.apart(2), kills, longest));
    merchant.change(calm..calm + wild, pace).await?;
    let victim = killing.await??;
    let begin = Instant::now();
    let drained = drain(&books).await?;
    figures.note(format!(
        "{wild} changes under faults, {kills} kills, last message after {:.0} s more",
        begin.elapsed().as_secs_f64()
    ));
    enough.store(true, Ordering::Relaxed);
    hurrying.await??;
    victim.kill().await?;
    sink.write(&place.folder.join("ledger.tsv"))?;
    figures.none(usize::from(!drained), "outboxes not sent to the end");
    let messages = books.messages().await?;
    judge(&mut figures, &messages, &sink.seen(), calm + wild, !run.small);
    figures.none(place.log().matches("panicked").count(), "panics in the log");
    books.close().await;
    merchant.services.store.close().await;
    Ok(figures)
}

/// The merchant: works beside the serving process on the same database, as a command of the program does.
struct Merchant {
    services: Services,
    shop: Shop,
    status: Status,
}

impl Merchant {
    /// With as many orders, each of another shopper, and one public status.
    async fn of(place: &Place, orders: usize) -> anyhow::Result<Self> {
        let services = Services {
            store: place.store().await?,
            words: Words::load(),
            clock: Arc::new(SystemClock),
            chance: Arc::new(SystemChance),
            public_url: "http://127.0.0.1".into(),
            shopify: Shopify::at("http://127.0.0.1:9/{shop}"),
            places: Arc::new(Places {
                erasures: place.folder.join("erasures.jsonl"),
                mail_folder: place.folder.join("mail"),
            }),
            passwords: Default::default(),
            mail: Default::default(),
            // The merchant's commands write no message: the serving process does.
            fence: Fence::new(std::env::current_exe()?, Limits::default(), 1),
        };
        let mut shop = services.store.shop_by_handle(HANDLE).await?.context("the shop is gone")?;
        shop.settings.hold_seconds = HOLD_SECONDS;
        services.store.save_shop(&shop).await?;
        let mut status = services.new_status(&shop, "glued").await?;
        status.public = StatusWords { name: "The boards are glued".into(), text: None };
        services.save_status(&shop, &status).await?;
        let mut lines = String::new();
        for n in 1..=orders {
            let order = serde_json::json!({"id": n, "name": format!("#{n}"), "updated_at": "2026-11-20T10:00:00Z",
                "processed_at": "2026-11-19T10:00:00Z", "financial_status": "paid", "email": format!("shopper-{n}@example.com")});
            writeln!(lines, "{order}")?;
        }
        let mut summary = ImportSummary::default();
        services.import(&shop, "torture", lines.as_bytes(), &mut summary, &|_| {}).await?;
        ensure!(summary.refused.is_empty(), "{:?}", summary.refused.first());
        Ok(Self { services, shop, status })
    }

    /// Puts these orders into the status, one after the other.
    async fn change(&self, orders: std::ops::Range<usize>, pace: Duration) -> anyhow::Result<()> {
        let mut due = tokio::time::Instant::now();
        for n in orders {
            tokio::time::sleep_until(due).await;
            due += pace;
            let id = self.services.order_by_name(&self.shop, &format!("#{}", n + 1)).await?;
            let change = MerchantChange {
                status: Some(self.status.clone()),
                message: true,
                ..MerchantChange::default()
            };
            let done = self.services.change_order(&self.shop, id.context("no order")?, &change).await?;
            ensure!(matches!(&done, ChangeOutcome::Done(done) if done.messages == 1), "{done:?}");
        }
        Ok(())
    }
}

/// Kills the serving process, again and again, each time after it could do some work.
async fn kill(
    place: Arc<Place>,
    mut victim: Victim,
    mut dice: Dice,
    kills: u32,
    longest: u64,
) -> anyhow::Result<Victim> {
    let books = Books::open(&place).await?;
    for nth in 0..kills {
        victim.ready(Duration::from_secs(30)).await?;
        tokio::time::sleep(Duration::from_millis(dice.between(200, longest))).await;
        let port = victim.port;
        victim.kill().await?;
        // Nobody is left who could hold a claim: a moment instead of the half minute it is good for.
        books
            .change("UPDATE messages SET claimed_until = 0 WHERE state IN ('sending', 'handing_over')")
            .await?;
        victim = place.serve(port)?;
        if nth % 50 == 49 {
            println!("  … {} kills", nth + 1);
        }
    }
    victim.ready(Duration::from_secs(30)).await?;
    books.close().await;
    Ok(victim)
}

/// Lets minutes and hours before another try pass at once.
async fn hurry(books: Books, enough: Arc<AtomicBool>) -> anyhow::Result<()> {
    while !enough.load(Ordering::Relaxed) {
        let now = Run::now();
        books
            .change(&format!(
                "UPDATE messages SET not_before = {now} WHERE state IN ('retrying', 'unknown') \
                AND not_before > {now} AND not_before < {NEVER}"
            ))
            .await?;
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    books.close().await;
    Ok(())
}

/// Later than any message is tried again.
const NEVER: i64 = i64::MAX / 2;

/// Waits until nothing is to be sent any more; whether that came to an end.
async fn drain(books: &Books) -> anyhow::Result<bool> {
    let open = format!(
        "SELECT count(*) FROM messages WHERE state IN ('waiting', 'sending', 'handing_over', 'retrying') \
        OR (state = 'unknown' AND doubtful = 1 AND not_before < {NEVER})"
    );
    let begin = Instant::now();
    while begin.elapsed() < DRAIN {
        if books.number(&open).await? == 0 {
            return Ok(true);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(false)
}

//! R3 and P5: e-mails. Status changes of the merchant while the serving process is killed again and again and
//! the mail server fails by dice: nothing may be lost, an extra copy may come only of a hand-over whose answer
//! was lost, once, under the same Message-ID, and marked. Without faults there is no extra copy at all, and a
//! mail is handed over soon after its hold window. `r3_verdict.rs` judges.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::ensure;

use super::r3_verdict::{judge, prompt};
use crate::books::Books;
use crate::dice::Dice;
use crate::figures::Figures;
use crate::merchant::{Merchant, NEVER, drain};
use crate::run::{On, Run};
use crate::sink::{Faults, Sink};
use crate::victim::{Place, Victim, free_port};

/// How long a message waits so that a change can be undone.
const HOLD_SECONDS: u16 = 1;

/// Runs it.
pub async fn run(run: &Run, on: On) -> anyhow::Result<Figures> {
    let mut figures = Figures::of(format!("r3 and p5 {}, seed {}", on.word(), run.seed));
    let dice = run.dice(3);
    let mut place = run.place("r3", on).await?;
    let sink = Sink::start(dice.apart(1)).await?;
    place.settings = sink.settings();
    let place = Arc::new(place);
    let (calm, wild) = (run.size(500, 20), run.size(5_000, 60));
    let merchant = Merchant::of(&place, calm + wild, HOLD_SECONDS).await?;
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
    let (kills, longest) = (run.size(300, 6), run.size(6_000, 600));
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

/// Kills the serving process, again and again, each time after it could do some work.
pub async fn kill(
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
pub async fn hurry(books: Books, enough: Arc<AtomicBool>) -> anyhow::Result<()> {
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

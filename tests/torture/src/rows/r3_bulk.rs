//! R3, many at once: one change of a thousand orders sends exactly a thousand messages although the serving
//! process is killed while it carries the change out and while it sends. Then: who is changed and changed back
//! within the hold window hears nothing, kills or not. `r3_verdict.rs` judges.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};

use waymark::domain::batch::BatchChange;
use waymark::services::bulk::Chosen;

use super::r3::{hurry, kill};
use super::r3_verdict::judge;
use crate::books::Books;
use crate::dice::Dice;
use crate::figures::Figures;
use crate::merchant::{Merchant, drain};
use crate::run::{On, Run};
use crate::sink::Sink;
use crate::victim::{Place, START, Victim, free_port};

/// How long a message waits so that a change can be undone.
const HOLD: Duration = Duration::from_secs(6);
/// Longest wait for a change of many orders.
const CARRIED_OUT: Duration = Duration::from_secs(300);

/// Runs it.
pub async fn run(run: &Run, on: On) -> anyhow::Result<Figures> {
    let mut figures = Figures::of(format!("r3-bulk {}, seed {}", on.word(), run.seed));
    let dice = run.dice(31);
    let mut place = run.place("r3-bulk", on).await?;
    let sink = Sink::start(dice.apart(1)).await?;
    place.settings = sink.settings();
    let place = Arc::new(place);
    // A piece is 200 orders: after the first there must be time left for a kill.
    let (orders, back) = (run.size(1_000, 430), run.size(300, 10));
    let merchant = Merchant::of(&place, orders + back, u16::try_from(HOLD.as_secs())?).await?;
    let books = Books::open(&place).await?;
    confirm(&place, &merchant, orders).await?;
    let (victim, between) = carry_out(&place, &books, dice.apart(2), orders, run.size(20, 3)).await?;
    // Then while it sends.
    let enough = Arc::new(AtomicBool::new(false));
    let hurrying = tokio::spawn(hurry(Books::open(&place).await?, Arc::clone(&enough)));
    let (kills, longest) = (run.size(30, 3), run.size(1_000, 600));
    let victim = kill(Arc::clone(&place), victim, dice.apart(3), kills, longest).await?;
    let drained = drain(&books).await?;
    figures.none(usize::from(!drained), "outboxes not sent to the end");
    figures.note(format!(
        "one change of {orders} orders: {between} kills between its pieces, {kills} while it was sent"
    ));
    figures.none(usize::from(between == 0), "runs without a kill between two pieces");
    judge(&mut figures, &books.messages().await?, &sink.seen(), orders, false);
    let victim = there_and_back(&place, &merchant, victim, (orders, back), dice.apart(4)).await?;
    let drained = drain(&books).await?;
    figures.none(usize::from(!drained), "outboxes not sent to the end");
    told_once(&mut figures, &sink, (orders, back));
    enough.store(true, Ordering::Relaxed);
    hurrying.await??;
    victim.kill().await?;
    sink.write(&place.folder.join("ledger.tsv"))?;
    figures.none(place.log().matches("panicked").count(), "panics in the log");
    books.close().await;
    merchant.services.store.close().await;
    Ok(figures)
}

/// The merchant chooses orders, looks at what will happen, and says yes. Nobody serves yet.
async fn confirm(place: &Place, merchant: &Merchant, orders: usize) -> anyhow::Result<()> {
    let fields = ["user", "add", "--email", "owner@example.com", "--name", "Owner", "--role", "owner"];
    let fields: Vec<&str> = fields.into_iter().chain(["--password-stdin"]).collect();
    place.run(&fields, Some("green chairs by the door")).await?;
    let (services, shop) = (&merchant.services, &merchant.shop);
    let user = services.store.user_by_email("owner@example.com").await?.context("the owner is gone")?;
    let mut chosen = Vec::new();
    for order in 0..orders {
        chosen.push(Chosen { order: merchant.order(order).await?, change: None });
    }
    let change = BatchChange { status: Some(merchant.status.id), message: true, ..BatchChange::default() };
    let id = services.prepare_batch(shop, &user, &chosen, &change).await?;
    let batch = services.store.shop(shop.id).batch(id).await?.context("the batch is gone")?;
    ensure!(batch.messages == orders as u64, "the preview says {} messages", batch.messages);
    ensure!(services.confirm_batch(shop, &batch).await?, "the batch was not begun");
    Ok(())
}

/// Serves until the change is carried out, killed again and again on the way: the first time as soon as some of
/// it is done, then at any moment. Gives who serves then, and how many kills fell between two pieces.
async fn carry_out(
    place: &Place,
    books: &Books,
    mut dice: Dice,
    orders: usize,
    kills: u32,
) -> anyhow::Result<(Victim, u32)> {
    let waiting = "SELECT count(*) FROM batch_orders WHERE state = 'waiting'";
    let over = "SELECT count(*) FROM batches WHERE state = 'done'";
    let (port, begin, mut between) = (free_port()?, Instant::now(), 0);
    let mut victim = place.serve(port)?;
    for nth in 0..kills {
        let life = Instant::now();
        let longest = Duration::from_millis(dice.between(20, 600));
        let is_first = |left: i64| nth == 0 && left == orders as i64;
        while is_first(books.number(waiting).await?) || (nth > 0 && life.elapsed() < longest) {
            ensure!(begin.elapsed() < CARRIED_OUT, "the change does not begin");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        victim.kill().await?;
        let left = books.number(waiting).await?;
        between += u32::from(left > 0 && left < orders as i64);
        // Nobody is left who could hold it.
        books.change("UPDATE batches SET claimed_until = 0 WHERE claimed_until IS NOT NULL").await?;
        victim = place.serve(port)?;
        if books.number(over).await? == 1 {
            break;
        }
    }
    victim.ready(START).await?;
    while books.number(over).await? == 0 {
        ensure!(begin.elapsed() < CARRIED_OUT, "the change is not carried out");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok((victim, between))
}

/// Orders that were told of their status go on and come back before that is told; meanwhile the process dies
/// again and again.
async fn there_and_back(
    place: &Arc<Place>,
    merchant: &Merchant,
    victim: Victim,
    (from, count): (usize, usize),
    dice: Dice,
) -> anyhow::Result<Victim> {
    let books = Books::open(place).await?;
    let further = merchant.new_status("oiled", "The boards are oiled").await?;
    merchant.change(from..from + count, Duration::from_millis(10)).await?;
    ensure!(drain(&books).await?, "messages wait for ever without any fault");
    let kills = if count < 100 { 2 } else { 20 };
    let killing = tokio::spawn(kill(Arc::clone(place), victim, dice, kills, 800));
    for order in from..from + count {
        let begin = Instant::now();
        merchant.put(order, &further).await?;
        merchant.put(order, &merchant.status).await?;
        ensure!(begin.elapsed() < HOLD, "the machine is too busy to change an order back in time");
    }
    let victim = killing.await??;
    books.close().await;
    Ok(victim)
}

/// Every shopper was told once, also those whose order went on and came back.
fn told_once(figures: &mut Figures, sink: &Sink, (orders, back): (usize, usize)) {
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for one in sink.seen() {
        told.entry(one.to).or_default().insert(one.id);
    }
    figures.note(format!("{back} orders changed and changed back within the hold window"));
    figures.none((orders + back).abs_diff(told.len()), "shoppers too many or too few");
    figures.none(told.values().filter(|ids| ids.len() > 1).count(), "told of a change that was changed back");
}

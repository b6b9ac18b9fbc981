//! R1: webhooks doubled and shuffled, while the serving process is killed again and again. Nothing that
//! was acknowledged may be lost, nothing may be told twice, every order must be right in the end.

use std::io::Write as _;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::ensure;
use tokio::sync::Semaphore;

use crate::books::Books;
use crate::dice::Dice;
use crate::figures::Figures;
use crate::hooks::{Parcel, Sender};
use crate::run::{On, Run};
use crate::story::Script;
use crate::verdict::judge;
use crate::victim::{Place, START, Victim, free_port};

/// A webhook may come this much later than it was sent.
const WINDOW_MS: u64 = 30_000;
/// Requests under way at once.
const AT_ONCE: usize = 40;
/// Longest wait for the last webhook to be read; rows that promise a time say so themselves.
const DRAIN: Duration = Duration::from_secs(300);

/// Runs it with this many instances on one database.
pub async fn run(run: &Run, on: On, instances: usize) -> anyhow::Result<Figures> {
    let title = format!("r1 {} with {instances} serving, seed {}", on.word(), run.seed);
    let mut figures = Figures::of(title);
    let dice = run.dice(1);
    let script = Arc::new(Script::new(&dice, run.size(20_000, 500), Run::now()));
    let kills = run.size(300, 20);
    let longest = run.size(2_000, 600);
    let place = Arc::new(run.place(&format!("r1-{instances}"), on).await?);
    let ports = (0..instances).map(|_| free_port()).collect::<anyhow::Result<Vec<u16>>>()?;
    let plan = plan(&dice, &script, u64::from(kills) * (200 + longest) / 2, run.size(WINDOW_MS, 2_000));
    let post = Arc::new(Post::new(&place, Arc::clone(&script), ports.clone())?);
    let killer =
        tokio::spawn(kill_on(Arc::clone(&place), ports, dice.apart(2), kills, longest, Arc::clone(&post)));
    let sent = send_all(&post, plan, &dice).await?;
    let (victims, killed) = killer.await??;
    let begin = Instant::now();
    let drained = drain(&place).await?;
    let drained_after = begin.elapsed().as_secs_f64();
    let acks: u32 = post.acks.iter().map(|count| count.load(Ordering::Relaxed)).sum();
    figures.note(format!(
        "{} events about {} orders, {sent} sendings, {acks} acknowledged, {} unanswered or refused and repeated, {killed} kills",
        script.events.len(),
        script.orders.len(),
        post.repeats.load(Ordering::Relaxed),
    ));
    let shown = pages(&place, &script, victims[0].port, &mut dice.apart(3), run.size(40, 8)).await?;
    for victim in victims {
        victim.kill().await?;
    }
    let never = post.acks.iter().filter(|count| count.load(Ordering::Relaxed) == 0).count();
    figures.none(never, "events never acknowledged (the harness gave up)");
    judge(&place, &script).await?.write(&mut figures);
    figures.none(shown, "lines wrong on the pages of sampled orders");
    figures.none(place.log().matches("panicked").count(), "panics in the log");
    figures.none(usize::from(!drained), "inboxes not read to the end");
    run.hold_at_most(&mut figures, drained_after, 60.0, "all read after", "s");
    Ok(figures)
}

/// When which event is sent: two to five times each, each time up to a window late.
fn plan(dice: &Dice, script: &Script, span: u64, window: u64) -> Vec<(u64, usize)> {
    let mut dice = dice.apart(4);
    let count = script.events.len() as u64;
    let mut plan = Vec::new();
    for nth in 0..script.events.len() {
        // Several orders at a time are under way, as in a shop: an event's time is its place in the list.
        let at = span.saturating_sub(window).max(1) * nth as u64 / count;
        for _ in 0..dice.between(2, 5) {
            plan.push((at + dice.below(window), nth));
        }
    }
    plan.sort_unstable();
    plan
}

/// Sends, and remembers what was acknowledged.
struct Post {
    sender: Sender,
    script: Arc<Script>,
    // Signed once: that costs the harness more than sending.
    parcels: Vec<Parcel>,
    ports: Vec<u16>,
    acks: Vec<AtomicU32>,
    repeats: AtomicUsize,
    enough: AtomicBool,
    ledger: Mutex<std::io::BufWriter<std::fs::File>>,
}

impl Post {
    fn new(place: &Place, script: Arc<Script>, ports: Vec<u16>) -> anyhow::Result<Self> {
        let ledger = std::fs::File::create(place.folder.join("ledger.tsv"))?;
        Ok(Self {
            sender: Sender::new()?,
            acks: script.events.iter().map(|_| AtomicU32::new(0)).collect(),
            parcels: script.events.iter().map(Parcel::of).collect(),
            script,
            ports,
            repeats: AtomicUsize::new(0),
            enough: AtomicBool::new(false),
            ledger: Mutex::new(std::io::BufWriter::new(ledger)),
        })
    }

    /// Sends one event until it is acknowledged.
    async fn send(&self, nth: usize, mut dice: Dice) -> anyhow::Result<()> {
        let event = &self.script.events[nth];
        let parcel = &self.parcels[nth];
        loop {
            let port = self.ports[dice.place(self.ports.len())];
            let status = self.sender.send(port, parcel).await;
            let word = status.map_or("none".to_owned(), |status| status.to_string());
            writeln!(
                self.ledger.lock().expect("nobody panics"),
                "{}\t{}\t{}\t{word}",
                Run::now(),
                event.event_id,
                event.topic
            )?;
            if status == Some(200) {
                self.acks[nth].fetch_add(1, Ordering::Relaxed);
                return Ok(());
            }
            ensure!(!matches!(status, Some(400..500)), "a good webhook was refused: {word}");
            self.repeats.fetch_add(1, Ordering::Relaxed);
            tokio::time::sleep(Duration::from_millis(dice.between(50, 400))).await;
        }
    }
}

/// Sends everything by the plan, then any of it again until the killer has had enough.
async fn send_all(post: &Arc<Post>, plan: Vec<(u64, usize)>, dice: &Dice) -> anyhow::Result<usize> {
    let at_once = Arc::new(Semaphore::new(AT_ONCE));
    let begin = Instant::now();
    let mut more = dice.apart(5);
    let mut plan = plan.into_iter();
    let mut tasks = tokio::task::JoinSet::new();
    let mut sent = 0;
    loop {
        let nth = match plan.next() {
            Some((due, nth)) => {
                tokio::time::sleep(Duration::from_millis(due).saturating_sub(begin.elapsed())).await;
                nth
            }
            None if post.enough.load(Ordering::Relaxed) => break,
            None => {
                tokio::time::sleep(Duration::from_millis(20)).await;
                more.place(post.script.events.len())
            }
        };
        let permit = Arc::clone(&at_once).acquire_owned().await?;
        let (post, dice) = (Arc::clone(post), more.apart(sent as u64));
        sent += 1;
        tasks.spawn(async move {
            let _permit = permit;
            post.send(nth, dice).await
        });
        while let Some(done) = tasks.try_join_next() {
            done??;
        }
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(sent)
}

/// Starts the instances and kills one after the other, `kills` times; leaves all of them running.
async fn kill_on(
    place: Arc<Place>,
    ports: Vec<u16>,
    mut dice: Dice,
    kills: u32,
    longest: u64,
    post: Arc<Post>,
) -> anyhow::Result<(Vec<Victim>, u32)> {
    let mut victims = ports.iter().map(|port| place.serve(*port)).collect::<anyhow::Result<Vec<Victim>>>()?;
    for nth in 0..kills {
        tokio::time::sleep(Duration::from_millis(dice.between(200, longest))).await;
        let victim = victims.remove(0);
        let port = victim.port;
        victim.kill().await?;
        victims.push(place.serve(port)?);
        if nth % 50 == 49 {
            println!("  … {} kills", nth + 1);
        }
    }
    for victim in &mut victims {
        victim.ready(START).await?;
    }
    post.enough.store(true, Ordering::Relaxed);
    Ok((victims, kills))
}

/// Waits until the inbox is read; whether that came in time.
pub async fn drain(place: &Place) -> anyhow::Result<bool> {
    let books = Books::open(place).await?;
    let begin = Instant::now();
    let mut drained = false;
    while !drained && begin.elapsed() < DRAIN {
        drained = books.waiting().await? == 0;
        tokio::time::sleep(Duration::from_millis(if drained { 0 } else { 50 })).await;
    }
    books.close().await;
    Ok(drained)
}

/// Opens the pages of some orders as a shopper does; counts scans that do not stand there once.
async fn pages(
    place: &Place,
    script: &Script,
    port: u16,
    dice: &mut Dice,
    most: usize,
) -> anyhow::Result<usize> {
    let sender = Sender::new()?;
    let mut wrong = 0;
    for _ in 0..most {
        let order = &script.orders[dice.place(script.orders.len())];
        let said = place.run(&["link", &order.name], None).await?;
        let path = said.trim().split_once("/o/").map_or("", |(_, token)| token);
        let Some((200, page)) = sender.page(&format!("http://127.0.0.1:{port}/o/{path}")).await else {
            wrong += 1;
            continue;
        };
        // The parcel's card above repeats the newest one.
        let story = page.split_once("id=\"story\"").map_or("", |(_, story)| story);
        let scans = order.lines.iter().filter(|line| line.starts_with("scan "));
        let messages = scans.filter_map(|line| line.find("Scan ").map(|at| &line[at..]));
        wrong += messages.filter(|message| story.matches(*message).count() != 1).count();
    }
    Ok(wrong)
}

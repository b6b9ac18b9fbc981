//! P1: how soon webhooks are acknowledged, at a steady rate and in a burst, while pages are read.
//! Times count from when a request was due, so a stalled server cannot hide behind a waiting sender.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::dice::Dice;
use crate::figures::{Figures, Times};
use crate::hooks::{Parcel, Sender};
use crate::rows::r1::drain;
use crate::run::{On, Run};
use crate::story::{Event, Script};
use crate::verdict::judge;
use crate::victim::{Place, START, free_port};

/// Webhooks a second, and in the small version.
const RATE: (u32, u32) = (100, 25);
/// Pages a second, and in the small version.
const PAGES: (u32, u32) = (30, 8);
/// Of the webhooks at the steady rate every so many-th is long: two a minute.
const LONG: usize = 3_000;

/// Times and failures of one kind of request.
#[derive(Default)]
pub struct Taken {
    times: Mutex<Times>,
    failed: Mutex<Vec<String>>,
}

impl Taken {
    fn note(&self, due: Instant, status: Option<u16>) {
        self.times.lock().expect("nobody panics").add(due.elapsed());
        if status != Some(200) {
            self.failed.lock().expect("nobody panics").push(format!("{status:?}"));
        }
    }

    /// All times, and how many were not answered with 200.
    pub fn told(&self) -> (Times, usize) {
        let times = std::mem::take(&mut *self.times.lock().expect("nobody panics"));
        (times, self.failed.lock().expect("nobody panics").len())
    }
}

/// Runs it.
pub async fn run(run: &Run, on: On) -> anyhow::Result<Figures> {
    let mut figures = Figures::of(format!("p1 {}, seed {}", on.word(), run.seed));
    let dice = run.dice(21);
    let place = run.place("p1", on).await?;
    let seconds: u32 = run.size(600, 4);
    let burst: u32 = run.size(2_000, 60);
    // Shopify's patience is held at the real size; on a busy machine every answer may be late.
    let times = run.size(1, 10);
    let (rate, pages_rate) = (run.size(RATE.0, RATE.1), run.size(PAGES.0, PAGES.1));
    let steadily = (seconds * rate) as usize;
    let mut script = Script::new(&dice, steadily + burst as usize, Run::now());
    for event in script.events[..steadily].iter_mut().skip(70).step_by(LONG) {
        // The same webhook, blown up with blanks: JSON that says the same in 1.5 MB.
        event.body.resize(1_500_000, b' ');
    }
    let mut victim = place.serve(free_port()?)?;
    victim.ready(START).await?;
    let sender = Sender::new()?;
    let links = links(&place, &sender, &script, victim.port, run.size(30, 6)).await?;
    let [steady, pages, hurried, pages_hurried] = std::array::from_fn(|_| Arc::new(Taken::default()));
    let reading = tokio::spawn(read_pages(
        sender.clone(),
        links.clone(),
        dice.apart(1),
        pages_rate,
        Duration::from_secs(seconds.into()),
        (Arc::clone(&pages), times),
    ));
    let (first, second) = script.events.split_at(steadily);
    send(&sender, victim.port, first, (rate, times), &steady).await?;
    reading.await??;
    // Somebody reads on while the burst comes in, and while it is worked off.
    let long = Duration::from_secs(run.size(10, 3));
    let reading = read_pages(
        sender.clone(),
        links,
        dice.apart(2),
        pages_rate,
        long,
        (Arc::clone(&pages_hurried), times),
    );
    let reading = tokio::spawn(reading);
    send(&sender, victim.port, second, (burst / 2, times), &hurried).await?;
    reading.await??;
    let begin = Instant::now();
    let drained = drain(&place).await?;
    let drained_after = begin.elapsed().as_secs_f64();
    write(run, &mut figures, (&steady, &hurried), second.len());
    write_pages(run, &mut figures, &pages, "pages meanwhile");
    write_pages(run, &mut figures, &pages_hurried, "pages during the burst");
    figures.none(usize::from(!drained), "inboxes not read to the end");
    run.hold_at_most(&mut figures, drained_after, 60.0, "all read after", "s");
    victim.kill().await?;
    judge(&place, &script).await?.write(&mut figures);
    Ok(figures)
}

fn write(run: &Run, figures: &mut Figures, taken: (&Taken, &Taken), burst: usize) {
    let ((mut steady, failed), (mut hurried, hurried_failed)) = (taken.0.told(), taken.1.told());
    figures.note(format!("{} webhooks at a steady rate: {}", steady.count(), steady.told()));
    figures.none(failed, "webhooks not answered with 200");
    figures.note(format!("burst of {burst} in 2 s: {}", hurried.told()));
    figures.none(hurried_failed, "of the burst not answered with 200");
    run.hold_at_most(figures, steady.ms(0.99), 100.0, "webhooks p99", "ms");
    run.hold_at_most(figures, steady.ms(0.999), 500.0, "webhooks p99.9", "ms");
    run.hold_at_most(figures, steady.ms(1.0), 2_000.0, "webhooks max", "ms");
    run.hold_at_most(figures, hurried.ms(1.0), 4_000.0, "burst max", "ms");
}

fn write_pages(run: &Run, figures: &mut Figures, taken: &Taken, what: &str) {
    let (mut times, failed) = taken.told();
    figures.note(format!("{} {what}: {}", times.count(), times.told()));
    figures.none(failed, &format!("of {what} not answered with 200"));
    run.hold_at_most(figures, times.ms(0.99), 100.0, &format!("{what}, p99"), "ms");
}

/// Sends events at a rate, each up to so many times while no answer comes.
async fn send(
    sender: &Sender,
    port: u16,
    events: &[Event],
    (rate, times): (u32, u32),
    taken: &Arc<Taken>,
) -> anyhow::Result<()> {
    let step = Duration::from_secs(1) / rate.max(1);
    let mut tasks = JoinSet::new();
    let mut due = Instant::now() + Duration::from_millis(20);
    for event in events {
        let parcel = Parcel::of(event);
        tokio::time::sleep_until(due.into()).await;
        let (sender, taken) = (sender.clone(), Arc::clone(taken));
        tasks.spawn(async move {
            let status = sender.until_answered(port, &parcel, times).await;
            taken.note(due, status);
        });
        due += step;
        while tasks.try_join_next().is_some() {}
    }
    while let Some(done) = tasks.join_next().await {
        done?;
    }
    Ok(())
}

/// Sends the first events of some orders and makes links to their pages.
async fn links(
    place: &Place,
    sender: &Sender,
    script: &Script,
    port: u16,
    most: usize,
) -> anyhow::Result<Vec<String>> {
    for event in &script.events[..(most * 12).min(script.events.len())] {
        let status = sender.until_answered(port, &Parcel::of(event), 10).await;
        anyhow::ensure!(status == Some(200), "a webhook was refused: {status:?}");
    }
    drain(place).await?;
    let mut links = Vec::new();
    for order in script.orders.iter().take(most) {
        let said = place.run(&["link", &order.name], None).await?;
        let token = said.trim().split_once("/o/").map_or("", |(_, token)| token);
        links.push(format!("http://127.0.0.1:{port}/o/{token}"));
    }
    Ok(links)
}

/// Reads random pages of these at a rate.
pub async fn read_pages(
    sender: Sender,
    links: Vec<String>,
    mut dice: Dice,
    rate: u32,
    long: Duration,
    (taken, times): (Arc<Taken>, u32),
) -> anyhow::Result<()> {
    let step = Duration::from_secs(1) / rate;
    let begin = Instant::now();
    let mut due = begin;
    let mut tasks = JoinSet::new();
    while begin.elapsed() < long {
        tokio::time::sleep_until(due.into()).await;
        let (sender, taken, url) =
            (sender.clone(), Arc::clone(&taken), links[dice.place(links.len())].clone());
        tasks.spawn(async move {
            let answer = sender.page_until_answered(&url, times).await;
            taken.note(due, answer.map(|(status, _)| status));
        });
        due += step;
        while tasks.try_join_next().is_some() {}
    }
    while let Some(done) = tasks.join_next().await {
        done?;
    }
    Ok(())
}

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
use crate::victim::{Place, free_port};

/// Webhooks a second, and in the small version.
const RATE: (u32, u32) = (100, 25);
/// Pages a second, and in the small version.
const PAGES: (u32, u32) = (30, 8);
/// Of the webhooks at the steady rate every so many-th is long: two a minute.
const LONG: usize = 3_000;

/// Times and failures of one kind of request.
#[derive(Default)]
struct Taken {
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

    fn told(&self) -> (Times, usize) {
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
    let (rate, pages_rate) = (run.size(RATE.0, RATE.1), run.size(PAGES.0, PAGES.1));
    let steadily = (seconds * rate) as usize;
    let mut script = Script::new(&dice, steadily + burst as usize, Run::now());
    for event in script.events[..steadily].iter_mut().skip(70).step_by(LONG) {
        // The same webhook, blown up with blanks: JSON that says the same in 1.5 MB.
        event.body.resize(1_500_000, b' ');
    }
    let mut victim = place.serve(free_port()?)?;
    victim.ready(Duration::from_secs(20)).await?;
    let sender = Sender::new()?;
    let links = links(&place, &sender, &script, victim.port, run.size(30, 6)).await?;
    let (steady, pages) = (Arc::new(Taken::default()), Arc::new(Taken::default()));
    let reading = tokio::spawn(read_pages(
        sender.clone(),
        links,
        dice.apart(1),
        pages_rate,
        Duration::from_secs(seconds.into()),
        Arc::clone(&pages),
    ));
    let (first, second) = script.events.split_at(steadily);
    send(&sender, victim.port, first, rate, &steady).await?;
    reading.await??;
    let hurried = Arc::new(Taken::default());
    send(&sender, victim.port, second, burst / 2, &hurried).await?;
    let begin = Instant::now();
    let drained = drain(&place).await?;
    let drained_after = begin.elapsed().as_secs_f64();
    write(run, &mut figures, (&steady, &hurried, &pages), second.len());
    figures.at_most(if drained { drained_after } else { 1e6 }, 60.0, "all read after", "s");
    victim.kill().await?;
    judge(&place, &script).await?.write(&mut figures);
    Ok(figures)
}

fn write(run: &Run, figures: &mut Figures, taken: (&Taken, &Taken, &Taken), burst: usize) {
    // An unoptimized program beside other rows proves nothing about speed: then only the outer bounds.
    let bound = |real: f64| if run.small { 2_000.0 } else { real };
    let ((mut steady, failed), (mut hurried, hurried_failed), (mut pages, pages_failed)) =
        (taken.0.told(), taken.1.told(), taken.2.told());
    figures.note(format!("{} webhooks at a steady rate: {}", steady.count(), steady.told()));
    figures.none(failed, "webhooks not answered with 200");
    figures.at_most(steady.ms(0.99), bound(100.0), "webhooks p99", "ms");
    figures.at_most(steady.ms(0.999), bound(500.0), "webhooks p99.9", "ms");
    figures.at_most(steady.ms(1.0), if run.small { 5_000.0 } else { 2_000.0 }, "webhooks max", "ms");
    figures.note(format!("burst of {burst} in 2 s: {}", hurried.told()));
    figures.none(hurried_failed, "of the burst not answered with 200");
    figures.at_most(hurried.ms(1.0), 4_000.0, "burst max", "ms");
    figures.note(format!("{} pages meanwhile: {}", pages.count(), pages.told()));
    figures.none(pages_failed, "pages not answered with 200");
    figures.at_most(pages.ms(0.99), bound(100.0), "pages p99", "ms");
}

/// Sends events at a rate.
async fn send(
    sender: &Sender,
    port: u16,
    events: &[Event],
    rate: u32,
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
            let status = sender.send(port, &parcel).await;
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
        anyhow::ensure!(sender.send(port, &Parcel::of(event)).await == Some(200), "a webhook was refused");
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

async fn read_pages(
    sender: Sender,
    links: Vec<String>,
    mut dice: Dice,
    rate: u32,
    long: Duration,
    taken: Arc<Taken>,
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
            let answer = sender.page(&url).await;
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

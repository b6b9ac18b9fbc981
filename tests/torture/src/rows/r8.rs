//! R8: clients that hang up. Requests for pages and webhooks are cut after 0 to 50 ms, over a slow wire
//! to PostgreSQL and with more clients than the program has connections to it. No session may be left
//! in a transaction, no later request may find an aborted one, nothing acknowledged may be lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sqlx::{Connection as _, PgConnection};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::dice::Dice;
use crate::figures::Figures;
use crate::hooks::{Parcel, Sender};
use crate::rows::r1::drain;
use crate::run::{On, Run};
use crate::slow_wire::SlowWire;
use crate::story::Script;
use crate::verdict::judge;
use crate::victim::{Place, START, free_port};

/// Clients at once; the program holds 16 connections to PostgreSQL.
const CLIENTS: u64 = 32;
/// How many milliseconds longer everything to and from PostgreSQL takes while requests are cut; in turn.
const DELAYS: [u64; 5] = [0, 1, 0, 3, 15];
/// After the last cut every webhook must be taken again this soon.
const CALM: Duration = Duration::from_secs(10);

/// Runs it.
pub async fn run(run: &Run) -> anyhow::Result<Figures> {
    let mut figures = Figures::of(format!("r8 postgres, seed {}", run.seed));
    let dice = run.dice(8);
    let mut place = run.place("r8", On::Postgres).await?;
    let direct = place.database.clone();
    let wire = Arc::new(SlowWire::to(run.postgres.folder())?);
    place.database =
        direct.replace(&run.postgres.folder().display().to_string(), &wire.folder().display().to_string());
    let cuts: usize = run.size(50_000, 2_000);
    let script = Arc::new(Script::new(&dice, cuts / 4, Run::now()));
    let mut victim = place.serve(free_port()?)?;
    victim.ready(START).await?;
    let sender = Sender::new()?;
    for event in &script.events[..60] {
        anyhow::ensure!(
            sender.until_answered(victim.port, &Parcel::of(event), 10).await == Some(200),
            "a webhook was refused"
        );
    }
    drain(&place).await?;
    let links = links(&place, &script, 4).await?;
    let watch = Arc::new(Watch::default());
    // Longer than a process on a busy machine is ever kept waiting in the middle of a transaction.
    let idle = Duration::from_secs(run.size(1, 8));
    let watching = tokio::spawn(watch_sessions(direct.clone(), idle, Arc::clone(&watch)));
    let turning = tokio::spawn(turn(Arc::clone(&wire)));
    let pause = run.size(40, 300);
    let (answered, acknowledged) = cut(victim.port, &script, links, (cuts, pause), &dice).await?;
    // Afterwards everybody waits for the answer: each webhook is sent to its end, each must be taken.
    turning.abort();
    let _ = turning.await;
    wire.set(0);
    let begin = Instant::now();
    let patience = run.size(CALM * 3, CALM * 12);
    let mut taken = false;
    while !taken && begin.elapsed() < patience {
        taken = sender.send(victim.port, &Parcel::of(&script.events[0])).await == Some(200);
    }
    let calm = begin.elapsed();
    let refused = send_all(&sender, victim.port, &script, run.size(1, 5)).await?;
    let alive = victim.child.try_wait()?.is_none();
    let drained = drain(&place).await?;
    tokio::time::sleep(Duration::from_millis(500) + idle).await;
    watch.enough.store(true, Ordering::Relaxed);
    watching.await??;
    victim.kill().await?;
    place.database = direct;
    figures.note(format!(
        "{cuts} requests cut, {answered} of them answered before, {acknowledged} webhooks acknowledged; {} looks at the sessions",
        watch.looks.load(Ordering::Relaxed)
    ));
    figures.none(
        watch.idle.load(Ordering::Relaxed),
        &format!("sessions idle in a transaction for more than {idle:?}"),
    );
    let log = place.log();
    figures.none(
        log.to_lowercase().matches("transaction is aborted").count(),
        "\"transaction is aborted\" in the log",
    );
    figures.none(log.matches("panicked").count(), "panics in the log");
    figures.none(usize::from(!taken), "times that no webhook was taken afterwards");
    run.hold_at_most(
        &mut figures,
        calm.as_secs_f64(),
        CALM.as_secs_f64(),
        "a webhook taken again after",
        "s",
    );
    figures.none(refused, "webhooks refused afterwards");
    figures.none(usize::from(!alive), "processes ended");
    figures.none(usize::from(!drained), "inboxes not read to the end");
    judge(&place, &script).await?.write(&mut figures);
    Ok(figures)
}

/// Makes the wire slower and quicker in turn, four times a second.
async fn turn(wire: Arc<SlowWire>) {
    for delay in DELAYS.iter().cycle() {
        wire.set(*delay);
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
}

async fn links(place: &Place, script: &Script, most: usize) -> anyhow::Result<Vec<String>> {
    let mut links = Vec::new();
    for order in script.orders.iter().take(most) {
        let said = place.run(&["link", &order.name], None).await?;
        links.push(said.trim().split_once("/o/").map_or("", |(_, token)| token).to_owned());
    }
    Ok(links)
}

/// Cuts requests; how many were answered before, and how many of those were webhooks taken.
async fn cut(
    port: u16,
    script: &Arc<Script>,
    links: Vec<String>,
    (cuts, pause): (usize, u64),
    dice: &Dice,
) -> anyhow::Result<(usize, usize)> {
    let (next, answered, taken) =
        (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let links = Arc::new(links);
    let mut clients = tokio::task::JoinSet::new();
    for client in 0..CLIENTS {
        let mut dice = dice.apart(100 + client);
        let (next, answered, taken) = (Arc::clone(&next), Arc::clone(&answered), Arc::clone(&taken));
        let (script, links) = (Arc::clone(script), Arc::clone(&links));
        clients.spawn(async move {
            while next.fetch_add(1, Ordering::Relaxed) < cuts {
                let hook = dice.percent(60);
                let request = if hook {
                    webhook(&Parcel::of(&script.events[dice.place(script.events.len())]))
                } else {
                    page(&links[dice.place(links.len())])
                };
                let patience = Duration::from_micros(dice.below(50_000));
                let ok = tokio::time::timeout(patience, ask(port, &request)).await.ok().flatten();
                answered.fetch_add(usize::from(ok.is_some()), Ordering::Relaxed);
                taken.fetch_add(usize::from(hook && ok == Some(true)), Ordering::Relaxed);
                tokio::time::sleep(Duration::from_millis(dice.below(pause))).await;
            }
        });
    }
    while let Some(done) = clients.join_next().await {
        done?;
    }
    Ok((answered.load(Ordering::Relaxed), taken.load(Ordering::Relaxed)))
}

/// Sends one request over a connection of its own, which is dropped with this future; whether the answer
/// begins with 200.
async fn ask(port: u16, request: &[u8]) -> Option<bool> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
    stream.write_all(request).await.ok()?;
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await.ok()?;
    Some(answer.ends_with(b"200"))
}

fn page(token: &str) -> Vec<u8> {
    format!("GET /o/{token} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").into_bytes()
}

fn webhook(parcel: &Parcel) -> Vec<u8> {
    let mut text = format!("POST /hooks/shopify/{} HTTP/1.1\r\nHost: 127.0.0.1\r\n", parcel.handle);
    for (name, value) in &parcel.headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str(&format!("content-length: {}\r\n\r\n", parcel.body.len()));
    let mut request = text.into_bytes();
    request.extend_from_slice(&parcel.body);
    request
}

/// Sends every webhook to its end, up to so many times where no answer comes; how many were not taken.
async fn send_all(sender: &Sender, port: u16, script: &Script, times: u32) -> anyhow::Result<usize> {
    let mut refused = 0;
    for part in script.events.chunks(16) {
        let parcels: Vec<Parcel> = part.iter().map(Parcel::of).collect();
        let sent = futures::future::join_all(
            parcels.iter().map(|parcel| sender.until_answered(port, parcel, times)),
        )
        .await;
        refused += sent.into_iter().filter(|status| *status != Some(200)).count();
    }
    Ok(refused)
}

#[derive(Default)]
struct Watch {
    enough: AtomicBool,
    looks: AtomicUsize,
    idle: AtomicUsize,
}

/// Looks at the sessions five times a second.
async fn watch_sessions(database: String, idle: Duration, watch: Arc<Watch>) -> anyhow::Result<()> {
    let mut eye = PgConnection::connect(&database).await?;
    while !watch.enough.load(Ordering::Relaxed) {
        let (found,): (i64,) = sqlx::query_as(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
            AND state LIKE 'idle in transaction%' AND now() - state_change > make_interval(secs => $1)",
        )
        .bind(idle.as_secs_f64())
        .fetch_one(&mut eye)
        .await?;
        watch.idle.fetch_add(usize::try_from(found)?, Ordering::Relaxed);
        watch.looks.fetch_add(1, Ordering::Relaxed);
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    Ok(())
}

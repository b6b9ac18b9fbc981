//! R2: killed at every durable step. Twenty webhooks go through inbox and worker; for every k the
//! serving process is killed as it enters its kth call of a kind that writes to the disk or waits for
//! it. Then it is started again, given what it had not acknowledged, and judged. SQLite only: PostgreSQL
//! keeps its own files.
//!
//! A killed process keeps what the system's cache holds, so this proves the sequence of steps, not that
//! a disk honors flushes.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use tokio::process::{Child, Command};

use crate::books::Books;
use crate::figures::Figures;
use crate::hooks::{Parcel, Sender};
use crate::rows::r1::drain;
use crate::run::{On, Run};
use crate::story::Script;
use crate::verdict::{Verdict, judge};
use crate::victim::{Place, START, free_port, is_ready};

/// Calls that write or wait for the disk.
const CALLS: [&str; 3] = ["fsync", "fdatasync", "pwrite64"];
/// A restart must serve this soon.
const READY: f64 = 2.0;
/// Webhooks in the script, more or less: lives are told whole.
const WEBHOOKS: usize = 20;

/// Runs it.
pub async fn run(run: &Run) -> anyhow::Result<Figures> {
    let mut figures = Figures::of(format!("r2 sqlite, seed {}", run.seed));
    let script = Script::new(&run.dice(2), WEBHOOKS, Run::now());
    let fixture = run.place("r2-fixture", On::Sqlite).await?;
    let sender = Sender::new()?;
    let points = count(run, &fixture, &script, &sender).await?;
    let total: usize = points.values().sum();
    figures.note(format!(
        "{} webhooks about {} orders; calls: {points:?}",
        script.events.len(),
        script.orders.len()
    ));
    let mut tried = Tried::default();
    let begin = Instant::now();
    for (call, most) in &points {
        // The small version looks at some of them only, spread over all.
        let step = run.size(1, (most / 3).max(1));
        for k in (1..=*most).step_by(step) {
            tried
                .point(run, &fixture, &script, &sender, (call, k))
                .await
                .with_context(|| format!("{call} {k}"))?;
            if tried.points % 100 == 0 {
                println!(
                    "  … {} of {total} points after {:.0} s",
                    tried.points,
                    begin.elapsed().as_secs_f64()
                );
            }
        }
    }
    figures.note(format!(
        "{} points of {total}, {} of them reached again and killed there",
        tried.points, tried.killed
    ));
    tried.verdict.write(&mut figures);
    figures.none(tried.broken, "files that are not whole");
    figures.none(tried.unread, "inboxes not read to the end");
    run.hold_at_most(
        &mut figures,
        tried.slowest.as_secs_f64(),
        READY,
        "slowest restart until it served",
        "s",
    );
    figures.at_least(
        tried.killed as f64,
        run.size(tried.points as f64 * 0.9, 1.0),
        "points at which it was killed",
        "",
    );
    Ok(figures)
}

/// What came of the points.
#[derive(Default)]
struct Tried {
    points: usize,
    killed: usize,
    broken: usize,
    unread: usize,
    slowest: Duration,
    verdict: Verdict,
}

impl Tried {
    async fn point(
        &mut self,
        run: &Run,
        fixture: &Place,
        script: &Script,
        sender: &Sender,
        (call, k): (&str, usize),
    ) -> anyhow::Result<()> {
        let place = copy(run, fixture)?;
        let port = free_port()?;
        let inject = [
            "-e".into(),
            format!("trace={call}"),
            "-e".into(),
            format!("inject={call}:signal=KILL:when={k}"),
        ];
        let mut traced = trace(&place, port, &inject)?;
        let mut done = vec![false; script.events.len()];
        let ended = send(&place, &mut traced, port, script, sender, &mut done).await?;
        self.killed += usize::from(ended);
        traced.kill().await?;
        let mut victim = place.serve(port)?;
        // A restart may be slow, but it has to come.
        self.slowest = self.slowest.max(victim.ready(START).await?);
        ensure!(
            !send(&place, &mut victim.child, port, script, sender, &mut done).await?,
            "it ended by itself after the restart"
        );
        self.unread += usize::from(!drain(&place).await?);
        victim.kill().await?;
        let books = Books::open(&place).await?;
        self.broken += usize::from(!books.is_whole().await?);
        books.close().await;
        self.verdict.add(judge(&place, script).await?);
        self.points += 1;
        Ok(())
    }
}

/// One run without a kill: how often each call is made by the thread that makes it most. Calls are
/// counted by thread, as the injection counts them.
async fn count(
    run: &Run,
    fixture: &Place,
    script: &Script,
    sender: &Sender,
) -> anyhow::Result<BTreeMap<&'static str, usize>> {
    let place = copy(run, fixture)?;
    let port = free_port()?;
    let log = place.folder.join("calls");
    let options = ["-o".into(), log.display().to_string(), "-e".into(), format!("trace={}", CALLS.join(","))];
    let mut traced = trace(&place, port, &options)?;
    let mut done = vec![false; script.events.len()];
    ensure!(!send(&place, &mut traced, port, script, sender, &mut done).await?, "it ended by itself");
    ensure!(drain(&place).await?, "the inbox is not read");
    traced.kill().await?;
    let mut made: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for line in std::fs::read_to_string(log)?.lines() {
        let (thread, rest) = line.split_once(' ').unwrap_or_default();
        if let Some(call) = CALLS.iter().find(|call| rest.trim_start().starts_with(&format!("{call}("))) {
            *made.entry((call, thread.to_owned())).or_default() += 1;
        }
    }
    let mut points = BTreeMap::new();
    for ((call, _), count) in made {
        let most: &mut usize = points.entry(call).or_default();
        *most = count.max(*most);
    }
    ensure!(!points.is_empty(), "strace saw no call at all");
    Ok(points)
}

/// The program under strace.
fn trace(place: &Place, port: u16, options: &[String]) -> anyhow::Result<Child> {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", "--", "strace", "-f", "-qq"]).args(options);
    if !options.iter().any(|option| option == "-o") {
        command.args(["-o", "/dev/null"]);
    }
    // strace leaves its tracee running when it is killed itself: so the tracee ends with it.
    command.args(["setpriv", "--pdeathsig", "KILL", "--"]).arg(&place.program).arg("serve");
    place.set(&mut command, port);
    let log = std::fs::File::options().create(true).append(true).open(place.folder.join("log"))?;
    command.stdout(log.try_clone()?).stderr(log).stdin(Stdio::null());
    command.spawn().context("strace does not start. Bring it with:  sudo apt-get install strace")
}

/// Sends what is not acknowledged yet, one after the other, until all is or the process has ended, and
/// gives the worker time; whether it ended.
async fn send(
    place: &Place,
    child: &mut Child,
    port: u16,
    script: &Script,
    sender: &Sender,
    done: &mut [bool],
) -> anyhow::Result<bool> {
    let begin = Instant::now();
    while !is_ready(port).await {
        if child.try_wait()?.is_some() {
            return Ok(true);
        }
        ensure!(begin.elapsed() < START, "it is not ready after {START:?}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    for (event, done) in script.events.iter().zip(done) {
        while !*done {
            *done = sender.send(port, &Parcel::of(event)).await == Some(200);
            if !*done && child.try_wait()?.is_some() {
                return Ok(true);
            }
        }
    }
    // When all are read, the last step is a moment away.
    let books = Books::open(place).await?;
    let (begin, mut read_at) = (Instant::now(), None);
    while read_at.is_none_or(|at: Instant| at.elapsed() < Duration::from_millis(300)) {
        if child.try_wait()?.is_some() {
            return Ok(true);
        }
        if read_at.is_none() && (books.waiting().await? == 0 || begin.elapsed() > Duration::from_secs(60)) {
            read_at = Some(Instant::now());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    books.close().await;
    Ok(false)
}

/// A fresh copy of the fixture.
fn copy(run: &Run, fixture: &Place) -> anyhow::Result<Place> {
    let place = Place::new(&run.out.join("r2-sqlite"), None, &run.program)?;
    copy_all(&fixture.folder, &place.folder)?;
    Ok(place)
}

fn copy_all(from: &Path, to: &Path) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let goal = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            std::fs::create_dir_all(&goal)?;
            copy_all(&entry.path(), &goal)?;
        } else {
            std::fs::copy(entry.path(), goal)?;
        }
    }
    Ok(())
}

//! What memory the rendering process gets at most: the same command with the same job, started here, and its
//! high-water mark read again and again while it lives.

use std::process::Stdio;
use std::time::Duration;

use anyhow::Context as _;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::Command;

use waymark::domain::message::{MessageFacts, MessageKind};
use waymark::language::Language;
use waymark::mail::template::{Blocks, Body, COMMAND, Limits, Template};
use waymark::services::write_message::MailAbout;

use crate::merchant::Merchant;
use crate::run::Run;

/// How often the mark is read.
const LOOK: Duration = Duration::from_millis(1);

/// The most that a process takes for any of these bombs, and for a sound template, in MiB.
pub async fn peaks(run: &Run, merchant: &Merchant, bombs: &[String]) -> anyhow::Result<(f64, f64)> {
    let mut most = 0.0_f64;
    for bomb in bombs {
        let template =
            Template { subject: "x".into(), body: Body::Source { html: bomb.clone(), text: String::new() } };
        most = most.max(peak(run, merchant, template).await?);
    }
    let texts = Blocks { headline: "{{ name }}".into(), text: "{{ shop.name }}".into(), ..Blocks::default() };
    let sound = Template { subject: "{{ name }}".into(), body: Body::Blocks(texts) };
    Ok((most, peak(run, merchant, sound).await?))
}

async fn peak(run: &Run, merchant: &Merchant, template: Template) -> anyhow::Result<f64> {
    let services = &merchant.services;
    let known = services.store.shop(merchant.shop.id).order(merchant.order(0).await?).await?;
    let facts = MessageFacts::default();
    let about = MailAbout {
        shop: &merchant.shop,
        known: &known.context("the order is gone")?,
        statuses: &[],
        kind: MessageKind::StatusChanged,
        language: Language::English,
        facts: &facts,
        link: "http://127.0.0.1/o/x",
        unsubscribe: None,
        now: services.clock.now(),
    };
    let limits = if run.small { Limits::default() } else { Limits::PRODUCTION };
    let order = json!({ "limits": limits, "job": services.message_job(template, &about) });
    let mut child = Command::new(&run.program)
        .arg(COMMAND)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let (mut stdin, mut stdout) =
        (child.stdin.take().context("no way in")?, child.stdout.take().context("no way out")?);
    let status = format!("/proc/{}/status", child.id().context("it is gone already")?);
    let mut answer = Vec::new();
    let talk = async {
        // Who is refused early does not read on.
        drop(stdin.write_all(&serde_json::to_vec(&order)?).await);
        drop(stdin);
        stdout.read_to_end(&mut answer).await?;
        anyhow::Ok(child.wait().await?)
    };
    tokio::pin!(talk);
    let mut mark = 0_u64;
    loop {
        mark = mark.max(high_water(&status));
        tokio::select! {
            ended = &mut talk => break ended.map(drop)?,
            () = tokio::time::sleep(LOOK) => {}
        }
    }
    Ok(mark as f64 / 1024.0)
}

/// `VmHWM` in KiB; 0 once the process is gone.
fn high_water(status: &str) -> u64 {
    let told = std::fs::read_to_string(status).unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
}

//! S9: hostile templates. Every bomb is the shop's own template of a status of its own, and the serving process
//! renders it the product's way: an order comes into that status, its message is due, and the fence starts a
//! process for its words. Meanwhile order pages are loaded at a steady rate. Quiet windows, with the same changes
//! and the built-in words, take turns with bombed ones. `s9_peak.rs` measures what memory a bomb gets.

use std::time::Duration;

use anyhow::ensure;

use waymark::domain::audit::Audited;
use waymark::domain::message::MessageKind;
use waymark::domain::status::Status;
use waymark::language::Language;
use waymark::mail::template::{Body, TEXT_LIMIT, Template};
use waymark::services::templates::{Knows, Saving, TemplatePlace, TemplateSaved};

use super::p1::{Taken, read_pages};
use super::s9_peak::peaks;
use crate::bomb_list::bombs;
use crate::books::Books;
use crate::dice::Dice;
use crate::figures::Figures;
use crate::hooks::Sender;
use crate::merchant::{Merchant, drain};
use crate::run::{On, Run};
use crate::victim::{START, free_port};

/// How long a message waits.
const HOLD_SECONDS: u16 = 1;
/// Changes a second, in all windows.
const CHANGES: u64 = 4;
/// Longest time until a bomb ends in an error, in milliseconds.
const WALL: f64 = 500.0;
/// Most memory of a rendering process, in MiB.
const MEMORY: f64 = 64.0;
/// How much slower pages may be, in percent.
const SLOWER: f64 = 20.0;

/// Runs it.
pub async fn run(run: &Run, on: On) -> anyhow::Result<Figures> {
    let mut figures = Figures::of(format!("s9 {}, seed {}", on.word(), run.seed));
    let mut dice = run.dice(9);
    let mut place = run.place("s9", on).await?;
    place.settings = vec![("WAYMARK_LOG_FORMAT".to_owned(), "json".to_owned())];
    let bombs = chosen(run, &mut dice);
    let (pairs, seconds, rate): (usize, u64, u32) = run.size((10, 15, 100), (2, 2, 10));
    let (each, read) = (usize::try_from(seconds * CHANGES)?, run.size(30, 6));
    let changes = 2 * pairs * each;
    let merchant = Merchant::of(&place, changes + read, HOLD_SECONDS).await?;
    let armed = arm(&merchant, &bombs).await?;
    let mut links = Vec::new();
    let port = free_port()?;
    for place in changes..changes + read {
        let link = merchant.services.merchant_link(&merchant.shop, merchant.order(place).await?).await?;
        let token = link.rsplit('/').next().unwrap_or_default();
        links.push(format!("http://127.0.0.1:{port}/o/{token}"));
    }
    let (books, sender) = (Books::open(&place).await?, Sender::new()?);
    let mut victim = place.serve(port)?;
    victim.ready(START).await?;
    let plain = std::slice::from_ref(&merchant.status);
    let (quiet, bombed) = (std::sync::Arc::new(Taken::default()), std::sync::Arc::new(Taken::default()));
    for window in 0..2 * pairs {
        // Which of a pair comes first changes, so that neither has the warmer machine.
        let is_bombed = (window / 2 + window) % 2 == 1;
        let (statuses, taken) = if is_bombed { (&armed[..], &bombed) } else { (plain, &quiet) };
        let long = Duration::from_secs(seconds);
        let pages = read_pages(
            sender.clone(),
            links.clone(),
            dice.apart(window as u64),
            rate,
            long,
            (std::sync::Arc::clone(taken), run.size(1, 10)),
        );
        let reading = tokio::spawn(async move {
            // What is changed first is due after the hold window.
            tokio::time::sleep(Duration::from_secs(HOLD_SECONDS.into())).await;
            pages.await
        });
        let mut due = tokio::time::Instant::now();
        for nth in window * each..(window + 1) * each {
            tokio::time::sleep_until(due).await;
            due += Duration::from_secs(1) / u32::try_from(CHANGES)?;
            // Of the bombs it is the turn of each after the other, over all windows.
            let turn = window / 2 * each + nth % each;
            merchant.put(nth, &statuses[turn % statuses.len()]).await?;
        }
        reading.await??;
        ensure!(drain(&books).await?, "messages wait for ever");
    }
    figures.none(usize::from(victim.child.try_wait()?.is_some()), "exits of the server");
    let sent = books.number("SELECT count(*) FROM messages WHERE state = 'sent'").await?;
    victim.kill().await?;
    tell_pages(run, &mut figures, &quiet, &bombed);
    tell_bombs(run, &mut figures, &place.log(), (bombs.len(), pairs * each));
    figures.none(changes.abs_diff(usize::try_from(sent)?), "messages lost or too many");
    figures.none(place.log().matches("panicked").count(), "panics in the log");
    let (most, usual) = peaks(run, &merchant, &bombs).await?;
    figures.note(format!("memory of a process that renders a sound template {usual:.1} MiB"));
    run.hold_at_most(&mut figures, most, MEMORY, "most memory of a rendering process", "MiB");
    books.close().await;
    merchant.services.store.close().await;
    Ok(figures)
}

/// All bombs and what is slow without growing; a dozen of them in the small version.
fn chosen(run: &Run, dice: &mut Dice) -> Vec<String> {
    let (mut chosen, mut all): (Vec<String>, Vec<String>) =
        bombs().into_iter().partition(|bomb| bomb.contains("v1399"));
    if run.small {
        // Those that keep much text, and ten others.
        chosen.extend((0..10).map(|_| all.swap_remove(dice.place(all.len()))));
        return chosen;
    }
    all.extend(chosen);
    // A quarter of a megabyte, changed ten times in every turn of a loop.
    let text = format!("{{% capture a %}}{}{{% endcapture %}}", "z".repeat(1_000));
    let text = format!("{text}{{% capture b %}}{}{{% endcapture %}}", "{{ a }}".repeat(250));
    for how in ["upcase", "strip_html", "replace: 'zz', 'z'", "split: 'z'", "escape"] {
        let turn = format!("{{% assign c = b | {how} %}}").repeat(10);
        all.push(format!("{text}{{% for i in (1..900) %}}{turn}{{% endfor %}}"));
    }
    all
}

/// Gives each bomb a status whose messages it writes.
async fn arm(merchant: &Merchant, bombs: &[String]) -> anyhow::Result<Vec<Status>> {
    let mut armed = Vec::new();
    for (nth, bomb) in bombs.iter().enumerate() {
        let status = merchant.new_status(&format!("bomb-{nth}"), &format!("Step {nth}")).await?;
        let template =
            Template { subject: "x".into(), body: Body::Source { html: bomb.clone(), text: String::new() } };
        let place = TemplatePlace {
            kind: MessageKind::StatusChanged,
            status: Some(status.handle.clone()),
            language: Language::English,
        };
        if bomb.len() > TEXT_LIMIT {
            keep(merchant, &place, &template).await?;
        } else {
            let saving = Saving { who: "torture", seen: None, knows: Knows { link: true, faults: true } };
            let saved = merchant.services.use_template(&merchant.shop, &place, &template, saving).await?;
            ensure!(matches!(saved, TemplateSaved::InUse(_)), "{saved:?}");
        }
        armed.push(status);
    }
    Ok(armed)
}

/// Stores a template that nobody can put into use: one may be there from before texts had to fit.
async fn keep(merchant: &Merchant, place: &TemplatePlace, template: &Template) -> anyhow::Result<()> {
    let (services, what) = (&merchant.services, Audited::default());
    let (name, doc) = (place.name(), serde_json::to_value(template)?);
    let at = (name.as_str(), place.language.tag());
    let store = services.store.shop(merchant.shop.id);
    let saved =
        store.save_template(at, &doc, 0, ("torture", &what), services.clock.now(), &*services.chance).await?;
    ensure!(saved, "it is not stored");
    Ok(())
}

fn tell_pages(run: &Run, figures: &mut Figures, quiet: &Taken, bombed: &Taken) {
    let ((mut quiet, failed), (mut bombed, failed_bombed)) = (quiet.told(), bombed.told());
    figures.note(format!("{} pages without bombs: {}", quiet.count(), quiet.told()));
    figures.note(format!("{} pages with bombs:    {}", bombed.count(), bombed.told()));
    figures.none(failed + failed_bombed, "pages not answered with 200");
    let slower = (bombed.ms(0.99) / quiet.ms(0.99).max(0.001) - 1.0) * 100.0;
    run.hold_at_most(figures, slower, SLOWER, "pages p99 with bombs, slower by", "%");
}

/// What the serving process says about each rendering that failed.
fn tell_bombs(run: &Run, figures: &mut Figures, log: &str, (bombs, expected): (usize, usize)) {
    let lines = log.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let told: Vec<(f64, String)> = lines
        .filter(|line| line["fields"]["message"].as_str().is_some_and(|m| m.starts_with("a template could")))
        .map(|line| {
            let (took, error) = (&line["fields"]["took_ms"], &line["fields"]["error"]);
            (took.as_f64().unwrap_or(f64::MAX), error.as_str().unwrap_or_default().to_owned())
        })
        .collect();
    let untyped = told.iter().filter(|(_, error)| error.is_empty() || error.contains("just now"));
    let late = told.iter().filter(|(_, error)| error.contains("takes too long")).count();
    let hungry = told.iter().filter(|(_, error)| error.contains("too much memory")).count();
    figures.note(format!(
        "{bombs} bombs rendered {} times: {late} ended by time, {hungry} by memory, the others by their own fault",
        told.len()
    ));
    figures.none(untyped.count(), "bombs without a typed error");
    figures.none(expected.abs_diff(told.len()), "bombs that were rendered, or whose end is not told");
    let slowest = told.iter().map(|(took, _)| *took).fold(0.0, f64::max);
    run.hold_at_most(figures, slowest, WALL, "slowest bomb", "ms");
}

//! S12, the hook route's part: webhooks that are not genuine, or not for this shop, are refused and
//! leave nothing behind. A genuine body under another topic is not among them: the topic is not signed,
//! and a webhook is only a bell.

use std::collections::BTreeMap;

use data_encoding::{BASE64, BASE64URL, HEXLOWER};

use crate::books::Books;
use crate::dice::Dice;
use crate::figures::Figures;
use crate::hooks::{Parcel, Sender, mac, signature};
use crate::run::{On, Run};
use crate::story::{Event, Script};
use crate::victim::{SECRET, free_port};

/// Runs it.
pub async fn run(run: &Run, on: On) -> anyhow::Result<Figures> {
    let mut figures = Figures::of(format!("s12 {}, seed {}", on.word(), run.seed));
    let mut dice = run.dice(12);
    let place = run.place("s12", on).await?;
    let mut victim = place.serve(free_port()?)?;
    victim.ready(std::time::Duration::from_secs(20)).await?;
    let script = Script::new(&dice, 200, Run::now());
    let sender = Sender::new()?;
    // A few true ones, so that there is something to be confused with.
    for event in &script.events[..20] {
        anyhow::ensure!(
            sender.send(victim.port, &Parcel::of(event)).await == Some(200),
            "a true webhook was refused"
        );
    }
    let books = Books::open(&place).await?;
    let before = books.number("SELECT count(*) FROM inbox").await?;
    let (mut answers, mut taken, mut broken) = (BTreeMap::<String, u32>::new(), Vec::new(), 0);
    let count = run.size(10_000, 300);
    for _ in 0..count {
        let event = &script.events[dice.place(script.events.len())];
        let other = &script.events[dice.place(script.events.len())];
        let (what, parcel) = mutated(&mut dice, event, other);
        let status = sender.send(victim.port, &parcel).await;
        *answers.entry(status.map_or("cut off".into(), |s| s.to_string())).or_default() += 1;
        match status {
            // A connection closed on a body that is too long is a refusal as well.
            Some(400 | 401 | 404 | 405 | 413) | None if status.is_some() || what == "far too long" => {}
            Some(200..300) => taken.push(what),
            _ => {
                broken += 1;
                figures.note(format!("{what}: {status:?}"));
            }
        }
    }
    let after = books.number("SELECT count(*) FROM inbox").await?;
    books.close().await;
    victim.kill().await?;
    figures.note(format!("{count} mutated deliveries, answers {answers:?}"));
    figures.none(taken.len(), "accepted");
    taken.dedup();
    taken.iter().take(5).for_each(|what| figures.note(format!("accepted: {what}")));
    figures.none(broken, "neither accepted nor properly refused");
    figures.none(usize::try_from(after - before)?, "rows stored");
    figures.none(place.log().matches("panicked").count(), "panics in the log");
    Ok(figures)
}

const SIGNATURE: &str = "x-shopify-hmac-sha256";

/// A true webhook made false in one way, and the name of that way.
fn mutated(dice: &mut Dice, event: &Event, other: &Event) -> (&'static str, Parcel) {
    let mut parcel = Parcel::of(event);
    let true_one = signature(SECRET, &event.body);
    let set = |parcel: &mut Parcel, value: String| parcel.set(SIGNATURE, value);
    let what = match dice.below(20) {
        0..=3 => {
            let at = dice.place(parcel.body.len());
            parcel.body[at] ^= 1 << dice.below(8);
            "a bit of the body flipped"
        }
        4 => {
            parcel.body.truncate(dice.place(event.body.len()));
            "the body cut short"
        }
        5 => {
            parcel.body.extend_from_slice(if dice.percent(50) { b"\n" } else { b" " });
            "a blank behind the body"
        }
        6 => {
            set(&mut parcel, true_one[..dice.place(true_one.len())].to_owned());
            "the signature cut short"
        }
        7 => {
            let mut bytes = mac(SECRET, &event.body);
            let at = dice.place(bytes.len());
            bytes[at] ^= 1 << dice.below(8);
            set(&mut parcel, BASE64.encode(&bytes));
            "a bit of the signature flipped"
        }
        8 => {
            set(&mut parcel, HEXLOWER.encode(&mac(SECRET, &event.body)));
            "the signature in hexadecimal"
        }
        9 => swapped_case(&mut parcel, &true_one),
        10 => {
            set(&mut parcel, signature(&dice.hex(32), &event.body));
            "signed with another secret"
        }
        11 => {
            set(&mut parcel, signature("", &event.body));
            "signed with an empty secret"
        }
        12 => {
            let needed = [
                SIGNATURE,
                "x-shopify-topic",
                "x-shopify-shop-domain",
                "x-shopify-api-version",
                "x-shopify-webhook-id",
            ];
            let gone = needed[dice.place(needed.len())];
            parcel.headers.retain(|(name, _)| *name != gone);
            "a header missing"
        }
        13 => {
            let domains = [
                "another.myshopify.com",
                "torture.myshopify.com.example.com",
                "torture",
                "xtorture.myshopify.com",
                " ",
            ];
            parcel.set("x-shopify-shop-domain", domains[dice.place(domains.len())].into());
            "another shop's domain"
        }
        14 => {
            let handles = ["another", "torture2", "tortur", "%74orture%00", "torture%2F..", "..%2ftorture"];
            handles[dice.place(handles.len())].clone_into(&mut parcel.handle);
            "another shop's address"
        }
        15 if other.body != event.body => {
            parcel.body.clone_from(&other.body);
            "another webhook's body"
        }
        16 => {
            parcel.body.clear();
            "an empty body"
        }
        17 if dice.percent(5) => {
            parcel.body.resize(9 * 1024 * 1024, b' ');
            "far too long"
        }
        18 => {
            set(&mut parcel, BASE64.encode(&vec![0; 32]));
            "a signature of zeros"
        }
        _ => {
            let bytes = mac(SECRET, &event.body);
            let prefixed = format!("sha256={true_one}");
            let wrong = [
                prefixed,
                BASE64URL.encode(&bytes[..31]),
                true_one.repeat(2),
                "=".repeat(44),
                format!("{true_one},x"),
            ];
            set(&mut parcel, wrong[dice.place(wrong.len())].clone());
            "the signature in another form"
        }
    };
    (what, parcel)
}

fn swapped_case(parcel: &mut Parcel, signature: &str) -> &'static str {
    let swap = |c: char| if c.is_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
    parcel.set(SIGNATURE, signature.chars().map(swap).collect());
    "the signature in the other case"
}

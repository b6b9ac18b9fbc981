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
use crate::victim::{SECRET, START, free_port};

/// Runs it.
pub async fn run(run: &Run, on: On) -> anyhow::Result<Figures> {
    let mut figures = Figures::of(format!("s12 {}, seed {}", on.word(), run.seed));
    let mut dice = run.dice(12);
    let place = run.place("s12", on).await?;
    let mut victim = place.serve(free_port()?)?;
    victim.ready(START).await?;
    let script = Script::new(&dice, 200, Run::now());
    let sender = Sender::new()?;
    // A few true ones, so that there is something to be confused with.
    for event in &script.events[..20] {
        anyhow::ensure!(
            sender.until_answered(victim.port, &Parcel::of(event), 10).await == Some(200),
            "a true webhook was refused"
        );
    }
    let books = Books::open(&place).await?;
    let before = books.number("SELECT count(*) FROM inbox").await?;
    let (mut answers, mut wrong) = (BTreeMap::<String, u32>::new(), Vec::new());
    let count = run.size(10_000, 300);
    for _ in 0..count {
        let event = &script.events[dice.place(script.events.len())];
        let other = &script.events[dice.place(script.events.len())];
        let (what, parcel) = mutated(&mut dice, event, other);
        let status = sender.until_answered(victim.port, &parcel, 5).await;
        *answers.entry(status.map_or("none".into(), |s| s.to_string())).or_default() += 1;
        if status != Some(401) {
            wrong.push(format!("{what}: {status:?}"));
        }
    }
    let others = no_deliveries(&sender, victim.port, &script.events[0], run.size(100, 4)).await;
    let after = books.number("SELECT count(*) FROM inbox").await?;
    books.close().await;
    victim.kill().await?;
    figures.note(format!("{count} mutated deliveries, answers {answers:?}"));
    figures.none(wrong.len(), "mutated deliveries not refused with 401");
    wrong.iter().take(5).for_each(|what| figures.note(what));
    figures.none(others, "requests that are no deliveries not refused with 405 or 413");
    figures.none(usize::try_from(after - before)?, "rows stored");
    figures.none(place.log().matches("panicked").count(), "panics in the log");
    Ok(figures)
}

/// What is no delivery at all never reaches the signature: a wrong method (405), a body that is far too long
/// (413; a connection that ends while it is sent is a refusal as well). Gives how many were answered otherwise.
async fn no_deliveries(sender: &Sender, port: u16, event: &Event, each: usize) -> usize {
    let mut wrong = 0;
    for _ in 0..each {
        let mut parcel = Parcel::of(event);
        parcel.body.clear();
        for method in ["GET", "PUT", "DELETE"] {
            wrong += usize::from(sender.ask(method, port, &parcel).await != Some(405));
        }
        parcel.body.resize(9 * 1024 * 1024, b' ');
        wrong += usize::from(!matches!(sender.send(port, &parcel).await, Some(413) | None));
    }
    wrong
}

/// Headers without which nothing is a delivery.
const NEEDED: [&str; 5] =
    [SIGNATURE, "x-shopify-topic", "x-shopify-shop-domain", "x-shopify-api-version", "x-shopify-webhook-id"];

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
            let gone = NEEDED[dice.place(NEEDED.len())];
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
        17 if dice.percent(50) => {
            parcel.set(NEEDED[dice.place(NEEDED.len())], String::new());
            "an empty header"
        }
        17 => {
            let twice = NEEDED[dice.place(NEEDED.len())];
            let value =
                parcel.headers.iter().find(|(name, _)| *name == twice).map(|(_, value)| value.clone());
            parcel.headers.push((twice, value.unwrap_or_default()));
            "a header sent twice"
        }
        18 => {
            set(&mut parcel, BASE64.encode(&[0; 32]));
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

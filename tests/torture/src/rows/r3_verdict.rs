//! Compares what the mail server was given with what the outbox says.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::books::MessageRow;
use crate::figures::{Figures, Times};
use crate::sink::{Deed, Seen};

/// Extra copies that kills alone may cause, of all messages.
const OF_KILLS: f64 = 0.002;

/// P5: from the end of the hold window to the mail server. Only of mails that met nothing on the way.
pub fn prompt(figures: &mut Figures, messages: &[MessageRow], seen: &[Seen], bound: f64) {
    let mut times = Times::default();
    for message in messages {
        let first = seen.iter().find(|one| one.deed == Deed::Taken && of(one) == message.id);
        let took = first.map(|one| one.at - message.not_before).filter(|_| message.attempts == 1);
        if let Some(took) = took {
            times.add(Duration::from_millis(u64::try_from(took).unwrap_or(0)));
        }
    }
    figures.note(format!("{} mails from the end of the hold window: {}", times.count(), times.told()));
    figures.none(messages.len() - times.count(), "messages not handed over at the first try without faults");
    figures.at_most(times.ms(0.95) / 1_000.0, bound, "handed over after its hold window p95", "s");
}

/// R3: whether every message arrived, and how often.
pub fn judge(figures: &mut Figures, messages: &[MessageRow], seen: &[Seen], expected: usize, full: bool) {
    let mut by_id: BTreeMap<String, Vec<&Seen>> = BTreeMap::new();
    let mut ids: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for one in seen {
        by_id.entry(of(one)).or_default().push(one);
        ids.entry(&one.to).or_default().insert(&one.id);
    }
    let none: Vec<&Seen> = Vec::new();
    let given = |message: &MessageRow| by_id.get(&message.id).unwrap_or(&none);
    let copies = |message: &MessageRow| given(message).iter().filter(|one| one.arrived()).count();
    let refused = |message: &MessageRow| given(message).iter().any(|one| one.deed == Deed::Refused);
    let doubts: i64 = messages.iter().map(|message| message.doubtful).sum();
    let doubled: Vec<_> = messages.iter().filter(|message| copies(message) > 1).collect();
    let extra: usize = doubled.iter().map(|message| copies(message) - 1).sum();
    let lost: Vec<_> = messages.iter().filter(|message| copies(message) == 0 && !refused(message)).collect();
    let count = |deed: Deed| seen.iter().filter(|one| one.deed == deed).count();
    figures.note(format!(
        "{} mails given: {} taken, {} put off with 451, {} taken and closed, {} taken and stalled, {} refused with 550",
        seen.len(),
        count(Deed::Taken),
        count(Deed::Later),
        count(Deed::Closed),
        count(Deed::Stalled),
        count(Deed::Refused)
    ));
    figures.note(format!("{doubts} hand-overs whose answer was lost, {extra} extra copies"));
    figures.none(messages.len().abs_diff(expected), "messages too many or too few in the outbox");
    figures.none(by_id.len().abs_diff(expected - lost.len()), "distinct Message-IDs too many or too few");
    figures.none(ids.values().filter(|ids| ids.len() > 1).count(), "shoppers with more than one Message-ID");
    figures.none(lost.len(), "lost (neither arrived nor refused by the mail server)");
    let sent = |message: &&&MessageRow| message.state == "sent" || message.doubtful > 0;
    let arrived: Vec<_> = messages.iter().filter(|message| copies(message) > 0).collect();
    figures
        .none(arrived.len() - arrived.iter().filter(sent).count(), "arrived, and the outbox does not know");
    figures.at_most(extra as f64, doubts as f64, "extra copies", "(bound: answers lost)");
    figures.none(
        doubled.iter().filter(|message| copies(message) > 2).count(),
        "messages with more than one extra copy",
    );
    figures
        .none(doubled.iter().filter(|message| message.doubtful == 0).count(), "extra copies without a mark");
    let by_kills = doubled
        .iter()
        .filter(|message| !given(message).iter().any(|one| matches!(one.deed, Deed::Closed | Deed::Stalled)));
    let share = by_kills.count() as f64;
    if full {
        figures.at_most(share, expected as f64 * OF_KILLS, "extra copies from kills alone", "");
    } else {
        figures.note(format!("{share:.0} extra copies from kills alone"));
    }
    for message in lost.iter().take(4) {
        figures.note(format!("e.g. lost: {}, {}, {:?}", message.id, message.state, message.last_error));
    }
}

/// The id of the message that a mail is: the left part of its Message-ID.
fn of(one: &Seen) -> String {
    one.id.split('@').next().unwrap_or_default().replace('-', "")
}

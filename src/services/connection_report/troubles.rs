//! What is wrong and what to do about it, worst first. Every trouble has its advice.

use crate::domain::standing::Standing;
use crate::shopify::scopes;
use crate::store::Connection;
use crate::wire::connection_report::Trouble;
use crate::wire::frame::Tone;

use super::{Facts, Telling};

/// Hours without a webhook after which repairs mean that webhooks do not arrive.
const SILENT_HOURS: i64 = 24;
/// Minutes after which a comparison is overdue: it runs every few.
const COMPARED_MINUTES: i64 = 30;
/// Hours after which a look through the subscriptions is overdue: it is daily.
const AUDITED_HOURS: i64 = 49;
/// Notices that may wait before the reader counts as behind.
const BACKLOG: u64 = 1_000;

/// Everything that is not as it should be.
pub(super) fn troubles(facts: &Facts<'_>, telling: &Telling) -> Vec<Trouble> {
    let Some(connection) = &facts.connection else { return Vec::new() };
    let mut found: Vec<Trouble> = standing(facts, connection, telling).into_iter().collect();
    found.extend(others(facts, telling));
    found.sort_by_key(|trouble| std::cmp::Reverse(trouble.tone as u8));
    found
}

/// The same without how the shop stands.
pub(super) fn others(facts: &Facts<'_>, telling: &Telling) -> Vec<Trouble> {
    let Some(connection) = &facts.connection else { return Vec::new() };
    let mut found = Vec::new();
    found.extend(address(facts));
    found.extend(overdue(facts, connection, telling));
    found.extend(silent(facts, connection, telling));
    found.extend(permissions(connection));
    found.extend(version(facts, connection));
    found.extend(chores(facts, connection, telling));
    found
}

fn stop(what: String, advice: &str) -> Trouble {
    Trouble { what, advice: advice.to_owned(), tone: Tone::Stop }
}

fn warn(what: String, advice: &str) -> Trouble {
    Trouble { what, advice: advice.to_owned(), tone: Tone::Warn }
}

fn standing(facts: &Facts<'_>, connection: &Connection, telling: &Telling) -> Option<Trouble> {
    let when = facts.since.map(|at| format!(" {}", telling.ago(at))).unwrap_or_default();
    let refusal = connection.trouble.as_ref().map(|(at, why)| format!("{why} ({})", telling.ago(*at)));
    Some(match facts.shop.standing {
        Standing::Uninstalled => stop(
            format!("The app was removed from the shop{when}. Pages keep the last known state and say so."),
            "Install the app again: within 48 hours nothing is lost, afterwards Shopify asks us to erase the shop's orders.",
        ),
        Standing::Paused => stop(
            format!(
                "Shopify refuses since{when}: {}",
                refusal.unwrap_or_else(|| "it did not say why".into())
            ),
            "`waymark doctor` asks Shopify now and says what to do. Pages keep the last known state and say so.",
        ),
        Standing::Alone => stop(
            refusal.map_or_else(
                || "The shop is set up, but Shopify has not answered yet.".to_owned(),
                |why| format!("The shop is set up, but Shopify refuses: {why}"),
            ),
            "`waymark doctor` asks Shopify now and says what to do.",
        ),
        Standing::Connected => warn(
            format!("Shopify last refused: {}", refusal?),
            "It is tried again by itself; if this stays, `waymark doctor` says what to do.",
        ),
    })
}

/// Shopify delivers to https addresses only (Shopify facts 3.2).
fn address(facts: &Facts<'_>) -> Option<Trouble> {
    (facts.real && !facts.public_url.starts_with("https://")).then(|| {
        stop(
            format!(
                "This server is reached at {}, but Shopify sends webhooks to https addresses only.",
                facts.public_url
            ),
            "Put the server behind https and set WAYMARK_URL to that address.",
        )
    })
}

fn overdue(facts: &Facts<'_>, connection: &Connection, telling: &Telling) -> Option<Trouble> {
    let late = connection.reconciled_at.is_some_and(|at| at < facts.now.plus_minutes(-COMPARED_MINUTES));
    (late && facts.shop.standing == Standing::Connected).then(|| {
        stop(
            format!("Orders were last compared with Shopify's {}.", telling.ago_or_never(connection.reconciled_at)),
            "Comparing runs every few minutes while `waymark serve` runs: is it running? Its log says what stops it.",
        )
    })
}

fn silent(facts: &Facts<'_>, connection: &Connection, telling: &Telling) -> Option<Trouble> {
    let day_ago = facts.now.plus_minutes(-60 * SILENT_HOURS);
    let last = facts.inbox.last_received_at;
    let quiet = last.is_none_or(|at| at < day_ago);
    let missed = connection.repaired_at.is_some_and(|at| at > last.unwrap_or_default());
    // A shop that was connected today had no time for one.
    let settled = facts.since.is_none_or(|since| since < day_ago);
    (quiet && missed && settled && facts.shop.standing == Standing::Connected).then(|| {
        let words = match last {
            Some(at) => format!("the last webhook came {}", telling.ago(at)),
            None => "no webhook ever came".to_owned(),
        };
        stop(
            format!("Webhooks do not arrive: {words}, and orders had to be put right by comparing."),
            "Open the server's address from outside: a firewall or a proxy may keep Shopify out. \
                `waymark doctor` looks through the subscriptions.",
        )
    })
}

fn permissions(connection: &Connection) -> Vec<Trouble> {
    if connection.scopes.is_empty() {
        return Vec::new();
    }
    let lacking = scopes::missing(&connection.scopes).into_iter().filter(|lacking| lacking.needed);
    let advice = "Add the permission to the app's scopes and release the app's new version; then approve it in the shop.";
    lacking
        .map(|lacking| warn(format!("The app may not {}. {}", said(lacking.scope), lacking.cost), advice))
        .collect()
}

/// `read_returns` as "read returns (read_returns)".
fn said(scope: &str) -> String {
    format!("{} ({scope})", scope.replace('_', " "))
}

fn version(facts: &Facts<'_>, connection: &Connection) -> Option<Trouble> {
    let served = connection.served_version.as_deref().filter(|served| *served != facts.asked_version)?;
    Some(warn(
        format!(
            "Shopify answers with API version {served} instead of {}: that one is retired.",
            facts.asked_version
        ),
        "Update Waymark to a version that asks for a newer one.",
    ))
}

fn chores(facts: &Facts<'_>, connection: &Connection, telling: &Telling) -> Vec<Trouble> {
    let mut found = Vec::new();
    let webhooks = |count| telling.count(count, "webhook", "webhooks");
    if facts.inbox.waiting > BACKLOG {
        let advice = "Reading goes on by itself while `waymark serve` runs; its log says what stops it.";
        found.push(warn(format!("{} wait to be read.", webhooks(facts.inbox.waiting)), advice));
    }
    if facts.inbox.failed > 0 {
        let advice = "Nothing needs to be done: comparing brings what they told. If their number grows, report it with their topics.";
        found.push(warn(format!("{} could not be read.", webhooks(facts.inbox.failed)), advice));
    }
    let late = connection.audited_at.is_some_and(|at| at < facts.now.plus_minutes(-60 * AUDITED_HOURS));
    if late && facts.shop.standing == Standing::Connected {
        let words = telling.ago_or_never(connection.audited_at);
        let advice = "This happens daily while `waymark serve` runs; its log says what stops it.";
        found.push(warn(format!("The webhook subscriptions were last looked through {words}."), advice));
    }
    if facts.requests > 0 {
        let words = telling.count(
            facts.requests,
            "request for a customer's data waits",
            "requests for customers' data wait",
        );
        let advice = "`waymark privacy list` shows them, `waymark privacy export` answers them; the law gives 30 days.";
        found.push(warn(format!("{words} for an answer."), advice));
    }
    found
}

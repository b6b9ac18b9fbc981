//! What is so: connection, permissions, news, comparisons, people's data. Judges nothing.

use crate::domain::clock::Millis;
use crate::domain::standing::{Road, Standing};
use crate::shopify::scopes;
use crate::store::{Connection, Sync};
use crate::wire::connection_report::{ReportLine, ReportPart};
use crate::wire::frame::Tone;

use super::{Facts, Telling};

/// Every subject; without a connection only the first.
pub(super) fn parts(facts: &Facts<'_>, telling: &Telling) -> Vec<ReportPart> {
    let part = |title: &str, lines| ReportPart { title: title.to_owned(), lines };
    let Some(connection) = &facts.connection else {
        let note = "`waymark shop connect` connects the shop; the README walks through it.";
        return vec![part("Connection", vec![noted(line("Connected", "no"), note)])];
    };
    vec![
        part("Connection", connected(facts, connection, telling)),
        part("What the app may do", permissions(connection)),
        part("News from Shopify", news(facts, connection, telling)),
        part("Comparing with Shopify", comparing(facts, connection, telling)),
        part("People's data", people(facts, telling)),
    ]
}

/// Permissions, the last webhook, the last comparison. What is missing and needed is among the troubles.
pub(super) fn in_short(facts: &Facts<'_>, connection: &Connection, telling: &Telling) -> Vec<ReportLine> {
    let permissions = permissions(connection).into_iter().filter(|line| line.label != MISSING);
    let rung = news(facts, connection, telling).into_iter().take(1);
    permissions.chain(rung).chain(comparing(facts, connection, telling).into_iter().take(1)).collect()
}

const MISSING: &str = "Missing";

fn line(label: &str, value: impl Into<String>) -> ReportLine {
    ReportLine { label: label.to_owned(), value: value.into(), ..ReportLine::default() }
}

fn noted(line: ReportLine, note: &str) -> ReportLine {
    ReportLine { note: Some(note.to_owned()), ..line }
}

fn warned(line: ReportLine, bad: bool) -> ReportLine {
    if bad { ReportLine { tone: Tone::Warn, ..line } } else { line }
}

fn connected(facts: &Facts<'_>, connection: &Connection, telling: &Telling) -> Vec<ReportLine> {
    let since = facts.since.map(|at| format!(", since {}", telling.ago(at))).unwrap_or_default();
    let (stands, bad) = match facts.shop.standing {
        Standing::Connected => ("yes", false),
        Standing::Alone => ("set up, but Shopify has not answered yet", true),
        Standing::Paused => ("paused: Shopify refuses for now", true),
        Standing::Uninstalled => ("no: the app was removed from the shop", true),
    };
    let road = match connection.road {
        Road::ClientCredentials => "an app of your own in the Dev Dashboard, by client id and secret",
        Road::CodeGrant => "an install link and your consent",
        Road::Pasted => "a token pasted from an app made in the admin",
    };
    let token = match (connection.has_token, connection.token_expires_at) {
        (false, _) => "none yet".to_owned(),
        (true, None) => "does not end".to_owned(),
        (true, Some(end)) if end <= facts.now => {
            format!("ended {}, renewed with the next call", telling.ago(end))
        }
        (true, Some(end)) => {
            format!("ends {}, renewed by itself before", telling.speech.relative(end, facts.now))
        }
    };
    let asked = facts.asked_version;
    let version = match connection.served_version.as_deref() {
        None => format!("{asked} is asked for; no answer yet"),
        Some(served) if served == asked => format!("{asked} is asked for and answers"),
        Some(served) => format!("{asked} is asked for, {served} answers"),
    };
    let behind = connection.served_version.as_deref().is_some_and(|served| served != asked);
    vec![
        warned(line("Connected", format!("{stands}{since}")), bad),
        line("By", road),
        line("Token", token),
        warned(line("API version", version), behind),
    ]
}

fn permissions(connection: &Connection) -> Vec<ReportLine> {
    if connection.scopes.is_empty() {
        return vec![line("Granted", "not known yet: Shopify was not asked")];
    }
    let mut lines = vec![line("Granted", connection.scopes.join(", "))];
    for lacking in scopes::missing(&connection.scopes) {
        let label = if lacking.needed { MISSING } else { "Not granted" };
        lines.push(warned(noted(line(label, lacking.scope), lacking.cost), lacking.needed));
    }
    let all = scopes::opens(&["read_all_orders"], &connection.scopes);
    lines.push(if all {
        line("History", "all orders can be read")
    } else {
        let note = "Older ones are kept as they came in; only webhooks bring news of them.";
        noted(line("History", "orders of the last 60 days can be read"), note)
    });
    lines
}

fn news(facts: &Facts<'_>, connection: &Connection, telling: &Telling) -> Vec<ReportLine> {
    let notices = |count| telling.count(count, "webhook", "webhooks");
    let note = "They are not read again; the next comparison brings what they told.";
    let failed = warned(line("Could not be read", notices(facts.inbox.failed)), facts.inbox.failed > 0);
    vec![
        line("Last webhook", telling.ago_or_never(facts.inbox.last_received_at)),
        line("Waiting to be read", notices(facts.inbox.waiting)),
        if facts.inbox.failed > 0 { noted(failed, note) } else { failed },
        line("Orders waiting to be read again", telling.speech.number(facts.reads)),
        line("Subscriptions last looked through", telling.ago_or_never(connection.audited_at)),
    ]
}

fn comparing(facts: &Facts<'_>, connection: &Connection, telling: &Telling) -> Vec<ReportLine> {
    let orders = |count| telling.count(count, "order", "orders");
    let last = match connection.reconciled_at {
        Some(at) => format!("{}, {} put right", telling.ago(at), orders(connection.repaired)),
        None => "never".to_owned(),
    };
    let mut lines = vec![line("Last comparison", last)];
    if let Some(at) = connection.repaired_at {
        lines.push(line("Something was last put right", telling.ago(at)));
    }
    lines.push(line("Known here", orders(facts.orders)));
    lines.push(line("Last read of the history", history(facts.sync.as_ref(), facts.now, telling)));
    if facts.lost > 0 {
        let note = "Shopify's API tells of them no longer (older than 60 days, or deleted). Their pages stay, and \
            webhooks still keep them right.";
        lines.push(noted(line("Out of the API's reach", orders(facts.lost)), note));
    }
    lines
}

fn history(sync: Option<&Sync>, now: Millis, telling: &Telling) -> String {
    let Some(sync) = sync else { return "never; `waymark sync --all` reads it".to_owned() };
    let orders = telling.count(sync.orders_done, "order", "orders");
    match sync.finished_at {
        Some(at) => format!("ended {}, {orders}", telling.ago(at.min(now))),
        None => {
            format!("began {}, {orders} so far; `waymark sync --all` goes on", telling.ago(sync.started_at))
        }
    }
}

fn people(facts: &Facts<'_>, telling: &Telling) -> Vec<ReportLine> {
    let value = telling.count(facts.requests, "request", "requests");
    vec![warned(line("Data asked for, not answered yet", value), facts.requests > 0)]
}

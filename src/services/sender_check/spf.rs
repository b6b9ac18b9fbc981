//! What a domain's SPF record means for mails that leave through our mail server.

use std::net::IpAddr;

use super::{about, txt, unknown};
use crate::mail::sender_check::SenderRecords;
use crate::wire::admin::sender_check::SenderRecordView;
use crate::wire::frame::Tone;

/// Providers, by the end of their server's name, and the part of an SPF record that lets them send.
const PROVIDERS: [(&str, &str); 13] = [
    ("amazonaws.com", "include:amazonses.com"),
    ("brevo.com", "include:spf.brevo.com"),
    ("fastmail.com", "include:spf.messagingengine.com"),
    ("gmail.com", "include:_spf.google.com"),
    ("google.com", "include:_spf.google.com"),
    ("mailgun.org", "include:mailgun.org"),
    ("mailjet.com", "include:spf.mailjet.com"),
    ("mandrillapp.com", "include:spf.mandrillapp.com"),
    ("office365.com", "include:spf.protection.outlook.com"),
    ("outlook.com", "include:spf.protection.outlook.com"),
    ("postmarkapp.com", "include:spf.mtasv.net"),
    ("sendgrid.net", "include:sendgrid.net"),
    ("zoho.com", "include:zohomail.com"),
];

pub(super) fn spf(host: &str, records: &SenderRecords) -> SenderRecordView {
    let view = about("SPF", "Says which servers may send mails from the domain.");
    let found = match &records.spf {
        Err(why) => return unknown(view, why),
        Ok(found) => found.clone(),
    };
    let provider = PROVIDERS
        .iter()
        .find(|(end, _)| host == *end || host.strip_suffix(end).is_some_and(|rest| rest.ends_with('.')));
    let allows = provider.map_or_else(|| own(host), |(_, part)| (*part).to_owned());
    let view = SenderRecordView { found: found.clone(), ..view };
    match &found[..] {
        [] => SenderRecordView {
            state: "There is none: anybody may pretend to send for you.".to_owned(),
            tone: Tone::Stop,
            advice: Some(format!("Add this record; it lets {host} send.")),
            add: txt(&records.domain, &format!("v=spf1 {allows} ~all")),
            ..view
        },
        [record] => one_spf(view, record, &allows, provider.is_some(), records),
        _ => SenderRecordView {
            state: format!("There are {} of them: receivers then believe none.", found.len()),
            tone: Tone::Stop,
            advice: Some("Put them into one record, and delete the others.".to_owned()),
            add: txt(&records.domain, &one_of(&found, &allows)),
            ..view
        },
    }
}

/// The part of a record that lets a server of the shop's own send: one on this machine has the domain's address.
fn own(host: &str) -> String {
    match host.parse::<IpAddr>() {
        Ok(address) if address.is_loopback() => "a".to_owned(),
        Ok(IpAddr::V4(address)) => format!("ip4:{address}"),
        Ok(IpAddr::V6(address)) => format!("ip6:{address}"),
        Err(_) if host.contains('.') => format!("a:{host}"),
        Err(_) => "a".to_owned(),
    }
}

fn one_spf(
    view: SenderRecordView,
    record: &str,
    allows: &str,
    sure: bool,
    records: &SenderRecords,
) -> SenderRecordView {
    let parts: Vec<String> = record.split_whitespace().map(str::to_ascii_lowercase).collect();
    if parts.iter().any(|part| part == "+all" || part == "all" || part == "?all") {
        return SenderRecordView {
            state: "It keeps no server of the world from sending for you.".to_owned(),
            tone: Tone::Stop,
            advice: Some("Let its end be ~all.".to_owned()),
            add: txt(&records.domain, &one_of(&[record.to_owned()], allows)),
            ..view
        };
    }
    if parts.iter().any(|part| part.trim_start_matches('+') == allows) {
        let state = "It lets your mail server send.".to_owned();
        return SenderRecordView { state, tone: Tone::Good, ..view };
    }
    if sure && !parts.iter().any(|part| part.starts_with("redirect=")) {
        return SenderRecordView {
            state: "It does not name your mail provider.".to_owned(),
            tone: Tone::Warn,
            advice: Some(format!("Put {allows} into it.")),
            add: txt(&records.domain, &one_of(&[record.to_owned()], allows)),
            ..view
        };
    }
    SenderRecordView {
        state: "There is one; whether it names your mail server's own senders cannot be seen from here."
            .to_owned(),
        tone: Tone::Calm,
        advice: Some("Ask whoever runs your mail server which part belongs into it.".to_owned()),
        ..view
    }
}

/// Several records as one that also lets our server send.
fn one_of(found: &[String], allows: &str) -> String {
    let mut parts = vec!["v=spf1".to_owned()];
    for part in found.iter().flat_map(|record| record.split_whitespace().skip(1)) {
        let all = part.trim_start_matches(['+', '-', '~', '?']).eq_ignore_ascii_case("all");
        if !all && !parts.iter().any(|known| known.eq_ignore_ascii_case(part)) {
            parts.push(part.to_owned());
        }
    }
    if !parts.iter().any(|part| part.eq_ignore_ascii_case(allows)) {
        parts.push(allows.to_owned());
    }
    parts.push("~all".to_owned());
    parts.join(" ")
}

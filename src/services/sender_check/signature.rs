//! Whether receivers find the key that our DKIM signatures are checked with.

use super::{WayOut, about, txt, unknown};
use crate::mail::sender_check::{SenderRecords, tag};
use crate::wire::admin::sender_check::SenderRecordView;
use crate::wire::frame::Tone;

pub(super) fn dkim(way: WayOut<'_>, records: &SenderRecords) -> SenderRecordView {
    let view = about("DKIM", "The key with which receivers check the signature of your mails.");
    let Some(signer) = way.signer else {
        return SenderRecordView {
            state: "This server does not sign; most mail providers do it for you.".to_owned(),
            tone: Tone::Calm,
            advice: Some(
                "Turn it on at your provider and add the record it names, or give this server a key (WAYMARK_DKIM_KEY)."
                    .to_owned(),
            ),
            ..view
        };
    };
    let found = match &records.dkim {
        Some(Err(why)) => return unknown(view, why),
        Some(Ok(found)) => found.clone(),
        None => Vec::new(),
    };
    let view = SenderRecordView { found: found.clone(), ..view };
    let ours = tag(signer.record(), "p");
    let add = txt(&signer.record_name(), signer.record());
    match &found[..] {
        [] => SenderRecordView {
            state: "The key is not there: receivers cannot check the signature.".to_owned(),
            tone: Tone::Stop,
            advice: Some("Add this record.".to_owned()),
            add,
            ..view
        },
        [record] if tag(record, "p") == ours => aligned(view, signer.domain(), &records.domain),
        _ => SenderRecordView {
            state: "Another key is there: every signature fails.".to_owned(),
            tone: Tone::Stop,
            advice: Some("Put this record in its place.".to_owned()),
            add,
            ..view
        },
    }
}

/// A signature counts for DMARC only when it is in the name of the sender's domain or of one above or below.
fn aligned(view: SenderRecordView, signs_for: &str, domain: &str) -> SenderRecordView {
    let below = |name: &str, of: &str| {
        name.eq_ignore_ascii_case(of)
            || name.to_ascii_lowercase().ends_with(&format!(".{}", of.to_ascii_lowercase()))
    };
    if below(domain, signs_for) || below(signs_for, domain) {
        return SenderRecordView { state: "The key is there.".to_owned(), tone: Tone::Good, ..view };
    }
    SenderRecordView {
        state: format!("The key is there, but signs for {signs_for}, not for {domain}."),
        tone: Tone::Warn,
        advice: Some(format!("Set WAYMARK_DKIM_DOMAIN to {domain}, or send from {signs_for}.")),
        ..view
    }
}

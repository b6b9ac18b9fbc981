//! What a domain asks of receivers (DMARC).

use super::{about, txt, unknown};
use crate::mail::sender_check::{SenderRecords, tag};
use crate::wire::admin::sender_check::SenderRecordView;
use crate::wire::frame::Tone;

pub(super) fn dmarc(records: &SenderRecords) -> SenderRecordView {
    let view = about("DMARC", "Says what receivers do with mails that are not proved to be yours.");
    let (name, found) = match &records.dmarc {
        Err(why) => return unknown(view, why),
        Ok(both) => both.clone(),
    };
    let view = SenderRecordView { found: found.clone(), ..view };
    let domain = &records.domain;
    let add = txt(&name, &format!("v=DMARC1; p=none; rua=mailto:postmaster@{domain}"));
    let stop = |state: String, advice: &str| SenderRecordView {
        state,
        tone: Tone::Stop,
        advice: Some(advice.to_owned()),
        add: add.clone(),
        ..view.clone()
    };
    let [record] = &found[..] else {
        return if found.is_empty() {
            let state = "There is none: large providers then refuse mails sent to many.".to_owned();
            stop(state, "Add this record; reports then come to the address in it.")
        } else {
            stop(format!("There are {} of them: receivers then believe none.", found.len()), "Keep one.")
        };
    };
    let state = match tag(record, "p").unwrap_or_default().to_ascii_lowercase().as_str() {
        "none" => "It collects reports and lets everything through: enough to be believed.",
        "quarantine" => "Mails that are not proved to be yours go to spam.",
        "reject" => "Mails that are not proved to be yours are refused.",
        _ => return stop("It does not say what to do (p=).".to_owned(), "Put this record in its place."),
    };
    SenderRecordView { state: state.to_owned(), tone: Tone::Good, ..view }
}

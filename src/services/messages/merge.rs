//! Several quick changes of an order become one message, and a change that was changed back becomes none. Pure:
//! decides about facts, reads and writes nothing.

use crate::domain::message::{Message, MessageFacts, MessageKind};

/// Whether a message may be told by a later one: nothing of it was written or handed over yet.
pub(super) const fn may_merge(message: &Message) -> bool {
    is_progress(message.kind) && message.body.is_empty() && message.doubtful == 0
}

const fn is_progress(kind: MessageKind) -> bool {
    matches!(kind, MessageKind::StatusChanged | MessageKind::DueChanged | MessageKind::StatusCopy)
}

/// Whether `later` can tell what `earlier` tells, too.
pub(super) fn can_tell(later: &Message, earlier: &Message) -> bool {
    let copies = |message: &Message| message.kind == MessageKind::StatusCopy;
    may_merge(later)
        && copies(later) == copies(earlier)
        && later.to == earlier.to
        && (later.created_at, later.id) > (earlier.created_at, earlier.id)
}

/// What both tell together.
pub(super) fn together(earlier: &MessageFacts, later: &MessageFacts) -> MessageFacts {
    let mut facts = later.clone();
    if later.status.is_none() {
        facts.status = earlier.status;
        facts.words.clone_from(&earlier.words);
    }
    if earlier.status.is_some() {
        facts.status_before = earlier.status_before;
    }
    if later.due.is_none() {
        facts.due = earlier.due;
    }
    if earlier.due.is_some() {
        facts.due_before = earlier.due_before;
    }
    facts.reason = later.reason.clone().or_else(|| earlier.reason.clone());
    facts.notes = earlier.notes.iter().chain(&later.notes).cloned().collect();
    // Back where it was: then there is nothing to tell of it.
    if facts.status.is_some() && facts.status == facts.status_before {
        (facts.status, facts.status_before, facts.words) = (None, None, None);
    }
    if facts.due.is_some_and(|due| due == facts.due_before) {
        (facts.due, facts.due_before, facts.reason) = (None, None, None);
    }
    facts
}

/// The kind of a merged message; `None` when nothing is left to tell.
pub(super) fn kind_of(facts: &MessageFacts, later: MessageKind) -> Option<MessageKind> {
    if facts.status.is_none() && facts.due.is_none() && facts.notes.is_empty() {
        return None;
    }
    Some(match later {
        MessageKind::StatusCopy => MessageKind::StatusCopy,
        _ if facts.status.is_some() || facts.due.is_none() => MessageKind::StatusChanged,
        _ => MessageKind::DueChanged,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::domain::due_date::DueDate;
    use crate::domain::ids::StatusId;
    use crate::domain::status::StatusWords;

    const DRY: StatusId = StatusId(Uuid::from_u128(1));
    const OIL: StatusId = StatusId(Uuid::from_u128(2));
    const CUT: StatusId = StatusId(Uuid::from_u128(3));

    fn moved(before: Option<StatusId>, to: StatusId, note: &str) -> MessageFacts {
        MessageFacts {
            status: Some(to),
            status_before: before,
            words: Some(StatusWords { name: format!("{to}"), text: None }),
            notes: Some(note.to_owned()).filter(|note| !note.is_empty()).into_iter().collect(),
            ..MessageFacts::default()
        }
    }

    #[test]
    fn the_last_status_is_told_with_every_note() {
        let both = together(&moved(Some(CUT), DRY, "first"), &moved(Some(DRY), OIL, "second"));
        assert_eq!((both.status, both.status_before), (Some(OIL), Some(CUT)));
        assert_eq!(both.notes, ["first", "second"]);
        assert_eq!(kind_of(&both, MessageKind::StatusChanged), Some(MessageKind::StatusChanged));
    }

    #[test]
    fn changed_and_changed_back_tells_nothing() {
        let both = together(&moved(Some(CUT), DRY, ""), &moved(Some(DRY), CUT, ""));
        assert_eq!(kind_of(&both, MessageKind::StatusChanged), None);
        // A note to the shopper is told all the same.
        let both = together(&moved(Some(CUT), DRY, "a word"), &moved(Some(DRY), CUT, ""));
        assert_eq!(kind_of(&both, MessageKind::StatusChanged), Some(MessageKind::StatusChanged));
    }

    #[test]
    fn a_date_that_moved_twice_is_told_once_from_the_first_to_the_last() {
        let day = |day| DueDate::new(date(2026, 11, day), date(2026, 11, day));
        let due = |before, now, reason: &str| MessageFacts {
            due: Some(Some(now)),
            due_before: Some(before),
            reason: Some(reason.to_owned()),
            ..MessageFacts::default()
        };
        let both = together(&due(day(3), day(5), "frost"), &due(day(5), day(9), "more frost"));
        assert_eq!((both.due, both.due_before), (Some(Some(day(9))), Some(day(3))));
        assert_eq!(both.reason.as_deref(), Some("more frost"));
        assert_eq!(kind_of(&both, MessageKind::DueChanged), Some(MessageKind::DueChanged));
        let back = together(&due(day(3), day(5), "frost"), &due(day(5), day(3), "thaw"));
        assert_eq!(kind_of(&back, MessageKind::DueChanged), None);
    }
}

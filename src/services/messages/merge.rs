//! Several quick changes of an order become one message, and a change that was changed back becomes none. Pure:
//! decides about facts, reads and writes nothing. A message whose time somebody chose takes part when that time has
//! come: until then it holds up nothing that it does not tell anew, and what became untrue is not told.

use crate::domain::clock::Millis;
use crate::domain::message::{Message, MessageFacts, MessageKind};
use crate::domain::order::Order;

/// Whether a message may be told by a later one: nothing of it was written or handed over yet. One that is sent again
/// is no news: recorded last, it would pass for later than news that came after what it tells.
pub(super) const fn may_merge(message: &Message) -> bool {
    is_progress(message.kind) && message.body.is_empty() && message.doubtful == 0 && !message.facts.again
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

/// Whether `later` tells anew what `earlier` tells: alone, the earlier one would say what is no longer so.
fn outdates(later: &MessageFacts, earlier: &MessageFacts) -> bool {
    (later.status.is_some() && earlier.status.is_some()) || (later.due.is_some() && earlier.due.is_some())
}

/// Whether `later`, which waits, is to tell what `earlier` tells, whose time has come. One that waits for a chosen
/// time tells only what it outdates: anything else is told now.
pub(super) fn should_tell(later: &Message, earlier: &Message, now: Millis) -> bool {
    // One of a change of many orders gets its time when the change is over, and waits longer until then.
    let goes_now = later.facts.scheduled.is_none_or(|at| at <= now || later.not_before < at);
    can_tell(later, earlier) && (goes_now || outdates(&later.facts, &earlier.facts))
}

/// Whether `later`, whose time has come, is to tell what `earlier` was to tell at a chosen time.
pub(super) fn should_absorb(later: &Message, earlier: &Message) -> bool {
    earlier.waits_for().is_some()
        && may_merge(earlier)
        && can_tell(later, earlier)
        && outdates(&later.facts, &earlier.facts)
}

/// What of a message is still so, where a part of it waited for a chosen time, and the kind that tells it.
///
/// # Errors
/// Why nothing of it is.
pub(super) fn still_so(
    message: &Message,
    order: &Order,
) -> Result<(MessageFacts, MessageKind), &'static str> {
    let mut facts = message.facts.clone();
    if facts.scheduled.is_none() {
        return Ok((facts, message.kind));
    }
    if matches!(order.canceled_at.get(), Some(Some(_))) {
        return Err("the order was canceled meanwhile");
    }
    let other_status = facts.status.is_some() && order.public_status().map(|now| now.status) != facts.status;
    let other_due = facts.due.is_some_and(|due| due != order.due());
    if !other_status && !other_due {
        return Ok((facts, message.kind));
    }
    if other_status {
        (facts.status, facts.status_before, facts.words) = (None, None, None);
    }
    if other_due {
        (facts.due, facts.due_before, facts.reason) = (None, None, None);
    }
    // A note alone tells nothing: it was written for what is over.
    if facts.status.is_none() && facts.due.is_none() {
        return Err(if other_status {
            "the order is in another status by now"
        } else {
            "the date was changed again meanwhile"
        });
    }
    let kind = kind_of(&facts, message.kind).unwrap_or(message.kind);
    Ok((facts, kind))
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
    // It stays known that a part of it is old: whether that is still so is looked at before it goes.
    facts.scheduled = later.scheduled.or(earlier.scheduled);
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
    fn what_is_sent_again_neither_tells_other_news_nor_is_told_by_it() {
        use crate::domain::ids::{MessageId, OrderId};
        let message = |at, facts| Message {
            facts,
            ..Message::waiting(
                MessageId(Uuid::from_u128(9)),
                OrderId(Uuid::from_u128(8)),
                MessageKind::StatusChanged,
                Millis(at),
            )
        };
        let news = message(1, moved(Some(DRY), OIL, ""));
        let again = message(2, MessageFacts { again: true, ..moved(Some(CUT), DRY, "") });
        assert!(can_tell(&message(2, moved(Some(OIL), CUT, "")), &news));
        assert!(!can_tell(&again, &news) && !may_merge(&again) && may_merge(&news));
    }

    #[test]
    fn what_waits_for_its_time_tells_only_what_it_outdates() {
        use crate::domain::ids::{MessageId, OrderId};
        let message = |at, kind, facts, not_before| Message {
            facts,
            not_before: Millis(not_before),
            ..Message::waiting(MessageId(Uuid::from_u128(9)), OrderId(Uuid::from_u128(8)), kind, Millis(at))
        };
        let due = MessageFacts { due: Some(None), ..MessageFacts::default() };
        let due = message(1, MessageKind::DueChanged, due, 5);
        let step = message(1, MessageKind::StatusChanged, moved(Some(CUT), DRY, ""), 5);
        let at = |not_before| {
            let facts = MessageFacts { scheduled: Some(Millis(100)), ..moved(Some(DRY), OIL, "") };
            message(2, MessageKind::StatusChanged, facts, not_before)
        };
        // At its time, or longer while its change of many orders goes on; sooner when somebody lets it go now.
        for (not_before, now, tells) in [(100, 5, false), (9_999, 5, false), (100, 100, true), (7, 5, true)] {
            assert_eq!(should_tell(&at(not_before), &due, Millis(now)), tells, "{not_before}, {now}");
            assert!(should_tell(&at(not_before), &step, Millis(now)));
        }
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

//! Messages on their way: phases of handing over, doubt, merging; addresses; versions of templates.

use serde_json::json;
use uuid::Uuid;
use waymark::domain::audit::Audited;
use waymark::domain::clock::Chance;
use waymark::domain::entry::Entries;
use waymark::domain::link::Purpose;
use waymark::domain::message::Message;
use waymark::domain::message::{MessageFacts, MessageKind, MessageState, MessageText, Suppression};
use waymark::store::{Announce, Announcement, ClaimedMessage, Held, PlannedMessage, VERSIONS_KEPT};

use super::news::{EMAIL, link, message, order};
use crate::support::app::NOON;
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    words_are_kept_as_they_are_handed_over,
    whoever_dies_while_handing_over_leaves_a_doubt_and_one_more_try,
    an_answer_that_was_lost_twice_is_left_at_that,
    what_is_not_given_once_more_does_not_outlive_its_days,
    putting_off_counts_no_try,
    what_may_have_arrived_does_not_wait_like_new_when_it_is_put_off,
    a_later_message_takes_over_what_an_earlier_one_tells,
    addresses_get_less_for_a_reason_and_are_corrected_for_one_order,
    the_last_version_of_a_template_is_in_use_and_nobody_overwrites_another,
    only_the_last_versions_of_a_template_are_kept,
    who_unsubscribes_is_found_by_the_message,
    news_is_told_once_and_in_its_own_transaction,
    who_wants_reports_is_noted_with_the_time_and_taken_back,
    texts_are_read_again_but_those_of_codes,
    a_message_that_waits_is_moved_or_withheld_and_no_other,
    a_message_tells_what_an_earlier_one_was_to_tell_later,
);

const LEASE: i64 = 30_000;

async fn claim(world: &World, at: waymark::domain::clock::Millis) -> Vec<ClaimedMessage> {
    world.store.claim_messages(10, LEASE, at, &world.chance).await.unwrap()
}

/// A claimed message that nothing was written for yet.
async fn unwritten(world: &World, kind: MessageKind) -> (waymark::store::ShopStore, ClaimedMessage) {
    let (_, shop) = world.shop("alder").await;
    let id = order(world, &shop, 1).await;
    let mut mail = message(id, kind, &world.chance);
    (mail.subject, mail.body) = (String::new(), String::new());
    mail.facts = MessageFacts { notes: vec!["a note".into()], ..MessageFacts::default() };
    shop.enqueue(&mail, &world.chance).await.unwrap();
    let claimed = claim(world, NOON).await.remove(0);
    assert_eq!(claimed.message.facts, mail.facts);
    (shop, claimed)
}

async fn words_are_kept_as_they_are_handed_over(world: World) {
    let (shop, claimed) = unwritten(&world, MessageKind::StatusChanged).await;
    let text = MessageText { subject: "Oak".into(), html: "<p>Oak</p>".into(), text: "Oak.".into() };
    assert!(world.store.message_written(&claimed, "other@example.org", &text, &world.chance).await.unwrap());
    assert!(world.store.message_handing_over(&claimed, minutes(1)).await.unwrap());
    assert!(!world.store.message_handing_over(&claimed, minutes(1)).await.unwrap(), "once");
    assert!(claim(&world, NOON).await.is_empty());
    assert!(world.store.message_sent(&claimed, minutes(1), "250 queued", None, &world.chance).await.unwrap());
    let kept = shop.message_as_sent(claimed.message.order, claimed.message.id).await.unwrap().unwrap();
    assert_eq!(
        (kept.subject.as_str(), kept.html.as_str(), kept.body.as_str()),
        ("Oak", "<p>Oak</p>", "Oak.")
    );
    assert_eq!((kept.to.as_str(), kept.answer.as_deref()), ("other@example.org", Some("250 queued")));
    assert_eq!(shop.messages_sent_since(NOON, None).await.unwrap(), 1);
    assert_eq!(shop.messages_sent_since(NOON, Some(claimed.message.order)).await.unwrap(), 1);
    assert_eq!(shop.messages_sent_since(minutes(2), None).await.unwrap(), 0);
    let (_, birch) = world.shop("birch").await;
    assert!(birch.message_as_sent(claimed.message.order, claimed.message.id).await.unwrap().is_none());
    assert_eq!(birch.messages_sent_since(NOON, None).await.unwrap(), 0);
}

async fn whoever_dies_while_handing_over_leaves_a_doubt_and_one_more_try(world: World) {
    let (shop, claimed) = unwritten(&world, MessageKind::StatusChanged).await;
    assert!(world.store.message_handing_over(&claimed, minutes(1)).await.unwrap());
    assert!(claim(&world, minutes(1)).await.is_empty(), "the lease holds to its end");
    let again = claim(&world, minutes(2)).await.remove(0);
    assert_eq!((again.message.id, again.message.doubtful), (claimed.message.id, 1));
    assert!(!world.store.message_sent(&claimed, minutes(2), "late", None, &world.chance).await.unwrap());
    assert!(world.store.message_handing_over(&again, minutes(3)).await.unwrap());
    // The second time too: nobody tries a third.
    assert!(claim(&world, minutes(5)).await.is_empty());
    let kept = shop.messages_of(claimed.message.order).await.unwrap().remove(0);
    assert_eq!((kept.state, kept.doubtful), (MessageState::Unknown, 2));
    assert_eq!(world.store.next_message_due().await.unwrap(), None);
}

async fn an_answer_that_was_lost_twice_is_left_at_that(world: World) {
    let (shop, claimed) = unwritten(&world, MessageKind::StatusChanged).await;
    assert!(world.store.message_doubtful(&claimed, Some(minutes(2)), "no answer").await.unwrap());
    assert_eq!(world.store.next_message_due().await.unwrap(), Some(minutes(2)));
    assert!(claim(&world, minutes(1)).await.is_empty());
    let again = claim(&world, minutes(2)).await.remove(0);
    assert!(world.store.message_doubtful(&again, None, "no answer").await.unwrap());
    assert!(claim(&world, minutes(6_000)).await.is_empty());
    assert_eq!(shop.messages_of(claimed.message.order).await.unwrap()[0].doubtful, 2);
}

async fn what_is_not_given_once_more_does_not_outlive_its_days(world: World) {
    let (shop, claimed) = unwritten(&world, MessageKind::StatusChanged).await;
    let text = MessageText { subject: "Oak".into(), html: "<p>Oak</p>".into(), text: "Oak.".into() };
    assert!(world.store.message_written(&claimed, EMAIL, &text, &world.chance).await.unwrap());
    assert!(world.store.message_doubtful(&claimed, None, "no answer").await.unwrap());
    assert!(claim(&world, minutes(6_000)).await.is_empty());
    assert_eq!(world.store.next_message_due().await.unwrap(), None);
    assert_eq!(world.store.wipe_old_texts(minutes(9)).await.unwrap(), 1);
    let kept = shop.messages_of(claimed.message.order).await.unwrap().remove(0);
    assert_eq!((kept.state, kept.doubtful), (MessageState::Unknown, 2));
}

async fn putting_off_counts_no_try(world: World) {
    let (shop, claimed) = unwritten(&world, MessageKind::StatusChanged).await;
    assert!(world.store.message_postponed(&claimed, minutes(90), "it is a quiet hour").await.unwrap());
    let kept = shop.messages_of(claimed.message.order).await.unwrap().remove(0);
    assert_eq!((kept.state, kept.attempts, kept.not_before), (MessageState::Waiting, 0, minutes(90)));
    assert_eq!(kept.answer.as_deref(), Some("it is a quiet hour"));
    assert_eq!(claim(&world, minutes(90)).await.len(), 1);
}

async fn what_may_have_arrived_does_not_wait_like_new_when_it_is_put_off(world: World) {
    let (shop, claimed) = unwritten(&world, MessageKind::StatusChanged).await;
    let (order, id) = (claimed.message.order, claimed.message.id);
    assert!(world.store.message_doubtful(&claimed, Some(minutes(2)), "no answer").await.unwrap());
    let again = claim(&world, minutes(2)).await.remove(0);
    assert!(world.store.message_postponed(&again, minutes(90), "it is a quiet hour").await.unwrap());
    let kept = shop.messages_of(order).await.unwrap().remove(0);
    assert_eq!((kept.state, kept.doubtful), (MessageState::Unknown, 1));
    assert!(!shop.withhold_message(order, id, "nobody wants it").await.unwrap(), "somebody may have it");
    assert!(claim(&world, minutes(89)).await.is_empty());
    assert_eq!(claim(&world, minutes(90)).await.len(), 1);
}

async fn a_later_message_takes_over_what_an_earlier_one_tells(world: World) {
    let (shop, earlier) = unwritten(&world, MessageKind::StatusChanged).await;
    let mut later = message(earlier.message.order, MessageKind::StatusChanged, &world.chance);
    later.body = String::new();
    later.not_before = minutes(1);
    shop.enqueue(&later, &world.chance).await.unwrap();
    let both = MessageFacts { notes: vec!["a note".into(), "another".into()], ..MessageFacts::default() };
    let (_, birch) = world.shop("birch").await;
    let kind = MessageKind::DueChanged;
    assert!(!birch.merge_message(&earlier, later.id, &both, kind, &world.chance).await.unwrap());
    assert!(shop.merge_message(&earlier, later.id, &both, kind, &world.chance).await.unwrap());
    let told = claim(&world, minutes(5)).await;
    assert_eq!(told.len(), 1, "the earlier one is over");
    assert_eq!((told[0].message.id, &told[0].message.facts, told[0].message.kind), (later.id, &both, kind));
    // Nothing is put into what somebody else sends by now.
    assert!(!shop.merge_message(&earlier, later.id, &both, kind, &world.chance).await.unwrap());
}

async fn addresses_get_less_for_a_reason_and_are_corrected_for_one_order(world: World) {
    let (_, shop) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let id = order(&world, &shop, 1).await;
    shop.suppress("A@example.com", Suppression::Refused, Some("550 no such user"), NOON).await.unwrap();
    shop.suppress("a@example.com ", Suppression::Refused, None, NOON).await.unwrap();
    shop.suppress("a@example.com", Suppression::Unsubscribed, None, NOON).await.unwrap();
    let reasons = shop.suppressions_of("a@EXAMPLE.com").await.unwrap();
    assert_eq!(reasons, [Suppression::Refused, Suppression::Unsubscribed]);
    assert!(birch.suppressions_of("a@example.com").await.unwrap().is_empty());
    assert!(shop.unsuppress("a@example.com", Suppression::Refused).await.unwrap());
    assert!(!shop.unsuppress("a@example.com", Suppression::Refused).await.unwrap());
    assert!(world.look("SELECT reason FROM suppressions").await == ["unsubscribed"]);

    assert_eq!(shop.corrected_address(id).await.unwrap(), None);
    for address in ["first@example.org", "second@example.org"] {
        shop.correct_address(id, address, "Owner", NOON, &world.chance).await.unwrap();
        assert_eq!(shop.corrected_address(id).await.unwrap().as_deref(), Some(address));
    }
    assert_eq!(birch.corrected_address(id).await.unwrap(), None);
    assert!(birch.correct_address(id, "x@example.org", "Owner", NOON, &world.chance).await.is_err());
}

async fn the_last_version_of_a_template_is_in_use_and_nobody_overwrites_another(world: World) {
    let (_, shop) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let (one, two) = (json!({"subject": "one"}), json!({"subject": "two"}));
    let what = |words: &str| Audited {
        action: "template.saved".into(),
        subject: words.into(),
        ..Audited::default()
    };
    let chance = &world.chance;
    let english = ("shipped", "en");
    assert!(shop.save_template(english, &one, 0, ("Owner", &what("one")), NOON, chance).await.unwrap());
    assert!(
        !shop.save_template(english, &two, 0, ("Other", &what("never")), NOON, chance).await.unwrap(),
        "somebody was faster"
    );
    assert!(shop.save_template(english, &two, 1, ("Other", &what("two")), minutes(1), chance).await.unwrap());
    let danish = ("shipped", "da");
    assert!(shop.save_template(danish, &one, 0, ("Owner", &what("three")), NOON, chance).await.unwrap());
    let told = shop.audit_lines(None, 10).await.unwrap();
    let mut told: Vec<_> = told.iter().map(|line| line.what.subject.as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, ["one", "three", "two"], "what was not saved is not told");
    let versions = shop.template_versions("shipped", "en").await.unwrap();
    let lines: Vec<_> = versions.iter().map(|line| (line.version, line.subject.as_deref())).collect();
    assert_eq!(lines, [(2, Some("two")), (1, Some("one"))]);
    let newest = shop.newest_template("shipped", "en").await.unwrap().unwrap();
    assert_eq!((newest.version, &newest.doc), (2, &two));
    let first = shop.template_version("shipped", "en", 1).await.unwrap().unwrap();
    assert_eq!((first.version, &first.doc), (1, &one));
    assert_eq!(shop.template_version("shipped", "en", 3).await.unwrap(), None);
    let used = shop.templates_in_use().await.unwrap();
    let used: Vec<_> = used.iter().map(|v| (v.language.as_str(), v.version, v.made_by.as_str())).collect();
    assert_eq!(used, [("da", 1, "Owner"), ("en", 2, "Other")]);
    assert!(birch.templates_in_use().await.unwrap().is_empty());
    assert!(birch.template_versions("shipped", "en").await.unwrap().is_empty());
    assert_eq!(birch.newest_template("shipped", "en").await.unwrap(), None);
    assert_eq!(birch.template_version("shipped", "en", 1).await.unwrap(), None);
}

async fn only_the_last_versions_of_a_template_are_kept(world: World) {
    let (_, shop) = world.shop("alder").await;
    let (what, chance) = (Audited::default(), &world.chance);
    let place = ("shipped", "en");
    let save = async |place: (&'static str, &'static str), doc: serde_json::Value, seen: i64| {
        shop.save_template(place, &doc, seen, ("Owner", &what), NOON, chance).await.unwrap()
    };
    assert!(save(("shipped", "da"), json!({"subject": "one"}), 0).await);
    for seen in 0..VERSIONS_KEPT {
        assert!(save(place, json!({"subject": seen.to_string()}), seen).await);
    }
    assert!(shop.template_version("shipped", "en", 1).await.unwrap().is_some());
    assert!(save(place, serde_json::Value::Null, VERSIONS_KEPT).await);
    let lines = shop.template_versions("shipped", "en").await.unwrap();
    let (first, last) = (lines.last().unwrap(), lines.first().unwrap());
    assert_eq!((lines.len(), first.version, last.version), (100, 2, 101));
    assert_eq!((first.subject.as_deref(), last.subject.as_deref()), (Some("1"), None));
    assert_eq!(shop.template_version("shipped", "en", 1).await.unwrap(), None);
    assert!(
        shop.template_version("shipped", "da", 1).await.unwrap().is_some(),
        "another place keeps its own"
    );
}

/// Tells of every new entry.
struct Teller(std::sync::Arc<dyn Chance>);

impl Announce for Teller {
    fn announce(&self, held: &Held, fresh: &Entries) -> Announcement {
        let planned = |key: &String| PlannedMessage {
            message: Message {
                facts: MessageFacts::default(),
                ..message(held.order.id, MessageKind::Shipped, &*self.0)
            },
            change: Uuid::from_u128(key.bytes().fold(7, |sum, byte| sum * 31 + u128::from(byte))),
            batch: None,
        };
        let link = held.mail_link.is_none().then(|| link(held.order.id, Purpose::Mail, &*self.0));
        Announcement { link, messages: fresh.keys().map(planned).collect() }
    }
}

async fn news_is_told_once_and_in_its_own_transaction(world: World) {
    let (_, shop) = world.shop("alder").await;
    let chance = std::sync::Arc::new(crate::support::app::SeededChance::default());
    let telling = shop.clone().announcing(std::sync::Arc::new(Teller(chance)));
    let silent = order(&world, &shop, 1).await;
    assert!(shop.messages_of(silent).await.unwrap().is_empty());
    let told = order(&world, &telling, 2).await;
    let entries = shop.order(told).await.unwrap().unwrap().entries.len();
    assert!(entries > 0);
    assert_eq!(shop.messages_of(told).await.unwrap().len(), entries);
    assert_eq!(shop.links_of(told).await.unwrap().len(), 1, "the link the messages carry");
    // The same news again, and from somebody who forgot: nothing new is told.
    assert_eq!(order(&world, &telling, 2).await, told);
    assert_eq!(shop.messages_of(told).await.unwrap().len(), entries);
}

async fn who_unsubscribes_is_found_by_the_message(world: World) {
    let (_, claimed) = unwritten(&world, MessageKind::StatusChanged).await;
    let (shop, language, to) = world.store.recipient_of(claimed.message.id).await.unwrap().unwrap();
    assert_eq!((shop, language.as_str(), to.as_str()), (claimed.shop, "en", EMAIL));
    let nobody = waymark::domain::ids::MessageId::new(NOON, &world.chance);
    assert!(world.store.recipient_of(nobody).await.unwrap().is_none());
    assert_ne!(world.store.unsubscribe_mark(claimed.message.id), world.store.unsubscribe_mark(nobody));
    assert_eq!(world.store.shop_by_id(claimed.shop).await.unwrap().unwrap().handle, "alder");
}

async fn who_wants_reports_is_noted_with_the_time_and_taken_back(world: World) {
    let (_, shop) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let id = order(&world, &shop, 1).await;
    let revision = async || shop.order(id).await.unwrap().unwrap().revision;
    let before = revision().await;
    for at in [0, 5] {
        shop.set_reports_wanted("A@example.com", true, Some(id), minutes(at)).await.unwrap();
        assert_eq!(shop.suppressions_of("a@example.com").await.unwrap(), [Suppression::OptedIn]);
    }
    assert_eq!(revision().await, before + 2);
    let since = world.look("SELECT CAST(since AS TEXT) FROM suppressions").await;
    assert_eq!(since, [NOON.0.to_string()], "when it was first asked");
    shop.set_reports_wanted("a@example.com", false, None, minutes(6)).await.unwrap();
    assert_eq!(shop.suppressions_of("a@example.com").await.unwrap(), [Suppression::Unsubscribed]);
    assert_eq!(revision().await, before + 2);
    birch.set_reports_wanted("a@example.com", true, Some(id), minutes(7)).await.unwrap();
    assert_eq!(shop.suppressions_of("a@example.com").await.unwrap(), [Suppression::Unsubscribed]);
    assert_eq!(revision().await, before + 2, "another shop's order is not touched");
    shop.set_reports_wanted("a@example.com", true, None, minutes(8)).await.unwrap();
    assert_eq!(shop.suppressions_of("a@example.com").await.unwrap(), [Suppression::OptedIn]);
}

async fn texts_are_read_again_but_those_of_codes(world: World) {
    let (shop, claimed) = unwritten(&world, MessageKind::StatusChanged).await;
    let id = claimed.message.order;
    shop.enqueue(&message(id, MessageKind::Code, &world.chance), &world.chance).await.unwrap();
    assert!(shop.texts_of(id).await.unwrap().is_empty(), "one is not written, the other holds a code");
    let text = MessageText { subject: "Oak".into(), html: "<p>Oak</p>".into(), text: "Oak.".into() };
    assert!(world.store.message_written(&claimed, "a@example.org", &text, &world.chance).await.unwrap());
    let texts = shop.texts_of(id).await.unwrap();
    assert_eq!(texts.into_iter().collect::<Vec<_>>(), [(claimed.message.id, "Oak.".to_owned())]);
    let (_, birch) = world.shop("birch").await;
    assert!(birch.texts_of(id).await.unwrap().is_empty());
}

async fn a_message_that_waits_is_moved_or_withheld_and_no_other(world: World) {
    let (shop, claimed) = unwritten(&world, MessageKind::StatusChanged).await;
    let (order, id) = (claimed.message.order, claimed.message.id);
    assert!(!shop.message_goes_at(order, id, minutes(9)).await.unwrap(), "somebody sends it by now");
    assert!(!shop.withhold_message(order, id, "no").await.unwrap());
    assert!(world.store.message_postponed(&claimed, minutes(90), "later").await.unwrap());
    let (_, birch) = world.shop("birch").await;
    assert!(!birch.message_goes_at(order, id, minutes(9)).await.unwrap());
    assert!(!birch.withhold_message(order, id, "no").await.unwrap());
    assert!(shop.message_goes_at(order, id, minutes(9)).await.unwrap());
    assert!(claim(&world, minutes(8)).await.is_empty());
    assert_eq!(world.store.next_message_due().await.unwrap(), Some(minutes(9)));
    assert!(shop.withhold_message(order, id, "nobody wants it").await.unwrap());
    assert!(claim(&world, minutes(99)).await.is_empty());
    let kept = shop.messages_of(order).await.unwrap().remove(0);
    assert_eq!((kept.state, kept.answer.as_deref()), (MessageState::Withheld, Some("nobody wants it")));
    assert!(!shop.message_goes_at(order, id, minutes(9)).await.unwrap(), "it no longer waits");
}

async fn a_message_tells_what_an_earlier_one_was_to_tell_later(world: World) {
    let (shop, claimed) = unwritten(&world, MessageKind::StatusChanged).await;
    let mut later = message(claimed.message.order, MessageKind::StatusChanged, &world.chance);
    (later.body, later.not_before) = (String::new(), minutes(90));
    shop.enqueue(&later, &world.chance).await.unwrap();
    let both = MessageFacts { notes: vec!["one".into(), "two".into()], ..MessageFacts::default() };
    let kind = MessageKind::DueChanged;
    let (_, birch) = world.shop("birch").await;
    assert!(!birch.absorb_message(&claimed, later.id, &both, kind, &world.chance).await.unwrap());
    let stranger = ClaimedMessage { claim: Uuid::nil(), ..claimed.clone() };
    assert!(!shop.absorb_message(&stranger, later.id, &both, kind, &world.chance).await.unwrap());
    assert!(shop.absorb_message(&claimed, later.id, &both, kind, &world.chance).await.unwrap());
    assert!(!shop.absorb_message(&claimed, later.id, &both, kind, &world.chance).await.unwrap(), "once");
    let known = shop.messages_of(claimed.message.order).await.unwrap();
    let of = |id| known.iter().find(|one| one.id == id).unwrap();
    assert_eq!(of(later.id).state, MessageState::Merged);
    assert_eq!((&of(claimed.message.id).facts, of(claimed.message.id).kind), (&both, kind));
    assert!(claim(&world, minutes(99)).await.iter().all(|one| one.message.id != later.id));
}

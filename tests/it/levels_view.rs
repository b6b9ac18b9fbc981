//! What a level hides is not in the answer: an order full of canaries is shown to every kind of
//! viewer, and every canary has to be where it belongs and nowhere else.

pub mod canaries;

use std::collections::BTreeSet;

use canaries::{at, messages, order, present, shop, statuses};
use waymark::domain::door::Door;
use waymark::domain::entry::entries_of;
use waymark::domain::headline::Present;
use waymark::domain::known::{Detail, Known};
use waymark::domain::level::Level;
use waymark::domain::link::{Purpose, Token};
use waymark::domain::native::{CancelReason, ShipmentStatus};
use waymark::domain::order::Order;
use waymark::language::{Language, Speech, Words};
use waymark::services::present::{Source, Viewer, calendar_file, order_view};
use waymark::wire::order_view::OrderView;

const TOKEN: &str = "abcdefghijklmnopqrstuvwxyz234567";

/// Merchant's words to the shopper: the timeline is shown at every level.
const ALWAYS: &[&str] = &[
    "canary-step-made",
    "canary-note-made",
    "canary-decline-note",
    "canary-moved-reason",
    "canary-comment",
    "canary-signed",
];
/// From standard level on, on share links too.
const CONTENTS: &[&str] = &[
    "canary-sent-item",
    "canary-held-item",
    "canary-variant",
    "canary-carrier",
    "canarynumber",
    "canary-tracking.example",
    "canary-message",
    "canary-older-message",
    "canary-odd-message",
    "canary-scan-city",
];
/// From standard level on, never on share links.
const MONEY_AND_TOWN: &[&str] = &[
    "111.11",
    "222.22",
    "333.33",
    "444.44",
    "555.55",
    "canary-paid-with",
    "canary-postcode",
    "canary-hometown",
];
/// At full level only, never on share links.
const PERSONAL: &[&str] = &[
    "canary-person",
    "canary-company",
    "canary-street",
    "canary-floor",
    "canary-province",
    "canary-country",
    "canary-subject",
    "canary-mailed",
];
/// At no level.
const NEVER: &[&str] = &[
    "canary-confirmation",
    "canary-native-name",
    "canary-shopper",
    "canary-locale",
    "canary_",
    "canary-key",
    "canary-image",
    "canary-shipment-name",
    "canarycalledoff",
    "canary-called-off",
    "canary-return-name",
    "canary-internal",
    "canary-definition",
    "canary-handle",
    "canary-private",
    "canary-staff",
    "canary-secret",
    "canary-recipient",
    "-hidden",
    "canary-to@",
    "canary-body",
    "canarykey",
    "canary-shop-handle",
    "canary-domain",
    "73519462",
    "987654",
    "fraud",
    "high_risk",
];

struct Looked {
    view: OrderView,
    calendar: Option<String>,
}

impl Looked {
    /// Everything that leaves the server, in one text.
    fn text(&self) -> String {
        let view = serde_json::to_string(&self.view).expect("a view is JSON");
        format!("{view}\n{}", self.calendar.as_deref().unwrap_or_default().replace("\r\n ", ""))
    }
}

fn speech(language: Language) -> Speech {
    static WORDS: std::sync::LazyLock<std::sync::Arc<Words>> = std::sync::LazyLock::new(Words::load);
    WORDS.in_language(language)
}

fn look_at(order: &Order, level: Level, purpose: Purpose, present: &Present) -> Looked {
    let (shop, statuses, messages, entries) = (shop(), statuses(), messages(), entries_of(order));
    let source = Source {
        id: waymark::domain::ids::OrderId(uuid::Uuid::nil()),
        shop: &shop,
        order,
        entries: &entries,
        name: "#1001",
        statuses: &statuses,
        messages: &messages,
        present,
    };
    let viewer = Viewer { level, purpose, token: Token::parse(TOKEN), door: Door::OWN };
    let speech = speech(Language::English);
    Looked { view: order_view(&source, &viewer, &speech), calendar: calendar_file(&source, &viewer, &speech) }
}

fn look(level: Level, purpose: Purpose) -> Looked {
    look_at(&order(), level, purpose, &present())
}

#[track_caller]
fn assert_shows(text: &str, shown: &[&[&str]], hidden: &[&[&str]]) {
    for canary in shown.iter().copied().flatten() {
        assert!(text.contains(canary), "{canary} is missing in {text}");
    }
    let lower = text.to_lowercase();
    for canary in hidden.iter().copied().flatten() {
        assert!(!lower.contains(canary), "{canary} got out: {text}");
    }
}

#[test]
fn reduced_shows_headline_stages_and_timeline_texts() {
    let looked = look(Level::Reduced, Purpose::Mail);
    assert_shows(&looked.text(), &[ALWAYS], &[CONTENTS, MONEY_AND_TOWN, PERSONAL, NEVER]);
    let view = looked.view;
    assert!(view.items.is_empty() && view.facts.is_empty() && view.share.is_none());
    assert!(view.stages.len() > 2 && view.due.is_some());
    let parcel = &view.parcels[0];
    assert_eq!((parcel.title.as_str(), parcel.state.as_str()), ("Your parcel", "On its way"));
    assert!(parcel.expected.is_some() && parcel.scan.is_none() && parcel.tracking.is_empty());
    assert!(!view.structured.expect("always there").contains("orderDelivery"));
    assert!(view.see_more.expect("a code helps").text.contains("older"));
}

#[test]
fn standard_adds_items_prices_tracking_and_town() {
    let looked = look(Level::Standard, Purpose::Merchant);
    assert_shows(&looked.text(), &[ALWAYS, CONTENTS, MONEY_AND_TOWN], &[PERSONAL, NEVER]);
    let view = looked.view;
    assert_eq!(view.see_more.map(|s| s.href), Some(format!("/o/{TOKEN}/code?lang=en")));
    assert_eq!(view.share, Some(format!("/o/{TOKEN}/share?lang=en")));
    let structured = view.structured.expect("always there");
    assert!(structured.contains("canarynumber") && structured.contains("2026-11-24"), "{structured}");
}

#[test]
fn full_adds_address_and_messages() {
    let looked = look(Level::Full, Purpose::Lookup);
    assert_shows(&looked.text(), &[ALWAYS, CONTENTS, MONEY_AND_TOWN, PERSONAL], &[NEVER]);
    assert!(looked.view.see_more.is_none());
    assert_eq!(looked.view.messages.len(), 2);
    assert!(
        looked
            .view
            .messages
            .iter()
            .any(|m| m.subject.starts_with("•••••••• is your code") && m.text.is_empty())
    );
    assert!(looked.view.messages.iter().any(|m| m.text == "canary-mailed: /o/…"));
    assert_eq!(looked.view.correct, Some(format!("/o/{TOKEN}/address?lang=en")));
}

#[test]
fn a_share_link_never_shows_money_address_or_messages() {
    for level in [Level::Standard, Level::Full] {
        let looked = look(level, Purpose::Share);
        assert_shows(&looked.text(), &[ALWAYS, CONTENTS], &[MONEY_AND_TOWN, PERSONAL, NEVER]);
        assert!(looked.view.see_more.is_none() && looked.view.share.is_none());
        assert!(looked.view.correct.is_none() && looked.view.updates.is_none());
        assert!(looked.view.facts.is_empty());
        assert!(looked.view.items.iter().all(|item| item.price.is_none()));
    }
    let looked = look(Level::Reduced, Purpose::Share);
    assert_shows(&looked.text(), &[ALWAYS], &[CONTENTS, MONEY_AND_TOWN, PERSONAL, NEVER]);
}

/// The same order in other states: what a state adds to the page is masked too.
fn other_states() -> Vec<(&'static str, Order)> {
    let known = |value| Known::at(at(20), Detail::Graphql, value);
    let mut canceled = order();
    canceled.canceled_at = known(Some(at(19)));
    canceled.cancel_reason = Known::at(at(20), Detail::Graphql, Some(CancelReason::Fraud));
    let mut in_the_house = order();
    in_the_house.shipments.clear();
    in_the_house.carrier_events.clear();
    let mut unheld = in_the_house.clone();
    unheld.fulfillment_orders = Known::default();
    let mut delivered = order();
    for shipment in delivered.shipments.values_mut() {
        shipment.status = Known::at(at(20), Detail::Graphql, Some(ShipmentStatus::Delivered));
        shipment.delivered_at = known(Some(at(20)));
    }
    vec![("canceled", canceled), ("in the house", in_the_house), ("unheld", unheld), ("delivered", delivered)]
}

#[test]
fn masking_holds_in_every_state_of_the_order() {
    for (_, order) in other_states() {
        for purpose in [Purpose::Mail, Purpose::Share] {
            for level in [Level::Reduced, Level::Standard, Level::Full] {
                let own = purpose != Purpose::Share;
                let mut hidden = vec![NEVER];
                if level == Level::Reduced {
                    hidden.push(CONTENTS);
                }
                if level == Level::Reduced || !own {
                    hidden.push(MONEY_AND_TOWN);
                }
                if level < Level::Full || !own {
                    hidden.push(PERSONAL);
                }
                let text = look_at(&order, level, purpose, &present()).text();
                assert_shows(&text, &[&["canary-comment"]], &hidden);
            }
        }
    }
    let [(_, canceled), ..] = &other_states()[..] else { unreachable!("there are four") };
    let headline = |purpose| look_at(canceled, Level::Standard, purpose, &present()).view.headline;
    assert!(headline(Purpose::Mail).contains("555.55"));
    assert_eq!(headline(Purpose::Share), "Canceled");
}

#[test]
fn a_greater_level_shows_all_that_a_lesser_one_does() {
    let canaries = |level| -> BTreeSet<&str> {
        let text = look(level, Purpose::Mail).text();
        let all = ALWAYS.iter().chain(CONTENTS).chain(MONEY_AND_TOWN).chain(PERSONAL);
        all.copied().filter(|canary| text.contains(canary)).collect()
    };
    assert!(canaries(Level::Reduced).is_subset(&canaries(Level::Standard)));
    assert!(canaries(Level::Standard).is_subset(&canaries(Level::Full)));
}

#[test]
fn the_calendar_file_holds_the_day_and_nothing_personal() {
    for level in [Level::Reduced, Level::Full] {
        let looked = look(level, Purpose::Mail);
        let file = looked.calendar.expect("the carrier gave a day");
        assert_eq!(looked.view.calendar, Some(format!("/o/{TOKEN}/due.ics?lang=en")));
        assert!(file.contains("DTSTART;VALUE=DATE:20261124\r\nDTEND;VALUE=DATE:20261125\r\n"), "{file}");
        assert!(file.starts_with("BEGIN:VCALENDAR\r\n") && file.ends_with("END:VCALENDAR\r\n"));
        assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
        assert_shows(&file, &[&["#1001"]], &[&["canary", TOKEN]]);
    }
    let uid = |level, purpose| {
        let file = look(level, purpose).calendar.expect("the carrier gave a day");
        file.lines().find(|line| line.starts_with("UID:")).map(str::to_owned)
    };
    assert_eq!(uid(Level::Reduced, Purpose::Share), uid(Level::Full, Purpose::Mail));
}

#[test]
fn without_a_day_ahead_there_is_no_calendar_file() {
    let mut order = order();
    let late = Present { now: at(28), ..present() };
    assert!(look_at(&order, Level::Full, Purpose::Mail, &late).calendar.is_none());
    order.shipments.clear();
    let looked = look_at(&order, Level::Full, Purpose::Mail, &present());
    let file = looked.calendar.expect("the merchant gave a range");
    assert!(file.contains("DTSTART;VALUE=DATE:20261125\r\nDTEND;VALUE=DATE:20261127\r\n"), "{file}");
    order.due_changes.clear();
    let looked = look_at(&order, Level::Full, Purpose::Mail, &present());
    assert!(looked.calendar.is_none() && looked.view.calendar.is_none());
}

#[test]
fn structured_data_cannot_leave_its_script_element() {
    let (shop, entries, order, present) = (shop(), Default::default(), Order::default(), present());
    let source = Source {
        id: waymark::domain::ids::OrderId(uuid::Uuid::nil()),
        shop: &shop,
        order: &order,
        entries: &entries,
        name: "</script><script>",
        statuses: &[],
        messages: &[],
        present: &present,
    };
    let viewer = Viewer { level: Level::Full, purpose: Purpose::Mail, token: None, door: Door::OWN };
    let view = order_view(&source, &viewer, &speech(Language::Arabic));
    let structured = view.structured.expect("always there");
    assert!(!structured.contains(['<', '>', '&']), "{structured}");
    let json: serde_json::Value = serde_json::from_str(&structured).expect("JSON");
    assert_eq!(json["orderNumber"], "</script><script>");
    assert!(view.see_more.is_none() && view.calendar.is_none() && view.share.is_none());
}

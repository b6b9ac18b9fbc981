//! Each state of a connection in words, with what to do.

use super::*;
use crate::domain::ids::ShopId;
use crate::domain::shop::ShopSettings;
use crate::domain::standing::Road;
use crate::language::Words;

const NOW: Millis = Millis(1_795_435_200_000);

fn ago(minutes: i64) -> Option<Millis> {
    Some(NOW.plus_minutes(-minutes))
}

const SCOPES: [&str; 6] = [
    "read_orders",
    "read_fulfillments",
    "read_merchant_managed_fulfillment_orders",
    "read_third_party_fulfillment_orders",
    "read_returns",
    "read_all_orders",
];

fn shop(standing: Standing) -> Shop {
    Shop {
        id: ShopId(uuid::Uuid::nil()),
        handle: "oak".into(),
        name: "Oak".into(),
        domain: "oak.myshopify.com".into(),
        settings: ShopSettings::default(),
        revision: 1,
        standing,
        checked_at: ago(2),
    }
}

fn well(shop: &Shop) -> Facts<'_> {
    Facts {
        shop,
        connection: Some(Connection {
            road: Road::ClientCredentials,
            client_id: "app".into(),
            scopes: SCOPES.map(str::to_owned).to_vec(),
            has_token: true,
            token_expires_at: ago(-600),
            read_until: ago(3),
            reconciled_at: ago(2),
            repaired: 0,
            repaired_at: None,
            served_version: Some("2026-10".into()),
            audited_at: ago(300),
            trouble: None,
        }),
        since: ago(60 * 24 * 9),
        inbox: InboxFigures { waiting: 0, failed: 0, last_received_at: ago(1) },
        reads: 0,
        lost: 0,
        orders: 2_400,
        sync: None,
        requests: 0,
        asked_version: "2026-10",
        public_url: "https://status.example",
        real: true,
        now: NOW,
    }
}

fn told(facts: &Facts<'_>) -> ConnectionReport {
    report(facts, Words::load().in_language(Language::English))
}

/// Changes what is stored about the connection.
fn with(mut facts: Facts<'_>, change: impl FnOnce(&mut Connection)) -> Facts<'_> {
    change(facts.connection.as_mut().expect("connected"));
    facts
}

#[test]
fn a_shop_that_is_well_has_no_troubles() {
    let connected = shop(Standing::Connected);
    let report = told(&well(&connected));
    assert_eq!(report.troubles, Vec::new());
    assert_eq!(
        (report.state.as_str(), report.tone),
        ("In step with Shopify, checked 2 minutes ago.", Tone::Good)
    );
    insta::assert_snapshot!(report.text());
}

#[test]
fn a_shop_that_was_never_connected_is_told_how() {
    let alone = shop(Standing::Alone);
    let report = told(&Facts { connection: None, ..well(&alone) });
    assert!(report.troubles.is_empty() && report.text().contains("waymark shop connect"));
}

#[test]
fn every_missing_permission_tells_its_cost() {
    let connected = shop(Standing::Connected);
    for scope in SCOPES {
        let report = told(&with(well(&connected), |c| c.scopes.retain(|granted| granted != scope)));
        assert!(report.text().contains(scope), "{scope}");
        let sixty = report.text().contains("orders of the last 60 days can be read");
        assert_eq!(sixty, scope == "read_all_orders", "{scope}");
        assert_eq!(report.troubles.len(), usize::from(scope != "read_all_orders"), "{scope}");
    }
    let report = told(&with(well(&connected), |c| c.scopes.retain(|granted| granted != "read_returns")));
    assert!(report.troubles[0].what.contains("Returns are not shown"));
}

#[test]
fn a_shop_that_is_not_reached_keeps_its_pages_and_says_so() {
    for (standing, words) in [
        (Standing::Paused, "Shopify refuses"),
        (Standing::Uninstalled, "The app was removed"),
        (Standing::Alone, "set up"),
    ] {
        let shop = shop(standing);
        let report = told(&with(well(&shop), |c| c.trouble = Some((NOW, "the shop is frozen".into()))));
        assert_eq!(report.tone, Tone::Stop);
        assert!(report.troubles[0].what.contains(words), "{report:?}");
        assert!(!report.troubles[0].advice.is_empty());
    }
}

#[test]
fn silence_is_trouble_only_when_something_was_missed() {
    let connected = shop(Standing::Connected);
    let quiet = |minutes| Facts {
        inbox: InboxFigures { last_received_at: ago(minutes), ..InboxFigures::default() },
        ..well(&connected)
    };
    let missed = |facts| with(facts, |c| c.repaired_at = ago(5));
    assert!(told(&quiet(60 * 40)).troubles.is_empty(), "a shop may have quiet days");
    assert!(told(&missed(quiet(60))).troubles.is_empty(), "a webhook may get lost");
    let report = told(&missed(quiet(60 * 40)));
    assert!(
        report.troubles[0].what.contains("Webhooks do not arrive: the last webhook came yesterday"),
        "{report:?}"
    );
    let fresh = Facts { since: ago(60), ..missed(quiet(60 * 40)) };
    assert!(told(&fresh).troubles.is_empty(), "connected an hour ago");
}

#[test]
fn the_rest_of_what_can_be_wrong() {
    let connected = shop(Standing::Connected);
    let first = |facts: Facts<'_>| {
        let report = told(&facts);
        assert_eq!(report.troubles.len(), 1, "{report:?}");
        assert!(report.troubles[0].advice.len() > 20);
        report.troubles[0].what.clone()
    };
    let open = Facts { public_url: "http://status.example", ..well(&connected) };
    assert!(first(open).contains("https addresses only"));
    assert!(first(with(well(&connected), |c| c.served_version = Some("2027-01".into()))).contains("2027-01"));
    assert!(first(with(well(&connected), |c| c.reconciled_at = ago(120))).contains("2 hours ago"));
    assert!(first(with(well(&connected), |c| c.audited_at = ago(60 * 72))).contains("3 days ago"));
    let failed = InboxFigures { failed: 3, ..well(&connected).inbox };
    assert!(first(Facts { inbox: failed, ..well(&connected) }).contains("3 webhooks could not be read"));
    assert!(
        first(Facts { requests: 1, ..well(&connected) }).contains("1 request for a customer's data waits")
    );
    let lost = Facts { lost: 12, ..well(&connected) };
    assert!(told(&lost).text().contains("Out of the API's reach: 12 orders"));
}

//! Privacy: who is erased is gone from every file, who is not stays; a shop goes whole or not at all;
//! an older database erases again before its first page; nothing is kept longer than promised.

mod days;
mod export;
mod people;
mod restore;
mod search;
mod shops;
mod site;

use waymark::domain::ids::ShopifyId;
use waymark::domain::privacy::Redaction;
use waymark::services::import_orders::ImportSummary;
use waymark::store::search_key::Proof;

use crate::support::engines::World;
use people::{Fate, Person};
use search::Search;
use site::{Log, Site};

/// People seeded; every second one is erased.
const PEOPLE: i64 = 60;

#[tokio::test]
async fn nothing_of_an_erased_person_is_left_on_sqlite() {
    erased_everywhere(World::sqlite().await).await;
}

#[tokio::test]
async fn nothing_of_an_erased_person_is_left_on_postgres() {
    erased_everywhere(World::postgres().await).await;
}

async fn erased_everywhere(world: World) {
    let log = Log::default();
    let _guard = log.listen();
    let site = Site::new(world).await;
    let people: Vec<Person> = (1..=PEOPLE).map(Person::new).collect();
    for person in &people {
        site.live_through(person).await;
    }
    site.send_mails().await;
    let (gone, stays) = (Search::new(Fate::Gone), Search::new(Fate::Stays));
    let before = site.everything().await;
    assert!(gone.hits(&before) > 0 && stays.hits(&before) > 0, "the search finds what is there");
    let mails_before = site.mail_files().len();
    let bodies_before = site.bodies_of(Fate::Stays).await;

    // All notices wait at once, as they do after a while away.
    let leaving: Vec<&Person> = people.iter().filter(|person| person.fate == Fate::Gone).collect();
    for person in &leaving {
        site.receive("customers/redact", &person.redact_body()).await;
    }
    site.read_inbox().await;

    let after = site.everything().await;
    let bytes: usize = after.iter().map(|(_, bytes)| bytes.len()).sum();
    let (hits, logged) = (gone.hits(&after), gone.hits(&[("log".into(), log.bytes())]));
    println!(
        "{}: {} people seeded, {} erased; {bytes} bytes in {} places and {} bytes of log searched: {} hits",
        site.services.store.engine().name(),
        people.len(),
        leaving.len(),
        after.len(),
        log.bytes().len(),
        hits + logged
    );
    assert_eq!(
        (hits, logged),
        (0, 0),
        "{:?} {:?}",
        gone.places(&after),
        gone.places(&[("log".into(), log.bytes())])
    );
    assert!(log.bytes().len() > 1_000, "the log was listened to");
    assert!(stays.hits(&after) > 0 && (1..mails_before).contains(&site.mail_files().len()));
    assert_eq!(site.bodies_of(Fate::Stays).await, bodies_before, "other people's notices");
    for person in &people {
        site.check(person).await;
    }
    stays_erased(&site, leaving[0]).await;
}

/// Later news of an erased order is not taken in; a new order of the same person is.
async fn stays_erased(site: &Site, person: &Person) {
    let store = site.services.store.shop(site.shop.id);
    let count = store.count_orders().await.unwrap();
    let mut summary = ImportSummary::default();
    let late = person.order_body(person.order, "2026-11-25T10:00:00Z").to_string();
    site.services.import(&site.shop, "late", late.as_bytes(), &mut summary, &|_| {}).await.unwrap();
    site.receive("orders/updated", &person.order_body(person.order, "2026-11-26T10:00:00Z")).await;
    site.read_inbox().await;
    let id = store.order_by_shopify(person.order).await.unwrap().unwrap();
    assert!(store.order(id).await.unwrap().unwrap().erased);
    let new = person.order_body(ShopifyId(999), "2026-11-27T10:00:00Z").to_string();
    site.services.import(&site.shop, "new", new.as_bytes(), &mut summary, &|_| {}).await.unwrap();
    assert_eq!(store.count_orders().await.unwrap(), count + 1);
    let id = store.order_by_shopify(ShopifyId(999)).await.unwrap().unwrap();
    assert_eq!(store.order(id).await.unwrap().unwrap().order.email.get(), Some(&Some(person.email.clone())));
}

#[tokio::test]
async fn somebody_unknown_is_written_down_and_no_error() {
    let site = Site::new(World::sqlite().await).await;
    let who = Redaction {
        email: Some("nobody@example.com".into()),
        orders: vec![ShopifyId(5)],
        ..Redaction::default()
    };
    let redacted = site.services.redact_customer(&site.shop, &who).await.unwrap();
    assert_eq!((redacted.orders, redacted.bodies, redacted.mails), (0, 0, 0));
    let journal = std::fs::read_to_string(&site.services.places.erasures).unwrap();
    assert!(journal.contains("[5]") && !journal.contains("nobody"), "{journal}");
    let hash = site.services.store.shop(site.shop.id).hash_of(&Proof::read("nobody@example.com"));
    assert!(journal.contains(&data_encoding::HEXLOWER.encode(&hash)));
    assert!(!format!("{who:?}").contains("nobody"));
    let replayed = site.services.replay_erasures().await.unwrap();
    assert_eq!((replayed.lines, replayed.carried_out), (1, 0), "it is done");
}

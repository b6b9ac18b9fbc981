//! Yesterday's database is put back: the real program erases again before its first page, and what it
//! logs at trace level tells nothing.

use std::path::Path;
use std::sync::Arc;

use waymark::domain::clock::MovableClock;
use waymark::domain::ids::ShopId;
use waymark::domain::privacy::Redaction;
use waymark::domain::shop::{Shop, ShopSettings};
use waymark::domain::standing::Standing;
use waymark::services::Services;
use waymark::services::import_orders::ImportSummary;
use waymark::services::privacy::ShopRedaction;
use waymark::store::{NewDelivery, Store};

use super::people::{Fate, Person};
use super::search::Search;
use super::site::services;
use crate::logs::Program;
use crate::support::app::{NOON, SeededChance};
use crate::support::engines::test_keys;

/// The same ring as `test_keys`, for the program.
const KEYS: &str = "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n";
const DATABASE: &str = "log.sqlite3";

async fn open(folder: &Path) -> Services {
    let store =
        Store::open(&format!("sqlite:{}", folder.join(DATABASE).display()), test_keys()).await.unwrap();
    store.migrate(&SeededChance::default()).await.unwrap();
    services(store, folder, Arc::new(MovableClock::at(NOON)))
}

async fn import(services: &Services, shop: &Shop, person: &Person) {
    let mut summary = ImportSummary::default();
    let body = person.order_body(person.order, "2026-11-20T10:00:00Z").to_string();
    services.import(shop, "x", body.as_bytes(), &mut summary, &|_| {}).await.unwrap();
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let names = [DATABASE, "log.sqlite3-wal", "log.sqlite3-shm", "log", "erasures.jsonl"];
    names
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), std::fs::read(folder.join(name)).ok()?)))
        .collect()
}

fn shop(services: &Services, number: i64, handle: &str) -> Shop {
    Shop {
        id: ShopId::new(NOON.plus_minutes(number), &*services.chance),
        handle: handle.into(),
        name: handle.into(),
        domain: format!("{handle}.myshopify.com"),
        settings: ShopSettings { keep_address: true, ..ShopSettings::default() },
        revision: 1,
        standing: Standing::default(),
        checked_at: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_database_erases_again_before_its_first_page() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::write(path.join("keys"), KEYS).unwrap();
    let (leaves, stays, late) = (Person::new(2), Person::new(1), Person::new(4));
    let (gone_shop, link) = {
        let services = open(path).await;
        let (oak, ash) = (shop(&services, 0, "oak"), shop(&services, 1, "ash"));
        for shop in [&oak, &ash] {
            services.store.save_shop(shop).await.unwrap();
            import(&services, shop, &leaves).await;
        }
        import(&services, &oak, &stays).await;
        let body = leaves.parcel_body().to_string();
        let notice = NewDelivery {
            topic: "fulfillments/create",
            event_id: "e",
            body: body.as_bytes(),
            triggered_at: NOON,
        };
        services.store.shop(oak.id).receive(&notice, NOON, &*services.chance).await.unwrap();
        let order = services.order_by_name(&oak, &leaves.order_name()).await.unwrap().unwrap();
        let link = services.merchant_link(&oak, order).await.unwrap();
        services.store.settle_erasure().await.unwrap();
        services.store.close().await;
        std::fs::copy(path.join(DATABASE), path.join("backup")).unwrap();
        (ash.id, link)
    };
    {
        let services = open(path).await;
        let oak = services.store.shop_by_handle("oak").await.unwrap().unwrap();
        let ash = services.store.shop_by_handle("ash").await.unwrap().unwrap();
        let who =
            Redaction { email: Some(leaves.email.clone()), orders: vec![late.order], ..Redaction::default() };
        assert_eq!(services.redact_customer(&oak, &who).await.unwrap().orders, 1);
        assert_eq!(services.redact_shop(&ash).await.unwrap(), ShopRedaction::Erased);
        services.store.close().await;
    }
    assert_eq!(Search::new(Fate::Gone).hits(&files(path)), 0);
    // Yesterday's copy comes back.
    for ending in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(path.join(format!("{DATABASE}{ending}")));
    }
    std::fs::rename(path.join("backup"), path.join(DATABASE)).unwrap();
    assert!(Search::new(Fate::Gone).hits(&files(path)) > 0, "it is an older one");

    let program = Program::start(path);
    assert_eq!(
        Search::new(Fate::Gone).hits(&files(path)),
        0,
        "{:?}",
        Search::new(Fate::Gone).places(&files(path))
    );
    let answer = program.ask("GET", link.strip_prefix("http://shop.test").unwrap(), "", "").unwrap();
    assert!(answer.starts_with("HTTP/1.1 410"), "the first page says so: {answer}");
    drop(program);

    let services = open(path).await;
    let oak = services.store.shop_by_handle("oak").await.unwrap().unwrap();
    let store = services.store.shop(oak.id);
    assert_eq!(is_erased(&store, leaves.order).await, Some(true));
    assert_eq!(is_erased(&store, stays.order).await, Some(false));
    assert!(Search::new(Fate::Stays).hits(&files(path)) > 0);
    assert!(services.store.shops().await.unwrap().iter().all(|shop| shop.id != gone_shop));
    // One that the older database did not know yet is not made when the history is read again.
    import(&services, &oak, &late).await;
    assert_eq!(is_erased(&store, late.order).await, None);
    assert_eq!(services.replay_erasures().await.unwrap().carried_out, 0);
    let bytes: usize = files(path).iter().map(|(_, bytes)| bytes.len()).sum();
    println!("restored and started: {bytes} bytes searched, 0 hits");
}

async fn is_erased(
    store: &waymark::store::ShopStore,
    order: waymark::domain::ids::ShopifyId,
) -> Option<bool> {
    let id = store.order_by_shopify(order).await.unwrap()?;
    Some(store.order(id).await.unwrap().unwrap().erased)
}

//! A whole shop goes, or comes back in time and loses nothing.

use waymark::domain::clock::{Clock as _, Millis};
use waymark::domain::standing::Standing;
use waymark::services::privacy::ShopRedaction;

use super::site::Site;
use crate::store_contract::privacy::fill;
use crate::support::app::NOON;
use crate::support::engines::{World, on_both_engines};

on_both_engines!(
    a_shop_leaves_no_row_and_others_stay,
    who_installs_again_within_48_hours_loses_nothing,
    who_never_came_back_goes_later,
);

/// Rows by table that belong to the shop with this handle.
async fn rows(site: &Site, handle: &str) -> Vec<(String, usize)> {
    let world = site.world.as_ref().unwrap();
    let columns = site.services.store.schema().await.unwrap();
    let mut rows = Vec::new();
    for (table, column, _) in columns {
        // A table without the shop's id is not about a shop; a new one must say so here.
        if column == "shop_id" {
            let found = format!(
                "SELECT 'row' FROM {table} t JOIN shops s ON s.id = t.shop_id WHERE s.handle = '{handle}'"
            );
            rows.push((table, world.look(&found).await.len()));
        } else if table == "shops" && column == "handle" {
            rows.push((
                table,
                world.look(&format!("SELECT 'row' FROM shops WHERE handle = '{handle}'")).await.len(),
            ));
        }
    }
    rows
}

/// People may work in several shops: what is theirs stays.
const WITHOUT_A_SHOP: [&str; 11] = [
    "ceremonies",
    "devices",
    "erasure_lines",
    "erasures",
    "key_canary",
    "limits",
    "passkeys",
    "recovery_codes",
    "sessions",
    "set_up_codes",
    "users",
];

async fn two_shops(world: World) -> (Site, Vec<(String, usize)>) {
    let site = Site::new(world).await;
    let world = site.world.as_ref().unwrap();
    let (_, ash) = world.shop("ash").await;
    fill(world, &ash, 1).await;
    // Reads are claimed across shops: this one's is to be the only one.
    fill(world, &site.services.store.shop(site.shop.id), 2).await;
    // `fill` ends its read by asking for the order.
    let filled = rows(&site, "oak").await;
    for (table, count) in &filled {
        assert!(*count > 0, "nothing is seeded in {table}");
    }
    let mut tables: Vec<String> =
        site.services.store.schema().await.unwrap().into_iter().map(|(t, ..)| t).collect();
    tables.dedup();
    for table in tables {
        let known = WITHOUT_A_SHOP.contains(&table.as_str()) || filled.iter().any(|(t, _)| *t == table);
        assert!(known, "{table} is new: is it erased with a shop?");
    }
    (site, filled)
}

fn hours(after_noon: i64) -> Millis {
    NOON.plus_minutes(60 * after_noon)
}

async fn stands(site: &Site, standing: Standing, since: Millis) {
    site.services.store.shop(site.shop.id).set_standing(standing, since).await.unwrap();
}

async fn a_shop_leaves_no_row_and_others_stay(world: World) {
    let (site, _) = two_shops(world).await;
    let before = rows(&site, "ash").await;
    stands(&site, Standing::Uninstalled, hours(0)).await;
    site.clock.set(hours(48));
    assert_eq!(site.services.redact_shop(&site.shop).await.unwrap(), ShopRedaction::Erased);
    // By the shops left: whatever belongs to none of them would be an orphan, which the schema forbids.
    assert!(rows(&site, "oak").await.iter().all(|(_, count)| *count == 0));
    for (table, count) in &before {
        let all = site.world.as_ref().unwrap().look(&format!("SELECT 'row' FROM {table}")).await.len();
        assert_eq!(all, *count, "{table} holds more than the other shop's");
    }
    assert_eq!(rows(&site, "ash").await, before);
    assert_eq!(site.services.redact_shop(&site.shop).await.unwrap(), ShopRedaction::Erased, "again");
    println!("{} tables by shop id: 0 rows of the erased shop", before.len());
}

async fn who_installs_again_within_48_hours_loses_nothing(world: World) {
    let (site, before) = two_shops(world).await;
    stands(&site, Standing::Uninstalled, hours(0)).await;
    stands(&site, Standing::Connected, hours(30)).await;
    site.clock.set(hours(48));
    let kept = site.services.redact_shop(&site.shop).await.unwrap();
    assert_eq!(kept, ShopRedaction::Kept(hours(96)));
    assert_eq!(rows(&site, "oak").await, before);
    assert!(!site.services.places.erasures.exists(), "nothing to do again");
    // The plan made to be sure is given up.
    site.clock.set(hours(97));
    assert_eq!(site.services.keep_only_what_may_stay().await.unwrap().shops, 0);
    assert!(site.services.store.shops_to_erase(hours(999)).await.unwrap().is_empty());
    let orders = site.services.store.shop(site.shop.id).count_orders().await.unwrap();
    assert_eq!(orders, 1);
}

async fn who_never_came_back_goes_later(world: World) {
    let (site, before) = two_shops(world).await;
    // Installed and uninstalled again just before Shopify asks.
    stands(&site, Standing::Uninstalled, hours(47)).await;
    site.clock.set(hours(48));
    assert_eq!(site.services.redact_shop(&site.shop).await.unwrap(), ShopRedaction::Kept(hours(95)));
    site.clock.set(hours(94));
    assert_eq!(site.services.keep_only_what_may_stay().await.unwrap().shops, 0);
    assert_eq!(rows(&site, "oak").await.len(), before.len());
    site.clock.set(hours(95));
    assert_eq!(site.services.keep_only_what_may_stay().await.unwrap().shops, 1);
    assert!(rows(&site, "oak").await.iter().all(|(_, count)| *count == 0));
    assert_eq!(site.clock.now(), hours(95));
}

//! Shops and statuses.

use waymark::domain::ids::ShopId;
use waymark::store::StoreError;

use super::news::status;
use crate::support::app::NOON;
use crate::support::engines::{World, on_both_engines};

on_both_engines!(
    a_shop_is_found_by_handle_and_domain_and_gets_revisions,
    two_shops_never_share_handle_or_domain,
    statuses_stand_in_their_order_and_raise_the_shops_revision,
    a_shop_cannot_touch_anothers_status,
);

async fn a_shop_is_found_by_handle_and_domain_and_gets_revisions(world: World) {
    let (mut shop, _) = world.shop("alder").await;
    world.shop("birch").await;
    assert_eq!(world.store.shop_by_handle("alder").await.unwrap(), Some(shop.clone()));
    assert_eq!(world.store.shop_by_domain("alder.myshopify.com").await.unwrap(), Some(shop.clone()));
    assert_eq!(world.store.shop_by_handle("cedar").await.unwrap(), None);
    assert_eq!(world.store.shop_by_domain("cedar.myshopify.com").await.unwrap(), None);
    shop.settings.accent = "#123456".into();
    world.store.save_shop(&shop).await.unwrap();
    let saved = world.store.shop_by_handle("alder").await.unwrap().unwrap();
    assert_eq!((saved.settings.accent.as_str(), saved.revision), ("#123456", 2));
    let handles: Vec<_> = world.store.shops().await.unwrap().into_iter().map(|shop| shop.handle).collect();
    assert_eq!(handles, ["alder", "birch"]);
}

async fn two_shops_never_share_handle_or_domain(world: World) {
    let (mut shop, _) = world.shop("alder").await;
    shop.id = ShopId::new(NOON, &world.chance);
    let refused = world.store.save_shop(&shop).await.unwrap_err();
    assert!(matches!(refused, StoreError::Conflict(_)), "{refused:?}");
    assert!(!refused.is_passing());
    shop.handle = "birch".into();
    assert!(matches!(world.store.save_shop(&shop).await, Err(StoreError::Conflict(_))));
}

async fn statuses_stand_in_their_order_and_raise_the_shops_revision(world: World) {
    let (_, shop) = world.shop("alder").await;
    let (late, mut early) = (status("drying", 20, &world.chance), status("sawing", 10, &world.chance));
    for status in [&late, &early] {
        shop.save_status(status).await.unwrap();
    }
    assert_eq!(shop.statuses().await.unwrap(), [early.clone(), late.clone()]);
    early.archived = true;
    shop.save_status(&early).await.unwrap();
    assert_eq!(shop.status_by_handle("sawing").await.unwrap(), Some(early));
    assert_eq!(shop.status_by_handle("sanding").await.unwrap(), None);
    assert_eq!(world.store.shop_by_handle("alder").await.unwrap().unwrap().revision, 4);
    let twin = status("drying", 30, &world.chance);
    assert!(matches!(shop.save_status(&twin).await, Err(StoreError::Conflict(_))));
}

async fn a_shop_cannot_touch_anothers_status(world: World) {
    let (_, alder) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let mut drying = status("drying", 10, &world.chance);
    alder.save_status(&drying).await.unwrap();
    assert_eq!(birch.statuses().await.unwrap(), []);
    assert_eq!(birch.status_by_handle("drying").await.unwrap(), None);
    drying.handle = "stolen".into();
    assert!(matches!(birch.save_status(&drying).await, Err(StoreError::Conflict(_))));
    assert_eq!(
        world.store.shop_by_handle("birch").await.unwrap().unwrap().revision,
        1,
        "nothing was changed"
    );
    assert!(alder.status_by_handle("drying").await.unwrap().is_some());
    let nobody = world.store.shop(ShopId::new(NOON, &world.chance));
    assert!(matches!(nobody.save_status(&status("x", 1, &world.chance)).await, Err(StoreError::Conflict(_))));
}

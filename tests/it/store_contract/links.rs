//! Links and what stands behind them.

use waymark::domain::ids::LinkId;
use waymark::domain::link::{Purpose, Token};
use waymark::domain::native::PaymentStatus;
use waymark::store::StoreError;

use super::news::{link, order, payment};
use crate::support::app::NOON;
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    a_link_opens_its_order_whole,
    whoever_changes_an_order_or_shop_changes_the_head,
    links_are_revoked_one_by_one_or_by_purpose,
    a_token_is_stored_hashed_and_sealed_in_its_row,
    another_shop_cannot_use_a_link,
    an_unknown_word_in_a_row_is_told_not_feared,
);

async fn a_link_opens_its_order_whole(world: World) {
    let (saved, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let (page, token) = link(id, Purpose::Mail, &world.chance);
    shop.add_link(&page, &token, &world.chance).await.unwrap();
    let opened = world.store.open_link(token.hash()).await.unwrap().unwrap();
    assert_eq!((&opened.link, &opened.shop), (&page, &saved));
    assert_eq!(Some(opened.order), shop.order(id).await.unwrap());
    let head = world.store.link_head(token.hash()).await.unwrap().unwrap();
    assert_eq!((head.link, head.order, head.shop), (page, id, saved.id));
    assert_eq!((head.revision, head.shop_revision, head.reduced_after_days), (1, 1, 21));
    assert_eq!((head.last_event_at, head.erased), (NOON, false));
    let unknown = Token::draw(&world.chance).hash();
    assert!(world.store.open_link(unknown).await.unwrap().is_none());
    assert!(world.store.link_head(unknown).await.unwrap().is_none());
}

async fn whoever_changes_an_order_or_shop_changes_the_head(world: World) {
    let (mut saved, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let (page, token) = link(id, Purpose::Mail, &world.chance);
    shop.add_link(&page, &token, &world.chance).await.unwrap();
    shop.take_in(&[payment(1, minutes(1), PaymentStatus::Paid)], minutes(1), &world.chance).await.unwrap();
    saved.settings.reduced_after_days = 7;
    world.store.save_shop(&saved).await.unwrap();
    let head = world.store.link_head(token.hash()).await.unwrap().unwrap();
    assert_eq!((head.revision, head.shop_revision, head.reduced_after_days), (2, 2, 7));
    assert_eq!(head.last_event_at, minutes(1));
    assert_eq!(world.store.open_link(token.hash()).await.unwrap().unwrap().order.entries.len(), 2);
}

async fn links_are_revoked_one_by_one_or_by_purpose(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let purposes = [Purpose::Mail, Purpose::Share, Purpose::Share];
    let mut made: Vec<_> = purposes.iter().map(|purpose| link(id, *purpose, &world.chance)).collect();
    made[1].0.created_at = minutes(1);
    made[2].0.created_at = minutes(2);
    for (page, token) in &made {
        shop.add_link(page, token, &world.chance).await.unwrap();
    }
    assert!(shop.revoke_link(made[1].0.id, minutes(1)).await.unwrap());
    assert!(!shop.revoke_link(made[1].0.id, minutes(2)).await.unwrap(), "it keeps its time");
    assert_eq!(shop.revoke_links_of(id, Purpose::Share, minutes(3)).await.unwrap(), 1);
    let ends: Vec<_> = shop.links_of(id).await.unwrap().into_iter().map(|link| link.revoked_at).collect();
    assert_eq!(ends, [None, Some(minutes(1)), Some(minutes(3))]);
    let opened = world.store.open_link(made[1].1.hash()).await.unwrap().unwrap();
    assert!(!opened.link.is_alive(minutes(4)), "whether it is alive is for the caller to say");
}

async fn a_token_is_stored_hashed_and_sealed_in_its_row(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let ((first, one), (second, two)) =
        (link(id, Purpose::Mail, &world.chance), link(id, Purpose::Share, &world.chance));
    for (page, token) in [(&first, &one), (&second, &two)] {
        shop.add_link(page, token, &world.chance).await.unwrap();
    }
    assert_eq!(shop.reveal_link(first.id).await.unwrap(), Some(one));
    assert_eq!(shop.reveal_link(LinkId::new(NOON, &world.chance)).await.unwrap(), None);
    world.spoil("CREATE TABLE copied AS SELECT id, sealed_token FROM links").await;
    world
        .spoil("UPDATE links SET sealed_token = (SELECT c.sealed_token FROM copied c WHERE c.id <> links.id)")
        .await;
    assert_eq!(shop.reveal_link(first.id).await.unwrap(), None, "moved to another row it does not open");
    assert_eq!(shop.reveal_link(second.id).await.unwrap(), None);
}

async fn another_shop_cannot_use_a_link(world: World) {
    let (_, alder) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let id = order(&world, &alder, 1).await;
    let (page, token) = link(id, Purpose::Mail, &world.chance);
    alder.add_link(&page, &token, &world.chance).await.unwrap();
    assert!(birch.links_of(id).await.unwrap().is_empty());
    assert_eq!(birch.reveal_link(page.id).await.unwrap(), None);
    assert!(!birch.revoke_link(page.id, NOON).await.unwrap());
    assert_eq!(birch.revoke_links_of(id, Purpose::Mail, NOON).await.unwrap(), 0);
    let (stolen, token) = link(id, Purpose::Mail, &world.chance);
    let refused = birch.add_link(&stolen, &token, &world.chance).await.unwrap_err();
    assert!(matches!(refused, StoreError::Conflict(_)), "{refused:?}");
}

async fn an_unknown_word_in_a_row_is_told_not_feared(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let (page, token) = link(id, Purpose::Mail, &world.chance);
    shop.add_link(&page, &token, &world.chance).await.unwrap();
    world.spoil("UPDATE links SET purpose = 'later'").await;
    let told = world.store.open_link(token.hash()).await.unwrap_err();
    assert_eq!(told.to_string(), "a stored value cannot be read: links.purpose");
    assert!(world.store.link_head(token.hash()).await.is_err() && shop.links_of(id).await.is_err());
}

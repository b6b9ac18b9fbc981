//! Statuses: several at once, how many orders stand in each, deleting.

use std::collections::BTreeMap;

use waymark::store::StoreError;

use super::news::{into_status, order, status};
use crate::support::app::NOON;
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(several_are_stored_or_none, a_status_is_deleted_when_no_open_order_stands_in_it,);

async fn several_are_stored_or_none(world: World) {
    let (_, shop) = world.shop("alder").await;
    let (sawing, drying) = (status("sawing", 10, &world.chance), status("drying", 20, &world.chance));
    shop.save_statuses(&[sawing.clone(), drying.clone()]).await.unwrap();
    let mut moved = drying.clone();
    moved.place = 5;
    let twin = status("sawing", 30, &world.chance);
    let refused = shop.save_statuses(&[moved.clone(), twin]).await;
    assert!(matches!(refused, Err(StoreError::Conflict(_))));
    assert_eq!(shop.statuses().await.unwrap(), [sawing.clone(), drying]);
    shop.save_statuses(std::slice::from_ref(&moved)).await.unwrap();
    assert_eq!(shop.statuses().await.unwrap(), [moved, sawing]);
}

async fn a_status_is_deleted_when_no_open_order_stands_in_it(world: World) {
    let (_, alder) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let (drying, mut sawing) = (status("drying", 10, &world.chance), status("sawing", 20, &world.chance));
    sawing.allowed_next = vec![drying.id];
    alder.save_statuses(&[drying.clone(), sawing.clone()]).await.unwrap();
    let id = order(&world, &alder, 1).await;
    alder.change(id, &into_status(&drying, minutes(1), "", &world.chance), NOON).await.unwrap();
    assert_eq!(alder.orders_per_status().await.unwrap(), BTreeMap::from([(drying.id, 1)]));
    assert_eq!(alder.orders_standing_in(drying.id, 9).await.unwrap(), [id]);
    assert_eq!(alder.orders_standing_in(sawing.id, 9).await.unwrap(), []);
    assert!(birch.orders_per_status().await.unwrap().is_empty());
    assert!(birch.orders_standing_in(drying.id, 9).await.unwrap().is_empty());

    sawing.allowed_next = Vec::new();
    assert!(!alder.delete_status(drying.id, std::slice::from_ref(&sawing)).await.unwrap());
    assert_eq!(alder.statuses().await.unwrap()[1].allowed_next, [drying.id], "nothing changed");
    alder.change(id, &into_status(&sawing, minutes(2), "", &world.chance), NOON).await.unwrap();
    assert!(!birch.delete_status(drying.id, &[]).await.unwrap());
    let before = world.store.shop_by_handle("alder").await.unwrap().unwrap().revision;
    assert!(alder.delete_status(drying.id, std::slice::from_ref(&sawing)).await.unwrap());
    assert_eq!(alder.statuses().await.unwrap(), [sawing]);
    assert_eq!(world.store.shop_by_handle("alder").await.unwrap().unwrap().revision, before + 1);
    let told = alder.order(id).await.unwrap().unwrap().order;
    assert!(told.status_changes.values().any(|change| change.status == drying.id), "history stays");
}

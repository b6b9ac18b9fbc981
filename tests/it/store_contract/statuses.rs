//! Statuses: several at once, how many orders stand in each, deleting.

use std::collections::BTreeMap;

use serde_json::json;
use waymark::domain::audit::Audited;
use waymark::store::StoreError;

use super::news::{into_status, order, status};
use crate::support::app::NOON;
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    several_are_stored_or_none,
    a_status_is_deleted_when_no_open_order_stands_in_it,
    the_words_of_messages_go_where_their_status_goes,
);

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

async fn the_words_of_messages_go_where_their_status_goes(world: World) {
    let (_, alder) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let what = Audited { action: "template.saved".into(), subject: "words".into(), ..Audited::default() };
    let words = json!({"subject": "Your oak dries"});
    let (mut drying, other) = (status("drying", 10, &world.chance), status("drying", 10, &world.chance));
    for (shop, own) in [(&alder, &drying), (&birch, &other)] {
        shop.save_status(own).await.unwrap();
        for (language, seen) in [("en", 0), ("en", 1), ("da", 0)] {
            let (place, by) = (("status/drying", language), ("Owner", &what));
            assert!(shop.save_template(place, &words, seen, by, NOON, &world.chance).await.unwrap());
        }
    }
    // Nobody's: its status was deleted when words stayed behind.
    let (left, old, by) = (("status/seasoning", "en"), json!({"subject": "Old"}), ("Owner", &what));
    assert!(alder.save_template(left, &old, 0, by, NOON, &world.chance).await.unwrap());

    drying.handle = "seasoning".into();
    alder.save_status(&drying).await.unwrap();
    let moved = alder.template_versions("status/seasoning", "en").await.unwrap();
    assert_eq!(moved.iter().map(|line| line.version).collect::<Vec<_>>(), [2, 1]);
    let newest = alder.newest_template("status/seasoning", "en").await.unwrap().unwrap();
    assert_eq!(newest.doc, words);
    assert_eq!(alder.template_versions("status/seasoning", "da").await.unwrap().len(), 1);
    assert!(alder.template_versions("status/drying", "en").await.unwrap().is_empty());
    assert_eq!(birch.template_versions("status/drying", "en").await.unwrap().len(), 2, "another shop's stay");

    assert!(alder.delete_status(drying.id, &[]).await.unwrap());
    assert!(alder.templates_in_use().await.unwrap().is_empty(), "they go with their status");
    assert_eq!(birch.templates_in_use().await.unwrap().len(), 2);
}

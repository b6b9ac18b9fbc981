//! What the page of one order keeps: pictures, visits of links, the orders beside it.

use uuid::Uuid;
use waymark::domain::link::{Purpose, Token};
use waymark::store::{StoreError, StoredPicture};

use super::news::{link, order};
use crate::support::app::NOON;
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    a_picture_belongs_to_its_order_and_goes_with_it,
    visits_are_added_up_per_link,
    an_order_knows_the_ones_beside_it,
);

fn picture(number: u128) -> StoredPicture {
    let bytes = vec![0xff, 0xd8, 0, 1];
    StoredPicture { id: Uuid::from_u128(number), media_type: "image/jpeg".into(), bytes, width: 4, height: 3 }
}

async fn a_picture_belongs_to_its_order_and_goes_with_it(world: World) {
    let (_, alder) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let id = order(&world, &alder, 1).await;
    let kept = picture(1);
    alder.add_picture(id, &kept, NOON).await.unwrap();
    assert_eq!(alder.picture(id, kept.id).await.unwrap(), Some(kept.clone()));
    assert_eq!(birch.picture(id, kept.id).await.unwrap(), None, "not in another shop");
    let refused = birch.add_picture(id, &picture(2), NOON).await.unwrap_err();
    assert!(matches!(refused, StoreError::Conflict(_)), "{refused:?}");
    birch.drop_picture(id, kept.id).await.unwrap();
    assert!(alder.picture(id, kept.id).await.unwrap().is_some());
    alder.drop_picture(id, kept.id).await.unwrap();
    assert_eq!(alder.picture(id, kept.id).await.unwrap(), None);
    alder.add_picture(id, &kept, NOON).await.unwrap();
    assert!(alder.erase_order(id, NOON).await.unwrap());
    assert_eq!(alder.picture(id, kept.id).await.unwrap(), None, "it goes with the order");
}

async fn visits_are_added_up_per_link(world: World) {
    let (_, alder) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let id = order(&world, &alder, 1).await;
    let (page, token) = link(id, Purpose::Mail, &world.chance);
    alder.add_link(&page, &token, &world.chance).await.unwrap();
    let unknown = Token::draw(&world.chance).hash();
    world.store.add_visits(&[(token.hash(), 2, NOON), (unknown, 9, NOON)]).await.unwrap();
    world.store.add_visits(&[(token.hash(), 1, minutes(5))]).await.unwrap();
    let visits = alder.visits_of(id).await.unwrap();
    assert_eq!(visits.len(), 1);
    assert_eq!((visits[0].link, visits[0].visits, visits[0].last_at), (page.id, 3, minutes(5)));
    assert!(birch.visits_of(id).await.unwrap().is_empty());
    assert!(alder.erase_order(id, NOON).await.unwrap());
    assert!(alder.visits_of(id).await.unwrap().is_empty());
}

async fn an_order_knows_the_ones_beside_it(world: World) {
    let (_, alder) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let mut ids =
        [order(&world, &alder, 1).await, order(&world, &alder, 2).await, order(&world, &alder, 3).await];
    order(&world, &birch, 4).await;
    ids.sort_unstable();
    let beside =
        |found: [Option<(waymark::domain::ids::OrderId, String)>; 2]| found.map(|one| one.map(|(id, _)| id));
    assert_eq!(beside(alder.neighbors_of(ids[0]).await.unwrap()), [None, Some(ids[1])]);
    assert_eq!(beside(alder.neighbors_of(ids[1]).await.unwrap()), [Some(ids[0]), Some(ids[2])]);
    assert_eq!(beside(alder.neighbors_of(ids[2]).await.unwrap()), [Some(ids[1]), None]);
}

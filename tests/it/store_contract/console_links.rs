//! Links to the merchant's pages: by hash, one shop each, for a while.

use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(a_link_opens_one_shops_pages_for_a_while);

async fn a_link_opens_one_shops_pages_for_a_while(world: World) {
    let (oak, shop) = world.shop("oak").await;
    world.shop("elm").await;
    shop.add_console_link([7; 32], minutes(60), minutes(0), &world.chance).await.unwrap();
    assert!(shop.add_console_link([7; 32], minutes(60), minutes(0), &world.chance).await.is_err());
    let open = async |hash, at| world.store.console_link(hash, minutes(at)).await.unwrap();
    assert_eq!(open([7; 32], 59).await, Some(oak.id));
    assert_eq!(open([7; 32], 60).await, None);
    assert_eq!(open([8; 32], 0).await, None);
    assert_eq!(world.store.drop_ended(minutes(60)).await.unwrap(), 0);
    assert_eq!(world.store.drop_ended(minutes(61)).await.unwrap(), 1);
}

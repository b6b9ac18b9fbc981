//! Counters of tries.

use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(tries_are_counted_per_bucket_and_window);

async fn tries_are_counted_per_bucket_and_window(world: World) {
    let store = &world.store;
    let counts = [
        store.count_limit(b"a", minutes(0)).await.unwrap(),
        store.count_limit(b"a", minutes(0)).await.unwrap(),
        store.count_limit(b"b", minutes(0)).await.unwrap(),
        store.count_limit(b"a", minutes(1)).await.unwrap(),
    ];
    assert_eq!(counts, [1, 2, 1, 1]);
    assert_eq!(store.drop_old_limits(minutes(1)).await.unwrap(), 2);
    assert_eq!(store.count_limit(b"a", minutes(0)).await.unwrap(), 1);
    assert_eq!(store.count_limit(b"a", minutes(1)).await.unwrap(), 2);
    store.forget_limit(b"a").await.unwrap();
    assert_eq!(store.count_limit(b"a", minutes(1)).await.unwrap(), 1);
    let (a, b) = tokio::join!(count_often(&world), count_often(&world));
    assert_eq!(a.max(b), 20, "none is lost");
}

async fn count_often(world: &World) -> u32 {
    let mut last = 0;
    for _ in 0..10 {
        last = world.store.count_limit(b"busy", minutes(0)).await.unwrap();
    }
    last
}

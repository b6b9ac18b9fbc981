//! Opening, migrating, key check, committing, the lock for serving.

use waymark::domain::clock::SystemChance;
use waymark::store::{Engine, KeyRing, Store, StoreError};

use crate::support::engines::{World, on_both_engines, test_keys};

on_both_engines!(
    a_store_commits_until_it_is_closed,
    another_key_ring_is_refused,
    a_database_of_a_later_version_is_refused,
    migrating_twice_changes_nothing,
);

async fn a_store_commits_until_it_is_closed(world: World) {
    world.store.ping().await.unwrap();
    world.store.close().await;
    let closed = world.store.ping().await.unwrap_err();
    assert!(matches!(closed, StoreError::Busy) && closed.is_passing(), "{closed:?}");
}

async fn another_key_ring_is_refused(world: World) {
    let keys = KeyRing::from_text("1:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=").unwrap();
    let store = Store::open(&world.url, keys).await.unwrap();
    let refused = store.migrate(&SystemChance).await.unwrap_err();
    assert!(matches!(refused, StoreError::WrongKey), "{refused:?}");
    assert!(refused.to_string().contains("put back the key file"));
}

async fn a_database_of_a_later_version_is_refused(world: World) {
    world
        .spoil("INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'later', TRUE, '', 0)")
        .await;
    let refused = world.store.migrate(&SystemChance).await.unwrap_err();
    assert!(matches!(refused, StoreError::Schema(_)), "{refused:?}");
}

async fn migrating_twice_changes_nothing(world: World) {
    world.shop("alder").await;
    let again = world.opened_again().await;
    again.migrate(&SystemChance).await.unwrap();
    assert_eq!(again.shops().await.unwrap().len(), 1);
}

#[tokio::test]
async fn one_process_serves_an_sqlite_file_and_many_a_postgresql() {
    let world = World::sqlite().await;
    assert_eq!((world.store.engine(), world.store.engine().name()), (Engine::Sqlite, "SQLite"));
    let other = world.opened_again().await;
    let lock = world.store.lock_for_serving().unwrap();
    assert!(lock.is_some());
    assert!(matches!(other.lock_for_serving(), Err(StoreError::Locked)));
    other.ping().await.expect("commands beside a server are allowed");
    drop(lock);
    assert!(other.lock_for_serving().unwrap().is_some());

    let world = World::postgres().await;
    assert_eq!((world.store.engine(), world.store.engine().name()), (Engine::Postgres, "PostgreSQL"));
    assert!(world.store.lock_for_serving().unwrap().is_none());
}

#[tokio::test]
async fn sqlite_is_set_up_to_keep_what_it_acknowledged() {
    let world = World::sqlite().await;
    assert_eq!(world.look("SELECT journal_mode FROM pragma_journal_mode").await, ["wal"]);
    // The way people write addresses elsewhere works too.
    let store = Store::open(&format!("{}?mode=rwc", world.url), test_keys()).await.unwrap();
    store.ping().await.expect("it is the same file");
}

#[tokio::test]
async fn an_address_without_file_or_user_is_refused() {
    for url in ["sqlite:", "sqlite::memory:", "mysql://x", "data/waymark.sqlite3", "postgres://:secret@[bad"]
    {
        let refused = Store::open(url, test_keys()).await.err().expect(url);
        assert!(matches!(refused, StoreError::Address), "{url}: {refused:?}");
    }
    if std::env::var_os("PGUSER").is_none() {
        let refused =
            Store::open("postgres://localhost/waymark?host=/nowhere", test_keys()).await.err().unwrap();
        assert!(matches!(refused, StoreError::Address), "{refused:?}");
    }
    let away =
        Store::open("postgres://waymark@localhost/waymark?host=/nowhere", test_keys()).await.err().unwrap();
    assert!(matches!(away, StoreError::Busy), "{away:?}");
}

#[tokio::test]
async fn the_store_tells_the_same_schema_on_both() {
    let (sqlite, postgres) = (World::sqlite().await, World::postgres().await);
    let schema = sqlite.store.schema().await.unwrap();
    assert_eq!(schema, postgres.store.schema().await.unwrap());
    assert!(schema.contains(&("orders".into(), "erased_at".into(), true)));
    assert!(schema.contains(&("orders".into(), "doc".into(), false)));
    assert!(
        schema.iter().all(|(table, ..)| !table.starts_with('_')),
        "the migrations' own table is not ours"
    );
}

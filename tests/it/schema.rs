//! Both engines, brought up to date, have the same tables and columns.

use waymark::store::{KeyRing, Store};

use crate::support::app::SeededChance;
use crate::support::postgres::Database;

async fn schema(url: &str, keys: &std::path::Path) -> Vec<(String, String, bool)> {
    let chance = SeededChance::default();
    let store = Store::open(url, KeyRing::open_or_create(keys, &chance).unwrap()).await.unwrap();
    assert_eq!(store.schema().await.unwrap(), [], "nothing before the first migration");
    store.migrate(&chance).await.unwrap();
    store.migrate(&chance).await.expect("twice changes nothing");
    let schema = store.schema().await.unwrap();
    store.close().await;
    schema
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("keys");
    let sqlite = schema(&format!("sqlite:{}", folder.path().join("s.sqlite3").display()), &keys).await;
    let postgres = schema(&Database::fresh().await.url, &keys).await;
    let missing = |of: &[(String, String, bool)], from: &[(String, String, bool)]| -> Vec<_> {
        of.iter().filter(|column| !from.contains(column)).cloned().collect()
    };
    assert_eq!(missing(&sqlite, &postgres), [], "in SQLite alone");
    assert_eq!(missing(&postgres, &sqlite), [], "in PostgreSQL alone");
    assert!(sqlite.contains(&("orders".into(), "erased_at".into(), true)));
    assert!(sqlite.contains(&("orders".into(), "doc".into(), false)));
}

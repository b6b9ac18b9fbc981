//! The same store on either engine, with a way to look at it and to spoil it from outside. The only
//! place besides `postgres.rs` where tests speak SQL.

use sqlx::{AssertSqlSafe, PgPool, SqlitePool};

use waymark::domain::clock::Millis;
use waymark::domain::ids::ShopId;
use waymark::domain::shop::{Shop, ShopSettings};
use waymark::domain::standing::Standing;
use waymark::store::{KeyRing, ShopStore, Store};

use super::app::{NOON, SeededChance};
use super::postgres;

/// The key ring of all these tests.
pub fn test_keys() -> KeyRing {
    KeyRing::from_text("1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=").unwrap()
}

/// A migrated, empty store on one engine.
pub struct World {
    pub store: Store,
    pub chance: SeededChance,
    pub url: String,
    raw: Raw,
    _folder: Option<tempfile::TempDir>,
}

enum Raw {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl World {
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.sqlite3").display());
        let store = Store::open(&url, test_keys()).await.unwrap();
        let raw = Raw::Sqlite(SqlitePool::connect(&url).await.unwrap());
        Self::new(store, url, raw, Some(folder)).await
    }

    pub async fn postgres() -> Self {
        let url = postgres::fresh_database().await;
        let store = Store::open(&url, test_keys()).await.unwrap();
        let raw = Raw::Postgres(PgPool::connect(&url).await.unwrap());
        Self::new(store, url, raw, None).await
    }

    async fn new(store: Store, url: String, raw: Raw, folder: Option<tempfile::TempDir>) -> Self {
        let chance = SeededChance::default();
        store.migrate(&chance).await.unwrap();
        Self { store, chance, url, raw, _folder: folder }
    }

    /// The same database as another process sees it.
    pub async fn opened_again(&self) -> Store {
        Store::open(&self.url, test_keys()).await.unwrap()
    }

    /// A new shop with this handle, younger than those before it.
    pub async fn shop(&self, handle: &str) -> (Shop, ShopStore) {
        let before = i64::try_from(self.store.shops().await.unwrap().len()).unwrap();
        let shop = Shop {
            id: ShopId::new(minutes(before), &self.chance),
            handle: handle.into(),
            name: format!("The {handle}"),
            domain: format!("{handle}.myshopify.com"),
            settings: ShopSettings::default(),
            revision: 1,
            standing: Standing::default(),
            checked_at: None,
        };
        self.store.save_shop(&shop).await.unwrap();
        (shop.clone(), self.store.shop(shop.id))
    }

    /// Runs a statement behind the store's back.
    pub async fn spoil(&self, statement: &str) {
        let statement = AssertSqlSafe(statement.to_owned());
        match &self.raw {
            Raw::Sqlite(pool) => sqlx::query(statement).execute(pool).await.map(drop).unwrap(),
            Raw::Postgres(pool) => sqlx::query(statement).execute(pool).await.map(drop).unwrap(),
        }
    }

    /// Runs a statement that must be forbidden by the schema.
    pub async fn is_forbidden(&self, statement: &str) -> bool {
        let statement = AssertSqlSafe(statement.to_owned());
        match &self.raw {
            Raw::Sqlite(pool) => sqlx::query(statement).execute(pool).await.is_err(),
            Raw::Postgres(pool) => sqlx::query(statement).execute(pool).await.is_err(),
        }
    }

    /// The first column of the rows, as text.
    pub async fn look(&self, statement: &str) -> Vec<String> {
        let statement = AssertSqlSafe(statement.to_owned());
        match &self.raw {
            Raw::Sqlite(pool) => sqlx::query_scalar(statement).fetch_all(pool).await.unwrap(),
            Raw::Postgres(pool) => sqlx::query_scalar(statement).fetch_all(pool).await.unwrap(),
        }
    }
}

/// A minute after noon, and so on.
pub fn minutes(after_noon: i64) -> Millis {
    NOON.plus_minutes(after_noon)
}

/// Makes each story a test on both engines.
macro_rules! on_both_engines {
    ($($story:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                super::$story($crate::support::engines::World::sqlite().await).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                super::$story($crate::support::engines::World::postgres().await).await;
            })*
        }
    };
}
pub(crate) use on_both_engines;

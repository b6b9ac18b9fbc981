//! Opening, pools, transactions: two typed pools behind one enum, and the macros that run one body on
//! either. Knows no table but the canary.

use std::fs::File;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection as _, PgPool, SqlitePool};

use super::keys::{KeyRing, SealPlace};
use super::{Store, StoreError};
use crate::domain::clock::Chance;

/// How long a call waits for a busy database.
const BUSY: Duration = Duration::from_secs(5);
/// Connections that read SQLite side by side.
const READERS: u32 = 4;
/// Connections to PostgreSQL per process.
const POSTGRES_CONNECTIONS: u32 = 16;

/// Rows written by one statement: enough that the way to the database counts for little. SQLite finds each value's
/// number by walking through them, so that ten times the rows would take a hundred times as long.
pub(super) const ROWS: usize = 50;

/// Whether a statement for so many rows comes often: others are not kept prepared, or each would drive one out that is
/// needed again.
pub(super) const fn is_usual(rows: usize) -> bool {
    rows <= 3 || rows == ROWS
}

/// Which database answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// Its name as people write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

#[derive(Clone)]
pub(super) enum Database {
    Sqlite { readers: SqlitePool, writer: SqlitePool, file: PathBuf },
    Postgres(PgPool),
}

/// Runs one body that reads, with `$pool` bound to the engine's typed pool.
macro_rules! read {
    ($database:expr, $pool:ident => $body:expr) => {
        match &$database {
            $crate::store::database::Database::Sqlite { readers: $pool, .. } => $body,
            $crate::store::database::Database::Postgres($pool) => $body,
        }
    };
}

/// Runs one body in a transaction that may write, with `$tx` bound to the engine's typed transaction.
/// SQLite takes the write lock at once: a deferred one fails when it has to upgrade.
macro_rules! write {
    ($database:expr, $tx:ident => $body:block) => {
        match &$database {
            $crate::store::database::Database::Sqlite { writer, .. } => {
                let mut $tx = writer.begin_with("BEGIN IMMEDIATE").await?;
                let out = $body;
                $tx.commit().await?;
                out
            }
            $crate::store::database::Database::Postgres(pool) => {
                let mut $tx = pool.begin().await?;
                let out = $body;
                $tx.commit().await?;
                out
            }
        }
    };
}

/// Chooses the statement of the engine.
macro_rules! dialect {
    ($database:expr, $statement:ident) => {
        match &$database {
            $crate::store::database::Database::Sqlite { .. } => $crate::store::dialect::sqlite::$statement,
            $crate::store::database::Database::Postgres(_) => $crate::store::dialect::postgres::$statement,
        }
    };
}

pub(super) use {dialect, read, write};

/// "$3, $4, $5" for so many values after those before.
pub(super) fn values(after: usize, count: usize) -> String {
    (after + 1..=after + count).map(|number| format!("${number}")).collect::<Vec<_>>().join(", ")
}

/// "($3, $4), ($5, $6)" for so many rows after the values before.
fn rows(after: usize, count: usize, width: usize) -> String {
    let row = |row: usize| format!("({})", values(after + row * width, width));
    (0..count).map(row).collect::<Vec<_>>().join(", ")
}

/// A statement with so many rows in the place of `@ROWS`, whose values follow those before.
pub(super) fn with_rows(statement: &str, after: usize, count: usize, width: usize) -> AssertSqlSafe<String> {
    AssertSqlSafe(statement.replace("@ROWS", &rows(after, count, width)))
}

/// Begins a query that writes rows of a part: of so many values each, after so many others.
macro_rules! many {
    ($statement:expr, $after:expr, $part:expr, $width:expr) => {
        sqlx::query($crate::store::database::with_rows($statement, $after, $part.len(), $width))
            .persistent($crate::store::database::is_usual($part.len()))
    };
}

pub(super) use many;

impl Store {
    /// Opens the database at `url` (`sqlite:PATH` or `postgres://USER@…`). A missing SQLite file is made.
    ///
    /// # Errors
    /// When the address is not one we know (a file or a user is missing), the server does not answer, or
    /// SQLite is too old.
    pub async fn open(url: &str, keys: KeyRing) -> Result<Self, StoreError> {
        let database = if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            open_postgres(url).await?
        } else if let Some(path) = url.strip_prefix("sqlite:") {
            open_sqlite(file_of(path).ok_or(StoreError::Address)?).await?
        } else {
            return Err(StoreError::Address);
        };
        Ok(Self { database, keys: std::sync::Arc::new(keys) })
    }

    /// Brings the schema up to date and checks that the key ring fits.
    ///
    /// # Errors
    /// When a newer version was here already, or the key ring is another one.
    pub async fn migrate(&self, chance: &dyn Chance) -> Result<(), StoreError> {
        let migrated = match &self.database {
            Database::Sqlite { writer, .. } => sqlx::migrate!("migrations/sqlite").run(writer).await,
            Database::Postgres(pool) => sqlx::migrate!("migrations/postgres").run(pool).await,
        };
        migrated.map_err(|error| match error {
            sqlx::migrate::MigrateError::Execute(error) => error.into(),
            other => StoreError::Schema(other.to_string()),
        })?;
        self.check_keys(chance).await
    }

    async fn check_keys(&self, chance: &dyn Chance) -> Result<(), StoreError> {
        let place = SealPlace { table: "key_canary", column: "sealed", row: b"1" };
        let sealed = self.keys.seal(&place, b"waymark", chance);
        let stored: (Vec<u8>,) = write!(self.database, tx => {
            sqlx::query("INSERT INTO key_canary (id, sealed) VALUES (1, $1) ON CONFLICT (id) DO NOTHING")
                .bind(sealed).execute(&mut *tx).await?;
            sqlx::query_as("SELECT sealed FROM key_canary WHERE id = 1").fetch_one(&mut *tx).await?
        });
        match self.keys.open_sealed(&place, &stored.0) {
            Some(plain) if plain == b"waymark" => Ok(()),
            _ => Err(StoreError::WrongKey),
        }
    }

    /// Which database answers.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self.database {
            Database::Sqlite { .. } => Engine::Sqlite,
            Database::Postgres(_) => Engine::Postgres,
        }
    }

    /// Whether the database commits.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE key_canary SET id = id WHERE id = 1").execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Closes all connections and waits for them.
    pub async fn close(&self) {
        match &self.database {
            Database::Sqlite { readers, writer, .. } => {
                readers.close().await;
                writer.close().await;
            }
            Database::Postgres(pool) => pool.close().await,
        }
    }

    /// Takes the place of the one serving process of an SQLite file, until the file is dropped. `None`
    /// on PostgreSQL, where many may serve. Commands beside a server need no lock.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when another process holds it.
    pub fn lock_for_serving(&self) -> Result<Option<File>, StoreError> {
        let Database::Sqlite { file, .. } = &self.database else { return Ok(None) };
        let mut path = file.clone().into_os_string();
        path.push(".serving");
        let lock = File::create(path).map_err(|error| StoreError::Driver(error.to_string()))?;
        lock.try_lock().map_err(|_| StoreError::Locked)?;
        Ok(Some(lock))
    }
}

/// The file in what follows `sqlite:`; options behind a `?` are ours to choose. `None` for none, and for
/// a database in memory: every connection would get its own.
fn file_of(path: &str) -> Option<&str> {
    let path = path.strip_prefix("//").unwrap_or(path);
    let file = path.split_once('?').map_or(path, |(file, _)| file);
    (!file.is_empty() && file != ":memory:").then_some(file)
}

async fn open_sqlite(path: &str) -> Result<Database, StoreError> {
    let file = PathBuf::from(path);
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| StoreError::Driver(error.to_string()))?;
    }
    let options = SqliteConnectOptions::new()
        .filename(&file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What is erased must be gone from the file, not only from sight.
        .pragma("secure_delete", "ON")
        .busy_timeout(BUSY)
        // Statements of a page are few; keeping them prepared saves parsing them again.
        .statement_cache_capacity(200);
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(BUSY * 2)
        // A transaction that could not be committed (a full disk) is over for SQLite but not for sqlx, which
        // then begins none on this connection ever again: another takes its place.
        .before_acquire(|connection, _| {
            let usable = !connection.is_in_transaction();
            Box::pin(async move { Ok(usable) })
        })
        .connect_with(options.clone())
        .await?;
    let (version,): (String,) = sqlx::query_as("SELECT sqlite_version()").fetch_one(&writer).await?;
    if version_of(&version) < (3, 51, 3) {
        return Err(StoreError::OldSqlite(version));
    }
    let readers = SqlitePoolOptions::new()
        .max_connections(READERS)
        .acquire_timeout(BUSY)
        .test_before_acquire(false)
        .connect_lazy_with(options);
    Ok(Database::Sqlite { readers, writer, file })
}

fn version_of(text: &str) -> (u32, u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next())
}

async fn open_postgres(url: &str) -> Result<Database, StoreError> {
    let options = PgConnectOptions::from_str(url).map_err(|_| StoreError::Address)?;
    // Without a name sqlx 0.9 falls back to this one instead of the operating system's user.
    if matches!(options.get_username(), "" | "anonymous") {
        return Err(StoreError::Address);
    }
    let options = options.options([
        // The ROLLBACK below warns when there is nothing to roll back, which is the normal case.
        ("client_min_messages", "error"),
        ("idle_in_transaction_session_timeout", "10s"),
        // Many short questions at once: workers for one of them, or machine code, take longer than they save.
        ("jit", "off"),
        ("max_parallel_workers_per_gather", "0"),
        // Databases lie on disks without heads: one row somewhere costs hardly more than the next one.
        ("random_page_cost", "1.1"),
        ("lock_timeout", "5s"),
        ("statement_timeout", "30s"),
    ]);
    let pool = PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(BUSY)
        // sqlx 0.9.0 can hand out a connection with a transaction left open by a future that was
        // dropped during BEGIN; whatever is open is not ours. It also shows whether the server is
        // there, so the pool's own test is off.
        .test_before_acquire(false)
        .before_acquire(|connection, _| {
            Box::pin(async move {
                sqlx::query("ROLLBACK").execute(&mut *connection).await?;
                Ok(true)
            })
        })
        .connect_with(options)
        .await?;
    Ok(Database::Postgres(pool))
}

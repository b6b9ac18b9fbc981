//! Looks into a victim's database from outside, with SQL of its own: what stands in the inbox, whether
//! the file is whole.

use std::collections::HashMap;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, PgPool, SqlitePool};

use crate::victim::Place;

/// How long to wait for who writes.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);

/// A message in the outbox.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct MessageRow {
    /// Its id: 32 hexadecimal digits.
    pub id: String,
    /// Its state.
    pub state: String,
    /// How often an answer about it was lost.
    pub doubtful: i64,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was due.
    pub not_before: i64,
    /// What was last said about it.
    pub last_error: Option<String>,
}

/// A database, opened beside the program that uses it.
pub enum Books {
    /// The SQLite file.
    Sqlite(SqlitePool),
    /// PostgreSQL.
    Postgres(PgPool),
}

macro_rules! ask {
    ($self:expr, $pool:ident => $body:expr) => {
        match $self {
            Books::Sqlite($pool) => $body,
            Books::Postgres($pool) => $body,
        }
    };
}

impl Books {
    /// Opens the database of a place.
    pub async fn open(place: &Place) -> anyhow::Result<Self> {
        Ok(if place.is_sqlite() {
            // An unoptimized program on a busy machine may write for longer than the usual five seconds.
            let options: SqliteConnectOptions = place.database.parse()?;
            Self::Sqlite(SqlitePool::connect_with(options.busy_timeout(PATIENCE)).await?)
        } else {
            Self::Postgres(PgPool::connect(&place.database).await?)
        })
    }

    /// One number.
    pub async fn number(&self, statement: &str) -> anyhow::Result<i64> {
        let statement = AssertSqlSafe(statement.to_owned());
        let (number,): (i64,) = ask!(self, pool => sqlx::query_as(statement).fetch_one(pool).await?);
        Ok(number)
    }

    /// Changes something: for moving the past further back.
    pub async fn change(&self, statement: &str) -> anyhow::Result<()> {
        let statement = AssertSqlSafe(statement.to_owned());
        ask!(self, pool => sqlx::query(statement).execute(pool).await.map(drop)?);
        Ok(())
    }

    /// Pairs of texts.
    pub async fn pairs(&self, statement: &str) -> anyhow::Result<Vec<(String, String)>> {
        let statement = AssertSqlSafe(statement.to_owned());
        Ok(ask!(self, pool => sqlx::query_as(statement).fetch_all(pool).await?))
    }

    /// Every message.
    pub async fn messages(&self) -> anyhow::Result<Vec<MessageRow>> {
        let id = match self {
            Self::Sqlite(_) => "lower(hex(id))",
            Self::Postgres(_) => "replace(id::text, '-', '')",
        };
        let statement = AssertSqlSafe(format!(
            "SELECT {id} AS id, state, CAST(doubtful AS BIGINT) AS doubtful, CAST(attempts AS BIGINT) AS attempts, \
            not_before, last_error FROM messages"
        ));
        Ok(ask!(self, pool => sqlx::query_as(statement).fetch_all(pool).await?))
    }

    /// Webhooks that are not read yet.
    pub async fn waiting(&self) -> anyhow::Result<i64> {
        self.number("SELECT count(*) FROM inbox WHERE state IN ('waiting', 'working')").await
    }

    /// Rows of the inbox that are read, by event and topic; a webhook has one row for each body.
    pub async fn read(&self) -> anyhow::Result<HashMap<(String, String), usize>> {
        let mut count = HashMap::new();
        for row in self.pairs("SELECT event_id, topic FROM inbox WHERE state = 'done'").await? {
            *count.entry(row).or_insert(0) += 1;
        }
        Ok(count)
    }

    /// Whether the file is whole: SQLite's own check. PostgreSQL has none to ask.
    pub async fn is_whole(&self) -> anyhow::Result<bool> {
        match self {
            Self::Sqlite(pool) => {
                let (said,): (String,) = sqlx::query_as("PRAGMA integrity_check").fetch_one(pool).await?;
                let broken: Vec<(String,)> =
                    sqlx::query_as("SELECT \"table\" FROM pragma_foreign_key_check").fetch_all(pool).await?;
                Ok(said == "ok" && broken.is_empty())
            }
            Self::Postgres(_) => Ok(true),
        }
    }

    /// Holds the lock without which nobody can write, for so long; whether it was got.
    pub async fn hold(&self, long: std::time::Duration) -> anyhow::Result<bool> {
        match self {
            Self::Sqlite(pool) => {
                let mut session = pool.acquire().await?;
                if sqlx::query("BEGIN IMMEDIATE").execute(&mut *session).await.is_err() {
                    return Ok(false);
                }
                tokio::time::sleep(long).await;
                sqlx::query("ROLLBACK").execute(&mut *session).await?;
            }
            Self::Postgres(pool) => {
                let mut session = pool.begin().await?;
                let lock = sqlx::query("LOCK TABLE orders, inbox, refreshes, shops IN EXCLUSIVE MODE");
                // Chosen to give way in a deadlock: not got.
                if lock.execute(&mut *session).await.is_err() {
                    return Ok(false);
                }
                tokio::time::sleep(long).await;
                session.rollback().await?;
            }
        }
        Ok(true)
    }

    /// Closes it.
    pub async fn close(self) {
        ask!(&self, pool => pool.close().await);
    }
}

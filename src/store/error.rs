//! What can go wrong with the database. Neither the display nor the debug form holds stored or bound
//! values, because both end in logs: of the driver's words only those are kept that cannot quote any.

use std::borrow::Cow;

/// Why the store could not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database is busy or away: the same call may work in a moment.
    #[error("the database is busy or away")]
    Busy,
    /// A rule of the schema forbids it; names the rule when the driver does.
    #[error("a rule of the database forbids it: {0}")]
    Conflict(String),
    /// A stored value cannot be read; names its place.
    #[error("a stored value cannot be read: {table}.{column}")]
    Unreadable {
        /// Table; `row` when only the column is known.
        table: &'static str,
        /// Column, or its number in the answer.
        column: Cow<'static, str>,
    },
    /// Another serving process holds this SQLite file.
    #[error("another serving process holds this database")]
    Locked,
    /// The key ring is not the one this database was sealed with.
    #[error("the key ring does not open this database: put back the key file it was made with")]
    WrongKey,
    /// The key ring cannot be read or made.
    #[error("the key ring cannot be used: {0}")]
    Keys(String),
    /// The address of the database is not one we know.
    #[error("the database address must be sqlite:FILE or postgres://USER@HOST/NAME")]
    Address,
    /// The database was brought up to date by a newer version.
    #[error("the database cannot be brought up to date: {0}")]
    Schema(String),
    /// SQLite is too old to be safe.
    #[error("SQLite {0} is too old: 3.51.3 or later is needed")]
    OldSqlite(String),
    /// Anything else, in words without values.
    #[error("the database failed: {0}")]
    Driver(String),
}

impl StoreError {
    /// Whether the same call may work in a moment.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::Busy)
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) | sqlx::Error::PoolClosed => Self::Busy,
            // The source quotes the value.
            sqlx::Error::ColumnDecode { index, .. } => {
                Self::Unreadable { table: "row", column: index.trim_matches('"').to_owned().into() }
            }
            sqlx::Error::Decode(_) => Self::Unreadable { table: "row", column: "value".into() },
            sqlx::Error::Database(database) => told(database.as_ref()),
            other => Self::Driver(other.to_string()),
        }
    }
}

/// What the database itself says.
fn told(database: &dyn sqlx::error::DatabaseError) -> StoreError {
    let code = database.code().unwrap_or_default();
    if is_passing_code(&code) {
        StoreError::Busy
    } else if database.is_unique_violation() || database.is_foreign_key_violation() {
        StoreError::Conflict(database.constraint().unwrap_or("unique or foreign key").to_owned())
    } else if code.len() != 5 || ["28", "3D", "42"].iter().any(|class| code.starts_with(class)) {
        // SQLite never quotes values; PostgreSQL not in its classes on access, database name, schema.
        StoreError::Driver(format!("{code}: {}", database.message()))
    } else {
        StoreError::Driver(code.into_owned())
    }
}

/// SQLite (numbers): busy, locked, full and their kin. PostgreSQL (five characters): connection,
/// resources, shutdown, serialization, deadlock, lock not available.
fn is_passing_code(code: &str) -> bool {
    matches!(code, "5" | "6" | "13" | "261" | "517" | "40001" | "40P01" | "55P03")
        || (code.len() == 5 && ["08", "53", "57"].iter().any(|class| code.starts_with(class)))
}

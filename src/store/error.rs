//! What can go wrong with the database. The public form says nothing personal; the driver's words are
//! for the log of whoever runs the server.

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
        /// Table.
        table: &'static str,
        /// Column.
        column: &'static str,
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
    #[error("the database address must begin with sqlite: or postgres://")]
    Address,
    /// The database was brought up to date by a newer version.
    #[error("the database cannot be brought up to date: {0}")]
    Schema(String),
    /// SQLite is too old to be safe.
    #[error("SQLite {0} is too old: 3.51.3 or later is needed")]
    OldSqlite(String),
    /// Anything else; the detail is private.
    #[error("the database failed")]
    Driver(#[source] sqlx::Error),
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
            sqlx::Error::Database(database) => {
                let code = database.code().unwrap_or_default();
                // SQLite: busy, locked, full and their kin. PostgreSQL: connection, resources,
                // shutdown, serialization, deadlock, lock not available.
                let passing =
                    matches!(code.as_ref(), "5" | "6" | "13" | "261" | "517" | "40001" | "40P01" | "55P03")
                        || code.starts_with("08")
                        || code.starts_with("53")
                        || code.starts_with("57");
                if passing {
                    Self::Busy
                } else if database.is_unique_violation() || database.is_foreign_key_violation() {
                    Self::Conflict(database.constraint().unwrap_or("unique or foreign key").to_owned())
                } else {
                    Self::Driver(error)
                }
            }
            _ => Self::Driver(error),
        }
    }
}

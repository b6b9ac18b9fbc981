//! What the database looks like: for comparing the two engines and for the doctor.

use super::database::{dialect, read};
use super::{Store, StoreError};

impl Store {
    /// All columns as (table, column, whether it may be empty), sorted, without the migrations' own
    /// table. Nothing before the first migration.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn schema(&self) -> Result<Vec<(String, String, bool)>, StoreError> {
        let statement = dialect!(self.database, SCHEMA);
        let mut columns: Vec<(String, String, bool)> = read!(self.database, pool => {
            sqlx::query_as(statement).fetch_all(pool).await?
        });
        // Sorted here: the engines sort text differently.
        columns.sort();
        Ok(columns)
    }
}

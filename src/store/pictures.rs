//! Pictures that merchants put beside comments: the bytes, as re-encoded. What a picture shows and
//! whether shoppers may see it stands in the order's comment; nothing here decides that.

use uuid::Uuid;

use super::database::{read, write};
use super::{ShopStore, StoreError};
use crate::domain::clock::Millis;
use crate::domain::ids::OrderId;

/// A picture with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPicture {
    /// Our id.
    pub id: Uuid,
    /// `image/jpeg` or `image/webp`.
    pub media_type: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl ShopStore {
    /// Keeps a picture of an order.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the order is not this shop's or the picture is kept already.
    pub async fn add_picture(
        &self,
        order: OrderId,
        picture: &StoredPicture,
        now: Millis,
    ) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("INSERT INTO pictures (id, shop_id, order_id, media_type, bytes, width, height, created_at) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
                .bind(picture.id).bind(self.shop.0).bind(order.0).bind(&picture.media_type).bind(&picture.bytes)
                .bind(i64::from(picture.width)).bind(i64::from(picture.height)).bind(now.0)
                .execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// A picture of an order; `None` when it has none with this id.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn picture(&self, order: OrderId, picture: Uuid) -> Result<Option<StoredPicture>, StoreError> {
        let row: Option<(Uuid, String, Vec<u8>, i64, i64)> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, media_type, bytes, width, height FROM pictures \
                WHERE shop_id = $1 AND order_id = $2 AND id = $3")
                .bind(self.shop.0).bind(order.0).bind(picture).fetch_optional(pool).await?
        });
        let pixels = |pixels: i64| u32::try_from(pixels).unwrap_or(0);
        Ok(row.map(|(id, media_type, bytes, width, height)| StoredPicture {
            id,
            media_type,
            bytes,
            width: pixels(width),
            height: pixels(height),
        }))
    }

    /// Drops a picture whose comment was not written after all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_picture(&self, order: OrderId, picture: Uuid) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("DELETE FROM pictures WHERE shop_id = $1 AND order_id = $2 AND id = $3")
                .bind(self.shop.0).bind(order.0).bind(picture).execute(&mut *tx).await?;
        });
        Ok(())
    }
}

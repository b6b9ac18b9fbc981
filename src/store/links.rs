//! Links by the hash of their token. The token itself is kept sealed, bound to its row, so that a
//! later message can repeat it.

use sqlx::types::Json;
use uuid::Uuid;

use super::database::{dialect, read, write};
use super::keys::SealPlace;
use super::orders::{StoredOrder, stored};
use super::{ShopStore, Store, StoreError};
use crate::domain::clock::{Chance, Millis};
use crate::domain::entry::Entry;
use crate::domain::ids::{LinkId, OrderId, ShopId};
use crate::domain::level::Level;
use crate::domain::link::{Link, Purpose, Token};
use crate::domain::order::Order;
use crate::domain::shop::{Shop, ShopSettings};
use crate::domain::standing::Standing;

/// What stands behind a link, without documents.
#[derive(Clone, Debug)]
pub struct LinkHead {
    /// The link.
    pub link: Link,
    /// Its order.
    pub order: OrderId,
    /// The order's revision.
    pub revision: i64,
    /// Its shop.
    pub shop: ShopId,
    /// The shop's revision.
    pub shop_revision: i64,
    /// When the order's newest entry happened.
    pub last_event_at: Millis,
    /// After how many days without an event the shop's links show less.
    pub reduced_after_days: u16,
    /// Whether the order was erased.
    pub erased: bool,
}

/// What stands behind a link, whole.
#[derive(Clone, Debug)]
pub struct LinkedOrder {
    /// The link.
    pub link: Link,
    /// Its shop; `checked_at` is `None` for an order that Shopify's API no longer tells of: comparing with
    /// the shop says nothing about it.
    pub shop: Shop,
    /// Its order.
    pub order: StoredOrder,
}

#[derive(sqlx::FromRow)]
struct LinkColumns {
    id: Uuid,
    order_id: Uuid,
    purpose: String,
    level: String,
    created_at: i64,
    expires_at: Option<i64>,
    revoked_at: Option<i64>,
}

impl LinkColumns {
    fn read(self) -> Result<Link, StoreError> {
        let unreadable =
            |column: &'static str| StoreError::Unreadable { table: "links", column: column.into() };
        Ok(Link {
            id: LinkId(self.id),
            order: OrderId(self.order_id),
            purpose: Purpose::parse(&self.purpose).ok_or_else(|| unreadable("purpose"))?,
            level: Level::parse(&self.level).ok_or_else(|| unreadable("level"))?,
            created_at: Millis(self.created_at),
            expires_at: self.expires_at.map(Millis),
            revoked_at: self.revoked_at.map(Millis),
        })
    }
}

#[derive(sqlx::FromRow)]
struct HeadRow {
    #[sqlx(flatten)]
    link: LinkColumns,
    revision: i64,
    shop_id: Uuid,
    shop_revision: i64,
    last_event_at: i64,
    reduced_after_days: i64,
    erased_at: Option<i64>,
}

/// The columns of `OPEN_LINK` in their order: too many for a tuple.
struct WholeRow {
    link: LinkColumns,
    shop: Shop,
    order: StoredOrder,
}

impl<'r, R> sqlx::FromRow<'r, R> for WholeRow
where
    R: sqlx::Row,
    usize: sqlx::ColumnIndex<R>,
    Uuid: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    String: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    i64: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    Option<i64>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    Json<ShopSettings>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    Json<Order>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    Json<Vec<(String, Entry)>>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
        let order_id: Uuid = row.try_get(1)?;
        let link = LinkColumns {
            id: row.try_get(0)?,
            order_id,
            purpose: row.try_get(2)?,
            level: row.try_get(3)?,
            created_at: row.try_get(4)?,
            expires_at: row.try_get(5)?,
            revoked_at: row.try_get(6)?,
        };
        let shop = Shop {
            id: ShopId(row.try_get(7)?),
            handle: row.try_get(8)?,
            name: row.try_get(9)?,
            domain: row.try_get(10)?,
            settings: row.try_get::<Json<ShopSettings>, _>(11)?.0,
            revision: row.try_get(12)?,
            standing: Standing::parse(&row.try_get::<String, _>(13)?).unwrap_or_default(),
            checked_at: row.try_get::<Option<i64>, _>(14)?.map(Millis),
        };
        let order = stored((
            order_id,
            row.try_get(15)?,
            row.try_get(16)?,
            row.try_get(17)?,
            row.try_get(18)?,
            row.try_get(19)?,
            row.try_get(20)?,
            row.try_get(21)?,
        ));
        Ok(Self { link, shop, order })
    }
}

impl Store {
    /// What stands behind the link whose token has this hash, without documents. `None` when there is
    /// no such link. Whether the link is alive is for the caller to say: it knows the time.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn link_head(&self, token_hash: [u8; 32]) -> Result<Option<LinkHead>, StoreError> {
        let row: Option<HeadRow> = read!(self.database, pool => {
            sqlx::query_as("SELECT l.id, l.order_id, l.purpose, l.level, l.created_at, l.expires_at, l.revoked_at, \
                o.revision, o.shop_id, s.revision AS shop_revision, o.last_event_at, s.reduced_after_days, o.erased_at \
                FROM links l JOIN orders o ON o.id = l.order_id JOIN shops s ON s.id = l.shop_id WHERE l.token_hash = $1")
                .bind(token_hash.to_vec()).fetch_optional(pool).await?
        });
        let Some(row) = row else { return Ok(None) };
        let link = row.link.read()?;
        Ok(Some(LinkHead {
            order: link.order,
            link,
            revision: row.revision,
            shop: ShopId(row.shop_id),
            shop_revision: row.shop_revision,
            last_event_at: Millis(row.last_event_at),
            reduced_after_days: u16::try_from(row.reduced_after_days).unwrap_or(u16::MAX),
            erased: row.erased_at.is_some(),
        }))
    }

    /// What stands behind the link whose token has this hash, whole, in one read. `None` as for
    /// [`Store::link_head`].
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open_link(&self, token_hash: [u8; 32]) -> Result<Option<LinkedOrder>, StoreError> {
        let select = dialect!(self.database, OPEN_LINK);
        let row: Option<WholeRow> = read!(self.database, pool => {
            sqlx::query_as(select).bind(token_hash.to_vec()).fetch_optional(pool).await?
        });
        let Some(WholeRow { link, shop, order }) = row else { return Ok(None) };
        Ok(Some(LinkedOrder { link: link.read()?, shop, order }))
    }
}

fn place(id: &Uuid) -> SealPlace<'_> {
    SealPlace { table: "links", column: "sealed_token", row: id.as_bytes() }
}

/// A link to be stored.
pub(super) struct NewLink<'a> {
    pub link: &'a Link,
    pub token: &'a Token,
    /// The token, sealed.
    pub sealed: Vec<u8>,
}

/// Inserts links inside a transaction, whose type differs by engine.
macro_rules! insert_links {
    ($self:expr, $tx:expr, $links:expr) => {{
        use $crate::store::database::{ROWS, many};
        let links: &[$crate::store::links::NewLink<'_>] = $links;
        for part in links.chunks(ROWS) {
            let mut query = many!($crate::store::links::INSERT, 0, part, 10);
            for new in part {
                query = query
                    .bind(new.link.id.0)
                    .bind($self.shop.0)
                    .bind(new.link.order.0)
                    .bind(new.token.hash().to_vec())
                    .bind(&new.sealed)
                    .bind(new.link.purpose.word())
                    .bind(new.link.level.word())
                    .bind(new.link.created_at.0)
                    .bind(new.link.expires_at.map(|at| at.0))
                    .bind(new.link.revoked_at.map(|at| at.0));
            }
            query.execute(&mut *$tx).await?;
        }
    }};
}
pub(super) use insert_links;

pub(super) const INSERT: &str = "INSERT INTO links (id, shop_id, order_id, token_hash, sealed_token, purpose, level, created_at, \
    expires_at, revoked_at) VALUES @ROWS";

impl ShopStore {
    pub(super) fn new_link<'a>(&self, link: &'a Link, token: &'a Token, chance: &dyn Chance) -> NewLink<'a> {
        let sealed = self.keys.seal(&place(&link.id.0), token.reveal().as_bytes(), chance);
        NewLink { link, token, sealed }
    }

    pub(super) fn open_link_token(&self, link: &Uuid, sealed: &[u8]) -> Option<Token> {
        let plain = self.keys.open_sealed(&place(link), sealed)?;
        Token::parse(std::str::from_utf8(&plain).ok()?)
    }

    /// Stores a link with its token, hashed and sealed.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the order is not this shop's.
    pub async fn add_link(&self, link: &Link, token: &Token, chance: &dyn Chance) -> Result<(), StoreError> {
        let new = self.new_link(link, token, chance);
        write!(self.database, tx => {
            insert_links!(self, tx, &[new]);
        });
        Ok(())
    }

    /// All links of an order, oldest first, dead ones too.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn links_of(&self, order: OrderId) -> Result<Vec<Link>, StoreError> {
        let rows: Vec<LinkColumns> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, order_id, purpose, level, created_at, expires_at, revoked_at FROM links \
                WHERE shop_id = $1 AND order_id = $2 ORDER BY created_at, id")
                .bind(self.shop.0).bind(order.0).fetch_all(pool).await?
        });
        rows.into_iter().map(LinkColumns::read).collect()
    }

    /// The token of a link; `None` when the shop has no such link or the seal does not open.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn reveal_link(&self, link: LinkId) -> Result<Option<Token>, StoreError> {
        let row: Option<(Vec<u8>,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT sealed_token FROM links WHERE shop_id = $1 AND id = $2")
                .bind(self.shop.0).bind(link.0).fetch_optional(pool).await?
        });
        Ok(row.and_then(|(sealed,)| self.open_link_token(&link.0, &sealed)))
    }

    /// Ends a link; one that is ended keeps its time. Returns whether it was good until now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn revoke_link(&self, link: LinkId, now: Millis) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE links SET revoked_at = $1 WHERE shop_id = $2 AND id = $3 AND revoked_at IS NULL")
                .bind(now.0).bind(self.shop.0).bind(link.0).execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Ends all links of an order with this purpose. Returns how many were good until now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn revoke_links_of(
        &self,
        order: OrderId,
        purpose: Purpose,
        now: Millis,
    ) -> Result<u64, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE links SET revoked_at = $1 WHERE shop_id = $2 AND order_id = $3 AND purpose = $4 AND revoked_at IS NULL")
                .bind(now.0).bind(self.shop.0).bind(order.0).bind(purpose.word()).execute(&mut *tx).await?.rows_affected()
        }))
    }
}

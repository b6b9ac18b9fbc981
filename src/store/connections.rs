//! How a shop is connected to Shopify: road, secrets and tokens (sealed), scopes, and how far reading
//! has come. One renewer of a token at a time. Calls nobody.

use sqlx::types::Json;
use uuid::Uuid;

use super::database::{read, write};
use super::keys::SealPlace;
use super::{ShopStore, StoreError};
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::uuid_at;
use crate::domain::standing::{Road, Standing};

/// How long the secret before the current one is accepted: Shopify signs with it for up to an hour
/// after a rotation (Shopify facts 3.3); a late delivery is retried for four more.
const PREVIOUS_KEPT_HOURS: i64 = 6;

/// What connects a shop, given by the merchant.
pub struct NewConnection<'a> {
    /// By which road.
    pub road: Road,
    /// The app's client id; empty for a pasted token.
    pub client_id: &'a str,
    /// The app's client secret: signs webhooks and proxy requests.
    pub secret: &'a str,
}

/// A connection without its secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// By which road.
    pub road: Road,
    /// The app's client id; empty for a pasted token.
    pub client_id: String,
    /// Scopes granted, as Shopify last told.
    pub scopes: Vec<String>,
    /// Whether there is a token, however old.
    pub has_token: bool,
    /// When the token ends; `None` for never, or without a token.
    pub token_expires_at: Option<Millis>,
    /// Everything Shopify changed before this was read; `None` before the first comparison.
    pub read_until: Option<Millis>,
    /// When orders were last compared with Shopify's.
    pub reconciled_at: Option<Millis>,
    /// How many orders the last comparison had to put right.
    pub repaired: u64,
    /// When a comparison last had to put orders right; `None` when none ever had to.
    pub repaired_at: Option<Millis>,
    /// The API version that answered last; `None` before the first answer.
    pub served_version: Option<String>,
    /// When the subscriptions were last looked through.
    pub audited_at: Option<Millis>,
    /// What Shopify last refused, in words without data, and when; `None` when all is well.
    pub trouble: Option<(Millis, String)>,
}

/// A token as stored. Its debug form shows none of it.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredToken {
    /// What is sent with each call.
    pub access: String,
    /// When it ends; `None` for never.
    pub expires_at: Option<Millis>,
    /// What brings the next one; single use.
    pub refresh: Option<String>,
    /// When that ends.
    pub refresh_expires_at: Option<Millis>,
}

impl std::fmt::Debug for StoredToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_fmt(format_args!("StoredToken(ends {:?})", self.expires_at))
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    road: String,
    client_id: String,
    scopes: Json<Vec<String>>,
    has_token: bool,
    token_expires_at: Option<i64>,
    read_until: Option<i64>,
    reconciled_at: Option<i64>,
    repaired: i64,
    repaired_at: Option<i64>,
    served_version: Option<String>,
    audited_at: Option<i64>,
    trouble: Option<String>,
    trouble_at: Option<i64>,
}

impl Row {
    fn read(self) -> Result<Connection, StoreError> {
        let road = Road::parse(&self.road)
            .ok_or_else(|| StoreError::Unreadable { table: "connections", column: "road".into() })?;
        Ok(Connection {
            road,
            client_id: self.client_id,
            scopes: self.scopes.0,
            has_token: self.has_token,
            token_expires_at: self.token_expires_at.map(Millis),
            read_until: self.read_until.map(Millis),
            reconciled_at: self.reconciled_at.map(Millis),
            repaired: u64::try_from(self.repaired).unwrap_or(0),
            repaired_at: self.repaired_at.map(Millis),
            served_version: self.served_version,
            audited_at: self.audited_at.map(Millis),
            trouble: self.trouble_at.map(Millis).zip(self.trouble),
        })
    }
}

impl ShopStore {
    fn seal_of(&self, column: &str, plain: &str, chance: &dyn Chance) -> Vec<u8> {
        let place = SealPlace { table: "connections", column, row: self.shop.0.as_bytes() };
        self.keys.seal(&place, plain.as_bytes(), chance)
    }

    fn unsealed(&self, column: &'static str, sealed: &[u8]) -> Result<String, StoreError> {
        let place = SealPlace { table: "connections", column, row: self.shop.0.as_bytes() };
        let plain = self.keys.open_sealed(&place, sealed);
        plain
            .and_then(|plain| String::from_utf8(plain).ok())
            .ok_or_else(|| StoreError::Unreadable { table: "connections", column: column.into() })
    }

    /// Connects the shop, or changes how it is connected. A secret that differs from the one before
    /// leaves that one good for some hours. Tokens of another app or road are dropped; what was read
    /// stays read.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn connect(
        &self,
        new: &NewConnection<'_>,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<(), StoreError> {
        let known = self.client_secrets(now).await?;
        let before = known.first().filter(|secret| *secret != new.secret);
        let previous = before.map(|secret| self.seal_of("sealed_previous", secret, chance));
        let secret = self.seal_of("sealed_secret", new.secret, chance);
        let until = now.plus_minutes(60 * PREVIOUS_KEPT_HOURS);
        write!(self.database, tx => {
            sqlx::query("INSERT INTO connections (shop_id, road, client_id, sealed_secret, scopes, repaired) \
                VALUES ($1, $2, $3, $4, $5, 0) ON CONFLICT (shop_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, \
                sealed_token = CASE WHEN connections.client_id = excluded.client_id AND connections.road = excluded.road \
                THEN connections.sealed_token END, road = excluded.road, client_id = excluded.client_id, \
                renewing_until = NULL, renewing_id = NULL, trouble = NULL, trouble_at = NULL")
                .bind(self.shop.0).bind(new.road.word()).bind(new.client_id).bind(secret).bind(Json(Vec::<String>::new()))
                .execute(&mut *tx).await?;
            if let Some(previous) = previous {
                sqlx::query("UPDATE connections SET sealed_previous = $1, previous_until = $2 WHERE shop_id = $3")
                    .bind(previous).bind(until.0).bind(self.shop.0).execute(&mut *tx).await?;
            }
        });
        Ok(())
    }

    /// The connection; `None` when the shop was never connected.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn connection(&self) -> Result<Option<Connection>, StoreError> {
        let row: Option<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT road, client_id, scopes, sealed_token IS NOT NULL AS has_token, token_expires_at, read_until, \
                reconciled_at, repaired, repaired_at, served_version, audited_at, trouble, trouble_at FROM connections WHERE shop_id = $1")
                .bind(self.shop.0).fetch_optional(pool).await?
        });
        row.map(Row::read).transpose()
    }

    /// The secrets that sign what comes from Shopify: the current one, then the one before while it is
    /// still good. Empty when the shop was never connected.
    ///
    /// # Errors
    /// When the database does not answer or a seal does not open.
    pub async fn client_secrets(&self, now: Millis) -> Result<Vec<String>, StoreError> {
        type Row = (Vec<u8>, Option<Vec<u8>>, Option<i64>);
        let row: Option<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT sealed_secret, sealed_previous, previous_until FROM connections WHERE shop_id = $1")
                .bind(self.shop.0).fetch_optional(pool).await?
        });
        let Some((secret, previous, until)) = row else { return Ok(Vec::new()) };
        let mut secrets = vec![self.unsealed("sealed_secret", &secret)?];
        if let Some(previous) = previous.filter(|_| until.is_some_and(|until| now.0 < until)) {
            secrets.push(self.unsealed("sealed_previous", &previous)?);
        }
        Ok(secrets)
    }

    /// The token; `None` when there is none yet.
    ///
    /// # Errors
    /// When the database does not answer or a seal does not open.
    pub async fn token(&self) -> Result<Option<StoredToken>, StoreError> {
        type Row = (Option<Vec<u8>>, Option<i64>, Option<Vec<u8>>, Option<i64>);
        let row: Option<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT sealed_token, token_expires_at, sealed_refresh, refresh_expires_at FROM connections WHERE shop_id = $1")
                .bind(self.shop.0).fetch_optional(pool).await?
        });
        let Some((Some(token), expires_at, refresh, refresh_expires_at)) = row else { return Ok(None) };
        Ok(Some(StoredToken {
            access: self.unsealed("sealed_token", &token)?,
            expires_at: expires_at.map(Millis),
            refresh: refresh.map(|sealed| self.unsealed("sealed_refresh", &sealed)).transpose()?,
            refresh_expires_at: refresh_expires_at.map(Millis),
        }))
    }

    /// Takes the place of the one who renews the token, for `lease_ms`. `None` when another holds it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin_renewal(
        &self,
        lease_ms: i64,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<Option<Uuid>, StoreError> {
        let claim = uuid_at(now, chance);
        let won = write!(self.database, tx => {
            sqlx::query("UPDATE connections SET renewing_until = $1, renewing_id = $2 \
                WHERE shop_id = $3 AND (renewing_until IS NULL OR renewing_until < $4)")
                .bind(now.0.saturating_add(lease_ms)).bind(claim).bind(self.shop.0).bind(now.0)
                .execute(&mut *tx).await?.rows_affected() > 0
        });
        Ok(won.then_some(claim))
    }

    /// Ends a renewal without a new token.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn give_up_renewal(&self, claim: Uuid) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE connections SET renewing_until = NULL, renewing_id = NULL WHERE shop_id = $1 AND renewing_id = $2")
                .bind(self.shop.0).bind(claim).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Keeps a token with the scopes granted, and ends the renewal. Without a claim (a token typed or
    /// brought by an install) it always holds. Returns whether it was kept.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keep_token(
        &self,
        claim: Option<Uuid>,
        token: &StoredToken,
        scopes: &[String],
        chance: &dyn Chance,
    ) -> Result<bool, StoreError> {
        let access = self.seal_of("sealed_token", &token.access, chance);
        let refresh = token.refresh.as_ref().map(|plain| self.seal_of("sealed_refresh", plain, chance));
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE connections SET sealed_token = $1, token_expires_at = $2, sealed_refresh = $3, refresh_expires_at = $4, \
                scopes = $5, renewing_until = NULL, renewing_id = NULL WHERE shop_id = $6 AND ($7 OR renewing_id = $8)")
                .bind(access).bind(token.expires_at.map(|at| at.0)).bind(refresh).bind(token.refresh_expires_at.map(|at| at.0))
                .bind(Json(scopes)).bind(self.shop.0).bind(claim.is_none()).bind(claim.unwrap_or_default())
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Forgets the token: Shopify no longer accepts it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_token(&self) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE connections SET sealed_token = NULL, token_expires_at = NULL, sealed_refresh = NULL, \
                refresh_expires_at = NULL WHERE shop_id = $1").bind(self.shop.0).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// The same, but a pasted token stays: nothing could bring it back.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_token_unless_pasted(&self) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE connections SET sealed_token = NULL, token_expires_at = NULL \
                WHERE shop_id = $1 AND road = 'client-credentials'").bind(self.shop.0).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Notes the scopes granted.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_scopes(&self, scopes: &[String]) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE connections SET scopes = $1 WHERE shop_id = $2")
                .bind(Json(scopes)).bind(self.shop.0).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Says how the shop stands; a change raises the shop's revision, because pages tell it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_standing(&self, standing: Standing, now: Millis) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE shops SET standing = $1, standing_since = $2, revision = revision + 1 WHERE id = $3 AND standing <> $1")
                .bind(standing.word()).bind(now.0).bind(self.shop.0).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// The app was installed, perhaps again: connected from now on, whatever was told of the time before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_install(&self, now: Millis) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE shops SET standing = $1, standing_since = $2, revision = revision + 1 WHERE id = $3")
                .bind(Standing::Connected.word()).bind(now.0).bind(self.shop.0).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Since when the shop stands as it does; `None` when that never changed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn standing_since(&self) -> Result<Option<Millis>, StoreError> {
        let row: Option<(Option<i64>,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT standing_since FROM shops WHERE id = $1").bind(self.shop.0).fetch_optional(pool).await?
        });
        Ok(row.and_then(|(since,)| since).map(Millis))
    }

    /// Takes the place of the one who compares the shop's orders with Shopify's, for `lease_ms`; who
    /// holds it already holds on. `None` when another does.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin_comparing(
        &self,
        held: Option<Uuid>,
        lease_ms: i64,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<Option<Uuid>, StoreError> {
        let claim = held.unwrap_or_else(|| uuid_at(now, chance));
        let won = write!(self.database, tx => {
            sqlx::query("UPDATE connections SET comparing_until = $1, comparing_id = $2 \
                WHERE shop_id = $3 AND (comparing_until IS NULL OR comparing_until < $4 OR comparing_id = $2)")
                .bind(now.0.saturating_add(lease_ms)).bind(claim).bind(self.shop.0).bind(now.0)
                .execute(&mut *tx).await?.rows_affected() > 0
        });
        Ok(won.then_some(claim))
    }

    /// Gives that place up.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end_comparing(&self, claim: Uuid) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE connections SET comparing_until = NULL, comparing_id = NULL WHERE shop_id = $1 AND comparing_id = $2")
                .bind(self.shop.0).bind(claim).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Notes what Shopify refused, in words without data; `None` when all is well again.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_trouble(&self, trouble: Option<&str>, now: Millis) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE connections SET trouble = $1, trouble_at = $2 WHERE shop_id = $3")
                .bind(trouble).bind(trouble.map(|_| now.0)).bind(self.shop.0).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Notes that everything Shopify changed before `read_until` is known, as of `checked_at`; `repaired`
    /// orders had to be put right.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_reconciled(
        &self,
        read_until: Millis,
        checked_at: Millis,
        repaired: u64,
    ) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE connections SET read_until = $1, reconciled_at = $2, repaired = $3, \
                repaired_at = CASE WHEN $3 > 0 THEN $2 ELSE repaired_at END WHERE shop_id = $4")
                .bind(read_until.0).bind(checked_at.0).bind(i64::try_from(repaired).unwrap_or(i64::MAX)).bind(self.shop.0)
                .execute(&mut *tx).await?;
            sqlx::query("UPDATE shops SET checked_at = $1 WHERE id = $2").bind(checked_at.0).bind(self.shop.0).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Notes how far a comparison has come, so that a killed one goes on from there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_read_until(&self, read_until: Millis) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE connections SET read_until = $1 WHERE shop_id = $2")
                .bind(read_until.0).bind(self.shop.0).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Notes which API version answered: Shopify falls forward when the one asked for is retired.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_served_version(&self, version: &str) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE connections SET served_version = $1 WHERE shop_id = $2")
                .bind(version).bind(self.shop.0).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Notes that the subscriptions were looked through.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_audited(&self, now: Millis) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE connections SET audited_at = $1 WHERE shop_id = $2")
                .bind(now.0).bind(self.shop.0).execute(&mut *tx).await?;
        });
        Ok(())
    }
}

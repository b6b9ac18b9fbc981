//! Invitations to a shop's team: made, taken back, taken up once. The secret is kept as a hash, and sealed as
//! long as it has to be mailed, which is [`super::invitation_mail`]'s affair. Start with
//! [`ShopStore::put_invitation`].

use sqlx::FromRow;
use uuid::Uuid;

use super::audit::insert_audit;
use super::database::{read, write};
use super::keys::SealPlace;
use super::search_key::email_key;
use super::{ShopStore, Store, StoreError};
use crate::domain::account::{Invitation, Mailed, Role, User};
use crate::domain::audit::Audited;
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::{ShopId, uuid_at};
use crate::domain::link::Token;

/// Who takes an invitation up.
#[derive(Clone, Copy, Debug)]
pub enum Joining<'a> {
    /// Somebody new, with the hash of their password.
    New(&'a User, &'a str),
    /// Somebody who signs in already.
    Known(&'a User),
}

#[derive(FromRow)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) shop_id: Uuid,
    pub(super) email: String,
    pub(super) role: String,
    pub(super) invited_by: String,
    pub(super) created_at: i64,
    pub(super) ends_at: i64,
    pub(super) mail_state: String,
    pub(super) sealed_token: Option<Vec<u8>>,
    pub(super) attempts: i64,
}

impl Row {
    pub(super) fn invitation(&self) -> Option<Invitation> {
        Some(Invitation {
            id: self.id,
            email: self.email.clone(),
            role: Role::parse(&self.role)?,
            invited_by: self.invited_by.clone(),
            created_at: Millis(self.created_at),
            ends_at: Millis(self.ends_at),
            mailed: Mailed::parse(&self.mail_state),
        })
    }
}

pub(super) fn place(id: &Uuid) -> SealPlace<'_> {
    SealPlace { table: "invitations", column: "sealed_token", row: id.as_bytes() }
}

impl ShopStore {
    /// Stores an invitation to be mailed, in the place of an earlier one to the same address, whose secret
    /// opens nothing from then on.
    ///
    /// # Errors
    /// When the database does not answer; then the earlier one holds.
    pub async fn put_invitation(
        &self,
        invitation: &Invitation,
        token: &Token,
        told: (&str, &Audited),
        chance: &dyn Chance,
    ) -> Result<(), StoreError> {
        let sealed = self.keys.seal(&place(&invitation.id), token.reveal().as_bytes(), chance);
        let (now, (who, what)) = (invitation.created_at, told);
        write!(self.database, tx => {
            sqlx::query("INSERT INTO invitations (id, shop_id, email, email_key, role, invited_by, token_hash, sealed_token, \
                created_at, ends_at, mail_state, not_before, attempts) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $9, 0) \
                ON CONFLICT (shop_id, email_key) DO UPDATE SET id = excluded.id, email = excluded.email, role = excluded.role, \
                invited_by = excluded.invited_by, token_hash = excluded.token_hash, sealed_token = excluded.sealed_token, \
                created_at = excluded.created_at, ends_at = excluded.ends_at, mail_state = excluded.mail_state, \
                not_before = excluded.not_before, attempts = 0, claimed_until = NULL, claim_id = NULL")
                .bind(invitation.id).bind(self.shop.0).bind(&invitation.email).bind(email_key(&invitation.email))
                .bind(invitation.role.word()).bind(&invitation.invited_by).bind(token.hash().to_vec()).bind(sealed)
                .bind(now.0).bind(invitation.ends_at.0).bind(invitation.mailed.word())
                .execute(&mut *tx).await?;
            insert_audit!(self, tx, uuid_at(now, chance), who, what, now);
        });
        Ok(())
    }

    /// The shop's invitations, also those that are over, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn invitations(&self) -> Result<Vec<Invitation>, StoreError> {
        let rows: Vec<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT * FROM invitations WHERE shop_id = $1 ORDER BY created_at DESC, id")
                .bind(self.shop.0).fetch_all(pool).await?
        });
        Ok(rows.iter().filter_map(Row::invitation).collect())
    }

    /// Takes an invitation back: it opens nothing from then on. Returns whether there was one.
    ///
    /// # Errors
    /// When the database does not answer; then it still holds.
    pub async fn withdraw_invitation(
        &self,
        id: Uuid,
        told: (&str, &Audited),
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<bool, StoreError> {
        let (who, what) = told;
        Ok(write!(self.database, tx => {
            let gone = sqlx::query("DELETE FROM invitations WHERE shop_id = $1 AND id = $2")
                .bind(self.shop.0).bind(id).execute(&mut *tx).await?.rows_affected() > 0;
            if gone {
                insert_audit!(self, tx, uuid_at(now, chance), who, what, now);
            }
            gone
        }))
    }

    /// Takes an invitation up, once: somebody is in the team from then on. Who is there already keeps their
    /// role. Returns whether the invitation was open.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody new signs in with this address already; then it is still open.
    pub async fn accept_invitation(
        &self,
        token_hash: [u8; 32],
        joining: Joining<'_>,
        told: &Audited,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<bool, StoreError> {
        let (Joining::New(user, _) | Joining::Known(user)) = joining;
        Ok(write!(self.database, tx => {
            let role: Option<(String,)> = sqlx::query_as("DELETE FROM invitations WHERE shop_id = $1 AND token_hash = $2 \
                AND ends_at > $3 RETURNING role")
                .bind(self.shop.0).bind(token_hash.to_vec()).bind(now.0).fetch_optional(&mut *tx).await?;
            if let Some((role,)) = &role {
                if let Joining::New(user, hash) = joining {
                    sqlx::query("INSERT INTO users (id, email, email_key, name, password_hash, created_at) \
                        VALUES ($1, $2, $3, $4, $5, $6)")
                        .bind(user.id.0).bind(&user.email).bind(email_key(&user.email)).bind(&user.name).bind(hash)
                        .bind(now.0).execute(&mut *tx).await?;
                }
                sqlx::query("INSERT INTO members (shop_id, user_id, role, since) VALUES ($1, $2, $3, $4) \
                    ON CONFLICT (shop_id, user_id) DO NOTHING")
                    .bind(self.shop.0).bind(user.id.0).bind(role).bind(now.0).execute(&mut *tx).await?;
                insert_audit!(self, tx, uuid_at(now, chance), &user.name, told, now);
            }
            role.is_some()
        }))
    }
}

impl Store {
    /// The invitation with this secret and its shop; `None` when it is over, taken back or used.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open_invitation(
        &self,
        token_hash: [u8; 32],
        now: Millis,
    ) -> Result<Option<(ShopId, Invitation)>, StoreError> {
        let row: Option<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT * FROM invitations WHERE token_hash = $1 AND ends_at > $2")
                .bind(token_hash.to_vec()).bind(now.0).fetch_optional(pool).await?
        });
        Ok(row.and_then(|row| Some((ShopId(row.shop_id), row.invitation()?))))
    }
}

//! Invitations on their way into the mail: claimed with a lease, handed over, finished only where the claim still
//! holds. Start with [`Store::claim_invitations`].

use uuid::Uuid;

use super::database::{dialect, write};
use super::invitations::{Row, place};
use super::{Store, StoreError};
use crate::domain::account::{Invitation, Mailed};
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::{ShopId, uuid_at};
use crate::domain::link::Token;

/// An invitation claimed to be mailed.
#[derive(Clone, Debug)]
pub struct ClaimedInvitation {
    /// Its shop.
    pub shop: ShopId,
    /// The invitation.
    pub invitation: Invitation,
    /// Its secret.
    pub token: Token,
    /// How often it was tried, this time included.
    pub attempts: u32,
    /// Proves the claim when finishing.
    pub claim: Uuid,
}

impl Store {
    /// Claims up to `most` invitations that are to be mailed, or whose claim ran out. Two claimers never get
    /// the same one at a time.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn claim_invitations(
        &self,
        most: u32,
        lease_ms: i64,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<Vec<ClaimedInvitation>, StoreError> {
        let statement = dialect!(self.database, CLAIM_INVITATIONS);
        let claim = uuid_at(now, chance);
        let rows: Vec<Row> = write!(self.database, tx => {
            sqlx::query_as(statement).bind(now.0.saturating_add(lease_ms)).bind(claim).bind(now.0).bind(i64::from(most))
                .fetch_all(&mut *tx).await?
        });
        let claimed = |row: Row| {
            let plain = self.keys.open_sealed(&place(&row.id), row.sealed_token.as_deref()?)?;
            Some(ClaimedInvitation {
                shop: ShopId(row.shop_id),
                invitation: row.invitation()?,
                token: Token::parse(str::from_utf8(&plain).ok()?)?,
                attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
                claim,
            })
        };
        Ok(rows.into_iter().filter_map(claimed).collect())
    }

    /// Renews a claim before the text goes to the mail server. Returns whether it still held: if not, nothing
    /// must go.
    ///
    /// # Errors
    /// When the database does not answer: then nothing must go either.
    pub async fn hold_invitation(&self, held: &ClaimedInvitation, until: Millis) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE invitations SET claimed_until = $1 WHERE id = $2 AND claim_id = $3")
                .bind(until.0).bind(held.invitation.id).bind(held.claim)
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Ends a try: mailed, after which the secret is kept as a hash alone; given up; or to be tried again at
    /// `again`. Returns whether the claim still held.
    ///
    /// # Errors
    /// When the database does not answer; then it is tried again after its lease.
    pub async fn finish_invitation(
        &self,
        tried: &ClaimedInvitation,
        state: Mailed,
        again: Millis,
    ) -> Result<bool, StoreError> {
        let keeps_secret = state == Mailed::Waiting;
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE invitations SET mail_state = $1, not_before = $2, claimed_until = NULL, claim_id = NULL, \
                sealed_token = CASE WHEN $3 THEN sealed_token ELSE NULL END WHERE id = $4 AND claim_id = $5")
                .bind(state.word()).bind(again.0).bind(keeps_secret).bind(tried.invitation.id).bind(tried.claim)
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }
}

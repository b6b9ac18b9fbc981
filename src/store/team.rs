//! Who works in a shop, and how that changes. There is always an owner left. Start with
//! [`ShopStore::change_teammate`].

use uuid::Uuid;

use super::audit::insert_audit;
use super::database::{read, write};
use super::{ShopStore, StoreError};
use crate::domain::account::{Role, Teammate, User};
use crate::domain::audit::Audited;
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::{UserId, uuid_at};

/// What came of a change of the team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TeamChange {
    /// It holds.
    Done,
    /// It was so already.
    Same,
    /// Nobody would own the shop: nothing was changed.
    LastOwner,
    /// They are not in the team.
    NotThere,
}

/// Holds the team until the end of the transaction, so that two owners cannot remove each other at once.
const HOLD_TEAM: &str = "UPDATE shops SET name = name WHERE id = $1";

impl ShopStore {
    /// The team, longest in it first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn team(&self) -> Result<Vec<Teammate>, StoreError> {
        let rows: Vec<(Uuid, String, String, String, i64)> = read!(self.database, pool => {
            sqlx::query_as("SELECT u.id, u.email, u.name, m.role, m.since FROM members m JOIN users u ON u.id = m.user_id \
                WHERE m.shop_id = $1 ORDER BY m.since, u.id").bind(self.shop.0).fetch_all(pool).await?
        });
        let mate = |(id, email, name, role, since): (Uuid, String, String, String, i64)| {
            let user = User { id: UserId(id), email, name };
            Some(Teammate { user, role: Role::parse(&role)?, since: Millis(since) })
        };
        Ok(rows.into_iter().filter_map(mate).collect())
    }

    /// Gives somebody of the team another role, or takes them out of it (`None`). Their sessions end with it,
    /// but the one with this key's hash; `told` is who did it, for the audit log.
    ///
    /// # Errors
    /// When the database does not answer; then nothing changed.
    pub async fn change_teammate(
        &self,
        user: UserId,
        role: Option<Role>,
        but: Option<[u8; 32]>,
        told: (&str, &Audited),
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<TeamChange, StoreError> {
        let but = but.map_or_else(Vec::new, |hash| hash.to_vec());
        let (who, what) = told;
        Ok(write!(self.database, tx => {
            sqlx::query(HOLD_TEAM).bind(self.shop.0).execute(&mut *tx).await?;
            let team: Vec<(Uuid, String)> = sqlx::query_as("SELECT user_id, role FROM members WHERE shop_id = $1")
                .bind(self.shop.0).fetch_all(&mut *tx).await?;
            let change = decide(&team, user, role);
            if change == TeamChange::Done {
                match role {
                    Some(role) => sqlx::query("UPDATE members SET role = $3 WHERE shop_id = $1 AND user_id = $2")
                        .bind(self.shop.0).bind(user.0).bind(role.word()).execute(&mut *tx).await?,
                    None => sqlx::query("DELETE FROM members WHERE shop_id = $1 AND user_id = $2")
                        .bind(self.shop.0).bind(user.0).execute(&mut *tx).await?,
                };
                sqlx::query("DELETE FROM sessions WHERE user_id = $1 AND token_hash <> $2")
                    .bind(user.0).bind(but).execute(&mut *tx).await?;
                insert_audit!(self, tx, uuid_at(now, chance), who, what, now);
            }
            change
        }))
    }
}

fn decide(team: &[(Uuid, String)], user: UserId, role: Option<Role>) -> TeamChange {
    let owner = Role::Owner.word();
    let Some((_, now)) = team.iter().find(|(id, _)| *id == user.0) else { return TeamChange::NotThere };
    let owners = team.iter().filter(|(_, role)| role == owner).count();
    if role.map(Role::word) == Some(now) {
        TeamChange::Same
    } else if now == owner && owners < 2 {
        TeamChange::LastOwner
    } else {
        TeamChange::Done
    }
}

//! News of mail providers: the secrets that prove them, and what they change. Each piece of news counts once, however
//! often it is told. Start with [`ShopStore::take_mail_news`].

use sqlx::types::Json;
use uuid::Uuid;

use super::audit::insert_audit;
use super::database::{read, write};
use super::keys::SealPlace;
use super::suppressions::SUPPRESS;
use super::{ShopStore, StoreError};
use crate::domain::audit::Audited;
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::uuid_at;
use crate::domain::mail_hook::{MailNews, MailProvider, Returned};
use crate::domain::message::Suppression;

/// So many pieces of news are carried out in one transaction: others who write wait until it ends.
const AT_ONCE: usize = 100;
/// Notes a piece of news; changes no row when it was noted before.
const NOTE_EVENT: &str = "INSERT INTO mail_events (shop_id, provider, event_hash, at) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (shop_id, provider, event_hash) DO NOTHING";
/// Marks a message. What is late never stands in the way of what came back, in whatever order it is told.
const MARK: &str =
    "UPDATE messages SET returned = $1 WHERE shop_id = $2 AND id = $3 AND ($4 OR returned IS NULL)";

/// Does what a piece of news says, inside a transaction, whose type differs by engine.
macro_rules! carry_out {
    ($self:expr, $tx:expr, $news:expr, $now:expr) => {
        if $news.kind.ends_the_address() {
            sqlx::query(SUPPRESS)
                .bind($self.shop.0)
                .bind($self.address_hash(&$news.address))
                .bind(Suppression::Bounced.word())
                .bind(Some(&$news.words))
                .bind($now.0)
                .execute(&mut *$tx)
                .await?;
        }
        if let Some(id) = $news.message {
            let told = Returned { kind: $news.kind, at: $now, words: $news.words.clone() };
            sqlx::query(MARK)
                .bind(Json(told))
                .bind($self.shop.0)
                .bind(id.0)
                .bind($news.kind.ends_the_address())
                .execute(&mut *$tx)
                .await?;
        }
    };
}

/// A provider whose news are believed, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailHook {
    /// Which.
    pub provider: MailProvider,
    /// When its secret was given.
    pub set_at: Millis,
    /// By whom.
    pub set_by: String,
    /// When it last told something that was proved; `None` when it never did.
    pub heard_at: Option<Millis>,
}

impl ShopStore {
    fn hook_place(&self, provider: MailProvider) -> SealPlace<'_> {
        SealPlace { table: "mail_hooks", column: provider.word(), row: self.shop.0.as_bytes() }
    }

    /// The providers whose news are believed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn mail_hooks(&self) -> Result<Vec<MailHook>, StoreError> {
        let rows: Vec<(String, i64, String, Option<i64>)> = read!(self.database, pool => {
            sqlx::query_as("SELECT provider, set_at, set_by, heard_at FROM mail_hooks WHERE shop_id = $1 ORDER BY provider")
                .bind(self.shop.0).fetch_all(pool).await?
        });
        let hook = |(provider, set_at, set_by, heard_at): (String, i64, String, Option<i64>)| {
            let provider = MailProvider::parse(&provider)?;
            Some(MailHook { provider, set_at: Millis(set_at), set_by, heard_at: heard_at.map(Millis) })
        };
        Ok(rows.into_iter().filter_map(hook).collect())
    }

    /// What proves a provider's news; `None` when it is not believed.
    ///
    /// # Errors
    /// When the database does not answer or the seal does not open.
    pub async fn mail_hook_secret(&self, provider: MailProvider) -> Result<Option<String>, StoreError> {
        let row: Option<(Vec<u8>,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT sealed_secret FROM mail_hooks WHERE shop_id = $1 AND provider = $2")
                .bind(self.shop.0).bind(provider.word()).fetch_optional(pool).await?
        });
        let Some((sealed,)) = row else { return Ok(None) };
        let unreadable = || StoreError::Unreadable { table: "mail_hooks", column: provider.word().into() };
        let plain = self.keys.open_sealed(&self.hook_place(provider), &sealed).ok_or_else(unreadable)?;
        String::from_utf8(plain).map(Some).map_err(|_| unreadable())
    }

    /// Believes a provider from now on, by this secret; one before it no longer counts. `audit` is who and
    /// what, for the log.
    ///
    /// # Errors
    /// When the database does not answer; then nothing changed.
    pub async fn set_mail_hook(
        &self,
        provider: MailProvider,
        secret: &str,
        (who, what): (&str, &Audited),
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<(), StoreError> {
        let sealed = self.keys.seal(&self.hook_place(provider), secret.as_bytes(), chance);
        let line = uuid_at(now, chance);
        write!(self.database, tx => {
            sqlx::query("INSERT INTO mail_hooks (shop_id, provider, sealed_secret, set_at, set_by) VALUES ($1, $2, $3, $4, $5) \
                ON CONFLICT (shop_id, provider) DO UPDATE SET sealed_secret = excluded.sealed_secret, \
                set_at = excluded.set_at, set_by = excluded.set_by, heard_at = NULL")
                .bind(self.shop.0).bind(provider.word()).bind(sealed).bind(now.0).bind(who)
                .execute(&mut *tx).await?;
            insert_audit!(self, tx, line, who, what, now);
        });
        Ok(())
    }

    /// No longer believes a provider. Returns whether it was believed.
    ///
    /// # Errors
    /// When the database does not answer; then nothing changed.
    pub async fn drop_mail_hook(
        &self,
        provider: MailProvider,
        (who, what): (&str, &Audited),
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<bool, StoreError> {
        let line = uuid_at(now, chance);
        Ok(write!(self.database, tx => {
            let gone = sqlx::query("DELETE FROM mail_hooks WHERE shop_id = $1 AND provider = $2")
                .bind(self.shop.0).bind(provider.word()).execute(&mut *tx).await?.rows_affected() > 0;
            if gone {
                insert_audit!(self, tx, line, who, what, now);
            }
            gone
        }))
    }

    /// Carries out a provider's news: addresses that get no more mail, and what became of messages. What was told
    /// before changes nothing, nor does news of a message of another shop. Returns how many were new.
    ///
    /// # Errors
    /// When the database does not answer. Then the provider has to tell it again: what was carried out before that
    /// does not count twice.
    pub async fn take_mail_news(
        &self,
        provider: MailProvider,
        news: &[MailNews],
        now: Millis,
    ) -> Result<u64, StoreError> {
        let mut new = 0;
        for some in news.chunks(AT_ONCE) {
            new += self.take_some(provider, some, now).await?;
        }
        write!(self.database, tx => {
            sqlx::query("UPDATE mail_hooks SET heard_at = $1 WHERE shop_id = $2 AND provider = $3")
                .bind(now.0).bind(self.shop.0).bind(provider.word()).execute(&mut *tx).await?;
        });
        Ok(new)
    }

    async fn take_some(
        &self,
        provider: MailProvider,
        news: &[MailNews],
        now: Millis,
    ) -> Result<u64, StoreError> {
        Ok(write!(self.database, tx => {
            let mut new = 0;
            for one in news {
                let hash = self.keys.keyed_hash("mail-event", &[one.key.as_bytes()]).to_vec();
                let fresh = sqlx::query(NOTE_EVENT)
                    .bind(self.shop.0).bind(provider.word()).bind(hash).bind(now.0)
                    .execute(&mut *tx).await?.rows_affected() > 0;
                if !fresh {
                    continue;
                }
                let owner: Option<(Uuid,)> = match one.message {
                    None => None,
                    Some(id) => sqlx::query_as("SELECT shop_id FROM messages WHERE id = $1")
                        .bind(id.0).fetch_optional(&mut *tx).await?,
                };
                if owner.is_none_or(|(shop,)| shop == self.shop.0) {
                    new += 1;
                    carry_out!(self, tx, one, now);
                }
            }
            new
        }))
    }
}

//! The outbox: messages are claimed with a lease, written, handed over, and finished only where the claim still
//! holds. Between "handing over" and the answer nobody can know whether a mail arrived; a claim that ran out
//! there comes back as doubtful. Start with [`Store::claim_messages`].

use uuid::Uuid;

use super::database::{dialect, read, write};
use super::messages::{open, open_facts, place};
use super::{ShopStore, Store, StoreError};
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::{MessageId, OrderId, ShopId, uuid_at};
use crate::domain::message::{Message, MessageFacts, MessageKind, MessageState, MessageText};

/// A message claimed for sending.
#[derive(Clone, Debug)]
pub struct ClaimedMessage {
    /// Its shop.
    pub shop: ShopId,
    /// The message with its address, facts and, when it was written before, its texts.
    pub message: Message,
    /// Proves the claim when finishing.
    pub claim: Uuid,
}

type Row = (
    Uuid,
    Uuid,
    Uuid,
    String,
    String,
    Vec<u8>,
    Vec<u8>,
    Option<Vec<u8>>,
    Option<Vec<u8>>,
    Option<Vec<u8>>,
    i64,
    i64,
    i64,
    i64,
);

impl Store {
    /// Claims up to `most` messages that are due, or whose claim ran out, first those that somebody asked for. Two
    /// claimers never get the same one. A message that cannot be read (a kind of a later version) is put off by an hour, so
    /// that it neither gets lost nor stands in the way of others.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn claim_messages(
        &self,
        most: u32,
        lease_ms: i64,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<Vec<ClaimedMessage>, StoreError> {
        let statement = dialect!(self.database, CLAIM);
        let claim = uuid_at(now, chance);
        let rows: Vec<Row> = write!(self.database, tx => {
            // Whoever held these died in the middle of handing them over.
            sqlx::query("UPDATE messages SET state = 'unknown', not_before = $1, doubtful = doubtful + 1, claim_id = NULL, \
                last_error = 'the program stopped while handing it over' \
                WHERE state = 'handing_over' AND claimed_until < $1")
                .bind(now.0).execute(&mut *tx).await?;
            sqlx::query_as(statement)
                .bind(now.0.saturating_add(lease_ms))
                .bind(claim)
                .bind(now.0)
                .bind(i64::from(most))
                .fetch_all(&mut *tx)
                .await?
        });
        let (mut claimed, mut unread) = (Vec::new(), Vec::new());
        for row in rows {
            let id = row.0;
            self.claimed(row, claim).map_or_else(|| unread.push(id), |message| claimed.push(message));
        }
        for id in unread {
            let later = now.plus_minutes(60);
            self.put_back(MessageId(id), claim, later, "this version cannot read the message").await?;
        }
        claimed.sort_by_key(|c| (!c.message.kind.is_asked_for(), c.message.not_before, c.message.id));
        Ok(claimed)
    }

    fn claimed(&self, row: Row, claim: Uuid) -> Option<ClaimedMessage> {
        let (id, shop, order, kind, language, to, subject, facts, body, html, ..) = row;
        let text = |column, sealed: Option<Vec<u8>>| {
            sealed.map_or(Some(String::new()), |sealed| open(&self.keys, column, &id, &sealed).ok())
        };
        let message = Message {
            id: MessageId(id),
            order: OrderId(order),
            kind: MessageKind::parse(&kind)?,
            language,
            to: open(&self.keys, "sealed_to", &id, &to).ok()?,
            facts: open_facts(&self.keys, &id, facts.as_deref()).ok()?,
            subject: open(&self.keys, "sealed_subject", &id, &subject).ok()?,
            body: text("sealed_body", body)?,
            html: text("sealed_html", html)?,
            state: MessageState::Sending,
            created_at: Millis(row.10),
            not_before: Millis(row.11),
            sent_at: None,
            attempts: u32::try_from(row.12).unwrap_or(u32::MAX),
            doubtful: u32::try_from(row.13).unwrap_or(u32::MAX),
            answer: None,
            returned: None,
        };
        Some(ClaimedMessage { shop: ShopId(shop), message, claim })
    }

    /// Keeps the words of a message, what it tells with them and where it goes, as it is about to be handed over on
    /// this and every later try.
    /// Returns whether the claim still held.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn message_written(
        &self,
        claimed: &ClaimedMessage,
        to: &str,
        text: &MessageText,
        chance: &dyn Chance,
    ) -> Result<bool, StoreError> {
        let id = claimed.message.id.0;
        let seal = |column, text: &str| self.keys.seal(&place(column, &id), text.as_bytes(), chance);
        let to = seal("sealed_to", to);
        let (subject, body) = (seal("sealed_subject", &text.subject), seal("sealed_body", &text.text));
        let html = seal("sealed_html", &text.html);
        let facts = seal("sealed_facts", &serde_json::to_string(&claimed.message.facts).unwrap_or_default());
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE messages SET sealed_subject = $1, sealed_body = $2, sealed_html = $3, sealed_to = $4, \
                sealed_facts = $5, kind = $6 WHERE id = $7 AND claim_id = $8")
                .bind(subject).bind(body).bind(html).bind(to)
                .bind(facts).bind(claimed.message.kind.word())
                .bind(id).bind(claimed.claim)
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Records that the text is about to go to the mail server, and renews the lease. Returns whether the
    /// claim still held: if not, it must not go.
    ///
    /// # Errors
    /// When the database does not answer: then it must not go either.
    pub async fn message_handing_over(
        &self,
        claimed: &ClaimedMessage,
        until: Millis,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE messages SET state = 'handing_over', claimed_until = $1 WHERE id = $2 AND claim_id = $3 AND state = 'sending'")
                .bind(until.0).bind(claimed.message.id.0).bind(claimed.claim)
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Marks a message as handed over, with what the mail server said; text and facts of a code message are
    /// wiped. Returns whether the claim still held.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn message_sent(
        &self,
        sent: &ClaimedMessage,
        now: Millis,
        answer: &str,
        kept_subject: Option<&str>,
        chance: &dyn Chance,
    ) -> Result<bool, StoreError> {
        let id = sent.message.id.0;
        let kept = kept_subject
            .map(|subject| self.keys.seal(&place("sealed_subject", &id), subject.as_bytes(), chance));
        let is_code = sent.message.kind == MessageKind::Code;
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE messages SET state = 'sent', sent_at = $1, claimed_until = NULL, claim_id = NULL, last_error = $2, \
                sealed_subject = coalesce($3, sealed_subject), \
                sealed_body = CASE WHEN $4 THEN NULL ELSE sealed_body END, \
                sealed_html = CASE WHEN $4 THEN NULL ELSE sealed_html END, \
                sealed_facts = CASE WHEN $4 THEN NULL ELSE sealed_facts END WHERE id = $5 AND claim_id = $6")
                .bind(now.0).bind(answer).bind(kept).bind(is_code).bind(id).bind(sent.claim)
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Puts a message back to be tried again at `not_before`. Returns whether the claim still held.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn message_retry(
        &self,
        tried: &ClaimedMessage,
        not_before: Millis,
        error: &str,
    ) -> Result<bool, StoreError> {
        self.put_back(tried.message.id, tried.claim, not_before, error).await
    }

    /// Puts a message off without counting a try: quiet hours, or enough messages for now. One that may have arrived
    /// stays so: it does not wait like one that never went.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn message_postponed(
        &self,
        claimed: &ClaimedMessage,
        not_before: Millis,
        why: &str,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE messages SET state = CASE WHEN doubtful > 0 THEN 'unknown' ELSE 'waiting' END, not_before = $1, \
                claimed_until = NULL, claim_id = NULL, last_error = $2, attempts = attempts - 1 WHERE id = $3 AND claim_id = $4")
                .bind(not_before.0).bind(why).bind(claimed.message.id.0).bind(claimed.claim)
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// The mail server had the whole text and gave no answer. At `again` it is tried once more under the
    /// same Message-ID; `None` leaves it at that, as after a second time. Returns whether the claim still held.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn message_doubtful(
        &self,
        tried: &ClaimedMessage,
        again: Option<Millis>,
        error: &str,
    ) -> Result<bool, StoreError> {
        let never = i64::MAX;
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE messages SET state = 'unknown', not_before = $1, doubtful = CASE WHEN $2 THEN 2 ELSE doubtful + 1 END, \
                claimed_until = NULL, claim_id = NULL, last_error = $3 WHERE id = $4 AND claim_id = $5")
                .bind(again.map_or(never, |at| at.0)).bind(again.is_none()).bind(error)
                .bind(tried.message.id.0).bind(tried.claim)
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    async fn put_back(
        &self,
        id: MessageId,
        claim: Uuid,
        not_before: Millis,
        error: &str,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE messages SET state = CASE WHEN doubtful > 0 THEN 'unknown' ELSE 'retrying' END, not_before = $1, \
                claimed_until = NULL, claim_id = NULL, last_error = $2 WHERE id = $3 AND claim_id = $4")
                .bind(not_before.0).bind(error).bind(id.0).bind(claim)
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Ends a message unsent as [`MessageState::Failed`], `Withheld`, `Merged` or `Canceled`; text and facts of
    /// a code message are wiped. Returns whether the claim still held.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn message_ended(
        &self,
        tried: &ClaimedMessage,
        state: MessageState,
        why: &str,
    ) -> Result<bool, StoreError> {
        let is_code = tried.message.kind == MessageKind::Code;
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE messages SET state = $1, claimed_until = NULL, claim_id = NULL, last_error = $2, \
                sealed_body = CASE WHEN $3 THEN NULL ELSE sealed_body END, \
                sealed_html = CASE WHEN $3 THEN NULL ELSE sealed_html END, \
                sealed_facts = CASE WHEN $3 THEN NULL ELSE sealed_facts END WHERE id = $4 AND claim_id = $5")
                .bind(state.word()).bind(why).bind(is_code).bind(tried.message.id.0).bind(tried.claim)
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// When the next message is due; `None` when none waits.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn next_message_due(&self) -> Result<Option<Millis>, StoreError> {
        let (due,): (Option<i64>,) = read!(self.database, pool => {
            sqlx::query_as("SELECT min(not_before) FROM messages WHERE state IN ('waiting', 'retrying') \
                OR (state = 'unknown' AND doubtful = 1)")
                .fetch_one(pool).await?
        });
        Ok(due.map(Millis))
    }
}

impl Store {
    /// The mark of a message in the address that unsubscribes its recipient: only who holds the keys can make
    /// it.
    #[must_use]
    pub fn unsubscribe_mark(&self, message: MessageId) -> [u8; 32] {
        self.keys.keyed_hash("unsubscribe", &[message.0.as_bytes()])
    }

    /// Shop, language and recipient of a message; `None` when it is gone.
    ///
    /// # Errors
    /// When the database does not answer or the seal does not open.
    pub async fn recipient_of(
        &self,
        message: MessageId,
    ) -> Result<Option<(ShopId, String, String)>, StoreError> {
        let row: Option<(Uuid, String, Vec<u8>)> = read!(self.database, pool => {
            sqlx::query_as("SELECT shop_id, language, sealed_to FROM messages WHERE id = $1")
                .bind(message.0).fetch_optional(pool).await?
        });
        let Some((shop, language, to)) = row else { return Ok(None) };
        Ok(Some((ShopId(shop), language, open(&self.keys, "sealed_to", &message.0, &to)?)))
    }
}

impl ShopStore {
    /// Lets a later message tell what an earlier one tells, too: the earlier one ends as merged. Returns whether
    /// it did: not when the later one was written or taken by somebody else, or the claim is lost.
    ///
    /// # Errors
    /// When the database does not answer; then nothing changed.
    pub async fn merge_message(
        &self,
        earlier: &ClaimedMessage,
        later: MessageId,
        facts: &MessageFacts,
        kind: MessageKind,
        chance: &dyn Chance,
    ) -> Result<bool, StoreError> {
        let text = serde_json::to_string(facts).unwrap_or_default();
        let sealed = self.keys.seal(&place("sealed_facts", &later.0), text.as_bytes(), chance);
        Ok(write!(self.database, tx => {
            let told = sqlx::query("UPDATE messages SET sealed_facts = $1, kind = $2 WHERE shop_id = $3 AND id = $4 \
                AND sealed_body IS NULL AND doubtful = 0 AND ((state = 'waiting' AND claim_id IS NULL) OR claim_id = $5)")
                .bind(sealed).bind(kind.word()).bind(self.shop.0).bind(later.0).bind(earlier.claim)
                .execute(&mut *tx).await?.rows_affected() > 0;
            // Without its own end the earlier one would be sent as well: then it stays as it is, and the later
            // one repeats it.
            told && sqlx::query("UPDATE messages SET state = 'merged', merged_into = $1, claimed_until = NULL, claim_id = NULL \
                WHERE id = $2 AND claim_id = $3")
                .bind(later.0).bind(earlier.message.id.0).bind(earlier.claim)
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Lets a claimed message tell what an earlier one was to tell at a later time: that one ends as merged.
    /// Returns whether it did: not when the earlier one no longer waits, or the claim is lost.
    ///
    /// # Errors
    /// When the database does not answer; then nothing changed.
    pub async fn absorb_message(
        &self,
        claimed: &ClaimedMessage,
        earlier: MessageId,
        facts: &MessageFacts,
        kind: MessageKind,
        chance: &dyn Chance,
    ) -> Result<bool, StoreError> {
        let id = claimed.message.id.0;
        let text = serde_json::to_string(facts).unwrap_or_default();
        let sealed = self.keys.seal(&place("sealed_facts", &id), text.as_bytes(), chance);
        Ok(write!(self.database, tx => {
            // Only while this one is still ours to write: what it tells then stands in it, whoever sends it.
            let taken = sqlx::query("UPDATE messages SET state = 'merged', merged_into = $1 WHERE shop_id = $2 AND id = $3 \
                AND state = 'waiting' AND claim_id IS NULL AND sealed_body IS NULL AND EXISTS (SELECT 1 FROM messages l \
                WHERE l.id = $1 AND l.shop_id = $2 AND l.claim_id = $4 AND l.sealed_body IS NULL)")
                .bind(id).bind(self.shop.0).bind(earlier.0).bind(claimed.claim)
                .execute(&mut *tx).await?.rows_affected() > 0;
            if taken {
                sqlx::query("UPDATE messages SET sealed_facts = $1, kind = $2 WHERE id = $3 AND claim_id = $4")
                    .bind(sealed).bind(kind.word()).bind(id).bind(claimed.claim).execute(&mut *tx).await?;
            }
            taken
        }))
    }

    /// How many messages were handed over since then: of the whole shop, or about one order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn messages_sent_since(
        &self,
        since: Millis,
        order: Option<OrderId>,
    ) -> Result<u64, StoreError> {
        let (count,): (i64,) = read!(self.database, pool => {
            sqlx::query_as("SELECT count(*) FROM messages WHERE shop_id = $1 AND sent_at >= $2 AND ($3 OR order_id = $4)")
                .bind(self.shop.0).bind(since.0).bind(order.is_none())
                .bind(order.map_or(uuid::Uuid::nil(), |order| order.0))
                .fetch_one(pool).await?
        });
        Ok(u64::try_from(count).unwrap_or(0))
    }
}

//! The outbox: messages recorded in the transaction that causes them, claimed with a lease, finished
//! only where the claim still holds. Address and texts are sealed.

use uuid::Uuid;

use super::database::{dialect, read, write};
use super::keys::SealPlace;
use super::{ShopStore, Store, StoreError};
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::{MessageId, OrderId, ShopId, uuid_at};
use crate::domain::message::{Message, MessageKind, MessageState};

/// A message claimed for sending.
#[derive(Clone, Debug)]
pub struct ClaimedMessage {
    /// Its shop.
    pub shop: ShopId,
    /// The message with its address and texts.
    pub message: Message,
    /// Proves the claim when finishing.
    pub claim: Uuid,
}

pub(super) struct Sealed {
    pub to: Vec<u8>,
    pub subject: Vec<u8>,
    pub body: Vec<u8>,
}

fn place<'a>(column: &'a str, id: &'a Uuid) -> SealPlace<'a> {
    SealPlace { table: "messages", column, row: id.as_bytes() }
}

/// Inserts a message inside a transaction, whose type differs by engine.
macro_rules! insert_message {
    ($self:expr, $tx:expr, $message:expr, $sealed:expr) => {
        insert_message!($self, $tx, $message, $sealed, None::<uuid::Uuid>, None::<uuid::Uuid>)
    };
    ($self:expr, $tx:expr, $message:expr, $sealed:expr, $change:expr, $batch:expr) => {
        sqlx::query(
            "INSERT INTO messages (id, shop_id, order_id, kind, language, sealed_to, sealed_subject, sealed_body, state, \
             created_at, not_before, attempts, change_id, batch_id) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13)",
        )
        .bind($message.id.0)
        .bind($self.shop.0)
        .bind($message.order.0)
        .bind($message.kind.word())
        .bind(&$message.language)
        .bind($sealed.to)
        .bind($sealed.subject)
        .bind($sealed.body)
        .bind($message.state.word())
        .bind($message.created_at.0)
        .bind($message.not_before.0)
        .bind($change)
        .bind($batch)
        .execute(&mut *$tx)
        .await?;
    };
}
pub(super) use insert_message;

impl ShopStore {
    pub(super) fn seal_message(&self, message: &Message, chance: &dyn Chance) -> Sealed {
        let seal =
            |column, text: &str| self.keys.seal(&place(column, &message.id.0), text.as_bytes(), chance);
        Sealed {
            to: seal("sealed_to", &message.to),
            subject: seal("sealed_subject", &message.subject),
            body: seal("sealed_body", &message.body),
        }
    }

    /// Records a message.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the order is not this shop's or the message is recorded already.
    pub async fn enqueue(&self, message: &Message, chance: &dyn Chance) -> Result<(), StoreError> {
        let sealed = self.seal_message(message, chance);
        write!(self.database, tx => {
            insert_message!(self, tx, message, sealed);
        });
        Ok(())
    }

    /// The messages of an order, oldest first, without their texts but the subject.
    ///
    /// # Errors
    /// When the database does not answer or a row cannot be read.
    pub async fn messages_of(&self, order: OrderId) -> Result<Vec<Message>, StoreError> {
        type Row = (Uuid, String, String, Vec<u8>, Vec<u8>, String, i64, i64, Option<i64>, i64);
        let rows: Vec<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, kind, language, sealed_to, sealed_subject, state, created_at, not_before, sent_at, attempts \
                FROM messages WHERE shop_id = $1 AND order_id = $2 ORDER BY created_at, id")
                .bind(self.shop.0).bind(order.0).fetch_all(pool).await?
        });
        let read =
            |(id, kind, language, to, subject, state, created_at, not_before, sent_at, attempts): Row| {
                Ok(Message {
                    id: MessageId(id),
                    order,
                    kind: MessageKind::parse(&kind).ok_or_else(|| unreadable("kind"))?,
                    language,
                    to: open(&self.keys, "sealed_to", &id, &to)?,
                    subject: open(&self.keys, "sealed_subject", &id, &subject)?,
                    body: String::new(),
                    state: MessageState::parse(&state).ok_or_else(|| unreadable("state"))?,
                    created_at: Millis(created_at),
                    not_before: Millis(not_before),
                    sent_at: sent_at.map(Millis),
                    attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
                })
            };
        rows.into_iter().map(read).collect()
    }
}

fn unreadable(column: &'static str) -> StoreError {
    StoreError::Unreadable { table: "messages", column: column.into() }
}

pub(super) fn open(
    keys: &super::KeyRing,
    column: &'static str,
    id: &Uuid,
    sealed: &[u8],
) -> Result<String, StoreError> {
    let plain = keys.open_sealed(&place(column, id), sealed).ok_or_else(|| unreadable(column))?;
    String::from_utf8(plain).map_err(|_| unreadable(column))
}

impl Store {
    /// Claims up to `most` messages that are due, or whose claim ran out. Two claimers never get the
    /// same one. A message that cannot be read (a kind of a later version) is put off by an hour, so
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
        type Row = (Uuid, Uuid, Uuid, String, String, Vec<u8>, Vec<u8>, Option<Vec<u8>>, i64, i64, i64);
        let statement = dialect!(self.database, CLAIM);
        let claim = uuid_at(now, chance);
        let rows: Vec<Row> = write!(self.database, tx => {
            sqlx::query_as(statement)
                .bind(now.0.saturating_add(lease_ms))
                .bind(claim)
                .bind(now.0)
                .bind(i64::from(most))
                .fetch_all(&mut *tx)
                .await?
        });
        let read = |row: Row| -> Option<ClaimedMessage> {
            let (id, shop, order, kind, language, to, subject, body, created_at, not_before, attempts) = row;
            let message = Message {
                id: MessageId(id),
                order: OrderId(order),
                kind: MessageKind::parse(&kind)?,
                language,
                to: open(&self.keys, "sealed_to", &id, &to).ok()?,
                subject: open(&self.keys, "sealed_subject", &id, &subject).ok()?,
                body: open(&self.keys, "sealed_body", &id, &body?).ok()?,
                state: MessageState::Sending,
                created_at: Millis(created_at),
                not_before: Millis(not_before),
                sent_at: None,
                attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
            };
            Some(ClaimedMessage { shop: ShopId(shop), message, claim })
        };
        let (mut claimed, mut unread) = (Vec::new(), Vec::new());
        for row in rows {
            let id = row.0;
            read(row).map_or_else(|| unread.push(id), |message| claimed.push(message));
        }
        for id in unread {
            let later = now.plus_minutes(60);
            self.put_back(MessageId(id), claim, later, "this version cannot read the message").await?;
        }
        claimed.sort_by_key(|c| (c.message.not_before, c.message.id));
        Ok(claimed)
    }

    /// Marks a message as handed over; the text of a code message is wiped. Returns whether the claim
    /// still held.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn message_sent(
        &self,
        sent: &ClaimedMessage,
        now: Millis,
        kept_subject: Option<&str>,
        chance: &dyn Chance,
    ) -> Result<bool, StoreError> {
        let id = sent.message.id.0;
        let subject = kept_subject.unwrap_or(&sent.message.subject);
        let subject = self.keys.seal(&place("sealed_subject", &id), subject.as_bytes(), chance);
        let is_code = sent.message.kind == MessageKind::Code;
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE messages SET state = 'sent', sent_at = $1, claimed_until = NULL, claim_id = NULL, last_error = NULL, \
                sealed_subject = $2, sealed_body = CASE WHEN $3 THEN NULL ELSE sealed_body END WHERE id = $4 AND claim_id = $5")
                .bind(now.0).bind(subject).bind(is_code).bind(id).bind(sent.claim)
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

    async fn put_back(
        &self,
        id: MessageId,
        claim: Uuid,
        not_before: Millis,
        error: &str,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE messages SET state = 'retrying', not_before = $1, claimed_until = NULL, claim_id = NULL, last_error = $2 \
                WHERE id = $3 AND claim_id = $4")
                .bind(not_before.0).bind(error).bind(id.0).bind(claim)
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Gives a message up; the text of a code message is wiped. Returns whether the claim still held.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn message_failed(&self, tried: &ClaimedMessage, error: &str) -> Result<bool, StoreError> {
        let is_code = tried.message.kind == MessageKind::Code;
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE messages SET state = 'failed', claimed_until = NULL, claim_id = NULL, last_error = $1, \
                sealed_body = CASE WHEN $2 THEN NULL ELSE sealed_body END WHERE id = $3 AND claim_id = $4")
                .bind(error).bind(is_code).bind(tried.message.id.0).bind(tried.claim)
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }
}

//! Messages as they are recorded, in the transaction that causes them, and as they are read afterwards.
//! Address, facts and texts are sealed. [`super::outbox`] claims and finishes them.

use std::collections::BTreeMap;

use sqlx::types::Json;
use uuid::Uuid;

use super::changes::PlannedMessage;
use super::database::{read, write};
use super::keys::SealPlace;
use super::{ShopStore, StoreError};
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::{BatchId, MessageId, OrderId};
use crate::domain::mail_hook::Returned;
use crate::domain::message::{Message, MessageFacts, MessageKind, MessageState};

/// A message to be recorded.
pub(super) struct NewMessage<'a> {
    pub message: &'a Message,
    /// The change it tells of.
    pub change: Option<Uuid>,
    /// The batch it belongs to.
    pub batch: Option<BatchId>,
    pub to: Vec<u8>,
    pub facts: Vec<u8>,
    pub subject: Vec<u8>,
    pub body: Option<Vec<u8>>,
}

pub(super) fn place<'a>(column: &'a str, id: &'a Uuid) -> SealPlace<'a> {
    SealPlace { table: "messages", column, row: id.as_bytes() }
}

/// Inserts messages inside a transaction, whose type differs by engine.
macro_rules! insert_messages {
    ($self:expr, $tx:expr, $messages:expr) => {{
        use $crate::store::database::{ROWS, many};
        let messages: &[$crate::store::messages::NewMessage<'_>] = $messages;
        for part in messages.chunks(ROWS) {
            let mut query = many!($crate::store::messages::INSERT, 0, part, 15);
            for new in part {
                let message = new.message;
                query = query
                    .bind(message.id.0)
                    .bind($self.shop.0)
                    .bind(message.order.0)
                    .bind(message.kind.word())
                    .bind(&message.language)
                    .bind(&new.to)
                    .bind(&new.subject)
                    .bind(&new.facts)
                    .bind(&new.body)
                    .bind(message.state.word())
                    .bind(message.created_at.0)
                    .bind(message.not_before.0)
                    .bind(0_i64)
                    .bind(new.change)
                    .bind(new.batch.map(|batch| batch.0));
            }
            query.execute(&mut *$tx).await?;
        }
    }};
}
pub(super) use insert_messages;

pub(super) const INSERT: &str = "INSERT INTO messages (id, shop_id, order_id, kind, language, sealed_to, sealed_subject, \
    sealed_facts, sealed_body, state, created_at, not_before, attempts, change_id, batch_id) VALUES @ROWS";

/// A row as [`ShopStore::messages_of`] reads it.
type Row = (
    Uuid,
    String,
    String,
    Vec<u8>,
    Vec<u8>,
    Option<Vec<u8>>,
    String,
    i64,
    i64,
    Option<i64>,
    i64,
    i64,
    Option<String>,
    Option<Json<Returned>>,
);

const COLUMNS: &str = "id, kind, language, sealed_to, sealed_subject, sealed_facts, state, created_at, not_before, sent_at, \
    attempts, doubtful, last_error, returned";

impl ShopStore {
    pub(super) fn new_message<'a>(&self, message: &'a Message, chance: &dyn Chance) -> NewMessage<'a> {
        let seal =
            |column, text: &str| self.keys.seal(&place(column, &message.id.0), text.as_bytes(), chance);
        let facts = serde_json::to_string(&message.facts).unwrap_or_default();
        NewMessage {
            message,
            change: None,
            batch: None,
            to: seal("sealed_to", &message.to),
            facts: seal("sealed_facts", &facts),
            subject: seal("sealed_subject", &message.subject),
            body: (!message.body.is_empty()).then(|| seal("sealed_body", &message.body)),
        }
    }

    pub(super) fn new_planned<'a>(&self, planned: &'a PlannedMessage, chance: &dyn Chance) -> NewMessage<'a> {
        let new = self.new_message(&planned.message, chance);
        NewMessage { change: Some(planned.change), batch: planned.batch, ..new }
    }

    /// Records a message.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the order is not this shop's or the message is recorded already.
    pub async fn enqueue(&self, message: &Message, chance: &dyn Chance) -> Result<(), StoreError> {
        let new = self.new_message(message, chance);
        write!(self.database, tx => {
            insert_messages!(self, tx, &[new]);
        });
        Ok(())
    }

    /// The messages of an order, oldest first, without their texts but the subject.
    ///
    /// # Errors
    /// When the database does not answer or a row cannot be read.
    pub async fn messages_of(&self, order: OrderId) -> Result<Vec<Message>, StoreError> {
        let rows: Vec<Row> = read!(self.database, pool => {
            sqlx::query_as(sqlx::AssertSqlSafe(format!(
                "SELECT {COLUMNS} FROM messages WHERE shop_id = $1 AND order_id = $2 ORDER BY created_at, id"
            )))
            .bind(self.shop.0).bind(order.0).fetch_all(pool).await?
        });
        rows.into_iter().map(|row| self.message(order, row)).collect()
    }

    /// One message of an order with its texts as far as they are kept; `None` when the order has none with
    /// this id.
    ///
    /// # Errors
    /// When the database does not answer or the row cannot be read.
    pub async fn message_as_sent(
        &self,
        order: OrderId,
        message: MessageId,
    ) -> Result<Option<Message>, StoreError> {
        type Texts = (Option<Vec<u8>>, Option<Vec<u8>>);
        let (row, texts): (Option<Row>, Option<Texts>) = read!(self.database, pool => {
            let row = sqlx::query_as(sqlx::AssertSqlSafe(format!(
                "SELECT {COLUMNS} FROM messages WHERE shop_id = $1 AND order_id = $2 AND id = $3"
            )))
            .bind(self.shop.0).bind(order.0).bind(message.0).fetch_optional(pool).await?;
            let texts = sqlx::query_as(
                "SELECT sealed_body, sealed_html FROM messages WHERE shop_id = $1 AND order_id = $2 AND id = $3",
            )
            .bind(self.shop.0).bind(order.0).bind(message.0).fetch_optional(pool).await?;
            (row, texts)
        });
        let (Some(row), Some((body, html))) = (row, texts) else { return Ok(None) };
        let mut known = self.message(order, row)?;
        let text = |column, sealed: Option<Vec<u8>>| -> Result<String, StoreError> {
            Ok(sealed.map(|s| open(&self.keys, column, &message.0, &s)).transpose()?.unwrap_or_default())
        };
        known.body = text("sealed_body", body)?;
        known.html = text("sealed_html", html)?;
        Ok(Some(known))
    }

    /// The plain texts of an order's messages by id, as far as they were written and are kept; never of codes.
    ///
    /// # Errors
    /// When the database does not answer or a seal does not open.
    pub async fn texts_of(&self, order: OrderId) -> Result<BTreeMap<MessageId, String>, StoreError> {
        let rows: Vec<(Uuid, Vec<u8>)> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, sealed_body FROM messages WHERE shop_id = $1 AND order_id = $2 \
                AND sealed_body IS NOT NULL AND kind <> 'code'")
                .bind(self.shop.0).bind(order.0).fetch_all(pool).await?
        });
        let text = |(id, sealed): (Uuid, Vec<u8>)| {
            Ok((MessageId(id), open(&self.keys, "sealed_body", &id, &sealed)?))
        };
        rows.into_iter().map(text).collect()
    }

    /// Lets a waiting message go at another time. Returns whether it still waited.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn message_goes_at(
        &self,
        order: OrderId,
        message: MessageId,
        at: Millis,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE messages SET not_before = $1 WHERE shop_id = $2 AND order_id = $3 AND id = $4 \
                AND state = 'waiting' AND claim_id IS NULL")
                .bind(at.0).bind(self.shop.0).bind(order.0).bind(message.0)
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Lets a waiting message go to nobody, and says why. Returns whether it still waited.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn withhold_message(
        &self,
        order: OrderId,
        message: MessageId,
        why: &str,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE messages SET state = 'withheld', last_error = $1 WHERE shop_id = $2 AND order_id = $3 \
                AND id = $4 AND state = 'waiting' AND claim_id IS NULL")
                .bind(why).bind(self.shop.0).bind(order.0).bind(message.0)
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    fn message(&self, order: OrderId, row: Row) -> Result<Message, StoreError> {
        let (id, kind, language, to, subject, facts, state, created_at, not_before, sent_at, ..) = &row;
        Ok(Message {
            id: MessageId(*id),
            order,
            kind: MessageKind::parse(kind).ok_or_else(|| unreadable("kind"))?,
            language: language.clone(),
            to: open(&self.keys, "sealed_to", id, to)?,
            facts: open_facts(&self.keys, id, facts.as_deref())?,
            subject: open(&self.keys, "sealed_subject", id, subject)?,
            body: String::new(),
            html: String::new(),
            state: MessageState::parse(state).ok_or_else(|| unreadable("state"))?,
            created_at: Millis(*created_at),
            not_before: Millis(*not_before),
            sent_at: sent_at.map(Millis),
            attempts: u32::try_from(row.10).unwrap_or(u32::MAX),
            doubtful: u32::try_from(row.11).unwrap_or(u32::MAX),
            answer: row.12,
            returned: row.13.map(|told| told.0),
        })
    }
}

pub(super) fn unreadable(column: &'static str) -> StoreError {
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

/// The facts of a message; none where they were wiped.
pub(super) fn open_facts(
    keys: &super::KeyRing,
    id: &Uuid,
    sealed: Option<&[u8]>,
) -> Result<MessageFacts, StoreError> {
    let Some(sealed) = sealed else { return Ok(MessageFacts::default()) };
    let text = open(keys, "sealed_facts", id, sealed)?;
    serde_json::from_str(&text).map_err(|_| unreadable("sealed_facts"))
}

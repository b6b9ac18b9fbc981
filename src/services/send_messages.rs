//! Sends what waits in the outbox. Claim in a short transaction with a lease, hand over outside of
//! any transaction, finish only where the claim still holds.

use crate::domain::ids::{MessageId, OrderId};
use crate::domain::message::{Message, MessageFacts, MessageKind, MessageState};
use crate::domain::shop::Shop;
use crate::language::Language;
use crate::mail::{AboutToHandOver, MailError, OutgoingMail, Transport};
use crate::store::ClaimedMessage;

use super::{ServiceError, Services};

/// How long a claim on a message holds.
const LEASE_MS: i64 = 30_000;
/// Minutes to wait before each further try; afterwards the message has failed.
const RETRY_MINUTES: [i64; 5] = [1, 5, 15, 60, 240];

impl Services {
    /// Sends up to `most` waiting messages. Returns how many were handed over.
    ///
    /// # Errors
    /// When the store does not answer; then what was claimed comes back after its lease.
    pub async fn send_waiting(&self, transport: &dyn Transport, most: u32) -> Result<u32, ServiceError> {
        let now = self.clock.now();
        let mut sent = 0;
        for claimed in self.store.claim_messages(most, LEASE_MS, now, &*self.chance).await? {
            let message = &claimed.message;
            let mail = OutgoingMail {
                message_id: format!("{}@{}", message.id, host_of(&self.public_url)),
                to: message.to.clone(),
                subject: message.subject.clone(),
                text: message.body.clone(),
                language: message.language.clone(),
                at: now,
                ..OutgoingMail::default()
            };
            let held = claimed.clone();
            let until = now.plus_seconds(LEASE_MS / 1_000);
            let store = self.store.clone();
            let about_to: AboutToHandOver<'_> = Box::new(move || {
                Box::pin(async move { store.message_handing_over(&held, until).await.unwrap_or(false) })
            });
            match transport.send(&mail, about_to).await {
                Ok(answer) => {
                    let kept = self.kept_subject(message);
                    self.store
                        .message_sent(&claimed, self.clock.now(), &answer, kept.as_deref(), &*self.chance)
                        .await?;
                    sent += 1;
                }
                Err(error) => self.not_sent(&claimed, &error).await?,
            }
        }
        Ok(sent)
    }

    async fn not_sent(&self, claimed: &ClaimedMessage, error: &MailError) -> Result<(), ServiceError> {
        let detail = error.to_string();
        tracing::warn!(message.id = %claimed.message.id, error = detail, "message not sent");
        let tries = usize::try_from(claimed.message.attempts).unwrap_or(usize::MAX);
        let wait = RETRY_MINUTES.get(tries.saturating_sub(1)).filter(|_| error.may_pass());
        match wait {
            Some(minutes) => {
                let again = self.clock.now().plus_minutes(*minutes);
                self.store.message_retry(claimed, again, &detail).await?;
            }
            None => {
                self.store.message_ended(claimed, MessageState::Failed, &detail).await?;
            }
        }
        Ok(())
    }

    /// The subject kept after sending, where it differs: a code does not stay readable.
    fn kept_subject(&self, message: &Message) -> Option<String> {
        let language = Language::from_locale(&message.language).unwrap_or(Language::ALL[0]);
        (message.kind == MessageKind::Code).then(|| self.words.in_language(language).say("code-title"))
    }

    /// Mails a short-lived link to the order's own address (strict look-up). Does nothing when the
    /// order has none.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn mail_link(
        &self,
        shop: &Shop,
        order: OrderId,
        language: Language,
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let store = self.store.shop(shop.id);
        let Some(stored) = store.order(order).await? else { return Ok(()) };
        let Some(Some(email)) = stored.order.email.get() else { return Ok(()) };
        let token = self.lookup_link(shop, order, now).await?;
        let speech = self.words.in_language(language);
        let link = self.link_address(shop, &token);
        let args = [
            ("name", stored.name.as_str().into()),
            ("shop", shop.name.as_str().into()),
            ("link", link.as_str().into()),
        ];
        let message = Message {
            language: language.tag().to_owned(),
            to: email.clone(),
            subject: speech.say_with("mail-link-subject", &args).replace(['\r', '\n'], " "),
            body: speech.say_with("mail-link-body", &args),
            facts: MessageFacts { link: Some(link.clone()), ..MessageFacts::default() },
            ..Message::waiting(MessageId::new(now, &*self.chance), order, MessageKind::LinkRequested, now)
        };
        Ok(store.enqueue(&message, &*self.chance).await?)
    }
}

fn host_of(url: &str) -> &str {
    let rest = url.split("//").nth(1).unwrap_or(url);
    rest.split(['/', ':']).next().unwrap_or(rest)
}

//! What becomes of messages whose time has come: claimed with a lease, merged, held back or postponed where
//! there is a reason, written, and handed over outside of any transaction. Finished only where the claim
//! still holds. Start with [`Services::send_waiting`].

use futures::stream::{StreamExt as _, iter};

use crate::domain::clock::Millis;
use crate::domain::door::host_of;
use crate::domain::ids::OrderId;
use crate::domain::message::{
    Message, MessageKind, MessageState, MessageText, Suppression, name_of_status_words,
};
use crate::domain::shop::Shop;
use crate::language::Language;
use crate::mail::template::Template;
use crate::mail::{AboutToHandOver, MailError, Mailbox, OutgoingMail, Transport};
use crate::services::full_level::CODE_MINUTES;
use crate::services::present::mail_calendar;
use crate::services::write_message::MailAbout;
use crate::services::{ServiceError, Services};
use crate::store::{ClaimedMessage, StoredOrder};

use super::merge;

/// How long a claim on a message holds; handing one over takes 20 seconds at most.
const LEASE_MS: i64 = 45_000;
/// Orders whose messages are handed over at the same time.
const AT_ONCE: usize = 8;
/// Minutes to wait before each further try, 48 hours in all; afterwards the message has failed.
const RETRY_MINUTES: [i64; 15] = [1, 5, 15, 60, 240, 240, 240, 240, 240, 240, 240, 240, 240, 240, 240];
/// Minutes until a message is given once more whose answer was lost.
const REPEAT_MINUTES: i64 = 2;

/// Why a message does not go out now.
enum Held {
    /// It never does.
    Ended(MessageState, &'static str),
    /// It does later.
    Until(Millis, &'static str),
    /// It may have arrived, and that is left at that.
    Doubtful(&'static str),
}

impl Services {
    /// Sends up to `most` waiting messages. Returns how many were looked at: less than `most` means that no
    /// more are due.
    ///
    /// # Errors
    /// When the store does not answer; then what was claimed comes back after its lease.
    pub async fn send_waiting(&self, transport: &dyn Transport, most: u32) -> Result<u32, ServiceError> {
        let now = self.clock.now();
        let claimed = self.store.claim_messages(most, LEASE_MS, now, &*self.chance).await?;
        let looked_at = u32::try_from(claimed.len()).unwrap_or(u32::MAX);
        let outcomes: Vec<Result<(), ServiceError>> = iter(by_order(claimed))
            .map(|group| self.send_group(transport, group))
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        outcomes.into_iter().collect::<Result<(), _>>()?;
        Ok(looked_at)
    }

    /// How long to wait for the next message that is due, at most `longest`: others may record one meanwhile.
    pub async fn until_next_message(&self, longest: std::time::Duration) -> std::time::Duration {
        let due = self.store.next_message_due().await.ok().flatten();
        let wait = due.map(|due| (due.0 - self.clock.now().0).max(20));
        wait.and_then(|wait| u64::try_from(wait).ok())
            .map_or(longest, |wait| std::time::Duration::from_millis(wait).min(longest))
    }

    /// The messages of one order, in their sequence.
    async fn send_group(
        &self,
        transport: &dyn Transport,
        group: Vec<ClaimedMessage>,
    ) -> Result<(), ServiceError> {
        let mut rest = std::collections::VecDeque::from(group);
        while let Some(claimed) = rest.pop_front() {
            if self.merge_into_later(&claimed, rest.make_contiguous()).await? {
                continue;
            }
            let claimed = self.absorb_scheduled(claimed).await?;
            self.deliver(transport, claimed).await?;
        }
        Ok(())
    }

    /// Leaves telling to a later message of the order. Returns whether one took it over.
    async fn merge_into_later(
        &self,
        claimed: &ClaimedMessage,
        rest: &mut [ClaimedMessage],
    ) -> Result<bool, ServiceError> {
        let earlier = &claimed.message;
        if !merge::may_merge(earlier) {
            return Ok(false);
        }
        let store = self.store.shop(claimed.shop);
        let here = rest.iter_mut().find(|other| merge::can_tell(&other.message, earlier));
        if let Some(other) = here {
            let facts = merge::together(&earlier.facts, &other.message.facts);
            let kind = merge::kind_of(&facts, other.message.kind);
            let told = kind.unwrap_or(other.message.kind);
            if !store.merge_message(claimed, other.message.id, &facts, told, &*self.chance).await? {
                return Ok(false);
            }
            (other.message.facts, other.message.kind) = (facts, told);
            return Ok(true);
        }
        let (waiting, now) = (store.messages_of(earlier.order).await?, self.clock.now());
        let Some(later) = waiting
            .iter()
            .find(|other| other.state == MessageState::Waiting && merge::should_tell(other, earlier, now))
        else {
            return Ok(false);
        };
        let facts = merge::together(&earlier.facts, &later.facts);
        let told = merge::kind_of(&facts, later.kind).unwrap_or(later.kind);
        Ok(store.merge_message(claimed, later.id, &facts, told, &*self.chance).await?)
    }

    /// Takes over what earlier messages of the order were to tell at a chosen time, where this one tells it anew.
    async fn absorb_scheduled(&self, mut claimed: ClaimedMessage) -> Result<ClaimedMessage, ServiceError> {
        if !merge::may_merge(&claimed.message) {
            return Ok(claimed);
        }
        let store = self.store.shop(claimed.shop);
        let mut known = store.messages_of(claimed.message.order).await?;
        known.retain(|earlier| merge::should_absorb(&claimed.message, earlier));
        // The last one first: each stands before what is told so far.
        for earlier in known.iter().rev() {
            let facts = merge::together(&earlier.facts, &claimed.message.facts);
            let kind = merge::kind_of(&facts, claimed.message.kind).unwrap_or(claimed.message.kind);
            if store.absorb_message(&claimed, earlier.id, &facts, kind, &*self.chance).await? {
                (claimed.message.facts, claimed.message.kind) = (facts, kind);
            }
        }
        Ok(claimed)
    }

    async fn deliver(
        &self,
        transport: &dyn Transport,
        mut claimed: ClaimedMessage,
    ) -> Result<(), ServiceError> {
        let store = self.store.shop(claimed.shop);
        let shop = self.store.shop_by_id(claimed.shop).await?;
        let known = store.order(claimed.message.order).await?.filter(|known| !known.erased);
        let (Some(shop), Some(known)) = (shop, known) else {
            self.store.message_ended(&claimed, MessageState::Canceled, "the order is gone").await?;
            return Ok(());
        };
        // What was written is given again as it was.
        if claimed.message.body.is_empty() {
            match merge::still_so(&claimed.message, &known.order) {
                Ok((facts, kind)) => (claimed.message.facts, claimed.message.kind) = (facts, kind),
                Err(why) => {
                    self.store.message_ended(&claimed, MessageState::Canceled, why).await?;
                    return Ok(());
                }
            }
        }
        let (claimed, message) = (&claimed, &claimed.message);
        let to = self.recipient(&shop, &known, message).await?;
        if let Some(held) = self.held_back(&shop, message, &to).await? {
            return self.hold_back(claimed, held).await;
        }
        let Some(text) = self.text_of(&shop, &known, claimed, &to).await? else { return Ok(()) };
        let mail = self.outgoing(&shop, &known, message, to, text);
        let answer = transport.send(&mail, self.about_to_hand_over(claimed)).await;
        self.finish(&shop, claimed, &mail.to, answer).await
    }

    async fn hold_back(&self, claimed: &ClaimedMessage, held: Held) -> Result<(), ServiceError> {
        match held {
            // It may have arrived: nobody reads that it was not sent.
            Held::Ended(_, why) if claimed.message.doubtful > 0 => {
                self.store.message_doubtful(claimed, None, why).await?
            }
            Held::Ended(state, why) => self.store.message_ended(claimed, state, why).await?,
            Held::Until(at, why) => self.store.message_postponed(claimed, at, why).await?,
            Held::Doubtful(why) => self.store.message_doubtful(claimed, None, why).await?,
        };
        Ok(())
    }

    /// Where it goes: a corrected address before the one that Shopify tells by now, but never with a code, which
    /// proves the address it was asked for.
    async fn recipient(
        &self,
        shop: &Shop,
        known: &StoredOrder,
        message: &Message,
    ) -> Result<String, ServiceError> {
        if message.kind.is_asked_for() || message.kind == MessageKind::StatusCopy {
            return Ok(message.to.clone());
        }
        let corrected = self.store.shop(shop.id).corrected_address(message.order).await?;
        let told = known.order.mail_address().map(|to| to.trim().to_owned());
        Ok(corrected.or(told).unwrap_or_else(|| message.to.clone()))
    }

    async fn held_back(
        &self,
        shop: &Shop,
        message: &Message,
        to: &str,
    ) -> Result<Option<Held>, ServiceError> {
        let over = is_over(shop, message, self.clock.now());
        if over.is_some() || message.kind == MessageKind::StatusCopy {
            return Ok(over);
        }
        let (settings, now) = (&shop.settings.mail, self.clock.now());
        let reasons = self.store.shop(shop.id).suppressions_of(to).await?;
        if let Some(why) = settings.withholds(message.kind, &reasons) {
            return Ok(Some(Held::Ended(MessageState::Withheld, why.words())));
        }
        if !message.kind.is_transactional()
            && let Some(end) = settings.quiet_until(now, &shop.settings.zone())
        {
            return Ok(Some(Held::Until(end, "it is a quiet hour")));
        }
        if message.kind.is_asked_for() {
            return Ok(None);
        }
        self.too_many(shop, message.order, now).await
    }

    /// Caps on an order's day and a shop's hour.
    async fn too_many(&self, shop: &Shop, order: OrderId, now: Millis) -> Result<Option<Held>, ServiceError> {
        let (store, settings) = (self.store.shop(shop.id), &shop.settings.mail);
        let of_order = store.messages_sent_since(now.plus_days(-1), Some(order)).await?;
        if settings.most_per_order > 0 && of_order >= u64::from(settings.most_per_order) {
            return Ok(Some(Held::Until(now.plus_minutes(60), "the order had enough messages today")));
        }
        if settings.most_per_hour > 0 {
            let of_shop = store.messages_sent_since(now.plus_minutes(-60), None).await?;
            if of_shop >= u64::from(settings.most_per_hour) {
                return Ok(Some(Held::Until(now.plus_minutes(5), "the shop sent enough messages this hour")));
            }
        }
        Ok(None)
    }

    /// The words: those of an earlier try, else written now and kept. `None` when the claim is lost.
    async fn text_of(
        &self,
        shop: &Shop,
        known: &StoredOrder,
        claimed: &ClaimedMessage,
        to: &str,
    ) -> Result<Option<MessageText>, ServiceError> {
        let message = &claimed.message;
        if !message.body.is_empty() {
            let (subject, html, text) = (message.subject.clone(), message.html.clone(), message.body.clone());
            let text = MessageText { subject, html, text };
            // Who unsubscribes, and what comes back, is found by where it went last.
            let held =
                to == message.to || self.store.message_written(claimed, to, &text, &*self.chance).await?;
            return Ok(held.then_some(text));
        }
        let statuses = self.store.shop(shop.id).statuses().await?;
        let link = match &message.facts.link {
            Some(link) => link.clone(),
            None => self.mail_link_of(shop, message.order).await?,
        };
        let language = Language::from_locale(&message.language).unwrap_or(Language::ALL[0]);
        let unsubscribe = self.unsubscribe_of(message);
        let about = MailAbout {
            shop,
            known,
            statuses: &statuses,
            kind: message.kind,
            language,
            facts: &message.facts,
            link: &link,
            unsubscribe: unsubscribe.as_deref(),
            now: self.clock.now(),
        };
        let template = self.template_in_use(shop, &about).await?;
        let text = self.write_message(template.as_ref(), &about).await?;
        let held = self.store.message_written(claimed, to, &text, &*self.chance).await?;
        Ok(held.then_some(text))
    }

    /// The shop's own template for a message; `None` for the built-in one.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn template_in_use(
        &self,
        shop: &Shop,
        about: &MailAbout<'_>,
    ) -> Result<Option<Template>, ServiceError> {
        let kind =
            if about.kind == MessageKind::StatusCopy { MessageKind::StatusChanged } else { about.kind };
        let own = about.facts.status.and_then(|id| about.statuses.iter().find(|status| status.id == id));
        let names = own
            .map(|status| name_of_status_words(&status.handle))
            .into_iter()
            .chain([kind.word().to_owned()]);
        let store = self.store.shop(shop.id);
        for name in names {
            let newest = store.newest_template(&name, about.language.tag()).await?;
            let template = newest.and_then(|version| serde_json::from_value(version.doc).ok());
            if template.is_some() {
                return Ok(template);
            }
        }
        Ok(None)
    }

    /// A message with its words as mail.
    pub(in crate::services) fn outgoing(
        &self,
        shop: &Shop,
        known: &StoredOrder,
        message: &Message,
        to: String,
        text: MessageText,
    ) -> OutgoingMail {
        let (from, reply_to) = sender_of(shop);
        let dated = matches!(message.kind, MessageKind::Shipped | MessageKind::DueChanged);
        let language = Language::from_locale(&message.language).unwrap_or(Language::ALL[0]);
        let now = self.clock.now();
        OutgoingMail {
            message_id: format!("{}@{}", message.id, host_of(&self.public_url).unwrap_or_default()),
            from,
            reply_to,
            to,
            language: message.language.clone(),
            subject: text.subject,
            text: text.text,
            html: text.html,
            calendar: dated
                .then(|| {
                    mail_calendar(shop, known, &self.words.in_language(language), &self.present_in(shop))
                })
                .flatten(),
            unsubscribe: self.unsubscribe_of(message),
            at: now,
        }
    }

    /// Where the recipient unsubscribes; `None` for what belongs to a purchase, and for copies.
    pub(in crate::services) fn unsubscribe_of(&self, message: &Message) -> Option<String> {
        let wanted = !message.kind.is_transactional() && message.kind != MessageKind::StatusCopy;
        wanted.then(|| self.unsubscribe_address(message.id))
    }

    fn about_to_hand_over<'a>(&self, claimed: &'a ClaimedMessage) -> AboutToHandOver<'a> {
        let (store, clock) = (self.store.clone(), std::sync::Arc::clone(&self.clock));
        Box::new(move || {
            Box::pin(async move {
                let until = clock.now().plus_seconds(LEASE_MS / 1_000);
                match store.message_handing_over(claimed, until).await {
                    Ok(held) => held,
                    Err(error) => {
                        tracing::warn!(error = ?error, "a message is not handed over: the database does not answer");
                        false
                    }
                }
            })
        })
    }

    async fn finish(
        &self,
        shop: &Shop,
        claimed: &ClaimedMessage,
        to: &str,
        answer: Result<String, MailError>,
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let error = match answer {
            Ok(answer) => {
                let kept = self.kept_subject(&claimed.message);
                self.store.message_sent(claimed, now, &answer, kept.as_deref(), &*self.chance).await?;
                return Ok(());
            }
            Err(error) => error,
        };
        let detail = error.to_string();
        tracing::warn!(message.id = %claimed.message.id, error = detail, "message not sent");
        let again = retry_at(claimed, now).filter(|_| error.may_pass());
        match error {
            MailError::Withdrawn => {}
            MailError::AnswerLost(_) => {
                let again = claimed.message.doubtful == 0 && shop.settings.mail.repeat_doubtful;
                let again = again.then(|| now.plus_minutes(REPEAT_MINUTES));
                self.store.message_doubtful(claimed, again, &detail).await?;
            }
            _ => match again {
                Some(again) => {
                    self.store.message_retry(claimed, again, &detail).await?;
                }
                // It was given once and may have arrived: not failed.
                None if claimed.message.doubtful > 0 => {
                    self.store.message_doubtful(claimed, None, &detail).await?;
                }
                None => {
                    self.store.message_ended(claimed, MessageState::Failed, &detail).await?;
                }
            },
        }
        if let MailError::Refused { recipient: true, .. } = error {
            self.store.shop(shop.id).suppress(to, Suppression::Refused, Some(&detail), now).await?;
        }
        Ok(())
    }

    /// The subject kept after sending, where it differs: a code does not stay readable.
    fn kept_subject(&self, message: &Message) -> Option<String> {
        let language = Language::from_locale(&message.language).unwrap_or(Language::ALL[0]);
        (message.kind == MessageKind::Code).then(|| self.words.in_language(language).say("code-label"))
    }
}

/// What keeps a message from going to anybody at all, whoever it is for.
fn is_over(shop: &Shop, message: &Message, now: Millis) -> Option<Held> {
    // Also whose sender died while handing it over: nobody is there to look at the setting.
    if message.doubtful > 0 && !shop.settings.mail.repeat_doubtful {
        return Some(Held::Doubtful("the answer was lost, and sending it once more is turned off"));
    }
    let nothing = merge::kind_of(&message.facts, message.kind).is_none();
    let ran_out = message.created_at.plus_minutes(CODE_MINUTES) <= now;
    match message.kind {
        MessageKind::Code if ran_out => {
            Some(Held::Ended(MessageState::Canceled, "the code ran out before it could be sent"))
        }
        MessageKind::StatusChanged if nothing => {
            Some(Held::Ended(MessageState::Canceled, "it was changed back before anybody was told"))
        }
        MessageKind::StatusCopy if nothing => {
            Some(Held::Ended(MessageState::Canceled, "it was changed back"))
        }
        _ => None,
    }
}

/// When a message is tried again; `None` after the last try.
fn retry_at(claimed: &ClaimedMessage, now: Millis) -> Option<Millis> {
    let tries = usize::try_from(claimed.message.attempts).unwrap_or(usize::MAX);
    RETRY_MINUTES.get(tries.saturating_sub(1)).map(|minutes| now.plus_minutes(*minutes))
}

/// Claimed messages by order, each order's in their sequence.
fn by_order(claimed: Vec<ClaimedMessage>) -> Vec<Vec<ClaimedMessage>> {
    let mut groups: Vec<Vec<ClaimedMessage>> = Vec::new();
    for message in claimed {
        let order = message.message.order;
        match groups.iter_mut().find(|group| group[0].message.order == order) {
            Some(group) => group.push(message),
            None => groups.push(vec![message]),
        }
    }
    // What somebody waits for, then as they were recorded, whenever each was to go.
    for group in &mut groups {
        group.sort_by_key(|claimed| {
            let message = &claimed.message;
            (!message.kind.is_asked_for(), message.created_at, message.id)
        });
    }
    groups
}

/// Who a shop's messages are from, and where answers go.
pub(in crate::services) fn sender_of(shop: &Shop) -> (Mailbox, Option<String>) {
    let settings = &shop.settings.mail;
    let from = Mailbox {
        name: settings.sender_name.clone().unwrap_or_else(|| shop.name.clone()),
        address: settings.sender_address.clone().unwrap_or_default(),
    };
    (from, settings.reply_to.clone().or_else(|| shop.settings.support_email.clone()))
}

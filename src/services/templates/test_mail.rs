//! A message sent to whoever writes its words, to see it in a mailbox. It goes the way all mails go; nothing is
//! recorded about any order. Start with [`Services::test_of_template`].

use super::TemplatePlace;
use super::form::template_of;
use super::trial::wished;
use crate::domain::account::User;
use crate::domain::door::host_of;
use crate::domain::ids::uuid_at;
use crate::domain::shop::Shop;
use crate::mail::OutgoingMail;
use crate::services::accounts::limits::{Limit, MINUTE_MS, bucket};
use crate::services::accounts::wait_in_words;
use crate::services::messages::sender_of;
use crate::services::{ServiceError, Services};
use crate::wire::admin::templates::TemplateForm;

/// Tests that somebody may send.
const LIMITS: [Limit; 2] = [(MINUTE_MS, 5), (60 * MINUTE_MS, 30)];

/// What came of asking for a test.
#[derive(Clone, Debug)]
pub enum TestMail {
    /// This is to be handed over.
    Ready(Box<OutgoingMail>),
    /// None goes out, for this reason.
    Not(String),
}

impl Services {
    /// The message as typed, addressed to `who`. On a real order its link leads to that order's page.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn test_of_template(
        &self,
        shop: &Shop,
        who: &User,
        place: &TemplatePlace,
        form: &TemplateForm,
    ) -> Result<TestMail, ServiceError> {
        let tries = bucket(&[b"test mail", who.id.0.as_bytes()]);
        if let Some(seconds) = self.count_try(&tries, &LIMITS).await? {
            return Ok(TestMail::Not(format!("These are many tests. Try again {}.", wait_in_words(seconds))));
        }
        let ground = self.ground(shop, place, &form.preview_order).await?;
        let link = if ground.real { Some(self.merchant_link(shop, ground.known.id).await?) } else { None };
        let language = wished(form, place);
        let template = template_of(form);
        let made = self.try_on(shop, &ground, (place.kind, language), &template, link.as_deref()).await;
        let made = match made {
            Ok(made) => made,
            Err(error) => return Ok(TestMail::Not(error.to_string())),
        };
        let (from, reply_to) = sender_of(shop);
        let now = self.clock.now();
        Ok(TestMail::Ready(Box::new(OutgoingMail {
            message_id: format!(
                "{}@{}",
                uuid_at(now, &*self.chance),
                host_of(&self.public_url).unwrap_or_default()
            ),
            from,
            reply_to,
            to: who.email.clone(),
            language: language.tag().to_owned(),
            subject: format!("[Test] {}", made.subject),
            text: made.text,
            html: made.html,
            calendar: None,
            unsubscribe: None,
            at: now,
        })))
    }
}

//! Writes a message: the order as it is now, what the message tells, and a template become subject, HTML and
//! text. A merchant's template is rendered behind the fence; when it fails, the built-in one takes its
//! place, because a broken template must never lose a message. Sends nothing. Start with
//! [`Services::write_message`]; the values of templates are made in `values.rs`.

mod facts;
mod lines;
mod values;

use jiff::civil::Date;
use serde_json::Value;

use super::brand::{DARK_INK, LIGHT_INK, corrected};
use super::{ServiceError, Services};
use crate::domain::brand::Corners;
use crate::domain::clock::Millis;
use crate::domain::door::host_of;
use crate::domain::level::Level;
use crate::domain::message::{MessageFacts, MessageKind, MessageText};
use crate::domain::routes;
use crate::domain::shop::{Shop, ShopSettings};
use crate::domain::status::Status;
use crate::language::{Language, Speech};
use crate::mail::template::{Job, Logo, Look, RenderError, Template, built_in, carry_out_with};
use crate::store::StoredOrder;

/// What a message is about.
#[derive(Clone, Copy, Debug)]
pub struct MailAbout<'a> {
    /// The shop it comes from.
    pub shop: &'a Shop,
    /// The order as it is now.
    pub known: &'a StoredOrder,
    /// The shop's statuses.
    pub statuses: &'a [Status],
    /// What kind of message it is.
    pub kind: MessageKind,
    /// The language it is written in.
    pub language: Language,
    /// What it tells, as it was when it was recorded.
    pub facts: &'a MessageFacts,
    /// The address of the order's page.
    pub link: &'a str,
    /// Where progress reports are stopped; `None` for messages that are part of the purchase.
    pub unsubscribe: Option<&'a str>,
    /// Now.
    pub now: Millis,
}

impl MailAbout<'_> {
    fn today(&self) -> Date {
        self.now.day_in(&self.shop.settings.zone())
    }

    /// Whether the message may name items, amounts, parcels and the town: what the page behind its link
    /// shows. What anybody can ask for (a code, a link) never does.
    fn may_tell_contents(&self) -> bool {
        self.shop.settings.fresh_level >= Level::Standard && !self.kind.is_asked_for()
    }
}

impl Services {
    /// The values a template of this message has: plain data, the names of Shopify's notifications and ours
    /// (docs/templates.md).
    #[must_use]
    pub fn message_context(&self, about: &MailAbout<'_>) -> Value {
        let speech = self.words.in_language(about.language);
        values::values(about, &speech, self.logo_of(about.shop).as_ref())
    }

    /// Everything a message is made of, for [`crate::mail::template::Fence::render`].
    #[must_use]
    pub fn message_job(&self, template: Template, about: &MailAbout<'_>) -> Job {
        let settings = &about.shop.settings;
        Job {
            template,
            language: about.language.tag().to_owned(),
            zone: settings.time_zone.clone(),
            currency: values::currency(about),
            now: about.now,
            values: self.message_context(about),
            look: self.look_of(about.shop, about.unsubscribe),
        }
    }

    /// Writes a message with the merchant's template, else with the built-in one.
    ///
    /// # Errors
    /// When the built-in template cannot be rendered, which a test rules out for every kind and language.
    pub async fn write_message(
        &self,
        template: Option<&Template>,
        about: &MailAbout<'_>,
    ) -> Result<MessageText, ServiceError> {
        if let Some(template) = template {
            let begin = self.clock.now();
            match self.fence.render(&self.message_job(template.clone(), about)).await {
                Ok(made) => return Ok(made),
                // The sentence holds the template's words alone, nothing of the order.
                Err(error) => tracing::warn!(
                    shop = %about.shop.handle,
                    kind = about.kind.word(),
                    language = about.language.tag(),
                    took_ms = self.clock.now().0 - begin.0,
                    %error,
                    "a template could not be rendered; the built-in one was used"
                ),
            }
        }
        let speech = self.words.in_language(about.language);
        let job = self.message_job(built_in(about.kind, &speech), about);
        // Ours needs no fence, and so works wherever processes cannot be started.
        let made = tokio::task::spawn_blocking(move || carry_out_with(&job, &speech)).await;
        let made = made.map_err(|_| ServiceError::Broken("the built-in template was not rendered"))?;
        made.map_err(|_| ServiceError::Broken("the built-in template cannot be rendered"))
    }

    /// Renders a merchant's template behind the fence, for previews: its faults are answers.
    ///
    /// # Errors
    /// Every fault of the template.
    pub async fn try_template(
        &self,
        template: &Template,
        about: &MailAbout<'_>,
    ) -> Result<MessageText, RenderError> {
        self.fence.preview(&self.message_job(template.clone(), about)).await
    }

    /// The built-in template of a kind, as a merchant begins to edit it.
    #[must_use]
    pub fn built_in_template(&self, kind: MessageKind, language: Language) -> Template {
        built_in(kind, &self.words.in_language(language))
    }

    /// Hosts that links in a shop's messages may lead to: its site, its domain, this server.
    #[must_use]
    pub fn own_hosts(&self, shop: &Shop) -> Vec<String> {
        let settings = &shop.settings;
        let addresses = [settings.url.as_deref(), settings.proxy_path.as_deref(), Some(&*self.public_url)];
        let hosts = addresses.into_iter().flatten().filter_map(host_of);
        let hosts = hosts.map(|host| host.trim_start_matches("www.").to_ascii_lowercase());
        hosts.chain([shop.domain.to_ascii_lowercase(), "cdn.shopify.com".into()]).collect()
    }

    fn logo_of(&self, shop: &Shop) -> Option<Logo> {
        let logo = shop.settings.logo.as_ref()?;
        Some(Logo {
            url: format!("{}{}", self.public_url, routes::logo(&logo.file)),
            width: logo.width,
            height: logo.height,
        })
    }

    fn look_of(&self, shop: &Shop, unsubscribe: Option<&str>) -> Look {
        let (accent, dark_accent) = accents(&shop.settings);
        Look {
            shop: shop.name.clone(),
            accent,
            accent_ink: LIGHT_INK.into(),
            dark_accent,
            dark_accent_ink: DARK_INK.into(),
            radius: match shop.settings.corners {
                Corners::Square => 0,
                Corners::Soft => 8,
                Corners::Round => 16,
            },
            logo: self.logo_of(shop),
            unsubscribe: unsubscribe.map(str::to_owned),
        }
    }
}

/// The shop's accent on light and on dark ground.
fn accents(settings: &ShopSettings) -> (String, String) {
    let shown = corrected(&settings.accent).or_else(|| corrected(&ShopSettings::default().accent));
    shown.map_or_else(Default::default, |shown| (shown.light, shown.dark))
}

/// A date in words.
fn range(due: crate::domain::due_date::DueDate, speech: &Speech, today: Date) -> String {
    speech.range(due.from, due.to, today)
}

//! A template tried: rendered behind the fence as a real message is, on a sample order or on a real one. Sends and
//! stores nothing. Start with [`Services::try_form`].

use super::{TemplatePlace, form, sample};
use crate::domain::account::User;
use crate::domain::message::{MessageFacts, MessageKind, MessageText};
use crate::domain::routes;
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::language::Language;
use crate::mail::template::{Finding, LintFor, RenderError, Severity, Template, beside_subject, lint};
use crate::services::accounts::limits::{Limit, MINUTE_MS, bucket};
use crate::services::accounts::wait_in_words;
use crate::services::write_message::MailAbout;
use crate::services::{ServiceError, Services};
use crate::store::StoredOrder;
use crate::wire::admin::templates::{TemplateForm, TemplatePreview};
use crate::wire::frame::Tone;

/// Looks at what was typed that somebody may have drawn.
const LOOKS: [Limit; 1] = [(MINUTE_MS, 30)];

/// What a message is tried on.
pub(super) struct Ground {
    pub(super) known: StoredOrder,
    pub(super) statuses: Vec<Status>,
    pub(super) facts: MessageFacts,
    /// What it is, for whoever looks.
    pub(super) note: String,
    /// Whether it is a real order.
    pub(super) real: bool,
}

/// What came of it.
pub(super) struct Tried {
    /// What is to be mended, by the order of texts.
    pub(super) found: Vec<Finding>,
    /// The message, or why there is none.
    pub(super) made: Result<MessageText, RenderError>,
    /// What it was tried on.
    pub(super) note: String,
    /// When the next one is drawn, in words: whoever looks did so too often for this one.
    pub(super) waits: Option<String>,
}

impl Services {
    /// The order named in the form, else a sample.
    pub(super) async fn ground(
        &self,
        shop: &Shop,
        place: &TemplatePlace,
        wish: &str,
    ) -> Result<Ground, ServiceError> {
        let store = self.store.shop(shop.id);
        let statuses = store.statuses().await?;
        let wish = wish.trim();
        let named = if wish.is_empty() { None } else { self.order_by_name(shop, wish).await? };
        let found = match named {
            Some(id) => store.order(id).await?.filter(|known| !known.erased),
            None => None,
        };
        let (real, now) = (found.is_some(), self.clock.now());
        let note = match (&found, wish) {
            (Some(known), _) => format!("Tried on order {}, with its real data.", known.name),
            (None, "") => "Tried on a sample order.".to_owned(),
            (None, name) => format!("There is no order “{name}”: this is a sample."),
        };
        let currency = &shop.settings.currency;
        let today = now.day_in(&shop.settings.zone());
        let known = found.unwrap_or_else(|| self.sample_order(now, today, currency));
        let status = status_of(place, &known, &statuses);
        let facts = sample::facts(place.kind, status, &known.order, today, currency);
        Ok(Ground { known, statuses, facts, note, real })
    }

    /// Renders a template there. `link` is where the message leads; without one, to the look-up form.
    pub(super) async fn try_on(
        &self,
        shop: &Shop,
        ground: &Ground,
        (kind, language): (MessageKind, Language),
        template: &Template,
        link: Option<&str>,
    ) -> Result<MessageText, RenderError> {
        let link = link.map_or_else(|| format!("{}{}", self.public_url, routes::FIND), str::to_owned);
        let unsubscribe = format!("{}{}", self.public_url, routes::unsubscribe("sample"));
        let about = MailAbout {
            shop,
            known: &ground.known,
            statuses: &ground.statuses,
            kind,
            language,
            facts: &ground.facts,
            link: &link,
            unsubscribe: (!kind.is_transactional()).then_some(unsubscribe.as_str()),
            now: self.clock.now(),
        };
        self.try_template(template, &about).await
    }

    /// Counts a look at what was typed. How long to wait in words, when there were too many.
    pub(super) async fn count_look(&self, who: &User) -> Result<Option<String>, ServiceError> {
        let looks = bucket(&[b"template look", who.id.0.as_bytes()]);
        Ok(self.count_try(&looks, &LOOKS).await?.map(wait_in_words))
    }

    /// Reads a form's template through, and renders it as the form wishes, unless whoever looks has to wait.
    pub(super) async fn try_form(
        &self,
        shop: &Shop,
        place: &TemplatePlace,
        typed: &TemplateForm,
        waits: Option<String>,
    ) -> Result<Tried, ServiceError> {
        let template = form::template_of(typed);
        let untranslated = self.untranslated(shop, place).await?;
        let hosts = self.own_hosts(shop);
        let about = LintFor { kind: Some(place.kind), hosts: &hosts, untranslated: &untranslated };
        let mut found = lint(&template, &about);
        let ground = self.ground(shop, place, &typed.preview_order).await?;
        let made = match &waits {
            None => self.try_on(shop, &ground, (place.kind, wished(typed, place)), &template, None).await,
            Some(_) => Err(RenderError::Unavailable),
        };
        let more = match &made {
            Ok(made) => Finding::of_made(made),
            // Nothing is wrong with the template.
            Err(RenderError::Unavailable) => Vec::new(),
            Err(error) => vec![Finding::of_error(error)],
        };
        // What reading found already is not told twice.
        let new =
            |one: &Finding| !found.iter().any(|known| known.rule == one.rule || known.place == one.place);
        let more: Vec<Finding> = more.into_iter().filter(new).collect();
        found.extend(more);
        found.sort_by_key(|finding| finding.place);
        Ok(Tried { found, made, note: ground.note, waits })
    }

    /// The languages of the shop that have no own words of this kind, as one text: a line for each would drown
    /// the rest. Nothing to say of words that are not the shop's own in any language.
    async fn untranslated(&self, shop: &Shop, place: &TemplatePlace) -> Result<Vec<String>, ServiceError> {
        let name = place.name();
        let own = self.own_templates(shop).await?;
        let has = |language: &Language| {
            own.iter().any(|version| version.kind == name && version.language == language.tag())
        };
        if !has(&place.language) {
            return Ok(Vec::new());
        }
        let offered = Language::offered_by(&shop.settings);
        let missing: Vec<&str> = offered
            .iter()
            .filter(|language| **language != place.language && !has(language))
            .map(|language| language.own_name())
            .collect();
        Ok(if missing.is_empty() { Vec::new() } else { vec![missing.join(", ")] })
    }
}

/// The status a message is about: that of the place, else the one the order stands in, else the first one.
fn status_of<'a>(place: &TemplatePlace, known: &StoredOrder, statuses: &'a [Status]) -> Option<&'a Status> {
    if let Some(handle) = &place.status {
        return statuses.iter().find(|status| status.handle == *handle);
    }
    let current = known.order.current_status().map(|change| change.status);
    let current = current.and_then(|id| statuses.iter().find(|status| status.id == id && status.visible));
    current.or_else(|| statuses.iter().find(|status| status.visible && !status.archived))
}

/// The language a preview is asked for in.
pub(super) fn wished(typed: &TemplateForm, place: &TemplatePlace) -> Language {
    let wish = Language::ALL.into_iter().find(|language| language.tag() == typed.preview_language);
    wish.unwrap_or(place.language)
}

/// What whoever looks is shown of it.
pub(super) fn preview_of(tried: &Tried) -> TemplatePreview {
    let note = tried.note.clone();
    let made = match &tried.made {
        Ok(made) => made,
        Err(error) => {
            let many = |wait: &String| format!("These are many previews. The next one is drawn {wait}.");
            let fault = tried.waits.as_ref().map_or_else(|| error.to_string(), many);
            return TemplatePreview { note, fault: Some(fault), ..TemplatePreview::default() };
        }
    };
    let too_large = Finding::of_made(made).into_iter().find(|found| found.rule == "too_large");
    TemplatePreview {
        note,
        fault: None,
        subject: made.subject.clone(),
        beside: beside_subject(&made.html),
        text: made.text.clone(),
        size: format!("{} kB", made.html.len().div_ceil(1_000)),
        size_tone: too_large.map_or(Tone::Calm, |found| match found.severity {
            Severity::Error => Tone::Stop,
            _ => Tone::Warn,
        }),
        drawn: String::new(),
    }
}

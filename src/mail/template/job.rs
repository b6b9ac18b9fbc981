//! One message to render: template, values, look. Pure: the same job makes the same message. Start with
//! [`carry_out`].

use std::sync::Arc;

use jiff::tz::TimeZone;
use liquid_core::model::Object;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::engine::{About, Engine};
use super::error::{Part, RenderError};
use super::{Blocks, Body, OUTPUT_LIMIT, Template, clean, design, escape, plain};
use crate::domain::clock::Millis;
use crate::domain::message::MessageText;
use crate::language::{Language, Speech};

/// Most characters of a subject: mail programs show far fewer.
const SUBJECT: usize = 250;

/// Everything one message is made of.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Job {
    /// The template.
    pub template: Template,
    /// BCP 47 tag of the message's language.
    pub language: String,
    /// IANA name of the shop's time zone.
    pub zone: String,
    /// ISO 4217 code of the order's currency.
    pub currency: String,
    /// Now.
    pub now: Millis,
    /// The values: plain data of this order, as `services/write_message` makes it.
    pub values: Value,
    /// How the built-in design looks.
    pub look: Look,
}

/// How the built-in design looks for a shop. Colors are `#rrggbb` and corrected for contrast already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// What shoppers call the shop.
    pub shop: String,
    /// Accent on light ground.
    pub accent: String,
    /// Text on that accent.
    pub accent_ink: String,
    /// Accent on dark ground.
    pub dark_accent: String,
    /// Text on that accent.
    pub dark_accent_ink: String,
    /// How round cards and buttons are, in pixels.
    pub radius: u8,
    /// The shop's logo; the name stands there without one.
    pub logo: Option<Logo>,
    /// Where progress reports are stopped; `None` for messages that are part of the purchase.
    pub unsubscribe: Option<String>,
}

/// The shop's logo in a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// Its address, `https:`.
    pub url: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Renders a message. Runs the merchant's Liquid: call it in the rendering process, elsewhere only with a
/// template of ours.
///
/// # Errors
/// Every fault of the template, with its place where that is known.
pub fn carry_out(job: &Job) -> Result<MessageText, RenderError> {
    let speech = Speech::of(Language::from_locale(&job.language).unwrap_or_default());
    carry_out_with(job, &speech)
}

/// [`carry_out`] with a language that is loaded already.
///
/// # Errors
/// As there.
pub fn carry_out_with(job: &Job, speech: &Speech) -> Result<MessageText, RenderError> {
    let worker = Worker::new(job, speech);
    let subject = worker.plain(Part::Subject, &job.template.subject)?;
    let subject = escape::one_line(&subject, SUBJECT);
    let (html, text) = match &job.template.body {
        Body::Blocks(blocks) => worker.blocks(job, blocks, &subject)?,
        Body::Source { html, text } => worker.source(html, text, &subject)?,
    };
    for (part, made) in [(Part::Html, &html), (Part::Plain, &text)] {
        if made.len() > OUTPUT_LIMIT {
            return Err(RenderError::TooMuch { part });
        }
    }
    Ok(MessageText { subject, html, text })
}

/// Renders single texts, once for HTML and once for plain text.
struct Worker<'a> {
    speech: &'a Speech,
    html: (Engine, Object),
    plain: (Engine, Object),
}

impl<'a> Worker<'a> {
    fn new(job: &Job, speech: &'a Speech) -> Self {
        let zone = TimeZone::get(&job.zone).unwrap_or(TimeZone::UTC);
        let engine = |html| {
            let about = Arc::new(About {
                speech: speech.clone(),
                zone: zone.clone(),
                now: job.now,
                today: job.now.day_in(&zone),
                currency: job.currency.clone(),
                html,
            });
            (Engine::new(&about), escape::values(&job.values, html))
        };
        Self { speech, html: engine(true), plain: engine(false) }
    }

    fn html(&self, part: Part, source: &str) -> Result<String, RenderError> {
        self.html.0.render(part, source, &self.html.1)
    }

    fn plain(&self, part: Part, source: &str) -> Result<String, RenderError> {
        self.plain.0.render(part, source, &self.plain.1)
    }

    fn blocks(&self, job: &Job, blocks: &Blocks, subject: &str) -> Result<(String, String), RenderError> {
        let html = |part, source: &str| self.html(part, source).map(|made| clean::fragment(&made));
        let line = |part, source: &str| {
            self.plain(part, source).map(|made| escape::one_line(&clean::without_tags(&made), 300))
        };
        let shown = design::Shown {
            subject: subject.to_owned(),
            preheader: line(Part::Preheader, &blocks.preheader)?,
            headline: line(Part::Headline, &blocks.headline)?,
            button: line(Part::Button, &blocks.button)?,
            text: html(Part::Text, &blocks.text)?,
            closing: html(Part::Closing, &blocks.closing)?,
        };
        let words = plain::Words {
            headline: shown.headline.clone(),
            text: clean::without_tags(&self.plain(Part::Text, &blocks.text)?),
            button: shown.button.clone(),
            closing: clean::without_tags(&self.plain(Part::Closing, &blocks.closing)?),
        };
        let design = design::render(&self.html.0, &self.html.1, &job.look, self.speech, &shown)?;
        Ok((design, plain::of_blocks(&words, &job.values, &job.look, self.speech)))
    }

    fn source(&self, html: &str, text: &str, subject: &str) -> Result<(String, String), RenderError> {
        let made = self.html(Part::Html, html)?;
        let made = if is_mjml(&made) { design::mjml(&made)? } else { made };
        let document = clean::document(&made, subject, self.speech.language());
        let text = if text.trim().is_empty() {
            plain::of_html(&document)
        } else {
            plain::tidy(&self.plain(Part::Plain, text)?)
        };
        Ok((document, text))
    }
}

/// Whether a source is MJML rather than HTML.
pub(super) fn is_mjml(source: &str) -> bool {
    source.trim_start().get(..5).is_some_and(|begin| begin.eq_ignore_ascii_case("<mjml"))
}

//! The built-in design: `design.mjml`, filled with a shop's look and finished texts. Asks no server for
//! anything but the shop's own logo. Start with [`render`].

use std::collections::HashMap;

use liquid_core::model::{Object, Value as Liquid};
use mrml::prelude::parser::ParserOptions;
use mrml::prelude::render::RenderOptions;
use serde::Serialize;
use serde_json::json;

use super::engine::Engine;
use super::error::{Part, RenderError};
use super::escape;
use super::job::Look;
use crate::language::Speech;

const DESIGN: &str = include_str!("design.mjml");
/// How wide a logo is at most.
const LOGO_WIDTH: u32 = 160;
/// How high a logo is at most.
const LOGO_HEIGHT: u32 = 64;

/// Texts of the merchant's, rendered. Lines are plain, `text` and `closing` are clean HTML.
#[derive(Debug, Serialize)]
pub(super) struct Shown {
    pub(super) subject: String,
    pub(super) preheader: String,
    pub(super) headline: String,
    pub(super) button: String,
    #[serde(skip)]
    pub(super) text: String,
    #[serde(skip)]
    pub(super) closing: String,
}

/// Puts texts and values into the design.
pub(super) fn render(
    engine: &Engine,
    values: &Object,
    look: &Look,
    speech: &Speech,
    shown: &Shown,
) -> Result<String, RenderError> {
    let more = values.get("items_more").map(|more| liquid_core::ValueView::to_kstr(more).into_string());
    let rtl = speech.language().direction() == "rtl";
    let own = json!({
        "look": {
            "lang": speech.language().tag(),
            "dir": speech.language().direction(),
            "start": if rtl { "right" } else { "left" },
            "end": if rtl { "left" } else { "right" },
            "shop": look.shop,
            "accent": color(&look.accent),
            "accent_ink": color(&look.accent_ink),
            "dark_accent": color(&look.dark_accent),
            "dark_accent_ink": color(&look.dark_accent_ink),
            "radius": look.radius,
            "button_radius": look.radius.div_ceil(2),
            "logo": look.logo.as_ref().map(|logo| json!({ "url": logo.url, "width": fitting(logo.width, logo.height) })),
            "unsubscribe": look.unsubscribe,
        },
        "shown": shown,
        "words": {
            "items": speech.say("mail-items"),
            "more": more.map(|more| speech.say_with("mail-items-more", &[("count", more.into())])),
            "why": speech.say_with("mail-why", &[("shop", look.shop.as_str().into())]),
            "unsubscribe": speech.say("mail-unsubscribe"),
        },
    });
    let mut all = values.clone();
    all.extend(escape::values(&own, true));
    let raw = [("text", &shown.text), ("closing", &shown.closing)];
    let raw = raw.map(|(name, html)| (name.into(), Liquid::scalar(html.clone())));
    all.insert("raw".into(), Liquid::Object(Object::from_iter(raw)));
    let made = mjml(&engine.render(Part::Html, DESIGN, &all)?)?;
    // MJML writes this direction into every section and column, whatever the document's is: tables and
    // punctuation would stand the wrong way round.
    Ok(if rtl { made.replace("direction:ltr;", "direction:rtl;") } else { made })
}

/// MJML as HTML. Includes nothing and names no font of anybody's server.
pub(super) fn mjml(source: &str) -> Result<String, RenderError> {
    let failed = |words: String| RenderError::Failed { part: Part::Html, words };
    let parsed = mrml::parse_with_options(source, &ParserOptions::default());
    let parsed = parsed.map_err(|error| failed(format!("This is no MJML: {error}.")))?;
    let options = RenderOptions { disable_comments: true, social_icon_origin: None, fonts: HashMap::new() };
    parsed.element.render(&options).map_err(|error| failed(format!("This MJML cannot be drawn: {error}.")))
}

/// A width at which the logo is neither too wide nor too high.
fn fitting(width: u32, height: u32) -> u32 {
    let by_height = width.saturating_mul(LOGO_HEIGHT) / height.max(1);
    width.min(LOGO_WIDTH).min(by_height.max(1))
}

/// A color, or the default accent: nothing else may stand in the style sheet.
fn color(text: &str) -> &str {
    let digits = text.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) { text } else { "#2f6b4f" }
}

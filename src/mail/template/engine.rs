//! Liquid as merchants know it from Shopify's notifications, with limits. Built of the library's own tags
//! where those are harmless, of ours where they are not. Runs in the rendering process; whoever calls it
//! elsewhere does so with texts of ours alone. Start with [`Engine::render`].

use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use liquid_core::model::Object;
use liquid_core::parser::PluginRegistry;
use liquid_core::runtime::RuntimeBuilder;
use liquid_core::{Language, ParseBlock, ParseTag, Renderable as _, Template, parser};
use liquid_lib::stdlib;

use super::blocks::{Bounded, BoundedCapture, BoundedFor, GROWN, TURNS};
use super::error::{Part, Place, RenderError};
use super::filters;
use super::gate;
use super::lax::Lax;
use super::scan;
use crate::domain::clock::Millis;
use crate::language::Speech;

/// What filters need to know.
pub(super) struct About {
    /// The message's language.
    pub(super) speech: Speech,
    /// The shop's time zone.
    pub(super) zone: TimeZone,
    /// Now.
    pub(super) now: Millis,
    /// Today in the shop's time zone.
    pub(super) today: Date,
    /// ISO 4217 code of amounts.
    pub(super) currency: String,
    /// Whether the text becomes HTML: values came in escaped.
    pub(super) html: bool,
}

/// Liquid, ready to render texts.
pub(super) struct Engine {
    language: Language,
}

impl Engine {
    pub(super) fn new(about: &Arc<About>) -> Self {
        let mut language = Language::empty();
        let blocks: [Box<dyn ParseBlock>; 8] = [
            stdlib::IfBlock.into(),
            stdlib::UnlessBlock.into(),
            stdlib::CaseBlock.into(),
            stdlib::CommentBlock.into(),
            stdlib::RawBlock.into(),
            stdlib::IfChangedBlock.into(),
            BoundedFor.into(),
            BoundedCapture.into(),
        ];
        for block in blocks {
            register(&mut language.blocks, block.reflection().start_tag().to_owned(), block);
        }
        let tags: [Box<dyn ParseTag>; 6] = [
            stdlib::AssignTag.into(),
            stdlib::BreakTag.into(),
            stdlib::ContinueTag.into(),
            stdlib::CycleTag.into(),
            stdlib::IncrementTag.into(),
            stdlib::DecrementTag.into(),
        ];
        for tag in tags {
            register(&mut language.tags, tag.reflection().tag().to_owned(), tag);
        }
        for (name, filter) in filters::all(about) {
            register(&mut language.filters, name.to_owned(), filter);
        }
        Self { language }
    }

    /// Renders one text of a template with plain values.
    ///
    /// # Errors
    /// Every fault of the text, with its place where that is known.
    pub(super) fn render(&self, part: Part, source: &str, values: &Object) -> Result<String, RenderError> {
        gate::admit(part, source)?;
        let parsed = parser::parse(source, &self.language);
        let parsed = parsed.map_err(|error| parse_error(part, source, &error.to_string()))?;
        let runtime = RuntimeBuilder::new().set_globals(values).build();
        let runtime = Lax::new(&runtime, Object::new());
        let mut out = Bounded::default();
        let outcome = Template::new(parsed).render_to(&mut out, &runtime);
        let failed = |error: liquid_core::Error| run_error(part, source, &error.to_string());
        let text = out.text().map_err(failed)?;
        outcome.map_err(failed)?;
        Ok(text)
    }
}

fn register<P>(into: &mut PluginRegistry<P>, name: String, plugin: P) {
    into.register(name, plugin);
}

/// The library tells a place for what its grammar refuses, and none for an unknown filter.
fn parse_error(part: Part, source: &str, told: &str) -> RenderError {
    if let Some(name) = between(told, "requested filter=", "\n") {
        let at = filter_place(source, name).unwrap_or(0);
        return RenderError::UnknownFilter { place: Place::of(part, source, at), name: name.to_owned() };
    }
    let place = between(told, "--> ", "\n").and_then(|place| {
        let (line, column) = place.trim().split_once(':')?;
        Some(Place { part, line: line.parse().ok()?, column: column.parse().ok()? })
    });
    let words = told.lines().rev().find_map(|line| line.trim().strip_prefix("= "));
    let words = words.map_or_else(|| first_line(told), str::to_owned);
    RenderError::Syntax {
        place: place.unwrap_or(Place { part, line: 1, column: 1 }),
        words: format!("This is no Liquid: {}", words.trim_end_matches('.')),
    }
}

fn run_error(part: Part, _source: &str, told: &str) -> RenderError {
    if told.contains(TURNS) {
        return RenderError::TooManyTurns { part };
    }
    if told.contains(GROWN) {
        return RenderError::TooMuch { part };
    }
    RenderError::Failed { part, words: first_line(told) }
}

/// The first line alone: what follows tells values.
fn first_line(told: &str) -> String {
    let line = told.lines().next().unwrap_or_default();
    line.trim_start_matches("liquid: ").chars().take(200).collect()
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let rest = text.split_once(before)?.1;
    Some(rest.split_once(after).map_or(rest, |(found, _)| found).trim())
}

/// Where a filter of this name is first used.
pub(super) fn filter_place(source: &str, name: &str) -> Option<usize> {
    let pieces = scan::pieces(source).ok()?;
    pieces.iter().find_map(|piece| {
        let parts = super::names::filters(piece);
        parts.into_iter().find(|(_, found)| *found == name).map(|(at, _)| at)
    })
}

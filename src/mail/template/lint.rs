//! Reads a template without rendering it and says what will not work, with line and column. Never parses
//! Liquid: it only looks at braces and names. Start with [`lint`]; [`Finding::of_made`] looks at what rendering made.

use std::collections::HashMap;

use super::error::{Part, Place, RenderError};
use super::names;
use super::scan::{Kind, Piece, pieces};
use super::variables::{self, Standing, path_of};
use super::{Body, TEXT_LIMIT, Template, filters, gate};
use crate::domain::message::{MessageKind, MessageText};

/// Above this, some mail programs are slow to show it.
const LARGE: usize = 60_000;
/// Above this, common mail programs cut a message off.
const TOO_LARGE: usize = 102_000;

/// Most findings of one text: who has more mends these first. What is read never costs more time than it is long.
const MOST: usize = 100;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Hint,
    /// Probably not meant.
    Warning,
    /// It will not work, or the shopper misses something needed.
    Error,
}

impl Severity {
    /// The word people read.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Something to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// Short name of the rule, for machines.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong and what to do, in one or two sentences.
    pub sentence: String,
}

/// What lint has to know besides the template.
#[derive(Clone, Debug, Default)]
pub struct LintFor<'a> {
    /// The kind of message; `None` when it is not known.
    pub kind: Option<MessageKind>,
    /// Hosts that links may lead to: the shop's and this server's.
    pub hosts: &'a [String],
    /// Names of languages that the shop offers and that have no template of this kind of their own.
    pub untranslated: &'a [String],
}

impl Finding {
    /// A fault of rendering as a finding.
    #[must_use]
    pub fn of_error(error: &RenderError) -> Self {
        let rule = match error {
            RenderError::TooLong { .. } => "too_long",
            RenderError::TooMuch { .. } => "too_large",
            RenderError::ForbiddenTag { .. } => "forbidden_tag",
            RenderError::UnknownFilter { .. } => "unknown_filter",
            RenderError::Syntax { .. } => "syntax",
            _ => "limits",
        };
        let place = error.place().unwrap_or(Place { part: Part::Html, line: 1, column: 1 });
        Self { place, rule, severity: Severity::Error, sentence: error.to_string() }
    }

    /// What is to be said of a rendered message.
    #[must_use]
    pub fn of_made(made: &MessageText) -> Vec<Self> {
        let place = |part| Place { part, line: 1, column: 1 };
        let mut found: Vec<Self> = size(made.html.len(), Part::Html).into_iter().collect();
        if made.subject.trim().is_empty() {
            found.push(missing_subject(place(Part::Subject)));
        }
        if made.text.trim().is_empty() {
            found.push(missing_text(place(Part::Plain)));
        }
        found
    }
}

/// Everything that is to be said of a template, in the order of its texts.
#[must_use]
pub fn lint(template: &Template, about: &LintFor<'_>) -> Vec<Finding> {
    let parts = template.parts();
    let mut found = Vec::new();
    let mut links = false;
    for (part, source) in &parts {
        let most = found.len() + MOST;
        let mut reader = Reader { part: *part, source, about, found: &mut found, most, made: HashMap::new() };
        links |= reader.read();
    }
    if template.subject.trim().is_empty() {
        found.push(missing_subject(Place { part: Part::Subject, line: 1, column: 1 }));
    }
    let (words, last) = match &template.body {
        Body::Blocks(blocks) => {
            links |= !blocks.button.trim().is_empty();
            (blocks.headline.trim().len() + blocks.text.trim().len(), Part::Text)
        }
        // Too long to be used at all, which is told above; that is no reason to read it once more.
        Body::Source { html, .. } if html.len() > TEXT_LIMIT => (html.len(), Part::Html),
        Body::Source { html, .. } => (super::clean::without_tags(html).trim().len(), Part::Html),
    };
    if words == 0 {
        found.push(missing_text(Place { part: last, line: 1, column: 1 }));
    } else if !links && about.kind != Some(MessageKind::Code) {
        found.push(missing_link(last, &parts));
    }
    for language in about.untranslated {
        found.push(Finding {
            place: Place { part: Part::Subject, line: 1, column: 1 },
            rule: "translation_missing",
            severity: Severity::Warning,
            sentence: format!("There is no template in {language}: there, shoppers get the built-in words."),
        });
    }
    found.sort_by_key(|finding| finding.place);
    found
}

fn missing_subject(place: Place) -> Finding {
    Finding {
        place,
        rule: "missing_subject",
        severity: Severity::Error,
        sentence:
            "The message has no subject. Write one, for example “{{ shop.name }}, order {{ order_name }}”."
                .into(),
    }
}

fn missing_text(place: Place) -> Finding {
    Finding {
        place,
        rule: "missing_text",
        severity: Severity::Error,
        sentence: "The message says nothing. Write at least one sentence.".into(),
    }
}

fn missing_link(part: Part, parts: &[(Part, &str)]) -> Finding {
    let source = parts.iter().find(|(known, _)| *known == part).map_or("", |(_, source)| *source);
    Finding {
        place: Place::of(part, source, source.trim_end().len()),
        rule: "status_link_missing",
        severity: Severity::Error,
        sentence: "The link to the order's page is missing. Put {{ order_status_url }} into the address of a link, or give the button a text.".into(),
    }
}

fn size(bytes: usize, part: Part) -> Option<Finding> {
    let (severity, words) = match bytes {
        bytes if bytes > TOO_LARGE => (Severity::Error, "mail programs cut off what is longer than 102 kB"),
        bytes if bytes > LARGE => (Severity::Warning, "keep it below 60 kB"),
        _ => return None,
    };
    let place = Place { part, line: 1, column: 1 };
    Some(Finding {
        place,
        rule: "too_large",
        severity,
        sentence: format!("It has {} kB: {words}.", bytes / 1000),
    })
}

/// Reads one text.
struct Reader<'a, 'b> {
    part: Part,
    source: &'a str,
    about: &'b LintFor<'b>,
    found: &'b mut Vec<Finding>,
    /// Nothing more is said once there are so many.
    most: usize,
    /// Names the template makes, with the path they stand for where that is known.
    made: HashMap<&'a str, Option<String>>,
}

impl<'a> Reader<'a, '_> {
    /// Returns whether the text leads to the order's page.
    fn read(&mut self) -> bool {
        if self.part == Part::Html {
            self.found.extend(size(self.source.len(), self.part));
        }
        if let Err(error) = gate::admit(self.part, self.source) {
            let is_too_long = matches!(error, RenderError::TooLong { .. });
            let mut finding = Finding::of_error(&error);
            if finding.sentence.contains("not closed")
                || finding.sentence.contains("closes nothing")
                || finding.sentence.contains("is expected")
            {
                finding.rule = "unclosed_tag";
            }
            self.found.push(finding);
            if is_too_long {
                return self.source.contains("order_status_url");
            }
        }
        self.foreign_links();
        let Ok(all) = pieces(self.source) else { return self.source.contains("order_status_url") };
        // A name may be read before the tag that makes it: in loops.
        for name in all.iter().filter_map(names::made) {
            self.made.insert(name, None);
        }
        let mut comments = 0_usize;
        let mut links = false;
        for piece in &all {
            match piece.tag() {
                "comment" => comments += 1,
                "endcomment" => comments = comments.saturating_sub(1),
                _ if comments == 0 => links |= self.piece(piece),
                _ => {}
            }
        }
        links
    }

    fn said_enough(&self) -> bool {
        self.found.len() >= self.most
    }

    fn say(&mut self, at: usize, rule: &'static str, severity: Severity, sentence: String) {
        self.found.push(Finding { place: Place::of(self.part, self.source, at), rule, severity, sentence });
    }

    fn piece(&mut self, piece: &Piece<'a>) -> bool {
        let mut links = false;
        for (at, name) in names::filters(piece) {
            if !self.said_enough() && !filters::names().any(|known| known == name) {
                let near = near(name, filters::names());
                self.say(
                    at,
                    "unknown_filter",
                    Severity::Error,
                    format!("There is no filter “{name}”.{near}"),
                );
            }
        }
        let read = names::variables(piece);
        for (at, name) in &read {
            let path = self.path(name);
            links |= matches!(
                path.as_deref(),
                Some(
                    "order_status_url"
                        | "order.order_status_url"
                        | "order.customer_order_url"
                        | "order_details_url"
                        | "url"
                )
            );
            match path.as_deref().filter(|_| !self.said_enough()).map(variables::standing) {
                Some(Standing::Unknown) => {
                    let near = near(name, variables::variables().iter().map(|known| known.path));
                    self.say(
                        *at,
                        "unknown_variable",
                        Severity::Error,
                        format!("There is no variable “{name}”; it stays empty.{near}"),
                    );
                }
                Some(Standing::Empty(reason)) => {
                    self.say(
                        *at,
                        "empty_variable",
                        Severity::Hint,
                        format!("“{name}” is always empty here. {reason}"),
                    );
                }
                Some(Standing::Known) | None => {}
            }
        }
        if let Some(name) = names::made(piece) {
            let plain = names::filters(piece).is_empty();
            let path = read.first().filter(|_| plain).and_then(|(_, from)| self.path(from));
            let path = match piece.tag() {
                "for" => path.map(|path| format!("{path}[]")),
                "assign" => path,
                _ => None,
            };
            self.made.insert(name, path);
        }
        links && (piece.kind == Kind::Output || matches!(piece.tag(), "assign"))
    }

    /// The path of a name; `None` when the template made the name of something unknown.
    fn path(&self, name: &str) -> Option<String> {
        let path = path_of(name);
        let root = path.find(['.', '[']).map_or(path.as_str(), |end| &path[..end]);
        if root == "forloop" {
            return None;
        }
        match self.made.get(root) {
            Some(Some(stands_for)) => Some(format!("{stands_for}{}", &path[root.len()..])),
            Some(None) => None,
            None => Some(path),
        }
    }

    /// Links with a host written out, with or without a scheme, however it is spelled.
    fn foreign_links(&mut self) {
        let source = self.source;
        // Browsers take a backslash for a slash.
        let slashes = source.as_bytes().windows(2).enumerate();
        for (at, _) in slashes.filter(|(_, two)| two.iter().all(|byte| matches!(byte, b'/' | b'\\'))) {
            if self.said_enough() {
                return;
            }
            let before = without_scheme(&source[..at]);
            let Some(used) = link_at_end(before) else { continue };
            let host = host_at_start(&source[at..]);
            let own = |known: &String| host == *known || host.ends_with(&format!(".{known}"));
            if !host.is_empty() && !self.about.hosts.iter().any(own) {
                let sentence = match used {
                    Used::Followed => format!(
                        "This leads to {host}, which is neither the shop's site nor this server. Shoppers take such links for fraud."
                    ),
                    Used::Loaded => format!(
                        "This is loaded from {host}, which is neither the shop's site nor this server. Many mailboxes do not \
                         show it, and {host} learns who opens the message."
                    ),
                };
                self.say(before.len(), "foreign_link", Severity::Warning, sentence);
            }
        }
    }
}

/// What stands before a link's scheme; all of it where the link has none.
fn without_scheme(before: &str) -> &str {
    let scheme = ["https:", "http:"].into_iter().find(|scheme| ends_with(before, scheme));
    &before[..before.len() - scheme.map_or(0, str::len)]
}

/// What becomes of an address.
#[derive(Clone, Copy)]
enum Used {
    /// Shoppers follow it.
    Followed,
    /// It is loaded with the message.
    Loaded,
}

/// Whether an address begins after this, and what becomes of it: an attribute of HTML, a `url()` of a style, or what
/// Liquid's `link_to` takes.
fn link_at_end(before: &str) -> Option<Used> {
    let before = before.trim_end();
    let before = before.strip_suffix(['"', '\'']).unwrap_or(before).trim_end();
    if ends_with(before, "link_to:") {
        return Some(Used::Followed);
    }
    if ends_with(before, "url(") {
        return Some(Used::Loaded);
    }
    let name = before.strip_suffix('=').map_or("", str::trim_end);
    let is_one_of = |names: &[&str]| names.iter().any(|attribute| ends_with(name, attribute));
    if is_one_of(&["href", "action"]) {
        return Some(Used::Followed);
    }
    is_one_of(&["src", "background", "background-url"]).then_some(Used::Loaded)
}

/// The host of an address that begins with its slashes, as browsers read it: what stands before an `@` is a name.
fn host_at_start(address: &str) -> String {
    let address = address.trim_start_matches(['/', '\\']);
    let is_end =
        |c: char| c.is_whitespace() || matches!(c, '/' | '\\' | '?' | '#' | '"' | '\'' | '<' | '>' | ')');
    let authority = &address[..address.find(is_end).unwrap_or(address.len())];
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let end = host.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(host.len());
    host[..end].to_ascii_lowercase()
}

fn ends_with(text: &str, end: &str) -> bool {
    let at = text.len().checked_sub(end.len());
    at.is_some_and(|at| text.as_bytes()[at..].eq_ignore_ascii_case(end.as_bytes()))
}

/// “Did you mean …?”, where something is near.
fn near<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    let best = similar::get_close_matches(name, &known, 1, 0.7);
    best.first().map_or_else(String::new, |best| format!(" Did you mean “{best}”?"))
}

#[cfg(test)]
mod tests;

//! Reads the form of a status. What cannot be read is left out and gets a sentence, so that the same
//! reading serves saving, which wants no sentence, and the preview, which shows what it can.

use std::collections::BTreeMap;

use crate::domain::icon;
use crate::domain::ids::StatusId;
use crate::domain::shop::Shop;
use crate::domain::status::{MessageSettings, RESERVED_HANDLES, Status, StatusWords};
use crate::language::Language;
use crate::wire::admin::statuses::{StatusForm, Wrong};

use super::{main_language, missing, then};

pub(super) use super::then::{put as put_then, words as then_words};

/// Longest name, in characters.
const NAME_LIMIT: usize = 80;
/// Longest text, in characters.
const TEXT_LIMIT: usize = 2_000;
/// Longest handle, in bytes.
const HANDLE_LIMIT: usize = 40;
/// Most usual working days.
const DAYS_LIMIT: u16 = 365;
/// Most further recipients.
const RECIPIENTS_LIMIT: usize = 10;

/// A form that is being read.
pub(super) struct Reading<'a> {
    statuses: &'a [Status],
    stored: Option<&'a Status>,
    /// What is wrong so far.
    found: Vec<Wrong>,
}

impl<'a> Reading<'a> {
    pub fn wrong(&mut self, field: &str, sentence: impl Into<String>) {
        self.found.push(Wrong { field: field.to_owned(), sentence: sentence.into() });
    }

    /// The statuses besides the one the form is about.
    pub fn others(&self) -> impl Iterator<Item = &'a Status> + use<'a> {
        let own = self.stored.map(|status| status.id);
        self.statuses.iter().filter(move |status| Some(status.id) != own)
    }
}

/// The status as typed, for showing: what is wrong is left out.
pub(super) fn draft(shop: &Shop, form: &StatusForm, statuses: &[Status]) -> Status {
    let stored = statuses.iter().find(|status| status.handle == form.handle);
    read(shop, form, stored, statuses).0
}

/// The status as typed, on top of what is `stored` of it, and what is wrong with it. A new one has the nil
/// id and the last place.
pub(super) fn read(
    shop: &Shop,
    form: &StatusForm,
    stored: Option<&Status>,
    statuses: &[Status],
) -> (Status, Vec<Wrong>) {
    let mut reading = Reading { statuses, stored, found: Vec::new() };
    let last = statuses.iter().map(|status| status.place).max().unwrap_or(0);
    let visible = form.seen != "internal";
    let public = public_words(&mut reading, form, visible);
    let name = line(&mut reading, "name", &form.name);
    let name = if name.is_empty() { public.name.clone() } else { name };
    let mut status = Status {
        id: stored.map_or(StatusId(uuid::Uuid::nil()), |status| status.id),
        handle: handle(&mut reading, form, &name),
        public: StatusWords {
            name: if public.name.is_empty() { name.clone() } else { public.name },
            ..public
        },
        name,
        translations: translations(&mut reading, form, stored, main_language(shop)),
        color: color(&mut reading, form),
        icon: chosen_icon(&mut reading, form),
        place: stored.map_or(last.saturating_add(10), |status| status.place),
        visible,
        allowed_next: allowed_next(&mut reading, form),
        usual_days: usual_days(&mut reading, form),
        automatic_next: then::read(&mut reading, form),
        message: MessageSettings { send: form.send, extra_recipients: recipients(&mut reading, form) },
        archived: stored.is_some_and(|status| status.archived),
        shown_incomplete: form.show_anyway,
        origin: stored.and_then(|status| status.origin.clone()),
    };
    let left = missing(shop, &status);
    if left.is_empty() {
        status.shown_incomplete = false;
    } else if visible && !form.show_anyway && !status.public.name.is_empty() {
        let main = main_language(shop);
        let sentence = format!(
            "{} of {} languages missing: {}. Write the words, or tick “Show it anyway in {}”.",
            left.len(),
            Language::ALL.len(),
            left.join(", "),
            main.own_name()
        );
        reading.wrong("show_anyway", sentence);
    }
    (status, reading.found)
}

fn public_words(reading: &mut Reading<'_>, form: &StatusForm, visible: bool) -> StatusWords {
    let name = line(reading, "public_name", &form.public_name);
    if name.is_empty() && visible {
        reading.wrong("public_name", "Write the name that shoppers read, for example “Oak is drying”.");
    } else if name.is_empty() && form.name.trim().is_empty() {
        reading.wrong("name", "Write a name for this status.");
    }
    StatusWords { name, text: text(reading, "text", &form.text) }
}

/// A name: trimmed, without line breaks, not too long.
fn line(reading: &mut Reading<'_>, field: &str, typed: &str) -> String {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = name.chars().count();
    if length > NAME_LIMIT {
        reading.wrong(field, format!("A name has at most {NAME_LIMIT} characters; this one has {length}."));
    }
    name
}

fn text(reading: &mut Reading<'_>, field: &str, typed: &str) -> Option<String> {
    let length = typed.trim().chars().count();
    if length > TEXT_LIMIT {
        reading.wrong(field, format!("A text has at most 2,000 characters; this one has {length}."));
    }
    (length > 0).then(|| typed.trim().to_owned())
}

fn handle(reading: &mut Reading<'_>, form: &StatusForm, name: &str) -> String {
    let typed = form.handle.trim();
    let own = reading.stored.map(|status| status.id);
    if typed.is_empty() {
        return free_handle(&handle_of(name), reading.statuses, own);
    }
    let fits = typed.len() <= HANDLE_LIMIT
        && typed.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !fits {
        let sentence =
            "A handle has 1 to 40 lower-case letters, digits and dashes, for example “oak-drying”.";
        reading.wrong("handle", sentence);
    } else if RESERVED_HANDLES.contains(&typed) {
        reading.wrong("handle", "This word is part of an address here: choose another handle.");
    } else if reading.others().any(|other| other.handle == typed) {
        reading.wrong("handle", "Another status has this handle: choose a different one.");
    }
    typed.to_owned()
}

/// A handle made of a name: its letters and digits in lower case, dashes between the words.
pub(super) fn handle_of(name: &str) -> String {
    let mut handle = String::new();
    for letter in name.to_lowercase().chars() {
        match letter {
            'a'..='z' | '0'..='9' => handle.push(letter),
            'æ' | 'ä' => handle.push_str("ae"),
            'ø' | 'ö' | 'œ' => handle.push_str("oe"),
            'å' => handle.push_str("aa"),
            'ü' => handle.push_str("ue"),
            'ß' => handle.push_str("ss"),
            'à' | 'á' | 'â' | 'ã' => handle.push('a'),
            'ç' => handle.push('c'),
            'è' | 'é' | 'ê' | 'ë' => handle.push('e'),
            'ì' | 'í' | 'î' | 'ï' => handle.push('i'),
            'ñ' => handle.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' => handle.push('o'),
            'ù' | 'ú' | 'û' => handle.push('u'),
            _ if handle.ends_with('-') || handle.is_empty() => {}
            _ => handle.push('-'),
        }
    }
    handle.truncate(HANDLE_LIMIT);
    let handle = handle.trim_matches('-');
    if handle.is_empty() { "status".to_owned() } else { handle.to_owned() }
}

/// `wish`, or with a number behind it when another status has it.
pub(super) fn free_handle(wish: &str, statuses: &[Status], own: Option<StatusId>) -> String {
    let taken = |handle: &str| {
        RESERVED_HANDLES.contains(&handle)
            || statuses.iter().any(|status| status.handle == handle && Some(status.id) != own)
    };
    let base: String = wish.chars().take(HANDLE_LIMIT).collect();
    if !taken(&base) {
        return base;
    }
    let short = base.chars().take(HANDLE_LIMIT - 4).collect::<String>();
    let mut numbered = (2..).map(|number| format!("{}-{number}", short.trim_end_matches('-')));
    numbered.find(|handle| !taken(handle)).unwrap_or(base)
}

fn translations(
    reading: &mut Reading<'_>,
    form: &StatusForm,
    stored: Option<&Status>,
    main: Language,
) -> BTreeMap<String, StatusWords> {
    // Languages that the form does not show (taken over from elsewhere) stay.
    let mut words = stored.map(|status| status.translations.clone()).unwrap_or_default();
    for typed in &form.words {
        let known = Language::ALL.iter().any(|language| language.tag() == typed.tag && *language != main);
        let (name_field, text_field) = (format!("name-{}", typed.tag), format!("text-{}", typed.tag));
        let name = line(reading, &name_field, &typed.name);
        let text = text(reading, &text_field, &typed.text);
        if name.is_empty() && text.is_some() && known {
            reading.wrong(&name_field, "Write the name too: a text alone is not shown in this language.");
        }
        if name.is_empty() && text.is_none() {
            words.remove(&typed.tag);
        } else if known || words.contains_key(&typed.tag) {
            words.insert(typed.tag.clone(), StatusWords { name, text });
        }
    }
    words
}

fn color(reading: &mut Reading<'_>, form: &StatusForm) -> Option<String> {
    if form.color_of != "own" {
        return None;
    }
    let color = form.color.trim().to_ascii_lowercase();
    let digits = color.strip_prefix('#').unwrap_or_default();
    let fits = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    if !fits {
        reading.wrong("color", "A color is written #rrggbb, for example #2f5d50.");
    }
    fits.then_some(color)
}

fn chosen_icon(reading: &mut Reading<'_>, form: &StatusForm) -> Option<String> {
    if form.icon.is_empty() {
        return None;
    }
    let found = icon::named(&form.icon).map(|icon| icon.name.to_owned());
    if found.is_none() {
        reading.wrong("icon", "Choose one of the icons, or none.");
    }
    found
}

fn allowed_next(reading: &mut Reading<'_>, form: &StatusForm) -> Vec<StatusId> {
    let mut ids = Vec::new();
    for handle in &form.next {
        match reading.others().find(|status| status.handle == *handle) {
            Some(status) if !ids.contains(&status.id) => ids.push(status.id),
            Some(_) => {}
            None => {
                reading.wrong("next", "A status you chose is no longer there: look through the choice again.")
            }
        }
    }
    ids
}

fn usual_days(reading: &mut Reading<'_>, form: &StatusForm) -> Option<(u16, u16)> {
    let mut number = |field: &str, typed: &str| {
        let typed = typed.trim();
        let read = typed.parse::<u16>().ok().filter(|days| *days <= DAYS_LIMIT);
        if read.is_none() && !typed.is_empty() {
            reading
                .wrong(field, "Write the days as a whole number from 0 to 365, or leave both fields empty.");
        }
        read
    };
    let days = (number("days_from", &form.days_from), number("days_to", &form.days_to));
    match days {
        (Some(from), Some(to)) if from > to => {
            reading.wrong("days_to", "The second number is the longer time: write at least as many days.");
            None
        }
        (Some(from), Some(to)) => Some((from, to)),
        (Some(only), None) | (None, Some(only)) => Some((only, only)),
        (None, None) => None,
    }
}

fn recipients(reading: &mut Reading<'_>, form: &StatusForm) -> Vec<String> {
    let lines = form.recipients.split(['\n', ',', ';']).map(str::trim).filter(|line| !line.is_empty());
    let found: Vec<String> = lines.map(str::to_owned).collect();
    let fits = |address: &&String| {
        let parts = address.split_once('@');
        let domain = parts.is_some_and(|(who, at)| !who.is_empty() && at.contains('.') && !at.contains('@'));
        domain && address.len() <= 254 && !address.chars().any(|c| c.is_whitespace() || c.is_control())
    };
    if found.len() > RECIPIENTS_LIMIT {
        reading.wrong("recipients", "At most 10 addresses can get a copy.");
    } else if let Some(odd) = found.iter().find(|address| !fits(address)) {
        let sentence =
            format!("“{odd}” is not an e-mail address: write one on a line, like orders@example.com.");
        reading.wrong("recipients", sentence);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_are_made_of_names() {
        assert_eq!(handle_of("DRY: in the kiln"), "dry-in-the-kiln");
        assert_eq!(handle_of("Bøgen tørrer – æøå!"), "boegen-toerrer-aeoeaa");
        assert_eq!(handle_of("في الورشة"), "status");
        assert_eq!(handle_of(&"long name ".repeat(9)).len(), 39);
        assert_eq!(free_handle("new", &[], None), "new-2");
    }
}

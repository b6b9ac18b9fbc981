//! Takes over statuses from StatusPro, as its API tells them.
//!
//! `GET /statuses` tells code, name, description and color; orders tell the rest of the status they stand
//! in (public name, whether it is public, translations, when it changes by itself). Any such answer is
//! read, also several in one document: wherever an object has one of their codes, it tells of that status.
//! A status that was taken over is known by its code and never touched again. See docs/statuspro.md.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::domain::clock::Millis;
use crate::domain::ids::StatusId;
use crate::domain::shop::Shop;
use crate::domain::status::{MessageSettings, Status, StatusWords};
use crate::language::Language;
use crate::services::{ServiceError, Services};
use crate::wire::admin::status_sets::SetLine;

use super::fields::{free_handle, handle_of};
use super::list::icon_of;
use super::main_language;

/// Most statuses read from one document.
const MOST: usize = 500;

/// Their color words, as they look there.
const COLORS: &[(&str, &str)] = &[
    ("gray", "#6b7280"),
    ("grey", "#6b7280"),
    ("red", "#ef4444"),
    ("orange", "#f97316"),
    ("amber", "#f59e0b"),
    ("yellow", "#eab308"),
    ("lime", "#84cc16"),
    ("green", "#22c55e"),
    ("emerald", "#10b981"),
    ("teal", "#14b8a6"),
    ("cyan", "#06b6d4"),
    ("sky", "#0ea5e9"),
    ("blue", "#3b82f6"),
    ("indigo", "#6366f1"),
    ("violet", "#8b5cf6"),
    ("purple", "#a855f7"),
    ("fuchsia", "#d946ef"),
    ("pink", "#ec4899"),
    ("rose", "#f43f5e"),
    ("black", "#111827"),
    ("brown", "#92400e"),
];

/// A status of theirs, put together from all that tells of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Theirs {
    name: String,
    public_name: Option<String>,
    description: Option<String>,
    color: Option<String>,
    public: Option<bool>,
    translations: BTreeMap<String, StatusWords>,
    /// After how many days an order left it by itself.
    changes_after_days: Option<i64>,
}

/// What an import would add or added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusProImport {
    /// Every status of the document with what there is to say about it.
    pub lines: Vec<SetLine>,
    /// How many were not here yet.
    pub new: usize,
}

impl Services {
    /// What taking over `document` would add. Changes nothing.
    ///
    /// # Errors
    /// [`ServiceError::Input`] when there is no status of theirs in it.
    pub async fn preview_statuspro(
        &self,
        shop: &Shop,
        document: &str,
    ) -> Result<StatusProImport, ServiceError> {
        let existing = self.store.shop(shop.id).statuses().await?;
        Ok(self.plan(shop, document, false, &existing)?.0)
    }

    /// Takes the statuses of `document` over that are not here yet. Shoppers see those that are public
    /// there only when `public`, then also where translations are missing; otherwise staff look at them
    /// first.
    ///
    /// # Errors
    /// [`ServiceError::Input`] when there is no status of theirs in it; then none was added.
    pub async fn import_statuspro(
        &self,
        shop: &Shop,
        who: &str,
        document: &str,
        public: bool,
    ) -> Result<StatusProImport, ServiceError> {
        let existing = self.store.shop(shop.id).statuses().await?;
        let (import, added) = self.plan(shop, document, public, &existing)?;
        self.add_statuses(shop, who, "statuses of StatusPro", &added).await?;
        Ok(import)
    }

    fn plan(
        &self,
        shop: &Shop,
        document: &str,
        public: bool,
        existing: &[Status],
    ) -> Result<(StatusProImport, Vec<Status>), ServiceError> {
        let theirs = read(document)?;
        let mut all = existing.to_vec();
        let mut import = StatusProImport::default();
        let last = existing.iter().map(|status| status.place).max().unwrap_or(0);
        for (number, (code, theirs)) in (1..).zip(&theirs) {
            let origin = format!("statuspro:{code}");
            let known = existing.iter().any(|status| status.origin.as_deref() == Some(&*origin));
            let mut status = made_of(theirs, main_language(shop), &all, origin);
            import.lines.push(line(theirs, &status, known));
            if known {
                continue;
            }
            import.new += 1;
            status.id = StatusId::new(self.clock.now(), &*self.chance);
            status.place = last + number * 10;
            status.visible = public && theirs.public != Some(false);
            status.shown_incomplete = status.visible;
            all.push(status);
        }
        let added = all.split_off(existing.len());
        Ok((import, added))
    }
}

fn line(theirs: &Theirs, status: &Status, known: bool) -> SetLine {
    let mut notes = Vec::new();
    if known {
        notes.push("Already here: stays as it is.".to_owned());
    }
    match theirs.public {
        Some(true) => {}
        Some(false) => notes.push("Not public there: for staff only.".to_owned()),
        None => notes.push("The document does not say whether it is public.".to_owned()),
    }
    if let Some(days) = theirs.changes_after_days {
        notes.push(format!(
            "Changed by itself there after {days} days; to which status, StatusPro does not tell. Choose it \
             in the editor."
        ));
    }
    SetLine {
        icon: icon_of(status),
        name: status.public.name.clone(),
        text: status.public.text.clone().unwrap_or_default(),
        usual: String::new(),
        note: notes.join(" "),
    }
}

fn made_of(theirs: &Theirs, main: Language, all: &[Status], origin: String) -> Status {
    let text = theirs.description.clone();
    let public_name = theirs.public_name.clone().unwrap_or_else(|| theirs.name.clone());
    let mut translations = theirs.translations.clone();
    // What they wrote in our main language is ours; without it, theirs is.
    let public = translations.remove(main.tag()).unwrap_or(StatusWords { name: public_name, text });
    Status {
        id: StatusId(uuid::Uuid::nil()),
        handle: free_handle(&handle_of(&theirs.name), all, None),
        name: theirs.name.clone(),
        public,
        translations,
        color: theirs.color.clone(),
        icon: None,
        place: 0,
        visible: false,
        allowed_next: Vec::new(),
        usual_days: None,
        automatic_next: None,
        message: MessageSettings { send: true, extra_recipients: Vec::new() },
        archived: false,
        shown_incomplete: false,
        origin: Some(origin),
    }
}

/// Their statuses by code.
fn read(document: &str) -> Result<BTreeMap<String, Theirs>, ServiceError> {
    let document = document.trim_start_matches('\u{feff}');
    let mut found = BTreeMap::new();
    for value in serde_json::Deserializer::from_str(document).into_iter::<Value>() {
        let value = value.map_err(|error| {
            ServiceError::Input(format!(
                "This is not JSON as StatusPro's API answers it (line {}): paste the whole answer of GET /statuses.",
                error.line()
            ))
        })?;
        collect(&value, &mut found);
    }
    if found.is_empty() {
        let sentence = "There is no status of StatusPro in this. Paste what GET /statuses of its API answers, or \
             GET /orders, which tells public names and translations too.";
        return Err(ServiceError::Input(sentence.to_owned()));
    }
    if found.len() > MOST {
        return Err(ServiceError::Input(format!("There are more than {MOST} statuses in this: give fewer.")));
    }
    Ok(found)
}

fn collect(value: &Value, found: &mut BTreeMap<String, Theirs>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
        Value::Object(fields) => {
            let code = fields.get("code").and_then(Value::as_str).filter(|code| is_code(code));
            match (code, text(value, "name", 80)) {
                (Some(code), Some(name)) => found.entry(code.to_owned()).or_default().hear(value, name),
                _ => fields.values().for_each(|value| collect(value, found)),
            }
        }
        _ => {}
    }
}

/// `st` and six digits.
fn is_code(code: &str) -> bool {
    code.strip_prefix("st").is_some_and(|rest| rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_digit()))
}

/// A text, trimmed and cut to `most` characters; `None` when it is missing or empty.
fn text(value: &Value, field: &str, most: usize) -> Option<String> {
    let text = value.get(field)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.chars().filter(|c| *c != '\0').take(most).collect())
}

impl Theirs {
    /// Takes in what an object tells; what was told before and is not told now stays.
    fn hear(&mut self, value: &Value, name: String) {
        self.name = name;
        self.public_name = text(value, "public_name", 80).or_else(|| self.public_name.take());
        self.description = text(value, "description", 2_000).or_else(|| self.description.take());
        self.color =
            text(value, "color", 40).and_then(|color| color_of(&color)).or_else(|| self.color.take());
        self.public = value.get("public").and_then(Value::as_bool).or(self.public);
        let instant = |field: &str| text(value, field, 40).and_then(|text| Millis::parse(&text));
        if let (Some(from), Some(to)) = (instant("set_at"), instant("auto_change_at")) {
            self.changes_after_days = Some(((to.0 - from.0) / 86_400_000).max(0));
        }
        let translations = value.get("translations").and_then(Value::as_object);
        for (locale, words) in translations.into_iter().flatten() {
            let tag =
                Language::from_locale(locale).map_or_else(|| locale.clone(), |own| own.tag().to_owned());
            let known =
                tag.len() <= 20 && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
            if let Some(name) = text(words, "name", 80).filter(|_| known) {
                let words = StatusWords { name, text: text(words, "description", 2_000) };
                self.translations.insert(tag, words);
            }
        }
    }
}

fn color_of(word: &str) -> Option<String> {
    let lower = word.to_ascii_lowercase();
    if crate::services::brand::corrected(&lower).is_some() {
        return Some(lower);
    }
    COLORS.iter().find(|(name, _)| *name == lower).map(|(_, color)| (*color).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_and_orders_tell_of_the_same_status() {
        let document = r##"[
            [{"code": "st000002", "color": "pink", "description": "In the workshop.", "name": "In Production"}],
            {"data": [{"name": "#1188", "status": {"code": "st000002", "name": "In Production", "public": true,
                "public_name": "Crafting With Care", "set_at": "2026-03-12T10:00:00+00:00",
                "auto_change_at": "2026-03-17T10:00:00+00:00", "color": "#F59E0B",
                "translations": {"da-DK": {"name": "Laves med omhu", "description": "I værkstedet."}}}}]}
        ]"##;
        let found = read(document).unwrap();
        let status = &found["st000002"];
        assert_eq!(status.public_name.as_deref(), Some("Crafting With Care"));
        assert_eq!(status.description.as_deref(), Some("In the workshop."));
        assert_eq!(status.color.as_deref(), Some("#f59e0b"));
        assert_eq!((status.public, status.changes_after_days), (Some(true), Some(5)));
        assert_eq!(status.translations["da"].name, "Laves med omhu");
    }

    #[test]
    fn what_holds_no_status_gets_a_sentence() {
        for odd in ["", "{", "[]", "{\"code\":\"oak\",\"name\":\"x\"}", "\"st000001\"", "null"] {
            let error = read(odd).unwrap_err().to_string();
            assert!(error.contains("GET /statuses"), "{odd}: {error}");
        }
    }
}

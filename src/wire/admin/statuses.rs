//! The pages about statuses as finished words: the list, the form as typed, what is wrong in it.

use serde::{Deserialize, Serialize};

use crate::wire::order_view::IconView;

/// The statuses of a shop in their order of steps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusList {
    /// Those in use.
    pub rows: Vec<StatusRow>,
    /// Those out of use.
    pub archived: Vec<StatusRow>,
    /// Whether whoever looks may change them.
    pub can_change: bool,
    /// How many languages there are.
    pub languages: usize,
}

/// A status in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusRow {
    /// Our id, for the filter of orders.
    pub id: String,
    /// Its handle, for addresses.
    pub handle: String,
    /// What staff call it.
    pub name: String,
    /// What shoppers read, in the shop's main language.
    pub public_name: String,
    /// Icon and color; an empty name for none.
    pub icon: IconView,
    /// Whether shoppers see it.
    pub visible: bool,
    /// "3 to 5 days"; empty when nothing is usual.
    pub usual: String,
    /// "after 5 working days: Quality check"; empty when it does not move on by itself.
    pub then: String,
    /// How many orders stand in it.
    pub standing: u64,
    /// Names of the languages its words are missing in.
    pub missing: Vec<String>,
    /// Its place, from 1.
    pub place: usize,
}

/// A status as typed into its form. Everything is text: what was typed comes back as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusForm {
    /// Internal name.
    pub name: String,
    /// Handle; empty to have it made from the name.
    pub handle: String,
    /// What shoppers read as the step's name.
    pub public_name: String,
    /// What shoppers read below, in Markdown.
    pub text: String,
    /// `own` for the color beside it, anything else for the shop's accent.
    pub color_of: String,
    /// `#rrggbb`.
    pub color: String,
    /// Name of the icon; empty for none.
    pub icon: String,
    /// `internal` for staff alone, anything else for shoppers too.
    pub seen: String,
    /// Handles of the statuses that may follow.
    pub next: Vec<String>,
    /// Fewest usual working days.
    pub days_from: String,
    /// Most usual working days.
    pub days_to: String,
    /// Whether it moves on by itself: `no`, `days`, `hours`, `due`, `due_last`, `date`.
    pub then: String,
    /// After how many.
    pub then_after: String,
    /// At which hour of the day, for a due day and a date.
    pub then_hour: String,
    /// On which day, as `2026-11-26`.
    pub then_date: String,
    /// Handle of the status that follows by itself.
    pub then_to: String,
    /// Whether the shopper gets a message.
    pub send: bool,
    /// Further recipients, one on a line.
    pub recipients: String,
    /// Whether shoppers may see it though translations are missing.
    pub show_anyway: bool,
    /// A mark of what was stored when the form was made; empty for a new one.
    pub mark: String,
    /// The words in other languages.
    pub words: Vec<WordsForm>,
}

/// The words in one language as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordsForm {
    /// BCP 47 tag.
    pub tag: String,
    /// The step's name.
    pub name: String,
    /// The text, in Markdown.
    pub text: String,
}

impl StatusForm {
    /// Reads the fields of a form; names that are not ours are passed over, so that older and newer pages
    /// fit each other.
    #[must_use]
    pub fn read(fields: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in fields {
            form.put(&name, value.replace("\r\n", "\n"));
        }
        form
    }

    fn put(&mut self, name: &str, value: String) {
        match name {
            "name" => self.name = value,
            "handle" => self.handle = value,
            "public_name" => self.public_name = value,
            "text" => self.text = value,
            "color_of" => self.color_of = value,
            "color" => self.color = value,
            "icon" => self.icon = value,
            "seen" => self.seen = value,
            "next" => self.next.push(value),
            "days_from" => self.days_from = value,
            "days_to" => self.days_to = value,
            "then" => self.then = value,
            "then_after" => self.then_after = value,
            "then_hour" => self.then_hour = value,
            "then_date" => self.then_date = value,
            "then_to" => self.then_to = value,
            "send" => self.send = true,
            "recipients" => self.recipients = value,
            "show_anyway" => self.show_anyway = true,
            "mark" => self.mark = value,
            other => {
                if let Some(tag) = other.strip_prefix("name-") {
                    self.words_in(tag).name = value;
                } else if let Some(tag) = other.strip_prefix("text-") {
                    self.words_in(tag).text = value;
                }
            }
        }
    }

    fn words_in(&mut self, tag: &str) -> &mut WordsForm {
        let index = self.words.iter().position(|words| words.tag == tag).unwrap_or_else(|| {
            self.words.push(WordsForm { tag: tag.to_owned(), ..WordsForm::default() });
            self.words.len() - 1
        });
        &mut self.words[index]
    }
}

/// Something to correct in a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrong {
    /// The field's name.
    pub field: String,
    /// What to do, as a sentence.
    pub sentence: String,
}

/// The editor of a status.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusEditor {
    /// What is typed.
    pub form: StatusForm,
    /// What is wrong in it.
    pub wrong: Vec<Wrong>,
    /// The handle as stored; `None` for a new one.
    pub stored: Option<String>,
    /// The heading.
    pub title: String,
    /// Whether whoever looks may change it.
    pub can_change: bool,
    /// Whether it is out of use.
    pub archived: bool,
    /// How many orders stand in it.
    pub standing: u64,
    /// The color as it is shown on light and on dark pages; `None` for the shop's accent.
    pub corrected: Option<(String, String)>,
    /// The other statuses in use, and those out of use that are chosen: handle and what staff call them.
    pub others: Vec<(String, String)>,
    /// The shop's main language.
    pub main: LanguageField,
    /// The other languages.
    pub languages: Vec<LanguageField>,
    /// Names of the languages whose words are missing.
    pub missing: Vec<String>,
    /// Orders to preview with: the newest by name.
    pub orders: Vec<String>,
}

/// A language in the editor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageField {
    /// BCP 47 tag.
    pub tag: String,
    /// Its name in itself.
    pub name: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// Tags in which words are looked for, in this order.
    pub fallback: Vec<String>,
    /// Whether its words are missing.
    pub missing: bool,
}

/// A status is to be deleted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusDeletion {
    /// Its handle.
    pub handle: String,
    /// What staff call it.
    pub name: String,
    /// How many orders stand in it.
    pub standing: u64,
    /// What may take its place: handle and what staff call it.
    pub others: Vec<(String, String)>,
    /// What is wrong in the form.
    pub wrong: Option<String>,
    /// The replacement as chosen.
    pub chosen: String,
    /// Whether shoppers are to get a message.
    pub message: bool,
}

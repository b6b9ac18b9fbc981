//! The pages about the words of messages: the list, the form as typed, what is to be mended in it, how it
//! looks, earlier versions.

use serde::{Deserialize, Serialize};

use crate::wire::frame::{Moment, Tone};

/// Every kind of message, and every status that can have words of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateList {
    /// The kinds.
    pub kinds: Vec<TemplateRow>,
    /// Messages about one status alone.
    pub statuses: Vec<TemplateRow>,
}

/// A kind of message in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateRow {
    /// What staff call it.
    pub name: String,
    /// When it goes out, in a few words.
    pub hint: String,
    /// Whether it goes out; else the settings turned it off.
    pub sends: bool,
    /// Its words, one for each language of the shop; empty where it borrows those of another kind.
    pub tongues: Vec<TemplateTongue>,
    /// When own words in it were last changed, and by whom; `None` when that never happened.
    pub changed: Option<(Moment, String)>,
}

/// The words in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateTongue {
    /// BCP 47 tag.
    pub tag: String,
    /// The language's name in itself.
    pub name: String,
    /// Where they are edited.
    pub href: String,
    /// Whether own words are in use.
    pub own: bool,
    /// What is to be mended in them ("2 faults"); empty for nothing.
    pub mend: String,
    /// How bad that is.
    pub tone: Tone,
    /// Whether this is the page's own language, in the editor.
    pub current: bool,
}

/// The words as typed into their form. Everything is text: what was typed comes back as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateForm {
    /// `source` for a whole source, anything else for texts in the built-in design.
    pub form: String,
    /// Subject.
    pub subject: String,
    /// Preview text.
    pub preheader: String,
    /// Headline.
    pub headline: String,
    /// Text.
    pub text: String,
    /// Words on the button.
    pub button: String,
    /// Closing.
    pub closing: String,
    /// The whole source: HTML or MJML.
    pub html: String,
    /// Its plain text.
    pub plain: String,
    /// Which version was in use when the form was made; 0 for none.
    pub seen: String,
    /// Whether whoever typed it knows that the link is missing.
    pub knows_link: bool,
    /// Whether they know that something will not work.
    pub knows_faults: bool,
    /// Name of an order for the preview; empty for a sample.
    pub preview_order: String,
    /// Language of the preview, as a tag.
    pub preview_language: String,
    /// Which button was pressed: `save`, `test`, anything else only looks.
    pub what: String,
}

impl TemplateForm {
    /// Reads the fields of a form; names that are not ours are passed over.
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
            "form" => self.form = value,
            "subject" => self.subject = value,
            "preheader" => self.preheader = value,
            "headline" => self.headline = value,
            "text" => self.text = value,
            "button" => self.button = value,
            "closing" => self.closing = value,
            "html" => self.html = value,
            "plain" => self.plain = value,
            "seen" => self.seen = value,
            "knows_link" => self.knows_link = true,
            "knows_faults" => self.knows_faults = true,
            "preview_order" => self.preview_order = value,
            "preview_language" => self.preview_language = value,
            "do" => self.what = value,
            _ => {}
        }
    }

    /// Whether it is a whole source.
    #[must_use]
    pub fn is_source(&self) -> bool {
        self.form == "source"
    }
}

/// Something to mend.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingView {
    /// Name of the field it is in.
    pub field: String,
    /// Line of the field, from 1.
    pub line: u32,
    /// Character of the line, from 1.
    pub column: u32,
    /// "error", "warning", "hint".
    pub severity: String,
    /// How bad it is.
    pub tone: Tone,
    /// What is wrong and what to do.
    pub sentence: String,
}

/// How the message looks as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplatePreview {
    /// What it was tried on, and where its links lead.
    pub note: String,
    /// Why it could not be drawn; `None` when it was.
    pub fault: Option<String>,
    /// The subject, as it arrives.
    pub subject: String,
    /// What mailboxes show beside it.
    pub beside: String,
    /// The plain text.
    pub text: String,
    /// "14 kB".
    pub size: String,
    /// Whether that is too much.
    pub size_tone: Tone,
    /// Where the frame finds the HTML; empty when there is none.
    pub drawn: String,
}

/// What is told above the form after it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateAlert {
    /// In a few words.
    pub title: String,
    /// What to do.
    pub text: String,
    /// How it feels.
    pub tone: Tone,
}

/// The editor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateEditor {
    /// The part of the address that names the kind or the status.
    pub key: String,
    /// BCP 47 tag of the language.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// "Shipped, Dansk".
    pub title: String,
    /// What is in use, since when and by whom.
    pub standing: String,
    /// Whether own words are in use.
    pub is_own: bool,
    /// How many versions there are.
    pub versions: usize,
    /// The other languages, this one among them.
    pub tongues: Vec<TemplateTongue>,
    /// What is typed.
    pub form: TemplateForm,
    /// Whether what is typed differs from what is in use.
    pub unsaved: bool,
    /// What is to be mended.
    pub findings: Vec<FindingView>,
    /// Whether the link to the order's page is missing.
    pub lacks_link: bool,
    /// Whether something else will not work.
    pub has_faults: bool,
    /// Whether saving was refused, so that the fields are marked.
    pub refused: bool,
    /// What is told above the form.
    pub alert: Option<TemplateAlert>,
    /// How it looks.
    pub preview: TemplatePreview,
    /// Every language, for the preview: tag and name.
    pub languages: Vec<(String, String)>,
    /// Orders to choose from for the preview.
    pub orders: Vec<String>,
    /// Names that may be used, with what they mean.
    pub names: Vec<(String, String)>,
    /// Filters that may be used.
    pub filters: Vec<String>,
    /// Where a test goes.
    pub test_to: String,
}

/// Earlier versions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateVersions {
    /// The part of the address that names the kind or the status.
    pub key: String,
    /// BCP 47 tag of the language.
    pub tag: String,
    /// "Shipped, Dansk".
    pub title: String,
    /// The versions, newest first.
    pub rows: Vec<VersionRow>,
}

/// A version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionRow {
    /// Its number, from 1.
    pub version: i64,
    /// When it was saved.
    pub when: Moment,
    /// Who saved it.
    pub who: String,
    /// Its subject, or that it was the built-in words.
    pub subject: String,
    /// Whether it is in use.
    pub in_use: bool,
}

/// A version beside what is in use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateDifference {
    /// The part of the address that names the kind or the status.
    pub key: String,
    /// BCP 47 tag of the language.
    pub tag: String,
    /// "Shipped, Dansk".
    pub title: String,
    /// The version looked at.
    pub row: VersionRow,
    /// Number of the version in use; 0 when none was ever saved.
    pub seen: i64,
    /// The texts that differ.
    pub parts: Vec<DifferentPart>,
}

/// A text that differs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifferentPart {
    /// What it is called.
    pub name: String,
    /// Its lines, with what stands around the changes.
    pub lines: Vec<DifferentLine>,
    /// Lines after those that are not shown: there are too many.
    pub left_out: usize,
}

/// A line of a difference.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifferentLine {
    /// What becomes of it when the version is put back into use.
    pub kind: LineKind,
    /// The line.
    pub text: String,
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum LineKind {
    #[default]
    Stays,
    Goes,
    Comes,
    /// Lines that stay the same are left out here.
    Left,
}

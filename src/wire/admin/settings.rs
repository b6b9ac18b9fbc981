//! A settings page: sheets of fields as they are shown, with what is wrong beside each.

use serde::{Deserialize, Serialize};

use crate::wire::frame::LogoView;

/// A settings page with one form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsView {
    /// The tabs of all settings.
    pub tabs: Vec<TabView>,
    /// Where the form is sent.
    pub action: String,
    /// A mark of the values this form was made from; sent back, so that a change in between is noticed.
    pub seen: String,
    /// What is to be told before the form: that something is wrong, or changed meanwhile.
    pub alert: Option<String>,
    /// The parts of the form.
    pub sheets: Vec<SheetView>,
}

/// A tab.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TabView {
    /// What it is called.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
}

/// A part of a form about one subject.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetView {
    /// The subject.
    pub title: String,
    /// What it is about, in a sentence or two; empty for nothing.
    pub lead: String,
    /// What stands in it.
    pub pieces: Vec<PieceView>,
}

/// A piece of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PieceView {
    /// A field.
    Field(FieldView),
    /// Fields beside each other.
    Row(Vec<FieldView>),
    /// Fields that few need, folded; open when something in them is filled or wrong.
    More {
        /// What they are.
        summary: String,
        /// Whether they are shown at once.
        open: bool,
        /// The fields.
        fields: Vec<FieldView>,
    },
    /// A table to explain something: headings, then rows, of which the first cell is a heading too.
    Table {
        /// What it shows.
        caption: String,
        /// Headings of the columns.
        heads: Vec<String>,
        /// The rows.
        rows: Vec<Vec<String>>,
    },
    /// A fact that is not entered here.
    Fact {
        /// What it is.
        label: String,
        /// Its value.
        value: String,
        /// Where it comes from.
        note: String,
    },
}

/// A field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldView {
    /// Its name in the form; unique on the page, also the id of its element.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// What it does; empty for nothing.
    pub hint: String,
    /// What it looks like.
    pub kind: FieldKind,
    /// What is in it: one value, or the chosen ones.
    pub values: Vec<String>,
    /// What is wrong with it.
    pub wrong: Option<String>,
    /// What somebody else saved while this was typed.
    pub meanwhile: Option<String>,
}

impl FieldView {
    /// The one value; empty when there is none.
    #[must_use]
    pub fn value(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }
}

/// What a field looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldKind {
    /// One line.
    Line {
        /// The `type` of the input (`text`, `email`, `number` …).
        input: String,
        /// Suggestions.
        choices: Vec<String>,
    },
    /// Several lines.
    Area {
        /// How many are shown.
        rows: u32,
        /// Whether it is code.
        code: bool,
    },
    /// One of few, all shown with what they mean.
    Radios(Vec<OptionView>),
    /// One of several.
    Select(Vec<OptionView>),
    /// Any of several.
    Checks(Vec<OptionView>),
    /// Yes or no.
    Check,
    /// A color, with its corrections for light and dark pages.
    Color {
        /// On light pages, `#rrggbb`.
        light: String,
        /// On dark pages, `#rrggbb`.
        dark: String,
    },
}

impl Default for FieldKind {
    fn default() -> Self {
        Self::Line { input: "text".into(), choices: Vec::new() }
    }
}

/// Something to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionView {
    /// Its value in the form.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// What it means; empty for nothing.
    pub hint: String,
}

/// What stands beside the form of the brand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrandView {
    /// The logo; `None` without one.
    pub logo: Option<LogoView>,
    /// What shoppers call the shop.
    pub shop_name: String,
    /// Where a logo is sent.
    pub upload: String,
    /// Where its removal is sent.
    pub remove: String,
    /// What was wrong with the file.
    pub wrong: Option<String>,
    /// Where the preview is.
    pub preview: String,
}

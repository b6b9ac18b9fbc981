//! A form as it was typed. Nothing is read into it yet, so that nothing is lost when something is wrong.

use std::collections::BTreeMap;

/// Most fields of a form that are looked at.
const FIELDS: usize = 400;

/// The fields of a form by name. A field may be there several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed(BTreeMap<String, Vec<String>>);

impl Typed {
    /// The fields as a browser sends them: line ends become `\n`, what no field can hold (other control
    /// characters) goes.
    #[must_use]
    pub fn from_pairs(pairs: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        for (name, value) in pairs.into_iter().take(FIELDS) {
            let value = value.replace("\r\n", "\n");
            let value = value.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
            typed.0.entry(name).or_default().push(value);
        }
        typed
    }

    /// The field's first value, trimmed; empty when it is not there.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.all(name).first().map_or("", |value| value.trim())
    }

    /// All values of a field.
    #[must_use]
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a box is checked.
    #[must_use]
    pub fn is_on(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    /// With one value for a field; an empty one is left out, as a browser's empty field counts as none.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.0.insert(name.into(), vec![value]);
        }
        self
    }

    /// With several values for a field.
    #[must_use]
    pub fn with_all(mut self, name: &str, values: impl IntoIterator<Item = String>) -> Self {
        self.0.insert(name.to_owned(), values.into_iter().collect());
        self
    }
}

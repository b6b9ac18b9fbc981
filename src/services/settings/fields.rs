//! How fields are made, and how faults find their field.

use std::collections::BTreeMap;

use crate::wire::admin::settings::{FieldKind, FieldView, OptionView, PieceView, SheetView};

use super::fields_of;
use super::typed::Typed;

/// What is wrong, by field.
#[derive(Clone, Debug, Default)]
pub struct Faults(BTreeMap<String, String>);

impl Faults {
    /// Something is wrong with a field; its first fault is the one told.
    pub fn add(&mut self, field: impl Into<String>, sentence: impl Into<String>) {
        self.0.entry(field.into()).or_insert_with(|| sentence.into());
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts each sentence beside its field, and unfolds what it lies in.
    pub(super) fn put_into(&self, sheets: &mut [SheetView]) {
        for piece in sheets.iter_mut().flat_map(|sheet| &mut sheet.pieces) {
            let mut any = false;
            for field in fields_of(piece) {
                field.wrong = self.0.get(&field.name).cloned();
                any |= field.wrong.is_some();
            }
            if let PieceView::More { open, .. } = piece {
                *open |= any;
            }
        }
    }
}

/// A field with what was typed into it.
pub(super) fn field(typed: &Typed, name: &str, label: &str, hint: &str, kind: FieldKind) -> FieldView {
    FieldView {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: hint.to_owned(),
        kind,
        values: typed.all(name).to_vec(),
        ..FieldView::default()
    }
}

/// A field of one line.
pub(super) fn line(typed: &Typed, name: &str, label: &str, hint: &str, input: &str) -> FieldView {
    field(typed, name, label, hint, FieldKind::Line { input: input.to_owned(), choices: Vec::new() })
}

/// Something to choose.
pub(super) fn option(value: &str, label: &str, hint: &str) -> OptionView {
    OptionView { value: value.to_owned(), label: label.to_owned(), hint: hint.to_owned() }
}

/// A sheet.
pub(super) fn sheet(title: &str, lead: &str, pieces: Vec<PieceView>) -> SheetView {
    SheetView { title: title.to_owned(), lead: lead.to_owned(), pieces }
}

/// A number of a field between `least` and `most`; a fault and `before` otherwise.
pub(super) fn number(
    typed: &Typed,
    faults: &mut Faults,
    name: &str,
    (least, most): (u16, u16),
    before: u16,
) -> u16 {
    match typed.text(name).parse::<u16>() {
        Ok(number) if (least..=most).contains(&number) => number,
        _ => {
            faults.add(name, format!("Enter a whole number from {least} to {most}."));
            before
        }
    }
}

/// Whether a text is at most `most` characters; a fault otherwise.
pub(super) fn fits(typed: &Typed, faults: &mut Faults, name: &str, most: usize) -> bool {
    let length = typed.text(name).chars().count();
    if length > most {
        faults.add(name, format!("This has {length} characters; {most} is the most. Shorten it."));
    }
    length <= most
}

//! The source of a message in colors: a copy of what is typed stands behind the field, piece by piece in its color,
//! and the field's own letters are clear. The field stays what it is: it is typed into, sent, searched and read aloud
//! as before. Start with [`begin`].

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::{Element, Event, HtmlElement, HtmlFormElement, HtmlTextAreaElement};

use super::dom;
use super::source_tokens::{Kind, tokens};

/// A piece as it is drawn.
struct Drawn {
    kind: Kind,
    text: String,
    element: Element,
}

/// Colors every field of the form that holds a source.
pub fn begin(form: &HtmlFormElement) {
    for field in dom::all_in::<HtmlTextAreaElement>(form, "textarea[data-source]") {
        color(&field);
    }
}

fn color(field: &HtmlTextAreaElement) -> Option<()> {
    let around: HtmlElement = dom::make("div", "source")?;
    let behind: HtmlElement = dom::make("pre", "")?;
    let letters: HtmlElement = dom::make("code", "")?;
    behind.set_attribute("aria-hidden", "true").ok()?;
    field.parent_node()?.insert_before(&around, Some(field)).ok()?;
    behind.append_child(&letters).ok()?;
    around.append_child(&behind).ok()?;
    around.append_child(field).ok()?;
    let drawn: Rc<RefCell<Vec<Drawn>>> = Rc::default();
    draw(&letters, &mut drawn.borrow_mut(), &field.value());
    let (own, paper) = (field.clone(), letters.clone());
    dom::on(field, "input", move |_: Event| draw(&paper, &mut drawn.borrow_mut(), &own.value()));
    let own = field.clone();
    dom::on(field, "scroll", move |_: Event| {
        let moved = format!("translate({}px, {}px)", -own.scroll_left(), -own.scroll_top());
        // A browser that refuses leaves the letters where they were.
        let _ = letters.style().set_property("transform", &moved);
    });
    Some(())
}

/// Draws the source; pieces that are as before, at its beginning and its end, stay.
fn draw(paper: &HtmlElement, drawn: &mut Vec<Drawn>, source: &str) {
    let new = tokens(source);
    let same = |old: &Drawn, new: &(Kind, &str)| old.kind == new.0 && old.text == new.1;
    let first = drawn.iter().zip(&new).take_while(|(old, new)| same(old, new)).count();
    let most = drawn.len().min(new.len()) - first;
    let last =
        drawn.iter().rev().zip(new.iter().rev()).take(most).take_while(|(old, new)| same(old, new)).count();
    let (old_end, new_end) = (drawn.len() - last, new.len() - last);
    let before = drawn.get(old_end).map(|piece| piece.element.clone());
    let made = new[first..new_end].iter().filter_map(|(kind, text)| {
        let element: Element = dom::make("span", kind.class())?;
        element.set_text_content(Some(text));
        let next = before.as_ref().map(AsRef::as_ref);
        paper.insert_before(&element, next).ok()?;
        Some(Drawn { kind: *kind, text: (*text).to_owned(), element })
    });
    let made: Vec<Drawn> = made.collect();
    for gone in drawn.splice(first..old_end, made) {
        gone.element.remove();
    }
}

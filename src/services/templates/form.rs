//! Between a template and its form: which field holds which text. Start with [`template_of`] and [`form_of`].

use crate::mail::template::{Blocks, Body, Finding, Part, Severity, Template, source_of};
use crate::wire::admin::templates::{FindingView, TemplateForm};
use crate::wire::frame::Tone;

/// The template that a form means.
pub(super) fn template_of(form: &TemplateForm) -> Template {
    let body = if form.is_source() {
        Body::Source { html: form.html.clone(), text: form.plain.clone() }
    } else {
        Body::Blocks(Blocks {
            preheader: form.preheader.clone(),
            headline: form.headline.clone(),
            text: form.text.clone(),
            button: form.button.clone(),
            closing: form.closing.clone(),
        })
    };
    Template { subject: form.subject.clone(), body }
}

/// The form of a template. The half that it does not use begins with what could stand there: a source that says
/// the same, or the built-in texts.
pub(super) fn form_of(template: &Template, built_in: &Template) -> TemplateForm {
    let (form, blocks, source) = match (&template.body, &built_in.body) {
        (Body::Blocks(blocks), _) => ("blocks", blocks.clone(), None),
        (Body::Source { html, text }, Body::Blocks(blocks)) => ("source", blocks.clone(), Some((html, text))),
        (Body::Source { html, text }, Body::Source { .. }) => {
            ("source", Blocks::default(), Some((html, text)))
        }
    };
    let (html, plain) = match source {
        Some((html, text)) => (html.clone(), text.clone()),
        None => (source_of(&blocks), String::new()),
    };
    TemplateForm {
        form: form.to_owned(),
        subject: template.subject.clone(),
        preheader: blocks.preheader,
        headline: blocks.headline,
        text: blocks.text,
        button: blocks.button,
        closing: blocks.closing,
        html,
        plain,
        ..TemplateForm::default()
    }
}

/// The field that holds a text.
pub(super) const fn field_of(part: Part) -> &'static str {
    match part {
        Part::Subject => "subject",
        Part::Preheader => "preheader",
        Part::Headline => "headline",
        Part::Text => "text",
        Part::Button => "button",
        Part::Closing => "closing",
        Part::Html => "html",
        Part::Plain => "plain",
    }
}

/// The field of a finding: what rendering made of texts in the built-in design is told beside the text.
fn field_in(part: Part, source: bool) -> &'static str {
    match part {
        Part::Html | Part::Plain if !source => "text",
        part => field_of(part),
    }
}

/// Findings as they stand below the fields. `source` tells whether the template is a whole source.
pub(super) fn findings(found: &[Finding], source: bool) -> Vec<FindingView> {
    let view = |found: &Finding| FindingView {
        field: field_in(found.place.part, source).to_owned(),
        line: found.place.line,
        column: found.place.column,
        severity: found.severity.word().to_owned(),
        tone: tone(found.severity),
        sentence: found.sentence.clone(),
    };
    found.iter().map(view).collect()
}

/// How bad something is.
pub(super) const fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Stop,
        Severity::Warning => Tone::Warn,
        Severity::Hint => Tone::Calm,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::MessageKind;
    use crate::language::{Language, Speech};
    use crate::mail::template::{LintFor, built_in, lint};

    #[test]
    fn a_form_means_the_template_it_was_made_of() {
        let ours = built_in(MessageKind::Shipped, &Speech::of(Language::Danish));
        let form = form_of(&ours, &ours);
        assert_eq!(template_of(&form), ours);
        let source = Template {
            subject: "S".into(),
            body: Body::Source { html: "<p>{{ name }}</p>".into(), text: "{{ name }}".into() },
        };
        let form = form_of(&source, &ours);
        assert_eq!((template_of(&form), form.button.is_empty()), (source, false));
    }

    #[test]
    fn the_source_to_begin_with_has_nothing_to_mend() {
        for kind in MessageKind::ALL {
            let ours = built_in(kind, &Speech::of(Language::German));
            let form = TemplateForm { form: "source".into(), ..form_of(&ours, &ours) };
            let found = lint(&template_of(&form), &LintFor { kind: Some(kind), ..LintFor::default() });
            assert!(found.is_empty(), "{kind:?}: {found:?}");
        }
    }
}

//! The templates that come with the program: sentences of `locales/*/mail.ftl` with Liquid where values
//! stand, so that a merchant who begins to edit one sees Liquid in their language. Start with [`built_in`].

use super::{Blocks, Body, Template};
use crate::domain::message::MessageKind;
use crate::language::{Arg, Speech};

/// Liquid that takes the place of each value of our sentences.
const VALUES: &[(&str, &str)] = &[
    ("name", "{{ order_name }}"),
    ("shop", "{{ shop.name }}"),
    ("status", "{{ status.name }}"),
    ("customer", "{{ customer.first_name }}"),
    ("date", "{{ due.text }}"),
    ("before", "{{ due.before }}"),
    ("code", "{{ code }}"),
];

/// The template of a kind of message in a language. A copy for the merchant reads like the message itself.
#[must_use]
pub fn built_in(kind: MessageKind, speech: &Speech) -> Template {
    let say = |key: &str| said(speech, key);
    let Texts { subject, headline, text } = texts(kind, &say);
    let greeting = format!(
        "{{% if customer.first_name %}}{}{{% else %}}{}{{% endif %}}",
        say("mail-hello-name"),
        say("mail-hello")
    );
    let blocks = Blocks {
        preheader: String::new(),
        headline,
        text: format!("{greeting}\n\n{text}"),
        button: say("mail-button"),
        closing: say("mail-closing"),
    };
    Template { subject, body: Body::Blocks(blocks) }
}

struct Texts {
    subject: String,
    headline: String,
    text: String,
}

fn texts(kind: MessageKind, say: &dyn Fn(&str) -> String) -> Texts {
    let plain = |subject: &str, headline: &str, text: &str| Texts {
        subject: say(subject),
        headline: say(headline),
        text: say(text),
    };
    let with = |texts: Texts, more: &str| Texts { text: format!("{}\n\n{more}", texts.text), ..texts };
    let reason = "{{ reason }}";
    match kind {
        MessageKind::OrderReceived => {
            plain("mail-received-subject", "mail-received-headline", "mail-received-text")
        }
        MessageKind::StatusChanged | MessageKind::StatusCopy => status(say),
        MessageKind::DueChanged => due(say),
        MessageKind::CommentAdded => {
            let comment = "{{ comment.text }}\n\n{% if comment.by %}– {{ comment.by }}{% endif %}";
            with(plain("mail-comment-subject", "mail-comment-headline", "mail-comment-text"), comment)
        }
        MessageKind::OnHold => {
            with(plain("mail-hold-subject", "mail-hold-headline", "mail-hold-text"), reason)
        }
        MessageKind::Shipped => plain("mail-shipped-subject", "mail-shipped-headline", "mail-shipped-text"),
        MessageKind::OutForDelivery => plain("mail-out-subject", "mail-out-headline", "mail-out-text"),
        MessageKind::ReadyForPickup => {
            plain("mail-pickup-subject", "mail-pickup-headline", "mail-pickup-text")
        }
        MessageKind::Delivered => {
            plain("mail-delivered-subject", "mail-delivered-headline", "mail-delivered-text")
        }
        MessageKind::Canceled => {
            with(plain("mail-canceled-subject", "mail-canceled-headline", "mail-canceled-text"), reason)
        }
        MessageKind::Refunded => {
            plain("mail-refunded-subject", "mail-refunded-headline", "mail-refunded-text")
        }
        MessageKind::ReturnChanged => returned(say),
        MessageKind::LinkRequested => plain("mail-link-subject", "mail-link-headline", "mail-link-text"),
        MessageKind::Code => plain("mail-code-subject", "mail-code-headline", "mail-code-text"),
    }
}

fn status(say: &dyn Fn(&str) -> String) -> Texts {
    Texts {
        subject: say("mail-status-subject"),
        headline: "{{ status.name }}".into(),
        text: format!(
            "{}\n\n{{{{ status.text }}}}\n\n{{% for note in notes %}}{{{{ note }}}}\n\n{{% endfor %}}{}",
            say("mail-status-text"),
            moved(say)
        ),
    }
}

/// What became of the date, where the message tells of it.
fn moved(say: &dyn Fn(&str) -> String) -> String {
    format!(
        "{{% if due.dropped %}}{}{{% elsif due.moved %}}{}{{% elsif due.given %}}{}{{% endif %}}\n\n{{{{ reason }}}}",
        say("mail-due-dropped"),
        say("mail-due-moved"),
        say("mail-due-given")
    )
}

fn due(say: &dyn Fn(&str) -> String) -> Texts {
    let headline = format!(
        "{{% if due.dropped %}}{}{{% elsif due.moved %}}{}{{% else %}}{}{{% endif %}}",
        say("mail-due-headline-dropped"),
        say("mail-due-headline-moved"),
        say("mail-due-headline-given")
    );
    let notes = "{% for note in notes %}{{ note }}\n\n{% endfor %}";
    Texts { subject: say("mail-due-subject"), headline, text: format!("{}\n\n{notes}", moved(say)) }
}

fn returned(say: &dyn Fn(&str) -> String) -> Texts {
    let text = format!(
        "{{% case return.status %}}{{% when 'requested' %}}{}{{% when 'open' %}}{}{{% when 'declined' %}}{}\
         {{% when 'canceled' %}}{}{{% when 'closed' %}}{}{{% else %}}{}{{% endcase %}}\n\n{{{{ reason }}}}",
        say("mail-return-requested"),
        say("mail-return-open"),
        say("mail-return-declined"),
        say("mail-return-canceled"),
        say("mail-return-closed"),
        say("mail-return-other")
    );
    Texts { subject: say("mail-return-subject"), headline: say("mail-return-headline"), text }
}

/// A sentence with Liquid in the places of its values.
fn said(speech: &Speech, key: &str) -> String {
    let args: Vec<(&str, Arg<'_>)> =
        VALUES.iter().map(|(name, liquid)| (*name, Arg::from(*liquid))).collect();
    speech.say_with(key, &args)
}

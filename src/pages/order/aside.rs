//! Beside the order: how to see more, address, messages, help.

use leptos::either::Either;
use leptos::prelude::*;

use crate::language::Speech;
use crate::wire::frame::HelpLinkView;
use crate::wire::order_view::{MessageView, SeeMore, UpdatesView};

/// Stands where the e-mail address goes while a sentence is made, so that it can become a link.
const GAP: &str = "\u{1}";

/// What is hidden, and the way to it.
#[component]
pub fn MoreBehindCode(
    /// What is hidden and where it opens.
    more: SeeMore,
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    view! {
        <section class="card see">
            <p>{more.text}</p>
            <a class="act quiet" href=more.href>{speech.say("see-more")}</a>
        </section>
    }
}

/// The address, line by line.
#[component]
pub fn Address(
    /// As it would stand on a parcel.
    lines: Vec<String>,
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    let lines = lines.into_iter().map(|line| view! { {line}<br/> }).collect_view();
    view! {
        <section class="card" aria-labelledby="address">
            <h2 id="address">{speech.say("address-heading")}</h2>
            <address>{lines}</address>
        </section>
    }
}

/// The messages sent with their state in words, and their texts to be unfolded.
#[component]
pub fn Messages(
    /// The messages, newest first.
    messages: Vec<MessageView>,
    /// Path of the page where the e-mail address is corrected.
    correct: Option<String>,
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    let none = messages.is_empty().then(|| view! { <p class="soft">{speech.say("messages-none")}</p> });
    let rows = messages
        .into_iter()
        .map(|message| {
            let MessageView { when, subject, state, text, language } = message;
            let words = if text.is_empty() {
                Either::Left(view! { <p>{subject}</p> })
            } else {
                Either::Right(view! {
                    <details><summary>{subject}</summary><p class="mail" lang=language dir="auto">{text}</p></details>
                })
            };
            view! {
                <li>
                    {words}
                    <p class="soft"><time datetime=when.iso>{when.text}</time> " · " {state}</p>
                </li>
            }
        })
        .collect_view();
    let correct =
        correct.map(|href| view! { <p class="links"><a href=href>{speech.say("address-link")}</a></p> });
    view! {
        <section class="card" aria-labelledby="messages">
            <h2 id="messages">{speech.say("messages-heading")}</h2>
            {none}
            <ul class="sent">{rows}</ul>
            {correct}
        </section>
    }
}

/// Asking for progress reports by e-mail, or asking them to stop.
#[component]
pub fn Updates(
    /// Whether they were asked for, and where it is said.
    form: UpdatesView,
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    let UpdatesView { action, wanted, address } = form;
    let [text, button] = if wanted { ["updates-on", "updates-stop"] } else { ["updates-off", "updates-ask"] };
    let text = speech.say_with(text, &[("address", address.as_str().into())]);
    let want = if wanted { "no" } else { "yes" };
    view! {
        <section class="card" id="updates" aria-labelledby="updates-heading">
            <h2 id="updates-heading">{speech.say("updates-heading")}</h2>
            <p class="soft">{text}</p>
            <form method="post" action=action>
                <button class="act quiet" name="want" value=want>{speech.say(button)}</button>
            </form>
        </section>
    }
}

/// Whom to write to, the calendar file and the page on sharing.
#[component]
pub fn Help(
    /// Where shoppers write to.
    email: Option<String>,
    /// What people call the order.
    name: String,
    /// Path of the calendar file.
    calendar: Option<String>,
    /// Path of the Atom feed.
    feed: Option<String>,
    /// Path of the page on sharing.
    share: Option<String>,
    /// Where help is besides.
    help_links: Vec<HelpLinkView>,
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    let text = view! { <WriteTo email name keys=("help-text-email", "help-text") speech=speech.clone()/> };
    let own = (!help_links.is_empty()).then(|| {
        let links =
            help_links.into_iter().map(|link| view! { " "<a href=link.href>{link.label}</a> }).collect_view();
        view! { <p class="links">{links}</p> }
    });
    let calendar = calendar.map(|href| view! { <a href=href>{speech.say("calendar")}</a> });
    let feed = feed.map(|href| view! { <a href=href type="application/atom+xml">{speech.say("feed")}</a> });
    let share = share.map(|href| view! { <a href=href>{speech.say("share")}</a> });
    let links = (calendar.is_some() || feed.is_some() || share.is_some())
        .then(|| view! { <p class="links">{calendar} {feed} {share}</p> });
    view! {
        <section class="card" aria-labelledby="help">
            <h2 id="help">{speech.say("help-heading")}</h2>
            {text}
            {own}
            {links}
        </section>
    }
}

/// A sentence about an order that names the shop's address, as a link, where there is one.
#[component]
pub fn WriteTo(
    /// Where shoppers write to.
    email: Option<String>,
    /// What people call the order.
    name: String,
    /// The sentence with the address, and the one without.
    keys: (&'static str, &'static str),
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    let words = ("name", name.as_str().into());
    match email {
        Some(email) => {
            let sentence = speech.say_with(keys.0, &[("email", GAP.into()), words]);
            let (before, after) = sentence.split_once(GAP).unwrap_or((sentence.as_str(), ""));
            let href = format!("mailto:{email}?subject={}", percent_encoded(&name));
            let (before, after) = (before.to_owned(), after.to_owned());
            Either::Left(view! { <p class="soft">{before}<a href=href>{email}</a>{after}</p> })
        }
        None => Either::Right(view! { <p class="soft">{speech.say_with(keys.1, &[words])}</p> }),
    }
}

/// `text` for the query of a `mailto:` link.
fn percent_encoded(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len() + 8);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

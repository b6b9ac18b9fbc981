//! Every template that comes with the program, in every language, with everything known and with nothing.

use std::fmt::Write as _;

use waymark::domain::message::{MessageFacts, MessageKind, MessageText};
use waymark::domain::order::Order;
use waymark::language::Language;
use waymark::mail::template::{Body, Finding, LintFor, Template, lint};

use super::data::{LINK, UNSUBSCRIBE, about, full_facts, full_order, full_shop, stored};
use super::masked_html::masked_html;
use crate::support::app::TestApp;

/// Elements that have no end.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// Reads the elements of a document and says which one is not closed, or closes nothing.
fn ill_formed(html: &str) -> Option<String> {
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = &rest[rest.find("-->").map(|end| end + 3)?..];
            continue;
        }
        let Some(end) = rest.find('>') else { return Some("a tag without its end".into()) };
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if !tag.matches('"').count().is_multiple_of(2) {
            return Some(format!("a quote is open in <{tag}>"));
        }
        let name =
            tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap_or("").to_ascii_lowercase();
        if tag.starts_with('!') || tag.ends_with('/') || VOID.contains(&name.as_str()) {
            continue;
        }
        if tag.starts_with('/') {
            match open.pop() {
                Some(last) if last == name => {}
                last => return Some(format!("</{name}> closes {last:?}")),
            }
        } else if name == "style" || name == "title" {
            rest = &rest[rest.find(&format!("</{name}>")).map(|end| end + name.len() + 3)?..];
        } else {
            open.push(name);
        }
    }
    open.pop().map(|name| format!("<{name}> is not closed"))
}

fn check(made: &MessageText, kind: MessageKind, language: Language, what: &str) {
    let here = format!("{} in {language}, {what}", kind.word());
    assert!(
        !made.subject.trim().is_empty() && !made.subject.contains(['\r', '\n']),
        "{here}: {:?}",
        made.subject
    );
    assert!(made.html.contains("/o/the-token?via=mail&amp;x=1"), "{here}: no link in\n{}", made.html);
    assert!(made.text.contains(LINK), "{here}: no link in\n{}", made.text);
    assert!(made.html.len() <= 60_000, "{here}: {} bytes", made.html.len());
    assert!(!made.html.contains("{{") && !made.html.contains("{%") && !made.text.contains("{{"), "{here}");
    assert_eq!(ill_formed(&made.html), None, "{here}\n{}", made.html);
    assert!(made.html.contains(&format!("lang=\"{}\"", language.tag())), "{here}");
    assert!(made.html.contains(&format!("dir=\"{}\"", language.direction())), "{here}");
    let wrong_way = if language.direction() == "rtl" { "direction:ltr" } else { "direction:rtl" };
    assert!(!made.html.contains(wrong_way), "{here}: {wrong_way}");
    for foreign in ["fonts.googleapis", "<script", "@import", "<link", "url("] {
        assert!(!made.html.contains(foreign), "{here}: {foreign}");
    }
    assert_eq!(made.html.contains(UNSUBSCRIBE), !kind.is_transactional(), "{here}");
    assert_eq!(Finding::of_made(made), [], "{here}");
}

#[tokio::test]
async fn every_kind_renders_in_every_language_with_full_and_with_sparse_data() {
    let app = TestApp::start().await;
    let (full, sparse) = (stored(full_order(), &app), stored(Order::default(), &app));
    let (full_shop, bare_shop) = (full_shop(&app), app.shop.clone());
    let (mut largest, mut count) = (0, 0);
    for language in Language::ALL {
        let mut told = String::new();
        for kind in MessageKind::ALL {
            for (what, shop, order, facts) in [
                ("full", &full_shop, &full, full_facts(kind)),
                ("sparse", &bare_shop, &sparse, MessageFacts::default()),
            ] {
                let about = about(shop, order, kind, language, &facts);
                let made = app.services.write_message(None, &about).await.unwrap();
                check(&made, kind, language, what);
                largest = largest.max(made.html.len());
                count += 1;
                let (kind, subject, text) = (kind.word(), &made.subject, &made.text);
                let html = masked_html(&made.html);
                writeln!(told, "=== {kind}, {what}\nSubject: {subject}\n\n{text}\n{html}\n").unwrap();
            }
        }
        // The design itself is drawn the same in every language: once below.
        insta::assert_snapshot!(format!("messages_in_{}", language.tag()), told);
    }
    println!("{count} messages, the largest {largest} bytes of HTML");
    assert_eq!(count, 15 * 9 * 2);
}

#[tokio::test]
async fn the_templates_that_come_with_the_program_have_nothing_to_mend() {
    let app = TestApp::start().await;
    for kind in MessageKind::ALL {
        for language in Language::ALL {
            let template = app.services.built_in_template(kind, language);
            let about = LintFor { kind: Some(kind), hosts: &[], untranslated: &[] };
            assert_eq!(lint(&template, &about), [], "{} in {language}", kind.word());
        }
    }
}

#[tokio::test]
async fn what_each_kind_says_in_english() {
    let app = TestApp::start().await;
    let (full, sparse) = (stored(full_order(), &app), stored(Order::default(), &app));
    let (full_shop, bare_shop) = (full_shop(&app), app.shop.clone());
    for kind in MessageKind::ALL {
        for (what, shop, order, facts) in [
            ("", &full_shop, &full, full_facts(kind)),
            ("_sparse", &bare_shop, &sparse, MessageFacts::default()),
        ] {
            let about = about(shop, order, kind, Language::English, &facts);
            let made = app.services.write_message(None, &about).await.unwrap();
            insta::assert_snapshot!(
                format!("template_{}{what}", kind.word()),
                format!("Subject: {}\n\n{}\n{}", made.subject, made.text, made.html)
            );
        }
    }
}

#[tokio::test]
async fn masking_leaves_out_what_the_page_behind_the_link_does_not_show() {
    let app = TestApp::start().await;
    let (mut shop, known) = (full_shop(&app), stored(full_order(), &app));
    let facts = full_facts(MessageKind::Shipped);
    let values = |shop: &waymark::domain::shop::Shop, kind| {
        app.services.message_context(&about(shop, &known, kind, Language::Danish, &facts)).to_string()
    };
    assert!(values(&shop, MessageKind::Shipped).contains("Strandvej"));
    for secret in ["Strandvej", "Hellerup", "Oak lamp", "00370733880000000017", "124900"] {
        assert!(!values(&shop, MessageKind::Code).contains(secret), "{secret}");
        assert!(!values(&shop, MessageKind::LinkRequested).contains(secret), "{secret}");
    }
    shop.settings.keep_address = false;
    assert!(!values(&shop, MessageKind::Shipped).contains("Strandvej"));
    assert!(values(&shop, MessageKind::Shipped).contains("Hellerup"));
    shop.settings.fresh_level = waymark::domain::level::Level::Reduced;
    for secret in ["Hellerup", "Oak lamp", "00370733880000000017", "124900"] {
        assert!(!values(&shop, MessageKind::Shipped).contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn a_broken_template_loses_no_message() {
    let app = TestApp::start().await;
    let (shop, known, facts) =
        (full_shop(&app), stored(full_order(), &app), full_facts(MessageKind::Shipped));
    let about = about(&shop, &known, MessageKind::Shipped, Language::English, &facts);
    let built_in = app.services.write_message(None, &about).await.unwrap();
    for html in [
        "{% if %}",
        "{{ x | nonsense }}",
        "{% for i in (1..900) %}{% for j in (1..900) %}x{% endfor %}{% endfor %}",
    ] {
        let broken = Template {
            subject: "Mine".into(),
            body: Body::Source { html: html.into(), text: String::new() },
        };
        assert_eq!(app.services.write_message(Some(&broken), &about).await.unwrap(), built_in, "{html}");
    }
    let sound = Template {
        subject: "Mine\n{{ name }}".into(),
        body: Body::Source { html: "<p>{{ customer.first_name }}</p>".into(), text: String::new() },
    };
    let made = app.services.write_message(Some(&sound), &about).await.unwrap();
    assert_eq!((made.subject.as_str(), made.text.as_str()), ("Mine #1001", "Ida\n"));
}

#[test]
fn the_check_of_elements_finds_faults() {
    assert_eq!(ill_formed("<p>a<br><b>c</b></p>"), None);
    assert!(ill_formed("<p><b></p>").is_some());
    assert!(ill_formed("<p>").is_some());
    assert!(ill_formed("</p>").is_some());
}

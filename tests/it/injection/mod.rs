//! Nothing that anybody typed becomes more than text: 1,000 payloads in every field that a merchant, a
//! shopper, a carrier or a product can fill, on the shopper's page and on the merchant's. The page is read
//! as a browser reads it, and holds no element and no attribute that it does not hold without payloads.
//! That nothing runs either is end2end/specs/admin-injection.spec.ts.

mod markup;

use std::collections::BTreeSet;

use markup::{Tag, tags};
use serde_json::Value;
use waymark::domain::account::Role;
use waymark::domain::brand::HelpLink;
use waymark::domain::door::Door;
use waymark::domain::entry::entries_of;
use waymark::domain::level::Level;
use waymark::domain::link::Purpose;
use waymark::domain::shop::{ProxyForm, Shop};
use waymark::language::{Language, Words};
use waymark::pages::{Assets, OrderPage, for_theme, to_html};
use waymark::services::custom_css::{Place, clean};
use waymark::services::frame::frame;
use waymark::services::present::{Source, Viewer, order_view};

use crate::levels_view::canaries;
use crate::support::app::{NOON, TestApp};

/// The corpus; end2end/payloads.mjs makes it.
fn payloads() -> Vec<String> {
    let all: Vec<String> = serde_json::from_str(include_str!("../../injection/payloads.json")).unwrap();
    assert_eq!(all.len(), 1000);
    all
}

/// `value` with `payload` in place of every text that is a canary.
fn filled(value: Value, payload: &str) -> Value {
    match value {
        Value::String(text) if text.contains("canary") => Value::String(payload.to_owned()),
        Value::Array(all) => all.into_iter().map(|one| filled(one, payload)).collect(),
        Value::Object(all) => all.into_iter().map(|(key, one)| (key, filled(one, payload))).collect(),
        other => other,
    }
}

fn with<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T, payload: &str) -> T {
    serde_json::from_value(filled(serde_json::to_value(value).unwrap(), payload)).unwrap()
}

fn shop_with(payload: &str) -> Shop {
    let mut shop = canaries::shop();
    payload.clone_into(&mut shop.name);
    let settings = &mut shop.settings;
    // Addresses are checked when they are typed; here they come as if they had not been.
    (settings.url, settings.support_email) =
        (Some("https://shop.example".into()), Some("help@shop.example".into()));
    settings.accent = payload.to_owned();
    settings.custom_css = payload.to_owned();
    settings.intro.insert("en".into(), payload.to_owned());
    settings.footer.insert("en".into(), payload.to_owned());
    settings.help_links =
        vec![HelpLink { label: payload.into(), href: "https://shop.example".into(), ..HelpLink::default() }];
    shop
}

/// The shopper's page with `payload` in every field.
fn page(words: &Words, payload: &str, door: &Door, level: Level) -> String {
    let (shop, order) = (shop_with(payload), with(&canaries::order(), payload));
    let (statuses, messages) = (with(&canaries::statuses(), payload), canaries::messages());
    let messages: Vec<_> = messages
        .into_iter()
        .map(|mut message| {
            payload.clone_into(&mut message.subject);
            message
        })
        .collect();
    let (entries, present) = (entries_of(&order), canaries::present());
    let source = Source {
        shop: &shop,
        id: waymark::domain::ids::OrderId(uuid::Uuid::nil()),
        order: &order,
        entries: &entries,
        name: payload,
        statuses: &statuses,
        messages: &messages,
        present: &present,
    };
    let viewer = Viewer { level, purpose: Purpose::Merchant, token: None, door: door.clone() };
    let speech = words.in_language(Language::English);
    let view = order_view(&source, &viewer, &speech);
    let frame = frame(door, Some(&shop), Language::English, "/o/sample");
    let assets =
        Assets { css: "/a.css".into(), js: Some("/a.js".into()), icon: "/i.svg".into(), base: "".into() };
    let brand = frame.brand_css.clone();
    let html = to_html(|| {
        use leptos::prelude::*;
        view! { <OrderPage frame assets view speech/> }
    });
    if door.is_in_theme() { for_theme(&html, "/a.css", &brand) } else { html }
}

/// Elements and attributes as `element attribute`.
fn names(found: &[Tag]) -> BTreeSet<String> {
    let of = |tag: &Tag| {
        let attributes =
            tag.attributes.iter().map(|(name, _)| format!("{} {name}", tag.name)).collect::<Vec<_>>();
        std::iter::once(tag.name.clone()).chain(attributes)
    };
    found.iter().flat_map(of).collect()
}

/// What a merchant's Markdown may become besides.
const RICH: &[&str] = &[
    "p",
    "br",
    "em",
    "strong",
    "ul",
    "ul class",
    "ol",
    "ol class",
    "ol start",
    "li",
    "a",
    "a href",
    "a rel",
    "div",
    "div class",
];

/// What no payload may become, whatever the allow-list says.
fn refused(found: &[Tag]) -> Option<String> {
    for tag in found {
        for (name, value) in &tag.attributes {
            let low = value.trim().to_ascii_lowercase();
            if name.starts_with("on") || name == "style" || name == "srcdoc" {
                return Some(format!("{} {name}", tag.name));
            }
            let leads = matches!(name.as_str(), "href" | "src" | "action" | "formaction" | "data" | "poster");
            let good = ["https://", "http://", "mailto:", "tel:", "/", "?", "#"]
                .iter()
                .any(|good| low.starts_with(good));
            if leads && !(good || low.is_empty()) {
                return Some(format!("{} {name}={value}", tag.name));
            }
            let elsewhere = low.starts_with("//") || !low.starts_with('/');
            let loads = tag.name != "a" && leads && elsewhere;
            if loads && !low.is_empty() {
                return Some(format!("{} {name}={value} would be loaded", tag.name));
            }
        }
    }
    None
}

fn style_of(found: &[Tag]) -> String {
    found.iter().filter(|tag| tag.name == "style").map(|tag| tag.raw.clone()).collect()
}

#[test]
fn a_thousand_payloads_stay_text_on_the_shoppers_page() {
    let words = Words::load();
    let theme = Door::proxied("/apps/status", ProxyForm::Theme).unwrap();
    for (door, level) in [(&Door::OWN, Level::Full), (&theme, Level::Full)] {
        let plain = [
            "word",
            "Two words, and more",
            "1Z999AA10123456784",
            "https://shop.example/x",
            "- a\n- b\n\n**c**",
        ];
        let mut allowed: BTreeSet<String> = RICH.iter().map(|name| (*name).to_owned()).collect();
        allowed.extend(plain.iter().flat_map(|text| names(&tags(&page(&words, text, door, level)))));
        let scripts = |found: &[Tag]| found.iter().filter(|tag| tag.name == "script").count();
        let known = scripts(&tags(&page(&words, "word", door, level)));
        let mut shown = 0;
        for payload in payloads() {
            let html = page(&words, &payload, door, level);
            let found = tags(&html);
            let odd: Vec<String> = names(&found).difference(&allowed).cloned().collect();
            assert!(odd.is_empty(), "{payload:?} made {odd:?}");
            assert_eq!(refused(&found), None, "{payload:?}");
            assert_eq!(scripts(&found), known, "{payload:?}");
            let style = style_of(&found).to_ascii_lowercase();
            assert!(
                !style.contains("url(") && !style.contains('<') && !style.contains("@import"),
                "{payload:?}: {style}"
            );
            if door.is_in_theme() {
                let (_, body) = html.split_once("</style>").unwrap();
                assert!(
                    !body.contains(['{', '}']) && !style.contains("{{") && !style.contains("{%"),
                    "{payload:?}"
                );
            }
            shown += usize::from(
                html.contains("canary.invalid") || html.contains("injected") || html.contains("alert"),
            );
        }
        assert!(shown > 600, "only {shown} payloads were shown at all: the fields are not filled");
    }
}

#[test]
fn a_thousand_payloads_as_css_are_refused_or_harmless() {
    let (mut taken, mut refused) = (0, 0);
    for payload in payloads() {
        let forms = [
            payload.clone(),
            format!("p {{ content: '{payload}' }}"),
            format!("p {{ color: {payload} }}"),
            format!("{payload} {{ color: red }}"),
            format!(".{payload} {{ --x: {payload} }}"),
        ];
        for css in forms {
            for place in [Place::Document, Place::Theme] {
                match clean(&css, place) {
                    Err(faults) => {
                        assert!(!faults.is_empty());
                        refused += 1;
                    }
                    Ok(clean) => {
                        taken += 1;
                        let low = clean.to_ascii_lowercase();
                        for bad in [
                            "url(",
                            "<",
                            "@import",
                            "{{",
                            "{%",
                            "image-set(",
                            "expression(",
                            "position:fixed",
                            "[",
                            "\\",
                        ] {
                            assert!(!low.contains(bad), "{css:?} became {clean:?}");
                        }
                        let scope = if place == Place::Document { "#main" } else { ".waymark .page" };
                        let heads = clean.split(['}', '{']).step_by(2).filter(|head| !head.trim().is_empty());
                        for head in heads.filter(|head| !head.starts_with("@media")) {
                            assert!(
                                head.starts_with(scope) || clean.contains("@media"),
                                "{css:?} became {clean:?}"
                            );
                        }
                    }
                }
            }
        }
    }
    println!("S7, CSS: {taken} styles written anew, {refused} refused");
}

#[tokio::test]
async fn a_thousand_payloads_stay_text_on_the_settings_pages() {
    let app = TestApp::start().await;
    let owner = app.sign_in("owner", Role::Owner).await;
    let texts: [(&str, &[&str]); 2] = [
        (
            "/admin/shop/settings",
            &["name", "url", "support_email", "time_zone", "link0", "to0", "link1", "link0-da", "seen"],
        ),
        ("/admin/shop/settings/brand", &["accent", "corners", "intro-en", "footer-en", "custom_css", "seen"]),
    ];
    for (path, fields) in texts {
        let form = |text: &str, seen: &str| {
            let mut form = form_urlencoded::Serializer::new(String::new());
            for field in fields {
                form.append_pair(field, if *field == "seen" { seen } else { text });
            }
            form.finish()
        };
        let page = app.get_as(&owner, path).await.text();
        let mark = page.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let mut allowed = names(&tags(&page));
        allowed
            .extend(names(&tags(&app.post_as(&owner, path, &form("a wrong address", &mark)).await.text())));
        allowed.extend(names(&tags(&app.post_as(&owner, path, &form("word", "older")).await.text())));
        for payload in payloads() {
            let answer = app.post_as(&owner, path, &form(&payload, &mark)).await;
            assert!(answer.status.as_u16() == 422, "{payload:?} gave {}", answer.status);
            let found = tags(&answer.text());
            let odd: Vec<String> = names(&found).difference(&allowed).cloned().collect();
            assert!(odd.is_empty(), "{payload:?} made {odd:?} at {path}");
            assert_eq!(refused(&found), None, "{payload:?} at {path}");
        }
    }
}

#[tokio::test]
async fn a_thousand_payloads_stay_text_in_the_editor_of_messages_and_act_in_no_message() {
    let app = TestApp::start().await;
    let owner = app.sign_in("owner", Role::Owner).await;
    let path = "/admin/shop/templates/shipped/en";
    let form = |kind: &str, texts: &[String], what: &str| {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("form", kind).append_pair("do", what).append_pair("preview_order", &texts[0]);
        for (n, field) in ["subject", "preheader", "headline", "button", "closing"].into_iter().enumerate() {
            form.append_pair(field, &texts[n % texts.len()]);
        }
        for field in ["text", "html", "plain"] {
            form.append_pair(field, &texts.join("\n\n"));
        }
        form.finish()
    };
    let mut allowed = BTreeSet::new();
    for kind in ["blocks", "source"] {
        for text in ["word", "{{ nonsense }}", "{% if %}", "<a href=\"https://elsewhere.example\">x</a>", ""]
        {
            for what in ["look", "save"] {
                let page = app.post_as(&owner, path, &form(kind, &[text.to_owned()], what)).await.text();
                allowed.extend(names(&tags(&page)));
            }
        }
    }
    let mut drawn = 0;
    for (minute, texts) in payloads().chunks(50).enumerate() {
        // So many previews are not drawn in one minute.
        app.clock.set(NOON.plus_minutes(i64::try_from(minute).unwrap() + 1));
        for kind in ["blocks", "source"] {
            let page = app.post_as(&owner, path, &form(kind, texts, "look")).await.text();
            let found = tags(&page);
            let odd: Vec<String> = names(&found).difference(&allowed).cloned().collect();
            assert!(odd.is_empty(), "{texts:?} made {odd:?}");
            assert_eq!(refused(&found), None, "{texts:?}");
            let frame = found.iter().filter(|tag| tag.name == "iframe").flat_map(|tag| &tag.attributes);
            let Some((_, src)) = frame.into_iter().find(|(name, _)| name == "src") else { continue };
            drawn += 1;
            for tag in tags(&app.get_as(&owner, src).await.text()) {
                let acts =
                    ["script", "iframe", "object", "embed", "form", "input", "svg", "math", "base", "link"];
                assert!(!acts.contains(&tag.name.as_str()), "{texts:?} made {tag:?}");
                assert!(
                    !tag.attributes.iter().any(|(name, _)| name.starts_with("on")),
                    "{texts:?} made {tag:?}"
                );
            }
        }
    }
    assert!(drawn > 5, "only {drawn} messages were drawn");
}

/// The source files of the pages.
fn sources(folder: &std::path::Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn no_page_writes_text_without_escaping_it() {
    let mut files = Vec::new();
    sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages"), &mut files);
    assert!(files.len() > 15);
    for (path, text) in files {
        let code: String =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        // Leptos writes the content of a textarea as it is.
        for piece in code.split("<textarea").skip(1) {
            let content = piece.split("</textarea>").next().unwrap();
            assert!(content.contains("in_textarea("), "{path}: a textarea without in_textarea(): {content}");
        }
        // A picture that we draw of a key that we drew: the one place.
        let drawn = usize::from(path.ends_with("second_factor.rs"));
        assert_eq!(code.matches("inner_html").count(), drawn, "{path}: inner_html");
    }
}

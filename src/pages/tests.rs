//! Every page in a left-to-right and a right-to-left language: it renders, it is one document with
//! one headline, what is hidden is absent, and nothing anybody typed becomes markup.

use leptos::prelude::*;

use super::samples::{bare, frame, full, long, standard};
use super::*;
use crate::language::{Language, Speech, Words};
use crate::wire::frame::Frame;
use crate::wire::order_view::OrderView;

const LANGUAGES: [&str; 2] = ["en", "ar"];

fn speech(language: &str) -> Speech {
    let language = Language::from_locale(language).expect("a language of ours");
    Words::load().in_language(language)
}

fn assets() -> Assets {
    Assets {
        css: "/assets/main-1.css".into(),
        js: Some("/assets/page-1.js".into()),
        icon: "/assets/icon.svg".into(),
        base: "".into(),
    }
}

fn order(language: &str, view: OrderView) -> String {
    let (frame, assets, speech) = (frame(language), assets(), speech(language));
    to_html(|| view! { <OrderPage frame assets view speech/> })
}

fn code(language: &str, state: CodeState) -> String {
    let (frame, assets, speech) = (frame(language), assets(), speech(language));
    let view = CodeView {
        name: "#1042".to_owned(),
        send: "/o/t/code".to_owned(),
        check: "/o/t/code/check".to_owned(),
        back: "/o/t".to_owned(),
        state,
        browser: None,
    };
    to_html(|| view! { <CodePage frame assets view speech/> })
}

fn share(language: &str, state: ShareState) -> String {
    let (frame, assets, speech) = (frame(language), assets(), speech(language));
    let view = ShareView {
        name: "#1042".to_owned(),
        make: "/o/t/share".to_owned(),
        revoke: "/o/t/share/revoke".to_owned(),
        back: "/o/t".to_owned(),
        state,
    };
    to_html(|| view! { <SharePage frame assets view speech/> })
}

fn address(language: &str, state: AddressState, waiting: Option<&str>, typed: &str) -> String {
    let (frame, assets, speech) = (frame(language), assets(), speech(language));
    let view = AddressView {
        name: "#1042".to_owned(),
        current: "s…@e….com".to_owned(),
        waiting: waiting.map(str::to_owned),
        typed: typed.to_owned(),
        send: "/o/t/address".to_owned(),
        check: "/o/t/address/check".to_owned(),
        back: "/o/t".to_owned(),
        state,
    };
    to_html(|| view! { <AddressPage frame assets view speech/> })
}

fn find(language: &str, state: FindState) -> String {
    let (frame, assets, speech) = (frame(language), assets(), speech(language));
    let view = FindView { action: "/find".to_owned(), order: "\"#1001".to_owned(), state };
    to_html(|| view! { <FindPage frame assets view speech/> })
}

fn notice(frame: &Frame, notice: Notice) -> String {
    let (assets, speech) = (assets(), speech("en"));
    let (frame, view) = (frame.clone(), NoticeView { notice, again: None, find: "/find?lang=en".to_owned() });
    to_html(|| view! { <NoticePage frame assets view speech/> })
}

/// What holds for every page.
fn check(html: &str, language: &str) {
    let direction = if language == "ar" { "rtl" } else { "ltr" };
    assert!(
        html.starts_with(&format!(r#"<!DOCTYPE html><html lang="{language}" dir="{direction}">"#)),
        "{}",
        &html[..html.len().min(120)]
    );
    assert!(html.ends_with("</html>"));
    assert_eq!(html.matches("<h1").count(), 1);
    assert_eq!(html.matches("<main").count(), 1);
    assert!(!html.contains("<!>") && !html.contains("<!--"), "markers cost bytes");
    assert!(!html.contains(" style=\""), "the content security policy forbids style attributes");
    assert!(html.contains(r#"content="noindex,nofollow""#));
    assert!(!html.contains("src=\"http") && !html.contains("url(http"), "nothing comes from elsewhere");
    let ids: Vec<_> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{ids:?}");
}

#[test]
fn every_page_renders() {
    for language in LANGUAGES {
        for view in [full(), standard(), bare(), long(), OrderView::default()] {
            check(&order(language, view), language);
        }
        for state in [
            CodeState::Fresh,
            CodeState::Sent,
            CodeState::Wrong { left: 1 },
            CodeState::Dead,
            CodeState::TooMany,
        ] {
            check(&code(language, state), language);
        }
        for state in [
            AddressState::Fresh,
            AddressState::NotAnAddress,
            AddressState::Same,
            AddressState::SetByShop,
            AddressState::TooMany,
            AddressState::Wrong { left: 1 },
            AddressState::Dead,
            AddressState::Done,
        ] {
            for waiting in [None, Some("n…@e….org")] {
                check(&address(language, state, waiting, ""), language);
            }
        }
        let live = ShareState::Live("https://example.com/o/abc".to_owned());
        for state in [ShareState::None, live, ShareState::Ended, ShareState::NotHere] {
            check(&share(language, state), language);
        }
        for state in [
            FindState::Fresh,
            FindState::Missing { order: true, proof: true },
            FindState::Miss,
            FindState::TooMany,
            FindState::Sent,
            FindState::NoShop,
        ] {
            check(&find(language, state), language);
        }
        for which in Notice::ALL {
            check(&notice(&frame(language), which), language);
        }
    }
}

#[test]
fn trouble_needs_no_shop() {
    for which in Notice::ALL {
        let html = notice(&Frame::default(), which);
        check(&html, "en");
        assert!(html.contains(r#"href="/find?lang=en""#) && !html.contains("mailto:"));
    }
}

#[test]
fn hidden_is_absent() {
    let html = order("en", standard());
    for hidden in ["<address", "id=\"messages\"", "/address", "ld+json"] {
        assert!(!html.contains(hidden), "{hidden}");
    }
    let html = order("en", bare());
    for hidden in
        ["<ol class=\"stages", "class=\"due\"", "parcel", "<dl", "see", "due.ics", "/share", "<time"]
    {
        assert!(!html.contains(hidden), "{hidden}");
    }
    assert!(html.contains("fills up by itself"));
}

#[test]
fn what_people_typed_stays_text() {
    let evil = "<script>alert(1)</script>\"'<!>&";
    let mut view = full();
    view.name = evil.to_owned();
    view.headline = evil.to_owned();
    view.items[0].title = evil.to_owned();
    view.items[0].initial = "<".to_owned();
    view.days[0].entries[0].quote = Some(evil.to_owned());
    view.days[0].entries[0].class = evil.to_owned();
    view.parcels[0].tracking[0].copy = evil.to_owned();
    view.parcels[0].tracking[0].number = evil.to_owned();
    view.messages[0].text = evil.to_owned();
    view.messages[0].subject = evil.to_owned();
    let html = order("en", view);
    check(&html, "en");
    assert!(!html.contains("<script>"), "only our own script elements, which have attributes");
    assert!(html.contains("&lt;script&gt;alert(1)"));
    let html = address("en", AddressState::NotAnAddress, None, evil);
    check(&html, "en");
    assert!(html.contains("value=\"&lt;script&gt;alert(1)") && html.contains("address-problem"));
    let html = find("en", FindState::Miss);
    assert!(html.contains(r##"value="&quot;#1001""##), "the typed number is kept");
}

#[test]
fn errors_are_tied_to_their_fields() {
    let html = find("en", FindState::Missing { order: true, proof: false });
    assert_eq!(html.matches("aria-invalid=\"true\"").count(), 1);
    assert!(
        html.contains(r#"aria-describedby="order-hint order-problem""#) && html.contains("role=\"alert\"")
    );
    let html = code("en", CodeState::Wrong { left: 3 });
    assert!(html.contains(r#"aria-describedby="hint problem""#) && html.contains("3 more tries"));
}

#[test]
fn last_known_state_is_said_before_anything_else() {
    for language in LANGUAGES {
        let words = speech(language);
        for key in ["notice-paused", "notice-uninstalled"] {
            let until = words.say_with("notice-known-until", &[("when", "19 Nov 08:12".into())]);
            let notice = format!("{} {until}", words.say(key));
            let html = order(language, OrderView { notice: Some(notice.clone()), checked: None, ..full() });
            check(&html, language);
            let (place, headline) =
                (html.find(&notice).expect("the notice"), html.find("<h1").expect("a headline"));
            assert!(place < headline, "{language}");
            assert_eq!(html.matches("role=\"note\"").count(), 1);
        }
    }
    assert!(!order("en", full()).contains("role=\"note\""));
}

#[test]
fn long_orders_fold() {
    let html = order("en", long());
    assert_eq!(html.matches("<details class=\"card parcel\"").count(), 8);
    assert_eq!(html.matches("<article class=\"card parcel\"").count(), 4);
    assert!(html.contains("74 more items"));
    assert_eq!(html.matches("class=\"tile\"").count(), 80, "folded, not dropped");
}

#[test]
fn progress_is_said_in_words() {
    let html = order("en", full());
    assert_eq!(html.matches("aria-current=\"step\"").count(), 1);
    for word in ["<em>done</em>", "<em>now</em>", "<em>still to come</em>"] {
        assert!(html.contains(word), "{word}");
    }
}

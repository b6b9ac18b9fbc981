//! Row S9: templates that eat memory, time or the stack end in a typed error, soon, and this process does
//! not notice.

use std::time::{Duration, Instant};

use waymark::domain::message::MessageKind;
use waymark::language::Language;
use waymark::mail::template::{Blocks, Body, Fence, Limits, LintFor, RenderError, Template, lint};

use super::bomb_list::bombs;
use super::data::{about, full_facts, full_order, full_shop, stored};
use crate::support::app::TestApp;

/// How long a bomb may take. In a build without optimization starting the process alone takes longer than a
/// bomb may in production.
const SOON: Duration =
    if cfg!(debug_assertions) { Duration::from_secs(25) } else { Duration::from_millis(600) };

#[tokio::test]
async fn two_hundred_bombs_end_in_typed_errors_and_harm_nobody() {
    let app = TestApp::start().await;
    let (shop, known, facts) =
        (full_shop(&app), stored(full_order(), &app), full_facts(MessageKind::Shipped));
    let about = about(&shop, &known, MessageKind::Shipped, Language::English, &facts);
    let all = bombs();
    assert!(all.len() >= 200, "{}", all.len());
    let (mut slowest, mut sum) = (Duration::ZERO, Duration::ZERO);
    let mut kinds = std::collections::BTreeMap::<String, usize>::new();
    for bomb in &all {
        let template =
            Template { subject: "x".into(), body: Body::Source { html: bomb.clone(), text: String::new() } };
        let begin = Instant::now();
        let outcome = app.services.try_template(&template, &about).await;
        let took = begin.elapsed();
        let shown: String = bomb.chars().take(120).collect();
        // What a merchant saves is read in this process, without a fence.
        let begin = Instant::now();
        let found = lint(&template, &LintFor { kind: None, hosts: &[], untranslated: &[] });
        assert!(found.len() < 150, "{} findings: nobody reads them: {shown}", found.len());
        assert!(begin.elapsed() < SOON, "lint took {:?}: {shown}", begin.elapsed());
        let error = outcome.err().unwrap_or_else(|| panic!("this was rendered: {shown}"));
        assert_ne!(error, RenderError::Unavailable, "{shown}");
        assert!(error.to_string().len() < 400, "{error}");
        assert!(took < SOON, "{took:?}: {shown}");
        let word = serde_json::to_value(&error).unwrap()["error"].as_str().unwrap().to_owned();
        *kinds.entry(word).or_default() += 1;
        (slowest, sum) = (slowest.max(took), sum + took);
    }
    println!(
        "{} bombs, mean {:?}, slowest {slowest:?}: {kinds:?}",
        all.len(),
        sum / u32::try_from(all.len()).unwrap()
    );
    // The server is as it was.
    let well = Template {
        subject: "Well".into(),
        body: Body::Blocks(Blocks { headline: "{{ name }}".into(), ..Blocks::default() }),
    };
    assert_eq!(app.services.try_template(&well, &about).await.unwrap().subject, "Well");
}

#[tokio::test]
async fn a_process_that_never_ends_is_ended() {
    let app = TestApp::start().await;
    let (shop, known, facts) =
        (full_shop(&app), stored(full_order(), &app), full_facts(MessageKind::Shipped));
    let about = about(&shop, &known, MessageKind::Shipped, Language::English, &facts);
    let job = app.services.message_job(Template::default(), &about);
    // No time at all: whatever the process does, it is too late.
    let limits = Limits { wall_millis: 0, ..Limits::default() };
    let fence = Fence::new(env!("CARGO_BIN_EXE_waymark").into(), limits, 1);
    assert_eq!(fence.render(&job).await, Err(RenderError::TimedOut));
    // Less than it has already when it takes the limit upon itself.
    let limits = Limits { memory: 64 * 1024, ..Limits::default() };
    let fence = Fence::new(env!("CARGO_BIN_EXE_waymark").into(), limits, 1);
    assert_eq!(fence.render(&job).await, Err(RenderError::TooMuchMemory));
    let nobody = Fence::new("/nowhere/waymark".into(), Limits::default(), 1);
    assert_eq!(nobody.render(&job).await, Err(RenderError::Unavailable));
}

#[tokio::test]
async fn values_never_become_markup_or_headers() {
    let app = TestApp::start().await;
    let (mut shop, known) = (full_shop(&app), stored(full_order(), &app));
    shop.name = "A\r\nBcc: x@evil.example\r\n\r\n<script>alert(1)</script>{{ code }}".into();
    let mut facts = full_facts(MessageKind::CommentAdded);
    facts.comment = Some(
        "<img src=x onerror=alert(1)> {{ shop.email }} {% raw %} </mj-text><mj-raw><script>x</script>".into(),
    );
    let about = about(&shop, &known, MessageKind::CommentAdded, Language::English, &facts);
    let mine = Template {
        subject: "{{ shop.name }}".into(),
        body: Body::Source { html: "<p title=\"{{ shop.name }}\">{{ comment.text }}</p><p>{{ shop.name | url_encode | url_decode }}</p>".into(), text: "{{ comment.text }}".into() },
    };
    for template in [None, Some(&mine)] {
        let made = app.services.write_message(template, &about).await.unwrap();
        assert!(!made.subject.contains(['\r', '\n']), "{:?}", made.subject);
        let html = made.html.to_ascii_lowercase();
        assert!(!html.contains("<script") && !html.contains("<img src=x"), "{html}");
        assert!(html.contains("{{ shop.email }}"), "values are not read as Liquid: {html}");
    }
}

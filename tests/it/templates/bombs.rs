//! Row S9: templates that eat memory, time or the stack end in a typed error, soon, and this process does
//! not notice.

use std::time::{Duration, Instant};

use waymark::domain::message::MessageKind;
use waymark::language::Language;
use waymark::mail::template::{Blocks, Body, Fence, Limits, RenderError, Template};

use super::data::{about, full_facts, full_order, full_shop, stored};
use crate::support::app::TestApp;

/// How long a bomb may take. In a build without optimization starting the process alone takes longer than a
/// bomb may in production.
const SOON: Duration =
    if cfg!(debug_assertions) { Duration::from_secs(25) } else { Duration::from_millis(600) };

fn nested(tag: &str, end: &str, times: usize) -> String {
    format!("{}x{}", tag.repeat(times), end.repeat(times))
}

fn doubled(times: usize, how: &str) -> String {
    format!(
        "{{% assign a = 'aaaaaaaaaaaaaaaa' %}}{}{{{{ a }}}}",
        format!("{{% assign a = a | {how} %}}").repeat(times)
    )
}

/// The table of the reference material and its relatives.
fn bombs() -> Vec<String> {
    let mut all: Vec<String> = [
        "{% for i in (1..10000000) %}{% endfor %}",
        "{% for i in (1..10000000) limit:1 %}{% endfor %}",
        "{% for i in (1..1000000000) %}{% endfor %}",
        "{% for i in (-9223372036854775808..9223372036854775807) %}{% endfor %}",
        "{% for i in (1..200) %}{% for j in (1..200) %}{% for k in (1..200) %}x{% endfor %}{% endfor %}{% endfor %}",
        "{% assign n = 1000000000 %}{% for i in (1..n) %}{% endfor %}",
        "{% assign n = 1000000000 %}{% for i in (1..n) reversed %}x{% endfor %}",
        "{% include 'x' %}",
        "{% render 'x' %}",
        "{% tablerow i in (1..1000000) %}x{% endtablerow %}",
        "{{ 99999999999999999999999999 }}",
        "{% assign a = 99999999999999999999999999 %}",
        "{% for i in (1..900) %}{% capture a %}{{ a }}{{ a }}xxxxxxxx{% endcapture %}{% endfor %}",
        "{% for i in (1..60) %}{% assign a = a | append: a | append: 'x' %}{% endfor %}",
        "{% assign a = 'x,' %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}{{ a | split: ',' | join: a }}",
        "{% assign l = 'a,b' | split: ',' %}{% for i in (1..60) %}{% assign l = l | concat: l %}{% endfor %}{{ l | size }}",
        "{% assign a = 9 %}{% for i in (1..900) %}{% assign a = a | times: 999999999999.5 %}{% endfor %}{{ a }}",
        "{{ 1 | divided_by: 0 }}",
        "{{ 1 | modulo: 0 }}",
        "{% if a %}",
        "{% endif %}",
        "{{ a",
        "{% raw %}",
        "{{ 'a }}",
        "{% nonsense %}",
        "{{ a | nonsense }}",
        "{% cycle %}",
        "{{ 'now' | date: '%' }}",
    ]
    .map(str::to_owned)
    .into();
    for how in ["append: a", "prepend: a", "replace: 'a', a", "replace: 'aa', a", "append: a | append: a"] {
        all.extend([14, 20, 27, 40].map(|times| doubled(times, how)));
    }
    for (tag, end) in [
        ("{% if a %}", "{% endif %}"),
        ("{% unless a %}", "{% endunless %}"),
        ("{% for i in (1..2) %}", "{% endfor %}"),
        ("{% case a %}{% when 1 %}", "{% endcase %}"),
        ("{% capture a %}", "{% endcapture %}"),
        ("{% ifchanged %}", "{% endifchanged %}"),
        ("{% comment %}", "{% endcomment %}"),
        ("{% if a %}{% raw %}{% endif %}{% endraw %}", "{% endif %}"),
        ("{% if a == \"%}{% endif %}\" %}", "{% endif %}"),
    ] {
        all.extend([60, 200, 700, 1500, 5000].map(|times| nested(tag, end, times)));
    }
    for depth in [60, 1000, 10_000] {
        all.push(format!("{{{{ a{}1{} }}}}", "[a".repeat(depth), "]".repeat(depth)));
        all.push(format!("{{% for i in {}1..2{} %}}{{% endfor %}}", "(".repeat(depth), ")".repeat(depth)));
        all.push(format!(
            "{{% if {} %}}x{{% endif %}}{{% nonsense %}}",
            "a and ".repeat(depth.min(5000)) + "a"
        ));
    }
    // Loops inside loops over what a loop may have.
    for (outer, inner) in [(1000, 1000), (900, 100), (500, 21), (101, 100), (1000, 11), (300, 300)] {
        all.push(format!(
            "{{% for i in (1..{outer}) %}}{{% for j in (1..{inner}) %}}{{% endfor %}}{{% endfor %}}"
        ));
        let line = "0123456789".repeat(40);
        all.push(format!("{{% for i in (1..{}) %}}{line}{{% endfor %}}", outer.max(700)));
    }
    for bytes in [65_537, 100_000, 1_000_000, 3_000_000] {
        all.push("x".repeat(bytes));
        all.push("{{ a }}".repeat(bytes / 7 + 1));
    }
    // Output without loops: what a text of the allowed length can become.
    for times in [6, 8, 12] {
        let kept = format!("{{% capture a %}}{}{{% endcapture %}}", "y".repeat(60_000));
        all.push(format!("{kept}{}", "{{ a }}".repeat(times)));
    }
    // Two hundred are asked for: the rest are braces in every wrong order.
    let wrong = [
        "{{",
        "{%",
        "{{ {{",
        "{% {%",
        "{{ '",
        "{{ \"",
        "{% if",
        "{% for",
        "{% for i in",
        "{% assign",
        "{{ a |",
        "{{ a | date: '",
    ];
    for (index, begin) in wrong.iter().cycle().enumerate() {
        if all.len() >= 200 {
            break;
        }
        all.push(format!("{}{begin}", "x\n".repeat(index)));
    }
    all
}

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
    let limits = Limits { memory: 1024 * 1024, ..Limits::default() };
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

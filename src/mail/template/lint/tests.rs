use super::*;
use crate::mail::template::{Blocks, TEXT_LIMIT};

fn of_source(html: &str) -> Vec<(u32, u32, &'static str, Severity, String)> {
    let template = Template {
        subject: "Order {{ order_name }}".into(),
        body: Body::Source { html: html.into(), text: String::new() },
    };
    let hosts = ["shop.example".to_owned()];
    let about = LintFor { kind: Some(MessageKind::Shipped), hosts: &hosts, untranslated: &[] };
    let found = lint(&template, &about).into_iter();
    found.map(|f| (f.place.line, f.place.column, f.rule, f.severity, f.sentence)).collect()
}

const LINK: &str = "<a href=\"{{ order_status_url }}\">Order</a>\n";

#[test]
fn each_fault_is_found_at_its_line_and_column() {
    let table: &[(&str, u32, u32, &str, &str)] = &[
        ("Hi {{ custmer.first_name }}", 2, 7, "unknown_variable", "Did you mean “customer.first_name”?"),
        ("\n  {{ customer.firstname }}", 3, 6, "unknown_variable", "Did you mean “customer.first_name”?"),
        ("{{ total_price | mony }}", 2, 18, "unknown_filter", "Did you mean “money”?"),
        (
            "{{ total_price\n | monney_with_currency }}",
            3,
            4,
            "unknown_filter",
            "Did you mean “money_with_currency”?",
        ),
        (
            "{% for line in line_items %}{{ line.titel }}{% endfor %}",
            2,
            32,
            "unknown_variable",
            "“line.titel”",
        ),
        ("{% for line in line_items %}{{ line.sku }}{% endfor %}", 2, 32, "empty_variable", "always empty"),
        ("{% if email %}x", 2, 1, "unclosed_tag", "`{% endif %}` is missing"),
        ("å {% endfor %}", 2, 3, "unclosed_tag", "closes nothing"),
        ("x {{ email", 2, 3, "unclosed_tag", "not closed"),
        ("{% if email == 'a %}x{% endif %}", 2, 16, "unclosed_tag", "quote"),
        ("{% include 'x' %}", 2, 1, "forbidden_tag", "`{% include %}`"),
        ("{% tablerow a in b %}", 2, 1, "forbidden_tag", "`{% tablerow %}`"),
        ("<a href=\"https://evil.example/x\">y</a>", 2, 10, "foreign_link", "evil.example"),
        ("<img src='http://notshop.example/x'>", 2, 11, "foreign_link", "notshop.example"),
        ("<a href=\"//evil.example/x\">y</a>", 2, 10, "foreign_link", "evil.example"),
        ("<a HREF = \"HTTPS://Evil.example/x\">y</a>", 2, 12, "foreign_link", "evil.example"),
        ("{{ 'y' | link_to: 'https://evil.example' }}", 2, 20, "foreign_link", "evil.example"),
        ("<a href='https://shop.example@evil.example/'>", 2, 10, "foreign_link", "leads to evil.example"),
        ("<a href='https:\\\\evil.example'>", 2, 10, "foreign_link", "evil.example"),
        (
            "<mj-section background-url='https://evil.example/x'>",
            2,
            29,
            "foreign_link",
            "loaded from evil.example",
        ),
        ("<p style='background: url(//evil.example/x)'>", 2, 27, "foreign_link", "evil.example"),
        ("{% for i in (1..100000) %}{% endfor %}", 2, 1, "limits", "further than 1000"),
    ];
    for (source, line, column, rule, words) in table {
        let found = of_source(&format!("{LINK}{source}"));
        let hit = found.iter().find(|f| f.2 == *rule);
        let hit = hit.unwrap_or_else(|| panic!("{source}: {found:?}"));
        assert_eq!((hit.0, hit.1), (*line, *column), "{source}: {found:?}");
        assert!(hit.4.contains(words), "{source}: {found:?}");
    }
}

#[test]
fn what_is_well_is_not_mentioned() {
    let well = "{% assign mine = order_name | upcase %}{{ mine }}{% capture more %}{{ shop.name }}{% endcapture %}{{ more }}\
        {% for line in subtotal_line_items %}{{ line.product.title }} {{ forloop.index }}{{ line.final_line_price | money }}{% endfor %}\
        {% for n in fulfillment.tracking_numbers %}{{ n }}{% endfor %}{% comment %}{{ nonsense }}{% endcomment %}\
        {{ 'now' | date: format: 'date' }}<a href=\"https://www.shop.example/\">x</a>";
    assert_eq!(of_source(&format!("{LINK}{well}")), []);
}

#[test]
fn what_is_missing_is_told() {
    let rules = |template: &Template, untranslated: &[String]| {
        let about = LintFor { kind: Some(MessageKind::StatusChanged), hosts: &[], untranslated };
        lint(template, &about).into_iter().map(|f| (f.rule, f.place.part)).collect::<Vec<_>>()
    };
    assert_eq!(
        rules(&Template::default(), &["German".into()]),
        [
            ("missing_subject", Part::Subject),
            ("translation_missing", Part::Subject),
            ("missing_text", Part::Text)
        ]
    );
    let blocks = |button: &str, text: &str| Template {
        subject: "x".into(),
        body: Body::Blocks(Blocks { text: text.into(), button: button.into(), ..Blocks::default() }),
    };
    assert_eq!(rules(&blocks("", "Hello"), &[]), [("status_link_missing", Part::Text)]);
    assert_eq!(
        rules(&blocks("", "{% comment %}{{ order_status_url }}{% endcomment %}"), &[]),
        [("status_link_missing", Part::Text)]
    );
    assert_eq!(rules(&blocks("See it", "Hello"), &[]), []);
    assert_eq!(rules(&blocks("", "Hello {{ order_status_url }}"), &[]), []);
    let missing = of_source("<p>Hello</p>\n<p>there</p>\n");
    assert_eq!((missing[0].0, missing[0].1, missing[0].2), (2, 13, "status_link_missing"));
}

#[test]
fn what_is_too_large_is_told() {
    let made = |bytes| MessageText { subject: "x".into(), html: "x".repeat(bytes), text: "x".into() };
    let found =
        |bytes| Finding::of_made(&made(bytes)).into_iter().map(|f| (f.rule, f.severity)).collect::<Vec<_>>();
    assert_eq!(found(60_000), []);
    assert_eq!(found(60_001), [("too_large", Severity::Warning)]);
    assert_eq!(found(102_001), [("too_large", Severity::Error)]);
    assert_eq!(Finding::of_made(&MessageText::default()).len(), 2);
    let source = of_source(&format!("{LINK}{}", "x".repeat(61_000)));
    assert_eq!(source[0].2, "too_large");
    let never = of_source(&format!("{LINK}{}", "x".repeat(TEXT_LIMIT)));
    assert!(never.iter().any(|found| (found.2, found.3) == ("too_long", Severity::Error)), "{never:?}");
}

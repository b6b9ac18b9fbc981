use super::check::{Ours, check};
use crate::wire::admin::shopify_mails::CheckedTemplate;
use crate::wire::frame::Tone::{self, Good, Stop, Warn};

fn ours() -> Ours {
    Ours {
        bases: vec!["https://shop.example/apps/status".into(), "https://status.example".into()],
        find: "https://shop.example/apps/status/find".into(),
        button: "See your order".into(),
    }
}

const LINK: &str = "https://shop.example/apps/status/find?order={{ order_name | url_encode }}";

fn look(source: &str) -> CheckedTemplate {
    check(source, &ours())
}

/// Template, how it stands, where the first finding is, what its words hold, and how many changes there are.
type Case = (&'static str, Tone, Option<(usize, usize)>, &'static str, usize);

#[test]
fn what_is_there_is_told_with_its_place() {
    let cases: [Case; 18] = [
        // Ours is there.
        (
            "<p>Hi</p>\n<a href=\"https://status.example/find?order={{ name }}\">x</a>",
            Good,
            Some((2, 10)),
            "your order pages",
            0,
        ),
        ("<a href='HTTPS://Shop.example/apps/status'>x</a>", Good, Some((1, 10)), "your order pages", 0),
        (
            "é <a href=\"https://status.example/o/x\">{{ order_status_url }}</a>",
            Good,
            Some((1, 12)),
            "your order pages",
            0,
        ),
        // Shopify's is.
        (
            "<p>Hi</p>\n\n<a href=\"{{ order_status_url }}\">View your order</a>",
            Warn,
            Some((3, 10)),
            "leads to Shopify",
            1,
        ),
        (
            "<a href=\"{{order.order_status_url}}\">x</a> {{ order_status_url }}",
            Warn,
            Some((1, 10)),
            "leads to Shopify",
            2,
        ),
        (
            "{% assign link = order_status_url %}<a href=\"{{ link }}\">{{ order_status_url | escape }}</a>",
            Warn,
            Some((1, 1)),
            "leads to Shopify",
            2,
        ),
        // An address that only begins like ours.
        ("<p>x</p><a href=\"https://status.example.evil/find\">x</a>", Stop, None, "", 1),
        ("<p>x</p><a href=\"https://shop.example/apps/status2\">x</a>", Stop, None, "", 1),
        // Nothing is.
        ("<html><body><p>Thanks</p></body></html>", Stop, None, "", 1),
        ("Thanks, {{ customer.first_name }}", Stop, None, "", 1),
        ("{% if order_status_url %}<p>x</p>{% endif %}", Stop, None, "", 1),
        // What nobody sees does not count.
        (
            "<p>x</p>\n{% comment %}{{ order_status_url }}{% endcomment %}",
            Stop,
            Some((2, 14)),
            "in a comment",
            1,
        ),
        ("<p>x</p><!-- https://status.example/find -->", Stop, Some((1, 14)), "in a comment", 1),
        ("<p>x</p>{% raw %}{{ order_status_url }}{% endraw %}", Stop, Some((1, 18)), "in {% raw %}", 1),
        // Broken.
        ("<p>\n{{ order_status_url </p>", Stop, Some((2, 1)), "not closed", 0),
        ("<p>{% comment %} {{ order_status_url }}</p>", Stop, Some((1, 4)), "endcomment", 0),
        ("{% raw %}{{ order_status_url }}", Stop, Some((1, 1)), "endraw", 0),
        ("{{ 'a }} {{ order_status_url }}", Stop, Some((1, 4)), "quoted", 0),
    ];
    for (source, tone, place, words, changes) in cases {
        let told = look(source);
        assert_eq!((told.tone, told.steps.len()), (tone, changes), "{source}: {told:#?}");
        assert_eq!(told.found.first().map(|found| (found.line, found.column)), place, "{source}: {told:#?}");
        let first = told.found.first().map_or("", |found| found.words.as_str());
        assert!(first.contains(words), "{source}: {told:#?}");
        assert_eq!(told.made.is_some(), changes > 0, "{source}");
        if let Some(made) = told.made {
            let again = look(&made);
            assert_eq!((again.tone, again.made), (Good, None), "what was made is well: {made}");
        }
    }
}

#[test]
fn shopifys_address_is_replaced_and_nothing_else_is_touched() {
    let source = "<p>Hi {{ customer.first_name }}</p>\r\n<a href=\"{{ order_status_url }}\" class=\"button__text\">View</a>\r\n";
    let made = look(source).made.unwrap();
    assert_eq!(made, source.replace("{{ order_status_url }}", LINK));
    let returned = look("<b>{{ order.name }}</b><a href=\"{{ order.order_status_url }}\">x</a>");
    assert!(returned.made.unwrap().contains("?order={{ order.name | url_encode }}"));
    let assigned =
        look("{%- assign url = order_status_url -%}<a href=\"{{ url }}\">{{ order_status_url }}</a>");
    let made = assigned.made.unwrap();
    assert!(made.starts_with(&format!("{{% capture url %}}{LINK}{{% endcapture %}}<a")), "{made}");
}

#[test]
fn a_button_goes_where_every_recipient_gets_it() {
    // Not into the condition, not into the head, not into a comment.
    let source = "{% capture a %}<p>x</p>{% endcapture %}<html><head></head><body>\n<!-- <p>c</p> -->\
        {% if x %}<p>if</p>{% endif %}\n<p>for all</p>\n<p>later</p></body></html>";
    let told = look(source);
    let made = told.made.unwrap();
    let (before, after) = made.split_once("<p style=").unwrap();
    assert!(before.ends_with("<p>for all</p>\n"), "{before}");
    assert!(after.contains("<p>later</p></body>"), "{after}");
    assert_eq!((told.steps[0].line, told.steps[0].column), (3, 15));
    let conditional = look("<body>{% if x %}<p>a</p>{% endif %}<div></div></body>").made.unwrap();
    assert!(
        conditional.ends_with("</p>\n</body>") && conditional.contains("<div></div>\n<p style="),
        "{conditional}"
    );
    assert_eq!(look("Hello\n\nBye").made.unwrap(), format!("Hello\n\nSee your order: {LINK}\n\nBye"));
    assert_eq!(look("Hello").made.unwrap(), format!("Hello\n\nSee your order: {LINK}"));
    assert!(
        look("<div>Hello").made.unwrap().ends_with(&format!("See your order: {LINK}")),
        "no end of a tag: text"
    );
}

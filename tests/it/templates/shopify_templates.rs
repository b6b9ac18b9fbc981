//! Templates written as for Shopify's notification editor: an order confirmation and a shipping confirmation
//! of our own words, with the variables and filters that Shopify's have; each filter with its value.

use waymark::domain::message::{MessageFacts, MessageKind, MessageText};
use waymark::language::Language;
use waymark::mail::template::{Body, LintFor, RenderError, Severity, Template, lint};

use super::data::{about, full_facts, full_order, full_shop, stored};
use crate::support::app::TestApp;

const ORDER_CONFIRMATION: &str = r#"{% capture email_title %}Thanks{% if customer.first_name != blank %}, {{ customer.first_name }}{% endif %}!{% endcapture %}
{% assign transaction_count = transactions | size %}
{% assign gift_card_line_item = line_items | where: "gift_card" %}
<!DOCTYPE html><html><head><title>{{ email_title }}</title>
<link rel="stylesheet" type="text/css" href="{{ 'notifications/styles.css' | shopify_asset_url }}">
<style>.button__cell { background: {{ shop.email_accent_color }}; } a { color: {{ shop.email_accent_color }}; }</style></head>
<body><table class="body"><tr><td>
{%- if shop.email_logo_url %}<img src="{{ shop.email_logo_url }}" alt="{{ shop.name }}" width="{{ shop.email_logo_width }}">{% else %}<h1>{{ shop.name }}</h1>{% endif -%}
<span>Order {{ order_name | upcase }} of {{ created_at | date: '%b %d, %Y' }}</span>
<h2>{{ email_title }}</h2>
<a href="{{ order_status_url }}" class="button__text">Follow your order</a> or <a href="{{ shop.url }}">visit the shop</a>
{% unless requires_shipping %}Nothing to send.{% endunless %}
{% case delivery_method %}{% when 'pick-up' %}Pickup{% else %}Delivery{% endcase %}
{% for line in subtotal_line_items %}<table><tr><td>{% if line.image %}<img src="{{ line | img_url: 'compact_cropped' }}" width="60">{% endif %}</td>
<td>{% if line.product.title %}{% assign line_title = line.product.title %}{% else %}{% assign line_title = line.title %}{% endif %}
{% if line.quantity < line.refunded_quantity %}{% assign line_display = line.refunded_quantity %}{% else %}{% assign line_display = line.quantity %}{% endif %}
<b>{{ line_title }} × {{ line_display }}</b>{% if line.variant.title != 'Default Title' %}<i>{{ line.variant.title }}</i>{% endif %}
{% for discount_allocation in line.discount_allocations %}{{ discount_allocation.discount_application.title | upcase }} (-{{ discount_allocation.amount | money }}){% endfor %}</td>
<td>{% if line.original_line_price != line.final_line_price %}<del>{{ line.original_line_price | money }}</del>{% endif %}{% if line.final_line_price > 0 %}{{ line.final_line_price | money }}{% else %}Free{% endif %}</td></tr></table>{% endfor %}
{% if tax_price > 0 %}Taxes {{ tax_price | money }}{% endif %}
Total {{ total_price | money_with_currency }} {% if total_discounts > 0 %}You saved {{ total_discounts | money }}{% endif %}
{% for transaction in transactions %}{% if transaction.status == "success" %}{% assign transaction_amount = transaction_amount | plus: transaction.amount %}<img src="{{ transaction.payment_details.credit_card_company | payment_icon_png_url }}">{{ transaction.gateway_display_name | replace: "_", " " | capitalize }} {{ transaction_amount | money }}{% endif %}{% endfor %}
{% if shipping_address %}<p>{{ shipping_address | format_address }}</p>{% endif %}
{% if shipping_method %}{{ shipping_method.title }}{% endif %}{{ payment_terms.next_payment.due_at | date: format: 'date' }}
{% if delivery_instructions != blank %}{{ delivery_instructions }}{% endif %}{% if delivery_instructions contains 'door' %}door{% endif %}
{% comment %} nobody reads this {% endcomment %}
<a href="mailto:{{ shop.email }}">{{ shop.email }}</a></td></tr></table></body></html>"#;

const SHIPPING_CONFIRMATION: &str = r#"{% if fulfillment.item_count == item_count %}{% capture email_title %}All of it is on its way{% endcapture %}
{% elsif fulfillment.item_count > 1 %}{% capture email_title %}Some of it is on its way{% endcapture %}
{% else %}{% capture email_title %}One item is on its way{% endcapture %}{% endif %}
<html><body><h1>{{ shop.name }}</h1><h2>{{ email_title }}</h2><p>{{ order_name }}</p>
{% if fulfillment.estimated_delivery_at %}<p>Expected {{ fulfillment.estimated_delivery_at | date: "%a, %e %b" }}</p>{% endif %}
<a href="{{ order_status_url }}">See the order</a>
{% if fulfillment.tracking_numbers.size > 0 %}<p>{% if fulfillment.tracking_numbers.size == 1 and fulfillment.tracking_company and fulfillment.tracking_url %}
One {{ fulfillment.tracking_company }} number: <a href="{{ fulfillment.tracking_url }}">{{ fulfillment.tracking_numbers.first }}</a>
{% else %}{{ fulfillment.tracking_company }} numbers:{% for tracking_number in fulfillment.tracking_numbers %}{% if fulfillment.tracking_url %}<br/><a href="{{ fulfillment.tracking_urls[forloop.index0] }}">{{ tracking_number }}</a>{% else %}<br/>{{ tracking_number }}{% endif %}{% endfor %}{% endif %}</p>{% endif %}
{% for line in fulfillment.fulfillment_line_items %}<p>{{ line.line_item.product.title }} × {{ line.quantity }} {{ line.line_item.variant.title }} {{ line.line_item.final_line_price | money_without_trailing_zeros }}</p>{% endfor %}
</body></html>"#;

async fn render(html: &str, kind: MessageKind, facts: &MessageFacts) -> Result<MessageText, RenderError> {
    let app = TestApp::start().await;
    let (shop, known) = (full_shop(&app), stored(full_order(), &app));
    let template = Template {
        subject: "{{ shop.name }}: {{ order_name }}".into(),
        body: Body::Source { html: html.into(), text: String::new() },
    };
    let about = about(&shop, &known, kind, Language::English, facts);
    let made = app.services.try_template(&template, &about).await?;
    Ok(MessageText { html: made.html.replace("&nbsp;", "\u{a0}"), ..made })
}

fn errors(html: &str) -> Vec<String> {
    let template =
        Template { subject: "x".into(), body: Body::Source { html: html.into(), text: String::new() } };
    let found = lint(&template, &LintFor::default()).into_iter();
    found.filter(|f| f.severity == Severity::Error).map(|f| f.sentence).collect()
}

#[tokio::test]
async fn an_order_confirmation_renders() {
    let made =
        render(ORDER_CONFIRMATION, MessageKind::OrderReceived, &MessageFacts::default()).await.unwrap();
    assert_eq!(made.subject, "Fjord & Fir: #1001");
    for expected in [
        "<h2>Thanks, Ida!</h2>",
        "href=\"http://shop.test/o/the-token?via=mail&amp;x=1\"",
        "Delivery",
        "<b>Oak lamp &lt;small&gt; &amp; \"co\" × 2</b><i>Natural</i>",
        "<b>Wool blanket × 1</b>",
        "https://cdn.shopify.com/s/files/11.png?width=160&amp;height=160",
        "DKK\u{a0}998.00",
        "Total DKK\u{a0}1,249.00",
        "Visa DKK\u{a0}1,249.00",
        "Ida Holm<br>Strandvej 1<br>2. tv<br>2900 Hellerup<br>DK",
        "mailto:hello@fjord.example",
        "alt=\"Fjord &amp; Fir\" width=\"180\"",
    ] {
        assert!(made.html.contains(expected), "{expected} in\n{}", made.html);
    }
    for absent in ["Taxes", "You saved", "door", "nobody reads", "stylesheet", "{{", "<del>"] {
        assert!(!made.html.contains(absent), "{absent} in\n{}", made.html);
    }
    assert!(made.html.contains("<style>.button__cell{background:"), "{}", made.html);
    assert!(
        made.text.contains("http://shop.test/o/the-token?via=mail&x=1") && made.text.contains("Thanks, Ida!"),
        "{}",
        made.text
    );
    assert_eq!(errors(ORDER_CONFIRMATION), Vec::<String>::new());
}

#[tokio::test]
async fn a_shipping_confirmation_renders() {
    let made =
        render(SHIPPING_CONFIRMATION, MessageKind::Shipped, &full_facts(MessageKind::Shipped)).await.unwrap();
    for expected in [
        "<h2>Some of it is on its way</h2>",
        "PostNord",
        ">00370733880000000017</a>",
        "href=\"https://bike.example/t?a=1&amp;b=2\"",
        ">B&lt;2&gt;</a>",
        "× 2 Natural DKK\u{a0}998",
    ] {
        assert!(made.html.contains(expected), "{expected} in\n{}", made.html);
    }
    assert!(!made.html.contains("Expected"), "{}", made.html);
    assert_eq!(errors(SHIPPING_CONFIRMATION), Vec::<String>::new());
}

#[tokio::test]
async fn every_filter_makes_what_shopify_makes() {
    let table: &[(&str, &str)] = &[
        ("{{ 1599 | money }}", "DKK\u{a0}15.99"),
        ("{{ 1599 | money_with_currency }}", "DKK\u{a0}15.99"),
        ("{{ 1599 | money_without_currency }}", "15.99"),
        (
            "{{ 1500 | money_without_trailing_zeros }} {{ 1550 | money_without_trailing_zeros }}",
            "DKK\u{a0}15 DKK\u{a0}15.50",
        ),
        ("{{ 1599 | money_amount }}", "15.99"),
        ("{{ nothing | money }}", "DKK\u{a0}0.00"),
        ("{{ '2026-11-26T10:30:00Z' | date: '%b %d, %Y %H:%M' }}", "Nov 26, 2026 11:30"),
        ("{{ '2026-11-26' | date: format: 'date' }}", "Thursday, 26 November"),
        ("{{ '2026-11-26T10:30:00+01:00' | date: format: 'default' }}", "Thursday, 26 November, 10:30"),
        ("{{ nothing | date: '%Y' }}|", "|"),
        (
            "{{ 'mail-items' | t }} {{ 'mail-items-more' | t: count: 3 }} {{ 'customer.x' | t }} {{ 'mail-items-more' | t }}",
            "Your items and 3 more customer.x mail-items-more",
        ),
        (
            "{{ nothing | default: 'x' }} {{ '' | default: 'y' }} {{ false | default: 'z' }} {{ 'a' | default: 'b' }}",
            "x y z a",
        ),
        (
            "{{ 'a&b' | upcase }} {{ shop.name | upcase }} {{ 'ÆB' | downcase }} {{ 'hELLO you' | capitalize }}",
            "A&B FJORD & FIR æb Hello you",
        ),
        (
            "{{ -5 | abs }} {{ 4 | plus: 2 }} {{ nothing | plus: 2 }} {{ '3' | times: 2 }} {{ 7 | minus: 8 }} {{ 7 | divided_by: 2 }} {{ 7 | modulo: 4 }}",
            "5 6 2 6 -1 3 3",
        ),
        (
            "{{ 1.5 | round }} {{ 1.2 | ceil }} {{ 1.9 | floor }} {{ 1.256 | round: 2 }} {{ 3 | at_most: 2 }} {{ 3 | at_least: 5 }}",
            "2 2 1 1.26 2 5",
        ),
        ("{{ 'abc' | size }} {{ line_items | size }} {{ nothing | size }}", "3 2 0"),
        (
            "{{ line_items | where: 'title', 'Wool blanket' | map: 'quantity' | first }} {{ line_items | map: 'title' | last }}",
            "1 Wool blanket",
        ),
        (
            "{{ line_items | sum: 'quantity' }} {{ 'c,a,b' | split: ',' | sort | join: '-' }} {{ 'a,b' | split: ',' | reverse | join }}",
            "3 a-b-c b a",
        ),
        (
            "{{ ' x ' | strip }}|{{ 'a-b' | replace: '-', '+' }} {{ 'aa' | replace_first: 'a', 'b' }} {{ 'abc' | remove: 'b' }}",
            "x|a+b ba ac",
        ),
        (
            "{{ 'a' | append: 'b' | prepend: 'c' }} {{ 'abcdef' | truncate: 5 }} {{ 'a b c' | truncatewords: 2 }} {{ 'hello' | slice: 1, 3 }}",
            "cab ab... a b... ell",
        ),
        (
            "{{ 'a b/c' | url_encode }} {{ 'Hello, World' | handleize }} {{ 2 | pluralize: 'item', 'items' }}",
            "a+b%2Fc hello-world items",
        ),
        (
            "{{ 'styles.css' | shopify_asset_url }}{{ 'visa' | payment_icon_png_url }}{{ 'visa' | payment_type_img_url }}{{ 'x' | cdn_asset_url }}|",
            "|",
        ),
        (
            "{{ line_items.first | img_url: '100x200' }}",
            "https://cdn.shopify.com/s/files/11.png?width=100&height=200",
        ),
        (
            "{{ line_items[1].image | image_url: width: 80 }}",
            "https://cdn.shopify.com/s/files/12.png?width=80",
        ),
        (
            "{{ a.b.c }}{% if a.b == nil %}nil{% endif %}{% if a contains 'x' %}no{% endif %}{% for x in a.b %}no{% else %}none{% endfor %}",
            "nilnone",
        ),
        (
            "{% for l in line_items %}{{ l.no.such }}{{ l.variant.title | default: '-' }}{% endfor %}",
            "Natural-",
        ),
        (
            "{% for i in (1..3) reversed %}{{ i }}{% if forloop.last %}.{% endif %}{% endfor %}{% for i in (1..9) limit: 2 offset: 3 %}{{ i }}{% endfor %}",
            "321.45",
        ),
        (
            "{% for i in (1..9) %}{% if i == 2 %}{% continue %}{% elsif i > 3 %}{% break %}{% endif %}{{ i }}{% cycle 'a', 'b' %}{% endfor %}",
            "1a3b",
        ),
        (
            "{% assign x = 'a' %}{% capture y %}{{ x }}b{% endcapture %}{{ y }}{% raw %}{{ z }}{% endraw %}",
            "ab{{ z }}",
        ),
    ];
    let app = TestApp::start().await;
    let (shop, known, facts) = (full_shop(&app), stored(full_order(), &app), MessageFacts::default());
    let about = about(&shop, &known, MessageKind::OrderReceived, Language::English, &facts);
    for (source, expected) in table {
        // The subject is rendered like the plain text, so one process shows both worlds.
        let template = Template {
            subject: (*source).into(),
            body: Body::Source { html: format!("<p>{source}</p>"), text: String::new() },
        };
        let made = app
            .services
            .try_template(&template, &about)
            .await
            .unwrap_or_else(|error| panic!("{source}: {error}"));
        let one_line = expected.replace('\u{a0}', " ");
        assert_eq!(made.subject.replace('\u{a0}', " "), one_line.trim(), "{source}");
        let html = made.html.split_once("<p>").unwrap().1.split_once("</p>").unwrap().0;
        let html = html.replace("&amp;", "&").replace("&nbsp;", " ").replace('\u{a0}', " ");
        assert_eq!(html, one_line, "{source}");
    }
}

//! Every variable that the documentation names has a value, in a message of some kind about an order of which
//! everything is known: a path that lint lets pass and that prints nothing would be a promise broken in silence.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use waymark::domain::ids::ShopifyId;
use waymark::domain::known::{Detail, Known};
use waymark::domain::message::{MessageFacts, MessageKind};
use waymark::domain::native::{CancelReason, DeliveryMethod, FulfillmentOrderStatus, ReturnStatus};
use waymark::domain::order::{FulfillmentOrder, Order, Return};
use waymark::domain::status::StatusWords;
use waymark::language::Language;
use waymark::mail::template::{Body, Template, variables};
use waymark::services::write_message::MailAbout;

use super::data::{about, full_facts, full_order, full_shop, stored};
use crate::support::app::{NOON, TestApp};

fn told<T: Ord + Clone>(value: T) -> Known<T> {
    Known::at(NOON, Detail::Graphql, value)
}

/// Everything is known, and much has happened.
fn eventful_order() -> Order {
    let mut order = full_order();
    let mut address = order.address.get().cloned().flatten().unwrap();
    (address.company, address.province) = (Some("Holm & Co".into()), Some("Hovedstaden".into()));
    order.address = told(Some(address));
    let mut items = order.items.get().cloned().unwrap();
    for id in 20..40 {
        let mut item = items[0].clone();
        item.id = ShopifyId(id);
        items.push(item);
    }
    order.items = told(items);
    order.cancel_reason = told(Some(CancelReason::parse("customer")));
    order.fulfillment_orders = told(vec![FulfillmentOrder {
        id: ShopifyId(51),
        status: FulfillmentOrderStatus::parse("open"),
        fulfill_at: None,
        holds: Vec::new(),
        hold_ids: Vec::new(),
        method: Some(DeliveryMethod::parse("shipping")),
        promised_from: None,
        promised_to: None,
        remaining: Vec::new(),
    }]);
    for shipment in order.shipments.values_mut() {
        shipment.estimated_at = told(Some(NOON));
    }
    let back = Return {
        name: Some("#1001-R1".into()),
        status: ReturnStatus::parse("OPEN"),
        created_at: Some(NOON),
        approved_at: None,
        closed_at: None,
        decline_note: None,
        quantity: Some(1),
    };
    order.returns = [(ShopifyId(61), told(back))].into();
    order
}

/// A template that prints each path with its value; of lists all.
fn printing_all(paths: &BTreeSet<String>) -> Template {
    let mut html = "<html><body>".to_owned();
    for path in paths {
        let printed = match path.split_once("[]") {
            Some((list, rest)) => format!("{{% for x in {list} %}}{{{{ x{rest} }}}}{{% endfor %}}"),
            None => format!("{{{{ {path} }}}}"),
        };
        let _ = write!(html, "<p>{path}: [{printed}]</p>");
    }
    html.push_str("</body></html>");
    Template { subject: "x".into(), body: Body::Source { html, text: String::new() } }
}

#[tokio::test]
async fn every_variable_has_a_value_in_a_message_of_some_kind() {
    let app = TestApp::start().await;
    let (shop, known) = (full_shop(&app), stored(eventful_order(), &app));
    let mut before = app.services.new_status(&shop, "before").await.unwrap();
    before.public = StatusWords { name: "Oak is drying".into(), text: None };
    let mut silent: BTreeSet<String> = variables().iter().map(|known| known.path.to_owned()).collect();
    let others =
        ["order.line_items[].title", "subtotal_line_items[].title", "order.fulfillment.tracking_number"];
    silent.extend(others.map(str::to_owned));
    assert!(silent.len() > 100, "the table is read");
    let statuses = [before];
    for kind in MessageKind::ALL {
        let facts = MessageFacts { status_before: Some(statuses[0].id), ..full_facts(kind) };
        let about =
            MailAbout { statuses: &statuses, ..about(&shop, &known, kind, Language::English, &facts) };
        let made = app.services.try_template(&printing_all(&silent), &about).await.unwrap();
        silent.retain(|path| made.html.contains(&format!("<p>{path}: []</p>")));
    }
    assert!(silent.is_empty(), "these never say anything: {silent:?}");
}

//! A merchant changes an order: what the shopper reads and is told, and how it is taken back.

use serde_json::json;
use waymark::domain::clock::Millis;
use waymark::domain::due_date::DueDate;
use waymark::domain::ids::OrderId;
use waymark::domain::message::{Message, MessageKind, MessageState};
use waymark::domain::status::{Status, StatusWords};
use waymark::services::ServiceError;
use waymark::services::change_order::{ChangeOutcome, Done, MerchantChange, NewComment, Undoing};

use crate::support::app::{NOON, TestApp};

/// A shop with an order in Danish and a status that tells the shopper.
async fn app() -> (TestApp, OrderId, Status) {
    let app = TestApp::start().await;
    app.import(&json!({"id": 1, "name": "#1001", "email": "shopper@example.com", "customer_locale": "da-DK",
        "created_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-20T10:00:00Z", "financial_status": "paid",
        "line_items": [{"id": 11, "title": "Table", "quantity": 1, "current_quantity": 1,
            "fulfillable_quantity": 1, "requires_shipping": true, "price": "100.00"}]}))
        .await;
    let oak = status(&app, "oak").await;
    let order = app.services.order_by_name(&app.shop, "1001").await.unwrap().unwrap();
    (app, order, oak)
}

pub(super) async fn status(app: &TestApp, handle: &str) -> Status {
    let mut status = app.services.new_status(&app.shop, handle).await.unwrap();
    status.name = format!("internal {handle}");
    status.public = StatusWords { name: format!("Public {handle}"), text: Some("It dries.".into()) };
    let danish = StatusWords { name: format!("Dansk {handle}"), text: Some("Det tørrer.".into()) };
    status.translations.insert("da".into(), danish);
    app.services.save_status(&app.shop, &status).await.unwrap();
    status
}

async fn change(app: &TestApp, order: OrderId, change: MerchantChange) -> ChangeOutcome {
    app.services.change_order(&app.shop, order, &change).await.unwrap()
}

fn into(status: &Status) -> MerchantChange {
    let by = Some("Owner".to_owned());
    MerchantChange { status: Some(status.clone()), message: true, by, ..MerchantChange::default() }
}

fn done(outcome: ChangeOutcome) -> Done {
    match outcome {
        ChangeOutcome::Done(done) => done,
        other => panic!("{other:?}"),
    }
}

async fn messages(app: &TestApp, order: OrderId) -> Vec<Message> {
    app.services.store.shop(app.shop.id).messages_of(order).await.unwrap()
}

async fn mails(app: &TestApp) -> Vec<(String, String, String)> {
    app.services.send_waiting(&*app.mails, 99).await.unwrap();
    let sent = app.mails.0.lock().unwrap();
    sent.iter().map(|mail| (mail.to.clone(), mail.subject.clone(), mail.text.clone())).collect()
}

fn seconds(after_noon: i64) -> Millis {
    Millis(NOON.0 + after_noon * 1000)
}

#[tokio::test]
async fn the_message_speaks_the_shoppers_language_and_waits_a_minute() {
    let (app, order, oak) = app().await;
    let day = |day| DueDate::new(jiff::civil::date(2026, 11, day), jiff::civil::date(2026, 11, day));
    change(&app, order, MerchantChange { due: Some(Some(day(26))), ..MerchantChange::default() }).await;
    let told = MerchantChange {
        note: Some("Knasten er væk.".into()),
        due: Some(Some(day(30))),
        reason: Some("Træet var vådt.".into()),
        ..into(&oak)
    };
    let done = done(change(&app, order, told).await);
    assert_eq!((done.changes.len(), done.messages, done.hold_until), (2, 1, seconds(60)));
    app.clock.set(seconds(59));
    assert!(mails(&app).await.is_empty());
    app.clock.set(seconds(60));
    let mails = mails(&app).await;
    let [(to, subject, text)] = mails.as_slice() else { panic!("{mails:?}") };
    assert_eq!((to.as_str(), subject.as_str()), ("shopper@example.com", "Test Shop, ordre #1001: Dansk oak"));
    for words in ["Det tørrer.", "Knasten er væk.", "30. november", "26. november", "Træet var vådt."] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
    assert!(!text.contains("internal") && !text.contains("Public"));
    let link =
        text.lines().find(|line| line.starts_with("http://shop.test/o/")).expect("a link stands alone");
    assert!(app.get(link.strip_prefix("http://shop.test").unwrap()).await.text().contains("Dansk oak"));
}

#[tokio::test]
async fn all_messages_of_an_order_carry_one_link() {
    let (app, order, oak) = app().await;
    let glue = status(&app, "glue").await;
    change(&app, order, into(&oak)).await;
    app.clock.set(seconds(60));
    assert_eq!(mails(&app).await.len(), 1);
    change(&app, order, into(&glue)).await;
    app.clock.set(seconds(120));
    let links: Vec<String> = mails(&app)
        .await
        .iter()
        .map(|(_, _, text)| text.lines().find(|line| line.starts_with("http")).unwrap().to_owned())
        .collect();
    assert_eq!(links.len(), 2);
    assert_eq!(links[0], links[1]);
}

#[tokio::test]
async fn nobody_is_told_of_an_internal_status_or_without_an_address_or_when_not_wanted() {
    let (app, order, oak) = app().await;
    let internal = Status { visible: false, ..status(&app, "hidden").await };
    assert_eq!(done(change(&app, order, into(&internal)).await).messages, 0);
    let silent = MerchantChange { message: false, ..into(&oak) };
    assert_eq!(done(change(&app, order, silent).await).messages, 0);
    app.import(&json!({"id": 2, "name": "#1002", "created_at": "2026-11-20T10:00:00Z",
        "updated_at": "2026-11-20T10:00:00Z", "line_items": []}))
        .await;
    let without = app.services.order_by_name(&app.shop, "1002").await.unwrap().unwrap();
    assert_eq!(done(change(&app, without, into(&oak)).await).messages, 0);
}

#[tokio::test]
async fn the_merchants_own_addresses_get_a_copy_that_no_shopper_sees() {
    let (app, order, mut oak) = app().await;
    oak.message.extra_recipients = vec!["workshop@example.com".into()];
    assert_eq!(done(change(&app, order, into(&oak)).await).messages, 2);
    let kinds: Vec<_> = messages(&app, order).await.into_iter().map(|m| (m.kind, m.to)).collect();
    assert!(kinds.contains(&(MessageKind::StatusCopy, "workshop@example.com".into())), "{kinds:?}");
}

#[tokio::test]
async fn a_form_sent_twice_changes_and_tells_once() {
    let (app, order, oak) = app().await;
    let named = MerchantChange { once: Some("form-1".into()), ..into(&oak) };
    done(change(&app, order, named.clone()).await);
    app.clock.set(seconds(5));
    assert_eq!(change(&app, order, named).await, ChangeOutcome::Unchanged);
    assert_eq!(messages(&app, order).await.len(), 1);
}

#[tokio::test]
async fn a_colleagues_change_meanwhile_is_told_instead() {
    let (app, order, oak) = app().await;
    let store = app.services.store.shop(app.shop.id);
    let seen = store.order(order).await.unwrap().unwrap().revision;
    let theirs = MerchantChange { by: Some("Staff".into()), ..into(&oak) };
    done(change(&app, order, theirs).await);
    let mine = MerchantChange { seen_revision: Some(seen), ..into(&oak) };
    let ChangeOutcome::Conflict(meanwhile) = change(&app, order, mine).await else { panic!("no conflict") };
    assert_eq!(meanwhile.len(), 1);
    assert_eq!(meanwhile[0].by.as_deref(), Some("Staff"));
    assert_eq!(meanwhile[0].what, "set the status “internal oak”");
    assert_eq!(messages(&app, order).await.len(), 1);
}

#[tokio::test]
async fn notes_without_a_status_become_comments_and_private_ones_stay_private() {
    let (app, order, oak) = app().await;
    let page = app.link("1001").await;
    let lone = MerchantChange {
        note: Some("Wood has come".into()),
        private_note: Some("Only for us".into()),
        comment: Some(NewComment {
            text: "Also for us".into(),
            signed: None,
            private: true,
            pictures: Vec::new(),
        }),
        ..MerchantChange::default()
    };
    done(change(&app, order, lone).await);
    let beside = MerchantChange { private_note: Some("Beside the status".into()), ..into(&oak) };
    done(change(&app, order, beside).await);
    let html = app.get(&page).await.text();
    assert!(html.contains("Wood has come"), "{html}");
    for secret in ["Only for us", "Also for us", "Beside the status"] {
        assert!(!html.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn undoing_restores_what_the_shopper_sees_to_the_letter() {
    let (app, order, oak) = app().await;
    let page = app.link("1001").await;
    let before = app.get(&page).await.text();
    let day = jiff::civil::date(2026, 11, 30);
    let told = MerchantChange {
        note: Some("A note".into()),
        due: Some(Some(DueDate::new(day, day))),
        comment: Some(NewComment { text: "A comment".into(), ..NewComment::default() }),
        ..into(&oak)
    };
    let done = done(change(&app, order, told).await);
    assert_ne!(app.get(&page).await.text(), before);
    let undone = app.services.undo_changes(&app.shop, order, &done.changes, "Owner").await.unwrap();
    assert_eq!(undone, Undoing::Undone { canceled: 1 });
    assert_eq!(app.get(&page).await.text(), before);
    assert_eq!(messages(&app, order).await[0].state, MessageState::Canceled);
    app.clock.set(seconds(600));
    assert!(mails(&app).await.is_empty());
    let again = app.services.undo_changes(&app.shop, order, &done.changes, "Owner").await.unwrap();
    assert_eq!(again, Undoing::Already);
}

#[tokio::test]
async fn what_was_told_is_not_taken_back_but_corrected() {
    let (app, order, oak) = app().await;
    let done = done(change(&app, order, into(&oak)).await);
    app.clock.set(seconds(60));
    assert_eq!(mails(&app).await.len(), 1);
    let undone = app.services.undo_changes(&app.shop, order, &done.changes, "Owner").await.unwrap();
    assert_eq!(undone, Undoing::TooLate);
    assert!(undone.sentence().contains("Set the right status instead"));
}

#[tokio::test]
async fn every_change_writes_a_line_without_the_texts() {
    let (app, order, oak) = app().await;
    let told = MerchantChange { note: Some("secret words".into()), ..into(&oak) };
    let done = done(change(&app, order, told).await);
    app.clock.set(seconds(1));
    app.services.undo_changes(&app.shop, order, &done.changes, "Staff").await.unwrap();
    let lines = app.services.store.shop(app.shop.id).audit_lines(None, 9).await.unwrap();
    let told: Vec<_> = lines.iter().map(|l| (l.who.as_str(), l.what.action.as_str())).collect();
    assert_eq!(told, [("Staff", "order.undone"), ("Owner", "order.changed")]);
    assert_eq!(lines[1].what.before.as_deref(), Some("no status"));
    assert_eq!(lines[1].what.after.as_deref(), Some("“internal oak”, a note to the shopper, 1 message"));
    assert!(!format!("{lines:?}").contains("secret words"));
}

#[tokio::test]
async fn a_step_that_may_not_follow_is_refused_in_words() {
    let (app, order, mut oak) = app().await;
    let glue = status(&app, "glue").await;
    oak.allowed_next = vec![oak.id];
    app.services.save_status(&app.shop, &oak).await.unwrap();
    done(change(&app, order, into(&oak)).await);
    let refused = app.services.change_order(&app.shop, order, &into(&glue)).await.unwrap_err();
    assert!(
        matches!(&refused, ServiceError::Input(sentence) if sentence.contains("may not follow")),
        "{refused}"
    );
}

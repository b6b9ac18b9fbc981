//! Messages on their way: quick changes become one, what is changed back is told to nobody, hours and limits
//! are kept, and nobody is told who does not want it.

use axum::http::StatusCode;
use serde_json::json;
use waymark::domain::account::Role;
use waymark::domain::clock::Millis;
use waymark::domain::due_date::DueDate;
use waymark::domain::ids::{MessageId, OrderId};
use waymark::domain::mail_settings::{Consent, MailSettings, QuietHours};
use waymark::domain::message::{Message, MessageKind, MessageState, Suppression};
use waymark::domain::status::Status;
use waymark::jobs::{Bell, send_messages};
use waymark::lifecycle::Stop;
use waymark::mail::{AboutToHandOver, MailError, OutgoingMail, Sending, Transport};
use waymark::services::change_order::{ChangeOutcome, MerchantChange, NewComment};

use super::changes::status;
use crate::support::app::{NOON, TestApp};

/// A mail server that has every mail and then says this.
struct Saying(fn() -> MailError);

impl Transport for Saying {
    fn send<'a>(&'a self, _: &'a OutgoingMail, about_to: AboutToHandOver<'a>) -> Sending<'a> {
        Box::pin(async move {
            assert!(about_to().await);
            Err((self.0)())
        })
    }
}

/// It is busy.
fn busy() -> MailError {
    MailError::Deferred { code: 451, text: "try later".into() }
}

/// The program stops before it has the answer.
fn stopped() -> MailError {
    MailError::Withdrawn
}

/// It has the mail, and no answer comes.
fn silent() -> MailError {
    MailError::AnswerLost("no answer in time".into())
}

struct Desk {
    app: TestApp,
    order: OrderId,
    oak: Status,
    glue: Status,
}

impl Desk {
    async fn set() -> Self {
        let app = TestApp::start().await;
        app.import(&json!({"id": 1, "name": "#1001", "email": "shopper@example.com",
            "created_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-20T10:00:00Z", "line_items": []}))
            .await;
        let order = app.services.order_by_name(&app.shop, "1001").await.unwrap().unwrap();
        let (oak, glue) = (status(&app, "oak").await, status(&app, "glue").await);
        Self { app, order, oak, glue }
    }

    /// One whose shopper was told 100 seconds later that the oak is drying.
    async fn told_of_oak() -> Self {
        let desk = Self::set().await;
        desk.step(&desk.oak).await;
        desk.at(100);
        desk.mails().await;
        desk
    }

    /// One where a message goes at once, and a second 10 seconds later does not because of a limit.
    async fn limited(limit: impl FnOnce(&mut MailSettings)) -> Self {
        let desk = Self::set().await;
        desk.settings(|settings| {
            settings.hold_seconds = 0;
            limit(&mut settings.mail);
        })
        .await;
        desk.step(&desk.oak).await;
        assert_eq!(desk.mails().await.len(), 1);
        desk.at(10);
        desk.step(&desk.glue).await;
        assert_eq!(desk.mails().await.len(), 1);
        desk
    }

    /// The shopper asks for a link.
    async fn asks_for_a_link(&self) {
        let language = waymark::language::Language::ALL[0];
        self.app.services.mail_link(&self.app.shop, self.order, language).await.unwrap();
    }

    /// Staff correct where messages go.
    async fn correct_address(&self, to: &str) {
        let made = self.app.services.correct_address(&self.app.shop, "Owner", self.order, to).await;
        made.unwrap().unwrap();
    }

    /// Shopify tells the order again, now with this address.
    async fn shopify_tells(&self, email: &str) {
        self.app
            .import(&json!({"id": 1, "name": "#1001", "email": email, "created_at": "2026-11-20T10:00:00Z",
                "updated_at": "2026-11-23T11:00:00Z", "line_items": []}))
            .await;
    }

    async fn step(&self, status: &Status) {
        let change =
            MerchantChange { status: Some(status.clone()), message: true, ..MerchantChange::default() };
        self.change(change).await;
    }

    async fn change(&self, change: MerchantChange) {
        let shop = self.app.services.store.shop_by_id(self.app.shop.id).await.unwrap().unwrap();
        let outcome = self.app.services.change_order(&shop, self.order, &change).await.unwrap();
        assert!(matches!(outcome, ChangeOutcome::Done(_)), "{outcome:?}");
    }

    fn at(&self, seconds: i64) {
        self.app.clock.set(Millis(NOON.0 + seconds * 1_000));
    }

    async fn settings(&self, change: impl FnOnce(&mut waymark::domain::shop::ShopSettings)) {
        let mut shop = self.app.services.store.shop_by_id(self.app.shop.id).await.unwrap().unwrap();
        change(&mut shop.settings);
        self.app.services.store.save_shop(&shop).await.unwrap();
    }

    /// Sends what is due; subjects and texts of all mails so far.
    async fn mails(&self) -> Vec<(String, String)> {
        self.app.services.send_waiting(&*self.app.mails, 99).await.unwrap();
        let sent = self.app.mails.0.lock().unwrap();
        sent.iter().map(|mail| (mail.to.clone(), mail.text.clone())).collect()
    }

    /// Gives what is due to a mail server that says this.
    async fn tries(&self, says: fn() -> MailError) {
        self.app.services.send_waiting(&Saying(says), 99).await.unwrap();
    }

    /// The order's page as staff see it.
    async fn page(&self) -> String {
        let staff = self.app.sign_in("staff", Role::Staff).await;
        self.app.get_as(&staff, &format!("/admin/shop/orders/{}", self.order)).await.text()
    }

    /// The subjects of all mails so far.
    fn subjects(&self) -> Vec<String> {
        self.app.mails.0.lock().unwrap().iter().map(|mail| mail.subject.clone()).collect()
    }

    async fn messages(&self) -> Vec<Message> {
        self.app.services.store.shop(self.app.shop.id).messages_of(self.order).await.unwrap()
    }

    async fn send_again(&self, message: MessageId) -> bool {
        self.app.services.resend_message(&self.app.shop, "Owner", self.order, message).await.unwrap()
    }

    async fn states(&self) -> Vec<(MessageKind, MessageState)> {
        self.messages().await.into_iter().map(|message| (message.kind, message.state)).collect()
    }
}

#[tokio::test]
async fn two_quick_changes_become_one_message_about_the_last() {
    let desk = Desk::set().await;
    desk.step(&desk.oak).await;
    desk.at(30);
    let told = MerchantChange {
        status: Some(desk.glue.clone()),
        note: Some("It sets overnight.".into()),
        message: true,
        ..MerchantChange::default()
    };
    desk.change(told).await;
    desk.at(60);
    assert!(desk.mails().await.is_empty(), "the first waits for the second");
    desk.at(90);
    let mails = desk.mails().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].1.contains("It sets overnight."));
    assert_eq!(
        desk.states().await,
        [
            (MessageKind::StatusChanged, MessageState::Merged),
            (MessageKind::StatusChanged, MessageState::Sent)
        ]
    );
}

#[tokio::test]
async fn changed_and_changed_back_within_the_hold_window_sends_nothing() {
    let desk = Desk::set().await;
    desk.step(&desk.oak).await;
    desk.at(61);
    assert_eq!(desk.mails().await.len(), 1, "told of the first step");
    desk.step(&desk.glue).await;
    desk.at(90);
    desk.step(&desk.oak).await;
    desk.at(600);
    assert_eq!(desk.mails().await.len(), 1, "nothing to tell");
    let states: Vec<_> = desk.states().await.into_iter().map(|(_, state)| state).collect();
    assert_eq!(states, [MessageState::Sent, MessageState::Merged, MessageState::Canceled]);
}

#[tokio::test]
async fn undoing_the_later_change_lets_the_earlier_one_be_told() {
    let desk = Desk::set().await;
    desk.step(&desk.oak).await;
    desk.at(50);
    let change =
        MerchantChange { status: Some(desk.glue.clone()), message: true, ..MerchantChange::default() };
    let outcome = desk.app.services.change_order(&desk.app.shop, desk.order, &change).await.unwrap();
    let ChangeOutcome::Done(done) = outcome else { panic!("{outcome:?}") };
    desk.at(70);
    assert!(desk.mails().await.is_empty(), "merged into the one that still waits");
    desk.app.services.undo_changes(&desk.app.shop, desk.order, &done.changes, "Owner").await.unwrap();
    desk.at(200);
    assert_eq!(desk.mails().await.len(), 1, "the first step is told after all");
    let states: Vec<_> = desk.states().await.into_iter().map(|(_, state)| state).collect();
    assert_eq!(states, [MessageState::Sent, MessageState::Canceled]);
}

#[tokio::test]
async fn progress_reports_wait_for_the_morning_and_codes_do_not() {
    let desk = Desk::set().await;
    desk.settings(|settings| {
        settings.time_zone = "UTC".into();
        settings.mail.quiet = Some(QuietHours { from: 11, to: 14 });
    })
    .await;
    desk.step(&desk.oak).await;
    desk.asks_for_a_link().await;
    desk.at(100);
    assert_eq!(desk.mails().await.len(), 1, "what was asked for comes at once");
    desk.at(2 * 3_600 - 1);
    assert_eq!(desk.mails().await.len(), 1);
    desk.at(2 * 3_600);
    assert_eq!(desk.mails().await.len(), 2);
}

#[tokio::test]
async fn more_than_the_limit_of_an_order_waits() {
    let desk = Desk::limited(|mail| mail.most_per_order = 1).await;
    desk.at(3_600 * 12);
    assert_eq!(desk.mails().await.len(), 1);
    desk.at(3_600 * 25);
    assert_eq!(desk.mails().await.len(), 2);
}

#[tokio::test]
async fn more_than_the_limit_of_the_shops_hour_waits_but_what_was_asked_for_does_not() {
    let desk = Desk::limited(|mail| mail.most_per_hour = 1).await;
    desk.asks_for_a_link().await;
    assert_eq!(desk.mails().await.len(), 2, "what was asked for comes at once");
    desk.at(1_800);
    assert_eq!(desk.mails().await.len(), 2);
    desk.at(2 * 3_600);
    assert_eq!(desk.mails().await.len(), 3);
}

#[tokio::test]
async fn a_message_about_a_date_has_it_as_a_calendar_file_and_others_have_none() {
    let desk = Desk::set().await;
    let day = jiff::civil::date(2026, 12, 1);
    let due = Some(Some(DueDate::new(day, day)));
    desk.change(MerchantChange { due, message: true, ..MerchantChange::default() }).await;
    desk.at(100);
    desk.mails().await;
    desk.step(&desk.oak).await;
    desk.at(200);
    desk.mails().await;
    let sent = desk.app.mails.0.lock().unwrap();
    let calendars: Vec<_> = sent.iter().map(|mail| mail.calendar.as_deref()).collect();
    assert!(
        matches!(calendars[..], [Some(file), None] if file.contains("DTSTART;VALUE=DATE:20261201")),
        "{calendars:?}"
    );
}

#[tokio::test]
async fn who_unsubscribed_gets_no_progress_reports_but_what_belongs_to_the_purchase() {
    let desk = Desk::set().await;
    let store = desk.app.services.store.shop(desk.app.shop.id);
    store.suppress("Shopper@example.com", Suppression::Unsubscribed, None, NOON).await.unwrap();
    desk.step(&desk.oak).await;
    desk.asks_for_a_link().await;
    desk.at(100);
    assert_eq!(desk.mails().await.len(), 1);
    assert!(desk.states().await.contains(&(MessageKind::StatusChanged, MessageState::Withheld)));
}

#[tokio::test]
async fn where_reports_are_only_for_those_who_ask_nobody_else_gets_one() {
    let desk = Desk::set().await;
    desk.settings(|settings| settings.mail.consent = Consent::OptIn).await;
    desk.step(&desk.oak).await;
    desk.at(100);
    assert!(desk.mails().await.is_empty());
    let store = desk.app.services.store.shop(desk.app.shop.id);
    store.suppress("shopper@example.com", Suppression::OptedIn, None, NOON).await.unwrap();
    desk.step(&desk.glue).await;
    desk.at(200);
    assert_eq!(desk.mails().await.len(), 1);
}

#[tokio::test]
async fn a_corrected_address_gets_the_waiting_messages_but_no_code() {
    let desk = Desk::set().await;
    desk.step(&desk.oak).await;
    let services = &desk.app.services;
    let typed = services.correct_address(&desk.app.shop, "Owner", desk.order, " right@example.org ").await;
    assert_eq!(typed.unwrap(), Ok(()));
    desk.asks_for_a_link().await;
    desk.at(100);
    let to: Vec<_> = desk.mails().await.into_iter().map(|(to, _)| to).collect();
    assert!(to.contains(&"right@example.org".to_owned()) && to.contains(&"shopper@example.com".to_owned()));
    for odd in [
        "",
        "nobody",
        "a@b",
        "a b@example.com",
        "a@example.com, b@example.com",
        "a@example.com\r\nBcc: b@x.example",
    ] {
        let typed = services.correct_address(&desk.app.shop, "Owner", desk.order, odd).await.unwrap();
        assert!(typed.is_err(), "{odd:?}");
    }
}

#[tokio::test]
async fn an_address_typed_where_shopify_tells_none_gets_the_messages() {
    let desk = Desk::set().await;
    desk.shopify_tells("").await;
    desk.step(&desk.oak).await;
    assert!(desk.messages().await.is_empty(), "nobody knows where to");
    desk.correct_address("typed@example.org").await;
    desk.step(&desk.glue).await;
    desk.at(100);
    let to: Vec<_> = desk.mails().await.into_iter().map(|(to, _)| to).collect();
    assert_eq!(to, ["typed@example.org"]);
}

#[tokio::test]
async fn a_moved_date_and_a_comment_are_told_when_wanted() {
    let desk = Desk::set().await;
    let day = jiff::civil::date(2026, 12, 1);
    let due = MerchantChange {
        due: Some(Some(DueDate::new(day, day))),
        reason: Some("The glue needs longer.".into()),
        message: true,
        ..MerchantChange::default()
    };
    desk.change(due).await;
    desk.at(1);
    for (private, message) in [(true, true), (false, false), (false, true)] {
        let comment =
            NewComment { text: format!("A word {private} {message}"), private, ..NewComment::default() };
        desk.change(MerchantChange { comment: Some(comment), message, ..MerchantChange::default() }).await;
    }
    desk.at(100);
    assert_eq!(desk.mails().await.len(), 2);
    let kinds: Vec<_> = desk.states().await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [MessageKind::DueChanged, MessageKind::CommentAdded]);
}

#[tokio::test]
async fn staff_send_a_message_again_and_it_is_a_new_one() {
    let desk = Desk::told_of_oak().await;
    let store = desk.app.services.store.shop(desk.app.shop.id);
    let sent = store.messages_of(desk.order).await.unwrap().remove(0);
    let again = desk.app.services.resend_message(&desk.app.shop, "Owner", desk.order, sent.id).await.unwrap();
    assert!(again);
    assert_eq!(desk.mails().await.len(), 2);
    let ids = desk.app.mails.0.lock().unwrap().iter().map(|mail| mail.message_id.clone()).collect::<Vec<_>>();
    assert_ne!(ids[0], ids[1]);
}

#[tokio::test]
async fn sending_again_does_not_swallow_news_that_waits() {
    let desk = Desk::told_of_oak().await;
    desk.step(&desk.glue).await;
    desk.at(110);
    let told = desk.messages().await.remove(0);
    assert!(desk.send_again(told.id).await);
    desk.at(200);
    assert_eq!(desk.mails().await.len(), 3, "as it was, and the news");
    let subjects = desk.subjects();
    assert!(subjects[1..].iter().any(|subject| subject.contains("oak")), "{subjects:?}");
    assert!(subjects[1..].iter().any(|subject| subject.contains("glue")), "{subjects:?}");
    assert!(desk.states().await.iter().all(|(_, state)| *state == MessageState::Sent));
}

#[tokio::test]
async fn messages_go_where_shopify_says_by_now() {
    let desk = Desk::told_of_oak().await;
    desk.step(&desk.glue).await;
    desk.shopify_tells("right@example.org").await;
    desk.at(200);
    assert_eq!(desk.mails().await[1].0, "right@example.org", "what waited follows");
    let told = desk.messages().await.remove(0);
    assert!(desk.send_again(told.id).await);
    assert_eq!(desk.mails().await[2].0, "right@example.org", "what is sent again, too");

    // Whoever wants no reports there gets none, whatever the address was before.
    let store = desk.app.services.store.shop(desk.app.shop.id);
    desk.step(&desk.oak).await;
    store.suppress("right@example.org", Suppression::Unsubscribed, None, NOON).await.unwrap();
    desk.at(300);
    assert_eq!(desk.mails().await.len(), 3);
    // Without an address the one that was recorded is as good as any.
    let desk = Desk::set().await;
    desk.step(&desk.oak).await;
    desk.shopify_tells(" ").await;
    desk.at(100);
    assert_eq!(desk.mails().await[0].0, "shopper@example.com");
}

#[tokio::test]
async fn a_correction_counts_for_more_than_what_shopify_says() {
    let desk = Desk::set().await;
    desk.step(&desk.oak).await;
    desk.correct_address("right@example.org").await;
    desk.shopify_tells("other@example.org").await;
    desk.at(100);
    assert_eq!(desk.mails().await[0].0, "right@example.org");
}

#[tokio::test]
async fn who_unsubscribes_is_whom_the_mail_reached_after_a_correction() {
    let desk = Desk::set().await;
    desk.step(&desk.oak).await;
    desk.at(100);
    desk.tries(busy).await;
    desk.correct_address("right@example.org").await;
    desk.at(300);
    assert_eq!(desk.mails().await[0].0, "right@example.org");
    let unsubscribe = desk.app.mails.0.lock().unwrap()[0].unsubscribe.clone().unwrap();
    let path = unsubscribe.strip_prefix("http://shop.test").unwrap();
    assert_eq!(desk.app.post(path, "List-Unsubscribe=One-Click").await.status, StatusCode::OK);
    let store = desk.app.services.store.shop(desk.app.shop.id);
    assert_eq!(store.suppressions_of("right@example.org").await.unwrap(), [Suppression::Unsubscribed]);
    assert!(store.suppressions_of("shopper@example.com").await.unwrap().is_empty());
}

#[tokio::test]
async fn what_may_have_arrived_is_sent_once_more_only_where_that_is_wanted() {
    for says in [stopped as fn() -> MailError, silent] {
        for wanted in [true, false] {
            let desk = Desk::set().await;
            desk.settings(|settings| settings.mail.repeat_doubtful = wanted).await;
            desk.step(&desk.oak).await;
            desk.at(100);
            desk.tries(says).await;
            desk.at(400);
            assert_eq!(desk.mails().await.len(), usize::from(wanted));
            let html = desk.page().await;
            let told = html.contains("Handed over, but the mail server");
            assert_eq!(told, !wanted);
            assert!(!html.contains("it is sent once more"));
            let state = if wanted { MessageState::Sent } else { MessageState::Unknown };
            assert_eq!(desk.states().await, [(MessageKind::StatusChanged, state)]);
        }
    }
}

#[tokio::test]
async fn a_stop_does_not_wait_until_everything_is_sent() {
    let desk = Desk::set().await;
    for _ in 0..60 {
        desk.asks_for_a_link().await;
    }
    let (sender, stop) = Stop::by_hand();
    sender.send(true).unwrap();
    send_messages(desk.app.services.clone(), desk.app.mails.clone(), Bell::default(), stop).await;
    let sent = desk.app.mails.0.lock().unwrap().len();
    assert!((1..60).contains(&sent), "{sent} of 60: what was begun is finished");
}

#[tokio::test]
async fn who_presses_twice_sends_again_once() {
    let desk = Desk::told_of_oak().await;
    let told = desk.messages().await.remove(0).id;
    assert_eq!(tokio::join!(desk.send_again(told), desk.send_again(told)), (true, true));
    assert!(desk.send_again(told).await, "while it waits");
    assert_eq!(desk.mails().await.len(), 2);
    desk.at(105);
    assert!(desk.send_again(told).await, "and a moment after it went");
    assert_eq!(desk.mails().await.len(), 2);
    desk.at(160);
    assert!(desk.send_again(told).await);
    assert_eq!(desk.mails().await.len(), 3, "later it is meant");
}

#[tokio::test]
async fn what_is_sent_once_more_by_itself_is_not_sent_again_meanwhile() {
    let desk = Desk::set().await;
    desk.step(&desk.oak).await;
    desk.at(100);
    desk.tries(silent).await;
    let told = desk.messages().await.remove(0).id;
    assert!(!desk.send_again(told).await);
    let html = desk.page().await;
    assert!(html.contains("it is sent once more") && !html.contains("Send again"), "{html}");
    desk.at(400);
    desk.tries(silent).await;
    assert!(desk.page().await.contains("Send again"));
    assert!(desk.send_again(told).await);
    assert_eq!(desk.mails().await.len(), 1);
}

#[tokio::test]
async fn what_is_no_longer_known_is_not_sent_again() {
    let desk = Desk::told_of_oak().await;
    assert!(desk.page().await.contains("Send again"));
    desk.at(32 * 86_400);
    desk.app.services.keep_only_what_may_stay().await.unwrap();
    assert!(!desk.page().await.contains("Send again"));
    let told = desk.messages().await.remove(0).id;
    assert!(!desk.send_again(told).await);
    assert_eq!(desk.mails().await.len(), 1);
}

#[tokio::test]
async fn what_may_have_arrived_is_never_told_as_not_sent() {
    let desk = Desk::set().await;
    desk.step(&desk.oak).await;
    desk.at(100);
    desk.tries(silent).await;
    let store = desk.app.services.store.shop(desk.app.shop.id);
    store.suppress("shopper@example.com", Suppression::Unsubscribed, None, NOON).await.unwrap();
    desk.at(400);
    assert!(desk.mails().await.is_empty());
    assert_eq!(desk.states().await, [(MessageKind::StatusChanged, MessageState::Unknown)]);
    let html = desk.page().await;
    assert!(html.contains("Handed over, but the mail server") && html.contains("the shopper unsubscribed"));
    assert!(!html.contains("it is sent once more"), "it is not");
}

//! A message at a chosen time: chosen in the form, read in the list, sent now or not at all; and told only where it
//! is still so when its time has come.

use axum::http::StatusCode;
use serde_json::json;
use waymark::domain::account::Role;
use waymark::domain::clock::Millis;
use waymark::domain::due_date::DueDate;
use waymark::domain::ids::OrderId;
use waymark::domain::mail_settings::QuietHours;
use waymark::domain::message::{Message, MessageKind, MessageState};
use waymark::domain::shop::ShopSettings;
use waymark::domain::status::Status;
use waymark::services::change_order::{ChangeOutcome, MerchantChange};

use super::changes::status;
use crate::support::app::{Answer, NOON, TestApp};

const HOUR: i64 = 3_600;

struct Desk {
    app: TestApp,
    order: OrderId,
    path: String,
    oak: Status,
    glue: Status,
}

impl Desk {
    async fn set() -> Self {
        Self::set_with(ShopSettings { time_zone: "Europe/Copenhagen".into(), ..ShopSettings::default() })
            .await
    }

    async fn set_with(settings: ShopSettings) -> Self {
        let app = TestApp::start_with(settings).await;
        app.import(&json!({"id": 1, "name": "#1001", "email": "shopper@example.com",
            "created_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-20T10:00:00Z", "line_items": []}))
            .await;
        let order = app.services.order_by_name(&app.shop, "1001").await.unwrap().unwrap();
        let (oak, glue) = (status(&app, "oak").await, status(&app, "glue").await);
        let path = format!("/admin/shop/orders/{order}");
        Self { app, order, path, oak, glue }
    }

    /// Signed in now: hours pass between two looks.
    async fn staff(&self) -> String {
        self.app.sign_in("staff", Role::Staff).await
    }

    fn at(&self, seconds: i64) {
        self.app.clock.set(Millis(NOON.0 + seconds * 1_000));
    }

    async fn change(&self, change: MerchantChange) -> Vec<uuid::Uuid> {
        let outcome = self.app.services.change_order(&self.app.shop, self.order, &change).await.unwrap();
        let ChangeOutcome::Done(done) = outcome else { panic!("{outcome:?}") };
        done.changes
    }

    /// Sets a status with a message in so many hours; 0 for at once.
    async fn step(&self, status: &Status, hours: i64) -> Vec<uuid::Uuid> {
        let send_at = (hours > 0).then_some(Millis(NOON.0 + hours * HOUR * 1_000));
        self.change(MerchantChange { send_at, ..into(status) }).await
    }

    /// Sends what is due; the subjects of all mails so far.
    async fn subjects(&self) -> Vec<String> {
        self.app.mails().await.into_iter().map(|mail| mail.subject).collect()
    }

    async fn messages(&self) -> Vec<Message> {
        self.app.services.store.shop(self.app.shop.id).messages_of(self.order).await.unwrap()
    }

    async fn states(&self) -> Vec<MessageState> {
        self.messages().await.into_iter().map(|message| message.state).collect()
    }

    async fn send(&self, form: &str) -> Answer {
        self.app.post_as(&self.staff().await, &format!("{}/change", self.path), form).await
    }

    async fn page(&self) -> String {
        self.app.get_as(&self.staff().await, &self.path).await.text()
    }

    async fn press(&self, button: &str) -> Answer {
        let id = self.messages().await[0].id;
        self.app.post_as(&self.staff().await, &format!("{}/messages/{id}/{button}", self.path), "").await
    }
}

fn into(status: &Status) -> MerchantChange {
    MerchantChange { status: Some(status.clone()), message: true, ..MerchantChange::default() }
}

#[tokio::test]
async fn a_time_is_chosen_looked_at_and_kept_to() {
    let desk = Desk::set().await;
    let form = "status=oak&message=yes&when=at&send_at=2026-11-24T09%3A15&revision=99&once=a1";
    let look = desk.send(form).await;
    assert_eq!(look.status, StatusCode::OK);
    let html = look.text();
    assert!(html.contains("goes out 24 Nov 09:15 (Europe/Copenhagen)."), "{html}");
    assert!(html.contains("name=\"send_at\" value=\"2026-11-24T09:15\""), "it travels along");
    let done = desk.send(&format!("{form}&confirm=yes")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let html = desk.page().await;
    for words in ["Scheduled for 24 Nov 09:15", "Send now", "Do not send"] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
    let local = jiff::civil::date(2026, 11, 24).at(9, 15, 0, 0).in_tz("Europe/Copenhagen").unwrap();
    let due = Millis(local.timestamp().as_millisecond());
    assert_eq!(desk.messages().await[0].not_before, due);
    desk.app.clock.set(Millis(due.0 - 1));
    assert!(desk.subjects().await.is_empty());
    desk.app.clock.set(due);
    assert_eq!(desk.subjects().await.len(), 1);
    assert!(!desk.page().await.contains("Send now"));
}

#[tokio::test]
async fn a_time_that_cannot_be_is_told_beside_its_field() {
    let desk = Desk::set_with(ShopSettings { personal_days: 0, ..ShopSettings::default() }).await;
    for (typed, sentence) in [
        ("", "Give day and time as 2026-11-30 09:00"),
        ("soon", "Give day and time as"),
        ("2026-11-30", "Give day and time as"),
        ("2026-11-23T11:59", "This time has passed."),
        ("2026-11-23T12:00", "This time has passed."),
        ("2027-11-24T12:00", "A message waits for a year at most."),
        ("99999-01-01T00:00", "Give day and time as"),
    ] {
        let typed_form = form_urlencoded::byte_serialize(typed.as_bytes()).collect::<String>();
        let form = format!("status=oak&message=yes&when=at&send_at={typed_form}&revision=99&once=a1");
        for form in [form.clone(), format!("{form}&confirm=yes")] {
            let answer = desk.send(&form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
            let html = answer.text();
            assert!(
                html.contains(sentence) && html.contains(&format!("value=\"{typed}\"")),
                "{typed}: {html}"
            );
        }
    }
    assert!(desk.messages().await.is_empty());
    let look =
        desk.send("status=oak&message=yes&when=at&send_at=2026-12-01+08%3A30&revision=99&once=a").await;
    assert!(look.text().contains("goes out 1 Dec 08:30"), "a space does for the T");
    // Without a message no time matters.
    let none = desk.send("status=oak&message=no&when=at&send_at=soon&revision=99&once=a2").await;
    assert!(none.status == StatusCode::OK && none.text().contains("No message goes out"));
}

#[tokio::test]
async fn a_message_does_not_outlive_what_it_tells_of() {
    let desk = Desk::set().await;
    let late =
        desk.send("status=oak&message=yes&when=at&send_at=2027-03-01T09%3A00&revision=99&once=a1").await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("may be erased"), "90 days by default");
}

#[tokio::test]
async fn clocks_that_go_forward_or_back_are_read_like_everywhere() {
    let desk = Desk::set_with(ShopSettings {
        time_zone: "Europe/Copenhagen".into(),
        personal_days: 0,
        ..ShopSettings::default()
    })
    .await;
    for (second, status, typed, told, utc) in [
        // Skipped: the one an hour later. Twice: the first.
        (1, "oak", "2027-03-28T02:30", "28 Mar 2027 03:30", "2027-03-28T01:30:00Z"),
        (2, "glue", "2027-10-31T02:30", "31 Oct 2027 02:30", "2027-10-31T00:30:00Z"),
    ] {
        desk.at(second);
        let form = format!("status={status}&message=yes&when=at&send_at={typed}&revision=99&once={typed}");
        let html = desk.send(&form).await.text();
        assert!(html.contains(&format!("goes out {told} (Europe/Copenhagen)")), "{html}");
        let done = desk.send(&format!("{form}&confirm=yes")).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        assert_eq!(desk.messages().await.last().unwrap().not_before, Millis::parse(utc).unwrap());
    }
}

#[tokio::test]
async fn it_is_sent_now_or_not_at_all() {
    let desk = Desk::set().await;
    desk.step(&desk.oak, 20).await;
    desk.at(10);
    assert_eq!(desk.press("send-now").await.status, StatusCode::SEE_OTHER);
    assert!(desk.subjects().await.is_empty(), "the hold window still holds");
    desk.at(60);
    assert_eq!(desk.subjects().await.len(), 1);
    assert!(desk.press("send-now").await.status == StatusCode::SEE_OTHER, "twice is as good as once");
    assert_eq!(desk.subjects().await.len(), 1);

    let desk = Desk::set().await;
    desk.step(&desk.oak, 20).await;
    desk.at(100);
    assert_eq!(desk.press("do-not-send").await.status, StatusCode::SEE_OTHER);
    desk.at(21 * HOUR);
    assert!(desk.subjects().await.is_empty());
    assert_eq!(desk.states().await, [MessageState::Withheld]);
    let html = desk.page().await;
    assert!(html.contains("it was decided not to send it") && html.contains("Send again"));
    assert!(!html.contains("Do not send"));
    // Sent again it goes at once.
    assert_eq!(desk.press("resend").await.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.subjects().await.len(), 1);
    let owner = desk.app.sign_in("owner", Role::Owner).await;
    let log = desk.app.get_as(&owner, "/admin/shop/settings/audit").await.text();
    assert!(log.contains("Decided not to send a message"));
}

#[tokio::test]
async fn what_does_not_wait_for_its_time_is_neither_moved_nor_stopped() {
    let desk = Desk::set().await;
    desk.step(&desk.oak, 0).await;
    for button in ["send-now", "do-not-send"] {
        assert_eq!(desk.press(button).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(desk.messages().await[0].not_before, NOON.plus_seconds(60));
    desk.at(60);
    assert_eq!(desk.subjects().await.len(), 1);
}

#[tokio::test]
async fn changed_back_meanwhile_tells_nothing() {
    let desk = Desk::set().await;
    desk.step(&desk.oak, 0).await;
    desk.at(60);
    assert_eq!(desk.subjects().await.len(), 1);
    desk.step(&desk.glue, 20).await;
    desk.at(2 * HOUR);
    // Back, with a message: both together tell nothing.
    desk.step(&desk.oak, 0).await;
    desk.at(21 * HOUR);
    assert_eq!(desk.subjects().await.len(), 1);
    assert_eq!(desk.states().await, [MessageState::Sent, MessageState::Merged, MessageState::Canceled]);
}

#[tokio::test]
async fn changed_meanwhile_without_a_message_withholds_it() {
    let desk = Desk::set().await;
    desk.step(&desk.oak, 20).await;
    desk.at(HOUR);
    desk.change(MerchantChange { message: false, ..into(&desk.glue) }).await;
    desk.at(20 * HOUR);
    assert!(desk.subjects().await.is_empty(), "the order is in another status");
    let message = desk.messages().await.remove(0);
    assert_eq!(message.state, MessageState::Canceled);
    assert_eq!(message.answer.as_deref(), Some("the order is in another status by now"));
    assert!(desk.page().await.contains("the order is in another status by now"));
}

#[tokio::test]
async fn a_later_message_that_goes_first_tells_both() {
    let desk = Desk::set().await;
    let note = |text: &str| Some(text.to_owned());
    let later = Some(Millis(NOON.0 + 20 * HOUR * 1_000));
    desk.change(MerchantChange { send_at: later, note: note("It smells good."), ..into(&desk.oak) }).await;
    desk.at(HOUR);
    desk.change(MerchantChange { note: note("It sets overnight."), ..into(&desk.glue) }).await;
    desk.at(HOUR + 60);
    let mails = desk.app.mails().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].subject.contains("glue"));
    assert!(mails[0].text.contains("It smells good.") && mails[0].text.contains("It sets overnight."));
    desk.at(21 * HOUR);
    assert_eq!(desk.subjects().await.len(), 1, "the first is told already");
    assert_eq!(desk.states().await, [MessageState::Merged, MessageState::Sent]);
}

#[tokio::test]
async fn undone_before_it_goes_the_scheduled_one_waits_on() {
    let desk = Desk::set().await;
    desk.step(&desk.oak, 20).await;
    desk.at(HOUR);
    let second = desk.step(&desk.glue, 0).await;
    desk.at(HOUR + 30);
    desk.app.services.undo_changes(&desk.app.shop, desk.order, &second, "Owner").await.unwrap();
    desk.at(20 * HOUR);
    assert_eq!(desk.subjects().await.len(), 1);
    assert_eq!(desk.states().await, [MessageState::Sent, MessageState::Canceled]);
}

#[tokio::test]
async fn a_quick_change_goes_with_the_scheduled_one_that_outdates_it_and_other_news_does_not_wait() {
    let desk = Desk::set().await;
    desk.step(&desk.oak, 0).await;
    desk.at(30);
    desk.step(&desk.glue, 20).await;
    desk.at(120);
    assert!(desk.subjects().await.is_empty(), "“oak” is no longer so: the one at its time tells it");
    desk.at(20 * HOUR);
    let subjects = desk.subjects().await;
    assert!(subjects.len() == 1 && subjects[0].contains("glue"), "{subjects:?}");

    let desk = Desk::set().await;
    desk.step(&desk.oak, 0).await;
    desk.at(30);
    let day = jiff::civil::date(2026, 12, 1);
    desk.change(MerchantChange {
        due: Some(Some(DueDate::new(day, day))),
        message: true,
        send_at: Some(Millis(NOON.0 + 20 * HOUR * 1_000)),
        ..MerchantChange::default()
    })
    .await;
    desk.at(60);
    assert_eq!(desk.subjects().await.len(), 1, "the status is told now");
    desk.at(20 * HOUR);
    assert_eq!(desk.subjects().await.len(), 2);
}

#[tokio::test]
async fn a_date_that_moved_again_and_a_canceled_order_are_not_told_as_they_were() {
    let desk = Desk::set().await;
    let due = |day| {
        let day = jiff::civil::date(2026, 12, day);
        Some(Some(DueDate::new(day, day)))
    };
    let later = Some(Millis(NOON.0 + 20 * HOUR * 1_000));
    desk.change(MerchantChange { due: due(1), send_at: later, ..into(&desk.oak) }).await;
    desk.at(1);
    desk.change(MerchantChange { due: due(9), ..MerchantChange::default() }).await;
    desk.at(20 * HOUR);
    let mail = desk.app.mails().await.remove(0);
    assert!(mail.subject.contains("oak") && !mail.text.contains("1 December"), "{}", mail.text);

    // Nor by a later message that tells the rest of it.
    let desk = Desk::set().await;
    desk.change(MerchantChange { due: due(1), send_at: later, ..into(&desk.oak) }).await;
    desk.at(1);
    desk.change(MerchantChange { due: due(9), ..MerchantChange::default() }).await;
    desk.at(2);
    desk.step(&desk.glue, 0).await;
    desk.at(HOUR);
    let mails = desk.app.mails().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].subject.contains("glue") && !mails[0].text.contains("1 December"), "{}", mails[0].text);

    let desk = Desk::set().await;
    desk.step(&desk.oak, 20).await;
    desk.app
        .import(&json!({"id": 1, "name": "#1001", "email": "shopper@example.com", "cancelled_at": "2026-11-23T13:00:00Z",
            "created_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-23T13:00:00Z", "line_items": []}))
        .await;
    desk.at(20 * HOUR);
    assert!(desk.subjects().await.is_empty());
    assert_eq!(desk.messages().await[0].answer.as_deref(), Some("the order was canceled meanwhile"));
}

#[tokio::test]
async fn a_quiet_hour_is_told_and_kept() {
    let mut settings = ShopSettings { time_zone: "UTC".into(), ..ShopSettings::default() };
    settings.mail.quiet = Some(QuietHours { from: 20, to: 8 });
    let desk = Desk::set_with(settings).await;
    let form = "status=oak&message=yes&when=at&send_at=2026-11-24T06%3A00&revision=99&once=a1";
    let html = desk.send(form).await.text();
    assert!(html.contains("It is a quiet hour then: it goes out 24 Nov 08:00."), "{html}");
    desk.send(&format!("{form}&confirm=yes")).await;
    desk.at(18 * HOUR);
    assert!(desk.subjects().await.is_empty());
    desk.at(20 * HOUR);
    assert_eq!(desk.subjects().await.len(), 1);
}

#[tokio::test]
async fn the_shopper_does_not_read_of_a_message_before_its_time() {
    let desk = Desk::set().await;
    desk.step(&desk.oak, 20).await;
    let view = async || {
        let level = waymark::domain::level::Level::Full;
        let shown = desk.app.services.as_shopper(&desk.app.shop, desk.order, level, None).await.unwrap();
        shown.unwrap().1
    };
    assert!(view().await.messages.is_empty());
    desk.at(20 * HOUR);
    desk.subjects().await;
    assert_eq!(view().await.messages.len(), 1);
}

#[tokio::test]
async fn a_new_date_is_told_without_a_status_that_is_over() {
    let due = |day| {
        let day = jiff::civil::date(2026, 12, day);
        Some(Some(DueDate::new(day, day)))
    };
    // A message that goes at once takes over what was to be told tomorrow.
    let desk = Desk::set().await;
    let tomorrow = Some(Millis(NOON.0 + 20 * HOUR * 1_000));
    desk.change(MerchantChange { due: due(1), send_at: tomorrow, ..into(&desk.oak) }).await;
    desk.at(1);
    desk.change(MerchantChange { message: false, ..into(&desk.glue) }).await;
    desk.at(2);
    desk.change(MerchantChange { due: due(9), message: true, ..MerchantChange::default() }).await;
    desk.at(HOUR);
    let mails = desk.app.mails().await;
    assert_eq!(mails.len(), 1, "{:?}", desk.messages().await);
    assert!(mails[0].text.contains("9 December") && !mails[0].subject.contains("oak"), "{}", mails[0].text);
    assert_eq!(desk.states().await, [MessageState::Merged, MessageState::Sent]);
    let told = desk.messages().await.remove(1);
    assert_eq!(
        (told.kind, told.facts.status),
        (MessageKind::DueChanged, None),
        "what is kept is what was told"
    );
    desk.at(21 * HOUR);
    assert_eq!(desk.subjects().await.len(), 1);

    // The time has come, and a message about the date that still waits tells both.
    let desk = Desk::set().await;
    desk.step(&desk.oak, 20).await;
    desk.at(HOUR);
    desk.change(MerchantChange { message: false, ..into(&desk.glue) }).await;
    desk.at(20 * HOUR - 30);
    desk.change(MerchantChange { due: due(9), message: true, ..MerchantChange::default() }).await;
    desk.at(20 * HOUR);
    assert!(desk.subjects().await.is_empty(), "the first waits for the second");
    desk.at(21 * HOUR);
    let mails = desk.app.mails().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].text.contains("9 December") && !mails[0].subject.contains("oak"), "{}", mails[0].text);
}

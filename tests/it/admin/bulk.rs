//! Many orders changed at once: what the preview says happens, once, and is undone to the letter.

use std::fmt::Write as _;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::json;
use waymark::domain::account::Role;
use waymark::domain::clock::{Clock as _, Millis};
use waymark::domain::ids::OrderId;
use waymark::domain::message::MessageState;
use waymark::domain::shop::ShopSettings;
use waymark::domain::status::{Status, StatusWords};
use waymark::domain::working_days::Holiday;
use waymark::services::bulk::PIECE;

use crate::support::app::{Answer, TestApp};

const BULK: &str = "/admin/shop/bulk";

struct Desk {
    app: TestApp,
    cookie: String,
}

impl Desk {
    /// A shop with `count` orders named from #1 on.
    async fn with(count: usize) -> Self {
        Self::of(TestApp::start().await, count).await
    }

    async fn of(app: TestApp, count: usize) -> Self {
        let mut lines = String::new();
        for number in 1..=count {
            writeln!(lines, "{}", order(number)).unwrap();
        }
        app.import_text(&lines).await;
        let cookie = app.sign_in("owner", Role::Owner).await;
        Self { app, cookie }
    }

    async fn status(&self, handle: &str) -> Status {
        let mut status = self.app.services.new_status(&self.app.shop, handle).await.unwrap();
        status.name = handle.to_owned();
        status.public = StatusWords { name: format!("Public {handle}"), text: None };
        self.app.services.save_status(&self.app.shop, &status).await.unwrap();
        status
    }

    async fn order(&self, number: usize) -> OrderId {
        self.app.services.order_by_name(&self.app.shop, &number.to_string()).await.unwrap().unwrap()
    }

    async fn chosen(&self, numbers: impl IntoIterator<Item = usize>) -> String {
        let mut form = String::new();
        for number in numbers {
            write!(form, "order={}&", self.order(number).await).unwrap();
        }
        form
    }

    async fn post(&self, path: &str, form: &str) -> Answer {
        self.app.post_as(&self.cookie, path, form).await
    }

    async fn get(&self, path: &str) -> String {
        self.app.get_as(&self.cookie, path).await.text()
    }

    /// Sends the form and gives the path of the batch it leads to.
    async fn preview(&self, form: &str) -> String {
        let answer = self.post(&format!("{BULK}/preview"), form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        answer.header("location").to_owned()
    }

    async fn list(&self, list: &str) -> Answer {
        let body = format!(
            "--edge\r\ncontent-disposition: form-data; name=\"list\"\r\n\r\n{list}\r\n\
             --edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--edge--\r\n"
        );
        let request = Request::post(format!("{BULK}/list"))
            .header(header::HOST, "shop.test")
            .header(header::COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
        self.app.send(request.body(Body::from(body)).unwrap()).await
    }

    async fn work(&self) {
        while self.app.services.work_on_batch(PIECE, usize::MAX).await.unwrap() {}
    }

    async fn page(&self, number: usize) -> String {
        let link = self.app.link(&number.to_string()).await;
        self.app.get(&link).await.text()
    }

    async fn mails(&self) -> Vec<String> {
        while self.app.services.send_waiting(&*self.app.mails, 99).await.unwrap() > 0 {}
        self.app.mails.0.lock().unwrap().iter().map(|mail| mail.to.clone()).collect()
    }

    fn later(&self, seconds: i64) {
        self.app.clock.set(Millis(self.app.clock.now().0 + seconds * 1000));
    }
}

fn order(number: usize) -> serde_json::Value {
    let canceled = (number == 3).then_some("2026-11-21T10:00:00Z");
    let email = (number != 4).then(|| format!("shopper-{number}@example.com"));
    json!({"id": number, "name": format!("#{number}"), "email": email, "cancelled_at": canceled,
        "created_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-21T10:00:00Z", "financial_status": "paid",
        "line_items": [{"id": number + 10_000, "title": "Table", "quantity": 1, "current_quantity": 1,
            "fulfillable_quantity": 1, "requires_shipping": true, "price": "100.00"}]})
}

#[tokio::test]
async fn the_preview_says_what_happens_and_that_happens() {
    let desk = Desk::with(6).await;
    desk.status("oak").await;
    let only = desk.chosen([5]).await;
    let before = desk.preview(&format!("{only}status=oak")).await;
    desk.post(&format!("{before}/confirm"), "").await;
    desk.work().await;

    let chosen = desk.chosen(1..=6).await;
    let path = desk.preview(&format!("{chosen}status=oak&note=A+note&message=yes")).await;
    let html = desk.get(&path).await;
    for words in [
        "4 orders change, 3 messages, 2 skipped: 1 because it is canceled in Shopify, 1 because it is in “oak” already.",
        "it is canceled in Shopify",
        "it is in “oak” already",
        "Change 4 orders",
    ] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
    assert!(!desk.page(1).await.contains("Public oak"), "nothing happened yet");
    let confirmed = desk.post(&format!("{path}/confirm"), "").await;
    assert_eq!((confirmed.status, confirmed.header("location")), (StatusCode::SEE_OTHER, path.as_str()));
    let running = desk.app.get_as(&desk.cookie, &path).await;
    assert_eq!(running.header("refresh"), "1", "without script the page loads itself again");
    desk.work().await;
    let done = desk.app.get_as(&desk.cookie, &path).await;
    assert_eq!(done.header("refresh"), "", "it ends by itself");
    assert!(done.text().contains("4 orders changed, 3 messages, 2 skipped: "), "{}", done.text());
    for number in [1, 2, 4, 6] {
        assert!(desk.page(number).await.contains("Public oak"), "#{number}");
    }
    assert!(!desk.page(3).await.contains("Public oak"));
    desk.later(59);
    assert!(desk.mails().await.is_empty());
    desk.later(1);
    let mut mails = desk.mails().await;
    mails.sort();
    assert_eq!(mails, ["shopper-1@example.com", "shopper-2@example.com", "shopper-6@example.com"]);
    let lines = desk.app.services.store.shop(desk.app.shop.id).audit_lines(None, 9).await.unwrap();
    assert_eq!(lines.len(), 2, "one line for each batch: {lines:?}");
    assert!(lines.iter().any(|line| line.what.subject == "4 orders"), "{lines:?}");
}

#[tokio::test]
async fn an_address_that_staff_typed_counts_in_the_preview_and_gets_its_message() {
    let desk = Desk::with(4).await;
    desk.status("oak").await;
    let (app, order) = (&desk.app, desk.order(4).await);
    let typed = app.services.correct_address(&app.shop, "Owner", order, "typed@example.org").await;
    typed.unwrap().unwrap();
    let chosen = desk.chosen([4]).await;
    let path = desk.preview(&format!("{chosen}status=oak&message=yes")).await;
    let html = desk.get(&path).await;
    assert!(html.contains("1 order changes, 1 message."), "{html}");
    desk.post(&format!("{path}/confirm"), "").await;
    desk.work().await;
    desk.later(60);
    assert_eq!(desk.mails().await, ["typed@example.org"]);
}

#[tokio::test]
async fn messages_go_as_the_status_says_unless_it_is_chosen_otherwise() {
    let desk = Desk::with(2).await;
    desk.status("oak").await;
    let mut writes = desk.status("writes").await;
    writes.message.send = true;
    desk.app.services.save_status(&desk.app.shop, &writes).await.unwrap();
    let chosen = desk.chosen(1..=2).await;
    let form = desk.post(BULK, &chosen).await.text();
    assert!(form.contains("As the status says; a date alone is told</option>"), "{form}");
    for (typed, sentence) in [
        ("status=writes&message=status", "2 orders change, 2 messages."),
        ("status=writes&message=no", "2 orders change, 0 messages."),
        ("status=oak&message=status", "2 orders change, 0 messages."),
        ("status=oak&message=yes", "2 orders change, 2 messages."),
    ] {
        let path = desk.preview(&format!("{chosen}{typed}")).await;
        let html = desk.get(&path).await;
        assert!(html.contains(sentence), "{typed}: {html}");
    }
}

#[tokio::test]
async fn messages_of_many_go_at_their_time_and_until_then_all_can_be_undone() {
    let mut desk = Desk::with(2).await;
    desk.status("oak").await;
    desk.status("glue").await;
    let chosen = desk.chosen(1..=2).await;
    let at = |day: &str, status: &str| {
        format!("{chosen}status={status}&message=yes&when=at&send_at=2026-11-{day}T09%3A15")
    };
    let past = desk.post(&format!("{BULK}/preview"), &at("22", "oak")).await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["This time has passed.", "value=\"2026-11-22T09:15\""] {
        assert!(past.text().contains(words), "{words} is not in {}", past.text());
    }
    let path = desk.preview(&at("24", "oak")).await;
    assert!(desk.get(&path).await.contains("messages on Tuesday 24 November 2026 at 09:15"));
    desk.post(&format!("{path}/confirm"), "").await;
    desk.work().await;
    // The hold window is over: the pages no longer offer it everywhere, but it can be undone.
    desk.later(3_600);
    assert!(desk.mails().await.is_empty());
    let order = desk.order(1).await;
    assert!(desk.get(&format!("/admin/shop/orders/{order}")).await.contains("Scheduled for 24 Nov 09:15"));
    assert!(!desk.get("/admin/shop/orders").await.contains("Your last change"));
    let list = desk.get(BULK).await;
    assert!(list.contains("Can still be undone") && list.contains(&path), "{list}");
    assert!(desk.get(&path).await.contains("Possible until Tuesday 24 November 2026, 09:15"));
    desk.post(&format!("{path}/undo"), "").await;
    desk.work().await;
    desk.later(86_400);
    assert!(desk.mails().await.is_empty(), "what was undone is told to nobody");

    desk.cookie = desk.app.sign_in("later", Role::Owner).await;
    assert!(!desk.get(BULK).await.contains("Can still be undone"));
    let path = desk.preview(&at("27", "glue")).await;
    desk.post(&format!("{path}/confirm"), "").await;
    desk.work().await;
    desk.later(86_400);
    assert!(desk.mails().await.is_empty(), "not before its time");
    desk.later(2 * 86_400);
    let mut told = desk.mails().await;
    told.sort();
    assert_eq!(told, ["shopper-1@example.com", "shopper-2@example.com"]);
}

#[tokio::test]
async fn a_change_confirmed_after_the_time_of_its_messages_is_refused() {
    let mut desk = Desk::with(1).await;
    desk.status("oak").await;
    let chosen = desk.chosen([1]).await;
    let form = format!("{chosen}status=oak&message=yes&when=at&send_at=2026-11-24T09%3A15");
    let path = desk.preview(&form).await;
    desk.later(86_400);
    desk.cookie = desk.app.sign_in("later", Role::Owner).await;
    let refused = desk.post(&format!("{path}/confirm"), "").await;
    assert!(refused.header("set-cookie").contains("has%20passed"), "{}", refused.header("set-cookie"));
    desk.work().await;
    assert!(!desk.page(1).await.contains("Public oak"));
}

#[tokio::test]
async fn once_somebody_was_told_the_rest_waits_and_nothing_canceled_comes_back() {
    let desk = Desk::with(5).await;
    desk.status("oak").await;
    let chosen = desk.chosen([1, 2, 5]).await;
    let form = format!("{chosen}status=oak&message=yes&when=at&send_at=2026-11-24T09%3A15");
    let path = desk.preview(&form).await;
    desk.post(&format!("{path}/confirm"), "").await;
    desk.work().await;
    let store = desk.app.services.store.shop(desk.app.shop.id);
    let (first, second) = (desk.order(1).await, desk.order(2).await);
    let of = &store;
    let message = |order| async move { of.messages_of(order).await.unwrap()[0].clone() };
    let (kept, undone) = (message(first).await, message(second).await);
    let change =
        store.order(second).await.unwrap().unwrap().order.status_changes.keys().next().copied().unwrap();
    desk.post(&format!("/admin/shop/orders/{second}/undo/{change}"), "").await;
    assert_eq!(message(second).await.state, MessageState::Canceled, "{undone:?}");
    desk.later(3_600);
    desk.post(&format!("/admin/shop/orders/{first}/messages/{}/send-now", kept.id), "").await;
    assert_eq!(desk.mails().await, ["shopper-1@example.com"]);

    let page = desk.get(&path).await;
    assert!(page.contains("Somebody was told of it already") && !page.contains("Undo all of it"), "{page}");
    assert!(!desk.get(BULK).await.contains("Can still be undone"));
    let refused = desk.post(&format!("{path}/undo"), "").await;
    assert!(refused.header("set-cookie").contains("can%20no%20longer%20be%20undone"));
    assert_eq!(message(second).await.state, MessageState::Canceled);
    assert_eq!(message(desk.order(5).await).await.state, MessageState::Waiting);
}

#[tokio::test]
async fn a_time_without_messages_holds_nothing_open() {
    let desk = Desk::with(1).await;
    let mut inside = desk.status("inside").await;
    inside.visible = false;
    desk.app.services.save_status(&desk.app.shop, &inside).await.unwrap();
    let chosen = desk.chosen([1]).await;
    let form = format!("{chosen}status=inside&message=yes&when=at&send_at=2026-11-28T09%3A15");
    let path = desk.preview(&form).await;
    desk.post(&format!("{path}/confirm"), "").await;
    desk.work().await;
    assert!(desk.get(BULK).await.contains("Can still be undone"));
    desk.later(3_600);
    assert!(!desk.get(BULK).await.contains("Can still be undone"));
}

#[tokio::test]
async fn confirming_twice_does_it_once() {
    let desk = Desk::with(2).await;
    desk.status("oak").await;
    let chosen = desk.chosen(1..=2).await;
    let path = desk.preview(&format!("{chosen}status=oak&message=yes")).await;
    let (confirm, nothing) = (format!("{path}/confirm"), "");
    let (first, second) = tokio::join!(desk.post(&confirm, nothing), desk.post(&confirm, nothing));
    assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    desk.work().await;
    desk.post(&confirm, nothing).await;
    desk.work().await;
    desk.later(61);
    assert_eq!(desk.mails().await.len(), 2);
}

#[tokio::test]
async fn a_kill_in_between_loses_and_doubles_nothing() {
    let desk = Desk::with(9).await;
    desk.status("oak").await;
    let chosen = desk.chosen((1..=9).filter(|n| *n != 3 && *n != 4)).await;
    let path = desk.preview(&format!("{chosen}status=oak&message=yes")).await;
    desk.post(&format!("{path}/confirm"), "").await;
    assert!(desk.app.services.work_on_batch(2, 2).await.unwrap(), "four orders, then the process is gone");
    assert!(desk.get(&path).await.contains("4 of 7 orders so far."));
    assert!(!desk.app.services.work_on_batch(2, 9).await.unwrap(), "its lease holds for a moment");
    desk.later(60);
    assert!(desk.mails().await.is_empty(), "nothing is sent before the batch is over");
    desk.work().await;
    desk.later(60);
    assert_eq!(desk.mails().await.len(), 7);
    assert!(desk.get(&path).await.contains("7 orders changed, 7 messages."));
}

#[tokio::test]
async fn undoing_restores_what_every_shopper_sees_to_the_letter() {
    let desk = Desk::with(6).await;
    desk.status("oak").await;
    let mut before = Vec::new();
    for number in 1..=6 {
        before.push(desk.page(number).await);
    }
    let chosen = desk.chosen(1..=6).await;
    let form = format!(
        "{chosen}status=oak&note=A+note&comment=A+comment&due=on&due_from=2026-12-01&reason=Wet+wood&message=yes"
    );
    let path = desk.preview(&form).await;
    desk.post(&format!("{path}/confirm"), "").await;
    desk.work().await;
    assert_ne!(desk.page(1).await, before[0]);
    let other = desk.get("/admin/shop/shopify").await;
    assert!(other.contains("5 orders changed.") && other.contains(&format!("{path}/undo")), "{other}");
    let undone = desk.post(&format!("{path}/undo"), "").await;
    assert_eq!(undone.header("location"), path);
    desk.work().await;
    assert!(desk.get(&path).await.contains("5 orders undone. No message was sent."));
    for (number, before) in (1..=6).zip(&before) {
        assert_eq!(desk.page(number).await, *before, "#{number}");
    }
    let store = desk.app.services.store.shop(desk.app.shop.id);
    let messages = store.messages_of(desk.order(1).await).await.unwrap();
    assert!(messages.iter().all(|message| message.state == MessageState::Canceled));
    desk.later(3600);
    assert!(desk.mails().await.is_empty());
    assert_eq!(store.audit_lines(None, 9).await.unwrap().len(), 2, "one for it, one for its undoing");
}

#[tokio::test]
async fn what_was_sent_is_not_undone() {
    let desk = Desk::with(2).await;
    desk.status("oak").await;
    let chosen = desk.chosen(1..=2).await;
    let path = desk.preview(&format!("{chosen}status=oak&message=yes")).await;
    desk.post(&format!("{path}/confirm"), "").await;
    desk.work().await;
    desk.later(60);
    assert!(!desk.get(&path).await.contains("Undo all of it"));
    let refused = desk.post(&format!("{path}/undo"), "").await;
    assert!(refused.header("set-cookie").contains("can%20no%20longer%20be%20undone"));
    desk.work().await;
    assert!(desk.page(1).await.contains("Public oak"));
    desk.status("glue").await;
    let later = desk.preview(&format!("{chosen}status=glue&message=no")).await;
    desk.post(&format!("{later}/confirm"), "").await;
    desk.work().await;
    let flash = refused.header("set-cookie").split(';').next().unwrap();
    let told = desk.app.get_as(&format!("{}; {flash}", desk.cookie), &path).await.text();
    assert!(told.contains("This can no longer be undone"), "whatever else can still be: {told}");
}

#[tokio::test]
async fn a_form_that_cannot_be_carried_out_comes_back_as_typed() {
    let desk = Desk::with(1).await;
    desk.status("oak").await;
    let chosen = desk.chosen([1]).await;
    let id = desk.order(1).await.to_string();
    for (typed, sentence) in [
        ("note=", "Nothing would change."),
        ("status=oak&note=Kept&due=on&due_from=soon", "Write the day as 2026-11-26"),
        ("note=Kept&due=on&due_from=2026-12-02&due_to=2026-12-01", "The last day is before the first"),
        ("note=Kept&due=later&later=0", "from 1 to 365"),
        ("note=Kept&status=gone", "There is no such status any more"),
        ("note=Kept&due=keep&due_from=2026-12-01", "You typed a day: choose “Set it”, or empty the field."),
        ("note=Kept&due_to=2026-12-01", "You typed a day: choose “Set it”, or empty the field."),
        ("note=Kept&due=keep&later=3", "choose “Move it later”, or empty the field."),
        ("note=Kept&reason=Wet+wood", "A reason stands beside a new date"),
    ] {
        let answer = desk.post(&format!("{BULK}/preview"), &format!("{chosen}{typed}")).await;
        let html = answer.text();
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(html.contains(sentence), "{sentence} is not in {html}");
        assert!(html.contains(&id), "the selection is kept");
        assert_eq!(html.contains("Kept"), typed.contains("Kept"), "what was typed is kept");
    }
    let none = desk.post(BULK, "").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.text().contains("Choose at least one order"));
}

#[tokio::test]
async fn due_dates_move_by_working_days() {
    let desk = Desk::with(2).await;
    let chosen = desk.chosen([1]).await;
    let set = desk.preview(&format!("{chosen}due=on&due_from=2026-11-26&due_to=2026-11-27")).await;
    desk.post(&format!("{set}/confirm"), "").await;
    desk.work().await;
    desk.later(1);
    let both = desk.chosen(1..=2).await;
    let moved = desk.preview(&format!("{both}due=later&later=2&reason=Wet+wood")).await;
    assert!(desk.get(&moved).await.contains("it has no due date to move"));
    desk.post(&format!("{moved}/confirm"), "").await;
    desk.work().await;
    let order =
        desk.app.services.store.shop(desk.app.shop.id).order(desk.order(1).await).await.unwrap().unwrap();
    let due = order.order.due().unwrap();
    assert_eq!((due.from.to_string(), due.to.to_string()), ("2026-11-30".into(), "2026-12-01".into()));
}

#[tokio::test]
async fn days_on_which_the_shop_does_not_work_are_passed_over() {
    let holiday = Holiday { date: "2026-11-30".parse().unwrap(), name: None, yearly: false };
    let settings = ShopSettings { holidays: vec![holiday], ..ShopSettings::default() };
    let desk = Desk::of(TestApp::start_with(settings).await, 1).await;
    let chosen = desk.chosen([1]).await;
    for form in ["due=on&due_from=2026-11-26", "due=later&later=2"] {
        let path = desk.preview(&format!("{chosen}{form}")).await;
        desk.post(&format!("{path}/confirm"), "").await;
        desk.work().await;
        desk.later(1);
    }
    let order = desk.app.services.store.shop(desk.app.shop.id).order(desk.order(1).await).await.unwrap();
    let due = order.unwrap().order.due().unwrap();
    assert_eq!(due.from.to_string(), "2026-12-01", "Thursday, Friday, a weekend, a holiday, Tuesday");
}

#[tokio::test]
async fn all_orders_that_match_a_filter_are_changed_and_no_other() {
    let desk = Desk::with(8).await;
    let oak = desk.status("oak").await;
    desk.status("glue").await;
    let some = desk.chosen([1, 2, 5]).await;
    let path = desk.preview(&format!("{some}status=oak")).await;
    desk.post(&format!("{path}/confirm"), "").await;
    desk.work().await;
    desk.later(1);
    let index = desk.get(&format!("/admin/shop/orders?status={}", oak.id)).await;
    let filter = format!("status={}", oak.id);
    assert!(index.contains(&format!("name=\"filter\" value=\"{filter}\"")), "{index}");
    assert!(index.contains("Change all 3 that match"), "{index}");
    let all = format!("all=1&filter={}", filter.replace('=', "%3D"));
    let form = desk.post(BULK, &all).await.text();
    assert!(form.contains("Change 3 orders") && form.contains(&filter), "{form}");
    // A tick left in a box says nothing beside "all that match".
    let other = desk.chosen([7]).await;
    let path = desk.preview(&format!("{all}&{other}status=glue")).await;
    assert!(desk.get(&path).await.contains("3 orders change, 0 messages."));
    desk.post(&format!("{path}/confirm"), "").await;
    desk.work().await;
    for number in 1..=8 {
        let is_changed = [1, 2, 5].contains(&number);
        assert_eq!(desk.page(number).await.contains("Public glue"), is_changed, "#{number}");
    }
    let none = desk.post(&format!("{BULK}/preview"), &format!("{all}&status=glue")).await;
    assert!(none.text().contains("Choose at least one order"), "none matches any more: {}", none.text());
}

#[tokio::test]
async fn a_list_filled_with_what_is_so_changes_what_else_it_says() {
    let desk = Desk::with(2).await;
    desk.status("oak").await;
    let chosen = desk.chosen(1..=2).await;
    let path = desk.preview(&format!("{chosen}status=oak")).await;
    desk.post(&format!("{path}/confirm"), "").await;
    desk.work().await;
    desk.later(1);
    let answer = desk.list("order,status,due from\n1,oak,2026-12-01\n2,oak,\n").await;
    let path = answer.header("location").to_owned();
    let html = desk.get(&path).await;
    let sentence = "1 order changes, 0 messages, 1 skipped because it is in “oak” already.";
    assert!(html.contains(sentence), "{html}");
    desk.post(&format!("{path}/confirm"), "").await;
    desk.work().await;
    let order = desk.app.services.store.shop(desk.app.shop.id).order(desk.order(1).await).await.unwrap();
    let order = order.unwrap().order;
    assert_eq!(order.due().unwrap().from.to_string(), "2026-12-01");
    assert_eq!(order.status_changes.len(), 1, "the status is not set again");
}

#[tokio::test]
async fn a_list_changes_each_order_in_its_own_way() {
    let desk = Desk::with(4).await;
    desk.status("oak").await;
    desk.status("glue").await;
    let list = "order;status;note;due from;due to;message\n#1;oak;\"Knots; all gone\";2026-12-01;;yes\n2;Public glue;;;;no\n";
    let answer = desk.list(&format!("\u{feff}{list}")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let path = answer.header("location").to_owned();
    let html = desk.get(&path).await;
    assert!(html.contains("2 orders change, 1 message."), "{html}");
    desk.post(&format!("{path}/confirm"), "").await;
    desk.work().await;
    let first = desk.page(1).await;
    assert!(first.contains("Public oak") && first.contains("Knots; all gone"));
    assert!(desk.page(2).await.contains("Public glue"));
}

#[tokio::test]
async fn faults_of_a_list_are_told_by_line_and_column_and_nothing_happens() {
    let desk = Desk::with(2).await;
    desk.status("oak").await;
    let list = "order,status,due from,due to,message\n#1,teak,,,\n#99,oak,,,\n#1,oak,26.11.2026,,\n2,oak,2026-12-02,2026-12-01,\n2,oak,,,perhaps\n,,,,\n1,,,,\n";
    let answer = desk.list(list).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = answer.text();
    for words in [
        "There is no status “teak”. There is: oak.",
        "There is no order “#99”. Check the number, or delete the line.",
        "“#1” stands in line 2 already.",
        "“26.11.2026” is no day. Write it as 2026-11-26.",
        "2026-12-01 is before 2026-12-02.",
        "Write yes or no, or leave it empty.",
        "This line changes nothing.",
        "<th scope=\"row\">6</th>",
    ] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
    assert!(html.contains("#99,oak"), "the list is kept");
    let of_browsers = desk.list("order,status\r\n#1,oak\r\n#1,teak\r\n").await.text();
    let lines = ["<th scope=\"row\">3</th><td>order</td>", "stands in line 2 already"];
    assert!(lines.iter().all(|line| of_browsers.contains(line)), "{of_browsers}");
    for (list, sentence) in [
        ("", "There is no column “order”"),
        ("order\n#1\n", "There is no column with a change."),
        ("order,status\n", "There is no line with an order."),
    ] {
        assert!(desk.list(list).await.text().contains(sentence), "{sentence}");
    }
    let huge = format!("order,note\n{}", "#1,a note\n".repeat(250_000));
    assert!(desk.list(&huge).await.text().contains("larger than 2 MB"));
    assert!(!desk.page(1).await.contains("Public oak"));
}

#[tokio::test]
async fn a_sample_list_of_the_selection_can_be_given_back() {
    let desk = Desk::with(2).await;
    let oak = desk.status("oak").await;
    let chosen = desk.chosen(1..=2).await;
    let path = desk.preview(&format!("{chosen}status=oak&due=on&due_from=2026-12-01")).await;
    desk.post(&format!("{path}/confirm"), "").await;
    desk.work().await;
    let sample = desk.post(&format!("{BULK}/sample.csv"), &chosen).await;
    assert_eq!(sample.header("content-type"), "text/csv; charset=utf-8");
    let text = sample.text();
    assert_eq!(
        text,
        "order,status,note,due from,due to,message\n#1,oak,,2026-12-01,2026-12-01,\n#2,oak,,2026-12-01,2026-12-01,\n"
    );
    desk.status("glue").await;
    let answer = desk.list(&text.replace(&oak.handle, "glue")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

#[tokio::test]
async fn nobody_sees_or_starts_a_batch_of_another_shop() {
    let desk = Desk::with(1).await;
    for path in [format!("{BULK}/not-a-batch"), format!("{BULK}/{}", desk.order(1).await)] {
        let answer = desk.app.get_as(&desk.cookie, &path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(desk.post(&format!("{path}/confirm"), "").await.status, StatusCode::NOT_FOUND);
    }
}

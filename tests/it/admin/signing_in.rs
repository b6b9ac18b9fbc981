//! Signing in and out: who is let in, what becomes of sessions, and how guessing is slowed down.

use axum::http::StatusCode;
use waymark::domain::account::Role;
use waymark::domain::clock::Clock as _;
use waymark::services::accounts::people::NewUser;

use crate::support::app::{Answer, TestApp};

const PASSWORD: &str = "four words with spaces";

/// A site where `owner@example.com` signs in with [`PASSWORD`].
pub async fn with_owner() -> TestApp {
    let app = TestApp::start().await;
    let new = NewUser { email: "owner@example.com", name: Some("Owner"), password: Some(PASSWORD) };
    app.services.add_person(&new, std::slice::from_ref(&app.shop), Role::Owner).await.unwrap();
    app
}

/// The cookies an answer plants, as a browser sends them back.
pub fn cookies(answer: &Answer) -> String {
    let set = answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let pairs = set.filter_map(|cookie| cookie.split(';').next()).filter(|pair| !pair.ends_with('='));
    pairs.collect::<Vec<_>>().join("; ")
}

fn form(email: &str, password: &str, back: &str) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("email", email).append_pair("password", password).append_pair("back", back).finish()
}

async fn tries(app: &TestApp, password: &str, cookie: &str) -> Answer {
    app.post_as(cookie, "/sign-in", &form("owner@example.com", password, "")).await
}

#[tokio::test]
async fn the_first_owner_is_made_with_the_code_of_the_console_and_only_once() {
    let app = TestApp::start().await;
    assert_eq!(app.get("/sign-in").await.header("location"), "/set-up");
    let code = app.services.draw_set_up_code(true).await.unwrap().expect("nobody can sign in yet");
    assert!(code.len() >= 8);
    let page = app.get("/set-up").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("You become the owner of Test Shop.") && !page.text().contains(&code));

    let typed = |code: &str, password: &str| {
        format!("code={code}&name=Owner&email=owner%40example.com&password={}", password.replace(' ', "+"))
    };
    let wrong = app.post("/set-up", &typed("AAAA-AAAA-AAAA", "short")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = wrong.text();
    assert!(text.contains("This is not the code.") && text.contains("Use at least 10 characters"));
    assert!(text.contains("value=\"owner@example.com\"") && !text.contains("short"), "{text}");

    let made = app.post("/set-up", &typed(&code.to_lowercase(), PASSWORD)).await;
    assert_eq!((made.status, made.header("location")), (StatusCode::SEE_OTHER, "/admin"), "{}", made.text());
    let arrived = app.get_as(&cookies(&made), "/admin").await;
    assert_eq!(arrived.header("location"), "/admin/shop/orders");

    assert_eq!(app.get("/set-up").await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.post("/set-up", &typed(&code, PASSWORD)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.services.draw_set_up_code(true).await.unwrap(), None);
}

#[tokio::test]
async fn the_code_of_the_console_cannot_be_guessed_at() {
    let app = TestApp::start().await;
    let code = app.services.draw_set_up_code(true).await.unwrap().unwrap();
    let typed =
        |code: &str| format!("code={code}&name=Owner&email=owner%40example.com&password=a+long+enough+one");
    let mut said = Vec::new();
    for _ in 0..6 {
        said.push(app.post("/set-up", &typed("AAAA-AAAA-AAAA")).await.status.as_u16());
    }
    assert_eq!(said, [422, 422, 422, 422, 422, 429]);
    assert_eq!(app.post("/set-up", &typed(&code)).await.status, StatusCode::TOO_MANY_REQUESTS);
    app.clock.set(app.clock.now().plus_minutes(1));
    assert_eq!(app.post("/set-up", &typed(&code)).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_code_of_an_earlier_start_ends() {
    let app = TestApp::start().await;
    let early = app.services.draw_set_up_code(true).await.unwrap().unwrap();
    app.clock.set(app.clock.now().plus_minutes(1));
    app.services.draw_set_up_code(true).await.unwrap().unwrap();
    let typed = format!("code={early}&name=Owner&email=owner%40example.com&password=a+long+enough+one");
    assert_eq!(app.post("/set-up", &typed).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn somebody_signs_in_is_led_back_and_signs_out() {
    let app = with_owner().await;
    let page = app.get("/sign-in?back=%2Fadmin%2Fshop%2Fshopify").await;
    assert!(page.text().contains("name=\"back\" value=\"/admin/shop/shopify\""));
    let answer = app.post("/sign-in", &form(" Owner@Example.com ", PASSWORD, "/admin/shop/shopify")).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/admin/shop/shopify"));
    let set: Vec<_> = answer.headers.get_all("set-cookie").iter().map(|v| v.to_str().unwrap()).collect();
    assert_eq!(set.len(), 2);
    assert!(
        set.iter().all(|cookie| cookie.contains("; HttpOnly; SameSite=Lax") && cookie.contains("; Path=/"))
    );

    let cookie = cookies(&answer);
    assert_eq!(app.get_as(&cookie, "/admin/shop/shopify").await.status, StatusCode::OK);
    assert_eq!(app.get_as(&cookie, "/sign-in").await.header("location"), "/admin");
    let out = app.post_as(&cookie, "/sign-out", "").await;
    assert_eq!(out.header("location"), "/sign-in");
    assert_eq!(app.get_as(&cookie, "/admin/shop/shopify").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn nobody_is_led_to_another_site() {
    let app = with_owner().await;
    for back in
        ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "/\t/elsewhere.example"]
    {
        let answer = app.post("/sign-in", &form("owner@example.com", PASSWORD, back)).await;
        assert_eq!(answer.header("location"), "/admin", "{back:?}");
        app.clock.set(app.clock.now().plus_minutes(1));
    }
}

#[tokio::test]
async fn an_unknown_address_and_a_wrong_password_look_alike() {
    let app = with_owner().await;
    let wrong = app.post("/sign-in", &form("owner@example.com", "not the password", "")).await;
    let unknown = app.post("/sign-in", &form("other@example.com", "not the password", "")).await;
    assert_eq!(
        (wrong.status, unknown.status),
        (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY)
    );
    assert_eq!(wrong.text().replace("owner@", "x@"), unknown.text().replace("other@", "x@"));
    assert!(!wrong.text().contains("not the password"), "a password is never shown again");
    assert!(wrong.headers.get("set-cookie").is_none());
}

#[tokio::test]
async fn guessing_is_slowed_down_and_the_owners_own_browser_is_not() {
    let app = with_owner().await;
    let signed_in = tries(&app, PASSWORD, "").await;
    let own = cookies(&signed_in);
    let device = own.split("; ").find(|pair| pair.starts_with("waymark-device")).unwrap();

    let mut waits = Vec::new();
    for _ in 0..14 {
        let answer = tries(&app, "a wrong password", "").await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert!(answer.text().contains("Too many tries. Try again in "), "{}", answer.text());
            waits.push(answer.header("retry-after").parse::<i64>().unwrap());
        }
    }
    assert!(waits.len() >= 9 && waits.is_sorted(), "{waits:?}");
    assert!(waits[0] <= 11 && *waits.last().unwrap() > 60, "the delay grows: {waits:?}");
    let stranger = tries(&app, PASSWORD, "").await;
    assert_eq!(stranger.status, StatusCode::TOO_MANY_REQUESTS, "also the right one has to wait");

    let known = tries(&app, PASSWORD, device).await;
    assert_eq!(known.status, StatusCode::SEE_OTHER, "a browser that signed in before does not wait");
    app.clock.set(app.clock.now().plus_minutes(15));
    assert_eq!(
        tries(&app, PASSWORD, "").await.status,
        StatusCode::SEE_OTHER,
        "in the end strangers may try again"
    );
}

/// S18: how long a session lives, and that each step gives a new key.
#[tokio::test]
async fn sessions_end_and_keys_are_never_used_on() {
    let app = with_owner().await;
    let works = async |cookie: &str| app.get_as(cookie, "/admin/shop/shopify").await.status == StatusCode::OK;
    let start = app.clock.now();

    // A key that somebody else planted is not the one of the session.
    let first = cookies(&tries(&app, PASSWORD, "waymark-admin=").await);
    assert!(works(&first).await);
    let second = cookies(&tries(&app, PASSWORD, &first).await);
    assert_ne!(first, second);
    assert!(works(&second).await && !works(&first).await, "signing in again ends the session before");

    // Idle for twelve hours.
    app.clock.set(start.plus_minutes(12 * 60 - 1));
    assert!(works(&second).await);
    app.clock.set(start.plus_minutes(12 * 60 - 1 + 12 * 60));
    assert!(!works(&second).await, "twelve hours of silence end it");

    // Seven days in all, however busy.
    let busy = cookies(&tries(&app, PASSWORD, "").await);
    let begun = app.clock.now();
    for hour in 1..=16 {
        app.clock.set(begun.plus_minutes(hour * 10 * 60));
        assert!(works(&busy).await, "after {} hours", hour * 10);
    }
    app.clock.set(begun.plus_days(7));
    assert!(!works(&busy).await, "seven days end it");
}

#[tokio::test]
async fn another_role_or_password_ends_sessions_at_once() {
    let app = with_owner().await;
    let works = async |cookie: &str| app.get_as(cookie, "/admin/shop/shopify").await.status == StatusCode::OK;
    let cookie = cookies(&tries(&app, PASSWORD, "").await);
    let same = NewUser { email: "owner@example.com", name: None, password: None };
    app.services.add_person(&same, std::slice::from_ref(&app.shop), Role::Staff).await.unwrap();
    assert!(!works(&cookie).await, "another role");

    let cookie = cookies(&tries(&app, PASSWORD, "").await);
    let user = app.services.store.user_by_email("owner@example.com").await.unwrap().unwrap();
    app.services.replace_password(&user, "another four words").await.unwrap();
    assert!(!works(&cookie).await, "another password");
    assert_eq!(tries(&app, PASSWORD, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let cookie = cookies(&tries(&app, "another four words", "").await);
    assert!(works(&cookie).await);
    app.services.remove_person(&user).await.unwrap();
    assert!(!works(&cookie).await, "removed");
}

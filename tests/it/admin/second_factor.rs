//! The second factor, the own account, the audit log.

use axum::http::StatusCode;
use data_encoding::BASE32_NOPAD;
use totp_rs::Builder;
use waymark::domain::account::Role;
use waymark::domain::clock::Clock as _;
use waymark::services::accounts::people::NewUser;

use super::signing_in::{cookies, with_owner};
use crate::support::app::{Answer, TestApp};

const SIGN_IN: &str = "email=owner%40example.com&password=four+words+with+spaces";

/// What the app of somebody shows now.
fn shown(app: &TestApp, secret: &[u8]) -> String {
    let seconds = u64::try_from(app.clock.now().0 / 1_000).unwrap();
    Builder::new().with_secret(secret).build().unwrap().generate(seconds).to_string()
}

/// The codes in a page between these tags.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    text.split(start).skip(1).filter_map(|rest| rest.split(end).next()).collect()
}

async fn first(app: &TestApp) -> Answer {
    app.post("/sign-in", SIGN_IN).await
}

#[tokio::test]
async fn a_code_of_the_app_counts_once_and_recovery_codes_too() {
    let app = with_owner().await;
    let own = cookies(&first(&app).await);
    assert_eq!(app.post_as(&own, "/account/second-factor", "").await.status, StatusCode::SEE_OTHER);
    let page = app.get_as(&own, "/account/second-factor").await.text();
    assert!(page.contains("<svg"), "{page}");
    let key = between(&page, "<code class=\"key\">", "</code>")[0].replace(' ', "");
    let secret = BASE32_NOPAD.decode(key.as_bytes()).unwrap();
    let wrong = app.post_as(&own, "/account/second-factor/check", "code=000000").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = shown(&app, &secret);
    let done = app.post_as(&own, "/account/second-factor/check", &format!("code={code}")).await;
    let text = done.text();
    let recovery = between(&text, "<li><code>", "</code>");
    assert_eq!((done.status, recovery.len()), (StatusCode::OK, 10), "{text}");

    let asked = first(&app).await;
    assert!(asked.header("location").starts_with("/sign-in/second?back="));
    let waiting = cookies(&asked);
    assert!(!waiting.contains("waymark-admin="), "the password alone lets nobody in");
    let again = app.post_as(&waiting, "/sign-in/second", &format!("code={code}")).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "the code was used");
    app.clock.set(app.clock.now().plus_minutes(1));
    let code = shown(&app, &secret);
    let inside = app.post_as(&waiting, "/sign-in/second", &format!("code={code}&back=%2Faccount")).await;
    assert_eq!((inside.status, inside.header("location")), (StatusCode::SEE_OTHER, "/account"));
    let replayed = app.post_as(&waiting, "/sign-in/second", &format!("code={code}")).await;
    assert_eq!(replayed.header("location"), "/sign-in", "the sign-in is used up");

    for expected in [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY] {
        let waiting = cookies(&first(&app).await);
        let tried = app.post_as(&waiting, "/sign-in/second", &format!("code={}", recovery[0])).await;
        assert_eq!(tried.status, expected);
    }
}

#[tokio::test]
async fn guessing_at_the_second_factor_ends_the_sign_in() {
    let app = with_owner().await;
    let user = app.services.store.user_by_email("owner@example.com").await.unwrap().unwrap();
    app.services.store.set_totp(user.id, &[7; 20], &*app.services.chance).await.unwrap();
    let waiting = cookies(&first(&app).await);
    let mut said = Vec::new();
    for _ in 0..8 {
        said.push(app.post_as(&waiting, "/sign-in/second", "code=000000").await.status.as_u16());
    }
    assert_eq!(said, [422, 422, 422, 422, 422, 422, 429, 429]);
    app.clock.set(app.clock.now().plus_minutes(2));
    let over = app.post_as(&waiting, "/sign-in/second", "code=000000").await;
    assert_eq!(over.header("location"), "/sign-in");
}

#[tokio::test]
async fn weighty_changes_ask_for_the_password_anew_and_give_a_new_key() {
    let app = with_owner().await;
    let own = cookies(&first(&app).await);
    app.clock.set(app.clock.now().plus_minutes(16));
    let asked = app.post_as(&own, "/account/second-factor", "").await;
    assert!(asked.header("location").starts_with("/account/confirm?back="));
    let wrong = app.post_as(&own, "/account/confirm", "password=nonsense&back=%2Faccount").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right =
        app.post_as(&own, "/account/confirm", "password=four+words+with+spaces&back=%2Faccount").await;
    assert_eq!(right.header("location"), "/account");
    let renewed = cookies(&right);
    assert_eq!(app.get_as(&own, "/account").await.status, StatusCode::SEE_OTHER, "the old key is dead");
    assert_eq!(app.get_as(&renewed, "/account").await.status, StatusCode::OK);
    assert_eq!(
        app.post_as(&renewed, "/account/second-factor", "").await.header("location"),
        "/account/second-factor"
    );
}

#[tokio::test]
async fn a_new_password_signs_out_everywhere_else() {
    let app = with_owner().await;
    let (other, own) = (cookies(&first(&app).await), cookies(&first(&app).await));
    let form = |old: &str, new: &str| format!("old={old}&new={new}").replace(' ', "+");
    let wrong = app.post_as(&own, "/account/password", &form("nonsense", "short")).await;
    let text = wrong.text();
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("This is not your password.") && text.contains("Use at least 10 characters"));
    let done =
        app.post_as(&own, "/account/password", &form("four words with spaces", "another four words")).await;
    assert_eq!(done.header("location"), "/account", "{}", done.text());
    for dead in [&other, &own] {
        assert_eq!(app.get_as(dead, "/account").await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(app.get_as(&cookies(&done), "/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let app = with_owner().await;
    let (other, own) = (cookies(&first(&app).await), cookies(&first(&app).await));
    let page = app.get_as(&own, "/account").await.text();
    assert_eq!(page.matches("This browser").count(), 1);
    let ids = between(&page, "name=\"session\" value=\"", "\"");
    assert_eq!(ids.len(), 1);
    app.post_as(&own, "/account/sessions/end", &format!("session={}", ids[0])).await;
    assert_eq!(app.get_as(&other, "/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.get_as(&own, "/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_audit_log_is_read_page_by_page_and_only_by_owners() {
    let app = with_owner().await;
    let new = NewUser { email: "staff@example.com", name: Some("Staff"), password: Some("other four words") };
    app.services.add_person(&new, std::slice::from_ref(&app.shop), Role::Staff).await.unwrap();
    for number in 0..60 {
        let what = waymark::domain::audit::Audited {
            action: "status.edited".into(),
            subject: format!("Change {number:02}"),
            before: Some("<b>before</b>".into()),
            after: None,
        };
        app.services.note_audit(&app.shop, "Owner", &what).await.unwrap();
        app.clock.set(app.clock.now().plus_minutes(1));
    }
    let own = cookies(&first(&app).await);
    let page = app.get_as(&own, "/admin/shop/settings/audit").await.text();
    assert!(page.contains("Signed in") && page.contains("Change 59") && !page.contains("Change 05"));
    assert!(page.contains("&lt;b&gt;before") && !page.contains("<b>before"));
    let older = between(&page, "settings/audit?before=", "\"")[0];
    let page = app.get_as(&own, &format!("/admin/shop/settings/audit?before={older}")).await.text();
    assert!(page.contains("Change 05") && page.contains("Added to the team") && !page.contains("Change 59"));
    let staff = app.sign_in("staff", Role::Staff).await;
    assert_eq!(app.get_as(&staff, "/admin/shop/settings/audit").await.status, StatusCode::FORBIDDEN);
}

//! The team: several shops under one sign-in, roles, invitations by mail.

use axum::http::StatusCode;
use waymark::domain::account::{Membership, Role};
use waymark::domain::clock::Clock as _;
use waymark::domain::ids::ShopId;
use waymark::domain::shop::Shop;

use super::signing_in::{cookies, with_owner};
use crate::support::app::{Answer, TestApp};

const PASSWORD: &str = "four words with spaces";

/// Another shop, connected later.
async fn another_shop(app: &TestApp, handle: &str) -> Shop {
    let id = ShopId::new(app.clock.now(), &*app.services.chance);
    let domain = format!("{handle}.myshopify.com");
    let shop = Shop { id, handle: handle.into(), domain, name: format!("The {handle}"), ..app.shop.clone() };
    app.services.store.save_shop(&shop).await.unwrap();
    shop
}

async fn sign_in(app: &TestApp, email: &str, password: &str) -> Answer {
    let mut form = form_urlencoded::Serializer::new(String::new());
    app.post("/sign-in", &form.append_pair("email", email).append_pair("password", password).finish()).await
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    text.split(start).skip(1).filter_map(|rest| rest.split(end).next()).collect()
}

/// The path in the last mail to this address.
async fn mailed_path(app: &TestApp, email: &str) -> String {
    while app.services.send_invitations(&*app.mails, 20).await.unwrap() > 0 {}
    let mails = app.mails.0.lock().unwrap();
    let mail = mails.iter().rev().find(|mail| mail.to == email).expect("a mail to this address");
    let path = between(&mail.text, "http://shop.test", "\n")[0].to_owned();
    assert!(mail.html.contains(&path) && mail.subject == "Join the team of Test Shop", "{mail:?}");
    path
}

#[tokio::test]
async fn a_shop_connected_later_belongs_to_the_owners_and_they_choose() {
    let app = with_owner().await;
    let own = cookies(&sign_in(&app, "owner@example.com", PASSWORD).await);
    let staff = app.sign_in("staff", Role::Staff).await;
    assert_eq!(app.get_as(&own, "/admin").await.header("location"), "/admin/shop/orders", "one: no question");
    let ash = another_shop(&app, "ash").await;

    let page = app.get_as(&own, "/admin").await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    assert!(text.contains("<h1>Your shops</h1>"), "{text}");
    assert!(text.contains("/admin/shop/orders") && text.contains("/admin/ash/orders"));
    assert_eq!(page.header("set-cookie"), "", "nothing is remembered");
    let orders = app.get_as(&own, "/admin/ash/orders").await;
    assert_eq!(orders.status, StatusCode::OK);
    let text = orders.text();
    assert!(text.contains("Other shops") && text.contains("href=\"/admin/shop/orders\""), "the switcher");

    // Staff of one shop are nobody in another, until they own it: then each shop has its own role.
    assert_eq!(app.get_as(&staff, "/admin/ash/orders").await.status, StatusCode::NOT_FOUND);
    let person = app.services.store.user_by_email("staff@example.com").await.unwrap().unwrap();
    let owner = Membership { shop: ash.id, role: Role::Owner };
    app.services.store.set_member(person.id, owner, app.clock.now()).await.unwrap();
    assert_eq!(app.get_as(&staff, "/admin/ash/settings").await.status, StatusCode::OK);
    assert_eq!(app.get_as(&staff, "/admin/shop/settings").await.status, StatusCode::FORBIDDEN);
    let text = app.get_as(&staff, "/admin").await.text();
    let first = text.find(">Staff<").expect("the role in the first shop");
    assert!(first < text.find(">Owner<").expect("the role in the second"), "{text}");
}

#[tokio::test]
async fn somebody_new_is_invited_and_joins_once() {
    let app = with_owner().await;
    let own = cookies(&sign_in(&app, "owner@example.com", PASSWORD).await);
    let page = app.get_as(&own, "/admin/shop/settings/team").await.text();
    assert!(page.contains("owner@example.com") && page.contains("the only owner"), "{page}");
    assert!(page.contains("aria-current=\"page\">Team") && page.contains(">Audit log</a>"), "{page}");

    let invite = "/admin/shop/settings/invitations";
    for (form, wrong) in [
        ("email=nobody&role=staff", "Enter an e-mail address"),
        ("email=new%40example.com&role=king", "Choose a role."),
        ("email=OWNER%40example.com&role=staff", "They are in the team already"),
    ] {
        let answer = app.post_as(&own, invite, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.text().contains(wrong), "{form}: {}", answer.text());
    }
    let sent = app.post_as(&own, invite, "email=new%40example.com&role=staff").await;
    assert_eq!(sent.header("location"), "/admin/shop/settings/team");
    let page = app.get_as(&own, "/admin/shop/settings/team").await.text();
    assert!(page.contains("new@example.com") && page.contains("On its way"), "{page}");
    let path = mailed_path(&app, "new@example.com").await;
    let page = app.get_as(&own, "/admin/shop/settings/team").await.text();
    assert!(page.contains(">Sent<") && page.contains("ends in 7 days"), "{page}");
    assert!(!page.contains(path.rsplit('/').next().unwrap()), "the secret is in the mail alone");

    // Looking changes nothing, however often.
    for _ in 0..3 {
        let page = app.get(&path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.text().contains("Owner invites you to the team of Test Shop. You would be on the staff.")
        );
    }
    let wrong = app.post(&path, "name=&password=short").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("Use at least 10 characters"));
    let joined = app.post(&path, "name=New&password=some+other+words").await;
    assert_eq!(joined.header("location"), "/admin/shop/orders", "{}", joined.text());
    let new = cookies(&joined);
    assert_eq!(app.get_as(&new, "/admin/shop/orders").await.status, StatusCode::OK);
    assert_eq!(app.get_as(&new, "/admin/shop/settings/team").await.status, StatusCode::FORBIDDEN);
    for answer in [app.get(&path).await, app.post(&path, "name=Two&password=some+other+words").await] {
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "used");
        assert!(answer.text().contains("This invitation is over"));
    }
    let text = app.get_as(&own, "/admin/shop/settings/audit").await.text();
    assert!(text.contains("Invited<small>new@example.com") && text.contains("Joined the team"), "{text}");
}

#[tokio::test]
async fn an_invitation_ends_after_a_week_or_by_a_word_and_is_sent_again() {
    let app = with_owner().await;
    let own = cookies(&sign_in(&app, "owner@example.com", PASSWORD).await);
    let invite = "/admin/shop/settings/invitations";
    app.post_as(&own, invite, "email=new%40example.com&role=owner").await;
    let first = mailed_path(&app, "new@example.com").await;
    let id = |page: &str| between(page, "/settings/invitations/", "\"")[0].to_owned();
    let page = app.get_as(&own, "/admin/shop/settings/team").await.text();
    let again = app.post_as(&own, &format!("{invite}/{}", id(&page)), "do=again").await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let second = mailed_path(&app, "new@example.com").await;
    assert_ne!(first, second);
    assert_eq!(app.get(&first).await.status, StatusCode::NOT_FOUND, "the earlier mail is void");
    assert_eq!(app.get(&second).await.status, StatusCode::OK);

    app.clock.set(app.clock.now().plus_days(7));
    assert_eq!(app.get(&second).await.status, StatusCode::NOT_FOUND, "a week later");
    let own = cookies(&sign_in(&app, "owner@example.com", PASSWORD).await);
    let page = app.get_as(&own, "/admin/shop/settings/team").await.text();
    assert!(page.contains(">Expired<"), "{page}");
    app.post_as(&own, &format!("{invite}/{}", id(&page)), "do=again").await;
    let third = mailed_path(&app, "new@example.com").await;
    let page = app.get_as(&own, "/admin/shop/settings/team").await.text();
    let withdrawn = app.post_as(&own, &format!("{invite}/{}", id(&page)), "do=withdraw").await;
    assert_eq!(withdrawn.status, StatusCode::SEE_OTHER);
    assert_eq!(app.get(&third).await.status, StatusCode::NOT_FOUND, "taken back");
    let strange = app.post_as(&own, &format!("{invite}/{}", id(&page)), "do=nothing").await;
    assert_eq!(strange.status, StatusCode::BAD_REQUEST);

    // Nobody's mailbox is filled from here.
    let mut said = Vec::new();
    for _ in 0..8 {
        said.push(app.post_as(&own, invite, "email=victim%40example.com&role=staff").await.status.as_u16());
    }
    assert_eq!(said, [303, 303, 303, 303, 303, 422, 422, 422]);
}

#[tokio::test]
async fn somebody_known_signs_in_and_is_added_under_a_new_key() {
    let app = with_owner().await;
    let own = cookies(&sign_in(&app, "owner@example.com", PASSWORD).await);
    let ash = another_shop(&app, "ash").await;
    let known = app.sign_in("known", Role::Staff).await;
    let person = app.services.store.user_by_email("known@example.com").await.unwrap().unwrap();
    app.services
        .store
        .set_member(person.id, Membership { shop: ash.id, role: Role::Owner }, app.clock.now())
        .await
        .unwrap();
    let removed = app.post_as(&own, &format!("/admin/shop/settings/team/{}", person.id), "do=remove").await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER);
    assert_eq!(app.get_as(&known, "/admin/ash/orders").await.status, StatusCode::SEE_OTHER, "signed out");
    app.post_as(&own, "/admin/shop/settings/invitations", "email=known%40example.com&role=owner").await;
    let path = mailed_path(&app, "known@example.com").await;

    let page = app.get(&path).await.text();
    assert!(page.contains("Sign in with it") && !page.contains("name=\"password\""), "{page}");
    let as_new = app.post(&path, "name=Thief&password=some+other+words").await;
    assert!(as_new.text().contains("Sign in with it"), "nobody chooses a password for somebody else");
    let as_other = app.get_as(&own, &path).await.text();
    assert!(as_other.contains("you are signed in as") && as_other.contains("owner@example.com"));
    let answer = app.post_as(&own, &path, "").await;
    assert!(answer.text().contains("you are signed in as"), "{}", answer.text());

    let key = app.services.begin_session(&person, "a test").await.unwrap();
    let (here, there) = (format!("waymark-admin={}", key.reveal()), known);
    assert!(app.get_as(&here, &path).await.text().contains("Join the team"));
    let joined = app.post_as(&here, &path, "").await;
    assert_eq!(joined.header("location"), "/admin/shop/orders", "{}", joined.text());
    let new = cookies(&joined);
    assert!(!new.is_empty() && !new.contains(key.reveal()), "a new key");
    assert_eq!(app.get_as(&new, "/admin/shop/settings/team").await.status, StatusCode::OK);
    for old in [&here, &there] {
        assert_eq!(app.get_as(old, "/admin/shop/orders").await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn roles_change_and_people_leave_at_once_but_never_the_last_owner() {
    let app = with_owner().await;
    let own = cookies(&sign_in(&app, "owner@example.com", PASSWORD).await);
    let staff = app.sign_in("staff", Role::Staff).await;
    let id = |email: &str| {
        let (store, email) = (app.services.store.clone(), email.to_owned());
        async move { store.user_by_email(&email).await.unwrap().unwrap().id }
    };
    let (owner_id, staff_id) = (id("owner@example.com").await, id("staff@example.com").await);
    let member = |id| format!("/admin/shop/settings/team/{id}");
    for form in ["do=remove", "do=role&role=staff"] {
        app.post_as(&own, &member(owner_id), form).await;
        assert_eq!(app.get_as(&own, "/admin/shop/settings/team").await.status, StatusCode::OK, "{form}");
    }
    assert_eq!(
        app.post_as(&own, &member(staff_id), "do=role&role=king").await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        app.post_as(&own, &member(staff_id), "do=role&role=owner").await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(app.get_as(&staff, "/admin/shop/orders").await.status, StatusCode::SEE_OTHER, "the key died");
    let staff = app.sign_in("staff", Role::Owner).await;
    assert_eq!(app.get_as(&staff, "/admin/shop/settings/team").await.status, StatusCode::OK);

    // The first owner steps back: a new key, at once and without proving anything.
    let stepped = app.post_as(&own, &member(owner_id), "do=role&role=staff").await;
    assert_eq!(stepped.header("location"), "/admin/shop/orders");
    let new = cookies(&stepped);
    assert_eq!(app.get_as(&own, "/admin/shop/orders").await.status, StatusCode::SEE_OTHER, "the old key");
    assert_eq!(app.get_as(&new, "/admin/shop/orders").await.status, StatusCode::OK);
    assert_eq!(app.get_as(&new, "/admin/shop/settings/team").await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.post_as(&new, &member(staff_id), "do=remove").await.status, StatusCode::FORBIDDEN);

    app.post_as(&staff, &member(owner_id), "do=remove").await;
    assert_eq!(app.get_as(&new, "/admin/shop/orders").await.status, StatusCode::SEE_OTHER, "access ended");
    let back = cookies(&sign_in(&app, "owner@example.com", PASSWORD).await);
    assert_eq!(app.get_as(&back, "/admin/shop/orders").await.status, StatusCode::NOT_FOUND);
    assert!(app.get_as(&back, "/admin").await.text().contains("You are in no shop’s team."));
    let text = app.get_as(&staff, "/admin/shop/settings/audit").await.text();
    assert!(text.contains("Changed the role<small>staff@example.com"), "{text}");
    assert!(text.contains("<s>Staff</s>") && text.contains("Removed from the team"), "{text}");
}

//! Who works in a shop: new shops get owners, there is always one left, invitations are taken up once.

use waymark::domain::account::{Invitation, Mailed, Membership, Role, Session, User};
use waymark::domain::audit::Audited;
use waymark::domain::ids::{UserId, uuid_at};
use waymark::domain::link::Token;
use waymark::store::{Joining, ShopStore, StoreError, TeamChange};

use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    a_new_shop_gets_the_owners_there_are,
    the_first_shop_of_all_gets_whoever_was_first,
    there_is_always_an_owner_left,
    an_invitation_is_taken_up_once,
    an_invitation_is_mailed_by_one_and_tried_again,
);

fn user(world: &World, name: &str, minute: i64) -> User {
    let id = UserId::new(minutes(minute), &world.chance);
    User { id, email: format!("{name}@example.com"), name: name.into() }
}

async fn added(world: &World, name: &str, minute: i64) -> User {
    let user = user(world, name, minute);
    world.store.add_user(&user, minutes(minute)).await.unwrap();
    user
}

async fn a_new_shop_gets_the_owners_there_are(world: World) {
    let (oak, in_oak) = world.shop("oak").await;
    let [one, two, staff] =
        [added(&world, "one", 0).await, added(&world, "two", 1).await, added(&world, "staff", 2).await];
    for (user, role) in [(&one, Role::Owner), (&two, Role::Owner), (&staff, Role::Staff)] {
        world.store.set_member(user.id, Membership { shop: oak.id, role }, minutes(3)).await.unwrap();
    }
    let (ash, in_ash) = world.shop("ash").await;
    let names: Vec<(String, Role)> =
        in_ash.team().await.unwrap().into_iter().map(|mate| (mate.user.name, mate.role)).collect();
    assert_eq!(names, [("one".to_owned(), Role::Owner), ("two".to_owned(), Role::Owner)]);
    assert_eq!(in_ash.team().await.unwrap()[0].since, minutes(1), "since the shop was made");

    let told = ("one", &Audited::default());
    let out = in_ash.change_teammate(two.id, None, None, told, minutes(5), &world.chance).await.unwrap();
    assert_eq!(out, TeamChange::Done);
    world.store.save_shop(&ash).await.unwrap();
    assert_eq!(in_ash.team().await.unwrap().len(), 1, "a known shop keeps its team");
    assert_eq!(in_oak.team().await.unwrap().len(), 3);
}

async fn the_first_shop_of_all_gets_whoever_was_first(world: World) {
    world.store.keep_set_up_code([1; 32], minutes(0), minutes(0)).await.unwrap();
    let first = user(&world, "first", 0);
    assert!(world.store.make_first_owner(&first, "hash", minutes(0)).await.unwrap());
    added(&world, "second", 1).await;
    let (_, in_oak) = world.shop("oak").await;
    let team = in_oak.team().await.unwrap();
    assert_eq!((team.len(), &team[0].user, team[0].role), (1, &first, Role::Owner));
    let (_, in_ash) = world.shop("ash").await;
    assert_eq!(in_ash.team().await.unwrap().len(), 1);
}

async fn session(world: &World, user: &User, key: u8) {
    let session = Session {
        user: user.clone(),
        since: minutes(0),
        seen_at: minutes(0),
        ends_at: minutes(60),
        confirmed_at: minutes(0),
    };
    world.store.add_session([key; 32], &session, "a browser", &world.chance).await.unwrap();
}

async fn there_is_always_an_owner_left(world: World) {
    let (oak, in_oak) = world.shop("oak").await;
    let (_, in_ash) = world.shop("ash").await;
    let [one, two] = [added(&world, "one", 0).await, added(&world, "two", 1).await];
    for user in [&one, &two] {
        let owner = Membership { shop: oak.id, role: Role::Owner };
        world.store.set_member(user.id, owner, minutes(2)).await.unwrap();
    }
    let what = Audited { action: "team.removed".into(), ..Audited::default() };
    let change = |user: &User, role| {
        let (store, id, what, chance) = (in_oak.clone(), user.id, what.clone(), &world.chance);
        async move { store.change_teammate(id, role, None, ("One", &what), minutes(3), chance).await.unwrap() }
    };
    // Each removes the other at once: one of them stays.
    let (left, right) = tokio::join!(change(&one, None), change(&two, None));
    let mut outcomes = [left, right];
    outcomes.sort_by_key(|outcome| *outcome == TeamChange::Done);
    assert_eq!(outcomes, [TeamChange::LastOwner, TeamChange::Done]);
    assert_eq!(in_oak.audit_lines(None, 9).await.unwrap().len(), 1, "told once");

    let (stays, gone) = if left == TeamChange::LastOwner { (&one, &two) } else { (&two, &one) };
    assert_eq!(change(stays, Some(Role::Staff)).await, TeamChange::LastOwner);
    assert_eq!(change(stays, Some(Role::Owner)).await, TeamChange::Same);
    assert_eq!(change(gone, Some(Role::Staff)).await, TeamChange::NotThere);
    let none = in_ash.change_teammate(stays.id, None, None, ("One", &what), minutes(3), &world.chance).await;
    assert_eq!(none.unwrap(), TeamChange::NotThere, "the team of another shop");

    let staff = Membership { shop: oak.id, role: Role::Staff };
    world.store.set_member(gone.id, staff, minutes(4)).await.unwrap();
    session(&world, gone, 1).await;
    session(&world, gone, 2).await;
    let role = Some(Role::Owner);
    let done =
        in_oak.change_teammate(gone.id, role, Some([2; 32]), ("One", &what), minutes(5), &world.chance).await;
    assert_eq!(done.unwrap(), TeamChange::Done);
    assert_eq!(world.store.session([1; 32], minutes(5)).await.unwrap(), None);
    assert!(world.store.session([2; 32], minutes(5)).await.unwrap().is_some());
}

async fn invited(world: &World, shop: &ShopStore, email: &str, minute: i64) -> (Invitation, Token) {
    let invitation = Invitation {
        id: uuid_at(minutes(minute), &world.chance),
        email: email.into(),
        role: Role::Staff,
        invited_by: "One".into(),
        created_at: minutes(minute),
        ends_at: minutes(minute + 60),
        mailed: Mailed::Waiting,
    };
    let token = Token::draw(&world.chance);
    let what = Audited { action: "team.invited".into(), ..Audited::default() };
    shop.put_invitation(&invitation, &token, ("One", &what), &world.chance).await.unwrap();
    (invitation, token)
}

async fn an_invitation_is_taken_up_once(world: World) {
    let (oak, in_oak) = world.shop("oak").await;
    let (_, in_ash) = world.shop("ash").await;
    let (earlier, old) = invited(&world, &in_oak, "New@Example.com", 0).await;
    let (invitation, token) = invited(&world, &in_oak, "new@example.com", 1).await;
    assert_eq!(in_oak.invitations().await.unwrap(), std::slice::from_ref(&invitation), "one to an address");
    assert!(in_ash.invitations().await.unwrap().is_empty());
    let (store, what) = (&world.store, Audited::default());
    assert_eq!(store.open_invitation(old.hash(), minutes(2)).await.unwrap(), None, "its secret is void");
    assert_eq!(store.open_invitation(token.hash(), minutes(61)).await.unwrap(), None, "it is over");
    let open = store.open_invitation(token.hash(), minutes(60)).await.unwrap();
    assert_eq!(open, Some((oak.id, invitation.clone())));

    let new = user(&world, "new", 2);
    let joining = Joining::New(&new, "hash");
    let other = in_ash.accept_invitation(token.hash(), joining, &what, minutes(2), &world.chance);
    assert!(!other.await.unwrap(), "not into another shop");
    let twice =
        || async { in_oak.accept_invitation(token.hash(), joining, &what, minutes(2), &world.chance).await };
    let (left, right) = tokio::join!(twice(), twice());
    assert!(left.unwrap() != right.unwrap(), "once");
    let team = in_oak.team().await.unwrap();
    assert_eq!((team.len(), &team[0].user, team[0].role), (1, &new, Role::Staff));
    assert_eq!(store.user_to_sign_in("new@example.com").await.unwrap().unwrap().1.as_deref(), Some("hash"));

    // Somebody new with an address that is taken: nothing happens, and the invitation is still open.
    let (_, token) = invited(&world, &in_ash, "new@example.com", 3).await;
    let twin = user(&world, "new", 4);
    let taken =
        in_ash.accept_invitation(token.hash(), Joining::New(&twin, "hash"), &what, minutes(4), &world.chance);
    assert!(matches!(taken.await, Err(StoreError::Conflict(_))));
    let known = Joining::Known(&new);
    assert!(in_ash.accept_invitation(token.hash(), known, &what, minutes(4), &world.chance).await.unwrap());
    assert_eq!(in_ash.team().await.unwrap()[0].user, new);

    let (again, _) = invited(&world, &in_oak, "third@example.com", 5).await;
    let told = ("One", &what);
    assert!(!in_ash.withdraw_invitation(again.id, told, minutes(6), &world.chance).await.unwrap());
    assert!(in_oak.withdraw_invitation(again.id, told, minutes(6), &world.chance).await.unwrap());
    assert!(!in_oak.withdraw_invitation(earlier.id, told, minutes(6), &world.chance).await.unwrap());
    assert!(in_oak.invitations().await.unwrap().is_empty());
}

async fn an_invitation_is_mailed_by_one_and_tried_again(world: World) {
    let (_, in_oak) = world.shop("oak").await;
    let (invitation, token) = invited(&world, &in_oak, "new@example.com", 0).await;
    let (store, chance) = (&world.store, &world.chance);
    let claim =
        |minute| async move { store.claim_invitations(9, 30_000, minutes(minute), chance).await.unwrap() };
    let (left, right) = tokio::join!(claim(0), claim(0));
    assert_eq!(left.len() + right.len(), 1, "one claimer gets it");
    let first = left.into_iter().chain(right).next().unwrap();
    assert_eq!((&first.invitation, &first.token, first.attempts), (&invitation, &token, 1));
    assert!(store.hold_invitation(&first, minutes(0).plus_seconds(30)).await.unwrap());
    assert!(claim(0).await.is_empty());

    let second = claim(1).await.remove(0);
    assert_eq!(second.attempts, 2, "the first one's claim ran out");
    assert!(!store.hold_invitation(&first, minutes(9)).await.unwrap());
    assert!(!store.finish_invitation(&first, Mailed::Sent, minutes(1)).await.unwrap());
    assert!(store.finish_invitation(&second, Mailed::Waiting, minutes(5)).await.unwrap());
    assert!(claim(4).await.is_empty());
    let third = claim(5).await.remove(0);
    assert_eq!(third.token, token, "the secret is still there");
    assert!(store.finish_invitation(&third, Mailed::Sent, minutes(5)).await.unwrap());
    assert!(claim(9).await.is_empty());
    assert_eq!(in_oak.invitations().await.unwrap()[0].mailed, Mailed::Sent);
    let kept = world.look("SELECT email FROM invitations WHERE sealed_token IS NOT NULL").await;
    assert!(kept.is_empty(), "mailed: the secret is kept as a hash alone");

    // One that is over is not mailed.
    invited(&world, &in_oak, "late@example.com", 10).await;
    assert!(claim(70).await.is_empty());
}

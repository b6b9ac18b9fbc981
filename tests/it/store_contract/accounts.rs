//! Users, their places in shops, their sessions.

use serde_json::json;
use waymark::domain::account::{Membership, Role, Session, User};
use waymark::domain::ids::{UserId, uuid_at};
use waymark::store::{StoreError, StoredPasskey};

use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    somebody_signs_in_and_out,
    people_are_listed_renamed_and_removed_with_all_they_have,
    sessions_are_listed_renewed_and_ended,
    a_browser_is_known_to_those_who_signed_in_with_it,
    of_two_first_owners_one_is_made,
    a_second_factor_counts_once_and_goes_as_a_whole,
    a_passkey_is_one_persons_and_recovery_codes_go_with_the_last,
);

async fn somebody_signs_in_and_out(world: World) {
    let (oak, _) = world.shop("oak").await;
    let (ash, _) = world.shop("ash").await;
    let id = UserId::new(minutes(0), &world.chance);
    let user = User { id, email: "Owner@Example.com".into(), name: "Owner".into() };
    world.store.add_user(&user, minutes(0)).await.unwrap();
    let twin = User { id: UserId::new(minutes(1), &world.chance), ..user.clone() };
    assert!(matches!(world.store.add_user(&twin, minutes(0)).await, Err(StoreError::Conflict(_))));
    assert_eq!(world.store.user_by_email(" owner@example.COM ").await.unwrap(), Some(user.clone()));
    assert_eq!(world.store.user_by_email("nobody@example.com").await.unwrap(), None);

    assert!(world.store.memberships(id).await.unwrap().is_empty());
    let in_oak = Membership { shop: oak.id, role: Role::Owner };
    let in_ash = Membership { shop: ash.id, role: Role::Owner };
    world.store.set_member(id, in_oak, minutes(0)).await.unwrap();
    world.store.set_member(id, in_ash, minutes(0)).await.unwrap();
    let less = Membership { role: Role::Staff, ..in_ash };
    world.store.set_member(id, less, minutes(1)).await.unwrap();
    assert_eq!(world.store.memberships(id).await.unwrap(), [in_oak, less]);

    let session = Session {
        user,
        since: minutes(0),
        seen_at: minutes(0),
        ends_at: minutes(60),
        confirmed_at: minutes(0),
    };
    world.store.add_session([1; 32], &session, "a browser", &world.chance).await.unwrap();
    assert_eq!(world.store.session([1; 32], minutes(59)).await.unwrap(), Some(session.clone()));
    assert_eq!(world.store.session([1; 32], minutes(60)).await.unwrap(), None);
    assert_eq!(world.store.session([2; 32], minutes(0)).await.unwrap(), None);
    world.store.session_seen([1; 32], minutes(9)).await.unwrap();
    assert_eq!(world.store.session([1; 32], minutes(10)).await.unwrap().unwrap().seen_at, minutes(9));
    world.store.end_session([1; 32]).await.unwrap();
    assert_eq!(world.store.session([1; 32], minutes(10)).await.unwrap(), None);
}

async fn people_are_listed_renamed_and_removed_with_all_they_have(world: World) {
    let (oak, _) = world.shop("oak").await;
    let store = &world.store;
    assert!(!store.has_users().await.unwrap() && store.users().await.unwrap().is_empty());
    let user = |name: &str, minute| User {
        id: UserId::new(minutes(minute), &world.chance),
        email: format!("{name}@example.com"),
        name: name.into(),
    };
    let (owner, staff) = (user("owner", 0), user("staff", 1));
    for one in [&staff, &owner] {
        store.add_user(one, minutes(0)).await.unwrap();
    }
    assert!(store.has_users().await.unwrap());
    assert_eq!(store.users().await.unwrap(), [owner.clone(), staff.clone()]);
    store.rename_user(staff.id, "Workshop").await.unwrap();
    assert_eq!(store.user_by_email("staff@example.com").await.unwrap().unwrap().name, "Workshop");

    assert_eq!(store.user_to_sign_in("STAFF@example.com").await.unwrap().unwrap().1, None);
    store.set_password(staff.id, "$argon2id$…").await.unwrap();
    let (_, hash) = store.user_to_sign_in("staff@example.com").await.unwrap().unwrap();
    assert_eq!(hash.as_deref(), Some("$argon2id$…"));
    assert_eq!(store.user_to_sign_in("nobody@example.com").await.unwrap(), None);

    store.set_member(staff.id, Membership { shop: oak.id, role: Role::Staff }, minutes(0)).await.unwrap();
    store.note_device([7; 32], staff.id, minutes(0), minutes(60)).await.unwrap();
    let session = Session {
        user: staff.clone(),
        since: minutes(0),
        seen_at: minutes(0),
        ends_at: minutes(60),
        confirmed_at: minutes(0),
    };
    store.add_session([1; 32], &session, "a browser", &world.chance).await.unwrap();
    assert!(store.remove_user(staff.id).await.unwrap());
    assert!(!store.remove_user(staff.id).await.unwrap());
    assert_eq!(store.session([1; 32], minutes(1)).await.unwrap(), None);
    assert!(store.memberships(staff.id).await.unwrap().is_empty());
    assert_eq!(store.users().await.unwrap(), [owner]);
}

async fn sessions_are_listed_renewed_and_ended(world: World) {
    let store = &world.store;
    let id = UserId::new(minutes(0), &world.chance);
    let user = User { id, email: "owner@example.com".into(), name: "Owner".into() };
    store.add_user(&user, minutes(0)).await.unwrap();
    for (key, minute) in [(1, 1), (2, 2), (3, 3)] {
        let session = Session {
            user: user.clone(),
            since: minutes(minute),
            seen_at: minutes(minute),
            ends_at: minutes(60),
            confirmed_at: minutes(0),
        };
        store.add_session([key; 32], &session, &format!("browser {key}"), &world.chance).await.unwrap();
    }
    let lines = store.sessions_of(id, minutes(5)).await.unwrap();
    let browsers: Vec<&str> = lines.iter().map(|line| line.browser.as_str()).collect();
    assert_eq!(browsers, ["browser 3", "browser 2", "browser 1"]);
    assert!(store.sessions_of(id, minutes(60)).await.unwrap().is_empty());

    assert!(store.renew_session([3; 32], [30; 32], Some(minutes(4))).await.unwrap());
    assert!(!store.renew_session([3; 32], [31; 32], None).await.unwrap());
    assert_eq!(store.session([3; 32], minutes(5)).await.unwrap(), None);
    assert_eq!(store.session([30; 32], minutes(5)).await.unwrap().unwrap().since, minutes(3));
    assert_eq!(store.session([30; 32], minutes(5)).await.unwrap().unwrap().confirmed_at, minutes(4));

    assert!(store.renew_session([30; 32], [32; 32], None).await.unwrap(), "another key, and nothing else");
    assert_eq!(store.session([32; 32], minutes(5)).await.unwrap().unwrap().confirmed_at, minutes(4));

    let stranger = UserId::new(minutes(9), &world.chance);
    assert!(!store.end_session_of(stranger, lines[1].id).await.unwrap());
    assert!(store.end_session_of(id, lines[1].id).await.unwrap());
    assert_eq!(store.session([2; 32], minutes(5)).await.unwrap(), None);
    assert_eq!(store.end_other_sessions(id, Some([32; 32])).await.unwrap(), 1);
    assert_eq!(store.sessions_of(id, minutes(5)).await.unwrap().len(), 1);
    assert_eq!(store.end_other_sessions(id, None).await.unwrap(), 1);
}

async fn a_browser_is_known_to_those_who_signed_in_with_it(world: World) {
    let store = &world.store;
    let [one, two] = [0, 1].map(|minute| UserId::new(minutes(minute), &world.chance));
    for (id, name) in [(one, "one"), (two, "two")] {
        let user = User { id, email: format!("{name}@example.com"), name: name.into() };
        store.add_user(&user, minutes(0)).await.unwrap();
    }
    store.note_device([7; 32], one, minutes(0), minutes(60)).await.unwrap();
    assert!(store.knows_device([7; 32], one, minutes(59)).await.unwrap());
    assert!(!store.knows_device([7; 32], one, minutes(60)).await.unwrap());
    assert!(!store.knows_device([7; 32], two, minutes(1)).await.unwrap());
    store.note_device([7; 32], one, minutes(50), minutes(90)).await.unwrap();
    assert!(store.knows_device([7; 32], one, minutes(60)).await.unwrap());
    store.note_device([8; 32], two, minutes(0), minutes(60)).await.unwrap();
    assert_eq!(store.forget_devices(one).await.unwrap(), 1);
    assert!(store.knows_device([8; 32], two, minutes(1)).await.unwrap());
}

async fn of_two_first_owners_one_is_made(world: World) {
    let (oak, _) = world.shop("oak").await;
    let store = &world.store;
    let [early, late, later] = ["A", "B", "C"].map(|code| store.set_up_hash(code));
    store.keep_set_up_code(early, minutes(0), minutes(0)).await.unwrap();
    store.keep_set_up_code(late, minutes(0), minutes(2)).await.unwrap();
    assert_eq!(store.set_up_codes().await.unwrap().len(), 2);
    store.keep_set_up_code(later, minutes(2), minutes(3)).await.unwrap();
    let mut left = store.set_up_codes().await.unwrap();
    left.sort();
    let mut kept = vec![late.to_vec(), later.to_vec()];
    kept.sort();
    assert_eq!(left, kept);

    let [one, two] = ["one", "two"].map(|name| User {
        id: UserId::new(minutes(4), &world.chance),
        email: format!("{name}@example.com"),
        name: name.into(),
    });
    let (first, second) = tokio::join!(
        store.make_first_owner(&one, "hash", minutes(4)),
        store.make_first_owner(&two, "hash", minutes(4)),
    );
    let (first, second) = (first.unwrap(), second.unwrap());
    assert!(first != second, "one of them: {first} {second}");
    let made = if first { &one } else { &two };
    assert_eq!(store.users().await.unwrap(), std::slice::from_ref(made));
    let owner = Membership { shop: oak.id, role: Role::Owner };
    assert_eq!(store.memberships(made.id).await.unwrap(), [owner]);
    assert!(store.set_up_codes().await.unwrap().is_empty());
    store.keep_set_up_code(early, minutes(0), minutes(9)).await.unwrap();
    assert!(!store.make_first_owner(&two, "hash", minutes(9)).await.unwrap());
}

async fn a_second_factor_counts_once_and_goes_as_a_whole(world: World) {
    let store = &world.store;
    let [one, two] = [0, 1].map(|minute| UserId::new(minutes(minute), &world.chance));
    for (id, name) in [(one, "one"), (two, "two")] {
        let user = User { id, email: format!("{name}@example.com"), name: name.into() };
        store.add_user(&user, minutes(0)).await.unwrap();
    }
    assert_eq!(store.totp(one).await.unwrap(), None);
    store.set_totp(one, b"a secret", &world.chance).await.unwrap();
    assert_eq!(store.totp(one).await.unwrap().as_deref(), Some(&b"a secret"[..]));
    assert_eq!(store.totp(two).await.unwrap(), None);
    let (first, second) = tokio::join!(store.take_totp_step(one, 7), store.take_totp_step(one, 7));
    assert!(first.unwrap() != second.unwrap(), "a step counts once");
    assert!(!store.take_totp_step(one, 6).await.unwrap() && store.take_totp_step(one, 8).await.unwrap());

    let hashes = ["a", "b"].map(|code| store.recovery_hash(one, code));
    store.put_recovery_codes(one, &hashes).await.unwrap();
    assert_eq!(store.recovery_codes_left(one).await.unwrap(), 2);
    assert!(!store.use_recovery_code(two, hashes[0]).await.unwrap());
    assert!(store.use_recovery_code(one, hashes[0]).await.unwrap());
    assert!(!store.use_recovery_code(one, hashes[0]).await.unwrap());
    store.put_recovery_codes(one, &hashes[..1]).await.unwrap();
    assert_eq!(store.recovery_codes_left(one).await.unwrap(), 1);
    assert_ne!(store.recovery_hash(one, "a"), store.recovery_hash(two, "a"));

    store.begin_ceremony([5; 32], one, "a purpose", b"state", minutes(10), &world.chance).await.unwrap();
    let under_way = store.ceremony([5; 32], "a purpose", minutes(9)).await.unwrap().unwrap();
    assert_eq!((under_way.user.id, under_way.state.as_slice(), under_way.tries), (one, &b"state"[..], 0));
    assert_eq!(store.ceremony([5; 32], "another", minutes(9)).await.unwrap(), None);
    assert_eq!(store.ceremony([5; 32], "a purpose", minutes(10)).await.unwrap(), None);
    assert_eq!(
        (store.try_ceremony([5; 32]).await.unwrap(), store.try_ceremony([6; 32]).await.unwrap()),
        (1, 0)
    );
    let (first, second) = tokio::join!(store.end_ceremony([5; 32]), store.end_ceremony([5; 32]));
    assert!(first.unwrap() != second.unwrap(), "used once");

    store.begin_ceremony([5; 32], one, "a purpose", b"state", minutes(10), &world.chance).await.unwrap();
    store.drop_second_factor(one).await.unwrap();
    assert_eq!((store.totp(one).await.unwrap(), store.recovery_codes_left(one).await.unwrap()), (None, 0));
    assert_eq!(store.ceremony([5; 32], "a purpose", minutes(0)).await.unwrap(), None);
}

async fn a_passkey_is_one_persons_and_recovery_codes_go_with_the_last(world: World) {
    let store = &world.store;
    let [one, two] = [0, 1].map(|minute| UserId::new(minutes(minute), &world.chance));
    for (id, name) in [(one, "one"), (two, "two")] {
        let user = User { id, email: format!("{name}@example.com"), name: name.into() };
        store.add_user(&user, minutes(0)).await.unwrap();
    }
    let key = |minute: i64| StoredPasskey {
        id: uuid_at(minutes(minute), &world.chance),
        name: format!("Key {minute}"),
        doc: json!({"counter": 1}),
        created_at: minutes(minute),
        used_at: None,
    };
    let (early, late) = (key(1), key(2));
    assert!(store.add_passkey(one, b"late", &late).await.unwrap());
    assert!(store.add_passkey(one, b"early", &early).await.unwrap());
    assert!(!store.add_passkey(two, b"early", &key(3)).await.unwrap(), "somebody has it already");
    assert_eq!(store.passkeys_of(one).await.unwrap(), [early.clone(), late.clone()]);
    assert!(store.passkeys_of(two).await.unwrap().is_empty());

    let (before, after) = (json!({"counter": 1}), json!({"counter": 2}));
    assert!(!store.passkey_used(two, early.id, &before, &after, minutes(5)).await.unwrap());
    let uses = [5, 6].map(|minute| store.passkey_used(one, early.id, &before, &after, minutes(minute)));
    let [first, second] = uses;
    let (first, second) = tokio::join!(first, second);
    assert!(first.unwrap() != second.unwrap(), "a count is taken once");
    let used = store.passkeys_of(one).await.unwrap().remove(0);
    assert!(used.doc == after && used.used_at.is_some());

    let hashes = [store.recovery_hash(one, "a")];
    store.put_recovery_codes(one, &hashes).await.unwrap();
    store.set_totp(one, b"a secret", &world.chance).await.unwrap();
    assert_eq!(store.remove_passkey(two, late.id).await.unwrap(), None);
    assert_eq!(store.remove_passkey(one, late.id).await.unwrap().as_deref(), Some("Key 2"));
    assert_eq!(store.remove_passkey(one, late.id).await.unwrap(), None);
    store.drop_totp(one).await.unwrap();
    assert_eq!((store.totp(one).await.unwrap(), store.recovery_codes_left(one).await.unwrap()), (None, 1));
    store.remove_passkey(one, early.id).await.unwrap();
    assert_eq!(store.recovery_codes_left(one).await.unwrap(), 0, "they go with the last");
    assert!(store.add_passkey(two, b"early", &early).await.unwrap(), "it is free again");
    store.drop_second_factor(two).await.unwrap();
    assert!(store.passkeys_of(two).await.unwrap().is_empty());
}

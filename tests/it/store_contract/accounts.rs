//! Users, their places in shops, their sessions.

use waymark::domain::account::{Membership, Role, Session, User};
use waymark::domain::ids::UserId;
use waymark::store::StoreError;

use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(somebody_signs_in_and_out);

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

    let session = Session { user, since: minutes(0), seen_at: minutes(0), ends_at: minutes(60) };
    world.store.add_session([1; 32], &session, "a browser", &world.chance).await.unwrap();
    assert_eq!(world.store.session([1; 32], minutes(59)).await.unwrap(), Some(session.clone()));
    assert_eq!(world.store.session([1; 32], minutes(60)).await.unwrap(), None);
    assert_eq!(world.store.session([2; 32], minutes(0)).await.unwrap(), None);
    world.store.session_seen([1; 32], minutes(9)).await.unwrap();
    assert_eq!(world.store.session([1; 32], minutes(10)).await.unwrap().unwrap().seen_at, minutes(9));
    world.store.end_session([1; 32]).await.unwrap();
    assert_eq!(world.store.session([1; 32], minutes(10)).await.unwrap(), None);
}

//! Connections: secrets, tokens, one renewer, how a shop stands.

use waymark::domain::standing::{Road, Standing};
use waymark::store::{NewConnection, StoredToken};

use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    a_secret_stays_good_for_a_while_after_it_was_changed,
    a_token_has_one_renewer,
    orders_are_compared_by_one_at_a_time,
    a_shop_tells_how_it_stands,
    secrets_lie_sealed_and_bound_to_their_shop,
);

const APP: NewConnection<'_> =
    NewConnection { road: Road::ClientCredentials, client_id: "app-1", secret: "first secret" };

fn token(access: &str) -> StoredToken {
    StoredToken {
        access: access.into(),
        expires_at: Some(minutes(60)),
        refresh: Some("next".into()),
        refresh_expires_at: Some(minutes(600)),
    }
}

async fn a_secret_stays_good_for_a_while_after_it_was_changed(world: World) {
    let (_, shop) = world.shop("oak").await;
    assert_eq!(shop.connection().await.unwrap(), None);
    assert!(shop.client_secrets(minutes(0)).await.unwrap().is_empty());
    shop.connect(&APP, minutes(0), &world.chance).await.unwrap();
    shop.keep_token(None, &token("shpat"), &["read_orders".into()], &world.chance).await.unwrap();
    assert_eq!(shop.client_secrets(minutes(0)).await.unwrap(), ["first secret"]);
    let second = NewConnection { secret: "second secret", ..APP };
    shop.connect(&second, minutes(10), &world.chance).await.unwrap();
    shop.connect(&second, minutes(11), &world.chance).await.unwrap();
    assert_eq!(shop.client_secrets(minutes(12)).await.unwrap(), ["second secret", "first secret"]);
    assert_eq!(shop.client_secrets(minutes(10 + 60 * 6)).await.unwrap(), ["second secret"]);
    let known = shop.connection().await.unwrap().unwrap();
    assert!(known.has_token, "the same app keeps its token");
    assert_eq!(known.scopes, ["read_orders"]);
    let other = NewConnection { client_id: "app-2", ..second };
    shop.connect(&other, minutes(20), &world.chance).await.unwrap();
    assert_eq!(shop.token().await.unwrap(), None, "another app's token is of no use");
}

async fn a_token_has_one_renewer(world: World) {
    let (_, shop) = world.shop("oak").await;
    assert_eq!(shop.begin_renewal(1000, minutes(0), &world.chance).await.unwrap(), None);
    shop.connect(&APP, minutes(0), &world.chance).await.unwrap();
    let first = shop.begin_renewal(60_000, minutes(0), &world.chance).await.unwrap().unwrap();
    assert_eq!(shop.begin_renewal(60_000, minutes(0), &world.chance).await.unwrap(), None);
    let second = shop.begin_renewal(60_000, minutes(2), &world.chance).await.unwrap().unwrap();
    let scopes = ["read_orders".to_owned()];
    assert!(!shop.keep_token(Some(first), &token("late"), &scopes, &world.chance).await.unwrap());
    assert!(shop.keep_token(Some(second), &token("good"), &scopes, &world.chance).await.unwrap());
    assert_eq!(shop.token().await.unwrap(), Some(token("good")));
    let third = shop.begin_renewal(60_000, minutes(3), &world.chance).await.unwrap().unwrap();
    shop.give_up_renewal(third).await.unwrap();
    assert!(shop.begin_renewal(60_000, minutes(3), &world.chance).await.unwrap().is_some());
    shop.note_scopes(&["write_orders".into()]).await.unwrap();
    shop.forget_token_unless_pasted().await.unwrap();
    assert_eq!(shop.token().await.unwrap(), None, "another one can be asked for");
    shop.keep_token(None, &token("typed"), &scopes, &world.chance).await.unwrap();
    shop.connect(&NewConnection { road: Road::Pasted, ..APP }, minutes(4), &world.chance).await.unwrap();
    shop.keep_token(None, &token("typed"), &scopes, &world.chance).await.unwrap();
    shop.note_scopes(&["write_orders".into()]).await.unwrap();
    shop.forget_token_unless_pasted().await.unwrap();
    assert!(shop.token().await.unwrap().is_some(), "nothing could bring it back");
    shop.forget_token().await.unwrap();
    assert_eq!(shop.token().await.unwrap(), None);
    assert_eq!(shop.connection().await.unwrap().unwrap().scopes, ["write_orders"]);
}

async fn orders_are_compared_by_one_at_a_time(world: World) {
    let (_, shop) = world.shop("oak").await;
    shop.connect(&APP, minutes(0), &world.chance).await.unwrap();
    let begin = |held, at| shop.begin_comparing(held, 60_000, minutes(at), &world.chance);
    let first = begin(None, 0).await.unwrap();
    assert!(first.is_some());
    assert_eq!(begin(None, 0).await.unwrap(), None);
    assert_eq!(begin(first, 1).await.unwrap(), first, "who holds it holds on");
    let second = begin(None, 3).await.unwrap();
    assert!(second.is_some() && second != first, "a lease that ran out");
    assert_eq!(begin(first, 3).await.unwrap(), None);
    shop.end_comparing(second.unwrap()).await.unwrap();
    assert!(begin(None, 3).await.unwrap().is_some());
}

async fn a_shop_tells_how_it_stands(world: World) {
    let (before, shop) = world.shop("oak").await;
    let (_, other) = world.shop("ash").await;
    shop.connect(&APP, minutes(0), &world.chance).await.unwrap();
    assert_eq!(shop.standing_since().await.unwrap(), None);
    shop.set_standing(Standing::Connected, minutes(1)).await.unwrap();
    shop.set_standing(Standing::Connected, minutes(2)).await.unwrap();
    assert_eq!(shop.standing_since().await.unwrap(), Some(minutes(1)));
    shop.note_install(minutes(3)).await.unwrap();
    assert_eq!(shop.standing_since().await.unwrap(), Some(minutes(3)), "an install begins anew");
    assert_eq!(other.standing_since().await.unwrap(), None);
    shop.note_reconciled(minutes(5), minutes(6), 3).await.unwrap();
    assert_eq!(shop.connection().await.unwrap().unwrap().repaired_at, Some(minutes(6)));
    shop.note_reconciled(minutes(5), minutes(7), 0).await.unwrap();
    shop.note_served_version("2027-01").await.unwrap();
    shop.note_read_until(minutes(7)).await.unwrap();
    shop.note_audited(minutes(8)).await.unwrap();
    shop.note_trouble(Some("the shop is frozen"), minutes(9)).await.unwrap();
    let known = shop.connection().await.unwrap().unwrap();
    assert_eq!((known.road, known.client_id.as_str()), (Road::ClientCredentials, "app-1"));
    assert_eq!(
        (known.read_until, known.reconciled_at, known.repaired),
        (Some(minutes(7)), Some(minutes(7)), 0)
    );
    assert_eq!(known.repaired_at, Some(minutes(6)), "when something last had to be put right stays");
    assert_eq!(known.served_version.as_deref(), Some("2027-01"));
    assert_eq!(known.audited_at, Some(minutes(8)));
    assert_eq!(known.trouble, Some((minutes(9), "the shop is frozen".into())));
    shop.note_trouble(None, minutes(10)).await.unwrap();
    assert_eq!(shop.connection().await.unwrap().unwrap().trouble, None);
    let after = world.store.shop_by_handle("oak").await.unwrap().unwrap();
    assert_eq!((after.standing, after.checked_at), (Standing::Connected, Some(minutes(7))));
    assert!(after.revision > before.revision, "pages tell how the shop stands");
    assert_eq!(other.connection().await.unwrap(), None);
    assert_eq!(world.store.shop_by_handle("ash").await.unwrap().unwrap().standing, Standing::Alone);
}

async fn secrets_lie_sealed_and_bound_to_their_shop(world: World) {
    let (_, oak) = world.shop("oak").await;
    let (_, ash) = world.shop("ash").await;
    for shop in [&oak, &ash] {
        shop.connect(&APP, minutes(0), &world.chance).await.unwrap();
        shop.keep_token(None, &token("shpat"), &[], &world.chance).await.unwrap();
    }
    world
        .spoil("UPDATE connections SET sealed_secret = (SELECT sealed_secret FROM connections LIMIT 1)")
        .await;
    let opened = [oak.client_secrets(minutes(0)).await.is_ok(), ash.client_secrets(minutes(0)).await.is_ok()];
    assert_eq!(
        opened.into_iter().filter(|opened| *opened).count(),
        1,
        "a seal moved to another shop does not open"
    );
    assert_eq!(format!("{:?}", token("shpat")).find("shpat"), None);
}

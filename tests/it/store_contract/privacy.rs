//! What must stay erased, whole shops that go, requests for data, and what is dropped in time.

use uuid::Uuid;

use waymark::domain::clock::Millis;
use waymark::domain::ids::{OrderId, ShopifyId};
use waymark::domain::link::Purpose;
use waymark::domain::message::{MessageKind, MessageState};
use waymark::domain::privacy::DataRequest;
use waymark::domain::standing::{Part, Standing};
use waymark::store::search_key::Proof;
use waymark::store::{NewDelivery, ShopErasure, ShopStore, StoreError};

use super::news::{EMAIL, full_level, link, message, order, placed};
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    an_erased_order_is_not_made_again,
    an_order_that_comes_in_while_it_is_erased_stays_erased,
    orders_are_found_by_their_e_mail_address,
    wiped_bodies_leave_their_notice,
    a_shop_goes_without_a_trace,
    a_planned_erasure_comes_up_when_it_is_due,
    requests_for_data_are_kept_sealed_until_answered,
    what_ended_is_dropped,
    quiet_orders_are_found_page_by_page,
    a_line_is_done_once,
);

async fn receive(world: &World, shop: &ShopStore, minute: i64, body: &[u8]) {
    let event_id = &format!("e-{minute}");
    let delivery = NewDelivery { topic: "orders/updated", event_id, body, triggered_at: minutes(0) };
    assert!(shop.receive(&delivery, minutes(minute), &world.chance).await.unwrap());
}

async fn an_erased_order_is_not_made_again(world: World) {
    let (oak_shop, oak) = world.shop("oak").await;
    let (_, ash) = world.shop("ash").await;
    let id = order(&world, &oak, 1).await;
    oak.ask(&[(Part::Order, ShopifyId(1))], waymark::store::Urgency::Live, minutes(0)).await.unwrap();
    assert!(oak.redact_order(ShopifyId(1), minutes(1), &world.chance).await.unwrap());
    assert!(!oak.redact_order(ShopifyId(1), minutes(1), &world.chance).await.unwrap(), "once is enough");
    assert!(oak.order(id).await.unwrap().unwrap().erased);
    assert_eq!(oak.refresh_figures().await.unwrap().0, 0, "it is not read again");
    assert!(!oak.redact_order(ShopifyId(2), minutes(1), &world.chance).await.unwrap(), "not here yet");
    assert_eq!(oak.count_orders().await.unwrap(), 1, "nothing is made for it");
    let news = [placed(1), placed(2), placed(3)];
    let taken = oak.take_in(&news, minutes(2), &world.chance).await.unwrap();
    assert_eq!((taken.len(), oak.count_orders().await.unwrap()), (2, 2), "2 is refused");
    assert_eq!(ash.take_in(&news, minutes(2), &world.chance).await.unwrap().len(), 3, "another shop's");
    world.store.keep_erased(&oak_shop.domain, &[ShopifyId(4)], minutes(3)).await.unwrap();
    assert!(oak.take_in(&[placed(4)], minutes(4), &world.chance).await.unwrap().is_empty());
    assert_eq!(oak.order_by_shopify(ShopifyId(1)).await.unwrap(), Some(id));
    assert_eq!(oak.order_by_shopify(ShopifyId(4)).await.unwrap(), None);
}

async fn an_order_that_comes_in_while_it_is_erased_stays_erased(world: World) {
    let (_, oak) = world.shop("oak").await;
    let other = world.opened_again().await;
    let other = other.shop(world.store.shops().await.unwrap()[0].id);
    for number in 1..=25 {
        let news = [placed(number)];
        let (erased, taken) = tokio::join!(
            oak.redact_order(ShopifyId(number), minutes(1), &world.chance),
            other.take_in(&news, minutes(1), &world.chance),
        );
        erased.unwrap();
        taken.unwrap();
    }
    let kept = world.look("SELECT name FROM orders WHERE erased_at IS NULL").await;
    assert!(kept.is_empty(), "{kept:?}");
}

async fn orders_are_found_by_their_e_mail_address(world: World) {
    let (_, oak) = world.shop("oak").await;
    order(&world, &oak, 1).await;
    let hash = oak.hash_of(&Proof::read(EMAIL));
    assert_eq!(oak.orders_by_email(&hash, minutes(0)).await.unwrap(), [ShopifyId(1)]);
    assert_eq!(oak.orders_by_email(&hash, minutes(-1)).await.unwrap(), [], "later ones are not meant");
    assert_eq!(oak.orders_by_email(&[0; 32], minutes(0)).await.unwrap(), []);
    let typed = oak.hash_of(&Proof::read("typed@example.org"));
    assert_eq!(oak.orders_by_email(&typed, minutes(0)).await.unwrap(), []);
    let id = oak.order_by_shopify(ShopifyId(1)).await.unwrap().unwrap();
    oak.correct_address(id, "typed@example.org", "Owner", minutes(0), &world.chance).await.unwrap();
    assert_eq!(oak.orders_by_email(&typed, minutes(0)).await.unwrap(), [ShopifyId(1)]);
    assert_eq!(oak.orders_by_email(&typed, minutes(-1)).await.unwrap(), []);
    oak.redact_order(ShopifyId(1), minutes(1), &world.chance).await.unwrap();
    assert_eq!(oak.orders_by_email(&hash, minutes(9)).await.unwrap(), []);
    assert_eq!(oak.orders_by_email(&typed, minutes(9)).await.unwrap(), []);
    let late = oak.correct_address(id, "typed@example.org", "Owner", minutes(9), &world.chance).await;
    assert!(late.is_err(), "an order that was erased keeps no address");
    assert_eq!(oak.ids_inside(ShopifyId(1)).await.unwrap(), []);
    let mut shipped = placed(2);
    shipped.news.shipments = super::news::shipped(minutes(0)).shipments;
    oak.take_in(&[shipped], minutes(0), &world.chance).await.unwrap();
    assert_eq!(oak.ids_inside(ShopifyId(2)).await.unwrap(), [ShopifyId(70)]);
}

async fn wiped_bodies_leave_their_notice(world: World) {
    let (_, oak) = world.shop("oak").await;
    for (minute, body) in [(1, &b"one"[..]), (2, b"two"), (3, b"three")] {
        receive(&world, &oak, minute, body).await;
    }
    let first = oak.kept_bodies(None, 2).await.unwrap();
    let rest = oak.kept_bodies(Some(first[1].id), 2).await.unwrap();
    let bodies: Vec<&[u8]> = first.iter().chain(&rest).map(|kept| kept.body.as_slice()).collect();
    assert_eq!(bodies, [&b"one"[..], b"two", b"three"]);
    assert!(first[0].waits && first[0].topic == "orders/updated" && first[0].received_at == minutes(1));
    // One is being read while it is wiped: it ends as it would have.
    let reading = world.store.claim_deliveries(1, 30_000, minutes(4), &world.chance).await.unwrap().remove(0);
    let ids: Vec<Uuid> = first.iter().map(|kept| kept.id).collect();
    assert_eq!(oak.wipe_bodies(&ids).await.unwrap(), 2);
    assert_eq!(oak.wipe_bodies(&ids).await.unwrap(), 0);
    assert_eq!(oak.kept_bodies(None, 9).await.unwrap().len(), 1);
    assert!(oak.finish_delivery(&reading, &[], &[], minutes(4), &world.chance).await.unwrap().is_some());
    let left = world.store.claim_deliveries(9, 30_000, minutes(4), &world.chance).await.unwrap();
    assert_eq!(left.len(), 1, "what was wiped does not wait");
    oak.wipe_bodies(&[left[0].id]).await.unwrap();
    assert!(world.store.claim_deliveries(9, 30_000, minutes(9), &world.chance).await.unwrap().is_empty());
    assert_eq!(oak.inbox_figures().await.unwrap().failed, 0, "a claim that ran out on nothing is no failure");
    let again =
        NewDelivery { topic: "orders/updated", event_id: "e-1", body: b"one", triggered_at: minutes(0) };
    assert!(!oak.receive(&again, minutes(9), &world.chance).await.unwrap(), "it is known still");
}

/// A shop with something in every table.
pub async fn fill(world: &World, shop: &ShopStore, number: i64) -> OrderId {
    let chance = &world.chance;
    let id = order(world, shop, number).await;
    let (page, token) = link(id, Purpose::Mail, chance);
    shop.add_link(&page, &token, chance).await.unwrap();
    let mail = message(id, MessageKind::Code, chance);
    shop.issue_code(&full_level(id, [1; 32], [2; 32], minutes(10)), &mail, minutes(0), chance).await.unwrap();
    shop.add_grant([3; 32], id, minutes(60)).await.unwrap();
    shop.save_status(&super::news::status("drying", 10, chance)).await.unwrap();
    receive(world, shop, 0, b"{}").await;
    let new = waymark::store::NewConnection {
        road: waymark::domain::standing::Road::ClientCredentials,
        client_id: "app",
        secret: "secret",
    };
    shop.connect(&new, minutes(0), chance).await.unwrap();
    shop.set_standing(Standing::Connected, minutes(0)).await.unwrap();
    shop.ask(&[(Part::Return, ShopifyId(77))], waymark::store::Urgency::Live, minutes(0)).await.unwrap();
    let claimed = world.store.claim_refreshes(1, 30_000, minutes(0), chance).await.unwrap().remove(0);
    shop.finish_look_up(&claimed, ShopifyId(number), minutes(0)).await.unwrap();
    let mut sync = shop.begin_sync(None, minutes(0), chance).await.unwrap();
    sync.file = Some("bulk.jsonl".into());
    shop.save_sync(&sync).await.unwrap();
    shop.keep_data_request(&DataRequest::default(), minutes(0), chance).await.unwrap();
    staff(world, shop, id).await;
    batches(world).await;
    invitations(world).await;
    desk(world).await;
    steps(world).await;
    messages(shop, id, chance).await;
    id
}

/// What belongs to messages beside the messages themselves.
async fn messages(shop: &ShopStore, order: OrderId, chance: &dyn waymark::domain::clock::Chance) {
    let reason = waymark::domain::message::Suppression::Refused;
    shop.suppress("nobody@example.com", reason, None, minutes(0)).await.unwrap();
    shop.correct_address(order, "right@example.com", "Owner", minutes(0), chance).await.unwrap();
    let template = serde_json::json!({"subject": "Shipped"});
    let what = waymark::domain::audit::Audited::default();
    let provider = waymark::domain::mail_hook::MailProvider::Postmark;
    shop.set_mail_hook(provider, "a password", ("Owner", &what), minutes(0), chance).await.unwrap();
    let bounced = waymark::domain::mail_hook::MailNews {
        key: "1".into(),
        address: "gone@example.com".into(),
        kind: waymark::domain::mail_hook::ReturnKind::Bounced,
        words: "550 gone".into(),
        message: None,
    };
    assert_eq!(shop.take_mail_news(provider, &[bounced], minutes(0)).await.unwrap(), 1);
    shop.save_template(("shipped", "en"), &template, 0, ("Owner", &what), minutes(0), chance).await.unwrap();
}

/// A picture of every order, and a visit by every link.
async fn desk(world: &World) {
    world
        .spoil(
            "INSERT INTO pictures (id, shop_id, order_id, media_type, bytes, width, height, created_at) \
            SELECT id, shop_id, order_id, 'image/jpeg', token_hash, 1, 1, 0 FROM links \
            WHERE id NOT IN (SELECT id FROM pictures)",
        )
        .await;
    world
        .spoil(
            "INSERT INTO link_visits (link_id, shop_id, order_id, visits, last_at) SELECT id, shop_id, order_id, 1, 0 \
            FROM links WHERE id NOT IN (SELECT link_id FROM link_visits)",
        )
        .await;
    world
        .spoil(
            "INSERT INTO saved_views (id, shop_id, name, name_key, query, made_at, made_by) SELECT id, shop_id, \
            'Late', CAST(id AS TEXT), '', 0, 'Owner' FROM links WHERE id NOT IN (SELECT id FROM saved_views)",
        )
        .await;
    world
        .spoil(
            "INSERT INTO order_index_progress (shop_id, version, after_id, done, finished_at) SELECT id, 1, id, 0, 0 \
            FROM shops WHERE id NOT IN (SELECT shop_id FROM order_index_progress)",
        )
        .await;
    world
        .spoil(
            "INSERT INTO order_tags (shop_id, order_id, tag, shown) SELECT shop_id, id, 'oak', 'Oak' FROM orders \
            WHERE id NOT IN (SELECT order_id FROM order_tags)",
        )
        .await;
}

/// A step planned for every order.
async fn steps(world: &World) {
    world
        .spoil(
            "INSERT INTO steps (order_id, shop_id, status_id, change_id, state, rules) SELECT id, shop_id, id, id, \
            'none', 0 FROM orders WHERE id NOT IN (SELECT order_id FROM steps)",
        )
        .await;
}

/// An invitation for every link's shop, open for long.
async fn invitations(world: &World) {
    world
        .spoil(
            "INSERT INTO invitations (id, shop_id, email, email_key, role, invited_by, token_hash, created_at, ends_at, \
            mail_state, not_before, attempts) SELECT id, shop_id, 'new@example.com', 'new@example.com', 'staff', \
            'Owner', token_hash, 0, 9000000000000000, 'sent', 0, 0 FROM links WHERE shop_id NOT IN \
            (SELECT shop_id FROM invitations)",
        )
        .await;
}

/// A change of many orders for every order that is in none.
async fn batches(world: &World) {
    world
        .spoil(
            "INSERT INTO batches (id, shop_id, user_id, who, change, state, total, done, skipped, messages, undone, \
            created_at) SELECT id, shop_id, id, 'Owner', '{}', 'done', 1, 1, 0, 0, 0, 9000000000000000 FROM orders \
            WHERE id NOT IN (SELECT id FROM batches)",
        )
        .await;
    world
        .spoil(
            "INSERT INTO batch_orders (batch_id, shop_id, order_id, place, state) SELECT id, shop_id, id, 0, 'done' \
            FROM orders WHERE id NOT IN (SELECT order_id FROM batch_orders)",
        )
        .await;
}

/// Somebody of the shop that `order` is in puts a logo in place; the audit log tells so.
async fn staff(world: &World, shop: &ShopStore, order: OrderId) {
    let (mut mine, chance) = (None, &world.chance);
    for known in world.store.shops().await.unwrap() {
        if world.store.shop(known.id).order(order).await.unwrap().is_some() {
            mine = Some(known);
        }
    }
    let mine = mine.expect("the order is in a shop");
    let what = waymark::domain::audit::Audited::default();
    let put = waymark::store::LogoChange::Put(b"logo");
    assert!(shop.change_settings(&mine, put, ("Owner", &what), minutes(0), chance).await.unwrap());
    let id = waymark::domain::ids::UserId(order.0);
    let user =
        waymark::domain::account::User { id, email: format!("{order}@example.com"), name: "Owner".into() };
    world.store.add_user(&user, minutes(0)).await.unwrap();
    let member =
        waymark::domain::account::Membership { shop: mine.id, role: waymark::domain::account::Role::Owner };
    world.store.set_member(id, member, minutes(0)).await.unwrap();
}

async fn a_shop_goes_without_a_trace(world: World) {
    let (_, oak) = world.shop("oak").await;
    let (ash_shop, ash) = world.shop("ash").await;
    let kept = fill(&world, &ash, 1).await;
    let id = fill(&world, &oak, 1).await;
    assert_eq!(oak.message_ids(None).await.unwrap(), oak.message_ids(Some(id)).await.unwrap());
    assert_eq!(oak.message_ids(None).await.unwrap().len(), 1);
    assert_eq!(oak.sync_files(true).await.unwrap(), ["bulk.jsonl"]);
    assert!(oak.sync_files(false).await.unwrap().is_empty(), "it is still being read");
    assert!(matches!(oak.erase_shop_rest().await, Err(StoreError::Conflict(_))), "orders first");
    while oak.erase_shop_piece(1).await.unwrap() {}
    oak.erase_shop_rest().await.unwrap();
    let mut tables: Vec<String> = world
        .store
        .schema()
        .await
        .unwrap()
        .into_iter()
        .filter(|(_, column, _)| column == "shop_id")
        .map(|(table, ..)| table)
        .collect();
    tables.dedup();
    assert!(tables.len() > 10, "{tables:?}");
    for table in tables {
        let shops = world
            .look(&format!("SELECT DISTINCT s.handle FROM {table} t LEFT JOIN shops s ON s.id = t.shop_id"))
            .await;
        assert_eq!(shops, ["ash"], "{table}");
    }
    assert_eq!(world.store.shops().await.unwrap().len(), 1);
    assert!(ash.order(kept).await.unwrap().is_some() && ash_shop.handle == "ash");
    assert!(world.store.settle_erasure().await.unwrap());
}

async fn a_planned_erasure_comes_up_when_it_is_due(world: World) {
    let (shop, oak) = world.shop("oak").await;
    oak.plan_shop_erasure(Some(minutes(60)), minutes(1)).await.unwrap();
    assert!(world.store.shops_to_erase(minutes(59)).await.unwrap().is_empty());
    let due = ShopErasure { shop: shop.id, asked_at: minutes(1), due_at: minutes(60) };
    assert_eq!(world.store.shops_to_erase(minutes(60)).await.unwrap(), [due]);
    oak.plan_shop_erasure(None, minutes(1)).await.unwrap();
    assert!(world.store.shops_to_erase(minutes(99)).await.unwrap().is_empty());
}

async fn requests_for_data_are_kept_sealed_until_answered(world: World) {
    let (_, oak) = world.shop("oak").await;
    let (_, ash) = world.shop("ash").await;
    let id = order(&world, &oak, 1).await;
    let asked = DataRequest {
        request: Some(ShopifyId(9)),
        email: Some(EMAIL.into()),
        orders: vec![ShopifyId(1)],
        ..DataRequest::default()
    };
    let kept = oak.keep_data_request(&asked, minutes(0), &world.chance).await.unwrap();
    assert_eq!(oak.keep_data_request(&asked, minutes(1), &world.chance).await.unwrap(), kept, "the same one");
    ash.keep_data_request(&asked, minutes(1), &world.chance).await.unwrap();
    assert_eq!(oak.open_data_requests().await.unwrap(), 1);
    let listed = oak.data_requests().await.unwrap();
    assert_eq!((listed.len(), &listed[0].request, listed[0].asked_at), (1, &asked, minutes(0)));
    assert!(oak.finish_data_request(kept, minutes(2)).await.unwrap());
    assert!(!oak.finish_data_request(kept, minutes(3)).await.unwrap());
    assert_eq!(oak.open_data_requests().await.unwrap(), 0);
    assert_eq!(oak.data_requests().await.unwrap()[0].done_at, Some(minutes(2)));
    assert!(!ash.drop_data_request(kept).await.unwrap() && oak.drop_data_request(kept).await.unwrap());
    let mail = message(id, MessageKind::LinkRequested, &world.chance);
    oak.enqueue(&mail, &world.chance).await.unwrap();
    oak.add_grant([3; 32], id, minutes(60)).await.unwrap();
    let sent = oak.messages_as_sent(id).await.unwrap();
    assert_eq!(
        (sent.len(), sent[0].to.as_str(), sent[0].body.as_deref()),
        (1, EMAIL, Some(mail.body.as_str()))
    );
    assert_eq!(oak.codes_and_grants(id).await.unwrap(), (0, 1));
}

async fn what_ended_is_dropped(world: World) {
    let (_, oak) = world.shop("oak").await;
    let id = fill(&world, &oak, 1).await;
    let request = oak.data_requests().await.unwrap()[0].id;
    oak.finish_data_request(request, minutes(5)).await.unwrap();
    assert_eq!(world.store.drop_ended(minutes(1)).await.unwrap(), 1, "what a mail provider told");
    assert_eq!(world.store.drop_ended(minutes(61)).await.unwrap(), 3, "code, grant, request");
    assert_eq!(world.store.drop_ended(minutes(1).plus_days(31)).await.unwrap(), 1, "the link");
    assert_eq!(world.store.wipe_old_texts(minutes(9)).await.unwrap(), 0, "it waits to be sent");
    let claimed = world.store.claim_messages(1, 30_000, minutes(1), &world.chance).await.unwrap().remove(0);
    world.store.message_ended(&claimed, MessageState::Failed, "no").await.unwrap();
    let mail = message(id, MessageKind::LinkRequested, &world.chance);
    oak.enqueue(&mail, &world.chance).await.unwrap();
    let claimed = world.store.claim_messages(1, 30_000, minutes(1), &world.chance).await.unwrap().remove(0);
    world.store.message_sent(&claimed, minutes(1), "250 ok", None, &world.chance).await.unwrap();
    assert_eq!(world.store.wipe_old_texts(Millis(0)).await.unwrap(), 0);
    assert_eq!(world.store.wipe_old_texts(minutes(9)).await.unwrap(), 1, "a code's text is gone already");
    let sent = oak.messages_as_sent(id).await.unwrap();
    assert!(sent.iter().all(|message| message.body.is_none()) && sent.len() == 2);
}

async fn quiet_orders_are_found_page_by_page(world: World) {
    let (_, oak) = world.shop("oak").await;
    let mut ids = Vec::new();
    for number in 1..=3 {
        ids.push(order(&world, &oak, number).await);
    }
    ids.sort();
    assert!(oak.quiet_orders(minutes(0), None, 9).await.unwrap().is_empty());
    assert_eq!(oak.quiet_orders(minutes(1), None, 2).await.unwrap(), ids[..2]);
    assert_eq!(oak.quiet_orders(minutes(1), Some(ids[1]), 2).await.unwrap(), ids[2..]);
    oak.erase_order(ids[0], minutes(1)).await.unwrap();
    assert_eq!(oak.quiet_orders(minutes(1), None, 9).await.unwrap(), ids[1..]);
}

async fn a_line_is_done_once(world: World) {
    assert!(!world.store.erasure_is_done([7; 32]).await.unwrap());
    for minute in [1, 2] {
        world.store.note_erasure([7; 32], minutes(minute)).await.unwrap();
    }
    assert!(world.store.erasure_is_done([7; 32]).await.unwrap());
    assert_eq!(world.look("SELECT 'line' FROM erasure_lines").await.len(), 1);
}

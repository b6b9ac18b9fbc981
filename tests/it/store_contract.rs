//! The store keeps its promises on both engines: one story, told to SQLite and to PostgreSQL, that
//! calls every public function. A test reads `src/store` and fails when a function is not called here.

use std::collections::BTreeSet;
use std::path::Path;

use data_encoding::BASE64;
use tokio::task::JoinSet;
use uuid::Uuid;

use waymark::domain::clock::{Millis, SystemChance};
use waymark::domain::ids::{LinkId, MessageId, OrderId, ShopId, ShopifyId, StatusId};
use waymark::domain::known::{Detail, Known};
use waymark::domain::level::Level;
use waymark::domain::link::{Link, Purpose, Token};
use waymark::domain::message::{Message, MessageKind, MessageState};
use waymark::domain::order::{Address, Comment, Order};
use waymark::domain::shop::{Shop, ShopSettings};
use waymark::domain::status::{MessageSettings, Status, StatusChange, StatusWords};
use waymark::store::search_key::{self, Proof};
use waymark::store::{
    CodeOutcome, Engine, Incoming, KeyRing, SealPlace, ShopStore, Store, StoreError, TakenAs,
};

use crate::support::app::NOON;
use crate::support::postgres::Database;

/// An id that a floating-point number cannot hold.
const BIG: ShopifyId = ShopifyId(820_982_911_946_154_509);
const CHANCE: SystemChance = SystemChance;
const BROWSER: [u8; 32] = [1; 32];
const OTHER_BROWSER: [u8; 32] = [2; 32];
const MINUTE: i64 = 60_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sqlite_keeps_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    story(&format!("sqlite:{}", folder.path().join("deep/er/s.sqlite3").display()), Engine::Sqlite, None)
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn postgresql_keeps_the_contract() {
    let database = Database::fresh().await;
    story(&database.url, Engine::Postgres, Some(&database)).await;
}

/// The store with two shops; everything that happens, happens in `shop`.
struct World<'a> {
    store: Store,
    home: Shop,
    shop: ShopStore,
    other: ShopStore,
    /// Looks past the store, where something cannot be seen through it. The statements are the same on
    /// both engines, so one is enough.
    past: Option<&'a Database>,
}

async fn story(url: &str, engine: Engine, past: Option<&Database>) {
    let store = opening(url, engine).await;
    let (home, away) = shops(&store).await;
    let (shop, other) = (store.shop(home.id), store.shop(away.id));
    let world = World { store, home, shop, other, past };
    let order = orders_are_taken_in(&world).await;
    news_may_come_at_once(&world).await;
    the_merchant_changes(&world, order).await;
    statuses(&world).await;
    links(&world, order).await;
    outbox(&world, order).await;
    codes(&world, order).await;
    erasing(&world, order).await;
    limits(&world.store).await;
    world.store.close().await;
    let closed = world.store.ping().await.unwrap_err();
    assert!(closed.is_passing(), "{closed:?}");
}

fn ring(fill: u8) -> KeyRing {
    KeyRing::from_text(&format!("1:{}\n", BASE64.encode(&[fill; 32]))).unwrap()
}

async fn opening(url: &str, engine: Engine) -> Store {
    assert!(matches!(Store::open("mysql://localhost/x", ring(1)).await, Err(StoreError::Address)));
    let store = Store::open(url, ring(1)).await.unwrap();
    assert_eq!(store.engine(), engine);
    assert_eq!(engine.name(), if engine == Engine::Sqlite { "SQLite" } else { "PostgreSQL" });
    store.migrate(&CHANCE).await.unwrap();
    assert!(!store.schema().await.unwrap().is_empty());
    store.ping().await.unwrap();

    let wrong = Store::open(url, ring(2)).await.unwrap();
    assert!(matches!(wrong.migrate(&CHANCE).await, Err(StoreError::WrongKey)));
    wrong.close().await;
    let text = format!("2:{}\n1:{}\n", BASE64.encode(&[3; 32]), BASE64.encode(&[1; 32]));
    let turned = Store::open(url, KeyRing::from_text(&text).unwrap()).await.unwrap();
    turned.migrate(&CHANCE).await.expect("a new key in front of the old one");

    let first = store.lock_for_serving().unwrap();
    match engine {
        Engine::Sqlite => {
            assert!(first.is_some());
            assert!(matches!(turned.lock_for_serving(), Err(StoreError::Locked)));
            drop(first);
            assert!(turned.lock_for_serving().unwrap().is_some());
        }
        Engine::Postgres => assert!(first.is_none() && turned.lock_for_serving().unwrap().is_none()),
    }
    turned.close().await;
    store
}

async fn shops(store: &Store) -> (Shop, Shop) {
    let shop = |name: &str, minute| Shop {
        id: ShopId::new(NOON.plus_minutes(minute), &CHANCE),
        handle: name.into(),
        name: format!("Shop {name}"),
        domain: format!("{name}.example"),
        settings: ShopSettings { reduced_after_days: 9, ..ShopSettings::default() },
        revision: 1,
    };
    let (mut home, away) = (shop("home", 0), shop("away", 1));
    store.save_shop(&away).await.unwrap();
    store.save_shop(&home).await.unwrap();
    assert_eq!(store.shops().await.unwrap(), [home.clone(), away.clone()], "oldest first");
    home.name = "Renamed".into();
    store.save_shop(&home).await.unwrap();
    home.revision = 2;
    assert_eq!(store.shop_by_handle("home").await.unwrap(), Some(home.clone()));
    assert_eq!(store.shop_by_handle("nobody").await.unwrap(), None);
    let twin = Shop { id: ShopId::new(NOON, &CHANCE), ..away.clone() };
    assert!(matches!(store.save_shop(&twin).await, Err(StoreError::Conflict(_))));
    (home, away)
}

fn fact<T: Ord + Clone>(value: T) -> Known<T> {
    Known::at(NOON, Detail::Graphql, value)
}

fn news(shopify_id: ShopifyId) -> Incoming {
    let address = Address {
        name: Some("N. Shopper".into()),
        street: vec!["Secretstreet 5".into()],
        postcode: Some("ab1 2cd".into()),
        city: Some("Odense".into()),
        ..Address::default()
    };
    let news = Order {
        name: fact("#1001-A".into()),
        placed_at: fact(NOON.plus_days(-2)),
        email: fact(Some("Shopper-1001@Example.com".into())),
        address: fact(Some(address)),
        ..Order::default()
    };
    Incoming { shopify_id, news }
}

fn edited(shopify_id: ShopifyId, edits: &[i64]) -> Incoming {
    let edits = edits.iter().map(|id| (ShopifyId(*id), NOON.plus_minutes(*id))).collect();
    Incoming { shopify_id, news: Order { edits, ..Order::default() } }
}

async fn orders_are_taken_in(world: &World<'_>) -> OrderId {
    let World { shop, other, .. } = world;
    let taken = shop.take_in(&[news(BIG)], NOON, &CHANCE).await.unwrap();
    let [first] = taken[..] else { panic!("one order: {taken:?}") };
    assert_eq!((first.outcome, first.entries_added, first.read_again), (TakenAs::New, 1, false));
    let stored = shop.order(first.order).await.unwrap().unwrap();
    assert_eq!((stored.shopify_id, stored.name.as_str(), stored.revision), (BIG, "#1001-A", 1));
    assert_eq!(stored.last_event_at, NOON.plus_days(-2));
    let again = shop.take_in(&[news(BIG)], NOON.plus_days(1), &CHANCE).await.unwrap();
    assert_eq!((again[0].outcome, again[0].entries_added), (TakenAs::Unchanged, 0));
    assert_eq!(shop.order(first.order).await.unwrap().as_ref(), Some(&stored), "twice is once");

    let address = stored.order.address.get().cloned().flatten().unwrap();
    assert_eq!((address.name, address.street.len(), address.city.as_deref()), (None, 0, Some("Odense")));
    let keeping = shop.clone().keeping_address(true);
    let kept = keeping.take_in(&[news(ShopifyId(7))], NOON, &CHANCE).await.unwrap()[0].order;
    let kept = shop.order(kept).await.unwrap().unwrap();
    assert_eq!(kept.order.address.get().cloned().flatten().unwrap().street, ["Secretstreet 5"]);

    let neighbor = ShopifyId(BIG.0 + 1);
    let batch = [edited(neighbor, &[2]), edited(BIG, &[1]), edited(BIG, &[1]), edited(neighbor, &[2])];
    let taken = shop.take_in(&batch, NOON, &CHANCE).await.unwrap();
    let outcomes: Vec<_> = taken.iter().map(|t| t.outcome).collect();
    assert_eq!(outcomes, [TakenAs::Changed, TakenAs::Unchanged, TakenAs::New, TakenAs::Unchanged]);
    assert!(taken[0].order == first.order && taken[2].order != first.order, "ids one apart are two orders");
    assert_eq!(shop.order(first.order).await.unwrap().unwrap().last_event_at, NOON.plus_minutes(1));
    assert_eq!(shop.count_orders().await.unwrap(), 3);
    found_by_name(shop, first.order).await;

    assert_eq!(other.count_orders().await.unwrap(), 0);
    assert_eq!(other.order(first.order).await.unwrap(), None);
    assert!(other.orders_by_name("1001a").await.unwrap().is_empty());
    let foreign = other.take_in(&[news(BIG)], NOON, &CHANCE).await.unwrap()[0];
    assert!(foreign.outcome == TakenAs::New && foreign.order != first.order, "each shop has its own order");
    first.order
}

async fn found_by_name(shop: &ShopStore, order: OrderId) {
    let found = shop.orders_by_name(&search_key::name_key(" #1001-a ")).await.unwrap();
    assert_eq!(found.len(), 2, "names are not unique");
    let found = found.into_iter().find(|found| found.id == order).unwrap();
    for (typed, right) in [
        (" shopper-1001@EXAMPLE.com", true),
        ("AB12CD", true),
        ("someone@example.com", false),
        ("AB12CE", false),
        ("", false),
    ] {
        let proof = Proof::read(typed);
        assert_eq!(found.proves(&proof, &shop.hash_of(&proof)), right, "{typed}");
    }
    assert_eq!(search_key::email_key(" A@B.example "), "a@b.example");
    assert_eq!(search_key::postcode_key("ab1-2cd"), "AB12CD");
}

/// Two imports in opposite order, and the same news from everywhere at once.
async fn news_may_come_at_once(world: &World<'_>) {
    let before = world.shop.count_orders().await.unwrap();
    let mut tasks = JoinSet::new();
    for _ in 0..8 {
        let shop = world.shop.clone();
        tasks.spawn(async move { shop.take_in(&[news(ShopifyId(5000))], NOON, &CHANCE).await.unwrap()[0] });
    }
    let taken = tasks.join_all().await;
    assert_eq!(taken.iter().filter(|t| t.outcome == TakenAs::New).count(), 1);
    assert_eq!(taken.iter().map(|t| t.entries_added).sum::<usize>(), 1, "one set of entries");
    assert_eq!(taken.iter().map(|t| t.order).collect::<BTreeSet<_>>().len(), 1);
    assert_eq!(world.shop.count_orders().await.unwrap(), before + 1);

    let mut tasks = JoinSet::new();
    for n in 0..8 {
        let shop = world.shop.clone();
        tasks.spawn(async move {
            let both = [edited(ShopifyId(5000), &[1, 100 + n]), edited(ShopifyId(5001), &[1, 100 + n])];
            let reversed: Vec<_> = both.iter().rev().cloned().collect();
            let batch = if n % 2 == 0 { &both[..] } else { &reversed[..] };
            shop.take_in(batch, NOON, &CHANCE).await.unwrap()
        });
    }
    let taken: Vec<_> = tasks.join_all().await.concat();
    assert_eq!(
        taken.iter().map(|t| t.entries_added).sum::<usize>(),
        2 * 9,
        "each entry is added by one writer"
    );
    let stored = world.shop.order(taken[0].order).await.unwrap().unwrap();
    assert_eq!((stored.order.edits.len(), stored.entries.len()), (9, 10));
}

fn oak(id: StatusId) -> Status {
    Status {
        id,
        handle: "oak".into(),
        name: "Oak dries".into(),
        public: StatusWords { name: "Drying".into(), text: None },
        translations: [("da".into(), StatusWords { name: "Tørrer".into(), text: None })].into(),
        color: None,
        icon: None,
        place: 10,
        visible: true,
        allowed_next: vec![],
        usual_days: Some((3, 5)),
        automatic_next: None,
        message: MessageSettings::default(),
        archived: false,
    }
}

async fn the_merchant_changes(world: &World<'_>, order: OrderId) {
    let status = oak(StatusId::new(NOON, &CHANCE));
    let change = StatusChange::to(&status, NOON.plus_minutes(5), Some("Secretnote".into()), None);
    let comment = Comment { at: NOON, text: "Secretcomment".into(), by: None, public: true };
    let news = Order {
        status_changes: [(Uuid::from_u128(1), change)].into(),
        comments: [(Uuid::from_u128(2), comment)].into(),
        ..Order::default()
    };
    let revision = world.shop.order(order).await.unwrap().unwrap().revision;
    assert_eq!(world.other.change(order, &news, NOON).await.unwrap(), None);
    let taken = world.shop.change(order, &news, NOON).await.unwrap().unwrap();
    assert_eq!((taken.outcome, taken.entries_added), (TakenAs::Changed, 2));
    let again = world.shop.change(order, &news, NOON).await.unwrap().unwrap();
    assert_eq!((again.outcome, again.entries_added), (TakenAs::Unchanged, 0));
    let stored = world.shop.order(order).await.unwrap().unwrap();
    assert_eq!((stored.revision, stored.last_event_at), (revision + 1, NOON.plus_minutes(5)));
    let nobody = OrderId::new(NOON, &CHANCE);
    assert_eq!(world.shop.change(nobody, &news, NOON).await.unwrap(), None);
}

async fn statuses(world: &World<'_>) {
    let World { store, shop, other, .. } = world;
    let later = oak(StatusId::new(NOON, &CHANCE));
    let sooner = Status { id: StatusId::new(NOON, &CHANCE), handle: "cut".into(), place: 5, ..later.clone() };
    shop.save_status(&later).await.unwrap();
    shop.save_status(&sooner).await.unwrap();
    assert_eq!(shop.statuses().await.unwrap(), [sooner.clone(), later.clone()]);
    assert_eq!(shop.status_by_handle("oak").await.unwrap(), Some(later.clone()));
    assert_eq!(shop.status_by_handle("elm").await.unwrap(), None);
    let revision = store.shop_by_handle("home").await.unwrap().unwrap().revision;
    assert_eq!(revision, world.home.revision + 2, "pages show statuses");
    let twin = Status { id: StatusId::new(NOON, &CHANCE), ..later.clone() };
    assert!(matches!(shop.save_status(&twin).await, Err(StoreError::Conflict(_))));
    let archived = Status { archived: true, ..sooner };
    shop.save_status(&archived).await.unwrap();
    assert_eq!(other.statuses().await.unwrap(), []);
    assert_eq!(other.status_by_handle("oak").await.unwrap(), None);
    other.save_status(&Status { place: 99, name: "Taken over".into(), ..later.clone() }).await.unwrap();
    assert_eq!(shop.statuses().await.unwrap(), [archived, later]);
}

fn link(order: OrderId, purpose: Purpose) -> Link {
    let id = LinkId::new(NOON, &CHANCE);
    Link { id, order, purpose, level: Level::Standard, created_at: NOON, expires_at: None, revoked_at: None }
}

async fn links(world: &World<'_>, order: OrderId) {
    let World { store, shop, other, .. } = world;
    let (token, share_token) = (Token::draw(&CHANCE), Token::draw(&CHANCE));
    let good = link(order, Purpose::Mail);
    let share = Link {
        expires_at: Some(NOON.plus_days(1)),
        created_at: Millis(NOON.0 + 1),
        ..link(order, Purpose::Share)
    };
    assert!(matches!(other.add_link(&good, &token, &CHANCE).await, Err(StoreError::Conflict(_))));
    shop.add_link(&good, &token, &CHANCE).await.unwrap();
    shop.add_link(&share, &share_token, &CHANCE).await.unwrap();
    assert!(matches!(
        shop.add_link(&link(order, Purpose::Mail), &token, &CHANCE).await,
        Err(StoreError::Conflict(_))
    ));

    let stored = shop.order(order).await.unwrap().unwrap();
    let head = store.link_head(token.hash()).await.unwrap().unwrap();
    assert_eq!((&head.link, head.order, head.shop), (&good, order, world.home.id));
    assert_eq!(
        (head.revision, head.last_event_at, head.erased),
        (stored.revision, stored.last_event_at, false)
    );
    let home = store.shop_by_handle("home").await.unwrap().unwrap();
    assert_eq!((head.shop_revision, head.reduced_after_days), (home.revision, 9));
    let whole = store.open_link(token.hash()).await.unwrap().unwrap();
    assert_eq!((whole.link, whole.shop, whole.order), (good.clone(), home, stored));
    assert!(
        store.link_head([9; 32]).await.unwrap().is_none()
            && store.open_link([9; 32]).await.unwrap().is_none()
    );

    assert!(shop.reveal_link(good.id).await.unwrap() == Some(token.clone()));
    assert!(shop.reveal_link(LinkId::new(NOON, &CHANCE)).await.unwrap().is_none());
    assert_eq!(shop.links_of(order).await.unwrap(), [good.clone(), share.clone()]);

    assert!(
        other.links_of(order).await.unwrap().is_empty()
            && other.reveal_link(good.id).await.unwrap().is_none()
    );
    assert!(!other.revoke_link(good.id, NOON).await.unwrap());
    assert_eq!(other.revoke_links_of(order, Purpose::Share, NOON).await.unwrap(), 0);
    assert_eq!(shop.links_of(order).await.unwrap(), [good.clone(), share]);

    assert_eq!(shop.revoke_links_of(order, Purpose::Share, NOON).await.unwrap(), 1);
    let head = store.link_head(share_token.hash()).await.unwrap().unwrap();
    assert!(!head.link.is_alive(NOON), "a dead link is known and dead");
    let more = link(order, Purpose::Merchant);
    shop.add_link(&more, &Token::draw(&CHANCE), &CHANCE).await.unwrap();
    assert!(shop.revoke_link(more.id, NOON).await.unwrap());
    assert!(!shop.revoke_link(more.id, NOON.plus_days(1)).await.unwrap());
    let revoked = shop.links_of(order).await.unwrap().into_iter().find(|l| l.id == more.id).unwrap();
    assert_eq!(revoked.revoked_at, Some(NOON), "a dead link keeps its time");
}

fn message(order: OrderId, kind: MessageKind, not_before: Millis) -> Message {
    Message {
        id: MessageId::new(not_before, &CHANCE),
        order,
        kind,
        language: "en".into(),
        to: "shopper-1001@example.com".into(),
        subject: "12345678 is your code".into(),
        body: "Secretbody".into(),
        state: MessageState::Waiting,
        created_at: NOON,
        not_before,
        sent_at: None,
        attempts: 0,
    }
}

async fn outbox(world: &World<'_>, order: OrderId) {
    let World { store, shop, other, .. } = world;
    let held = message(order, MessageKind::LinkRequested, NOON.plus_days(1));
    let due: Vec<_> = (0..12).map(|n| message(order, MessageKind::Code, NOON.plus_minutes(-n))).collect();
    assert!(matches!(other.enqueue(&held, &CHANCE).await, Err(StoreError::Conflict(_))));
    for message in due.iter().chain([&held]) {
        shop.enqueue(message, &CHANCE).await.unwrap();
    }
    assert!(matches!(shop.enqueue(&held, &CHANCE).await, Err(StoreError::Conflict(_))));
    assert!(other.messages_of(order).await.unwrap().is_empty());

    let mut tasks = JoinSet::new();
    for _ in 0..2 {
        let store = store.clone();
        tasks.spawn(async move {
            let mut mine = vec![];
            loop {
                let some = store.claim_messages(2, MINUTE, NOON, &CHANCE).await.unwrap();
                assert!(some.len() <= 2);
                if some.is_empty() {
                    return mine;
                }
                mine.extend(some);
            }
        });
    }
    let claimed = tasks.join_all().await.concat();
    let ids: BTreeSet<_> = claimed.iter().map(|c| c.message.id).collect();
    assert_eq!(claimed.len(), 12, "each message once, the held one not yet");
    assert_eq!(ids, due.iter().map(|m| m.id).collect());
    assert!(claimed.iter().all(|c| c.message.body == "Secretbody" && c.shop == world.home.id));
    assert!(store.claim_messages(99, MINUTE, Millis(NOON.0 + MINUTE), &CHANCE).await.unwrap().is_empty());

    let late = Millis(NOON.0 + MINUTE + 1);
    let mut again = store.claim_messages(99, MINUTE, late, &CHANCE).await.unwrap();
    assert_eq!(again.len(), 12, "a claim that ran out is free");
    assert!(again.iter().all(|c| c.message.attempts == 2));
    for old in &claimed {
        assert!(!store.message_sent(old, late, None, &CHANCE).await.unwrap());
        assert!(!store.message_retry(old, late, "x").await.unwrap());
        assert!(!store.message_failed(old, "x").await.unwrap());
    }
    let (sent, failed) = (again.pop().unwrap(), again.pop().unwrap());
    assert!(store.message_sent(&sent, late, Some("Your code"), &CHANCE).await.unwrap());
    assert!(!store.message_sent(&sent, late, None, &CHANCE).await.unwrap(), "once");
    assert!(store.message_failed(&failed, "no such mailbox").await.unwrap());
    for tried in &again {
        assert!(store.message_retry(tried, NOON.plus_days(2), "later").await.unwrap());
    }
    let kept = shop.messages_of(order).await.unwrap();
    let of = |id| kept.iter().find(|m| m.id == id).unwrap();
    let sent = of(sent.message.id);
    assert_eq!(
        (sent.state, sent.sent_at, sent.subject.as_str()),
        (MessageState::Sent, Some(late), "Your code")
    );
    assert_eq!(of(failed.message.id).state, MessageState::Failed);
    assert_eq!(kept.iter().filter(|m| m.state == MessageState::Retrying).count(), 10);
    assert!(kept.iter().all(|m| m.body.is_empty() && m.to == "shopper-1001@example.com"));
    if let Some(past) = world.past {
        let wiped = past.ask("SELECT state FROM messages WHERE sealed_body IS NULL ORDER BY state");
        assert_eq!(wiped, "failed\nsent", "the text of a code is gone");
    }
    let last = store.claim_messages(99, MINUTE, NOON.plus_days(2), &CHANCE).await.unwrap();
    assert_eq!(last.len(), 11, "what is sent or given up stays so");
    for claimed in &last {
        store.message_sent(claimed, NOON.plus_days(2), None, &CHANCE).await.unwrap();
    }
}

/// Issues `code` at noon for ten minutes.
async fn issue(shop: &ShopStore, order: OrderId, code: &str) -> Result<[u8; 32], StoreError> {
    let hash = shop.code_hash(order, &BROWSER, code);
    let mail = message(order, MessageKind::Code, NOON);
    shop.issue_code(order, BROWSER, hash, NOON.plus_minutes(10), &mail, NOON, &CHANCE).await.map(|()| hash)
}

async fn codes(world: &World<'_>, order: OrderId) {
    let World { shop, other, .. } = world;
    let attempt = async |shop: &ShopStore, browser, hash, minute| {
        shop.try_code(order, browser, hash, 3, NOON.plus_minutes(minute)).await.unwrap()
    };
    let mails = shop.messages_of(order).await.unwrap().len();
    assert!(matches!(issue(other, order, "1").await, Err(StoreError::Conflict(_))));
    assert_eq!(attempt(shop, BROWSER, [0; 32], 0).await, CodeOutcome::Dead, "there is none");
    let right = issue(shop, order, "11111111").await.unwrap();
    assert_eq!(shop.messages_of(order).await.unwrap().len(), mails + 1, "a code comes with its message");
    assert_eq!(attempt(shop, OTHER_BROWSER, right, 0).await, CodeOutcome::Dead);
    assert_eq!(attempt(other, BROWSER, right, 0).await, CodeOutcome::Dead);
    assert_eq!(attempt(shop, BROWSER, [0; 32], 0).await, CodeOutcome::Wrong { left: 2 });
    assert_eq!(attempt(shop, BROWSER, right, 10).await, CodeOutcome::Dead, "expired");
    assert_eq!(attempt(shop, BROWSER, right, 9).await, CodeOutcome::Right);
    assert_eq!(attempt(shop, BROWSER, right, 9).await, CodeOutcome::Dead, "used up");

    let first = issue(shop, order, "22222222").await.unwrap();
    let second = issue(shop, order, "33333333").await.unwrap();
    assert_eq!(attempt(shop, BROWSER, first, 0).await, CodeOutcome::Wrong { left: 2 }, "a newer one came");
    assert_eq!(attempt(shop, BROWSER, first, 0).await, CodeOutcome::Wrong { left: 1 });
    assert_eq!(attempt(shop, BROWSER, first, 0).await, CodeOutcome::Dead, "the last try");
    assert_eq!(attempt(shop, BROWSER, second, 0).await, CodeOutcome::Dead, "tried too often");
    assert_eq!(shop.codes_since(order, NOON.plus_minutes(-1)).await.unwrap(), 3);
    assert_eq!(shop.codes_since(order, NOON).await.unwrap(), 0);
    assert_eq!(other.codes_since(order, NOON.plus_minutes(-1)).await.unwrap(), 0);

    let hash = issue(shop, order, "44444444").await.unwrap();
    let mut tasks = JoinSet::new();
    for _ in 0..8 {
        let shop = shop.clone();
        tasks.spawn(async move { shop.try_code(order, BROWSER, hash, 3, NOON).await.unwrap() });
    }
    let rights = tasks.join_all().await.into_iter().filter(|o| *o == CodeOutcome::Right).count();
    assert_eq!(rights, 1, "a code opens once, however many try at once");
    grants(shop, other, order).await;
}

async fn grants(shop: &ShopStore, other: &ShopStore, order: OrderId) {
    let end = NOON.plus_minutes(60);
    assert!(matches!(other.add_grant(BROWSER, order, end).await, Err(StoreError::Conflict(_))));
    assert!(!shop.has_grant(BROWSER, order, NOON).await.unwrap());
    shop.add_grant(BROWSER, order, NOON.plus_minutes(1)).await.unwrap();
    shop.add_grant(BROWSER, order, end).await.unwrap();
    assert!(shop.has_grant(BROWSER, order, Millis(end.0 - 1)).await.unwrap());
    assert!(!shop.has_grant(BROWSER, order, end).await.unwrap());
    assert!(!shop.has_grant(OTHER_BROWSER, order, NOON).await.unwrap());
    assert!(!other.has_grant(BROWSER, order, NOON).await.unwrap());
    other.add_grant(BROWSER, order, end.plus_days(1)).await.unwrap();
    assert!(!shop.has_grant(BROWSER, order, end).await.unwrap(), "another shop cannot lengthen it");
}

async fn erasing(world: &World<'_>, order: OrderId) {
    let World { store, shop, other, .. } = world;
    let token = Token::draw(&CHANCE);
    shop.add_link(&link(order, Purpose::Merchant), &token, &CHANCE).await.unwrap();
    let hash = issue(shop, order, "55555555").await.unwrap();
    assert!(!other.erase_order(order, NOON).await.unwrap());
    assert!(!shop.order(order).await.unwrap().unwrap().erased);
    assert!(shop.erase_order(order, NOON).await.unwrap());
    assert!(!shop.erase_order(order, NOON).await.unwrap(), "once");

    let erased = shop.order(order).await.unwrap().unwrap();
    assert!(erased.erased && erased.name == "#1001-A");
    let mut left = serde_json::to_string(&(&erased.order, &erased.entries)).unwrap().to_lowercase();
    if let Some(past) = world.past {
        left += &past.ask(&format!("SELECT o::text, e::text FROM orders o JOIN entries e ON e.order_id = o.id WHERE o.id = '{order}'")).to_lowercase();
    }
    for personal in ["shopper", "secret", "odense", "ab1 2cd"] {
        assert!(!left.contains(personal), "{personal} is left: {left}");
    }
    assert!(left.contains("drying"), "the history of statuses stays");
    assert_eq!(erased.entries.len(), 1);
    assert!(shop.messages_of(order).await.unwrap().is_empty());
    assert!(!shop.has_grant(BROWSER, order, NOON).await.unwrap());
    assert_eq!(shop.try_code(order, BROWSER, hash, 3, NOON).await.unwrap(), CodeOutcome::Dead);
    assert!(store.link_head(token.hash()).await.unwrap().unwrap().erased);
    assert!(store.open_link(token.hash()).await.unwrap().unwrap().order.erased);
    let proof = Proof::read("shopper-1001@example.com");
    let found = shop.orders_by_name("1001a").await.unwrap().into_iter().find(|f| f.id == order).unwrap();
    assert!(found.erased && !found.proves(&proof, &shop.hash_of(&proof)));

    let later = shop.take_in(&[news(BIG), edited(BIG, &[77])], NOON.plus_days(3), &CHANCE).await.unwrap();
    assert!(later.iter().all(|t| t.outcome == TakenAs::Unchanged && t.entries_added == 0));
    let change = Order { edits: [(ShopifyId(78), NOON)].into(), ..Order::default() };
    assert_eq!(shop.change(order, &change, NOON).await.unwrap(), None);
    assert_eq!(shop.order(order).await.unwrap(), Some(erased), "later news is not taken in");
}

async fn limits(store: &Store) {
    let mut tasks = JoinSet::new();
    for _ in 0..40 {
        let store = store.clone();
        tasks.spawn(async move { store.count_limit(b"bucket", NOON).await.unwrap() });
    }
    let counts: BTreeSet<_> = tasks.join_all().await.into_iter().collect();
    assert_eq!(counts, (1..=40).collect(), "each try counts once");
    assert_eq!(store.count_limit(b"other", NOON).await.unwrap(), 1);
    assert_eq!(store.count_limit(b"bucket", NOON.plus_minutes(1)).await.unwrap(), 1);
    assert_eq!(store.drop_old_limits(NOON.plus_minutes(1)).await.unwrap(), 2);
    assert_eq!(store.count_limit(b"bucket", NOON.plus_minutes(1)).await.unwrap(), 2);
    assert_eq!(store.count_limit(b"bucket", NOON).await.unwrap(), 1);
}

#[test]
fn a_sealed_value_opens_in_its_place_alone() {
    let keys = ring(1);
    let place = SealPlace { table: "links", column: "sealed_token", row: b"row 1" };
    let sealed = keys.seal(&place, b"plain", &CHANCE);
    assert_eq!(keys.open_sealed(&place, &sealed).as_deref(), Some(&b"plain"[..]));
    for moved in [
        SealPlace { row: b"row 2", ..place },
        SealPlace { column: "sealed_body", ..place },
        SealPlace { table: "messages", ..place },
    ] {
        assert_eq!(keys.open_sealed(&moved, &sealed), None, "{moved:?}");
    }
    for at in 0..sealed.len() {
        let mut altered = sealed.clone();
        altered[at] ^= 1;
        assert_eq!(keys.open_sealed(&place, &altered), None);
        assert_eq!(keys.open_sealed(&place, &sealed[..at]), None);
    }
    assert_ne!(keys.seal(&place, b"plain", &CHANCE), sealed, "equal values do not look equal");
    assert_eq!(ring(2).open_sealed(&place, &sealed), None);

    let text = format!("# turned\n2:{}\n1:{}\n", BASE64.encode(&[3; 32]), BASE64.encode(&[1; 32]));
    let turned = KeyRing::from_text(&text).unwrap();
    assert_eq!(turned.open_sealed(&place, &sealed).as_deref(), Some(&b"plain"[..]));
    assert_eq!(keys.open_sealed(&place, &turned.seal(&place, b"new", &CHANCE)), None, "the first key seals");
    assert_eq!(turned.keyed_hash("a", &[b"b"]), keys.keyed_hash("a", &[b"b"]), "stored hashes stay good");
    assert_ne!(keys.keyed_hash("a", &[b"b", b"c"]), keys.keyed_hash("a", &[b"bc"]));
    assert_eq!(format!("{turned:?}"), "KeyRing(2 keys)");
}

#[test]
fn a_key_ring_file_is_made_once_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/keys");
    let made = KeyRing::open_or_create(&path, &CHANCE).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let read = KeyRing::open_or_create(&path, &CHANCE).unwrap();
    assert_eq!(made.keyed_hash("a", &[]), read.keyed_hash("a", &[]));
    for broken in ["", "# no key\n", "1:c2hvcnQ=", "no number", "300:AAAA"] {
        assert!(matches!(KeyRing::from_text(broken), Err(StoreError::Keys(_))), "{broken}");
    }
}

#[test]
fn every_public_function_of_the_store_is_called_here() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let here = std::fs::read_to_string(root.join("tests/it/store_contract.rs")).unwrap();
    let mut seen = 0;
    let mut missing = vec![];
    for file in std::fs::read_dir(root.join("src/store")).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for line in text.lines().map(str::trim) {
            let Some(rest) = line.strip_prefix("pub ") else { continue };
            let rest = rest.trim_start_matches("const ").trim_start_matches("async ");
            let Some(name) = rest.strip_prefix("fn ").and_then(|rest| rest.split(['(', '<']).next()) else {
                continue;
            };
            seen += 1;
            if !here.contains(&format!(".{name}(")) && !here.contains(&format!("::{name}(")) {
                missing.push(name.to_owned());
            }
        }
    }
    assert!(seen > 40, "only {seen} functions were found");
    assert_eq!(missing, [""; 0], "these belong into the story");
}

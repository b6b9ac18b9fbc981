//! The real program in bad times. A disk that takes no more: a signed webhook is answered with 503, nothing
//! is acknowledged, and it is taken when there is room again (the disk is made full by the limit on the size
//! of files). A Shopify that cannot be reached at the start: the shop is not paused for that.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use waymark::domain::clock::{Clock as _, SystemChance, SystemClock};
use waymark::domain::standing::Standing;
use waymark::store::search_key::name_key;
use waymark::store::{KeyRing, Store};

use crate::hook_door::deliver;

const ORDER: &[u8] =
    br##"{"id": 501, "name": "#1501", "line_items": [], "updated_at": "2026-11-20T10:00:00Z"}"##;

fn with_settings(command: &mut Command, folder: &Path, port: u16) {
    command
        .env("DATABASE_URL", database(folder))
        .env("WAYMARK_ADDR", format!("127.0.0.1:{port}"))
        .env("WAYMARK_KEYS", folder.join("keys"))
        .env("WAYMARK_MAIL_FOLDER", folder.join("mail"))
        .env("WAYMARK_ERASURES", folder.join("erasures.jsonl"))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
}

/// Ends with the test, whatever comes of it.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Sets how large a file the process may make; `None` for any size.
fn let_files_grow_to(process: &Child, bytes: Option<u64>) {
    let limit = bytes.map_or("unlimited".to_owned(), |bytes| bytes.to_string());
    let done = Command::new("prlimit")
        .args(["--pid", &process.id().to_string(), &format!("--fsize={limit}:unlimited")])
        .status()
        .unwrap();
    assert!(done.success());
}

fn free_port() -> u16 {
    std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

/// The health check's answer; 0 for none.
async fn health(port: u16) -> u16 {
    let answer = reqwest::get(format!("http://127.0.0.1:{port}/health")).await;
    answer.map_or(0, |answer| answer.status().as_u16())
}

async fn until(what: &str, mut done: impl AsyncFnMut() -> bool) {
    let begin = Instant::now();
    while !done().await {
        assert!(begin.elapsed() < Duration::from_secs(120), "{what}");
        tokio::task::yield_now().await;
    }
}

fn database(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("serving.sqlite3").display())
}

async fn open(folder: &Path) -> Store {
    let keys = KeyRing::open_or_create(&folder.join("keys"), &SystemChance).unwrap();
    Store::open(&database(folder), keys).await.unwrap()
}

async fn orders(folder: &Path) -> usize {
    let store = open(folder).await;
    let shop = store.shop_by_handle("fjord-and-fir").await.unwrap().unwrap();
    let found = store.shop(shop.id).orders_by_name(&name_key("#1501")).await.unwrap().len();
    store.close().await;
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_committed_is_not_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let mut connect = Command::new("sh");
    let road = "shop connect --domain fjord-and-fir.myshopify.com --client-id a --secret-stdin --offline";
    with_settings(&mut connect, folder.path(), port);
    let line = format!("echo fake-client-secret | {} {road}", env!("CARGO_BIN_EXE_waymark"));
    assert!(connect.args(["-c", &line]).status().unwrap().success());

    // Without the handler a write that is too large would end the process instead of failing.
    let mut serve = Command::new("sh");
    with_settings(&mut serve, folder.path(), port);
    let line = format!("trap '' XFSZ; exec {} serve", env!("CARGO_BIN_EXE_waymark"));
    let mut serving = Serving(serve.args(["-c", &line]).spawn().unwrap());
    let url = format!("http://127.0.0.1:{port}");
    until("it does not serve", async || health(port).await == 200).await;

    let_files_grow_to(&serving.0, Some(1));
    let refused = deliver(&url, "orders/create", ORDER, |_| {}).await;
    let sick = health(port).await;
    let_files_grow_to(&serving.0, None);
    assert_eq!((refused, sick), (503, 503), "a webhook, and the health check");
    assert_eq!(orders(folder.path()).await, 0);

    // Shopify sends it again.
    until("it is not taken", async || deliver(&url, "orders/create", ORDER, |_| {}).await == 200).await;
    until("it is not read", async || orders(folder.path()).await == 1).await;
    assert!(serving.0.try_wait().unwrap().is_none(), "it served all the time");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shopify_that_cannot_be_reached_at_the_start_pauses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for before in [Standing::Alone, Standing::Connected] {
        let port = free_port();
        if before == Standing::Connected {
            let store = open(folder.path()).await;
            let shop = store.shop_by_handle("fjord-and-fir").await.unwrap().unwrap();
            store.shop(shop.id).set_standing(before, SystemClock.now()).await.unwrap();
            store.close().await;
        }
        let mut serve = Command::new(env!("CARGO_BIN_EXE_waymark"));
        with_settings(&mut serve, folder.path(), port);
        // Nothing listens there.
        serve.env("WAYMARK_SHOPIFY_URL", format!("http://127.0.0.1:{}/{{shop}}", free_port()));
        serve.env("WAYMARK_SHOPIFY_SHOP", "fjord-and-fir.myshopify.com");
        serve.envs([("WAYMARK_SHOPIFY_CLIENT_ID", "a"), ("WAYMARK_SHOPIFY_CLIENT_SECRET", "b")]);
        let serving = Serving(serve.arg("serve").spawn().unwrap());
        until("it does not serve", async || health(port).await == 200).await;
        drop(serving);
        let store = open(folder.path()).await;
        let shop = store.shop_by_handle("fjord-and-fir").await.unwrap().unwrap();
        assert_eq!(shop.standing, before, "not paused");
        let connection = store.shop(shop.id).connection().await.unwrap().unwrap();
        assert!(connection.trouble.is_some(), "what was wrong is told");
        store.close().await;
    }
}

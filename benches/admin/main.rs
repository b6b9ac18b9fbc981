//! How fast the merchant's list of orders answers with a million orders (`--orders N` changes how many), on
//! SQLite and on PostgreSQL, through the real router: every filter alone, combinations, deep pages, every
//! kind of search, saved views with counts. Prints p50 and p95 of each; fails when a p95 is above 150 ms.
//!
//! `--only sqlite` or `--only postgres` measures one engine.

mod orders;
mod postgres;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::request::Builder;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use tower::ServiceExt as _;

use waymark::domain::account::{Membership, Role, User};
use waymark::domain::clock::{Clock as _, SystemChance, SystemClock};
use waymark::domain::ids::{ShopId, StatusId, UserId};
use waymark::domain::shop::{Shop, ShopSettings};
use waymark::domain::standing::Standing;
use waymark::domain::status::{MessageSettings, Status, StatusWords};
use waymark::jobs::Bell;
use waymark::language::Words;
use waymark::services::Services;
use waymark::services::connect_shop::Shopify;
use waymark::services::privacy::Places;
use waymark::store::{KeyRing, Store};
use waymark::web::{WebState, router};

/// The promise, in milliseconds.
const HOLD: f64 = 150.0;
/// How often each question is asked.
const TIMES: usize = 40;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let value = |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1));
    let many: i64 = value("--orders").map_or(1_000_000, |n| n.parse().expect("--orders takes a number"));
    let only = value("--only").map(String::as_str);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let mut slow = 0;
    if only != Some("postgres") {
        let url = format!("sqlite:{}", folder.path().join("bench.sqlite3").display());
        slow += runtime.block_on(measure("SQLite", &url, folder.path(), many));
    }
    if only != Some("sqlite") {
        let server = postgres::start();
        slow += runtime.block_on(measure("PostgreSQL", &server.url, folder.path(), many));
    }
    assert!(slow == 0, "{slow} questions took longer than {HOLD} ms at p95");
}

/// Fills a database, asks everything, and says how many questions were too slow.
async fn measure(engine: &str, url: &str, folder: &Path, many: i64) -> usize {
    let (services, shop, statuses) = open(url, folder).await;
    let began = Instant::now();
    orders::fill(url, &shop, &statuses, many).await;
    println!("\n{engine}: {many} orders made in {} s", began.elapsed().as_secs());
    for (name, query) in orders::VIEWS {
        services
            .save_view(&shop, "Owner", name, &query.replace("STATUS", &statuses[3].id.to_string()))
            .await
            .expect("saved");
    }
    let cookie = sign_in(&services, &shop).await;
    let mut slow = usize::from(counted_anew(&services, &cookie).await > HOLD);
    let site = Site::of(services, cookie);
    for (name, query) in orders::QUESTIONS {
        let today = SystemClock.now();
        let day = |days: i64| today.plus_days(days).to_rfc3339().chars().take(10).collect::<String>();
        let week = format!("due_from={}&due_to={}", day(0), day(7));
        let query = query.replace("STATUS", &statuses[3].id.to_string()).replace("DUE", &week);
        slow += usize::from(site.ask(name, &query, many).await > HOLD);
    }
    slow += usize::from(site.pages("paging through 40 pages", "").await > HOLD);
    slow += usize::from(site.pages("paging through a filter", "payment=pending&sort=due").await > HOLD);
    slow
}

/// The first page by somebody who looks for the first time in a while: nothing counted is kept.
async fn counted_anew(services: &Services, cookie: &str) -> f64 {
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let services = Services { view_counts: Default::default(), ..services.clone() };
        times.push(Site::of(services, cookie.to_owned()).get("/admin/bench/orders").await.0);
    }
    row("first page, all views counted anew", &mut times, "")
}

struct Site {
    router: Router,
    cookie: String,
}

impl Site {
    fn of(services: Services, cookie: String) -> Self {
        Self { router: router(WebState::new(services, Bell::default(), Bell::default(), &[])), cookie }
    }

    /// Sends a search as its form does, anything else as an address; follows where that leads.
    async fn get(&self, path: &str) -> (f64, String) {
        let began = Instant::now();
        let answer = match path.split_once('?').filter(|(_, query)| query.contains("q=")) {
            Some((list, query)) => {
                let form = Request::post(list).header("sec-fetch-site", "same-origin");
                let sent = self.answer(form, Body::from(query.to_owned())).await;
                let list = sent.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
                self.answer(Request::get(list.expect("an address")), Body::empty()).await
            }
            None => self.answer(Request::get(path), Body::empty()).await,
        };
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let body = axum::body::to_bytes(answer.into_body(), 8 << 20).await.expect("a body");
        (began.elapsed().as_secs_f64() * 1000.0, String::from_utf8_lossy(&body).into_owned())
    }

    async fn answer(&self, request: Builder, body: Body) -> Response {
        let mut request = request.header(header::COOKIE, &self.cookie).body(body).expect("a request");
        let from = ConnectInfo::<SocketAddr>("127.0.0.1:4000".parse().expect("an address"));
        request.extensions_mut().insert(from);
        self.router.clone().oneshot(request).await.expect("an answer")
    }

    /// Asks one question many times, each time about other orders where it names one (`{n}`).
    async fn ask(&self, name: &str, query: &str, many: i64) -> f64 {
        let mut times = Vec::new();
        let mut shown = String::new();
        for round in 0..TIMES {
            let n = (i64::try_from(round).expect("small") * 49_999 + 777) % many + 1;
            let filled = query.replace("{n}", &n.to_string()).replace("{p}", &(n % 500).to_string());
            let (time, html) = self.get(&format!("/admin/bench/orders?{filled}")).await;
            times.push(time);
            shown = words_between(&html, "<div class=\"foot\"><p>", "<").unwrap_or("nothing").to_owned();
        }
        row(name, &mut times, &shown)
    }

    /// Follows "Next".
    async fn pages(&self, name: &str, query: &str) -> f64 {
        let mut times = Vec::new();
        let mut path = format!("/admin/bench/orders?{query}");
        let mut shown = String::new();
        for _ in 0..40 {
            let (time, html) = self.get(&path).await;
            times.push(time);
            shown = words_between(&html, "<div class=\"foot\"><p>", "<").unwrap_or("nothing").to_owned();
            let Some(next) = words_between(&html, "rel=\"next\" href=\"", "\"") else { break };
            path = next.replace("&amp;", "&");
        }
        row(name, &mut times, &shown)
    }
}

fn words_between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let rest = text.split_once(before)?.1;
    Some(rest.split_once(after)?.0)
}

fn row(name: &str, times: &mut [f64], shown: &str) -> f64 {
    times.sort_by(f64::total_cmp);
    // The nearest rank: so many of all were not slower.
    let at = |part: f64| times[(times.len() as f64 * part).ceil() as usize - 1];
    let verdict = if at(0.95) > HOLD { "  TOO SLOW" } else { "" };
    println!("  {name:<44} p50 {:>7.1} ms   p95 {:>7.1} ms   {shown}{verdict}", at(0.5), at(0.95));
    at(0.95)
}

async fn open(url: &str, folder: &Path) -> (Services, Shop, Vec<Status>) {
    let keys = KeyRing::open_or_create(&folder.join("keys"), &SystemChance).expect("a key ring");
    let store = Store::open(url, keys).await.expect("a database");
    store.migrate(&SystemChance).await.expect("a schema");
    let services = Services {
        store,
        words: Words::load(),
        clock: Arc::new(SystemClock),
        chance: Arc::new(SystemChance),
        fence: waymark::mail::template::Fence::new("waymark".into(), Default::default(), 1),
        public_url: "http://127.0.0.1".into(),
        shopify: Shopify::at("http://127.0.0.1:9/{shop}"),
        places: Arc::new(Places {
            erasures: folder.join("erasures.jsonl"),
            mail_folder: folder.join("mail"),
        }),
        passwords: Default::default(),
        view_counts: Default::default(),
        mail: Default::default(),
    };
    let shop = Shop {
        id: ShopId::new(SystemClock.now(), &SystemChance),
        handle: "bench".into(),
        name: "Bench".into(),
        domain: "bench.example".into(),
        settings: ShopSettings { time_zone: "Europe/Copenhagen".into(), ..ShopSettings::default() },
        revision: 1,
        standing: Standing::default(),
        checked_at: None,
    };
    services.store.save_shop(&shop).await.expect("a shop");
    let mut statuses = Vec::new();
    for n in 0..10i32 {
        let status = step(n);
        services.save_status(&shop, &status).await.expect("a status");
        statuses.push(status);
    }
    (services, shop, statuses)
}

fn step(n: i32) -> Status {
    Status {
        id: StatusId::new(SystemClock.now(), &SystemChance),
        handle: format!("step-{n}"),
        name: format!("Step {n}"),
        public: StatusWords { name: format!("Step {n}"), text: None },
        translations: Default::default(),
        color: Some("#2f6b4f".into()),
        icon: None,
        place: n,
        visible: true,
        allowed_next: Vec::new(),
        usual_days: (n % 2 == 0).then_some((2, 5)),
        automatic_next: None,
        message: MessageSettings::default(),
        archived: false,
        shown_incomplete: false,
        origin: None,
    }
}

async fn sign_in(services: &Services, shop: &Shop) -> String {
    let now = SystemClock.now();
    let user =
        User { id: UserId::new(now, &SystemChance), email: "owner@example.com".into(), name: "Owner".into() };
    services.store.add_user(&user, now).await.expect("a user");
    services
        .store
        .set_member(user.id, Membership { shop: shop.id, role: Role::Owner }, now)
        .await
        .expect("a member");
    let key = services.begin_session(&user, "bench").await.expect("a session");
    format!("waymark-admin={}", key.reveal())
}

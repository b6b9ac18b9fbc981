//! How fast 10,000 orders (`--change N`: how many) of a shop of a million (`--orders N`) change in bulk, on
//! SQLite and on PostgreSQL, and how fast pages are meanwhile: all orders with a tag come into a status with
//! a note and a message each, by the form, the preview and the confirmation a merchant uses; then all of it
//! is undone. On the side shoppers open pages of these orders, so many a second whether or not the last
//! one was answered, and staff look at their list.
//!
//! Prints every figure; fails when a change or its undoing takes longer than 10 s, a page's p99 is above
//! 100 ms meanwhile, or the list's p95 is above 150 ms before it. `--only sqlite` or `--only postgres`
//! measures one engine.

#[path = "../admin/orders.rs"]
#[expect(dead_code, reason = "the questions are the other benchmark's")]
mod orders;
#[path = "../admin/postgres.rs"]
mod postgres;
mod shop;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt as _;

use waymark::domain::batch::BatchState;
use waymark::domain::ids::BatchId;
use waymark::domain::shop::Shop;
use waymark::jobs::{self, Bell};
use waymark::lifecycle::Stop;
use waymark::services::Services;
use waymark::web::{WebState, router};

/// The promise for a change and for its undoing.
const HOLD: Duration = Duration::from_secs(10);
/// The promise for pages meanwhile, in milliseconds.
const PAGE_HOLD: f64 = 100.0;
/// The promise for the list of orders while nothing else goes on, in milliseconds at p95.
const LIST_HOLD: f64 = 150.0;
/// Pages that shoppers open a second.
const PAGES: u32 = 50;
/// Times a second that somebody looks at the list of orders.
const LISTS: u32 = 2;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let value = |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1));
    let number = |name: &str, usual: usize| {
        value(name).map_or(usual, |n| n.parse().unwrap_or_else(|_| panic!("{name} takes a number")))
    };
    let size = Size { all: number("--orders", 1_000_000), many: number("--change", 10_000) };
    assert!(size.all >= 2 * size.many && size.many > 0, "--orders must be twice --change, or more");
    let only = value("--only").map(String::as_str);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let mut broken = Vec::new();
    if only != Some("postgres") {
        let url = format!("sqlite:{}", folder.path().join("bench.sqlite3").display());
        broken.extend(runtime.block_on(measure("SQLite", &url, folder.path(), size)));
    }
    if only != Some("sqlite") {
        let server = postgres::start();
        broken.extend(runtime.block_on(measure("PostgreSQL", &server.url, folder.path(), size)));
    }
    assert!(broken.is_empty(), "not held: {}", broken.join("; "));
}

/// How large it is measured.
#[derive(Clone, Copy)]
struct Size {
    /// Orders in the shop.
    all: usize,
    /// Orders that change.
    many: usize,
}

/// Fills a database, changes, undoes, and says what was not held.
async fn measure(engine: &str, url: &str, folder: &Path, size: Size) -> Vec<String> {
    let many = size.many;
    let (services, shop, statuses) = shop::open(url, folder).await;
    let began = Instant::now();
    shop::fill(&services, &shop, many).await;
    let others = i64::try_from(size.all - 2 * many).expect("small");
    if others > 0 {
        orders::fill(url, &shop, &statuses, others).await;
    }
    let paths = shop::links(&services, &shop, many).await;
    println!("\n{engine}: {} orders made in {} s", size.all, began.elapsed().as_secs());
    let cookie = shop::sign_in(&services, &shop).await;
    let state = WebState::new(services.clone(), Bell::default(), Bell::default(), &[]);
    let (end, stop) = Stop::by_hand();
    let worker = tokio::spawn(jobs::carry_out_batches(services.clone(), state.batch_bell.clone(), stop));
    let site = Site { services, shop, router: router(state), cookie };
    let mut broken = Vec::new();
    let mut note = |what: &str, is_held: bool| {
        if !is_held {
            broken.push(format!("{engine}: {what}"));
        }
    };
    for path in paths.iter().take(200) {
        site.get(path).await;
    }
    let idle = site.aside(&paths, async { tokio::time::sleep(Duration::from_secs(20)).await }).await;
    idle.1.print("pages, nothing else going on");
    note("the list with nothing else going on", p(&idle.1.lists, 0.95) <= LIST_HOLD);

    let form = "all=1&filter=tag%3Dwave&status=glued&note=The+boards+are+glued.&message=yes";
    let (batch, looked) = site.aside(&paths, site.preview(form)).await;
    let (batch, took) = batch;
    println!("  preview of {many} orders: {:.1} s", took.as_secs_f64());
    looked.print("pages meanwhile");
    note("pages during the preview", looked.is_held());
    for (what, path, end) in
        [("change", "confirm", BatchState::Done), ("undoing", "undo", BatchState::Undone)]
    {
        let (took, meanwhile) = site.aside(&paths, site.carry_out(batch, path, end)).await;
        println!("  {what} of {many} orders: {:.1} s", took.as_secs_f64());
        meanwhile.print("pages meanwhile");
        note(what, took <= HOLD);
        note(&format!("pages during the {what}"), meanwhile.is_held());
    }
    let done = site.services.store.shop(site.shop.id).batch(batch).await.expect("read").expect("a batch");
    let counts = [done.done, done.messages, done.undone];
    assert_eq!(counts, [many as u64; 3], "every order once, with one message");
    end.send(true).expect("the worker listens");
    worker.await.expect("the worker ends");
    broken
}

struct Site {
    services: Services,
    shop: Shop,
    router: Router,
    cookie: String,
}

/// How long pages took, in milliseconds from the moment they were asked for.
struct Meanwhile {
    pages: Vec<f64>,
    lists: Vec<f64>,
}

fn p(times: &[f64], part: f64) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (part * sorted.len() as f64).ceil() as usize;
    sorted.get(at.saturating_sub(1)).copied().unwrap_or(0.0)
}

impl Meanwhile {
    fn is_held(&self) -> bool {
        p(&self.pages, 0.99) <= PAGE_HOLD
    }

    fn print(&self, what: &str) {
        let Self { pages, lists } = self;
        println!(
            "    {what}: {} shopper pages p50 {:.1} ms, p99 {:.1} ms, worst {:.1} ms; {} lists of orders p50 {:.1} ms, worst {:.1} ms",
            pages.len(),
            p(pages, 0.5),
            p(pages, 0.99),
            p(pages, 1.0),
            lists.len(),
            p(lists, 0.5),
            p(lists, 1.0)
        );
    }
}

impl Site {
    async fn send(&self, mut request: Request<Body>) -> (StatusCode, String) {
        request
            .extensions_mut()
            .insert(ConnectInfo::<SocketAddr>("127.0.0.1:4000".parse().expect("an address")));
        let answer = self.router.clone().oneshot(request).await.expect("an answer");
        let status = answer.status();
        let location = answer.headers().get(header::LOCATION);
        let location = location.and_then(|to| to.to_str().ok()).unwrap_or_default().to_owned();
        axum::body::to_bytes(answer.into_body(), 8 << 20).await.expect("a body");
        (status, location)
    }

    async fn get(&self, path: &str) {
        let request =
            Request::get(path).header(header::COOKIE, &self.cookie).body(Body::empty()).expect("a request");
        assert_eq!(self.send(request).await.0, StatusCode::OK, "{path}");
    }

    async fn post(&self, path: &str, form: &str) -> String {
        let request = Request::post(path)
            .header(header::HOST, "127.0.0.1")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let (status, location) = self.send(request.body(Body::from(form.to_owned())).expect("a form")).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{path}");
        location
    }

    async fn preview(&self, form: &str) -> (BatchId, Duration) {
        let began = Instant::now();
        let path = self.post("/admin/bench/bulk/preview", form).await;
        self.get(&path).await;
        let id = path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a batch");
        (BatchId(id), began.elapsed())
    }

    /// Presses the button, and waits for the end of what it began.
    async fn carry_out(&self, batch: BatchId, button: &str, end: BatchState) -> Duration {
        let began = Instant::now();
        self.post(&format!("/admin/bench/bulk/{batch}/{button}"), "").await;
        let store = self.services.store.shop(self.shop.id);
        while store.batch(batch).await.expect("read").expect("a batch").state != end {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        began.elapsed()
    }

    /// Does something while pages are opened on the side.
    async fn aside<T>(&self, paths: &[String], work: impl Future<Output = T>) -> (T, Meanwhile) {
        let over = Arc::new(AtomicBool::new(false));
        let look = async {
            let done = work.await;
            over.store(true, Ordering::Relaxed);
            done
        };
        let list = vec!["/admin/bench/orders?tag=wave".to_owned()];
        let (done, pages, lists) =
            tokio::join!(look, self.ask(paths, PAGES, &over), self.ask(&list, LISTS, &over));
        (done, Meanwhile { pages, lists })
    }

    /// Asks for one after the other, so many a second, until it is over.
    async fn ask(&self, paths: &[String], a_second: u32, over: &AtomicBool) -> Vec<f64> {
        let mut tick = tokio::time::interval(Duration::from_secs(1) / a_second);
        let mut asked = tokio::task::JoinSet::new();
        for path in paths.iter().cycle() {
            // From the moment it is due: waiting for a thread counts.
            let due = tick.tick().await;
            if over.load(Ordering::Relaxed) {
                break;
            }
            let (router, cookie, path) = (self.router.clone(), self.cookie.clone(), path.clone());
            let (services, shop) = (self.services.clone(), self.shop.clone());
            asked.spawn(async move {
                Self { services, shop, router, cookie }.get(&path).await;
                due.elapsed().as_secs_f64() * 1000.0
            });
        }
        asked.join_all().await
    }
}

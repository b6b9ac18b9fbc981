//! The real site with a movable clock, seeded chance, a folder of its own and mails kept in memory.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use tower::ServiceExt as _;

use waymark::domain::account::{Membership, Role, User};
use waymark::domain::clock::{Chance, Clock as _, Millis, MovableClock};
use waymark::domain::ids::{ShopId, UserId};
use waymark::domain::shop::{Shop, ShopSettings};
use waymark::domain::standing::Standing;
use waymark::jobs::{Bell, TestMails};
use waymark::language::Words;
use waymark::mail::{AboutToHandOver, MailError, OutgoingMail, Sending, Transport};
use waymark::services::Services;
use waymark::services::connect_shop::Shopify;
use waymark::services::import_orders::ImportSummary;
use waymark::services::privacy::Places;
use waymark::services::sender_check::MailWay;
use waymark::store::{KeyRing, Store};
use waymark::web::{WebState, router};

/// Noon of a Monday.
pub const NOON: Millis = Millis(1_795_435_200_000);

/// Chance from a counter: different every time, the same in every run.
#[derive(Default)]
pub struct SeededChance(Mutex<u64>);

impl Chance for SeededChance {
    fn fill(&self, bytes: &mut [u8]) {
        use sha2::{Digest, Sha256};
        let mut state = self.0.lock().unwrap();
        for chunk in bytes.chunks_mut(32) {
            *state += 1;
            let digest = Sha256::digest(state.to_be_bytes());
            chunk.copy_from_slice(&digest[..chunk.len()]);
        }
    }
}

/// Keeps mails instead of sending them.
#[derive(Default)]
pub struct MemoryTransport(pub Mutex<Vec<OutgoingMail>>);

impl Transport for MemoryTransport {
    fn send<'a>(&'a self, mail: &'a OutgoingMail, about_to: AboutToHandOver<'a>) -> Sending<'a> {
        Box::pin(async move {
            if !about_to().await {
                return Err(MailError::Withdrawn);
            }
            self.0.lock().unwrap().push(mail.clone());
            Ok("250 kept in memory".to_owned())
        })
    }
}

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }
}

/// The site under test.
pub struct TestApp {
    pub services: Services,
    pub clock: Arc<MovableClock>,
    pub mails: Arc<MemoryTransport>,
    pub shop: Shop,
    /// Where tests of messages' words are given in.
    pub test_mails: TestMails,
    router: Router,
    _folder: tempfile::TempDir,
}

impl TestApp {
    /// A site with one empty shop on a fresh SQLite file.
    pub async fn start() -> Self {
        Self::start_with(ShopSettings { keep_address: true, ..ShopSettings::default() }).await
    }

    pub async fn start_with(settings: ShopSettings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let chance = Arc::new(SeededChance::default());
        let keys = KeyRing::open_or_create(&folder.path().join("keys"), &*chance).unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.sqlite3").display());
        let store = Store::open(&url, keys).await.unwrap();
        store.migrate(&*chance).await.unwrap();
        let clock = Arc::new(MovableClock::at(NOON));
        let services = Services {
            store,
            words: Words::load(),
            clock: clock.clone(),
            chance: chance.clone(),
            fence: crate::support::fence(),
            public_url: "http://shop.test".into(),
            // Nothing listens there: what needs Shopify starts a stand-in.
            shopify: Shopify::at("http://127.0.0.1:9/{shop}"),
            passwords: Default::default(),
            view_counts: Default::default(),
            mail: Default::default(),
            places: Arc::new(Places {
                erasures: folder.path().join("erasures.jsonl"),
                mail_folder: folder.path().join("mail"),
            }),
        };
        let id = ShopId::new(clock.now(), &*chance);
        let shop = Shop {
            id,
            handle: "shop".into(),
            name: "Test Shop".into(),
            domain: "shop.myshopify.com".into(),
            settings,
            revision: 1,
            standing: Standing::default(),
            checked_at: None,
        };
        services.store.save_shop(&shop).await.unwrap();
        let state = WebState::new(services.clone(), Bell::default(), Bell::default(), &[]);
        let test_mails = state.test_mails.clone();
        Self {
            services,
            clock,
            mails: Arc::default(),
            shop,
            test_mails,
            router: router(state),
            _folder: folder,
        }
    }

    /// The same site with another way for mails to leave.
    pub fn leaving_by(mut self, mail: MailWay) -> Self {
        self.services.mail = Arc::new(mail);
        self.router = router(WebState::new(self.services.clone(), Bell::default(), Bell::default(), &[]));
        self
    }

    /// Imports a JSON document; every piece must be taken.
    pub async fn import(&self, document: &serde_json::Value) -> ImportSummary {
        let summary = self.import_text(&document.to_string()).await;
        assert!(summary.refused.is_empty(), "{:?}", summary.refused);
        summary
    }

    pub async fn import_text(&self, text: &str) -> ImportSummary {
        let mut summary = ImportSummary::default();
        self.services.import(&self.shop, "test", text.as_bytes(), &mut summary, &|_| {}).await.unwrap();
        summary
    }

    /// The path of the merchant's link to an order.
    pub async fn link(&self, name: &str) -> String {
        let order = self.services.order_by_name(&self.shop, name).await.unwrap().expect("the order is there");
        let url = self.services.merchant_link(&self.shop, order).await.unwrap();
        url.strip_prefix("http://shop.test").unwrap().to_owned()
    }

    /// Somebody with this role in the shop, signed in: the cookie of their browser. The address is made of
    /// `name`, which may be asked for again.
    pub async fn sign_in(&self, name: &str, role: Role) -> String {
        let (now, store) = (self.clock.now(), &self.services.store);
        let email = format!("{name}@example.com");
        let user = match store.user_by_email(&email).await.unwrap() {
            Some(user) => user,
            None => {
                let id = UserId::new(now, &*self.services.chance);
                let user = User { id, email, name: name.to_owned() };
                store.add_user(&user, now).await.unwrap();
                user
            }
        };
        store.set_member(user.id, Membership { shop: self.shop.id, role }, now).await.unwrap();
        let key = self.services.begin_session(&user, "a test").await.unwrap();
        format!("waymark-admin={}", key.reveal())
    }

    /// Gets a page as the browser with this cookie.
    pub async fn get_as(&self, cookie: &str, path: &str) -> Answer {
        self.send(Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
    }

    /// Posts a form as our own pages do, as the browser with this cookie.
    pub async fn post_as(&self, cookie: &str, path: &str, form: &str) -> Answer {
        self.post_with(path, form, &[("cookie", cookie)]).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Posts a form as our own pages do.
    pub async fn post(&self, path: &str, form: &str) -> Answer {
        self.post_with(path, form, &[]).await
    }

    pub async fn post_with(&self, path: &str, form: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::post(path)
            .header(header::HOST, "shop.test")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        self.send_from("203.0.113.7:4000", request).await
    }

    pub async fn send_from(&self, peer: &str, mut request: Request<Body>) -> Answer {
        request.extensions_mut().insert(ConnectInfo::<SocketAddr>(peer.parse().unwrap()));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, 64 << 20).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// Sends what waits and returns all mails so far.
    pub async fn mails(&self) -> Vec<OutgoingMail> {
        while self.services.send_waiting(&*self.mails, 20).await.unwrap() > 0 {}
        self.mails.0.lock().unwrap().clone()
    }
}

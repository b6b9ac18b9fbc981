//! A site that is served on a real port and connected to a stand-in for Shopify. Nothing runs in the
//! background: a test says when the inbox is read, orders are read again and shops are compared.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use fake_shopify::{FakeShopify, Options, Running, ShopHandle, ShopOptions};
use serde_json::Value;

use waymark::domain::account::{Membership, Role, User};
use waymark::domain::clock::{Clock as _, Millis, MovableClock};
use waymark::domain::ids::{ShopId, UserId};
use waymark::domain::shop::{Shop, ShopSettings};
use waymark::domain::standing::{Road, Standing};
use waymark::jobs::Bell;
use waymark::language::Words;
use waymark::services::Services;
use waymark::services::connect_shop::{ConnectWith, Shopify};
use waymark::services::privacy::Places;
use waymark::store::{KeyRing, Store};
use waymark::web::{WebState, router};

use super::app::SeededChance;

pub const DOMAIN: &str = "fjord-and-fir.myshopify.com";

pub struct Live {
    pub services: Services,
    pub clock: Arc<MovableClock>,
    pub shop: Shop,
    pub fake: ShopHandle,
    pub url: String,
    pub folder: tempfile::TempDir,
    pub running: Running,
    server: tokio::task::JoinHandle<()>,
}

impl Live {
    /// A site with one shop, not connected yet.
    pub async fn start(options: ShopOptions) -> Self {
        let running =
            FakeShopify::start(Options { shops: vec![options], ..Options::default() }).await.unwrap();
        let fake = running.shop(DOMAIN);
        let folder = tempfile::tempdir().unwrap();
        let chance = Arc::new(SeededChance::default());
        let keys = KeyRing::open_or_create(&folder.path().join("keys"), &*chance).unwrap();
        let database = format!("sqlite:{}", folder.path().join("live.sqlite3").display());
        let store = Store::open(&database, keys).await.unwrap();
        store.migrate(&*chance).await.unwrap();
        let clock = Arc::new(MovableClock::at(Millis(fake.now() * 1000)));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let services = Services {
            store,
            words: Words::load(),
            clock: clock.clone(),
            chance: chance.clone(),
            fence: crate::support::fence(),
            public_url: url.as_str().into(),
            shopify: Shopify::at(&running.base()),
            passwords: Default::default(),
            view_counts: Default::default(),
            mail: Default::default(),
            places: Arc::new(Places {
                erasures: folder.path().join("erasures.jsonl"),
                mail_folder: folder.path().join("mail"),
            }),
        };
        let shop = Shop {
            id: ShopId::new(clock.now(), &*chance),
            handle: "fjord-and-fir".into(),
            name: "fjord-and-fir".into(),
            domain: DOMAIN.into(),
            settings: ShopSettings::default(),
            revision: 1,
            standing: Standing::default(),
            checked_at: None,
        };
        services.store.save_shop(&shop).await.unwrap();
        let state = WebState::new(services.clone(), Bell::default(), Bell::default(), &[]);
        let site = router(state).into_make_service_with_connect_info::<SocketAddr>();
        let server = tokio::spawn(async move { axum::serve(listener, site).await.unwrap() });
        Self { services, clock, shop, fake, url, folder, running, server }
    }

    /// The same, connected by client credentials and with its webhooks in place.
    pub async fn connected() -> Self {
        let mut live = Self::start(ShopOptions::default()).await;
        live.connect(Road::ClientCredentials, None).await;
        live.services.check_connection(&live.shop).await.unwrap();
        live.look_again().await;
        live.services.audit_subscriptions(&live.shop).await.unwrap().unwrap();
        live
    }

    pub async fn connect(&self, road: Road, token: Option<&str>) {
        let with = ConnectWith { road, client_id: "fake-client-id", secret: "fake-client-secret", token };
        self.services.connect(&self.shop, &with).await.unwrap();
    }

    /// Reads the shop's row again: it changes under a test's hands.
    pub async fn look_again(&mut self) {
        self.shop = self.services.store.shop_by_handle(&self.shop.handle).await.unwrap().unwrap();
    }

    /// Something happens at the shop, and what it rings arrives.
    pub async fn act(&self, action: Value) -> fake_shopify::Made {
        let made = self.fake.act(serde_json::from_value(action).unwrap()).unwrap();
        assert!(self.fake.settled(Duration::from_secs(20)).await, "webhooks are still on their way");
        self.catch_up().await;
        made
    }

    /// Reads the inbox and everything it asks for.
    pub async fn catch_up(&self) {
        self.clock.set(Millis(self.clock.now().0.max(self.fake.now() * 1000) + 1));
        while self.services.read_inbox(50).await.unwrap().claimed > 0 {}
        while self.services.refresh_orders(8).await.unwrap() > 0 {}
    }

    /// The cookie of an owner of the shop.
    pub async fn sign_in(&self) -> String {
        let (now, store) = (self.clock.now(), &self.services.store);
        let email = "owner@example.com".to_owned();
        let user = match store.user_by_email(&email).await.unwrap() {
            Some(user) => user,
            None => {
                let id = UserId::new(now, &*self.services.chance);
                let user = User { id, email, name: "Owner".to_owned() };
                store.add_user(&user, now).await.unwrap();
                user
            }
        };
        store.set_member(user.id, Membership { shop: self.shop.id, role: Role::Owner }, now).await.unwrap();
        let key = self.services.begin_session(&user, "a test").await.unwrap();
        format!("waymark-admin={}", key.reveal())
    }

    /// What a shopper reads of an order.
    pub async fn page(&self, name: &str, language: &str) -> String {
        let order = self.services.order_by_name(&self.shop, name).await.unwrap().expect("the order is there");
        let url = self.services.merchant_link(&self.shop, order).await.unwrap();
        let answer = reqwest::get(format!("{url}?lang={language}")).await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.text().await.unwrap()
    }

    /// The headline of an order's page.
    pub async fn headline(&self, name: &str, language: &str) -> String {
        let page = self.page(name, language).await;
        page.split("<h1").nth(1).unwrap().split("</h1>").next().unwrap().to_owned()
    }

    /// Moves both clocks on.
    pub fn later(&self, seconds: i64) {
        self.fake.advance(seconds);
        self.clock.set(Millis(self.clock.now().0 + seconds * 1000));
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.server.abort();
        self.running.stop();
    }
}

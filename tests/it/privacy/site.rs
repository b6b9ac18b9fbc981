//! A shop with people in it, on either engine, and everything of it that lies on disk.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use serde_json::Value;

use waymark::domain::account::User;
use waymark::domain::batch::BatchChange;
use waymark::domain::clock::{MovableClock, SystemChance};
use waymark::domain::ids::{OrderId, UserId, uuid_at};
use waymark::domain::link::Token;
use waymark::domain::order::CommentPicture;
use waymark::domain::shop::{Shop, ShopSettings};
use waymark::language::{Language, Words};
use waymark::mail::FolderTransport;
use waymark::services::Services;
use waymark::services::bulk::Chosen;
use waymark::services::change_order::{MerchantChange, NewComment};
use waymark::services::connect_shop::Shopify;
use waymark::services::import_orders::ImportSummary;
use waymark::services::privacy::Places;
use waymark::store::{NewDelivery, Store, StoredPicture};

use super::people::{Fate, Person};
use super::search::Search;
use crate::support::app::NOON;
use crate::support::engines::World;

/// Everything logged by this thread, at trace level.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    pub fn listen(&self) -> tracing::subscriber::DefaultGuard {
        let log = self.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(move || log.clone())
            .finish();
        tracing::subscriber::set_default(subscriber)
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }
}

pub struct Site {
    pub services: Services,
    pub clock: Arc<MovableClock>,
    pub shop: Shop,
    staff: User,
    pub world: Option<World>,
    _folder: tempfile::TempDir,
    database: Option<PathBuf>,
}

pub fn services(store: Store, folder: &Path, clock: Arc<MovableClock>) -> Services {
    Services {
        store,
        words: Words::load(),
        clock,
        chance: Arc::new(SystemChance),
        fence: crate::support::fence(),
        public_url: "http://shop.test".into(),
        // Nothing listens there.
        shopify: Shopify::at("http://127.0.0.1:9/{shop}"),
        passwords: Default::default(),
        view_counts: Default::default(),
        mail: Default::default(),
        places: Arc::new(Places {
            erasures: folder.join("erasures.jsonl"),
            mail_folder: folder.join("mail"),
        }),
    }
}

impl Site {
    pub async fn new(world: World) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(MovableClock::at(NOON));
        let services = services(world.store.clone(), folder.path(), clock.clone());
        let (shop, _) = world.shop("oak").await;
        let settings = ShopSettings { keep_address: true, ..ShopSettings::default() };
        let shop = Shop { settings, ..shop };
        services.store.save_shop(&shop).await.unwrap();
        let id = UserId::new(NOON, &*services.chance);
        let staff = User { id, email: "staff@example.com".into(), name: "Staff".into() };
        services.store.add_user(&staff, NOON).await.unwrap();
        let database = world.url.strip_prefix("sqlite:").map(PathBuf::from);
        Self { services, clock, shop, staff, world: Some(world), _folder: folder, database }
    }

    pub async fn receive(&self, topic: &str, body: &Value) {
        let body = body.to_string();
        let event_id = &data_encoding::HEXLOWER.encode(&body.as_bytes()[body.len() - 8..]);
        let delivery = NewDelivery { topic, event_id, body: body.as_bytes(), triggered_at: NOON };
        let store = self.services.store.shop(self.shop.id);
        assert!(store.receive(&delivery, NOON, &*self.services.chance).await.unwrap());
    }

    /// Reads what waits as the worker does.
    pub async fn read_inbox(&self) {
        while self.services.read_inbox(20).await.unwrap().claimed > 0 {}
        let figures = self.services.store.shop(self.shop.id).inbox_figures().await.unwrap();
        assert_eq!((figures.waiting, figures.failed), (0, 0));
    }

    /// A person comes in by every door, and the shop talks to them.
    pub async fn live_through(&self, person: &Person) {
        let services = &self.services;
        self.receive("orders/create", &person.order_body(person.order, "2026-11-20T10:00:00Z")).await;
        self.receive("fulfillments/create", &person.parcel_body()).await;
        self.read_inbox().await;
        let mut summary = ImportSummary::default();
        let body = person.order_body(person.order, "2026-11-21T10:00:00Z").to_string();
        services.import(&self.shop, "orders.json", body.as_bytes(), &mut summary, &|_| {}).await.unwrap();
        assert_eq!(summary.new + summary.changed, 1, "{summary:?}");
        let order = self.order(person).await;
        let change = MerchantChange {
            comment: Some(NewComment { text: person.words("comment"), ..NewComment::default() }),
            due: Some(None),
            reason: Some(person.words("reason")),
            ..MerchantChange::default()
        };
        services.change_order(&self.shop, order, &change).await.unwrap();
        self.work_on(order, person).await;
        services.mail_link(&self.shop, order, Language::ALL[0]).await.unwrap();
        let from = format!("203.0.{}.{}", person.number / 200, person.number % 200);
        services.find_order(&self.shop, &person.order_name(), &person.email, &from).await.unwrap();
        let url = services.merchant_link(&self.shop, order).await.unwrap();
        let token = Token::parse(url.rsplit('/').next().unwrap()).unwrap();
        let opened = services.open(&token, None).await.unwrap().unwrap();
        services.ask_for_code(&opened, [7; 32], Language::ALL[0], &from).await.unwrap();
        if person.number % 3 == 0 {
            self.receive("customers/data_request", &person.data_request_body()).await;
            self.read_inbox().await;
        }
        // Some notices wait while the person is erased.
        if person.number % 5 == 0 {
            self.receive("orders/updated", &person.order_body(person.order, "2026-11-22T10:00:00Z")).await;
        }
    }

    /// Staff write notes, put pictures on, and change the order together with nobody else's, and by a list.
    async fn work_on(&self, order: OrderId, person: &Person) {
        let (services, store) = (&self.services, self.services.store.shop(self.shop.id));
        let id = uuid_at(NOON, &*services.chance);
        let picture = StoredPicture {
            id,
            media_type: "image/jpeg".into(),
            bytes: person.words("picture").into_bytes(),
            width: 1,
            height: 1,
        };
        store.add_picture(order, &picture, NOON).await.unwrap();
        let alt = Some(person.words("alt"));
        let change = MerchantChange {
            private_note: Some(person.words("staffnote")),
            comment: Some(NewComment {
                text: person.words("private"),
                private: true,
                pictures: vec![CommentPicture { id, alt, width: 1, height: 1 }],
                ..NewComment::default()
            }),
            by: Some("Somebody of the staff".into()),
            ..MerchantChange::default()
        };
        services.change_order(&self.shop, order, &change).await.unwrap();
        let said = |what: &str| BatchChange {
            note: Some(person.words(&format!("{what}note"))),
            private_note: Some(person.words(&format!("{what}among"))),
            comment: Some(person.words(&format!("{what}comment"))),
            ..BatchChange::default()
        };
        for (own, all) in [(None, said("batch")), (Some(said("list")), BatchChange::default())] {
            let chosen = Chosen { order, change: own };
            let batch = services.prepare_batch(&self.shop, &self.staff, &[chosen], &all).await.unwrap();
            let batch = store.batch(batch).await.unwrap().unwrap();
            assert!(services.confirm_batch(&self.shop, &batch).await.unwrap());
            while services.work_on_batch(200, 4).await.unwrap() {}
        }
    }

    pub async fn order(&self, person: &Person) -> OrderId {
        let store = self.services.store.shop(self.shop.id);
        store.order_by_shopify(person.order).await.unwrap().expect("the order is there")
    }

    /// Hands half of the messages over.
    pub async fn send_mails(&self) {
        let transport = FolderTransport::new(self.services.places.mail_folder.clone());
        for _ in 0..4 {
            self.services.send_waiting(&transport, 15).await.unwrap();
        }
    }

    pub fn mail_files(&self) -> Vec<PathBuf> {
        let files = std::fs::read_dir(&self.services.places.mail_folder).into_iter().flatten();
        files.map(|file| file.unwrap().path()).collect()
    }

    /// Every file, every row as text, and whatever a seal hides, opened.
    pub async fn everything(&self) -> Vec<(String, Vec<u8>)> {
        let mut places = Vec::new();
        let mut files = self.mail_files();
        files.push(self.services.places.erasures.clone());
        for ending in ["", "-wal", "-shm"] {
            files.extend(self.database.as_ref().map(|path| format!("{}{ending}", path.display()).into()));
        }
        for path in files {
            if let Ok(bytes) = std::fs::read(&path) {
                places.push((path.display().to_string(), bytes));
            }
        }
        if self.database.is_none() {
            places.extend(self.dump().await);
        }
        places.push(("what is sealed".into(), self.opened().await));
        places
    }

    async fn dump(&self) -> Vec<(String, Vec<u8>)> {
        let mut tables: Vec<String> =
            self.services.store.schema().await.unwrap().into_iter().map(|(table, ..)| table).collect();
        tables.dedup();
        let mut dumped = Vec::new();
        for table in tables {
            let rows = self.world.as_ref().unwrap().look(&format!("SELECT t::text FROM {table} t")).await;
            dumped.push((table, rows.join("\n").into_bytes()));
        }
        dumped
    }

    async fn opened(&self) -> Vec<u8> {
        let store = self.services.store.shop(self.shop.id);
        let mut opened = Vec::new();
        for kept in store.kept_bodies(None, 10_000).await.unwrap() {
            opened.extend_from_slice(&kept.body);
            opened.push(b'\n');
        }
        for kept in store.data_requests().await.unwrap() {
            opened.extend(serde_json::to_vec(&kept.request).unwrap());
        }
        for name in store.order_names(10_000).await.unwrap() {
            for found in store.orders_by_name(&name.replace('#', "")).await.unwrap() {
                for sent in store.messages_as_sent(found.id).await.unwrap() {
                    opened.extend(format!("{} {} {:?}\n", sent.to, sent.subject, sent.body).into_bytes());
                }
            }
        }
        opened
    }

    /// How many kept notices speak of people with this fate.
    pub async fn bodies_of(&self, fate: Fate) -> usize {
        let search = Search::new(fate);
        let kept = self.services.store.shop(self.shop.id).kept_bodies(None, 10_000).await.unwrap();
        kept.into_iter().filter(|kept| search.hits(&[(String::new(), kept.body.clone())]) > 0).count()
    }

    /// Who is gone is gone, who stays is whole.
    pub async fn check(&self, person: &Person) {
        let store = self.services.store.shop(self.shop.id);
        let order = self.order(person).await;
        let stored = store.order(order).await.unwrap().unwrap();
        let messages = store.messages_of(order).await.unwrap().len();
        let stays = person.fate == Fate::Stays;
        assert_eq!(stored.erased, !stays, "{}", person.number);
        assert_eq!(messages, if stays { 2 } else { 0 });
        // A message that was sent carries a link of its own; some still waited when their order was erased.
        assert!((3..=4).contains(&store.links_of(order).await.unwrap().len()), "dead or alive");
        let address = stored.order.address.get().cloned().flatten();
        assert_eq!(address.is_some_and(|a| a.street == [person.words("street")]), stays);
        // One by the command line, two of staff, and three of each batch.
        assert_eq!(stored.order.comments.len(), if stays { 9 } else { 0 });
        assert_eq!(stored.order.status_changes.len(), 0);
    }
}

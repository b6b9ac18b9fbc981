//! The demo shop: believable orders in every situation, made through the import door from the files
//! in `demo/`, with dates relative to the day the demo shop was made. Making it again changes nothing.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use regex::Regex;
use serde::Deserialize;

use crate::domain::clock::Millis;
use crate::domain::due_date::DueDate;
use crate::domain::ids::{OrderId, ShopId, StatusId};
use crate::domain::shop::{Shop, ShopSettings};
use crate::domain::standing::Standing;
use crate::domain::status::{MessageSettings, Status, StatusWords};

use super::change_order::{MerchantChange, NewComment};
use super::import_orders::ImportSummary;
use super::{ServiceError, Services};

mod files {
    include!(concat!(env!("OUT_DIR"), "/demo.rs"));
    pub static SHOP: &str = include_str!("../../demo/shop.json");
    pub static STATUSES: &str = include_str!("../../demo/statuses.json");
    pub static CHANGES: &str = include_str!("../../demo/changes.json");
    pub static SITUATIONS: &str = include_str!("../../demo/situations.json");
}

static RELATIVE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#""@([+-]?\d+)d(?: (\d\d):(\d\d))?""#).expect("a constant pattern"));

/// What one of the demo's orders shows.
#[derive(Clone, Debug, Deserialize)]
pub struct Situation {
    /// The order's name.
    pub order: String,
    /// What it shows, in words.
    pub situation: String,
    /// BCP 47 tag of the shopper's language.
    pub lang: String,
}

#[derive(Deserialize)]
struct DemoShop {
    handle: String,
    name: String,
    domain: String,
    url: String,
    support_email: String,
    time_zone: String,
    currency: String,
    locale: String,
    accent: String,
}

#[derive(Deserialize)]
struct DemoStatus {
    handle: String,
    name: String,
    public_name: String,
    text: Option<String>,
    color: Option<String>,
    icon: Option<String>,
    #[serde(default = "yes")]
    public: bool,
    usual_days: Option<(u16, u16)>,
    #[serde(default)]
    next: Vec<String>,
    #[serde(default)]
    message: MessageSettings,
    #[serde(default)]
    translations: BTreeMap<String, StatusWords>,
}

#[derive(Deserialize)]
struct DemoChange {
    order: String,
    at: String,
    status: Option<String>,
    note: Option<String>,
    due: Option<String>,
    due_to: Option<String>,
    reason: Option<String>,
    comment: Option<String>,
    by: Option<String>,
}

const fn yes() -> bool {
    true
}

/// Turns `@-3d 08:12` into instants: days from the demo's own day, in the shop's time zone.
#[derive(Clone, Debug)]
struct Calendar {
    today: Date,
    zone: TimeZone,
    /// Which part of the demo's day had passed when it was made: today's times are squeezed into it,
    /// so that nothing of today lies ahead.
    passed: f64,
}

impl Calendar {
    fn made_at(at: Millis, zone: TimeZone) -> Self {
        let local = at.in_zone(&zone);
        let minutes = f64::from(local.hour()) * 60.0 + f64::from(local.minute());
        Self { today: local.date(), zone, passed: minutes / 1440.0 }
    }

    fn day(&self, days: i64) -> Date {
        self.today.checked_add(days.days()).unwrap_or(self.today)
    }

    fn instant(&self, days: i64, hour: i64, minute: i64) -> Millis {
        let minutes = hour * 60 + minute;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "minutes of one day"
        )]
        let minutes = if days == 0 { (minutes as f64 * self.passed) as i64 } else { minutes };
        let start = self.day(days).to_datetime(Time::midnight()).to_zoned(self.zone.clone());
        let at = start.map(|z| z.timestamp() + SignedDuration::from_mins(minutes));
        at.map_or(Millis(0), |t| Millis(t.as_millisecond()))
    }

    fn in_text(&self, text: &str) -> String {
        let number = |m: Option<regex::Match<'_>>| m.and_then(|m| m.as_str().parse::<i64>().ok());
        let replace = |found: &regex::Captures<'_>| {
            let days = number(found.get(1)).unwrap_or(0);
            let at =
                self.instant(days, number(found.get(2)).unwrap_or(12), number(found.get(3)).unwrap_or(0));
            format!("\"{}\"", at.to_rfc3339())
        };
        RELATIVE.replace_all(text, replace).into_owned()
    }

    fn read_instant(&self, text: &str) -> Option<Millis> {
        Millis::parse(self.in_text(&format!("\"{text}\"")).trim_matches('"'))
    }

    fn read_day(&self, text: &str) -> Option<Date> {
        self.read_instant(text).map(|at| at.day_in(&self.zone))
    }
}

/// What each demo order shows, for the list of links.
///
/// # Panics
/// Never in a built binary: the file is checked by a test.
#[must_use]
pub fn situations() -> Vec<Situation> {
    serde_json::from_str(files::SITUATIONS).unwrap_or_default()
}

impl Services {
    /// Makes the demo shop, or completes it when it is there already.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn make_demo(
        &self,
        progress: &(dyn Fn(u64) + Send + Sync),
    ) -> Result<(Shop, ImportSummary), ServiceError> {
        let shop = self.demo_shop().await?;
        // The shop's id carries the time it was made: the same days every time.
        let (seconds, _) = shop.id.0.get_timestamp().map_or((0, 0), |stamp| stamp.to_unix());
        let made_at = Millis(i64::try_from(seconds).unwrap_or(0).saturating_mul(1000));
        let calendar = Calendar::made_at(made_at, shop.settings.zone());
        let statuses = self.demo_statuses(&shop).await?;
        let mut summary = ImportSummary::default();
        for (name, text) in files::ORDER_FILES {
            let text = calendar.in_text(text);
            self.import(&shop, name, text.as_bytes(), &mut summary, progress).await?;
        }
        self.demo_changes(&shop, &statuses, &calendar).await?;
        Ok((shop, summary))
    }

    /// Name, situation, language and address of every demo order that exists, in order of the list.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn demo_links(&self, shop: &Shop) -> Result<Vec<(Situation, String)>, ServiceError> {
        let mut links = Vec::new();
        for situation in situations() {
            if let Some(order) = self.order_by_name(shop, &situation.order).await? {
                links.push((situation, self.merchant_link(shop, order).await?));
            }
        }
        Ok(links)
    }

    async fn demo_shop(&self) -> Result<Shop, ServiceError> {
        let demo: DemoShop = read(files::SHOP)?;
        if let Some(shop) = self.store.shop_by_handle(&demo.handle).await? {
            return Ok(shop);
        }
        let settings = ShopSettings {
            url: Some(demo.url),
            support_email: Some(demo.support_email),
            time_zone: demo.time_zone,
            currency: demo.currency,
            locale: demo.locale,
            accent: demo.accent,
            keep_address: true,
            ..ShopSettings::default()
        };
        let id = ShopId::new(self.clock.now(), &*self.chance);
        let shop = Shop {
            id,
            handle: demo.handle,
            name: demo.name,
            domain: demo.domain,
            settings,
            revision: 1,
            standing: Standing::default(),
            checked_at: None,
        };
        self.store.save_shop(&shop).await?;
        Ok(shop)
    }

    async fn demo_statuses(&self, shop: &Shop) -> Result<Vec<Status>, ServiceError> {
        let existing = self.store.shop(shop.id).statuses().await?;
        if !existing.is_empty() {
            return Ok(existing);
        }
        let demo: Vec<DemoStatus> = read(files::STATUSES)?;
        let ids: BTreeMap<String, StatusId> =
            demo.iter().map(|s| (s.handle.clone(), StatusId::new(self.clock.now(), &*self.chance))).collect();
        let mut made = Vec::new();
        for (place, status) in (1..).zip(demo) {
            let status = Status {
                id: ids[&status.handle],
                public: StatusWords { name: status.public_name, text: status.text },
                allowed_next: status.next.iter().filter_map(|handle| ids.get(handle).copied()).collect(),
                handle: status.handle,
                name: status.name,
                translations: status.translations,
                color: status.color,
                icon: status.icon,
                place: place * 10,
                visible: status.public,
                usual_days: status.usual_days,
                automatic_next: None,
                message: status.message,
                archived: false,
                shown_incomplete: false,
                origin: None,
            };
            self.save_status(shop, &status).await?;
            made.push(status);
        }
        Ok(made)
    }

    async fn demo_changes(
        &self,
        shop: &Shop,
        statuses: &[Status],
        calendar: &Calendar,
    ) -> Result<(), ServiceError> {
        let changes: Vec<DemoChange> = read(files::CHANGES)?;
        let mut orders: BTreeMap<String, Option<OrderId>> = BTreeMap::new();
        for change in changes {
            if !orders.contains_key(&change.order) {
                orders.insert(change.order.clone(), self.order_by_name(shop, &change.order).await?);
            }
            let Some(Some(order)) = orders.get(&change.order).copied() else {
                tracing::warn!(order.name = change.order, "the demo changes an order it does not have");
                continue;
            };
            let change = merchant_change(&change, statuses, calendar);
            let news = self.news_of(order, &change);
            self.store.shop(shop.id).change(order, &news, self.clock.now()).await?;
        }
        Ok(())
    }
}

fn merchant_change(change: &DemoChange, statuses: &[Status], calendar: &Calendar) -> MerchantChange {
    let due = |from: &String| {
        let from = calendar.read_day(from)?;
        let to = change.due_to.as_deref().and_then(|to| calendar.read_day(to)).unwrap_or(from);
        Some(DueDate::new(from, to))
    };
    let is_due = change.due.is_some()
        || (change.reason.is_some() && change.status.is_none() && change.comment.is_none());
    MerchantChange {
        status: change
            .status
            .as_ref()
            .and_then(|handle| statuses.iter().find(|s| s.handle == *handle))
            .cloned(),
        note: change.note.clone(),
        due: is_due.then(|| change.due.as_ref().and_then(due)),
        reason: change.reason.clone(),
        comment: change.comment.clone().map(|text| NewComment {
            text,
            signed: change.by.clone(),
            ..NewComment::default()
        }),
        at: calendar.read_instant(&change.at),
        ..MerchantChange::default()
    }
}

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, ServiceError> {
    serde_json::from_str(text)
        .map_err(|error| ServiceError::Input(format!("the demo's own files do not parse: {error}")))
}

//! A sample order on the shopper's page with a brand as it is typed. Nothing is stored.

use jiff::ToSpan as _;
use uuid::Uuid;

use crate::domain::door::Door;
use crate::domain::due_date::{DueChange, DueDate};
use crate::domain::entry::entries_of;
use crate::domain::headline::Present;
use crate::domain::known::{Detail, Known};
use crate::domain::level::Level;
use crate::domain::link::Purpose;
use crate::domain::money::Money;
use crate::domain::native::{FulfillmentStatus, PaymentStatus};
use crate::domain::order::{Item, Order};
use crate::domain::shop::Shop;
use crate::language::Language;
use crate::services::Services;
use crate::services::frame::frame;
use crate::services::present::{self, Source, Viewer};
use crate::wire::frame::Frame;
use crate::wire::order_view::OrderView;

use super::Typed;
use super::brand::shop_as_typed;

const DAY_MINUTES: i64 = 24 * 60;

impl Services {
    /// Frame and view of a sample order's page in the shop's main language, with the brand as typed, as
    /// far as it can be used; without a form, as it is saved.
    #[must_use]
    pub fn brand_preview(&self, shop: &Shop, typed: Option<&Typed>) -> (Frame, OrderView, Language) {
        let shop = typed.map_or_else(|| shop.clone(), |typed| shop_as_typed(shop, typed));
        let language = Language::main_of(&shop.settings);
        let present = self.present_in(&shop);
        let order = sample(&present, &shop.settings.currency);
        let entries = entries_of(&order);
        let source = Source {
            shop: &shop,
            order: &order,
            entries: &entries,
            name: "#1001",
            statuses: &[],
            messages: &[],
            present: &present,
        };
        let viewer =
            Viewer { level: Level::Standard, purpose: Purpose::Merchant, token: None, door: Door::OWN };
        let view = present::order_view(&source, &viewer, &self.words.in_language(language));
        let mut frame = frame(&Door::OWN, Some(&shop), language, "");
        frame.languages.clear();
        (frame, view, language)
    }
}

/// Paid three days ago, promised for next week.
fn sample(present: &Present, currency: &str) -> Order {
    let placed = present.now.plus_minutes(-3 * DAY_MINUTES);
    let due = present.today().checked_add(6.days()).unwrap_or(present.today());
    let item = |title: &str, count: u32| Item {
        title: title.to_owned(),
        ordered: count,
        current: count,
        unfulfilled: Some(count),
        ships: true,
        price: Money::parse("240.00", currency),
        ..Item::default()
    };
    let mut order = Order {
        name: Known::at(placed, Detail::Graphql, "#1001".to_owned()),
        placed_at: Known::at(placed, Detail::Graphql, placed),
        payment: Known::at(placed, Detail::Graphql, Some(PaymentStatus::Paid)),
        fulfillment: Known::at(placed, Detail::Graphql, FulfillmentStatus::Unfulfilled),
        items: Known::at(
            placed,
            Detail::Graphql,
            vec![item("Sample product", 1), item("Another product", 2)],
        ),
        ..Order::default()
    };
    let promise = DueChange { at: placed, due: Some(DueDate::new(due, due)), reason: None };
    order.due_changes.insert(Uuid::from_u128(1), promise);
    order
}

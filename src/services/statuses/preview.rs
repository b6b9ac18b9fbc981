//! The shopper's page as it would look with a status as it is typed. Nothing is stored: the order is read,
//! changed in memory and shown.

use uuid::Uuid;

use crate::domain::apply::apply;
use crate::domain::door::Door;
use crate::domain::entry::Entries;
use crate::domain::headline::Present;
use crate::domain::ids::OrderId;
use crate::domain::level::Level;
use crate::domain::link::Purpose;
use crate::domain::order::Order;
use crate::domain::shop::Shop;
use crate::domain::status::{Status, StatusChange};
use crate::language::Language;
use crate::services::frame::frame;
use crate::services::present::{self, Source, Viewer};
use crate::services::{ServiceError, Services};
use crate::wire::admin::statuses::StatusForm;
use crate::wire::frame::Frame;
use crate::wire::order_view::OrderView;

use super::{fields, sample};

/// What a status is to be seen on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewWish {
    /// Handle of the stored status that the form is about; empty for a new one.
    pub of: String,
    /// Name of an order; empty for a sample.
    pub order: String,
    /// The page's language.
    pub language: Language,
}

impl Services {
    /// Frame and view of the shopper's page with the status as typed. A name that no order has shows a
    /// sample and says so.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn preview_status(
        &self,
        shop: &Shop,
        form: &StatusForm,
        wish: &PreviewWish,
    ) -> Result<(Frame, OrderView), ServiceError> {
        let mut statuses = self.store.shop(shop.id).statuses().await?;
        let stored = statuses.iter().find(|status| status.handle == wish.of).cloned();
        let (mut draft, _) = fields::read(shop, form, stored.as_ref(), &statuses);
        if draft.public.name.is_empty() {
            "…".clone_into(&mut draft.public.name);
        }
        statuses.retain(|status| status.id != draft.id);
        let at = statuses.partition_point(|status| status.place <= draft.place);
        statuses.insert(at, draft.clone());
        let present = self.present_in(shop);
        let found = self.order_to_preview(shop, &wish.order).await?;
        let unknown = found.is_none() && !wish.order.trim().is_empty();
        let (name, mut order, mut entries) =
            found.unwrap_or_else(|| sample_of(shop, &draft, &statuses, &present));
        // The last word of the order, whatever it was told before.
        let last = order.status_changes.values().map(|change| change.at).max();
        let now = last.map_or(present.now, |last| last.max(present.now));
        let mut news = Order::default();
        news.status_changes.insert(Uuid::max(), StatusChange::to(&draft, now, None, None));
        apply(&mut order, &mut entries, &news);
        let source = Source {
            shop,
            id: OrderId(Uuid::nil()),
            order: &order,
            entries: &entries,
            name: &name,
            statuses: &statuses,
            messages: &[],
            present: &present,
        };
        let viewer =
            Viewer { level: Level::Standard, purpose: Purpose::Merchant, token: None, door: Door::OWN };
        let mut view = present::order_view(&source, &viewer, &self.words.in_language(wish.language));
        if unknown {
            view.notice = Some(format!("There is no order “{}”: this is a sample.", wish.order.trim()));
        }
        let mut frame = frame(&Door::OWN, Some(shop), wish.language, "");
        frame.languages.clear();
        Ok((frame, view))
    }

    async fn order_to_preview(
        &self,
        shop: &Shop,
        name: &str,
    ) -> Result<Option<(String, Order, Entries)>, ServiceError> {
        if name.trim().is_empty() {
            return Ok(None);
        }
        let Some(id) = self.order_by_name(shop, name).await? else { return Ok(None) };
        let stored = self.store.shop(shop.id).order(id).await?.filter(|stored| !stored.erased);
        Ok(stored.map(|stored| (stored.name, stored.order, stored.entries)))
    }
}

fn sample_of(
    shop: &Shop,
    draft: &Status,
    statuses: &[Status],
    present: &Present,
) -> (String, Order, Entries) {
    let earlier = statuses.iter().filter(|s| s.visible && !s.archived && s.place < draft.place);
    let mut earlier: Vec<&Status> = earlier.collect();
    let keep = earlier.len().saturating_sub(2);
    let (order, entries) = sample::order(present, &earlier.split_off(keep), &shop.settings.currency);
    ("#1001".to_owned(), order, entries)
}

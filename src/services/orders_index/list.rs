//! The list itself: a page of orders with counts, views, choices and chips.

use crate::domain::admin_routes::{BULK, ORDERS, VIEW, VIEWS, in_shop};
use crate::domain::order_filter::{Beside, Counted, FilterNow, OrderFilter, OrderSort, Part};
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::language::Language;
use crate::services::{ServiceError, Services};
use crate::store::{IndexedOrder, SavedView};
use crate::wire::admin::orders::{EmptyList, FilterChoice, OrdersView, SavedTab, ViewTab};

use super::present::now_in;
use super::rows::Writer;
use super::views::BUILT_IN;
use super::{choices, words};

/// Orders on a page.
pub const PAGE: u32 = 50;
/// Orders are counted up to here.
const COUNTED: u32 = 10_000;
/// Orders of a view are counted up to here.
const COUNTED_IN_VIEW: u32 = 1_000;
/// Most tags to choose from.
const TAGS: u32 = 100;

/// What is asked of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// Which orders.
    pub filter: OrderFilter,
    /// In which order.
    pub sort: OrderSort,
    /// Which part.
    pub part: Part,
    /// How many orders stand before the part, as far as known; only for telling.
    pub before: u64,
    /// What is searched for, sealed, as it stands in the address; empty when nothing is.
    pub sought: String,
}

impl ListQuery {
    /// Reads a query string, or a form. Never fails: what cannot be read is passed over. What is sealed stays
    /// so: [`Services::list_query`] opens it.
    #[must_use]
    pub fn from_query(query: &str) -> Self {
        let mut asked = Self { filter: OrderFilter::from_query(query), ..Self::default() };
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*key {
                "sort" => asked.sort = OrderSort::parse(&value).unwrap_or_default(),
                "after" => asked.part = Beside::parse(&value).map_or(asked.part, Part::After),
                "before" => asked.part = Beside::parse(&value).map_or(asked.part, Part::Before),
                "n" => asked.before = value.parse().unwrap_or(0),
                "find" => asked.sought = value.into_owned(),
                _ => {}
            }
        }
        asked
    }

    /// The query string of this list from its beginning, fit for an address: what is searched for stands in
    /// it sealed or not at all.
    #[must_use]
    pub fn to_query(&self) -> String {
        self.with(&self.filter)
    }

    /// The same with another filter, which searches for the same or for nothing.
    fn with(&self, filter: &OrderFilter) -> String {
        let mut query = OrderFilter { text: String::new(), ..filter.clone() }.to_query();
        let mut add = |key: &str, value: &str| {
            let joint = if query.is_empty() { "" } else { "&" };
            query.push_str(&format!("{joint}{key}={value}"));
        };
        if !filter.text.is_empty() && !self.sought.is_empty() {
            add("find", &self.sought);
        }
        if self.sort != OrderSort::default() {
            add("sort", self.sort.word());
        }
        query
    }

    fn at(&self, key: &str, beside: Beside, before: u64) -> String {
        let query = self.with(&self.filter);
        let joint = if query.is_empty() { "" } else { "&" };
        format!("{query}{joint}{key}={beside}&n={before}")
    }
}

/// A part of the list, and whether it goes on.
struct PageOf {
    orders: Vec<IndexedOrder>,
    before: u64,
    is_before: bool,
    goes_on: bool,
}

impl Services {
    /// Reads a query string or a form of the shop's list: what is sealed in it is opened, and what was typed
    /// is sealed for the addresses that lead on. `None` when a seal cannot be opened: by another shop's, an
    /// older key's or an altered one nobody knows what was searched for.
    #[must_use]
    pub fn list_query(&self, shop: &Shop, query: &str) -> Option<ListQuery> {
        let mut asked = ListQuery::from_query(query);
        let store = self.store.shop(shop.id);
        if !asked.filter.text.is_empty() {
            asked.sought = store.seal_search(&asked.filter.text, &*self.chance);
        } else if !asked.sought.is_empty() {
            asked.filter.text = store.open_search(&asked.sought)?;
        }
        Some(asked)
    }

    /// The list of the shop's orders.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn orders_list(&self, shop: &Shop, asked: &ListQuery) -> Result<OrdersView, ServiceError> {
        let store = self.store.shop(shop.id);
        let statuses = store.statuses().await?;
        let now = now_in(shop, &statuses, self.clock.now());
        let saved = store.saved_views().await?;
        let ((page, counted), views, tags) = futures::future::try_join3(
            self.counted_page(shop, asked, &now),
            self.tabs(shop, asked, &now, &saved),
            async { Ok(store.order_tags(TAGS).await?) },
        )
        .await?;
        let path = in_shop(ORDERS, &shop.handle);
        let href = |query: String| if query.is_empty() { path.clone() } else { format!("{path}?{query}") };
        let empty = match (page.orders.is_empty(), asked.filter.is_empty()) {
            (false, _) => None,
            (true, true) => Some(EmptyList::NoOrders),
            (true, false) => Some(EmptyList::NoMatch),
        };
        let current = saved.iter().find(|view| view.query == asked.filter.to_query());
        let mut view = OrdersView {
            views,
            saved: current.map(|view| SavedTab {
                name: view.name.clone(),
                action: in_shop(VIEW, &shop.handle).replace("{view}", &view.id.to_string()),
            }),
            views_action: in_shop(VIEWS, &shop.handle),
            bulk_action: in_shop(BULK, &shop.handle),
            search: asked.filter.text.clone(),
            groups: choices::groups(&asked.filter, &statuses, &tags),
            due_from: asked.filter.due_from.map(|day| day.to_string()).unwrap_or_default(),
            due_to: asked.filter.due_to.map(|day| day.to_string()).unwrap_or_default(),
            flags: choices::flags(&asked.filter),
            sorts: sorts(asked.sort),
            chips: choices::chips(&asked.filter, &statuses, &|filter| href(asked.with(filter))),
            clear: (!asked.filter.is_empty()).then(|| href(asked.with(&OrderFilter::default()))),
            query: asked.filter.to_query(),
            count: words::counted(counted),
            shown: shown(&page, counted),
            empty,
            filling: self.filling(shop).await?,
            action: path.clone(),
            ..OrdersView::default()
        };
        let (first, last) = (page.orders.first(), page.orders.last());
        let len = page.orders.len() as u64;
        view.previous =
            first.filter(|_| page.is_before).map(|order| href(asked.at("before", order.beside, page.before)));
        view.next = last
            .filter(|_| page.goes_on)
            .map(|order| href(asked.at("after", order.beside, page.before + len)));
        view.rows = self.lines(shop, &statuses, &page.orders);
        Ok(view)
    }

    fn lines(
        &self,
        shop: &Shop,
        statuses: &[Status],
        orders: &[IndexedOrder],
    ) -> Vec<crate::wire::admin::orders::OrderLine> {
        let (calendar, now) = (shop.settings.calendar(), self.clock.now());
        let today = calendar.day_of(now);
        let speech = self.words.in_language(Language::English);
        let writer = Writer { shop, statuses, now, today, calendar, speech };
        orders.iter().map(|order| writer.line(order)).collect()
    }

    /// A page, and how many orders there are in all: those on it, where they are all there are.
    async fn counted_page(
        &self,
        shop: &Shop,
        asked: &ListQuery,
        now: &FilterNow,
    ) -> Result<(PageOf, Counted), ServiceError> {
        let page = self.page_of(shop, asked, now).await?;
        let counted = match page.is_before || page.goes_on {
            true => self.count_of(shop, &asked.filter, now, COUNTED).await?,
            false => Counted { count: page.orders.len() as u64, more: false },
        };
        if counted.count >= u64::from(COUNTED) {
            self.view_counts.note_large(shop.id);
        }
        Ok((page, counted))
    }

    async fn page_of(&self, shop: &Shop, asked: &ListQuery, now: &FilterNow) -> Result<PageOf, ServiceError> {
        let store = self.store.shop(shop.id);
        let one_more = PAGE + 1;
        let mut part = asked.part;
        let mut orders = store.index_page(&asked.filter, now, asked.sort, part, one_more).await?;
        // Back at the beginning the first page is whole.
        if matches!(part, Part::Before(_)) && orders.len() <= PAGE as usize {
            part = Part::First;
            orders = store.index_page(&asked.filter, now, asked.sort, part, one_more).await?;
        }
        let more = orders.len() > PAGE as usize;
        let back = matches!(part, Part::Before(_));
        if more && back {
            orders.remove(0);
        }
        orders.truncate(PAGE as usize);
        let before = match part {
            Part::First => 0,
            Part::After(_) => asked.before,
            Part::Before(_) => asked.before.saturating_sub(u64::from(PAGE)),
        };
        let is_before = matches!(part, Part::After(_)) || (back && more);
        Ok(PageOf { orders, before, is_before, goes_on: back || more })
    }

    async fn count_of(
        &self,
        shop: &Shop,
        filter: &OrderFilter,
        now: &FilterNow,
        most: u32,
    ) -> Result<Counted, ServiceError> {
        Ok(self.store.shop(shop.id).count_matching(filter, now, most).await?)
    }

    async fn count_in_view(
        &self,
        shop: &Shop,
        query: &str,
        filter: &OrderFilter,
        now: &FilterNow,
    ) -> Result<Counted, ServiceError> {
        let at = self.clock.now();
        if let Some(known) = self.view_counts.known(shop.id, query, at) {
            return Ok(known);
        }
        let count = self.count_of(shop, filter, now, COUNTED_IN_VIEW).await?;
        self.view_counts.keep(shop.id, query, at, count);
        Ok(count)
    }

    async fn tabs(
        &self,
        shop: &Shop,
        asked: &ListQuery,
        now: &FilterNow,
        saved: &[SavedView],
    ) -> Result<Vec<ViewTab>, ServiceError> {
        let built_in = BUILT_IN.iter().map(|(name, query, warn)| (*name, *query, *warn));
        let all = built_in.chain(saved.iter().map(|view| (view.name.as_str(), view.query.as_str(), false)));
        let path = in_shop(ORDERS, &shop.handle);
        let mut tabs = Vec::with_capacity(BUILT_IN.len() + saved.len());
        // One after the other: beside them the page itself is on its way.
        for (name, query, warn) in all {
            let filter = OrderFilter::from_query(query);
            let count = match filter.is_empty() {
                true => None,
                false => Some(self.count_in_view(shop, query, &filter, now).await?),
            };
            tabs.push(ViewTab {
                name: name.to_owned(),
                href: if query.is_empty() { path.clone() } else { format!("{path}?{query}") },
                warn: warn && count.is_some_and(|count| count.count > 0),
                count: count.map(words::counted),
                current: filter == asked.filter,
            });
        }
        Ok(tabs)
    }

    /// That an older database is still being put into the list.
    async fn filling(&self, shop: &Shop) -> Result<Option<String>, ServiceError> {
        let progress = self.store.shop(shop.id).index_progress().await?.filter(|progress| !progress.finished);
        Ok(progress.map(|progress| {
            let done = words::number(progress.done);
            format!("This list is being made from your orders: {done} so far. Until it is complete, orders are missing here.")
        }))
    }
}

fn sorts(chosen: OrderSort) -> Vec<FilterChoice> {
    let choice = |sort: OrderSort| FilterChoice {
        value: sort.word().to_owned(),
        label: sort.name().to_owned(),
        chosen: sort == chosen,
    };
    OrderSort::ALL.map(choice).to_vec()
}

/// "1–50 of 318".
fn shown(page: &PageOf, counted: Counted) -> String {
    let len = page.orders.len() as u64;
    if len == 0 {
        return String::new();
    }
    let (from, to) = (page.before + 1, page.before + len);
    let count = Counted { count: counted.count.max(to), more: counted.more };
    format!("{}–{} of {}", words::number(from), words::number(to), words::counted(count))
}

//! The merchant's list of orders. Start with [`OrdersPage`].

mod filters;
mod rows;
mod views;

use leptos::prelude::*;

use super::shell::{AdminAssets, AdminPage};
use crate::domain::admin_routes::{SHOPIFY, in_shop};
use crate::wire::admin::frame::{AdminFrame, Section};
use crate::wire::admin::orders::{Chip, EmptyList, OrdersView};

use filters::Filters;
use rows::Rows;
use views::Views;

/// The page.
#[component]
pub fn OrdersPage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// What the page tells.
    list: OrdersView,
) -> impl IntoView {
    let shop = frame.shop.clone();
    let filling = list.filling.clone().map(|text| view! { <p class="filling" role="status">{text}</p> });
    let empty = list.empty.map(|empty| view! { <Empty empty shop clear=list.clear.clone()/> });
    let filters = (list.empty != Some(EmptyList::NoOrders)).then(|| view! { <Filters list=list.clone()/> });
    let chips = (!list.chips.is_empty())
        .then(|| view! { <Chips chips=list.chips.clone() clear=list.clear.clone()/> });
    let rows = (!list.rows.is_empty()).then(|| view! { <Rows list=list.clone()/> });
    view! {
        <AdminPage frame assets section=Section::Orders title="Orders".to_owned()>
            <Views list/>
            {filling}
            <section class="sheet orders" aria-label="Orders">
                {filters}
                {chips}
                {rows}
                {empty}
            </section>
        </AdminPage>
    }
}

/// What is filtered, each with a way to take it away.
#[component]
fn Chips(chips: Vec<Chip>, clear: Option<String>) -> impl IntoView {
    let chips = chips
        .into_iter()
        .map(|Chip { label, href }| {
            view! { <li><a class="chip" href=href><span class="vh">"Take away: "</span>{label}<span aria-hidden="true">"×"</span></a></li> }
        })
        .collect_view();
    let clear = clear.map(|href| view! { <li><a class="clear" href=href>"Take all away"</a></li> });
    view! { <ul class="chips" aria-label="Filtered by">{chips}{clear}</ul> }
}

/// Why there is no order to see, and what to do.
#[component]
fn Empty(empty: EmptyList, shop: String, clear: Option<String>) -> impl IntoView {
    match empty {
        EmptyList::NoOrders => view! {
            <div class="empty">
                <h2>"No orders yet"</h2>
                <p>"Orders come by themselves once the shop is connected to Shopify; those of the last 60 days come first. \
                    Orders from a file can be imported with " <code>"waymark import FILE"</code> "."</p>
                <p><a class="button go" href=in_shop(SHOPIFY, &shop)>"Look at the connection"</a></p>
            </div>
        }
        .into_any(),
        EmptyList::NoMatch => view! {
            <div class="empty">
                <h2>"No order matches"</h2>
                <p>"Search begins at the start of each word: try fewer letters, or take filters away."</p>
                {clear.map(|href| view! { <p><a class="button" href=href>"Take all filters away"</a></p> })}
            </div>
        }
        .into_any(),
    }
}

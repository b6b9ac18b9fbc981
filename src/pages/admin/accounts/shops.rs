//! Which shop: where somebody who works in several arrives.

use leptos::prelude::*;

use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::wire::admin::frame::{AdminFrame, Section};

/// The shops somebody may work in.
#[component]
pub fn ShopsPage(
    /// Who looks, with their shops.
    frame: AdminFrame,
    assets: AdminAssets,
    /// What they may do in each shop, in the frame's order.
    roles: Vec<String>,
) -> impl IntoView {
    let rows = frame
        .shops
        .iter()
        .zip(roles)
        .map(|(shop, role)| view! { <li><a href=shop.href.clone()>{shop.name.clone()}</a>" "<span class="badge">{role}</span></li> })
        .collect_view();
    let empty = frame.shops.is_empty().then(|| {
        view! { <p class="lead">"You are in no shop’s team. Ask an owner for an invitation."</p> }
    });
    view! {
        <AdminPage frame assets section=Section::Orders title="Your shops".to_owned()>
            <section class="sheet">{empty}<ul class="plain which-shop">{rows}</ul></section>
        </AdminPage>
    }
}

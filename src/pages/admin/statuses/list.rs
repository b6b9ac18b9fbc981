//! The list of statuses in their order of steps. One form stands around the table: its buttons say with
//! `formaction` what they do with a row.

use leptos::either::Either;
use leptos::prelude::*;

use crate::domain::admin_routes::{
    ORDERS, STARTER_SETS, STATUS, STATUS_ARCHIVE, STATUS_COPY, STATUS_DELETE, STATUS_IMPORT, STATUS_NEW,
    STATUS_ORDER, in_shop, status,
};
use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::pages::rich_text::Icon;
use crate::wire::admin::frame::{AdminFrame, Section};
use crate::wire::admin::statuses::{StatusList, StatusRow};

/// The list.
#[component]
pub fn StatusListPage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// The statuses.
    list: StatusList,
) -> impl IntoView {
    let shop = frame.shop.clone();
    let StatusList { rows, archived, can_change, languages } = list;
    let empty = rows.is_empty();
    let doors = can_change.then(|| view! { <Doors shop=shop.clone() first=empty/> });
    let main = if empty {
        Either::Left(view! {
            <section class="sheet notice">
                <p>"There is no status yet. Shoppers see what Shopify says, from “Ordered” to “Delivered”; \
                    your own steps come in between."</p>
            </section>
        })
    } else {
        Either::Right(view! { <Used shop=shop.clone() rows can_change languages/> })
    };
    let archived = (!archived.is_empty()).then(|| view! { <Archived shop rows=archived can_change/> });
    view! {
        <AdminPage frame assets section=Section::Statuses title="Statuses".to_owned()>
            {doors}
            {main}
            {archived}
        </AdminPage>
    }
}

/// Where new statuses come from.
#[component]
fn Doors(shop: String, first: bool) -> impl IntoView {
    let (new, starter) = if first { ("button", "button go") } else { ("button go", "button") };
    view! {
        <p class="row">
            <a class=new href=in_shop(STATUS_NEW, &shop)>"New status"</a>
            <a class=starter href=in_shop(STARTER_SETS, &shop)>"Starter sets"</a>
            <a class="button" href=in_shop(STATUS_IMPORT, &shop)>"Import from StatusPro"</a>
        </p>
    }
}

/// The statuses in use.
#[component]
fn Used(shop: String, rows: Vec<StatusRow>, can_change: bool, languages: usize) -> impl IntoView {
    let last = rows.len();
    let lines = rows
        .into_iter()
        .map(|row| view! { <Line shop=shop.clone() row last can_change languages/> })
        .collect_view();
    let save = can_change.then(|| {
        view! {
            <p class="row arrange">
                <span class="soft">"Shoppers go through the steps from top to bottom."</span>
                <button>"Save the order"</button>
            </p>
        }
    });
    let order_heads = can_change.then(|| view! { <th scope="col">"Step"</th> });
    let do_heads = can_change.then(|| view! { <th scope="col"><span class="vh">"Change"</span></th> });
    view! {
        <form class="sheet statuses" method="post" action=in_shop(STATUS_ORDER, &shop) data-arrange="">
            {save}
            <table>
                <caption class="vh">"Statuses in their order of steps"</caption>
                <thead><tr>
                    {order_heads}
                    <th scope="col">"Status"</th>
                    <th scope="col">"Seen by"</th>
                    <th scope="col">"Usual time"</th>
                    <th scope="col">"Orders now"</th>
                    <th scope="col">"Languages"</th>
                    {do_heads}
                </tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </form>
    }
}

/// One status.
#[component]
fn Line(shop: String, row: StatusRow, last: usize, can_change: bool, languages: usize) -> impl IntoView {
    let StatusRow { id, handle, name, public_name, icon, visible, usual, then, standing, missing, place } =
        row;
    let step = can_change
        .then(|| view! { <Step handle=handle.clone() name=name.clone() place last=place == last/> });
    let actions = can_change.then(|| {
        let copy = status(STATUS_COPY, &shop, &handle);
        let archive = status(STATUS_ARCHIVE, &shop, &handle);
        let of = name.clone();
        view! {
            <td class="acts">
                <button class="quiet" formaction=copy>"Copy"<span class="vh">" " {of.clone()}</span></button>
                <button class="quiet" formaction=archive name="archived" value="yes">
                    "Archive"<span class="vh">" " {of}</span>
                </button>
            </td>
        }
    });
    let seen = if visible {
        view! { <span class="badge good">"Shoppers"</span> }
    } else {
        view! { <span class="badge">"Staff only"</span> }
    };
    let then = (!then.is_empty()).then(|| view! { <small>"Moves on "{then}</small> });
    let internal = (name != public_name).then(|| view! { <small>{name}</small> });
    let orders = format!("{}?status={id}&open=1", in_shop(ORDERS, &shop));
    let standing = if standing == 0 {
        Either::Left(view! { <span class="soft">"0"</span> })
    } else {
        Either::Right(view! { <a href=orders>{standing}</a> })
    };
    view! {
        <tr data-handle=handle.clone()>
            {step}
            <th scope="row"><div class="named">
                <Sign icon/>
                <div><a href=status(STATUS, &shop, &handle)>{public_name}</a>{internal}</div>
            </div></th>
            <td data-head="Seen by">{seen}</td>
            <td data-head="Usual time">{if usual.is_empty() { "–".to_owned() } else { usual }}{then}</td>
            <td data-head="Orders now">{standing}</td>
            <td data-head="Languages"><Languages visible missing languages/></td>
            {actions}
        </tr>
    }
}

/// The icon of a status in its color, a dot for one without.
#[component]
pub fn Sign(icon: crate::wire::order_view::IconView) -> impl IntoView {
    if icon.name.is_empty() {
        let color = icon.color;
        Either::Left(view! {
            <svg class="icon dot" viewBox="0 0 24 24" aria-hidden="true" color=color><circle cx="12" cy="12" r="6"></circle></svg>
        })
    } else {
        Either::Right(view! { <Icon icon/> })
    }
}

/// The place of a step: a number to type, and buttons for one step.
#[component]
fn Step(handle: String, name: String, place: usize, last: bool) -> impl IntoView {
    let label = format!("Place of {name}");
    let (up, down) = (format!("{handle}:up"), format!("{handle}:down"));
    view! {
        <td class="step"><div class="row">
            <input name=format!("place-{handle}") value=place inputmode="numeric" pattern="[0-9]{1,4}" maxlength="4" aria-label=label autocomplete="off"/>
            <button class="quiet" name="move" value=up disabled={place == 1}><span aria-hidden="true">"↑"</span><span class="vh">{format!("Move {name} up")}</span></button>
            <button class="quiet" name="move" value=down disabled=last><span aria-hidden="true">"↓"</span><span class="vh">{format!("Move {name} down")}</span></button>
        </div></td>
    }
}

/// Whether it is written in every language.
#[component]
fn Languages(visible: bool, missing: Vec<String>, languages: usize) -> impl IntoView {
    if !visible {
        return Either::Left(view! { <span class="soft">"–"</span> });
    }
    let badge = if missing.is_empty() {
        Either::Left(view! { <span class="badge good">{format!("All {languages}")}</span> })
    } else {
        let count = format!("{} of {languages} missing", missing.len());
        Either::Right(view! { <span class="badge warn">{count}</span><small>{missing.join(", ")}</small> })
    };
    Either::Right(badge)
}

/// The statuses out of use.
#[component]
fn Archived(shop: String, rows: Vec<StatusRow>, can_change: bool) -> impl IntoView {
    let lines = rows
        .into_iter()
        .map(|row| {
            let acts = can_change.then(|| {
                let archive = status(STATUS_ARCHIVE, &shop, &row.handle);
                let delete = status(STATUS_DELETE, &shop, &row.handle);
                view! {
                    <button class="quiet" formaction=archive name="archived" value="no">"Bring back"<span class="vh">" " {row.name.clone()}</span></button>
                    <a class="button quiet" href=delete>"Delete…"<span class="vh">" " {row.name.clone()}</span></a>
                }
            });
            let standing = (row.standing > 0).then(|| format!("{} orders stand in it", row.standing));
            view! {
                <li>
                    <div class="named"><Sign icon=row.icon/><div><a href=status(STATUS, &shop, &row.handle)>{row.public_name}</a><small>{standing}</small></div></div>
                    <div class="row">{acts}</div>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="sheet" aria-labelledby="archived">
            <h2 id="archived">"Out of use"</h2>
            <form method="post"><ul class="shelf">{lines}</ul></form>
        </section>
    }
}

//! The orders themselves: a table where there is room, cards on a phone, with boxes to choose them for a
//! change of many.

use leptos::prelude::*;

use crate::wire::admin::orders::{OrderLine, OrdersView, StatusBadge};

/// The table inside the form that begins a change of many orders.
#[component]
pub fn Rows(list: OrdersView) -> impl IntoView {
    let OrdersView { bulk_action, rows, shown, count, previous, next, query, .. } = list;
    let rows = rows.into_iter().map(|line| view! { <Line line/> }).collect_view();
    let many = bulk_action.clone();
    let previous = previous.map(|href| view! { <a class="button" rel="prev" href=href>"Previous"</a> });
    let next = next.map(|href| view! { <a class="button" rel="next" href=href>"Next"</a> });
    view! {
        <form class="many" method="post" action=bulk_action>
            <input type="hidden" name="filter" value=query/>
            <div class="bulk" role="group" aria-label="Change many orders">
                <button class="go">"Change selected…"</button>
                <button name="all" value="1">{format!("Change all {count} that match…")}</button>
                <a href=many>"From a list, or undo…"</a>
            </div>
            <table class="list">
                <caption class="vh">"Orders"</caption>
                <thead>
                    <tr>
                        <th scope="col"><span class="vh">"Select"</span></th>
                        <th scope="col">"Order"</th>
                        <th scope="col">"Customer"</th>
                        <th scope="col">"Status"</th>
                        <th scope="col">"Since"</th>
                        <th scope="col">"Due"</th>
                        <th scope="col">"Shopify"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <div class="foot">
                <p>{shown}</p>
                <nav class="row" aria-label="Pages">{previous}{next}</nav>
            </div>
        </form>
    }
}

#[component]
fn Line(line: OrderLine) -> impl IntoView {
    let OrderLine {
        id,
        name,
        href,
        placed,
        customer,
        status,
        stage,
        since,
        usual,
        too_long,
        due,
        late,
        state,
    } = line;
    let select = format!("Select {name}");
    let status = match status {
        Some(badge) => view! { <Badge badge/> }.into_any(),
        None => {
            view! { <span class="st none">"No status"</span> <span class="stage">{stage}</span> }.into_any()
        }
    };
    let usual = usual.map(|usual| view! { " " <i>{format!("of {usual}")}</i> });
    let long = too_long.then(|| view! { <span class="vh">", too long"</span> });
    let due_class = match (&due, &late) {
        (Some(_), Some(_)) => "due bad",
        (Some(_), None) => "due",
        (None, _) => "due none",
    };
    let due = match (due, late) {
        (Some(due), Some(late)) => format!("{due}, {late}"),
        (Some(due), None) => due,
        (None, _) => "–".to_owned(),
    };
    view! {
        <tr>
            <td class="pick"><label class="tap"><span class="vh">{select}</span><input type="checkbox" name="order" value=id/></label></td>
            <th scope="row" class="name"><a href=href>{name}</a><span class="placed">{placed}</span></th>
            <td class="customer">{customer.unwrap_or_default()}</td>
            <td class="status">{status}</td>
            <td class=if too_long { "since bad" } else { "since" }>{since}{usual}{long}</td>
            <td class=due_class>{due}</td>
            <td class="state">{state}</td>
        </tr>
    }
}

/// A status: its color as a dot beside the name. Attributes of a picture need no style of their own.
#[component]
fn Badge(badge: StatusBadge) -> impl IntoView {
    let StatusBadge { name, color } = badge;
    let color = color.unwrap_or_else(|| "#8a8377".to_owned());
    view! {
        <span class="st">
            <svg class="dot" viewBox="0 0 8 8" width="8" height="8" aria-hidden="true">
                <circle cx="4" cy="4" r="4" fill=color/>
            </svg>
            {name}
        </span>
    }
}

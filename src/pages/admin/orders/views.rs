//! Views above the list: choosing one, saving what is filtered under a name, renaming, deleting.

use leptos::prelude::*;

use crate::wire::admin::orders::{OrdersView, SavedTab, ViewTab, ViewTrouble};

/// Views to choose from, and what can be done with the present one.
#[component]
pub fn Views(list: OrdersView) -> impl IntoView {
    let OrdersView { views, saved, view_trouble, views_action, query, chips, .. } = list;
    let tabs = views.into_iter().map(|tab| view! { <Tab tab/> }).collect_view();
    let can_save = saved.is_none() && !chips.is_empty();
    let trouble = view_trouble.clone().filter(|_| saved.is_none());
    let save = (can_save || trouble.is_some()).then(|| view! { <Save action=views_action query trouble/> });
    let change = saved.map(|saved| view! { <Change saved trouble=view_trouble/> });
    view! {
        <div class="views">
            <nav class="tabs" aria-label="Views">{tabs}</nav>
            {save}
            {change}
        </div>
    }
}

#[component]
fn Tab(tab: ViewTab) -> impl IntoView {
    let ViewTab { name, href, count, warn, current } = tab;
    let count = count.map(|count| view! { " " <b class=if warn { "n warn" } else { "n" }>{count}</b> });
    view! { <a href=href aria-current=current.then_some("page")>{name}{count}</a> }
}

/// Saves what is filtered under a name.
#[component]
fn Save(action: String, query: String, trouble: Option<ViewTrouble>) -> impl IntoView {
    let open = trouble.is_some();
    view! {
        <details class="pop" open=open>
            <summary>"Save view"</summary>
            <form class="panel" method="post" action=action>
                <input type="hidden" name="query" value=query/>
                <Name trouble/>
                <p class="hint">"Everybody in this shop sees it. What you search for is not kept."</p>
                <button class="go">"Save view"</button>
            </form>
        </details>
    }
}

/// Renames or deletes the present view.
#[component]
fn Change(saved: SavedTab, trouble: Option<ViewTrouble>) -> impl IntoView {
    let SavedTab { name, action } = saved;
    let open = trouble.is_some();
    let trouble = trouble.or(Some(ViewTrouble { name, sentence: String::new() }));
    view! {
        <details class="pop" open=open>
            <summary>"Edit view"</summary>
            <form class="panel" method="post" action=action>
                <Name trouble/>
                <div class="row">
                    <button class="go" name="do" value="rename">"Rename"</button>
                    <button class="danger" name="do" value="delete">"Delete view"</button>
                </div>
            </form>
        </details>
    }
}

/// The field for a view's name, with what is wrong with what was typed.
#[component]
fn Name(trouble: Option<ViewTrouble>) -> impl IntoView {
    let ViewTrouble { name, sentence } = trouble.unwrap_or_default();
    let wrong = !sentence.is_empty();
    view! {
        <div class="field">
            <label for="view-name">"Name"</label>
            <input
                id="view-name"
                type="text"
                name="name"
                value=name
                maxlength="60"
                autocomplete="off"
                aria-invalid=wrong.then_some("true")
                aria-describedby=wrong.then_some("view-wrong")
            />
            {wrong.then(|| view! { <p class="wrong" id="view-wrong">{sentence}</p> })}
        </div>
    }
}

//! Asks before a status is deleted, and for another in its place.

use leptos::either::Either;
use leptos::prelude::*;

use crate::domain::admin_routes::{STATUS, STATUS_DELETE, status};
use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::wire::admin::frame::{AdminFrame, Section};
use crate::wire::admin::statuses::StatusDeletion;

/// The question.
#[component]
pub fn DeleteStatus(
    frame: AdminFrame,
    assets: AdminAssets,
    /// What is to be deleted.
    deletion: StatusDeletion,
) -> impl IntoView {
    let StatusDeletion { handle, name, standing, others, wrong, chosen, message } = deletion;
    let shop = frame.shop.clone();
    let what = match standing {
        0 => "No open order stands in it.".to_owned(),
        1 => "1 open order stands in it. It goes to the status you choose.".to_owned(),
        many => format!("{many} open orders stand in it. They go to the status you choose."),
    };
    let options = others
        .into_iter()
        .map(|(handle, name)| view! { <option value=handle.clone() selected={handle == chosen}>{name}</option> })
        .collect_view();
    let (invalid, described) = if wrong.is_some() { (Some("true"), Some("wrong-to")) } else { (None, None) };
    let wrong = wrong.map(|sentence| view! { <p class="wrong" id="wrong-to">{sentence}</p> });
    let hint = if standing == 0 {
        "Other statuses that lead to this one lead there from then on. Without one, they no longer lead \
         anywhere else; a status whose only follower this was may then be followed by any."
    } else {
        "Other statuses that lead to this one lead there from then on."
    };
    let letter = if standing == 0 {
        Either::Left(())
    } else {
        Either::Right(view! {
            <label class="check"><input type="checkbox" name="message" checked=message/><span>"Write to the shoppers"<small>"As the new status says. Otherwise the orders move silently."</small></span></label>
        })
    };
    view! {
        <AdminPage frame assets section=Section::Statuses title=format!("Delete “{name}”?")>
            <form class="sheet" method="post" action=status(STATUS_DELETE, &shop, &handle)>
                <div class="fields">
                    <p>{what}" What shoppers were told stays on their pages, in the words of the day."</p>
                    <div class="field">
                        <label for="to">"Status in its place"<small>{hint}</small></label>
                        <select id="to" name="to" aria-invalid=invalid aria-describedby=described><option value="">"None"</option>{options}</select>
                        {wrong}
                    </div>
                    {letter}
                    <p class="row"><button class="danger">"Delete"</button><a class="button" href=status(STATUS, &shop, &handle)>"Keep it"</a></p>
                </div>
            </form>
        </AdminPage>
    }
}

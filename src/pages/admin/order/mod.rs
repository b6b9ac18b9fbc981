//! One order as staff work on it: what the shopper reads now, the form that moves it along and the
//! timeline on the left; who, what, links and messages on the right. One column on phones.

mod aside;
mod comment;
mod move_form;
mod review;
mod sent_message;
mod timeline;

use leptos::prelude::*;

use super::shell::{AdminAssets, AdminPage};
use crate::wire::admin::frame::{AdminFrame, Section};
use crate::wire::admin::order::OrderDesk;

use aside::Aside;
use comment::CommentSheet;
use move_form::MoveSheet;
pub use review::ReviewPage;
pub use sent_message::SentMessagePage;
use timeline::StaffTimeline;

/// The page of one order.
#[component]
pub fn OrderForStaff(
    frame: AdminFrame,
    assets: AdminAssets,
    /// Everything it shows.
    desk: OrderDesk,
) -> impl IntoView {
    let title = format!("Order {}", desk.name);
    let badges = desk.badges.clone().into_iter();
    let badges = badges
        .map(|(words, tone)| view! { <li class=format!("badge {}", tone.class())>{words}</li> })
        .collect_view();
    let near = |found: Option<(String, String)>, words: &'static str, rel: &'static str| {
        found.map(|(name, path)| {
            view! { <a class="button" href=path rel=rel><span class="vh">{words}</span>{name}</a> }
        })
    };
    let placed = desk.placed.clone().map(|at| view! { " · placed "<time datetime=at.iso>{at.text}</time> });
    let due = desk.due.clone().map(|due| view! { <p><strong>{due}</strong></p> });
    let forms = (!desk.erased).then(|| {
        let (on_move, on_comment) = (desk.clone(), desk.comment.clone());
        let path = desk.path.clone();
        (view! { <MoveSheet desk=on_move/> }, view! { <CommentSheet form=on_comment path/> })
    });
    let (moving, commenting) = forms.unzip();
    let erased = desk.erased.then(|| {
        view! { <p class="sheet pad">"This order was erased: only its statuses are left, and nothing can be changed."</p> }
    });
    let out_of_reach =
        desk.out_of_reach.clone().map(|words| view! { <p class="sheet pad" role="note">{words}</p> });
    let days = desk.days.clone();
    view! {
        <AdminPage frame assets section=Section::Orders title>
            <div class="order-top">
                <div>
                    <p class="reads">"The shopper reads: "<strong>{desk.headline.clone()}</strong>{placed}</p>
                    <ul class="row badges">{badges}</ul>
                    {due}
                </div>
                <nav class="row" aria-label="Other orders">
                    {near(desk.previous.clone(), "Previous order: ", "prev")}
                    {near(desk.next.clone(), "Next order: ", "next")}
                </nav>
            </div>
            <div class="order-desk">
                <div>
                    {erased}
                    {out_of_reach}
                    {moving}
                    {commenting}
                    <StaffTimeline days/>
                </div>
                <Aside desk/>
            </div>
        </AdminPage>
    }
}

/// The sentence of what is wrong with a field, with the id the field points to; nothing when it is right.
fn wrong(all: &[(String, String)], field: &str) -> Option<impl IntoView + use<>> {
    let (_, sentence) = all.iter().find(|(name, _)| name == field)?;
    Some(view! { <p class="wrong" id=format!("{field}-wrong")>{sentence.clone()}</p> })
}

/// What a field with a mistake says of itself: `aria-invalid` and `aria-describedby`.
fn marks(all: &[(String, String)], field: &str) -> (Option<&'static str>, Option<String>) {
    let is_wrong = all.iter().any(|(name, _)| name == field);
    (is_wrong.then_some("true"), is_wrong.then(|| format!("{field}-wrong")))
}

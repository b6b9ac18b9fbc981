//! The order page: headline, progress, parcels, timeline, items, help. What a level hides is absent
//! from the view struct, so no part here asks who is looking.

mod aside;
mod items;
mod now;
mod parcels;
mod timeline;

use leptos::prelude::*;

use super::document::{Assets, Document};
use crate::language::Speech;
use crate::pages::rich_text::RichText;
use crate::wire::frame::{Around, Frame};
use crate::wire::order_view::OrderView;

pub use aside::WriteTo;
use aside::{Address, Help, Messages, MoreBehindCode, Updates};
use items::Items;
use now::Now;
use parcels::Parcels;
use timeline::Timeline;

/// The order page as a whole document.
#[component]
pub fn OrderPage(
    /// Language, shop and brand.
    frame: Frame,
    /// Where style and script lie.
    assets: Assets,
    /// What the page shows.
    view: OrderView,
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    let OrderView {
        name,
        placed,
        headline,
        tone,
        lead,
        step_text,
        icon,
        stages,
        due,
        pace,
        coming,
        parcels,
        days,
        notice,
        ..
    } = view;
    let OrderView {
        items,
        facts,
        address,
        messages,
        correct,
        updates,
        checked,
        see_more,
        calendar,
        feed,
        share,
        structured,
        ..
    } = view;
    let mut frame = frame;
    let help_links = std::mem::take(&mut frame.help_links);
    let intro = std::mem::take(&mut frame.intro);
    let intro = (!intro.is_empty()).then(|| view! { <div class="own"><RichText blocks=intro/></div> });
    let title = speech.say_with("order-title", &[("name", name.as_str().into())]);
    let (heading, email, said) = (title.clone(), frame.support_email.clone(), speech.clone());
    let speak = || speech.clone();
    let more = see_more.map(|more| view! { <MoreBehindCode more speech=speak()/> });
    let address = (!address.is_empty()).then(|| view! { <Address lines=address speech=speak()/> });
    let messages = (!messages.is_empty() || correct.is_some())
        .then(|| view! { <Messages messages correct speech=speak()/> });
    let updates = updates.map(|form| view! { <Updates form speech=speak()/> });
    let checked = checked.map(|text| view! { <p class="fresh soft">{text}</p> });
    // A theme page has structured data of its own, and Liquid would read these braces.
    let structured = structured.filter(|_| frame.around == Around::Document);
    let structured = structured.map(|json| view! { <script type="application/ld+json">{json}</script> });
    let notice = notice.map(|text| view! { <p class="card notice" role="note">{text}</p> });
    view! {
        <Document frame assets speech=said title class="">
            {notice}
            <Now title=heading placed headline tone lead step_text icon stages due pace coming speech=speech.clone()/>
            {intro}
            <div class="two">
                <div class="first">
                    <Parcels parcels speech=speech.clone()/>
                    <Timeline days speech=speech.clone()/>
                </div>
                <div class="second">
                    <Items items facts speech=speech.clone()/>
                    {more}
                    {address}
                    {messages}
                    {updates}
                    <Help email name calendar feed share help_links speech/>
                    {checked}
                </div>
            </div>
            {structured}
        </Document>
    }
}

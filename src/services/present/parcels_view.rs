//! Parcels: those under way first, then those that arrived, then what is still with the shop.
//! A reduced viewer reads which parcel, its state and its day, nothing else.

use crate::domain::carrier::{grouped, tracking_link};
use crate::domain::ids::ShopifyId;
use crate::domain::order::Tracking;
use crate::domain::progress::{Parcel, Phase};
use crate::wire::frame::Tone;
use crate::wire::order_view::{ParcelView, ScanView, TrackingView};

use super::carrier_words;
use super::page::{Page, carrier_text};
use super::rest_view;

/// How many different items of a parcel are named; the rest is counted.
const NAMED: usize = 6;

/// All parcels and the rest, what the headline speaks of first.
pub(super) fn parcels(page: &Page<'_>) -> Vec<ParcelView> {
    let mut numbered: Vec<(usize, &Parcel<'_>)> = (1..).zip(&page.parcels).collect();
    numbered.sort_by_key(|(number, parcel)| (urgency(parcel.phase), *number));
    let mut views: Vec<ParcelView> = numbered.into_iter().map(|(number, p)| view(page, number, p)).collect();
    views.extend(rest_view::rest(page));
    views
}

/// Smaller is sooner of interest: trouble, then what arrives today, then what is under way.
const fn urgency(phase: Phase) -> u8 {
    match phase {
        Phase::NotDelivered | Phase::Attempted => 0,
        Phase::OutForDelivery | Phase::ReadyForPickup => 1,
        Phase::Delayed => 2,
        Phase::OnItsWay => 3,
        Phase::Prepared => 4,
        Phase::Delivered | Phase::PickedUp => 5,
    }
}

fn view(page: &Page<'_>, number: usize, parcel: &Parcel<'_>) -> ParcelView {
    let title = match page.parcels.len() {
        0 | 1 => page.say("parcel-only"),
        count => page.say_with("parcel-of", &[("number", number.into()), ("count", count.into())]),
    };
    let (state, tone) = phase(parcel.phase);
    let expected = parcel.estimated_at.map(|at| page.date(at)).filter(|day| *day >= page.today);
    let view = ParcelView {
        title,
        state: page.say(state),
        tone,
        expected: expected.map(|day| page.say_with("parcel-expected", &[("date", page.day(day).into())])),
        ..ParcelView::default()
    };
    if !page.sight.contents {
        return view;
    }
    let scan = parcel.last_event.map(|event| ScanView {
        when: page.moment(event.happened_at),
        text: carrier_words::scan(page, event),
    });
    let numbers = parcel.shipment.tracking.get().into_iter().flatten();
    let inside = parcel.shipment.items.get().map_or(&[][..], Vec::as_slice);
    ParcelView {
        scan,
        tracking: numbers.filter_map(|t| tracking(page, t)).collect(),
        items: contents(page, inside),
        ..view
    }
}

const fn phase(phase: Phase) -> (&'static str, Tone) {
    match phase {
        Phase::Prepared => ("phase-prepared", Tone::Calm),
        Phase::OnItsWay => ("phase-on-its-way", Tone::Calm),
        Phase::Delayed => ("phase-delayed", Tone::Warn),
        Phase::OutForDelivery => ("phase-out-for-delivery", Tone::Calm),
        Phase::Attempted => ("phase-attempted", Tone::Warn),
        Phase::NotDelivered => ("phase-not-delivered", Tone::Stop),
        Phase::ReadyForPickup => ("phase-ready-for-pickup", Tone::Good),
        Phase::PickedUp => ("phase-picked-up", Tone::Good),
        Phase::Delivered => ("phase-delivered", Tone::Good),
    }
}

fn tracking(page: &Page<'_>, told: &Tracking) -> Option<TrackingView> {
    let number = carrier_text(told.number.as_deref());
    let link = tracking_link(told.company.as_deref(), told.number.as_deref(), told.url.as_deref());
    if number.is_none() && link.url.is_none() {
        return None;
    }
    let copy = number.unwrap_or_default();
    let action = |host: String| page.say_with("track-at", &[("host", host.into())]);
    Some(TrackingView {
        carrier: carrier_text(link.carrier.as_deref()),
        number: grouped(&copy),
        copy,
        action: link.host.map(action).unwrap_or_default(),
        url: link.url,
    })
}

/// The carrier of a parcel, where the viewer may know and somebody said.
pub(super) fn carrier_name(page: &Page<'_>, parcel: &Parcel<'_>) -> Option<String> {
    let mut numbers = parcel.shipment.tracking.get().filter(|_| page.sight.contents)?.iter();
    numbers.find_map(|t| {
        let link = tracking_link(t.company.as_deref(), t.number.as_deref(), t.url.as_deref());
        carrier_text(link.carrier.as_deref())
    })
}

/// What is inside, by line of the order; lines nobody knows are left out.
pub(super) fn contents(page: &Page<'_>, inside: &[(ShopifyId, u32)]) -> Vec<String> {
    let items = page.order.items.get().map_or(&[][..], Vec::as_slice);
    let known = inside.iter().filter(|(_, quantity)| *quantity > 0);
    let mut lines: Vec<String> = known
        .filter_map(|(id, quantity)| {
            let item = items.iter().find(|item| item.id == *id)?;
            let title = match item.variant.as_deref().map(str::trim) {
                Some(variant) if !variant.is_empty() => format!("{}, {variant}", item.title),
                _ => item.title.clone(),
            };
            Some(page.say_with("item-times", &[("title", title.into()), ("quantity", (*quantity).into())]))
        })
        .collect();
    if lines.len() > NAMED + 1 {
        let more = lines.len() - NAMED;
        lines.truncate(NAMED);
        lines.push(page.say_with("parcel-more-items", &[("count", more.into())]));
    }
    lines
}

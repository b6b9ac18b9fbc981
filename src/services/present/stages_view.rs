//! The progress bar in words.

use crate::domain::ids::StatusId;
use crate::domain::stages::{Reached, Stage, StageKind, stages as stages_of};
use crate::wire::frame::Moment;
use crate::wire::order_view::StageView;

use super::page::{Page, filled};

/// The steps: past, here, coming; each says so in words.
pub(super) fn stages(page: &Page<'_>) -> Vec<StageView> {
    let stages = stages_of(page.order, page.source.statuses, page.source.present);
    stages.iter().map(|stage| view(page, stage)).collect()
}

fn view(page: &Page<'_>, stage: &Stage) -> StageView {
    let (class, state) = match stage.reached {
        Reached::Past => ("past", "stage-past"),
        Reached::Current => ("here", "stage-here"),
        Reached::Coming => ("coming", "stage-coming"),
    };
    StageView {
        name: name(page, stage.kind),
        class: class.to_owned(),
        state: page.say(state),
        when: stage.at.map(|at| Moment { iso: page.iso(at), text: page.day_short(at) }),
    }
}

fn name(page: &Page<'_>, kind: StageKind) -> String {
    let key = match kind {
        StageKind::Status(id) => return status_name(page, id),
        StageKind::Ordered => "stage-ordered",
        StageKind::Shipped => "stage-shipped",
        StageKind::OutForDelivery => "stage-out-for-delivery",
        StageKind::Delivered => "stage-delivered",
        StageKind::ReadyForPickup => "stage-ready-for-pickup",
        StageKind::PickedUp => "stage-picked-up",
        StageKind::Complete => "stage-complete",
        StageKind::OnHold => "stage-on-hold",
        StageKind::Delayed => "stage-delayed",
        StageKind::Canceled => "stage-canceled",
        StageKind::Refunded => "stage-refunded",
        StageKind::Returned => "stage-returned",
    };
    page.say(key)
}

/// The words as they were when the order came into the step; for a step ahead, as they are now.
fn status_name(page: &Page<'_>, id: StatusId) -> String {
    let changes = page.order.public_changes();
    let told = changes.iter().rev().find(|(_, change)| change.status == id);
    let words = match told {
        Some((_, change)) => Some(change.words(page.tag())),
        None => page.source.statuses.iter().find(|s| s.id == id && s.visible).map(|s| s.words(page.tag())),
    };
    words.and_then(|words| filled(Some(&words.name))).unwrap_or_else(|| page.say("phase-waiting"))
}

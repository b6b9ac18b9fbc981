//! Messages to shoppers: how long they wait, so that a change can be undone unnoticed.

use crate::domain::shop::Shop;
use crate::wire::admin::settings::{PieceView, SheetView};

use super::fields::{Faults, line, number, sheet};
use super::typed::Typed;

/// Longest wait, in seconds: an hour.
const LONGEST: u16 = 3600;

pub(super) fn show(shop: &Shop) -> Typed {
    Typed::default().with("hold_seconds", shop.settings.hold_seconds.to_string())
}

pub(super) fn sheets(typed: &Typed) -> Vec<SheetView> {
    let hold = line(
        typed,
        "hold_seconds",
        "Seconds that a message waits",
        "As long as it waits, a change of status can be undone and nobody was told. 0 sends at once; 3600 is the most.",
        "number",
    );
    vec![sheet("Undo", "", vec![PieceView::Field(hold)])]
}

pub(super) fn read(typed: &Typed, shop: &mut Shop, faults: &mut Faults) {
    shop.settings.hold_seconds =
        number(typed, faults, "hold_seconds", (0, LONGEST), shop.settings.hold_seconds);
}

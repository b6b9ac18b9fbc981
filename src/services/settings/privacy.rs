//! What is kept of shoppers, and how long.

use crate::domain::shop::Shop;
use crate::wire::admin::settings::{FieldKind, PieceView, SheetView};

use super::fields::{Faults, field, line, number, sheet};
use super::typed::Typed;

/// Longest time that personal data is kept, in days: ten years.
const LONGEST: u16 = 3650;

pub(super) fn show(shop: &Shop) -> Typed {
    let settings = &shop.settings;
    Typed::default()
        .with("keep_address", if settings.keep_address { "yes" } else { "" })
        .with("personal_days", settings.personal_days.to_string())
}

pub(super) fn sheets(typed: &Typed) -> Vec<SheetView> {
    let address = field(
        typed,
        "keep_address",
        "Keep street addresses",
        "With it, shoppers who entered a code see where the order goes. Without it, name and street are never \
         stored; postcode and city are, for the look-up form. Switching it off hides addresses at once and \
         stores no new ones; those stored before go with their order's retention.",
        FieldKind::Check,
    );
    let days = line(
        typed,
        "personal_days",
        "Days that personal data is kept",
        "Counted from the last event of an order. Afterwards name, address, e-mail, notes and messages are erased \
         and the page says so. 0 keeps them without end; 3650 is the most.",
        "number",
    );
    vec![sheet(
        "What is kept of shoppers",
        "Less is safer: what is not stored cannot be lost.",
        vec![PieceView::Field(address), PieceView::Field(days)],
    )]
}

pub(super) fn read(typed: &Typed, shop: &mut Shop, faults: &mut Faults) {
    shop.settings.keep_address = typed.is_on("keep_address");
    shop.settings.personal_days =
        number(typed, faults, "personal_days", (0, LONGEST), shop.settings.personal_days);
}

//! What a link shows, and what the look-up form does.

use crate::domain::level::Level;
use crate::domain::shop::{LookupMode, Shop};
use crate::wire::admin::settings::{FieldKind, PieceView, SheetView};

use super::fields::{Faults, field, line, number, option, sheet};
use super::typed::Typed;

pub(super) fn show(shop: &Shop) -> Typed {
    let settings = &shop.settings;
    Typed::default()
        .with("fresh_level", settings.fresh_level.word())
        .with("reduced_after_days", settings.reduced_after_days.to_string())
        .with("lookup", settings.lookup.word())
}

pub(super) fn sheets(typed: &Typed) -> Vec<SheetView> {
    let levels = vec![
        option("standard", "Standard", "Status, timeline, items, parcels. What most shops want."),
        option(
            "reduced",
            "Reduced",
            "Status and timeline only; items and parcels after a code sent by e-mail.",
        ),
    ];
    let fresh = field(
        typed,
        "fresh_level",
        "A new link shows",
        "Whoever holds the link sees this, without signing in. Links are forwarded, so the address is never in it.",
        FieldKind::Radios(levels),
    );
    let days = line(
        typed,
        "reduced_after_days",
        "Days until a link shows the reduced level only",
        "Counted from the last thing that happened to the order. Afterwards a code sent by e-mail opens the rest \
         again. 1 to 365.",
        "number",
    );
    let modes = vec![
        option(
            "open",
            "Opens the page",
            "A right order number with the right e-mail address or postcode leads straight to the order.",
        ),
        option(
            "strict",
            "Sends the link by e-mail",
            "The form always answers “if it matches, a link is on its way”. Nobody learns whether an order exists.",
        ),
    ];
    let lookup = field(
        typed,
        "lookup",
        "A match on the look-up form",
        "Tries are limited in both cases, and a miss never says which field was wrong.",
        FieldKind::Radios(modes),
    );
    vec![
        sheet("Links", "", vec![PieceView::Field(fresh), PieceView::Field(days), table()]),
        sheet("Look-up form", "", vec![PieceView::Field(lookup)]),
    ]
}

fn table() -> PieceView {
    let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
    PieceView::Table {
        caption: "What each level shows".into(),
        heads: row(["On the page", "Reduced", "Standard", "Full"]),
        rows: vec![
            row(["Status, progress, timeline, due date", "Yes", "Yes", "Yes"]),
            row(["Items, tracking numbers, carriers", "No", "Yes", "Yes"]),
            row(["Prices, postcode and city", "No", "Yes, not on a shared link", "Yes"]),
            row(["Street address, messages sent", "No", "No", "Yes"]),
            row(["Opens by", "An older link", "A link", "A link and a code sent by e-mail"]),
        ],
    }
}

pub(super) fn read(typed: &Typed, shop: &mut Shop, faults: &mut Faults) {
    let settings = &mut shop.settings;
    match Level::parse(typed.text("fresh_level")) {
        Some(level @ (Level::Reduced | Level::Standard)) => settings.fresh_level = level,
        _ => faults.add("fresh_level", "Choose what a new link shows."),
    }
    settings.reduced_after_days =
        number(typed, faults, "reduced_after_days", (1, 365), settings.reduced_after_days);
    match LookupMode::parse(typed.text("lookup")) {
        Some(mode) => settings.lookup = mode,
        None => faults.add("lookup", "Choose what a match does."),
    }
}

//! Brand: accent, corners, the merchant's own style. The logo has a form of its own.

use crate::domain::admin_routes::{SETTINGS_LOGO, SETTINGS_LOGO_REMOVE, SETTINGS_PREVIEW, in_shop};
use crate::domain::brand::{Corners, Logo};
use crate::domain::routes;
use crate::domain::shop::Shop;
use crate::services::Services;
use crate::services::brand::corrected;
use crate::services::custom_css::{self, Place};
use crate::wire::admin::settings::{BrandView, FieldKind, PieceView, SheetView};
use crate::wire::frame::LogoView;

use super::fields::{Faults, field, option, sheet};
use super::typed::Typed;

pub(super) fn show(shop: &Shop) -> Typed {
    let settings = &shop.settings;
    Typed::default()
        .with("accent", &settings.accent)
        .with("corners", settings.corners.word())
        .with("custom_css", &settings.custom_css)
}

pub(super) fn sheets(shop: &Shop, typed: &Typed) -> Vec<SheetView> {
    let shown = corrected(typed.text("accent")).or_else(|| corrected(&shop.settings.accent));
    let (light, dark) = shown.map(|shown| (shown.light, shown.dark)).unwrap_or_default();
    let accent = field(
        typed,
        "accent",
        "Accent color",
        "As #rrggbb. Its lightness moves where text could not be read otherwise; the hue stays yours.",
        FieldKind::Color { light, dark },
    );
    let corners = vec![
        option("square", "Square", ""),
        option("soft", "Soft", ""),
        option("round", "Round", "As the pages were drawn."),
    ];
    let css = field(
        typed,
        "custom_css",
        "Own CSS",
        "For the main part of shoppers' pages: rules and @media, up to 16 KiB. No addresses, fonts, attribute \
         selectors or position: fixed. It is checked and written anew; faults are told by line.",
        FieldKind::Area { rows: 10, code: true },
    );
    vec![
        sheet(
            "Look",
            "",
            vec![
                PieceView::Field(accent),
                PieceView::Field(field(typed, "corners", "Corners", "", FieldKind::Radios(corners))),
            ],
        ),
        sheet("Own CSS", "", vec![PieceView::Field(css)]),
    ]
}

pub(super) fn read(typed: &Typed, shop: &mut Shop, faults: &mut Faults) {
    let settings = &mut shop.settings;
    let accent = typed.text("accent").to_ascii_lowercase();
    match corrected(&accent) {
        Some(_) => settings.accent = accent,
        None => faults.add("accent", "Enter a color as # and six digits from 0 to f, for example #2f6b4f."),
    }
    match Corners::parse(typed.text("corners")) {
        Some(corners) => settings.corners = corners,
        None => faults.add("corners", "Choose one of the three."),
    }
    // Not trimmed at its beginning: faults are told by line.
    let css = typed.all("custom_css").first().map_or("", |css| css.trim_end());
    // Both places: the theme's is the longer one.
    match custom_css::clean(css, Place::Document).and_then(|_| custom_css::clean(css, Place::Theme)) {
        Ok(_) => settings.custom_css = css.to_owned(),
        Err(found) => {
            let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
            faults.add("custom_css", lines.join("\n"));
        }
    }
}

/// The shop with a brand as it is typed, as far as it can be used: for a preview.
pub(super) fn shop_as_typed(shop: &Shop, typed: &Typed) -> Shop {
    let mut shop = shop.clone();
    read(typed, &mut shop, &mut Faults::default());
    shop
}

impl Services {
    /// What stands beside the brand's form. `wrong` is what was wrong with an uploaded file.
    #[must_use]
    pub fn brand_view(&self, shop: &Shop, wrong: Option<String>) -> BrandView {
        let logo = shop.settings.logo.clone();
        BrandView {
            logo: logo.map(|Logo { file, width, height }| LogoView {
                path: routes::logo(&file),
                width,
                height,
            }),
            shop_name: shop.name.clone(),
            upload: in_shop(SETTINGS_LOGO, &shop.handle),
            remove: in_shop(SETTINGS_LOGO_REMOVE, &shop.handle),
            wrong,
            preview: in_shop(SETTINGS_PREVIEW, &shop.handle),
        }
    }
}

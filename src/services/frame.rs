//! The frame around every page: language, shop, brand.

use crate::domain::door::Door;
use crate::domain::routes;
use crate::domain::shop::Shop;
use crate::language::Language;
use crate::wire::frame::{Around, Frame, LanguageChoice};

use super::brand::{brand_css, brand_css_in_theme};

/// The frame of a page of `shop` at `path`, which passed through `door`. Without a shop (nothing set up, nothing to tell which)
/// the frame has no name.
#[must_use]
pub fn frame(door: &Door, shop: Option<&Shop>, language: Language, path: &str) -> Frame {
    let settings = shop.map(|s| s.settings.clone()).unwrap_or_default();
    let languages = Language::ALL
        .iter()
        .map(|choice| LanguageChoice {
            tag: choice.tag().to_owned(),
            name: choice.own_name().to_owned(),
            href: routes::in_language(path, choice.tag()),
            current: *choice == language,
        })
        .collect();
    let (around, brand_css) = if door.is_in_theme() {
        (Around::Theme, brand_css_in_theme(&settings.accent))
    } else {
        (Around::Document, brand_css(&settings.accent))
    };
    Frame {
        language: language.tag().to_owned(),
        direction: language.direction().to_owned(),
        shop_name: shop.map(|s| s.name.clone()).unwrap_or_default(),
        shop_url: settings.url,
        support_email: settings.support_email,
        brand_css,
        languages,
        around,
    }
}

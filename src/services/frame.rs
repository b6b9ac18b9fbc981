//! The frame around every page: language, shop, brand.

use crate::domain::brand::{HelpLink, Logo};
use crate::domain::door::Door;
use crate::domain::routes;
use crate::domain::shop::Shop;
use crate::language::Language;
use crate::wire::frame::{Around, Frame, HelpLinkView, LanguageChoice, LogoView};

use super::shop_style::{style, style_in_theme};

/// The frame of a page of `shop` at `path`, which passed through `door`. Without a shop (nothing set up, nothing to tell which)
/// the frame has no name.
#[must_use]
pub fn frame(door: &Door, shop: Option<&Shop>, language: Language, path: &str) -> Frame {
    let settings = shop.map(|s| s.settings.clone()).unwrap_or_default();
    let languages = Language::offered_by(&settings)
        .into_iter()
        .map(|choice| LanguageChoice {
            tag: choice.tag().to_owned(),
            name: choice.own_name().to_owned(),
            href: routes::in_language(path, choice.tag()),
            current: choice == language,
        })
        .collect();
    let (around, brand_css) = if door.is_in_theme() {
        (Around::Theme, style_in_theme(&settings))
    } else {
        (Around::Document, style(&settings))
    };
    let logo = settings.logo.map(|Logo { file, width, height }| LogoView {
        path: routes::logo(&file),
        width,
        height,
    });
    let help_link = |link: &HelpLink| HelpLinkView {
        label: link.label_in(language.tag()).to_owned(),
        href: link.href.clone(),
    };
    Frame {
        language: language.tag().to_owned(),
        direction: language.direction().to_owned(),
        shop_name: shop.map(|s| s.name.clone()).unwrap_or_default(),
        shop_url: settings.url,
        support_email: settings.support_email,
        logo,
        help_links: settings.help_links.iter().map(help_link).collect(),
        brand_css,
        languages,
        around,
    }
}

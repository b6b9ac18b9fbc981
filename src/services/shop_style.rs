//! The inline style of a shop's pages: accent, corners, the merchant's own style.
//!
//! It is made anew whenever a page is rendered, from what the merchant typed: stricter rules hold from
//! the next start on, and nothing cleaned by older ones is ever served.

use crate::domain::brand::Corners;
use crate::domain::shop::ShopSettings;

use super::brand::{brand_css, brand_css_in_theme};
use super::custom_css::{self, Place};

/// The inline style of a whole page.
#[must_use]
pub fn style(settings: &ShopSettings) -> String {
    let mut css = brand_css(&settings.accent);
    if let Some(corners) = corners(settings.corners) {
        css.push_str(&format!(":root{{{corners}}}"));
    }
    css.push_str(&custom(settings, Place::Document));
    css
}

/// The same for the part of a page that stands inside a shop's theme; never two braces in a row.
#[must_use]
pub fn style_in_theme(settings: &ShopSettings) -> String {
    let mut css = brand_css_in_theme(&settings.accent);
    if let Some(corners) = corners(settings.corners) {
        css.push_str(&format!(".waymark{{{corners}}}"));
    }
    css.push_str(&custom(settings, Place::Theme));
    css
}

/// What style/tokens.css says of corners, where the shop wants others.
const fn corners(corners: Corners) -> Option<&'static str> {
    match corners {
        Corners::Square => Some("--radius:0;--corner:0"),
        Corners::Soft => Some("--radius:8px;--corner:6px"),
        Corners::Round => None,
    }
}

fn custom(settings: &ShopSettings, place: Place) -> String {
    // What has a fault was refused when it was typed; what has one by newer rules is left out.
    custom_css::clean(&settings.custom_css, place).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_and_own_style_come_after_the_accent() {
        let settings = ShopSettings {
            corners: Corners::Square,
            custom_css: "h1 { letter-spacing: 0 }".into(),
            ..ShopSettings::default()
        };
        let css = style(&settings);
        assert!(css.contains(":root{--radius:0;--corner:0}"), "{css}");
        assert!(css.ends_with("#main h1{letter-spacing:0}"), "{css}");
        let theme = style_in_theme(&settings);
        assert!(theme.contains(".waymark .page h1{letter-spacing:0}") && !theme.contains("{{"), "{theme}");
    }

    #[test]
    fn what_has_a_fault_is_left_out() {
        let settings = ShopSettings {
            custom_css: "a{background:url(https://x.test)}".into(),
            ..ShopSettings::default()
        };
        assert!(!style(&settings).contains("url"));
    }
}

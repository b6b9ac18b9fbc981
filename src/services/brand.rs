//! A shop's accent color, corrected until it can be read: text 4.5:1 in both color schemes.
//!
//! The hue stays the merchant's; lightness moves (in OKLCH, so that it looks like the same color)
//! only as far as contrast asks. Never fails: what is not a color becomes the default accent. Start
//! with [`brand_css`].

/// The accent of a shop that gave none.
const DEFAULT: Rgb = Rgb([0x2f, 0x6b, 0x4f]);
/// What accent-colored text must reach, and text on the accent too (WCAG 2.2, 1.4.3). A little more
/// than 4.5 so that rounding never decides.
const ENOUGH: f64 = 4.55;

/// Text on the accent of light pages, `#rrggbb`.
pub const LIGHT_INK: &str = "#fffefb";
/// Text on the accent of dark pages, `#rrggbb`.
pub const DARK_INK: &str = "#171614";

/// A color scheme: the grounds that style/tokens.css paints, and how the soft accent is made.
struct Scheme {
    paper: Rgb,
    card: Rgb,
    /// The secondary text of the page: it also stands on the soft accent.
    text: Rgb,
    /// Text on a ground of the accent's own color.
    ink: Rgb,
    soft_lightness: f64,
    soft_chroma: f64,
    /// No accent darker than this, 0 for any: on dark ground a dim color looks like a disabled one.
    least_lightness: f64,
    /// Which way lightness moves to gain contrast.
    step: f64,
}

const LIGHT: Scheme = Scheme {
    paper: Rgb([0xf8, 0xf6, 0xf2]),
    card: Rgb([0xff, 0xfe, 0xfb]),
    text: Rgb([0x60, 0x5b, 0x53]),
    ink: Rgb([0xff, 0xfe, 0xfb]),
    soft_lightness: 0.95,
    soft_chroma: 0.022,
    least_lightness: 0.0,
    step: -0.004,
};

const DARK: Scheme = Scheme {
    paper: Rgb([0x17, 0x16, 0x14]),
    card: Rgb([0x20, 0x1e, 0x1b]),
    text: Rgb([0xb0, 0xaa, 0x9f]),
    ink: Rgb([0x17, 0x16, 0x14]),
    soft_lightness: 0.29,
    soft_chroma: 0.035,
    least_lightness: 0.75,
    step: 0.004,
};

/// The custom properties `--accent`, `--accent-ink` and `--accent-soft` for both color schemes.
///
/// `accent` is `#rrggbb`; anything else counts as the default accent. The text holds nothing of the
/// input but a color, so it is safe inside a style element.
#[must_use]
pub fn brand_css(accent: &str) -> String {
    let accent = Rgb::parse(accent).unwrap_or(DEFAULT);
    let light = LIGHT.properties(accent);
    let dark = DARK.properties(accent);
    format!(":root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}")
}

/// The same for the part of a page that stands inside a shop's theme: light only, as themes are drawn
/// in one scheme, and without two braces in a row, which would mean something to Liquid.
#[must_use]
pub fn brand_css_in_theme(accent: &str) -> String {
    let light = LIGHT.properties(Rgb::parse(accent).unwrap_or(DEFAULT));
    format!(".waymark{{{light}}}")
}

/// A color as pages show it: corrected until it can be read on every ground of a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// On light pages, `#rrggbb`.
    pub light: String,
    /// On dark pages, `#rrggbb`.
    pub dark: String,
}

/// `color` (`#rrggbb`) as it is shown in both color schemes; `None` when it is not a color.
#[must_use]
pub fn corrected(color: &str) -> Option<Corrected> {
    let color = Rgb::parse(color)?;
    Some(Corrected { light: LIGHT.colors(color).0.hex(), dark: DARK.colors(color).0.hex() })
}

impl Scheme {
    fn properties(&self, accent: Rgb) -> String {
        let (accent, soft) = self.colors(accent);
        format!("--accent:{};--accent-ink:{};--accent-soft:{}", accent.hex(), self.ink.hex(), soft.hex())
    }

    /// The accent as it may be shown, and its soft ground.
    fn colors(&self, wish: Rgb) -> (Rgb, Rgb) {
        let mut color = Lch::from(wish);
        let soft = self.soft(color);
        let mut shown = wish;
        if color.lightness < self.least_lightness {
            color.lightness = self.least_lightness;
            shown = color.rgb();
        }
        while !self.readable(shown, soft) && (0.0..=1.0).contains(&color.lightness) {
            color.lightness += self.step;
            shown = color.rgb();
        }
        (shown, soft)
    }

    /// A ground in the accent's hue on which secondary text still reads.
    fn soft(&self, color: Lch) -> Rgb {
        let mut soft = Lch {
            lightness: self.soft_lightness,
            chroma: (color.chroma * 0.4).min(self.soft_chroma),
            hue: color.hue,
        };
        while contrast(soft.rgb(), self.text) < ENOUGH && (0.0..=1.0).contains(&soft.lightness) {
            soft.lightness -= self.step;
        }
        soft.rgb()
    }

    fn readable(&self, accent: Rgb, soft: Rgb) -> bool {
        [self.paper, self.card, self.ink, soft].into_iter().all(|ground| contrast(accent, ground) >= ENOUGH)
    }
}

/// A color as screens know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rgb([u8; 3]);

impl Rgb {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let all = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = all.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    fn hex(self) -> String {
        let Self([red, green, blue]) = self;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// Red, green and blue as amounts of light, 0 to 1.
    fn linear(self) -> [f64; 3] {
        self.0.map(|byte| {
            let share = f64::from(byte) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// WCAG's relative luminance, 0 to 1.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// WCAG's contrast ratio, 1 to 21.
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// A color in OKLCH: lightness 0 to 1, chroma from 0, hue in radians.
#[derive(Clone, Copy, Debug)]
struct Lch {
    lightness: f64,
    chroma: f64,
    hue: f64,
}

impl Lch {
    fn from(color: Rgb) -> Self {
        let [red, green, blue] = color.linear();
        let long = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let medium = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let short = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        let a = 1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short;
        let b = 0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short;
        Self {
            lightness: 0.210_454_255_3 * long + 0.793_617_785_0 * medium - 0.004_072_046_8 * short,
            chroma: a.hypot(b),
            hue: b.atan2(a),
        }
    }

    /// The nearest color a screen can show with this lightness and hue: chroma gives way.
    fn rgb(self) -> Rgb {
        let mut chroma = self.chroma;
        loop {
            let light = Self { chroma, ..self }.linear();
            if chroma < 0.002 || light.iter().all(|share| (-0.0005..=1.0005).contains(share)) {
                return Rgb(light.map(byte));
            }
            chroma -= 0.002;
        }
    }

    fn linear(self) -> [f64; 3] {
        let (a, b) = (self.chroma * self.hue.cos(), self.chroma * self.hue.sin());
        let long = (self.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let medium = (self.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let short = (self.lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        [
            4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
            -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
            -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short,
        ]
    }
}

/// An amount of light as a byte of a color.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=255 before")]
fn byte(light: f64) -> u8 {
    let share = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (share * 255.0).round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 512 colors, evenly over the cube, corners included.
    fn colors() -> impl Iterator<Item = Rgb> {
        let steps = [0u8, 36, 73, 109, 146, 182, 219, 255];
        steps.into_iter().flat_map(move |red| {
            steps
                .into_iter()
                .flat_map(move |green| steps.into_iter().map(move |blue| Rgb([red, green, blue])))
        })
    }

    #[test]
    fn every_color_reads_in_both_schemes() {
        let mut tried = 0;
        for color in colors() {
            for scheme in [&LIGHT, &DARK] {
                let (accent, soft) = scheme.colors(color);
                for ground in [scheme.paper, scheme.card, scheme.ink, soft] {
                    let ratio = contrast(accent, ground);
                    assert!(ratio >= 4.5, "{color:?} as {accent:?} on {ground:?}: {ratio}");
                }
                let ratio = contrast(scheme.text, soft);
                assert!(ratio >= 4.5, "text on {soft:?} for {color:?}: {ratio}");
            }
            tried += 1;
        }
        assert!(tried >= 500);
    }

    #[test]
    fn a_color_that_reads_stays_as_it_is() {
        assert!(brand_css("#1F4E79").starts_with(":root{--accent:#1f4e79;"), "{}", brand_css("#1F4E79"));
    }

    #[test]
    fn what_is_no_color_becomes_the_default() {
        let default = brand_css("#2f6b4f");
        for odd in ["", "#fff", "red", "#12345g", "#1234567", "2f6b4f", "#é1234", "</style>"] {
            assert_eq!(brand_css(odd), default, "{odd}");
        }
    }

    #[test]
    fn the_style_sheet_paints_the_grounds_that_were_checked() {
        let light = include_str!("../../style/tokens.css");
        let dark = include_str!("../../style/dark.css");
        for (scheme, css) in [(&LIGHT, light), (&DARK, dark)] {
            assert!(css.contains(&format!("--paper: {};", scheme.paper.hex())));
            assert!(css.contains(&format!("--card: {};", scheme.card.hex())));
            assert!(css.contains(&format!("--soft: {};", scheme.text.hex())));
            assert!(css.contains(&format!("--accent-ink: {};", scheme.ink.hex())));
        }
        for (scheme, ink) in [(&LIGHT, LIGHT_INK), (&DARK, DARK_INK)] {
            assert_eq!(scheme.ink.hex(), ink);
        }
    }
}

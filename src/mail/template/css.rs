//! Style sheets of merchants in messages: read by Lightning CSS and printed anew, without what fetches or
//! runs anything. Start with [`clean`].

use lightningcss::printer::PrinterOptions;
use lightningcss::rules::CssRule;
use lightningcss::stylesheet::{ParserOptions, StyleSheet};
use lightningcss::targets::{Features, Targets};
use lightningcss::traits::ToCss as _;

/// Longest style sheet that is read.
const LIMIT: usize = 32 * 1024;

/// The rules of a sheet that are harmless. A sheet that cannot be read is none.
pub(super) fn clean(sheet: &str) -> String {
    if sheet.len() > LIMIT {
        return String::new();
    }
    let options = ParserOptions { error_recovery: true, ..ParserOptions::default() };
    let Ok(read) = StyleSheet::parse(sheet, options) else { return String::new() };
    let printed = read.rules.0.iter().filter_map(|rule| match rule {
        CssRule::Style(_) | CssRule::Media(_) | CssRule::Supports(_) => {
            // Mail programs know the older way to write widths alone.
            let targets = Targets {
                include: Features::MediaRangeSyntax | Features::MediaIntervalSyntax,
                ..Targets::default()
            };
            rule.to_css_string(PrinterOptions { minify: true, targets, ..PrinterOptions::default() }).ok()
        }
        _ => None,
    });
    printed.filter(|rule| harmless(rule)).collect()
}

/// The declarations of a `style` attribute that are harmless.
pub(super) fn inline(style: &str) -> String {
    let kept = style.split(';').filter(|part| !part.trim().is_empty() && harmless(part));
    kept.collect::<Vec<_>>().join(";")
}

fn harmless(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let bad = [
        "url(",
        "image(",
        "image-set(",
        "expression",
        "javascript",
        "behavior",
        "binding",
        "@import",
        "src(",
        "\\",
        "</",
        "<!",
    ];
    !bad.iter().any(|bad| text.contains(bad))
}

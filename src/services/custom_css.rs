//! The merchant's own style: read by Lightning CSS, looked through, written anew.
//!
//! What comes out was never typed by anybody: each rule is printed from what was understood, held below
//! the page's main part, and made of allowed characters, names and functions alone. It asks no server
//! for anything (no addresses of any kind), reads no attribute, and paints nothing outside the main part:
//! `contain: paint` clips it there, so that nothing can be laid over the shop's name or the language
//! switch, and `position: fixed` is refused besides.
//!
//! Taken are rules and `@media`. Everything else is refused with a sentence and its line. Start with
//! [`clean`].

use std::fmt::Write as _;

use lightningcss::declaration::DeclarationBlock;
use lightningcss::media_query::MediaList;
use lightningcss::properties::Property;
use lightningcss::rules::CssRule;
use lightningcss::rules::style::StyleRule;
use lightningcss::selector::Selector;
use lightningcss::stylesheet::{ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Features, Targets};
use lightningcss::traits::ToCss as _;

/// Longest style, in bytes as typed.
pub const LIMIT: usize = 16 * 1024;
/// Longest style, in bytes as served.
const SERVED_LIMIT: usize = 32 * 1024;
/// How deep brackets may stand in each other: the reader calls itself for each.
const DEPTH: usize = 8;
/// Most faults told at once.
const FAULTS: usize = 20;

/// Pseudo-classes and -elements that a selector may have.
const PSEUDO: &[&str] = &[
    "active",
    "after",
    "any-link",
    "before",
    "checked",
    "dir",
    "disabled",
    "empty",
    "enabled",
    "first-child",
    "first-letter",
    "first-line",
    "first-of-type",
    "focus",
    "focus-visible",
    "focus-within",
    "has",
    "hover",
    "is",
    "lang",
    "last-child",
    "last-of-type",
    "link",
    "marker",
    "not",
    "nth-child",
    "nth-last-child",
    "nth-last-of-type",
    "nth-of-type",
    "only-child",
    "only-of-type",
    "open",
    "placeholder",
    "selection",
    "target",
    "visited",
    "where",
];

/// Functions that a value may call. None of them leads anywhere.
const FUNCTIONS: &[&str] = &[
    "abs",
    "blur",
    "brightness",
    "calc",
    "circle",
    "clamp",
    "color",
    "color-mix",
    "conic-gradient",
    "contrast",
    "counter",
    "counters",
    "cubic-bezier",
    "drop-shadow",
    "ellipse",
    "fit-content",
    "grayscale",
    "hsl",
    "hsla",
    "hue-rotate",
    "hwb",
    "inset",
    "invert",
    "lab",
    "lch",
    "light-dark",
    "linear",
    "linear-gradient",
    "matrix",
    "matrix3d",
    "max",
    "min",
    "minmax",
    "mod",
    "oklab",
    "oklch",
    "opacity",
    "perspective",
    "polygon",
    "radial-gradient",
    "rem",
    "repeat",
    "repeating-conic-gradient",
    "repeating-linear-gradient",
    "repeating-radial-gradient",
    "rgb",
    "rgba",
    "rotate",
    "rotate3d",
    "rotatex",
    "rotatey",
    "rotatez",
    "round",
    "saturate",
    "scale",
    "scale3d",
    "scalex",
    "scaley",
    "scalez",
    "sepia",
    "skew",
    "skewx",
    "skewy",
    "steps",
    "translate",
    "translate3d",
    "translatex",
    "translatey",
    "translatez",
    "var",
];

/// Where the style will hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A whole page of ours.
    Document,
    /// The part of a page inside a shop's theme.
    Theme,
}

impl Place {
    /// What every selector begins with.
    const fn scope(self) -> &'static str {
        match self {
            Self::Document => "#main",
            Self::Theme => ".waymark .page",
        }
    }
}

/// Why a style is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CssFault {
    /// Its line, from 1; 0 for the style as a whole.
    pub line: u32,
    /// What is wrong and what to do, a sentence.
    pub text: String,
}

impl std::fmt::Display for CssFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            0 => f.write_str(&self.text),
            line => write!(f, "Line {line}: {}", self.text),
        }
    }
}

/// The style as it may be served at `place`; empty for an empty one.
///
/// # Errors
/// What is wrong with it, in the order of lines; then nothing of it is served.
pub fn clean(css: &str, place: Place) -> Result<String, Vec<CssFault>> {
    if css.trim().is_empty() {
        return Ok(String::new());
    }
    let whole = |text: &str| Err(vec![CssFault { line: 0, text: text.to_owned() }]);
    if css.len() > LIMIT {
        return whole("It is longer than 16 KiB. Shorten it.");
    }
    if let Some(line) = too_deep(css) {
        return Err(vec![CssFault { line, text: "Too many brackets stand in each other here.".into() }]);
    }
    let sheet = StyleSheet::parse(css, ParserOptions::default()).map_err(|error| {
        let line = error.loc.as_ref().map_or(0, |loc| loc.line + 1);
        vec![CssFault {
            line,
            text: format!("This is not understood as CSS: {}.", quiet(&error.kind.to_string())),
        }]
    })?;
    let mut writer = Writer { place, out: String::new(), faults: Vec::new(), rules: 0 };
    writer.rules(&sheet.rules.0, 0);
    let Writer { out, mut faults, rules, .. } = writer;
    if !faults.is_empty() {
        faults.truncate(FAULTS);
        return Err(faults);
    }
    if rules == 0 {
        return Ok(String::new());
    }
    let css = format!("{}{{contain:paint}}{out}", place.scope());
    // The last wall: nothing that ends a style element, nothing that Liquid would read.
    let harmless = !["<", "{{", "{%", "}}", "@import", "url(", "\\"].iter().any(|bad| css.contains(bad));
    if css.len() > SERVED_LIMIT || !harmless {
        return whole("It becomes too long or too odd when written out. Simplify it.");
    }
    Ok(css)
}

/// The line where brackets stand too deep in each other, strings and comments counted too.
fn too_deep(css: &str) -> Option<u32> {
    let (mut depth, mut line) = (0usize, 1);
    for c in css.chars() {
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth = depth.saturating_sub(1),
            '\n' => line += 1,
            _ => {}
        }
        if depth > DEPTH {
            return Some(line);
        }
    }
    None
}

/// A sentence of the parser without its full stop and without long quotes of what was typed.
fn quiet(text: &str) -> String {
    let short: String = text.trim_end_matches('.').chars().filter(|c| !c.is_control()).take(120).collect();
    short
}

fn options() -> PrinterOptions<'static> {
    // Ranges become `min-width`: no `<` in what is served.
    let targets =
        Targets { include: Features::MediaRangeSyntax | Features::MediaIntervalSyntax, ..Targets::default() };
    PrinterOptions { minify: true, targets, ..PrinterOptions::default() }
}

struct Writer {
    place: Place,
    out: String,
    faults: Vec<CssFault>,
    rules: usize,
}

impl Writer {
    fn fault(&mut self, line: u32, text: impl Into<String>) {
        self.faults.push(CssFault { line: line + 1, text: text.into() });
    }

    fn rules(&mut self, rules: &[CssRule<'_>], depth: usize) {
        for rule in rules {
            match rule {
                CssRule::Style(style) => self.style(style),
                CssRule::Media(media) if depth < 2 => {
                    let Some(query) = self.media(&media.query, media.loc.line) else { continue };
                    let _ = write!(self.out, "@media {query}{{");
                    self.rules(&media.rules.0, depth + 1);
                    // A space, so that two braces never stand in a row: Liquid would read them.
                    self.out.push_str(" }");
                }
                CssRule::Ignored => {}
                other => {
                    let (line, what) = place_and_name(other);
                    self.fault(line, format!("{what} is not taken. Rules and @media are."));
                }
            }
        }
    }

    fn media(&mut self, query: &MediaList<'_>, line: u32) -> Option<String> {
        let text = query.to_css_string(options()).unwrap_or_default();
        let fits = |c: char| c.is_ascii_alphanumeric() || " ():-,./%".contains(c);
        if text.is_empty() || !text.chars().all(fits) {
            self.fault(line, "This @media is not taken. Ask for a width, a color scheme or motion.");
            return None;
        }
        Some(text)
    }

    fn style(&mut self, style: &StyleRule<'_>) {
        let line = style.loc.line;
        self.rules += 1;
        if !style.rules.0.is_empty() {
            self.fault(line, "Rules inside a rule are not taken. Write each selector in full.");
        }
        let mut selectors = Vec::new();
        for selector in &style.selectors.0 {
            match selector_text(selector) {
                Ok(text) => selectors.push(format!("{} {text}", self.place.scope())),
                Err(text) => self.fault(line, text),
            }
        }
        let declarations = self.declarations(&style.declarations, line);
        if !selectors.is_empty() && !declarations.is_empty() {
            let _ = write!(self.out, "{}{{{}}}", selectors.join(","), declarations.join(";"));
        }
    }

    fn declarations(&mut self, block: &DeclarationBlock<'_>, line: u32) -> Vec<String> {
        let plain = block.declarations.iter().map(|property| (property, false));
        let important = block.important_declarations.iter().map(|property| (property, true));
        let mut kept = Vec::new();
        for (property, important) in plain.chain(important) {
            match declaration(property, important) {
                Ok(text) => kept.push(text),
                Err(text) => self.fault(line, text),
            }
        }
        kept
    }
}

/// A selector as it may be served, without its scope.
fn selector_text(selector: &Selector<'_>) -> Result<String, String> {
    let text = selector.to_css_string(options()).unwrap_or_default();
    if text.contains('[') {
        return Err("Selectors by attribute are not taken. Use elements and classes.".into());
    }
    if text.contains('&') {
        return Err("“&” is not taken. Write each selector in full.".into());
    }
    let fits = |c: char| c.is_ascii_alphanumeric() || " .#:()>+~*,-_".contains(c);
    if text.is_empty() || !text.chars().all(fits) || text.starts_with(['>', '+', '~']) {
        return Err("This selector is not taken. Use elements, classes and plain names.".into());
    }
    for piece in text.split(':').skip(1).filter(|piece| !piece.is_empty()) {
        let name: String = piece.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        if !PSEUDO.contains(&name.to_ascii_lowercase().as_str()) {
            return Err(format!("“:{name}” is not taken in a selector."));
        }
    }
    Ok(text)
}

/// A declaration as it may be served.
fn declaration(property: &Property<'_>, important: bool) -> Result<String, String> {
    let id = property.property_id();
    let name = id.name().to_ascii_lowercase();
    let shown: String = name.chars().take(40).collect();
    let own = name.starts_with("--");
    if matches!(property, Property::Custom(_)) && !own {
        return Err(format!("“{shown}” is not a property we know. Check its spelling."));
    }
    if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
        return Err("Names of properties are made of letters, digits and dashes.".into());
    }
    let value = property.value_to_css_string(options()).unwrap_or_default();
    if value.is_empty() {
        return Err(format!("“{shown}” has no value that can be used."));
    }
    if value.contains(['<', '{', '}', '[', ']', '\\', '@', ';']) || value.contains(char::is_control) {
        return Err(format!(
            "“{shown}” has a character that is not taken: < {{ }} [ ] \\ @ ; or a line break."
        ));
    }
    if let Some(function) = foreign_function(&value) {
        let why = if matches!(function.as_str(), "url" | "src" | "image-set" | "image") {
            "pages take nothing from other addresses. Upload the logo under Brand"
        } else {
            "it is not on the list of functions that pages take"
        };
        return Err(format!("“{shown}” uses {function}(): {why}."));
    }
    let low = value.to_ascii_lowercase();
    if covers(&name, &low) {
        return Err(
            "“position: fixed” is not taken: nothing may cover the page. Use sticky or absolute.".into()
        );
    }
    if matches!(
        name.as_str(),
        "behavior" | "-moz-binding" | "view-transition-name" | "anchor-name" | "app-region"
    ) {
        return Err(format!("“{shown}” is not taken."));
    }
    property.to_css_string(important, options()).map_err(|_| format!("“{shown}” cannot be written out."))
}

/// Whether a value of `position` could be `fixed`.
fn covers(name: &str, value: &str) -> bool {
    name == "position" && !matches!(value, "static" | "relative" | "absolute" | "sticky" | "-webkit-sticky")
}

/// The first function in a value that is not on the list; strings are passed over.
fn foreign_function(value: &str) -> Option<String> {
    let mut quote = None;
    let mut name = String::new();
    for c in value.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => {
                let low = std::mem::take(&mut name).to_ascii_lowercase();
                let known =
                    FUNCTIONS.contains(&low.trim_start_matches("-webkit-").trim_start_matches("-moz-"));
                if !low.is_empty() && !known {
                    return Some(low);
                }
            }
            (None, c) if c.is_alphanumeric() || c == '-' || c == '_' => name.push(c),
            (None, _) => name.clear(),
        }
    }
    None
}

/// The line (from 0) and the name of a rule that is not taken.
fn place_and_name(rule: &CssRule<'_>) -> (u32, &'static str) {
    match rule {
        CssRule::Media(rule) => (rule.loc.line, "@media inside @media inside @media"),
        CssRule::Import(rule) => (rule.loc.line, "@import"),
        CssRule::Keyframes(rule) => (rule.loc.line, "@keyframes"),
        CssRule::FontFace(rule) => (rule.loc.line, "@font-face"),
        CssRule::FontPaletteValues(rule) => (rule.loc.line, "@font-palette-values"),
        CssRule::FontFeatureValues(rule) => (rule.loc.line, "@font-feature-values"),
        CssRule::Page(rule) => (rule.loc.line, "@page"),
        CssRule::Supports(rule) => (rule.loc.line, "@supports"),
        CssRule::CounterStyle(rule) => (rule.loc.line, "@counter-style"),
        CssRule::Namespace(rule) => (rule.loc.line, "@namespace"),
        CssRule::LayerStatement(rule) => (rule.loc.line, "@layer"),
        CssRule::LayerBlock(rule) => (rule.loc.line, "@layer"),
        CssRule::Property(rule) => (rule.loc.line, "@property"),
        CssRule::Container(rule) => (rule.loc.line, "@container"),
        CssRule::Scope(rule) => (rule.loc.line, "@scope"),
        CssRule::StartingStyle(rule) => (rule.loc.line, "@starting-style"),
        CssRule::Unknown(rule) => (rule.loc.line, "An unknown @-rule"),
        _ => (0, "An @-rule"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(css: &str) -> Vec<String> {
        let faults = clean(css, Place::Document).expect_err(css);
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn rules_are_held_below_the_main_part() {
        let css = "/* calm */ h1, .card > p:first-child { color: RED; margin: 0 auto !important }\n\
            @media (min-width: 40rem) { .tale li::before { content: '→' } }";
        let document = clean(css, Place::Document).unwrap();
        assert_eq!(
            document,
            "#main{contain:paint}#main h1,#main .card>p:first-child{color:red;margin:0 auto!important}\
             @media (min-width:40rem){#main .tale li:before{content:\"→\"} }"
        );
        let theme = clean(css, Place::Theme).unwrap();
        assert!(theme.starts_with(".waymark .page{contain:paint}.waymark .page h1,"), "{theme}");
        assert_eq!(clean(" \n", Place::Theme), Ok(String::new()));
        assert_eq!(clean("/* nothing */", Place::Theme), Ok(String::new()));
    }

    #[test]
    fn a_range_is_written_without_angle_brackets() {
        let css = clean("@media (400px <= width < 700px) { p { color: red } }", Place::Document).unwrap();
        assert!(css.contains("min-width:400px") && !css.contains('<'), "{css}");
    }

    #[test]
    fn faults_are_told_by_line() {
        assert_eq!(
            faults(
                "h1 { color: red }\n.card { background: url(https://x.test/a.png) }\n@font-face { font-family: x; src: url(x) }"
            ),
            [
                "Line 2: “background” uses url(): pages take nothing from other addresses. Upload the logo under Brand.",
                "Line 3: @font-face is not taken. Rules and @media are.",
            ]
        );
        assert!(faults("p { color: red }\n\n}}")[0].contains("This is not understood as CSS"));
        assert_eq!(
            faults("p { colour: red }"),
            ["Line 1: “colour” is not a property we know. Check its spelling."]
        );
    }

    #[test]
    fn nothing_that_leads_anywhere_or_covers_the_page_is_taken() {
        for css in [
            "@import 'x.css';",
            "@import url(//x.test/x.css);",
            "a { background: u\\72l(//x.test) }",
            "a { background: image-set('//x.test/a.png' 1x) }",
            "a { background: var(--x, url(//x.test)) }",
            "a { --x: url(//x.test) }",
            "a { --x: src('//x.test') }",
            "a { cursor: url(//x.test), auto }",
            "a { content: attr(data-copy) }",
            "a { width: expression(alert(1)) }",
            "a { behavior: url(x.htc) }",
            "a { -moz-binding: url(x) }",
            "a { position: fixed }",
            "a { position: FIXED !important }",
            "a { position: var(--p) }",
            "input[value^='a'] { color: red }",
            "a:has([href*='o/']) { color: red }",
            "& ~ footer { color: red }",
            "h1 { & + p { color: red } }",
            "h1 { body:has(&) footer { color: red } }",
            "p { content: '</style><script>alert(1)</script>' }",
            "p { content: '{{ shop.secret }}' }",
            ".a\\{\\{ { color: red }",
            "::view-transition { color: red }",
            ":host { color: red }",
            ":root { color: red }",
            "svg|a { color: red }",
            "@keyframes x { from { color: red } }",
            "@supports (color: red) { a { color: red } }",
            "@layer x { a { color: red } }",
            "@property --x { syntax: '*'; inherits: true }",
            "@page { margin: 0 }",
            "@charset 'utf-7'; a { color: url(x) }",
            "a { color: red } </style><script>alert(1)</script>",
        ] {
            assert!(clean(css, Place::Document).is_err(), "{css}: {:?}", clean(css, Place::Document));
            assert!(clean(css, Place::Theme).is_err(), "{css}");
        }
    }

    #[test]
    fn what_is_too_deep_or_too_long_never_reaches_the_reader() {
        assert!(faults(&"a{".repeat(4000))[0].contains("brackets"));
        assert!(faults(&format!("a:{}b{{}}", ":is(".repeat(2000)))[0].contains("brackets"));
        assert!(faults(&"p{color:red}".repeat(2000))[0].contains("16 KiB"));
    }
}

//! Makes the static files ready at build time: style/ is bundled and minified by Lightning CSS, every
//! file gets a fingerprint in its name and is compressed, and a table of them is compiled into the
//! binary so that one file is the whole product. Read back by `src/web/assets.rs`. The browser half of the
//! merchant's side is taken from the folder where `scripts/islands` puts it; without it the server is built
//! all the same, and its pages do without.

use std::collections::hash_map::DefaultHasher;
use std::fmt::Write as _;
use std::hash::{Hash, Hasher};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Features, Targets};

/// What pages inside a shop's theme look like: no dark colors and no print, which are the theme's.
const THEME_PARTS: &[&str] = &["tokens", "page", "stages", "parts", "timeline", "forms", "theme"];
/// The root's font size the style sheets count in.
const REM_PX: f64 = 16.0;

/// Where `scripts/islands` puts the browser half.
const ISLANDS: &str = "target/site/pkg";

fn main() {
    // The browser half embeds nothing.
    if env::var_os("CARGO_FEATURE_SSR").is_none() {
        println!("cargo:rerun-if-changed=build.rs");
        fs::write(out_dir().join("assets.rs"), "").expect("OUT_DIR is writable");
        return;
    }
    for watched in ["build.rs", "style", "public", "locales", "migrations", "demo"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    let out = out_dir();
    let mut table = String::from("pub static FILES: &[StaticFile] = &[\n");
    let css = bundle("style/main.css");
    add(&mut table, &out, "STYLE", "main.css", "text/css; charset=utf-8", css.as_bytes());
    let admin = bundle("style/admin/main.css");
    add(&mut table, &out, "ADMIN", "admin.css", "text/css; charset=utf-8", admin.as_bytes());
    let theme = in_theme(THEME_PARTS);
    add(&mut table, &out, "THEME", "theme.css", "text/css; charset=utf-8", theme.as_bytes());
    let script = read("public/page.js");
    add(&mut table, &out, "SCRIPT", "page.js", "text/javascript; charset=utf-8", &script);
    let passkeys = read("public/passkeys.js");
    add(&mut table, &out, "PASSKEYS", "passkeys.js", "text/javascript; charset=utf-8", &passkeys);
    islands(&mut table, &out);
    table.push_str("];\n");
    fs::write(out.join("assets.rs"), table).expect("OUT_DIR is writable");
    demo_table(&out);
}

fn out_dir() -> PathBuf {
    PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"))
}

/// The browser half, when there is one: the script learns the module's fingerprinted name. A folder that
/// is missing is not watched (cargo would build at every call); `scripts/islands` touches this file.
fn islands(table: &mut String, out: &Path) {
    let (script, module) =
        (Path::new(ISLANDS).join("islands.js"), Path::new(ISLANDS).join("islands_bg.wasm"));
    let (Ok(script_text), Ok(module_bytes)) = (fs::read_to_string(&script), fs::read(&module)) else {
        return;
    };
    for watched in [&script, &module] {
        println!("cargo:rerun-if-changed={}", watched.display());
    }
    let name = add(table, out, "MODULE", "islands.wasm", "application/wasm", &module_bytes);
    let script_text = script_text.replace("islands_bg.wasm", &name);
    add(table, out, "ISLANDS", "islands.js", "text/javascript; charset=utf-8", script_text.as_bytes());
}

/// The demo's input files as a table, so that `waymark demo` needs no folder beside the binary.
fn demo_table(out: &Path) {
    let mut files: Vec<PathBuf> = fs::read_dir("demo/orders")
        .map(|entries| entries.filter_map(|entry| Some(entry.ok()?.path())).collect())
        .unwrap_or_default();
    files.sort();
    let mut table = String::from("pub static ORDER_FILES: &[(&str, &str)] = &[\n");
    for path in files {
        let name = path.file_name().expect("a directory entry has a name").to_string_lossy().into_owned();
        let full = fs::canonicalize(&path).expect("listed a moment ago");
        writeln!(table, "({name:?}, include_str!({full:?})),").expect("writing to a string");
    }
    table.push_str("];\n");
    fs::write(out.join("demo.rs"), table).expect("OUT_DIR is writable");
}

fn bundle(entry: &str) -> String {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = match bundler.bundle(Path::new(entry)) {
        Ok(sheet) => sheet,
        Err(error) => panic!("{entry} does not parse: {error}"),
    };
    sheet
        .minify(MinifyOptions::default())
        .unwrap_or_else(|error| panic!("{entry} cannot be minified: {error}"));
    let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
    sheet.to_css(options).unwrap_or_else(|error| panic!("{entry} cannot be printed: {error}")).code
}

/// The style sheets for the part of a page that stands inside a shop's theme: each rule holds inside
/// `.waymark` alone, and lengths no longer count in the root's font size, which is the theme's.
fn in_theme(parts: &[&str]) -> String {
    let text: String = parts
        .iter()
        .map(|part| String::from_utf8(read(&format!("style/{part}.css"))).expect("a style sheet is text"))
        .collect();
    let own = text
        .replace(":root {", "& {")
        .replace("html {", "& {")
        .replace("body {", "& {")
        .replace(", main,", ", .page,");
    let scoped = format!(".waymark {{\n{}\n}}", in_pixels(&own));
    let mut sheet = match StyleSheet::parse(&scoped, ParserOptions::default()) {
        Ok(sheet) => sheet,
        Err(error) => panic!("the style for themes does not parse: {error}"),
    };
    let targets = Targets { include: Features::Nesting, ..Targets::default() };
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .unwrap_or_else(|error| panic!("the style for themes cannot be minified: {error}"));
    let options = PrinterOptions { minify: true, targets, ..PrinterOptions::default() };
    sheet
        .to_css(options)
        .unwrap_or_else(|error| panic!("the style for themes cannot be printed: {error}"))
        .code
}

/// Every length in `rem` as pixels.
fn in_pixels(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("rem") {
        let (before, after) = (&rest[..at], &rest[at + 3..]);
        let number = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let (lead, number) = before.split_at(before.len() - number);
        out.push_str(lead);
        match number.parse::<f64>() {
            Ok(value) => write!(out, "{}px", value * REM_PX).expect("writing to a string"),
            Err(_) => out.extend([number, "rem"]),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Puts a file into the table and answers with its fingerprinted name.
fn add(table: &mut String, out: &Path, role: &str, name: &str, content_type: &str, bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    let (stem, ending) = name.rsplit_once('.').expect("static files have an ending");
    let fingerprinted = format!("{stem}.{:016x}.{ending}", hasher.finish());
    let path = |suffix: &str| out.join(format!("{name}{suffix}"));
    fs::write(path(""), bytes).expect("OUT_DIR is writable");
    fs::write(path(".br"), brotli_of(bytes)).expect("OUT_DIR is writable");
    fs::write(path(".gz"), gzip_of(bytes)).expect("OUT_DIR is writable");
    writeln!(
        table,
        "StaticFile {{ role: Role::{role}, name: {fingerprinted:?}, content_type: {content_type:?}, \
         raw: include_bytes!({:?}), br: include_bytes!({:?}), gz: include_bytes!({:?}) }},",
        path(""),
        path(".br"),
        path(".gz"),
    )
    .expect("writing to a string");
    fingerprinted
}

fn brotli_of(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params).expect("compressing in memory");
    out
}

fn gzip_of(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("compressing in memory");
    encoder.finish().expect("compressing in memory")
}

fn read(path: &str) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{path} is missing: {error}"))
}

//! Who may import whom (ARCHITECTURE.md): reads `src` and fails with file and line.

use std::fs;
use std::path::{Path, PathBuf};

/// A part of the crate, what it may import of ours, and libraries it may use that others may not.
struct Part {
    name: &'static str,
    may_import: &'static [&'static str],
    may_use: &'static [&'static str],
}

const PARTS: &[Part] = &[
    Part { name: "domain", may_import: &[], may_use: &[] },
    Part { name: "wire", may_import: &[], may_use: &[] },
    Part { name: "language", may_import: &["domain"], may_use: &["fluent_bundle", "icu_datetime"] },
    Part { name: "store", may_import: &["domain"], may_use: &["sqlx"] },
    Part { name: "shopify", may_import: &["domain"], may_use: &["reqwest"] },
    Part {
        name: "mail",
        may_import: &["domain", "language"],
        may_use: &["lettre", "mail_auth", "hickory_resolver"],
    },
    Part {
        name: "services",
        may_import: &["domain", "language", "store", "shopify", "mail", "wire"],
        may_use: &[],
    },
    Part { name: "pages", may_import: &["domain", "language", "wire", "services"], may_use: &["leptos"] },
    Part { name: "jobs", may_import: &["domain", "services", "mail", "lifecycle"], may_use: &[] },
    Part {
        name: "web",
        // `store` only for the error and outcome types that services pass through.
        may_import: &["domain", "language", "wire", "services", "store", "pages", "jobs"],
        may_use: &["axum", "tower_http", "leptos", "leptos_axum"],
    },
    // Of the services, the one calculation that lib.rs gives to the browser half.
    Part { name: "islands", may_import: &["wire", "services"], may_use: &["leptos"] },
    Part { name: "config", may_import: &[], may_use: &["leptos", "config"] },
    Part { name: "lifecycle", may_import: &[], may_use: &[] },
    // tower_http by name alone: part of its log is silenced.
    Part { name: "telemetry", may_import: &[], may_use: &["tracing_subscriber", "tower_http"] },
];

/// Libraries that only the parts which list them may mention.
const GUARDED: &[&str] = &[
    "sqlx",
    "reqwest",
    "leptos",
    "leptos_axum",
    "axum",
    "tower_http",
    "fluent_bundle",
    "icu_datetime",
    "tracing_subscriber",
    "lettre",
    "mail_auth",
    "hickory_resolver",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("src can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn mentions(line: &str, word: &str) -> bool {
    let code = line.split("//").next().unwrap_or(line);
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + word.len()..];
        after.starts_with("::") && !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

fn imported(line: &str) -> Vec<&str> {
    let code = line.split("//").next().unwrap_or(line);
    code.match_indices("crate::")
        .filter(|(at, _)| !code[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        .map(|(at, _)| {
            let rest = &code[at + "crate::".len()..];
            rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or("")
        })
        .collect()
}

#[test]
fn every_part_imports_only_what_it_may() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut breaks = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&src).expect("below src");
        let first = inside.components().next().expect("a path has a part").as_os_str().to_string_lossy();
        let name = first.trim_end_matches(".rs");
        if matches!(name, "cli" | "main" | "lib") {
            continue;
        }
        let part = PARTS.iter().find(|part| part.name == name);
        let part = part.unwrap_or_else(|| panic!("src/{name} is new: say in this table what it may import"));
        let text = fs::read_to_string(&file).expect("a source file is text");
        for (number, line) in (1..).zip(text.lines()) {
            for module in imported(line) {
                let known = module == part.name || part.may_import.contains(&module) || module.is_empty();
                if !known {
                    breaks.push(format!("src/{}:{number}: {name} imports {module}", inside.display()));
                }
            }
            for library in GUARDED.iter().filter(|library| mentions(line, library)) {
                if !part.may_use.contains(library) {
                    breaks.push(format!("src/{}:{number}: {name} uses {library}", inside.display()));
                }
            }
        }
    }
    assert!(breaks.is_empty(), "\n{}", breaks.join("\n"));
}

#[test]
fn the_check_itself_finds_a_break() {
    assert_eq!(imported("use crate::store::Store;"), ["store"]);
    assert!(mentions("let row = sqlx::query(\"\");", "sqlx"));
    assert!(!mentions("// sqlx::query is elsewhere", "sqlx"));
    assert!(!mentions("use leptos_axum::render;", "leptos"));
}

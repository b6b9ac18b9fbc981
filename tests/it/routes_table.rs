//! The tables of routes are whole: what the router serves stands in them with its methods, and nothing else.
//! Read from the sources, because a router does not tell what it holds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use waymark::services::settings::Tab;
use waymark::web::{admin, router};

type Table = BTreeMap<String, BTreeSet<&'static str>>;

fn source(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a source file is text")
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("src can be read").path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// The constants of a file with addresses.
fn constants(text: &str) -> BTreeMap<String, String> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("pub const "));
    let read = |line: &str| {
        let (name, rest) = line.split_once(": &str = \"")?;
        Some((name.to_owned(), rest.split('"').next()?.to_owned()))
    };
    lines.filter_map(read).collect()
}

/// What stands between the brackets of each `.route(`.
fn registered(text: &str) -> Vec<&str> {
    let inside = |at: usize| {
        let rest = &text[at + ".route(".len()..];
        let mut depth = 1;
        let end = rest.char_indices().find(|(_, letter)| {
            depth += match letter {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            depth == 0
        });
        &rest[..end.expect("brackets close").0]
    };
    text.match_indices(".route(").map(|(at, _)| inside(at)).collect()
}

fn methods(handlers: &str) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let calls = |word: &str| {
        handlers
            .match_indices(word)
            .any(|(at, _)| !handlers[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    for (word, methods) in [("get(", &["GET"][..]), ("post(", &["POST"]), ("any(", &["GET", "POST"])] {
        if calls(word) {
            found.extend(methods);
        }
    }
    assert!(!found.is_empty(), "no method is read from “{handlers}”");
    found
}

#[test]
fn every_route_stands_in_the_tables_with_its_methods() {
    let shopper = constants(&source("src/domain/routes.rs"));
    let merchant = constants(&source("src/domain/admin_routes.rs"));
    let (mut paths, mut served, mut loops) = (Vec::new(), Table::new(), 0);
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web"), &mut paths);
    for path in paths {
        let text = fs::read_to_string(&path).expect("a source file is text");
        for other in [".nest(", ".route_service(", ".nest_service("] {
            assert!(!text.contains(other), "{}: {other} is not read by this test", path.display());
        }
        for route in registered(&text) {
            let (name, handlers) = route.split_once(',').expect("a path and its handlers");
            let name = name.trim();
            if name == "one.pattern()" {
                loops += 1;
                let both: BTreeSet<&str> = ["GET", "POST"].into();
                served.extend(Tab::ALL.map(|tab| (tab.pattern().to_owned(), both.clone())));
                continue;
            }
            let known = match name.strip_prefix("routes::") {
                Some(name) => shopper.get(name),
                None => merchant.get(name),
            };
            let pattern = known.unwrap_or_else(|| panic!("{}: {name} is no known address", path.display()));
            assert!(served.insert(pattern.clone(), methods(handlers)).is_none(), "{pattern} is there twice");
        }
    }
    assert_eq!(loops, 1, "the settings' forms");
    let tables = router::ROUTES.iter().chain(admin::ROUTES.iter().flat_map(|table| table.iter()));
    let listed: Table =
        tables.map(|(pattern, methods)| ((*pattern).to_owned(), methods.iter().copied().collect())).collect();
    assert_eq!(served, listed);
}

#[test]
fn the_reading_itself_finds_what_is_there() {
    let text = "Router::new()\n.route(\n    routes::HOME,\n    get(a::b).post(c).layer(max(5)),\n)\n.route(B, any(d))";
    let found = registered(text);
    assert_eq!(found.len(), 2);
    assert_eq!(methods(found[0]), ["GET", "POST"].into());
    assert_eq!(methods("post(widget(x))"), ["POST"].into());
    assert_eq!(constants("pub const A: &str = \"/a/{b}\";").get("A").map(String::as_str), Some("/a/{b}"));
}

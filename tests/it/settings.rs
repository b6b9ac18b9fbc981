//! README's settings table says what `waymark config` says.

use waymark::config::SETTINGS;

#[test]
fn the_readme_lists_every_setting_with_its_default() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    for setting in SETTINGS {
        let row = readme
            .lines()
            .find(|line| line.starts_with('|') && line.contains(&format!("`{}`", setting.variable)));
        let row = row.unwrap_or_else(|| panic!("README.md has no row for {}", setting.variable));
        assert!(
            setting.default.is_empty() || row.contains(setting.default),
            "{}: default differs: {row}",
            setting.variable
        );
    }
}

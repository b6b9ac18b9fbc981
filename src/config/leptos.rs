//! The server's Leptos settings, embedded from `Leptos.toml` so that the binary does not depend on
//! the folder it is started in.

use leptos::config::{LeptosOptions, get_config_from_str};

/// `Leptos.toml` as it was at build time.
pub const LEPTOS_TOML: &str = include_str!("../../Leptos.toml");

/// The Leptos options of this build.
///
/// # Panics
/// Never in a built binary: a test reads the embedded file.
#[must_use]
pub fn options() -> LeptosOptions {
    get_config_from_str(LEPTOS_TOML).expect("Leptos.toml holds the heading leptos_config looks for")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_settings_files_say_the_same() {
        let cargo = get_config_from_str(include_str!("../../Cargo.toml")).unwrap();
        let own = options();
        assert_eq!(own.output_name, cargo.output_name);
        assert_eq!(own.site_root, cargo.site_root);
        assert_eq!(own.site_pkg_dir, cargo.site_pkg_dir);
        assert_eq!(own.site_addr, cargo.site_addr);
        assert_eq!(own.reload_port, cargo.reload_port);
    }
}

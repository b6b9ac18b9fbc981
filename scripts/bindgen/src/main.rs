//! Makes the JavaScript that loads the browser half: `bindgen INPUT.wasm FOLDER` writes `islands.js` and
//! `islands_bg.wasm`. The library instead of the command `wasm-bindgen`, because both must be of exactly
//! the same version as the crate: this way the lock file says so once. Run by `scripts/islands`.

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let mut given = env::args_os().skip(1).map(PathBuf::from);
    let (input, folder) = given.next().zip(given.next()).context("bindgen INPUT.wasm FOLDER")?;
    Bindgen::new()
        .input_path(&input)
        .out_name("islands")
        .web(true)?
        .typescript(false)
        .remove_producers_section(true)
        .generate(&folder)
        .with_context(|| format!("{} could not be joined with JavaScript", input.display()))
}

//! `waymark template check-shopify`: whether one of Shopify's own e-mails leads to our pages, and what to change.

use std::path::Path;
use std::process::ExitCode;

use crate::domain::shop::Shop;
use crate::services::Services;
use crate::wire::frame::Tone;

/// Tells what is in the template, or prints it with what is to be changed. The exit code is 1 when shoppers do not get
/// to our pages from it.
pub fn check(services: &Services, shop: &Shop, file: &Path, text: &str, changed: bool) -> ExitCode {
    let told = services.check_shopify_template(shop, text);
    let code = if told.tone == Tone::Good { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    if changed {
        print!("{}", told.made.as_deref().unwrap_or(text));
        return code;
    }
    println!("{}", told.verdict);
    for found in told.found {
        println!("{}:{}:{}: {}", file.display(), found.line, found.column, found.words);
    }
    for step in told.steps {
        println!("{}:{}:{}: {}\n{}", file.display(), step.line, step.column, step.words, step.code);
    }
    code
}

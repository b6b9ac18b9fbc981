//! Logs. Readable sentences with dotted fields; never a token, an address, an e-mail or a URL: spans
//! carry the route pattern (see `web/request_log.rs`).

use tracing_subscriber::EnvFilter;

/// Parts of libraries that write whole addresses, and with them tokens, at their chattier levels.
const SILENCED: [&str; 3] = ["tower_http::csrf=off", "hyper=warn", "h2=warn"];

/// The filter for this wish, without what may write secrets. A wish that does not parse becomes `info`.
///
/// # Panics
/// Never: the silencing directives are constants that parse.
#[must_use]
pub fn filter(wish: &str) -> EnvFilter {
    let filter = EnvFilter::try_new(wish).unwrap_or_else(|_| EnvFilter::new("info"));
    SILENCED
        .iter()
        .fold(filter, |filter, directive| filter.add_directive(directive.parse().expect("a constant")))
}

/// Starts logging to standard error.
pub fn start(wish: &str, json: bool) {
    let filter = filter(wish);
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = if json { builder.json().try_init() } else { builder.with_target(false).try_init() };
    // A second start in one process (tests) keeps the first subscriber.
    drop(started);
}

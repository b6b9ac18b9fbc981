//! Logs. Readable sentences with dotted fields; never a token, an address, an e-mail or a URL: spans
//! carry the route pattern (see `web/request_log.rs`).

use tracing_subscriber::EnvFilter;

/// Starts logging to standard error. A filter that does not parse falls back to `info`.
pub fn start(filter: &str, json: bool) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = if json { builder.json().try_init() } else { builder.with_target(false).try_init() };
    // A second start in one process (tests) keeps the first subscriber.
    drop(started);
}

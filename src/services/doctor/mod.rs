//! `waymark doctor`: what is well and what to mend, in words. `shopify.rs` asks Shopify about every
//! connected shop, `mail.rs` the mail server and the DNS about the sender.

mod mail;
mod shopify;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Services;
use crate::mail::SmtpTransport;

/// What the doctor looks at besides the store.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// Public address.
    pub url: String,
    /// Key ring file.
    pub keys: PathBuf,
    /// Folder for messages.
    pub mail_folder: PathBuf,
    /// The mail server; `None` for the folder; why the settings about it cannot be used.
    pub mail_server: Result<Option<Arc<SmtpTransport>>, String>,
    /// Whether the environment sends calls to Shopify through a proxy.
    pub through_proxy: bool,
    /// Whether the server listens to this machine alone, so that shoppers come through a reverse proxy.
    pub behind_proxy: bool,
    /// How many reverse proxies are believed.
    pub trusted_proxies: usize,
    /// Whether this build holds the browser half of the merchant's side.
    pub islands: bool,
}

/// One thing the doctor looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether it is as it should be.
    pub well: bool,
    /// What it is, and what to do when it is not well.
    pub words: String,
}

/// Looks at everything a server needs, and asks Shopify about every connected shop. `services` are those
/// of the server, or why the database could not be opened.
pub async fn examine(services: Result<&Services, &str>, surroundings: &Surroundings) -> Vec<Finding> {
    let mut findings = vec![address(&surroundings.url), keys(&surroundings.keys)];
    match &surroundings.mail_server {
        Ok(None) => findings.push(folder(&surroundings.mail_folder)),
        Ok(Some(server)) => findings.extend(mail::findings(server).await),
        Err(why) => findings.push(finding(false, why.clone())),
    }
    findings.extend(proxies(surroundings));
    findings.push(islands(surroundings.islands));
    match services {
        Err(why) => findings.push(finding(false, format!("the database cannot be used: {why}"))),
        Ok(services) => {
            let store = &services.store;
            findings.push(match store.ping().await {
                Ok(()) => finding(true, format!("the database commits ({})", store.engine().name())),
                Err(error) => finding(false, format!("the database does not commit: {error}")),
            });
            findings.extend(shops(services, surroundings).await);
        }
    }
    findings
}

async fn shops(services: &Services, surroundings: &Surroundings) -> Vec<Finding> {
    let store = &services.store;
    let shops = match store.shops().await {
        Ok(shops) => shops,
        Err(error) => return vec![finding(false, format!("the shops cannot be read: {error}"))],
    };
    if shops.is_empty() {
        let words = "there is no shop yet: `waymark import FILE` makes one, `waymark demo` makes a demo shop";
        return vec![finding(false, words.to_owned())];
    }
    let mut findings = Vec::new();
    for shop in shops {
        let orders = store.shop(shop.id).count_orders().await.unwrap_or(0);
        findings.push(finding(true, format!("shop “{}” with {orders} orders", shop.name)));
        if jiff::tz::TimeZone::get(&shop.settings.time_zone).is_err() {
            let words = format!(
                "shop “{}”: the time zone {} does not exist; days are shown in UTC",
                shop.name, shop.settings.time_zone
            );
            findings.push(finding(false, words));
        }
        findings.extend(shopify::connection(services, &shop, surroundings.through_proxy).await);
    }
    findings
}

fn address(url: &str) -> Finding {
    let local = url.contains("127.0.0.1") || url.contains("localhost");
    if url.starts_with("https://") || local {
        finding(true, format!("links begin with {url}"))
    } else {
        finding(
            false,
            format!("links begin with {url}: without https anyone on the way can read them; set WAYMARK_URL"),
        )
    }
}

fn keys(path: &Path) -> Finding {
    let Ok(meta) = path.metadata() else {
        return finding(
            false,
            format!("there is no key ring at {}: it is made on first start", path.display()),
        );
    };
    use std::os::unix::fs::PermissionsExt as _;
    let open = meta.permissions().mode() & 0o077 != 0;
    let words = format!("the key ring is {}; back it up apart from the database", path.display());
    if open {
        finding(false, format!("{words}; others can read it: chmod 600"))
    } else {
        finding(true, words)
    }
}

fn folder(folder: &Path) -> Finding {
    let made = std::fs::create_dir_all(folder);
    match made {
        Ok(()) => finding(
            true,
            format!(
                "messages are written to {}: no mail leaves this machine before WAYMARK_SMTP_URL is set",
                folder.display()
            ),
        ),
        Err(error) => finding(false, format!("the mail folder {} cannot be made: {error}", folder.display())),
    }
}

/// Limits on tries count by the visitor's network; behind a proxy that is not believed all look alike.
fn proxies(surroundings: &Surroundings) -> Option<Finding> {
    if !surroundings.url.starts_with("https://") || !surroundings.behind_proxy {
        return None;
    }
    Some(match surroundings.trusted_proxies {
        0 => finding(
            false,
            "visitors come through a reverse proxy on this machine, so all of them share one limit of tries; set WAYMARK_TRUSTED_PROXIES to its address, for example 127.0.0.1"
                .to_owned(),
        ),
        1 => finding(true, "X-Forwarded-For is believed from one reverse proxy".to_owned()),
        count => finding(true, format!("X-Forwarded-For is believed from {count} reverse proxies")),
    })
}

/// Well either way: every page works without it.
fn islands(there: bool) -> Finding {
    let words = if there {
        "the merchant's side has its islands (preview while typing, selection over pages)"
    } else {
        "this build has no islands: the merchant's side works by plain forms; run scripts/islands before building to have them"
    };
    finding(true, words.to_owned())
}

const fn finding(well: bool, words: String) -> Finding {
    Finding { well, words }
}

//! Settings: one table with every setting, its default and its meaning.
//!
//! Values come from the environment (`WAYMARK_…`, `DATABASE_URL`), else from the file named by
//! `WAYMARK_CONFIG` (TOML, same names in lower case without the prefix), else from the default. An
//! unknown key in the file is an error: a misspelt setting must not pass in silence.

pub mod leptos;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// A setting that can be given.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Environment variable.
    pub variable: &'static str,
    /// Key in the settings file.
    pub key: &'static str,
    /// What holds when it is not given.
    pub default: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// Every setting there is. README.md shows the same table; a test compares them.
pub const SETTINGS: &[Setting] = &[
    Setting {
        variable: "DATABASE_URL",
        key: "database_url",
        default: "sqlite:data/waymark.sqlite3",
        meaning: "where orders are kept: sqlite:PATH, or postgres://USER:PASSWORD@HOST/DATABASE to scale out",
    },
    Setting {
        variable: "WAYMARK_ADDR",
        key: "addr",
        default: "127.0.0.1:3000",
        meaning: "address and port the server listens on",
    },
    Setting {
        variable: "WAYMARK_URL",
        key: "url",
        default: "http://127.0.0.1:3000",
        meaning: "address under which shoppers reach the server; https switches on Secure cookies and HSTS",
    },
    Setting {
        variable: "WAYMARK_KEYS",
        key: "keys",
        default: "data/keys",
        meaning: "file with the key ring that seals secrets; made on first start; back it up apart from the database",
    },
    Setting {
        variable: "WAYMARK_MAIL_FOLDER",
        key: "mail_folder",
        default: "data/mail",
        meaning: "folder that messages are written to as .eml files while there is no mail server",
    },
    Setting {
        variable: "WAYMARK_SMTP_URL",
        key: "smtp_url",
        default: "",
        meaning: "mail server for messages: smtp://USER:PASSWORD@HOST:587?tls=required, smtps://…; without it messages stay in the folder",
    },
    Setting {
        variable: "WAYMARK_MAIL_FROM",
        key: "mail_from",
        default: "",
        meaning: "whom messages are from: Name <orders@shop.example>; needed with a mail server",
    },
    Setting {
        variable: "WAYMARK_DKIM_KEY",
        key: "dkim_key",
        default: "",
        meaning: "file with a private key (PEM, RSA or Ed25519) that signs messages; without it the mail server signs, or nobody",
    },
    Setting {
        variable: "WAYMARK_DKIM_SELECTOR",
        key: "dkim_selector",
        default: "waymark",
        meaning: "under which name the key's public half stands in the DNS: SELECTOR._domainkey.DOMAIN",
    },
    Setting {
        variable: "WAYMARK_DKIM_DOMAIN",
        key: "dkim_domain",
        default: "",
        meaning: "the domain that is signed for, when it is not that of WAYMARK_MAIL_FROM",
    },
    Setting {
        variable: "WAYMARK_ERASURES",
        key: "erasures",
        default: "data/erasures.jsonl",
        meaning: "journal of what was erased, carried out again when an older database is put back; holds nothing personal",
    },
    Setting {
        variable: "WAYMARK_TRUSTED_PROXIES",
        key: "trusted_proxies",
        default: "",
        meaning: "addresses of reverse proxies whose X-Forwarded-For is believed, separated by commas",
    },
    Setting {
        variable: "WAYMARK_SHOPIFY_SHOP",
        key: "shopify_shop",
        default: "",
        meaning: "myshopify.com domain of a shop to connect at start; with the two settings below",
    },
    Setting {
        variable: "WAYMARK_SHOPIFY_CLIENT_ID",
        key: "shopify_client_id",
        default: "",
        meaning: "client id of your app in the Dev Dashboard",
    },
    Setting {
        variable: "WAYMARK_SHOPIFY_CLIENT_SECRET",
        key: "shopify_client_secret",
        default: "",
        meaning: "its client secret; after a change of it the one before stays good for six hours",
    },
    Setting {
        variable: "WAYMARK_SHOPIFY_WEBHOOKS",
        key: "shopify_webhooks",
        default: "api",
        meaning: "who subscribes to webhooks: api (this program) or file (the app's configuration file)",
    },
    Setting {
        variable: "WAYMARK_SHOPIFY_URL",
        key: "shopify_url",
        default: "https://{shop}",
        meaning: "where Shopify's Admin API answers; {shop} stands for the shop's myshopify.com domain",
    },
    Setting {
        variable: "WAYMARK_LOG",
        key: "log",
        default: "info",
        meaning: "what is logged: error, warn, info, debug, trace, or a filter such as waymark=debug",
    },
    Setting {
        variable: "WAYMARK_LOG_FORMAT",
        key: "log_format",
        default: "text",
        meaning: "text for people, json for machines",
    },
];

/// The settings in force.
#[derive(Clone)]
pub struct Config {
    /// Database URL; may hold a password, so it is never printed.
    pub database_url: String,
    /// Where the server listens.
    pub addr: SocketAddr,
    /// Public address without a slash at the end.
    pub url: String,
    /// Key ring file.
    pub keys: PathBuf,
    /// Folder for messages.
    pub mail_folder: PathBuf,
    /// The mail server and whom messages are from; `None` writes them into the folder.
    pub mail: Option<MailServer>,
    /// Whom messages are from, as given; empty when it is not.
    pub mail_from: String,
    /// Journal of erasures.
    pub erasures: PathBuf,
    /// Proxies that are believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Where Shopify's Admin API answers, with `{shop}` for the shop's domain.
    pub shopify_url: String,
    /// A shop to connect at start.
    pub shopify_app: Option<ShopifyApp>,
    /// Log filter.
    pub log: String,
    /// Whether logs are JSON.
    pub log_json: bool,
    given: BTreeMap<&'static str, (String, &'static str)>,
}

/// How messages leave. No debug form: it holds a password.
#[derive(Clone)]
pub struct MailServer {
    /// `smtp://…` or `smtps://…`, with the password in it.
    pub url: String,
    /// File with the key that signs.
    pub dkim_key: Option<PathBuf>,
    /// Under which name its public half stands in the DNS.
    pub dkim_selector: String,
    /// The domain that is signed for; `None` for the sender's.
    pub dkim_domain: Option<String>,
}

/// An app of the merchant's own in the Dev Dashboard. No debug form: it holds a secret.
#[derive(Clone)]
pub struct ShopifyApp {
    /// The shop's `myshopify.com` domain.
    pub shop: String,
    /// The app's client id.
    pub client_id: String,
    /// The app's client secret.
    pub client_secret: String,
    /// Whether the app's configuration file subscribes to webhooks.
    pub webhooks_in_file: bool,
}

/// Why settings cannot be used; the sentence says which and how to mend it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(String);

impl Config {
    /// Reads the settings; `variable` gives an environment variable's value.
    ///
    /// # Errors
    /// When a value cannot be used or the settings file has a key that does not exist.
    pub fn read(variable: &dyn Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let file = match variable("WAYMARK_CONFIG") {
            Some(path) => read_file(&path)?,
            None => BTreeMap::new(),
        };
        let mut given = BTreeMap::new();
        for setting in SETTINGS {
            let from_environment =
                variable(setting.variable).filter(|v| !v.is_empty()).map(|v| (v, "environment"));
            let value = from_environment.or_else(|| file.get(setting.key).map(|v| (v.clone(), "file")));
            given.insert(setting.variable, value.unwrap_or_else(|| (setting.default.to_owned(), "default")));
        }
        Self::from_values(given)
    }

    fn from_values(given: BTreeMap<&'static str, (String, &'static str)>) -> Result<Self, ConfigError> {
        let text = |name: &str| given[name].0.clone();
        let url = text("WAYMARK_URL").trim_end_matches('/').to_owned();
        if !url.starts_with("http://") && !url.starts_with("https://") {
            return Err(ConfigError("WAYMARK_URL must begin with http:// or https://".into()));
        }
        let log_json = match text("WAYMARK_LOG_FORMAT").as_str() {
            "text" => false,
            "json" => true,
            _ => return Err(ConfigError("WAYMARK_LOG_FORMAT is text or json".into())),
        };
        let addr = text("WAYMARK_ADDR");
        let shopify_url = text("WAYMARK_SHOPIFY_URL").trim_end_matches('/').to_owned();
        if !shopify_url.contains("{shop}") || !shopify_url.starts_with("http") {
            return Err(ConfigError("WAYMARK_SHOPIFY_URL must be an address with {shop} in it".into()));
        }
        Ok(Self {
            database_url: text("DATABASE_URL"),
            addr: addr
                .parse()
                .map_err(|_| ConfigError(format!("WAYMARK_ADDR is not ADDRESS:PORT: {addr}")))?,
            url,
            keys: text("WAYMARK_KEYS").into(),
            mail_folder: text("WAYMARK_MAIL_FOLDER").into(),
            mail: mail_server(&given)?,
            mail_from: text("WAYMARK_MAIL_FROM"),
            erasures: text("WAYMARK_ERASURES").into(),
            trusted_proxies: proxies(&text("WAYMARK_TRUSTED_PROXIES"))?,
            shopify_url,
            shopify_app: shopify_app(&given)?,
            log: text("WAYMARK_LOG"),
            log_json,
            given,
        })
    }

    /// Every setting with its value in force, where it came from, and its meaning. Passwords inside
    /// addresses are left out.
    #[must_use]
    pub fn describe(&self) -> String {
        let mut out = String::new();
        for setting in SETTINGS {
            let (value, source) = &self.given[setting.variable];
            let value = match setting.variable {
                "DATABASE_URL" | "WAYMARK_SMTP_URL" => without_password(value),
                "WAYMARK_SHOPIFY_CLIENT_SECRET" if !value.is_empty() => "…".to_owned(),
                _ => value.clone(),
            };
            out.push_str(&format!(
                "{}  ({} in the settings file)\n  {}\n  default: {}\n  now:     {value}  (from {source})\n\n",
                setting.variable, setting.key, setting.meaning, setting.default
            ));
        }
        out
    }
}

/// A database's or mail server's address fit to be printed.
#[must_use]
pub fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.rsplit_once('@') {
        Some((user, host)) => {
            let user = user.split(':').next().unwrap_or(user);
            format!("{scheme}://{user}:…@{host}")
        }
        None => url.to_owned(),
    }
}

/// The app, when all three of its settings are given.
fn shopify_app(
    given: &BTreeMap<&'static str, (String, &'static str)>,
) -> Result<Option<ShopifyApp>, ConfigError> {
    let names = ["WAYMARK_SHOPIFY_SHOP", "WAYMARK_SHOPIFY_CLIENT_ID", "WAYMARK_SHOPIFY_CLIENT_SECRET"];
    let [shop, client_id, client_secret] = names.map(|name| given[name].0.trim().to_owned());
    let missing: Vec<_> = names.into_iter().filter(|name| given[name].0.trim().is_empty()).collect();
    match missing.len() {
        0 => {
            let webhooks_in_file = match given["WAYMARK_SHOPIFY_WEBHOOKS"].0.as_str() {
                "api" => false,
                "file" => true,
                _ => return Err(ConfigError("WAYMARK_SHOPIFY_WEBHOOKS is api or file".into())),
            };
            Ok(Some(ShopifyApp { shop, client_id, client_secret, webhooks_in_file }))
        }
        3 => Ok(None),
        _ => Err(ConfigError(format!("to connect a shop, set {} too", missing.join(" and ")))),
    }
}

/// The mail server, when its address is given. What the address says is read where mails are sent.
fn mail_server(
    given: &BTreeMap<&'static str, (String, &'static str)>,
) -> Result<Option<MailServer>, ConfigError> {
    let text = |name: &str| Some(given[name].0.trim().to_owned()).filter(|text| !text.is_empty());
    let Some(url) = text("WAYMARK_SMTP_URL") else {
        return match text("WAYMARK_DKIM_KEY") {
            None => Ok(None),
            Some(_) => Err(ConfigError(
                "WAYMARK_DKIM_KEY needs WAYMARK_SMTP_URL: without a mail server nothing is signed".into(),
            )),
        };
    };
    if text("WAYMARK_MAIL_FROM").is_none() {
        return Err(ConfigError(
            "with WAYMARK_SMTP_URL, set WAYMARK_MAIL_FROM too: Name <orders@shop.example>".into(),
        ));
    }
    Ok(Some(MailServer {
        url,
        dkim_key: text("WAYMARK_DKIM_KEY").map(PathBuf::from),
        dkim_selector: text("WAYMARK_DKIM_SELECTOR").unwrap_or_default(),
        dkim_domain: text("WAYMARK_DKIM_DOMAIN"),
    }))
}

fn proxies(text: &str) -> Result<Vec<IpAddr>, ConfigError> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            part.parse()
                .map_err(|_| ConfigError(format!("WAYMARK_TRUSTED_PROXIES: {part} is not an address")))
        })
        .collect()
}

fn read_file(path: &str) -> Result<BTreeMap<String, String>, ConfigError> {
    let source = config::File::new(path, config::FileFormat::Toml);
    let read = config::Config::builder().add_source(source).build();
    let values: BTreeMap<String, config::Value> = read
        .and_then(config::Config::try_deserialize)
        .map_err(|error| ConfigError(format!("the settings file {path} cannot be read: {error}")))?;
    let mut texts = BTreeMap::new();
    for (key, value) in values {
        if !SETTINGS.iter().any(|setting| setting.key == key) {
            return Err(ConfigError(format!(
                "the settings file {path} has a key that does not exist: {key}"
            )));
        }
        let text = value.into_string().map_err(|_| ConfigError(format!("{key} in {path} is not a text")))?;
        texts.insert(key, text);
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_given_means_defaults() {
        let config = Config::read(&|_| None).unwrap();
        assert_eq!(config.addr.to_string(), "127.0.0.1:3000");
        assert!(config.describe().contains("(from default)"));
    }

    #[test]
    fn a_wrong_value_names_the_setting() {
        let read = |name: &'static str, value: &'static str| {
            Config::read(&move |n| (n == name).then(|| value.to_owned())).err().unwrap().to_string()
        };
        assert!(read("WAYMARK_ADDR", "here").contains("WAYMARK_ADDR"));
        assert!(read("WAYMARK_URL", "shop.example").contains("WAYMARK_URL"));
        assert!(read("WAYMARK_TRUSTED_PROXIES", "me").contains("WAYMARK_TRUSTED_PROXIES"));
    }

    #[test]
    fn a_mail_server_needs_a_sender_and_shows_no_password() {
        let given = |pairs: &'static [(&'static str, &'static str)]| {
            Config::read(&move |n| pairs.iter().find(|(name, _)| *name == n).map(|(_, v)| (*v).to_owned()))
        };
        let server = ("WAYMARK_SMTP_URL", "smtp://shop:s3cr:et@mail.example?tls=required");
        assert!(
            given(&[("WAYMARK_SMTP_URL", "smtp://mail.example")])
                .err()
                .unwrap()
                .to_string()
                .contains("MAIL_FROM")
        );
        assert!(given(&[("WAYMARK_DKIM_KEY", "/etc/key")]).err().unwrap().to_string().contains("SMTP_URL"));
        let sender = ("WAYMARK_MAIL_FROM", "Fir <orders@shop.example>");
        let both: &'static [(&str, &str)] = Box::leak(Box::new([server, sender]));
        let config = given(both).unwrap();
        let shown = config.describe();
        assert!(!shown.contains("s3cr") && !shown.contains("et@"), "{shown}");
        assert!(shown.contains("mail.example") && config.mail.unwrap().dkim_selector == "waymark");
    }

    #[test]
    fn a_database_password_is_never_printed() {
        let url = "postgres://waymark:s3cret@db/waymark";
        let config = Config::read(&move |n| (n == "DATABASE_URL").then(|| url.to_owned())).unwrap();
        assert!(!config.describe().contains("s3cret"));
    }
}

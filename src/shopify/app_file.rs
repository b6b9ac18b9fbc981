//! The configuration file of the merchant's app (`shopify.app.toml`), ready to paste: scopes, webhook
//! topics, privacy topics, app proxy. Privacy topics can be subscribed nowhere else (Shopify facts 3.1).

use super::topics::TOPICS;
use super::{API_VERSION, scopes};

/// The file for the shop with this handle; `proxy` is the last part of the address under the shop's own
/// domain (`/apps/{proxy}`).
#[must_use]
pub fn text(public_url: &str, handle: &str, proxy: &str) -> String {
    let hooks = format!("{public_url}/hooks/shopify/{handle}");
    let topics = list(TOPICS.iter().filter(|topic| topic.subscribed).map(|topic| topic.name));
    let wanted = scopes::NEEDED.iter().chain(scopes::OPTIONAL).map(|scope| scope.scope);
    let scopes = wanted.collect::<Vec<_>>().join(",");
    format!(
        r#"# Paste into the app's folder as shopify.app.toml and run `shopify app deploy`, or enter the same
# values in the Dev Dashboard. `client_id` stands there too.
client_id = ""
name = "Order status"
application_url = "{public_url}/shopify/install"
embedded = false

[access_scopes]
scopes = "{scopes}"

[auth]
redirect_urls = ["{public_url}/shopify/callback"]

[webhooks]
api_version = "{API_VERSION}"

# With this section connect by `waymark shop connect --webhooks file …`, so that nothing comes twice.
# Without it, leave `--webhooks` out: then Waymark subscribes by itself.
[[webhooks.subscriptions]]
topics = [
{topics}]
uri = "{hooks}"

[[webhooks.subscriptions]]
compliance_topics = ["customers/data_request", "customers/redact", "shop/redact"]
uri = "{hooks}"

[app_proxy]
url = "{public_url}/proxy/{handle}"
prefix = "apps"
subpath = "{proxy}"
"#
    )
}

fn list<'a>(topics: impl Iterator<Item = &'a str>) -> String {
    topics.map(|topic| format!("  \"{topic}\",\n")).collect()
}

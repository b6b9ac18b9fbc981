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
    // Without the last, Shopify refuses the app proxy below.
    let wanted = scopes::NEEDED.iter().map(|scope| scope.scope).chain([PROXY]);
    let scopes = wanted.collect::<Vec<_>>().join(",");
    let optional = scopes::OPTIONAL.iter().map(|scope| scope.scope).filter(|scope| *scope != PROXY);
    let optional = optional.map(|scope| format!("\"{scope}\"")).collect::<Vec<_>>().join(", ");
    format!(
        r#"# Paste into the app's folder as shopify.app.toml and run `shopify app deploy`, or enter the same
# values in the Dev Dashboard. `client_id` stands there too.
client_id = ""
name = "Order status"
application_url = "{public_url}/shopify/install"
embedded = false

[access_scopes]
scopes = "{scopes}"
# Not granted at the installation by themselves. For the history before the last 60 days move
# read_all_orders up into `scopes`; Shopify may have to approve it first.
optional_scopes = [{optional}]

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

const PROXY: &str = "write_app_proxy";

fn list<'a>(topics: impl Iterator<Item = &'a str>) -> String {
    topics.map(|topic| format!("  \"{topic}\",\n")).collect()
}

#[cfg(test)]
mod tests {
    use config::{Config, File, FileFormat, Value};

    use super::*;

    fn texts(value: &Value) -> Vec<String> {
        let list = value.clone().into_array().unwrap();
        list.into_iter().map(|text| text.into_string().unwrap()).collect()
    }

    #[test]
    fn it_is_toml_and_says_what_the_app_needs() {
        let text = text("https://status.example.com", "oak", "status");
        let file = Config::builder().add_source(File::from_str(&text, FileFormat::Toml)).build().unwrap();
        let string = |key: &str| file.get_string(key).unwrap();
        assert_eq!(string("application_url"), "https://status.example.com/shopify/install");
        assert_eq!(
            texts(&file.get("auth.redirect_urls").unwrap()),
            ["https://status.example.com/shopify/callback"]
        );

        let granted: Vec<String> = string("access_scopes.scopes").split(',').map(str::to_owned).collect();
        assert!(scopes::missing(&granted).iter().all(|missing| !missing.needed));
        assert!(granted.contains(&PROXY.to_owned()) && !granted.contains(&"read_all_orders".to_owned()));
        let optional = texts(&file.get("access_scopes.optional_scopes").unwrap());
        assert!(optional.contains(&"read_all_orders".to_owned()));
        assert!(scopes::missing(&[granted, optional].concat()).is_empty(), "nothing is forgotten");

        assert_eq!(string("webhooks.api_version"), API_VERSION);
        let subscriptions = file.get_array("webhooks.subscriptions").unwrap();
        let tables: Vec<_> = subscriptions.into_iter().map(|table| table.into_table().unwrap()).collect();
        assert_eq!(tables.len(), 2);
        for table in &tables {
            let uri = table["uri"].clone().into_string().unwrap();
            assert_eq!(uri, "https://status.example.com/hooks/shopify/oak");
        }
        let wanted: Vec<&str> =
            TOPICS.iter().filter(|topic| topic.subscribed).map(|topic| topic.name).collect();
        assert_eq!(texts(&tables[0]["topics"]), wanted);
        let duties = ["customers/data_request", "customers/redact", "shop/redact"];
        assert_eq!(texts(&tables[1]["compliance_topics"]), duties);

        let proxy = ["url", "prefix", "subpath"].map(|key| string(&format!("app_proxy.{key}")));
        assert_eq!(proxy, ["https://status.example.com/proxy/oak", "apps", "status"]);
    }
}

//! Shopify's own e-mails: each of its templates, by the names it holds, is looked at and led to our pages; and the
//! command that does the same. The names are reference material beside the project (`../shared`); without it the test
//! says so and passes, except under CI.

use std::fs;
use std::path::Path;

use serde_json::Value;
use waymark::services::shopify_mails::{Ours, check};
use waymark::wire::frame::Tone;

use super::command_line::run_in;

const ORDER: &str =
    r##"{"id": 1, "name": "#1001", "updated_at": "2026-11-20T10:00:00Z", "financial_status": "paid"}"##;

fn templates() -> Option<Vec<(String, Vec<String>)>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/shopify/data/liquid/notification-template-variables.json");
    let Ok(text) = fs::read_to_string(&file) else {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", file.display());
        println!("skipped: needs ../shared");
        return None;
    };
    let document: Value = serde_json::from_str(&text).unwrap();
    let templates = document["templates"].as_object().unwrap();
    let names = |template: &Value| {
        let names = template["variables"].as_array().unwrap().iter();
        names.map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    Some(templates.iter().map(|(name, template)| (name.clone(), names(template))).collect())
}

/// A template with these names, as Shopify's are built.
fn source(names: &[String]) -> String {
    let is_url = |name: &&String| name.ends_with("order_status_url") || name.ends_with("customer_order_url");
    let said: String =
        names.iter().filter(|name| !is_url(name)).map(|name| format!("{{{{ {name} }}}} ")).collect();
    let links: String = names
        .iter()
        .filter(is_url)
        .map(|name| format!("<table class=\"row actions\"><tr><td><a href=\"{{{{ {name} }}}}\" class=\"button__text\">View your order</a></td></tr></table>\n"))
        .collect();
    format!(
        "{{% capture email_title %}}<p>A title</p>{{% endcapture %}}\n<!DOCTYPE html>\n<html>\n<head><title>{{{{ email_title }}}}</title></head>\n\
         <body>\n{{% if custom_message != blank %}}<p>{{{{ custom_message }}}}</p>{{% endif %}}\n<p>{said}</p>\n{links}</body>\n</html>\n"
    )
}

#[test]
fn each_of_shopifys_templates_is_led_to_our_pages() {
    let Some(templates) = templates() else { return };
    let ours = Ours {
        bases: vec!["https://status.example".into()],
        find: "https://status.example/find".into(),
        button: "See your order".into(),
    };
    let mut with_their_link = 0;
    for (file, names) in &templates {
        let has = |name: &str| names.iter().any(|known| known == name);
        let theirs = ["order_status_url", "order.order_status_url", "order.customer_order_url"];
        let leads_there = theirs.iter().any(|name| has(name));
        with_their_link += usize::from(leads_there);
        let told = check(&source(names), &ours);
        assert_eq!(told.tone, if leads_there { Tone::Warn } else { Tone::Stop }, "{file}: {told:#?}");
        let links = theirs.iter().filter(|name| has(name)).count();
        assert_eq!(told.steps.len(), links.max(1), "{file}: {told:#?}");
        let made = told.made.expect("a change");
        assert_eq!(check(&made, &ours).tone, Tone::Good, "{file}: {made}");
        // The number has a name that this very template knows, where it knows any.
        let number = made.split("?order={{ ").nth(1).unwrap().split(" |").next().unwrap();
        let known = ["order_name", "order.name", "name"].iter().any(|name| has(name));
        assert!(!known || has(number), "{file}: {number}");
    }
    assert!(templates.len() > 30 && with_their_link > 14, "{} templates, {with_their_link}", templates.len());
}

#[test]
fn the_command_tells_places_and_gives_the_changed_text() {
    let folder = tempfile::tempdir().unwrap();
    let settings = [("WAYMARK_URL", "https://status.example")];
    let run = |arguments: &[&str], input: &str| run_in(folder.path(), &settings, arguments, input);
    assert_eq!(run(&["import", "--shop", "shop", "-"], ORDER).0, Some(0));
    let template = "<p>Hi</p>\n<a href=\"{{ order_status_url }}\">View</a>\n";
    let (code, told) = run(&["template", "check-shopify", "-"], template);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(code, Some(1));
    assert_eq!(lines[0], "This e-mail leads to Shopify’s order page, not to yours.");
    assert_eq!(lines[1], "-:2:10: {{ order_status_url }} leads to Shopify’s order page.");
    assert_eq!(lines[2], "-:2:10: Put this in the place of {{ order_status_url }}.");
    let address = "https://status.example/find?order={{ order_name | url_encode }}";
    assert_eq!(lines[3], address);
    let (code, changed) = run(&["template", "check-shopify", "-", "--changed"], template);
    assert_eq!((code, &changed), (Some(1), &template.replace("{{ order_status_url }}", address)));
    assert_eq!(run(&["template", "check-shopify", "-"], &changed).0, Some(0));
}

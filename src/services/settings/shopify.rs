//! Pages under the shop's own domain, and who subscribes to webhooks.

use crate::domain::door::proxy_address;
use crate::domain::shop::{ProxyForm, Shop, WebhooksBy};
use crate::wire::admin::settings::{FieldKind, PieceView, SheetView};

use super::fields::{Faults, field, line, option, sheet};
use super::typed::Typed;

pub(super) fn show(shop: &Shop) -> Typed {
    let settings = &shop.settings;
    Typed::default()
        .with("proxy", settings.proxy.word())
        .with("proxy_path", settings.proxy_path.clone().unwrap_or_default())
        .with("webhooks", settings.webhooks.word())
}

pub(super) fn sheets(shop: &Shop, typed: &Typed, public_url: &str) -> Vec<SheetView> {
    let forms = vec![
        option("page", "Whole pages", "Ours from top to bottom, with your logo and colors."),
        option("theme", "Inside the theme", "Your theme's header and footer stand around them."),
    ];
    let form = field(typed, "proxy", "Pages under your domain are", "", FieldKind::Radios(forms));
    let path = line(
        typed,
        "proxy_path",
        "Where new links lead",
        "The address under your own domain, for example https://shop.example/apps/status. Empty: links lead to \
         this server's own address.",
        "url",
    );
    let enter = PieceView::Fact {
        label: "Proxy URL".into(),
        value: format!("{public_url}/proxy/{}", shop.handle),
        note: "Enter this at Shopify, in the app's settings under App proxy.".into(),
    };
    let by = vec![
        option(
            "api",
            "Waymark subscribes",
            "Nothing to enter at Shopify. Looked through daily; Shopify ends a subscription that fails eight times in a row.",
        ),
        option(
            "file",
            "The app's configuration file does",
            "Shopify never ends those. Print the file with: waymark shop toml",
        ),
    ];
    let webhooks = field(typed, "webhooks", "Who subscribes to webhooks", "", FieldKind::Radios(by));
    vec![
        sheet(
            "Pages under the shop's own domain",
            "Shopify's app proxy shows the same pages under your domain.",
            vec![PieceView::Field(form), PieceView::Field(path), enter],
        ),
        sheet("Webhooks", "Shopify tells what changed by webhooks.", vec![PieceView::Field(webhooks)]),
    ]
}

pub(super) fn read(typed: &Typed, shop: &mut Shop, faults: &mut Faults) {
    let settings = &mut shop.settings;
    match ProxyForm::parse(typed.text("proxy")) {
        Some(form) => settings.proxy = form,
        None => faults.add("proxy", "Choose what the pages are."),
    }
    let path = typed.text("proxy_path");
    settings.proxy_path = proxy_address(path).map(str::to_owned);
    if !path.is_empty() && settings.proxy_path.is_none() {
        let sentence = "Enter an address such as https://shop.example/apps/status, or leave it empty.";
        faults.add("proxy_path", sentence);
    }
    match WebhooksBy::parse(typed.text("webhooks")) {
        Some(by) => settings.webhooks = by,
        None => faults.add("webhooks", "Choose who subscribes."),
    }
}

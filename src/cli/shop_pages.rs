//! `waymark shop pages`: what the pages under the shop's own domain are, and where links lead.

use anyhow::Context as _;

use crate::domain::door::proxy_address;
use crate::domain::shop::{ProxyForm, Shop};
use crate::services::Services;

use super::args::PagesFields;

/// Changes what is given, then tells what holds.
pub async fn pages(services: &Services, mut shop: Shop, fields: &PagesFields) -> anyhow::Result<()> {
    if let Some(word) = &fields.form {
        shop.settings.proxy = ProxyForm::parse(word)
            .with_context(|| format!("“{word}” is no form of pages; there is: page, theme"))?;
    }
    if let Some(address) = &fields.address {
        shop.settings.proxy_path = match address.as_str() {
            "none" => None,
            address => {
                let read = proxy_address(address).with_context(|| {
                    format!(
                        "“{address}” is no proxy address; one looks like https://shop.example/apps/status"
                    )
                })?;
                Some(read.to_owned())
            }
        };
    }
    if fields.form.is_some() || fields.address.is_some() {
        services.store.save_shop(&shop).await?;
    }
    let form = match shop.settings.proxy {
        ProxyForm::Page => "whole pages",
        ProxyForm::Theme => "inside the shop's theme",
    };
    println!("Pages under the shop's own domain: {form}");
    println!("Proxy URL to enter at Shopify:     {}/proxy/{}", services.public_url, shop.handle);
    let leads = shop.settings.proxy_path.as_deref().unwrap_or(&services.public_url);
    println!("New links lead to:                 {leads}");
    Ok(())
}

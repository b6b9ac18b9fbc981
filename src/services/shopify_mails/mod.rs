//! For merchants who keep Shopify's own e-mails: what to paste into them so that shoppers get to our pages, and a look
//! at a template that says where ([`check::check`]). Shopify's templates cannot be changed from outside, so all of this
//! is text to copy.
//!
//! They know an order's number and not its link: the snippets lead to the look-up with the number filled in, and the
//! shopper proves the rest there. Nothing but the number stands in the address. Start with [`Services::shopify_mails`].

mod check;
mod dead;
mod place;
mod snippets;

use crate::domain::admin_routes::{SETTINGS_SHOPIFY, SETTINGS_SHOPIFY_MAILS, in_shop};
use crate::domain::routes;
use crate::domain::shop::Shop;
use crate::language::Language;
use crate::wire::admin::shopify_mails::{CheckedTemplate, ShopifyMailsView};

use super::settings::tabs;
use super::{ServiceError, Services};

pub use check::{Ours, check};

/// Longest template that is looked at, in bytes; Shopify's have up to 60,000.
pub const LONGEST: usize = 256 * 1024;

impl Services {
    /// The page; `template` is what was pasted.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn shopify_mails(
        &self,
        shop: &Shop,
        template: Option<&str>,
    ) -> Result<ShopifyMailsView, ServiceError> {
        let ours = self.links_for_shopify(shop);
        let where_it_is = if shop.settings.proxy_path.is_some() {
            "under your own domain"
        } else {
            "at this server’s own address"
        };
        let mut view = ShopifyMailsView {
            tabs: tabs(shop, SETTINGS_SHOPIFY_MAILS),
            leads_to: format!("The links lead to {}, {where_it_is}.", ours.find),
            warning: self.unfit_address(shop, &ours.find).await?,
            address_form: in_shop(SETTINGS_SHOPIFY, &shop.handle),
            groups: snippets::groups(&ours),
            action: in_shop(SETTINGS_SHOPIFY_MAILS, &shop.handle),
            ..ShopifyMailsView::default()
        };
        match template.map(str::trim_end) {
            None => {}
            Some("") => view.wrong = Some("Paste a template first.".to_owned()),
            Some(text) if text.len() > LONGEST => {
                view.wrong =
                    Some("This is longer than any of Shopify’s templates. Paste one of them.".into());
            }
            Some(text) => {
                view.template = text.to_owned();
                view.checked = Some(check(text, &ours));
            }
        }
        Ok(view)
    }

    /// Looks at one of Shopify's templates, for the command line.
    #[must_use]
    pub fn check_shopify_template(&self, shop: &Shop, template: &str) -> CheckedTemplate {
        check(template, &self.links_for_shopify(shop))
    }

    /// Our addresses as Shopify's e-mails of this shop should know them.
    fn links_for_shopify(&self, shop: &Shop) -> Ours {
        let own = shop.settings.proxy_path.clone();
        let base = own.clone().unwrap_or_else(|| self.public_url.to_string());
        let language = Language::from_locale(&shop.settings.locale).unwrap_or_default();
        Ours {
            bases: own.into_iter().chain([self.public_url.to_string()]).collect(),
            find: format!("{base}{}", routes::FIND),
            button: self.words.in_language(language).say("mail-button"),
        }
    }

    /// Why an address will not do for shoppers; `None` when nothing is known against it.
    async fn unfit_address(&self, shop: &Shop, find: &str) -> Result<Option<String>, ServiceError> {
        if shop.settings.proxy_path.is_some() {
            return Ok(None);
        }
        let host = find.split("//").nth(1).and_then(|rest| rest.split(['/', ':']).next()).unwrap_or_default();
        if host == "localhost" || host.starts_with("127.") {
            return Ok(Some(
                "This address is known to this computer alone: shoppers cannot follow it. Give the server its \
                 public one (WAYMARK_URL), or enter the address under your own domain."
                    .to_owned(),
            ));
        }
        let there = self.shop_for_host(Some(host)).await?;
        Ok(there.filter(|there| there.id != shop.id).map(|there| {
            format!(
                "The look-up at this address is that of {}. Enter the address under your own domain, so that \
                 your shoppers find your orders.",
                there.name
            )
        }))
    }
}

#[cfg(test)]
mod tests;

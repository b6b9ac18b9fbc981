//! What Shopify says of a shop is taken over where the merchant has chosen nothing else: when the shop is
//! connected, and when Shopify tells of a change (`shop/update`). What was last said is kept, so that a
//! change there can be told from a choice here.

use crate::domain::shop::{Shop, ShopSettings};
use crate::shopify::api::Installed;

use super::{ServiceError, Services};

impl Services {
    /// Takes over name, address, time zone, currency and address for letters.
    pub(super) async fn learn_about(&self, shop: &Shop, installed: &Installed) -> Result<(), ServiceError> {
        let mut known = shop.clone();
        if let Some(name) = installed.name.clone().filter(|_| shop.name == shop.handle) {
            known.name = name;
        }
        let email = &mut known.settings.support_email;
        *email = email.take().or_else(|| installed.email.clone());
        let url = installed.site_url.clone();
        follow_all(&mut known.settings, url, installed.time_zone.clone(), installed.currency.clone());
        self.keep_learned(shop, &known).await
    }

    /// Follows a change at Shopify of the shop's domain, time zone or currency. Its name does not follow:
    /// shoppers read the one in the settings.
    pub(super) async fn shop_changed(
        &self,
        shop: &Shop,
        domain: Option<&str>,
        time_zone: Option<String>,
        currency: Option<String>,
    ) -> Result<(), ServiceError> {
        let mut known = shop.clone();
        let url = domain.map(|domain| format!("https://{domain}"));
        follow_all(&mut known.settings, url, time_zone, currency);
        self.keep_learned(shop, &known).await
    }

    async fn keep_learned(&self, shop: &Shop, known: &Shop) -> Result<(), ServiceError> {
        if known != shop {
            self.store.save_shop(known).await?;
        }
        Ok(())
    }
}

fn follow_all(
    settings: &mut ShopSettings,
    url: Option<String>,
    zone: Option<String>,
    currency: Option<String>,
) {
    let none = ShopSettings::default();
    let zone = zone.filter(|zone| jiff::tz::TimeZone::get(zone).is_ok());
    let mut now = settings.url.take();
    follow(&mut now, &None, &mut settings.told.url, url);
    settings.url = now;
    for (own, default, told, fresh) in [
        (&mut settings.time_zone, none.time_zone, &mut settings.told.time_zone, zone),
        (&mut settings.currency, none.currency, &mut settings.told.currency, currency),
    ] {
        let mut now = Some(std::mem::take(own));
        follow(&mut now, &Some(default), told, fresh);
        *own = now.unwrap_or_default();
    }
}

/// Goes along with what Shopify says, unless the merchant has gone another way.
fn follow(
    own: &mut Option<String>,
    default: &Option<String>,
    told: &mut Option<String>,
    fresh: Option<String>,
) {
    let Some(fresh) = fresh else { return };
    let goes_along = if told.is_some() { own == told } else { own == default };
    if goes_along {
        *own = Some(fresh.clone());
    }
    *told = Some(fresh);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn a_change_at_shopify_is_followed_and_a_choice_here_stays() {
        let mut settings = ShopSettings::default();
        follow_all(&mut settings, some("https://a.example"), some("Europe/Copenhagen"), some("DKK"));
        assert_eq!((settings.time_zone.as_str(), settings.currency.as_str()), ("Europe/Copenhagen", "DKK"));
        follow_all(&mut settings, some("https://b.example"), some("Europe/Berlin"), None);
        assert_eq!(
            (settings.url.as_deref(), settings.time_zone.as_str()),
            (Some("https://b.example"), "Europe/Berlin")
        );
        settings.time_zone = "Europe/Paris".into();
        follow_all(&mut settings, None, some("Europe/Madrid"), some("EUR"));
        assert_eq!((settings.time_zone.as_str(), settings.currency.as_str()), ("Europe/Paris", "EUR"));
        follow_all(&mut settings, None, some("Nowhere/Land"), None);
        assert_eq!(settings.told.time_zone.as_deref(), Some("Europe/Madrid"), "a zone that does not exist");
    }

    #[test]
    fn what_was_chosen_before_anything_was_told_stays() {
        let mut settings = ShopSettings {
            currency: "SEK".into(),
            url: some("https://mine.example"),
            ..ShopSettings::default()
        };
        follow_all(&mut settings, some("https://a.example"), None, some("DKK"));
        assert_eq!(
            (settings.currency.as_str(), settings.url.as_deref()),
            ("SEK", Some("https://mine.example"))
        );
    }
}

//! A shop and what its merchant chose: brand, languages, time zone, link and look-up policy.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::brand::{Corners, HelpLink, Logo, Texts};
use super::clock::Millis;
use super::ids::ShopId;
use super::lead_time::LeadTimes;
use super::level::Level;
use super::mail_settings::MailSettings;
use super::standing::Standing;
use super::working_days::{Holiday, WorkingDay, usual_week};

/// One Shopify store, or one other source of orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shop {
    /// Our id.
    pub id: ShopId,
    /// Short name for commands: lower-case letters, digits, dashes.
    pub handle: String,
    /// What shoppers read.
    pub name: String,
    /// The `myshopify.com` domain.
    pub domain: String,
    /// The merchant's choices.
    pub settings: ShopSettings,
    /// Raised with every change of name or settings; part of every page's cache key.
    pub revision: i64,
    /// How the shop stands with Shopify.
    pub standing: Standing,
    /// Until when everything Shopify changed is known here; `None` when it was never compared.
    pub checked_at: Option<Millis>,
}

/// What a match on the look-up form does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LookupMode {
    /// Opens the page at standard level through a short-lived link.
    #[default]
    Open,
    /// Answers "if it matches, a link is on its way" and mails it.
    Strict,
}

/// What an answer behind the shop's own domain (Shopify's app proxy) is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProxyForm {
    /// A whole page of ours.
    #[default]
    Page,
    /// A part of a page, which Shopify puts inside the shop's theme.
    Theme,
}

impl ProxyForm {
    /// The word stored and used in settings.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Theme => "theme",
        }
    }

    /// Reads a stored word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Page, Self::Theme].into_iter().find(|form| form.word() == word)
    }
}

/// Who subscribes to Shopify's webhooks. Both would tell everything twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WebhooksBy {
    /// We do, by API: nothing to enter, looked through daily, but Shopify ends one that fails eight
    /// times in a row.
    #[default]
    Api,
    /// The app's configuration file does: Shopify never ends those.
    File,
}

impl WebhooksBy {
    /// The word stored and used in settings.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::File => "file",
        }
    }

    /// Reads a stored word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Api, Self::File].into_iter().find(|by| by.word() == word)
    }
}

impl LookupMode {
    /// The word stored and used in settings.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Strict => "strict",
        }
    }

    /// Reads a stored word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Open, Self::Strict].into_iter().find(|mode| mode.word() == word)
    }
}

/// A merchant's choices. Every field has a default so that older rows stay readable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShopSettings {
    /// Address of the shop's own site.
    pub url: Option<String>,
    /// Where shoppers write to.
    pub support_email: Option<String>,
    /// IANA name of the shop's time zone.
    pub time_zone: String,
    /// The days of the week on which the shop works.
    pub working_days: BTreeSet<WorkingDay>,
    /// Days on which it does not.
    pub holidays: Vec<Holiday>,
    /// How many working days orders take: gives them their first due date.
    pub lead_times: LeadTimes,
    /// ISO 4217 code of the shop's currency.
    pub currency: String,
    /// The shop's main language, in which statuses are written; BCP 47.
    pub locale: String,
    /// Accent color as `#rrggbb`; corrected for contrast when used.
    pub accent: String,
    /// What a fresh link shows.
    pub fresh_level: Level,
    /// After how many days without an event a link shows the reduced level only.
    pub reduced_after_days: u16,
    /// What a match on the look-up form does.
    pub lookup: LookupMode,
    /// Who subscribes to Shopify's webhooks.
    pub webhooks: WebhooksBy,
    /// Whether street addresses are stored and shown at full level.
    pub keep_address: bool,
    /// How many days after the last event of an order what is personal of it is kept; 0 for no end.
    pub personal_days: u16,
    /// What pages under the shop's own domain are.
    pub proxy: ProxyForm,
    /// The shop's proxy address (`https://shop.example/apps/status`). Links made for shoppers lead
    /// there; `None` leads them to this server's own address.
    pub proxy_path: Option<String>,
    /// How many seconds a message about a change waits, so that the change can be undone unnoticed.
    pub hold_seconds: u16,
    /// Everything else about messages.
    pub mail: MailSettings,
    /// The languages offered to shoppers as BCP 47 tags; empty for all there are.
    pub languages: Vec<String>,
    /// Where shoppers find help, in this order.
    pub help_links: Vec<HelpLink>,
    /// How round cards and buttons are.
    pub corners: Corners,
    /// The shop's logo; `None` shows the name.
    pub logo: Option<Logo>,
    /// A text at the beginning of pages, by language, in the small Markdown of `services/markdown.rs`.
    pub intro: Texts,
    /// A text at the end of pages, likewise.
    pub footer: Texts,
    /// The merchant's own style as typed; cleaned by `services/custom_css.rs` whenever it is used.
    pub custom_css: String,
    /// What Shopify last said of the shop.
    pub told: ToldOfShop,
}

/// What Shopify said of a shop, to tell a change there from a merchant's choice here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ToldOfShop {
    /// Address of its web site.
    pub url: Option<String>,
    /// IANA name of its time zone.
    pub time_zone: Option<String>,
    /// ISO 4217 code of its currency.
    pub currency: Option<String>,
}

impl Default for ShopSettings {
    fn default() -> Self {
        Self {
            url: None,
            support_email: None,
            time_zone: "UTC".into(),
            working_days: usual_week(),
            holidays: Vec::new(),
            lead_times: LeadTimes::default(),
            currency: "USD".into(),
            locale: "en".into(),
            accent: "#2f5d50".into(),
            fresh_level: Level::Standard,
            reduced_after_days: 21,
            lookup: LookupMode::Open,
            webhooks: WebhooksBy::Api,
            keep_address: false,
            personal_days: 90,
            proxy: ProxyForm::Page,
            proxy_path: None,
            hold_seconds: 60,
            mail: MailSettings::default(),
            languages: Vec::new(),
            help_links: Vec::new(),
            corners: Corners::default(),
            logo: None,
            intro: Texts::new(),
            footer: Texts::new(),
            custom_css: String::new(),
            told: ToldOfShop::default(),
        }
    }
}

impl ShopSettings {
    /// The shop's time zone; UTC when the name is not an IANA zone.
    #[must_use]
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }
}

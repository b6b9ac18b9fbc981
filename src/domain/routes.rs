//! Every URL of the product as a value: the router, pages, redirects and messages use the same.

use super::link::Token;

/// Pattern of the order page, for the router and for request logs.
pub const ORDER: &str = "/o/{token}";
/// Pattern of the calendar file.
pub const CALENDAR: &str = "/o/{token}/due.ics";
/// Pattern of the timeline as an Atom feed.
pub const FEED: &str = "/o/{token}/feed.atom";
/// Pattern of the code page.
pub const CODE: &str = "/o/{token}/code";
/// Pattern where an entered code is checked.
pub const CODE_CHECK: &str = "/o/{token}/code/check";
/// Pattern of a picture that the merchant showed.
pub const PICTURE: &str = "/o/{token}/picture/{picture}";
/// Pattern of the page on sharing.
pub const SHARE: &str = "/o/{token}/share";
/// Pattern where a share link is ended.
pub const SHARE_REVOKE: &str = "/o/{token}/share/revoke";
/// Pattern of the page where the shopper corrects the order's e-mail address.
pub const ADDRESS: &str = "/o/{token}/address";
/// Pattern where the code that went to the new address is checked.
pub const ADDRESS_CHECK: &str = "/o/{token}/address/check";
/// Pattern where progress reports are asked for, and asked to stop.
pub const UPDATES: &str = "/o/{token}/updates";
/// Pattern of the address in a mail that unsubscribes its recipient from progress reports.
pub const UNSUBSCRIBE: &str = "/unsubscribe/{mark}";
/// Pattern where unsubscribing is taken back.
pub const SUBSCRIBE_AGAIN: &str = "/unsubscribe/{mark}/undo";
/// The front door: leads to the look-up form.
pub const HOME: &str = "/";
/// The look-up form.
pub const FIND: &str = "/find";
/// Whether the server can do its work.
pub const HEALTH: &str = "/health";
/// What crawlers may read.
pub const ROBOTS: &str = "/robots.txt";
/// The icon, the same for every shop.
pub const ICON: &str = "/assets/icon.svg";
/// Where an install begins.
pub const INSTALL: &str = "/shopify/install";
/// Where Shopify sends the merchant back after the install.
pub const INSTALLED: &str = "/shopify/callback";
/// Pattern of the door for a shop's webhooks.
pub const HOOKS: &str = "/hooks/shopify/{shop}";
/// Pattern of the door for what a mail provider tells a shop.
pub const MAIL_HOOKS: &str = "/hooks/mail/{shop}/{provider}";
/// Pattern of fingerprinted static files.
pub const ASSET: &str = "/assets/{file}";

/// Pattern of a shop's logo, by the fingerprint in its name.
pub const LOGO: &str = "/brand/{file}";

/// What every path behind a shop's app proxy begins with: the address a merchant enters as proxy URL.
pub const PROXY: &str = "/proxy/{shop}";
/// The look-up form behind a shop's app proxy, at its root.
pub const PROXY_HOME: &str = "/proxy/{shop}/";
/// The look-up form behind a shop's app proxy.
pub const PROXY_FIND: &str = "/proxy/{shop}/find";
/// Pattern of the order page behind a shop's app proxy.
pub const PROXY_ORDER: &str = "/proxy/{shop}/o/{token}";
/// Pattern of the calendar file behind a shop's app proxy.
pub const PROXY_CALENDAR: &str = "/proxy/{shop}/o/{token}/due.ics";
/// Pattern of the code page behind a shop's app proxy.
pub const PROXY_CODE: &str = "/proxy/{shop}/o/{token}/code";
/// Pattern where an entered code is checked behind a shop's app proxy.
pub const PROXY_CODE_CHECK: &str = "/proxy/{shop}/o/{token}/code/check";
/// Pattern of a picture behind a shop's app proxy.
pub const PROXY_PICTURE: &str = "/proxy/{shop}/o/{token}/picture/{picture}";
/// Pattern of the page on sharing behind a shop's app proxy.
pub const PROXY_SHARE: &str = "/proxy/{shop}/o/{token}/share";
/// Pattern where a share link is ended behind a shop's app proxy.
pub const PROXY_SHARE_REVOKE: &str = "/proxy/{shop}/o/{token}/share/revoke";
/// Pattern of the page where the e-mail address is corrected, behind a shop's app proxy.
pub const PROXY_ADDRESS: &str = "/proxy/{shop}/o/{token}/address";
/// Pattern where the code for it is checked behind a shop's app proxy.
pub const PROXY_ADDRESS_CHECK: &str = "/proxy/{shop}/o/{token}/address/check";
/// Pattern where progress reports are asked for behind a shop's app proxy.
pub const PROXY_UPDATES: &str = "/proxy/{shop}/o/{token}/updates";
/// Everything else below a shop's app proxy: there is nothing, and only Shopify is told so.
pub const PROXY_REST: &str = "/proxy/{shop}/{*rest}";

/// Path of an order's page.
#[must_use]
pub fn order(token: &Token) -> String {
    format!("/o/{}", token.reveal())
}

/// Path of a shop's logo.
#[must_use]
pub fn logo(file: &str) -> String {
    LOGO.replace("{file}", file)
}

/// Path of an order's calendar file.
#[must_use]
pub fn calendar(token: &Token) -> String {
    format!("/o/{}/due.ics", token.reveal())
}

/// Path of an order's Atom feed.
#[must_use]
pub fn feed(token: &Token) -> String {
    format!("/o/{}/feed.atom", token.reveal())
}

/// Path of a picture that the merchant showed.
#[must_use]
pub fn picture(token: &Token, picture: uuid::Uuid) -> String {
    format!("/o/{}/picture/{picture}", token.reveal())
}

/// Path of the page where a code is asked for and entered.
#[must_use]
pub fn code(token: &Token) -> String {
    format!("/o/{}/code", token.reveal())
}

/// Path where an entered code is checked.
#[must_use]
pub fn code_check(token: &Token) -> String {
    format!("/o/{}/code/check", token.reveal())
}

/// Path of the page on sharing.
#[must_use]
pub fn share(token: &Token) -> String {
    format!("/o/{}/share", token.reveal())
}

/// Path where a share link is ended.
#[must_use]
pub fn share_revoke(token: &Token) -> String {
    format!("/o/{}/share/revoke", token.reveal())
}

/// Path of the page where the e-mail address is corrected.
#[must_use]
pub fn address(token: &Token) -> String {
    format!("/o/{}/address", token.reveal())
}

/// Path where the code that went to the new address is checked.
#[must_use]
pub fn address_check(token: &Token) -> String {
    format!("/o/{}/address/check", token.reveal())
}

/// Path where progress reports are asked for, and asked to stop.
#[must_use]
pub fn updates(token: &Token) -> String {
    format!("/o/{}/updates", token.reveal())
}

/// Path of the door for the webhooks of the shop with this handle.
#[must_use]
pub fn hooks(handle: &str) -> String {
    format!("/hooks/shopify/{handle}")
}

/// Path of the door for what a mail provider tells the shop with this handle.
#[must_use]
pub fn mail_hooks(handle: &str, provider: &str) -> String {
    format!("/hooks/mail/{handle}/{provider}")
}

/// The same path in another language.
#[must_use]
pub fn in_language(path: &str, language: &str) -> String {
    format!("{path}?lang={language}")
}

/// Path where unsubscribing is taken back.
#[must_use]
pub fn subscribe_again(mark: &str) -> String {
    SUBSCRIBE_AGAIN.replace("{mark}", mark)
}

/// Path that unsubscribes.
#[must_use]
pub fn unsubscribe(mark: &str) -> String {
    UNSUBSCRIBE.replace("{mark}", mark)
}

//! Every URL of the merchant's side: patterns for the router, and paths for pages and redirects.
//! `{shop}` is the shop's handle. The shopper's URLs are in [`super::routes`].

// -- signing in and the own account (web/admin/accounts.rs)

/// The first start: makes the owner, with the code that the server printed.
pub const SET_UP: &str = "/set-up";
/// Signing in.
pub const SIGN_IN: &str = "/sign-in";
/// Signing out.
pub const SIGN_OUT: &str = "/sign-out";
/// The own account: name, password, second factor, sessions.
pub const ACCOUNT: &str = "/account";

// -- shops

/// Where a signed-in person arrives: leads to their shop, or asks which.
pub const ADMIN: &str = "/admin";
/// A shop's front door: leads to its orders.
pub const SHOP: &str = "/admin/{shop}";
/// How the shop stands with Shopify.
pub const SHOPIFY: &str = "/admin/{shop}/shopify";

// -- orders (web/admin/orders.rs)

/// The orders index.
pub const ORDERS: &str = "/admin/{shop}/orders";

// -- one order (web/admin/order.rs)

/// One order; `{order}` is our id.
pub const ORDER: &str = "/admin/{shop}/orders/{order}";

// -- changes of many orders (web/admin/bulk.rs)

/// Choosing and previewing a change of many orders.
pub const BULK: &str = "/admin/{shop}/bulk";
/// Preview of a change chosen in the form.
pub const BULK_PREVIEW: &str = "/admin/{shop}/bulk/preview";
/// Preview of a list with a change per order.
pub const BULK_LIST: &str = "/admin/{shop}/bulk/list";
/// A list of the chosen orders to fill in.
pub const BULK_SAMPLE: &str = "/admin/{shop}/bulk/sample.csv";
/// A change of many orders: preview, progress, what came of it.
pub const BATCH: &str = "/admin/{shop}/bulk/{batch}";
/// Carries a change out that was looked at.
pub const BATCH_CONFIRM: &str = "/admin/{shop}/bulk/{batch}/confirm";
/// Undoes it.
pub const BATCH_UNDO: &str = "/admin/{shop}/bulk/{batch}/undo";

// -- statuses (web/admin/statuses.rs)

/// The statuses in their order of steps.
pub const STATUSES: &str = "/admin/{shop}/statuses";
/// One status; `{status}` is its handle.
pub const STATUS: &str = "/admin/{shop}/statuses/{status}";

// -- settings (web/admin/settings.rs)

/// The shop's settings.
pub const SETTINGS: &str = "/admin/{shop}/settings";
/// What makes pages the shop's own.
pub const SETTINGS_BRAND: &str = "/admin/{shop}/settings/brand";
/// Takes a logo.
pub const SETTINGS_LOGO: &str = "/admin/{shop}/settings/brand/logo";
/// Takes the logo away.
pub const SETTINGS_LOGO_REMOVE: &str = "/admin/{shop}/settings/brand/logo/remove";
/// The shopper's page with a brand as it is typed.
pub const SETTINGS_PREVIEW: &str = "/admin/{shop}/settings/brand/preview";
/// Languages of the shopper's pages.
pub const SETTINGS_LANGUAGES: &str = "/admin/{shop}/settings/languages";
/// Working days, holidays, lead times.
pub const SETTINGS_DAYS: &str = "/admin/{shop}/settings/working-days";
/// What links show, and what the look-up form does.
pub const SETTINGS_LINKS: &str = "/admin/{shop}/settings/links";
/// What is kept of shoppers, and how long.
pub const SETTINGS_PRIVACY: &str = "/admin/{shop}/settings/privacy";
/// Pages under the shop's own domain, webhooks.
pub const SETTINGS_SHOPIFY: &str = "/admin/{shop}/settings/shopify";

/// Fills a pattern's `{shop}`.
#[must_use]
pub fn in_shop(pattern: &str, shop: &str) -> String {
    pattern.replace("{shop}", shop)
}

/// Path of one order's page.
#[must_use]
pub fn order(shop: &str, order: super::ids::OrderId) -> String {
    in_shop(ORDER, shop).replace("{order}", &order.to_string())
}

//! Every URL of the merchant's side: patterns for the router, and paths for pages and redirects.
//! `{shop}` is the shop's handle. The shopper's URLs are in [`super::routes`].

// -- signing in and the own account (web/admin/accounts.rs)

/// The first start: makes the owner, with the code that the server printed.
pub const SET_UP: &str = "/set-up";
/// Signing in.
pub const SIGN_IN: &str = "/sign-in";
/// Signing out.
pub const SIGN_OUT: &str = "/sign-out";
/// The second factor at signing in.
pub const SIGN_IN_SECOND: &str = "/sign-in/second";
/// The own account: name, password, second factor, sessions.
pub const ACCOUNT: &str = "/account";
/// Changing the own password.
pub const PASSWORD: &str = "/account/password";
/// Ending sessions.
pub const SESSIONS_END: &str = "/account/sessions/end";
/// The password anew, before something weighty.
pub const CONFIRM: &str = "/account/confirm";
/// The second factor.
pub const SECOND_FACTOR: &str = "/account/second-factor";
/// The first code of a new authenticator app.
pub const SECOND_FACTOR_CHECK: &str = "/account/second-factor/check";
/// Turning the second factor off.
pub const SECOND_FACTOR_OFF: &str = "/account/second-factor/off";
/// New recovery codes.
pub const RECOVERY_CODES: &str = "/account/second-factor/recovery-codes";

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
/// A change of many orders: progress, undo.
pub const BATCH: &str = "/admin/{shop}/bulk/{batch}";

// -- statuses (web/admin/statuses.rs)

/// The statuses in their order of steps.
pub const STATUSES: &str = "/admin/{shop}/statuses";
/// One status; `{status}` is its handle.
pub const STATUS: &str = "/admin/{shop}/statuses/{status}";

// -- settings (web/admin/settings.rs)

/// The shop's settings.
pub const SETTINGS: &str = "/admin/{shop}/settings";

/// Who changed what.
pub const AUDIT: &str = "/admin/{shop}/settings/audit";

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

//! Every URL of the merchant's side: patterns for the router, and paths for pages and redirects.
//! `{shop}` is the shop's handle. The shopper's URLs are in [`super::routes`].

// -- signing in and the own account (web/admin/accounts.rs)

/// The first start: makes the owner, with the code that the server printed.
pub const SET_UP: &str = "/set-up";
/// Signing in.
pub const SIGN_IN: &str = "/sign-in";
/// Joining a shop's team; `{token}` is the secret of an invitation.
pub const JOIN: &str = "/join/{token}";
/// Signing out.
pub const SIGN_OUT: &str = "/sign-out";
/// The second factor at signing in.
pub const SIGN_IN_SECOND: &str = "/sign-in/second";
/// Asks the browser for a passkey at signing in.
pub const SIGN_IN_PASSKEY_ASK: &str = "/sign-in/passkey/ask";
/// What the browser answered.
pub const SIGN_IN_PASSKEY: &str = "/sign-in/passkey";
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
/// Asks the browser for a new passkey.
pub const PASSKEY_ASK: &str = "/account/passkeys/ask";
/// What the browser answered, with a name.
pub const PASSKEYS: &str = "/account/passkeys";
/// Removes a passkey.
pub const PASSKEY_REMOVE: &str = "/account/passkeys/remove";

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
/// Saving a view of the index.
pub const VIEWS: &str = "/admin/{shop}/views";
/// Renaming or deleting a saved view.
pub const VIEW: &str = "/admin/{shop}/views/{view}";

// -- one order (web/admin/order.rs)

/// One order; `{order}` is our id.
pub const ORDER: &str = "/admin/{shop}/orders/{order}";
/// Moves an order along: shows what would happen, then carries it out.
pub const ORDER_CHANGE: &str = "/admin/{shop}/orders/{order}/change";
/// Writes a comment, with pictures.
pub const ORDER_COMMENT: &str = "/admin/{shop}/orders/{order}/comment";
/// Takes changes back; `{changes}` are their ids with dots between.
pub const ORDER_UNDO: &str = "/admin/{shop}/orders/{order}/undo/{changes}";
/// Makes a link.
pub const ORDER_LINKS: &str = "/admin/{shop}/orders/{order}/links";
/// Ends one link, or all.
pub const ORDER_LINKS_END: &str = "/admin/{shop}/orders/{order}/links/end";
/// The page as a shopper sees it at a level, in a language.
pub const ORDER_AS_SHOPPER: &str = "/admin/{shop}/orders/{order}/as-shopper";
/// One message as it was sent.
pub const ORDER_MESSAGE: &str = "/admin/{shop}/orders/{order}/messages/{message}";
/// Its HTML alone, for a frame.
pub const ORDER_MESSAGE_HTML: &str = "/admin/{shop}/orders/{order}/messages/{message}/html";
/// Sends it again.
pub const ORDER_MESSAGE_RESEND: &str = "/admin/{shop}/orders/{order}/messages/{message}/resend";
/// Sends one that waits for its time as soon as it may.
pub const ORDER_MESSAGE_SEND_NOW: &str = "/admin/{shop}/orders/{order}/messages/{message}/send-now";
/// Lets one that waits for its time go to nobody.
pub const ORDER_MESSAGE_DO_NOT_SEND: &str = "/admin/{shop}/orders/{order}/messages/{message}/do-not-send";
/// Corrects where the order's messages go.
pub const ORDER_ADDRESS: &str = "/admin/{shop}/orders/{order}/address";
/// A picture beside a comment.
pub const ORDER_PICTURE: &str = "/admin/{shop}/orders/{order}/pictures/{picture}";

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
/// A new status.
pub const STATUS_NEW: &str = "/admin/{shop}/statuses/new";
/// Takes the order of steps: places, one move, or all handles in their order.
pub const STATUS_ORDER: &str = "/admin/{shop}/statuses/order";
/// The shopper's page with a status as it is typed.
pub const STATUS_PREVIEW: &str = "/admin/{shop}/statuses/preview";
/// The starter sets; `?lang=` chooses the language they are shown in.
pub const STARTER_SETS: &str = "/admin/{shop}/statuses/starter";
/// One starter set; posting takes it over.
pub const STARTER_SET: &str = "/admin/{shop}/statuses/starter/{set}";
/// Taking over statuses from StatusPro.
pub const STATUS_IMPORT: &str = "/admin/{shop}/statuses/import";
/// Puts a status out of use, or brings it back.
pub const STATUS_ARCHIVE: &str = "/admin/{shop}/statuses/{status}/archive";
/// Makes a copy of a status.
pub const STATUS_COPY: &str = "/admin/{shop}/statuses/{status}/copy";
/// Deletes a status, with another in its place.
pub const STATUS_DELETE: &str = "/admin/{shop}/statuses/{status}/delete";

// -- messages' words (web/admin/templates.rs)

/// The words of every kind of message.
pub const TEMPLATES: &str = "/admin/{shop}/templates";
/// The words of one kind in one language; `{template}` is the kind's word, or `status-` and a status' handle.
pub const TEMPLATE: &str = "/admin/{shop}/templates/{template}/{language}";
/// Goes back to the words that come with the program.
pub const TEMPLATE_RESET: &str = "/admin/{shop}/templates/{template}/{language}/reset";
/// Earlier versions.
pub const TEMPLATE_VERSIONS: &str = "/admin/{shop}/templates/{template}/{language}/versions";
/// What differs between a version and what is in use; posting puts the version back into use.
pub const TEMPLATE_VERSION: &str = "/admin/{shop}/templates/{template}/{language}/versions/{version}";
/// The HTML of a message that was drawn for a preview, for a frame.
pub const TEMPLATE_DRAWN: &str = "/admin/{shop}/templates/drawn/{drawn}";

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
/// Working days and holidays.
pub const SETTINGS_DAYS: &str = "/admin/{shop}/settings/working-days";
/// Lead times, which give orders their first due date.
pub const SETTINGS_LEAD_TIMES: &str = "/admin/{shop}/settings/lead-times";
/// Messages to shoppers: how long they wait.
pub const SETTINGS_MESSAGES: &str = "/admin/{shop}/settings/messages";
/// Whom messages are from, and who tells when one comes back.
pub const SETTINGS_SENDER: &str = "/admin/{shop}/settings/sender";
/// Believes a mail provider, or no longer.
pub const SETTINGS_MAIL_HOOK: &str = "/admin/{shop}/settings/sender/provider";
/// What to paste into Shopify's own e-mails, and a look at one of them.
pub const SETTINGS_SHOPIFY_MAILS: &str = "/admin/{shop}/settings/shopify-emails";
/// What links show, and what the look-up form does.
pub const SETTINGS_LINKS: &str = "/admin/{shop}/settings/links";
/// What is kept of shoppers, and how long.
pub const SETTINGS_PRIVACY: &str = "/admin/{shop}/settings/privacy";
/// Pages under the shop's own domain, webhooks.
pub const SETTINGS_SHOPIFY: &str = "/admin/{shop}/settings/shopify";

/// Who works in the shop, and who is invited.
pub const TEAM: &str = "/admin/{shop}/settings/team";
/// Gives somebody of the team another role, or takes them out of it.
pub const TEAM_MEMBER: &str = "/admin/{shop}/settings/team/{user}";
/// Mails an invitation.
pub const INVITATIONS: &str = "/admin/{shop}/settings/invitations";
/// Sends an invitation again, or takes it back.
pub const INVITATION: &str = "/admin/{shop}/settings/invitations/{invitation}";

/// Who changed what.
pub const AUDIT: &str = "/admin/{shop}/settings/audit";

/// Fills a pattern's `{shop}`.
#[must_use]
pub fn in_shop(pattern: &str, shop: &str) -> String {
    pattern.replace("{shop}", shop)
}

/// Path of the page that an invitation leads to.
#[must_use]
pub fn join(token: &super::link::Token) -> String {
    JOIN.replace("{token}", token.reveal())
}

/// Path of one order's page.
#[must_use]
pub fn order(shop: &str, order: super::ids::OrderId) -> String {
    in_shop(ORDER, shop).replace("{order}", &order.to_string())
}

/// Path of a pattern about one status.
#[must_use]
pub fn status(pattern: &str, shop: &str, handle: &str) -> String {
    in_shop(pattern, shop).replace("{status}", handle)
}

/// Path of a pattern about the words of a message: one of the `TEMPLATE…` patterns, filled.
#[must_use]
pub fn template(pattern: &str, shop: &str, template: &str, language: &str) -> String {
    in_shop(pattern, shop).replace("{template}", template).replace("{language}", language)
}

/// Path below one order's page: one of the `ORDER_…` patterns, filled.
#[must_use]
pub fn of_order(pattern: &str, shop: &str, order: super::ids::OrderId) -> String {
    in_shop(pattern, shop).replace("{order}", &order.to_string())
}

/// Path of a message about an order: one of the `ORDER_MESSAGE…` patterns, filled.
#[must_use]
pub fn of_message(
    pattern: &str,
    shop: &str,
    order: super::ids::OrderId,
    message: super::ids::MessageId,
) -> String {
    of_order(pattern, shop, order).replace("{message}", &message.to_string())
}

/// Path of a picture beside a comment, for staff.
#[must_use]
pub fn picture(shop: &str, order: super::ids::OrderId, picture: uuid::Uuid) -> String {
    of_order(ORDER_PICTURE, shop, order).replace("{picture}", &picture.to_string())
}

//! Until when the page is true, told to the shopper: checked a moment ago, or the last known state of a
//! shop whose news no longer reach us. Never promises more than was compared.

use crate::domain::clock::Millis;
use crate::domain::standing::Standing;

use super::page::Page;

/// That the page shows the last known state, and from when; `None` while news flow, and for a shop
/// that was never connected.
pub(super) fn notice(page: &Page<'_>) -> Option<String> {
    let key = match page.source.shop.standing {
        Standing::Alone | Standing::Connected => return None,
        Standing::Paused => "notice-paused",
        Standing::Uninstalled => "notice-uninstalled",
    };
    let Some(at) = known_until(page) else { return Some(page.say(key)) };
    let when = page.moment(at).text;
    Some(format!("{} {}", page.say(key), page.say_with("notice-known-until", &[("when", when.into())])))
}

/// "Checked with the shop 4 minutes ago"; `None` when nothing was ever told, and beside a notice.
pub(super) fn checked(page: &Page<'_>) -> Option<String> {
    if !matches!(page.source.shop.standing, Standing::Alone | Standing::Connected) {
        return None;
    }
    let (at, now) = (known_until(page)?, page.source.present.now);
    if now.0.saturating_sub(at.0) < 60_000 {
        return Some(page.say("checked-now"));
    }
    Some(page.say_with("checked-ago", &[("ago", page.speech.relative(at, now).into())]))
}

/// Until when the order is known: its own newest fact, or the last time everything Shopify changed was
/// compared. A shop that stands alone was never compared.
fn known_until(page: &Page<'_>) -> Option<Millis> {
    let shop = page.source.shop;
    let compared = shop.checked_at.filter(|_| shop.standing != Standing::Alone);
    page.order.checked_at().max(compared)
}

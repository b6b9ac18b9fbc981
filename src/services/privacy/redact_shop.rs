//! Erases a whole shop, unless its merchant came back.
//!
//! Shopify asks for it 48 hours after an uninstall (Shopify facts 3.7). Notices come late and a
//! merchant may have installed again, so how the shop stands decides; in doubt it is looked at again.

use super::journal::{self, Kind, Line};
use super::{ServiceError, Services};
use crate::domain::clock::Millis;
use crate::domain::shop::Shop;
use crate::domain::standing::Standing;
use crate::store::StoreError;

/// How long a merchant may take to come back, in minutes.
const COMING_BACK_MINUTES: i64 = 48 * 60;
/// Shopify's clock and ours may differ by so much.
const SLACK_MINUTES: i64 = 60;
/// Orders erased in one transaction: pages of other shops wait no longer than that takes.
const PIECE: u32 = 50;
const TRIES: usize = 10;

/// What came of asking for a shop's erasure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShopRedaction {
    /// Everything of it is gone.
    Erased,
    /// Nothing was erased: the shop is connected (again). It is looked at again at this instant.
    Kept(Millis),
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Erase,
    LookAgain(Millis),
    Keep,
}

/// `since`: since when the shop stands as it does.
fn verdict(shop: &Shop, since: Option<Millis>, asked_at: Millis, now: Millis) -> Verdict {
    let later = asked_at.plus_minutes(COMING_BACK_MINUTES);
    match shop.standing {
        Standing::Alone => Verdict::Erase,
        // Uninstalled again only now: Shopify gives 48 hours from then.
        Standing::Uninstalled => match since.map(|at| at.plus_minutes(COMING_BACK_MINUTES)) {
            Some(end) if now < end.plus_minutes(-SLACK_MINUTES) => Verdict::LookAgain(end),
            _ => Verdict::Erase,
        },
        Standing::Connected | Standing::Paused if now < later => Verdict::LookAgain(later),
        Standing::Connected => Verdict::Keep,
        // Refused ever since: nobody came back, the notice of the uninstall was missed.
        Standing::Paused if shop.checked_at.is_none_or(|at| at < asked_at) => Verdict::Erase,
        Standing::Paused => Verdict::Keep,
    }
}

impl Services {
    /// Erases everything of a shop, the shop itself too, unless it is connected again. The erasure is in
    /// the journal before anything goes.
    ///
    /// # Errors
    /// When the journal or the store does not answer: the caller asks again; what was erased stays so.
    pub async fn redact_shop(&self, shop: &Shop) -> Result<ShopRedaction, ServiceError> {
        self.look_at_shop(shop, self.clock.now()).await
    }

    /// Erases the shop or plans another look. `asked_at`: when Shopify asked.
    pub(super) async fn look_at_shop(
        &self,
        shop: &Shop,
        asked_at: Millis,
    ) -> Result<ShopRedaction, ServiceError> {
        let now = self.clock.now();
        let store = self.store.shop(shop.id);
        // As it stands now: what the caller holds may be old.
        let shops = self.store.shops().await?;
        let Some(shop) = shops.iter().find(|known| known.id == shop.id) else {
            return Ok(ShopRedaction::Erased);
        };
        match verdict(shop, store.standing_since().await?, asked_at, now) {
            Verdict::Erase => {
                let line = Line::new(now, Kind::Shop, shop, Vec::new(), None);
                journal::append(&self.places.erasures, &line).await?;
                self.erase_shop(shop).await?;
                self.store.note_erasure(line.hash()?, self.clock.now()).await?;
                self.settle().await;
                Ok(ShopRedaction::Erased)
            }
            Verdict::LookAgain(at) => {
                store.plan_shop_erasure(Some(at), asked_at).await?;
                tracing::info!(shop = %shop.handle, "a shop that is to be erased may have come back: kept for now");
                Ok(ShopRedaction::Kept(at))
            }
            Verdict::Keep => {
                store.plan_shop_erasure(None, asked_at).await?;
                tracing::info!(shop = %shop.handle, "a shop that was to be erased came back: kept");
                Ok(ShopRedaction::Kept(now))
            }
        }
    }

    /// Erases all rows and files of a shop, a piece at a time.
    pub(super) async fn erase_shop(&self, shop: &Shop) -> Result<(), ServiceError> {
        let store = self.store.shop(shop.id);
        let messages = store.message_ids(None).await?;
        self.forget_mails(&messages).await?;
        self.forget_exports(shop, true).await?;
        for attempt in 1..=TRIES {
            while store.erase_shop_piece(PIECE).await? {
                tokio::task::yield_now().await;
            }
            match store.erase_shop_rest().await {
                // Something came in between.
                Err(StoreError::Conflict(_)) if attempt < TRIES => {}
                done => {
                    done?;
                    break;
                }
            }
        }
        self.forget_mails(&messages).await?;
        tracing::info!(shop = %shop.handle, "a shop was erased");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ShopId;

    const HOUR: i64 = 60;

    fn shop(standing: Standing, checked_at: Option<Millis>) -> Shop {
        Shop {
            id: ShopId(uuid::Uuid::nil()),
            handle: "oak".into(),
            name: "Oak".into(),
            domain: "oak.myshopify.com".into(),
            settings: Default::default(),
            revision: 1,
            standing,
            checked_at,
        }
    }

    #[test]
    fn who_came_back_is_kept_and_who_did_not_is_erased() {
        let at = |hours: i64| Millis(1_795_435_200_000).plus_minutes(hours * HOUR);
        let decide = |standing, since: Option<Millis>, checked, now| {
            verdict(&shop(standing, checked), since, at(0), now)
        };
        assert_eq!(decide(Standing::Uninstalled, Some(at(-48)), None, at(0)), Verdict::Erase);
        assert_eq!(decide(Standing::Uninstalled, None, None, at(0)), Verdict::Erase);
        assert_eq!(
            decide(Standing::Uninstalled, Some(at(-1)), None, at(0)),
            Verdict::LookAgain(at(47)),
            "uninstalled a second time"
        );
        assert_eq!(decide(Standing::Connected, Some(at(-20)), None, at(0)), Verdict::LookAgain(at(48)));
        assert_eq!(decide(Standing::Connected, Some(at(-20)), None, at(48)), Verdict::Keep);
        assert_eq!(decide(Standing::Paused, None, Some(at(-50)), at(48)), Verdict::Erase);
        assert_eq!(decide(Standing::Paused, None, Some(at(3)), at(48)), Verdict::Keep);
        assert_eq!(decide(Standing::Alone, None, None, at(0)), Verdict::Erase);
    }
}

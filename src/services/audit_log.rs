//! Who changed what. Every change of a merchant ends here, also those that touch no order.

use crate::domain::audit::Audited;
use crate::domain::shop::Shop;

use super::{ServiceError, Services};

impl Services {
    /// Writes a line of the shop's audit log. `who` is the name colleagues know.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn note_audit(&self, shop: &Shop, who: &str, what: &Audited) -> Result<(), ServiceError> {
        let store = self.store.shop(shop.id);
        Ok(store.note_audit(who, what, self.clock.now(), &*self.chance).await?)
    }
}

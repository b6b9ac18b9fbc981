//! What staff search for, sealed into the address of the list: names and e-mail addresses must not lie in
//! anybody's log or history. Nothing is stored. Start with [`ShopStore::seal_search`].

use data_encoding::BASE64URL_NOPAD;

use super::ShopStore;
use super::keys::SealPlace;
use crate::domain::clock::Chance;

impl ShopStore {
    /// Seals what is searched for, in letters that suit an address. Another shop cannot open it.
    #[must_use]
    pub fn seal_search(&self, text: &str, chance: &dyn Chance) -> String {
        BASE64URL_NOPAD.encode(&self.keys.seal(&self.sought(), text.as_bytes(), chance))
    }

    /// What was searched for; `None` when it was sealed for another shop or with a key that is gone, or was
    /// altered.
    #[must_use]
    pub fn open_search(&self, sealed: &str) -> Option<String> {
        let sealed = BASE64URL_NOPAD.decode(sealed.as_bytes()).ok()?;
        String::from_utf8(self.keys.open_sealed(&self.sought(), &sealed)?).ok()
    }

    const fn sought(&self) -> SealPlace<'_> {
        SealPlace { table: "orders", column: "sought", row: self.shop.0.as_bytes() }
    }
}

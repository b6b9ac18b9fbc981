//! Asking for progress reports on the order's page, and asking them to stop, where the shop sends them only to
//! who asks. They go to the order's own address alone, whoever asks; when it was asked is kept, and the address in
//! every report takes it back ([`super::messages`]). Who asked them to stop said so for every order: a link to one of
//! them does not take that back.

use crate::domain::door::Door;
use crate::domain::level::Level;
use crate::domain::link::{Purpose, Token};
use crate::domain::mail_settings::Consent;
use crate::domain::message::Suppression;
use crate::domain::routes;
use crate::language::Language;
use crate::wire::order_view::UpdatesView;

use super::present::masked;
use super::view_order::Opened;
use super::{ServiceError, Services};

/// What came of asking for reports, or for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpdatesAsked {
    /// It is noted.
    Noted,
    /// Only who proves themselves takes back that they want none.
    ProveFirst,
    /// It cannot be said here.
    NotHere,
}

impl Services {
    /// The form on the order's page. `None` where it makes no sense or shows too much: in a shop that tells
    /// everybody, on a shared page, by an old link, for an order without an address.
    pub(super) async fn updates_form(
        &self,
        opened: &Opened,
        token: &Token,
        door: &Door,
        language: Language,
    ) -> Result<Option<UpdatesView>, ServiceError> {
        let Some(address) = self.reportable(opened).await? else { return Ok(None) };
        let reasons = self.store.shop(opened.shop.id).suppressions_of(&address).await?;
        let wanted = reasons.contains(&Suppression::OptedIn) && !reasons.contains(&Suppression::Unsubscribed);
        let action = routes::in_language(&door.to(routes::updates(token)), language.tag());
        Ok(Some(UpdatesView { action, wanted, address: masked(&address) }))
    }

    /// Notes that the order's address is to get progress reports, or no more of them. `token` and `browser` are
    /// the viewer's, as for [`Services::proven`].
    ///
    /// # Errors
    /// When the store does not answer; then nothing changed.
    pub async fn want_updates(
        &self,
        opened: &Opened,
        token: &Token,
        browser: Option<[u8; 32]>,
        wanted: bool,
    ) -> Result<UpdatesAsked, ServiceError> {
        let Some(address) = self.reportable(opened).await? else { return Ok(UpdatesAsked::NotHere) };
        let store = self.store.shop(opened.shop.id);
        let stopped = store.suppressions_of(&address).await?.contains(&Suppression::Unsubscribed);
        if wanted && stopped && self.proven(opened, token, browser).await?.is_none() {
            return Ok(UpdatesAsked::ProveFirst);
        }
        store.set_reports_wanted(&address, wanted, Some(opened.knock.order), self.clock.now()).await?;
        Ok(UpdatesAsked::Noted)
    }

    async fn reportable(&self, opened: &Opened) -> Result<Option<String>, ServiceError> {
        let asks = opened.shop.settings.mail.consent == Consent::OptIn;
        let own = opened.knock.purpose != Purpose::Share && opened.knock.level >= Level::Standard;
        if asks && own { self.address_in_force(opened).await } else { Ok(None) }
    }
}

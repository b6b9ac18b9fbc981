//! Asking for progress reports on the order's page, and asking them to stop, where the shop sends them only to
//! who asks. They go to the order's own address alone, whoever asks; when it was asked is kept, and the address in
//! every report takes it back ([`super::messages`]).

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

    /// Notes that the order's address is to get progress reports, or no more of them. Returns whether that can
    /// be said here at all.
    ///
    /// # Errors
    /// When the store does not answer; then nothing changed.
    pub async fn want_updates(&self, opened: &Opened, wanted: bool) -> Result<bool, ServiceError> {
        let Some(address) = self.reportable(opened).await? else { return Ok(false) };
        let store = self.store.shop(opened.shop.id);
        store.set_reports_wanted(&address, wanted, Some(opened.knock.order), self.clock.now()).await?;
        Ok(true)
    }

    async fn reportable(&self, opened: &Opened) -> Result<Option<String>, ServiceError> {
        let asks = opened.shop.settings.mail.consent == Consent::OptIn;
        let own = opened.knock.purpose != Purpose::Share && opened.knock.level >= Level::Standard;
        if asks && own { self.address_in_force(opened).await } else { Ok(None) }
    }
}

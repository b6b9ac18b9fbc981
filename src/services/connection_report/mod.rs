//! How a shop stands with Shopify, told to its merchant: on the "Shopify" page, by `waymark shop status`
//! and by the doctor. English, as merchants' pages are for now.
//!
//! Asks nobody: it reads what is stored. What Shopify answers right now is the doctor's affair
//! (`services/doctor`). Start with [`Services::connection_report`]; `lines` says what is so, `troubles`
//! what is wrong and what to do.

mod lines;
#[cfg(test)]
mod tests;
mod troubles;

use crate::domain::clock::Millis;
use crate::domain::shop::Shop;
use crate::domain::standing::Standing;
use crate::language::{Language, Speech};
use crate::shopify::API_VERSION;
use crate::store::{Connection, InboxFigures, Sync};
use crate::wire::connection_report::{ConnectionReport, ReportLine, Trouble};
use crate::wire::frame::Tone;

use super::{ServiceError, Services};

/// Everything stored about a connection.
pub(super) struct Facts<'a> {
    pub shop: &'a Shop,
    pub connection: Option<Connection>,
    /// Since when the shop stands as it does.
    pub since: Option<Millis>,
    pub inbox: InboxFigures,
    /// Reads that wait.
    pub reads: u64,
    /// Orders that the API no longer tells of.
    pub lost: u64,
    pub orders: u64,
    pub sync: Option<Sync>,
    /// Requests for data that wait for the merchant.
    pub requests: u64,
    /// Which API version is asked for.
    pub asked_version: &'static str,
    /// Where this server is reached.
    pub public_url: &'a str,
    /// Whether the shop is a real one, at an https address.
    pub real: bool,
    pub now: Millis,
}

/// The words of times and numbers.
pub(super) struct Telling {
    speech: Speech,
    now: Millis,
}

impl Telling {
    /// "4 minutes ago"; within a minute "just now".
    pub fn ago(&self, at: Millis) -> String {
        if self.now.0.abs_diff(at.0) < 60_000 {
            return "just now".to_owned();
        }
        self.speech.relative(at, self.now)
    }

    /// The same, or "never".
    pub fn ago_or_never(&self, at: Option<Millis>) -> String {
        at.map_or_else(|| "never".to_owned(), |at| self.ago(at))
    }

    /// "1 order", "2,400 orders".
    pub fn count(&self, count: u64, one: &str, many: &str) -> String {
        if count == 1 { format!("1 {one}") } else { format!("{} {many}", self.speech.number(count)) }
    }
}

impl Services {
    /// How the shop stands with Shopify, from what is stored.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn connection_report(&self, shop: &Shop) -> Result<ConnectionReport, ServiceError> {
        Ok(report(&self.connection_facts(shop).await?, self.words.in_language(Language::English)))
    }

    /// What is granted, what each missing permission costs, when Shopify last rang, and what the last
    /// comparison put right: for the doctor, in one line each.
    pub(super) async fn connection_in_short(&self, shop: &Shop) -> Result<Vec<ReportLine>, ServiceError> {
        let facts = self.connection_facts(shop).await?;
        let telling = Telling { speech: self.words.in_language(Language::English), now: facts.now };
        let Some(connection) = &facts.connection else { return Ok(Vec::new()) };
        Ok(lines::in_short(&facts, connection, &telling))
    }

    /// What is wrong besides how the shop stands: for the doctor, who has just seen that for itself.
    pub(super) async fn other_troubles(&self, shop: &Shop) -> Result<Vec<Trouble>, ServiceError> {
        let facts = self.connection_facts(shop).await?;
        let speech = self.words.in_language(Language::English);
        Ok(troubles::others(&facts, &Telling { speech, now: facts.now }))
    }

    async fn connection_facts<'a>(&'a self, shop: &'a Shop) -> Result<Facts<'a>, ServiceError> {
        let store = self.store.shop(shop.id);
        let (reads, lost) = store.refresh_figures().await?;
        Ok(Facts {
            shop,
            connection: store.connection().await?,
            since: store.standing_since().await?,
            inbox: store.inbox_figures().await?,
            reads,
            lost,
            orders: store.count_orders().await?,
            sync: store.last_sync().await?,
            requests: store.open_data_requests().await?,
            asked_version: API_VERSION,
            public_url: &self.public_url,
            real: self.shopify.base().starts_with("https://"),
            now: self.clock.now(),
        })
    }
}

/// The report of these facts.
fn report(facts: &Facts<'_>, speech: Speech) -> ConnectionReport {
    let telling = Telling { speech, now: facts.now };
    let troubles = troubles::troubles(facts, &telling);
    let worst = troubles.iter().map(|trouble| trouble.tone).find(|tone| *tone == Tone::Stop);
    let (state, tone) = match (facts.shop.standing, worst, troubles.is_empty()) {
        (Standing::Alone, _, _) if facts.connection.is_none() => {
            ("Not connected: orders come in by import alone.".to_owned(), Tone::Calm)
        }
        (_, Some(tone), _) => ("Not in step with Shopify.".to_owned(), tone),
        (_, None, false) => ("In step with Shopify, with something to mend.".to_owned(), Tone::Warn),
        (_, None, true) => (in_step(facts, &telling), Tone::Good),
    };
    ConnectionReport {
        shop_name: facts.shop.name.clone(),
        domain: facts.shop.domain.clone(),
        state,
        tone,
        troubles,
        parts: lines::parts(facts, &telling),
    }
}

fn in_step(facts: &Facts<'_>, telling: &Telling) -> String {
    match facts.shop.checked_at {
        Some(at) => format!("In step with Shopify, checked {}.", telling.ago(at)),
        None => "Connected; the first comparison has not ended yet.".to_owned(),
    }
}

//! The audit log as owners read it: the newest lines first, a page at a time.

use uuid::Uuid;

use crate::domain::shop::Shop;
use crate::language::Language;
use crate::services::{ServiceError, Services};
use crate::wire::admin::accounts::{AuditRow, AuditView};

/// Lines a page.
const PAGE: u32 = 50;

/// What people read for what was done; anything else is shown as its word.
const ACTIONS: &[(&str, &str)] = &[
    ("account.signed_in", "Signed in"),
    ("account.password", "Changed the password"),
    ("account.second_factor_on", "Turned the second factor on"),
    ("account.second_factor_off", "Turned the second factor off"),
    ("account.app_removed", "Removed the authenticator app"),
    ("account.passkey_added", "Added a passkey"),
    ("account.passkey_removed", "Removed a passkey"),
    ("account.recovery_code_used", "Used a recovery code"),
    ("team.added", "Added to the team"),
    ("team.role", "Changed the role"),
    ("team.removed", "Removed from the team"),
    ("team.invited", "Invited"),
    ("team.invitation_revoked", "Took an invitation back"),
    ("team.joined", "Joined the team"),
];

impl Services {
    /// A page of the shop's audit log: the lines before `before`, the newest without it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn audit_page(&self, shop: &Shop, before: Option<Uuid>) -> Result<AuditView, ServiceError> {
        let mut lines = self.store.shop(shop.id).audit_lines(before, PAGE + 1).await?;
        let more = lines.len() > PAGE as usize;
        lines.truncate(PAGE as usize);
        let next = if more { lines.last().map(|line| line.id.to_string()) } else { None };
        let now = self.clock.now();
        let speech = self.words.in_language(Language::English);
        let row = |line: crate::domain::audit::AuditLine| {
            let known = ACTIONS.iter().find(|(word, _)| *word == line.what.action);
            AuditRow {
                ago: speech.relative(line.at, now),
                at: line.at.to_rfc3339(),
                who: line.who,
                what: known.map_or(line.what.action, |(_, words)| (*words).to_owned()),
                subject: line.what.subject,
                before: line.what.before,
                after: line.what.after,
            }
        };
        Ok(AuditView { rows: lines.into_iter().map(row).collect(), next, is_first: before.is_none() })
    }
}

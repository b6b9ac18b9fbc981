//! The audit log as owners read it: the newest lines first, a page at a time. [`super::audit_words`] puts it
//! into words.

use uuid::Uuid;

use crate::domain::admin_routes::AUDIT;
use crate::domain::shop::Shop;
use crate::language::Language;
use crate::services::settings::tabs;
use crate::services::{ServiceError, Services};
use crate::wire::admin::accounts::{AuditRow, AuditView};

use super::audit_words::{action, facts};

/// Lines a page.
const PAGE: u32 = 50;

impl Services {
    /// A page of the shop's audit log: the lines before `before`, the newest without it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn audit_page(&self, shop: &Shop, before: Option<Uuid>) -> Result<AuditView, ServiceError> {
        let store = self.store.shop(shop.id);
        let mut lines = store.audit_lines(before, PAGE + 1).await?;
        let more = lines.len() > PAGE as usize;
        lines.truncate(PAGE as usize);
        let next = if more { lines.last().map(|line| line.id.to_string()) } else { None };
        let statuses = store.statuses().await?;
        let now = self.clock.now();
        let speech = self.words.in_language(Language::English);
        let row = |line: crate::domain::audit::AuditLine| AuditRow {
            ago: speech.relative(line.at, now),
            at: line.at.to_rfc3339(),
            facts: facts(&line.what, &statuses),
            who: line.who,
            what: action(&line.what.action),
            subject: line.what.subject,
        };
        let rows = lines.into_iter().map(row).collect();
        Ok(AuditView { tabs: tabs(shop, AUDIT), rows, next, is_first: before.is_none() })
    }
}

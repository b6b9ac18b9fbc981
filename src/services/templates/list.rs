//! Every kind of message with the languages its words are in: the shop's own, or those of the program. Start with
//! [`Services::template_list`].

use super::TemplatePlace;
use crate::domain::admin_routes::{TEMPLATE, template as path_of};
use crate::domain::clock::Millis;
use crate::domain::message::{MessageKind, status_of_words};
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::language::Language;
use crate::mail::template::{LintFor, Severity, Template, lint};
use crate::services::messages::{kind_hint, kind_name};
use crate::services::statuses::called;
use crate::services::{ServiceError, Services};
use crate::store::TemplateVersion;
use crate::wire::admin::templates::{TemplateList, TemplateRow, TemplateTongue};
use crate::wire::frame::{Moment, Tone};

impl Services {
    /// The words of every kind of message, and of every status that shoppers get messages about.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn template_list(&self, shop: &Shop) -> Result<TemplateList, ServiceError> {
        let store = self.store.shop(shop.id);
        let (versions, statuses) = (store.templates_in_use().await?, store.statuses().await?);
        let kinds = MessageKind::ALL.into_iter().map(|kind| {
            let place = TemplatePlace { kind, status: None, language: Language::English };
            TemplateRow {
                name: kind_name(kind).to_owned(),
                hint: kind_hint(kind).to_owned(),
                sends: shop.settings.mail.sends(kind),
                ..self.template_row(shop, &place, &versions)
            }
        });
        let has_own = |status: &Status| {
            versions.iter().any(|version| {
                status_of_words(&version.kind) == Some(&*status.handle) && !version.doc.is_null()
            })
        };
        let told = |status: &&Status| (status.visible && !status.archived) || has_own(status);
        let rows = statuses.iter().filter(told).map(|status| {
            let (kind, handle) = (MessageKind::StatusChanged, Some(status.handle.clone()));
            let place = TemplatePlace { kind, status: handle, language: Language::English };
            TemplateRow {
                name: called(status),
                sends: shop.settings.mail.sends(kind) && status.message.send,
                ..self.template_row(shop, &place, &versions)
            }
        });
        Ok(TemplateList { kinds: kinds.collect(), statuses: rows.collect() })
    }

    fn template_row(&self, shop: &Shop, place: &TemplatePlace, versions: &[TemplateVersion]) -> TemplateRow {
        if place.kind == MessageKind::StatusCopy {
            return TemplateRow::default();
        }
        let name = place.name();
        let newest =
            versions.iter().filter(|version| version.kind == name).max_by_key(|version| version.made_at);
        let hosts = self.own_hosts(shop);
        let tongues = Language::offered_by(&shop.settings).into_iter().map(|language| {
            let there = TemplatePlace { language, ..place.clone() };
            tongue(shop, &there, versions, &hosts)
        });
        TemplateRow {
            tongues: tongues.collect(),
            changed: newest
                .map(|newest| (self.moment_for_staff(shop, newest.made_at), newest.made_by.clone())),
            ..TemplateRow::default()
        }
    }

    /// An instant as staff read it: "Today 08:12", "19 Nov 08:12".
    pub(super) fn moment_for_staff(&self, shop: &Shop, at: Millis) -> Moment {
        let (zone, speech) = (shop.settings.zone(), self.words.in_language(Language::English));
        let (day, today, zoned) = (at.day_in(&zone), self.clock.now().day_in(&zone), at.in_zone(&zone));
        let near = day == today || today.yesterday().is_ok_and(|yesterday| yesterday == day);
        let told = if near { speech.day_title(day, today) } else { speech.day_short(day, today) };
        let iso = zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        Moment { iso, text: format!("{told} {}", speech.time(&zoned)) }
    }
}

/// The words of a place among the newest `versions`: whether they are own, and what is to be mended in them.
pub(super) fn tongue(
    shop: &Shop,
    place: &TemplatePlace,
    versions: &[TemplateVersion],
    hosts: &[String],
) -> TemplateTongue {
    let (name, tag) = (place.name(), place.language.tag());
    let own = versions
        .iter()
        .find(|version| version.kind == name && version.language == tag && !version.doc.is_null());
    let (mend, tone) = own.map_or_else(Default::default, |version| mend(version, place, hosts));
    TemplateTongue {
        tag: tag.to_owned(),
        name: place.language.own_name().to_owned(),
        href: path_of(TEMPLATE, &shop.handle, &place.key(), tag),
        own: own.is_some(),
        mend,
        tone,
        current: false,
    }
}

/// What is to be mended in a version, in a few words.
fn mend(version: &TemplateVersion, place: &TemplatePlace, hosts: &[String]) -> (String, Tone) {
    let Ok(template) = serde_json::from_value::<Template>(version.doc.clone()) else {
        return ("cannot be read".into(), Tone::Stop);
    };
    let about = LintFor { kind: Some(place.kind), hosts, untranslated: &[] };
    let found = lint(&template, &about);
    let count = |severity| found.iter().filter(|finding| finding.severity == severity).count();
    match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) => Default::default(),
        (0, 1) => ("1 warning".into(), Tone::Warn),
        (0, many) => (format!("{many} warnings"), Tone::Warn),
        (1, _) => ("1 error".into(), Tone::Stop),
        (many, _) => (format!("{many} errors"), Tone::Stop),
    }
}

//! Starter sets: steps for a trade, written in every language, to be taken over and changed. They are data
//! (`starter/*.json`); nothing refers to them once they are taken over.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::ids::StatusId;
use crate::domain::shop::Shop;
use crate::domain::status::{MessageSettings, Status, StatusWords};
use crate::language::Language;
use crate::services::{ServiceError, Services};
use crate::wire::admin::status_sets::{SetLine, StarterView};

use super::fields::free_handle;
use super::list::{icon_of, usual};
use super::main_language;

static FILES: [&str; 5] = [
    include_str!("../../../starter/made-to-order.json"),
    include_str!("../../../starter/pre-order.json"),
    include_str!("../../../starter/print.json"),
    include_str!("../../../starter/repair.json"),
    include_str!("../../../starter/food.json"),
];

static SETS: LazyLock<Vec<StarterSet>> = LazyLock::new(|| {
    let read =
        |text: &&str| serde_json::from_str::<StarterSet>(text).expect("a file of ours, read by a test");
    let mut sets: Vec<StarterSet> = FILES.iter().map(read).collect();
    sets.sort_by_key(|set| set.place);
    sets
});

/// Steps for a trade.
#[derive(Clone, Debug, Deserialize)]
struct StarterSet {
    handle: String,
    place: u8,
    /// Its name and whom it is for.
    words: BTreeMap<String, StatusWords>,
    statuses: Vec<StarterStatus>,
}

#[derive(Clone, Debug, Deserialize)]
struct StarterStatus {
    handle: String,
    icon: String,
    color: String,
    usual_days: Option<(u16, u16)>,
    next: Vec<String>,
    send: bool,
    words: BTreeMap<String, StatusWords>,
}

impl StarterSet {
    fn origin(&self, status: &str) -> String {
        format!("starter:{}/{status}", self.handle)
    }
}

fn words(of: &BTreeMap<String, StatusWords>, language: Language) -> StatusWords {
    of.get(language.tag()).or_else(|| of.get("en")).cloned().unwrap_or_default()
}

impl Services {
    /// The starter sets in `language`, with how many of their statuses the shop has already.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn starter_sets(
        &self,
        shop: &Shop,
        language: Language,
    ) -> Result<Vec<StarterView>, ServiceError> {
        let statuses = self.store.shop(shop.id).statuses().await?;
        let has = |origin: String| statuses.iter().any(|status| status.origin.as_deref() == Some(&*origin));
        let view = |set: &StarterSet| {
            let about = words(&set.words, language);
            StarterView {
                handle: set.handle.clone(),
                name: about.name,
                about: about.text.unwrap_or_default(),
                already: set.statuses.iter().filter(|status| has(set.origin(&status.handle))).count(),
                lines: set.statuses.iter().map(|status| line(status, language)).collect(),
            }
        };
        Ok(SETS.iter().map(view).collect())
    }

    /// Takes over the statuses of a set that the shop does not have yet, behind its own, written in its main
    /// language with all translations. Nothing of the shop's is changed. Returns how many were added; `None`
    /// when there is no such set.
    ///
    /// # Errors
    /// When the store does not answer; then none was added.
    pub async fn take_over_starter_set(
        &self,
        shop: &Shop,
        who: &str,
        handle: &str,
    ) -> Result<Option<usize>, ServiceError> {
        let Some(set) = SETS.iter().find(|set| set.handle == handle) else { return Ok(None) };
        let existing = self.store.shop(shop.id).statuses().await?;
        let main = main_language(shop);
        let mut ids: BTreeMap<&str, StatusId> = BTreeMap::new();
        let mut all = existing.clone();
        for (number, status) in (1..).zip(&set.statuses) {
            let origin = set.origin(&status.handle);
            let known = existing.iter().find(|known| known.origin.as_deref() == Some(&*origin));
            if let Some(known) = known {
                ids.insert(&status.handle, known.id);
                continue;
            }
            let mut made = made_of(status, main, free_handle(&status.handle, &all, None), origin);
            made.id = StatusId::new(self.clock.now(), &*self.chance);
            made.place = existing.iter().map(|status| status.place).max().unwrap_or(0) + number * 10;
            ids.insert(&status.handle, made.id);
            all.push(made);
        }
        let mut added = all.split_off(existing.len());
        for made in &mut added {
            let from = set.statuses.iter().find(|status| made.origin == Some(set.origin(&status.handle)));
            let next = from.map(|status| status.next.as_slice()).unwrap_or_default();
            made.allowed_next = next.iter().filter_map(|handle| ids.get(handle.as_str()).copied()).collect();
        }
        let subject = format!("starter set “{}”", words(&set.words, Language::English).name);
        self.add_statuses(shop, who, &subject, &added).await?;
        Ok(Some(added.len()))
    }
}

fn made_of(status: &StarterStatus, main: Language, handle: String, origin: String) -> Status {
    let public = words(&status.words, main);
    let mut translations = status.words.clone();
    translations.remove(main.tag());
    Status {
        id: StatusId(uuid::Uuid::nil()),
        handle,
        name: public.name.clone(),
        public,
        translations,
        color: Some(status.color.clone()),
        icon: Some(status.icon.clone()),
        place: 0,
        visible: true,
        allowed_next: Vec::new(),
        usual_days: status.usual_days,
        automatic_next: None,
        message: MessageSettings { send: status.send, extra_recipients: Vec::new() },
        archived: false,
        shown_incomplete: false,
        origin: Some(origin),
    }
}

fn line(status: &StarterStatus, language: Language) -> SetLine {
    let shown = made_of(status, language, String::new(), String::new());
    SetLine {
        icon: icon_of(&shown),
        name: shown.public.name,
        text: shown.public.text.unwrap_or_default(),
        usual: status.usual_days.map(usual).unwrap_or_default(),
        note: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::icon;

    #[test]
    fn every_set_is_written_in_every_language_and_leads_somewhere() {
        assert_eq!(SETS.len(), 5);
        for set in SETS.iter() {
            assert!((5..=8).contains(&set.statuses.len()), "{}", set.handle);
            assert_eq!(set.words.len(), Language::ALL.len(), "{}", set.handle);
            let handles: Vec<&str> = set.statuses.iter().map(|status| status.handle.as_str()).collect();
            for status in &set.statuses {
                let place = format!("{}/{}", set.handle, status.handle);
                assert!(icon::named(&status.icon).is_some(), "{place} has no icon");
                assert!(crate::services::brand::corrected(&status.color).is_some(), "{place} has no color");
                assert!(
                    status.next.iter().all(|next| handles.contains(&next.as_str())),
                    "{place} leads nowhere"
                );
                for language in Language::ALL {
                    let words = status.words.get(language.tag());
                    let words = words.unwrap_or_else(|| panic!("{place} is missing in {language}"));
                    let text = words.text.as_deref().unwrap_or_default();
                    assert!(
                        !words.name.is_empty() && words.name.chars().count() <= 40,
                        "{place} in {language}"
                    );
                    assert!(
                        text.ends_with('.') && text.chars().count() <= 160,
                        "{place} in {language}: {text}"
                    );
                }
            }
        }
    }
}

//! The editor's page: a stored status as a form, or a form that came back with something to correct.

use crate::domain::shop::Shop;
use crate::domain::status::{Status, fallback};
use crate::language::Language;
use crate::services::brand::corrected;
use crate::services::{ServiceError, Services};
use crate::wire::admin::statuses::{LanguageField, StatusEditor, StatusForm, WordsForm, Wrong};

use super::{called, fields, main_language, mark};

/// Orders offered for the preview.
const ORDERS_OFFERED: u32 = 20;

impl Services {
    /// The editor of `stored`, or of a new status when `None`; with `form` as typed instead of what is
    /// stored when it came back with something `wrong`.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn status_editor(
        &self,
        shop: &Shop,
        stored: Option<&Status>,
        form: Option<(StatusForm, Vec<Wrong>)>,
    ) -> Result<StatusEditor, ServiceError> {
        let store = self.store.shop(shop.id);
        let statuses = store.statuses().await?;
        let (mut form, wrong) = form.unwrap_or_else(|| {
            let form = stored.map_or_else(empty_form, |status| form_of(status, &statuses));
            (form, Vec::new())
        });
        // Sent again, the form knows what is stored now.
        form.mark = stored.map(mark).unwrap_or_default();
        let draft = fields::draft(shop, &form, &statuses);
        let tags = Language::ALL.map(Language::tag);
        let main = main_language(shop);
        let missing = if form == empty_form() { Vec::new() } else { draft.missing(main.tag(), &tags) };
        let standing = match stored {
            Some(status) => store.orders_per_status().await?.get(&status.id).copied().unwrap_or(0),
            None => 0,
        };
        let field = |language: Language| field(language, main, missing.contains(&language.tag()));
        let others = statuses.iter().filter(|other| is_offered(stored, other));
        Ok(StatusEditor {
            wrong,
            stored: stored.map(|status| status.handle.clone()),
            title: stored.map_or_else(|| "New status".to_owned(), called),
            can_change: true,
            archived: stored.is_some_and(|status| status.archived),
            standing,
            corrected: (form.color_of == "own")
                .then(|| corrected(&form.color))
                .flatten()
                .map(|c| (c.light, c.dark)),
            others: others.map(|status| (status.handle.clone(), offered_as(status))).collect(),
            main: field(main),
            languages: Language::ALL.into_iter().filter(|l| *l != main).map(field).collect(),
            missing: super::missing(shop, &draft)
                .into_iter()
                .take(if missing.is_empty() { 0 } else { 9 })
                .collect(),
            orders: store.order_names(ORDERS_OFFERED).await?,
            form,
        })
    }
}

/// Whether another status may be chosen beside `stored`: those in use, and those out of use that are chosen
/// already. What the form did not show, saving it would take away.
fn is_offered(stored: Option<&Status>, other: &Status) -> bool {
    let Some(own) = stored else { return !other.archived };
    let follows = own.automatic_next.is_some_and(|then| then.to == other.id);
    own.id != other.id && (!other.archived || follows || own.allowed_next.contains(&other.id))
}

fn offered_as(status: &Status) -> String {
    if status.archived { format!("{} (archived)", called(status)) } else { called(status) }
}

fn field(language: Language, main: Language, missing: bool) -> LanguageField {
    LanguageField {
        tag: language.tag().to_owned(),
        name: language.own_name().to_owned(),
        direction: language.direction().to_owned(),
        fallback: fallback(language.tag(), main.tag()),
        missing,
    }
}

/// What the form of a new status begins with.
fn empty_form() -> StatusForm {
    StatusForm {
        color_of: "shop".to_owned(),
        color: "#2f6b4f".to_owned(),
        seen: "public".to_owned(),
        then: "no".to_owned(),
        send: true,
        ..StatusForm::default()
    }
}

/// A stored status as its form shows it.
fn form_of(status: &Status, all: &[Status]) -> StatusForm {
    let handle = |id| all.iter().find(|other| other.id == id).map(|other| other.handle.clone());
    let days = status.usual_days.map(|(from, to)| (from.to_string(), to.to_string())).unwrap_or_default();
    let words = status.translations.iter().map(|(tag, words)| WordsForm {
        tag: tag.clone(),
        name: words.name.clone(),
        text: words.text.clone().unwrap_or_default(),
    });
    let mut form = StatusForm {
        name: status.name.clone(),
        handle: status.handle.clone(),
        public_name: status.public.name.clone(),
        text: status.public.text.clone().unwrap_or_default(),
        color_of: if status.color.is_some() { "own" } else { "shop" }.to_owned(),
        color: status.color.clone().unwrap_or_else(|| "#2f6b4f".to_owned()),
        icon: status.icon.clone().unwrap_or_default(),
        seen: if status.visible { "public" } else { "internal" }.to_owned(),
        next: status.allowed_next.iter().filter_map(|id| handle(*id)).collect(),
        days_from: days.0,
        days_to: days.1,
        send: status.message.send,
        recipients: status.message.extra_recipients.join("\n"),
        show_anyway: status.shown_incomplete,
        words: words.collect(),
        ..StatusForm::default()
    };
    fields::put_then(&mut form, status, all);
    form
}

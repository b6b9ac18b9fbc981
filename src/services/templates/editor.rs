//! The editor of a message's words: what is in use or what was typed, what is to be mended in it, how it looks; and
//! saving it. Start with [`Services::template_editor`].

use super::form::{findings, form_of, template_of};
use super::list::tongue;
use super::trial::{Tried, preview_of};
use super::{Knows, LINK_RULE, Saving, TemplatePlace, TemplateSaved};
use crate::domain::account::User;
use crate::domain::message::MessageKind;
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::language::Language;
use crate::mail::template::{Severity, Template, filter_names, variables};
use crate::services::messages::kind_name;
use crate::services::{ServiceError, Services};
use crate::store::{TemplateVersion, VERSIONS_KEPT};
use crate::wire::admin::templates::{TemplateAlert, TemplateEditor, TemplateForm, TemplateTongue};
use crate::wire::frame::Tone;

/// Orders offered for the preview.
const ORDERS_OFFERED: u32 = 20;

/// An editor, with the message as it was drawn.
#[derive(Clone, Debug)]
pub struct Looked {
    /// What the page shows.
    pub editor: TemplateEditor,
    /// The message's HTML, for a frame of its own; `None` when it could not be drawn.
    pub html: Option<String>,
}

impl Looked {
    /// The same with something told above the form.
    #[must_use]
    pub fn telling(mut self, title: &str, text: &str, tone: Tone) -> Self {
        self.editor.alert = Some(TemplateAlert { title: title.to_owned(), text: text.to_owned(), tone });
        self
    }
}

/// What became of a form.
#[derive(Clone, Debug)]
pub enum FormSaved {
    /// It is in use, as this version.
    InUse(i64),
    /// It is not: the form as typed, with what stands in the way.
    Refused(Box<Looked>),
    /// Somebody else saved meanwhile: the form as typed, to be saved again in place of theirs.
    Meanwhile(Box<Looked>),
}

/// What is in use at a place.
pub(super) struct InUse {
    pub(super) template: Template,
    /// The newest version saved there, whatever it says.
    pub(super) newest: Option<TemplateVersion>,
    /// Whether the words are those of “Own status”, which messages about a single status borrow.
    pub(super) borrowed: bool,
}

impl InUse {
    /// Whether the place has words of its own.
    pub(super) fn is_own(&self) -> bool {
        self.newest.as_ref().is_some_and(|newest| !newest.doc.is_null())
    }

    /// The number of the newest version; 0 before the first.
    pub(super) fn version(&self) -> i64 {
        self.newest.as_ref().map_or(0, |newest| newest.version)
    }

    /// How many versions are kept: they are numbered without gaps, and older ones go.
    fn versions(&self) -> usize {
        usize::try_from(self.version().min(VERSIONS_KEPT)).unwrap_or(0)
    }
}

impl Services {
    /// The editor with what is in use. `None` for a status that the shop does not have.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn template_editor(
        &self,
        shop: &Shop,
        who: &User,
        place: &TemplatePlace,
    ) -> Result<Option<Looked>, ServiceError> {
        let statuses = self.store.shop(shop.id).statuses().await?;
        if !is_there(place, &statuses) {
            return Ok(None);
        }
        let used = self.in_use(shop, place).await?;
        let built_in = self.built_in_template(place.kind, place.language);
        let form = TemplateForm {
            seen: used.version().to_string(),
            preview_language: place.language.tag().to_owned(),
            ..form_of(&used.template, &built_in)
        };
        Ok(Some(self.looked(shop, who, place, &used, (form, None)).await?))
    }

    /// The editor with what was typed; nothing is stored. `None` as for [`Services::template_editor`]. Who only looks,
    /// and often, reads what is to be mended and when the message is drawn again.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn look_at_template(
        &self,
        shop: &Shop,
        who: &User,
        place: &TemplatePlace,
        form: TemplateForm,
    ) -> Result<Option<Looked>, ServiceError> {
        let statuses = self.store.shop(shop.id).statuses().await?;
        if !is_there(place, &statuses) {
            return Ok(None);
        }
        let used = self.in_use(shop, place).await?;
        // Tests have a limit of their own, and saving is done by hand.
        let waits = match form.what.as_str() {
            "save" | "test" => None,
            _ => self.count_look(who).await?,
        };
        Ok(Some(self.looked(shop, who, place, &used, (form, waits)).await?))
    }

    /// Puts what was typed into use, unless something stands in the way that whoever typed it did not say they
    /// know. `None` as for [`Services::template_editor`].
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn save_template_form(
        &self,
        shop: &Shop,
        who: &User,
        place: &TemplatePlace,
        form: TemplateForm,
    ) -> Result<Option<FormSaved>, ServiceError> {
        let Some(looked) = self.look_at_template(shop, who, place, form).await? else { return Ok(None) };
        let form = &looked.editor.form;
        let knows = Knows { link: form.knows_link, faults: form.knows_faults };
        let faulty = (looked.editor.lacks_link && !knows.link) || (looked.editor.has_faults && !knows.faults);
        if faulty {
            return Ok(Some(FormSaved::Refused(Box::new(refused(looked)))));
        }
        let saving = Saving { who: &who.name, seen: Some(form.seen.trim().parse().unwrap_or(0)), knows };
        Ok(Some(match self.use_template(shop, place, &template_of(form), saving).await? {
            TemplateSaved::InUse(version) => FormSaved::InUse(version),
            TemplateSaved::Refused(_) => FormSaved::Refused(Box::new(refused(looked))),
            TemplateSaved::Meanwhile => {
                let newest = self.in_use(shop, place).await?.newest;
                FormSaved::Meanwhile(Box::new(meanwhile(looked, newest.as_ref())))
            }
        }))
    }

    /// What is in use at a place: its own words, for a status those of “Own status”, else those of the program.
    pub(super) async fn in_use(&self, shop: &Shop, place: &TemplatePlace) -> Result<InUse, ServiceError> {
        let (store, tag) = (self.store.shop(shop.id), place.language.tag());
        let newest = store.newest_template(&place.name(), tag).await?;
        let read = |version: &TemplateVersion| serde_json::from_value::<Template>(version.doc.clone()).ok();
        if let Some(template) = newest.as_ref().and_then(read) {
            return Ok(InUse { template, newest, borrowed: false });
        }
        if place.status.is_some() {
            let kind = MessageKind::StatusChanged.word();
            let all_statuses = store.newest_template(kind, tag).await?;
            if let Some(template) = all_statuses.as_ref().and_then(read) {
                return Ok(InUse { template, newest, borrowed: true });
            }
        }
        let template = self.built_in_template(place.kind, place.language);
        Ok(InUse { template, newest, borrowed: false })
    }

    async fn looked(
        &self,
        shop: &Shop,
        who: &User,
        place: &TemplatePlace,
        used: &InUse,
        (form, waits): (TemplateForm, Option<String>),
    ) -> Result<Looked, ServiceError> {
        let store = self.store.shop(shop.id);
        let statuses = store.statuses().await?;
        let tried = self.try_form(shop, place, &form, waits).await?;
        let wrong = |link: bool| {
            let mut errors = tried.found.iter().filter(|found| found.severity == Severity::Error);
            errors.any(|found| (found.rule == LINK_RULE) == link)
        };
        let editor = TemplateEditor {
            key: place.key(),
            tag: place.language.tag().to_owned(),
            direction: place.language.direction().to_owned(),
            title: place.called(&statuses),
            standing: self.standing(used),
            is_own: used.is_own(),
            versions: used.versions(),
            tongues: self.tongues_of(shop, place).await?,
            unsaved: template_of(&form) != used.template,
            findings: findings(&tried.found, form.is_source()),
            lacks_link: wrong(true),
            has_faults: wrong(false),
            refused: false,
            alert: None,
            preview: preview_of(&tried),
            languages: Language::ALL.map(|l| (l.tag().to_owned(), l.own_name().to_owned())).to_vec(),
            orders: store.order_names(ORDERS_OFFERED).await?,
            names: variables().iter().map(|known| (known.path.into(), known.meaning.into())).collect(),
            filters: filter_names().into_iter().map(str::to_owned).collect(),
            test_to: who.email.clone(),
            form,
        };
        let Tried { made, .. } = tried;
        Ok(Looked { editor, html: made.ok().map(|made| made.html) })
    }

    /// The languages of a place, each leading to its words there.
    async fn tongues_of(
        &self,
        shop: &Shop,
        place: &TemplatePlace,
    ) -> Result<Vec<TemplateTongue>, ServiceError> {
        let (own, hosts) = (self.own_templates(shop).await?, self.own_hosts(shop));
        let one = |language: Language| {
            let there = TemplatePlace { language, ..place.clone() };
            TemplateTongue { current: language == place.language, ..tongue(shop, &there, &own, &hosts) }
        };
        Ok(Language::offered_by(&shop.settings).into_iter().map(one).collect())
    }

    /// What is in use, in a sentence.
    fn standing(&self, used: &InUse) -> String {
        match &used.newest {
            Some(newest) if used.is_own() => {
                let when =
                    self.words.in_language(Language::English).relative(newest.made_at, self.clock.now());
                let (version, by) = (newest.version, &newest.made_by);
                format!("Your own words are in use: version {version}, saved {when} by {by}.")
            }
            _ if used.borrowed => {
                let name = kind_name(MessageKind::StatusChanged);
                format!(
                    "Your own words for “{name}” are in use. What you save here is for this status alone."
                )
            }
            _ => "The words that come with Waymark are in use.".to_owned(),
        }
    }
}

/// Whether the shop has the status that a place is about.
pub(super) fn is_there(place: &TemplatePlace, statuses: &[Status]) -> bool {
    place.status.as_ref().is_none_or(|handle| statuses.iter().any(|status| status.handle == *handle))
}

fn refused(looked: Looked) -> Looked {
    let text = "Mend what is marked below, or tick at the end of the form that you know about it.";
    let mut looked = looked.telling("Nothing is saved yet", text, Tone::Stop);
    looked.editor.refused = true;
    looked
}

fn meanwhile(mut looked: Looked, newest: Option<&TemplateVersion>) -> Looked {
    let (version, by) = newest.map_or((0, ""), |newest| (newest.version, newest.made_by.as_str()));
    looked.editor.form.seen = version.to_string();
    let text = format!(
        "{by} saved version {version} while you typed. What you typed is still here; earlier versions show \
         theirs. Save again to put yours in its place."
    );
    looked.telling("Somebody else saved meanwhile", &text, Tone::Warn)
}

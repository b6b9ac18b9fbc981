//! A shop's settings as merchants see and change them: one form for each [`Tab`].
//!
//! A form carries a mark of the values it was made from. Who sends one after somebody else changed the
//! same values is told, with what was typed and what is saved now side by side; changes of other tabs
//! do not disturb. Start with [`Services::change_settings`].

mod audit;
mod brand;
mod days;
mod fields;
mod general;
mod languages;
mod lead_times;
mod links;
mod messages;
mod preview;
mod privacy;
mod shopify;
mod typed;

use crate::domain::account::User;
use crate::domain::admin_routes as routes;
use crate::domain::brand::Logo;
use crate::domain::shop::Shop;
use crate::store::LogoChange;
use crate::wire::admin::settings::{PieceView, SettingsView, SheetView, TabView};

use super::form_mark::form_mark;
use super::shop_logo::MadeLogo;
use super::{ServiceError, Services};

pub use fields::Faults;
pub use typed::Typed;

/// How often a change is tried again when somebody else changes another tab at the same moment.
const TRIES: usize = 5;

/// A tab of the settings, each with a form of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Tab {
    General,
    Brand,
    Languages,
    Days,
    LeadTimes,
    Messages,
    Links,
    Privacy,
    Shopify,
}

impl Tab {
    /// All of them, in their order.
    pub const ALL: [Self; 9] = [
        Self::General,
        Self::Brand,
        Self::Languages,
        Self::Days,
        Self::LeadTimes,
        Self::Messages,
        Self::Links,
        Self::Privacy,
        Self::Shopify,
    ];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::General => "General",
            Self::Brand => "Brand",
            Self::Languages => "Languages",
            Self::Days => "Working days",
            Self::LeadTimes => "Lead times",
            Self::Messages => "Messages",
            Self::Links => "Links and look-up",
            Self::Privacy => "Privacy",
            Self::Shopify => "Shop pages",
        }
    }

    /// Its address as a pattern.
    #[must_use]
    pub const fn pattern(self) -> &'static str {
        match self {
            Self::General => routes::SETTINGS,
            Self::Brand => routes::SETTINGS_BRAND,
            Self::Languages => routes::SETTINGS_LANGUAGES,
            Self::Days => routes::SETTINGS_DAYS,
            Self::LeadTimes => routes::SETTINGS_LEAD_TIMES,
            Self::Messages => routes::SETTINGS_MESSAGES,
            Self::Links => routes::SETTINGS_LINKS,
            Self::Privacy => routes::SETTINGS_PRIVACY,
            Self::Shopify => routes::SETTINGS_SHOPIFY,
        }
    }

    /// The values of this tab as a form would send them.
    fn show(self, shop: &Shop) -> Typed {
        match self {
            Self::General => general::show(shop),
            Self::Brand => brand::show(shop),
            Self::Languages => languages::show(shop),
            Self::Days => days::show(shop),
            Self::LeadTimes => lead_times::show(shop),
            Self::Messages => messages::show(shop),
            Self::Links => links::show(shop),
            Self::Privacy => privacy::show(shop),
            Self::Shopify => shopify::show(shop),
        }
    }

    /// Puts what was typed into `shop`; what is wrong goes to `faults`.
    fn read(self, typed: &Typed, shop: &mut Shop, faults: &mut Faults) {
        match self {
            Self::General => general::read(typed, shop, faults),
            Self::Brand => brand::read(typed, shop, faults),
            Self::Languages => languages::read(typed, shop, faults),
            Self::Days => days::read(typed, shop, faults),
            Self::LeadTimes => lead_times::read(typed, shop, faults),
            Self::Messages => messages::read(typed, shop, faults),
            Self::Links => links::read(typed, shop, faults),
            Self::Privacy => privacy::read(typed, shop, faults),
            Self::Shopify => shopify::read(typed, shop, faults),
        }
    }

    /// The form with these values.
    fn sheets(self, shop: &Shop, typed: &Typed, services: &Services) -> Vec<SheetView> {
        match self {
            Self::General => general::sheets(shop, typed),
            Self::Brand => brand::sheets(shop, typed),
            Self::Languages => languages::sheets(typed),
            Self::Days => days::sheets(typed),
            Self::LeadTimes => lead_times::sheets(typed),
            Self::Messages => messages::sheets(typed),
            Self::Links => links::sheets(typed),
            Self::Privacy => privacy::sheets(typed),
            Self::Shopify => shopify::sheets(shop, typed, &services.public_url),
        }
    }

    /// A mark of this tab's values.
    fn mark(self, shop: &Shop) -> String {
        form_mark(&self.show(shop))
    }
}

/// What became of a form.
#[derive(Clone, Debug)]
pub enum Saved {
    /// It holds now; `false` when nothing was different.
    Done(bool),
    /// Something is wrong: the form as typed, with a sentence beside each fault.
    Refused(Box<SettingsView>),
    /// Somebody else changed the same meanwhile: the form as typed, with what is saved now beside it.
    Meanwhile(Box<SettingsView>),
}

impl Services {
    /// A tab's form with what holds now.
    #[must_use]
    pub fn settings_form(&self, shop: &Shop, tab: Tab) -> SettingsView {
        self.settings_view(shop, tab, &tab.show(shop))
    }

    fn settings_view(&self, shop: &Shop, tab: Tab, typed: &Typed) -> SettingsView {
        SettingsView {
            tabs: tabs(shop, tab.pattern()),
            action: routes::in_shop(tab.pattern(), &shop.handle),
            seen: tab.mark(shop),
            alert: None,
            sheets: tab.sheets(shop, typed, self),
        }
    }

    /// Carries out a tab's form that `who` sent: all of it or nothing.
    ///
    /// # Errors
    /// When the store does not answer, or the shop is gone.
    pub async fn change_settings(
        &self,
        shop: &Shop,
        who: &User,
        tab: Tab,
        typed: &Typed,
    ) -> Result<Saved, ServiceError> {
        for _ in 0..TRIES {
            let now = self.shop_now(shop).await?;
            if typed.text("seen") != tab.mark(&now) {
                return Ok(Saved::Meanwhile(Box::new(self.meanwhile(&now, tab, typed))));
            }
            let (mut next, mut faults) = (now.clone(), Faults::default());
            tab.read(typed, &mut next, &mut faults);
            if messages::turned_on(&now.settings.mail, &next.settings.mail) {
                next.settings.mail.told_since = self.clock.now();
            }
            next.settings.lead_times.begin(&now.settings.lead_times, self.clock.now());
            if !faults.is_empty() {
                let mut view = self.settings_view(&now, tab, typed);
                faults.put_into(&mut view.sheets);
                view.alert = Some("Nothing was saved yet. Correct what is marked and save again.".into());
                return Ok(Saved::Refused(Box::new(view)));
            }
            if self.store_settings(&now, &next, who, tab.name(), LogoChange::Keep).await? {
                return Ok(Saved::Done(next != now));
            }
        }
        Err(ServiceError::Input("Others change the settings at this moment. Save again.".into()))
    }

    /// Puts a logo in place, or takes it away.
    ///
    /// # Errors
    /// When the store does not answer, or the shop is gone.
    pub async fn change_logo(
        &self,
        shop: &Shop,
        who: &User,
        made: Option<&MadeLogo>,
    ) -> Result<(), ServiceError> {
        for _ in 0..TRIES {
            let now = self.shop_now(shop).await?;
            let mut next = now.clone();
            next.settings.logo = made.map(|made| Logo::clone(&made.logo));
            let change = made.map_or(LogoChange::Remove, |made| LogoChange::Put(&made.bytes));
            if self.store_settings(&now, &next, who, "Logo", change).await? {
                return Ok(());
            }
        }
        Err(ServiceError::Input("Others change the settings at this moment. Try again.".into()))
    }

    /// Stores a change with its line in the audit log; `false` when somebody was faster.
    async fn store_settings(
        &self,
        now: &Shop,
        next: &Shop,
        who: &User,
        subject: &str,
        logo: LogoChange<'_>,
    ) -> Result<bool, ServiceError> {
        if next == now {
            return Ok(true);
        }
        let what = audit::line(subject, now, next);
        let store = self.store.shop(now.id);
        let at = self.clock.now();
        Ok(store.change_settings(next, logo, (&who.name, &what), at, &*self.chance).await?)
    }

    async fn shop_now(&self, shop: &Shop) -> Result<Shop, ServiceError> {
        let known = self.store.shop_by_handle(&shop.handle).await?;
        known
            .filter(|known| known.id == shop.id)
            .ok_or_else(|| ServiceError::Input("The shop is gone.".into()))
    }

    fn meanwhile(&self, now: &Shop, tab: Tab, typed: &Typed) -> SettingsView {
        let mut view = self.settings_view(now, tab, typed);
        let saved = tab.show(now);
        for field in view.sheets.iter_mut().flat_map(|sheet| &mut sheet.pieces).flat_map(fields_of) {
            let there = saved.all(&field.name);
            if there.join("\n").trim() != field.values.join("\n").trim() {
                field.meanwhile = Some(if there.is_empty() { "nothing".into() } else { there.join(", ") });
            }
        }
        view.alert = Some(
            "Somebody else saved these settings while you typed. What you typed is still here; where it \
             differs, what is saved now stands beside it. Save again to put yours in its place."
                .into(),
        );
        view
    }
}

/// The tabs of all settings, with what stands beside the forms; `here` is the pattern of the page they are on.
#[must_use]
pub fn tabs(shop: &Shop, here: &str) -> Vec<TabView> {
    let forms = Tab::ALL.into_iter().map(|tab| (tab.name(), tab.pattern()));
    let beside = [
        ("Sender", routes::SETTINGS_SENDER),
        ("Shopify’s e-mails", routes::SETTINGS_SHOPIFY_MAILS),
        ("Team", routes::TEAM),
        ("Audit log", routes::AUDIT),
    ];
    let view = |(name, pattern): (&str, &str)| TabView {
        name: name.to_owned(),
        href: routes::in_shop(pattern, &shop.handle),
        current: pattern == here,
    };
    forms.chain(beside).map(view).collect()
}

/// The fields of a piece.
fn fields_of(piece: &mut PieceView) -> Vec<&mut crate::wire::admin::settings::FieldView> {
    match piece {
        PieceView::Field(field) => vec![field],
        PieceView::Row(fields) | PieceView::More { fields, .. } => fields.iter_mut().collect(),
        PieceView::Table { .. } | PieceView::Fact { .. } => Vec::new(),
    }
}

//! Statuses as a merchant defines them. Setting one is [`super::change_order`]'s affair.

use crate::domain::coming_step::check_rules;
use crate::domain::ids::StatusId;
use crate::domain::shop::Shop;
use crate::domain::status::{RESERVED_HANDLES, Status};

use super::change_order::TEXT_LIMIT;
use super::{ServiceError, Services};

/// Longest name of a status, in characters.
const NAME_LIMIT: usize = 80;

impl Services {
    /// Stores a new or edited status.
    ///
    /// # Errors
    /// [`ServiceError::Input`] when a name is missing or too long or the handle is taken or odd; the
    /// sentence says what to do.
    pub async fn save_status(&self, shop: &Shop, status: &Status) -> Result<(), ServiceError> {
        check_status(status)?;
        let store = self.store.shop(shop.id);
        let other = store.status_by_handle(&status.handle).await?.filter(|other| other.id != status.id);
        if other.is_some() {
            return Err(ServiceError::Input(format!(
                "there is already a status “{}”: choose another handle or edit that one",
                status.handle
            )));
        }
        let mut all = store.statuses().await?;
        all.retain(|other| other.id != status.id);
        all.push(status.clone());
        check_rules(&all).map_err(ServiceError::Input)?;
        Ok(store.save_status(status).await?)
    }

    /// An empty public status with a new id at the end of the steps.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn new_status(&self, shop: &Shop, handle: &str) -> Result<Status, ServiceError> {
        let last = self.store.shop(shop.id).statuses().await?.iter().map(|s| s.place).max().unwrap_or(0);
        Ok(Status {
            id: StatusId::new(self.clock.now(), &*self.chance),
            handle: handle.to_owned(),
            name: String::new(),
            public: crate::domain::status::StatusWords::default(),
            translations: std::collections::BTreeMap::new(),
            color: None,
            icon: None,
            place: last.saturating_add(10),
            visible: true,
            allowed_next: Vec::new(),
            usual_days: None,
            automatic_next: None,
            message: crate::domain::status::MessageSettings::default(),
            archived: false,
            shown_incomplete: false,
            origin: None,
        })
    }
}

fn check_status(status: &Status) -> Result<(), ServiceError> {
    let handle_fits = !status.handle.is_empty()
        && status.handle.len() <= 40
        && status.handle.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !handle_fits {
        return Err(input(
            "a handle has 1 to 40 lower-case letters, digits and dashes, for example “oak-drying”",
        ));
    }
    if RESERVED_HANDLES.contains(&status.handle.as_str()) {
        return Err(ServiceError::Input(format!(
            "“{}” is part of an address here: choose another handle",
            status.handle
        )));
    }
    let names = status.translations.values().map(|w| &w.name).chain([&status.name, &status.public.name]);
    if names.clone().any(|name| name.chars().count() > NAME_LIMIT) {
        return Err(input("a status name has at most 80 characters"));
    }
    if status.public.name.trim().is_empty() {
        return Err(input("a status needs a public name: give --public-name"));
    }
    let color_fits = |color: &String| {
        color.len() == 7 && color.starts_with('#') && color[1..].bytes().all(|b| b.is_ascii_hexdigit())
    };
    if status.color.as_ref().is_some_and(|color| !color_fits(color)) {
        return Err(input("a color is written #rrggbb, for example #2f5d50"));
    }
    let mut texts = status.translations.values().filter_map(|w| w.text.as_ref()).chain(&status.public.text);
    texts.try_for_each(|text| check_text(text))
}

fn check_text(text: &str) -> Result<(), ServiceError> {
    if text.chars().count() > TEXT_LIMIT {
        return Err(input("a text has at most 2,000 characters"));
    }
    Ok(())
}

fn input(sentence: &str) -> ServiceError {
    ServiceError::Input(sentence.to_owned())
}

//! What a merchant does with an order: defines statuses, sets one, gives a due date, writes a comment.
//! Every change is a fact with an id of its own and goes through the same merge as Shopify's news.

use uuid::Uuid;

use crate::domain::clock::Millis;
use crate::domain::due_date::{DueChange, DueDate};
use crate::domain::ids::{OrderId, StatusId, uuid_at};
use crate::domain::order::{Comment, Order};
use crate::domain::shop::Shop;
use crate::domain::status::{RESERVED_HANDLES, Status, StatusChange};

use super::{ServiceError, Services};

/// Longest name of a status, in characters.
const NAME_LIMIT: usize = 80;
/// Longest text, note or comment, in characters.
const TEXT_LIMIT: usize = 2_000;

/// A change to an order by the merchant. Everything in it happens at once or not at all.
#[derive(Clone, Debug, Default)]
pub struct MerchantChange {
    /// Put the order into this status.
    pub status: Option<Status>,
    /// A note to the shopper beside the status.
    pub note: Option<String>,
    /// `Some(None)` takes the due date back.
    pub due: Option<Option<DueDate>>,
    /// Why the date is given or moved.
    pub reason: Option<String>,
    /// A comment to the shopper: text, and who signs it.
    pub comment: Option<(String, Option<String>)>,
    /// Who did it, for staff.
    pub by: Option<String>,
    /// When it happened; now when `None`.
    pub at: Option<Millis>,
}

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

    /// Carries out a merchant's change. Returns whether anything is different from before.
    ///
    /// # Errors
    /// [`ServiceError::Input`] when the status is archived, may not follow the present one, or a text
    /// is too long.
    pub async fn change_order(
        &self,
        shop: &Shop,
        order: OrderId,
        change: &MerchantChange,
    ) -> Result<bool, ServiceError> {
        let store = self.store.shop(shop.id);
        if let Some(status) = &change.status {
            let current = store.order(order).await?.and_then(|o| o.order.public_status().map(|c| c.status));
            let statuses = store.statuses().await?;
            check_step(statuses.iter().find(|s| Some(s.id) == current), status)?;
        }
        for text in
            [&change.note, &change.reason].into_iter().flatten().chain(change.comment.iter().map(|(t, _)| t))
        {
            check_text(text)?;
        }
        let news = self.news_of(order, change);
        Ok(store.change(order, &news, self.clock.now()).await?.is_some_and(|taken| taken.entries_added > 0))
    }

    pub(super) fn news_of(&self, order: OrderId, change: &MerchantChange) -> Order {
        let at = change.at.unwrap_or_else(|| self.clock.now());
        let mut news = Order::default();
        if let Some(status) = &change.status {
            let made = StatusChange::to(status, at, change.note.clone(), change.by.clone());
            news.status_changes.insert(self.change_id(order, change, "status"), made);
        }
        if let Some(due) = change.due {
            let made = DueChange { at, due, reason: change.reason.clone() };
            news.due_changes.insert(self.change_id(order, change, "due"), made);
        }
        if let Some((text, by)) = &change.comment {
            let made = Comment { at, text: text.clone(), by: by.clone(), public: true };
            news.comments.insert(self.change_id(order, change, "comment"), made);
        }
        news
    }

    /// A change with a time of its own keeps its id when it is told again, so that carrying it out
    /// twice changes nothing; one that happens now gets a new id.
    fn change_id(&self, order: OrderId, change: &MerchantChange, what: &str) -> Uuid {
        use sha2::{Digest, Sha256};
        let Some(at) = change.at else { return uuid_at(self.clock.now(), &*self.chance) };
        let digest = Sha256::digest(format!("{order}/{what}/{}", at.0));
        let mut tail = [0u8; 10];
        tail.copy_from_slice(&digest[..10]);
        uuid::Builder::from_unix_timestamp_millis(u64::try_from(at.0).unwrap_or(0), &tail).into_uuid()
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

fn check_step(current: Option<&Status>, next: &Status) -> Result<(), ServiceError> {
    if next.archived {
        return Err(input("this status is archived: choose another or bring it back with `status edit`"));
    }
    let blocked = current
        .filter(|c| !c.allowed_next.is_empty() && c.id != next.id && !c.allowed_next.contains(&next.id));
    match blocked {
        Some(current) => Err(ServiceError::Input(format!(
            "“{}” may not follow “{}”: change the allowed next statuses first",
            next.handle, current.handle
        ))),
        None => Ok(()),
    }
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

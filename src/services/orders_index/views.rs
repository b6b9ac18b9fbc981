//! Views: filters with a name. A few are built in, the others are the shop's own.

use uuid::Uuid;

use crate::domain::audit::Audited;
use crate::domain::order_filter::OrderFilter;
use crate::domain::shop::Shop;
use crate::services::{ServiceError, Services};
use crate::store::MOST_VIEWS;

/// Longest name of a view, in characters.
const NAME: usize = 60;

/// Views every shop has: name, filter, and whether their orders want attention.
pub(super) const BUILT_IN: [(&str, &str, bool); 5] = [
    ("All", "", false),
    ("Late", "late=1", true),
    ("Too long in a step", "too_long=1", true),
    ("On hold", "stage=on_hold", false),
    ("No status", "status=none&open=1", false),
];

impl Services {
    /// Saves a filter as a view of the shop. What is searched for is left out: it may be somebody's name, and
    /// nothing would erase it there.
    ///
    /// # Errors
    /// [`ServiceError::Input`] when the name is missing, too long or taken, nothing is filtered, or the shop
    /// has as many views as fit.
    pub async fn save_view(
        &self,
        shop: &Shop,
        who: &str,
        name: &str,
        query: &str,
    ) -> Result<(), ServiceError> {
        let filter = OrderFilter { text: String::new(), ..OrderFilter::from_query(query) };
        let name = checked(name)?;
        if filter.is_empty() {
            return Err(input(
                "Choose a filter first: a view of everything is there already, and what you search for is not kept.",
            ));
        }
        let store = self.store.shop(shop.id);
        if store.saved_views().await?.len() >= MOST_VIEWS {
            return Err(input("There are as many views as fit. Delete one that nobody needs first."));
        }
        let query = filter.to_query();
        if store.save_view(&name, &query, who, self.clock.now(), &*self.chance).await?.is_none() {
            return Err(taken());
        }
        self.note(shop, who, "view.saved", &name, None, Some(query)).await
    }

    /// What a saved view of the shop filters, as a query string; `None` when there is no such view.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn view_query(&self, shop: &Shop, view: Uuid) -> Result<Option<String>, ServiceError> {
        let views = self.store.shop(shop.id).saved_views().await?;
        Ok(views.into_iter().find(|known| known.id == view).map(|view| view.query))
    }

    /// Gives a view of the shop another name.
    ///
    /// # Errors
    /// [`ServiceError::Input`] when the name is missing, too long or taken, or the view is gone.
    pub async fn rename_view(
        &self,
        shop: &Shop,
        who: &str,
        view: Uuid,
        name: &str,
    ) -> Result<(), ServiceError> {
        let name = checked(name)?;
        let store = self.store.shop(shop.id);
        let before = store.saved_views().await?.into_iter().find(|known| known.id == view);
        let Some(before) = before else {
            return Err(input("This view is gone: a colleague may have deleted it."));
        };
        if !store.change_view(view, &name, &before.query).await? {
            return Err(taken());
        }
        self.note(shop, who, "view.renamed", &name, Some(before.name), Some(name.clone())).await
    }

    /// Takes a view of the shop away. One that is gone already is no error.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn delete_view(&self, shop: &Shop, who: &str, view: Uuid) -> Result<(), ServiceError> {
        let store = self.store.shop(shop.id);
        let before = store.saved_views().await?.into_iter().find(|known| known.id == view);
        let Some(before) = before else { return Ok(()) };
        store.delete_view(view).await?;
        self.note(shop, who, "view.deleted", &before.name, Some(before.query), None).await
    }

    async fn note(
        &self,
        shop: &Shop,
        who: &str,
        action: &str,
        subject: &str,
        before: Option<String>,
        after: Option<String>,
    ) -> Result<(), ServiceError> {
        let what = Audited { action: action.to_owned(), subject: subject.to_owned(), before, after };
        self.note_audit(shop, who, &what).await
    }
}

fn checked(name: &str) -> Result<String, ServiceError> {
    let name: String = name.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned();
    let built_in = |name: &str| BUILT_IN.iter().any(|(known, _, _)| known.eq_ignore_ascii_case(name));
    match name.chars().count() {
        0 => Err(input("Give the view a name, for example “Workshop, late”.")),
        count if count > NAME => Err(input("A view's name has at most 60 characters: make it shorter.")),
        _ if built_in(&name) => Err(taken()),
        _ => Ok(name),
    }
}

fn taken() -> ServiceError {
    input("There is already a view with this name: choose another.")
}

fn input(sentence: &str) -> ServiceError {
    ServiceError::Input(sentence.to_owned())
}

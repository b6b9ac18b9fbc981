//! The list of a shop's statuses in their order of steps.

use std::collections::BTreeMap;

use crate::domain::icon;
use crate::domain::ids::StatusId;
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::language::Language;
use crate::services::brand::corrected;
use crate::services::{ServiceError, Services};
use crate::wire::admin::statuses::{StatusList, StatusRow};
use crate::wire::order_view::IconView;

use super::{called, fields, missing};

impl Services {
    /// The statuses with how many orders stand in each.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn status_list(&self, shop: &Shop, can_change: bool) -> Result<StatusList, ServiceError> {
        let store = self.store.shop(shop.id);
        let (statuses, standing) = (store.statuses().await?, store.orders_per_status().await?);
        let (archived, used): (Vec<_>, Vec<_>) = statuses.iter().partition(|status| status.archived);
        let rows = |of: &[&Status]| {
            let places = of.iter().zip(1..);
            places.map(|(status, place)| row(shop, status, place, &statuses, &standing)).collect()
        };
        let (rows, archived) = (rows(&used), rows(&archived));
        Ok(StatusList { rows, archived, can_change, languages: Language::ALL.len() })
    }
}

fn row(
    shop: &Shop,
    status: &Status,
    place: usize,
    all: &[Status],
    standing: &BTreeMap<StatusId, u64>,
) -> StatusRow {
    StatusRow {
        id: status.id.to_string(),
        handle: status.handle.clone(),
        name: called(status),
        public_name: status.public.name.clone(),
        icon: icon_of(status),
        visible: status.visible,
        usual: status.usual_days.map(usual).unwrap_or_default(),
        then: fields::then_words(status, all),
        standing: standing.get(&status.id).copied().unwrap_or(0),
        missing: if status.visible { missing(shop, status) } else { Vec::new() },
        place,
    }
}

/// Icon and color as admin pages draw them.
pub(super) fn icon_of(status: &Status) -> IconView {
    let name = status.icon.as_deref().and_then(icon::named).map(|icon| icon.name.to_owned());
    let color = status.color.as_deref().and_then(corrected);
    let color = color.map(|color| format!("light-dark({},{})", color.light, color.dark));
    IconView { name: name.unwrap_or_default(), color }
}

/// A usual time in words.
pub(super) fn usual((from, to): (u16, u16)) -> String {
    match (from, to) {
        (1, 1) => "1 day".to_owned(),
        (from, to) if from == to => format!("{from} days"),
        (from, to) => format!("{from} to {to} days"),
    }
}

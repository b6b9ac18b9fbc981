//! The merchant's list of orders, as finished words.

use serde::{Deserialize, Serialize};

/// The list with everything around it, in the order of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrdersView {
    /// Built-in and saved views.
    pub views: Vec<ViewTab>,
    /// The saved view that is shown, to be renamed or taken away.
    pub saved: Option<SavedTab>,
    /// A refused name for a view, with what to do.
    pub view_trouble: Option<ViewTrouble>,
    /// Where the form of filters leads.
    pub action: String,
    /// Where a view is saved.
    pub views_action: String,
    /// Where a change of many orders begins.
    pub bulk_action: String,
    /// What is searched for, as typed.
    pub search: String,
    /// Filters with choices: status, stage, payment…
    pub groups: Vec<FilterGroup>,
    /// Due on this day or later, as `YYYY-MM-DD`.
    pub due_from: String,
    /// Due on this day or earlier.
    pub due_to: String,
    /// Yes-or-no filters.
    pub flags: Vec<FilterChoice>,
    /// How the list can be sorted.
    pub sorts: Vec<FilterChoice>,
    /// What is filtered, each with a way to take it away.
    pub chips: Vec<Chip>,
    /// Where all filters are taken away; `None` when nothing is filtered.
    pub clear: Option<String>,
    /// The filter as a query string, for changes of all that match and for saving it.
    pub query: String,
    /// The orders.
    pub rows: Vec<OrderLine>,
    /// "1–50 of 318".
    pub shown: String,
    /// How many match, in words ("318", "10,000+").
    pub count: String,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// Why there is no order to see.
    pub empty: Option<EmptyList>,
    /// That an older database is still being put into the list.
    pub filling: Option<String>,
}

/// A view to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewTab {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub href: String,
    /// How many orders it has; `None` for all orders.
    pub count: Option<String>,
    /// Whether its orders want attention.
    pub warn: bool,
    /// Whether this is it.
    pub current: bool,
}

/// The saved view that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedTab {
    /// What it is called.
    pub name: String,
    /// Where it is renamed or taken away.
    pub action: String,
}

/// A view could not be saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewTrouble {
    /// The name as typed.
    pub name: String,
    /// What to do.
    pub sentence: String,
}

/// A filter with choices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterGroup {
    /// What it is called.
    pub label: String,
    /// Name of the field.
    pub key: String,
    /// What can be chosen.
    pub choices: Vec<FilterChoice>,
}

/// Something to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterChoice {
    /// Name or value of the field.
    pub value: String,
    /// What people read.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// Something that is filtered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chip {
    /// What ("Status: Oak is drying").
    pub label: String,
    /// The list without it.
    pub href: String,
}

/// Why there is no order to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EmptyList {
    /// The shop has no orders yet.
    NoOrders,
    /// None matches the filter.
    NoMatch,
}

/// An order in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLine {
    /// Our id, for choosing it.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Where its page is.
    pub href: String,
    /// When it was placed ("23 Nov").
    pub placed: String,
    /// Who ordered.
    pub customer: Option<String>,
    /// The status it is in.
    pub status: Option<StatusBadge>,
    /// Where it is, for an order without a status.
    pub stage: String,
    /// How long in its status ("4 days").
    pub since: String,
    /// How long that usually takes ("3–5").
    pub usual: Option<String>,
    /// Whether that is longer than usual.
    pub too_long: bool,
    /// When it is due ("26 Nov").
    pub due: Option<String>,
    /// How late it is ("2 days late").
    pub late: Option<String>,
    /// What Shopify says ("Paid · Part shipped").
    pub state: String,
}

/// A status as a badge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusBadge {
    /// What staff call it.
    pub name: String,
    /// Its color as `#rrggbb`.
    pub color: Option<String>,
}

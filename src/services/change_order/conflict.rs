//! Two people, one order: what colleagues did since somebody looked. What a carrier or Shopify said
//! meanwhile is no conflict.

use uuid::Uuid;

use crate::domain::clock::Millis;
use crate::domain::order::Order;
use crate::domain::status::ItemChange;

/// Something a colleague did meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meanwhile {
    /// When.
    pub at: Millis,
    /// Who; `None` when it was not noted.
    pub by: Option<String>,
    /// What, to follow the name: "set the status “Oak is drying”".
    pub what: String,
}

/// What the entries with these keys tell.
pub(super) fn told(order: &Order, keys: &[String]) -> Vec<Meanwhile> {
    keys.iter().filter_map(|key| one(order, key)).collect()
}

fn one(order: &Order, key: &str) -> Option<Meanwhile> {
    let (kind, id) = key.split_once('/')?;
    let id: Uuid = id.parse().ok()?;
    Some(match kind {
        "status" => {
            let change = order.status_changes.get(&id)?;
            let what = format!("set the status “{}”", change.name);
            Meanwhile { at: change.at, by: change.by.clone(), what }
        }
        "item" => {
            let ItemChange { items, change } = order.item_changes.get(&id)?;
            let count = items.len();
            let what = format!(
                "set the status “{}” for {count} {}",
                change.name,
                if count == 1 { "item" } else { "items" }
            );
            Meanwhile { at: change.at, by: change.by.clone(), what }
        }
        "due" => {
            let change = order.due_changes.get(&id)?;
            let what = match change.due {
                Some(due) if due.is_single() => format!("set the due date {}", due.from),
                Some(due) => format!("set the due date {} to {}", due.from, due.to),
                None => "took the due date back".to_owned(),
            };
            Meanwhile { at: change.at, by: change.by.clone(), what }
        }
        "comment" => {
            let comment = order.comments.get(&id)?;
            let what = if comment.public { "wrote to the shopper" } else { "wrote a note" };
            Meanwhile { at: comment.at, by: comment.staff.clone(), what: what.to_owned() }
        }
        "undone" => {
            let undone = order.undone.get(&id)?;
            Meanwhile { at: undone.at, by: undone.by.clone(), what: "undid a change".to_owned() }
        }
        _ => return None,
    })
}

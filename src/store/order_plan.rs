//! The way from a filter's conditions to its orders. How many orders fit each is looked at beforehand: neither engine
//! knows that what is open is due late, or what was found is old, and then walks past all other orders. On SQLite the
//! conditions that do not lead are kept from using an index. Start with [`Plan::of`]; [`super::order_search`] asks.

use super::order_conditions::{Bind, Condition, Of, Statement};
use crate::domain::ids::ShopId;

/// A condition that fits no more orders than this is few; beyond it walking in sorted order is faster.
pub(super) const LEADS: u64 = 40_000;
/// Orders whose rows are read one by one in no time.
const LOOKED_UP: u64 = 8_000;

/// Up to how many orders are few.
#[derive(Clone, Copy)]
pub(super) struct Few {
    /// Of a condition on columns, so that it leads, or meets others in its index.
    rows: u64,
    /// Of one on words, so that it leads.
    tags: u64,
    terms: u64,
    /// And so that it meets others.
    meet_words: u64,
}

impl Few {
    /// The same for every kind.
    pub(super) const fn all(most: u64) -> Self {
        Self { rows: most, tags: most, terms: most, meet_words: most }
    }

    /// On PostgreSQL, which comes by the rows of found words slower, and knows how many orders have a tag.
    pub(super) fn led(most: u64) -> Self {
        let (tags, terms) = (most.min(LOOKED_UP), most.min(2 * LOOKED_UP));
        Self { rows: most, tags, terms, meet_words: most / 2 }
    }

    /// For this condition to meet others.
    pub(super) fn meeting(self, condition: &Condition) -> u64 {
        if condition.is_of_words() { self.meet_words } else { self.rows }
    }

    /// For this condition to lead.
    const fn of(self, condition: &Condition) -> u64 {
        match condition.of {
            Of::Row | Of::Statuses => self.rows,
            Of::Tags => self.tags,
            Of::Terms => self.terms,
        }
    }
}

/// How the orders are come by. Numbers are places of conditions.
enum Way {
    /// In sorted order, each checked.
    Walk,
    /// This condition's orders, each checked.
    Lead(usize),
    /// The orders that these few conditions have in common, each checked for the others.
    Meet(Vec<usize>),
}

/// Conditions and the way to their orders.
pub(super) struct Plan {
    pub conditions: Vec<Condition>,
    way: Way,
    /// Orders that fit the only condition there is.
    pub only: Option<u64>,
}

impl Plan {
    /// The way, by how many orders fit each condition, where that was looked at.
    pub(super) fn of(conditions: Vec<Condition>, fits: &[u64], few: Few) -> Self {
        let meets = |place: &usize| fits[*place] <= few.meeting(&conditions[*place]);
        let mut meeting: Vec<usize> = (0..fits.len()).filter(meets).collect();
        meeting.sort_by_key(|place| fits[*place]);
        let leads = |place: usize| fits[place] <= few.of(&conditions[place]);
        let way = match meeting.as_slice() {
            [fewest, ..] if fits[*fewest] <= LOOKED_UP => Way::Lead(*fewest),
            [only] if leads(*only) => Way::Lead(*only),
            [] | [_] => Way::Walk,
            _ => Way::Meet(meeting),
        };
        Self { conditions, way, only: None }
    }

    /// Whether the orders come by in sorted order.
    pub(super) const fn walks(&self) -> bool {
        matches!(self.way, Way::Walk)
    }

    /// Begins a statement that finds the orders `x`; `head` ends with the condition on the shop.
    pub(super) fn begin(&self, statement: &mut Statement, shop: ShopId, off: &str, head: &str) {
        statement.add(head, &[Bind::Id(shop.0)], "");
        let mut done: &[usize] = &[];
        match &self.way {
            Way::Walk => {}
            Way::Lead(place) => {
                let leader = &self.conditions[*place];
                if leader.of == Of::Row {
                    statement.add(" AND ", &[], "");
                    statement.add(&leader.check, &leader.binds, "");
                } else {
                    statement.add(head_of_ids(off), &[], "");
                    self.among(statement, "", *place, off);
                    statement.add(end_of_ids(off), &[], "");
                }
                done = std::slice::from_ref(place);
            }
            Way::Meet(few) => {
                self.meet(statement, few, off);
                done = few;
            }
        }
        for (place, condition) in self.conditions.iter().enumerate() {
            if !done.contains(&place) {
                statement.add(" AND ", &[], "");
                let check = condition.check_of_led(!self.walks() && off.is_empty());
                statement.add(&check, &condition.binds, off);
            }
        }
    }

    /// All conditions as checks.
    pub(super) fn checks(&self, statement: &mut Statement, off: &str) {
        for (place, condition) in self.conditions.iter().enumerate() {
            statement.add(if place == 0 { "" } else { " AND " }, &[], "");
            statement.add(&condition.check, &condition.binds, off);
        }
    }

    fn among(&self, statement: &mut Statement, head: &str, place: usize, off: &str) {
        statement.add(head, &[], off);
        statement.add(&self.conditions[place].ids, &self.conditions[place].ids_binds, "");
    }

    /// The orders of the first, from its index alone, that are among those of the others.
    fn meet(&self, statement: &mut Statement, few: &[usize], off: &str) {
        statement.add(head_of_ids(off), &[], "");
        for (number, place) in few.iter().enumerate() {
            let head = match number {
                0 => "SELECT m.order_id FROM (",
                1 => ") m WHERE ^m.order_id IN (",
                _ => ") AND ^m.order_id IN (",
            };
            self.among(statement, head, *place, off);
        }
        statement.add(")", &[], "");
        statement.add(end_of_ids(off), &[], "");
    }
}

/// PostgreSQL looks the rows of an array up one by one; what it makes of a list changes with its statistics, up to
/// reading all orders.
const fn head_of_ids(off: &str) -> &'static str {
    if off.is_empty() { " AND x.order_id = ANY (ARRAY(" } else { " AND x.order_id IN (" }
}

const fn end_of_ids(off: &str) -> &'static str {
    if off.is_empty() { "))" } else { ")" }
}

//! Which permissions Waymark asks a shop for, and what a page lacks without each (Shopify facts 2.8,
//! 4.7). Start with [`missing`].

/// One permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Shopify's name for it.
    pub scope: &'static str,
    /// What is lost without it, in a plain sentence.
    pub cost: &'static str,
}

/// A permission that was not granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingScope {
    /// Shopify's name for it.
    pub scope: &'static str,
    /// What is lost without it, in a plain sentence.
    pub cost: &'static str,
    /// Whether pages are incomplete without it; else it only opens something more.
    pub needed: bool,
}

/// Without one of these the pages do not tell the whole truth.
pub const NEEDED: &[Scope] = &[
    Scope { scope: "read_orders", cost: "Orders cannot be read at all." },
    Scope { scope: "read_fulfillments", cost: "News of parcels comes late: Shopify does not ring for it." },
    Scope {
        scope: "read_merchant_managed_fulfillment_orders",
        cost: "Holds and promised dates of what the shop ships itself are not shown.",
    },
    Scope {
        scope: "read_third_party_fulfillment_orders",
        cost: "Holds and promised dates of what a warehouse ships are not shown.",
    },
    Scope { scope: "read_returns", cost: "Returns are not shown." },
];

/// Each of these opens something more.
pub const OPTIONAL: &[Scope] = &[
    Scope { scope: "read_all_orders", cost: "Only orders of the last 60 days can be read." },
    Scope {
        scope: "read_assigned_fulfillment_orders",
        cost: "Promises assigned to this app as a warehouse are not shown.",
    },
    Scope { scope: "write_app_proxy", cost: "Status pages cannot stand under the shop's own address." },
];

/// The needed and optional permissions that `granted` does not hold. A write permission holds the
/// reading one.
#[must_use]
pub fn missing(granted: &[String]) -> Vec<MissingScope> {
    let table = NEEDED.iter().map(|scope| (scope, true)).chain(OPTIONAL.iter().map(|scope| (scope, false)));
    table
        .filter(|(scope, _)| !holds(granted, scope.scope))
        .map(|(scope, needed)| MissingScope { scope: scope.scope, cost: scope.cost, needed })
        .collect()
}

/// Whether one of `any_of` is granted; an empty list needs nothing.
#[must_use]
pub fn opens(any_of: &[&str], granted: &[String]) -> bool {
    any_of.is_empty() || any_of.iter().any(|scope| holds(granted, scope))
}

fn holds(granted: &[String], scope: &str) -> bool {
    let writes =
        |one: &str| one.strip_prefix("write_").is_some_and(|rest| scope.strip_prefix("read_") == Some(rest));
    granted.iter().any(|one| one == scope || writes(one))
}

#[cfg(test)]
mod tests {
    use super::{missing, opens};

    #[test]
    fn writing_holds_reading_and_what_is_missing_is_told_with_its_cost() {
        let granted = ["write_orders", "read_fulfillments", "write_returns"].map(str::to_owned);
        let lacks: Vec<_> =
            missing(&granted).into_iter().filter(|one| one.needed).map(|one| one.scope).collect();
        assert_eq!(
            lacks,
            ["read_merchant_managed_fulfillment_orders", "read_third_party_fulfillment_orders"]
        );
        assert!(opens(&["read_orders"], &granted) && opens(&[], &[]));
        assert!(!opens(&["write_fulfillments"], &granted));
    }
}

//! The price of a query before it runs (facts 2.6): an object 1, a connection 2 plus 1 per item, nested
//! sizes multiply, a mutation 10, an interface or union its dearest member.

use apollo_compiler::ExecutableDocument;
use apollo_compiler::executable::{Operation, OperationType, Selection};

use super::args::{self, Args, number};

/// Most points one query may ask.
pub(super) const MOST: f64 = 1000.0;

/// The requested cost of an operation.
pub(super) fn requested(
    document: &ExecutableDocument,
    operation: &Operation,
    variables: &Args,
    lists: bool,
) -> f64 {
    let price = Price { document, variables, lists };
    let root = &operation.selection_set.selections;
    if operation.operation_type == OperationType::Mutation {
        let one = |s: &Selection| match s {
            Selection::Field(f) => 10.0 + price.connections(&f.selection_set.selections),
            _ => 10.0,
        };
        return root.iter().map(one).sum();
    }
    price.all(root)
}

struct Price<'a> {
    document: &'a ExecutableDocument,
    variables: &'a Args,
    lists: bool,
}

impl Price<'_> {
    /// All selections of one object: fields add up, of several fragments the dearest counts.
    fn all(&self, selections: &[Selection]) -> f64 {
        let mut sum = 0.0;
        let mut dearest: f64 = 0.0;
        for selection in selections {
            if !args::wanted(selection.directives(), self.variables) {
                continue;
            }
            match selection {
                Selection::Field(_) => sum += self.field(selection),
                Selection::InlineFragment(f) => {
                    let one = self.all(&f.selection_set.selections);
                    match &f.type_condition {
                        Some(_) => dearest = dearest.max(one),
                        None => sum += one,
                    }
                }
                Selection::FragmentSpread(s) => {
                    let fragment = self.document.fragments.get(&s.fragment_name);
                    sum += fragment.map_or(0.0, |f| self.all(&f.selection_set.selections));
                }
            }
        }
        sum + dearest
    }

    fn field(&self, selection: &Selection) -> f64 {
        let Selection::Field(field) = selection else { return 0.0 };
        let ty = field.ty().inner_named_type();
        if field.selection_set.selections.is_empty() || field.name == "pageInfo" {
            return 0.0;
        }
        let args = args::of(field, self.variables);
        let first = number(&args, "first").or_else(|| number(&args, "last"));
        if ty.ends_with("Connection") {
            let each = 1.0 + self.item(&field.selection_set.selections);
            return 2.0 + first.unwrap_or(1) as f64 * each;
        }
        let ids = args.get("ids").and_then(|ids| ids.as_array()).map(Vec::len);
        let first = first.or(ids);
        let many = if self.lists && field.ty().is_list() { first.unwrap_or(1) } else { 1 };
        many as f64 * (1.0 + self.all(&field.selection_set.selections))
    }

    /// The price of one item of a connection, whether by `nodes` or by `edges { node }`.
    fn item(&self, selections: &[Selection]) -> f64 {
        let mut most: f64 = 0.0;
        for selection in selections {
            let one = match selection {
                Selection::Field(f) if f.name == "nodes" => self.all(&f.selection_set.selections),
                Selection::Field(f) if f.name == "edges" => self.item(&f.selection_set.selections),
                Selection::Field(f) if f.name == "node" => self.all(&f.selection_set.selections),
                Selection::Field(_) => 0.0,
                Selection::InlineFragment(f) => self.item(&f.selection_set.selections),
                Selection::FragmentSpread(s) => {
                    let fragment = self.document.fragments.get(&s.fragment_name);
                    fragment.map_or(0.0, |f| self.item(&f.selection_set.selections))
                }
            };
            most = most.max(one);
        }
        most
    }

    /// Only the connections below a mutation's payload.
    fn connections(&self, selections: &[Selection]) -> f64 {
        let mut sum = 0.0;
        for selection in selections {
            if let Selection::Field(f) = selection {
                sum += if f.ty().inner_named_type().ends_with("Connection") {
                    self.field(selection)
                } else {
                    self.connections(&f.selection_set.selections)
                };
            }
        }
        sum
    }
}

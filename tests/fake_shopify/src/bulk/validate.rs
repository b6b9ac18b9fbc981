//! What a bulk query may ask (recorded refusals, facts 2.9).

use apollo_compiler::ExecutableDocument;
use apollo_compiler::executable::{Field, OperationType, Selection};

use crate::graphql::engine;

/// Everything that is wrong with a bulk query; empty when it may run.
pub(crate) fn problems(query: &str) -> Vec<String> {
    let document = match ExecutableDocument::parse_and_validate(&engine().schema, query, "bulk.graphql") {
        Ok(document) => document,
        Err(e) => return vec![format!("Invalid bulk query: {}", e.errors)],
    };
    let Ok(operation) = document.operations.get(None) else {
        return vec!["Invalid bulk query: there must be exactly one operation".into()];
    };
    if operation.operation_type != OperationType::Query {
        return vec!["Invalid operation type. Only `query` operations are supported.".into()];
    }
    let mut found = Found::default();
    let mut out = Vec::new();
    for field in fields(&document, &operation.selection_set.selections) {
        if field.name == "node" || field.name == "nodes" {
            out.push(format!("Bulk queries cannot contain a top level `{}` field.", field.name));
        }
        walk(&document, field, 0, false, true, &mut found);
    }
    if !found.by_nodes.is_empty() {
        let first = &found.by_nodes[0];
        out.push(format!("All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '{first} {{ edges {{ node {{'. Selecting via 'nodes' is not supported. Invalid connection fields: '{}'.", found.by_nodes.join("', '")));
    }
    if found.connections == 0 {
        out.push("Bulk queries must contain at least one connection.".into());
    }
    if found.connections > 5 {
        out.push("Bulk queries cannot contain more than 5 connections.".into());
    }
    if found.deepest > 2 {
        out.push("Bulk queries cannot contain connections with a nesting depth greater than 2.".into());
    }
    if found.in_list {
        out.push(
            "Queries that contain a connection field within a list field are not currently supported.".into(),
        );
    }
    if !found.without_id.is_empty() {
        out.push(format!("The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': {}.", found.without_id.join(", ")));
    }
    out
}

#[derive(Default)]
struct Found {
    connections: u32,
    deepest: u32,
    in_list: bool,
    by_nodes: Vec<String>,
    without_id: Vec<String>,
}

fn walk(
    document: &ExecutableDocument,
    field: &Field,
    depth: u32,
    list: bool,
    parent_id: bool,
    found: &mut Found,
) {
    let children = fields(document, &field.selection_set.selections);
    if !field.ty().inner_named_type().ends_with("Connection") {
        let list = list || (field.ty().is_list() && !field.selection_set.selections.is_empty());
        for child in children {
            walk(document, child, depth, list, parent_id, found);
        }
        return;
    }
    found.connections += 1;
    found.deepest = found.deepest.max(depth + 1);
    found.in_list |= list;
    if !parent_id {
        found.without_id.push(field.name.to_string());
    }
    if children.iter().any(|c| c.name == "nodes") {
        found.by_nodes.push(field.name.to_string());
    }
    for edge in children.iter().filter(|c| c.name == "edges") {
        for node in fields(document, &edge.selection_set.selections) {
            let below = fields(document, &node.selection_set.selections);
            let has_id = below.iter().any(|f| f.name == "id" && f.alias.is_none());
            for child in below {
                walk(document, child, depth + 1, false, has_id, found);
            }
        }
    }
}

/// The fields of a selection, fragments opened.
fn fields<'a>(document: &'a ExecutableDocument, selections: &'a [Selection]) -> Vec<&'a Field> {
    let mut out = Vec::new();
    for selection in selections {
        match selection {
            Selection::Field(field) => out.push(&**field),
            Selection::InlineFragment(f) => out.extend(fields(document, &f.selection_set.selections)),
            Selection::FragmentSpread(s) => {
                if let Some(f) = document.fragments.get(&s.fragment_name) {
                    out.extend(fields(document, &f.selection_set.selections));
                }
            }
        }
    }
    out
}

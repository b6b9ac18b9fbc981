//! Writing an export: a hundred orders at a time under the shop's lock, to a file in the system's
//! temporary folder.

use std::cell::RefCell;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::sync::Arc;
use std::time::Duration;

use apollo_compiler::ExecutableDocument;
use apollo_compiler::executable::{Field, Selection};
use apollo_compiler::validation::Valid;
use serde_json::{Map, Value, json};

use crate::actions::gid;
use crate::clock::with_offset;
use crate::graphql::{Ctx, Node, Search, Val, engine};
use crate::server::Shop;
use crate::shop::ShopState;

/// How many root objects are written per turn.
const TURN: usize = 100;

/// Runs the operation at `place` to its end.
pub(crate) async fn run(shop: Arc<Shop>, place: usize) {
    let delay = shop.lock().options.bulk_delay_ms;
    tokio::time::sleep(Duration::from_millis(delay)).await;
    let outcome = export(&shop, place).await;
    let mut state = shop.lock();
    let now = state.clock.now();
    let bulk = &mut state.bulks[place];
    (bulk.status, bulk.error) = match outcome {
        Ok(true) => ("COMPLETED", None),
        Ok(false) => ("CANCELED", None),
        Err(what) => {
            eprintln!("fake-shopify: a bulk operation failed: {what}");
            ("FAILED", Some("INTERNAL_SERVER_ERROR"))
        }
    };
    bulk.completed_at = Some(now);
    let body = json!({
        "admin_graphql_api_id": gid("BulkOperation", bulk.id),
        "completed_at": with_offset(now, 60),
        "created_at": with_offset(bulk.created_at, 60),
        "error_code": bulk.error.map(str::to_lowercase),
        "status": bulk.status.to_lowercase(),
        "type": "query",
    });
    let due = state.emit("bulk_operations/finish", &body, None);
    drop(state);
    shop.sender.send(&shop, due);
}

/// Answers whether it ran to its end; false when it was cancelled.
async fn export(shop: &Arc<Shop>, place: usize) -> Result<bool, String> {
    let (path, query, grouped) = {
        let mut state = shop.lock();
        let bulk = &mut state.bulks[place];
        if bulk.status == "CREATED" {
            bulk.status = "RUNNING";
        }
        (bulk.file.clone(), bulk.query.clone(), bulk.grouped)
    };
    let document = ExecutableDocument::parse_and_validate(&engine().schema, query, "bulk.graphql");
    let document = document.map_err(|e| e.errors.to_string())?;
    let file = File::create(path).map_err(|e| e.to_string())?;
    let mut out = BufWriter::new(file);
    let operation = document.operations.get(None).map_err(|e| e.message().to_string())?;
    for selection in &operation.selection_set.selections {
        let Selection::Field(field) = selection else { continue };
        if field.name != "orders" {
            return Err(format!("the stand-in exports orders only, not {}", field.name));
        }
        let wanted = order_list(&shop.lock(), field)?;
        for turn in wanted.chunks(TURN) {
            let rows = {
                let mut state = shop.lock();
                if state.bulks[place].status == "CANCELING" {
                    return Ok(false);
                }
                if state.faults.fail_bulk {
                    state.faults.fail_bulk = false;
                    return Err("asked to fail".into());
                }
                let rows = turn_rows(&state, &document, field, turn, grouped)?;
                let bulk = &mut state.bulks[place];
                bulk.roots += turn.len() as u64;
                bulk.objects += rows.lines().count() as u64;
                bulk.size += rows.len() as u64;
                rows
            };
            out.write_all(rows.as_bytes()).map_err(|e| e.to_string())?;
            tokio::task::yield_now().await;
        }
    }
    out.flush().map_err(|e| e.to_string())?;
    Ok(true)
}

/// The indices of the orders asked for, as they are at the start.
fn order_list(state: &ShopState, field: &Field) -> Result<Vec<u32>, String> {
    let query = field.arguments.iter().find(|a| a.name == "query").and_then(|a| a.value.as_str());
    let search = Search::parse(query.unwrap_or_default()).map_err(|d| d.message)?;
    let variables = Map::new();
    let empty = ExecutableDocument::new();
    let ctx = Ctx::new(state, &empty, &variables);
    Ok(state.orders.iter().flatten().filter(|o| ctx.sees(o) && search.fits(o)).map(|o| o.index).collect())
}

/// The lines of some orders.
fn turn_rows(
    state: &ShopState,
    document: &Valid<ExecutableDocument>,
    field: &Field,
    turn: &[u32],
    grouped: bool,
) -> Result<String, String> {
    let variables = Map::new();
    let mut ctx = Ctx::new(state, document, &variables);
    ctx.aside = Some(RefCell::default());
    let selections = node_of(field);
    let (mut parents, mut children) = (Vec::new(), Vec::new());
    for index in turn {
        let Some(order) = state.orders.get(*index as usize).and_then(Option::as_deref) else { continue };
        let mut below = Vec::new();
        rows(&ctx, "Order", &Val::Node(Node::Order(order)), selections, None, &mut parents, &mut below)?;
        if grouped {
            parents.append(&mut below);
        } else {
            children.append(&mut below);
        }
    }
    children.reverse();
    if state.options.bulk_scatter {
        std::mem::swap(&mut parents, &mut children);
    }
    parents.extend(children);
    Ok(parents.concat())
}

/// The line of one object, and those of what it contains.
fn rows<'a>(
    ctx: &Ctx<'a>,
    ty: &str,
    value: &Val<'a>,
    selections: &'a [Selection],
    parent: Option<&str>,
    own: &mut Vec<String>,
    below: &mut Vec<String>,
) -> Result<(), String> {
    let mut row = ctx.row(ty, value, selections)?;
    let aside = ctx.aside.as_ref().map(|a| a.take()).unwrap_or_default();
    if let Some(parent) = parent {
        row["__parentId"] = parent.into();
    }
    let id = row.get("id").and_then(Value::as_str).map(str::to_owned);
    own.push(line(&row));
    for (field, items) in aside {
        let item_type = field.ty().inner_named_type().trim_end_matches("Connection").to_owned();
        for (_, item) in items {
            let mut deeper = Vec::new();
            rows(ctx, &item_type, &item, node_of(field), id.as_deref(), below, &mut deeper)?;
            below.append(&mut deeper);
        }
    }
    Ok(())
}

/// A row as Shopify writes it: slashes escaped.
fn line(row: &Value) -> String {
    let mut text = row.to_string().replace('/', "\\/");
    text.push('\n');
    text
}

/// What is selected of a connection's items.
fn node_of(field: &Field) -> &[Selection] {
    for name in ["edges", "node"] {
        let found = field.selection_set.selections.iter().find_map(|s| match s {
            Selection::Field(f) if f.name == name => Some(&**f),
            _ => None,
        });
        match found {
            Some(edges) if name == "edges" => return node_of(edges),
            Some(node) => return &node.selection_set.selections,
            None => {}
        }
    }
    &[]
}

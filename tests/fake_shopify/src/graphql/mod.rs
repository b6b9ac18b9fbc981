//! The Admin GraphQL API: real execution of any selection over the model, checked against the schema.
//! Start with [`answer`]; `exec.rs` walks selections, `root.rs` and the `*_fields.rs` know the values.

mod args;
mod bucket;
mod check;
mod cost;
mod errors;
mod exec;
mod mutations;
mod order_fields;
mod page;
mod parcel_fields;
mod promise_fields;
mod return_fields;
mod root;
mod schema;
mod search;
mod small;
mod value;

use std::sync::Arc;

use apollo_compiler::ExecutableDocument;
use apollo_compiler::executable::{Operation, OperationType};
use apollo_compiler::validation::Valid;
use serde::Deserialize;
use serde_json::{Map, Value, json};

pub(crate) use bucket::Bucket;
pub use bucket::Stats;
pub(crate) use exec::{Ctx, run_operation};
pub(crate) use order_fields::{confirmation, status_token};
pub(crate) use schema::{engine, is_enum_value};
pub(crate) use search::Search;
pub(crate) use value::{Node, Val};

use crate::shop::ShopState;

/// A request's body.
#[derive(Debug, Deserialize)]
pub(crate) struct Request {
    pub query: Option<String>,
    #[serde(default)]
    pub variables: Option<Value>,
    #[serde(default, rename = "operationName")]
    pub operation_name: Option<String>,
}

/// What one request came to.
pub(crate) struct Answer {
    /// HTTP status; 500 is a fault of the stand-in itself.
    pub status: u16,
    pub body: Value,
    /// Bulk operations to start, by their place.
    pub bulks: Vec<usize>,
}

impl Answer {
    fn plain(status: u16, body: Value) -> Self {
        Self { status, body, bulks: Vec::new() }
    }
}

/// The name of the operation a request would run, for faults and statistics.
pub(crate) fn operation_name(request: &Request) -> Option<String> {
    request.operation_name.clone().or_else(|| {
        let text = request.query.as_deref()?;
        let rest =
            text.split_once("query ").or_else(|| text.split_once("mutation ")).map(|(_, rest)| rest)?;
        let name: String =
            rest.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        (!name.is_empty()).then_some(name)
    })
}

/// Runs one request against a shop.
pub(crate) fn answer(shop: &mut ShopState, request: &Request, base: &str) -> Answer {
    let Some(query) = request.query.as_deref() else {
        return Answer::plain(400, json!({"errors": {"query": "Required parameter missing or invalid"}}));
    };
    let document = match schema::document(query) {
        Ok(document) => document,
        Err(errors) => return Answer::plain(200, json!({ "errors": errors })),
    };
    let operation = match document.operations.get(request.operation_name.as_deref()) {
        Ok(operation) => operation,
        Err(_) => return Answer::plain(200, errors::request("No operation to run", "BAD_REQUEST")),
    };
    let variables = match args::variables(operation, request.variables.as_ref(), &document) {
        Ok(variables) => variables,
        Err(error) => return Answer::plain(200, json!({ "errors": [error] })),
    };
    let name = operation.name.as_ref().map_or("anonymous", |n| n.as_str()).to_owned();
    metered(shop, &document, operation, &variables, &name, base)
}

/// Weighs the operation, runs it if the bucket allows, and reports the cost.
fn metered(
    shop: &mut ShopState,
    document: &Arc<Valid<ExecutableDocument>>,
    operation: &Operation,
    variables: &Map<String, Value>,
    name: &str,
    base: &str,
) -> Answer {
    let wanted = cost::requested(document, operation, variables, shop.options.lists_multiply);
    if wanted > cost::MOST {
        shop.stats.refused_by_cost += 1;
        let error = errors::too_dear(wanted);
        return Answer::plain(200, with_cost(json!({ "errors": [error] }), wanted, None, &mut shop.bucket));
    }
    if shop.faults.throttle_all || !shop.bucket.allows(wanted) {
        shop.stats.throttled(name, &mut shop.bucket);
        let error = errors::throttled();
        return Answer::plain(200, with_cost(json!({ "errors": [error] }), wanted, None, &mut shop.bucket));
    }
    let mut bulks = Vec::new();
    let mut roots = Map::new();
    if operation.operation_type == OperationType::Mutation {
        for field in exec::root_fields(document, operation, variables) {
            let payload = mutations::run(shop, field, variables, base, &mut bulks);
            roots.insert(field.response_key().to_string(), payload);
        }
    }
    match run_operation(shop, document, operation, variables, &roots) {
        Ok(done) => {
            let spent = if roots.is_empty() { done.cost.clamp(1.0, wanted.max(1.0)) } else { wanted };
            shop.bucket.take(spent);
            shop.stats.answered(name, wanted, spent, &mut shop.bucket);
            let mut body = json!({ "data": done.data });
            if !done.errors.is_empty() {
                body["errors"] = done.errors.into();
            }
            let body = with_cost(body, wanted, Some(spent), &mut shop.bucket);
            Answer { status: 200, body, bulks }
        }
        Err(bug) => {
            eprintln!("fake-shopify: fault of the stand-in itself: {bug}");
            shop.stats.own_faults.push(bug.clone());
            Answer::plain(500, json!({"errors": format!("fault of the stand-in itself: {bug}")}))
        }
    }
}

fn with_cost(mut body: Value, wanted: f64, spent: Option<f64>, bucket: &mut Bucket) -> Value {
    body["extensions"] = json!({"cost": {
        "requestedQueryCost": wanted,
        "actualQueryCost": spent,
        "throttleStatus": {
            "maximumAvailable": bucket.most,
            "currentlyAvailable": bucket.available().floor(),
            "restoreRate": bucket.rate,
        },
    }});
    body
}

/// Runs a query without weighing it.
///
/// # Errors
/// A document that is not valid, or a mistake of the stand-in itself.
pub(crate) fn unmetered(shop: &ShopState, text: &str, variables: &Value) -> Result<Value, String> {
    let document = schema::document(text).map_err(|e| Value::from(e).to_string())?;
    let operation = document.operations.get(None).map_err(|e| e.message().to_string())?;
    let variables = args::variables(operation, Some(variables), &document).map_err(|e| e.to_string())?;
    let done = run_operation(shop, &document, operation, &variables, &Map::new())?;
    let mut body = json!({ "data": done.data });
    if !done.errors.is_empty() {
        body["errors"] = done.errors.into();
    }
    Ok(body)
}

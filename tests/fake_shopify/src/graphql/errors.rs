//! Errors in Shopify's three layers' second form: entries of `errors` (facts 2.7).

use apollo_compiler::validation::DiagnosticList;
use serde_json::{Value, json};

/// Why a field is not answered.
#[derive(Clone, Debug)]
pub(crate) struct Denial {
    pub message: String,
    pub code: &'static str,
    pub required: Option<String>,
}

impl Denial {
    /// A scope is missing.
    pub fn scope(field: &str, scope: &str) -> Self {
        let required = format!("`{scope}` access scope.");
        Self {
            message: format!("Access denied for {field} field. Required access: {required}"),
            code: "ACCESS_DENIED",
            required: Some(required),
        }
    }

    /// Protected customer data: a whole object (level 1 is missing).
    pub fn object(name: &str) -> Self {
        Self {
            message: format!(
                "This app is not approved to access the {name} object. See https://shopify.dev/docs/apps/launch/protected-customer-data for more details."
            ),
            code: "ACCESS_DENIED",
            required: None,
        }
    }

    /// Protected customer data: one field (level 2 is missing).
    pub fn field(name: &str) -> Self {
        Self {
            message: format!(
                "This app is not approved to use the {name} field. See https://shopify.dev/docs/apps/launch/protected-customer-data for more details."
            ),
            code: "ACCESS_DENIED",
            required: None,
        }
    }

    /// The caller's arguments are wrong.
    pub fn arguments(message: &str) -> Self {
        Self { message: message.into(), code: "INVALID_FIELD_ARGUMENTS", required: None }
    }

    /// As an entry of `errors`.
    pub fn entry(&self, path: &[Value], location: Value) -> Value {
        let mut extensions = json!({ "code": self.code });
        if self.code == "ACCESS_DENIED" {
            extensions["documentation"] = "https://shopify.dev/api/usage/access-scopes".into();
        }
        if let Some(required) = &self.required {
            extensions["requiredAccess"] = required.clone().into();
        }
        json!({"message": self.message, "locations": location, "path": path, "extensions": extensions})
    }
}

/// A request that cannot run at all.
pub(super) fn request(message: &str, code: &str) -> Value {
    json!({"errors": [{"message": message, "extensions": {"code": code}}]})
}

/// Too many points in one query: final, not to be retried.
pub(super) fn too_dear(wanted: f64) -> Value {
    json!({
        "message": format!("Query cost is {wanted}, which exceeds the single query max cost limit (1000).\n\nSee https://shopify.dev/concepts/about-apis/rate-limits for more information on how the\ncost of a query is calculated.\n"),
        "extensions": {"code": "MAX_COST_EXCEEDED", "cost": wanted, "maxCost": 1000,
            "documentation": "https://shopify.dev/api/usage/limits#rate-limits"},
    })
}

/// The bucket is empty.
pub(super) fn throttled() -> Value {
    json!({"message": "Throttled", "extensions": {"code": "THROTTLED",
        "documentation": "https://shopify.dev/api/usage/limits#rate-limits"}})
}

/// A variable of the wrong type or missing.
pub(super) fn variable(name: &str, ty: &str, value: Value, why: &str) -> Value {
    json!({
        "message": format!("Variable ${name} of type {ty} was provided invalid value"),
        "locations": [{"line": 1, "column": 1}],
        "extensions": {"code": "INVALID_VARIABLE", "value": value, "problems": [{"path": [], "explanation": why}]},
    })
}

/// The schema's complaints about a document.
pub(super) fn invalid(list: &DiagnosticList) -> Vec<Value> {
    let mut found: Vec<Value> = list
        .iter()
        .map(|d| {
            let message = d.error.to_string();
            let code = if message.contains("syntax") {
                "PARSE_ERROR"
            } else if message.contains("does not have a field") {
                "undefinedField"
            } else if message.contains("selection set") || message.contains("subselection") {
                "selectionMismatch"
            } else if message.contains("argument") {
                "argumentLiteralsIncompatible"
            } else {
                "invalid"
            };
            let place =
                d.line_column_range().map(|r| json!([{"line": r.start.line, "column": r.start.column}]));
            json!({"message": message, "locations": place.unwrap_or(json!([])), "extensions": {"code": code}})
        })
        .collect();
    // A field that does not exist leaves its parent without a selection: only the cause is told.
    let is = |e: &Value, code: &str| e["extensions"]["code"] == code;
    if found.iter().any(|e| is(e, "undefinedField")) {
        found.retain(|e| !is(e, "selectionMismatch"));
    }
    found
}

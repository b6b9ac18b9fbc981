//! The schema, and documents checked against it. Documents are kept by their text: programs send the
//! same few again and again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use apollo_compiler::schema::ExtendedType;
use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument, Schema};
use serde_json::{Value, json};

use super::errors;

/// The part of the Admin schema the product uses.
const SDL: &str = include_str!("../../../../src/shopify/schema/admin.graphql");

/// The schema, parsed once.
pub(crate) struct Engine {
    pub schema: Valid<Schema>,
    documents: Mutex<HashMap<String, Arc<Valid<ExecutableDocument>>>>,
}

/// The one engine of this process.
///
/// # Panics
/// When the schema that was compiled in is not valid.
pub(crate) fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let schema = Schema::parse_and_validate(SDL, "admin.graphql")
            .unwrap_or_else(|e| panic!("the schema: {}", e.errors));
        Engine { schema, documents: Mutex::default() }
    })
}

/// The checked document.
pub(super) fn document(text: &str) -> Result<Arc<Valid<ExecutableDocument>>, Vec<Value>> {
    let engine = engine();
    let mut kept = engine.documents.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(document) = kept.get(text) {
        return Ok(Arc::clone(document));
    }
    let checked = ExecutableDocument::parse_and_validate(&engine.schema, text, "request.graphql");
    let document = Arc::new(checked.map_err(|e| {
        let list = errors::invalid(&e.errors);
        if list.is_empty() { vec![json!({"message": "the document is invalid"})] } else { list }
    })?);
    if kept.len() > 500 {
        kept.clear();
    }
    kept.insert(text.to_owned(), Arc::clone(&document));
    Ok(document)
}

/// Whether a word is a value of an enum; true when the schema does not have the enum.
pub(crate) fn is_enum_value(name: &str, word: &str) -> bool {
    match engine().schema.types.get(name) {
        Some(ExtendedType::Enum(e)) => e.values.contains_key(word),
        _ => true,
    }
}

//! Variables and arguments as plain JSON.

use apollo_compiler::ast;
use apollo_compiler::executable::{Field, Operation};
use apollo_compiler::request::coerce_variable_values;
use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument, response::JsonMap};
use serde_json::{Map, Value};

use super::errors;
use super::schema::engine;

/// Arguments or variables by name.
pub(crate) type Args = Map<String, Value>;

/// Checks and completes a request's variables; on failure an entry for `errors`.
pub(super) fn variables(
    operation: &Operation,
    given: Option<&Value>,
    _document: &Valid<ExecutableDocument>,
) -> Result<Args, Value> {
    let given = given.filter(|v| !v.is_null()).cloned().unwrap_or(Value::Object(Map::new()));
    for v in &operation.variables {
        let value = given.get(v.name.as_str());
        if v.ty.is_non_null() && v.default_value.is_none() && value.is_none_or(Value::is_null) {
            return Err(errors::variable(
                &v.name,
                &v.ty.to_string(),
                Value::Null,
                "Expected value to not be null",
            ));
        }
        if let Some(Value::String(text)) = value
            && v.ty.inner_named_type() == "ID"
            && !text.starts_with("gid://shopify/")
        {
            let why = format!("Invalid global id '{text}'");
            return Err(errors::variable(&v.name, &v.ty.to_string(), text.clone().into(), &why));
        }
    }
    let map: JsonMap = serde_json::from_value(given.clone())
        .map_err(|e| errors::variable("?", "?", given.clone(), &e.to_string()))?;
    let checked = coerce_variable_values(&engine().schema, operation, &map);
    let checked = checked.map_err(|e| errors::variable("?", "?", given, &e.message().to_string()))?;
    match serde_json::to_value(&*checked) {
        Ok(Value::Object(map)) => Ok(map),
        _ => Ok(Map::new()),
    }
}

/// A field's arguments with their defaults.
pub(super) fn of(field: &Field, variables: &Args) -> Args {
    let mut args = Map::new();
    for definition in &field.definition.arguments {
        let given = field.arguments.iter().find(|a| a.name == definition.name);
        let value = match given {
            Some(a) => literal(&a.value, variables),
            None => None,
        };
        let value = value.or_else(|| definition.default_value.as_ref().and_then(|d| literal(d, variables)));
        if let Some(value) = value {
            args.insert(definition.name.to_string(), value);
        }
    }
    args
}

/// A literal as JSON; `None` for a variable that was not given.
fn literal(value: &ast::Value, variables: &Args) -> Option<Value> {
    Some(match value {
        ast::Value::Null => Value::Null,
        ast::Value::Enum(name) => name.as_str().into(),
        ast::Value::Variable(name) => return variables.get(name.as_str()).cloned(),
        ast::Value::String(text) => text.as_str().into(),
        ast::Value::Boolean(b) => (*b).into(),
        ast::Value::Int(n) => n.as_str().parse::<i64>().map_or(Value::Null, Value::from),
        ast::Value::Float(n) => n.as_str().parse::<f64>().map_or(Value::Null, Value::from),
        ast::Value::List(list) => {
            list.iter().filter_map(|v| literal(v, variables)).collect::<Vec<_>>().into()
        }
        ast::Value::Object(fields) => {
            let map: Args =
                fields.iter().filter_map(|(k, v)| Some((k.to_string(), literal(v, variables)?))).collect();
            map.into()
        }
    })
}

/// Whether `@skip` and `@include` let a selection through.
pub(super) fn wanted(directives: &ast::DirectiveList, variables: &Args) -> bool {
    let flag = |name: &str| {
        let value = directives.get(name)?.specified_argument_by_name("if")?;
        literal(value, variables)?.as_bool()
    };
    !flag("skip").unwrap_or(false) && flag("include").unwrap_or(true)
}

/// A text argument.
pub(super) fn text<'a>(args: &'a Args, name: &str) -> Option<&'a str> {
    args.get(name).and_then(Value::as_str)
}

/// A number argument.
pub(super) fn number(args: &Args, name: &str) -> Option<usize> {
    args.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok())
}

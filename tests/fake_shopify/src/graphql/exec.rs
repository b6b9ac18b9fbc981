//! Walking a selection over the model. Every value that leaves is checked against its type; null in a
//! non-null place moves up as the specification says.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use apollo_compiler::ExecutableDocument;
use apollo_compiler::ast::Type;
use apollo_compiler::collections::IndexMap;
use apollo_compiler::executable::{Field, Operation, Selection};
use apollo_compiler::schema::ExtendedType;
use serde_json::{Map, Value, json};

use super::args::{self, Args};
use super::value::{Node, Val};
use super::{check, page, schema::engine};
use crate::shop::ShopState;

/// Everything a walk needs.
pub(crate) struct Ctx<'a> {
    pub shop: &'a ShopState,
    pub document: &'a ExecutableDocument,
    pub variables: &'a Args,
    pub errors: RefCell<Vec<Value>>,
    pub cost: Cell<f64>,
    bug: RefCell<Option<String>>,
    /// For bulk: connections are not answered in place but set aside.
    pub aside: Option<RefCell<Rows<'a>>>,
}

/// Connections met while a bulk row was made: the field and what it holds.
pub(crate) type Rows<'a> = Vec<(&'a Field, Vec<(u64, Val<'a>)>)>;

/// A finished walk.
pub(crate) struct Done {
    pub data: Value,
    pub errors: Vec<Value>,
    pub cost: f64,
}

/// Where a walk is; made into JSON only for an error.
type Path<'a> = Vec<Step<'a>>;

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Key(&'a str),
    At(usize),
}

fn told(path: &Path<'_>) -> Vec<Value> {
    let one = |step: &Step<'_>| match step {
        Step::Key(key) => Value::from(*key),
        Step::At(at) => Value::from(*at),
    };
    path.iter().map(one).collect()
}

/// Null has to move up.
struct Nulled;

/// Where an object's fields come from.
enum Source<'a, 'b> {
    Query,
    Node(&'b Node<'a>),
    Json(&'b Map<String, Value>),
    /// Payloads of mutations, by the name they are answered under.
    Roots(&'b Map<String, Value>),
}

/// Runs a whole operation; `roots` holds the payloads of mutations.
///
/// # Errors
/// A mistake of the stand-in itself.
pub(crate) fn run_operation<'a>(
    shop: &'a ShopState,
    document: &'a ExecutableDocument,
    operation: &'a Operation,
    variables: &'a Args,
    roots: &Map<String, Value>,
) -> Result<Done, String> {
    let ctx = Ctx::new(shop, document, variables);
    let source = if roots.is_empty() { Source::Query } else { Source::Roots(roots) };
    let data =
        ctx.object(operation.object_type(), &source, &[&operation.selection_set.selections], &mut Vec::new());
    ctx.finish(data.unwrap_or(Value::Null))
}

/// The fields at the root of a mutation, fragments opened.
pub(super) fn root_fields<'a>(
    document: &'a ExecutableDocument,
    operation: &'a Operation,
    variables: &Args,
) -> Vec<&'a Field> {
    let mut found = IndexMap::default();
    collect(document, variables, operation.object_type(), &operation.selection_set.selections, &mut found);
    found.into_values().map(|fields| fields[0]).collect()
}

impl<'a> Ctx<'a> {
    pub fn new(shop: &'a ShopState, document: &'a ExecutableDocument, variables: &'a Args) -> Self {
        let (errors, cost, bug) = (RefCell::default(), Cell::new(0.0), RefCell::default());
        Self { shop, document, variables, errors, cost, bug, aside: None }
    }

    /// One node with its selection, for bulk rows.
    ///
    /// # Errors
    /// A mistake of the stand-in itself.
    pub fn row(&self, ty: &str, node: &Val<'a>, selections: &'a [Selection]) -> Result<Value, String> {
        let sets = [selections];
        let made = match node {
            Val::Node(node) => self.object(ty, &Source::Node(node), &sets, &mut Vec::new()),
            Val::Json(Value::Object(map)) => self.object(ty, &Source::Json(map), &sets, &mut Vec::new()),
            _ => Ok(Value::Null),
        };
        match self.bug.borrow_mut().take() {
            Some(bug) => Err(bug),
            None => Ok(made.unwrap_or(Value::Null)),
        }
    }

    fn finish(self, data: Value) -> Result<Done, String> {
        match self.bug.into_inner() {
            Some(bug) => Err(bug),
            None => Ok(Done { data, errors: self.errors.into_inner(), cost: self.cost.get() }),
        }
    }

    fn mistake(&self, what: String) -> Nulled {
        self.bug.borrow_mut().get_or_insert(what);
        Nulled
    }

    fn object(
        &self,
        ty: &str,
        source: &Source<'a, '_>,
        sets: &[&'a [Selection]],
        path: &mut Path<'a>,
    ) -> Result<Value, Nulled> {
        let mut fields = IndexMap::default();
        for set in sets {
            collect(self.document, self.variables, ty, set, &mut fields);
        }
        let mut out = Map::with_capacity(fields.len());
        for (key, fields) in fields {
            path.push(Step::Key(key));
            let value = self.field(ty, source, &fields, path);
            path.pop();
            match value {
                Ok(Some(value)) => drop(out.insert(key.to_owned(), value)),
                Ok(None) => {}
                Err(Nulled) => return Err(Nulled),
            }
        }
        Ok(Value::Object(out))
    }

    /// One field; `None` when it was set aside.
    fn field(
        &self,
        parent: &str,
        source: &Source<'a, '_>,
        fields: &[&'a Field],
        path: &mut Path<'a>,
    ) -> Result<Option<Value>, Nulled> {
        let field = fields[0];
        if field.name == "__typename" {
            return Ok(Some(parent.into()));
        }
        let args = args::of(field, self.variables);
        let value = match source {
            Source::Query => self.root(&field.name, &args),
            Source::Node(node) => self.resolve(node, &field.name, &args),
            Source::Json(map) => map.get(field.name.as_str()).cloned().map(Val::Json),
            Source::Roots(map) => map.get(field.response_key().as_str()).cloned().map(Val::Json),
        };
        let Some(value) = value else {
            return Err(self.mistake(format!("the stand-in does not know {parent}.{}", field.name)));
        };
        if let (Some(aside), Val::Conn(items)) = (&self.aside, &value) {
            aside.borrow_mut().push((field, items.clone()));
            return Ok(None);
        }
        let value = match value {
            Val::Conn(items) => match page::cut(items, &args) {
                Ok(page) => Val::Page(page),
                Err(denial) => Val::Denied(denial),
            },
            other => other,
        };
        match self.complete(field.ty(), value, fields, path) {
            Ok(value) => Ok(Some(value)),
            Err(Nulled) if field.ty().is_non_null() => Err(Nulled),
            Err(Nulled) => Ok(Some(Value::Null)),
        }
    }

    fn complete(
        &self,
        ty: &Type,
        value: Val<'a>,
        fields: &[&'a Field],
        path: &mut Path<'a>,
    ) -> Result<Value, Nulled> {
        match value {
            Val::Denied(denial) => {
                let place = fields[0].name.line_column_range(&self.document.sources);
                let place = place.map(|r| json!([{"line": r.start.line, "column": r.start.column}]));
                self.errors.borrow_mut().push(denial.entry(&told(path), place.unwrap_or(json!([]))));
                Err(Nulled)
            }
            Val::Json(Value::Null) if ty.is_non_null() => {
                Err(self.mistake(format!("null at {path:?}, which is {ty}")))
            }
            Val::Json(Value::Null) => Ok(Value::Null),
            Val::Json(Value::Array(list)) if ty.is_list() => {
                self.list(ty, list.into_iter().map(Val::Json).collect(), fields, path)
            }
            Val::List(list) => self.list(ty, list, fields, path),
            _ if ty.is_list() => Err(self.mistake(format!("no list at {path:?}, which is {ty}"))),
            Val::Json(value) => self.json(ty.inner_named_type(), value, fields, path),
            Val::Page(page) => self.node(ty, &Node::Connection(Rc::new(page)), fields, path),
            Val::Node(node) => self.node(ty, &node, fields, path),
            Val::Conn(_) => Err(self.mistake(format!("a connection within a list at {path:?}"))),
        }
    }

    fn list(
        &self,
        ty: &Type,
        list: Vec<Val<'a>>,
        fields: &[&'a Field],
        path: &mut Path<'a>,
    ) -> Result<Value, Nulled> {
        let (Type::List(inner) | Type::NonNullList(inner)) = ty else {
            return Err(self.mistake(format!("a list at {path:?}, which is {ty}")));
        };
        let mut out = Vec::with_capacity(list.len());
        for (i, item) in list.into_iter().enumerate() {
            path.push(Step::At(i));
            let value = self.complete(inner, item, fields, path);
            path.pop();
            match value {
                Ok(value) => out.push(value),
                Err(Nulled) if inner.is_non_null() => return Err(Nulled),
                Err(Nulled) => out.push(Value::Null),
            }
        }
        Ok(out.into())
    }

    fn json(
        &self,
        ty: &str,
        value: Value,
        fields: &[&'a Field],
        path: &mut Path<'a>,
    ) -> Result<Value, Nulled> {
        let sets: Vec<&'a [Selection]> =
            fields.iter().map(|f| f.selection_set.selections.as_slice()).collect();
        if sets.iter().all(|s| s.is_empty()) {
            return match check::leaf(ty, &value) {
                Ok(()) => Ok(value),
                Err(what) => Err(self.mistake(format!("{what}, at {path:?}"))),
            };
        }
        let Value::Object(map) = &value else {
            return Err(self.mistake(format!("{value} at {path:?}, which is {ty}")));
        };
        let concrete = map.get("__typename").and_then(Value::as_str).unwrap_or(ty);
        if ty != "PageInfo" {
            self.cost.set(self.cost.get() + 1.0);
        }
        self.object(concrete, &Source::Json(map), &sets, path)
    }

    fn node(
        &self,
        ty: &Type,
        node: &Node<'a>,
        fields: &[&'a Field],
        path: &mut Path<'a>,
    ) -> Result<Value, Nulled> {
        let name = ty.inner_named_type();
        let concrete = match (node, engine().schema.types.get(name)) {
            (Node::Connection(_) | Node::Edge(..), _) | (_, Some(ExtendedType::Object(_))) => name.as_str(),
            _ => node.type_name(),
        };
        let points = match node {
            Node::Connection(_) => 2.0,
            Node::Edge(..) => 0.0,
            _ => 1.0,
        };
        self.cost.set(self.cost.get() + points);
        let sets: Vec<&'a [Selection]> =
            fields.iter().map(|f| f.selection_set.selections.as_slice()).collect();
        self.object(concrete, &Source::Node(node), &sets, path)
    }
}

/// Groups the fields that apply to a concrete type by the name they are answered under.
pub(crate) fn collect<'d>(
    document: &'d ExecutableDocument,
    variables: &Args,
    ty: &str,
    selections: &'d [Selection],
    into: &mut IndexMap<&'d str, Vec<&'d Field>>,
) {
    for selection in selections {
        if !args::wanted(selection.directives(), variables) {
            continue;
        }
        match selection {
            Selection::Field(field) => into.entry(field.response_key().as_str()).or_default().push(field),
            Selection::FragmentSpread(spread) => {
                if let Some(fragment) = document.fragments.get(&spread.fragment_name)
                    && applies(ty, fragment.type_condition())
                {
                    collect(document, variables, ty, &fragment.selection_set.selections, into);
                }
            }
            Selection::InlineFragment(inline) => {
                if inline.type_condition.as_ref().is_none_or(|on| applies(ty, on)) {
                    collect(document, variables, ty, &inline.selection_set.selections, into);
                }
            }
        }
    }
}

fn applies(ty: &str, on: &str) -> bool {
    match engine().schema.types.get(on) {
        Some(ExtendedType::Interface(_)) => engine()
            .schema
            .get_object(ty)
            .is_some_and(|o| o.implements_interfaces.iter().any(|i| i.as_str() == on)),
        Some(ExtendedType::Union(union)) => union.members.iter().any(|m| m.as_str() == ty),
        _ => ty == on,
    }
}

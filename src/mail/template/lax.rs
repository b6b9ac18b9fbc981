//! What is missing is nothing, as in Shopify: a variable nobody knows prints nothing, is false, is an empty
//! list and contains nothing. The library itself fails there. Start with [`Lax`].

use std::collections::BTreeSet;

use liquid_core::model::{
    DisplayCow, KString, KStringCow, KStringRef, Object, ObjectView, ScalarCow, State, Value, ValueCow,
    ValueView, try_find,
};
use liquid_core::runtime::{PartialStore, Registers, Runtime};

/// Nothing, and an object without members.
#[derive(Debug)]
struct Missing;

static MISSING: Missing = Missing;

impl ValueView for Missing {
    fn as_debug(&self) -> &dyn std::fmt::Debug {
        self
    }
    fn render(&self) -> DisplayCow<'_> {
        DisplayCow::Owned(Box::new(""))
    }
    fn source(&self) -> DisplayCow<'_> {
        DisplayCow::Owned(Box::new("nil"))
    }
    fn type_name(&self) -> &'static str {
        "nil"
    }
    fn query_state(&self, state: State) -> bool {
        !matches!(state, State::Truthy)
    }
    fn to_kstr(&self) -> KStringCow<'_> {
        KStringCow::from_static("")
    }
    fn to_value(&self) -> Value {
        Value::Nil
    }
    fn as_object(&self) -> Option<&dyn ObjectView> {
        Some(self)
    }
    fn is_nil(&self) -> bool {
        true
    }
}

impl ObjectView for Missing {
    fn as_value(&self) -> &dyn ValueView {
        self
    }
    fn size(&self) -> i64 {
        0
    }
    fn keys<'k>(&'k self) -> Box<dyn Iterator<Item = KStringCow<'k>> + 'k> {
        Box::new(std::iter::empty())
    }
    fn values<'k>(&'k self) -> Box<dyn Iterator<Item = &'k dyn ValueView> + 'k> {
        Box::new(std::iter::empty())
    }
    fn iter<'k>(&'k self) -> Box<dyn Iterator<Item = (KStringCow<'k>, &'k dyn ValueView)> + 'k> {
        Box::new(std::iter::empty())
    }
    fn contains_key(&self, _index: &str) -> bool {
        false
    }
    fn get<'s>(&'s self, _index: &str) -> Option<&'s dyn ValueView> {
        None
    }
}

/// What was found, or nothing.
fn or_missing(found: Option<ValueCow<'_>>) -> ValueCow<'_> {
    found.filter(|value| !value.as_view().is_nil()).unwrap_or(ValueCow::Borrowed(&MISSING))
}

/// A runtime in which nothing is an error for being missing, with variables of its own before those of
/// `around`: a loop's turn.
pub(super) struct Lax<'a> {
    around: &'a dyn Runtime,
    own: Object,
}

impl<'a> Lax<'a> {
    pub(super) fn new(around: &'a dyn Runtime, own: Object) -> Self {
        Self { around, own }
    }
}

impl Runtime for Lax<'_> {
    fn partials(&self) -> &dyn PartialStore {
        self.around.partials()
    }
    fn name(&self) -> Option<KStringRef<'_>> {
        self.around.name()
    }
    fn roots(&self) -> BTreeSet<KStringCow<'_>> {
        self.around.roots()
    }
    fn try_get(&self, path: &[ScalarCow<'_>]) -> Option<ValueCow<'_>> {
        let key = path.first()?.to_kstr();
        if self.own.contains_key(key.as_str()) {
            return try_find(&self.own, path);
        }
        self.around.try_get(path)
    }
    fn get(&self, path: &[ScalarCow<'_>]) -> liquid_core::Result<ValueCow<'_>> {
        Ok(or_missing(self.try_get(path)))
    }
    fn set_global(&self, name: KString, val: Value) -> Option<Value> {
        self.around.set_global(name, val)
    }
    fn set_index(&self, name: KString, val: Value) -> Option<Value> {
        self.around.set_index(name, val)
    }
    fn get_index<'i>(&'i self, name: &str) -> Option<ValueCow<'i>> {
        self.around.get_index(name)
    }
    fn registers(&self) -> &Registers {
        self.around.registers()
    }
}

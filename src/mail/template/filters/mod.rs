//! Filters: a table of names and functions. Lax as Shopify's: what is missing is empty text or zero. What
//! any of them makes is limited. Start with [`all`]; what each one does stands in its file.

mod dates;
mod lists;
mod money;
mod numbers;
mod shop;
mod text;

use std::fmt;
use std::sync::Arc;

use liquid_core::model::{KStringCow, Value, ValueView};
use liquid_core::parser::{Filter, FilterArguments, FilterReflection, ParameterReflection, ParseFilter};
use liquid_core::{Error, Expression, Result, Runtime};

use super::OUTPUT_LIMIT;
use super::blocks::GROWN;
use super::engine::About;

/// Most items of a list that a filter makes.
const LIST_LIMIT: usize = 10_000;

type Run = fn(&Call<'_>) -> Result<Value>;

/// The name of every filter, in the order of the documentation.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    table().map(|(name, _)| name)
}

/// Every filter by name.
pub(super) fn all(about: &Arc<About>) -> Vec<(&'static str, Box<dyn ParseFilter>)> {
    table()
        .map(|(name, run)| {
            let filter: Box<dyn ParseFilter> = Box::new(Made { name, run, about: Arc::clone(about) });
            (name, filter)
        })
        .collect()
}

fn table() -> impl Iterator<Item = (&'static str, Run)> {
    [money::TABLE, dates::TABLE, shop::TABLE, text::TABLE, lists::TABLE, numbers::TABLE]
        .into_iter()
        .flatten()
        .copied()
}

/// One use of a filter, with everything it is given.
struct Call<'a> {
    input: &'a dyn ValueView,
    positional: Vec<Value>,
    named: Vec<(&'a str, Value)>,
    about: &'a About,
}

impl Call<'_> {
    /// What the filter works on, as text.
    fn text(&self) -> KStringCow<'_> {
        self.input.to_kstr()
    }

    /// An argument; nil when it is not given.
    fn arg(&self, index: usize) -> &Value {
        self.positional.get(index).unwrap_or(&Value::Nil)
    }

    /// An argument as text; empty when it is not given.
    fn arg_text(&self, index: usize) -> String {
        self.arg(index).to_kstr().into_string()
    }

    /// An argument given by name.
    fn named(&self, name: &str) -> Option<&Value> {
        self.named.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }
}

fn says(text: impl Into<String>) -> Result<Value> {
    Ok(Value::scalar(text.into()))
}

/// An error when so many bytes are more than a text may have.
fn fits(bytes: usize) -> Result<()> {
    if bytes > OUTPUT_LIMIT { Error::with_msg(GROWN).into_err() } else { Ok(()) }
}

#[derive(Clone)]
struct Made {
    name: &'static str,
    run: Run,
    about: Arc<About>,
}

impl FilterReflection for Made {
    fn name(&self) -> &str {
        self.name
    }
    fn description(&self) -> &str {
        ""
    }
    fn positional_parameters(&self) -> &'static [ParameterReflection] {
        &[]
    }
    fn keyword_parameters(&self) -> &'static [ParameterReflection] {
        &[]
    }
}

impl ParseFilter for Made {
    fn parse(&self, arguments: FilterArguments<'_>) -> Result<Box<dyn Filter>> {
        Ok(Box::new(Used {
            made: self.clone(),
            positional: arguments.positional.collect(),
            named: arguments.keyword.map(|(name, value)| (name.to_owned(), value)).collect(),
        }))
    }

    fn reflection(&self) -> &dyn FilterReflection {
        self
    }
}

struct Used {
    made: Made,
    positional: Vec<Expression>,
    named: Vec<(String, Expression)>,
}

impl fmt::Debug for Used {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.made.name)
    }
}

impl fmt::Display for Used {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.made.name)
    }
}

impl Filter for Used {
    fn evaluate(&self, input: &dyn ValueView, runtime: &dyn Runtime) -> Result<Value> {
        let value = |expression: &Expression| -> Result<Value> {
            Ok(expression.evaluate(runtime)?.as_view().to_value())
        };
        let call = Call {
            input,
            positional: self.positional.iter().map(value).collect::<Result<_>>()?,
            named: self
                .named
                .iter()
                .map(|(name, expression)| Ok((name.as_str(), value(expression)?)))
                .collect::<Result<_>>()?,
            about: &self.made.about,
        };
        let made = (self.made.run)(&call)?;
        match &made {
            Value::Scalar(scalar) => fits(scalar.to_kstr().len())?,
            Value::Array(items) if items.len() > LIST_LIMIT => return Error::with_msg(GROWN).into_err(),
            _ => {}
        }
        Ok(made)
    }
}

//! Loops and captures with limits: the library's own build ranges as lists before anything limits them, and
//! capture without end. Start with [`BoundedFor`].

use std::io::Write;

use liquid_core::error::ResultLiquidExt as _;
use liquid_core::model::{KString, Object, Value, ValueView};
use liquid_core::parser::{BlockElement, TryMatchToken};
use liquid_core::runtime::{Interrupt, InterruptRegister};
use liquid_core::{
    BlockReflection, Error, Expression, Language, ParseBlock, Renderable, Result, Runtime, TagBlock,
    TagTokenIter, Template,
};

use super::lax::Lax;
use super::{ALL_TURNS, LOOP_TURNS, OUTPUT_LIMIT};

/// In an error's words: the loops turned too often.
pub(super) const TURNS: &str = "waymark: too many turns";
/// In an error's words: a text grew too long.
pub(super) const GROWN: &str = "waymark: too much";

/// How often the loops of a text turned.
#[derive(Default)]
struct Turns(u32);

/// `{% for %}`: at most [`LOOP_TURNS`] turns each, [`ALL_TURNS`] together; what is no list is an empty one.
#[derive(Clone, Copy, Debug)]
pub(super) struct BoundedFor;

impl BlockReflection for BoundedFor {
    fn start_tag(&self) -> &str {
        "for"
    }
    fn end_tag(&self) -> &str {
        "endfor"
    }
    fn description(&self) -> &str {
        ""
    }
}

impl ParseBlock for BoundedFor {
    fn parse(
        &self,
        mut arguments: TagTokenIter<'_>,
        mut tokens: TagBlock<'_, '_>,
        options: &Language,
    ) -> Result<Box<dyn Renderable>> {
        let name = arguments.expect_next("Identifier expected.")?.expect_identifier().into_result()?;
        arguments
            .expect_next("\"in\" expected.")?
            .expect_str("in")
            .into_result_custom_msg("\"in\" expected.")?;
        let over = arguments.expect_next("Array or range expected.")?;
        let over = match over.expect_value() {
            TryMatchToken::Matches(list) => Over::List(list),
            TryMatchToken::Fails(range) => match range.expect_range() {
                TryMatchToken::Matches((from, to)) => Over::Range(from, to),
                TryMatchToken::Fails(range) => return range.raise_error().into_err(),
            },
        };
        let mut made = For {
            name: KString::from_ref(name),
            over,
            limit: None,
            offset: None,
            reversed: false,
            turn: Template::new(Vec::new()),
            none: None,
        };
        made.read_options(&mut arguments)?;
        made.read_body(&mut tokens, options)?;
        tokens.assert_empty();
        Ok(Box::new(made))
    }

    fn reflection(&self) -> &dyn BlockReflection {
        self
    }
}

#[derive(Debug)]
enum Over {
    List(Expression),
    Range(Expression, Expression),
}

#[derive(Debug)]
struct For {
    name: KString,
    over: Over,
    limit: Option<Expression>,
    offset: Option<Expression>,
    reversed: bool,
    turn: Template,
    none: Option<Template>,
}

impl For {
    fn read_options(&mut self, arguments: &mut TagTokenIter<'_>) -> Result<()> {
        while let Some(token) = arguments.next() {
            match token.as_str() {
                "limit" => self.limit = Some(option(arguments)?),
                "offset" => self.offset = Some(option(arguments)?),
                "reversed" => self.reversed = true,
                "," => {}
                _ => {
                    return token
                        .raise_custom_error("\"limit\", \"offset\" or \"reversed\" expected.")
                        .into_err();
                }
            }
        }
        Ok(())
    }

    fn read_body(&mut self, tokens: &mut TagBlock<'_, '_>, options: &Language) -> Result<()> {
        let mut turn = Vec::new();
        while let Some(element) = tokens.next()? {
            match element {
                BlockElement::Tag(mut tag) if tag.name() == "else" => {
                    tag.tokens().expect_nothing()?;
                    self.none = Some(Template::new(tokens.parse_all(options)?));
                    break;
                }
                BlockElement::Tag(tag) => turn.push(tag.parse(tokens, options)?),
                element => turn.push(element.parse(tokens, options)?),
            }
        }
        self.turn = Template::new(turn);
        Ok(())
    }

    /// The items to turn over, at most one more than a loop may have.
    fn items(&self, runtime: &dyn Runtime) -> Result<Vec<Value>> {
        let number = |expression: &Option<Expression>| -> Result<Option<usize>> {
            let Some(expression) = expression else { return Ok(None) };
            let value = expression.evaluate(runtime)?;
            Ok(Some(usize::try_from(whole(value.as_view())).unwrap_or(0)))
        };
        let offset = number(&self.offset)?.unwrap_or(0);
        let most = LOOP_TURNS as usize + 1;
        let limit = number(&self.limit)?.map_or(most, |limit| limit.min(most));
        let mut items: Vec<Value> = match &self.over {
            Over::Range(from, to) => {
                let (from, to) = (from.evaluate(runtime)?, to.evaluate(runtime)?);
                let range = whole(from.as_view())..=whole(to.as_view());
                range.skip(offset).take(limit).map(Value::scalar).collect()
            }
            Over::List(list) => {
                let list = list.evaluate(runtime)?;
                let list = list.as_view();
                if let Some(array) = list.as_array() {
                    array.values().skip(offset).take(limit).map(ValueView::to_value).collect()
                } else if let Some(object) = list.as_object() {
                    let pair = |(key, value): (_, &dyn ValueView)| {
                        Value::Array(vec![
                            Value::scalar(liquid_core::model::KStringCow::into_owned(key)),
                            value.to_value(),
                        ])
                    };
                    object.iter().skip(offset).take(limit).map(pair).collect()
                } else {
                    Vec::new()
                }
            }
        };
        if self.reversed {
            items.reverse();
        }
        Ok(items)
    }
}

impl Renderable for For {
    fn render_to(&self, writer: &mut dyn Write, runtime: &dyn Runtime) -> Result<()> {
        let items = self.items(runtime)?;
        let count = items.len();
        if let (0, Some(none)) = (count, &self.none) {
            return none.render_to(writer, runtime);
        }
        if count > LOOP_TURNS as usize {
            return Error::with_msg(TURNS).into_err();
        }
        for (index, item) in items.into_iter().enumerate() {
            {
                let mut turns = runtime.registers().get_mut::<Turns>();
                turns.0 += 1;
                if turns.0 > ALL_TURNS {
                    return Error::with_msg(TURNS).into_err();
                }
            }
            let own = Object::from_iter([
                (self.name.clone(), item),
                ("forloop".into(), Value::Object(forloop(index, count))),
            ]);
            let turn = Lax::new(runtime, own);
            self.turn.render_to(writer, &turn).trace("for")?;
            let interrupt = runtime.registers().get_mut::<InterruptRegister>().reset();
            if let Some(Interrupt::Break) = interrupt {
                break;
            }
        }
        Ok(())
    }
}

fn forloop(index: usize, count: usize) -> Object {
    let number = |number: usize| Value::scalar(i64::try_from(number).unwrap_or(i64::MAX));
    Object::from_iter([
        ("length".into(), number(count)),
        ("index".into(), number(index + 1)),
        ("index0".into(), number(index)),
        ("rindex".into(), number(count - index)),
        ("rindex0".into(), number(count - index - 1)),
        ("first".into(), Value::scalar(index == 0)),
        ("last".into(), Value::scalar(index + 1 == count)),
    ])
}

fn option(arguments: &mut TagTokenIter<'_>) -> Result<Expression> {
    arguments.expect_next("\":\" expected.")?.expect_str(":").into_result_custom_msg("\":\" expected.")?;
    arguments.expect_next("Value expected.")?.expect_value().into_result()
}

fn whole(value: &dyn ValueView) -> i64 {
    value.as_scalar().and_then(|scalar| scalar.to_integer()).unwrap_or(0)
}

/// `{% capture %}`: what it keeps is limited.
#[derive(Clone, Copy, Debug)]
pub(super) struct BoundedCapture;

impl BlockReflection for BoundedCapture {
    fn start_tag(&self) -> &str {
        "capture"
    }
    fn end_tag(&self) -> &str {
        "endcapture"
    }
    fn description(&self) -> &str {
        ""
    }
}

impl ParseBlock for BoundedCapture {
    fn parse(
        &self,
        mut arguments: TagTokenIter<'_>,
        mut tokens: TagBlock<'_, '_>,
        options: &Language,
    ) -> Result<Box<dyn Renderable>> {
        let name = arguments.expect_next("Identifier expected")?;
        // Shopify takes a quoted name too.
        let name = name.as_str().trim_matches(|c| c == '\'' || c == '"').to_owned();
        arguments.expect_nothing()?;
        let inside = Template::new(tokens.parse_all(options)?);
        tokens.assert_empty();
        Ok(Box::new(Capture { name: name.into(), inside }))
    }

    fn reflection(&self) -> &dyn BlockReflection {
        self
    }
}

#[derive(Debug)]
struct Capture {
    name: KString,
    inside: Template,
}

impl Renderable for Capture {
    fn render_to(&self, _writer: &mut dyn Write, runtime: &dyn Runtime) -> Result<()> {
        let mut kept = Bounded::default();
        let outcome = self.inside.render_to(&mut kept, runtime);
        let text = kept.text()?;
        outcome?;
        runtime.set_global(self.name.clone(), Value::scalar(text));
        Ok(())
    }
}

/// Takes text in up to the limit.
#[derive(Default)]
pub(super) struct Bounded {
    bytes: Vec<u8>,
    full: bool,
}

impl Bounded {
    /// The text; an error when it did not fit.
    pub(super) fn text(self) -> Result<String> {
        if self.full {
            return Error::with_msg(GROWN).into_err();
        }
        String::from_utf8(self.bytes).map_err(|_| Error::with_msg("The text is not UTF-8"))
    }
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() + bytes.len() > OUTPUT_LIMIT {
            self.full = true;
            return Err(std::io::Error::other(GROWN));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

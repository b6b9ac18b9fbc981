//! Filters on numbers. What is no number is zero; nothing overflows and nothing divides by zero.

use liquid_core::model::{Value, ValueView};
use liquid_core::{Error, Result};

use super::{Call, Run};

pub(super) const TABLE: &[(&str, Run)] = &[
    ("plus", |call| both(call, i64::checked_add, |a, b| a + b)),
    ("minus", |call| both(call, i64::checked_sub, |a, b| a - b)),
    ("times", |call| both(call, i64::checked_mul, |a, b| a * b)),
    ("divided_by", |call| {
        not_zero(call)?;
        both(call, i64::checked_div_euclid, |a, b| a / b)
    }),
    ("modulo", |call| {
        not_zero(call)?;
        both(call, i64::checked_rem_euclid, f64::rem_euclid)
    }),
    ("at_least", |call| both(call, |a, b| Some(a.max(b)), f64::max)),
    ("at_most", |call| both(call, |a, b| Some(a.min(b)), f64::min)),
    ("abs", |call| match number(call.input) {
        Number::Whole(whole) => Ok(Value::scalar(whole.saturating_abs())),
        Number::Broken(broken) => Ok(Value::scalar(broken.abs())),
    }),
    ("ceil", |call| Ok(whole(number(call.input).value().ceil()))),
    ("floor", |call| Ok(whole(number(call.input).value().floor()))),
    ("round", |call| {
        let digits = i32::try_from(count(call.arg(0)).unwrap_or(0).min(9)).unwrap_or(0);
        let value = number(call.input).value();
        let scale = 10_f64.powi(digits);
        Ok(if digits == 0 { whole(value.round()) } else { Value::scalar((value * scale).round() / scale) })
    }),
];

/// A number as Liquid has them.
#[derive(Clone, Copy, Debug)]
pub(super) enum Number {
    Whole(i64),
    Broken(f64),
}

impl Number {
    #[expect(clippy::cast_precision_loss, reason = "Liquid's own numbers are no better")]
    pub(super) fn value(self) -> f64 {
        match self {
            Self::Whole(whole) => whole as f64,
            Self::Broken(broken) => broken,
        }
    }

    pub(super) fn is_one(self) -> bool {
        matches!(self, Self::Whole(1))
    }
}

/// The number a value is or says; zero when it is none.
pub(super) fn number(value: &dyn ValueView) -> Number {
    let Some(scalar) = value.as_scalar() else { return Number::Whole(0) };
    if let Some(whole) = scalar.to_integer() {
        return Number::Whole(whole);
    }
    scalar.to_float().filter(|float| float.is_finite()).map_or(Number::Whole(0), Number::Broken)
}

/// A whole number from zero, where one is given.
pub(super) fn count(value: &Value) -> Option<usize> {
    usize::try_from(value.as_scalar()?.to_integer()?).ok()
}

fn not_zero(call: &Call<'_>) -> Result<()> {
    if number(call.arg(0)).value() == 0.0 {
        return Error::with_msg("A number cannot be divided by zero.").into_err();
    }
    Ok(())
}

fn both(
    call: &Call<'_>,
    on_whole: fn(i64, i64) -> Option<i64>,
    on_broken: fn(f64, f64) -> f64,
) -> Result<Value> {
    let (one, other) = (number(call.input), number(call.arg(0)));
    if let (Number::Whole(one), Number::Whole(other)) = (one, other)
        && let Some(made) = on_whole(one, other)
    {
        return Ok(Value::scalar(made));
    }
    let made = on_broken(one.value(), other.value());
    if made.is_finite() {
        Ok(Value::scalar(made))
    } else {
        Error::with_msg("This number is too large.").into_err()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a cast of a float stops at the ends of i64")]
fn whole(value: f64) -> Value {
    Value::scalar(value as i64)
}

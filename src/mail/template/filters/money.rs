//! Filters on amounts. As in Shopify, an amount is a whole number of hundredths, whatever the currency;
//! it is written as the message's language writes amounts of the order's currency.

use liquid_core::Result;
use liquid_core::model::Value;

use super::numbers::number;
use super::{Call, Run, says};
use crate::domain::money::Money;

pub(super) const TABLE: &[(&str, Run)] = &[
    ("money", |call| says(written(call))),
    ("money_with_currency", |call| {
        let (text, code) = (written(call), &call.about.currency);
        if text.contains(code.as_str()) { says(text) } else { says(format!("{text} {code}")) }
    }),
    ("money_without_currency", |call| says(bare(&written(call)))),
    ("money_without_trailing_zeros", |call| without_zeros(call)),
    ("money_amount", |call| says(amount(call).to_decimal())),
];

#[expect(clippy::cast_possible_truncation, reason = "a cast of a float stops at the ends of i64")]
fn amount(call: &Call<'_>) -> Money {
    let hundredths = number(call.input).value();
    let money = Money { minor: 0, currency: call.about.currency.clone() };
    let digits = i32::try_from(money.exponent()).unwrap_or(2);
    Money { minor: (hundredths * 10_f64.powi(digits - 2)).round() as i64, ..money }
}

fn written(call: &Call<'_>) -> String {
    call.about.speech.money(&amount(call))
}

/// The digits with their marks, without the currency around them.
fn bare(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_ascii_digit() && c != '-').to_owned()
}

fn without_zeros(call: &Call<'_>) -> Result<Value> {
    let text = written(call);
    let digits = bare(&text);
    let zeros = digits.len().checked_sub(3).and_then(|at| digits.get(at..));
    match zeros.filter(|zeros| matches!(*zeros, ".00" | ",00")) {
        Some(zeros) => says(text.replacen(&digits, digits.trim_end_matches(zeros), 1)),
        None => says(text),
    }
}

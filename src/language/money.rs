//! Amounts and numbers as a language writes them. Formatters are made once per language and
//! currency; nothing here does arithmetic. Start with [`Amounts::money`].

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use fixed_decimal::Decimal;
use icu_decimal::DecimalFormatter;
use icu_experimental::dimension::currency::CurrencyType;
use icu_experimental::dimension::currency::formatter::CurrencyFormatter;
use icu_locale::Locale;
use iso_currency::Currency;

use super::dates::cldr_locale;
use super::tag::Language;
use crate::domain::money::Money;

/// The formatters of one language.
pub(super) struct Amounts {
    locale: Locale,
    decimal: Option<DecimalFormatter>,
    /// By ISO code; only currencies of the ISO list enter, so it stays small.
    known: RwLock<HashMap<Currency, Option<Arc<Known>>>>,
}

/// A currency the CLDR can write.
struct Known {
    formatter: CurrencyFormatter<DecimalFormatter>,
    /// The last digit the CLDR keeps: it rounds some currencies to whole units, as cash is.
    digits: usize,
}

impl Amounts {
    pub(super) fn new(language: Language) -> Self {
        let locale = cldr_locale(language);
        let decimal = DecimalFormatter::try_new((&locale).into(), Default::default()).ok();
        Self { locale, decimal, known: RwLock::default() }
    }

    pub(super) fn money(&self, money: &Money) -> String {
        let amount = decimal(money.minor, money.exponent());
        match self.known(&money.currency) {
            // An amount is never rounded: one the CLDR would round is written in full.
            Some(known) if fits(money, known.digits) => {
                known.formatter.format_fixed_decimal(&amount).to_string()
            }
            _ => format!("{}\u{a0}{}", self.plain(&amount), money.currency),
        }
    }

    pub(super) fn number(&self, number: u64) -> String {
        self.plain(&Decimal::from(number))
    }

    fn plain(&self, amount: &Decimal) -> String {
        match &self.decimal {
            Some(formatter) => formatter.format(amount).to_string(),
            None => amount.to_string(),
        }
    }

    fn known(&self, code: &str) -> Option<Arc<Known>> {
        let currency = Currency::from_code(code)?;
        let found = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&currency).cloned();
        found.unwrap_or_else(|| {
            let made = self.make(currency).map(Arc::new);
            let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
            known.entry(currency).or_insert(made).clone()
        })
    }

    fn make(&self, currency: Currency) -> Option<Known> {
        let kind = CurrencyType::try_from_str(&currency.code().to_ascii_lowercase()).ok()?;
        let formatter =
            CurrencyFormatter::try_new_symbol((&self.locale).into(), kind, Default::default()).ok()?;
        // The CLDR does not tell its digits, but shows them: count those behind the mark of 1.
        let sample = formatter.format_fixed_decimal(&Decimal::from(1)).to_string();
        let digits = sample.chars().filter(char::is_ascii_digit).count().checked_sub(1)?;
        Some(Known { formatter, digits })
    }
}

fn decimal(minor: i64, exponent: usize) -> Decimal {
    let mut amount = Decimal::from(minor);
    amount.multiply_pow10(-i16::try_from(exponent).unwrap_or(2));
    amount
}

/// Whether `digits` behind the decimal mark hold the amount exactly.
fn fits(money: &Money, digits: usize) -> bool {
    let lost = money.exponent().saturating_sub(digits);
    u32::try_from(lost)
        .ok()
        .and_then(|lost| 10_i64.checked_pow(lost))
        .is_some_and(|unit| money.minor % unit == 0)
}

//! Money as integer minor units and an ISO 4217 currency. Never a floating-point number, never
//! formatted here: that is `language::money`.

use iso_currency::Currency;
use serde::{Deserialize, Serialize};

/// An amount in minor units (1435000 with DKK is 14,350.00 kroner).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Amount in the currency's minor unit; negative for money owed the other way.
    pub minor: i64,
    /// ISO 4217 code in capitals; may be one this version does not know.
    pub currency: String,
}

impl Money {
    /// Reads a decimal text as Shopify writes it (`"195.67"`, `"15.0"`, `"-3"`) into minor units of
    /// `currency`. `None` when the text is not a decimal number, has digits the currency cannot
    /// hold, or does not fit 64 bits.
    #[must_use]
    pub fn parse(amount: &str, currency: &str) -> Option<Self> {
        let currency = currency.trim().to_ascii_uppercase();
        let exponent = exponent(&currency);
        let text = amount.trim();
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() || !(whole.bytes().chain(fraction.bytes())).all(|b| b.is_ascii_digit()) {
            return None;
        }
        let kept = fraction.trim_end_matches('0');
        if kept.len() > exponent {
            return None;
        }
        let minor: i64 = format!("{whole}{kept:0<exponent$}").parse().ok()?;
        Some(Self { minor: if negative { -minor } else { minor }, currency })
    }

    /// How many digits stand behind the decimal mark (2 for DKK, 0 for JPY, 3 for KWD; 2 when the
    /// currency is unknown).
    #[must_use]
    pub fn exponent(&self) -> usize {
        exponent(&self.currency)
    }

    /// The amount as a plain decimal text with a point, for structured data.
    #[must_use]
    pub fn to_decimal(&self) -> String {
        let exponent = self.exponent();
        let sign = if self.minor < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.minor.unsigned_abs(), width = exponent + 1);
        let (whole, fraction) = digits.split_at(digits.len() - exponent);
        if exponent == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }
}

fn exponent(currency: &str) -> usize {
    Currency::from_code(currency).and_then(|c| c.exponent()).map_or(2, usize::from)
}

#[cfg(test)]
mod tests {
    use super::Money;

    #[test]
    fn decimals_become_minor_units_of_their_currency() {
        let minor = |text, currency| Money::parse(text, currency).map(|m| m.minor);
        assert_eq!(minor("195.67", "USD"), Some(19567));
        assert_eq!(minor("15.0", "dkk"), Some(1500));
        assert_eq!(minor("15.00", "JPY"), Some(15));
        assert_eq!(minor("1.5", "KWD"), Some(1500));
        assert_eq!(minor("-3", "EUR"), Some(-300));
        assert_eq!(minor("1.234", "EUR"), None);
        assert_eq!(minor("1e9", "EUR"), None);
        assert_eq!(minor("", "EUR"), None);
        assert_eq!(minor("99999999999999999999", "EUR"), None);
        assert_eq!(Money::parse("-0.05", "EUR").map(|m| m.to_decimal()), Some("-0.05".into()));
    }
}

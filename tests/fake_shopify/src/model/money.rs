//! Amounts: whole minor units inside, and the ways Shopify prints them.

use serde_json::{Value, json};

/// Digits after the point of a currency.
pub fn decimals(currency: &str) -> u32 {
    match currency {
        "JPY" | "KRW" | "ISK" | "CLP" | "VND" => 0,
        "KWD" | "BHD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

/// As REST and webhooks print it: `199.00`, and `1500` for currencies without decimals.
pub fn rest(amount: i64, currency: &str) -> String {
    let digits = decimals(currency);
    if digits == 0 {
        return amount.to_string();
    }
    let (sign, amount) = if amount < 0 { ("-", -amount) } else { ("", amount) };
    let unit = 10_i64.pow(digits);
    format!("{sign}{}.{:0width$}", amount / unit, amount % unit, width = digits as usize)
}

/// As GraphQL prints it: `199.0`, `19.95` (facts 2.4: no padding, at least one decimal).
pub fn graphql(amount: i64, currency: &str) -> String {
    let text = rest(amount, currency);
    match text.split_once('.') {
        None => format!("{text}.0"),
        Some((whole, part)) => {
            let part = part.trim_end_matches('0');
            format!("{whole}.{}", if part.is_empty() { "0" } else { part })
        }
    }
}

/// A REST money set; `currency_code` is the key everywhere but in transactions.
pub fn rest_set(amount: i64, currency: &str) -> Value {
    let one = json!({"amount": rest(amount, currency), "currency_code": currency});
    json!({"shop_money": one, "presentment_money": one})
}

/// A GraphQL `MoneyBag`.
pub fn bag(amount: i64, currency: &str) -> Value {
    json!({"shopMoney": money_v2(amount, currency), "presentmentMoney": money_v2(amount, currency)})
}

/// A GraphQL `MoneyV2`.
pub fn money_v2(amount: i64, currency: &str) -> Value {
    json!({"amount": graphql(amount, currency), "currencyCode": currency})
}

/// Reads `"199.00"`, `"199"` or `199.5` into minor units; `None` when it is not an amount.
pub fn parse(text: &str, currency: &str) -> Option<i64> {
    let digits = decimals(currency) as usize;
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let whole: i64 = whole.parse().ok()?;
    let mut part: String = part.chars().take(digits).collect();
    while part.len() < digits {
        part.push('0');
    }
    let small: i64 = if part.is_empty() { 0 } else { part.parse().ok()? };
    Some(whole * 10_i64.pow(digits as u32) + if text.trim().starts_with('-') { -small } else { small })
}

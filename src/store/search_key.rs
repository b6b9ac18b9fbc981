//! Normal forms of what shoppers type, so that any spelling finds the order.

/// The normal form of an order's name: letters and digits in lower case (`#1001 ` becomes `1001`).
#[must_use]
pub fn name_key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(100).collect()
}

/// What a shopper gives to prove that an order is theirs.
#[derive(Clone, PartialEq, Eq)]
pub enum Proof {
    /// An e-mail address, in normal form.
    Email(String),
    /// A postcode, in normal form.
    Postcode(String),
}

impl Proof {
    /// Reads what was typed: with an `@` it is an e-mail address, else a postcode.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        if typed.contains('@') { Self::Email(email_key(typed)) } else { Self::Postcode(postcode_key(typed)) }
    }
}

/// The normal form of an e-mail address.
#[must_use]
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// The normal form of a postcode: capitals and digits alone.
#[must_use]
pub fn postcode_key(postcode: &str) -> String {
    postcode.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).take(20).collect()
}

//! What is put into a sentence: text or a whole number.

use std::borrow::Cow;

use fluent_bundle::FluentValue;

/// A value for a variable of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Text, put in as it is.
    Text(Cow<'a, str>),
    /// A whole number; it also chooses the plural form.
    Number(i64),
}

impl<'a> Arg<'a> {
    pub(super) fn to_fluent(&'a self, isolate: bool) -> FluentValue<'a> {
        match self {
            Self::Text(text) if isolate && mixes_directions(text) => {
                FluentValue::from(format!("\u{2068}{text}\u{2069}"))
            }
            Self::Text(text) => FluentValue::from(text.as_ref()),
            Self::Number(number) => FluentValue::from(*number),
        }
    }
}

/// Whether a text would scatter inside a right-to-left sentence: it has Latin letters or digits and
/// blanks or marks at its edge (the mark of "#1001" would wander behind the digits). A single word,
/// address or URL holds together by itself, and stays free of invisible marks that would be copied
/// along.
fn mixes_directions(text: &str) -> bool {
    let edge = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric());
    let latin = text.chars().any(|c| c.is_alphabetic() && c < '\u{590}');
    let order_name = text.starts_with('#') && !text.chars().any(char::is_alphabetic);
    order_name
        || latin
            && (text.contains(char::is_whitespace)
                || edge(text.chars().next())
                || edge(text.chars().next_back()))
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Arg<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

macro_rules! whole_numbers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Arg<'_> {
            /// A number beyond 64 bits becomes the nearest one inside.
            fn from(number: $kind) -> Self {
                #[allow(clippy::useless_conversion, clippy::unnecessary_fallible_conversions)]
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}
whole_numbers!(i8, i16, i32, i64, u8, u16, u32, u64, usize);

#[cfg(test)]
mod tests {
    use super::mixes_directions;

    #[test]
    fn only_what_would_scatter_is_isolated() {
        assert!(mixes_directions("Fjord & Fir"));
        assert!(mixes_directions("Lamp (oak)"));
        assert!(mixes_directions("100 kr."));
        assert!(mixes_directions("#1001"));
        assert!(!mixes_directions("hello@example.com"));
        assert!(!mixes_directions("https://example.com/o/abc"));
        assert!(!mixes_directions("الخميس 26 نوفمبر"));
    }
}

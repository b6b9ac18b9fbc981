//! What may stand in a header: every text that comes from outside passes here and leaves as printable ASCII
//! on lines of its own header, so that it can neither begin another header nor look like an encoded word.
//! Start with [`encoded`].

use data_encoding::BASE64;
use hickory_resolver::proto::rr::Name;
use lettre::Address;

use super::MailError;

/// Longest subject or name, in characters; the rest is cut.
const LONGEST_TEXT: usize = 250;
/// Longest address of any kind: its line stays far below the 998 characters a line may have.
const LONGEST_ADDRESS: usize = 900;
/// Longest line that mail programs like.
const LINE: usize = 76;

/// A text for the value of a header whose name and colon take `taken` characters.
pub(super) fn encoded(text: &str, taken: usize) -> String {
    let text = one_line(text);
    if is_plain(&text) && text.len() + taken <= LINE { text } else { encoded_words(&text, taken) }
}

/// A name before an address; `None` for an empty one.
pub(super) fn phrase(name: &str, taken: usize) -> Option<String> {
    let name = one_line(name);
    if name.is_empty() {
        return None;
    }
    if is_plain(&name) && name.len() + taken + 2 <= LINE {
        return Some(format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"")));
    }
    Some(encoded_words(&name, taken))
}

/// One address that goes over the wire as it stands: a domain with other letters in its ASCII form.
pub(super) fn address(text: &str) -> Option<Address> {
    let odd = |c: char| c.is_control() || c.is_whitespace() || "<>()[]\\,;:\"".contains(c);
    if text.len() > LONGEST_ADDRESS
        || text.contains(odd)
        || text.contains("=?")
        || text.matches('@').count() != 1
    {
        return None;
    }
    let (user, domain) = text.split_once('@')?;
    if domain.is_ascii() {
        return Address::new(user, domain).ok();
    }
    let domain = Name::from_utf8(domain).ok()?.to_ascii();
    Address::new(user, domain.trim_end_matches('.')).ok()
}

/// A Message-ID without its brackets.
pub(super) fn message_id(text: &str) -> Result<&str, MailError> {
    let fits = text.len() <= LONGEST_ADDRESS
        && !text.contains("=?")
        && text.bytes().all(|b| b.is_ascii_graphic() && !b"<>()[]\\,;:\"".contains(&b))
        && text
            .split_once('@')
            .is_some_and(|(left, right)| !left.is_empty() && !right.is_empty() && !right.contains('@'));
    if fits { Ok(text) } else { Err(MailError::Malformed("message id")) }
}

/// An address on the web.
pub(super) fn web_address(text: &str) -> Option<&str> {
    let fits = (text.starts_with("https://") || text.starts_with("http://"))
        && text.len() <= LONGEST_ADDRESS
        && !text.contains("=?")
        && text.bytes().all(|b| b.is_ascii_graphic() && !b"<>,\"\\".contains(&b));
    fits.then_some(text)
}

/// A BCP 47 tag; `None` for anything else.
pub(super) fn language_tag(text: &str) -> Option<&str> {
    let fits = (2..=35).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    fits.then_some(text)
}

/// The text on one line: what would break a line or steer a terminal becomes a space.
pub(super) fn one_line(text: &str) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let clean: String = text.chars().map(|c| if steers(c) { ' ' } else { c }).collect();
    let mut line = String::new();
    for word in clean.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line.chars().take(LONGEST_TEXT).collect()
}

/// Printable ASCII in which nothing looks like an encoded word.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_graphic() || b == b' ') && !text.contains("=?")
}

/// RFC 2047 encoded words, each on a line of its own; the first has `taken` characters less.
fn encoded_words(text: &str, taken: usize) -> String {
    // "=?utf-8?B?" and "?=" around four characters for every three bytes.
    let room = |taken: usize| (LINE.saturating_sub(taken + 12) / 4 * 3).max(6);
    let mut words = Vec::new();
    let mut piece = String::new();
    for letter in text.chars() {
        let taken = if words.is_empty() { taken } else { 1 };
        if piece.len() + letter.len_utf8() > room(taken) {
            words.push(std::mem::take(&mut piece));
        }
        piece.push(letter);
    }
    words.push(piece);
    let encode = |word: &String| format!("=?utf-8?B?{}?=", BASE64.encode(word.as_bytes()));
    words.iter().map(encode).collect::<Vec<_>>().join("\r\n ")
}

/// One line of bounded length in which no address can be read.
pub(super) fn masked(text: &str) -> String {
    let ends = |c: char| c.is_whitespace() || "<>()[]{},;:\"'=".contains(c);
    let line = one_line(text);
    let mut out = String::new();
    for piece in line.split_inclusive(ends) {
        let (word, end) = match piece.char_indices().last() {
            Some((at, last)) if ends(last) => piece.split_at(at),
            _ => (piece, ""),
        };
        out.push_str(if word.contains('@') { "…" } else { word });
        out.push_str(end);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_in_its_header() {
        for text in ["hi\r\nBcc: b@example.com", "hi\nBcc: b", "hi\u{2028}Bcc: b", "=?utf-8?Q?=0D=0ABcc:_b?="]
        {
            let value = encoded(text, 9);
            assert!(value.split("\r\n").skip(1).all(|line| line.starts_with(' ')), "{value:?}");
            assert!(!value.contains("Bcc:_b"), "{value:?}");
        }
        assert_eq!(encoded("hi\r\nBcc: b@example.com", 9), "hi Bcc: b@example.com");
    }

    #[test]
    fn lines_are_short() {
        for text in ["ø".repeat(400), "a".repeat(400), "漢字".repeat(100), "a b ".repeat(99)] {
            for line in encoded(&text, 9).split("\r\n") {
                assert!(line.len() + 9 <= 86 && line.len() <= LINE, "{line}");
            }
        }
    }

    #[test]
    fn a_name_is_quoted_or_encoded() {
        assert_eq!(phrase("Fjord \"Fir\"", 6).unwrap(), "\"Fjord \\\"Fir\\\"\"");
        assert_eq!(phrase("Søren", 6).unwrap(), "=?utf-8?B?U8O4cmVu?=");
        assert_eq!(phrase(" \r\n ", 6), None);
        assert!(phrase("=?utf-8?Q?x=40y?=", 6).unwrap().starts_with("=?utf-8?B?"));
    }

    #[test]
    fn a_domain_in_other_letters_becomes_ascii() {
        assert_eq!(address("a@müller.example").unwrap().to_string(), "a@xn--mller-kva.example");
        assert_eq!(address("a+b@shop.example").unwrap().to_string(), "a+b@shop.example");
        for none in ["a@b@c.de", "a b@c.de", "<a@c.de>", "a@c.de\n", "\"a\"@c.de", "@c.de", "a@"] {
            assert!(address(none).is_none(), "{none:?}");
        }
    }

    #[test]
    fn tags_and_ids_are_only_that() {
        assert_eq!(language_tag("pt-BR"), Some("pt-BR"));
        assert_eq!(language_tag("da\r\nBcc: b"), None);
        assert!(message_id("1@shop.example").is_ok());
        assert!(message_id("1@shop.example>\r\nBcc: <b").is_err());
        assert!(web_address("javascript:alert(1)").is_none());
    }

    #[test]
    fn addresses_are_masked() {
        for (said, shown) in [
            ("5.1.1 <anna@example.com>: no such user", "5.1.1 <…>: no such user"),
            ("anna@example.com unknown\r\nsee help", "… unknown see help"),
            ("to=anna+x@example.com,\"b@c.de\"", "to=…,\"…\""),
            ("2.0.0 Ok: queued as 4Bx1", "2.0.0 Ok: queued as 4Bx1"),
        ] {
            assert_eq!(masked(said), shown);
        }
    }
}

//! Web addresses: which may be printed as a link, and how a number enters one.
//!
//! Strict on purpose and small on purpose: everything a tracking page needs and nothing a trick
//! needs. Read [`checked`] first. It never follows an address.

/// Longest address printed, in bytes; carriers' own stay far below.
const LONGEST: usize = 2000;
/// Longest number put into an address, in characters.
const LONGEST_NUMBER: usize = 64;

/// The address as it may be printed and its host in lower case without `www.`; `None` unless it is
/// http or https with a plain named host: no user part, no IP address, no odd port, no blanks,
/// quotes, brackets or control characters. Letters beyond ASCII in the path come out encoded.
pub(super) fn checked(url: &str) -> Option<(String, String)> {
    let url = url.trim();
    if url.len() > LONGEST || url.chars().any(is_refused) {
        return None;
    }
    let (scheme, rest) = url.split_once("://")?;
    let port = match scheme.to_ascii_lowercase().as_str() {
        "http" => "80",
        "https" => "443",
        _ => return None,
    };
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = match authority.split_once(':') {
        Some((host, given)) if given == port => host,
        Some(_) => return None,
        None => authority,
    };
    let host = plain_host(host)?;
    let shown = host.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(&host);
    Some((without_wide_letters(url), shown.to_owned()))
}

/// A number ready for a place in an address: blanks gone, the rest percent-encoded. `None` for what
/// cannot be a number: empty, too long, or words (blanks and no digit).
pub(super) fn number_in_url(number: &str) -> Option<String> {
    let compact: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    let words = compact.len() != number.trim().len() && !compact.contains(|c: char| c.is_ascii_digit());
    let nothing = !compact.contains(|c: char| c.is_ascii_alphanumeric());
    if words || nothing || compact.chars().count() > LONGEST_NUMBER {
        return None;
    }
    // Dashes between digits are only for reading; elsewhere they may belong to the number.
    let only_digits = compact.chars().all(|c| c.is_ascii_digit() || c == '-');
    let kept = if only_digits { compact.replace('-', "") } else { compact };
    Some(encoded(&kept))
}

/// Percent-encodes everything but the characters that mean nothing special anywhere in an address.
fn encoded(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~');
    encoded_unless(text, plain)
}

fn without_wide_letters(url: &str) -> String {
    encoded_unless(url, |c| c.is_ascii())
}

fn encoded_unless(text: &str, plain: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if plain(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push('%');
                for half in [byte >> 4, byte & 15] {
                    out.push(char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase());
                }
            }
        }
    }
    out
}

/// Characters that no honest address holds unencoded.
fn is_refused(c: char) -> bool {
    c.is_control() || c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>' | '\\' | '{' | '}')
}

/// The host in lower case when it is a plain name with a dot; `None` for everything else, user parts
/// and IP addresses among it.
fn plain_host(host: &str) -> Option<String> {
    let host = host.to_ascii_lowercase();
    let label_is_plain = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    let last = host.rsplit('.').next()?;
    let named = last.len() >= 2 && (last.starts_with("xn--") || last.bytes().all(|b| b.is_ascii_lowercase()));
    let plain = host.contains('.') && host.len() <= 253 && host.split('.').all(label_is_plain);
    (named && plain).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_addresses_pass() {
        for (url, host) in [
            ("https://www.ups.com/track?tracknum=1", "ups.com"),
            (" HTTP://Track.Example ", "track.example"),
            ("https://track.example:443/#/a", "track.example"),
            ("https://www.example", "www.example"),
            ("https://xn--sporing-9ya.example/x", "xn--sporing-9ya.example"),
        ] {
            assert_eq!(checked(url).map(|(_, host)| host).as_deref(), Some(host), "{url}");
        }
    }

    #[test]
    fn tricks_are_refused() {
        for url in [
            "",
            "javascript:alert(1)",
            "JavaScript://example.com/%0aalert(1)",
            "data:text/html,x",
            "ftp://example.com/",
            "//example.com/",
            "https:/example.com",
            "https://",
            "https:///x",
            "https://a@b.example/",
            "https://ups.com:x@evil.example/",
            "https://ups.com\\@evil.example/",
            "https://example.com:8080/",
            "http://example.com:443/",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://2130706433/",
            "https://localhost/",
            "https://exa%6dple.com/",
            "https://example.com./",
            "https://.example.com/",
            "https://-a.example/",
            "https://ex ample.com/",
            "https://example.com/a b",
            "https://example.com/\"onclick",
            "https://example.com/'x",
            "https://example.com/<b>",
            "https://example.com/\u{7}",
            "https://example.com/\u{a0}x",
            "https://ехample.com/",
        ] {
            assert_eq!(checked(url), None, "{url:?}");
        }
        assert_eq!(checked(&format!("https://example.com/{}", "a".repeat(LONGEST))), None);
    }

    #[test]
    fn wide_letters_in_the_path_are_encoded() {
        let got = checked("https://example.com/sök?q=\u{202e}1").map(|(url, _)| url);
        assert_eq!(got.as_deref(), Some("https://example.com/s%C3%B6k?q=%E2%80%AE1"));
    }

    #[test]
    fn numbers_enter_compact_and_encoded() {
        assert_eq!(number_in_url(" 0037 0735-01 ").as_deref(), Some("0037073501"));
        assert_eq!(number_in_url("1LS7119013618127-1").as_deref(), Some("1LS7119013618127-1"));
        assert_eq!(number_in_url("Wy5AEPzk").as_deref(), Some("Wy5AEPzk"));
        assert_eq!(number_in_url("a/b#ø").as_deref(), Some("a%2Fb%23%C3%B8"));
        assert_eq!(number_in_url("handed over"), None);
        assert_eq!(number_in_url(" - "), None);
        assert_eq!(number_in_url(&"1".repeat(65)), None);
    }
}

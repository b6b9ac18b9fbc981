//! Addresses that people type: of a site, of a mailbox, of help. Only what can do nothing but lead
//! somewhere is taken; nothing is asked of the network.

/// Longest address of a page, in bytes.
const SITE_LIMIT: usize = 1000;
/// Longest address of a mailbox, in bytes (RFC 5321).
const MAILBOX_LIMIT: usize = 254;

/// The address of a page, trimmed: `https://` or `http://`, a host, and what follows. `None` for anything
/// else, also for one with a name and password in it.
#[must_use]
pub fn site(text: &str) -> Option<&str> {
    let text = text.trim();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | ':');
    let good_host = host.chars().all(fits) && host.starts_with(char::is_alphanumeric) && !host.contains("..");
    (good_host && text.len() <= SITE_LIMIT && rest.chars().all(is_quiet)).then_some(text)
}

/// The address of a mailbox, trimmed: `name@host`. `None` for anything else.
#[must_use]
pub fn mailbox(text: &str) -> Option<&str> {
    let text = text.trim();
    let (name, host) = text.split_once('@')?;
    let fits = |c: char| {
        is_quiet(c) && !matches!(c, '@' | ',' | ';' | ':' | '(' | ')' | '[' | ']' | '?' | '&' | '%')
    };
    let good = |part: &str| !part.is_empty() && part.chars().all(fits) && !part.contains("..");
    let good_host = host.contains('.') && host.starts_with(char::is_alphanumeric) && !host.ends_with('.');
    (good(name) && good(host) && good_host && text.len() <= MAILBOX_LIMIT).then_some(text)
}

/// Where help is: a page (`https://…`), a mailbox (`mailto:…`, also without that word) or a telephone
/// (`tel:…`), as it stands in a link. `None` for anything else.
#[must_use]
pub fn help(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    if lower.starts_with("https://") {
        return site(text).map(str::to_owned);
    }
    if let Some(address) = text.get(..7).filter(|_| lower.starts_with("mailto:")).map(|_| &text[7..]) {
        return mailbox(address).map(|address| format!("mailto:{address}"));
    }
    if lower.starts_with("tel:") {
        let number: String =
            text[4..].chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.')).collect();
        let digits = number.strip_prefix('+').unwrap_or(&number);
        let fits = (3..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        return fits.then(|| format!("tel:{number}"));
    }
    mailbox(text).map(|address| format!("mailto:{address}"))
}

/// Whether a character may stand in an address as it is.
fn is_quiet(c: char) -> bool {
    !c.is_whitespace()
        && !c.is_control()
        && !matches!(c, '<' | '>' | '"' | '\'' | '`' | '\\' | '{' | '}' | '|' | '^')
        && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_leads_somewhere_is_an_address() {
        assert_eq!(site(" https://shop.example/a?b=c#d "), Some("https://shop.example/a?b=c#d"));
        assert_eq!(site("http://localhost:3000"), Some("http://localhost:3000"));
        for bad in [
            "",
            "shop.example",
            "javascript:alert(1)",
            "https://",
            "https://a b",
            "https://u:p@shop.example",
            "https://shop.example/\"x",
            "https://-x",
            "ftp://shop.example",
            "https://shop..example",
            "//shop.example",
            "https://shop.example/{{x}}",
            "https://shop.example/\u{202e}x",
        ] {
            assert_eq!(site(bad), None, "{bad}");
        }
        assert_eq!(mailbox("help@shop.example"), Some("help@shop.example"));
        for bad in [
            "help",
            "help@",
            "@shop.example",
            "a@b@c.example",
            "a b@c.example",
            "a@shop",
            "a@x.example?cc=b@c.example",
            "a@x.example\r\nBcc: b@c.example",
            "<a@x.example>",
        ] {
            assert_eq!(mailbox(bad), None, "{bad}");
        }
    }

    #[test]
    fn help_is_a_page_a_mailbox_or_a_telephone() {
        assert_eq!(help("https://shop.example/help").as_deref(), Some("https://shop.example/help"));
        assert_eq!(help("MAILTO:help@shop.example").as_deref(), Some("mailto:help@shop.example"));
        assert_eq!(help("help@shop.example").as_deref(), Some("mailto:help@shop.example"));
        assert_eq!(help("tel:+45 12-34 56 78").as_deref(), Some("tel:+4512345678"));
        for bad in [
            "http://shop.example",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "tel:call-me",
            "tel:",
            "mailto:a@b.example?body=x",
            "/help",
            "",
            "vbscript:x",
            "tel:æ",
            "mailto",
        ] {
            assert_eq!(help(bad), None, "{bad}");
        }
    }
}

//! Carriers by name and by host.
//!
//! A company name is free text: "PostNord", "post nord", "PostNord DK" and "PostNord Sverige AB" mean
//! one carrier. Start with [`known`]. A name is never matched by likeness, only by what `table/` says.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Carrier, posts, table};

/// Words after a name that do not change who it is. Only cut when the whole name is not known, so
/// that "DPD UK" stays a carrier of its own.
const TAILS: &str = "\
    dk se no fi de gb uk us usa nl be fr es it at ch pl ie eu en ja da sv nb denmark danmark sweden \
    sverige norway norge finland suomi germany deutschland netherlands nederland belgium france \
    spain espana italy italia austria poland polska ireland europe international a s as aps ab asa \
    oy oyj gmbh ag bv nv sa ltd plc inc llc group logistics pakkeshop pakke paket parcel parcels \
    home business collect mypack ground servicepoint delivery pickup";

/// Names that name nobody.
const NOBODY: &str = "\
    other andet anden annat annan annet muu autre otro sonstige custom none unknown";

static BY_NAME: LazyLock<HashMap<String, &'static Carrier>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for carrier in all() {
        for name in carrier.aliases.iter().chain([&carrier.name]) {
            // The first carrier keeps a name: the table stands before the posts.
            names.entry(key(name)).or_insert(carrier);
        }
    }
    names
});

/// Every carrier there is, those with pages first.
pub fn all() -> impl Iterator<Item = &'static Carrier> {
    table::all().chain(posts::others())
}

/// The carrier of this company name; `None` when it is not known.
#[must_use]
pub fn known(company: &str) -> Option<&'static Carrier> {
    if let Some(carrier) = BY_NAME.get(&key(company)) {
        return Some(carrier);
    }
    let folded: String = company.chars().flat_map(folded).collect();
    let mut words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    while words.len() > 1 && words.pop().is_some_and(|last| TAILS.split(' ').any(|tail| tail == last)) {
        if let Some(carrier) = BY_NAME.get(&words.concat()) {
            return Some(carrier);
        }
    }
    None
}

/// The carrier whose page is on the same site as `host`; `None` when there is none.
pub(super) fn by_host(host: &str) -> Option<&'static Carrier> {
    all().find(|carrier| carrier.host().is_some_and(|own| site(&own) == site(host)))
}

/// Free text for a page: trimmed, control characters gone, blanks in a row made one.
pub(super) fn tidy(text: &str) -> String {
    let visible: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a company name tells nothing: blank, or Shopify's word for "some other carrier".
pub(super) fn says_nothing(company: &str) -> bool {
    let key = key(company);
    key.is_empty() || NOBODY.split(' ').any(|nobody| nobody == key)
}

/// The part of a host its owner registered: two labels, three under endings such as `co.uk`.
fn site(host: &str) -> &str {
    let mut dots = host.rmatch_indices('.').map(|(at, _)| at);
    let Some(second) = dots.nth(1) else { return host };
    let ending = host[second + 1..].split('.').next().unwrap_or("");
    let start = if matches!(ending, "co" | "com" | "net" | "org" | "gov" | "gob" | "ne" | "go") {
        dots.next()
    } else {
        Some(second)
    };
    start.map_or(host, |at| &host[at + 1..])
}

/// A name as it is compared: letters and digits in lower case, without accents.
fn key(name: &str) -> String {
    name.chars().flat_map(folded).filter(|c| c.is_alphanumeric()).collect()
}

fn folded(c: char) -> impl Iterator<Item = char> {
    c.to_lowercase().map(|c| match c {
        'à'..='å' | 'ą' | 'ā' => 'a',
        'ç' | 'č' | 'ć' => 'c',
        'è'..='ë' | 'ė' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ı' | 'į' | 'ī' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' => 'n',
        'ò'..='ö' | 'ø' | 'ő' => 'o',
        'ř' => 'r',
        'š' | 'ş' | 'ș' => 's',
        'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ű' | 'ū' => 'u',
        'ý' | 'ÿ' => 'y',
        'ž' | 'ź' | 'ż' => 'z',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(company: &str) -> &'static str {
        known(company).map_or("", |carrier| carrier.name)
    }

    #[test]
    fn names_are_known_however_they_are_written() {
        for company in
            ["PostNord", "post nord", "POSTNORD DK", "PostNord-SE", "Portal PostNord", "PostNord Sverige AB"]
        {
            assert_eq!(name(company), "PostNord", "{company}");
        }
        assert_eq!(name("DHL Express"), "DHL Express");
        assert_eq!(name("dhl"), "DHL");
        assert_eq!(name("DPD UK"), "DPD UK");
        assert_eq!(name("DPD Polska"), "DPD");
        assert_eq!(name("GLS Denmark A/S"), "GLS");
        assert_eq!(name("Lietuvos Pastas"), "Lietuvos paštas");
        assert_eq!(name("R+L Carriers"), "R+L Carriers");
        assert_eq!(name("dao365"), "DAO");
        for company in ["", " ", "-", "Carrier of Tomorrow", "Denmark", "DK", "A/S", "DHLX"] {
            assert_eq!(name(company), "", "{company}");
        }
    }

    #[test]
    fn no_name_means_two_carriers() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for carrier in all() {
            let mut keys: Vec<_> =
                carrier.aliases.iter().chain([&carrier.name]).map(|name| key(name)).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                assert!(!key.is_empty(), "{}", carrier.name);
                let before = seen.insert(key.clone(), carrier.name);
                assert_eq!(before, None, "{key} is {} too", carrier.name);
            }
        }
    }

    #[test]
    fn every_page_takes_one_number_and_has_a_host() {
        for carrier in all() {
            let Some(url) = carrier.url else { continue };
            assert_eq!(url.matches("{}").count(), 1, "{url}");
            let built = carrier.url_for("00 1234567895").unwrap_or_default();
            assert!(super::super::link::checked(&built).is_some(), "{built}");
            assert!(built.contains("001234567895"), "{built}");
        }
    }

    #[test]
    fn hosts_are_known_by_their_site() {
        assert_eq!(by_host("tracking.postnord.com").map(|c| c.name), Some("PostNord"));
        assert_eq!(by_host("ups.com").map(|c| c.name), Some("UPS"));
        assert_eq!(by_host("shop.co.uk"), None);
        assert_eq!(by_host("com.au"), None);
        assert_eq!(site("a.b.track.co.uk"), "track.co.uk");
        assert_eq!(site("co.uk"), "co.uk");
    }

    #[test]
    fn texts_are_tidied() {
        assert_eq!(tidy(" a\n\tb\u{0}c  d "), "a b c d");
        assert!(says_nothing("Other") && says_nothing(" - ") && !says_nothing("GLS"));
    }
}

//! The postal service of a country, for items that cross borders.
//!
//! Such a number ends in the two letters of the country that issued it. Countries whose post has a
//! page of its own are in `table/`; the rest, in `others.rs`, are known by name alone.

mod others;

use super::Carrier;
use super::names::known;

/// The post of a country by its two letters; `None` when there is no such issuer.
pub(super) fn of(country: &str) -> Option<&'static Carrier> {
    if let Some((_, name)) = LINKED.iter().find(|(code, _)| *code == country) {
        return known(name);
    }
    others::POSTS.iter().find(|(code, _)| *code == country).map(|(_, carrier)| carrier)
}

/// Posts that are known by name alone.
pub(super) fn others() -> impl Iterator<Item = &'static Carrier> {
    others::POSTS.iter().map(|(_, carrier)| carrier)
}

/// Country and the name of its post in `table/`.
const LINKED: &[(&str, &str)] = &[
    ("AT", "Österreichische Post"),
    ("AU", "Australia Post"),
    ("BE", "bpost"),
    ("BR", "Correios"),
    ("CA", "Canada Post"),
    ("CH", "Swiss Post"),
    ("CN", "China Post"),
    ("CY", "Cyprus Post"),
    ("CZ", "Česká pošta"),
    ("DE", "Deutsche Post"),
    ("DK", "PostNord"),
    ("EE", "Omniva"),
    ("ES", "Correos"),
    ("FI", "Posti"),
    ("FR", "La Poste"),
    ("GB", "Royal Mail"),
    ("GR", "ELTA"),
    ("HR", "Hrvatska pošta"),
    ("HU", "Magyar Posta"),
    ("IE", "An Post"),
    ("IL", "Israel Post"),
    ("IN", "India Post"),
    ("IS", "Pósturinn"),
    ("IT", "Poste Italiane"),
    ("JP", "Japan Post"),
    ("KR", "Korea Post"),
    ("LI", "Swiss Post"),
    ("LT", "Lietuvos paštas"),
    ("LV", "Latvijas Pasts"),
    ("MC", "La Poste"),
    ("NL", "PostNL"),
    ("NO", "Posten"),
    ("NZ", "New Zealand Post"),
    ("PL", "Poczta Polska"),
    ("PT", "CTT"),
    ("SE", "PostNord"),
    ("SG", "Singapore Post"),
    ("SK", "Slovenská pošta"),
    ("TH", "Thailand Post"),
    ("TR", "PTT"),
    ("UA", "Ukrposhta"),
    ("US", "USPS"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_one_post() {
        let mut codes: Vec<&str> = LINKED.iter().map(|(code, _)| *code).collect();
        codes.extend(others::POSTS.iter().map(|(code, _)| *code));
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
        for code in codes {
            assert!(of(code).is_some(), "{code}");
        }
        assert_eq!(of("XX"), None);
        for (_, name) in LINKED {
            assert_eq!(known(name).map(|carrier| carrier.name), Some(*name));
        }
    }
}

//! Searches bytes for a mark as it is, in base64, hex, URL-coded and JSON-escaped, in any case.

use data_encoding::BASE64;
use regex::bytes::{Regex, RegexBuilder};

use super::people::Fate;

pub struct Search {
    any_case: Regex,
    exact: Regex,
}

fn joined(needles: &[String], any_case: bool) -> Regex {
    let text = needles.iter().map(|needle| regex::escape(needle)).collect::<Vec<_>>().join("|");
    RegexBuilder::new(&text).unicode(false).case_insensitive(any_case).build().unwrap()
}

/// What base64 makes of these bytes wherever they stand: the letters that depend on nothing around.
fn in_base64(bytes: &[u8]) -> impl Iterator<Item = String> {
    (0..3).map(move |before| {
        let text = BASE64.encode(&[&vec![0; before][..], bytes].concat());
        let (first, last) = ((before * 8).div_ceil(6), (before + bytes.len()) * 8 / 6);
        text[first..last].to_owned()
    })
}

impl Search {
    pub fn new(fate: Fate) -> Self {
        let (mut any_case, mut exact) = (Vec::new(), Vec::new());
        let word = fate.word();
        for text in [word.to_owned(), word.to_lowercase(), word.to_uppercase(), fate.digits().to_owned()] {
            let each = |shape: &dyn Fn(u8) -> String| text.bytes().map(shape).collect::<String>();
            any_case.push(text.clone());
            any_case.push(each(&|b| format!("{b:02x}")));
            any_case.push(each(&|b| format!("%{b:02x}")));
            any_case.push(each(&|b| format!("\\u00{b:02x}")));
            exact.extend(in_base64(text.as_bytes()));
        }
        Self { any_case: joined(&any_case, true), exact: joined(&exact, false) }
    }

    fn hits_in(&self, bytes: &[u8]) -> usize {
        // Mails break base64 into lines.
        let unbroken: Vec<u8> = bytes.iter().copied().filter(|b| !b"\r\n".contains(b)).collect();
        self.any_case.find_iter(bytes).count() + self.exact.find_iter(&unbroken).count()
    }

    pub fn hits(&self, places: &[(String, Vec<u8>)]) -> usize {
        places.iter().map(|(name, bytes)| self.hits_in(bytes) + self.hits_in(name.as_bytes())).sum()
    }

    /// Where there are hits, with a little of what stands around the first.
    pub fn places(&self, places: &[(String, Vec<u8>)]) -> Vec<String> {
        let around = |(name, bytes): &(String, Vec<u8>)| {
            let at = self.any_case.find(bytes).or_else(|| self.exact.find(bytes))?.start();
            let text = String::from_utf8_lossy(&bytes[at.saturating_sub(60)..(at + 60).min(bytes.len())]);
            Some(format!("{name} at {at}: {text}"))
        };
        places.iter().filter_map(around).collect()
    }
}

#[test]
fn every_shape_is_found() {
    let search = Search::new(Fate::Gone);
    for prefix in ["", "a", "ab"] {
        let coded = BASE64.encode(format!("{prefix}qzvanish7@example.com").as_bytes());
        assert_eq!(search.hits_in(coded.as_bytes()), 1, "{coded}");
    }
    for text in [
        "QZVANISH",
        "717a76616e697368",
        "%71%7A%76%61%6e%69%73%68",
        "\\u0071\\u007a\\u0076\\u0061\\u006e\\u0069\\u0073\\u0068",
        "+457055705507",
    ] {
        assert_eq!(search.hits_in(text.as_bytes()), 1, "{text}");
    }
    assert_eq!(search.hits_in(b"qzremain7@example.com"), 0);
}

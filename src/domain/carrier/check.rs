//! Check digits: the arithmetic that catches a misread number.
//!
//! Works on upper-case ASCII letters and digits, as the shapes in `formats.rs` cut them out; anything
//! else simply fails. Start with [`Check::holds`].

/// How the check character of a number follows from the characters before it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Check {
    /// There is none, or it is not public.
    None,
    /// Sum of the digits, each times `even` or `odd` by its place from the left (the first place is
    /// even), filled up to the next ten. `lead` is put in front when it is not there yet.
    Mod10 { even: u32, odd: u32, lead: &'static str },
    /// Sum of the digits, each times its weight, modulo 11, then its last digit.
    Weighted(&'static [u32]),
    /// The check of payment cards.
    Luhn,
    /// The whole number modulo 7.
    Mod7,
    /// ISO 7064 MOD 37,36 over digits and letters.
    Mod37,
    /// Postal items of the UPU: eight weights, modulo 11.
    Postal,
}

/// Weights of the eight digits of a postal item.
const POSTAL: [u32; 8] = [8, 6, 4, 2, 3, 5, 9, 7];

impl Check {
    /// Whether there is anything to check.
    pub(super) fn exists(self) -> bool {
        !matches!(self, Self::None)
    }

    /// Whether `check` is the check character of `serial`; `false` when there is no check.
    pub(super) fn holds(self, serial: &str, check: &str) -> bool {
        let expected = match self {
            Self::None => None,
            Self::Mod10 { even, odd, lead } => {
                let lead = if serial.starts_with(lead) { "" } else { lead };
                Some(mod10(&format!("{lead}{serial}"), even, odd))
            }
            Self::Weighted(weights) => weighted(serial, weights).map(|sum| sum % 11 % 10),
            Self::Luhn => Some(luhn(serial)),
            Self::Mod7 => serial.parse::<u64>().ok().and_then(|n| u32::try_from(n % 7).ok()),
            Self::Mod37 => mod37(serial),
            Self::Postal => weighted(serial, &POSTAL).map(|sum| match 11 - sum % 11 {
                10 => 0,
                11 => 5,
                digit => digit,
            }),
        };
        let mut given = check.chars();
        match (expected, given.next().and_then(|c| c.to_digit(36)), given.next()) {
            (Some(expected), Some(given), None) => expected == given,
            _ => false,
        }
    }
}

/// Value of a character in a modulo-10 sum: a letter counts by its place in ASCII.
fn value(byte: u8) -> u32 {
    if byte.is_ascii_digit() { u32::from(byte - b'0') } else { u32::from(byte.saturating_sub(3)) % 10 }
}

fn mod10(serial: &str, even: u32, odd: u32) -> u32 {
    let weigh = |(at, byte): (usize, u8)| value(byte) * if at % 2 == 0 { even } else { odd };
    let sum: u32 = serial.bytes().enumerate().map(weigh).sum();
    (10 - sum % 10) % 10
}

fn weighted(serial: &str, weights: &[u32]) -> Option<u32> {
    let fits = serial.len() == weights.len();
    fits.then(|| serial.bytes().zip(weights).map(|(byte, weight)| value(byte) * weight).sum())
}

fn luhn(serial: &str) -> u32 {
    let weigh = |(at, byte): (usize, u8)| {
        let doubled = value(byte) * if at % 2 == 0 { 2 } else { 1 };
        doubled / 10 + doubled % 10
    };
    let sum: u32 = serial.bytes().rev().enumerate().map(weigh).sum();
    (10 - sum % 10) % 10
}

fn mod37(serial: &str) -> Option<u32> {
    let mut product = 36;
    for c in serial.chars() {
        let sum = (product + c.to_digit(36)?) % 36;
        product = (if sum == 0 { 36 } else { sum }) * 2 % 37;
    }
    Some((37 - product) % 36)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers_hold_and_neighbors_do_not() {
        let fedex: &[u32] = &[3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1];
        for (check, serial, digit) in [
            (Check::Mod10 { even: 1, odd: 2, lead: "" }, "5R8939035756712", "7"),
            (Check::Mod10 { even: 3, odd: 1, lead: "91" }, "7196901075600307738", "5"),
            (Check::Weighted(fedex), "98657878885", "5"),
            (Check::Luhn, "0720956276", "3"),
            (Check::Mod7, "331881002", "5"),
            (Check::Mod37, "09980000020033", "F"),
            (Check::Postal, "12345678", "5"),
        ] {
            assert!(check.holds(serial, digit), "{check:?}");
            assert!(!check.holds(serial, "8"), "{check:?}");
            assert!(!check.holds(serial, "") && !check.holds(serial, "55"), "{check:?}");
        }
        assert!(!Check::None.holds("1", "1"));
        assert!(!Check::Weighted(fedex).holds("1", "3"));
        assert!(!Check::Mod7.holds(&"9".repeat(40), "1"));
    }
}

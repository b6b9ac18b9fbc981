//! Long numbers for eyes. Copying uses the number as given, never this.

/// Shortest run of digits that is split, in digits; shorter ones read well as they are.
const LONG: usize = 9;
/// Digits per block.
const BLOCK: usize = 4;

/// A number of nine digits or more in blocks of four; every other text, with blanks, dashes or
/// letters in it, trimmed and otherwise unchanged.
#[must_use]
pub fn grouped(number: &str) -> String {
    let number = number.trim();
    if number.len() < LONG || !number.bytes().all(|b| b.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut out = String::with_capacity(number.len() + number.len() / BLOCK);
    for (at, digit) in number.chars().enumerate() {
        if at > 0 && at % BLOCK == 0 {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn only_long_digits_are_grouped() {
        assert_eq!(grouped(" 00370735004900010421 "), "0037 0735 0049 0001 0421");
        assert_eq!(grouped("502190010291"), "5021 9001 0291");
        assert_eq!(grouped("123456789"), "1234 5678 9");
        for same in
            ["", "12345678", "12-3456789012", "123 456 789 012", "UA482110292DK", "１２３４５６７８９"]
        {
            assert_eq!(grouped(same), same);
        }
    }
}

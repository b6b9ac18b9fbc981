//! What may stand in the fields of a person: address, name, password. Sentences say what to do.

use std::collections::BTreeMap;

/// What is wrong, by field name; empty when nothing is.
pub type Wrong = BTreeMap<&'static str, String>;

/// Shortest password, in characters.
pub const PASSWORD_MIN: usize = 10;
/// Longest password, in characters.
const PASSWORD_MAX: usize = 256;
/// Longest name, in characters.
const NAME_MAX: usize = 80;
/// Longest address, in bytes.
const EMAIL_MAX: usize = 254;

/// Passwords of this length that everybody tries first.
const COMMON: &[&str] = &[
    "1234567890",
    "0123456789",
    "0987654321",
    "12345678910",
    "123456789a",
    "1q2w3e4r5t",
    "1qaz2wsx3edc",
    "password12",
    "password123",
    "password1234",
    "passw0rd123",
    "qwertyuiop",
    "qwerty1234",
    "qwerty12345",
    "administrator",
    "iloveyou123",
    "letmein123",
    "welcome123",
    "changeme123",
    "waymark123",
];

/// Notes what is wrong with an address.
pub fn check_email(email: &str, wrong: &mut Wrong) {
    let email = email.trim();
    let fits = email.len() <= EMAIL_MAX
        && !email.contains(|c: char| c.is_whitespace() || c.is_control() || "<>,;\"\\()[]".contains(c))
        && email.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && !host.is_empty()
                && !host.contains('@')
                && !host.starts_with('.')
                && !host.ends_with('.')
        });
    if !fits {
        wrong.insert("email", "Enter an e-mail address, such as name@example.com.".into());
    }
}

/// Notes what is wrong with a name.
pub fn check_name(name: &str, wrong: &mut Wrong) {
    let name = name.trim();
    if name.is_empty() {
        wrong.insert("name", "Enter the name colleagues are to read.".into());
    } else if name.chars().count() > NAME_MAX {
        wrong.insert("name", format!("Use at most {NAME_MAX} characters."));
    } else if name.contains(char::is_control) {
        wrong.insert("name", "Use letters and spaces only, without line breaks.".into());
    }
}

/// Notes what is wrong with a new password of somebody with this address.
pub fn check_password(password: &str, email: &str, wrong: &mut Wrong) {
    let lower = password.to_lowercase();
    let email = email.trim().to_lowercase();
    let own = email.split('@').next().unwrap_or_default();
    let same = password.chars().next().is_some_and(|first| password.chars().all(|c| c == first));
    let sentence = match password.chars().count() {
        count if count < PASSWORD_MIN => {
            format!("Use at least {PASSWORD_MIN} characters: a few words are good.")
        }
        count if count > PASSWORD_MAX => format!("Use at most {PASSWORD_MAX} characters."),
        _ if same || COMMON.contains(&&*lower) => {
            "This password is among the first anybody tries: choose another.".into()
        }
        _ if lower == email || (own.len() > 3 && lower.contains(own)) => {
            "Choose a password without your e-mail address in it.".into()
        }
        _ => return,
    };
    wrong.insert("password", sentence);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(check: impl FnOnce(&mut Wrong)) -> bool {
        let mut wrong = Wrong::new();
        check(&mut wrong);
        !wrong.is_empty()
    }

    #[test]
    fn fields_take_what_people_have() {
        for email in ["owner@example.com", " Owner+shop@sub.example.co.uk ", "ø@example.com"] {
            assert!(!wrong(|w| check_email(email, w)), "{email}");
        }
        for email in [
            "",
            "owner",
            "a b@example.com",
            "a@b@c",
            "@example.com",
            "a@",
            "a@example.com,b@example.com",
            "a\n@b.c",
        ] {
            assert!(wrong(|w| check_email(email, w)), "{email}");
        }
        assert!(
            !wrong(|w| check_name("The workshop", w))
                && wrong(|w| check_name("  ", w))
                && wrong(|w| check_name("a\nb", w))
        );
        for password in ["short", "aaaaaaaaaaaa", "Password123", "owner@example.com", "my-owner-word"] {
            assert!(wrong(|w| check_password(password, "owner@example.com", w)), "{password}");
        }
        assert!(!wrong(|w| check_password("four words with spaces", "owner@example.com", w)));
    }
}

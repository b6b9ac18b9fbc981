use super::*;

const NOW: Millis = Millis(1_588_788_400_000);
/// Key, signature, time and body of the tests of SendGrid's own libraries.
const KEY: &str = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEDr2LjtURuePQzplybdC+u4CwrqDqBaWjcMMsTbhdbcwHBcepxo7yAQGhHPTnlvFYPAZFceEu/1FwCM/QmGUhA==";
const SIGNATURE: &str =
    "MEUCIQCtIHJeH93Y+qpYeWrySphQgpNGNr/U+UyUlBkU6n7RAwIgJTz2C+8a8xonZGi6BpSzoQsbVRamr2nlxFDWYNH2j/0=";
const TIME: &str = "1588788367";
const BODY: &str = r#"{"category":"example_payload","event":"test_event","message_id":"message_id"}"#;

fn theirs() -> Delivered<'static> {
    Delivered { body: BODY.as_bytes(), signature: SIGNATURE, timestamp: TIME, authorization: "" }
}

#[test]
fn sendgrids_own_vector_is_proved_and_nothing_near_it() {
    assert!(sendgrid::is_signed(KEY, &theirs()));
    let other = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqTxd43gyp8IOEto2LdIfjRQrIbsd4SXZkLW6jDutdhXSJCWHw8REntlo7aNDthvj+y7GjUuFDb/R1NGe1OPzpA==";
    let wrong_signature = SIGNATURE.replace("YNH2j", "YNH3j");
    let wrong: [(&str, Delivered<'_>); 6] = [
        (other, theirs()),
        ("", theirs()),
        (KEY, Delivered { body: b"payload", ..theirs() }),
        (KEY, Delivered { signature: &wrong_signature, ..theirs() }),
        (KEY, Delivered { timestamp: "1588788368", ..theirs() }),
        (KEY, Delivered { signature: "", ..theirs() }),
    ];
    for (key, delivered) in wrong {
        assert!(!sendgrid::is_signed(key, &delivered));
        let read = read(MailProvider::SendGrid, key, &delivered, NOW);
        assert_eq!(read, Err(HookFault::Unproved));
    }
    // Proved, but no list of events; and proved, but too old.
    assert_eq!(read(MailProvider::SendGrid, KEY, &theirs(), NOW), Err(HookFault::Malformed));
    let late = NOW.plus_minutes(OLDEST_MINUTES + 1);
    assert_eq!(read(MailProvider::SendGrid, KEY, &theirs(), late), Err(HookFault::Unproved));
}

#[test]
fn keys_are_taken_as_people_copy_them() {
    let pem = format!(
        "-----BEGIN PUBLIC KEY-----\r\n{}\r\n{}\r\n-----END PUBLIC KEY-----\n",
        &KEY[..64],
        &KEY[64..]
    );
    assert_eq!(key_of(MailProvider::SendGrid, &pem).unwrap(), KEY);
    assert_eq!(key_of(MailProvider::SendGrid, &format!("  {KEY}\n")).unwrap(), KEY);
    for none in ["", "SG.abcdef.ghi", &KEY[1..], "MFkw"] {
        assert!(key_of(MailProvider::SendGrid, none).is_err(), "{none}");
    }
    let mailgun = "0123456789abcdef0123456789abcdef";
    assert_eq!(key_of(MailProvider::Mailgun, &format!(" {mailgun} ")).unwrap(), mailgun);
    for none in ["", "short", "two words that are long enough"] {
        assert!(key_of(MailProvider::Mailgun, none).is_err(), "{none}");
    }
}

#[test]
fn a_message_is_known_by_its_id_alone() {
    let id = "0193a5c0-0000-7000-8000-000000000001";
    for written in [format!("<{id}@shop.example>"), format!("{id}@shop.example"), id.to_owned()] {
        assert_eq!(message_of(&written).map(|id| id.to_string()).as_deref(), Some(id), "{written}");
    }
    for other in ["", "<20180812211713.1.DF5966851B4BAA99@example.org>", "<>", "@shop.example"] {
        assert_eq!(message_of(other), None, "{other}");
    }
}

#[test]
fn times_are_whole_seconds_near_ours() {
    for (time, fresh) in [
        ("1588788367", true),
        ("1588658800", true),
        ("1588658799", false),
        ("1588789300", true),
        ("1588789301", false),
        ("", false),
        ("-1588788367", false),
        ("1588788367.5", false),
        ("99999999999999999999", false),
    ] {
        assert_eq!(is_fresh(time, NOW), fresh, "{time}");
    }
}

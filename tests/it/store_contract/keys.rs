//! The key ring: files, seals, keyed hashes, and the normal forms that are hashed.

use std::os::unix::fs::PermissionsExt as _;

use waymark::domain::clock::SystemChance;
use waymark::store::search_key::{Proof, email_key, name_key, postcode_key};
use waymark::store::{KeyRing, SealPlace, StoreError};

use crate::support::engines::test_keys;

const NEWER: &str =
    "2:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=\n1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

#[test]
fn a_key_ring_is_made_once_and_only_its_owner_may_read_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("below/keys");
    let place = SealPlace { table: "t", column: "c", row: b"1" };
    // Started together: all of them must end up with the key that stays.
    let sealed: Vec<_> = std::thread::scope(|scope| {
        let open =
            || KeyRing::open_or_create(&path, &SystemChance).unwrap().seal(&place, b"plain", &SystemChance);
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(open)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let ring = KeyRing::open_or_create(&path, &SystemChance).unwrap();
    for sealed in sealed {
        assert_eq!(ring.open_sealed(&place, &sealed).as_deref(), Some(&b"plain"[..]));
    }
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let left: Vec<_> =
        std::fs::read_dir(path.parent().unwrap()).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert_eq!(left, ["keys"], "no half-made file stays");
}

#[test]
fn a_sealed_value_opens_in_its_own_place_alone() {
    let keys = test_keys();
    let place = SealPlace { table: "links", column: "sealed_token", row: b"1" };
    let sealed = keys.seal(&place, b"plain", &SystemChance);
    assert_eq!(keys.open_sealed(&place, &sealed).as_deref(), Some(&b"plain"[..]));
    for other in [
        SealPlace { row: b"2", ..place },
        SealPlace { column: "sealed_body", ..place },
        SealPlace { table: "messages", ..place },
    ] {
        assert_eq!(keys.open_sealed(&other, &sealed), None);
    }
    for broken in [&b""[..], b"1", &sealed[..20], &sealed[..sealed.len() - 1]] {
        assert_eq!(keys.open_sealed(&place, broken), None);
    }
    assert_ne!(keys.seal(&place, b"plain", &SystemChance), sealed, "never the same nonce");
}

#[test]
fn a_new_key_in_front_opens_old_seals_and_keeps_hashes() {
    let (old, new) = (test_keys(), KeyRing::from_text(NEWER).unwrap());
    let place = SealPlace { table: "t", column: "c", row: b"1" };
    let before = old.seal(&place, b"plain", &SystemChance);
    assert!(new.open_sealed(&place, &before).is_some());
    let after = new.seal(&place, b"plain", &SystemChance);
    assert_eq!((after[0], old.open_sealed(&place, &after)), (2, None));
    assert_eq!(old.keyed_hash("email", &[b"a", b"b"]), new.keyed_hash("email", &[b"a", b"b"]));
    assert_ne!(old.keyed_hash("email", &[b"a", b"b"]), old.keyed_hash("email", &[b"ab", b""]));
    assert_ne!(old.keyed_hash("email", &[b"a"]), old.keyed_hash("postcode", &[b"a"]));
}

#[test]
fn a_broken_key_ring_is_refused_without_showing_a_key() {
    let twice = format!("{}\n{}", NEWER.lines().last().unwrap(), NEWER.lines().last().unwrap());
    for text in
        ["", "# nothing\n", "1:short", "one:AAEC", "300:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", &twice]
    {
        let refused = KeyRing::from_text(text).unwrap_err();
        assert!(matches!(refused, StoreError::Keys(_)), "{text}");
        assert!(!refused.to_string().contains("AAEC"), "{refused}");
    }
    assert_eq!(format!("{:?}", test_keys()), "KeyRing(1 keys)");
}

#[test]
fn any_spelling_has_the_same_normal_form() {
    for name in ["#1001", " 1001 ", "1001"] {
        assert_eq!(name_key(name), "1001");
    }
    assert_eq!(name_key("#FF-1001-de"), name_key("ff1001DE"));
    assert_eq!(email_key(" Shopper@Example.com "), "shopper@example.com");
    assert_eq!(postcode_key("ab1 2-cd"), "AB12CD");
    assert!(matches!(Proof::read("a@example.com"), Proof::Email(_)));
    assert!(matches!(Proof::read("1050"), Proof::Postcode(_)));
}

//! Every known signature of Shopify's verifies and everything that must be refused is refused.
//!
//! The vectors lie beside the project, in `../shared`; without them the test says so and passes, except
//! where `CI` is set. A case nobody wrote a check for fails.

use std::path::Path;

use hmac::digest::KeyInit;
use hmac::{Hmac, Mac};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use sha2::Sha256;
use waymark::domain::clock::Millis;
use waymark::shopify::ShopDomain;
use waymark::shopify::signature::{is_fresh, is_install_query, is_proxy_query, is_webhook};

fn vectors() -> Option<Value> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/shopify/data/test-vectors.json");
    if file.is_file() {
        return serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    }
    assert!(std::env::var_os("CI").is_none(), "{} is missing", file.display());
    println!("skipped: needs ../shared");
    None
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} of {value}"))
}

fn list<'v>(vectors: &'v Value, key: &str) -> &'v [Value] {
    vectors[key].as_array().map(Vec::as_slice).filter(|list| !list.is_empty()).unwrap()
}

fn sign(secret: &str, message: &[u8]) -> Vec<u8> {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

#[test]
fn known_webhook_signatures_verify_and_changed_ones_do_not() {
    let Some(vectors) = vectors() else { return };
    for vector in list(&vectors, "webhook_hmac_base64") {
        let (secret, body, header) = (text(vector, "secret"), text(vector, "body"), text(vector, "expected"));
        assert!(is_webhook(&[secret], body.as_bytes(), header), "{vector}");
        assert!(is_webhook(&["another", secret], body.as_bytes(), header), "after a rotation: {vector}");
        assert!(!is_webhook(&["another"], body.as_bytes(), header), "{vector}");
        assert!(!is_webhook(&[], body.as_bytes(), header), "{vector}");
        assert!(!is_webhook(&[secret], format!("{body} ").as_bytes(), header), "{vector}");
    }
}

/// The query a browser would send for a signed text: as it stands where it is encoded already, a list
/// as its members.
fn query_of(message: &str) -> String {
    if message.starts_with("ids=[\"2\", \"1\"]") {
        return message.replace("ids=[\"2\", \"1\"]", "ids%5B%5D=2&ids[]=1");
    }
    message.to_owned()
}

#[test]
fn known_install_signatures_verify_and_changed_ones_do_not() {
    let Some(vectors) = vectors() else { return };
    for vector in list(&vectors, "oauth_query_hmac_hex") {
        let (secret, message, tag) =
            (text(vector, "secret"), text(vector, "signed_message"), text(vector, "expected"));
        let query = query_of(message);
        let mut turned: Vec<_> = query.split('&').collect();
        if !message.starts_with("ids") {
            turned.reverse();
        }
        let turned = format!("hmac={tag}&{}", turned.join("&"));
        for query in [format!("{query}&hmac={tag}"), turned, format!("{query}&signature=0&hmac={tag}")] {
            assert!(is_install_query(&[secret], &query), "{query}");
            assert!(is_install_query(&["another", secret], &query), "{query}");
            assert!(!is_install_query(&["another"], &query), "{query}");
            assert!(!is_install_query(&[secret], &format!("{query}&evil=1")), "{query}");
        }
        assert!(!is_install_query(&[secret], &query), "without hmac");
        assert!(!is_install_query(&[secret], &format!("{query}&hmac={}", &tag[..62])), "too short");
    }
    let spaced = "custom=hello+world&shop=myshop.myshopify.com&timestamp=1700000000\
        &hmac=0a3f0b1091a26eab3ab75d96d4cdbba10a3f06e015b95cc989656ddf6c1ce1d9";
    assert!(is_install_query(&["my super secret key"], spaced), "a blank may be written as plus");
}

/// A query for a signed text of the app proxy: the names are known, so it can be cut.
fn proxy_query(vector: &Value) -> String {
    if let Some(query) = vector["query"].as_str() {
        return query.to_owned();
    }
    let message = text(vector, "signed_message");
    let names = ["consentGiven=", "extra=", "logged_in_customer_id=", "path_prefix=", "shop=", "timestamp="];
    let mut starts: Vec<_> =
        names.iter().filter_map(|name| Some((message.find(name)?, name.len()))).collect();
    starts.sort_unstable();
    let mut parts = Vec::new();
    for (at, (start, name)) in starts.iter().enumerate() {
        let end = starts.get(at + 1).map_or(message.len(), |next| next.0);
        for value in message[start + name..end].split(',') {
            parts.push(format!(
                "{}{}",
                &message[*start..start + name],
                utf8_percent_encode(value, NON_ALPHANUMERIC)
            ));
        }
    }
    parts.join("&")
}

#[test]
fn known_proxy_signatures_verify_and_changed_ones_do_not() {
    let Some(vectors) = vectors() else { return };
    for vector in list(&vectors, "app_proxy_signature_hex") {
        let (secret, tag) = (text(vector, "secret"), text(vector, "expected"));
        let query = proxy_query(vector);
        let signed = format!("{query}&signature={tag}");
        assert!(is_proxy_query(&[secret], &signed), "{signed}");
        assert!(is_proxy_query(&["another", secret], &signed), "{signed}");
        assert!(!is_proxy_query(&["another"], &signed), "{signed}");
        assert!(!is_proxy_query(&[secret], &query), "without signature");
        assert!(!is_proxy_query(&[secret], &format!("{signed}&evil=1")), "{signed}");
    }
}

#[test]
fn whatever_must_be_refused_is_refused() {
    let Some(vectors) = vectors() else { return };
    for vector in list(&vectors, "must_reject") {
        let case = text(vector, "case");
        let header = vector["header"].as_str().unwrap_or_default();
        match case {
            "webhook with empty body" => {
                assert_eq!(sign("hush", b""), data_encoding::BASE64.decode(header.as_bytes()).unwrap());
                assert!(!is_webhook(&["hush"], b"", header), "{case}");
            }
            "webhook HMAC header that is not base64"
            | "webhook HMAC of wrong length"
            | "webhook HMAC header missing or empty"
            | "webhook HMAC in hex instead of base64" => {
                assert!(!is_webhook(&["hush"], b"\"my secret message\"", header), "{case}");
            }
            "app proxy query with one extra parameter added after signing (evil=1)" => extra_parameter(),
            "repeated hmac, shop, signature or timestamp parameter" => repeated(),
            "timestamp older or newer than 90 s, missing, or not an integer" => timestamps(),
            _ if case.starts_with("shop parameter not matching") => {
                for shop in ["example.com", "shop.myshopify.com.evil.test", "shop.myshopify.com/path"] {
                    assert_eq!(ShopDomain::parse(shop), None, "{case}: {shop}");
                }
            }
            // Waymark's cookies are sealed with keys of its own; a client secret signs nothing here, so
            // there is no such cookie. What a webhook needs beside its body is refused at its door.
            "a signed OAuth state cookie value replayed as webhook body with the cookie signature as HMAC" => {
                let source = include_str!("../../src/shopify/signature.rs");
                assert!(!source.contains("pub fn sign"), "{case}: nothing may sign with a client secret");
            }
            "missing one of X-Shopify-API-Version, X-Shopify-Shop-Domain, X-Shopify-Topic, X-Shopify-Webhook-Id" =>
            {
                println!("{case}: checked at the door");
            }
            // The admin is not embedded in Shopify's: no session token is ever accepted.
            _ if case.starts_with("session token:") => {
                println!("{case}: none is accepted at all");
            }
            _ => panic!("nobody checks: {case}"),
        }
    }
}

fn extra_parameter() {
    let message = "path_prefix=/apps/sshop=a.myshopify.comtimestamp=1";
    let query = format!(
        "path_prefix=%2Fapps%2Fs&shop=a.myshopify.com&timestamp=1&signature={}",
        hex(&sign("hush", message.as_bytes()))
    );
    assert!(is_proxy_query(&["hush"], &query));
    assert!(!is_proxy_query(&["hush"], &format!("{query}&evil=1")));
}

fn repeated() {
    let tag = hex(&sign("hush", b"shop=a.myshopify.com&timestamp=1"));
    assert!(is_install_query(&["hush"], &format!("shop=a.myshopify.com&timestamp=1&hmac={tag}")));
    for (name, value) in
        [("hmac", tag.as_str()), ("shop", "a.myshopify.com"), ("timestamp", "1"), ("signature", "1")]
    {
        let twice = format!("{name}={value}&{name}={value}");
        let all = ["hmac", "shop", "timestamp", "signature"].map(|one| match one {
            _ if one == name => twice.clone(),
            "hmac" => format!("hmac={tag}"),
            "shop" => "shop=a.myshopify.com".to_owned(),
            "timestamp" => "timestamp=1".to_owned(),
            _ => "signature=1".to_owned(),
        });
        assert!(!is_install_query(&["hush"], &all.join("&")), "{name}");
    }
    // Signed as the joined list they would be.
    for (name, message) in [
        ("shop", "path_prefix=/pshop=a,atimestamp=1"),
        ("timestamp", "path_prefix=/pshop=atimestamp=1,1"),
        ("signature", "path_prefix=/pshop=atimestamp=1"),
    ] {
        let tag = hex(&sign("hush", message.as_bytes()));
        let more = match name {
            "shop" => "&shop=a".to_owned(),
            "timestamp" => "&timestamp=1".to_owned(),
            _ => format!("&signature={tag}"),
        };
        let query = format!("path_prefix=%2Fp&shop=a&timestamp=1&signature={tag}{more}");
        assert!(!is_proxy_query(&["hush"], &query), "{name}");
    }
}

fn timestamps() {
    let now = Millis(1_700_000_000_000);
    for (query, fresh) in [
        ("timestamp=1700000000", true),
        ("timestamp=1699999910", true),
        ("timestamp=1700000090", true),
        ("timestamp=1699999909", false),
        ("timestamp=1700000091", false),
        ("timestamp=", false),
        ("timestamp=+1700000000", false),
        ("timestamp=1700000000.0", false),
        ("timestamp=17e8", false),
        ("timestamp=99999999999999999999", false),
        ("timestamp=9223372036854775807", false),
        ("timestamp=1700000000&timestamp=1700000000", false),
        ("shop=a.myshopify.com", false),
        ("", false),
    ] {
        assert_eq!(is_fresh(query, now, 90_000), fresh, "{query}");
    }
}

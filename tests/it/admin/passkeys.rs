//! Passkeys: added, used beside the other second factors, removed; and proofs that prove nothing.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use axum::http::StatusCode;
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use waymark::domain::account::Role;
use waymark::domain::clock::Clock as _;

use super::signing_in::{cookies, with_owner};
use crate::support::app::{Answer, TestApp};

const SIGN_IN: &str = "email=owner%40example.com&password=four+words+with+spaces";
const ORIGIN: &str = "http://shop.test";
/// Somebody is there and was recognized; the key may leave the device, and did.
const THERE: u8 = 0x01 | 0x04 | 0x08 | 0x10;
/// The public key comes with it.
const WITH_KEY: u8 = 0x40;

/// A device that holds one passkey.
struct Device {
    key: EcdsaKeyPair,
    id: [u8; 16],
    counter: u32,
    origin: &'static str,
}

impl Device {
    fn new(id: u8) -> Self {
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        Self { key, id: [id; 16], counter: 0, origin: ORIGIN }
    }

    /// What the browser says it was asked.
    fn client_data(&self, kind: &str, asked: &Value) -> Vec<u8> {
        let challenge = &asked["publicKey"]["challenge"];
        json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false})
            .to_string()
            .into_bytes()
    }

    /// What the device says about itself.
    fn about(&mut self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(b"shop.test").to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// Answers the question for a new passkey, without an attestation.
    fn create(&mut self, asked: &Value) -> String {
        let mut data = self.about(THERE | WITH_KEY);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(self.id);
        let point = self.key.public_key().as_ref();
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..]);
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let response = json!({"attestationObject": BASE64URL_NOPAD.encode(&object),
            "clientDataJSON": BASE64URL_NOPAD.encode(&self.client_data("webauthn.create", asked))});
        self.answer(&response)
    }

    /// Answers the question at signing in.
    fn get(&mut self, asked: &Value) -> String {
        let data = self.about(THERE);
        let client_data = self.client_data("webauthn.get", asked);
        let signed = [data.as_slice(), Sha256::digest(&client_data).as_slice()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        let response = json!({"authenticatorData": BASE64URL_NOPAD.encode(&data), "userHandle": null,
            "signature": BASE64URL_NOPAD.encode(signature.as_ref()),
            "clientDataJSON": BASE64URL_NOPAD.encode(&client_data)});
        self.answer(&response)
    }

    fn answer(&self, response: &Value) -> String {
        let id = BASE64URL_NOPAD.encode(&self.id);
        json!({"id": id, "rawId": id, "type": "public-key", "extensions": {}, "response": response})
            .to_string()
    }
}

fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

async fn asked(app: &TestApp, cookie: &str, path: &str) -> Value {
    let answer = app.post_as(cookie, path, "").await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/json"));
    serde_json::from_str(&answer.text()).unwrap()
}

async fn add(app: &TestApp, own: &str, device: &mut Device, name: &str) -> Answer {
    let question = asked(app, own, "/account/passkeys/ask").await;
    let answer = device.create(&question);
    app.post_as(own, "/account/passkeys", &form(&[("credential", &answer), ("passkey_name", name)])).await
}

/// Gives the password; the cookies of a browser that waits for its second factor.
async fn waiting(app: &TestApp) -> String {
    let answer = app.post("/sign-in", SIGN_IN).await;
    assert!(answer.header("location").starts_with("/sign-in/second?back="), "{}", answer.status);
    cookies(&answer)
}

async fn prove(app: &TestApp, waiting: &str, device: &mut Device) -> Answer {
    let question = asked(app, waiting, "/sign-in/passkey/ask").await;
    device.counter += 1;
    let answer = device.get(&question);
    app.post_as(waiting, "/sign-in/passkey", &form(&[("credential", &answer), ("back", "/account")])).await
}

/// What owners read in the audit log.
async fn audit(app: &TestApp, own: &str) -> String {
    app.get_as(own, "/admin/shop/settings/audit").await.text()
}

#[tokio::test]
async fn a_passkey_lets_in_beside_recovery_codes_until_it_is_removed() {
    let app = with_owner().await;
    let own = cookies(&app.post("/sign-in", SIGN_IN).await);
    let mut phone = Device::new(1);
    let added = add(&app, &own, &mut phone, "My <phone>").await;
    let text = added.text();
    assert_eq!((added.status, text.matches("<li><code>").count()), (StatusCode::OK, 10), "{text}");
    let recovery = text.split("<li><code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let page = app.get_as(&own, "/account").await.text();
    assert!(page.contains("My &lt;phone") && page.contains("Never used") && page.contains("On: a passkey."));
    let log = audit(&app, &own).await;
    assert!(log.contains("Added a passkey") && log.contains("Turned the second factor on"), "{log}");

    let pending = waiting(&app).await;
    let page = app.get_as(&pending, "/sign-in/second").await.text();
    assert!(page.contains("Use a passkey") && page.contains("One of your recovery codes."), "{page}");
    assert!(page.contains("/assets/passkeys.") && page.contains("Passkeys need JavaScript"));
    let inside = prove(&app, &pending, &mut phone).await;
    assert_eq!((inside.status, inside.header("location")), (StatusCode::SEE_OTHER, "/account"));
    assert_eq!(app.get_as(&cookies(&inside), "/account").await.status, StatusCode::OK);
    assert!(!app.get_as(&own, "/account").await.text().contains("Never used"));
    let pending = waiting(&app).await;
    let by_code = app.post_as(&pending, "/sign-in/second", &form(&[("code", &recovery)])).await;
    assert_eq!(by_code.status, StatusCode::SEE_OTHER);

    let page = app.get_as(&own, "/account").await.text();
    let id = page.split("name=\"passkey\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let removed = app.post_as(&own, "/account/passkeys/remove", &form(&[("passkey", id)])).await;
    assert_eq!(removed.header("location"), "/account");
    let log = audit(&app, &own).await;
    assert!(log.contains("Removed a passkey") && log.contains("Turned the second factor off"), "{log}");
    let direct = app.post("/sign-in", SIGN_IN).await;
    assert_eq!(direct.header("location"), "/admin", "the password lets in again");
    let user = app.services.store.user_by_email("owner@example.com").await.unwrap().unwrap();
    assert_eq!(app.services.recovery_left(&user).await.unwrap(), 0);
}

#[tokio::test]
async fn a_proof_counts_once_for_its_question_its_site_and_its_key() {
    let app = with_owner().await;
    let own = cookies(&app.post("/sign-in", SIGN_IN).await);
    let mut phone = Device::new(1);
    add(&app, &own, &mut phone, "Phone").await;
    let send = |cookie: String, answer: String| {
        let app = &app;
        async move { app.post_as(&cookie, "/sign-in/passkey", &form(&[("credential", &answer)])).await.status }
    };
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;

    let pending = waiting(&app).await;
    let question = asked(&app, &pending, "/sign-in/passkey/ask").await;
    assert_eq!(send(pending.clone(), "nonsense".into()).await, wrong);
    phone.counter = 1;
    let late = phone.get(&question);
    assert_eq!(send(pending.clone(), late).await, wrong, "a question is answered once");
    let question = asked(&app, &pending, "/sign-in/passkey/ask").await;
    let mut thief = Device { counter: 1, ..Device::new(1) };
    assert_eq!(send(pending.clone(), thief.get(&question)).await, wrong, "another key");
    let question = asked(&app, &pending, "/sign-in/passkey/ask").await;
    phone.origin = "http://elsewhere.test";
    assert_eq!(send(pending.clone(), phone.get(&question)).await, wrong, "another site");
    phone.origin = ORIGIN;

    app.clock.set(app.clock.now().plus_minutes(2));
    let pending = waiting(&app).await;
    let question = asked(&app, &pending, "/sign-in/passkey/ask").await;
    let right = phone.get(&question);
    assert_eq!(send(pending.clone(), right.clone()).await, StatusCode::SEE_OTHER);
    let replayed = app.post_as(&pending, "/sign-in/passkey", &form(&[("credential", &right)])).await;
    assert_eq!(replayed.header("location"), "/sign-in");
    let pending = waiting(&app).await;
    let question = asked(&app, &pending, "/sign-in/passkey/ask").await;
    assert_eq!(send(pending.clone(), phone.get(&question)).await, wrong, "a copy counts no further");
    let question = asked(&app, &pending, "/sign-in/passkey/ask").await;
    phone.counter = 9;
    let too_late = phone.get(&question);
    app.clock.set(app.clock.now().plus_minutes(11));
    let over = app.post_as(&pending, "/sign-in/passkey", &form(&[("credential", &too_late)])).await;
    assert_eq!(over.header("location"), "/sign-in", "ten minutes are over");
}

#[tokio::test]
async fn a_passkey_is_one_persons_and_changing_them_asks_for_the_password() {
    let app = with_owner().await;
    let own = cookies(&app.post("/sign-in", SIGN_IN).await);
    let mut phone = Device::new(1);
    let question = asked(&app, &own, "/account/passkeys/ask").await;
    let elsewhere = Device { origin: "http://elsewhere.test", ..Device::new(1) }.create(&question);
    let refused = app.post_as(&own, "/account/passkeys", &form(&[("credential", &elsewhere)])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("No passkey was added"));
    assert_eq!(add(&app, &own, &mut phone, "").await.status, StatusCode::OK);
    let again = asked(&app, &own, "/account/passkeys/ask").await;
    assert_eq!(again["publicKey"]["excludeCredentials"].as_array().unwrap().len(), 1);
    let twice = app.post_as(&own, "/account/passkeys", &form(&[("credential", &phone.create(&again))])).await;
    assert!(twice.text().contains("No passkey was added"), "theirs already");
    let other = app.sign_in("colleague", Role::Staff).await;
    let taken = add(&app, &other, &mut phone, "Phone").await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.text().contains("Somebody uses this passkey already."));
    let second = add(&app, &own, &mut Device::new(2), "Key").await;
    assert_eq!((second.status, second.header("location")), (StatusCode::SEE_OTHER, "/account"));

    app.clock.set(app.clock.now().plus_minutes(16));
    for path in ["/account/passkeys/ask", "/account/passkeys/remove"] {
        let sent = app.post_as(&own, path, "").await;
        assert!(sent.header("location").starts_with("/account/confirm?back=%2Faccount"), "{path}");
    }
}

#[tokio::test]
async fn turning_the_app_off_leaves_passkeys_and_their_recovery_codes() {
    let app = with_owner().await;
    let own = cookies(&app.post("/sign-in", SIGN_IN).await);
    add(&app, &own, &mut Device::new(1), "Phone").await;
    let user = app.services.store.user_by_email("owner@example.com").await.unwrap().unwrap();
    app.services.store.set_totp(user.id, &[7; 20], &*app.services.chance).await.unwrap();
    let pending = waiting(&app).await;
    assert!(app.get_as(&pending, "/sign-in/second").await.text().contains("Six digits"));
    app.post_as(&own, "/account/second-factor/off", "").await;
    assert!(!app.services.has_app(&user).await.unwrap());
    assert!(app.services.has_second_factor(&user).await.unwrap());
    assert_eq!(app.services.recovery_left(&user).await.unwrap(), 10);
    assert!(audit(&app, &own).await.contains("Removed the authenticator app"));
}

//! Carriers against the public collection of tracking numbers and Shopify's list of names.
//!
//! Needs the reference material beside the project (`../shared`). Without it the tests say so and
//! pass; with `CI` set they fail, so that a build server cannot skip them unseen.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use waymark::domain::carrier::{Candidate, detect, known};

/// File of the collection and the name of the carrier here; the file of postal items is read apart.
const CARRIERS: &[(&str, &str)] = &[
    ("amazon", "Amazon Logistics"),
    ("canadapost", "Canada Post"),
    ("canpar", "Canpar"),
    ("dhl", "DHL"),
    ("dpd", "DPD"),
    ("fedex", "FedEx"),
    ("gofo", "GOFO Express"),
    ("landmark", "Landmark Global"),
    ("lasership", "LaserShip"),
    ("old_dominion", "Old Dominion"),
    ("ontrac", "OnTrac"),
    ("purolator", "Purolator"),
    ("speedee", "Spee-Dee"),
    ("ups", "UPS"),
    ("usps", "USPS"),
    ("yodel", "Yodel"),
    ("yunexpress", "YunExpress"),
];

/// Names in Shopify's list that have no public page by number, as far as is known.
const WITHOUT_PAGE: &[&str] = &["Tuffnells", "Pandion"];

/// The folder of the collection; `None` (said aloud) when it is not there.
fn collection() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/shopify/data/tracking");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("CI").is_none(), "{} is missing", folder.display());
    println!("skipped: needs ../shared");
    None
}

fn read(file: &Path) -> Value {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Whether this is the carrier, or a branch of the same house ("DHL Express" of "DHL").
fn is(candidate: &Candidate, carrier: &str) -> bool {
    candidate.carrier.name.strip_prefix(carrier).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn check(carrier: impl Fn(&Candidate) -> bool, formats: &Value) -> (Vec<String>, usize) {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for format in formats.as_array().into_iter().flatten() {
        let name = format["name"].as_str().unwrap_or("?");
        let has_check = format["validation"]["checksum"].is_object();
        for number in texts(&format["test_numbers"]["valid"]) {
            count += 1;
            let right = |found: &Candidate| carrier(found) && (found.checked || !has_check);
            if !detect(number).iter().any(right) {
                wrong.push(format!("{name}: {number:?} is valid, got {:?}", detect(number)));
            }
        }
        for number in texts(&format["test_numbers"]["invalid"]) {
            count += 1;
            if has_check && detect(number).iter().any(|found| carrier(found) && found.checked) {
                wrong.push(format!("{name}: {number:?} is invalid, got {:?}", detect(number)));
            }
        }
    }
    (wrong, count)
}

#[test]
fn numbers_of_the_collection_are_detected() {
    let Some(folder) = collection() else { return };
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (file, carrier) in CARRIERS {
        let formats = &read(&folder.join(format!("{file}.json")))["tracking_numbers"];
        let (more, checked) = check(|found| is(found, carrier), formats);
        wrong.extend(more);
        count += checked;
    }
    let (more, checked) = check(|found| found.distinct, &read(&folder.join("s10.json"))["tracking_numbers"]);
    wrong.extend(more);
    count += checked;
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 160, "only {count} numbers read");
    println!("{count} numbers checked");
}

#[test]
fn every_country_of_the_postal_union_has_a_post() {
    let Some(folder) = collection() else { return };
    let postal = read(&folder.join("s10.json"));
    let lookups = postal["tracking_numbers"][0]["additional"].as_array().cloned().unwrap_or_default();
    let countries: Vec<&str> = lookups
        .iter()
        .filter(|lookup| lookup["name"] == "Courier")
        .flat_map(|lookup| lookup["lookup"].as_array().into_iter().flatten())
        .filter_map(|entry| entry["matches"].as_str())
        .collect();
    assert!(countries.len() > 150);
    for country in countries {
        let number = format!("RB123456785{country}");
        assert!(detect(&number).first().is_some_and(|first| first.checked && first.distinct), "{number}");
    }
}

#[test]
fn names_shopify_offers_are_known() {
    let Some(folder) = collection() else { return };
    let list = read(&folder.join("shopify-supported-companies.json"));
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    names.insert("any country", texts(&list["any_country"]));
    for (country, companies) in list["by_shop_country"].as_object().into_iter().flatten() {
        names.insert(country, texts(companies));
    }
    for (country, companies) in &names {
        let unknown: Vec<_> = companies.iter().filter(|name| known(name).is_none()).collect();
        let linked = companies.iter().filter_map(|name| known(name)).filter(|carrier| carrier.url.is_some());
        println!(
            "{country}: {} of {} known, {} with a page; unknown: {unknown:?}",
            companies.len() - unknown.len(),
            companies.len(),
            linked.count()
        );
    }
    for country in ["Denmark", "Norway", "Sweden", "Germany", "United Kingdom", "United States"] {
        for name in names.get(country).into_iter().flatten() {
            let linked = known(name).is_some_and(|carrier| carrier.url.is_some());
            assert!(linked || WITHOUT_PAGE.contains(name), "{country}: {name}");
        }
    }
    for name in
        ["PostNord DK", "PostNord NO", "PostNord SE", "Bring", "GLS", "DAO", "Evri", "UPS", "USPS", "FedEx"]
    {
        assert!(known(name).is_some_and(|carrier| carrier.url.is_some()), "{name}");
    }
}

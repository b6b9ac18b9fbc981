//! What the sample orders are made of: goods, places, carriers. Nobody in here is a person.

/// Title, variant and price in minor units.
pub(super) const GOODS: [(&str, Option<&str>, i64); 12] = [
    ("Wool blanket", Some("Gray"), 49_900),
    ("Enamel mug", Some("Forest green"), 12_900),
    ("Oak cutting board", None, 34_900),
    ("Linen towel", Some("Natural"), 15_900),
    ("Beeswax candle", Some("Large"), 9_900),
    ("Rain jacket", Some("M / Navy"), 119_900),
    ("Hiking socks", Some("42-45"), 13_900),
    ("Thermos bottle", Some("0.75 l"), 27_900),
    ("Camping lantern", None, 45_900),
    ("Felt slippers", Some("40"), 39_900),
    ("Storage basket", Some("Small"), 22_900),
    ("Field notebook", None, 8_900),
];

/// City, postal code, country and its code, language.
pub(super) const PLACES: [(&str, &str, &str, &str, &str); 8] = [
    ("Aarhus C", "8000", "Denmark", "DK", "da-DK"),
    ("Odense", "5000", "Denmark", "DK", "da"),
    ("Oslo", "0150", "Norway", "NO", "nb"),
    ("Malmo", "211 20", "Sweden", "SE", "sv"),
    ("Hamburg", "20095", "Germany", "DE", "de-DE"),
    ("Utrecht", "3511", "Netherlands", "NL", "nl"),
    ("Leeds", "LS1 4AP", "United Kingdom", "GB", "en"),
    ("Lyon", "69001", "France", "FR", "fr"),
];

/// Carrier and the address its tracking begins with.
pub(super) const CARRIERS: [(&str, &str); 4] = [
    ("PostNord DK", "https://tracking.example.com/postnord/"),
    ("GLS", "https://tracking.example.com/gls/"),
    ("DHL Express", "https://tracking.example.com/dhl/"),
    ("Other", "https://tracking.example.com/other/"),
];

/// Places a parcel passes.
pub(super) const STOPS: [&str; 5] = ["Taulov", "Hamburg", "Kastrup", "Malmo", "Utrecht"];

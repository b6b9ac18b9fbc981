//! Shapes of tracking numbers: pattern, check digit and whose they are.
//!
//! Facts only; `detect.rs` reads them. A pattern sees the number in upper case without blanks and
//! dashes, and must fit all of it. Group `s` is what the check digit is worked out from, `c` the
//! check digit itself, `country` the country of a postal item.

use super::check::Check;

/// One shape of number.
#[derive(Debug)]
pub(super) struct Format {
    /// Name of the carrier in `table/`; empty for postal items, which say it themselves.
    pub carrier: &'static str,
    /// The pattern.
    pub shape: &'static str,
    /// The check digit.
    pub check: Check,
    /// Whether no other carrier's numbers look like that.
    pub distinct: bool,
    /// Whether group `s` must hold a digit.
    pub needs_digit: bool,
}

/// Every shape.
pub(super) fn all() -> impl Iterator<Item = &'static Format> {
    POSTAL.iter().chain(EUROPE).chain(AMERICAS).chain(FREIGHT)
}

/// Bare digits or letters others may use as well; no check digit.
const fn loose(carrier: &'static str, shape: &'static str) -> Format {
    Format { carrier, shape, check: Check::None, distinct: false, needs_digit: false }
}

/// A shape of its own without a check digit.
const fn prefixed(carrier: &'static str, shape: &'static str) -> Format {
    Format { distinct: true, ..loose(carrier, shape) }
}

/// Digits others may use as well, with a check digit.
const fn counted(carrier: &'static str, shape: &'static str, check: Check) -> Format {
    Format { check, ..loose(carrier, shape) }
}

/// A shape of its own with a check digit.
const fn own(carrier: &'static str, shape: &'static str, check: Check) -> Format {
    Format { distinct: true, ..counted(carrier, shape, check) }
}

const fn ten(even: u32, odd: u32) -> Check {
    Check::Mod10 { even, odd, lead: "" }
}

/// The check of GS1 numbers on pallets and parcels (SSCC).
const GS1: Check = ten(3, 1);
const FEDEX_12: Check = Check::Weighted(&[3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]);
const FEDEX_14: Check = Check::Weighted(&[1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]);

static POSTAL: &[Format] = &[
    // The form all postal services use for items that cross a border, and many at home.
    own("", r"[A-Z]{2}(?<s>\d{8})(?<c>\d)(?<country>[A-Z]{2})", Check::Postal),
];

static EUROPE: &[Format] = &[
    // Parcels labeled with a GS1 number: 370 is issued in Norway and 373 in Sweden, to many senders.
    counted("PostNord", r"(?<s>(?:00)?37[03]\d{14})(?<c>\d)", GS1),
    counted("Bring", r"(?<s>(?:00)?370\d{14})(?<c>\d)", GS1),
    own("DAO", r"(?<s>0005715127\d{9})(?<c>\d)", GS1),
    loose("DAO", r"00057151\d{12}"),
    own("DHL Paket", r"(?<s>00340434\d{11})(?<c>\d)", GS1),
    loose("DHL Paket", r"JJD\d{14,18}"),
    prefixed("Posti", r"JJFI\d{14,20}"),
    loose("GLS", r"\d{11,12}"),
    own(
        "DPD",
        // The country is an ISO number; 000 is none.
        r"(?<s>[0-9A-Z]{7}\d{14}\d{3}(?:\d[1-9]\d|\d\d[1-9]|[1-9]00))(?<c>[0-9A-Z])",
        Check::Mod37,
    ),
    counted("DPD", r"(?<s>\d{14})(?<c>[0-9A-Z])", Check::Mod37),
    loose("DPD", r"\d{14}"),
    counted("DHL Express", r"(?<s>\d{9,10})(?<c>\d)", Check::Mod7),
    loose("DHL Express", r"J[A-Z]{2,3}\d{9,10}"),
    Format {
        needs_digit: true,
        ..loose("DHL eCommerce", r"(?:GM|LX|RX|UV|CN|SG|TH|IN|HK|MY)(?<s>[0-9A-Z]{10,39})")
    },
    loose("DHL eCommerce", r"\d{14}"),
    loose("PostNL", r"3S[A-Z]{4,6}\d{7,9}"),
    loose("DHL eCommerce NL", r"3S[A-Z]{4}\d{9}"),
    loose("Hermes", r"H100\d{16}"),
    loose("Evri", r"[HT][0-9A-Z]{5}\d{10}"),
    loose("Yodel", r"JJ?D\d{16}"),
    loose("Colissimo", r"\d[A-Z]\d{11}"),
    loose("Colis Privé", r"[DQ]\d{16}"),
    loose("bpost", r"3232\d{20}"),
    loose("Swiss Post", r"99\d{16}"),
    loose("Österreichische Post", r"1\d{21}"),
    loose("Packeta", r"Z\d{10}"),
    loose("InPost", r"\d{24}"),
    loose("Poste Italiane", r"5P\d{2}[A-Z]\d{8}"),
    prefixed("Landmark Global", r"LTN\d{8}N1"),
];

static AMERICAS: &[Format] = &[
    own("UPS", r"1Z(?<s>[0-9A-Z]{15})(?<c>\d)", ten(1, 2)),
    counted("UPS", r"[AHJKTV](?<s>\d{9})(?<c>\d)", ten(1, 2)),
    // Labels of the parcel service: 22 or 26 digits from the kind of label on, 30 with a sender of
    // nine digits, after the routing (420, five digits, four more before 22 only).
    own("USPS", r"(?:420\d{5}(?:\d{4})?)?(?<s>94\d{19})(?<c>\d)", GS1),
    own("USPS", r"(?:420\d{5})?(?<s>94\d{23})(?<c>\d)", GS1),
    own("USPS", r"(?<s>94\d{3}9\d{23})(?<c>\d)", GS1),
    own("USPS", r"(?:420\d{5}(?:\d{4})?)?(?<s>(?:92\d{3}9|93\d{3}[0-8]|95\d{4})\d{15})(?<c>\d)", GS1),
    own("USPS", r"(?:420\d{5})?(?<s>(?:92\d{3}9|93\d{3}[0-8]|95\d{4})\d{19})(?<c>\d)", GS1),
    own("USPS", r"(?:420\d{5}(?:\d{4})?)?(?<s>91\d{19})(?<c>\d)", GS1),
    counted(
        "USPS",
        r"(?:420\d{5}(?:\d{4})?)?(?<s>\d{19})(?<c>\d)",
        Check::Mod10 { even: 3, odd: 1, lead: "91" },
    ),
    counted("USPS", r"(?<s>\d{19})(?<c>\d)", GS1),
    counted("FedEx", r"(?<s>\d{11})(?<c>\d)", FEDEX_12),
    own("FedEx", r"[0-8]\d{14}\d{5}(?<s>\d{13})(?<c>\d)", FEDEX_14),
    own("FedEx", r"3\d{15}(?<s>\d{11})(?<c>\d)\d{4}", FEDEX_12),
    counted("FedEx", r"(?<s>\d{14})(?<c>\d)", ten(1, 3)),
    counted("FedEx", r"\d{2}(?<s>\d{15})(?<c>\d)", GS1),
    own("FedEx", r"96\d{2}\d{3}(?<s>\d{14})(?<c>\d)", ten(1, 3)),
    own("FedEx", r"96\d{2}\d{5}\d{10}\d(?<s>\d{13})(?<c>\d)", FEDEX_14),
    counted("Canada Post", r"(?<s>\d{15})(?<c>\d)", GS1),
    counted("Purolator", r"(?<s>[0-5]\d{10})(?<c>\d)", Check::Luhn),
    loose("Purolator", r"[A-Z]{3}\d{9}"),
    prefixed("Canpar", r"[CDKLSUXZ]\d{21}"),
    own("OnTrac", r"C(?<s>\d{13})(?<c>\d)", Check::Mod10 { even: 1, odd: 2, lead: "4" }),
    own("OnTrac", r"D(?<s>\d{13})(?<c>\d)", Check::Mod10 { even: 1, odd: 2, lead: "5" }),
    loose("LaserShip", r"L[AIEHNX][1-3]\d{7}"),
    prefixed("LaserShip", r"1LS7[12]\d{10}"),
    prefixed("LaserShip", r"1LS7[12]\d{2}01[1-4]\d{6}1"),
    prefixed("LaserShip", r"1LSCX[0-9A-Z]{10}"),
    prefixed("Amazon Logistics", r"TB[ACM]\d{12}"),
    loose("Amazon Logistics", r"[AFC]\d{10}"),
    prefixed("Spee-Dee", r"SP\d{18}"),
    prefixed("GOFO Express", r"GFUS\d{14}"),
];

static FREIGHT: &[Format] = &[
    counted("Old Dominion", r"(?<s>(?:77[78]|072|780)\d{7})(?<c>\d)", Check::Luhn),
    counted("Old Dominion", r"(?<s>80\d{8})(?<c>\d)", Check::Luhn),
    prefixed("YunExpress", r"YT\d{16}"),
    prefixed("4PX", r"4PX\d{13}CN"),
    prefixed("SF Express", r"SF\d{12,15}"),
];

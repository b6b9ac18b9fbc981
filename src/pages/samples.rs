//! Sample views for the tests of pages: a full order, a bare one, a long one.

use crate::wire::frame::{Around, Frame, LanguageChoice, Moment, Tone};
use crate::wire::order_view::{
    DayView, DueMoveView, DueView, EntryView, FactView, ItemView, MessageView, OrderView, ParcelView,
    ScanView, SeeMore, StageView, TrackingView, UpdatesView,
};

pub fn frame(language: &str) -> Frame {
    let names = [
        ("en", "English"),
        ("da", "Dansk"),
        ("de", "Deutsch"),
        ("sv", "Svenska"),
        ("nb", "Norsk bokmål"),
        ("nl", "Nederlands"),
        ("fr", "Français"),
        ("es", "Español"),
        ("ar", "العربية"),
    ];
    Frame {
        language: language.to_owned(),
        direction: if language == "ar" { "rtl" } else { "ltr" }.to_owned(),
        shop_name: "Fjord & Fir".to_owned(),
        shop_url: Some("https://fjordandfir.example/".to_owned()),
        support_email: Some("help@fjordandfir.example".to_owned()),
        brand_css: ":root{--accent:#2f6b4f;--accent-ink:#fffefb;--accent-soft:#e4f3ea}@media(prefers-color-scheme:dark){:root{--accent:#7fc9a2;--accent-ink:#171614;--accent-soft:#1e3328}}".to_owned(),
        languages: names
            .map(|(tag, name)| LanguageChoice {
                tag: tag.to_owned(),
                name: name.to_owned(),
                href: format!("/o/sample?lang={tag}"),
                current: tag == language,
            })
            .to_vec(),
        logo: None,
        help_links: Vec::new(),
        intro: Vec::new(),
        footer: Vec::new(),
        around: Around::Document,
    }
}

fn moment(iso: &str, text: &str) -> Moment {
    Moment { iso: iso.to_owned(), text: text.to_owned() }
}

fn stage(name: &str, class: &str, state: &str, when: Option<&str>) -> StageView {
    StageView {
        name: name.to_owned(),
        class: class.to_owned(),
        state: state.to_owned(),
        when: when.map(|text| moment("2026-11-12", text)),
    }
}

pub fn parcel(title: &str, state: &str, tone: Tone) -> ParcelView {
    ParcelView {
        title: title.to_owned(),
        state: state.to_owned(),
        tone,
        scan: Some(ScanView {
            when: moment("2026-11-22T08:12:00+01:00", "Today 08:12"),
            text: "Sorted at the terminal in Odense".to_owned(),
        }),
        expected: Some("Expected Thursday, 26 November".to_owned()),
        tracking: vec![TrackingView {
            carrier: Some("PostNord".to_owned()),
            number: "0037 3500 4900 1234 567".to_owned(),
            copy: "00373500490012345 67".replace(' ', ""),
            url: Some("https://tracking.postnord.com/en/tracking?id=00373500490012345".to_owned()),
            action: "Track at tracking.postnord.com".to_owned(),
        }],
        items: vec!["Oak table “Skagen”, 180 cm × 1".to_owned(), "Wood oil, 250 ml × 1".to_owned()],
    }
}

pub fn item(title: &str, variant: Option<&str>, quantity: &str, progress: &str, tone: Tone) -> ItemView {
    ItemView {
        title: title.to_owned(),
        initial: title.chars().take(1).collect(),
        variant: variant.map(str::to_owned),
        quantity: quantity.to_owned(),
        progress: progress.to_owned(),
        tone,
        price: Some("2.400,00 kr.".to_owned()),
    }
}

fn entry(iso: &str, time: &str, class: &str, what: &str, text: Option<&str>) -> EntryView {
    EntryView {
        time: moment(iso, time),
        class: class.to_owned(),
        what: what.to_owned(),
        text: text.map(str::to_owned),
        ..EntryView::default()
    }
}

fn day(iso: &str, title: &str, entries: Vec<EntryView>) -> DayView {
    DayView { title: title.to_owned(), iso: iso.to_owned(), entries }
}

fn days() -> Vec<DayView> {
    let mut transit = entry(
        "2026-11-22T08:12:00+01:00",
        "08:12",
        "carrier",
        "In transit",
        Some("Sorted at the terminal in Odense"),
    );
    transit.folded = "2 earlier scans".to_owned();
    transit.scans = vec![
        ScanView { when: moment("2026-11-22T06:02:00+01:00", "06:02"), text: "Left Taastrup".to_owned() },
        ScanView {
            when: moment("2026-11-22T02:40:00+01:00", "02:40"),
            text: "Arrived in Taastrup".to_owned(),
        },
    ];
    let mut shipped = entry(
        "2026-11-21T15:40:00+01:00",
        "15:40",
        "shop",
        "Shipped",
        Some("Parcel 1 of 2 was handed to PostNord."),
    );
    shipped.quote = Some("We oiled the top twice, so give it a day before the first red wine.".to_owned());
    shipped.by = Some("A word from the workshop".to_owned());
    let due = entry(
        "2026-11-18T16:31:00+01:00",
        "16:31",
        "date",
        "New date: 26 November",
        Some("The oak needed two more days in the kiln. It was 24–25 November before."),
    );
    vec![
        day("2026-11-22", "Today", vec![transit]),
        day(
            "2026-11-21",
            "Yesterday",
            vec![
                entry("2026-11-21T18:20:00+01:00", "18:20", "carrier", "The carrier has the parcel", None),
                shipped,
                entry("2026-11-21T15:10:00+01:00", "15:10", "carrier", "Label made", None),
            ],
        ),
        day(
            "2026-11-19",
            "Thursday, 19 November",
            vec![entry(
                "2026-11-19T10:05:00+01:00",
                "10:05",
                "shop",
                "In the workshop",
                Some("Your boards are cut and being joined."),
            )],
        ),
        day("2026-11-18", "Wednesday, 18 November", vec![due]),
        day(
            "2026-11-14",
            "Saturday, 14 November",
            vec![entry(
                "2026-11-14T09:00:00+01:00",
                "09:00",
                "shop",
                "Oak is drying",
                Some("We picked your boards and put them in the kiln."),
            )],
        ),
        day(
            "2026-11-12",
            "Thursday, 12 November",
            vec![
                entry(
                    "2026-11-12T21:47:00+01:00",
                    "21:47",
                    "pay",
                    "Paid",
                    Some("14.350,00 kr. with MobilePay"),
                ),
                entry("2026-11-12T21:46:00+01:00", "21:46", "order", "Order received", None),
            ],
        ),
    ]
}

/// Everything at once.
pub fn full() -> OrderView {
    OrderView {
        name: "#1042".to_owned(),
        placed: Some(moment("2026-11-12", "placed 12 November")),
        headline: "Arriving Thursday, 26 November".to_owned(),
        tone: Tone::Calm,
        lead: Some("Your table left our workshop and is on its way with PostNord. The chairs follow in a second parcel.".to_owned()),
        step_text: Vec::new(),
        icon: None,
        stages: vec![
            stage("Ordered", "past", "done", Some("12 Nov")),
            stage("Oak is drying", "past", "done", Some("14 Nov")),
            stage("In the workshop", "past", "done", Some("19 Nov")),
            stage("Shipped", "here", "now", Some("yesterday")),
            stage("Out for delivery", "coming", "still to come", None),
            stage("Delivered", "coming", "still to come", None),
        ],
        due: Some(DueView {
            text: "Planned for Thursday, 26 November".to_owned(),
            moved: "The date moved once".to_owned(),
            moves: vec![DueMoveView {
                from: "24–25 November".to_owned(),
                to: "26 November".to_owned(),
                when: "on 18 November".to_owned(),
                reason: Some("The oak needed two more days in the kiln.".to_owned()),
            }],
        }),
        pace: Some("Usually takes 1 to 3 working days; this is day 2.".to_owned()),
        coming: Some("Planned for Wednesday 25 November: Quality check.".to_owned()),
        parcels: vec![parcel("Parcel 1 of 2", "On its way", Tone::Calm), ParcelView {
            title: "Still with us".to_owned(),
            state: "Being prepared".to_owned(),
            expected: Some("Leaves us by Tuesday, 24 November".to_owned()),
            items: vec!["Chair “Læsø”, natural × 4".to_owned()],
            ..ParcelView::default()
        }],
        days: days(),
        items: vec![
            item("Oak table “Skagen”", Some("180 cm · oiled"), "1", "Shipped", Tone::Good),
            item("Chair “Læsø”", Some("natural"), "4", "Being prepared", Tone::Calm),
            item("Wood oil, 250 ml", None, "1", "Shipped", Tone::Good),
            item("Felt pads", Some("16 pieces"), "1", "Canceled", Tone::Stop),
        ],
        facts: [("Total", "14.350,00 kr."), ("Payment", "Paid"), ("Deliver to", "5000 Odense")]
            .map(|(label, value)| FactView { label: label.to_owned(), value: value.to_owned() })
            .to_vec(),
        address: vec!["Example Street 1".to_owned(), "5000 Odense".to_owned(), "Denmark".to_owned()],
        messages: vec![MessageView {
            when: moment("2026-11-21T15:41:00+01:00", "21 November 15:41"),
            subject: "Your order #1042 is on its way".to_owned(),
            state: "sent".to_owned(),
            text: "Good news: a parcel of order #1042 has left us.\n\nKind regards,\nFjord & Fir".to_owned(),
            language: "en".to_owned(),
        }],
        correct: Some("/o/sample/address".to_owned()),
        updates: Some(UpdatesView {
            action: "/o/sample/updates".to_owned(),
            wanted: false,
            address: "s…@e….com".to_owned(),
        }),
        notice: None,
        checked: Some("Checked with the shop 4 minutes ago".to_owned()),
        see_more: Some(SeeMore {
            text: "Address and messages are hidden. We can send a code to the order’s e-mail address.".to_owned(),
            href: "/o/sample/code".to_owned(),
        }),
        calendar: Some("/o/sample/due.ics".to_owned()),
        feed: Some("/o/sample/feed.atom".to_owned()),
        share: Some("/o/sample/share".to_owned()),
        structured: Some(r#"{"@context":"https://schema.org","@type":"ParcelDelivery"}"#.to_owned()),
    }
}

/// As a fresh link shows it: no address, no messages.
pub fn standard() -> OrderView {
    OrderView { address: Vec::new(), messages: Vec::new(), correct: None, structured: None, ..full() }
}

/// As little as a view can hold.
pub fn bare() -> OrderView {
    OrderView { name: "#1".to_owned(), headline: "We have your order".to_owned(), ..OrderView::default() }
}

/// Twelve parcels and eighty items.
pub fn long() -> OrderView {
    let items = (1..=80).map(|n| item(&format!("Thing {n}"), None, "2", "Shipped", Tone::Good)).collect();
    let parcels = (1..=12).map(|n| parcel(&format!("Parcel {n} of 12"), "On its way", Tone::Calm)).collect();
    OrderView { items, parcels, ..standard() }
}

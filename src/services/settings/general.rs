//! General: name, where the shop and its help are, time zone.

use jiff::tz;

use crate::domain::address;
use crate::domain::brand::{HELP_LINKS, HelpLink};
use crate::domain::shop::Shop;
use crate::language::Language;
use crate::wire::admin::settings::{FieldKind, PieceView, SheetView};

use super::fields::{Faults, field, fits, line, sheet};
use super::typed::Typed;

/// Longest name of a shop, in characters.
const NAME: usize = 80;
/// Longest name of a link, in characters.
const LABEL: usize = 60;

pub(super) fn show(shop: &Shop) -> Typed {
    let settings = &shop.settings;
    let mut typed = Typed::default()
        .with("name", &shop.name)
        .with("url", settings.url.clone().unwrap_or_default())
        .with("support_email", settings.support_email.clone().unwrap_or_default())
        .with("time_zone", &settings.time_zone);
    for (place, link) in settings.help_links.iter().enumerate() {
        typed = typed.with(format!("link{place}"), &link.label).with(format!("to{place}"), &link.href);
        for (tag, label) in &link.labels {
            typed = typed.with(format!("link{place}-{tag}"), label);
        }
    }
    typed
}

pub(super) fn sheets(shop: &Shop, typed: &Typed) -> Vec<SheetView> {
    let zones = tz::db().available().map(|name| name.to_string()).collect();
    let zone = FieldKind::Line { input: "text".into(), choices: zones };
    let at_shopify = (!shop.domain.is_empty()).then(|| PieceView::Fact {
        label: "At Shopify".into(),
        value: shop.domain.clone(),
        note: "Which shop this is. It changes only by connecting another one.".into(),
    });
    let about = [
        line(
            typed,
            "name",
            "Shop name",
            "What shoppers read at the top of every page and in messages.",
            "text",
        ),
        line(typed, "url", "Own site", "The shop's name leads there. Begins with https://", "url"),
        line(
            typed,
            "support_email",
            "Support e-mail",
            "Where shoppers write to when they need help.",
            "email",
        ),
    ];
    let time = vec![
        PieceView::Field(field(
            typed,
            "time_zone",
            "Time zone",
            "Days and times on pages are told in this zone. Type the nearest large city, for example Copenhagen.",
            zone,
        )),
        PieceView::Fact {
            label: "Currency".into(),
            value: shop.settings.currency.clone(),
            note: "As Shopify gives it. Prices on a page are in the currency of the order.".into(),
        },
    ];
    vec![
        sheet("Shop", "", about.into_iter().map(PieceView::Field).chain(at_shopify).collect()),
        sheet(
            "Help links",
            "Up to five links beside “Need help?” on every page: a page (https://…), an e-mail address or a \
             telephone number (tel:+45…). Empty rows are left out.",
            (0..HELP_LINKS).flat_map(|place| link_pieces(shop, typed, place)).collect(),
        ),
        sheet("Time and money", "", time),
    ]
}

fn link_pieces(shop: &Shop, typed: &Typed, place: usize) -> Vec<PieceView> {
    let (link, to) = (format!("link{place}"), format!("to{place}"));
    let number = place + 1;
    let row = PieceView::Row(vec![
        line(typed, &link, &format!("Link {number}: name"), "", "text"),
        line(typed, &to, &format!("Link {number}: address"), "", "text"),
    ]);
    let main = Language::main_of(&shop.settings);
    let others = Language::offered_by(&shop.settings).into_iter().filter(|language| *language != main);
    let fields: Vec<_> = others
        .map(|language| {
            let name = format!("link{place}-{}", language.tag());
            line(typed, &name, &format!("Link {number} in {}", language.english_name()), "", "text")
        })
        .collect();
    if fields.is_empty() {
        return vec![row];
    }
    let open = fields.iter().any(|field| !field.value().is_empty());
    vec![row, PieceView::More { summary: format!("Link {number} in other languages"), open, fields }]
}

pub(super) fn read(typed: &Typed, shop: &mut Shop, faults: &mut Faults) {
    let name = typed.text("name");
    if name.is_empty() {
        faults.add("name", "Enter the shop's name: shoppers read it on every page.");
    } else if fits(typed, faults, "name", NAME) {
        shop.name = name.to_owned();
    }
    let settings = &mut shop.settings;
    settings.url = optional(
        typed,
        faults,
        "url",
        address::site,
        "Enter an address that begins with https://, or leave it empty.",
    );
    settings.support_email = optional(
        typed,
        faults,
        "support_email",
        address::mailbox,
        "Enter an e-mail address such as help@shop.example, or leave it empty.",
    );
    match zone(typed.text("time_zone")) {
        Some(zone) => settings.time_zone = zone,
        None => faults.add(
            "time_zone",
            "There is no such time zone. Choose one of the list, for example Europe/Copenhagen.",
        ),
    }
    let links: Vec<HelpLink> = (0..HELP_LINKS).filter_map(|place| read_link(typed, faults, place)).collect();
    settings.help_links = links;
}

fn optional(
    typed: &Typed,
    faults: &mut Faults,
    name: &str,
    read: fn(&str) -> Option<&str>,
    sentence: &str,
) -> Option<String> {
    let text = typed.text(name);
    if text.is_empty() {
        return None;
    }
    let good = read(text);
    if good.is_none() {
        faults.add(name, sentence);
    }
    good.map(str::to_owned)
}

/// The IANA zone of this name, or the only one whose city it is (“copenhagen”).
fn zone(text: &str) -> Option<String> {
    if text.is_empty() || text.len() > 60 {
        return None;
    }
    let wanted = text.to_ascii_lowercase().replace(' ', "_");
    let names: Vec<String> = tz::db().available().map(|name| name.to_string()).collect();
    let whole = names.iter().find(|name| name.to_ascii_lowercase() == wanted);
    let city = || {
        let mut fitting =
            names.iter().filter(|name| name.to_ascii_lowercase().rsplit('/').next() == Some(wanted.as_str()));
        fitting.next().filter(|_| fitting.next().is_none())
    };
    whole.or_else(city).cloned()
}

fn read_link(typed: &Typed, faults: &mut Faults, place: usize) -> Option<HelpLink> {
    let (link, to) = (format!("link{place}"), format!("to{place}"));
    let labels = || {
        Language::ALL.into_iter().filter_map(|language| {
            let name = format!("link{place}-{}", language.tag());
            let label = typed.text(&name);
            (!label.is_empty()).then(|| (name, language.tag().to_owned(), label.to_owned()))
        })
    };
    if typed.text(&link).is_empty() && typed.text(&to).is_empty() && labels().next().is_none() {
        return None;
    }
    if typed.text(&link).is_empty() {
        faults.add(&link, "Enter what the link is called, or empty the whole row.");
    }
    fits(typed, faults, &link, LABEL);
    for (name, ..) in labels() {
        fits(typed, faults, &name, LABEL);
    }
    let href = address::help(typed.text(&to));
    if href.is_none() {
        faults
            .add(&to, "Enter an address that begins with https://, an e-mail address, or tel: and a number.");
    }
    Some(HelpLink {
        label: typed.text(&link).to_owned(),
        href: href?,
        labels: labels().map(|(_, tag, label)| (tag, label)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::zone;

    #[test]
    fn a_zone_is_found_by_name_and_by_city() {
        assert_eq!(zone("europe/copenhagen").as_deref(), Some("Europe/Copenhagen"));
        assert_eq!(zone("New York").as_deref(), Some("America/New_York"));
        assert_eq!(zone("UTC").as_deref(), Some("UTC"));
        assert_eq!(zone("Atlantis"), None);
        assert_eq!(zone(""), None);
    }
}

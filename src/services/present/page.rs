//! What every part of a page needs: the order with its headline and parcels, what the viewer may
//! see, and the words. Decides nothing but masking ([`Sight`]).

use jiff::civil::Date;

use crate::domain::clock::Millis;
use crate::domain::due_date::DueDate;
use crate::domain::headline::{Headline, headline};
use crate::domain::icon;
use crate::domain::ids::StatusId;
use crate::domain::level::Level;
use crate::domain::link::Purpose;
use crate::domain::money::Money;
use crate::domain::order::Order;
use crate::domain::progress::Parcel;
use crate::language::{Arg, Speech};
use crate::services::brand::corrected;
use crate::wire::frame::Moment;
use crate::wire::order_view::IconView;

use super::{Source, Viewer};

/// Longest free text of a carrier that is shown, in characters.
const CARRIER_TEXT: usize = 200;

/// What a viewer may see beyond headline, stages and timeline texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sight {
    /// Items, tracking numbers, carriers, their words and the places they name.
    pub contents: bool,
    /// Prices, amounts and how it was paid.
    pub money: bool,
    /// Postcode and city of the address. A share link must not show them: the postcode opens the
    /// look-up form.
    pub town: bool,
    /// Address lines and messages.
    pub personal: bool,
    /// Whether the viewer may pass the page on.
    pub may_share: bool,
}

impl Sight {
    fn of(viewer: &Viewer) -> Self {
        let contents = viewer.level >= Level::Standard;
        let own = viewer.purpose != Purpose::Share;
        let personal = own && viewer.level >= Level::Full;
        Self { contents, money: contents && own, town: contents && own, personal, may_share: contents && own }
    }
}

/// The order as the parts of a page see it.
pub(super) struct Page<'a> {
    pub source: &'a Source<'a>,
    pub order: &'a Order,
    pub speech: &'a Speech,
    /// Where pictures lie for this viewer.
    pub viewer: Viewer,
    pub sight: Sight,
    pub headline: Headline,
    /// Parcels that were not canceled, oldest first.
    pub parcels: Vec<Parcel<'a>>,
    pub today: Date,
}

impl<'a> Page<'a> {
    pub fn new(source: &'a Source<'a>, viewer: &Viewer, speech: &'a Speech) -> Self {
        let order = source.order;
        Self {
            source,
            order,
            speech,
            viewer: viewer.clone(),
            sight: Sight::of(viewer),
            headline: headline(order, source.present),
            parcels: order.parcels(),
            today: source.present.today(),
        }
    }

    pub fn say(&self, key: &str) -> String {
        self.speech.say(key)
    }

    pub fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.speech.say_with(key, args)
    }

    /// The language's tag, for the merchant's translated words.
    pub fn tag(&self) -> &'static str {
        self.speech.language().tag()
    }

    /// The day of an instant in the shop's time zone.
    pub fn date(&self, at: Millis) -> Date {
        at.day_in(&self.source.present.zone)
    }

    /// "Thursday 26 November".
    pub fn day(&self, date: Date) -> String {
        self.speech.day(date, self.today)
    }

    /// "26 Nov" of an instant.
    pub fn day_short(&self, at: Millis) -> String {
        self.speech.day_short(self.date(at), self.today)
    }

    /// A day, or both ends of a range.
    pub fn due(&self, due: DueDate) -> String {
        self.speech.range(due.from, due.to, self.today)
    }

    /// The time of day of an instant in the shop's time zone.
    pub fn time(&self, at: Millis) -> String {
        self.speech.time(&at.in_zone(&self.source.present.zone))
    }

    /// An instant for machines, with the shop's offset.
    pub fn iso(&self, at: Millis) -> String {
        at.in_zone(&self.source.present.zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// An instant told by its time of day, on a page that shows `day` as a heading; the day is told
    /// too where it is another one.
    pub fn moment_on(&self, at: Millis, day: Date) -> Moment {
        let time = self.time(at);
        let date = self.date(at);
        let text =
            if date == day { time } else { format!("{} {time}", self.speech.day_short(date, self.today)) };
        Moment { iso: self.iso(at), text }
    }

    /// An instant told by day and time ("Today 08:12", "19 Nov 08:12").
    pub fn moment(&self, at: Millis) -> Moment {
        let date = self.date(at);
        let near = date == self.today || self.today.yesterday().is_ok_and(|day| day == date);
        let speech = self.speech;
        let day = if near { speech.day_title(date, self.today) } else { speech.day_short(date, self.today) };
        Moment { iso: self.iso(at), text: format!("{day} {}", self.time(at)) }
    }

    /// The icon of a public status as it is today; `None` when it has none or is gone.
    pub fn icon(&self, status: StatusId) -> Option<IconView> {
        let status = self.source.statuses.iter().find(|s| s.id == status && s.visible)?;
        let name = icon::named(status.icon.as_deref()?)?.name.to_owned();
        let color = status.color.as_deref().and_then(corrected);
        let color = color.map(|color| format!("light-dark({},{})", color.light, color.dark));
        Some(IconView { name, color })
    }

    /// An amount, where the viewer may see money.
    pub fn amount(&self, money: Option<&Money>) -> Option<String> {
        money.filter(|_| self.sight.money).map(|money| self.speech.money(money))
    }
}

/// A text with something in it.
pub(super) fn filled(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Free text of a carrier as one plain line of bounded length; `None` when nothing is left.
pub(super) fn carrier_text(text: Option<&str>) -> Option<String> {
    let words: Vec<&str> = text?.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    let line = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if line.chars().count() <= CARRIER_TEXT {
        return filled(Some(&line));
    }
    let cut: String = line.chars().take(CARRIER_TEXT - 1).collect();
    Some(format!("{}…", cut.trim_end()))
}

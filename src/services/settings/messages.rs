//! Messages to shoppers: which go out, from whom, when and how many; and how long they wait, so that a change
//! can be undone unnoticed.

use crate::domain::mail_settings::{Consent, MailSettings, QuietHours};
use crate::domain::message::MessageKind;
use crate::domain::shop::Shop;
use crate::services::messages::{kind_name, looks_like_an_address};
use crate::wire::admin::settings::{FieldKind, FieldView, PieceView, SheetView};

use super::fields::{Faults, field, fits, line, number, option, sheet};
use super::typed::Typed;

/// Longest wait, in seconds: an hour.
const LONGEST: u16 = 3600;
/// Most messages about an order in a day, and of a shop in an hour.
const MOST_PER_ORDER: u16 = 500;
const MOST_PER_HOUR: u16 = 60_000;

/// The kinds a merchant turns on and off.
fn kinds() -> impl Iterator<Item = MessageKind> {
    let fixed = |kind: &MessageKind| kind.is_asked_for() || *kind == MessageKind::StatusCopy;
    MessageKind::ALL.into_iter().filter(move |kind| !fixed(kind))
}

pub(super) fn show(shop: &Shop) -> Typed {
    let mail = &shop.settings.mail;
    let on = kinds().filter(|kind| mail.sends(*kind)).map(|kind| kind.word().to_owned());
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let hour = |hour: Option<u8>| hour.map(|hour| hour.to_string()).unwrap_or_default();
    Typed::default()
        .with("hold_seconds", shop.settings.hold_seconds.to_string())
        .with_all("kinds", on)
        .with("sender_name", text(&mail.sender_name))
        .with("sender_address", text(&mail.sender_address))
        .with("reply_to", text(&mail.reply_to))
        .with("quiet_from", hour(mail.quiet.map(|quiet| quiet.from)))
        .with("quiet_to", hour(mail.quiet.map(|quiet| quiet.to)))
        .with("most_per_order", mail.most_per_order.to_string())
        .with("most_per_hour", mail.most_per_hour.to_string())
        .with("consent", if mail.consent == Consent::OptIn { "in" } else { "out" })
        .with("repeat_doubtful", if mail.repeat_doubtful { "yes" } else { "" })
}

pub(super) fn sheets(typed: &Typed) -> Vec<SheetView> {
    vec![
        sheet("Which messages go out", "", vec![PieceView::Field(kinds_field(typed))]),
        sheet(
            "Sender",
            "Without anything here messages come from the shop's name and this installation's own address.",
            sender(typed),
        ),
        sheet("When", "", when(typed)),
        sheet("How many", "What is over the limit waits; nothing is lost.", how_many(typed)),
        sheet("Who gets progress reports", "", consent(typed)),
    ]
}

fn kinds_field(typed: &Typed) -> FieldView {
    let choice = |kind: MessageKind| {
        let hint = if kind.is_native() { "Told by Shopify." } else { "Told by your own work on the order." };
        option(kind.word(), kind_name(kind), hint)
    };
    field(
        typed,
        "kinds",
        "Messages",
        "Shopify sends e-mails about most of what it tells itself. Turn a message on here when you turned \
         Shopify's off, so that nobody is told twice. What happened before you turn one on is told to nobody.",
        FieldKind::Checks(kinds().map(choice).collect()),
    )
}

fn sender(typed: &Typed) -> Vec<PieceView> {
    let name = line(typed, "sender_name", "Name shown as sender", "Without one, the shop's name.", "text");
    let address = line(
        typed,
        "sender_address",
        "Sender's address",
        "The domain has to allow this server to send for it: the page Sender reads its SPF, DKIM and DMARC records.",
        "email",
    );
    let reply =
        line(typed, "reply_to", "Answers go to", "Without one, the address for help under General.", "email");
    vec![PieceView::Field(name), PieceView::Row(vec![address, reply])]
}

fn when(typed: &Typed) -> Vec<PieceView> {
    let hold = line(
        typed,
        "hold_seconds",
        "Seconds that a message waits",
        "As long as it waits, a change of status can be undone and nobody was told. Several quick changes become \
         one message. 0 sends at once; 3600 is the most.",
        "number",
    );
    let hint = "Full hours, 0 to 23. Leave both empty for none.";
    let from = line(typed, "quiet_from", "Quiet hours begin at", hint, "number");
    let to = line(
        typed,
        "quiet_to",
        "and end at",
        "Progress reports wait until then, in your time zone. What belongs to a purchase goes out at any time.",
        "number",
    );
    vec![PieceView::Field(hold), PieceView::Row(vec![from, to])]
}

fn how_many(typed: &Typed) -> Vec<PieceView> {
    let order =
        line(typed, "most_per_order", "Most about one order in 24 hours", "0 for no limit.", "number");
    let hour = line(typed, "most_per_hour", "Most of the shop in an hour", "0 for no limit.", "number");
    let repeat = field(
        typed,
        "repeat_doubtful",
        "When the mail server's answer is lost",
        "Nobody can know whether such a message arrived. The order's page says so in either case.",
        FieldKind::Checks(vec![option(
            "yes",
            "Send it once more",
            "Under the same Message-ID, so that many mailboxes show it once.",
        )]),
    );
    vec![PieceView::Row(vec![order, hour]), PieceView::Field(repeat)]
}

fn consent(typed: &Typed) -> Vec<PieceView> {
    let choices = vec![
        option(
            "out",
            "Everybody, until they unsubscribe",
            "Every progress report has a link that unsubscribes at once.",
        ),
        option(
            "in",
            "Who asks for them",
            "The order's page offers it, and takes it back; the reports go to the order's own address alone.",
        ),
    ];
    let hint = "Received, ready for pickup, canceled, refunded and returns belong to the purchase and always go out.";
    vec![PieceView::Field(field(
        typed,
        "consent",
        "Progress reports go to",
        hint,
        FieldKind::Radios(choices),
    ))]
}

pub(super) fn read(typed: &Typed, shop: &mut Shop, faults: &mut Faults) {
    shop.settings.hold_seconds =
        number(typed, faults, "hold_seconds", (0, LONGEST), shop.settings.hold_seconds);
    let mail = &mut shop.settings.mail;
    let chosen = typed.all("kinds");
    if chosen.iter().any(|word| !kinds().any(|kind| kind.word() == word)) {
        faults.add("kinds", "Choose from the messages shown.");
    }
    mail.kinds = kinds().map(|kind| (kind, chosen.iter().any(|word| word == kind.word()))).collect();
    mail.sender_name = filled(typed, "sender_name").filter(|_| fits(typed, faults, "sender_name", 80));
    mail.sender_address = address(typed, faults, "sender_address");
    mail.reply_to = address(typed, faults, "reply_to");
    mail.quiet = quiet(typed, faults);
    mail.most_per_order = number(typed, faults, "most_per_order", (0, MOST_PER_ORDER), mail.most_per_order);
    let before = u16::try_from(mail.most_per_hour).unwrap_or(MOST_PER_HOUR);
    mail.most_per_hour = number(typed, faults, "most_per_hour", (0, MOST_PER_HOUR), before).into();
    match typed.text("consent") {
        "out" => mail.consent = Consent::OptOut,
        "in" => mail.consent = Consent::OptIn,
        _ => faults.add("consent", "Choose who gets progress reports."),
    }
    mail.repeat_doubtful = typed.is_on("repeat_doubtful");
}

/// Whether kinds were turned on that were off: from now on they are told, not from before.
pub(super) fn turned_on(before: &MailSettings, after: &MailSettings) -> bool {
    kinds().any(|kind| after.sends(kind) && !before.sends(kind))
}

fn filled(typed: &Typed, name: &str) -> Option<String> {
    Some(typed.text(name).to_owned()).filter(|text| !text.is_empty())
}

fn address(typed: &Typed, faults: &mut Faults, name: &str) -> Option<String> {
    let address = filled(typed, name)?;
    if !looks_like_an_address(&address) {
        faults.add(name, "This is not an e-mail address. Write it like orders@shop.example.");
    }
    Some(address)
}

fn quiet(typed: &Typed, faults: &mut Faults) -> Option<QuietHours> {
    if typed.text("quiet_from").is_empty() && typed.text("quiet_to").is_empty() {
        return None;
    }
    let mut hour = |name: &str| u8::try_from(number(typed, faults, name, (0, 23), 0)).unwrap_or(0);
    Some(QuietHours { from: hour("quiet_from"), to: hour("quiet_to") })
}

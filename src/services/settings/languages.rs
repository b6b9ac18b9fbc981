//! Languages: the shop's main one, and those offered to shoppers.

use crate::domain::shop::Shop;
use crate::language::Language;
use crate::wire::admin::settings::{FieldKind, PieceView, SheetView};

use super::fields::{Faults, field, option, sheet};
use super::typed::Typed;

pub(super) fn show(shop: &Shop) -> Typed {
    let offered = Language::offered_by(&shop.settings).into_iter().map(|language| language.tag().to_owned());
    Typed::default().with("main", Language::main_of(&shop.settings).tag()).with_all("languages", offered)
}

pub(super) fn sheets(typed: &Typed) -> Vec<SheetView> {
    let options = || {
        let one = |language: Language| option(language.tag(), language.english_name(), "");
        Language::ALL.into_iter().map(one).collect()
    };
    let own = |language: Language| {
        let own = language.own_name();
        option(language.tag(), language.english_name(), if own == language.english_name() { "" } else { own })
    };
    let main = field(
        typed,
        "main",
        "Main language",
        "Statuses and texts are written in it. It is used wherever a translation is missing, and for shoppers \
         whose language you do not offer.",
        FieldKind::Select(options()),
    );
    let offered = field(
        typed,
        "languages",
        "Languages offered to shoppers",
        "The language switch on their pages shows these, and pages and messages are in no others. The main \
         language is always offered. All sentences of ours are translated; yours are where you translate them.",
        FieldKind::Checks(Language::ALL.into_iter().map(own).collect()),
    );
    vec![sheet("Languages", "", vec![PieceView::Field(main), PieceView::Field(offered)])]
}

pub(super) fn read(typed: &Typed, shop: &mut Shop, faults: &mut Faults) {
    let known = |tag: &str| Language::ALL.into_iter().find(|language| language.tag() == tag);
    match known(typed.text("main")) {
        // What Shopify recorded more exactly ("da-DK") stays when the language does.
        Some(main) if main == Language::main_of(&shop.settings) => {}
        Some(main) => shop.settings.locale = main.tag().to_owned(),
        None => faults.add("main", "Choose one of the languages."),
    }
    let chosen = typed.all("languages");
    if chosen.iter().any(|tag| known(tag).is_none()) {
        faults.add("languages", "Choose from the languages shown.");
    }
    let main = Language::main_of(&shop.settings);
    let offered = |language: &Language| *language == main || chosen.iter().any(|tag| tag == language.tag());
    let offered: Vec<Language> = Language::ALL.into_iter().filter(offered).collect();
    // All of them is stored as "all", so that a language added later is offered too.
    let all = offered.len() == Language::ALL.len();
    shop.settings.languages = if all {
        Vec::new()
    } else {
        offered.into_iter().map(|language| language.tag().to_owned()).collect()
    };
}

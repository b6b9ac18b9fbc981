//! Nine languages say the same: no sentence is missing, left over or given other values, every key
//! in the source exists, and dates, amounts and plurals come out as each language writes them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use iso_currency::{Currency, IntoEnumIterator};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use regex::Regex;
use waymark::domain::clock::Millis;
use waymark::domain::money::Money;
use waymark::language::{Arg, Language, Words};

/// Keys that the source puts together begin with one of these.
const PUT_TOGETHER: &[&str] =
    &["headline-", "lead-", "stage-", "phase-", "entry-", "item-", "payment-", "due-", "pace-", "coming-"];

/// Written and translated, but nothing says them yet.
const NOT_SAID_YET: &[&str] = &["print", "shared-page", "tracking-none"];

/// What a sentence is made of, as far as all languages must agree.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shape {
    variables: BTreeSet<String>,
    attributes: BTreeSet<String>,
    terms: BTreeSet<String>,
}

type Sentences = BTreeMap<String, (Shape, String)>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of this test")
}

/// The parts of a sentence; made once, for making them is slow without optimization.
static VARIABLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\$([a-zA-Z][a-zA-Z0-9_-]*)"));
static ATTRIBUTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^ +\.([a-zA-Z][a-zA-Z0-9_-]*) *="));
static TERM: LazyLock<Regex> = LazyLock::new(|| pattern(r"\{ *(-[a-zA-Z][a-zA-Z0-9_-]*)"));

fn locale_files(tag: &str) -> Vec<PathBuf> {
    let folder = root().join("locales").join(tag);
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("a folder of the language")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    files
}

/// The sentences of a language by file and key.
fn sentences(tag: &str) -> Sentences {
    let starts = pattern(r"^(-?[a-zA-Z][a-zA-Z0-9_-]*) *=");
    let mut found = Sentences::new();
    for path in locale_files(tag) {
        let text = fs::read_to_string(&path).expect("a file of sentences");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let mut current: Option<String> = None;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(start) = starts.captures(line) {
                let key = format!("{name}: {}", &start[1]);
                assert!(!found.contains_key(&key), "{tag}/{key} stands there twice");
                current = Some(key);
            }
            if let Some(key) = &current {
                let sentence = found.entry(key.clone()).or_default();
                sentence.1.push_str(line);
                sentence.1.push('\n');
            }
        }
    }
    for (shape, text) in found.values_mut() {
        *shape = shape_of(text);
    }
    found
}

fn shape_of(text: &str) -> Shape {
    let all = |what: &Regex| what.captures_iter(text).map(|found| found[1].to_owned()).collect();
    Shape { variables: all(&VARIABLE), attributes: all(&ATTRIBUTE), terms: all(&TERM) }
}

fn source() -> String {
    fn read(folder: &Path, text: &mut String) {
        for entry in fs::read_dir(folder).expect("src can be read") {
            let path = entry.expect("src can be read").path();
            if path.is_dir() {
                read(&path, text);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                text.push_str(&fs::read_to_string(&path).expect("source can be read"));
            }
        }
    }
    let mut text = String::new();
    read(&root().join("src"), &mut text);
    text
}

fn english_keys() -> BTreeSet<String> {
    sentences("en").into_keys().filter_map(|key| Some(key.split_once(": ")?.1.to_owned())).collect()
}

#[test]
fn every_language_says_what_english_says() {
    let english = sentences("en");
    let mut wrong = String::new();
    for language in Language::ALL {
        let theirs = sentences(language.tag());
        for key in english.keys().filter(|key| !theirs.contains_key(*key)) {
            let _ = writeln!(wrong, "{language}/{key} is missing");
        }
        for (key, (shape, _)) in &theirs {
            match english.get(key) {
                None => _ = writeln!(wrong, "{language}/{key} is not in English"),
                Some((expected, _)) if expected != shape => {
                    _ = writeln!(wrong, "{language}/{key} has {shape:?}, English {expected:?}");
                }
                Some(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_choice_by_number_has_the_forms_of_its_language() {
    let choices = pattern(r"(?s)\{ *\$[a-z]+ *->(.*?)\n *\}");
    let forms = pattern(r"\[([a-z]+)\]");
    for language in Language::ALL {
        let expected: &[&str] = match language {
            Language::Arabic => &["few", "many", "one", "other", "two", "zero"],
            _ => &["one", "other"],
        };
        for (key, (_, text)) in sentences(language.tag()) {
            for choice in choices.captures_iter(&text) {
                let mut found: Vec<_> =
                    forms.captures_iter(&choice[1]).map(|form| form[1].to_owned()).collect();
                found.sort_unstable();
                assert_eq!(found, expected, "{language}/{key}");
            }
        }
    }
}

#[test]
fn every_sentence_can_be_said() {
    let words = Words::load();
    for language in Language::ALL {
        let speech = words.in_language(language);
        for (key, (shape, _)) in sentences(language.tag()) {
            let key = key.split_once(": ").expect("file and key").1;
            for number in [0, 1, 2, 5, 11, 100] {
                let args: Vec<_> =
                    shape.variables.iter().map(|name| (name.as_str(), Arg::from(number))).collect();
                let said = speech.say_with(key, &args);
                assert!(!said.is_empty() && said != key, "{language}/{key}");
                assert!(!said.contains(['{', '}']), "{language}/{key}: {said}");
            }
        }
    }
}

#[test]
fn no_sentence_is_left_over() {
    let source = source();
    let mut left = english_keys();
    left.retain(|key| !source.contains(&format!("\"{key}\"")));
    left.retain(|key| !PUT_TOGETHER.iter().any(|prefix| key.starts_with(prefix)));
    assert!(left.iter().eq(NOT_SAID_YET), "nothing in src says {left:?}");
}

#[test]
fn every_key_in_the_source_has_a_sentence() {
    let keys = english_keys();
    let said = pattern(r#"\bsay(?:_with)?\(\s*&?"([^"]+)""#);
    let source = source();
    let missing: BTreeSet<_> = said
        .captures_iter(&source)
        .map(|found| found[1].to_owned())
        .filter(|key| !keys.contains(key))
        .collect();
    assert!(missing.is_empty(), "no sentence for {missing:?}");
}

/// Characters that look like nothing, made visible.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{a0}' | '\u{202f}' => '⍽',
            '\u{200e}' => '→',
            '\u{200f}' | '\u{61c}' => '←',
            other => other,
        })
        .collect()
}

fn in_all_languages(said: impl Fn(&waymark::language::Speech) -> Vec<String>) -> String {
    let words = Words::load();
    let lines = Language::ALL
        .map(|language| format!("{language} {}", visible(&said(&words.in_language(language)).join(" | "))));
    lines.join("\n")
}

const TODAY: Date = date(2026, 11, 24);

#[test]
fn days_are_written_as_each_language_writes_them() {
    let days = in_all_languages(|speech| {
        let (soon, next_year) = (date(2026, 11, 26), date(2027, 1, 4));
        vec![
            speech.day(soon, TODAY),
            speech.day(next_year, TODAY),
            speech.day_short(soon, TODAY),
            speech.day_short(next_year, TODAY),
            speech.day_title(date(2026, 11, 23), TODAY),
            speech.day_title(soon, TODAY),
        ]
    });
    insta::assert_snapshot!(days, @r"
    en Thursday, 26 November | Monday, 4 January 2027 | 26 Nov | 4 Jan 2027 | Yesterday | Thursday, 26 November
    da torsdag 26. november | mandag 4. januar 2027 | 26. nov. | 4. jan. 2027 | I går | Torsdag 26. november
    de Donnerstag, 26. November | Montag, 4. Januar 2027 | 26. Nov. | 4. Januar 2027 | Gestern | Donnerstag, 26. November
    sv torsdag 26 november | måndag 4 januari 2027 | 26 nov. | 4 jan. 2027 | I går | Torsdag 26 november
    nb torsdag 26. november | mandag 4. januar 2027 | 26. nov. | 4. jan. 2027 | I går | Torsdag 26. november
    nl donderdag 26 november | maandag 4 januari 2027 | 26 nov | 4 jan 2027 | Gisteren | Donderdag 26 november
    fr jeudi 26 novembre | lundi 4 janvier 2027 | 26 nov. | 4 janv. 2027 | Hier | Jeudi 26 novembre
    es jueves, 26 de noviembre | lunes, 4 de enero de 2027 | 26 nov | 4 ene 2027 | Ayer | Jueves, 26 de noviembre
    ar الخميس، 26 نوفمبر | الاثنين، 4 يناير 2027 | 26 نوفمبر | 4 يناير 2027 | أمس | الخميس، 26 نوفمبر
    ");
}

#[test]
fn ranges_and_times_are_written_as_each_language_writes_them() {
    let times = in_all_languages(|speech| {
        let at = |hour, minute| {
            speech.time(&TODAY.at(hour, minute, 0, 0).to_zoned(TimeZone::UTC).expect("a time in UTC"))
        };
        vec![
            speech.range(date(2026, 11, 26), date(2026, 11, 28), TODAY),
            speech.range(date(2026, 12, 30), date(2027, 1, 4), TODAY),
            speech.range(TODAY, TODAY, TODAY),
            at(8, 12),
            at(15, 5),
        ]
    });
    insta::assert_snapshot!(times, @r"
    en Thu 26 Nov – Sat 28 Nov | Wed 30 Dec – Mon, 4 Jan 2027 | Tuesday, 24 November | 08:12 | 15:05
    da tors. 26. nov. – lør. 28. nov. | ons. 30. dec. – man. 4. jan. 2027 | tirsdag 24. november | 08.12 | 15.05
    de Do., 26. Nov. – Sa., 28. Nov. | Mi., 30. Dez. – Montag, 4. Januar 2027 | Dienstag, 24. November | 08:12 | 15:05
    sv tors 26 nov. – lör 28 nov. | ons 30 dec. – mån 4 jan. 2027 | tisdag 24 november | 08:12 | 15:05
    nb tor. 26. nov. – lør. 28. nov. | ons. 30. des. – man. 4. jan. 2027 | tirsdag 24. november | 08:12 | 15:05
    nl do 26 nov – za 28 nov | wo 30 dec – ma 4 jan 2027 | dinsdag 24 november | 08:12 | 15:05
    fr jeu. 26 nov. – sam. 28 nov. | mer. 30 déc. – lun. 4 janv. 2027 | mardi 24 novembre | 08:12 | 15:05
    es jue, 26 nov – sáb, 28 nov | mié, 30 dic – lun, 4 ene 2027 | martes, 24 de noviembre | 08:12 | 15:05
    ar الخميس، 26 نوفمبر – السبت، 28 نوفمبر | الأربعاء، 30 ديسمبر – الاثنين، 4 يناير 2027 | الثلاثاء، 24 نوفمبر | 8:12 ص | 3:05 م
    ");
}

#[test]
fn distances_in_time_are_written_as_each_language_writes_them() {
    let distances = in_all_languages(|speech| {
        let now = Millis(1_800_000_000_000);
        let minutes =
            [0, -1, -4, -59, -60, -300, -1_440, -2_880, -14_400, -60_000, -1_100_000, 3, 1_440, 4_320];
        minutes.iter().map(|minutes| speech.relative(now.plus_minutes(*minutes), now)).collect()
    });
    insta::assert_snapshot!(distances, @r"
    en now | 1 minute ago | 4 minutes ago | 59 minutes ago | 1 hour ago | 5 hours ago | yesterday | 2 days ago | 10 days ago | last month | 2 years ago | in 3 minutes | tomorrow | in 3 days
    da nu | for 1 minut siden | for 4 minutter siden | for 59 minutter siden | for 1 time siden | for 5 timer siden | i går | i forgårs | for 10 dage siden | sidste måned | for 2 år siden | om 3 minutter | i morgen | om 3 dage
    de jetzt | vor 1 Minute | vor 4 Minuten | vor 59 Minuten | vor 1 Stunde | vor 5 Stunden | gestern | vorgestern | vor 10 Tagen | letzten Monat | vor 2 Jahren | in 3 Minuten | morgen | in 3 Tagen
    sv nu | för 1 minut sedan | för 4 minuter sedan | för 59 minuter sedan | för 1 timme sedan | för 5 timmar sedan | i går | i förrgår | för 10 dagar sedan | förra månaden | för 2 år sedan | om 3 minuter | i morgon | om 3 dagar
    nb nå | for 1 minutt siden | for 4 minutter siden | for 59 minutter siden | for 1 time siden | for 5 timer siden | i går | i forgårs | for 10 døgn siden | forrige måned | for 2 år siden | om 3 minutter | i morgen | om 3 døgn
    nl nu | 1 minuut geleden | 4 minuten geleden | 59 minuten geleden | 1 uur geleden | 5 uur geleden | gisteren | eergisteren | 10 dagen geleden | vorige maand | 2 jaar geleden | over 3 minuten | morgen | over 3 dagen
    fr maintenant | il y a 1 minute | il y a 4 minutes | il y a 59 minutes | il y a 1 heure | il y a 5 heures | hier | avant-hier | il y a 10 jours | le mois dernier | il y a 2 ans | dans 3 minutes | demain | dans 3 jours
    es ahora | hace 1 minuto | hace 4 minutos | hace 59 minutos | hace 1 hora | hace 5 horas | ayer | anteayer | hace 10 días | el mes pasado | hace 2 años | dentro de 3 minutos | mañana | dentro de 3 días
    ar الآن | قبل دقيقة واحدة | قبل 4 دقائق | قبل 59 دقيقة | قبل ساعة واحدة | قبل 5 ساعات | أمس | أول أمس | قبل 10 أيام | الشهر الماضي | قبل سنتين | خلال 3 دقائق | غدًا | خلال 3 أيام
    ");
}

#[test]
fn amounts_are_written_as_each_language_writes_them() {
    let amounts = in_all_languages(|speech| {
        let money = |amount, currency| speech.money(&Money::parse(amount, currency).expect("an amount"));
        vec![
            money("14350", "DKK"),
            money("0.50", "EUR"),
            money("-99.90", "EUR"),
            money("12.345", "KWD"),
            money("1234", "JPY"),
            money("1123.45", "XYZ"),
            speech.number(12_500),
        ]
    });
    insta::assert_snapshot!(amounts, @r"
    en DKK⍽14,350.00 | €0.50 | -€99.90 | KWD⍽12.345 | JP¥1,234 | 1,123.45⍽XYZ | 12,500
    da 14.350,00⍽kr. | 0,50⍽€ | -99,90⍽€ | 12,345⍽KWD | 1.234⍽JP¥ | 1.123,45⍽XYZ | 12.500
    de 14.350,00⍽DKK | 0,50⍽€ | -99,90⍽€ | 12,345⍽KWD | 1.234⍽¥ | 1.123,45⍽XYZ | 12.500
    sv 14⍽350,00⍽Dkr | 0,50⍽€ | −99,90⍽€ | 12,345⍽KWD | 1⍽234⍽JP¥ | 1⍽123,45⍽XYZ | 12⍽500
    nb 14⍽350,00⍽DKK | 0,50⍽€ | −99,90⍽€ | 12,345⍽KWD | 1⍽234⍽JP¥ | 1⍽123,45⍽XYZ | 12⍽500
    nl DKK⍽14.350,00 | €⍽0,50 | €⍽-99,90 | KWD⍽12,345 | JP¥⍽1.234 | 1.123,45⍽XYZ | 12.500
    fr 14⍽350,00⍽DKK | 0,50⍽€ | -99,90⍽€ | 12,345⍽KWD | 1⍽234⍽JP¥ | 1⍽123,45⍽XYZ | 12⍽500
    es 14.350,00⍽DKK | 0,50⍽€ | -99,90⍽€ | 12,345⍽KWD | 1234⍽JP¥ | 1123,45⍽XYZ | 12.500
    ar ←14,350.00⍽DKK | ←0.50⍽€ | ←→-99.90⍽€ | ←12.345⍽د.ك.← | ←1,234⍽JP¥ | 1,123.45⍽XYZ | 12,500
    ");
}

/// The CLDR rounds some currencies to whole units; an invoice does not.
#[test]
fn no_amount_loses_a_digit() {
    let words = Words::load();
    for language in Language::ALL {
        let speech = words.in_language(language);
        for currency in Currency::iter().map(|currency| currency.code()) {
            let money = Money { minor: 12_345_671, currency: currency.to_owned() };
            let said = speech.money(&money);
            let digits: String = said.chars().filter(char::is_ascii_digit).collect();
            assert_eq!(digits, "12345671", "{said} in {language}");
        }
    }
}

#[test]
fn arabic_has_six_plural_forms() {
    let words = Words::load();
    let speech = words.in_language(Language::Arabic);
    let said = |key, name| {
        let lines =
            [0, 1, 2, 3, 11, 100].map(|n| format!("{n}: {}", speech.say_with(key, &[(name, Arg::from(n))])));
        lines.join("\n")
    };
    insta::assert_snapshot!(said("parcel-more-items", "count"), @r"
    0: ولا منتجات أخرى
    1: ومنتج آخر
    2: ومنتجان آخران
    3: و3 منتجات أخرى
    11: و11 منتجًا آخر
    100: و100 منتج آخر
    ");
    insta::assert_snapshot!(said("due-moved", "count"), @r"
    0: لم يتغير الموعد
    1: تغيّر الموعد مرة واحدة
    2: تغيّر الموعد مرتين
    3: تغيّر الموعد 3 مرات
    11: تغيّر الموعد 11 مرة
    100: تغيّر الموعد 100 مرة
    ");
}

#[test]
fn latin_names_hold_together_in_arabic() {
    let words = Words::load();
    let said = |language, name: &str| {
        words.in_language(language).say_with("order-title", &[("name", Arg::from(name))])
    };
    assert_eq!(said(Language::Arabic, "Lamp (oak)"), "الطلب \u{2068}Lamp (oak)\u{2069}");
    // Without the marks the # would stand behind the digits.
    assert_eq!(said(Language::Arabic, "#1001"), "الطلب \u{2068}#1001\u{2069}");
    assert_eq!(said(Language::English, "Lamp (oak)"), "Order Lamp (oak)");
}

#[test]
fn words_are_shared_by_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Words>();
    shared::<waymark::language::Speech>();
}

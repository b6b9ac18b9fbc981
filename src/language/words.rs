//! The sentences: Fluent files embedded in the binary, read once. Knows no dates and no money.
//! Start with [`Words::load`].

use std::collections::HashMap;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::arg::Arg;
use super::dates::Dates;
use super::money::Amounts;
use super::speech::Speech;
use super::tag::Language;

macro_rules! files {
    ($tag:literal) => {
        [
            include_str!(concat!("../../locales/", $tag, "/order.ftl")),
            include_str!(concat!("../../locales/", $tag, "/page.ftl")),
            include_str!(concat!("../../locales/", $tag, "/mail.ftl")),
        ]
    };
}

/// Every sentence and every formatter in every language. Built once; shared by all requests.
pub struct Words {
    tongues: [Arc<Tongue>; 9],
}

impl Words {
    /// Reads all sentences and prepares all formatters.
    #[must_use]
    pub fn load() -> Arc<Self> {
        Arc::new(Self { tongues: Language::ALL.map(|language| Arc::new(Tongue::new(language))) })
    }

    /// The sentences of one language: a cheap handle, to be taken for each page.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Speech {
        Speech::new(Arc::clone(&self.tongues[language as usize]))
    }
}

/// One language: its sentences, dates and amounts.
pub(super) struct Tongue {
    pub(super) language: Language,
    pub(super) dates: Dates,
    pub(super) amounts: Amounts,
    bundle: FluentBundle<FluentResource>,
    /// Sentences without variables, finished: most of a page.
    plain: HashMap<&'static str, Box<str>>,
}

impl Tongue {
    pub(super) fn new(language: Language) -> Self {
        let locale: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Isolation is decided for each value, in `arg`: invisible marks around every number and name
        // would be copied along, and only right-to-left sentences can need them.
        bundle.set_use_isolating(false);
        for file in files(language) {
            let (resource, errors) = match FluentResource::try_new(file.to_owned()) {
                Ok(resource) => (resource, Vec::new()),
                Err(partly) => partly,
            };
            debug_assert!(errors.is_empty(), "{language}: {errors:?}");
            let doubles = bundle.add_resource(resource);
            debug_assert!(doubles.is_ok(), "{language}: {doubles:?}");
        }
        let plain = plain_sentences(language, &bundle);
        Self { language, dates: Dates::new(language), amounts: Amounts::new(language), bundle, plain }
    }

    /// The sentence under `key`. An unknown key is a mistake of ours; the page shows the key itself.
    pub(super) fn say(&self, key: &str) -> String {
        match self.plain.get(key) {
            Some(text) => text.to_string(),
            None => self.say_with(key, &[]),
        }
    }

    pub(super) fn try_say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let isolate = self.language.direction() == "rtl";
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            values.set(*name, value.to_fluent(isolate));
        }
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        errors.is_empty().then_some(text)
    }

    pub(super) fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let isolate = self.language.direction() == "rtl";
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            values.set(*name, value.to_fluent(isolate));
        }
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            debug_assert!(false, "no sentence under {key}");
            return key.to_owned();
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{key} in {}: {errors:?}", self.language);
        text
    }

    pub(super) fn knows(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }
}

fn plain_sentences(
    language: Language,
    bundle: &FluentBundle<FluentResource>,
) -> HashMap<&'static str, Box<str>> {
    let keys = files(language).into_iter().flat_map(str::lines).filter_map(|line| {
        let (key, _) = line.split_once('=')?;
        key.starts_with(|c: char| c.is_ascii_lowercase()).then(|| key.trim_end())
    });
    keys.filter_map(|key| {
        let pattern = bundle.get_message(key)?.value()?;
        // A sentence that can be said without any value has no variable.
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, None, &mut errors);
        errors.is_empty().then(|| (key, text.into()))
    })
    .collect()
}

const fn files(language: Language) -> [&'static str; 3] {
    match language {
        Language::English => files!("en"),
        Language::Danish => files!("da"),
        Language::German => files!("de"),
        Language::Swedish => files!("sv"),
        Language::Norwegian => files!("nb"),
        Language::Dutch => files!("nl"),
        Language::French => files!("fr"),
        Language::Spanish => files!("es"),
        Language::Arabic => files!("ar"),
    }
}

//! Every sentence, date and amount a shopper reads, in nine languages.
//!
//! Start with [`Words::load`] at start-up, take a [`Speech`] with [`Words::in_language`] for each
//! page, and ask it: `speech.say("find-title")`, `speech.day(date, today)`, `speech.money(&total)`.
//! Which language a page is in: [`Language::negotiate`].
//!
//! The sentences are Fluent files in `locales/`, embedded in the binary; dates and amounts come from
//! the CLDR by ICU4X. Nothing here knows orders, HTTP or HTML, and nothing here reads a clock.

mod arg;
mod dates;
mod money;
mod speech;
mod tag;
mod words;

pub use arg::Arg;
pub use speech::Speech;
pub use tag::Language;
pub use words::Words;

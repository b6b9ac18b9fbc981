//! Messages from their record in the outbox to the mail server: what is told of Shopify's news
//! ([`Services::announcer`]), what becomes of a message when its time has come (`deliver`, `merge`), how
//! somebody unsubscribes, and what staff do with messages (`desk`). The message that goes with a merchant's
//! change is planned by `change_order`; its words are `write_message`'s.

mod announce;
mod deliver;
mod desk;
mod link_requested;
mod merge;
mod unsubscribe;
mod words;

pub use desk::{AddressFault, looks_like_an_address};
pub use unsubscribe::Unsubscribing;
pub use words::{kind_hint, kind_name, title_of};

pub(in crate::services) use deliver::sender_of;

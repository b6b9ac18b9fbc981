//! The timeline as an Atom feed (RFC 4287), for shoppers who read feeds: what the page shows at the link's
//! level, in its words, and no more.

use atom_syndication::{Content, Entry, Feed, FixedDateTime, Link, Text};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::domain::clock::Millis;
use crate::domain::link::Token;
use crate::domain::routes;
use crate::language::Language;
use crate::wire::order_view::{EntryView, OrderView};
use crate::wire::rich_text::plain;

use super::Services;
use super::view_order::Opened;

/// Most entries of a feed: readers keep what they saw.
const MOST: usize = 50;

impl Services {
    /// The feed of an opened order, from its page.
    #[must_use]
    pub fn order_feed(&self, opened: &Opened, token: &Token, view: &OrderView, language: Language) -> String {
        let address = routes::in_language(&self.link_address(&opened.shop, token), language.tag());
        let order = opened.knock.order.to_string();
        let entries: Vec<Entry> = view
            .days
            .iter()
            .flat_map(|day| &day.entries)
            .take(MOST)
            .map(|entry| self.feed_entry(&order, &address, entry))
            .collect();
        let newest = entries.iter().map(|entry| entry.updated).max();
        let speech = self.words.in_language(language);
        let name = speech.say_with("order-title", &[("name", view.name.as_str().into())]);
        let feed = Feed {
            lang: Some(language.tag().to_owned()),
            title: Text::plain(format!("{} · {name}", opened.shop.name)),
            subtitle: Some(Text::plain(view.headline.clone())),
            id: id_of(&[&order]),
            updated: newest.unwrap_or_else(|| instant(self.clock.now())),
            links: vec![page_link(&address)],
            entries,
            ..Feed::default()
        };
        feed.to_string()
    }

    fn feed_entry(&self, order: &str, address: &str, entry: &EntryView) -> Entry {
        let at = Millis::parse(&entry.time.iso).unwrap_or_else(|| self.clock.now());
        let text = entry.text.clone().or_else(|| plain(&entry.blocks));
        let said: Vec<String> = text.into_iter().chain(entry.quote.clone()).collect();
        Entry {
            title: Text::plain(entry.what.clone()),
            // By when and what: the same in every version of the feed.
            id: id_of(&[order, &entry.time.iso, &entry.what]),
            updated: instant(at),
            published: Some(instant(at)),
            links: vec![page_link(address)],
            content: (!said.is_empty()).then(|| Content {
                value: Some(said.join("\n\n")),
                content_type: Some("text".to_owned()),
                ..Content::default()
            }),
            ..Entry::default()
        }
    }
}

fn page_link(address: &str) -> Link {
    Link { href: address.to_owned(), rel: "alternate".to_owned(), ..Link::default() }
}

fn instant(at: Millis) -> FixedDateTime {
    at.to_rfc3339().parse().unwrap_or_default()
}

/// Says nothing of the link, so that a new link continues the same feed.
fn id_of(parts: &[&str]) -> String {
    let digest = Sha256::digest(parts.join("/"));
    format!("urn:waymark:{}", HEXLOWER.encode(&digest[..16]))
}

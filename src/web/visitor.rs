//! Who is asking: language, network, browser cookie. Nothing here is believed beyond its use.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::{HeaderMap, header};

use crate::domain::clock::Chance;
use crate::domain::link::Token;
use crate::domain::shop::Shop;
use crate::language::Language;
use crate::services::full_level::browser_hash;

/// The language asked for, of those the shop offers: by the address, else by the browser, else the shop's
/// main one. Without a shop all of ours are offered.
#[must_use]
pub fn language(asked: Option<&str>, headers: &HeaderMap, shop: Option<&Shop>) -> Language {
    let offered = shop.map_or(Language::ALL.to_vec(), |shop| Language::offered_by(&shop.settings));
    let by_address = asked.and_then(Language::from_locale).filter(|language| offered.contains(language));
    by_address.unwrap_or_else(|| {
        let main = shop.map_or(Language::ALL[0], |shop| Language::main_of(&shop.settings));
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        if accepted.is_empty() { main } else { Language::negotiate(accepted, &offered, main) }
    })
}

/// The network a request comes from, as a key for limits: an address, or the /64 of an IPv6 address.
/// X-Forwarded-For counts only from a listed proxy, and only its rightmost unlisted entry.
#[must_use]
pub fn network(peer: Option<SocketAddr>, headers: &HeaderMap, trusted: &[IpAddr]) -> String {
    let Some(peer) = peer else { return "local".into() };
    let (address, _) = nearest_stranger(peer, &hops(headers), trusted);
    key_of(address)
}

/// The same for a request that Shopify signed and passed on. Who stands before our own proxies then is
/// Shopify, and the entry before that is the one Shopify wrote: the shopper's address. Anything
/// further left the shopper may have typed. Only to be asked once the signature is proven: without
/// it the nearest stranger could write what it likes.
///
/// A proxy of ours that replaces the header instead of adding to it hides that entry; then all
/// shoppers behind Shopify share its key.
#[must_use]
pub fn network_behind_shopify(peer: Option<SocketAddr>, headers: &HeaderMap, trusted: &[IpAddr]) -> String {
    let Some(peer) = peer else { return "local".into() };
    let hops = hops(headers);
    let (shopify, used) = nearest_stranger(peer, &hops, trusted);
    let before = hops.len().checked_sub(used + 1).and_then(|at| hops[at].parse::<IpAddr>().ok());
    key_of(before.map_or(shopify, |address| address.to_canonical()))
}

/// The entries of X-Forwarded-For, oldest first.
fn hops(headers: &HeaderMap) -> Vec<&str> {
    let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|v| v.to_str().ok());
    forwarded.flat_map(|v| v.split(',')).map(str::trim).collect()
}

/// Whoever reached the first of our listed proxies, and how many entries of the header told it.
fn nearest_stranger(peer: SocketAddr, hops: &[&str], trusted: &[IpAddr]) -> (IpAddr, usize) {
    let mut address = peer.ip().to_canonical();
    let mut used = 0;
    for hop in hops.iter().rev() {
        if !trusted.contains(&address) {
            break;
        }
        let Ok(hop) = hop.parse::<IpAddr>() else { break };
        address = hop.to_canonical();
        used += 1;
    }
    (address, used)
}

fn key_of(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let s = v6.segments();
            Ipv6Addr::new(s[0], s[1], s[2], s[3], 0, 0, 0, 0).to_string()
        }
    }
}

/// Name of the cookie that binds full level to a browser.
const fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-waymark" } else { "waymark" }
}

/// The hash of this browser's cookie; `None` when it has none of ours.
#[must_use]
pub fn browser(headers: &HeaderMap, secure: bool) -> Option<[u8; 32]> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let mut pairs = cookies.flat_map(|v| v.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(name, _)| *name == cookie_name(secure))?;
    Token::parse(value).map(|secret| browser_hash(secret.reveal()))
}

/// A new browser secret: its hash, and the `Set-Cookie` value that plants it.
#[must_use]
pub fn new_browser(chance: &dyn Chance, secure: bool) -> ([u8; 32], String) {
    let secret = Token::draw(chance);
    let flags = if secure { "; Secure" } else { "" };
    let cookie = format!(
        "{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=86400{flags}",
        cookie_name(secure),
        secret.reveal()
    );
    (browser_hash(secret.reveal()), cookie)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forwarded(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), value.parse().unwrap())])
    }

    #[test]
    fn a_typed_forwarding_header_changes_nothing() {
        let peer = "203.0.113.9:1000".parse().ok();
        assert_eq!(network(peer, &forwarded("198.51.100.1"), &[]), "203.0.113.9");
    }

    #[test]
    fn behind_a_listed_proxy_the_rightmost_stranger_counts() {
        let proxy = "127.0.0.1".parse().unwrap();
        let peer = "127.0.0.1:1000".parse().ok();
        assert_eq!(network(peer, &forwarded("1.2.3.4, 198.51.100.7"), &[proxy]), "198.51.100.7");
        assert_eq!(network(peer, &forwarded("nonsense"), &[proxy]), "127.0.0.1");
    }

    #[test]
    fn behind_shopify_the_entry_counts_that_shopify_wrote() {
        let shopify = "192.0.2.80:443".parse().ok();
        let typed = forwarded("1.1.1.1, 198.51.100.7");
        assert_eq!(network_behind_shopify(shopify, &typed, &[]), "198.51.100.7");
        let proxy = "127.0.0.1".parse().unwrap();
        let local = "127.0.0.1:9".parse().ok();
        let through = forwarded("1.1.1.1, 2001:db8:1:2:3::7, 192.0.2.80");
        assert_eq!(network_behind_shopify(local, &through, &[proxy]), "2001:db8:1:2::");
        assert_eq!(network_behind_shopify(local, &forwarded("192.0.2.80"), &[proxy]), "192.0.2.80");
        assert_eq!(network_behind_shopify(shopify, &forwarded("x"), &[]), "192.0.2.80");
        assert_eq!(network_behind_shopify(shopify, &HeaderMap::new(), &[]), "192.0.2.80");
    }

    #[test]
    fn one_ipv6_network_is_one_key() {
        let a = network("[2001:db8:1:2:3::1]:1".parse().ok(), &HeaderMap::new(), &[]);
        let b = network("[2001:db8:1:2:ffff::9]:1".parse().ok(), &HeaderMap::new(), &[]);
        assert_eq!(a, b);
    }
}

//! Whether a shop's Admin API can be reached at all, and what time it is there. Asks without a token and
//! takes any answer: for the doctor, who has to tell a network's fault from a refusal.

use std::error::Error as _;
use std::io;
use std::time::Duration;

use super::ShopDomain;
use super::api::Http;
use crate::domain::clock::Millis;

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What came of trying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reached {
    /// Something answered.
    Yes {
        /// Its time, to the second; `None` when it did not say.
        date: Option<Millis>,
    },
    /// Nothing did.
    No(Obstacle),
}

/// Why nothing answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The name leads to no address.
    Name,
    /// The address does not take connections.
    Refused,
    /// No answer within ten seconds.
    Silence,
    /// The connection could not be made secret, or the other side could not prove who it is.
    Tls,
    /// The address in the settings is none.
    Address,
    /// Anything else.
    Other,
}

/// Tries to reach the Admin API of `shop` at `base`, an address with `{shop}` in it.
pub async fn reach(http: &Http, base: &str, shop: &ShopDomain) -> Reached {
    let url = format!("{}/admin/oauth/access_scopes.json", base.replace("{shop}", shop.as_str()));
    match http.look(&url, PATIENCE).await {
        Ok(date) => Reached::Yes { date: date.as_deref().and_then(time) },
        Err(error) => Reached::No(obstacle(&error)),
    }
}

/// The time in a `Date` header.
fn time(date: &str) -> Option<Millis> {
    let told = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(date).ok()?;
    Some(Millis(told.as_millisecond()))
}

/// The client tells apart only some of these; the rest stands in what lies below its error.
fn obstacle(error: &reqwest::Error) -> Obstacle {
    if error.is_builder() {
        return Obstacle::Address;
    }
    let mut below = error.source();
    while let Some(cause) = below {
        match cause.downcast_ref::<io::Error>().map(innermost) {
            Some(io::ErrorKind::ConnectionRefused) => return Obstacle::Refused,
            // What is below TLS brings bytes as they are: only TLS itself finds them wrong.
            Some(io::ErrorKind::InvalidData) if error.is_connect() => return Obstacle::Tls,
            _ => {}
        }
        let words = cause.to_string().to_lowercase();
        if words.contains("dns") || words.contains("lookup address") {
            return Obstacle::Name;
        }
        if words.contains("certificate") || words.contains("handshake") || words.contains("tls") {
            return Obstacle::Tls;
        }
        below = cause.source();
    }
    if error.is_timeout() { Obstacle::Silence } else { Obstacle::Other }
}

/// The kind of an error in an error: what is inside does not show among its causes.
fn innermost(error: &io::Error) -> io::ErrorKind {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<io::Error>()) {
        Some(inner) => innermost(inner),
        None => error.kind(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_an_answer_is_read() {
        assert_eq!(time("Mon, 23 Nov 2026 12:00:00 GMT"), Some(Millis(1_795_435_200_000)));
        assert_eq!(time("yesterday"), None);
    }

    #[tokio::test]
    async fn obstacles_are_told_apart() {
        let shop = ShopDomain::parse("oak.myshopify.com").unwrap();
        let at = async |base: &str| reach(&Http::new(), base, &shop).await;
        assert_eq!(at("http://127.0.0.1:9/{shop}").await, Reached::No(Obstacle::Refused));
        assert_eq!(at("http://no-such-host.invalid/{shop}").await, Reached::No(Obstacle::Name));
        assert_eq!(at("nowhere").await, Reached::No(Obstacle::Address));
    }

    #[tokio::test]
    async fn a_server_that_speaks_in_the_clear_is_no_secret_connection() {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let _ = stream.read(&mut [0; 4096]).await;
                let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
            }
        });
        let shop = ShopDomain::parse("oak.myshopify.com").unwrap();
        let found = reach(&Http::new(), &format!("https://{address}/{{shop}}"), &shop).await;
        server.abort();
        assert_eq!(found, Reached::No(Obstacle::Tls));
    }
}

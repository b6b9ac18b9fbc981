//! Which mail server to hand over to, read from one address: `smtp://user:password@host:587?tls=required`.
//! Holds a password and never shows it. Start with [`SmtpServer::parse`].

use std::fmt;
use std::path::PathBuf;

use lettre::transport::smtp::authentication::Credentials;
use percent_encoding::percent_decode_str;

/// How the way to the server is made safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TlsUse {
    /// From the first byte (port 465).
    Wrapped,
    /// By STARTTLS, or not at all.
    Required,
    /// By STARTTLS where the server offers it.
    Opportunistic,
    /// Never: for a server on the same machine.
    None,
}

/// A mail server, and how to sign in there.
#[derive(Clone)]
pub struct SmtpServer {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is made safe.
    pub tls: TlsUse,
    /// A certificate authority to trust besides those of the system.
    pub authority: Option<PathBuf>,
    /// The name this server calls itself by; `None` for the sender's domain.
    pub hello: Option<String>,
    pub(super) credentials: Option<Credentials>,
}

/// What is wrong with the address; never shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SmtpAddressError {
    /// Not an address of a mail server.
    #[error("an SMTP address begins with smtp:// or smtps:// and names a host")]
    Scheme,
    /// The port is none.
    #[error("the port of the SMTP address is not a number")]
    Port,
    /// Something is encoded wrongly.
    #[error("the SMTP address holds a % that is no encoded character; a % in a password is written %25")]
    Encoding,
    /// An unknown word after the `?`.
    #[error(
        "after the ? of the SMTP address may stand tls=required, tls=opportunistic, tls=none and ca=FILE"
    )]
    Parameter,
    /// A password without safe transport.
    #[error("a password would travel in the open: use smtps:// or ?tls=required")]
    Open,
}

impl SmtpServer {
    /// Reads an address. Without `?tls=` STARTTLS is required.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn parse(url: &str) -> Result<Self, SmtpAddressError> {
        let (scheme, rest) = url.trim().split_once("://").ok_or(SmtpAddressError::Scheme)?;
        let (rest, parameters) = rest.split_once('?').unwrap_or((rest, ""));
        // The last @: a password may hold one that is not encoded. Nothing in a host can.
        let (user, rest) = rest.rsplit_once('@').map_or((None, rest), |(user, rest)| (Some(user), rest));
        let (host, hello) = rest.split_once('/').unwrap_or((rest, ""));
        let (mut tls, usual_port) = match scheme {
            "smtp" => (TlsUse::Required, 587),
            "smtps" => (TlsUse::Wrapped, 465),
            _ => return Err(SmtpAddressError::Scheme),
        };
        let (host, port) = host_and_port(host, usual_port)?;
        let mut authority = None;
        for parameter in parameters.split('&').filter(|parameter| !parameter.is_empty()) {
            match parameter.split_once('=') {
                Some(("tls", "required")) if scheme == "smtp" => tls = TlsUse::Required,
                Some(("tls", "opportunistic")) if scheme == "smtp" => tls = TlsUse::Opportunistic,
                Some(("tls", "none")) if scheme == "smtp" => tls = TlsUse::None,
                Some(("ca", file)) if !file.is_empty() => authority = Some(decoded(file)?.into()),
                _ => return Err(SmtpAddressError::Parameter),
            }
        }
        let credentials = match user {
            None => None,
            Some(both) => {
                let (name, password) = both.split_once(':').unwrap_or((both, ""));
                Some(Credentials::new(decoded(name)?, decoded(password)?))
            }
        };
        let safe = matches!(tls, TlsUse::Wrapped | TlsUse::Required) || is_this_machine(&host);
        if credentials.is_some() && !safe {
            return Err(SmtpAddressError::Open);
        }
        let hello = (!hello.is_empty()).then(|| hello.to_owned());
        let hello = hello.filter(|hello| hello.bytes().all(|b| b.is_ascii_graphic()));
        Ok(Self { host, port, tls, authority, hello, credentials })
    }

    /// Whether it is on this machine, so that nobody stands on the way there.
    #[must_use]
    pub fn is_on_this_machine(&self) -> bool {
        is_this_machine(&self.host)
    }

    /// Whether it asks who we are.
    #[must_use]
    pub const fn signs_in(&self) -> bool {
        self.credentials.is_some()
    }
}

impl fmt::Debug for SmtpServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpServer")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("tls", &self.tls)
            .finish_non_exhaustive()
    }
}

fn host_and_port(text: &str, usual: u16) -> Result<(String, u16), SmtpAddressError> {
    let port = |text: &str| text.parse().map_err(|_| SmtpAddressError::Port);
    let (host, port) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, "")) => (host, usual),
        Some((host, rest)) => (host, port(rest.strip_prefix(':').ok_or(SmtpAddressError::Port)?)?),
        None => match text.split_once(':') {
            Some((host, number)) => (host, port(number)?),
            None => (text, usual),
        },
    };
    let fits = |b: u8| b.is_ascii_alphanumeric() || b".-_:".contains(&b);
    if host.is_empty() || !host.bytes().all(fits) {
        return Err(SmtpAddressError::Scheme);
    }
    Ok((host.to_owned(), port))
}

fn decoded(text: &str) -> Result<String, SmtpAddressError> {
    let hexadecimal = |at: usize| {
        text.get(at + 1..at + 3).is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    if !text.match_indices('%').all(|(at, _)| hexadecimal(at)) {
        return Err(SmtpAddressError::Encoding);
    }
    let text = percent_decode_str(text).decode_utf8().map_err(|_| SmtpAddressError::Encoding)?;
    Ok(text.into_owned())
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_servers() {
        let server = SmtpServer::parse("smtp://me%40shop.example:p%25w@mail.example").unwrap();
        assert_eq!((server.host.as_str(), server.port, server.tls), ("mail.example", 587, TlsUse::Required));
        assert_eq!(server.credentials, Some(Credentials::new("me@shop.example".into(), "p%w".into())));
        let server =
            SmtpServer::parse("smtps://mail.example:4650/shop.example?ca=/etc/own%20ca.pem").unwrap();
        assert_eq!((server.port, server.tls, server.signs_in()), (4650, TlsUse::Wrapped, false));
        assert_eq!(server.hello.as_deref(), Some("shop.example"));
        assert_eq!(server.authority, Some("/etc/own ca.pem".into()));
        let server = SmtpServer::parse("smtp://[::1]:25?tls=none").unwrap();
        assert_eq!((server.host.as_str(), server.port, server.tls), ("::1", 25, TlsUse::None));
    }

    #[test]
    fn what_cannot_be_used_is_told_without_the_password() {
        for (url, error) in [
            ("mail.example:25", SmtpAddressError::Scheme),
            ("http://mail.example", SmtpAddressError::Scheme),
            ("smtp://u:p@", SmtpAddressError::Scheme),
            ("smtp://mail.example:many", SmtpAddressError::Port),
            ("smtp://u:50%@mail.example", SmtpAddressError::Encoding),
            ("smtp://mail.example?tls=maybe", SmtpAddressError::Parameter),
            ("smtps://mail.example?tls=none", SmtpAddressError::Parameter),
            ("smtp://u:hunter2@mail.example?tls=none", SmtpAddressError::Open),
            ("smtp://u:hunter2@mail.example?tls=opportunistic", SmtpAddressError::Open),
        ] {
            assert_eq!(SmtpServer::parse(url).unwrap_err(), error, "{url}");
        }
        let shown = format!("{:?}", SmtpServer::parse("smtp://u:hunter2@mail.example").unwrap());
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}

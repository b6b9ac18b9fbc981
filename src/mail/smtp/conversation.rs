//! One connection to the mail server, opened, made safe and signed in, and the steps of handing one mail over
//! on it. Knows no pool and no retry. Start with [`Conversation::open`].

use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Noop, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};

use super::reply::{Phase, after_text, before_text, taken};
use super::server::{SmtpServer, TlsUse};
use crate::mail::MailError;
use crate::mail::mime::Letter;

/// Longest wait for one of several addresses of a server.
const CONNECT: Duration = Duration::from_secs(5);
/// Longest wait for a polite goodbye.
const GOODBYE: Duration = Duration::from_millis(500);

/// How to begin a conversation.
pub(super) struct Opening {
    pub server: SmtpServer,
    pub tls: Option<TlsParameters>,
    pub hello: ClientId,
}

/// A connection that is ready for mails.
pub(super) struct Conversation {
    connection: AsyncSmtpConnection,
}

impl Conversation {
    /// Connects, makes the way safe and signs in.
    pub async fn open(opening: &Opening) -> Result<Self, MailError> {
        let server = &opening.server;
        let wrapped = opening.tls.clone().filter(|_| server.tls == TlsUse::Wrapped);
        let place = (server.host.as_str(), server.port);
        let connect =
            AsyncSmtpConnection::connect_tokio1(place, Some(CONNECT), &opening.hello, wrapped, None);
        let mut connection = connect.await.map_err(|error| before_text(Phase::Opening, &error))?;
        match (server.tls, &opening.tls) {
            (TlsUse::Required, _) if !connection.can_starttls() => {
                return Err(MailError::NotReached("the mail server offers no TLS".to_owned()));
            }
            (TlsUse::Required | TlsUse::Opportunistic, Some(tls)) if connection.can_starttls() => {
                let started = connection.starttls(tls.clone(), &opening.hello).await;
                started.map_err(|error| before_text(Phase::Opening, &error))?;
            }
            _ => {}
        }
        if let Some(credentials) = &server.credentials {
            sign_in(&mut connection, credentials).await?;
        }
        Ok(Self { connection })
    }

    /// Whether the way is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.connection.is_encrypted()
    }

    /// Whether the server is still there and waits for the next mail.
    pub async fn is_alive(&mut self) -> bool {
        self.connection.command(Noop).await.is_ok()
    }

    /// Agrees on sender and recipient, up to the point where the server waits for the text.
    pub async fn agree(&mut self, letter: &Letter) -> Result<(), MailError> {
        let mut parameters = Vec::new();
        if [&letter.from, &letter.to].into_iter().any(|address| !AsRef::<str>::as_ref(address).is_ascii()) {
            if !self.connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(MailError::Malformed("address with letters that the mail server does not know"));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        let from = Mail::new(Some(letter.from.clone()), parameters);
        self.ask(Phase::Asking, from).await?;
        self.ask(Phase::Recipient, Rcpt::new(letter.to.clone(), Vec::new())).await?;
        match self.ask(Phase::Asking, Data).await? {
            354 => Ok(()),
            code => Err(MailError::NotReached(format!("{code} instead of 354"))),
        }
    }

    /// Sends the text and waits for the answer. From here on an error of the line leaves it open whether
    /// the server took the mail.
    pub async fn hand_over(&mut self, text: &[u8]) -> Result<String, MailError> {
        let text = std::str::from_utf8(text).map_err(|_| MailError::Malformed("text that is no UTF-8"))?;
        match self.connection.command(Whole(text)).await {
            Ok(response) => Ok(taken(&response)),
            Err(error) => Err(after_text(&error)),
        }
    }

    /// Says goodbye, without waiting long for an answer.
    pub async fn end(mut self) {
        let _ = tokio::time::timeout(GOODBYE, self.connection.quit()).await;
    }

    async fn ask<C: std::fmt::Display>(&mut self, phase: Phase, command: C) -> Result<u16, MailError> {
        let answer = self.connection.command(command).await;
        answer.map(|response| response.code().into()).map_err(|error| before_text(phase, &error))
    }
}

/// A mail's text up to its final dot, as it goes over the line: in one piece. lettre writes the dot by itself, and TCP
/// holds so small a piece back until the server has acknowledged the text, some 40 ms for each mail; a process that
/// dies meanwhile has given the mail and does not know it.
struct Whole<'a>(&'a str);

impl std::fmt::Display for Whole<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for line in self.0.strip_suffix("\r\n").unwrap_or(self.0).split("\r\n") {
            // A dot at the beginning of a line is doubled: RFC 5321, section 4.5.2.
            let dot = if line.starts_with('.') { "." } else { "" };
            write!(out, "{dot}{line}\r\n")?;
        }
        out.write_str(".\r\n")
    }
}

async fn sign_in(connection: &mut AsyncSmtpConnection, credentials: &Credentials) -> Result<(), MailError> {
    let signed_in = connection.auth(DEFAULT_MECHANISMS, credentials).await;
    signed_in.map(drop).map_err(|error| before_text(Phase::Opening, &error))
}

#[cfg(test)]
mod tests {
    use super::Whole;

    #[test]
    fn a_text_goes_over_the_line_in_one_piece_and_only_its_end_ends_it() {
        for (text, line) in [
            ("a\r\nb\r\n", "a\r\nb\r\n.\r\n"),
            ("a\r\nb", "a\r\nb\r\n.\r\n"),
            (".\r\nb\r\n", "..\r\nb\r\n.\r\n"),
            ("a\r\n.\r\nQUIT\r\n..\r\n", "a\r\n..\r\nQUIT\r\n...\r\n.\r\n"),
            ("a. b.\r\n\r\n", "a. b.\r\n\r\n.\r\n"),
        ] {
            assert_eq!(Whole(text).to_string(), line);
        }
    }
}

//! Hands mails over to a mail server. What the server knows decides the answer: before the text went out a
//! broken line means that nothing was handed over, afterwards that nobody knows. Never retries by itself
//! after the text went out. Start with [`SmtpTransport`].

mod conversation;
mod kept;
mod reply;
mod server;

use std::time::Duration;

use lettre::transport::smtp::client::{Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use tokio::time::{Instant, timeout_at};

pub use server::{SmtpAddressError, SmtpServer, TlsUse};

use super::dkim::DkimSigner;
use super::mime::Letter;
use super::{AboutToHandOver, MailError, Mailbox, OutgoingMail, Sending, Transport};
use conversation::{Conversation, Opening};
use kept::Kept;

/// Longest way up to the text: connecting, signing in, addresses; with one more try when a kept connection
/// had died.
const BEFORE_TEXT: Duration = Duration::from_secs(10);
/// Longest wait while the text goes out and for the answer to it.
const ANSWER: Duration = Duration::from_secs(10);

/// Hands mails over by SMTP, over TLS where the server's address says so, signed where there is a key.
pub struct SmtpTransport {
    opening: Opening,
    sender: Mailbox,
    signer: Option<DkimSigner>,
    kept: Kept,
    before_text: Duration,
    answer: Duration,
}

/// Why a mail server cannot be used as it is set up.
#[derive(Debug, thiserror::Error)]
pub enum SmtpSetupError {
    /// The sender is none.
    #[error("the sender is not an address; write it as Name <orders@shop.example>")]
    Sender,
    /// The file of a certificate authority cannot be used.
    #[error("the certificate authority of the SMTP address (ca=…) cannot be used: {0}")]
    Authority(String),
    /// TLS cannot be set up.
    #[error("TLS cannot be set up: {0}")]
    Tls(String),
}

/// What a look at the mail server found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probe {
    /// Whether the way there is encrypted.
    pub encrypted: bool,
    /// Whether it took our name and password; `false` also when there are none.
    pub signed_in: bool,
}

impl SmtpTransport {
    /// A transport to `server`; `sender` is whom mails are from that do not say it themselves.
    ///
    /// # Errors
    /// When the sender is no address or TLS cannot be set up.
    pub fn new(
        server: SmtpServer,
        sender: Mailbox,
        signer: Option<DkimSigner>,
    ) -> Result<Self, SmtpSetupError> {
        let address = super::header_text::address(&sender.address).ok_or(SmtpSetupError::Sender)?;
        let hello = server.hello.clone().unwrap_or_else(|| address.domain().to_owned());
        let tls = match server.tls {
            TlsUse::None => None,
            _ => Some(tls(&server)?),
        };
        let opening = Opening { server, tls, hello: ClientId::Domain(hello) };
        Ok(Self { opening, sender, signer, kept: Kept::default(), before_text: BEFORE_TEXT, answer: ANSWER })
    }

    /// The same with other longest waits: up to the text, and for the answer to it. Together they must stay
    /// below the lease of a message.
    #[must_use]
    pub fn with_patience(self, before_text: Duration, answer: Duration) -> Self {
        Self { before_text, answer, ..self }
    }

    /// The server.
    #[must_use]
    pub const fn server(&self) -> &SmtpServer {
        &self.opening.server
    }

    /// Whom mails are from that do not say it themselves.
    #[must_use]
    pub const fn sender(&self) -> &Mailbox {
        &self.sender
    }

    /// What signs.
    #[must_use]
    pub const fn signer(&self) -> Option<&DkimSigner> {
        self.signer.as_ref()
    }

    /// Connects and signs in without sending anything.
    ///
    /// # Errors
    /// When that does not work.
    pub async fn probe(&self) -> Result<Probe, MailError> {
        let until = Instant::now() + self.before_text;
        let conversation = within(until, Conversation::open(&self.opening)).await?;
        let probe =
            Probe { encrypted: conversation.is_encrypted(), signed_in: self.opening.server.signs_in() };
        conversation.end().await;
        Ok(probe)
    }

    /// Postmark gives mails Message-IDs of its own; what it is to tell us by, it wants in a header.
    fn is_postmark(&self) -> bool {
        let host = self.opening.server.host.to_ascii_lowercase();
        host == "postmarkapp.com" || host.ends_with(".postmarkapp.com")
    }

    async fn hand_over(
        &self,
        mail: &OutgoingMail,
        about_to: AboutToHandOver<'_>,
    ) -> Result<String, MailError> {
        let mut letter = Letter::write(mail, &self.sender)?;
        if self.is_postmark() {
            letter.mark_for_postmark(&mail.message_id);
        }
        if let Some(signer) = &self.signer {
            letter.bytes = signer.sign(&letter.bytes)?;
        }
        let (mut conversation, mails) = self.agreed(&letter).await?;
        if !about_to().await {
            // Without the final dot the server forgets what it was about to get.
            return Err(MailError::Withdrawn);
        }
        let answer = tokio::time::timeout(self.answer, conversation.hand_over(&letter.bytes)).await;
        let answer = answer.unwrap_or_else(|_| Err(MailError::AnswerLost("no answer in time".to_owned())));
        match &answer {
            Ok(_) | Err(MailError::Deferred { .. } | MailError::Refused { .. }) => {
                self.kept.keep(conversation, mails + 1).await;
            }
            Err(_) => {}
        }
        answer
    }

    /// A conversation in which the server waits for the text. One that was kept and turns out dead is
    /// replaced once.
    async fn agreed(&self, letter: &Letter) -> Result<(Conversation, u32), MailError> {
        let until = Instant::now() + self.before_text;
        if let Some((mut conversation, mails)) = self.kept.take(until).await {
            match within(until, conversation.agree(letter)).await {
                Ok(()) => return Ok((conversation, mails)),
                Err(MailError::NotReached(_)) => {}
                Err(refused) => {
                    conversation.end().await;
                    return Err(refused);
                }
            }
        }
        let mut conversation = within(until, Conversation::open(&self.opening)).await?;
        match within(until, conversation.agree(letter)).await {
            Ok(()) => Ok((conversation, 0)),
            Err(refused) => {
                conversation.end().await;
                Err(refused)
            }
        }
    }
}

impl Transport for SmtpTransport {
    fn send<'a>(&'a self, mail: &'a OutgoingMail, about_to: AboutToHandOver<'a>) -> Sending<'a> {
        Box::pin(self.hand_over(mail, about_to))
    }
}

impl std::fmt::Debug for SmtpTransport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmtpTransport").field("server", &self.opening.server).finish_non_exhaustive()
    }
}

/// Something before the text, until it is too late: then nothing was handed over.
async fn within<T>(until: Instant, work: impl Future<Output = Result<T, MailError>>) -> Result<T, MailError> {
    let late = |_| Err(MailError::NotReached("no answer in time".to_owned()));
    timeout_at(until, work).await.unwrap_or_else(late)
}

fn tls(server: &SmtpServer) -> Result<TlsParameters, SmtpSetupError> {
    let mut tls = TlsParameters::builder(server.host.clone());
    if let Some(file) = &server.authority {
        let pem = std::fs::read(file).map_err(|error| SmtpSetupError::Authority(error.to_string()))?;
        let authority =
            Certificate::from_pem(&pem).map_err(|error| SmtpSetupError::Authority(error.to_string()))?;
        tls = tls.add_root_certificate(authority);
    }
    tls.build().map_err(|error| SmtpSetupError::Tls(error.to_string()))
}

//! The folder transport: every mail becomes one `.eml` file that any mail program opens. For
//! development and for trying things out; nothing leaves the machine.

use std::collections::HashSet;
use std::path::PathBuf;

use data_encoding::BASE64_MIME;
use jiff::tz::TimeZone;

use super::{AboutToHandOver, MailError, OutgoingMail, Sending, Transport};
use crate::domain::ids::MessageId;

/// Writes mails into a folder.
#[derive(Clone, Debug)]
pub struct FolderTransport {
    folder: PathBuf,
}

impl FolderTransport {
    /// A transport that writes into `folder`, made with the first mail.
    #[must_use]
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Deletes the files of these messages. Returns how many there were; no folder is no file.
    ///
    /// # Errors
    /// When the folder cannot be listed or a file not be deleted.
    pub async fn forget(&self, messages: &[MessageId]) -> std::io::Result<u64> {
        if messages.is_empty() {
            return Ok(0);
        }
        let beginnings: HashSet<String> = messages.iter().map(MessageId::to_string).collect();
        let mut files = match tokio::fs::read_dir(&self.folder).await {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
            listed => listed?,
        };
        let mut gone = 0;
        while let Some(file) = files.next_entry().await? {
            let name = file.file_name();
            let id = name.to_str().and_then(|name| name.split('_').next());
            if id.is_some_and(|id| beginnings.contains(id)) {
                match tokio::fs::remove_file(file.path()).await {
                    Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
                    _ => gone += 1,
                }
            }
        }
        Ok(gone)
    }

    async fn write(&self, mail: &OutgoingMail) -> Result<(), MailError> {
        let text = render(mail)?;
        tokio::fs::create_dir_all(&self.folder).await?;
        let name: String = mail
            .message_id
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' })
            .collect();
        // Written under another name first, so that a reader never sees half a mail.
        let unfinished = self.folder.join(format!("{name}.tmp"));
        tokio::fs::write(&unfinished, text).await?;
        tokio::fs::rename(&unfinished, self.folder.join(format!("{name}.eml"))).await?;
        Ok(())
    }
}

impl Transport for FolderTransport {
    fn send<'a>(&'a self, mail: &'a OutgoingMail, about_to: AboutToHandOver<'a>) -> Sending<'a> {
        Box::pin(async move {
            if !about_to().await {
                return Err(MailError::Withdrawn);
            }
            self.write(mail).await?;
            Ok("written into the mail folder".to_owned())
        })
    }
}

/// The mail as RFC 5322 text with a base64 body.
fn render(mail: &OutgoingMail) -> Result<String, MailError> {
    if mail.to.contains(['\r', '\n', '<', '>', ',']) || !mail.to.contains('@') {
        return Err(MailError::Malformed("recipient"));
    }
    if mail.message_id.contains(['\r', '\n', '<', '>']) {
        return Err(MailError::Malformed("message id"));
    }
    let date = mail.at.in_zone(&TimeZone::UTC).strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
    Ok(format!(
        "Message-ID: <{}>\r\nDate: {date}\r\nTo: <{}>\r\nSubject: {}\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
        mail.message_id,
        mail.to,
        encoded_words(&mail.subject),
        BASE64_MIME.encode(mail.text.as_bytes()),
    ))
}

/// A header text as RFC 2047 encoded words, each short enough for a line.
fn encoded_words(text: &str) -> String {
    let mut words = Vec::new();
    let mut piece = String::new();
    for letter in text.chars().filter(|c| !c.is_control()) {
        if piece.len() + letter.len_utf8() > 42 {
            words.push(std::mem::take(&mut piece));
        }
        piece.push(letter);
    }
    words.push(piece);
    let encode = |word: &String| format!("=?utf-8?B?{}?=", data_encoding::BASE64.encode(word.as_bytes()));
    words.iter().map(encode).collect::<Vec<_>>().join("\r\n ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::clock::Millis;

    fn mail(to: &str, subject: &str) -> OutgoingMail {
        OutgoingMail {
            message_id: "1@shop.example".into(),
            to: to.into(),
            subject: subject.into(),
            text: "12345678".into(),
            at: Millis(0),
            ..OutgoingMail::default()
        }
    }

    #[test]
    fn a_hostile_subject_cannot_add_a_header() {
        let text = render(&mail("a@example.com", "hi\r\nBcc: b@example.com")).unwrap();
        assert!(!text.contains("\r\nBcc"));
        assert!(text.contains("Thu, 01 Jan 1970 00:00:00 +0000"));
    }

    #[test]
    fn a_recipient_that_is_not_one_address_is_refused() {
        for to in ["a@example.com\r\nBcc: b@example.com", "a@example.com, b@example.com", "nobody"] {
            assert!(render(&mail(to, "hi")).is_err(), "{to:?}");
        }
    }
}

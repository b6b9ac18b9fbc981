//! The folder transport: every mail becomes one `.eml` file that any mail program opens. For
//! development and for trying things out; nothing leaves the machine.

use std::collections::HashSet;
use std::path::PathBuf;

use super::{AboutToHandOver, Letter, MailError, Mailbox, OutgoingMail, Sending, Transport};
use crate::domain::ids::MessageId;

/// Writes mails into a folder.
#[derive(Clone, Debug)]
pub struct FolderTransport {
    folder: PathBuf,
    sender: Mailbox,
}

impl FolderTransport {
    /// A transport that writes into `folder`, made with the first mail.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            sender: Mailbox { name: "Waymark".to_owned(), address: "waymark@localhost".to_owned() },
        }
    }

    /// The same with another sender for mails that do not say whom they are from.
    #[must_use]
    pub fn from_sender(self, sender: Mailbox) -> Self {
        Self { sender, ..self }
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
        let letter = Letter::write(mail, &self.sender)?;
        tokio::fs::create_dir_all(&self.folder).await?;
        let name: String = mail
            .message_id
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' })
            .collect();
        // Written under another name first, so that a reader never sees half a mail.
        let unfinished = self.folder.join(format!("{name}.tmp"));
        tokio::fs::write(&unfinished, letter.bytes).await?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::clock::Millis;

    #[tokio::test]
    async fn a_mail_becomes_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let transport = FolderTransport::new(folder.path().join("mail"));
        let mail = OutgoingMail {
            message_id: "1@shop.example".into(),
            to: "a@example.com".into(),
            subject: "hi\r\nBcc: b@example.com".into(),
            text: "12345678".into(),
            at: Millis(0),
            ..OutgoingMail::default()
        };
        transport.send(&mail, Box::new(|| Box::pin(async { false }))).await.unwrap_err();
        assert!(!folder.path().join("mail").exists(), "nothing is written for a message taken over");
        transport.send(&mail, Box::new(|| Box::pin(async { true }))).await.unwrap();
        let text = std::fs::read_to_string(folder.path().join("mail/1_shop_example.eml")).unwrap();
        assert!(text.contains("From: \"Waymark\"\r\n <waymark@localhost>\r\n"), "{text}");
        assert!(text.contains("Thu, 01 Jan 1970 00:00:00 +0000") && !text.contains("\r\nBcc"), "{text}");
    }
}

//! Mails invitations. Claim in a short transaction with a lease, hand over outside of any transaction, finish
//! only where the claim still holds. A mail that may have arrived is sent again: it opens the same page. Start
//! with [`Services::send_invitations`].

use crate::domain::account::Mailed;
use crate::domain::admin_routes::join;
use crate::domain::door::host_of;
use crate::domain::shop::Shop;
use crate::mail::{AboutToHandOver, MailError, OutgoingMail, Transport};
use crate::services::{ServiceError, Services};
use crate::store::ClaimedInvitation;

/// How long a claim holds.
const LEASE_MS: i64 = 30_000;
/// Minutes to wait before each further try; afterwards it is given up, and its line in the list says so.
const RETRY_MINUTES: [i64; 5] = [1, 5, 15, 60, 240];

impl Services {
    /// Mails up to `most` invitations that wait. Returns how many were handed over.
    ///
    /// # Errors
    /// When the store does not answer; then what was claimed comes back after its lease.
    pub async fn send_invitations(&self, transport: &dyn Transport, most: u32) -> Result<u32, ServiceError> {
        let now = self.clock.now();
        let claimed = self.store.claim_invitations(most, LEASE_MS, now, &*self.chance).await?;
        if claimed.is_empty() {
            return Ok(0);
        }
        let (shops, mut sent) = (self.store.shops().await?, 0);
        for one in &claimed {
            let Some(shop) = shops.iter().find(|shop| shop.id == one.shop) else { continue };
            let mail = self.invitation_mail(shop, one);
            let (held, store) = (one.clone(), self.store.clone());
            let until = now.plus_seconds(LEASE_MS / 1_000);
            let about_to: AboutToHandOver<'_> = Box::new(move || {
                Box::pin(async move { store.hold_invitation(&held, until).await.unwrap_or(false) })
            });
            match transport.send(&mail, about_to).await {
                Ok(_) => {
                    self.store.finish_invitation(one, Mailed::Sent, self.clock.now()).await?;
                    sent += 1;
                }
                Err(error) => self.invitation_not_sent(one, &error).await?,
            }
        }
        Ok(sent)
    }

    async fn invitation_not_sent(
        &self,
        one: &ClaimedInvitation,
        error: &MailError,
    ) -> Result<(), ServiceError> {
        let detail = error.to_string();
        tracing::warn!(invitation.id = %one.invitation.id, error = detail, "invitation not sent");
        let tries = usize::try_from(one.attempts).unwrap_or(usize::MAX);
        let wait = RETRY_MINUTES.get(tries.saturating_sub(1)).filter(|_| error.may_pass());
        let (state, minutes) = wait.map_or((Mailed::Failed, 0), |minutes| (Mailed::Waiting, *minutes));
        self.store.finish_invitation(one, state, self.clock.now().plus_minutes(minutes)).await?;
        Ok(())
    }

    fn invitation_mail(&self, shop: &Shop, one: &ClaimedInvitation) -> OutgoingMail {
        let link = format!("{}{}", self.public_url, join(&one.token));
        let (by, role) = (&one.invitation.invited_by, one.invitation.role.in_words());
        let day = shop.settings.calendar().day_of(one.invitation.ends_at);
        let invited = format!("{by} invites you to the team of {}: you would be {role}.", shop.name);
        let ends = format!("The invitation is open until {day} and can be used once.");
        let else_ = "If you do not know what this is about, ignore this mail: nothing happens then.";
        let host = host_of(&self.public_url).unwrap_or_default();
        OutgoingMail {
            message_id: format!("{}@{host}", one.invitation.id),
            to: one.invitation.email.clone(),
            language: "en".to_owned(),
            subject: format!("Join the team of {}", shop.name).replace(['\r', '\n'], " "),
            text: format!("{invited}\n\nOpen this page to join:\n{link}\n\n{ends}\n\n{else_}\n"),
            html: format!(
                "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Invitation</title></head>\
                 <body style=\"font-family:sans-serif;line-height:1.5\"><p>{}</p>\
                 <p><a href=\"{}\">Join the team</a></p><p>{ends}</p><p>{else_}</p></body></html>",
                escaped(&invited),
                escaped(&link)
            ),
            at: self.clock.now(),
            ..OutgoingMail::default()
        }
    }
}

/// A text as it stands in HTML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_stay_text() {
        assert_eq!(super::escaped("<b>A & \"B\"</b>"), "&lt;b&gt;A &amp; &quot;B&quot;&lt;/b&gt;");
    }
}

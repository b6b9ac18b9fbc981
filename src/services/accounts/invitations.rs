//! Inviting people to a shop's team: by mail, with a secret that opens one page, once, for seven days. How the
//! mail is handed over is [`super::invitation_mail`]'s affair, what the page does is [`super::joining`]'s. Start
//! with [`Services::invite`].

use uuid::Uuid;

use crate::domain::account::{Invitation, Mailed, Role, User};
use crate::domain::audit::Audited;
use crate::domain::ids::uuid_at;
use crate::domain::link::Token;
use crate::domain::shop::Shop;
use crate::services::{ServiceError, Services};
use crate::store::search_key::email_key;

use super::fields::{Wrong, check_email};
use super::limits::{Limit, MINUTE_MS, bucket};
use super::wait_in_words;

/// How long an invitation is open.
pub const OPEN_DAYS: i64 = 7;
/// Mails to one address, from all shops together.
const TO_ADDRESS: [Limit; 2] = [(60 * MINUTE_MS, 5), (24 * 60 * MINUTE_MS, 10)];
/// Mails of one shop.
const OF_SHOP: [Limit; 2] = [(60 * MINUTE_MS, 30), (24 * 60 * MINUTE_MS, 100)];

impl Services {
    /// Invites somebody. What is wrong, by field; empty when the mail is on its way.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn invite(
        &self,
        shop: &Shop,
        who: &User,
        email: &str,
        role: Option<Role>,
    ) -> Result<Wrong, ServiceError> {
        let (email, mut wrong) = (email.trim(), Wrong::new());
        check_email(email, &mut wrong);
        if role.is_none() {
            wrong.insert("role", "Choose a role.".into());
        }
        let key = email_key(email);
        let team = self.store.shop(shop.id).team().await?;
        if team.iter().any(|mate| email_key(&mate.user.email) == key) {
            let sentence = "They are in the team already: change their role in the list above.";
            wrong.insert("email", sentence.into());
        }
        if let (true, Some(role)) = (wrong.is_empty(), role)
            && let Some(seconds) = self.put_invitation(shop, who, email, role, "team.invited").await?
        {
            let sentence = format!("Too many invitations. Try again {}.", wait_in_words(seconds));
            wrong.insert("email", sentence);
        }
        Ok(wrong)
    }

    /// Mails an invitation again, with a new secret and for another seven days; the earlier mail opens nothing
    /// from then on. Returns a sentence for whoever did it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn invite_again(&self, shop: &Shop, who: &User, id: Uuid) -> Result<String, ServiceError> {
        let known = self.store.shop(shop.id).invitations().await?;
        let Some(one) = known.into_iter().find(|one| one.id == id) else {
            return Ok("The invitation is not there any more.".to_owned());
        };
        let waits = self.put_invitation(shop, who, &one.email, one.role, "team.invited_again").await?;
        Ok(match waits {
            Some(seconds) => format!("Too many invitations. Try again {}.", wait_in_words(seconds)),
            None => format!("Another invitation is on its way to {}. The earlier one is void.", one.email),
        })
    }

    /// Takes an invitation back. Returns a sentence for whoever did it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn withdraw_invitation(
        &self,
        shop: &Shop,
        who: &User,
        id: Uuid,
    ) -> Result<String, ServiceError> {
        let store = self.store.shop(shop.id);
        let known = store.invitations().await?.into_iter().find(|one| one.id == id);
        let subject = known.map(|one| one.email).unwrap_or_default();
        let what = Audited {
            action: "team.invitation_revoked".into(),
            subject: subject.clone(),
            ..Audited::default()
        };
        let now = self.clock.now();
        Ok(if store.withdraw_invitation(id, (&who.name, &what), now, &*self.chance).await? {
            format!("The invitation to {subject} is void.")
        } else {
            "The invitation is not there any more.".to_owned()
        })
    }

    /// Stores an invitation to be mailed; the seconds to wait where there were too many.
    async fn put_invitation(
        &self,
        shop: &Shop,
        who: &User,
        email: &str,
        role: Role,
        action: &str,
    ) -> Result<Option<i64>, ServiceError> {
        let address = bucket(&[b"invitation", email_key(email).as_bytes()]);
        let of_shop = bucket(&[b"invitations of", shop.id.0.as_bytes()]);
        let waits = self.count_try(&address, &TO_ADDRESS).await?;
        let waits = waits.max(self.count_try(&of_shop, &OF_SHOP).await?);
        if waits.is_some() {
            return Ok(waits);
        }
        let now = self.clock.now();
        let invitation = Invitation {
            id: uuid_at(now, &*self.chance),
            email: email.to_owned(),
            role,
            invited_by: who.name.clone(),
            created_at: now,
            ends_at: now.plus_days(OPEN_DAYS),
            mailed: Mailed::Waiting,
        };
        let what = Audited {
            action: action.into(),
            subject: email.to_owned(),
            before: None,
            after: Some(role.name().to_owned()),
        };
        let token = Token::draw(&*self.chance);
        let store = self.store.shop(shop.id);
        store.put_invitation(&invitation, &token, (&who.name, &what), &*self.chance).await?;
        Ok(None)
    }
}

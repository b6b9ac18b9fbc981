//! Inviting people to a shop's team: by mail, with a secret that opens one page, once, for seven days. How the
//! mail is handed over is [`super::invitation_mail`]'s affair. Start with [`Services::invite`].

use uuid::Uuid;

use crate::domain::account::{Invitation, Mailed, Role, User};
use crate::domain::audit::Audited;
use crate::domain::clock::Millis;
use crate::domain::ids::{UserId, uuid_at};
use crate::domain::link::Token;
use crate::domain::shop::Shop;
use crate::services::{ServiceError, Services};
use crate::store::search_key::email_key;
use crate::store::{Joining, StoreError};

use super::SessionKey;
use super::fields::{Wrong, check_email, check_name, check_password};
use super::limits::{Limit, MINUTE_MS, bucket};
use super::wait_in_words;

/// How long an invitation is open.
pub const OPEN_DAYS: i64 = 7;
/// Mails to one address, from all shops together.
const TO_ADDRESS: [Limit; 2] = [(60 * MINUTE_MS, 5), (24 * 60 * MINUTE_MS, 10)];
/// Mails of one shop.
const OF_SHOP: [Limit; 2] = [(60 * MINUTE_MS, 30), (24 * 60 * MINUTE_MS, 100)];

/// An open invitation, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenInvitation {
    /// Where to.
    pub shop: Shop,
    /// The invitation.
    pub invitation: Invitation,
    /// Who signs in with its address already; `None` for somebody new.
    pub known: Option<User>,
}

/// What came of taking an invitation up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joined {
    /// They are in the team.
    Done(User),
    /// It is over, was taken back or used.
    Over,
    /// To be corrected.
    Wrong(Wrong),
    /// Somebody signs in with this address already: they do so first.
    Known,
}

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

    /// The invitation with this secret; `None` when it is over, taken back or used. Changes nothing.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn open_invitation(&self, token: &Token) -> Result<Option<OpenInvitation>, ServiceError> {
        let Some((shop, invitation)) = self.store.open_invitation(token.hash(), self.clock.now()).await?
        else {
            return Ok(None);
        };
        let Some(shop) = self.store.shops().await?.into_iter().find(|known| known.id == shop) else {
            return Ok(None);
        };
        let known = self.store.user_by_email(&invitation.email).await?;
        Ok(Some(OpenInvitation { shop, invitation, known }))
    }

    /// Takes an invitation up for somebody new, with the name and the password they chose.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn join_new(&self, token: &Token, name: &str, password: &str) -> Result<Joined, ServiceError> {
        let Some(open) = self.open_invitation(token).await? else { return Ok(Joined::Over) };
        if open.known.is_some() {
            return Ok(Joined::Known);
        }
        let mut wrong = Wrong::new();
        check_name(name, &mut wrong);
        check_password(password, &open.invitation.email, &mut wrong);
        if !wrong.is_empty() {
            return Ok(Joined::Wrong(wrong));
        }
        let now = self.clock.now();
        let user = User {
            id: UserId::new(now, &*self.chance),
            email: open.invitation.email.clone(),
            name: name.trim().to_owned(),
        };
        let hash = self.passwords.hash(password, &*self.chance).await?;
        match self.accept(&open, token, Joining::New(&user, &hash), now).await {
            Ok(true) => Ok(Joined::Done(user)),
            Ok(false) => Ok(Joined::Over),
            Err(StoreError::Conflict(_)) => Ok(Joined::Known),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes an invitation up for somebody who is signed in with its address; their session goes on under the
    /// key returned, all others end. `None` when it is over, or meant for somebody else.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn join_known(
        &self,
        token: &Token,
        user: &User,
        key: &SessionKey,
    ) -> Result<Option<SessionKey>, ServiceError> {
        let Some(open) = self.open_invitation(token).await? else { return Ok(None) };
        let is_theirs = open.known.as_ref().is_some_and(|known| known.id == user.id);
        if !is_theirs || !self.accept(&open, token, Joining::Known(user), self.clock.now()).await? {
            return Ok(None);
        }
        let key = self.change_key(key).await?;
        self.store.end_other_sessions(user.id, Some(key.hash())).await?;
        Ok(Some(key))
    }

    async fn accept(
        &self,
        open: &OpenInvitation,
        token: &Token,
        joining: Joining<'_>,
        now: Millis,
    ) -> Result<bool, StoreError> {
        let what = Audited {
            action: "team.joined".into(),
            subject: open.invitation.email.clone(),
            before: None,
            after: Some(open.invitation.role.name().to_owned()),
        };
        let store = self.store.shop(open.shop.id);
        store.accept_invitation(token.hash(), joining, &what, now, &*self.chance).await
    }
}

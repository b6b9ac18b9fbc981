//! Taking an invitation up: looking at it changes nothing; whoever is new chooses a name and a password, whoever
//! signs in already is added. Start with [`Services::open_invitation`].

use crate::domain::account::{Invitation, User};
use crate::domain::audit::Audited;
use crate::domain::clock::Millis;
use crate::domain::ids::UserId;
use crate::domain::link::Token;
use crate::domain::shop::Shop;
use crate::services::{ServiceError, Services};
use crate::store::{Joining, StoreError};

use super::SessionKey;
use super::fields::{Wrong, check_name, check_password};

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

//! Users as the command line sees to them: for whoever runs the server and is locked out of its pages.

use crate::domain::account::{Membership, Role, User};
use crate::domain::audit::Audited;
use crate::domain::ids::UserId;
use crate::domain::shop::Shop;
use crate::services::{ServiceError, Services};

use super::fields::{Wrong, check_email, check_name, check_password};

/// Who changed something, for the audit log.
const COMMAND_LINE: &str = "command line";

/// Somebody to be added.
#[derive(Clone, Copy)]
pub struct NewUser<'a> {
    /// The address to sign in with.
    pub email: &'a str,
    /// The name colleagues read; may be missing for somebody who is there already.
    pub name: Option<&'a str>,
    /// The password; may be missing for somebody who is there already.
    pub password: Option<&'a str>,
}

impl Services {
    /// Adds somebody to these shops. Somebody who is there already keeps name and password and only gets
    /// the role. Returns who, and whether they are new.
    ///
    /// # Errors
    /// [`ServiceError::Input`] when a field cannot be taken; the sentence says what to do.
    pub async fn add_person(
        &self,
        new: &NewUser<'_>,
        shops: &[Shop],
        role: Role,
    ) -> Result<(User, bool), ServiceError> {
        let known = self.store.user_by_email(new.email).await?;
        let is_new = known.is_none();
        let user = match known {
            Some(user) => user,
            None => self.make_person(new).await?,
        };
        let now = self.clock.now();
        for shop in shops {
            self.store.set_member(user.id, Membership { shop: shop.id, role }, now).await?;
            let what = Audited {
                action: "team.added".into(),
                subject: user.email.clone(),
                before: None,
                after: Some(role.name().to_owned()),
            };
            self.note_audit(shop, COMMAND_LINE, &what).await?;
        }
        // Another role needs another key.
        if !is_new && !shops.is_empty() {
            self.store.end_other_sessions(user.id, None).await?;
        }
        Ok((user, is_new))
    }

    async fn make_person(&self, new: &NewUser<'_>) -> Result<User, ServiceError> {
        let (name, password) = (new.name.unwrap_or_default(), new.password.unwrap_or_default());
        let mut wrong = Wrong::new();
        check_email(new.email, &mut wrong);
        check_name(name, &mut wrong);
        check_password(password, new.email, &mut wrong);
        refuse(&wrong)?;
        let now = self.clock.now();
        let user = User {
            id: UserId::new(now, &*self.chance),
            email: new.email.trim().to_owned(),
            name: name.trim().to_owned(),
        };
        let hash = self.passwords.hash(password, &*self.chance).await?;
        self.store.add_user(&user, now).await?;
        self.store.set_password(user.id, &hash).await?;
        Ok(user)
    }

    /// Gives somebody another password, ends their sessions and forgets their browsers.
    ///
    /// # Errors
    /// [`ServiceError::Input`] when the password cannot be taken.
    pub async fn replace_password(&self, user: &User, password: &str) -> Result<(), ServiceError> {
        let mut wrong = Wrong::new();
        check_password(password, &user.email, &mut wrong);
        refuse(&wrong)?;
        let hash = self.passwords.hash(password, &*self.chance).await?;
        self.store.set_password(user.id, &hash).await?;
        self.store.end_other_sessions(user.id, None).await?;
        self.store.forget_devices(user.id).await?;
        let what =
            Audited { action: "account.password".into(), subject: user.email.clone(), ..Audited::default() };
        self.note_everywhere_as(COMMAND_LINE, user, &what).await
    }

    /// Removes somebody from everything.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn remove_person(&self, user: &User) -> Result<(), ServiceError> {
        let what =
            Audited { action: "team.removed".into(), subject: user.email.clone(), ..Audited::default() };
        self.note_everywhere_as(COMMAND_LINE, user, &what).await?;
        self.store.remove_user(user.id).await?;
        Ok(())
    }

    async fn note_everywhere_as(&self, who: &str, user: &User, what: &Audited) -> Result<(), ServiceError> {
        for (shop, _) in self.shops_of(user).await? {
            self.note_audit(&shop, who, what).await?;
        }
        Ok(())
    }
}

fn refuse(wrong: &Wrong) -> Result<(), ServiceError> {
    match wrong.values().next() {
        Some(sentence) => Err(ServiceError::Input(sentence.clone())),
        None => Ok(()),
    }
}

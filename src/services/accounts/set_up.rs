//! The first start: whoever reads the server's console makes the owner. There is no user that nobody made.

use data_encoding::BASE32_NOPAD;
use subtle::ConstantTimeEq as _;

use crate::domain::account::User;
use crate::domain::ids::UserId;
use crate::services::{ServiceError, Services};

use super::fields::{Wrong, check_email, check_name, check_password};
use super::limits::{Limit, MINUTE_MS, bucket};

/// Letters of a code: 60 random bits.
const CODE_LETTERS: usize = 12;
/// Tries from one network.
const TRIES: [Limit; 2] = [(MINUTE_MS, 5), (15 * MINUTE_MS, 15)];

/// What is typed at the first start.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the names say it")]
pub struct FirstOwner<'a> {
    pub code: &'a str,
    pub email: &'a str,
    pub name: &'a str,
    pub password: &'a str,
}

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub enum SetUp {
    /// The owner is made.
    Done(User),
    /// Somebody may sign in already: there is nothing to set up.
    Closed,
    /// To be corrected.
    Wrong(Wrong),
    /// Too many tries.
    Wait {
        /// Seconds until the next one is looked at.
        seconds: i64,
    },
}

impl Services {
    /// Whether nobody may sign in yet.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn needs_set_up(&self) -> Result<bool, ServiceError> {
        Ok(!self.store.has_users().await?)
    }

    /// Draws the code that a starting server prints, when nobody may sign in yet; `None` else. `alone`
    /// says that no other server runs on this database: then codes of earlier starts end.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn draw_set_up_code(&self, alone: bool) -> Result<Option<String>, ServiceError> {
        if !self.needs_set_up().await? {
            return Ok(None);
        }
        let mut bytes = [0u8; 8];
        self.chance.fill(&mut bytes);
        let letters = &BASE32_NOPAD.encode(&bytes)[..CODE_LETTERS];
        let now = self.clock.now();
        let drop_before = if alone { now } else { now.plus_days(-1) };
        self.store.keep_set_up_code(self.store.set_up_hash(letters), drop_before, now).await?;
        Ok(Some(format!("{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..])))
    }

    /// Makes the first user, owner of every shop there is. `network` is only counted.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn set_up(&self, typed: &FirstOwner<'_>, network: &str) -> Result<SetUp, ServiceError> {
        if !self.needs_set_up().await? {
            return Ok(SetUp::Closed);
        }
        let bucket = bucket(&[b"set-up", network.as_bytes()]);
        if let Some(seconds) = self.count_try(&bucket, &TRIES).await? {
            return Ok(SetUp::Wait { seconds });
        }
        let mut wrong = Wrong::new();
        if !self.is_set_up_code(typed.code).await? {
            let sentence = "This is not the code. The server prints it when it starts, and only until there is an \
                owner; start it again for a new one.";
            wrong.insert("code", sentence.into());
        }
        check_email(typed.email, &mut wrong);
        check_name(typed.name, &mut wrong);
        check_password(typed.password, typed.email, &mut wrong);
        if !wrong.is_empty() {
            return Ok(SetUp::Wrong(wrong));
        }
        let now = self.clock.now();
        let user = User {
            id: UserId::new(now, &*self.chance),
            email: typed.email.trim().to_owned(),
            name: typed.name.trim().to_owned(),
        };
        let hash = self.passwords.hash(typed.password, &*self.chance).await?;
        let first = self.store.make_first_owner(&user, &hash, now).await?;
        Ok(if first { SetUp::Done(user) } else { SetUp::Closed })
    }

    /// The names of all shops, for the page of the first start.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn shop_names(&self) -> Result<Vec<String>, ServiceError> {
        Ok(self.store.shops().await?.into_iter().map(|shop| shop.name).collect())
    }

    async fn is_set_up_code(&self, typed: &str) -> Result<bool, ServiceError> {
        let hash = self.store.set_up_hash(&letters_of(typed));
        let mut right = false;
        for code in self.store.set_up_codes().await? {
            right |= bool::from(code.ct_eq(&hash));
        }
        Ok(right)
    }
}

/// A code in any spelling: digits that look like its letters are taken for them.
fn letters_of(typed: &str) -> String {
    let letters = typed.chars().filter(char::is_ascii_alphanumeric).take(40);
    let read = |letter: char| match letter.to_ascii_uppercase() {
        '0' => 'O',
        '1' => 'I',
        '8' => 'B',
        other => other,
    };
    letters.map(read).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_code_is_read_in_any_spelling() {
        assert_eq!(super::letters_of(" abcd-ef01 8xyz\n"), "ABCDEFOIBXYZ");
    }
}

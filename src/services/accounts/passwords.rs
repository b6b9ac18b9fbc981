//! Passwords: Argon2id, away from the threads that serve, only so many at a time. Never keeps or logs one.

use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use tokio::sync::Semaphore;

use crate::domain::clock::Chance;
use crate::services::ServiceError;

/// How many are worked on side by side: each takes 19 MiB and a core for some tens of milliseconds.
const AT_ONCE: usize = 2;

/// Works with passwords. Cheap to clone; clones share the limit.
#[derive(Clone)]
pub struct Passwords {
    places: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Passwords {
    /// The hash under which a password is kept, with its salt and costs.
    ///
    /// # Errors
    /// When it cannot be made: memory is short.
    pub async fn hash(&self, password: &str, chance: &dyn Chance) -> Result<String, ServiceError> {
        let mut salt = [0u8; 16];
        chance.fill(&mut salt);
        let password = password.to_owned();
        let made = self
            .work(move || {
                let hash: Result<PasswordHash, _> =
                    Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
                hash.map(|hash| hash.to_string()).ok()
            })
            .await?;
        made.ok_or(ServiceError::Broken("a password could not be hashed"))
    }

    /// Whether a password is the one of this hash. Without a hash the same work is done for nothing, so
    /// that nobody learns by the time it takes that there is none.
    ///
    /// # Errors
    /// When it cannot be tried: memory is short.
    pub async fn fits(&self, password: &str, hash: Option<&str>) -> Result<bool, ServiceError> {
        let Some(hash) = hash else {
            self.hash(password, &Zeros).await?;
            return Ok(false);
        };
        let (password, hash) = (password.to_owned(), hash.to_owned());
        self.work(move || Argon2::default().verify_password(password.as_bytes(), hash.as_str()).is_ok()).await
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ServiceError> {
        let broken = ServiceError::Broken("the worker for passwords is gone");
        let Ok(place) = Arc::clone(&self.places).acquire_owned().await else { return Err(broken) };
        let done = tokio::task::spawn_blocking(move || {
            // Held until the work is over, also when nobody waits for it any more.
            let _place = place;
            work()
        });
        done.await.map_err(|_| broken)
    }
}

/// The salt of work done for nothing.
struct Zeros;

impl Chance for Zeros {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::clock::SystemChance;

    #[tokio::test]
    async fn only_the_password_fits_and_every_hash_has_its_own_salt() {
        let passwords = Passwords::default();
        let hash = passwords.hash("correct horse battery", &SystemChance).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_ne!(hash, passwords.hash("correct horse battery", &SystemChance).await.unwrap());
        assert!(passwords.fits("correct horse battery", Some(&hash)).await.unwrap());
        for (password, hash) in
            [("Correct horse battery", Some(&*hash)), ("x", None), ("x", Some("nonsense"))]
        {
            assert!(!passwords.fits(password, hash).await.unwrap());
        }
    }
}

//! What a form knows of the values it was made from, so that saving notices what somebody else saved meanwhile. Nothing of
//! the values can be read from it.

use std::fmt::Debug;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// A mark of everything that `shown` holds: two are equal only where what they are made from is.
pub(super) fn form_mark(shown: &impl Debug) -> String {
    HEXLOWER.encode(&Sha256::digest(format!("{shown:?}").as_bytes())[..12])
}

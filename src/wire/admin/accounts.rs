//! What the pages of signing in and of the own account show.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What is wrong in a form: sentences by field name.
pub type FieldErrors = BTreeMap<String, String>;

/// The page to sign in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInView {
    /// The address as typed.
    pub email: String,
    /// Where to go afterwards: a path of ours, or empty.
    pub back: String,
    /// What is wrong, with what to do; `None` when nothing is.
    pub problem: Option<String>,
    /// Why somebody is here ("You are signed out."); `None` for no special reason.
    pub note: Option<String>,
}

/// The page of the first start.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetUpView {
    /// The code as typed.
    pub code: String,
    /// The address as typed.
    pub email: String,
    /// The name as typed.
    pub name: String,
    /// What is wrong, by field.
    pub wrong: FieldErrors,
    /// What is wrong with the whole.
    pub problem: Option<String>,
    /// The shops that the owner gets, by name.
    pub shops: Vec<String>,
}

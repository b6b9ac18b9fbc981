//! The pages of signing in and of the own account.
//!
//! [`outside::OutsidePage`] stands around pages of people who are not signed in yet.

pub mod account;
pub mod audit;
pub mod field;
pub mod join;
pub mod outside;
pub mod passkeys;
pub mod second_factor;
pub mod set_up;
pub mod shops;
pub mod sign_in;
pub mod team;

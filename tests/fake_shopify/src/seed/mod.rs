//! Many believable orders at once, and random legal changes to them. The same seed gives the same
//! orders; nothing sends webhooks by itself.

mod goods;
mod life;

pub(crate) use life::{fill, mutate};

//! Background work. Each job looks at the stored state and calls one service; it is woken by a hint
//! or by a timer, so a lost hint costs a moment, never a message. Start with [`send_messages`].

mod batches;
pub mod keep_true;
mod retention;
mod send_messages;

pub use batches::carry_out_batches;
pub use retention::keep_only_what_may_stay;
pub use send_messages::{Bell, send_messages};

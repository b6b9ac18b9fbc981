//! Background work. Each job looks at the stored state and calls one service; it is woken by a hint
//! or by a timer, so a lost hint costs a moment, never a message. Start with [`send_messages`].

mod batches;
mod count_visits;
mod index_orders;
pub mod keep_true;
mod move_on;
mod retention;
mod send_invitations;
mod send_messages;
mod send_tests;

pub use batches::carry_out_batches;
pub use count_visits::write_visits;
pub use index_orders::index_orders;
pub use move_on::move_on;
pub use retention::keep_only_what_may_stay;
pub use send_invitations::send_invitations;
pub use send_messages::{Bell, send_messages};
pub use send_tests::{TestMails, send_tests};

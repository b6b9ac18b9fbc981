//! Handing mail over: what becomes of every error a mail server can make, at every point of the conversation
//! (`error_table`), a real server with libraries of others as judges (`real_server`), and what is said about a
//! sender (`sender`).

mod error_table;
mod python;
mod real_server;
mod scripted;
mod sender;

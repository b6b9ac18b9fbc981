//! Templates of messages: Shopify's variables and filters, the built-in ones in every language, hostile ones
//! behind the fence, and the command line.

mod bomb_list;
mod bombs;
mod built_in;
mod command_line;
mod data;
mod every_variable;
mod masked_html;
mod shopify_mails;
mod shopify_table;
mod shopify_templates;

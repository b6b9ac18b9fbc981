//! The integration tests: one binary, one link step. What each module proves stands at its top.

mod app_proxy;
mod bad_input;
mod carriers;
mod console;
mod crash;
mod headers;
mod headline_table;
mod languages;
mod layering;
mod levels_view;
mod links;
mod logs;
mod lookup;
mod merging;
mod native_states;
mod sample_import;
mod schema;
mod settings;
mod shopify_samples;
mod signatures;
mod store_contract;
mod support;
mod webhook_topics;

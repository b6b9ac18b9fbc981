//! The integration tests: one binary, one link step. What each module proves stands at its top.

mod bad_input;
mod carriers;
mod crash;
mod headers;
mod layering;
mod links;
mod lookup;
mod settings;
mod shopify_samples;
mod support;

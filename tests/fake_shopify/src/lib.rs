//! A stand-in for Shopify: a test tool.

//! Everything that knows Shopify's shapes and manners. Start with [`intake`]: it turns what Shopify
//! gives into facts about orders.

pub mod intake;

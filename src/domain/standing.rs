//! How a shop stands with Shopify, and the parts of orders that notices speak of. Knows neither API
//! nor database.

/// How a shop stands with Shopify.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Never connected: its orders come by import.
    #[default]
    Alone,
    /// Connected: notices and reads flow.
    Connected,
    /// Connected, but Shopify refuses for now (frozen or locked shop, refused credentials): pages keep
    /// the last known state.
    Paused,
    /// The app was removed: pages keep the last known state and say so.
    Uninstalled,
}

impl Standing {
    const ALL: [Self; 4] = [Self::Alone, Self::Connected, Self::Paused, Self::Uninstalled];

    /// The word stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::Connected => "connected",
            Self::Paused => "paused",
            Self::Uninstalled => "uninstalled",
        }
    }

    /// Reads a stored word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.word() == word)
    }
}

/// What a notice of Shopify's is about. Only the first names its order; the others have to be looked
/// up (Shopify's webhook bodies of fulfillment orders and some of returns carry no order id).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "Shopify's own names")]
pub enum Part {
    Order,
    FulfillmentOrder,
    Return,
    ReverseFulfillmentOrder,
    ReverseDelivery,
}

impl Part {
    const ALL: [Self; 5] = [
        Self::Order,
        Self::FulfillmentOrder,
        Self::Return,
        Self::ReverseFulfillmentOrder,
        Self::ReverseDelivery,
    ];

    /// The word stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::FulfillmentOrder => "fulfillment-order",
            Self::Return => "return",
            Self::ReverseFulfillmentOrder => "reverse-fulfillment-order",
            Self::ReverseDelivery => "reverse-delivery",
        }
    }

    /// Reads a stored word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.word() == word)
    }
}

/// By which road a shop was connected (Shopify facts 4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Road {
    /// An app of the merchant's own in the Dev Dashboard: tokens of a day, asked for again.
    ClientCredentials,
    /// An install link and the merchant's consent.
    CodeGrant,
    /// A token pasted from an app made in the admin in earlier years: it does not end.
    Pasted,
}

impl Road {
    const ALL: [Self; 3] = [Self::ClientCredentials, Self::CodeGrant, Self::Pasted];

    /// The word stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ClientCredentials => "client-credentials",
            Self::CodeGrant => "code-grant",
            Self::Pasted => "pasted",
        }
    }

    /// Reads a stored word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|road| road.word() == word)
    }
}

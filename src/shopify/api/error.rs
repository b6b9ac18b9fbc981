//! Why Shopify did not do what was asked, in kinds that call for different answers (Shopify facts 2.7).

/// A refusal or a failure. Its text is fit for everybody: no data, no secrets.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// Asked too fast for longer than is worth waiting here.
    #[error("Shopify asks this app to slow down")]
    Throttled,
    /// The question alone is dearer than Shopify allows.
    #[error("the question is dearer than Shopify allows")]
    TooExpensive,
    /// The token is missing, wrong or withdrawn (401), perhaps because the app was removed.
    #[error("Shopify does not accept the access token")]
    Unauthorized,
    /// The app's own credentials, a code or a refresh token were refused.
    #[error("{0}")]
    Credentials(CredentialFault),
    /// The shop is frozen for an unpaid bill (402).
    #[error("Shopify has frozen the shop")]
    Frozen,
    /// The shop is locked (423).
    #[error("Shopify has locked the shop")]
    Locked,
    /// A permission is missing (403, or access denied).
    #[error("the app lacks a permission{}", .scope.as_deref().map(|s| format!(" ({s})")).unwrap_or_default())]
    Forbidden {
        /// Shopify's name of the permission, where it says so.
        scope: Option<String>,
    },
    /// There is no such shop (404).
    #[error("Shopify knows no shop of this name")]
    NoSuchShop,
    /// No answer, or one that says "later" (5xx, network, time).
    #[error("Shopify could not be reached or did not answer in time")]
    Unavailable,
    /// As many exports as are allowed run already.
    #[error("Shopify is exporting for this app already")]
    OperationInProgress,
    /// Shopify did not accept what was asked, in its own words.
    #[error("Shopify did not accept this: {0}")]
    Refused(String),
    /// The answer is not what the API promises.
    #[error("Shopify's answer could not be read")]
    Unreadable,
    /// An export's file is not there (any more).
    #[error("the file of the export is not there any more")]
    ExportGone,
    /// A file of ours could not be written; the kind of failure.
    #[error("the file could not be written: {0}")]
    File(std::io::ErrorKind),
}

/// What about credentials was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CredentialFault {
    /// The client id or client secret (`invalid_client`).
    #[error("Shopify does not accept the client id and client secret")]
    Client,
    /// A code or a refresh token that is spent, too old or another app's (`invalid_grant`).
    #[error("Shopify does not accept the code or refresh token")]
    Grant,
    /// The app is not installed in this shop, or belongs to another organization.
    #[error("Shopify does not give this app a token for this shop")]
    Shop,
    /// Anything else.
    #[error("Shopify refused to give a token")]
    Other,
}

impl CredentialFault {
    /// Reads the `error` of a refused token request.
    pub(in crate::shopify) fn of(word: &str) -> Self {
        match word {
            "invalid_client" | "application_cannot_be_found" => Self::Client,
            "invalid_grant" | "invalid_request" | "invalid_subject_token" => Self::Grant,
            "shop_not_permitted" | "app_not_installed" | "unauthorized_client" => Self::Shop,
            _ => Self::Other,
        }
    }
}

impl ApiError {
    /// What an HTTP status means; `None` for one that is no failure.
    pub(in crate::shopify) const fn of_status(status: u16) -> Option<Self> {
        Some(match status {
            200..=299 => return None,
            // A shop that was renamed or closed is pointed away from.
            300..=399 | 404 | 410 => Self::NoSuchShop,
            401 => Self::Unauthorized,
            402 => Self::Frozen,
            403 => Self::Forbidden { scope: None },
            423 => Self::Locked,
            429 => Self::Throttled,
            400 | 405..=409 | 411..=422 => Self::Unreadable,
            _ => Self::Unavailable,
        })
    }

    /// What the merchant or whoever runs Waymark can do about it.
    #[must_use]
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::Throttled => {
                "Nothing to do: it goes on by itself. Other apps of the same kind slow it down."
            }
            Self::TooExpensive => "This is a fault in Waymark: report it.",
            Self::Unauthorized => {
                "Check that the app is still installed in the shop, then connect the shop again."
            }
            Self::Credentials(CredentialFault::Client) => {
                "Copy client id and client secret from the app's settings in the Dev Dashboard once more."
            }
            Self::Credentials(CredentialFault::Grant) => "Install the app once more from the start.",
            Self::Credentials(CredentialFault::Shop) => {
                "Install the app in this shop; client credentials work only where app and shop belong to the same organization."
            }
            Self::Credentials(CredentialFault::Other) => "Connect the shop again.",
            Self::Frozen => "The shop's bill at Shopify has to be paid; then it goes on by itself.",
            Self::Locked => "Ask Shopify's support why the shop is locked; then it goes on by itself.",
            Self::Forbidden { .. } => {
                "Grant the app the missing permission in the Dev Dashboard and install it again."
            }
            Self::NoSuchShop => "Check the spelling of the shop's myshopify.com domain.",
            Self::Unavailable => {
                "Nothing to do: it is tried again. If it lasts, look at Shopify's status page."
            }
            Self::OperationInProgress => "Wait until a running export has ended, or cancel one.",
            Self::Refused(_) => "Mend what Shopify's words say.",
            Self::Unreadable => {
                "It is tried again. If it lasts, see whether this version of Waymark is still current."
            }
            Self::ExportGone => "Start the export again: its file is kept for seven days.",
            Self::File(_) => "See whether the data folder can be written and has room.",
        }
    }

    /// Whether the same call may well succeed later without anybody doing anything.
    #[must_use]
    pub const fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Throttled
                | Self::Unavailable
                | Self::Unreadable
                | Self::OperationInProgress
                | Self::File(_)
        )
    }

    /// Whether nothing at all can be asked of this shop until somebody acts.
    #[must_use]
    pub const fn pauses(&self) -> bool {
        matches!(
            self,
            Self::Unauthorized | Self::Credentials(_) | Self::Frozen | Self::Locked | Self::NoSuchShop
        )
    }
}

//! Webhook subscriptions of this app in this shop. Making one twice makes two: list first.

use super::Api;
use super::call::Question;
use super::error::ApiError;
use super::join::MOST_PAGES;
use super::operations::{
    Resubscribe, Subscribe, Subscriptions, Unsubscribe, resubscribe, subscribe, subscriptions, unsubscribe,
};

/// A subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// Its global id.
    pub id: String,
    /// Its topic, as the Admin API spells it (`ORDERS_UPDATED`).
    pub topic: String,
    /// Where deliveries go.
    pub uri: String,
}

impl Api {
    /// All subscriptions of this app made by API.
    ///
    /// # Errors
    /// When Shopify refuses or does not answer.
    pub async fn subscriptions(&self) -> Result<Vec<Subscription>, ApiError> {
        let mut all = Vec::new();
        let mut after = None;
        for _ in 0..MOST_PAGES {
            let variables = subscriptions::Variables { after };
            let question = Question::now(110.0);
            let answer = self.ask::<Subscriptions>("Subscriptions", variables, question).await?;
            let page = answer.typed::<subscriptions::ResponseData>()?.webhook_subscriptions;
            for node in page.nodes {
                let word = serde_json::to_value(&node.topic).ok();
                let topic = word.and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default();
                all.push(Subscription { id: node.id, topic, uri: node.uri });
            }
            match page.page_info.end_cursor.filter(|_| page.page_info.has_next_page) {
                Some(cursor) => after = Some(cursor),
                None => break,
            }
        }
        Ok(all)
    }

    /// Subscribes to `topic`, as the Admin API spells it.
    ///
    /// # Errors
    /// [`ApiError::Refused`] in Shopify's words, for instance for an address that is not https.
    pub async fn subscribe(&self, topic: &str, uri: &str) -> Result<(), ApiError> {
        let topic = subscribe::WebhookSubscriptionTopic::Other(topic.to_owned());
        let variables = subscribe::Variables { topic, uri: uri.to_owned() };
        let answer = self.ask::<Subscribe>("Subscribe", variables, Question::act()).await?;
        let payload = answer.typed::<subscribe::ResponseData>()?.webhook_subscription_create;
        accepted(payload.ok_or(ApiError::Unreadable)?.user_errors.into_iter().map(|error| error.message))
    }

    /// Sends an existing subscription's deliveries to `uri`.
    ///
    /// # Errors
    /// [`ApiError::Refused`] in Shopify's words, also when there is no such subscription.
    pub async fn resubscribe(&self, id: &str, uri: &str) -> Result<(), ApiError> {
        let variables = resubscribe::Variables { id: id.to_owned(), uri: uri.to_owned() };
        let answer = self.ask::<Resubscribe>("Resubscribe", variables, Question::act()).await?;
        let payload = answer.typed::<resubscribe::ResponseData>()?.webhook_subscription_update;
        accepted(payload.ok_or(ApiError::Unreadable)?.user_errors.into_iter().map(|error| error.message))
    }

    /// Ends a subscription.
    ///
    /// # Errors
    /// [`ApiError::Refused`] in Shopify's words, also when there is no such subscription.
    pub async fn unsubscribe(&self, id: &str) -> Result<(), ApiError> {
        let variables = unsubscribe::Variables { id: id.to_owned() };
        let answer = self.ask::<Unsubscribe>("Unsubscribe", variables, Question::act()).await?;
        let payload = answer.typed::<unsubscribe::ResponseData>()?.webhook_subscription_delete;
        accepted(payload.ok_or(ApiError::Unreadable)?.user_errors.into_iter().map(|error| error.message))
    }
}

/// Passes when there are no user errors.
pub(super) fn accepted(mut messages: impl Iterator<Item = String>) -> Result<(), ApiError> {
    match messages.next() {
        None => Ok(()),
        Some(message) => Err(ApiError::Refused(message.chars().take(300).collect())),
    }
}

//! Webhook subscriptions: each topic once, to our door. Creating one is not idempotent at Shopify, and
//! after eight failures in a row one is deleted (Shopify facts 3.4): so what is there is listed first,
//! what is missing made, what is doubled ended. Subscriptions of others are let be.

use crate::domain::routes;
use crate::domain::shop::{Shop, WebhooksBy};
use crate::shopify::api::{Api, Subscription};
use crate::shopify::scopes;
use crate::shopify::topics::{TOPICS, Topic};

use super::{ServiceError, Services};

/// What looking through the subscriptions came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Topics that were subscribed well already.
    pub kept: u32,
    /// Topics that had to be subscribed.
    pub made: Vec<String>,
    /// Topics whose address had to be changed.
    pub moved: Vec<String>,
    /// Doubled ones that were ended.
    pub ended: u32,
    /// Topics that the granted scopes do not open.
    pub closed: Vec<String>,
    /// Topics that Shopify refused, in its words.
    pub refused: Vec<String>,
}

impl Services {
    /// Looks through the subscriptions of a connected shop and puts them right. One process at a time:
    /// `None` when another is at it.
    ///
    /// # Errors
    /// When the store does not answer or Shopify refuses.
    pub async fn audit_subscriptions(&self, shop: &Shop) -> Result<Option<Audit>, ServiceError> {
        let store = self.store.shop(shop.id);
        let Some(turn) = self.take_turn(&store).await? else { return Ok(None) };
        let audit = self.audit(shop).await;
        store.end_comparing(turn).await?;
        let audit = audit?;
        store.note_audited(self.clock.now()).await?;
        Ok(Some(audit))
    }

    async fn audit(&self, shop: &Shop) -> Result<Audit, ServiceError> {
        let api = self.shopify_api(shop).await?;
        let door = routes::hooks(&shop.handle);
        let ours = format!("{}{door}", self.public_url);
        let connection = self.store.shop(shop.id).connection().await?;
        let granted = connection.map(|connection| connection.scopes).unwrap_or_default();
        let there = self.told(shop, api.subscriptions().await).await?;
        let mut audit = Audit::default();
        if shop.settings.webhooks == WebhooksBy::File {
            for ours in there.iter().filter(|known| known.uri.ends_with(&door)) {
                self.told(shop, api.unsubscribe(&ours.id).await).await?;
                audit.ended += 1;
            }
            return Ok(audit);
        }
        for topic in TOPICS.iter().filter(|topic| topic.subscribed) {
            if !scopes::opens(topic.scopes, &granted) {
                audit.closed.push(topic.name.to_owned());
                continue;
            }
            let same: Vec<&Subscription> = there
                .iter()
                .filter(|known| {
                    known.topic == topic.word && (known.uri == ours || known.uri.ends_with(&door))
                })
                .collect();
            self.put_right(&api, topic, &same, &ours, &mut audit).await.or_else(|error| match error {
                ServiceError::Shopify(refusal) if !refusal.may_pass() && !refusal.pauses() => {
                    audit.refused.push(format!("{}: {refusal}", topic.name));
                    Ok(())
                }
                error => Err(error),
            })?;
        }
        Ok(audit)
    }

    /// One topic: the first good subscription stays, a strayed one is moved, the rest go.
    async fn put_right(
        &self,
        api: &Api,
        topic: &Topic,
        same: &[&Subscription],
        ours: &str,
        audit: &mut Audit,
    ) -> Result<(), ServiceError> {
        let keep = same.iter().find(|known| known.uri == ours).or_else(|| same.first());
        match keep {
            None => {
                api.subscribe(topic.word, ours).await?;
                audit.made.push(topic.name.to_owned());
            }
            Some(known) if known.uri != ours => {
                api.resubscribe(&known.id, ours).await?;
                audit.moved.push(topic.name.to_owned());
            }
            Some(_) => audit.kept += 1,
        }
        let kept = keep.map(|known| known.id.as_str());
        for doubled in same.iter().filter(|known| Some(known.id.as_str()) != kept) {
            api.unsubscribe(&doubled.id).await?;
            audit.ended += 1;
        }
        Ok(())
    }
}

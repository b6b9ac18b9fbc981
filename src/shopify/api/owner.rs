//! Which order a thing belongs to: some webhooks name only the thing (Shopify facts 3.5).

use serde_json::Value;

use super::Api;
use super::call::Question;
use super::error::ApiError;
use super::operations::*;
use crate::domain::ids::ShopifyId;
use crate::shopify::delivery::Ask;

impl Api {
    /// The order `ask` is about; the order itself when it names one. `None` when the API does not know
    /// the thing or it belongs to no order.
    ///
    /// # Errors
    /// When Shopify refuses or does not answer.
    pub async fn order_of(&self, ask: Ask) -> Result<Option<ShopifyId>, ApiError> {
        let question = Question::now(4.0);
        let gid = |kind: &str, id: ShopifyId| format!("gid://shopify/{kind}/{id}");
        let found = match ask {
            Ask::Order(id) => return Ok(Some(id)),
            Ask::FulfillmentOrder(id) => {
                let variables = order_of_fulfillment_order::Variables { id: gid("FulfillmentOrder", id) };
                let name = "OrderOfFulfillmentOrder";
                let mut answer = self.ask::<OrderOfFulfillmentOrder>(name, variables, question).await?;
                answer.take("fulfillmentOrder")?.map(|found| found["orderId"].clone())
            }
            Ask::Return(id) => {
                let variables = order_of_return::Variables { id: gid("Return", id) };
                let mut answer = self.ask::<OrderOfReturn>("OrderOfReturn", variables, question).await?;
                answer.take("return")?.map(|found| found["order"]["id"].clone())
            }
            Ask::ReverseFulfillmentOrder(id) => {
                let variables =
                    order_of_reverse_fulfillment_order::Variables { id: gid("ReverseFulfillmentOrder", id) };
                let name = "OrderOfReverseFulfillmentOrder";
                let mut answer =
                    self.ask::<OrderOfReverseFulfillmentOrder>(name, variables, question).await?;
                answer.take("reverseFulfillmentOrder")?.map(|found| found["order"]["id"].clone())
            }
            Ask::ReverseDelivery(id) => {
                let variables = order_of_reverse_delivery::Variables { id: gid("ReverseDelivery", id) };
                let name = "OrderOfReverseDelivery";
                let mut answer = self.ask::<OrderOfReverseDelivery>(name, variables, question).await?;
                let found = answer.take("reverseDelivery")?;
                found.map(|found| found["reverseFulfillmentOrder"]["order"]["id"].clone())
            }
        };
        Ok(found.as_ref().and_then(Value::as_str).and_then(ShopifyId::parse))
    }
}

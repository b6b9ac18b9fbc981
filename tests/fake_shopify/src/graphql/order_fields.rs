//! The fields of `Order` and `LineItem`.

use serde_json::{Value, json};

use super::args::{Args, number};
use super::errors::Denial;
use super::exec::Ctx;
use super::small;
use super::value::{Node, Val};
use crate::actions::gid;
use crate::clock::zulu;
use crate::model::money::{bag, graphql};
use crate::model::order::{Line, Order};
use crate::model::status::{self, Sums};

/// The secret part of the address of Shopify's own status page.
pub(crate) fn status_token(o: &Order) -> String {
    crate::clock::Dice::new(o.id()).hex(32)
}

/// The confirmation number: random letters and digits, fit to show.
pub(crate) fn confirmation(o: &Order) -> String {
    crate::clock::Dice::new(o.id() ^ 0xC0DE).hex(9).to_uppercase()
}

impl<'a> Ctx<'a> {
    /// A personal field: an error beside null without level 2 (facts 2.11).
    fn personal(&self, field: &str, value: impl FnOnce() -> Value) -> Val<'a> {
        if self.shop.protected < 2 { Val::Denied(Denial::field(field)) } else { Val::Json(value()) }
    }

    pub(super) fn order_field(&self, o: &'a Order, name: &str, args: &Args) -> Option<Val<'a>> {
        let money = |amount: i64| Val::Json(bag(amount, &o.currency));
        let sums = || Sums::of(o);
        Some(match name {
            "id" => Val::of(gid("Order", o.id())),
            "legacyResourceId" => Val::of(o.id().to_string()),
            "name" => Val::of(o.name()),
            "number" => Val::of(o.number - 1000),
            "confirmationNumber" => Val::of(confirmation(o)),
            "createdAt" => Val::of(zulu(o.created_at)),
            "processedAt" => Val::of(zulu(o.processed_at)),
            "updatedAt" => Val::of(zulu(o.updated_at)),
            "closed" => Val::of(o.closed_at.is_some()),
            "closedAt" => Val::of(o.closed_at.map(zulu)),
            "cancelledAt" => Val::of(o.cancelled_at.map(zulu)),
            "cancelReason" => Val::of(o.cancel_reason.as_deref()),
            "cancellation" => Val::of(o.cancelled_at.map(|_| json!({ "staffNote": null }))),
            "test" => Val::of(o.test),
            "edited" => Val::of(o.edited),
            "confirmed" => Val::of(true),
            "fullyPaid" => Val::of(status::outstanding(o) == 0),
            "unpaid" => Val::of(sums().captured == 0),
            "capturable" => Val::of(sums().authorized > sums().captured),
            "refundable" => Val::of(sums().captured > sums().refunded),
            "restockable" | "merchantEditable" => Val::of(true),
            "taxesIncluded" => Val::of(true),
            "taxExempt" | "customerAcceptsMarketing" | "dutiesIncluded" | "estimatedTaxes" => Val::of(false),
            "fulfillable" => Val::of(o.lines.iter().any(|l| l.unfulfilled > 0)),
            "requiresShipping" => Val::of(o.lines.iter().any(|l| l.requires_shipping)),
            "canNotifyCustomer" => Val::of(o.email.is_some()),
            "customerLocale" => Val::of(o.locale.as_deref()),
            "note" => Val::of(o.note.as_deref()),
            "tags" => Val::of(o.tags.iter().map(|t| t.as_ref()).collect::<Vec<_>>()),
            "sourceName" => Val::of("web"),
            "poNumber" => Val::NULL,
            "customAttributes" | "discountCodes" => Val::of(Vec::<Value>::new()),
            "discountCode" => Val::NULL,
            "paymentGatewayNames" => Val::of(crate::bodies::gateways(o)),
            "displayFinancialStatus" => Val::of(status::financial(o)),
            "displayFulfillmentStatus" => Val::of(status::fulfillment(o)),
            "returnStatus" => Val::of(status::returns(o)),
            "currencyCode" | "presentmentCurrencyCode" => Val::of(o.currency.as_ref()),
            "currentTotalPriceSet" => money(status::total(o)),
            "totalPriceSet" | "originalTotalPriceSet" => money(status::original_total(o)),
            "totalOutstandingSet" => money(status::outstanding(o)),
            "totalReceivedSet" => money(sums().captured),
            "netPaymentSet" => money(sums().captured - sums().refunded),
            "totalRefundedSet" => money(sums().refunded),
            "totalCapturableSet" => money((sums().authorized - sums().captured).max(0)),
            "subtotalPriceSet" => money(o.lines.iter().map(|l| l.price * i64::from(l.quantity)).sum()),
            "currentSubtotalPriceSet" => money(o.lines.iter().map(|l| l.price * i64::from(l.current)).sum()),
            "totalShippingPriceSet" | "currentShippingPriceSet" => money(o.shipping),
            "totalTaxSet" | "currentTotalTaxSet" | "totalDiscountsSet" | "currentTotalDiscountsSet" => {
                money(0)
            }
            "cartDiscountAmountSet" | "originalTotalDutiesSet" | "currentTotalDutiesSet" => Val::NULL,
            "totalTipReceivedSet" => money(0),
            "totalPrice" => Val::of(graphql(status::original_total(o), &o.currency)),
            "subtotalLineItemsQuantity" => Val::of(o.lines.iter().map(|l| l.quantity).sum::<u32>()),
            "currentSubtotalLineItemsQuantity" => Val::of(o.lines.iter().map(|l| l.current).sum::<u32>()),
            "email" => self.personal("email", || o.email.as_deref().into()),
            "phone" => self.personal("phone", || o.phone.as_deref().into()),
            "shippingAddress" | "billingAddress" | "displayAddress" => {
                self.personal(name, || o.address.as_deref().map(|a| small::address(a, o.id() + 3)).into())
            }
            "statusPageUrl" => self.personal("statusPageUrl", || {
                let token = status_token(o);
                format!(
                    "https://{}/{}/orders/{token}/authenticate?key={token}",
                    self.shop.domain, self.shop.id
                )
                .into()
            }),
            "customer" => self.customer(o),
            "shippingLine" => Val::of(shipping(o)),
            "shippingLines" => Val::Conn(shipping(o).into_iter().map(|s| (o.id(), Val::Json(s))).collect()),
            "lineItems" => Val::Conn(o.lines.iter().map(|l| (l.id, Val::Node(Node::Line(o, l)))).collect()),
            "fulfillments" => {
                let all = o.parcels.iter().map(|p| Val::Node(Node::Parcel(o, p)));
                Val::List(all.take(number(args, "first").unwrap_or(usize::MAX)).collect())
            }
            "fulfillmentsCount" => Val::of(json!({"count": o.parcels.len(), "precision": "EXACT"})),
            "fulfillmentOrders" => self.promises(o, args),
            "returns" => {
                if !self.shop.may("read_returns") {
                    return Some(Val::Denied(Denial::scope("returns", "read_returns")));
                }
                Val::Conn(o.returns.iter().map(|r| (r.id, Val::Node(Node::Return(o, r)))).collect())
            }
            "refunds" => {
                let all = o.refunds.iter().map(|r| Val::Node(Node::Refund(o, r)));
                Val::List(all.take(number(args, "first").unwrap_or(usize::MAX)).collect())
            }
            "transactions" => {
                let all = o.transactions.iter().map(|t| Val::Json(small::transaction(o, t)));
                Val::List(all.take(number(args, "first").unwrap_or(usize::MAX)).collect())
            }
            "transactionsCount" => Val::of(json!({"count": o.transactions.len(), "precision": "EXACT"})),
            "events" => Val::Conn(Vec::new()),
            _ => return None,
        })
    }

    fn customer(&self, o: &'a Order) -> Val<'a> {
        let Some(c) = &o.customer else { return Val::NULL };
        if !self.shop.may("read_customers") {
            return Val::Denied(Denial::scope("customer", "read_customers"));
        }
        if self.shop.protected == 0 {
            return Val::Denied(Denial::object("Customer"));
        }
        let shown = self.shop.protected >= 2;
        Val::of(json!({
            "__typename": "Customer",
            "id": gid("Customer", c.id),
            "legacyResourceId": c.id.to_string(),
            "firstName": shown.then_some(&c.first),
            "lastName": shown.then_some(&c.last),
            "displayName": if shown { format!("{} {}", c.first, c.last) } else { "Customer".into() },
            "email": o.email.as_deref().filter(|_| shown),
            "phone": o.phone.as_deref().filter(|_| shown),
            "locale": o.locale.as_deref().unwrap_or("en"),
        }))
    }

    pub(super) fn line_field(&self, o: &'a Order, l: &'a Line, name: &str) -> Option<Val<'a>> {
        let full = || l.variant.as_ref().map_or(l.title.to_string(), |v| format!("{} - {v}", l.title));
        Some(match name {
            "id" => Val::of(gid("LineItem", l.id)),
            "title" => Val::of(l.title.as_ref()),
            "name" => Val::of(full()),
            "variantTitle" => Val::of(l.variant.as_deref()),
            "sku" => Val::of(l.sku.as_deref()),
            "vendor" => Val::NULL,
            "quantity" => Val::of(l.quantity),
            "currentQuantity" => Val::of(l.current),
            "unfulfilledQuantity" | "fulfillableQuantity" => Val::of(l.unfulfilled),
            "nonFulfillableQuantity" => Val::of(l.current.saturating_sub(l.unfulfilled)),
            "refundableQuantity" => Val::of(l.current),
            "requiresShipping" => Val::of(l.requires_shipping),
            "isGiftCard" => Val::of(l.gift_card),
            "taxable" | "merchantEditable" | "restockable" => Val::of(true),
            "image" => Val::of(l.image.as_deref().map(|url| {
                json!({"id": gid("ImageSource", l.id), "url": url, "altText": l.title, "width": 800, "height": 800})
            })),
            "originalUnitPriceSet" | "discountedUnitPriceSet" | "discountedUnitPriceAfterAllDiscountsSet" => {
                Val::Json(bag(l.price, &o.currency))
            }
            "originalTotalSet" | "discountedTotalSet" => Val::Json(bag(l.price * i64::from(l.quantity), &o.currency)),
            "totalDiscountSet" => Val::Json(bag(0, &o.currency)),
            "unfulfilledOriginalTotalSet" | "unfulfilledDiscountedTotalSet" => {
                Val::Json(bag(l.price * i64::from(l.unfulfilled), &o.currency))
            }
            "customAttributes" | "taxLines" | "discountAllocations" | "duties" => Val::of(Vec::<Value>::new()),
            "product" | "variant" | "sellingPlan" | "lineItemGroup" => Val::NULL,
            _ => return None,
        })
    }
}

fn shipping(o: &Order) -> Option<Value> {
    let price = bag(o.shipping, &o.currency);
    o.shipping_title.as_ref().map(|title| {
        json!({
            "id": gid("ShippingLine", o.id() + 1),
            "title": title,
            "code": title,
            "source": "shopify",
            "carrierIdentifier": null,
            "deliveryCategory": null,
            "custom": false,
            "isRemoved": false,
            "phone": null,
            "originalPriceSet": price,
            "discountedPriceSet": price,
            "currentDiscountedPriceSet": price,
            "taxLines": [],
        })
    })
}

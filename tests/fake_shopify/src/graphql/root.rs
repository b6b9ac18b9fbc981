//! The fields of `QueryRoot`, and which resolver knows which object.

use serde_json::{Value, json};

use super::args::{Args, text};
use super::errors::Denial;
use super::exec::Ctx;
use super::search::Search;
use super::value::{Node, Page, Val};
use super::{page, small};
use crate::actions::Ref;
use crate::clock::DAY;
use crate::model::Order;

impl<'a> Ctx<'a> {
    /// A field of the query root; `None` when the stand-in does not know it.
    pub(super) fn root(&self, name: &str, args: &Args) -> Option<Val<'a>> {
        Some(match name {
            "order" => self.visible(args, "id").map_or(Val::NULL, |o| self.order(o)),
            "orderByIdentifier" => {
                let id = args
                    .get("identifier")
                    .and_then(|i| i.get("id"))
                    .and_then(Value::as_str)
                    .unwrap_or_default();
                self.visible_id(Ref::from(id).id()).map_or(Val::NULL, |o| self.order(o))
            }
            "orders" => self.orders(args).unwrap_or_else(Val::Denied),
            "ordersCount" => match Search::parse(text(args, "query").unwrap_or_default()) {
                Ok(search) => {
                    let n =
                        self.shop.orders.iter().flatten().filter(|o| self.sees(o) && search.fits(o)).count();
                    Val::of(
                        json!({"count": n.min(10_000), "precision": if n > 10_000 { "AT_LEAST" } else { "EXACT" }}),
                    )
                }
                Err(denial) => Val::Denied(denial),
            },
            "node" => self.by_id(text(args, "id").unwrap_or_default()),
            "nodes" => {
                let ids = args.get("ids").and_then(Value::as_array).cloned().unwrap_or_default();
                if ids.len() > 250 {
                    return Some(Val::Denied(Denial::arguments(
                        "The input array size is greater than the maximum allowed of 250.",
                    )));
                }
                Val::List(ids.iter().map(|id| self.by_id(id.as_str().unwrap_or_default())).collect())
            }
            "fulfillmentOrder"
            | "fulfillment"
            | "return"
            | "reverseDelivery"
            | "reverseFulfillmentOrder"
            | "webhookSubscription"
            | "bulkOperation" => {
                let id = text(args, "id").unwrap_or_default();
                let kind = id.split('/').nth(3).unwrap_or_default();
                if kind.eq_ignore_ascii_case(name) { self.by_id(id) } else { Val::NULL }
            }
            "currentAppInstallation" => Val::Json(small::installation(self.shop)),
            "shop" => Val::Json(small::shop(self.shop)),
            "webhookSubscriptions" => {
                let all = self.shop.subscriptions.iter().filter(|s| !s.of_app && small::asked_for(s, args));
                Val::Conn(all.map(|s| (s.id, Val::Json(small::subscription(s)))).collect())
            }
            "webhookSubscriptionsCount" => {
                let n = self.shop.subscriptions.iter().filter(|s| !s.of_app).count();
                Val::of(json!({"count": n, "precision": "EXACT"}))
            }
            "currentBulkOperation" => self.shop.bulks.last().map_or(Val::NULL, |b| Val::Json(b.json())),
            "bulkOperations" => {
                Val::Conn(self.shop.bulks.iter().map(|b| (b.id, Val::Json(b.json()))).collect())
            }
            _ => return None,
        })
    }

    /// Whether the order's age lets the app see it (facts 2.10).
    pub(crate) fn sees(&self, order: &Order) -> bool {
        self.shop.may("read_all_orders") || order.created_at >= self.shop.clock.now() - 60 * DAY
    }

    fn visible(&self, args: &Args, name: &str) -> Option<&'a Order> {
        self.visible_id(Ref::from(text(args, name)?).id())
    }

    fn visible_id(&self, id: Option<u64>) -> Option<&'a Order> {
        self.shop.order(id?).filter(|o| self.sees(o))
    }

    /// An order, unless the app may not see orders at all.
    pub(crate) fn order(&self, order: &'a Order) -> Val<'a> {
        if !self.shop.may("read_orders") && !self.shop.may("read_marketplace_orders") {
            return Val::Denied(Denial::scope("order", "read_orders"));
        }
        if self.shop.protected == 0 {
            return Val::Denied(Denial::object("Order"));
        }
        Val::Node(Node::Order(order))
    }

    /// Any object by its global id; null when there is none or its order is too old.
    fn by_id(&self, gid: &str) -> Val<'a> {
        let Some(rest) = gid.strip_prefix("gid://shopify/") else { return Val::NULL };
        let (kind, Some(id)) = (rest.split('/').next().unwrap_or_default(), Ref::from(gid).id()) else {
            return Val::NULL;
        };
        match kind {
            "WebhookSubscription" => {
                let found = self.shop.subscriptions.iter().find(|s| s.id == id && !s.of_app);
                return found.map_or(Val::NULL, |s| Val::Json(small::subscription(s)));
            }
            "BulkOperation" => {
                return self
                    .shop
                    .bulks
                    .iter()
                    .find(|b| b.id == id)
                    .map_or(Val::NULL, |b| Val::Json(b.json()));
            }
            _ => {}
        }
        let Some(o) = self.shop.owner(id).filter(|o| self.sees(o)) else { return Val::NULL };
        if let Val::Denied(denial) = self.order(o) {
            return Val::Denied(denial);
        }
        if kind.starts_with("Re") && kind != "Refund" && !self.shop.may("read_returns") {
            return Val::Denied(Denial::scope("return", "read_returns"));
        }
        let ways = || o.returns.iter().flat_map(|r| r.ways_back.iter().map(move |w| (r, w)));
        Val::node(match kind {
            "Order" => (o.id() == id).then_some(Node::Order(o)),
            "FulfillmentOrder" => {
                let found = o.promises.iter().find(|p| p.id == id && self.sees_promise(p));
                found.map(|p| Node::Promise(o, p))
            }
            "Fulfillment" => o.parcels.iter().find(|p| p.id == id).map(|p| Node::Parcel(o, p)),
            "Return" => o.returns.iter().find(|r| r.id == id).map(|r| Node::Return(o, r)),
            "Refund" => o.refunds.iter().find(|r| r.id == id).map(|r| Node::Refund(o, r)),
            "LineItem" => o.line(id).map(|l| Node::Line(o, l)),
            "ReverseFulfillmentOrder" => {
                ways().find(|(_, w)| w.id == id).map(|(r, w)| Node::WayBack(o, r, w))
            }
            "ReverseDelivery" => {
                let all = ways().flat_map(|(r, w)| w.deliveries.iter().map(move |d| (r, w, d)));
                all.into_iter().find(|(.., d)| d.id == id).map(|(r, w, d)| Node::BackParcel(o, r, w, d))
            }
            _ => None,
        })
    }

    /// One page of orders, straight from the index of the key they are sorted by.
    fn orders(&self, args: &Args) -> Result<Val<'a>, Denial> {
        if !self.shop.may("read_orders") {
            return Err(Denial::scope("orders", "read_orders"));
        }
        if self.shop.protected == 0 {
            return Err(Denial::object("Order"));
        }
        let (n, back) = page::size(args)?;
        if back {
            return Err(Denial::arguments("the stand-in pages orders forwards only: use first and reverse"));
        }
        let search = Search::parse(text(args, "query").unwrap_or_default())?;
        let after = match text(args, "after") {
            None => None,
            Some(cursor) => Some(
                page::read(cursor)
                    .ok_or_else(|| Denial::arguments("Invalid cursor for current pagination sort"))?,
            ),
        };
        let passed = text(args, "after").map_or(0, page::passed);
        let limit = self.shop.options.page_limit;
        if limit > 0 && passed + n as u64 > limit {
            return Err(Denial::arguments(&format!("at most {limit} objects can be paged through")));
        }
        let reverse = args.get("reverse").and_then(Value::as_bool) == Some(true);
        let key = text(args, "sortKey").unwrap_or("PROCESSED_AT");
        let found = search.run(self.shop, key, reverse, after, n + 1, |o| self.sees(o))?;
        let more_after = found.len() > n;
        let items = found.into_iter().take(n).zip(passed + 1..);
        let items = items
            .map(|((value, o), nth)| (page::cursor_at(o.id(), value, nth), Val::Node(Node::Order(o))))
            .collect();
        Ok(Val::Page(Page { items, more_after, more_before: after.is_some() }))
    }

    /// A field of an object; `None` when the stand-in does not know it.
    pub(super) fn resolve(&self, node: &Node<'a>, name: &str, args: &Args) -> Option<Val<'a>> {
        match node {
            Node::Order(o) => self.order_field(o, name, args),
            Node::Line(o, l) => self.line_field(o, l, name),
            Node::Promise(o, p) => self.promise_field(o, p, name),
            Node::PromiseLine(o, l) => self.promise_line_field(o, l, name),
            Node::Parcel(o, p) => self.parcel_field(o, p, name, args),
            Node::ParcelLine(o, l) => self.parcel_line_field(o, l, name),
            Node::Return(o, r) => self.return_field(o, r, name),
            Node::ReturnLine(o, l) => self.return_line_field(o, l, name),
            Node::WayBack(o, r, w) => self.way_back_field(o, r, w, name),
            Node::BackParcel(o, r, w, d) => self.back_parcel_field(o, r, w, d, name),
            Node::Refund(o, r) => self.refund_field(o, r, name),
            Node::Connection(page) => Some(match name {
                "nodes" => Val::List(page.items.iter().map(|(_, v)| v.clone()).collect()),
                "edges" => {
                    Val::List((0..page.items.len()).map(|i| Val::Node(Node::Edge(page.clone(), i))).collect())
                }
                "pageInfo" => Val::of(json!({
                    "hasNextPage": page.more_after,
                    "hasPreviousPage": page.more_before,
                    "startCursor": page.items.first().map(|(c, _)| c),
                    "endCursor": page.items.last().map(|(c, _)| c),
                })),
                _ => return None,
            }),
            Node::Edge(page, i) => Some(match name {
                "node" => page.items[*i].1.clone(),
                "cursor" => Val::of(page.items[*i].0.clone()),
                _ => return None,
            }),
        }
    }
}

//! What can happen to an order: each action changes the model as a real shop would, moves `updatedAt`
//! and says which webhooks a real shop would send. Never touches the network.
//! Start with [`Action`]; the work is in the files named after what they change.

mod create;
mod input;
mod parcels;
mod payments;
mod promises;
mod promises_move;
mod returns;
mod undo;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use create::{CreateOrder, NewAddress, NewItem};
pub use input::{Item, Ref};
pub use parcels::{CancelParcel, CarrierEvent, Fulfill, Pickup, UpdateTracking};
pub use payments::{Pay, RefundMoney};
pub use promises::{Hold, PromiseOnly, Release, RequestTalk, Schedule};
pub use promises_move::{MoveTo, Split};
pub use returns::{Decline, Label, RequestReturn, ReturnOnly};
pub use undo::{AddItem, CancelOrder, OrderOnly, RemoveItem};

use crate::clock::Seconds;
use crate::model::{Order, Word};

pub(crate) use create::create;

/// Something that happens in a shop. In JSON: the variant's name in `do`, its fields beside it, e.g.
/// `{"do": "hold", "order": "#1001", "reason": "INCORRECT_ADDRESS"}`.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "each is used up at once")]
pub enum Action {
    /// A new order.
    CreateOrder(CreateOrder),
    /// The card is checked, the money not taken.
    Authorize(Pay),
    /// Authorized money is taken.
    Capture(Pay),
    /// Money is taken at once.
    Pay(Pay),
    /// The authorization is given up.
    Void(Pay),
    /// The authorization ran out.
    Expire(Pay),
    /// A payment fails.
    PaymentFails(Pay),
    /// Money goes back.
    Refund(RefundMoney),
    /// A hold is placed.
    Hold(Hold),
    /// A hold is released.
    Release(Release),
    /// A date to wait for is set.
    Schedule(Schedule),
    /// The date has come.
    Ready(PromiseOnly),
    /// Work on it has begun.
    Progress(PromiseOnly),
    /// Work on it has stopped.
    Stop(PromiseOnly),
    /// A warehouse is asked.
    RequestFulfillment(RequestTalk),
    /// It says yes.
    AcceptRequest(RequestTalk),
    /// It says no.
    RejectRequest(RequestTalk),
    /// A fulfillment order is split.
    Split(Split),
    /// It moves to another place.
    Move(MoveTo),
    /// It is cancelled and replaced.
    CancelPromise(PromiseOnly),
    /// The open ones become one.
    Merge(PromiseOnly),
    /// Items are handed over.
    Fulfill(Fulfill),
    /// Tracking is replaced.
    UpdateTracking(UpdateTracking),
    /// The carrier tells something.
    CarrierEvent(CarrierEvent),
    /// A fulfillment is taken back.
    CancelFulfillment(CancelParcel),
    /// It is packed for pick-up or local delivery.
    Prepared(PromiseOnly),
    /// The shopper fetched it.
    PickedUp(Pickup),
    /// A return is asked for.
    RequestReturn(RequestReturn),
    /// It is approved.
    ApproveReturn(ReturnOnly),
    /// It is declined.
    DeclineReturn(Decline),
    /// It is cancelled.
    CancelReturn(ReturnOnly),
    /// It is closed.
    CloseReturn(ReturnOnly),
    /// It is opened again.
    ReopenReturn(ReturnOnly),
    /// What came back is booked in.
    ProcessReturn(ReturnOnly),
    /// A label for the way back.
    ReturnLabel(Label),
    /// The order is cancelled.
    CancelOrder(CancelOrder),
    /// It is archived.
    Archive(OrderOnly),
    /// It is open again.
    Unarchive(OrderOnly),
    /// An edit adds an item.
    AddItem(AddItem),
    /// An edit removes pieces.
    RemoveItem(RemoveItem),
    /// The shopper asked Shopify for a fresh link.
    LinkRequested(OrderOnly),
    /// Only moves `updatedAt` and sends `orders/updated`.
    Touch(OrderOnly),
    /// It is deleted.
    DeleteOrder(OrderOnly),
}

/// What an action made: ids as gids, because JavaScript cannot hold them as numbers.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Made {
    /// Numeric id of the order.
    pub order_id: u64,
    /// `gid://shopify/Order/…`.
    pub order: String,
    /// `#1001`.
    pub name: String,
    /// The order's `updatedAt` afterwards.
    pub updated_at: String,
    /// The fulfillment order; the first that fits when absent.
    pub fulfillment_order: Option<String>,
    /// The fulfillment; the last when absent.
    pub fulfillment: Option<String>,
    /// The carrier event, if one was made.
    pub event: Option<String>,
    /// The return; the last that fits when absent.
    #[serde(rename = "return")]
    pub return_: Option<String>,
    /// The refund, if one was made.
    pub refund: Option<String>,
    /// Topics for which webhooks were due, whether or not anybody subscribed.
    pub topics: Vec<String>,
}

/// A webhook that is due; bodies are made once the order has reached its final state.
pub(crate) enum Emit {
    Order(&'static str),
    Parcel(&'static str, u64),
    Event(&'static str, u64, u64),
    Transaction(u64),
    Refund(u64),
    Return(&'static str, u64),
    Raw(&'static str, Value),
}

/// An action under way.
pub(crate) struct Work<'a> {
    pub order: &'a mut Order,
    pub now: Seconds,
    pub emits: Vec<Emit>,
    pub made: Made,
}

/// Why an action cannot happen; for the person writing the test.
pub type Refusal = String;

/// Words that must be values of an enum of the Admin schema: the enum and the word.
fn words(action: &Action) -> Vec<(&'static str, Option<&Word>)> {
    match action {
        Action::CreateOrder(a) => vec![("DeliveryMethodType", a.method.as_ref())],
        Action::Hold(a) => vec![("FulfillmentHoldReason", a.reason.as_ref())],
        Action::CarrierEvent(a) => vec![("FulfillmentEventStatus", Some(&a.status))],
        Action::DeclineReturn(a) => vec![("ReturnDeclineReason", a.reason.as_ref())],
        Action::RequestReturn(a) => vec![("ReturnReason", a.reason.as_ref())],
        Action::CancelOrder(a) => vec![("OrderCancelReason", a.reason.as_ref())],
        Action::Refund(a) => vec![("OrderTransactionStatus", a.status.as_ref())],
        _ => Vec::new(),
    }
}

/// Refuses words that Shopify does not have.
pub(crate) fn check_words(action: &Action) -> Result<(), Refusal> {
    for (name, word) in words(action) {
        if let Some(word) = word
            && !crate::graphql::is_enum_value(name, word)
        {
            return Err(format!("{word:?} is not a {name}"));
        }
    }
    Ok(())
}

/// Applies an action to an existing order. `CreateOrder` and `DeleteOrder` belong to the shop.
pub(crate) fn apply(order: &mut Order, action: &Action, now: Seconds) -> Result<(Vec<Emit>, Made), Refusal> {
    let mut work = Work { order, now, emits: Vec::new(), made: Made::default() };
    let touches = run(&mut work, action)?;
    if touches {
        work.order.updated_at = now.max(work.order.updated_at);
        work.emits.push(Emit::Order("orders/updated"));
    }
    Ok((work.emits, work.made))
}

/// Runs one action; answers whether it touches the order itself.
fn run(work: &mut Work<'_>, action: &Action) -> Result<bool, Refusal> {
    match action {
        Action::CreateOrder(_) | Action::DeleteOrder(_) => return Err("this belongs to the shop".into()),
        Action::Authorize(a) => work.payment("AUTHORIZATION", "SUCCESS", a)?,
        Action::Capture(a) => work.capture(a)?,
        Action::Pay(a) => work.payment("SALE", "SUCCESS", a)?,
        Action::Void(a) => work.payment("VOID", "SUCCESS", a)?,
        Action::Expire(_) => work.order.expired = true,
        Action::PaymentFails(a) => work.payment("SALE", "FAILURE", a)?,
        Action::Refund(a) => work.refund(a)?,
        Action::Hold(a) => work.hold(a)?,
        Action::Release(a) => work.release(a)?,
        Action::Schedule(a) => work.schedule(a)?,
        Action::Ready(a) => work.ready(a)?,
        Action::Progress(a) => work.progress(a)?,
        Action::Stop(a) => work.stop(a)?,
        Action::RequestFulfillment(a) => work.request(a)?,
        Action::AcceptRequest(a) => work.answer(a, true)?,
        Action::RejectRequest(a) => work.answer(a, false)?,
        Action::Split(a) => work.split(a)?,
        Action::Move(a) => work.relocate(a)?,
        Action::CancelPromise(a) => work.cancel_promise(a)?,
        Action::Merge(a) => work.merge(a)?,
        Action::Fulfill(a) => work.fulfill(a)?,
        Action::UpdateTracking(a) => work.update_tracking(a)?,
        Action::CarrierEvent(a) => work.carrier_event(a)?,
        Action::CancelFulfillment(a) => work.cancel_parcel(a)?,
        Action::Prepared(a) => work.prepared(a)?,
        Action::PickedUp(a) => work.picked_up(a)?,
        Action::RequestReturn(a) => work.request_return(a)?,
        Action::ApproveReturn(a) => work.approve_return(a)?,
        Action::DeclineReturn(a) => work.decline_return(a)?,
        Action::CancelReturn(a) => {
            work.end_return(a, "CANCELED", "returns/cancel", &["REQUESTED", "OPEN"])?
        }
        Action::CloseReturn(a) => work.end_return(a, "CLOSED", "returns/close", &["OPEN"])?,
        Action::ReopenReturn(a) => work.end_return(a, "OPEN", "returns/reopen", &["CLOSED", "CANCELED"])?,
        Action::ProcessReturn(a) => work.process_return(a)?,
        Action::ReturnLabel(a) => work.label(a)?,
        Action::CancelOrder(a) => work.cancel_order(a)?,
        Action::Archive(_) => work.order.closed_at = Some(work.now),
        Action::Unarchive(_) => work.order.closed_at = None,
        Action::AddItem(a) => work.add_item(a)?,
        Action::RemoveItem(a) => work.remove_item(a)?,
        Action::LinkRequested(_) => {
            work.emits.push(Emit::Order("orders/link_requested"));
            return Ok(false);
        }
        Action::Touch(_) => {}
    }
    Ok(true)
}

impl Action {
    /// The order it is about; `None` for a new one.
    pub fn order(&self) -> Option<&Ref> {
        Some(match self {
            Self::CreateOrder(_) => return None,
            Self::Authorize(a) | Self::Capture(a) | Self::Pay(a) | Self::Void(a) => &a.order,
            Self::Expire(a) | Self::PaymentFails(a) => &a.order,
            Self::Refund(a) => &a.order,
            Self::Hold(a) => &a.order,
            Self::Release(a) => &a.order,
            Self::Schedule(a) => &a.order,
            Self::Ready(a) | Self::Progress(a) | Self::Stop(a) | Self::Prepared(a) => &a.order,
            Self::CancelPromise(a) | Self::Merge(a) => &a.order,
            Self::RequestFulfillment(a) | Self::AcceptRequest(a) | Self::RejectRequest(a) => &a.order,
            Self::Split(a) => &a.order,
            Self::Move(a) => &a.order,
            Self::Fulfill(a) => &a.order,
            Self::UpdateTracking(a) => &a.order,
            Self::CarrierEvent(a) => &a.order,
            Self::CancelFulfillment(a) => &a.order,
            Self::PickedUp(a) => &a.order,
            Self::RequestReturn(a) => &a.order,
            Self::ApproveReturn(a) | Self::CancelReturn(a) | Self::CloseReturn(a) => &a.order,
            Self::ReopenReturn(a) | Self::ProcessReturn(a) => &a.order,
            Self::DeclineReturn(a) => &a.order,
            Self::ReturnLabel(a) => &a.order,
            Self::CancelOrder(a) => &a.order,
            Self::Archive(a) | Self::Unarchive(a) | Self::LinkRequested(a) => &a.order,
            Self::Touch(a) | Self::DeleteOrder(a) => &a.order,
            Self::AddItem(a) => &a.order,
            Self::RemoveItem(a) => &a.order,
        })
    }
}

/// `gid://shopify/Kind/1`.
pub(crate) fn gid(kind: &str, id: u64) -> String {
    format!("gid://shopify/{kind}/{id}")
}

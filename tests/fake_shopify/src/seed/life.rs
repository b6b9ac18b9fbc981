//! Orders with a past, and what happens to them next.

use super::goods::{CARRIERS, GOODS, PLACES, STOPS};
use crate::actions::{
    Action, AddItem, CancelOrder, CarrierEvent, CreateOrder, Decline, Fulfill, Hold, Item, Label, MoveTo,
    NewAddress, NewItem, OrderOnly, Pay, PromiseOnly, Ref, RefundMoney, Release, RemoveItem, RequestReturn,
    ReturnOnly, Schedule, apply, create,
};
use crate::clock::{DAY, Dice, HOUR, Seconds, zulu};
use crate::model::Order;
use crate::model::money::rest;
use crate::model::order::{Tracking, Word};
use crate::shop::ShopState;
use crate::webhooks::Delivery;

/// Adds `n` orders, made within the last 90 days, the oldest first.
pub(crate) fn fill(shop: &mut ShopState, n: usize, seed: u64) {
    let mut dice = Dice::new(seed);
    let now = shop.clock.now();
    let currency: Word = shop.currency.clone().into();
    for i in 0..n {
        let age = 90 * DAY - (90 * DAY * i as i64) / n.max(1) as i64;
        let at = now - age - 1;
        let index = shop.orders.len() as u32;
        let number = shop.next_number();
        let input = input(&mut dice, at);
        let Ok(mut order) = create(&input, index, number, &currency, at) else { continue };
        live(&mut order, &mut dice, now);
        shop.insert(order);
    }
}

fn input(dice: &mut Dice, at: Seconds) -> CreateOrder {
    let (city, zip, country, code, locale) = *dice.pick(&PLACES);
    let items = (0..=dice.below(3)).map(|_| item(dice)).collect();
    let payment = match dice.below(20) {
        0..=14 => "paid",
        15..=17 => "authorized",
        18 => "pending",
        _ => "none",
    };
    CreateOrder {
        items,
        locale: Some(locale.into()),
        address: Some(NewAddress {
            address1: format!("Example Street {}", 1 + dice.below(200)).into(),
            city: city.into(),
            zip: zip.into(),
            country: country.into(),
            country_code: code.into(),
            ..NewAddress::default()
        }),
        method: Some(if dice.percent(8) { "PICK_UP".into() } else { "SHIPPING".into() }),
        created_at: Some(zulu(at).into()),
        payment: Some(payment.into()),
        email: dice.percent(4).then(|| "".into()),
        third_party: dice.percent(10),
        ..CreateOrder::default()
    }
}

fn item(dice: &mut Dice) -> NewItem {
    let (title, variant, price) = *dice.pick(&GOODS);
    NewItem {
        title: title.into(),
        variant: variant.map(Into::into),
        sku: Some(title.into()),
        quantity: 1 + dice.below(3) as u32,
        price: rest(price, "DKK").into(),
        ..NewItem::default()
    }
}

/// Gives an order the past its age lets expect.
fn live(order: &mut Order, dice: &mut Dice, now: Seconds) {
    let age = now - order.created_at;
    let steps = match age / DAY {
        // Some are stuck: held, planned, waiting.
        _ if dice.percent(12) => dice.below(3),
        0 => dice.below(2),
        1..=2 => 1 + dice.below(3),
        3..=6 => 2 + dice.below(4),
        _ => 4 + dice.below(4),
    };
    let mut at = order.created_at;
    for _ in 0..steps {
        at = (at + HOUR + (dice.bits() % (20 * HOUR as u64)) as i64).min(now);
        if let Some(action) = next(order, dice, at) {
            drop(apply(order, &action, at));
        }
    }
}

/// Something that may well happen to this order next; mostly it moves towards the shopper.
pub(super) fn next(order: &Order, dice: &mut Dice, now: Seconds) -> Option<Action> {
    let this = Ref::from(order.id());
    if order.cancelled_at.is_some() {
        return Some(if order.closed_at.is_some() {
            Action::Unarchive(OrderOnly { order: this })
        } else {
            Action::Archive(OrderOnly { order: this })
        });
    }
    let promise = |what: fn(PromiseOnly) -> Action| {
        Some(what(PromiseOnly { order: Ref::from(order.id()), ..PromiseOnly::default() }))
    };
    if let Some(held) = order.promises.iter().find(|p| !p.holds.is_empty()) {
        let fulfillment_order = Ref::from(held.id);
        return Some(Action::Release(Release { order: this, fulfillment_order, ..Release::default() }));
    }
    if order.promises.iter().any(|p| p.status == "SCHEDULED") {
        return promise(Action::Ready);
    }
    let waiting = order.promises.iter().find(|p| p.alive() && p.remaining() > 0);
    if let Some(waiting) = waiting {
        let open = waiting.status == "OPEN";
        return match dice.below(20) {
            0 if open => Some(hold(order, dice)),
            1 if open => {
                let fulfill_at = zulu(now + 9 * DAY).into();
                Some(Action::Schedule(Schedule { order: this, fulfill_at, ..Schedule::default() }))
            }
            2 | 3 if open => promise(Action::Progress),
            4 if order.parcels.is_empty() => Some(Action::CancelOrder(CancelOrder {
                order: this,
                reason: Some("CUSTOMER".into()),
                refund: true,
            })),
            5 if open => Some(Action::AddItem(AddItem { order: this, item: item(dice) })),
            6 if order.lines.len() > 1 && order.lines[1].unfulfilled > 0 => {
                Some(Action::RemoveItem(RemoveItem { order: this, item: Item::at(1, 1) }))
            }
            7 if open => Some(Action::Move(MoveTo { order: this, ..MoveTo::default() })),
            8 if waiting.method == "PICK_UP" => promise(Action::Prepared),
            _ => Some(fulfill(order, dice)),
        };
    }
    after_shipping(order, dice, now)
}

fn hold(order: &Order, dice: &mut Dice) -> Action {
    let reason = *dice.pick(&[
        "INCORRECT_ADDRESS",
        "INVENTORY_OUT_OF_STOCK",
        "AWAITING_PAYMENT",
        "OTHER",
        "HIGH_RISK_OF_FRAUD",
    ]);
    let some = dice.percent(30) && order.lines.len() > 1 && order.lines[0].unfulfilled > 0;
    let items = if some { vec![Item { line: Ref::from(0), quantity: None }] } else { Vec::new() };
    Action::Hold(Hold { order: Ref::from(order.id()), reason: Some(reason.into()), items, ..Hold::default() })
}

fn fulfill(order: &Order, dice: &mut Dice) -> Action {
    let (company, url) = *dice.pick(&CARRIERS);
    let number = format!("00{}", 370_000_000_000_000 + dice.bits() % 900_000_000_000);
    let some = dice.percent(20) && order.lines.iter().filter(|l| l.unfulfilled > 0).count() > 1;
    let first = order.lines.iter().find(|l| l.unfulfilled > 0).filter(|_| some);
    let items = first.map(|l| Item { line: Ref::from(l.id), quantity: None }).into_iter().collect();
    let tracking = Tracking {
        company: Some(company.into()),
        url: Some(format!("{url}{number}").into()),
        number: Some(number.into()),
    };
    let tracking = if dice.percent(6) { Vec::new() } else { vec![tracking] };
    Action::Fulfill(Fulfill { order: Ref::from(order.id()), items, tracking, ..Fulfill::default() })
}

/// Carrier events one after the other, then returns, refunds and the archive.
fn after_shipping(order: &Order, dice: &mut Dice, now: Seconds) -> Option<Action> {
    let this = Ref::from(order.id());
    let under_way = order.parcels.iter().find(|p| {
        p.status == "SUCCESS" && !matches!(p.display.as_deref(), Some("DELIVERED" | "PICKED_UP" | "FAILURE"))
    });
    if let Some(parcel) = under_way {
        let status = match parcel.display.as_deref() {
            Some("FULFILLED") => "CARRIER_PICKED_UP",
            Some("CARRIER_PICKED_UP" | "DELAYED") => "IN_TRANSIT",
            Some("IN_TRANSIT") if dice.percent(10) => "DELAYED",
            Some("IN_TRANSIT") => "OUT_FOR_DELIVERY",
            Some("OUT_FOR_DELIVERY") if dice.percent(8) => "ATTEMPTED_DELIVERY",
            _ => "DELIVERED",
        };
        return Some(Action::CarrierEvent(CarrierEvent {
            order: this,
            fulfillment: Ref::from(parcel.id),
            status: status.into(),
            city: Some((*dice.pick(&STOPS)).into()),
            message: Some("Scanned".into()),
            estimate: (status == "IN_TRANSIT").then(|| zulu(now + 2 * DAY).into()),
            ..CarrierEvent::default()
        }));
    }
    if let Some(last) = order.returns.last() {
        let only = ReturnOnly { order: this.clone(), return_: Ref::from(last.id) };
        match (last.status.as_ref(), dice.below(3)) {
            ("REQUESTED", 0) => {
                let note = Some("The time to return this has passed.".into());
                return Some(Action::DeclineReturn(Decline {
                    order: this,
                    reason: Some("RETURN_PERIOD_ENDED".into()),
                    note,
                    ..Decline::default()
                }));
            }
            ("REQUESTED", _) => return Some(Action::ApproveReturn(only)),
            ("OPEN", 0) => {
                let label = Some("https://labels.example.com/label.pdf".into());
                return Some(Action::ReturnLabel(Label {
                    order: this,
                    carrier: Some("GLS".into()),
                    number: Some("123456789".into()),
                    label,
                    ..Label::default()
                }));
            }
            ("OPEN", _) => return Some(Action::CloseReturn(only)),
            _ => {}
        }
    }
    let paid = crate::model::status::Sums::of(order);
    Some(match dice.below(12) {
        0 | 1 if order.returns.len() < 2 && !order.parcels.is_empty() => {
            Action::RequestReturn(RequestReturn {
                order: this,
                note: Some("Too small".into()),
                ..RequestReturn::default()
            })
        }
        2 if paid.captured - paid.refunded > 1000 => Action::Refund(RefundMoney {
            order: this,
            amount: Some("10.00".into()),
            ..RefundMoney::default()
        }),
        3 if paid.authorized > paid.captured => Action::Capture(Pay { order: this, ..Pay::default() }),
        4 if order.closed_at.is_some() => Action::Unarchive(OrderOnly { order: this }),
        _ if order.closed_at.is_none() => Action::Archive(OrderOnly { order: this }),
        _ => Action::Touch(OrderOnly { order: this }),
    })
}

/// Changes `n` random orders; answers their ids and the webhooks that are due.
pub(crate) fn mutate(shop: &mut ShopState, n: usize, seed: u64) -> (Vec<u64>, Vec<Delivery>) {
    let mut dice = Dice::new(seed);
    let (mut changed, mut due) = (Vec::with_capacity(n), Vec::new());
    let now = shop.clock.now();
    let mut misses = 0;
    while changed.len() < n && misses < 100 + 10 * n {
        let at = dice.below(shop.orders.len());
        let action = shop.orders.get(at).and_then(Option::as_deref).and_then(|o| next(o, &mut dice, now));
        match action.map(|action| shop.act(&action)) {
            Some(Ok((made, more))) => {
                changed.push(made.order_id);
                due.extend(more);
            }
            _ => misses += 1,
        }
    }
    (changed, due)
}

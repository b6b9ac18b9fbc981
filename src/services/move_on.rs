//! Carries out the steps that come by themselves. A step is a change as staff make it, by "Waymark", with
//! the messages of its status, at the time it is carried out: a step that was missed while the server was
//! away is told when it happens, not when it was planned, and what follows it counts from there.
//!
//! Whether a step still is to be carried out is decided in the transaction that does, from the order as it
//! is then; and its change has an id made of the change that planned it. So neither two workers nor a
//! restart at any moment can do it twice or lose it. Start with [`Services::move_on`].

use std::collections::BTreeMap;

use crate::domain::clock::Millis;
use crate::domain::coming_step::coming_step;
use crate::domain::ids::ShopId;
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::store::{ClaimedStep, Held};

use super::change_order::{MerchantChange, Planner, Refused};
use super::{ServiceError, Services};

/// How long a claim on a step holds.
const LEASE_MS: i64 = 60_000;
/// Orders planned again in one go.
const REPLANNED: u32 = 200;
/// Who moves orders on, for staff.
pub const WHO: &str = "Waymark";

/// What was done in one go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MovedOn {
    /// Orders whose plan was made again.
    pub replanned: u32,
    /// Steps that were due.
    pub due: u32,
    /// Steps carried out.
    pub moved: u32,
}

/// A shop with its statuses, read once for many steps.
struct Rules {
    shop: Shop,
    statuses: Vec<Status>,
}

impl Services {
    /// Plans again what rules changed since, then carries out up to `most` steps that are due, the earliest
    /// first.
    ///
    /// # Errors
    /// When the store does not answer; then what was claimed comes back after its lease.
    pub async fn move_on(&self, most: u32) -> Result<MovedOn, ServiceError> {
        let mut done = MovedOn::default();
        for (shop, order) in self.store.steps_to_replan(REPLANNED).await? {
            self.store.shop(shop).replan_step(order).await?;
            done.replanned += 1;
        }
        // A plan of older rules must not be carried out.
        if done.replanned == REPLANNED {
            return Ok(done);
        }
        let now = self.clock.now();
        let claimed = self.store.claim_steps(most, LEASE_MS, now, &*self.chance).await?;
        if claimed.is_empty() {
            return Ok(done);
        }
        let mut rules: BTreeMap<ShopId, Rules> = BTreeMap::new();
        for shop in self.store.shops().await? {
            if claimed.iter().any(|step| step.shop == shop.id) {
                let statuses = self.store.shop(shop.id).statuses().await?;
                rules.insert(shop.id, Rules { shop, statuses });
            }
        }
        for step in &claimed {
            done.due += 1;
            if let Some(rules) = rules.get(&step.shop) {
                done.moved += u32::from(self.take_step(rules, step, now).await?);
            }
        }
        Ok(done)
    }

    /// Whether the step was carried out. What no longer is planned is planned anew; what cannot be carried
    /// out is given up with a sentence for staff.
    async fn take_step(&self, rules: &Rules, step: &ClaimedStep, now: Millis) -> Result<bool, ServiceError> {
        let Rules { shop, statuses } = rules;
        let store = self.store.shop(shop.id).keeping_address(shop.settings.keep_address);
        let Some(status) = statuses.iter().find(|status| status.id == step.step.to) else {
            store.refuse_step(step, "The status that should follow no longer exists.").await?;
            return Ok(false);
        };
        let change = MerchantChange {
            status: Some(status.clone()),
            message: status.message.send,
            by: Some(WHO.to_owned()),
            once: Some(format!("step/{}", step.step.change)),
            ..MerchantChange::default()
        };
        let calendar = shop.settings.calendar();
        let planner = Planner { services: self, shop, statuses, now, batch: None };
        let mut is_due = false;
        let plan = |held: &Held| {
            let known = &held.order.order;
            let planned = coming_step(known, statuses, &calendar);
            is_due = planned.is_some_and(|planned| {
                planned.change == step.step.change && planned.to == step.step.to && planned.at <= now
            });
            let before = known.current_change().filter(|_| is_due).ok_or(Refused::Nothing)?;
            // Later than the change it follows, also where no time lies between the two.
            let at = now.max(Millis(before.1.at.0.saturating_add(1)));
            let change = MerchantChange { at: Some(at), ..change };
            planner.plan(held, &change).map(|planned| planned.change)
        };
        match store.change_with(step.order, None, now, &*self.chance, plan).await? {
            Some(Ok(_)) => return Ok(true),
            Some(Err(Refused::Input(why))) => {
                let why = format!("It could not move on by itself: {why}.");
                store.refuse_step(step, &why).await?;
            }
            // It is due, and yet its change is known: it was carried out before and undone since.
            Some(Err(Refused::Nothing)) if is_due => {
                let why = "It moved on by itself before, and that was undone. Set the next status by hand.";
                store.refuse_step(step, why).await?;
            }
            Some(Err(Refused::Nothing | Refused::Conflict(_))) | None => {
                store.replan_step(step.order).await?;
            }
        }
        Ok(false)
    }
}

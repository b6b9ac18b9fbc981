//! Messages to look at before a shopper does: written by a template in use or by one that is being tried, about
//! an order that is made up here and stored nowhere. Sends nothing. Start with [`Services::sample_mail`].

mod order;

use super::write_message::MailAbout;
use super::{ServiceError, Services};
use crate::domain::clock::Millis;
use crate::domain::due_date::DueDate;
use crate::domain::ids::{MessageId, OrderId, ShopifyId};
use crate::domain::message::{Message, MessageFacts, MessageKind};
use crate::domain::money::Money;
use crate::domain::order::Order;
use crate::domain::shop::Shop;
use crate::domain::status::{Status, StatusWords};
use crate::language::Language;
use crate::mail::OutgoingMail;
use crate::mail::template::{RenderError, Template};
use crate::store::StoredOrder;

use jiff::ToSpan as _;

/// What stands in the place of a link's secret part.
const TOKEN: &str = "samplesamplesamplesamplesamplesa";

/// Which message.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Its kind.
    pub kind: MessageKind,
    /// Its language.
    pub language: Language,
    /// Nothing is known of the order but that it exists, instead of everything.
    pub sparse: bool,
}

/// Why there is no message to look at.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The template that is tried does not work.
    #[error(transparent)]
    Template(#[from] RenderError),
    /// Something else.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl Services {
    /// A complete message of a shop about a sample order, as it would be sent. `tried` is rendered behind the
    /// fence; without it the template in use writes, which is the built-in one where the shop has none.
    ///
    /// # Errors
    /// The fault of the tried template; when the store does not answer.
    pub async fn sample_mail(
        &self,
        shop: &Shop,
        sample: Sample,
        tried: Option<&Template>,
    ) -> Result<OutgoingMail, SampleError> {
        let now = self.clock.now();
        let statuses = self.store.shop(shop.id).statuses().await.map_err(ServiceError::from)?;
        let day = now.day_in(&shop.settings.zone());
        let (known, facts) = if sample.sparse {
            (self.known(Order::default(), now), MessageFacts::default())
        } else {
            (self.sample_order(now, day, &shop.settings.currency), facts(sample, shop, &statuses, day))
        };
        let mut message = Message::waiting(MessageId::new(now, &*self.chance), known.id, sample.kind, now);
        sample.language.tag().clone_into(&mut message.language);
        let unsubscribe = self.unsubscribe_of(&message);
        let about = MailAbout {
            shop,
            known: &known,
            statuses: &statuses,
            kind: sample.kind,
            language: sample.language,
            facts: &facts,
            link: &format!("{}/o/{TOKEN}", self.public_url),
            unsubscribe: unsubscribe.as_deref(),
            now,
        };
        let text = match tried {
            Some(template) => self.try_template(template, &about).await?,
            None => {
                let template = self.template_in_use(shop, &about).await?;
                self.write_message(template.as_ref(), &about).await?
            }
        };
        Ok(self.outgoing(shop, &known, &message, "shopper@example.com".to_owned(), text))
    }

    /// An order of which everything is known, made up and stored nowhere.
    pub(super) fn sample_order(&self, now: Millis, day: jiff::civil::Date, currency: &str) -> StoredOrder {
        self.known(order::everything_known(now, day, currency), now)
    }

    fn known(&self, order: Order, now: Millis) -> StoredOrder {
        StoredOrder {
            id: OrderId::new(now, &*self.chance),
            shopify_id: ShopifyId(1001),
            name: order.name.get().cloned().unwrap_or_else(|| "#1001".to_owned()),
            revision: 1,
            order,
            entries: Default::default(),
            last_event_at: now,
            erased: false,
        }
    }
}

/// Everything a message of this kind can tell. What a merchant types is in English, as somebody typed it.
fn facts(sample: Sample, shop: &Shop, statuses: &[Status], day: jiff::civil::Date) -> MessageFacts {
    use MessageKind as Kind;
    let after = |days: i64| day.checked_add(days.days()).unwrap_or(day);
    let kind = sample.kind;
    let is = |kinds: &[Kind]| kinds.contains(&kind);
    let status = statuses.iter().find(|status| status.visible && !status.archived);
    let words = status.map(|status| status.words(sample.language.tag()).clone());
    let words = words.unwrap_or_else(|| StatusWords {
        name: "In the workshop".to_owned(),
        text: Some("The boards are cut, and the top is being glued.".to_owned()),
    });
    let of_status = is(&[Kind::StatusChanged, Kind::StatusCopy]);
    let with_due = of_status || is(&[Kind::DueChanged]);
    MessageFacts {
        status: status.filter(|_| of_status).map(|status| status.id),
        words: of_status.then_some(words),
        notes: Vec::from_iter(
            with_due.then(|| "Two of the boards had knots, so we chose others.".to_owned()),
        ),
        due: with_due.then(|| Some(DueDate::new(after(12), after(14)))),
        due_before: with_due.then(|| DueDate::new(after(9), after(9))),
        reason: is(&[Kind::DueChanged, Kind::OnHold]).then(|| "The oak came later than we hoped.".to_owned()),
        shipment: is(&[Kind::Shipped, Kind::OutForDelivery, Kind::Delivered, Kind::ReadyForPickup])
            .then_some(ShopifyId(91)),
        amount: (kind == Kind::Refunded).then(|| Money::parse("251.00", &shop.settings.currency)).flatten(),
        comment: (kind == Kind::CommentAdded).then(|| {
            "Hello!\n\nThe table is oiled and looks lovely. Shall we add the longer legs?".to_owned()
        }),
        signed: (kind == Kind::CommentAdded).then(|| "the workshop".to_owned()),
        return_status: (kind == Kind::ReturnChanged).then(|| "OPEN".to_owned()),
        code: (kind == Kind::Code).then(|| "49310275".to_owned()),
        ..MessageFacts::default()
    }
}

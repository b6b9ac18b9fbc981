//! News of mail providers: sealed secrets, and each piece of news once.

use waymark::domain::audit::Audited;
use waymark::domain::ids::MessageId;
use waymark::domain::mail_hook::{MailNews, MailProvider, ReturnKind, Returned};
use waymark::domain::message::{MessageKind, Suppression};

use super::news::{message, order};
use crate::support::app::NOON;
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    a_provider_is_believed_by_the_last_secret_of_its_shop,
    news_counts_once_and_for_its_own_shop,
    what_was_carried_out_before_something_failed_counts_once,
    old_news_is_forgotten,
);

fn line() -> Audited {
    Audited { action: "mail_hook.on".into(), subject: "Mailgun".into(), ..Audited::default() }
}

fn news(key: &str, kind: ReturnKind, message: Option<MessageId>) -> MailNews {
    MailNews { key: key.into(), address: "A@example.com".into(), kind, words: "550 gone".into(), message }
}

async fn a_provider_is_believed_by_the_last_secret_of_its_shop(world: World) {
    let (_, shop) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let (who, provider) = (line(), MailProvider::Mailgun);
    assert_eq!(shop.mail_hook_secret(provider).await.unwrap(), None);
    for secret in ["first secret", "second secret"] {
        shop.set_mail_hook(provider, secret, ("Owner", &who), NOON, &world.chance).await.unwrap();
        assert_eq!(shop.mail_hook_secret(provider).await.unwrap().as_deref(), Some(secret));
    }
    assert_eq!(birch.mail_hook_secret(provider).await.unwrap(), None);
    assert_eq!(shop.mail_hook_secret(MailProvider::SendGrid).await.unwrap(), None);
    let hooks = shop.mail_hooks().await.unwrap();
    assert_eq!(
        (hooks.len(), hooks[0].provider, hooks[0].set_by.as_str(), hooks[0].heard_at),
        (1, provider, "Owner", None)
    );
    assert_eq!(shop.take_mail_news(provider, &[], minutes(3)).await.unwrap(), 0);
    assert_eq!(shop.mail_hooks().await.unwrap()[0].heard_at, Some(minutes(3)));
    // Sealed for its place: moved to another provider it does not open.
    world.spoil("UPDATE mail_hooks SET provider = 'sendgrid'").await;
    assert!(shop.mail_hook_secret(MailProvider::SendGrid).await.is_err());
    world.spoil("UPDATE mail_hooks SET provider = 'mailgun'").await;
    assert!(!birch.drop_mail_hook(provider, ("Owner", &who), NOON, &world.chance).await.unwrap());
    assert!(shop.drop_mail_hook(provider, ("Owner", &who), NOON, &world.chance).await.unwrap());
    assert!(!shop.drop_mail_hook(provider, ("Owner", &who), NOON, &world.chance).await.unwrap());
    assert!(shop.mail_hooks().await.unwrap().is_empty());
    assert_eq!(shop.audit_lines(None, 9).await.unwrap().len(), 3, "each change, and nothing for none");
}

async fn news_counts_once_and_for_its_own_shop(world: World) {
    let (_, shop) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let id = order(&world, &shop, 1).await;
    let mail = message(id, MessageKind::StatusChanged, &world.chance);
    shop.enqueue(&mail, &world.chance).await.unwrap();
    let provider = MailProvider::SendGrid;
    let late = news("late", ReturnKind::Delayed, Some(mail.id));
    let gone = news("gone", ReturnKind::Bounced, Some(mail.id));
    // Another shop's message: neither marked nor held against the address.
    assert_eq!(birch.take_mail_news(provider, std::slice::from_ref(&gone), NOON).await.unwrap(), 0);
    assert!(birch.suppressions_of("a@example.com").await.unwrap().is_empty());
    assert_eq!(shop.take_mail_news(provider, std::slice::from_ref(&late), minutes(1)).await.unwrap(), 1);
    assert!(shop.suppressions_of("a@example.com").await.unwrap().is_empty());
    let told = |kind, at| Some(Returned { kind, at, words: "550 gone".into() });
    let returned = async || shop.messages_of(id).await.unwrap().remove(0).returned;
    assert_eq!(returned().await, told(ReturnKind::Delayed, minutes(1)));
    let later = MailNews { key: "later".into(), ..late.clone() };
    let both = [gone.clone(), gone.clone(), late, later];
    assert_eq!(shop.take_mail_news(provider, &both, minutes(2)).await.unwrap(), 2, "one of each");
    assert_eq!(returned().await, told(ReturnKind::Bounced, minutes(2)));
    assert_eq!(shop.suppressions_of("a@EXAMPLE.com").await.unwrap(), [Suppression::Bounced]);
    // The same key of another provider is other news.
    assert_eq!(shop.take_mail_news(MailProvider::Mailgun, &[gone], minutes(3)).await.unwrap(), 1);
    let kept = world.look("SELECT provider FROM mail_events ORDER BY provider").await;
    assert_eq!(kept.len(), 5, "{kept:?}");
}

async fn what_was_carried_out_before_something_failed_counts_once(world: World) {
    let (_, shop) = world.shop("alder").await;
    let provider = MailProvider::SendGrid;
    let all: Vec<_> = (0..250).map(|nth| news(&nth.to_string(), ReturnKind::Delayed, None)).collect();
    // The first hundred were stored when the database went away.
    assert_eq!(shop.take_mail_news(provider, &all[..100], NOON).await.unwrap(), 100);
    assert_eq!(shop.take_mail_news(provider, &all, minutes(1)).await.unwrap(), 150);
    assert_eq!(shop.take_mail_news(provider, &all, minutes(2)).await.unwrap(), 0);
    assert_eq!(world.look("SELECT provider FROM mail_events").await.len(), 250);
}

async fn old_news_is_forgotten(world: World) {
    let (_, shop) = world.shop("alder").await;
    let provider = MailProvider::Mailgun;
    shop.take_mail_news(provider, &[news("one", ReturnKind::Delayed, None)], NOON).await.unwrap();
    assert_eq!(world.store.drop_ended(NOON).await.unwrap(), 0);
    assert_eq!(world.store.drop_ended(minutes(1)).await.unwrap(), 1);
    assert!(world.look("SELECT provider FROM mail_events").await.is_empty());
}

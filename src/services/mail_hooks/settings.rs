//! Which providers are believed: given a key, drawn a password, given up again.

use data_encoding::BASE32_NOPAD;

use crate::domain::account::User;
use crate::domain::admin_routes::{SETTINGS_MAIL_HOOK, in_shop};
use crate::domain::audit::Audited;
use crate::domain::mail_hook::MailProvider;
use crate::domain::routes;
use crate::domain::shop::Shop;
use crate::mail::hooks::{USER, key_of};
use crate::services::{ServiceError, Services};
use crate::store::MailHook;
use crate::wire::admin::sender::MailHookView;
use crate::wire::frame::{Moment, Tone};

/// What is to become of a provider.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum HookChange<'a> {
    /// It is believed by this key, as it was pasted.
    Key(&'a str),
    /// It is believed by a password that is drawn now.
    Draw,
    /// It is not believed any more.
    Drop,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq)]
pub enum HookChanged {
    /// It holds now.
    Done,
    /// It holds now: the password, for this one time.
    Drawn(String),
    /// Nothing changed, and why.
    Refused(&'static str),
}

impl Services {
    /// Says whether and by what a provider is believed.
    ///
    /// # Errors
    /// When the store does not answer; then nothing changed.
    pub async fn change_mail_hook(
        &self,
        shop: &Shop,
        who: &User,
        provider: MailProvider,
        change: HookChange<'_>,
    ) -> Result<HookChanged, ServiceError> {
        let (store, now) = (self.store.shop(shop.id), self.clock.now());
        let what = |action: &str| Audited {
            action: action.to_owned(),
            subject: provider.name().to_owned(),
            ..Audited::default()
        };
        let (secret, drawn) = match change {
            HookChange::Drop => {
                let what = what("mail_hook.off");
                store.drop_mail_hook(provider, (&who.name, &what), now, &*self.chance).await?;
                return Ok(HookChanged::Done);
            }
            HookChange::Draw if !provider.takes_our_password() => {
                return Ok(HookChanged::Refused("Paste the key that the provider shows."));
            }
            HookChange::Draw => (self.password(), true),
            HookChange::Key(typed) => match key_of(provider, typed) {
                Ok(key) => (key, false),
                Err(sentence) => return Ok(HookChanged::Refused(sentence)),
            },
        };
        let what = what("mail_hook.on");
        store.set_mail_hook(provider, &secret, (&who.name, &what), now, &*self.chance).await?;
        Ok(if drawn { HookChanged::Drawn(secret) } else { HookChanged::Done })
    }

    /// 160 random bits in letters that nobody confuses with a sentence.
    fn password(&self) -> String {
        let mut bytes = [0u8; 20];
        self.chance.fill(&mut bytes);
        BASE32_NOPAD.encode(&bytes).to_ascii_lowercase()
    }

    /// Every provider with how it stands.
    ///
    /// # Errors
    /// When the store does not answer.
    pub(in crate::services) async fn mail_hook_views(
        &self,
        shop: &Shop,
    ) -> Result<Vec<MailHookView>, ServiceError> {
        let known = self.store.shop(shop.id).mail_hooks().await?;
        let host = self.mail.smtp.as_ref().map(|smtp| smtp.server().host.to_ascii_lowercase());
        let view = |provider: MailProvider| {
            let hook = known.iter().find(|hook| hook.provider == provider);
            let leaves_here = host.as_deref().is_some_and(|host| is_of(provider, host));
            MailHookView { open: hook.is_some() || leaves_here, ..self.hook_view(shop, provider, hook) }
        };
        Ok(MailProvider::ALL.map(view).to_vec())
    }

    fn hook_view(&self, shop: &Shop, provider: MailProvider, hook: Option<&MailHook>) -> MailHookView {
        let moment = |at: crate::domain::clock::Millis| Moment {
            iso: at.to_rfc3339(),
            text: at.in_zone(&shop.settings.zone()).strftime("%d %b %Y, %H:%M").to_string(),
        };
        let (state, tone) = match hook {
            None => ("Off".to_owned(), Tone::Calm),
            Some(hook) if hook.heard_at.is_none() => ("On, nothing told yet".to_owned(), Tone::Calm),
            Some(_) => ("On".to_owned(), Tone::Good),
        };
        let ours = provider.takes_our_password();
        MailHookView {
            provider: provider.word().to_owned(),
            name: provider.name().to_owned(),
            action: in_shop(SETTINGS_MAIL_HOOK, &shop.handle),
            is_on: hook.is_some(),
            state,
            tone,
            heard: hook.and_then(|hook| hook.heard_at).map(moment),
            address: format!("{}{}", self.public_url, routes::mail_hooks(&shop.handle, provider.word())),
            steps: steps(provider).iter().map(|&step| step.to_owned()).collect(),
            user: ours.then(|| USER.to_owned()),
            key_name: key_name(provider).map(str::to_owned),
            ..MailHookView::default()
        }
    }
}

/// Whether a mail server is the provider's.
fn is_of(provider: MailProvider, host: &str) -> bool {
    let end = match provider {
        MailProvider::Postmark => "postmarkapp.com",
        MailProvider::SendGrid => "sendgrid.net",
        MailProvider::Mailgun => "mailgun.org",
    };
    host == end || host.strip_suffix(end).is_some_and(|rest| rest.ends_with('.'))
}

const fn key_name(provider: MailProvider) -> Option<&'static str> {
    match provider {
        MailProvider::Postmark => None,
        MailProvider::SendGrid => Some("Verification key"),
        MailProvider::Mailgun => Some("HTTP webhook signing key"),
    }
}

/// What to do at the provider.
const fn steps(provider: MailProvider) -> &'static [&'static str] {
    match provider {
        MailProvider::Postmark => &[
            "Draw a password below, and keep this page open.",
            "At Postmark, open your server, its message stream, then Webhooks, and choose Add webhook.",
            "Enter the address below as webhook URL. Under basic auth credentials enter user and password.",
            "Check Bounce, Spam complaint and Subscription change, and save.",
        ],
        MailProvider::SendGrid => &[
            "At SendGrid, open Settings, Mail Settings, Event Webhooks, and create a webhook.",
            "Enter the address below as post URL. Check Bounced, Dropped, Deferred and Spam Reports.",
            "Turn on the signed event webhook and save; SendGrid then shows a verification key.",
            "Paste that key below.",
        ],
        MailProvider::Mailgun => &[
            "At Mailgun, open Sending, Webhooks, and choose the domain you send from.",
            "Add the address below for Permanent Failure, Temporary Failure and Spam Complaints.",
            "Copy the HTTP webhook signing key, which stands on the same page, and paste it below.",
        ],
    }
}

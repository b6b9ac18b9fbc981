//! A provider that can tell when a message comes back: how it stands, what to do there, what to paste here.

use leptos::prelude::*;

use super::sender::Copied;
use crate::wire::admin::sender::MailHookView;

/// A provider, folded where it is of no use here.
#[component]
pub(super) fn Hook(
    /// The provider.
    hook: MailHookView,
) -> impl IntoView {
    let MailHookView {
        provider,
        name,
        action,
        open,
        is_on,
        state,
        tone,
        heard,
        address,
        steps,
        user,
        password,
        key_name,
        wrong,
    } = hook;
    let open = open || password.is_some() || wrong.is_some();
    let heard = heard.map(|at| view! { <p class="hint">"Last told something on " <time datetime=at.iso>{at.text}</time> "."</p> });
    let steps = steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view();
    let fresh = password.is_some();
    let user = user.map(|user| view! { <Copied label=format!("{name}: user") shown="User" value=user/> });
    let password = password.map(
        |password| view! { <Copied label=format!("{name}: password") shown="Password" value=password/> },
    );
    let once = fresh.then(|| {
        view! { <p class="told" role="status">"Copy the password now: it is not shown again. One drawn before no longer counts."</p> }
    });
    let give = key_name.map_or_else(
        || {
            view! { <Draw action=action.clone() provider=provider.clone() name=name.clone() is_on/> }
                .into_any()
        },
        |key| view! { <Key action=action.clone() provider=provider.clone() key is_on wrong/> }.into_any(),
    );
    let off = is_on.then(|| {
        view! {
            <form method="post" action=action>
                <input type="hidden" name="provider" value=provider/>
                <button class="danger" name="do" value="drop">"Turn off"<span class="vh">{format!(" {name}")}</span></button>
            </form>
        }
    });
    view! {
        <details class="hook" open=open>
            <summary><b>{name.clone()}</b> <span class=format!("badge {}", tone.class())>{state}</span></summary>
            <div class="fields">
                {heard}
                <ol>{steps}</ol>
                <dl class="dns"><Copied label=format!("{name}: address") shown="Address" value=address/>{user}{password}</dl>
                {once}
                <div class="acts">{give}{off}</div>
            </div>
        </details>
    }
}

/// Draws a password for a provider that signs in.
#[component]
fn Draw(action: String, provider: String, name: String, is_on: bool) -> impl IntoView {
    let words = if is_on { "Draw another password" } else { "Draw a password" };
    view! {
        <form method="post" action=action>
            <input type="hidden" name="provider" value=provider/>
            <button class:go=!is_on name="do" value="draw">{words}<span class="vh">{format!(" for {name}")}</span></button>
        </form>
    }
}

/// Takes a provider's key.
#[component]
fn Key(action: String, provider: String, key: String, is_on: bool, wrong: Option<String>) -> impl IntoView {
    let id = format!("key-{provider}");
    let (told, hint) = (format!("{id}-wrong"), format!("{id}-hint"));
    let described = if wrong.is_some() { format!("{told} {hint}") } else { hint.clone() };
    let invalid = wrong.is_some().then_some("true");
    let wrong = wrong.map(|text| view! { <p class="wrong" id=told>{text}</p> });
    let words = if is_on {
        "There is one, sealed. A new one takes its place."
    } else {
        "Kept sealed, and shown to nobody again."
    };
    view! {
        <form class="field" method="post" action=action>
            <input type="hidden" name="provider" value=provider/>
            <label for=id.clone()>{key}</label>
            {wrong}
            <input id=id name="key" type="text" autocomplete="off" spellcheck="false" autocapitalize="off" aria-describedby=described aria-invalid=invalid/>
            <p class="hint" id=hint>{words}</p>
            <p class="row"><button class:go=!is_on name="do" value="key">{if is_on { "Replace the key" } else { "Turn on" }}</button></p>
        </form>
    }
}

//! The page that an invitation leads to.

use leptos::either::EitherOf4;
use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::field::Field;
use super::outside::OutsidePage;
use crate::domain::admin_routes::{SIGN_IN, SIGN_OUT};
use crate::pages::admin::shell::AdminAssets;
use crate::wire::admin::team::{Guest, JoinView};

/// Who invites, and the form to join.
#[component]
pub fn JoinPage(
    assets: AdminAssets,
    /// What was typed and what is wrong.
    view: JoinView,
) -> impl IntoView {
    let JoinView { action, shop, by, role, email, guest, name, wrong } = view;
    let form = match guest {
        Guest::New => EitherOf4::A(view! {
            <form method="post" action=action class="fields">
                <p>"You will sign in as " <strong>{email}</strong></p>
                <Field name="name" label="Your name" value=name autocomplete="name"
                    hint="Colleagues read it beside what you change." errors=wrong.clone()/>
                <Field name="password" label="Password" kind="password" autocomplete="new-password"
                    hint="At least 10 characters. A few words are good." errors=wrong/>
                <button class="go">"Join the team"</button>
            </form>
        }),
        Guest::Known => {
            let back = utf8_percent_encode(&action, NON_ALPHANUMERIC);
            EitherOf4::B(view! {
                <div class="fields">
                    <p>"There is an account for " <strong>{email}</strong> " already. Sign in with it to go on."</p>
                    <p class="row"><a class="button go" href=format!("{SIGN_IN}?back={back}")>"Sign in"</a></p>
                </div>
            })
        }
        Guest::Invited => EitherOf4::C(view! {
            <form method="post" action=action class="fields">
                <p>"You are signed in as " <strong>{email}</strong></p>
                <button class="go">"Join the team"</button>
            </form>
        }),
        Guest::Other(other) => EitherOf4::D(view! {
            <form method="post" action=SIGN_OUT class="fields">
                <p>"The invitation is for " <strong>{email}</strong> ", and you are signed in as "
                    <strong>{other}</strong> ". Sign out, then open the link in the mail again."</p>
                <button>"Sign out"</button>
            </form>
        }),
    };
    view! {
        <OutsidePage assets title=format!("Join {shop}")>
            <p class="lead">{format!("{by} invites you to the team of {shop}. You would be {role}.")}</p>
            {form}
        </OutsidePage>
    }
}

/// An invitation that opens nothing.
#[component]
pub fn JoinOver(assets: AdminAssets) -> impl IntoView {
    view! {
        <OutsidePage assets title="This invitation is over".to_owned()>
            <p class="lead">"It was used, was taken back, or is older than 7 days."</p>
            <p class="foot">"Ask an owner of the shop for another one. If you have joined already, "
                <a href=SIGN_IN>"sign in"</a>"."</p>
        </OutsidePage>
    }
}

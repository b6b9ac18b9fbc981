//! The page to sign in.

use leptos::prelude::*;

use super::field::{Field, Problem};
use super::outside::OutsidePage;
use crate::domain::admin_routes::SIGN_IN;
use crate::pages::admin::shell::AdminAssets;
use crate::wire::admin::accounts::SignInView;

/// Address and password.
#[component]
pub fn SignInPage(
    assets: AdminAssets,
    /// What was typed and what is wrong.
    view: SignInView,
) -> impl IntoView {
    let SignInView { email, back, problem, note } = view;
    let back = (!back.is_empty()).then(|| view! { <input type="hidden" name="back" value=back/> });
    let note = note.map(|note| view! { <p class="lead">{note}</p> });
    view! {
        <OutsidePage assets title="Sign in".to_owned()>
            {note}
            <form method="post" action=SIGN_IN class="fields">
                <Problem sentence=problem/>
                {back}
                <Field name="email" label="E-mail" kind="email" value=email autocomplete="username"/>
                <Field name="password" label="Password" kind="password" autocomplete="current-password"/>
                <button class="go">"Sign in"</button>
            </form>
            <p class="foot">
                "Forgotten your password? Whoever runs this server gives you a new one: "
                <code>"waymark user password"</code>
            </p>
        </OutsidePage>
    }
}

//! The page of the first start: makes the owner.

use leptos::prelude::*;

use super::field::{Field, Problem};
use super::outside::OutsidePage;
use crate::domain::admin_routes::SET_UP;
use crate::pages::admin::shell::AdminAssets;
use crate::wire::admin::accounts::SetUpView;

/// Code, address, name, password.
#[component]
pub fn SetUpPage(
    assets: AdminAssets,
    /// What was typed and what is wrong.
    view: SetUpView,
) -> impl IntoView {
    let SetUpView { code, email, name, wrong, problem, shops } = view;
    let of = match shops.as_slice() {
        [] => "There is no shop yet; you can sign in all the same.".to_owned(),
        [only] => format!("You become the owner of {only}."),
        several => format!("You become the owner of {}.", several.join(", ")),
    };
    view! {
        <OutsidePage assets title="Set up Waymark".to_owned()>
            <p class="lead">"Nobody can sign in yet. Make the first account. " {of}</p>
            <form method="post" action=SET_UP class="fields">
                <Problem sentence=problem/>
                <Field name="code" label="Code from the server’s console" value=code autocomplete="one-time-code"
                    inputmode="text" hint="Printed when the server started." errors=wrong.clone()/>
                <Field name="name" label="Your name" value=name autocomplete="name"
                    hint="Colleagues read it beside what you change." errors=wrong.clone()/>
                <Field name="email" label="E-mail" kind="email" value=email autocomplete="username" errors=wrong.clone()/>
                <Field name="password" label="Password" kind="password" autocomplete="new-password"
                    hint="At least 10 characters. A few words are good." errors=wrong/>
                <button class="go">"Make the account"</button>
            </form>
        </OutsidePage>
    }
}

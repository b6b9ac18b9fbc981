//! The second factor: at signing in, and setting it up.

use leptos::either::Either;
use leptos::prelude::*;

use super::field::{Field, Problem};
use super::outside::OutsidePage;
use super::passkeys::UsePasskey;
use crate::domain::admin_routes::{
    ACCOUNT, CONFIRM, RECOVERY_CODES, SECOND_FACTOR, SECOND_FACTOR_CHECK, SECOND_FACTOR_OFF, SIGN_IN,
    SIGN_IN_SECOND,
};
use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::wire::admin::accounts::{SecondFactorView, SecondView};
use crate::wire::admin::frame::{AdminFrame, Section};

/// Asks for the second factor at signing in.
#[component]
pub fn SecondPage(
    assets: AdminAssets,
    /// The path of the script for passkeys.
    script: String,
    /// What it shows.
    view: SecondView,
) -> impl IntoView {
    let SecondView { back, app, passkeys, problem } = view;
    let hint = if app {
        "Six digits from your authenticator app, or one of your recovery codes."
    } else {
        "One of your recovery codes."
    };
    let script = passkeys.then_some(script);
    let passkey = passkeys.then(|| view! { <UsePasskey back=back.clone()/> });
    let back = (!back.is_empty()).then(|| view! { <input type="hidden" name="back" value=back/> });
    view! {
        <OutsidePage assets title="Second factor".to_owned() script>
            <Problem sentence=problem/>
            {passkey}
            <form method="post" action=SIGN_IN_SECOND class="fields">
                {back}
                <Field name="code" label="Code" autocomplete="one-time-code" inputmode="text" hint=hint/>
                <button class="go">"Go on"</button>
            </form>
            <p class="foot"><a href=SIGN_IN>"Begin again"</a></p>
        </OutsidePage>
    }
}

/// Asks for the password anew.
#[component]
pub fn ConfirmPage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// Where to go afterwards.
    back: String,
    /// What is wrong.
    problem: Option<String>,
) -> impl IntoView {
    let errors = problem.map(|sentence| ("password".to_owned(), sentence)).into_iter().collect();
    view! {
        <AdminPage frame assets section=Section::Account title="Is it still you?".to_owned()>
            <section class="sheet">
                <form method="post" action=CONFIRM class="fields">
                    <p>"Enter your password to go on. You signed in some time ago."</p>
                    <input type="hidden" name="back" value=back/>
                    <Field name="password" label="Password" kind="password" autocomplete="current-password" errors=errors/>
                    <p class="row"><button class="go">"Go on"</button><a class="button" href=ACCOUNT>"Back"</a></p>
                </form>
            </section>
        </AdminPage>
    }
}

/// Setting up, recovery codes, turning off.
#[component]
pub fn SecondFactorPage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// What it shows.
    view: SecondFactorView,
) -> impl IntoView {
    let SecondFactorView { on, app, recovery_left, new_app, codes, problem } = view;
    let shown = (!codes.is_empty()).then(|| view! { <Codes codes/> });
    let rest = match (app, new_app) {
        (true, _) => Either::Left(view! { <Present/> }),
        (false, app) => Either::Right(view! { <Setting app problem/> }),
    };
    let recovery = on.then(|| view! { <Recovery recovery_left/> });
    view! {
        <AdminPage frame assets section=Section::Account title="Second factor".to_owned()>
            {shown}
            {rest}
            {recovery}
        </AdminPage>
    }
}

/// Recovery codes, shown once.
#[component]
fn Codes(codes: Vec<String>) -> impl IntoView {
    let codes = codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view();
    view! {
        <section class="sheet" aria-labelledby="codes">
            <h2 id="codes">"Your recovery codes"</h2>
            <div class="fields">
                <p>"Each lets you in once when your phone is not there. Keep them where you keep passwords: they are \
                    not shown again."</p>
                <ul class="codes">{codes}</ul>
            </div>
        </section>
    }
}

/// What can be done with an app that is on.
#[component]
fn Present() -> impl IntoView {
    view! {
        <section class="sheet" aria-labelledby="present">
            <h2 id="present">"Authenticator app " <span class="badge good">"On"</span></h2>
            <form method="post" action=SECOND_FACTOR_OFF class="fields">
                <p>"Its codes let you in after your password."</p>
                <p class="row"><button class="danger">"Turn off"</button></p>
            </form>
        </section>
    }
}

/// What lets somebody in when nothing else is at hand.
#[component]
fn Recovery(recovery_left: u32) -> impl IntoView {
    view! {
        <section class="sheet" aria-labelledby="recovery">
            <h2 id="recovery">"Recovery codes"</h2>
            <form method="post" action=RECOVERY_CODES class="fields">
                <p>{format!("{recovery_left} recovery codes are left.")}</p>
                <p class="row"><button>"Make new recovery codes"</button></p>
            </form>
        </section>
    }
}

/// Setting up an app.
#[component]
fn Setting(app: Option<(String, String)>, problem: Option<String>) -> impl IntoView {
    let Some((secret, picture)) = app else {
        return Either::Left(view! {
            <section class="sheet">
                <form method="post" action=SECOND_FACTOR class="fields">
                    <p>"With an authenticator app on your phone, your password alone no longer lets anybody in."</p>
                    <p class="row"><button class="go">"Set up an authenticator app"</button></p>
                </form>
            </section>
        });
    };
    let errors = problem.map(|sentence| ("code".to_owned(), sentence)).into_iter().collect();
    Either::Right(view! {
        <section class="sheet" aria-labelledby="scan">
            <h2 id="scan">"Scan this with the app"</h2>
            <div class="fields">
                <div class="qr" role="img" aria-label="The key as a QR code; it stands below in letters" inner_html=picture></div>
                <p>"Or type the key: " <code class="key">{secret}</code></p>
            </div>
            <form method="post" action=SECOND_FACTOR_CHECK class="fields">
                <Field name="code" label="Code that the app shows" autocomplete="one-time-code" inputmode="numeric" errors=errors/>
                <p class="row"><button class="go">"Turn on"</button></p>
            </form>
        </section>
    })
}

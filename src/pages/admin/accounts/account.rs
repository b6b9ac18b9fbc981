//! The own account: name, password, second factor, where one is signed in.

use leptos::prelude::*;

use super::field::Field;
use super::passkeys::Passkeys;
use crate::domain::admin_routes::{ACCOUNT, PASSWORD, SECOND_FACTOR, SESSIONS_END};
use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::wire::admin::accounts::{AccountView, SessionView};
use crate::wire::admin::frame::{AdminFrame, Section};

/// The page.
#[component]
pub fn AccountPage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// The path of the script for passkeys.
    script: String,
    /// What it shows.
    view: AccountView,
) -> impl IntoView {
    let AccountView { name, email, second_factor, app, passkeys, recovery_left, sessions, wrong } = view;
    let factor = match (app, passkeys.rows.len()) {
        (false, 0) => "Off: your password alone lets you in.".to_owned(),
        (true, 0) => format!("On: an authenticator app. {recovery_left} recovery codes are left."),
        (true, _) => {
            format!("On: an authenticator app or a passkey. {recovery_left} recovery codes are left.")
        }
        (false, _) => format!("On: a passkey. {recovery_left} recovery codes are left."),
    };
    let problem = wrong.get("passkey").cloned();
    let further = match (app, second_factor) {
        (true, _) => "Recovery codes and turning off",
        (false, true) => "Recovery codes and an authenticator app",
        (false, false) => "Set up an authenticator app",
    };
    let (badge, word) = if second_factor { ("badge good", "On") } else { ("badge", "Off") };
    view! {
        <AdminPage frame assets section=Section::Account title="Your account".to_owned()>
            <section class="sheet" aria-labelledby="who">
                <h2 id="who">"You"</h2>
                <form method="post" action=ACCOUNT class="fields">
                    <p>"You sign in as " <strong>{email}</strong></p>
                    <Field name="name" label="Name" value=name autocomplete="name"
                        hint="Colleagues read it beside what you change." errors=wrong.clone()/>
                    <p class="row"><button class="go">"Save name"</button></p>
                </form>
            </section>
            <section class="sheet" aria-labelledby="password">
                <h2 id="password">"Password"</h2>
                <form method="post" action=PASSWORD class="fields">
                    <Field name="old" label="Present password" kind="password" autocomplete="current-password" errors=wrong.clone()/>
                    <Field name="new" label="New password" kind="password" autocomplete="new-password"
                        hint="At least 10 characters. You are signed out everywhere else." errors=wrong/>
                    <p class="row"><button class="go">"Change password"</button></p>
                </form>
            </section>
            <section class="sheet" aria-labelledby="factor">
                <h2 id="factor">"Second factor " <span class=badge>{word}</span></h2>
                <div class="fields">
                    <p>{factor}</p>
                    <p class="row"><a class="button" href=SECOND_FACTOR>{further}</a></p>
                </div>
            </section>
            <Passkeys view=passkeys script problem/>
            <Sessions sessions/>
        </AdminPage>
    }
}

/// Where somebody is signed in.
#[component]
fn Sessions(sessions: Vec<SessionView>) -> impl IntoView {
    let several = sessions.len() > 1;
    let rows = sessions
        .into_iter()
        .map(|SessionView { id, here, browser, seen, since }| {
            let label = format!("End the session in {browser}");
            let end = if here {
                None
            } else {
                Some(view! {
                    <form method="post" action=SESSIONS_END>
                        <input type="hidden" name="session" value=id/>
                        <button aria-label=label>"End"</button>
                    </form>
                })
            };
            let mark = here.then(|| view! { " " <span class="badge good">"This browser"</span> });
            view! {
                <tr><th scope="row">{browser}{mark}</th><td>{seen}</td><td>{since}</td><td>{end}</td></tr>
            }
        })
        .collect_view();
    let all = several.then(|| {
        view! {
            <form method="post" action=SESSIONS_END class="fields">
                <p class="row"><button class="danger">"Sign out everywhere else"</button></p>
            </form>
        }
    });
    view! {
        <section class="sheet" aria-labelledby="sessions">
            <h2 id="sessions">"Where you are signed in"</h2>
            <table class="sessions">
                <caption class="vh">"Browsers you are signed in with"</caption>
                <thead><tr>
                    <th scope="col">"Browser"</th><th scope="col">"Last seen"</th><th scope="col">"Signed in"</th>
                    <th scope="col"><span class="vh">"End it"</span></th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {all}
        </section>
    }
}

//! Passkeys: the list of the own account, and the question at signing in. Browsers give passkeys to
//! scripts alone: the forms here stay hidden until `public/passkeys.js` shows them in the place of the
//! sentence that says so, and everything else on these pages does without.

use leptos::prelude::*;

use super::field::{Field, Problem};
use crate::domain::admin_routes::{
    PASSKEY_ASK, PASSKEY_REMOVE, PASSKEYS, SIGN_IN_PASSKEY, SIGN_IN_PASSKEY_ASK,
};
use crate::wire::admin::accounts::{PasskeyView, PasskeysView};

/// For browsers that know scripts and no passkeys.
const NOT_HERE: &str = "Your browser knows no passkeys, or not at this address: they need https.";
/// The browser was asked and gave nothing.
const NOTHING_CAME: &str = "The browser gave no passkey. Try again, or use another way.";

/// The passkeys of the own account.
#[component]
pub fn Passkeys(
    /// What it shows.
    view: PasskeysView,
    /// The path of the script for passkeys.
    script: String,
    /// What is wrong with a new one.
    problem: Option<String>,
) -> impl IntoView {
    let PasskeysView { possible, full, rows } = view;
    let add = (possible && !full).then(|| view! { <AddPasskey/> });
    let not = match (possible, full) {
        (false, _) => Some("Passkeys need an address with a name: this server is reached by a number."),
        (true, true) => Some("These are as many as you may have. Remove one to add another."),
        (true, false) => None,
    };
    let not = not.map(|sentence| view! { <p class="lead foot">{sentence}</p> });
    let table = (!rows.is_empty()).then(|| view! { <Table rows/> });
    view! {
        <section class="sheet" aria-labelledby="passkeys">
            <h2 id="passkeys">"Passkeys"</h2>
            <Problem sentence=problem/>
            {table}
            {add}
            {not}
            <script src=script defer></script>
        </section>
    }
}

/// Adds a passkey.
#[component]
fn AddPasskey() -> impl IntoView {
    view! {
        <p class="lead foot" data-passkey-without=NOT_HERE>
            "Passkeys need JavaScript, which does not run here. An authenticator app does without."
        </p>
        <form method="post" action=PASSKEYS class="fields" data-passkey="create" data-ask=PASSKEY_ASK hidden=true>
            <p>"Your fingerprint, face or screen lock, or a security key, after your password."</p>
            <input type="hidden" name="credential"/>
            <Field name="passkey_name" label="Name of the new passkey" autocomplete="off"
                hint="What you know it by: “Phone”, “Key on my ring”."/>
            <p class="problem" role="alert" data-passkey-problem=NOTHING_CAME hidden=true></p>
            <p class="row"><button class="go">"Add a passkey"</button></p>
        </form>
    }
}

/// The passkeys that are there.
#[component]
fn Table(rows: Vec<PasskeyView>) -> impl IntoView {
    let rows = rows
        .into_iter()
        .map(|PasskeyView { id, name, added, used }| {
            let label = format!("Remove the passkey {name}");
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td>{format!("Added {added}")}</td>
                    <td>{used.map_or_else(|| "Never used".to_owned(), |used| format!("Used {used}"))}</td>
                    <td><form method="post" action=PASSKEY_REMOVE>
                        <input type="hidden" name="passkey" value=id/>
                        <button aria-label=label>"Remove"</button>
                    </form></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="sessions">
            <caption class="vh">"Your passkeys"</caption>
            <thead><tr>
                <th scope="col">"Passkey"</th><th scope="col">"Added"</th><th scope="col">"Used"</th>
                <th scope="col"><span class="vh">"Remove it"</span></th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// The question for a passkey at signing in.
#[component]
pub fn UsePasskey(
    /// Where to go afterwards, or empty.
    back: String,
) -> impl IntoView {
    view! {
        <p class="lead" data-passkey-without="Your browser knows no passkeys: use another way below.">
            "Passkeys need JavaScript, which does not run here: use another way below."
        </p>
        <form method="post" action=SIGN_IN_PASSKEY class="fields" data-passkey="get" data-ask=SIGN_IN_PASSKEY_ASK hidden=true>
            <input type="hidden" name="credential"/>
            <input type="hidden" name="back" value=back/>
            <p class="problem" role="alert" data-passkey-problem=NOTHING_CAME hidden=true></p>
            <button class="go">"Use a passkey"</button>
            <p class="or">"Or:"</p>
        </form>
    }
}

//! The shop's team: people with their roles, and invitations.

use leptos::prelude::*;

use super::field::Field;
use crate::pages::admin::settings::Tabs;
use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::wire::admin::frame::{AdminFrame, Section};
use crate::wire::admin::team::{InvitationRow, TeamRow, TeamView};

/// The page.
#[component]
pub fn TeamPage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// What it shows.
    view: TeamView,
) -> impl IntoView {
    let TeamView { tabs, action, people, invitations, email, as_owner, wrong } = view;
    let people = people.into_iter().map(|row| view! { <Person row/> }).collect_view();
    let invited = (!invitations.is_empty()).then(|| view! { <Invited invitations/> });
    let role_wrong = wrong.get("role").cloned().map(|text| view! { <p class="wrong">{text}</p> });
    view! {
        <AdminPage frame assets section=Section::Settings title="Settings: Team".to_owned()>
            <Tabs tabs/>
            <section class="sheet" aria-labelledby="people">
                <h2 id="people">"People"</h2>
                <p class="hint lead">"Staff move orders along. Owners also change statuses, settings and the team. "
                    "Whoever gets another role or leaves is signed out at once."</p>
                <table class="team">
                    <caption class="vh">"Who works in this shop"</caption>
                    <thead><tr>
                        <th scope="col">"Name"</th><th scope="col">"In the team"</th><th scope="col">"Role"</th>
                        <th scope="col"><span class="vh">"Take out of the team"</span></th>
                    </tr></thead>
                    <tbody>{people}</tbody>
                </table>
            </section>
            {invited}
            <section class="sheet" aria-labelledby="invite">
                <h2 id="invite">"Invite somebody"</h2>
                <form method="post" action=action class="fields">
                    <Field name="email" label="E-mail" kind="email" value=email autocomplete="off"
                        hint="The mail holds a link that is open for 7 days and works once." errors=wrong/>
                    <div class="field"><label for="role">"Role"</label>
                        <select id="role" name="role">
                            <option value="staff" selected={!as_owner}>"Staff"</option>
                            <option value="owner" selected=as_owner>"Owner"</option>
                        </select>{role_wrong}</div>
                    <p class="row"><button class="go">"Send invitation"</button></p>
                </form>
            </section>
        </AdminPage>
    }
}

/// Somebody of the team.
#[component]
fn Person(row: TeamRow) -> impl IntoView {
    let TeamRow { action, name, email, role, is_owner, is_last_owner, is_you, since } = row;
    let you = is_you.then(|| view! { " " <span class="badge">"You"</span> });
    let change = if is_last_owner {
        leptos::either::Either::Left(view! { <p>{role}<span class="hint">" · the only owner"</span></p> })
    } else {
        leptos::either::Either::Right(view! {
            <form method="post" action=action.clone() class="row">
                <input type="hidden" name="do" value="role"/>
                <select name="role" aria-label=format!("Role of {name}")>
                    <option value="staff" selected={!is_owner}>"Staff"</option>
                    <option value="owner" selected=is_owner>"Owner"</option>
                </select>
                <button aria-label=format!("Change the role of {name}")>"Change"</button>
            </form>
        })
    };
    let label = if is_you { "Leave the team".to_owned() } else { format!("Remove {name} from the team") };
    let remove = (!is_last_owner).then(|| {
        view! {
            <form method="post" action=action>
                <input type="hidden" name="do" value="remove"/>
                <button class="danger" aria-label=label>{if is_you { "Leave" } else { "Remove" }}</button>
            </form>
        }
    });
    view! {
        <tr>
            <th scope="row">{name}{you}<small>{email}</small></th>
            <td>{format!("joined {since}")}</td><td>{change}</td><td>{remove}</td>
        </tr>
    }
}

/// Who is invited.
#[component]
fn Invited(invitations: Vec<InvitationRow>) -> impl IntoView {
    let rows = invitations
        .into_iter()
        .map(|one| {
            let InvitationRow { action, email, role, by, state, tone, ends } = one;
            let again = format!("Send again the invitation to {email}");
            let withdraw = format!("Withdraw the invitation to {email}");
            view! {
                <tr>
                    <th scope="row">{email}<small>{format!("{role}, by {by}")}</small></th>
                    <td><span class=format!("badge {tone}")>{state}</span><small>{ends}</small></td>
                    <td><form method="post" action=action class="row">
                        <button name="do" value="again" aria-label=again>"Send again"</button>
                        <button name="do" value="withdraw" class="danger" aria-label=withdraw>"Withdraw"</button>
                    </form></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="sheet" aria-labelledby="invited">
            <h2 id="invited">"Invited"</h2>
            <table class="team">
                <caption class="vh">"Invitations, newest first"</caption>
                <thead><tr>
                    <th scope="col">"To"</th><th scope="col">"State"</th>
                    <th scope="col"><span class="vh">"What to do with it"</span></th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

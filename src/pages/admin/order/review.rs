//! What would happen, before it does; and, where a colleague came first, what they did. Everything typed
//! travels along in hidden fields.

use leptos::prelude::*;

use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::wire::admin::frame::{AdminFrame, Section};
use crate::wire::admin::order::{MoveForm, Review};

/// The page between the form and the change.
#[component]
pub fn ReviewPage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// What it shows.
    review: Review,
) -> impl IntoView {
    let Review { name, path, meanwhile, lines, form } = review;
    let conflict = !meanwhile.is_empty();
    let told = conflict.then(|| {
        let lines = meanwhile.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! {
            <section class="sheet pad conflict" role="alert">
                <h2>"Somebody changed this order meanwhile"</h2>
                <ul>{lines}</ul>
                <p>"Nothing of yours was carried out yet, and nothing you typed is lost."</p>
            </section>
        }
    });
    let lines = lines
        .into_iter()
        .map(|(label, words)| view! { <div><dt>{label}</dt><dd>{words}</dd></div> })
        .collect_view();
    let (heading, go) =
        if conflict { ("What you wanted to change", "Send anyway") } else { ("This will happen", "Confirm") };
    let title = if conflict { format!("Order {name}: look again") } else { format!("Order {name}: confirm") };
    let again = if conflict { "Look again" } else { "Back to the form" };
    view! {
        <AdminPage frame assets section=Section::Orders title>
            {told}
            <section class="sheet" aria-labelledby="will">
                <h2 id="will">{heading}</h2>
                <dl class="review">{lines}</dl>
                <form class="row pad" method="post" action=format!("{path}/change")>
                    {hidden(form)}
                    <button class="go" name="confirm" value="yes">{go}</button>
                    <button name="edit" value="yes">{again}</button>
                    <a class="quiet" href=path.clone()>"Cancel"</a>
                </form>
            </section>
        </AdminPage>
    }
}

fn hidden(form: MoveForm) -> impl IntoView {
    let fields = [
        ("status", form.status),
        ("note", form.note),
        ("private_note", form.private_note),
        ("due", form.due),
        ("due_from", form.due_from),
        ("due_to", form.due_to),
        ("reason", form.reason),
        ("message", form.message),
        ("when", form.when),
        ("send_at", form.send_at),
        ("revision", form.revision.to_string()),
        ("once", form.once),
    ];
    let items = form.items.into_iter().map(|item| ("item", item));
    fields
        .into_iter()
        .chain(items)
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view()
}

//! The names that may stand in a message's words: variables with what they mean, and filters.

use leptos::prelude::*;

/// The names.
#[component]
pub(super) fn Names(
    /// Variables with what they mean.
    names: Vec<(String, String)>,
    /// Filters.
    filters: Vec<String>,
) -> impl IntoView {
    let rows = names
        .into_iter()
        .map(|(name, meaning)| view! { <tr><th scope="row"><code>{name}</code></th><td>{meaning}</td></tr> })
        .collect_view();
    let filters = filters.join(", ");
    view! {
        <section class="sheet" aria-labelledby="names">
            <h2 id="names">"Names you can use"</h2>
            <div class="fields">
                <p class="soft">
                    "Write a name between two braces and it is filled in: "<code>"{{ order_name }}"</code>
                    ". They are those of Shopify's notifications, and some of ours; "<code>"[]"</code>
                    " stands for each item of a list, which "<code>"{% for item in line_items %} … {% endfor %}"</code>
                    " goes through."
                </p>
                <details class="more">
                    <summary>"All names"</summary>
                    <div class="scroll" tabindex="0" role="region" aria-label="All names">
                        <table class="explained"><tbody>{rows}</tbody></table>
                    </div>
                </details>
                <details class="more"><summary>"Filters"</summary><p class="words"><code>{filters}</code></p></details>
            </div>
        </section>
    }
}

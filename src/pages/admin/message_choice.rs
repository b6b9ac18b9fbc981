//! Whether a message goes with a change: as the status says, or as whoever makes the change wants it.

use leptos::prelude::*;

/// What may be chosen: value and words.
const CHOICES: [(&str, &str); 3] = [
    ("status", "As the status says; a date alone is told"),
    ("yes", "Yes, whatever the status says"),
    ("no", "No"),
];

/// The field `message`.
#[component]
pub(super) fn MessageChoice(
    /// What it is called.
    label: &'static str,
    /// What is to be known of the message.
    #[prop(into)]
    hint: String,
    /// What was chosen; anything but `yes` and `no` is what the status says.
    chosen: String,
    /// Whether no message can go at all.
    disabled: bool,
) -> impl IntoView {
    let chosen = CHOICES.iter().find(|(value, _)| *value == chosen).unwrap_or(&CHOICES[0]).0;
    let options = CHOICES
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for="message">{label}<small>{hint}</small></label>
            <select id="message" name="message" disabled=disabled>{options}</select>
        </div>
    }
}

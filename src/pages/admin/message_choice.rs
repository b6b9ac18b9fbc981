//! Whether a message goes with a change: as the status says, or as whoever makes the change wants it; and when.

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

/// The fields `when` and `send_at`.
#[component]
pub(super) fn SendTime(
    legend: &'static str,
    /// How many seconds a message waits at least.
    hold_seconds: u16,
    /// The shop's time zone.
    time_zone: String,
    /// What was chosen; anything but `at` is at once.
    when: String,
    /// The time as typed.
    send_at: String,
    /// What is wrong with it.
    trouble: Option<String>,
) -> impl IntoView {
    let at = when == "at";
    let bad = trouble.is_some().then_some("true");
    let by = if trouble.is_some() { "send-zone send_at-wrong" } else { "send-zone" };
    let trouble = trouble.map(|sentence| view! { <p class="wrong" id="send_at-wrong">{sentence}</p> });
    view! {
        <fieldset class="field"><legend>{legend}</legend>
            <label class="check"><input type="radio" name="when" value="hold" checked=!at/>
                <span>{format!("At once, after {hold_seconds} s in which the change can be undone")}</span></label>
            <label class="check"><input type="radio" name="when" value="at" checked=at/><span>"At a day and time"</span></label>
            <div class="field"><label for="send_at">"Day and time"<small id="send-zone">{format!("Time of the shop: {time_zone}")}</small></label>
                <input id="send_at" type="datetime-local" name="send_at" value=send_at aria-invalid=bad aria-describedby=by/>
                {trouble}</div>
        </fieldset>
    }
}

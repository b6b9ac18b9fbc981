//! Color and icon of a status.

use leptos::prelude::*;

use super::editor::{marks, said};
use crate::domain::icon::ICONS;
use crate::pages::rich_text::Icon;
use crate::wire::admin::statuses::{StatusForm, Wrong};
use crate::wire::order_view::IconView;

/// Color and icon.
#[component]
pub fn Look(
    form: StatusForm,
    wrong: Vec<Wrong>,
    /// The color as light and dark pages show it.
    corrected: Option<(String, String)>,
) -> impl IntoView {
    let own = form.color_of == "own";
    let (invalid, described) = marks(&wrong, "color");
    let icons = ICONS
        .iter()
        .map(|icon| {
            let checked = form.icon == icon.name;
            let drawn = IconView { name: icon.name.to_owned(), color: None };
            view! { <label><input type="radio" name="icon" value=icon.name checked=checked/><Icon icon=drawn/><span>{icon.label}</span></label> }
        })
        .collect_view();
    view! {
        <section class="sheet" aria-labelledby="look">
            <h2 id="look">"Color and icon"</h2>
            <div class="fields">
                <fieldset>
                    <legend>"Color"</legend>
                    <label class="check"><input type="radio" name="color_of" value="shop" checked=!own/>"The shop's accent"</label>
                    <div class="row">
                        <label class="check"><input type="radio" name="color_of" value="own" checked=own/>"Its own"</label>
                        <input id="color" type="color" name="color" value=form.color.clone() aria-label="Its own color" aria-invalid=invalid aria-describedby=described/>
                    </div>
                    {said(&wrong, "color")}
                    {corrected.map(|shown| view! { <Shown wish=form.color.clone() shown/> })}
                </fieldset>
                <fieldset id="icon">
                    <legend>"Icon"</legend>
                    <div class="icons">
                        <label><input type="radio" name="icon" value="" checked=form.icon.is_empty()/><span class="none" aria-hidden="true">"–"</span><span>"None"</span></label>
                        {icons}
                    </div>
                    {said(&wrong, "icon")}
                </fieldset>
            </div>
        </section>
    }
}

/// The color as it is shown, corrected until it can be read.
#[component]
fn Shown(wish: String, shown: (String, String)) -> impl IntoView {
    let (light, dark) = shown;
    let swatch = |color: &str, ground: &'static str| {
        let color = color.to_owned();
        view! {
            <svg class="swatch" viewBox="0 0 24 24" aria-hidden="true"><rect width="24" height="24" rx="6" fill=ground></rect><circle cx="12" cy="12" r="7" fill=color></circle></svg>
        }
    };
    let says = |color: &str| {
        let same = color.eq_ignore_ascii_case(&wish);
        if same {
            format!("{color}, as chosen")
        } else {
            format!("{color}, corrected so that it can be read")
        }
    };
    view! {
        <ul class="shown">
            <li>{swatch(&light, "#fffefb")}"On light pages: "{says(&light)}</li>
            <li>{swatch(&dark, "#201e1b")}"On dark pages: "{says(&dark)}</li>
        </ul>
    }
}

//! Brand: the form, the logo's own form, and the shopper's page as it will look.

use leptos::prelude::*;

use super::{Alert, Sheet, Tabs};
use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::wire::admin::frame::{AdminFrame, Section};
use crate::wire::admin::settings::{BrandView, SettingsView};
use crate::wire::frame::LogoView;

/// The brand.
#[component]
pub fn BrandPage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// The form.
    view: SettingsView,
    /// Logo and preview.
    brand: BrandView,
) -> impl IntoView {
    let SettingsView { tabs, action, seen, alert, sheets } = view;
    view! {
        <AdminPage frame assets section=Section::Settings title="Settings: Brand".to_owned()>
            <Tabs tabs/>
            {alert.map(|text| view! { <Alert text/> })}
            <LogoForms brand=brand.clone()/>
            <form method="post" action=action class="settings" id="brand-form">
                <input type="hidden" name="seen" value=seen/>
                {sheets.into_iter().map(|sheet| view! { <Sheet sheet/> }).collect_view()}
                <p class="save">
                    <button formaction=brand.preview.clone() formtarget="preview">"Preview"</button>
                    <button class="go">"Save"</button>
                </p>
            </form>
            <section class="sheet preview" aria-labelledby="preview-title">
                <h2 id="preview-title">"Preview"</h2>
                <p class="hint">"A sample order with what is saved. “Preview” above shows what is typed; nothing is saved by it."</p>
                <iframe name="preview" title="The shopper's page" src=brand.preview></iframe>
            </section>
        </AdminPage>
    }
}

/// The logo as it is, and the forms that change it.
#[component]
fn LogoForms(brand: BrandView) -> impl IntoView {
    let BrandView { logo, shop_name, upload, remove, wrong, .. } = brand;
    let (described, invalid) = match &wrong {
        Some(_) => ("logo-wrong logo-hint", Some("true")),
        None => ("logo-hint", None),
    };
    let has_logo = logo.is_some();
    let shown = logo.map(|LogoView { path, width, height }| {
        view! {
            <p class="logos">
                <span><img src=path.clone() width=width.to_string() height=height.to_string() alt=shop_name.clone()/></span>
                <span class="dark"><img src=path width=width.to_string() height=height.to_string() alt=""/></span>
            </p>
        }
    });
    let gone = has_logo.then(|| {
        view! { <form method="post" action=remove><button class="danger">"Remove the logo"</button></form> }
    });
    view! {
        <section class="part">
            <div class="about">
                <h2>"Logo"</h2>
                <p class="hint">"Stands at the top of shoppers' pages, wherever they are shown, in place of the shop's name. Screen readers read the name."</p>
            </div>
            <div class="sheet"><div class="fields">
                {shown}
                <form method="post" action=upload enctype="multipart/form-data" class="field">
                    <label for="logo">"Picture"</label>
                    {wrong.map(|text| view! { <p class="wrong" id="logo-wrong">{text}</p> })}
                    <div class="row">
                        <input
                            type="file" id="logo" name="logo" accept="image/png,image/jpeg,image/webp"
                            aria-describedby=described aria-invalid=invalid
                        />
                        <button>"Upload"</button>
                    </div>
                    <p class="hint" id="logo-hint">"PNG, JPEG or WebP, up to 2 MB. It is written anew at most 512 pixels wide; a transparent ground suits light and dark pages."</p>
                </form>
                {gone}
            </div></div>
        </section>
    }
}

//! Shopify's own filters: pictures, addresses, translations. A message asks no foreign server on our
//! account: the addresses of Shopify's own decorations (style sheet, icons) are empty.

use liquid_core::Result;
use liquid_core::model::{Value, ValueView};

use super::{Call, Run, says};
use crate::language::Arg;
use crate::mail::template::escape;

pub(super) const TABLE: &[(&str, Run)] = &[
    ("default", |call| {
        let allow_false = call.named("allow_false").is_some_and(|value| value.to_kstr() == "true");
        let is_false = call.input.as_scalar().and_then(|scalar| scalar.to_bool()) == Some(false);
        let empty = call.input.query_state(liquid_core::model::State::DefaultValue);
        let use_default = if is_false { !allow_false } else { empty || call.input.is_nil() };
        Ok(if use_default { call.arg(0).clone() } else { call.input.to_value() })
    }),
    ("t", translated),
    ("translate", translated),
    ("img_url", |call| picture(call, named_size(&call.arg_text(0)))),
    ("image_url", |call| {
        let given = |name| call.named(name).and_then(super::numbers::count);
        picture(call, (given("width"), given("height")))
    }),
    ("shopify_asset_url", |_| says("")),
    ("cdn_asset_url", |_| says("")),
    ("asset_url", |_| says("")),
    ("payment_icon_png_url", |_| says("")),
    ("payment_type_img_url", |_| says("")),
    ("format_address", address),
    ("link_to", |call| {
        let (text, url) = (call.text(), call.arg_text(0));
        if call.about.html {
            says(format!("<a href=\"{url}\">{text}</a>"))
        } else {
            says(format!("{text}: {url}"))
        }
    }),
];

/// A sentence of ours by its key; what is no key of a message's sentence stays as it is.
fn translated(call: &Call<'_>) -> Result<Value> {
    let key = call.text();
    if !key.starts_with("mail-") || !call.about.speech.knows(&key) {
        return says(key.as_str());
    }
    let values: Vec<(&str, String)> =
        call.named.iter().map(|(name, value)| (*name, value.to_kstr().into_string())).collect();
    let args: Vec<(&str, Arg<'_>)> = values.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
    match call.about.speech.try_say(&key, &args) {
        Some(text) => says(text),
        None => says(key.as_str()),
    }
}

/// The address of a picture, in a size where Shopify's servers can make one.
fn picture(call: &Call<'_>, (width, height): (Option<usize>, Option<usize>)) -> Result<Value> {
    let member = |name| call.input.as_object().and_then(|object| object.get(name));
    let url = [member("image"), member("src"), member("url")].into_iter().flatten().next();
    let url = url.map_or_else(|| call.text().into_string(), |url| url.to_kstr().into_string());
    let url = if url.starts_with("//") { format!("https:{url}") } else { url };
    if !url.starts_with("https://") {
        return says("");
    }
    let (plain, sized) = (url.contains("://cdn.shopify.com/"), [("width", width), ("height", height)]);
    let mut made = url;
    for (name, size) in sized.into_iter().filter_map(|(name, size)| Some((name, size.filter(|_| plain)?))) {
        let mark = if !made.contains('?') {
            "?"
        } else if call.about.html {
            "&amp;"
        } else {
            "&"
        };
        made = format!("{made}{mark}{name}={size}");
    }
    says(made)
}

fn named_size(name: &str) -> (Option<usize>, Option<usize>) {
    let edge = match name.trim_end_matches("_cropped") {
        "pico" => 16,
        "icon" => 32,
        "thumb" => 50,
        "small" => 100,
        "compact" => 160,
        "medium" => 240,
        "large" => 480,
        "grande" => 600,
        "original" | "master" | "" => return (None, None),
        other => {
            let (width, height) = other.split_once('x').unwrap_or((other, ""));
            return (width.parse().ok(), height.parse().ok());
        }
    };
    (Some(edge), Some(edge))
}

/// An address as it is written on a parcel: one line each.
fn address(call: &Call<'_>) -> Result<Value> {
    let Some(object) = call.input.as_object() else { return says(call.text().as_str()) };
    let member = |name: &str| {
        let text = object.get(name).map(|value| value.to_kstr().trim().to_owned());
        text.filter(|text| !text.is_empty())
    };
    let town = [member("zip"), member("city")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let lines = [
        member("name"),
        member("company"),
        member("address1"),
        member("address2"),
        Some(town).filter(|town| !town.is_empty()),
        member("province"),
        member("country"),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    let lines = lines.into_iter().map(|line| if call.about.html { escape::once(&line) } else { line });
    says(lines.collect::<Vec<_>>().join(if call.about.html { "<br />" } else { "\n" }))
}

//! What to paste: a button and a plain link, with the names that Shopify's e-mails have for the order's number.

use super::Ours;
use crate::wire::admin::shopify_mails::{Snippet, SnippetGroup};

/// Shopify's e-mails by the name they have for the order's number.
const GROUPS: [(&str, &str, &str); 2] = [
    (
        "Orders and shipping",
        "Order confirmation, edited, canceled and refund; shipping confirmation and update, out for delivery, \
         delivered; local delivery; ready for pickup",
        "order_name",
    ),
    ("Returns", "Return created, label, requested, approved and declined", "order.name"),
];

/// The address with the order's number filled in by Shopify, which calls it `name`.
pub(super) fn address(ours: &Ours, name: &str) -> String {
    format!("{}?order={{{{ {name} | url_encode }}}}", ours.find)
}

/// A button in the shop's accent color that needs none of the template's own styles.
pub(super) fn button(ours: &Ours, name: &str) -> String {
    let (address, words) = (address(ours, name), &ours.button);
    format!(
        "<p style=\"margin: 20px 0\">\n  <a href=\"{address}\" style=\"display: inline-block; padding: 14px 22px; \
         border-radius: 4px; background: {{{{ shop.email_accent_color | default: '#1f1f1f' }}}}; color: #ffffff; \
         text-decoration: none\">{words}</a>\n</p>"
    )
}

/// A line of plain text.
pub(super) fn line(ours: &Ours, name: &str) -> String {
    format!("{}: {}", ours.button, address(ours, name))
}

pub(super) fn groups(ours: &Ours) -> Vec<SnippetGroup> {
    let snippet =
        |name: &str, hint: &str, code: String| Snippet { name: name.to_owned(), hint: hint.to_owned(), code };
    let group = |(name, mails, number): (&str, &str, &str)| SnippetGroup {
        name: name.to_owned(),
        mails: mails.to_owned(),
        snippets: vec![
            snippet("Button", "In your accent color, behind the first paragraph.", button(ours, number)),
            snippet(
                "Plain link",
                "For a link or button that is there already: in the place of {{ order_status_url }}.",
                address(ours, number),
            ),
        ],
    };
    GROUPS.into_iter().map(group).collect()
}

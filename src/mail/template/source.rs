//! A whole source to begin with, for merchants who want more than texts: the built-in design's order of things in
//! a few lines of MJML. Start with [`source_of`].

use super::Blocks;
use super::clean::paragraphs;

/// MJML that says the same as texts in the built-in design. Rows with facts and the list of items are written as
/// loops, so that they can be changed.
#[must_use]
pub fn source_of(blocks: &Blocks) -> String {
    let text: String = paragraphs(&blocks.text).map(|text| format!("          <p>{text}</p>\n")).collect();
    let closing: String = paragraphs(&blocks.closing).map(|text| format!("<p>{text}</p>")).collect();
    let preview = match blocks.preheader.trim() {
        "" => String::new(),
        words => format!("    <mj-preview>{words}</mj-preview>\n"),
    };
    let button = match blocks.button.trim() {
        "" => "{{ order_status_url }}",
        words => words,
    };
    format!(
        "<mjml>\n  <mj-head>\n{preview}    <mj-attributes>\n      <mj-all font-family=\"Helvetica, Arial, sans-serif\" />\n      \
         <mj-text color=\"#3b3731\" font-size=\"16px\" line-height=\"1.5\" />\n    </mj-attributes>\n  </mj-head>\n  \
         <mj-body background-color=\"#f6f6f4\">\n    <mj-section background-color=\"#ffffff\">\n      <mj-column>\n        \
         <mj-text font-size=\"24px\">{}</mj-text>\n        <mj-text>\n{text}        </mj-text>\n\
         {{% if facts != blank %}}        <mj-table>\n          {{% for fact in facts %}}<tr><td>{{{{ fact.label }}}}</td>\
         <td align=\"right\">{{{{ fact.value }}}}</td></tr>{{% endfor %}}\n        </mj-table>{{% endif %}}\n        \
         <mj-button href=\"{{{{ order_status_url }}}}\" background-color=\"{{{{ shop.email_accent_color }}}}\">{button}</mj-button>\n\
         {{% if items != blank %}}        <mj-table>\n          {{% for item in items %}}<tr><td>{{{{ item.title }}}}</td>\
         <td align=\"right\">{{{{ item.quantity }}}} ×</td></tr>{{% endfor %}}\n        </mj-table>{{% endif %}}\n        \
         <mj-text>{closing}</mj-text>\n      </mj-column>\n    </mj-section>\n  </mj-body>\n</mjml>\n",
        blocks.headline,
    )
}

//! How a shop stands with Shopify, as finished sentences for its merchant: on the page, on the command
//! line and in the doctor's findings. Holds nothing secret and nothing personal.

use serde::{Deserialize, Serialize};

use super::frame::Tone;

/// Everything the merchant is told about the connection, in the order of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionReport {
    /// What people call the shop.
    pub shop_name: String,
    /// Its `myshopify.com` domain.
    pub domain: String,
    /// Whether all is well, in one sentence.
    pub state: String,
    /// How that feels.
    pub tone: Tone,
    /// What is not as it should be, worst first.
    pub troubles: Vec<Trouble>,
    /// The rest, by subject.
    pub parts: Vec<ReportPart>,
}

/// Something to mend.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub advice: String,
    /// `Stop` when pages are no longer true, `Warn` when they are less complete.
    pub tone: Tone,
}

/// Lines about one subject.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPart {
    /// The subject.
    pub title: String,
    /// The lines.
    pub lines: Vec<ReportLine>,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportLine {
    /// What it is about.
    pub label: String,
    /// What is so.
    pub value: String,
    /// One sentence more; `None` when the value says it all.
    pub note: Option<String>,
    /// How it feels.
    pub tone: Tone,
}

impl ConnectionReport {
    /// The report as plain text for a terminal: what is wrong first.
    #[must_use]
    pub fn text(&self) -> String {
        let mut lines = vec![format!("{} ({})", self.shop_name, self.domain), self.state.clone()];
        for trouble in &self.troubles {
            lines.push(String::new());
            lines.push(format!("! {}", trouble.what));
            lines.push(format!("  {}", trouble.advice));
        }
        for part in &self.parts {
            lines.push(String::new());
            lines.push(part.title.clone());
            for line in &part.lines {
                lines.push(format!("  {}: {}", line.label, line.value));
                lines.extend(line.note.iter().map(|note| format!("    {note}")));
            }
        }
        lines.join("\n")
    }
}

//! What a row found out, and whether that is what was promised. Start with [`Figures`].

use std::fmt::Write as _;
use std::time::Duration;

/// The figures of one row on one database.
pub struct Figures {
    title: String,
    text: String,
    missed: Vec<String>,
    kept: u32,
}

impl Figures {
    /// A row without figures yet.
    pub fn of(title: impl Into<String>) -> Self {
        Self { title: title.into(), text: String::new(), missed: Vec::new(), kept: 0 }
    }

    /// Something worth knowing that no promise is about.
    pub fn note(&mut self, text: impl AsRef<str>) {
        let _ = writeln!(self.text, "  {}", text.as_ref());
    }

    /// A promise that nothing of a kind happens: `0 lost`.
    pub fn none(&mut self, count: usize, what: &str) {
        self.promise(count == 0, &format!("{count} {what}"));
    }

    /// A promise that a figure does not pass a bound.
    pub fn at_most(&mut self, figure: f64, bound: f64, what: &str, unit: &str) {
        self.promise(figure <= bound, &format!("{what} {figure:.1} {unit} (at most {bound})"));
    }

    /// A promise that a figure reaches a bound.
    pub fn at_least(&mut self, figure: f64, bound: f64, what: &str, unit: &str) {
        self.promise(figure >= bound, &format!("{what} {figure:.1} {unit} (at least {bound})"));
    }

    fn promise(&mut self, kept: bool, line: &str) {
        if kept {
            self.kept += 1;
        } else {
            self.missed.push(format!("MISSED  {}: {line}", self.title));
        }
        let _ = writeln!(self.text, "  {line}{}", if kept { "" } else { "   <-- MISSED" });
    }

    /// Prints everything at once, so that rows side by side do not mix. Returns how many promises were kept, and
    /// a line for each that was missed.
    pub fn print(self) -> (u32, Vec<String>) {
        print!("\n{}\n{}", self.title, self.text);
        (self.kept, self.missed)
    }
}

/// Times of many requests.
#[derive(Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Another one.
    pub fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The time that this share of all requests did not pass, in milliseconds; 0 for none.
    pub fn ms(&mut self, share: f64) -> f64 {
        self.0.sort_unstable();
        let last = self.0.len().saturating_sub(1);
        let place = (self.0.len() as f64 * share).ceil() as usize;
        self.0.get(place.saturating_sub(1).min(last)).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }

    /// The usual four numbers.
    pub fn told(&mut self) -> String {
        format!(
            "p50 {:.1}  p99 {:.1}  p99.9 {:.1}  max {:.1} ms",
            self.ms(0.5),
            self.ms(0.99),
            self.ms(0.999),
            self.ms(1.0)
        )
    }
}

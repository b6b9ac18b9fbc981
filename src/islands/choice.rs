//! What islands decide, without the browser: which orders are chosen, which languages are complete, where a
//! dragged row lands. Plain functions over plain values; the other files call them and write the result
//! into the page.

use std::collections::BTreeSet;

/// Orders chosen on one or several pages of a list, by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen(BTreeSet<String>);

impl Chosen {
    /// Reads what [`Chosen::kept`] wrote.
    pub fn read(kept: &str) -> Self {
        Self(kept.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect())
    }

    /// As text, for the browser to remember.
    pub fn kept(&self) -> String {
        self.0.iter().map(String::as_str).collect::<Vec<_>>().join(",")
    }

    /// Chooses these orders, or lets them go.
    pub fn set<'a>(&mut self, ids: impl IntoIterator<Item = &'a str>, chosen: bool) {
        for id in ids {
            if chosen {
                self.0.insert(id.to_owned());
            } else {
                self.0.remove(id);
            }
        }
    }

    /// Whether the order is chosen.
    pub fn has(&self, id: &str) -> bool {
        self.0.contains(id)
    }

    /// How many are chosen.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The chosen ones that are not on this page, in the order of their ids.
    pub fn elsewhere<'a>(&'a self, page: &'a [String]) -> impl Iterator<Item = &'a str> {
        self.0.iter().map(String::as_str).filter(|id| !page.iter().any(|here| here == id))
    }

    /// "3 orders selected, 1 of them on other pages".
    pub fn words(&self, page: &[String]) -> String {
        let (count, elsewhere) = (self.count(), self.elsewhere(page).count());
        let orders = if count == 1 { "order" } else { "orders" };
        match (count, elsewhere) {
            (0, _) => "No order selected".to_owned(),
            (_, 0) => format!("{count} {orders} selected"),
            _ => format!("{count} {orders} selected, {elsewhere} of them on other pages"),
        }
    }
}

/// The rows from one to another, both included, whichever comes first.
pub fn range(one: usize, other: usize) -> std::ops::RangeInclusive<usize> {
    one.min(other)..=one.max(other)
}

/// The words of a status in one language, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// What the language is called.
    pub language: String,
    /// The step's name.
    pub name: String,
    /// The text below it.
    pub text: String,
}

/// Whether a translation is complete: a name, and a text when the main language has one. The same rule as
/// the server's, which decides when the form is saved.
pub fn is_complete(typed: &Typed, main_has_text: bool) -> bool {
    !typed.name.trim().is_empty() && (!main_has_text || !typed.text.trim().is_empty())
}

/// "2 of 9 languages missing: dansk, norsk", or "9 languages". The first one is the main language.
pub fn completeness(all: &[Typed]) -> (bool, String) {
    let main_has_text = all.first().is_some_and(|main| !main.text.trim().is_empty());
    let missing = |(index, typed): &(usize, &Typed)| {
        if *index == 0 { typed.name.trim().is_empty() } else { !is_complete(typed, main_has_text) }
    };
    let missing: Vec<&str> =
        all.iter().enumerate().filter(missing).map(|(_, typed)| typed.language.as_str()).collect();
    let count = all.len();
    if missing.is_empty() {
        (true, format!("{count} languages"))
    } else {
        (false, format!("{} of {count} languages missing: {}", missing.len(), missing.join(", ")))
    }
}

/// Where a row lands that is dragged to a height: before the first row whose middle is further down;
/// `None` for the end. `middles` are those of the other rows, from top to bottom.
pub fn lands_before(middles: &[f64], height: f64) -> Option<usize> {
    middles.iter().position(|middle| height < *middle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_survives_its_pages() {
        let mut chosen = Chosen::default();
        assert_eq!(chosen.words(&[]), "No order selected");
        chosen.set(["a", "b", "c"], true);
        chosen.set(["b", "never"], false);
        let kept = Chosen::read(&chosen.kept());
        assert_eq!(kept, chosen);
        assert!(kept.has("a") && !kept.has("b"));
        let page = ["c".to_owned(), "d".to_owned()];
        assert_eq!(kept.elsewhere(&page).collect::<Vec<_>>(), ["a"]);
        assert_eq!(kept.words(&page), "2 orders selected, 1 of them on other pages");
        assert_eq!(Chosen::read("a").words(&["a".to_owned()]), "1 order selected");
        assert_eq!(Chosen::read("").count(), 0);
    }

    #[test]
    fn a_range_goes_either_way() {
        assert_eq!(range(4, 2), 2..=4);
        assert_eq!(range(2, 2).count(), 1);
    }

    #[test]
    fn a_language_needs_what_the_main_language_has() {
        let typed = |language: &str, name: &str, text: &str| Typed {
            language: language.to_owned(),
            name: name.to_owned(),
            text: text.to_owned(),
        };
        let all = [typed("English", "Oak is drying", " "), typed("dansk", "Egetræet tørrer", "")];
        assert_eq!(completeness(&all), (true, "2 languages".to_owned()));
        let all = [typed("English", "Oak is drying", "Six days."), typed("dansk", "Egetræet tørrer", " ")];
        assert_eq!(completeness(&all), (false, "1 of 2 languages missing: dansk".to_owned()));
        let all = [typed("English", " ", ""), typed("dansk", "Egetræet tørrer", "")];
        assert_eq!(completeness(&all), (false, "1 of 2 languages missing: English".to_owned()));
    }

    #[test]
    fn a_dragged_row_lands_between_others() {
        let middles = [10.0, 30.0, 50.0];
        assert_eq!(lands_before(&middles, 5.0), Some(0));
        assert_eq!(lands_before(&middles, 31.0), Some(2));
        assert_eq!(lands_before(&middles, 99.0), None);
        assert_eq!(lands_before(&[], 1.0), None);
    }
}

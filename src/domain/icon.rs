//! The built-in icons a status may have: drawn by hand on a grid of 24, strokes only, so that each is a
//! line of text and takes the color of what stands around it. Nothing here draws; start with [`named`].

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon {
    /// Its name as stored and typed: one lower-case word.
    pub name: &'static str,
    /// What merchants read in the picker.
    pub label: &'static str,
    /// The `d` of an SVG path, drawn with a stroke and no fill in a view box of 24 by 24.
    pub path: &'static str,
}

const fn icon(name: &'static str, label: &'static str, path: &'static str) -> Icon {
    Icon { name, label, path }
}

/// All icons, in the order of the picker.
pub const ICONS: &[Icon] = &[
    icon("check", "Check mark", "M4 13l5 5L20 7"),
    icon("clock", "Clock", "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 3"),
    icon("calendar", "Calendar", "M4 6h16v14H4zM4 11h16M8 3v5M16 3v5"),
    icon("hourglass", "Hourglass", "M6 3h12M6 21h12M8 3c0 5 4 6 4 9s-4 4-4 9M16 3c0 5-4 6-4 9s4 4 4 9"),
    icon("search", "Magnifier", "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM15 15l6 6"),
    icon(
        "eye",
        "Eye",
        "M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    ),
    icon("chat", "Speech bubble", "M4 5h16v11H11l-5 4v-4H4z"),
    icon(
        "phone",
        "Telephone",
        "M6 3h4l1 5-2 1a10 10 0 0 0 6 6l1-2 5 1v4c0 1-1 2-2 2A16 16 0 0 1 4 5c0-1 1-2 2-2z",
    ),
    icon("pencil", "Pencil", "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3"),
    icon("receipt", "Slip of paper", "M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6"),
    icon("tag", "Price tag", "M3 12V4h8l10 10-8 8zM7.5 8.5h.01"),
    icon("hammer", "Hammer", "M4 9c1-3 3-4 5-4h6v5H9c-2 0-3-1-5-1zM10 10v11h3V10M15 6h3v3h-3"),
    icon("wrench", "Wrench", "M19 8l-3 1-2-2 1-3a5 5 0 0 0-6 6l-5 5a2.1 2.1 0 0 0 3 3l5-5a5 5 0 0 0 7-5z"),
    icon("wood", "Log", "M6 8h11a4 4 0 0 1 0 8H6M6 16a4 4 0 1 1 0-8 4 4 0 0 1 0 8zM6 12h.01M13 12h4"),
    icon("chair", "Chair", "M7 3v18M7 13h10v8M17 13l-1-4H7"),
    icon("drop", "Drop", "M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z"),
    icon("brush", "Brush", "M20 4l-9 10-2-2zM9 12c-4 0-3 5-6 6 4 3 9 1 8-4"),
    icon("thread", "Spool of thread", "M7 4h10M7 20h10M9 4v16M15 4v16M9 10l6-2M9 14l6-2M9 18l6-2"),
    icon(
        "scissors",
        "Scissors",
        "M7 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM7 21a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM9 8l11 9M9 16l11-9",
    ),
    icon("printer", "Printer", "M7 8V3h10v5M7 17H3V8h18v9h-4M7 14h10v7H7z"),
    icon("camera", "Camera", "M4 8h4l2-3h4l2 3h4v11H4zM12 16a3 3 0 1 0 0-6 3 3 0 0 0 0 6z"),
    icon("flame", "Flame", "M12 3c1 4 6 6 6 11a6 6 0 0 1-12 0c0-2 1-4 3-5 0 2 1 3 2 3 1-3-1-5 1-9z"),
    icon("pot", "Cooking pot", "M4 10h16v6a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4zM2 12h2M20 12h2M9 3v4M15 3v4"),
    icon("leaf", "Leaf", "M6 18C4 10 9 5 20 4c0 11-5 16-14 14zM3 21c3-5 6-8 10-10"),
    icon("snow", "Snowflake", "M12 3v18M4 7.5l16 9M4 16.5l16-9"),
    icon("house", "House", "M3 12l9-8 9 8M6 10v10h12V10M10 20v-6h4v6"),
    icon(
        "gift",
        "Present",
        "M5 12v8h14v-8M3 8h18v4H3zM12 8v12M12 8C7 8 7 3 10 3c2 0 2 5 2 5zM12 8c5 0 5-5 2-5-2 0-2 5-2 5z",
    ),
    icon("box", "Box", "M4 8l8-4 8 4v9l-8 4-8-4zM4 8l8 4 8-4M12 12v9"),
    icon(
        "truck",
        "Truck",
        "M4 17H2V6h12v11H8M14 10h4l4 4v3h-2M6 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM18 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM16 17h-2",
    ),
];

/// The icon with this name; `None` when there is none.
#[must_use]
pub fn named(name: &str) -> Option<&'static Icon> {
    ICONS.iter().find(|icon| icon.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_single_words_and_paths_stay_small() {
        for icon in ICONS {
            assert!(icon.name.bytes().all(|b| b.is_ascii_lowercase()), "{}", icon.name);
            assert!(icon.path.len() < 160 && icon.path.starts_with('M'), "{}", icon.name);
            assert_eq!(ICONS.iter().filter(|other| other.name == icon.name).count(), 1, "{}", icon.name);
        }
        assert!(ICONS.len() >= 24);
    }
}

//! Which fields stand in which order, and which of them are texts with markup.

/// Tables of a bank's file, with the order of their fields. Fields that are not named here keep their order among
/// themselves and stand where the gap is, otherwise at the end.
const ORDERS: &[(&str, &[&str])] = &[
    ("bank", &["id", "title", "language", "dictionary", "choices", "concepts", "notice", "retired"]),
    ("defaults", ITEM),
    ("thresholds", &[]),
    ("topic", &["id", "name", "scope", "itil4_syllabus", "itil5_domain", "concepts"]),
    ("source", &["id", "title", "kind"]),
    ("pool", &["id", "name", "use", "concepts"]),
    (
        "concept",
        &[
            "id",
            "topic",
            "name",
            "fact",
            "sources",
            "version",
            "levels",
            "weight",
            "stated_in",
            "note",
            "confusions",
            "tip",
            "example",
            "see",
        ],
    ),
    ("stimulus", &["id", "title", "use", "text"]),
    ("item", ITEM),
    ("item.option", PART),
    ("item.statement", PART),
    ("item.pair", &["left", "right", "why"]),
    ("item.entry", &["text", "category", "why"]),
    ("item.near_miss", &["value", "text", "why"]),
    ("item.criterion", &["id", "points", "award", "reject"]),
    ("counts", &[]),
];

/// What is asked stands before the fields of the kind, why it is right behind them.
const ITEM: &[&str] = &[
    "id",
    "topic",
    "concepts",
    "stimulus",
    "type",
    "style",
    "level",
    "version",
    "difficulty",
    "status",
    "author",
    "reviewer",
    "created",
    "reviewed",
    "rev",
    "points",
    "choose",
    "scoring",
    "shuffle",
    "arrange",
    "reuse",
    "match",
    "words",
    "answer_lines",
    "seconds",
    "family",
    "enemies",
    "not_enemies",
    "tags",
    "waive",
    "stem",
    GAP,
    "hint",
    "explanation",
    "constraints",
    "variables",
];

const PART: &[&str] = &["id", "text", GAP, "key", "pin", "why", "confusion"];

/// Stands for the fields that are not named. No field has an empty name.
const GAP: &str = "";

/// Whether a table may stand at the top of a bank's file.
pub(super) fn is_section(name: &str) -> bool {
    ORDERS.iter().any(|(path, _)| *path == name && !path.contains('.'))
}

/// The place of a field among the others of its table; equal for those that keep their order.
pub(super) fn rank(path: &str, field: &str) -> usize {
    let order = match ORDERS.iter().find(|(known, _)| *known == path) {
        Some((_, order)) => order,
        None if path.contains('.') => PART,
        None => return 0,
    };
    let place = |name: &str| order.iter().position(|known| *known == name);
    place(field).or_else(|| place(GAP)).unwrap_or(order.len())
}

/// Whether a field is read as text with markup, so that single line breaks in it are spaces.
pub(super) fn is_text(path: &str, field: &str) -> bool {
    match path {
        "bank" => field == "notice",
        "stimulus" => field == "text",
        "item" => matches!(field, "stem" | "hint" | "explanation" | "model_answer"),
        "item.pair" => matches!(field, "left" | "right" | "why"),
        "item.entry" => matches!(field, "text" | "category" | "why"),
        "item.near_miss" => field == "why",
        "item.criterion" => matches!(field, "award" | "reject"),
        "item.option" | "item.statement" => matches!(field, "text" | "why"),
        _ => false,
    }
}

//! Classes of words that open a choice, and nouns whose number their ending does not show.

/// Articles and their like.
pub(crate) const DETERMINERS: &[&str] = &[
    "a", "all", "an", "another", "any", "both", "each", "either", "every", "four", "half", "her", "his",
    "its", "many", "most", "my", "neither", "no", "one", "other", "our", "several", "some", "that", "the",
    "their", "these", "this", "those", "three", "two", "your",
];

/// Prepositions.
pub(crate) const PREPOSITIONS: &[&str] = &[
    "about",
    "above",
    "across",
    "after",
    "against",
    "along",
    "among",
    "around",
    "as",
    "at",
    "before",
    "behind",
    "below",
    "beside",
    "between",
    "beyond",
    "by",
    "despite",
    "during",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "out",
    "outside",
    "over",
    "past",
    "per",
    "since",
    "through",
    "throughout",
    "to",
    "toward",
    "towards",
    "under",
    "until",
    "upon",
    "via",
    "with",
    "within",
    "without",
];

/// Words that open a clause.
pub(crate) const CONJUNCTIONS: &[&str] = &[
    "although", "because", "if", "once", "provided", "so", "that", "unless", "when", "whenever", "where",
    "whereas", "whether", "while",
];

/// Personal pronouns.
pub(crate) const PRONOUNS: &[&str] = &[
    "anybody",
    "anyone",
    "everybody",
    "everyone",
    "he",
    "i",
    "it",
    "nobody",
    "she",
    "somebody",
    "someone",
    "they",
    "we",
    "whatever",
    "who",
    "whoever",
    "you",
];

/// Plurals without s.
pub(crate) const IRREGULAR_PLURALS: &[&str] = &[
    "children",
    "criteria",
    "data",
    "feet",
    "media",
    "men",
    "people",
    "personnel",
    "phenomena",
    "police",
    "staff",
    "teeth",
    "women",
];

/// Singulars that end in s.
pub(crate) const SINGULARS_IN_S: &[&str] = &[
    "access",
    "analysis",
    "basis",
    "bus",
    "business",
    "chaos",
    "consensus",
    "crisis",
    "diagnosis",
    "emphasis",
    "focus",
    "gas",
    "hypothesis",
    "loss",
    "mathematics",
    "news",
    "physics",
    "process",
    "progress",
    "series",
    "status",
    "success",
    "thesis",
    "virus",
];

/// Words whose h is not heard.
pub(crate) const SILENT_H: &[&str] =
    &["heir", "honest", "honesty", "honor", "honour", "honourable", "hour", "hourly", "hours"];

/// Beginnings of words that are written with a vowel and spoken with a consonant.
pub(crate) const CONSONANT_VOWELS: &[&str] =
    &["eu", "ewe", "once", "one", "ubiq", "uk", "unanim", "uni", "us", "ut"];

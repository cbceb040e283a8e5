//! Words that leave no exception, and words that leave it open.

/// Words that leave no exception.
pub(crate) const ABSOLUTE: &[&str] = &[
    "absolutely",
    "all",
    "always",
    "any",
    "certainly",
    "completely",
    "entirely",
    "every",
    "exclusively",
    "guarantee",
    "guaranteed",
    "guarantees",
    "impossible",
    "must",
    "never",
    "none",
    "only",
    "solely",
    "totally",
    "wholly",
];

/// Words that leave open how often or whether. Not "can" and "some": they mostly state an ability or a number.
pub(crate) const VAGUE: &[&str] = &[
    "commonly",
    "frequently",
    "generally",
    "mainly",
    "may",
    "might",
    "mostly",
    "normally",
    "often",
    "perhaps",
    "possibly",
    "rarely",
    "seldom",
    "sometimes",
    "tend",
    "tends",
    "typically",
    "usually",
];

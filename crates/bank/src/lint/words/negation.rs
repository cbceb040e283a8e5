//! Words that turn a sentence into its opposite.

/// Words that make a stem ask for what is wrong.
pub(crate) const NEGATIVE_STEM: &[&str] =
    &["except", "false", "incorrect", "least", "never", "not", "without"];

/// Words that deny something.
pub(crate) const NEGATION: &[&str] =
    &["cannot", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "nowhere"];

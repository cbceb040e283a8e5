//! S11: style and kind belong together.

use super::{FalseAlarms, Lint, Prepared};
use crate::draft::Draft;
use mockexam_model::{Diagnostic, Severity, Style};
use regex_lite::Regex;

pub(super) const LINT: Lint = Lint {
    id: "S11",
    severity: Severity::Error,
    what: "the style fits the kind and the stem",
    why: "Blueprints count styles; a missing word without a gap, or a NOT that nobody sees, spoils the count and the item.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 17",
    help: "missing-word: one [?] that does not open the stem; negative: the NOT in bold capitals; list: type list; standard: none of these",
    flawed: r#"
[[item]]
id = "xx-011"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
style = "missing-word"
stem = "Which colour has a ripe tomato?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Red"
  key = true
  [[item.option]]
  text = "Green"
  why = "Grass is green, not this."
  [[item.option]]
  text = "Blue"
  why = "The sky is blue, not this."
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let drafts = prepared.drafts;
    let mut out = super::body_faults(drafts, LINT.id);
    let emphasised = Regex::new(r"\*\*(NOT|EXCEPT|LEAST|NEVER|INCORRECT|FALSE|WITHOUT)\*\*").ok();
    for draft in &drafts.items {
        let shouts = emphasised.as_ref().is_some_and(|pattern| pattern.is_match(draft.header.stem.get_ref()));
        let stem = draft.header.stem.get_ref();
        out.extend(fault(draft, stem, shouts).map(|message| {
            draft
                .finding_at(LINT.id, Severity::Error, message, &draft.spot.of(&draft.header.stem))
                .help(LINT.help)
        }));
        if let Err(reason) = draft.body.fits(draft.header.style) {
            out.push(draft.finding(LINT.id, Severity::Error, reason).help(LINT.help));
        }
    }
    out
}

fn fault(draft: &Draft, stem: &str, shouts: bool) -> Option<&'static str> {
    let gaps = stem.matches("[?]").count();
    match draft.header.style {
        Style::MissingWord if gaps != 1 => Some("a missing-word item has exactly one gap [?]"),
        Style::MissingWord if stem.trim_start().starts_with("[?]") => Some("the gap opens the stem"),
        Style::Negative if !shouts => Some("a negative stem shows its NOT in bold capitals, as **NOT**"),
        Style::Standard | Style::List | Style::Negative if gaps > 0 => {
            Some("only a missing-word item has a gap [?]")
        }
        Style::Standard if shouts => Some("a stem with an emphasised negative word has style \"negative\""),
        _ => None,
    }
}

//! S19: items fit the version of their concepts.

use super::{FalseAlarms, Lint, Prepared, PreparedItem};
use crate::concept::Concept;
use crate::item::Version;
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "S19",
    severity: Severity::Error,
    what: "an item fits no version that its concept does not, and names the version where versions differ",
    why: "A candidate of one version must not be asked what only another one teaches.",
    source: "our own rule",
    help: "correct version, or name the version in the stem",
    flawed: r#"
[[concept]]
id = "old-fact"
topic = "sample"
name = "An old fact"
fact = "Something that was so."
sources = [{ source = "handbook" }]
version = "4"

[[item]]
id = "xx-019"
topic = "sample"
concepts = ["old-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has a ripe tomato?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
version = "5"
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
    sound: r#"
[[concept]]
id = "old-fact"
topic = "sample"
name = "An old fact"
fact = "Something that was so."
sources = [{ source = "handbook" }]
version = "4"

[[item]]
id = "xx-019"
topic = "sample"
concepts = ["old-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has a ripe tomato?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
version = "4"
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
    false_alarms: FalseAlarms::Some,
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for item in &prepared.items {
        for id in &item.draft.header.concepts {
            let Some(concept) = prepared.drafts.concept(id.get_ref()) else { continue };
            // A concept that comes second is touched, not examined.
            let first =
                item.draft.header.concepts.first().is_some_and(|first| first.get_ref() == id.get_ref());
            if let Some((severity, message)) = fault(item, concept, first) {
                let spot = item.draft.spot.of(id);
                out.push(item.draft.finding_at(LINT.id, severity, message, &spot).help(LINT.help));
            }
        }
    }
    out
}

fn fault(item: &PreparedItem<'_>, concept: &Concept, first: bool) -> Option<(Severity, String)> {
    let of_item = item.draft.header.version;
    let (Some(Version::Four | Version::Five), true) = (concept.version, of_item != concept.version) else {
        let named = NAMES.iter().any(|name| item.stem.norm.contains(name));
        let unnamed = first && concept.versions_differ && !named;
        return unnamed.then(|| {
            (
                Severity::Warning,
                format!("the versions differ on concept {}, and the stem names none", concept.id),
            )
        });
    };
    let word = |version| match version {
        Some(Version::Four) => "version 4",
        Some(Version::Five) => "version 5",
        Some(Version::Both) | None => "both versions",
    };
    let message =
        format!("the item is for {}, concept {} for {}", word(of_item), concept.id, word(concept.version));
    Some((if first { Severity::Error } else { Severity::Warning }, message))
}

/// How a stem names a version, in normal form.
const NAMES: [&str; 4] = ["itil 4", "itil 5", "version 4", "version 5"];

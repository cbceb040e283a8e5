//! S21: waivers that answer a finding, with a reason.

use super::{Drafts, FalseAlarms, LINTS, Lint, Prepared};
use crate::header::Waiver;
use crate::source::{AtSpot, Spot};
use mockexam_model::{Diagnostic, Place, Severity};
use std::collections::BTreeMap;

pub(super) const LINT: Lint = Lint {
    id: "S21",
    severity: Severity::Error,
    what: "a waiver names a finding that is there, and why it is no flaw",
    why: "A waiver silences a check for ever: it must be reasoned, and go when its finding goes.",
    source: "our own rule",
    help: "remove the waiver, or correct check and reason",
    flawed: r#"
[[item]]
id = "xx-021"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has a ripe tomato?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
waive = [{ check = "W99", reason = "there is no such check" }]
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
    waivers(prepared.drafts)
        .filter_map(|found| fault(&found).map(|message| LINT.about(&found, Severity::Error, &message)))
        .collect()
}

/// A waiver with what it is about: an item by its index, or the bank.
struct Found<'d> {
    waiver: &'d Waiver,
    item: Option<usize>,
    spot: Spot,
    owner: String,
}

fn waivers(drafts: &Drafts) -> impl Iterator<Item = Found<'_>> {
    let of_items = drafts.items.iter().enumerate().flat_map(|(index, draft)| {
        draft.header.waive.iter().map(move |waiver| Found {
            waiver,
            item: Some(index),
            spot: draft.spot.of(&waiver.check),
            owner: format!("item {}", draft.id()),
        })
    });
    let of_bank = drafts.waivers.iter().map(|(waiver, spot)| Found {
        waiver,
        item: None,
        spot: spot.clone(),
        owner: "bank".into(),
    });
    of_items.chain(of_bank)
}

impl Lint {
    fn about(&self, found: &Found<'_>, severity: Severity, message: &str) -> Diagnostic {
        let message = format!("{}: {message}", found.owner);
        Diagnostic { severity, ..Diagnostic::error(self.id, message) }.spot(&found.spot, "").help(self.help)
    }
}

impl Waiver {
    /// The check that is meant; letters may be small.
    fn lint(&self) -> Option<&'static Lint> {
        let id = self.check.get_ref().trim();
        LINTS.iter().copied().find(|lint| lint.id.eq_ignore_ascii_case(id))
    }
}

fn fault(found: &Found<'_>) -> Option<String> {
    let Some(lint) = found.waiver.lint() else {
        return Some(format!("there is no check '{}' to waive", found.waiver.check.get_ref()));
    };
    let id = lint.id;
    if lint.id.starts_with('S') && lint.severity == Severity::Error {
        return Some(format!("{id} is about the structure of items and cannot be waived"));
    }
    if found.item.is_none() && !lint.id.starts_with('B') {
        return Some(format!("{id} is waived in the items that it is about, not for the whole bank"));
    }
    found.waiver.reason.trim().is_empty().then(|| format!("the waiver of {id} gives no reason"))
}

/// Leaves out the findings that a sound waiver answers, and complains of waivers that answer none.
pub(super) fn apply(drafts: &Drafts, mut findings: Vec<Diagnostic>) -> (Vec<Diagnostic>, usize) {
    let sound: Vec<Found<'_>> = waivers(drafts).filter(|found| fault(found).is_none()).collect();
    if sound.is_empty() {
        return (findings, 0);
    }
    let mut owners = BTreeMap::new();
    for (index, draft) in drafts.items.iter().enumerate() {
        owners.extend(draft.spots().map(|spot| (spot, index)));
    }
    let mut used = vec![false; sound.len()];
    let before = findings.len();
    findings.retain(|finding| {
        let items: Vec<usize> = spots(finding).filter_map(|spot| owners.get(&spot).copied()).collect();
        let answers = |found: &Found<'_>| {
            found.waiver.lint().is_some_and(|lint| lint.id == finding.code)
                && found.item.map_or(items.is_empty(), |item| items.contains(&item))
        };
        let mut answered = false;
        for (used, _) in used.iter_mut().zip(&sound).filter(|(_, found)| answers(found)) {
            *used = true;
            answered = true;
        }
        !answered
    });
    let waived = before - findings.len();
    for (found, _) in sound.iter().zip(used).filter(|(_, used)| !used) {
        let id = found.waiver.lint().map_or("", |lint| lint.id);
        // Without sources B15 cannot find what the waiver answers.
        if id == "B15" && drafts.sources.is_empty() {
            continue;
        }
        let message = format!("the waiver of {id} answers no finding");
        findings.push(LINT.about(found, Severity::Warning, &message));
    }
    (findings, waived)
}

fn spots(finding: &Diagnostic) -> impl Iterator<Item = Spot> {
    finding.labels.iter().filter_map(|label| match label.place {
        Place::Span(span) => Some(Spot { file: label.file.clone(), span }),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::{Bank, SourceFile};

    const BANK: &str = r#"
[bank]
id = "sample"
title = "Sample"
language = "en"
[[topic]]
id = "sample"
name = "Sample"
BANK_WAIVER
[[item]]
id = "xx-001"
topic = "sample"
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has a ripe tomato?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
ITEM_WAIVER
  [[item.option]]
  text = "Red"
  key = true
  [[item.option]]
  text = "Green"
  why = "Grass is green, not this."
  [[item.option]]
  text = "All of the above"
  why = "The sky is blue, not this."
"#;

    /// Codes of the findings, and how many were waived.
    fn read(item_waiver: &str, bank_waiver: &str) -> (Vec<String>, usize) {
        let text = BANK.replace("ITEM_WAIVER", item_waiver).replace("BANK_WAIVER", bank_waiver);
        let reading = Bank::read(&[SourceFile::new("sample.toml", &text)]);
        let codes = reading.diagnostics.iter().filter(|d| matches!(d.code, "W03" | "S21"));
        (codes.map(|d| format!("{} {:?}", d.code, d.severity)).collect(), reading.waived)
    }

    #[test]
    fn a_waiver_answers_the_finding_of_its_item() {
        assert_eq!(read("", ""), (vec!["W03 Error".into()], 0));
        for id in ["W03", "w03", " w03"] {
            let waiver =
                format!(r#"waive = [{{ check = "{id}", reason = "the last choice is a quotation" }}]"#);
            assert_eq!(read(&waiver, ""), (vec![], 1), "{id}");
        }
    }

    #[test]
    fn an_unsound_waiver_is_an_error_and_answers_nothing() {
        for waiver in [
            r#"waive = [{ check = "W03", reason = " " }]"#,
            r#"waive = [{ check = "W99", reason = "no such check" }]"#,
            r#"waive = [{ check = "S06", reason = "too lazy" }]"#,
        ] {
            let (mut codes, waived) = read(waiver, "");
            codes.sort();
            assert_eq!((codes, waived), (vec!["S21 Error".into(), "W03 Error".into()], 0), "{waiver}");
        }
        let of_bank = "[[waive]]\ncheck = \"W03\"\nreason = \"everywhere\"";
        assert_eq!(read("", of_bank), (vec!["S21 Error".into(), "W03 Error".into()], 0));
    }

    #[test]
    fn a_waiver_that_answers_nothing_is_a_warning() {
        let waiver = r#"waive = [{ check = "S08", reason = "a count of no use" }]"#;
        let (mut codes, waived) = read(waiver, "");
        codes.sort();
        assert_eq!((codes, waived), (vec!["S21 Warning".into(), "W03 Error".into()], 0));
    }
}

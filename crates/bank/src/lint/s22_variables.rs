//! S22: variables that can be drawn, and instances that can be asked.

use super::{FalseAlarms, Lint, Prepared};
use crate::draft::Draft;
use crate::kind::no_room;
use crate::variables::{Drawn, Variables, clash};
use mockexam_model::{Diagnostic, ItemSnapshot, Severity, Task, Values};
use regex_lite::Regex;
use std::collections::BTreeSet;
use std::ops::Range;

pub(super) const LINT: Lint = Lint {
    id: "S22",
    severity: Severity::Error,
    what: "variables can be drawn, texts name no others, and every instance has different choices",
    why: "A form prints one instance of many that nobody has read. A thousand of them are drawn here and looked at.",
    source: "our own rule",
    help: "correct the variable or the formula, or add constraints = [\"a != b\"] that keep such instances away",
    flawed: r#"
[[item]]
id = "xx-022"
topic = "sample"
concepts = ["sample-fact"]
level = "apply"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "A bath of {litres} litres is filled at {rate} litres a minute, with the plug in. How many minutes does it take?"
explanation = "{litres} litres divided by {rate} litres a minute are {minutes} minutes."
[item.variables]
rate = { from = 1, to = 10 }
litres = "rate * 12"
minutes = "litres / rate"
  [[item.option]]
  text = "{minutes}"
  key = true
  [[item.option]]
  text = "{rate}"
  why = "This is what flows in a minute."
  [[item.option]]
  text = "{litres}"
  why = "This is what the bath holds."
"#,
    sound: r#"
[[item]]
id = "xx-022"
topic = "sample"
concepts = ["sample-fact"]
level = "apply"
difficulty = 0.7
status = "reviewed"
type = "numeric"
stem = "A bath of {litres} litres is filled at {rate} litres a minute, with the plug in. How many minutes does it take?"
answer = "{minutes}"
unit = "minutes"
explanation = "{litres} litres divided by {rate} litres a minute are {minutes} minutes."
constraints = ["rate != 7"]
[item.variables]
rate = { from = 5, to = 10 }
minutes = { from = 12, to = 20 }
litres = "rate * minutes"
"#,
    false_alarms: FalseAlarms::Rare,
    thresholds: &[],
    check,
};

/// What helps where a variable, a formula or a constraint is wrong in itself.
const CORRECT: &str = "correct the variable, the formula or the constraint";

/// What helps where a text names a variable that is not there.
const UNKNOWN: &str = "correct the name, or add it to [item.variables]";

/// Instances that are drawn of each item.
const INSTANCES: u64 = 1000;

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let Ok(placeholder) = Regex::new(r"\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}") else { return Vec::new() };
    let check = |draft: &Draft| {
        if draft.header.has_variables() || !draft.body.variables_used().is_empty() {
            check_item(draft, &placeholder)
        } else {
            without_variables(draft, &placeholder).into_iter().collect()
        }
    };
    prepared.drafts.items.iter().flat_map(check).collect()
}

/// Braces in an item that draws nothing are printed as they stand. Code may be meant that way.
fn without_variables(draft: &Draft, placeholder: &Regex) -> Option<Diagnostic> {
    draft.texts().into_iter().find_map(|(what, text)| {
        // Few texts have braces at all, and looking for one costs a tenth of matching.
        let outside = |formulas: &[Range<usize>]| {
            let mut found = placeholder.find_iter(text.get_ref());
            found.find(|found| !formulas.iter().any(|formula| formula.contains(&found.start())))
        };
        let found = text.get_ref().contains('{').then(|| outside(&formulas(text.get_ref()))).flatten()?;
        let message =
            format!("{what}: {} is printed as it stands, as the item has no variables", found.as_str());
        let help = "add [item.variables], or write it without braces";
        Some(draft.finding_at(LINT.id, Severity::Warning, message, &draft.spot.of(text)).help(help))
    })
}

/// Where the formulas of a text are.
fn formulas(text: &str) -> Vec<Range<usize>> {
    let (open, close) = ("$`", "`$");
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(open).map(|start| at + start + open.len()) {
        let Some(end) = text[start..].find(close).map(|end| start + end) else { break };
        found.push(start..end);
        at = end + close.len();
    }
    found
}

fn check_item(draft: &Draft, placeholder: &Regex) -> Vec<Diagnostic> {
    let (variables, mut out) = match draft.header.variables() {
        Ok(variables) => (variables, Vec::new()),
        Err(faults) => {
            let finding = |fault: &String| draft.finding(LINT.id, Severity::Error, fault).help(CORRECT);
            return faults.iter().map(finding).collect();
        }
    };
    let known: BTreeSet<&str> = variables.names().collect();
    let mut used: BTreeSet<String> = draft.body.variables_used();
    for name in used.iter().filter(|name| !known.contains(name.as_str())) {
        let message = format!("{{{name}}} is no variable of the item");
        out.push(draft.finding(LINT.id, Severity::Error, message).help(UNKNOWN));
    }
    for (what, text) in draft.texts() {
        let formulas = formulas(text.get_ref());
        for found in placeholder.captures_iter(text.get_ref()).filter_map(|found| found.get(1)) {
            // Braces are syntax in a formula, and stay where they name no variable.
            let is_syntax = formulas.iter().any(|formula| formula.contains(&found.start()));
            if !known.contains(found.as_str()) && !is_syntax {
                let message = format!("{what}: {{{}}} is no variable of the item", found.as_str());
                out.push(
                    draft.finding_at(LINT.id, Severity::Error, message, &draft.spot.of(text)).help(UNKNOWN),
                );
            }
            used.insert(found.as_str().to_owned());
        }
    }
    let idle: Vec<&str> =
        known.iter().filter(|name| !used.contains(**name) && !variables.is_needed(name)).copied().collect();
    if !idle.is_empty() {
        let message = format!("nothing uses {}", idle.join(", "));
        out.push(draft.finding(LINT.id, Severity::Warning, message).help("remove the variable, or use it"));
    }
    if out.iter().all(|finding| finding.severity != Severity::Error) {
        out.extend(draw_many(draft, &variables));
    }
    out
}

/// Draws instances and reports the first that cannot be asked, and constraints that refuse too many.
fn draw_many(draft: &Draft, variables: &Variables) -> Option<Diagnostic> {
    let error =
        |message: String, help: &str| Some(draft.finding(LINT.id, Severity::Error, message).help(help));
    let snapshot = crate::lower::snapshot(draft)?;
    let mut random = SplitMix(0);
    let (mut refused, mut clashing, mut example, mut no_room) = (0_u64, 0_u64, None, None);
    for _ in 0..INSTANCES {
        match variables.draw(|_, below| random.below(below)) {
            Err(fault) => return error(fault.to_string(), CORRECT),
            Ok(Drawn::Refused) => refused += 1,
            Ok(Drawn::Values(values)) => {
                let instance = snapshot.instance(&values);
                if let Some(fault) = clash(&instance) {
                    clashing += 1;
                    example.get_or_insert_with(|| format!("{fault} with {}", shown(&values)));
                }
                no_room = no_room.or_else(|| {
                    Some(format!("with {}, the answer {}", shown(&values), too_long(&instance)?))
                });
            }
        }
    }
    if let Some(example) = example {
        return error(
            format!("{clashing} of {INSTANCES} instances cannot be asked: {example}"),
            "add constraints = [\"a != b\"] that keep such instances away, or change the ranges",
        );
    }
    if refused * 10 > INSTANCES * 9 {
        return error(
            format!("the constraints refuse {refused} of {INSTANCES} draws, more than nine in ten"),
            "narrow the ranges, so that fewer draws are refused",
        );
    }
    let warning = |fact: String| draft.finding(LINT.id, Severity::Warning, fact);
    no_room.map(warning).map(|found| found.help("narrow the ranges, or ask for it in another unit"))
}

/// Why the answer of an instance has no room on an answer sheet.
fn too_long(instance: &ItemSnapshot) -> Option<String> {
    let Task::Number(number) = &instance.task else { return None };
    no_room(number.answer.number()?, number.tolerance)
}

fn shown(values: &Values) -> String {
    values.iter().map(|(name, value)| format!("{name} = {value}")).collect::<Vec<_>>().join(", ")
}

/// `SplitMix64` (Steele, Lea and Flood 2014): enough to look at many instances, the same ones every time.
struct SplitMix(u64);

impl SplitMix {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound.max(1)
    }
}

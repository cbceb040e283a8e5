//! S03: texts that can be printed.

use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, RichText, Severity, TextBlock};

pub(super) const LINT: Lint = Lint {
    id: "S03",
    severity: Severity::Error,
    what: "texts are complete, balanced and free of traces of wrong encodings",
    why: "A stray asterisk, half a quotation or a replacement character makes a paper look careless, and can change what is asked.",
    source: "our own rule",
    help: "repair the text; write an asterisk that is meant as \\*",
    flawed: r#"
[[item]]
id = "xx-003"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has a ripe tomato?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Red"
  key = true
  [[item.option]]
  text = "Green"
  why = "Grass is green, not this."
  [[item.option]]
  text = "Blue **sky"
  why = "The sky is blue, not this."
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let drafts = prepared.drafts;
    let mut out = Vec::new();
    for draft in &drafts.items {
        for (what, text) in draft.texts() {
            if let Some((severity, fault, help)) = fault(text.get_ref()) {
                let message = format!("{what}: {fault}");
                out.push(draft.finding_at(LINT.id, severity, message, &draft.spot.of(text)).help(help));
            }
        }
    }
    for case in &drafts.cases {
        if let Some((severity, fault, help)) = fault(case.file.text.get_ref()) {
            let message = format!("stimulus {}: {fault}", case.file.id.get_ref());
            let finding = Diagnostic { severity, ..Diagnostic::error(LINT.id, message) };
            out.push(crate::source::AtSpot::spot(finding, &case.spot, "").help(help));
        }
    }
    out
}

/// What is wrong with a text, and how to repair it.
fn fault(source: &str) -> Option<(Severity, String, &'static str)> {
    let error = |fact: String| Some((Severity::Error, fact, LINT.help));
    let text = match RichText::parse(source) {
        Ok(text) => text,
        Err(error) => return Some((Severity::Error, error.to_string(), error.help())),
    };
    if text.is_empty() {
        return error("there is no text".into());
    }
    let words = text.without_code().plain();
    if let Some(bracket) = unbalanced_bracket(&words) {
        return error(format!("'{bracket}' has no partner"));
    }
    if words.matches('"').count() % 2 == 1
        || words.matches('\u{201c}').count() != words.matches('\u{201d}').count()
    {
        return error("a quotation mark has no partner".into());
    }
    // Code and tables may be aligned.
    let running = |block: &TextBlock| !matches!(block, TextBlock::Code(_) | TextBlock::Table { .. });
    let doubled = source.lines().any(|line| line.trim().contains("  "));
    (doubled && text.blocks().iter().all(running))
        .then(|| (Severity::Info, "two spaces in a row".into(), LINT.help))
}

/// The first bracket without a partner. A closing parenthesis after a bare number or letter, as in "1)", is none.
fn unbalanced_bracket(text: &str) -> Option<char> {
    let mut open = Vec::new();
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '(' | '[' | '{' => open.push(c),
            ')' if open.last() == Some(&'(') => drop(open.pop()),
            ']' if open.last() == Some(&'[') => drop(open.pop()),
            '}' if open.last() == Some(&'{') => drop(open.pop()),
            ')' if before.is_alphanumeric() && open.is_empty() => {}
            ')' | ']' | '}' => return Some(c),
            _ => {}
        }
        before = c;
    }
    open.pop()
}

//! S03: texts that can be printed.

use super::{Drafts, FalseAlarms, Lint, Prepared};
use crate::invisible::invisible;
use crate::source::{AtSpot, Spot};
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
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let drafts = prepared.drafts;
    let mut out = names(drafts);
    for draft in &drafts.items {
        for (what, text) in draft.texts() {
            let fault = fault(text.get_ref()).or_else(|| gap_in_choice(what, text.get_ref()));
            if let Some(Fault { severity, message, help }) = fault {
                let spot = draft.spot.of(text);
                out.push(draft.finding_at(LINT.id, severity, format!("{what}: {message}"), &spot).help(help));
            }
        }
    }
    for case in &drafts.cases {
        let title = invisible(&case.file.title).map(unseen);
        for Fault { severity, message, help } in fault(case.file.text.get_ref()).into_iter().chain(title) {
            let message = format!("stimulus {}: {message}", case.file.id.get_ref());
            let finding = Diagnostic { severity, ..Diagnostic::error(LINT.id, message) };
            out.push(finding.spot(&case.spot, "").help(help));
        }
    }
    out
}

/// Names and titles, which have no markup: only what nobody sees is wrong with them.
fn names(drafts: &Drafts) -> Vec<Diagnostic> {
    let title = drafts.header.iter().map(|spot| ("title of the bank".to_owned(), &drafts.title, spot));
    let topics = drafts.topics.iter().map(|(topic, spot)| (format!("topic {}", topic.id), &topic.name, spot));
    let concepts = drafts.concepts.iter().flat_map(|concept| {
        let texts = [&concept.name, &concept.fact].into_iter().chain(&concept.confusions);
        texts.map(|text| (format!("concept {}", concept.id), text, &concept.spot))
    });
    let finding = |(what, text, spot): (String, &String, &Spot)| {
        let Fault { message, help, .. } = unseen(invisible(text)?);
        Some(Diagnostic::error(LINT.id, format!("{what}: {message}")).spot(spot, "").help(help))
    };
    title.chain(topics).chain(concepts).filter_map(finding).collect()
}

struct Fault {
    severity: Severity,
    message: String,
    help: &'static str,
}

impl Fault {
    fn error(message: impl Into<String>, help: &'static str) -> Self {
        Self { severity: Severity::Error, message: message.into(), help }
    }
}

fn unseen(character: char) -> Fault {
    let message =
        format!("the character U+{:04X} is not seen and changes what is read", u32::from(character));
    Fault::error(message, "remove it; it often comes along when text is copied from elsewhere")
}

/// What is wrong with a text, and how to repair it.
fn fault(source: &str) -> Option<Fault> {
    if let Some(character) = invisible(source) {
        return Some(unseen(character));
    }
    let text = match RichText::parse(source) {
        Ok(text) => text,
        Err(error) => return Some(Fault::error(error.to_string(), error.help())),
    };
    if text.is_empty() {
        return Some(Fault::error("there is no text", "write the text, or remove the field"));
    }
    let words = text.without_code().plain();
    if let Some(bracket) = unbalanced_bracket(&words) {
        return Some(Fault::error(format!("'{bracket}' has no partner"), "add the other bracket"));
    }
    if words.matches('"').count() % 2 == 1
        || words.matches('\u{201c}').count() != words.matches('\u{201d}').count()
    {
        return Some(Fault::error("a quotation mark has no partner", "add the other quotation mark"));
    }
    // Code and tables may be aligned.
    let running = |block: &TextBlock| !matches!(block, TextBlock::Code(_) | TextBlock::Table { .. });
    let doubled = source.lines().any(|line| line.trim().contains("  "));
    (doubled && text.blocks().iter().all(running)).then(|| Fault {
        severity: Severity::Info,
        message: "two spaces in a row".into(),
        help: "remove one of them",
    })
}

/// A gap belongs into the stem.
fn gap_in_choice(what: &str, text: &str) -> Option<Fault> {
    let gap = what == "choice" && text.contains("[?]") && !text.contains("\\[?]");
    gap.then(|| Fault {
        severity: Severity::Warning,
        message: "a gap stands outside of the stem".into(),
        help: "move [?] into the stem, or write \\\\[?] to print these signs",
    })
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

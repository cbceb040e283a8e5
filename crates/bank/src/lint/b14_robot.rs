//! B14: a robot that knows nothing does not pass.

use super::robot;
use super::whole::{self, FEWEST, P, P_ERROR, Trials, named, rarity};
use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "B14",
    severity: Severity::Error,
    what: "over the bank, a robot that goes by cues alone is right no more often than chance",
    why: "The robot knows nothing. It adds up, with equal weights, what testwise candidates look for: the longest choice, words of the stem, the choice most like the others, no absolute words, agreement with an article. So it finds cues that are too weak to be seen one by one. A warning where chance alone does as well once in 20 banks, an error where once in 100. Below 20 items there is no verdict.",
    source: "Millman, Bishop and Ebel 1965, on testwiseness; Dawes 1979, on equal weights; the limits are our own",
    help: "look at the findings B01 to B06 and W04 to W08 first; then give distractors what the keys named here have",
    flawed: r#"
[[item]]
id = "xx-NN"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "What gives the colour to the skin of tomato NN?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Lycopene and carotene in the skin"
  key = true
  [[item.option]]
  text = "Only carotene"
  why = "Carotene makes carrots orange."
  [[item.option]]
  text = "Iron"
  why = "Iron makes blood red."
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[FEWEST, P, P_ERROR],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let trials = trials(prepared);
    let p = trials.p();
    let Some(severity) = trials.severity(p, prepared.limits(&LINT)) else { return Vec::new() };
    let message = format!(
        "a robot that goes by cues alone is right {}; {}: {}",
        trials.rate(),
        rarity(p),
        named(trials.hits())
    );
    vec![whole::finding(prepared.drafts, LINT.id, severity, message).help(LINT.help)]
}

/// The robot on all items.
fn trials<'p>(prepared: &'p Prepared<'_>) -> Trials<'p> {
    let mut trials = Trials::default();
    for item in prepared.in_use() {
        if let Some(answer) = robot::answer(prepared, item) {
            trials.add(item, answer.of, answer.right);
        }
    }
    trials
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::Drafts;
    use crate::{Bank, SourceFile};
    use toml::{Table, Value};

    /// A choice with what stands around it.
    struct Seen<'a> {
        text: &'a str,
        stem: &'a str,
        key: &'a str,
        number: usize,
    }

    /// What becomes of a distractor, or of the key.
    type Cue = fn(&Seen<'_>) -> String;

    fn same(seen: &Seen<'_>) -> String {
        seen.text.into()
    }

    /// The files of the shipped bank, with something done to each choice of its items.
    fn shipped(key_cue: Cue, distractor_cue: Cue) -> Vec<SourceFile> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../question-bank/itil-foundation");
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "toml") {
                continue;
            }
            let mut table: Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
            for item in table.get_mut("item").and_then(Value::as_array_mut).into_iter().flatten() {
                seed(item.as_table_mut().unwrap(), key_cue, distractor_cue);
            }
            files.push(SourceFile::new(&path.display().to_string(), &table.to_string()));
        }
        files
    }

    fn seed(item: &mut Table, key_cue: Cue, distractor_cue: Cue) {
        let stem = item["stem"].as_str().unwrap().replace("**", "");
        let Some(options) = item.get_mut("option").and_then(Value::as_array_mut) else { return };
        let is_key = |option: &Value| option.get("key").is_some();
        let key = options.iter().find(|option| is_key(option)).unwrap()["text"].as_str().unwrap().to_owned();
        for (number, option) in options.iter_mut().enumerate() {
            let cue = if is_key(option) { key_cue } else { distractor_cue };
            let seen = Seen { text: option["text"].as_str().unwrap(), stem: &stem, key: &key, number };
            option["text"] = cue(&seen).into();
        }
    }

    fn p_of(files: &[SourceFile]) -> f64 {
        let (_, drafts): (_, Drafts) = Bank::decode(files, &mut Vec::new());
        let prepared = Prepared::new(&drafts);
        let trials = trials(&prepared);
        assert!(trials.count() > 100, "the bank was not read");
        trials.p()
    }

    #[test]
    fn the_shipped_bank_gives_nothing_away() {
        let p = p_of(&shipped(same, same));
        assert!(p >= 0.05, "p = {p}");
    }

    #[test]
    fn each_seeded_cue_is_found() {
        let cues: [(&str, f64, Cue, Cue); 4] = [
            (
                "length",
                1e-6,
                |seen| format!("{}, as far as circumstances and those involved allow", seen.text),
                same,
            ),
            ("absolutes", 1e-6, same, |seen| format!("{} always", seen.text)),
            (
                "echo",
                1e-6,
                |seen| {
                    let words: Vec<&str> = seen.stem.split_whitespace().rev().take(6).collect();
                    format!("{} {}", seen.text, words.join(" "))
                },
                same,
            ),
            ("convergence", 1e-6, same, |seen| {
                // The usual way to make distractors: the key with one of its parts changed, another one in each.
                let mut words: Vec<&str> = seen.key.split_whitespace().collect();
                let mut parts: Vec<usize> =
                    (0..words.len()).filter(|&place| words[place].len() > 3).collect();
                if parts.is_empty() {
                    parts = (0..words.len()).collect();
                }
                let place = parts[seen.number % parts.len()];
                let own = seen.text.split_whitespace().filter(|word| !words.contains(word));
                // Of like length, so that this cue stands alone.
                if let Some(other) = own.min_by_key(|word| word.len().abs_diff(words[place].len())) {
                    words[place] = other;
                }
                words.join(" ")
            }),
        ];
        for (name, limit, key_cue, distractor_cue) in cues {
            let p = p_of(&shipped(key_cue, distractor_cue));
            assert!(p < limit, "{name}: p = {p}");
        }
    }
}

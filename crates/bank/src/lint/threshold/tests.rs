use super::*;
use crate::bank::drafts_of;
use crate::lint::{Drafts, Prepared};
use crate::{Bank, KINDS, SourceFile};
use mockexam_model::{Diagnostic, Label, Severity};

const HEAD: &str = r#"
[bank]
id = "sample"
title = "Sample"
language = "en"
[[topic]]
id = "sample"
name = "Sample"
[[concept]]
id = "sample-fact"
topic = "sample"
name = "A fact"
fact = "Something that is so."
sources = [{ source = "handbook" }]
levels = ["remember", "understand", "apply"]
confusions = ["nitrogen"]
"#;

fn findings(thresholds: &str) -> Vec<Diagnostic> {
    Bank::read(&[SourceFile::new("bank.toml", &format!("{HEAD}{thresholds}"))]).diagnostics
}

#[test]
fn amounts_are_exact() {
    let shown = |steps, decimals| Amount { steps, decimals }.to_string();
    assert_eq!(
        [shown(60, 0), shown(150, 2), shown(205, 2), shown(1, 4), shown(500, 4)],
        ["60", "1.5", "2.05", "0.0001", "0.05"]
    );
    assert_eq!(format!("{:>6}|", Amount { steps: 150, decimals: 2 }), "   1.5|");
}

#[test]
fn declarations_hold_together() {
    for lint in LINTS {
        for (index, one) in lint.thresholds.iter().enumerate() {
            let name = format!("{} {}", lint.id, one.name);
            let (least, most) = one.range();
            assert!(least <= one.default() && one.default() <= most, "{name}: default out of its range");
            assert!(
                lint.thresholds[..index].iter().all(|other| other.name != one.name),
                "{name} stands twice"
            );
            assert!(
                !one.what.ends_with('.') && !one.what.starts_with(char::is_uppercase),
                "{name}: {}",
                one.what
            );
            if let Some(other) = one.not_above {
                let other = lint.threshold(other).unwrap_or_else(|| panic!("{name}: there is no {other}"));
                assert!(
                    one.default <= other.default && one.unit == other.unit,
                    "{name}: above {}",
                    other.name
                );
            }
        }
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let wrong = r#"
[thresholds]
W99 = { words = 3 }
S01 = { words = 3 }
w16 = 5
W15 = { content_words = "two" }
[thresholds.W13]
stem_word = 50
stem_words = 0
stimulus_words = 12.5
long_stem_words = 1_000_000_000_000_000
[thresholds.w08]
long = 2.5
long_error = 1.25
short = 0.123
[thresholds.B01]
p = 5e-2
p_error = -0.01
seen_characters = true
fewest_items = 0x20
"#;
    let source = format!("{HEAD}{wrong}");
    let told: Vec<String> = findings(wrong)
        .into_iter()
        .map(|finding| {
            let spans = finding.labels.iter().filter_map(|label| match label.place {
                mockexam_model::Place::Span(span) => source.get(span.start..span.end),
                _ => None,
            });
            let at: Vec<&str> = spans.collect();
            format!(
                "{} at '{}': {}\n  help: {}",
                finding.code,
                at.join("' and '"),
                finding.message,
                finding.help.unwrap_or_default()
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn one_file_has_them() {
    let files = [
        SourceFile::new("bank.toml", &format!("{HEAD}[thresholds.W13]\nstem_words = 50")),
        SourceFile::new("more.toml", "[thresholds.W13]\nstem_words = 40"),
    ];
    let reading = Bank::read(&files);
    assert!(
        reading.diagnostics.iter().any(|finding| finding.message.contains("in one file")),
        "{:?}",
        reading.diagnostics
    );
    let set: Vec<_> =
        reading.thresholds.iter().map(|set| (set.check, set.name, set.value.to_string())).collect();
    assert_eq!(set, [("W13", "stem_words", "50".to_owned())]);
    assert_eq!(reading.thresholds[0].file, "bank.toml");
}

/// Whatever a value is, it comes back as the number that was written.
#[test]
fn values_are_read_exactly() {
    for (value, shown) in [("1.5", "1.5"), ("1.50", "1.5"), ("2", "2"), ("+2.0", "2"), ("1_0.0", "10")] {
        let text = format!("{HEAD}[thresholds.W08]\nlong = {value}\nlong_error = {value}");
        let reading = Bank::read(&[SourceFile::new("bank.toml", &text)]);
        assert_eq!(reading.diagnostics, Vec::new());
        let set: Vec<_> = reading.thresholds.iter().map(|set| set.value.to_string()).collect();
        assert_eq!(set, [shown, shown], "{value}");
    }
}

/// An item whose first choice is the key.
fn item(id: &str, stem: &str, choices: &[&str]) -> String {
    let options = choices.iter().enumerate().map(|(number, text)| {
        let rest = if number == 0 {
            "key = true".to_owned()
        } else {
            format!("why = \"It is not so, number {number}.\"")
        };
        format!("  [[item.option]]\n  text = \"{text}\"\n  {rest}\n")
    });
    format!(
        "[[item]]\nid = \"{id}\"\ntopic = \"sample\"\nconcepts = [\"sample-fact\"]\nlevel = \"remember\"\ndifficulty = 0.7\nstatus = \"reviewed\"\ntype = \"single\"\nstem = \"{stem}\"\nexplanation = \"Lycopene makes ripe tomatoes red, whatever the light.\"\n{}",
        options.collect::<String>()
    )
}

/// Items that show what the flawed and sound tables of a check do not show: they lie between its extremes.
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn more(check: &str) -> String {
    let colours = ["Red", "Green", "Blue"];
    match check {
        "B09" => {
            item("mo-1", "What makes ripe tomatoes red?", &colours)
                + &item("mo-2", "What makes ripe tomatoes so red?", &colours)
        }
        "B10" => {
            item("mo-1", "What is red?", &["The red skin of ripe tomatoes", "Grass", "Sky"])
                + &item("mo-2", "What is it that we see?", &["The red skin of ripe plums", "Grass", "Sky"])
        }
        "B15" => {
            let tree = "[[concept]]\nid = \"tree\"\ntopic = \"sample\"\nname = \"Tree\"\nfact = \"Parts: roots, trunk, thin branches, green leaves, sweet fruit.\"\nsources = [{ source = \"handbook\" }]\n";
            let text = "It has roots, a trunk, thin branches, green leaves and sweet fruit, has it not?";
            tree.to_owned() + &item("mo-1", text, &colours)
        }
        "F01" => {
            item(
                "mo-1",
                "Lycopene and carotene colour the ripe skin of a tomato in old gardens. How?",
                &["Somehow", "Never", "Always"],
            ) + &item(
                "mo-2",
                "What colours the ripe skin of a tomato?",
                &["Lycopene and carotene", "Iron", "Copper"],
            ) + &item(
                "mo-3",
                "What colours the ripe skin of a tomato red?",
                &["Lycopene, carotene, zinc", "Iron", "Copper"],
            )
        }
        "S05" => item("mo-1", "What is it?", &["Lycopene makes ripe fruits red", "Iron", "Copper"]),
        "S16" => {
            let dated = |id: &str, date: &str| {
                item(id, "What is it?", &colours).replace("type = ", &format!("reviewed = {date}\ntype = "))
            };
            dated("mo-1", "2026-01-10") + &dated("mo-2", "2026-11-10")
        }
        "W07" => {
            let with = |id: &str| {
                item(
                    id,
                    "What colour has a ripe tomato of Mr Brown?",
                    &["The tomato is red", "Green", "Blue"],
                )
            };
            with("mo-1")
                + &with("mo-2")
                + &with("mo-3")
                + &item(
                    "mo-4",
                    "Why do farmers pick the ripe dark plums?",
                    &["To pick the ripe plums", "To sleep", "To sing"],
                )
        }
        "W08" => {
            item(
                "mo-1",
                "What?",
                &[
                    "Forty characters, which is rather longer",
                    "Some twenty characters",
                    "Again twenty letters .",
                ],
            ) + &item(
                "mo-2",
                "What?",
                &[
                    "Of twenty characters",
                    "This choice has fifty characters and is much longer",
                    "This one also has fifty letters and is much longer",
                ],
            )
        }
        "W13" => {
            let case = "so many words ".repeat(50);
            let long = "and so many words more ".repeat(5);
            format!("[[stimulus]]\nid = \"mo\"\nuse = \"one\"\ntext = \"{case}\"\n")
                + &item("mo-1", &format!("Why {}?", "so many words ".repeat(18)), &[&long, &long, &long])
        }
        "W14" => item("mo-1", &format!("{0}cat dog. {0}cat dog.", "Paper water letter ".repeat(6)), &colours),
        "W19" => item(
            "mo-1",
            "Ask seven friends about their red garden, blue house, old dog, new car, long road, short story, warm \
             soup, cold water, tall tree, small bird, quick fox, slow train, loud bell, soft pillow, dark room, bright \
             lamp, and qwertz, asdfgh, yxcvbn?",
            &["One of many", "Two or three", "None that matters"],
        ),
        "W20" => {
            item("mo-1", "Something that is so, why?", &colours).replace("\"remember\"", "\"understand\"")
        }
        "W23" => {
            (10..34).map(|number| item(&format!("mo-{number}"), "What did Berta see?", &colours)).collect()
        }
        _ => String::new(),
    }
}

/// Copies of a flawed item, of which so many have other keys or another truth.
fn mixed(flawed: &str, turned: usize) -> String {
    let copies = (1..=40).map(|number| {
        let copy = flawed.replace("NN", &format!("{number:02}"));
        if number <= turned { other_key(&copy, number) } else { copy }
    });
    copies.collect()
}

/// A claim with the other truth, a list with its pair elsewhere, choices with another key.
fn other_key(item: &str, number: usize) -> String {
    if item.contains("answer = true") {
        return item.replace("answer = true", "answer = false");
    }
    let count = item.lines().filter(|line| line.trim().starts_with("text = ")).count();
    let keys = if item.contains("item.statement") {
        vec![number % count, (number + 1) % count]
    } else {
        vec![number % count]
    };
    let (mut place, mut out) = (0, String::new());
    for line in item.lines().filter(|line| line.trim() != "key = true") {
        out.push_str(line);
        out.push('\n');
        if line.trim().starts_with("text = ") {
            if keys.contains(&place) {
                out.push_str("  key = true\n");
            }
            place += 1;
        }
    }
    out
}

/// Banks on which the thresholds of a check can be seen.
fn banks(lint: &Lint) -> Vec<Drafts> {
    let clean: String = KINDS.iter().map(|kind| kind.sample()).collect();
    let mut texts = vec![
        format!("{HEAD}{clean}{}", lint.flawed_tables()),
        format!("{HEAD}{}", lint.sound),
        format!("{HEAD}{}", more(lint.id)),
    ];
    if lint.flawed.contains("NN") {
        texts.extend((0..=40).step_by(2).map(|turned| format!("{HEAD}{}", mixed(lint.flawed, turned))));
    }
    texts
        .iter()
        .map(|text| {
            let (_, mut drafts) = Bank::decode(&[SourceFile::new("sample.toml", text)], &mut Vec::new());
            drafts.sources = vec![SourceFile::new("handbook.txt", HANDBOOK)];
            drafts
        })
        .collect()
}

const HANDBOOK: &str = "A handbook says this sentence in exactly these eleven words here. \
     A tree has roots, a trunk, thin branches, green leaves and sweet fruit all year.";

fn found(drafts: &Drafts, lint: &Lint) -> Vec<(Severity, Vec<Label>, String)> {
    let found = (lint.check)(&Prepared::new(drafts)).into_iter().filter(|found| found.code == lint.id);
    found.map(|found| (found.severity, found.labels, found.message)).collect()
}

/// A threshold that moves nothing is a promise that is not kept.
#[test]
fn each_threshold_moves_its_check() {
    let mut idle = Vec::new();
    for lint in LINTS.iter().filter(|lint| !lint.thresholds.is_empty()) {
        let mut banks = banks(lint);
        for threshold in lint.thresholds {
            let moves = banks.iter_mut().any(|drafts| {
                let by_default = found(drafts, lint);
                let (least, most) = threshold.range;
                [least, most].into_iter().any(|steps| {
                    let spot = Spot::new("sample.toml", 0..0);
                    drafts.thresholds = Thresholds([((lint.id, threshold.name), (steps, spot))].into());
                    let moved = found(drafts, lint);
                    drafts.thresholds = Thresholds::default();
                    moved != by_default
                })
            });
            if !moves {
                idle.push(format!("{} {}", lint.id, threshold.name));
            }
        }
    }
    assert_eq!(idle, Vec::<String>::new());
}

#[test]
fn defaults_change_nothing() {
    let mut text = String::from("[thresholds]\n");
    for lint in LINTS.iter().filter(|lint| !lint.thresholds.is_empty()) {
        text.push_str(&format!("[thresholds.{}]\n", lint.id));
        for threshold in lint.thresholds {
            text.push_str(&format!("{} = {}\n", threshold.name, threshold.default()));
        }
    }
    let drafts = drafts_of(&format!("{HEAD}{text}"));
    for lint in LINTS {
        for threshold in lint.thresholds {
            let limits = drafts.thresholds.of(lint.id);
            assert_eq!(limits.shown(threshold), threshold.default(), "{} {}", lint.id, threshold.name);
            assert!(drafts.thresholds.0.contains_key(&(lint.id, threshold.name)));
        }
    }
}

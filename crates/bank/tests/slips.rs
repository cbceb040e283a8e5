//! Slips of authors, each with what they are told: the fact, and the action that fits it.

use mockexam_bank::{Bank, KINDS, Reading, SourceFile};
use mockexam_model::Severity::{self, Error, Warning};

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
[[stimulus]]
id = "lake"
title = "At the lake"
use = "one"
text = "It is winter, and a lake freezes."
[[item]]
id = "sa-011"
topic = "sample"
concepts = ["sample-fact"]
type = "numeric"
level = "apply"
difficulty = 0.7
status = "reviewed"
version = "both"
rev = 1
seconds = 60
stimulus = "lake"
stem = "How many hours do {days} days have?"
answer = "{hours}"
explanation = "A day has 24 hours, so that it is {days} times 24."
constraints = ["days != 3"]
  [item.variables]
  days = { from = 2, to = 5 }
  hours = { is = "days * 24", decimals = 0 }
"#;

/// What is replaced in a sound bank, its code and severity, and words of the finding and of its help.
type Slip = (&'static str, &'static str, &'static str, Severity, &'static str, &'static str);

const SLIPS: &[Slip] = &[
    // Names and titles
    (
        "title = \"Sample\"",
        "title = \"Sam\\u202Eple\"",
        "S03",
        Error,
        "title of the bank: the character U+202E",
        "remove it",
    ),
    (
        "title = \"Sample\"",
        "title = \"Sam\\u0007ple\"",
        "S03",
        Error,
        "title of the bank: the character U+0007",
        "remove it",
    ),
    (
        "name = \"Sample\"",
        "name = \"Sam\\u001Bple\"",
        "S03",
        Error,
        "topic sample: the character U+001B",
        "remove it",
    ),
    (
        "name = \"A fact\"",
        "name = \"A\\u200B fact\"",
        "S03",
        Error,
        "concept sample-fact: the character U+200B",
        "remove it",
    ),
    ("so.\"", "so\\uFEFF.\"", "S03", Error, "concept sample-fact: the character U+FEFF", "remove it"),
    ("At the lake", "At the \\u2066lake", "S03", Error, "stimulus lake: the character U+2066", "remove it"),
    (
        "a lake freezes",
        "a lake\\u2060 freezes",
        "S03",
        Error,
        "stimulus lake: the character U+2060",
        "remove it",
    ),
    ("Nitrogen\"", "Nitrogen\\u200E\"", "S03", Error, "choice: the character U+200E", "remove it"),
    ("Which gas do", "Which\\u0008 gas do", "S03", Error, "stem: the character U+0008", "remove it"),
    // Texts
    ("\"Nitrogen\"", "\"Nitrogen (N\"", "S03", Error, "'(' has no partner", "add the other bracket"),
    (
        "\"Nitrogen\"",
        "\"Nitro[?]gen\"",
        "S03",
        Warning,
        "a gap stands outside of the stem",
        "move [?] into the stem",
    ),
    ("\"Nitrogen\"", "\"A) Nitrogen\"", "S10", Warning, "a choice starts with 'A)'", "remove the letter"),
    ("\"Nitrogen\"", "\"2) Nitrogen\"", "S10", Warning, "a choice starts with '2)'", "remove the letter"),
    (
        "\"Nitrogen\"",
        "\"{nitrogen}\"",
        "S22",
        Warning,
        "{nitrogen} is printed as it stands",
        "add [item.variables]",
    ),
    // Numbers
    ("rev = 1", "rev = 0", "T02", Error, "rev is 0", "count revisions from 1"),
    (
        "rev = 1",
        "rev = -1",
        "T02",
        Error,
        "expected a whole number from 0 to 4294967295",
        "correct the value",
    ),
    (
        "answer_lines = 8",
        "answer_lines = 1000",
        "T02",
        Error,
        "expected a whole number from 0 to 255",
        "correct the value",
    ),
    ("seconds = 60", "seconds = 0", "T02", Error, "seconds is 0", "write the seconds"),
    ("seconds = 60", "points = -2", "T02", Error, "points are below 0", "write what a full answer earns"),
    (
        "target = 60, max = 120",
        "target = 300, max = 20",
        "S18",
        Error,
        "300 words are expected, 20 are read",
        "make target",
    ),
    ("choose = 2", "choose = 1", "S01", Warning, "one choice of several", "type = \"single\""),
    ("choose = 2", "choose = 1", "S01", Error, "2 choices are marked as key, 1 to be chosen", "make choose"),
    // Variables
    ("decimals = 0", "decimals = 100000", "S22", Error, "100000 decimals, 6 at most", "correct the variable"),
    (
        "answer = \"{hours}\"",
        "answer = \"{huors}\"",
        "S22",
        Error,
        "{huors} is no variable of the item",
        "correct the name",
    ),
    ("days * 24\"", "days * \"", "S22", Error, "unexpected end", "correct the variable, the formula"),
    ("days != 3", "days > 9", "S22", Error, "the constraints refuse 1000 of 1000", "narrow the ranges"),
    ("to = 5 }", "to = 5, stepp = 1 }", "T02", Error, "unknown field 'stepp'", "did you mean 'step'?"),
    ("to = 5 }", "}", "T02", Error, "a range has from and to", "correct the value"),
    (
        "to = 5 }",
        "to = 5, is = \"1\", decimals = 1 }",
        "T02",
        Error,
        "a variable is either a range",
        "correct the value",
    ),
    // Fields
    (
        "version = \"both\"",
        "version = 4",
        "T02",
        Error,
        "a word in quotes is expected",
        "put it into quotes: \"4\"",
    ),
    (
        "difficulty = 0.7",
        "dificulty = 0.7",
        "T02",
        Error,
        "unknown field 'dificulty'",
        "did you mean 'difficulty'?",
    ),
    ("difficulty = 0.7", "dificulty = 0.7", "T02", Error, "missing field 'difficulty'", "or to [defaults]"),
    (
        "  text = \"Nitrogen\"",
        "  txt = \"Nitrogen\"",
        "T02",
        Error,
        "unknown field 'txt'",
        "did you mean 'text'?",
    ),
    (
        "seconds = 60",
        "zzzzzzzz = 60",
        "T02",
        Error,
        "unknown field 'zzzzzzzz', expected one of",
        "correct the spelling",
    ),
    ("use = \"one\"\n", "", "T02", Error, "missing field 'use'", "add the field to this table"),
];

fn bank() -> String {
    KINDS.iter().map(|kind| kind.sample()).fold(HEAD.to_owned(), |text, item| text + item)
}

fn read(name: &str, text: &str) -> Reading {
    Bank::read(&[SourceFile::new(name, text)])
}

#[test]
fn each_slip_is_told_with_what_helps() {
    let bank = bank();
    let grave: Vec<_> = read("sample.toml", &bank)
        .diagnostics
        .into_iter()
        .filter(|found| found.severity != Severity::Info)
        .collect();
    assert_eq!(grave, Vec::new(), "the bank is sound before");
    let mut missed = Vec::new();
    for (from, to, code, severity, message, help) in SLIPS {
        assert!(bank.contains(from), "{from}");
        let found = read("sample.toml", &bank.replacen(from, to, 1)).diagnostics;
        let told = found.iter().any(|found| {
            found.code == *code
                && found.severity == *severity
                && found.message.contains(message)
                && found.help.as_ref().is_some_and(|told| told.contains(help))
        });
        if !told {
            missed.push(format!("{to}: {found:#?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn fifty_variables_are_enough() {
    let found = |count: usize| {
        let more: String = (0..count - 2).map(|n| format!("  v{n} = \"days * {n}\"\n")).collect();
        let text = bank().replace("  days = {", &format!("{more}  days = {{"));
        read("sample.toml", &text)
            .diagnostics
            .iter()
            .any(|found| found.message.contains("variables, 50 at most"))
    };
    assert!(!found(50) && found(51) && found(20_000));
}

#[test]
fn an_item_with_a_slip_in_a_number_is_not_drawn() {
    let item = |text: &str| {
        read("sample.toml", text).bank.items().find(|item| item.id().as_str() == "sa-011").cloned()
    };
    let eligibility = |text: &str| item(text).map(|item| item.eligibility.to_string());
    assert_eq!(eligibility(&bank()).as_deref(), Some("eligible"));
    assert_eq!(eligibility(&bank().replace("rev = 1", "rev = 0")).as_deref(), Some("with errors"));
}

#[test]
fn a_bank_stands_in_the_folder_of_its_name() {
    let told = |name: &str| {
        read(name, &bank()).diagnostics.iter().any(|found| found.message.contains("in a folder called"))
    };
    assert!(told("question-bank/other/bank.toml") && told("some/where/question-bank/Sample/bank.toml"));
    for fine in ["question-bank/sample/bank.toml", "bank.toml", "other/bank.toml", "question-bank/bank.toml"]
    {
        assert!(!told(fine), "{fine}");
    }
}

#[test]
fn a_file_that_cannot_be_read_may_hold_the_header() {
    let codes =
        |text: &str| read("sample.toml", text).diagnostics.iter().map(|found| found.code).collect::<Vec<_>>();
    assert_eq!(codes(&bank().replacen("[bank]", "[bank", 1)), ["T01"]);
    assert_eq!(codes("[[topic]]\nid = \"t\"\nname = \"T\"\n").first(), Some(&"T02"), "no header at all");
}

#[test]
fn emphasis_is_no_abbreviation_and_three_entries_may_be_uneven() {
    let text = bank();
    let unexplained = |to: &str| {
        let found = read("sample.toml", &text.replace("Which two are", to)).diagnostics;
        found.iter().any(|found| found.code == "W23")
    };
    assert!(!unexplained("Which **TWO** are") && !unexplained("Which *TWO* are"));
    assert!(!unexplained("Which TWO are") && !unexplained("Which **TWO of these** are"));
    assert!(unexplained("By QZX, which two are"));
    let uneven = |text: &str| {
        read("sample.toml", text).diagnostics.iter().any(|found| found.message.contains("entries belong"))
    };
    let entry = |name: &str, category: &str| {
        format!("  [[item.entry]]\n  text = \"{name}\"\n  category = \"{category}\"\n")
    };
    let (oak, nylon) = (entry("Oak", "Wood"), entry("Nylon", "Plastic"));
    let three = text.replace(&oak, "").replace(", \"Wood\"", "").replace("points = 4", "points = 3");
    assert!(three.len() < text.len() && !uneven(&three));
    let four = three.replace(&nylon, &(nylon.clone() + &entry("Iron", "Metal")));
    assert!(uneven(&four));
}

//! Sets that open, and sets that are refused.

use super::*;
use crate::fixture::{Files, key};
use proptest::prelude::*;

/// What is said against a set, with its places.
fn said(diagnostics: &[Diagnostic]) -> String {
    let line = |d: &Diagnostic| {
        let places: Vec<String> =
            d.labels.iter().map(|label| format!("{} {:?}", label.file, label.place)).collect();
        format!("{} {} [{}]", d.code, d.message, places.join(", "))
    };
    diagnostics.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn refusal(files: &Files) -> String {
    let source = |file: &str| files.open(file);
    ResultSet::open(&source).map_or_else(|wrong| said(&wrong), |_| "opens".to_owned())
}

#[test]
fn a_whole_set_opens() {
    assert_eq!(refusal(&Files::small()), "opens");
}

#[test]
fn broken_sets_are_refused_with_every_reason() {
    let small = Files::small;
    let cases = [
        ("no summary", small().without("summary.json")),
        ("no scores", small().without("scores.csv")),
        ("scores unnamed", small().without("scores.csv").signed()),
        (
            "two altered files",
            small().replaced("scores.csv", "Zoë", "Zoe").replaced("items.csv", "al-001", "al-003"),
        ),
        ("another format", small().replaced("summary.json", "\"format\":1", "\"format\":2")),
        ("truncated summary", small().with("summary.json", b"{\"format\":1".to_vec())),
        ("a field missing", small().replaced("summary.json", "\"simulated\":true,", "")),
        ("a path for a file", small().replaced("summary.json", "\"scores.csv\"", "\"../scores.csv\"")),
        ("books off", small().replaced("summary.json", "\"duplicate\":2", "\"duplicate\":1")),
        ("absurd counts", small().replaced("summary.json", "\"rows\":5", "\"rows\":18446744073709551615")),
        (
            "silent findings",
            small().replaced("summary.json", "\"provisional\":true", "\"provisional\":false"),
        ),
        (
            "a score too many",
            small()
                .replaced("scores.csv", "012,Zoë,,absent,,,,,,,", "012,Zoë,A,graded,1,4,25,no,fail,1,0")
                .signed(),
        ),
        ("a candidate twice", small().replaced("scores.csv", "x,,A", "007,,A").signed()),
        ("a state unknown", small().replaced("scores.csv", "absent", "late").signed()),
        (
            "points in words",
            small().replaced("scores.csv", "007,Ann Öz,A,graded,2", "007,Ann Öz,A,graded,two").signed(),
        ),
        ("no column", small().replaced("items.csv", "facility", "p").signed()),
        ("short row", small().replaced("items.csv", "al-001,2,alpha,3", "al-001,2").signed()),
        ("no number", small().replaced("items.csv", "0.3333333333333333", "NaN").signed()),
        ("a choice of nothing", small().replaced("choices.csv", "be-002,1,c2", "be-003,1,c2").signed()),
        ("an item twice", small().replaced("items.csv", "al-002", "al-001").signed()),
    ];
    let all: Vec<String> =
        cases.iter().map(|(name, files)| format!("== {name}\n{}", refusal(files))).collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn a_key_of_another_exam_is_refused() {
    let files = Files::small();
    let source = |file: &str| files.open(file);
    let set = ResultSet::open(&source).unwrap();
    assert_eq!(set.check_key(&key()), Ok(()));
    let cases = [
        ("code = \"K7Q3MD\"", "code = \"OTHER\""),
        ("cut_score = 2", "cut_score = 3"),
        ("rev = 2", "rev = 3"),
        ("\"Gamma\", why = \"Gamma is right.\"", "\"Gamma\", key = true"),
    ];
    let mut all = Vec::new();
    for (from, to) in cases {
        let mut text = crate::fixture::KEY.replace(from, to);
        if to.contains("key = true") {
            text = text.replace("\"Alpha & Omega\", key = true", "\"Alpha & Omega\"");
        }
        let key: AnswerKey = toml::from_str(&text).unwrap();
        all.push(said(&set.check_key(&key).unwrap_err()));
    }
    insta::assert_snapshot!(all.join("\n"));
}

proptest! {
    /// Whatever stands in a file, and even if the summary vouches for it: no panic.
    #[test]
    fn any_bytes_are_read_or_refused(
        file in prop::sample::select(vec!["summary.json", "scores.csv", "responses.csv", "items.csv", "choices.csv"]),
        at in any::<prop::sample::Index>(),
        length in 0_usize..4,
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"0129-,\"\n/.eE[]{}".to_vec())], 0..6),
    ) {
        let mut files = Files::small();
        let mut content = files.bytes(file).to_vec();
        let start = at.index(content.len());
        let end = (start + length).min(content.len());
        content.splice(start..end, bytes);
        files = files.with(file, content).signed();
        let source = |file: &str| files.open(file);
        if let Ok(set) = ResultSet::open(&source) {
            let words = crate::fixture::english();
            let mut page = Vec::new();
            let _ = crate::html::class_report(&set, &key(), &words, crate::html::Links::ToCandidates, &mut page);
            let _ = crate::html::candidate_reports(&set, &key(), &words, &mut |_, _| Ok(()));
        }
    }
}

//! Formatting whole files: ours, made ones, and broken ones.

use super::*;
use proptest::prelude::*;
use std::fs;
use std::path::Path;

fn formatted(text: &str) -> Result<String, Diagnostic> {
    format(&SourceFile::new("f.toml", text))
}

/// Every file of a bank in this repository.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for banks in ["question-bank", "crates/cli/starter/question-bank"] {
        for bank in fs::read_dir(root.join(banks)).unwrap() {
            for file in fs::read_dir(bank.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                if path.extension().is_some_and(|extension| extension == "toml") {
                    files.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
                }
            }
        }
    }
    files.sort();
    files
}

/// The comments of a file, in any order: what follows a # outside of strings.
fn comments(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['#', '"', '\'']) {
        rest = &rest[at..];
        let quotes = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| rest.starts_with(quotes));
        let Some(quotes) = quotes else {
            let line = rest.lines().next().unwrap_or_default();
            found.push(line.trim_end().to_owned());
            rest = &rest[line.len()..];
            continue;
        };
        rest = &rest[quotes.len()..];
        while !rest.is_empty() && !rest.starts_with(quotes) {
            let escaped = rest.starts_with('\\') && quotes.starts_with('"');
            rest = rest.char_indices().nth(1 + usize::from(escaped)).map_or("", |(at, _)| &rest[at..]);
        }
        rest = rest.get(quotes.len()..).unwrap_or_default();
    }
    found.sort();
    found
}

#[test]
fn a_comment_on_the_last_line_stays_without_its_newline() {
    let bank = "[bank]\nid = \"b\"\ntitle = \"B\"\nlanguage = \"en\"\n";
    for comments in ["# only", "\n# a note\n# the last word"] {
        let want = format!("{bank}{comments}\n");
        assert_eq!(formatted(&format!("{bank}{comments}")).as_ref(), Ok(&want));
    }
    assert_eq!(formatted("# only").as_deref(), Ok("# only\n"));
}

#[test]
fn our_files_say_the_same_and_keep_their_comments() {
    let files = files();
    assert!(files.len() >= 21, "{}", files.len());
    for (name, text) in files {
        let once = formatted(&text).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
        assert_eq!(formatted(&once).as_ref(), Ok(&once), "{name}: a second time changes more");
        assert_eq!(comments(&once), comments(&text), "{name}");
        // Lines may be longer only where a field or a comment is one long word to us.
        for line in once.lines().filter(|line| line.chars().count() > WIDTH) {
            let field = line.trim_start().split(' ').next().unwrap_or_default();
            let kept = line.contains(['#', '\u{a0}'])
                || ["fact", "scope", "note", "name", "sources", "tip", "example"].contains(&field);
            assert!(kept || line.trim_start().starts_with(['"', '{']), "{name}: {line}");
        }
    }
}

const UNTIDY: &str = r#"

# what this file is about

[defaults]
status   = "reviewed"
topic="t"   # the topic


# --- two items ---
[[ item ]]

explanation = "Because."
    # of the stem
stem = '''One
two.

Three "\*".'''
answer = true   # it is
concepts = [ "a","b" ,]
tags = [
"c" ]
enemies = [
  # with a comment
  "x" ]
waive = [{ check = "W01", reason = "a reason that is long enough to make the list as a whole longer than a line" }, { check = "W02", reason = "another" }]
id = "i-1"
[[item]]
id = "i-2"
unknown.dotted = 1
"level" = "apply"
[item.variables]
x = 1
# before an option
[[item.option]]
why = "A reason that goes on for so long that it stands no longer on one line of a hundred and ten characters, which is a lot."
key = false
text = """
short
"""
# the end

"#;

#[test]
fn untidy_files_become_canonical() {
    insta::assert_snapshot!(formatted(UNTIDY).unwrap());
    assert_eq!(comments(&formatted(UNTIDY).unwrap()), comments(UNTIDY));
    assert_eq!(formatted(&UNTIDY.replace('\n', "\r\n")), formatted(UNTIDY), "line breaks of Windows");
}

#[test]
fn what_is_no_file_of_a_bank_is_refused() {
    let fault = |text: &str| formatted(text).unwrap_err();
    assert_eq!(fault("[[item]\n").code, "T01");
    assert_eq!(fault("title = \"E\"\n[topics]\na = 1\n").code, "T02");
    for text in
        ["item = 1\n", "item = [1, { stem = 2 }]\n", "[item]\nstem = 3\n", "[bank]\nnotice = [\"\"]\n", ""]
    {
        assert!(formatted(text).is_ok(), "{text}");
    }
    let deep = format!("[counts]\nx = {}{}", "[".repeat(60_000), "]".repeat(60_000));
    assert_eq!(fault(&deep).code, "T01");
}

const SNIPPETS: [&str; 18] = [
    "\0",
    "\"",
    "\"\"\"",
    "'",
    "'''",
    "[",
    "]",
    "[[item]]\n",
    "[[item.option]]\n",
    "=",
    "\\",
    "\r",
    ",",
    "\n\n",
    "# c\n",
    "[?]",
    "**",
    "\u{a0}",
];

#[test]
fn thresholds_keep_their_tables() {
    let tidy = "[thresholds]\nW16 = { times = 5 }\n\n  [thresholds.W13]\n  # Cases of law are long.\n  stem_words = 80\n";
    let written =
        "[thresholds]\nW16={ times = 5 }\n\n[thresholds.W13]\n# Cases of law are long.\nstem_words=80\n";
    let once = formatted(written).unwrap();
    assert!(once.contains("stem_words = 80") && once.contains("# Cases of law"), "{once}");
    assert_eq!(formatted(&once).unwrap(), once);
    assert_eq!(formatted(tidy).unwrap(), once);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn spaces_at_the_ends_of_lines_make_no_difference(
        file in 0usize..4,
        spaces in proptest::collection::vec((0usize..=2, 0usize..4), 400),
    ) {
        let starter: Vec<_> = files().into_iter().filter(|(name, _)| name.contains("starter")).collect();
        let text = &starter[file % starter.len()].1;
        let lines = text.lines().zip(spaces.iter().cycle());
        let spaced: String = lines
            .map(|(line, &(before, behind))| format!("{}{line}{}\n", " ".repeat(before), " ".repeat(behind)))
            .collect();
        prop_assert_eq!(formatted(&spaced), formatted(text));
    }

    #[test]
    fn the_order_of_fields_makes_no_difference(swaps in proptest::collection::vec((0usize..12, 0usize..12), 6)) {
        let mut fields: Vec<String> = ["id = \"a\"", "topic = \"t\"", "concepts = [\"c\"]", "type = \"single\"",
            "style = \"standard\"", "level = \"apply\"", "version = \"4\"", "difficulty = 0.50", "rev = 2",
            "seconds = 50", "stem = \"S?\"", "explanation = \"E.\""].map(|field| format!("# of {field}\n{field}  # {field}\n")).into();
        let tidy = format!("[[item]]\n{}", fields.concat());
        for (one, other) in swaps {
            fields.swap(one, other);
        }
        prop_assert_eq!(formatted(&format!("[[item]]\n{}", fields.concat())).unwrap(), tidy);
    }

    #[test]
    fn broken_files_are_refused_or_keep_what_they_say(
        file in 0usize..4,
        cuts in proptest::collection::vec((0usize..10_000, 0usize..20, 0usize..SNIPPETS.len()), 1..3),
    ) {
        let starter: Vec<_> = files().into_iter().filter(|(name, _)| name.contains("starter")).collect();
        let mut chars: Vec<char> = starter[file % starter.len()].1.chars().collect();
        for (at, length, snippet) in cuts {
            let at = at % chars.len();
            let end = (at + length).min(chars.len());
            chars.splice(at..end, SNIPPETS[snippet].chars());
        }
        let text: String = chars.into_iter().collect();
        match formatted(&text) {
            Ok(once) => {
                prop_assert_eq!(comments(&once), comments(&text));
                prop_assert_eq!(formatted(&once), Ok(once));
            }
            Err(fault) => prop_assert!(matches!(fault.code, "T01" | "T02"), "{:?}\n{}", fault, text),
        }
    }
}

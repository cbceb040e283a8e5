//! What the documentation shows is true: its commands run, in order, with the built binary, and print what stands there.
//!
//! Each page gets a fresh workspace: a copy of the repository's question-bank/ and templates/, or for the README of a
//! new workspace the files that `mockexam new` makes. In a page
//! - a fence such as "toml templates/blueprints/quiz.toml" is a file that is written there,
//! - a fence "console" holds commands behind `$`, each with the exit code behind `# exit` (otherwise 0); the lines
//!   below a command must be among what it prints, in that order, and a line `…` stands for any others.

#![expect(clippy::unwrap_used, reason = "a page that cannot be read must fail its test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// Commands of pages that are not run here: they build the program, test it (this is such a test) or measure it.
const NOT_RUN: &[&str] = &[
    "cargo run --release -- demo",
    "cargo test --workspace",
    "cargo install --path crates/cli",
    "cargo fmt --all",
    "cargo clippy --workspace --all-targets -- -D warnings",
    "cargo doc --workspace --no-deps",
    "cargo bench -p mockexam-pdf",
    "cargo bench -p mockexam-grading",
    "cargo bench -p mockexam-bank",
];

const VERBS: [&str; 20] = [
    "demo",
    "new",
    "check",
    "bank",
    "bank list",
    "bank show",
    "bank stats",
    "bank fmt",
    "bank record",
    "assemble",
    "print",
    "verify",
    "grade",
    "report",
    "import",
    "import text",
    "practice",
    "cards",
    "glossary",
    "sheet",
];

/// A thing that a page shows.
#[derive(Debug, PartialEq, Eq)]
enum Shown {
    File { path: String, text: String },
    Command { line: usize, words: Vec<String>, exit: i32, output: Vec<String> },
}

/// The files and commands of a page, in order.
fn shown(page: &str) -> Vec<Shown> {
    let mut found = Vec::new();
    let mut lines = (1..).zip(page.lines());
    while let Some((_, line)) = lines.next() {
        let Some(fence) = line.trim_start().strip_prefix("```") else { continue };
        let body: Vec<(usize, &str)> =
            lines.by_ref().take_while(|(_, line)| !line.trim_start().starts_with("```")).collect();
        if fence == "console" {
            found.extend(commands(&body));
        } else if let Some((_, path)) = fence.split_once(' ') {
            let text = body.iter().map(|(_, line)| format!("{line}\n")).collect();
            found.push(Shown::File { path: path.to_owned(), text });
        }
    }
    found
}

fn commands(body: &[(usize, &str)]) -> Vec<Shown> {
    let mut found = Vec::new();
    for &(line, text) in body {
        match (text.strip_prefix("$ "), found.last_mut()) {
            (Some(call), _) => {
                let (call, exit) = match call.split_once("# exit ") {
                    Some((call, exit)) => (call, exit.trim().parse().unwrap()),
                    None => (call, 0),
                };
                assert!(
                    !call.contains(['"', '\'', '|', '>', '<', '&', ';', '$']),
                    "line {line}: no shell here: {call}"
                );
                let words = call.split_whitespace().map(str::to_owned).collect();
                found.push(Shown::Command { line, words, exit, output: Vec::new() });
            }
            (None, Some(Shown::Command { output, .. })) => output.push(text.trim_end().to_owned()),
            (None, _) => panic!("line {line}: output without a command: {text}"),
        }
    }
    found
}

/// Lines that a page shows below a command and that the command does not print in that order.
fn untrue<'a>(wanted: &'a [String], printed: &str) -> Option<&'a str> {
    let mut printed = printed.lines().map(str::trim_end);
    let wanted = wanted.iter().map(String::as_str).filter(|line| !line.is_empty() && *line != "…");
    wanted.into_iter().find(|wanted| !printed.any(|line| line == *wanted))
}

/// Runs everything that a page shows; returns how many commands ran.
fn run(name: &str, page: &str, workspace: &Path) -> usize {
    let mut count = 0;
    for shown in shown(page) {
        match shown {
            Shown::File { path, text } => {
                let plain =
                    Path::new(&path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
                assert!(plain, "{name}: {path} is no place in the workspace");
                let path = workspace.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            Shown::Command { line, words, exit, output } => {
                let call = words.join(" ");
                if words[0] != "mockexam" {
                    assert!(
                        NOT_RUN.contains(&call.as_str()),
                        "{name}:{line}: '{call}' is no command that pages may show"
                    );
                    continue;
                }
                let done = mockexam(&words[1..], workspace);
                assert_eq!(done.exit, exit, "{name}:{line}: {call}\n{}", done.printed);
                let lie = untrue(&output, &done.printed);
                assert_eq!(lie, None, "{name}:{line}: {call} does not print this there:\n{}", done.printed);
                count += 1;
            }
        }
    }
    count
}

struct Done {
    exit: i32,
    /// Standard error, then standard output: the order in which people read them.
    printed: String,
}

fn mockexam(args: &[String], workspace: &Path) -> Done {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mockexam"));
    let output = command.args(args).current_dir(workspace).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Done { exit: output.status.code().unwrap(), printed: text(&output.stderr) + &text(&output.stdout) }
}

/// A fresh folder with copies of folders.
fn workspace(name: &str, folders: &[(&str, &str)]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("docs-{name}"));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    for (from, to) in folders {
        copy(&Path::new(ROOT).join(from), &path.join(to));
    }
    path
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)
        } else {
            let _ = fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The pages of the project with their texts, by path from the root.
fn pages() -> Vec<(String, String)> {
    let mut names: Vec<String> =
        ["README", "ARCHITECTURE", "GLOSSARY", "CHANGELOG", "CONTRIBUTING", "crates/cli/starter/README"]
            .map(|name| format!("{name}.md"))
            .into();
    names.extend(chapters());
    names
        .into_iter()
        .map(|name| {
            let text = read(&name);
            (name, text)
        })
        .collect()
}

/// The chapters of the book.
fn chapters() -> Vec<String> {
    let entries = fs::read_dir(Path::new(ROOT).join("docs")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut chapters: Vec<String> =
        names.filter(|name| name.ends_with(".md")).map(|name| format!("docs/{name}")).collect();
    chapters.sort();
    chapters
}

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn run_in_copy_of_the_repository(names: &[String]) -> usize {
    let copied = [("question-bank", "question-bank"), ("templates", "templates")];
    let run_page = |name: &String| run(name, &read(name), &workspace(&name.replace('/', "-"), &copied));
    names.iter().map(run_page).sum()
}

#[test]
fn commands_of_the_readme_run() {
    assert!(run_in_copy_of_the_repository(&["README.md".into(), "CONTRIBUTING.md".into()]) >= 7);
}

#[test]
fn commands_of_the_book_run() {
    assert!(run_in_copy_of_the_repository(&chapters()) >= 20);
}

#[test]
fn commands_of_a_new_workspace_run() {
    let name = "crates/cli/starter/README.md";
    let workspace = workspace("starter", &[("crates/cli/starter", ".")]);
    assert!(run(name, &read(name), &workspace) >= 5);
}

#[test]
fn every_verb_and_flag_is_explained() {
    let book: String = chapters().iter().map(|name| read(name)).collect::<String>() + &read("README.md");
    for verb in VERBS {
        let call: Vec<String> = verb.split(' ').chain(["--help"]).map(str::to_owned).collect();
        let help = mockexam(&call, Path::new(ROOT)).printed;
        assert!(help.contains(&format!("Example: mockexam {verb}")), "{verb}");
        assert!(book.contains(&format!("mockexam {verb}")), "{verb}");
        let words = help.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        for flag in words.filter(|word| word.starts_with("--") && word.len() > 2) {
            assert!(book.contains(&format!("`{flag}")), "{verb} {flag} is in no page");
        }
    }
}

#[test]
fn every_check_is_listed_with_its_rule() {
    let chapter = read("docs/writing-items.md");
    let explain =
        |id: &str| mockexam(&["check", "--explain", id].map(str::to_owned), Path::new(ROOT)).printed;
    let refused = explain("none");
    let (_, ids) = refused.lines().find_map(|line| line.split_once("the checks are: ")).unwrap();
    assert!(ids.split(", ").count() >= 13, "{ids}");
    for id in ids.split(", ") {
        let explained = explain(id.trim());
        let (id, rule) = explained.lines().next().unwrap().split_once(": ").unwrap();
        assert!(chapter.contains(&format!("| {id} | {rule} |")), "| {id} | {rule} | is not in the chapter");
    }
}

#[test]
fn links_lead_somewhere() {
    for (name, page) in pages() {
        let folder = Path::new(ROOT).join(&name).parent().unwrap().to_owned();
        for link in page.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap();
            assert!(link.contains("://") || folder.join(file).exists(), "{name}: {link}");
        }
    }
}

#[test]
fn pages_are_written_in_the_house_style() {
    for (name, page) in pages() {
        for (number, line) in (1..).zip(page.lines()) {
            assert!(!line.contains(['\u{2013}', '\u{2014}']), "{name}:{number}: a dash as punctuation");
        }
    }
    assert!(read("ARCHITECTURE.md").lines().count() <= 200);
}

#[test]
fn files_commands_and_outputs_are_found() {
    let page = "text\n```toml a/b.toml\nx = 1\n```\n```text\n$ not run\n```\n```console\n$ mockexam check   # exit 1\none\n…\ntwo\n$ cargo x\n```\n";
    let words = |call: &str| call.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let command = |line, call, exit, output: &[&str]| Shown::Command {
        line,
        words: words(call),
        exit,
        output: output.iter().map(|line| (*line).to_owned()).collect(),
    };
    let expected = [
        Shown::File { path: "a/b.toml".into(), text: "x = 1\n".into() },
        command(9, "mockexam check", 1, &["one", "…", "two"]),
        command(13, "cargo x", 0, &[]),
    ];
    assert_eq!(shown(page), expected);
    let wanted = ["one", "…", "two"].map(str::to_owned);
    assert_eq!(untrue(&wanted, "one\nthree\ntwo\n"), None);
    assert_eq!(untrue(&wanted, "two\none\n"), Some("two"), "the order counts");
}

#[test]
fn shipped_banks_are_in_canonical_form() {
    let starter = Path::new(ROOT).join("crates/cli/starter");
    for folder in [Path::new(ROOT), &starter] {
        let said = mockexam(&["bank", "fmt", "--check", "question-bank"].map(str::to_owned), folder).printed;
        assert!(said.starts_with("0 of "), "{said}");
    }
}

//! Two hundred broken banks: each is told of, none is a bug, and nothing grows beyond its input.
#![expect(clippy::unwrap_used, reason = "a test that cannot make its data must fail")]

use mockexam_bank::{Bank, KINDS, LINTS, SourceFile};
use mockexam_model::Severity;

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
"#;

/// An item of each kind, and one with variables.
fn bank() -> String {
    let variables = LINTS.iter().find(|lint| lint.id == "S22").unwrap().sound;
    KINDS.iter().map(|kind| kind.sample()).fold(HEAD.to_owned(), |text, item| text + item) + variables
}

/// What a value is replaced with: another type, nonsense, something huge or deep.
fn replacements() -> Vec<String> {
    vec![
        "true".into(),
        "-1".into(),
        "1e308".into(),
        "nan".into(),
        "1979-05-27".into(),
        "[]".into(),
        "{}".into(),
        "[[[1]]]".into(),
        "\"\"".into(),
        "\"\\u0000\"".into(),
        "\"**\"".into(),
        format!("{}1{}", "[".repeat(200), "]".repeat(200)),
        format!("\"{}\"", "a ".repeat(20_000)),
        format!("[{}]", "\"x\", ".repeat(2_000)),
    ]
}

/// The bank with the value of its n-th line of the form `name = value` replaced.
fn with_value(bank: &str, n: usize, value: &str) -> String {
    let mut seen = 0;
    let line = |line: &str| {
        let is_pair = line.contains(" = ") && !line.trim_start().starts_with('"');
        seen += usize::from(is_pair);
        match line.split_once(" = ") {
            Some((name, _)) if is_pair && seen == n + 1 => format!("{name} = {value}"),
            _ => line.to_owned(),
        }
    };
    bank.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Broken banks, each a change of the sound one.
fn broken() -> Vec<String> {
    let bank = bank();
    let mut broken = Vec::new();
    // Cut off anywhere, also inside of words and quotes.
    for part in 1..60 {
        let mut at = bank.len() * part / 60;
        while !bank.is_char_boundary(at) {
            at -= 1;
        }
        broken.push(bank[..at].to_owned());
    }
    // Every kind of wrong value, spread over the fields.
    let fields = bank.lines().filter(|line| line.contains(" = ")).count();
    for (index, value) in replacements().iter().cycle().take(130).enumerate() {
        broken.push(with_value(&bank, index * 7 % fields, value));
    }
    // Deep and long things where nothing was.
    broken.push(format!("{bank}\n{}x = 1", "a.".repeat(5_000)));
    broken.push(format!("{bank}\nx = {}", "{ a = ".repeat(3_000)));
    broken.push(format!("{bank}\n{}", "[[item]]\n".repeat(3_000)));
    broken.push(format!("{bank}\n{}", "[[item.option]]\ntext = \"x\"\n".repeat(3_000)));
    broken.push(bank.replace("stem = \"", &format!("stem = \"{}", "word ".repeat(2_000))));
    broken.push(bank.replace("rate != 7", &"(".repeat(400)));
    broken.push(bank.replace("to = 10 }", "to = 1e28, step = 0.0000001 }"));
    broken.push(bank.replace("rate * minutes", "rate ^ 999999999"));
    broken.push("\u{feff}".repeat(1_000));
    broken.push("\n".repeat(100_000));
    broken.push("\"\"\"".to_owned() + &"x".repeat(100_000));
    broken
}

#[test]
fn two_hundred_broken_banks_are_told_of() {
    let broken = broken();
    assert!(broken.len() >= 200, "{}", broken.len());
    for text in broken {
        let reading = Bank::read(&[SourceFile::new("broken.toml", &text)]);
        for finding in &reading.diagnostics {
            assert!(finding.message.len() < 2_000, "{} grows with its input", finding.code);
        }
        let told: usize = reading.diagnostics.iter().map(|finding| finding.message.len()).sum();
        assert!(told < 100_000 + 20 * text.len(), "messages of {told} bytes about {} bytes", text.len());
    }
}

/// Ten megabytes where a stem, a choice, a reason or an id is expected.
#[test]
fn ten_megabytes_are_borne() {
    let bank = bank();
    let huge = "x ".repeat(5 << 20);
    for field in ["stem = \"", "text = \"", "why = \"", "id = \"sa-001"] {
        let text = bank.replacen(field, &format!("{field}{huge}"), 1);
        let reading = Bank::read(&[SourceFile::new("huge.toml", &text)]);
        let grave = reading.diagnostics.iter().filter(|finding| finding.severity != Severity::Info).count();
        assert!(grave > 0, "{field}: ten megabytes are no text of an item");
    }
}

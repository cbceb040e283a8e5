//! More than two hundred broken banks: each is told of, none is a bug, and nothing grows beyond its input.
#![expect(clippy::unwrap_used, reason = "a test that cannot make its data must fail")]

use mockexam_bank::{Bank, KINDS, LINTS, SourceFile};
use mockexam_model::{Diagnostic, Severity};
use std::io;

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

/// An item whose texts hold all that texts can hold.
const TEXTS: &str = r#"
[[item]]
id = "xx-801"
topic = "sample"
concepts = ["sample-fact"]
level = "apply"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = """
How much does H~2~O flow^2^ with `pump -x` at the plant in this table?

| Pump | Flow in m^3^/h |
|------|----------------|
| P1   | 120 \\| 95      |

![A plan of the plant](images/plan.png)

```
for n in range(2):
    print(n)
```

- one
- two
"""
explanation = "The plan shows **three** pumps in a row; *each* of them gives its part."
  [[item.option]]
  text = "The flow of both pumps"
  key = true
  [[item.option]]
  text = "![The flow of one pump](images/one.jpg)"
  why = "One pump gives less."
  [[item.option]]
  text = "No flow, as `P1` is off"
  why = "It is on."

[thresholds.W13]
stem_words = 60
stem_words_error = 90
"#;

/// An item of each kind, one with variables, one with images and tables, and thresholds.
fn bank() -> String {
    let variables = LINTS.iter().find(|lint| lint.id == "S22").unwrap().sound;
    let kinds = KINDS.iter().map(|kind| kind.sample());
    kinds.fold(HEAD.to_owned(), |text, item| text + item) + variables + TEXTS
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
    broken.extend(broken_texts(&bank));
    broken.extend(broken_variables(&bank));
    // Deep and long things where nothing was.
    broken.push(format!("{bank}\n{}x = 1", "a.".repeat(5_000)));
    broken.push(format!("{bank}\nx = {}", "{ a = ".repeat(3_000)));
    broken.push(format!("{bank}\n{}", "[[item]]\n".repeat(3_000)));
    broken.push(format!("{bank}\n{}", "[[item.option]]\ntext = \"x\"\n".repeat(3_000)));
    broken.push(bank.replace("stem = \"", &format!("stem = \"{}", "word ".repeat(2_000))));
    broken.push("\u{feff}".repeat(1_000));
    broken.push("\n".repeat(100_000));
    broken.push("\"\"\"".to_owned() + &"x".repeat(100_000));
    broken
}

/// Tables, images, lists and code that end too soon, hold too much, or name what they must not.
fn broken_texts(bank: &str) -> Vec<String> {
    let table = "| Pump | Flow in m^3^/h |\n|------|----------------|";
    let image = "![A plan of the plant](images/plan.png)";
    assert!(bank.contains(table) && bank.contains(image));
    let wide = format!("|{}\n|{}", " a |".repeat(5_000), "---|".repeat(5_000));
    let tables = [
        "| Pump | Flow".to_owned(),
        "| Pump |\n|------|----------------|".into(),
        "|||\n|||".into(),
        format!("{table}\n{}", "| a | b |\n".repeat(20_000)),
        format!("{table}\n| {} |", "x".repeat(200_000)),
        wide,
    ];
    let images = [
        "![](images/plan.png)".to_owned(),
        "![A plan](".into(),
        "![A plan]()".into(),
        "![A plan](../../etc/passwd)".into(),
        "![A plan](/etc/passwd)".into(),
        "![A plan](C:\\\\plan.png)".into(),
        "![A plan](images/\\u0000.png)".into(),
        format!("![A plan]({})", "a/".repeat(20_000)),
        format!("{}{}", "![a".repeat(20_000), "](b.png)".repeat(20_000)),
        format!("![{}](images/plan.png)", "very ".repeat(20_000)),
        "![A plan](images/plan.png)\n\n".repeat(5_000),
    ];
    let mut broken: Vec<String> = tables.iter().map(|with| bank.replace(table, with)).collect();
    broken.extend(images.iter().map(|with| bank.replace(image, with)));
    for (part, with) in [
        ("H~2~O", "H~2".to_owned()),
        ("H~2~O", "~".repeat(50_000)),
        ("flow^2^", "^".repeat(50_001)),
        ("`pump -x`", "`".repeat(50_001)),
        ("```\nfor", "```````\nfor".into()),
        ("- one\n", "- ".repeat(20_000)),
        ("**three**", "**".repeat(20_001)),
        ("**three**", "***a** *b*".repeat(5_000)),
    ] {
        assert!(bank.contains(part), "{part}");
        broken.push(bank.replace(part, &with));
    }
    broken
}

/// Variables that are many, deep, circular, huge or of another type.
fn broken_variables(bank: &str) -> Vec<String> {
    let changes = [
        ("rate != 7", "(".repeat(400)),
        ("rate != 7", "1".into()),
        ("rate != 7", "0".into()),
        ("rate != 7", "nobody > 1".into()),
        ("to = 10 }", "to = 1e28, step = 0.0000001 }".into()),
        ("to = 10 }", "to = -10 }".into()),
        ("to = 10 }", "to = nan }".into()),
        ("to = 10 }", "to = 10, step = 0 }".into()),
        ("to = 10 }", "to = 10, decimals = 99 }".into()),
        ("rate * minutes", "rate ^ 999999999".into()),
        ("rate * minutes", "rate / 0".into()),
        ("rate * minutes", "rate % (rate - rate)".into()),
        ("rate * minutes", "-".repeat(450)),
        ("rate * minutes", "rate * ".repeat(5_000)),
        ("rate * minutes", "rate ? ".repeat(60)),
        (
            "[item.variables]",
            format!(
                "[item.variables]\n{}",
                (0..300).fold(String::new(), |all, n| all + &format!("v{n} = \"v{}\"\n", n + 1))
            ),
        ),
        ("[item.variables]", "[item.variables]\na = \"b\"\nb = \"a\"".into()),
        ("[item.variables]", "[item.variables]\n\"no name\" = 1".into()),
        ("[item.variables]", "[item.variables]\na = []".into()),
        ("[item.variables]", format!("[item.variables]\na = [{}]", "\"x\", ".repeat(20_000))),
    ];
    let changed = changes.iter().map(|(part, with)| {
        assert!(bank.contains(part), "{part}");
        bank.replacen(part, with, 1)
    });
    changed.collect()
}

/// No message grows with what is written, and all together little more than that.
fn assert_bounded(text: &str, findings: &[Diagnostic]) {
    for finding in findings {
        assert!(finding.message.len() < 2_000, "{} grows with its input", finding.code);
    }
    let told: usize = findings.iter().map(|finding| finding.message.len()).sum();
    assert!(told < 100_000 + 20 * text.len(), "messages of {told} bytes about {} bytes", text.len());
}

#[test]
fn two_hundred_broken_banks_are_told_of() {
    let sound = Bank::read(&[SourceFile::new("sound.toml", &bank())]);
    let grave = sound.diagnostics.iter().filter(|finding| finding.severity == Severity::Error);
    assert_eq!(grave.collect::<Vec<_>>(), Vec::<&Diagnostic>::new(), "what is to be broken must be whole");
    let broken = broken();
    assert!(broken.len() >= 240, "{}", broken.len());
    let no_file = |_: &str| Err(io::Error::from(io::ErrorKind::NotFound));
    for text in broken {
        let reading = Bank::read(&[SourceFile::new("broken.toml", &text)]).with_images(&no_file);
        assert_bounded(&text, &reading.diagnostics);
    }
}

/// Bytes that somebody may call an image: cut off anywhere, of no or every size, or no image at all.
fn broken_images() -> Vec<Vec<u8>> {
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0";
    const JPEG: &[u8] =
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0";
    let mut all: Vec<Vec<u8>> = Vec::new();
    for whole in [PNG, JPEG] {
        all.extend((0..whole.len()).map(|end| whole[..end].to_vec()));
        // Each byte as large as it can be: sizes of four thousand million pixels, segments beyond the end.
        all.extend((0..whole.len()).map(|place| {
            let mut bytes = whole.to_vec();
            bytes[place] = 0xff;
            bytes
        }));
    }
    all.extend([b"GIF89a".to_vec(), b"<svg/>".to_vec(), vec![0xff; 70_000], [PNG, &[0; 3 << 20]].concat()]);
    all
}

#[test]
fn broken_images_are_told_of_at_their_items() {
    let text = bank();
    let files = [SourceFile::new("bank.toml", &text)];
    for bytes in broken_images() {
        let reading = Bank::read(&files).with_images(&|_| Ok(bytes.clone()));
        assert_bounded(&text, &reading.diagnostics);
        // What is not refused is kept as it is.
        let refused = reading.diagnostics.iter().any(|finding| finding.code == "T05");
        assert!(refused || reading.bank.images.values().all(|image| image.bytes() == bytes), "{bytes:?}");
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

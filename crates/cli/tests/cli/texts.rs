//! An exam with everything that a text may hold, from the bank to the reports.

use crate::support::Place;
use png::{BitDepth, ColorType};

const ITEMS: &str = r#"
[defaults]
topic = "t"
type = "single"
level = "understand"
status = "reviewed"
difficulty = 0.6

[[stimulus]]
id = "pumps"
title = "The pump station"
use = "all"
text = """
A water company runs two pumps:

| Pump | Flow in m^3^/h | Energy in `kWh` |
|------|----------------|-----------------|
| P1   | 120            | 41              |
| P2   | 95             | 38              |

![A plan of the station](img/plan.png)
"""

[[item]]
id = "ri-001"
stimulus = "pumps"
stem = """
The operator:

1. opens the valve,
2. starts the pump.

Which pump needs **less** energy for 1 m^3^ of H~2~O?
"""
explanation = """
Energy divided by flow:
- P1: 41 / 120 = 0.342
- P2: 38 / 95 = 0.400

![The same as bars](img/bars.png)
"""
[[item.option]]
text = "P1"
key = true
[[item.option]]
text = "P2, as `38 / 95` shows"
why = "It needs less in all, but its flow is lower still."
[[item.option]]
text = "Both need the same"
why = "The two quotients differ: 0.342 and 0.400."

[[item]]
id = "ri-002"
stem = """
What does this program print?

```
for n in range(2):
    print(n < 1)
```
"""
explanation = "The numbers are 0 and 1, and only the first of them is less than 1."
[[item.option]]
text = """
```
True
False
```
"""
key = true
[[item.option]]
text = "`False`"
why = "Two lines are printed, as the loop runs twice."
[[item.option]]
text = "10^2^"
why = "It prints whether something is so, and no numbers."
"#;

const BANK: &str = "
[bank]
id = \"rich\"
title = \"Rich texts\"
language = \"en\"
[[topic]]
id = \"t\"
name = \"Everything\"
";

const BLUEPRINT: &str =
    "title = \"Rich exam\"\nbank = \"rich\"\nminutes = 10\nquestions = 2\ncut_score = 1\n";

fn png(shade: u8) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, 40, 20);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::Eight);
    encoder.write_header().unwrap().write_image_data(&[shade; 800]).unwrap();
    out
}

/// A workspace with the bank and an exam that was drawn and printed from it.
fn printed() -> Place {
    let place = Place::fresh();
    place.write("question-bank/rich/bank.toml", BANK);
    place.write("question-bank/rich/items.toml", ITEMS);
    place.write("question-bank/rich/img/plan.png", png(100));
    place.write("question-bank/rich/img/bars.png", png(200));
    place.write("templates/blueprints/rich.toml", BLUEPRINT);
    place.ok("check --deny warnings");
    place.ok("assemble rich --seed 1");
    place.ok("print exams/rich");
    place
}

#[test]
fn every_part_of_a_text_goes_through_the_whole_loop() {
    let place = printed();
    place.ok("verify exams/rich");
    place.write("answers.csv", "candidate,form,1,2\na,A,A,A\nb,A,B,B\nc,A,C,C\n");
    place.ok("grade exams/rich answers.csv");
    // The results hold all that the reports need.
    let elsewhere = Place::fresh();
    for (name, bytes) in crate::support::tree(&place.path("exams/rich/results")) {
        elsewhere.write(&format!("results/{name}"), bytes);
    }
    elsewhere.ok("report results");
    let pages: String = ["class", "candidate-a", "candidate-b", "candidate-c"]
        .map(|page| elsewhere.text(&format!("results/reports/{page}.html")))
        .concat();
    for element in [
        "<table class=\"in-text\"><thead><tr><th scope=\"col\">Pump</th>",
        "<td>120</td>",
        "m<sup>3</sup> of H<sub>2</sub>O?",
        "<code>kWh</code>",
        "<ol><li>opens the valve,</li><li>starts the pump.</li></ol>",
        "<ul><li>P1: 41 / 120 = 0.342</li>",
        "<pre><code>for n in range(2):\n    print(n &lt; 1)</code></pre>",
        "alt=\"A plan of the station\"",
        "alt=\"The same as bars\"",
        "<img src=\"data:image/png;base64,iVBORw0KGgo",
    ] {
        assert!(pages.contains(element), "{element}");
    }
}

#[test]
fn an_exam_keeps_its_images_whatever_becomes_of_their_files() {
    let place = printed();
    place.ok("assemble rich --seed 1 --algorithm 2 --name before");
    place.write("question-bank/rich/img/bars.png", png(201));
    let run = place.run("verify exams/rich").ends(1);
    assert!(run.out.contains("item ri-001 was changed in the bank"), "{run}");
    assert!(
        run.out.contains("secret/: 2 of 2 files rebuilt from the snapshot, equal byte for byte"),
        "{run}"
    );
    // What was an image of the explanation is no business of the paper, but for the order of choices since algorithm 3.
    let before = place.text("exams/before/exam.toml");
    place.ok("assemble rich --seed 1 --algorithm 2 --name again");
    assert_eq!(place.text("exams/again/exam.toml"), before);
    place.write("question-bank/rich/img/plan.png", png(101));
    place.ok("assemble rich --seed 1 --algorithm 2 --name other");
    assert_ne!(place.text("exams/other/exam.toml"), before);
    std::fs::remove_dir_all(place.path("question-bank")).unwrap();
    let paper = place.bytes("exams/rich/papers/form-A.pdf");
    place.ok("print exams/rich");
    assert_eq!(place.bytes("exams/rich/papers/form-A.pdf"), paper);
}

#[test]
fn an_image_that_was_changed_inside_the_key_is_noticed() {
    let place = printed();
    place.replace("exams/rich/secret/key.toml", "iVBORw0KGgo", "iVBORw0KGgp");
    place.run("print exams/rich").ends(2);
    let place = printed();
    let key = place.text("exams/rich/secret/key.toml");
    // Behind the head, which alone is looked at when the key is read.
    let at = key.find("iVBORw0KGgo").unwrap() + 60;
    let other = if &key[at..=at] == "A" { "B" } else { "A" };
    place.write("exams/rich/secret/key.toml", format!("{}{other}{}", &key[..at], &key[at + 1..]));
    let run = place.run("print exams/rich").ends(2);
    assert!(run.err.contains("was edited"), "{run}");
}

#[test]
fn images_that_cannot_be_printed_are_found_by_check() {
    let cases: [(&str, Option<Vec<u8>>, &str); 4] = [
        ("img/plan.png", None, "the image img/plan.png is not in the folder of the bank"),
        (
            "img/plan.png",
            Some(b"GIF89a".to_vec()),
            "the image img/plan.png: the file is neither PNG nor JPEG nor SVG",
        ),
        ("img/plan.png", Some(png(1)[..60].to_vec()), "the image img/plan.png cannot be decoded"),
        (
            "img/bars.png",
            Some(vec![0; 3_000_000]),
            "the image img/bars.png: the file has more than 2097152 bytes",
        ),
    ];
    let place = printed();
    for (name, bytes, expected) in cases {
        let file = format!("question-bank/rich/{name}");
        let whole = place.bytes(&file);
        match bytes {
            Some(bytes) => place.write(&file, bytes),
            None => std::fs::remove_file(place.path(&file)).unwrap(),
        }
        let run = place.run("check question-bank/rich").ends(1);
        assert!(run.out.contains(expected) && run.out.contains("error[T05]"), "{run}");
        assert!(run.out.contains("question-bank/rich/items.toml:"), "{run}");
        place.run("assemble rich --name flawed").ends(2);
        place.write(&file, whole);
    }
    place.replace("question-bank/rich/items.toml", "img/plan.png", "../plan.png");
    let run = place.run("check question-bank/rich").ends(1);
    assert!(run.out.contains("the image '../plan.png' is not named by a path inside the folder"), "{run}");
}

//! What a bank says of its concepts beside the fact: where it shows, and where it must not.

use crate::support::{Place, tree, with_browser};
use std::fmt::Write as _;

const HEAD: &str = r#"
[bank]
id = "tea"
title = "Tea"
language = "en"
[[topic]]
id = "leaves"
name = "Leaves"
[[source]]
id = "handbook"
title = "A handbook"
[[concept]]
id = "green-tea"
topic = "leaves"
name = "Green tea"
fact = "Green tea is heated before it can wither."
sources = [{ source = "handbook" }]
weight = "core"
tip = "Think of what heat stops."
example = "At Pine Farm the leaves are steamed an hour after picking: green tea."
see = [{ title = "On heat", address = "https://tea.example/heat" }]
note = "SOURCE DEFECT: page 12 of the handbook breaks off."
[[concept]]
id = "black-tea"
topic = "leaves"
name = "Black tea"
fact = "Black tea withers to its end."
sources = [{ source = "handbook" }]
weight = "supporting"
[defaults]
type = "single"
topic = "leaves"
level = "remember"
status = "reviewed"
difficulty = 0.7
"#;

/// A bank of eight questions, four on each concept, whose wrong choices come from mix-ups, and an exam of two on the core.
fn place() -> Place {
    let place = Place::fresh();
    let mut bank = HEAD.to_owned();
    for n in 0..8 {
        let (concept, other) = if n < 4 { ("green-tea", "Black tea") } else { ("black-tea", "Oolong") };
        let level = if n % 2 == 0 { "remember" } else { "apply" };
        let _ = writeln!(
            bank,
            "[[item]]\nid = \"le-{n:03}\"\nlevel = \"{level}\"\nconcepts = [\"{concept}\"]\nstem = \"Which leaf is number {n} on the shelf?\"\n\
             hint = \"Look at the *labels*.\"\nexplanation = \"Number {n} stands there because the shelf says so.\"\n\
             option = [{{ text = \"Right {n}\", key = true }}, {{ text = \"{other}\", why = \"That is another one.\" }}, \
             {{ text = \"Wrong {n}\", confusion = \"drying and heating\", why = \"Drying is not heating.\" }}]"
        );
    }
    place.write("question-bank/tea/bank.toml", bank);
    place.write(
        "core.toml",
        "title = \"Tea\"\nbank = \"tea\"\nquestions = 4\nminutes = 5\n[[quota]]\nweight = \"core\"\ncount = 3\n",
    );
    place
}

#[test]
fn weights_of_concepts_steer_the_draw() {
    let place = place();
    for seed in 1..=5 {
        place.ok(&format!("assemble core.toml --seed {seed} --out exam-{seed}"));
        let record = place.text(&format!("exam-{seed}/exam.toml"));
        let drawn: Vec<bool> = (0..8).map(|n| record.contains(&format!("le-{n:03}"))).collect();
        let [core, other] = [&drawn[..4], &drawn[4..]].map(|of| of.iter().filter(|is| **is).count());
        assert_eq!((core, other), (3, 1), "seed {seed}");
    }
    place.write("many.toml", "title = \"Tea\"\nbank = \"tea\"\nquestions = 6\nminutes = 5\n[[quota]]\nweight = \"core\"\ncount = 5\n");
    let run = place.run("assemble many.toml --seed 1 --out none").ends(2);
    assert!(run.err.contains("weight core"), "{run}");
}

#[test]
fn levels_are_counted_as_they_are_demanded() {
    let place = place();
    for (recall, application) in [(1, 3), (3, 1), (4, 0)] {
        let quota = format!(
            "[[quota]]\nlevel = \"remember\"\ncount = {recall}\n[[quota]]\nlevel = \"apply\"\ncount = {application}\n"
        );
        let head = "title = \"Tea\"\nbank = \"tea\"\nquestions = 4\nminutes = 5\n";
        place.write("levels.toml", format!("{head}{quota}"));
        let folder = format!("levels-{recall}");
        place.ok(&format!("assemble levels.toml --seed 1 --out {folder}"));
        let record = place.text(&format!("{folder}/exam.toml"));
        let drawn =
            |odd: usize| (0..8).filter(|n| n % 2 == odd && record.contains(&format!("le-{n:03}"))).count();
        assert_eq!((drawn(0), drawn(1)), (recall, application));
    }
}

#[test]
fn whoever_missed_it_reads_tip_link_and_mix_up() {
    let place = place();
    place.ok("assemble core.toml --seed 1 --out exam");
    let key = place.text("exam/secret/key.toml");
    assert!(
        key.contains("Think of what heat stops.") && !place.text("exam/exam.toml").contains("heat stops")
    );
    // Whatever is wrong on the form: all of A, then of B and C.
    let mut rows = "candidate,form,1,2,3,4\n".to_owned();
    for letter in ["A", "B", "C"] {
        let _ = writeln!(rows, "{letter},A,{letter},{letter},{letter},{letter}");
    }
    place.write("answers.csv", rows);
    place.ok("grade exam answers.csv --out results");
    place.ok("report results --only candidates");
    let pages: String = tree(&place.path("results/reports"))
        .into_iter()
        .filter(|(name, _)| name.starts_with("candidate-"))
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .collect();
    for said in [
        "Read again: Green tea",
        "Think of what heat stops.",
        "On heat: https://tea.example/heat",
        "What Black tea is",
        "The mix-up behind it",
        "drying and heating",
    ] {
        assert!(pages.contains(said), "{said}");
    }
    assert!(!pages.contains("SOURCE DEFECT") && !pages.contains("href"), "notes stay with reviewers");
}

#[test]
fn reviewers_see_notes_and_sheets_show_examples_before_practice() {
    let place = place();
    let shown = place.ok("bank show le-000 --bank question-bank/tea").out;
    for said in [
        "note: SOURCE DEFECT",
        "tip: Think",
        "example: At Pine Farm",
        "see: On heat: https://tea.example/heat",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let json = place.ok("bank show le-000 --bank question-bank/tea --json").out;
    assert!(json.contains("SOURCE DEFECT") && json.contains("https://tea.example/heat"), "{json}");
    let hidden = place.ok("bank show le-000 --bank question-bank/tea --no-key").out;
    assert!(!hidden.contains("SOURCE DEFECT") && !hidden.contains("heat stops"), "{hidden}");
    place.ok("sheet leaves --out sheet.html");
    let sheet = place.text("sheet.html");
    let at = |said: &str| sheet.find(said).unwrap_or_else(|| panic!("{said}: {sheet}"));
    assert!(at("Example: At Pine Farm") < at("mockexam practice --topic leaves"));
    assert!(at("Tip: Think of what heat stops.") > 0 && at("Read on: On heat: https://tea.example/heat") > 0);
    assert!(!sheet.contains("SOURCE DEFECT"));
}

#[test]
fn an_address_leads_to_a_page_or_is_refused_with_its_place() {
    let place = place();
    let file = "question-bank/tea/bank.toml";
    for bad in ["javascript:alert(1)", "https://", "https://a b", "tea.example", "https://a/\\\"onclick"] {
        let place = Place::copy_of(&place);
        place.replace(file, "https://tea.example/heat", bad);
        let run = place.run("check").ends(1);
        assert!(
            run.out.contains("bank.toml:21:39") && run.out.contains("no address of a page"),
            "{bad}: {run}"
        );
    }
}

#[test]
fn hints_are_folded_in_quizzes_and_on_no_paper() {
    let place = place();
    place.ok("assemble core.toml --seed 1 --out exam");
    place.ok("print exam --only html,text");
    let public: String = tree(&place.path("exam/papers"))
        .into_iter()
        .filter(|(name, _)| !name.contains("secret") && (name.ends_with(".html") || name.ends_with(".txt")))
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .collect();
    assert!(public.contains("Which leaf is number") && !public.contains("labels"), "{public}");
    assert!(!place.text("exam/exam.toml").contains("labels"));
    place.ok("practice core.toml --seed 1 --out quiz.html");
    with_browser(&place.path("profile"), |mut browser| {
        browser.open(&place.path("quiz.html"));
        for (mode, hints) in [("quiz", 1), ("exam", 0)] {
            browser.ask(&format!("document.querySelector('input[value={mode}]').click()"));
            browser.ask("document.getElementById('start').click()");
            let count = browser.ask("document.querySelectorAll('article.question details.hint').length");
            assert_eq!(count.as_u64(), Some(hints), "{mode}");
            if hints > 0 {
                let hint = browser.text("document.querySelector('details.hint').textContent");
                assert_eq!(hint, "HintLook at the labels.");
                let open = browser.ask("document.querySelector('details.hint').open");
                assert_eq!(open.as_bool(), Some(false), "folded");
            }
            browser.ask("localStorage.clear()");
            browser.open(&place.path("quiz.html"));
        }
        assert_eq!(browser.faults, Vec::<String>::new());
    });
}

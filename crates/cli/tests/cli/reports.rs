//! Reports in all formats and languages: which files there are, what they say, and what they must not.

use crate::support::{Place, demo, key_of, letters, small, text_of, tree, with_tool};
use mockexam_bank::KINDS;
use mockexam_model::Task;

#[test]
fn every_format_has_its_files_and_repeats_them_byte_for_byte() {
    let place = Place::copy_of(demo());
    place.ok("report demo/exam/results --format csv,xlsx,json,pdf --out one");
    place.ok("report demo/exam/results --format csv,xlsx,json,pdf --out two");
    assert_eq!(tree(&place.path("one")), tree(&place.path("two")));
    let names: Vec<String> =
        tree(&place.path("one")).into_keys().filter(|name| !name.starts_with('.')).collect();
    let expected = [
        "candidates.pdf",
        "choices.csv",
        "class.csv",
        "class.pdf",
        "form_items.csv",
        "forms.csv",
        "items.csv",
        "items.pdf",
        "points.csv",
        "report.json",
        "report.xlsx",
        "responses.csv",
        "summary.csv",
        "summary.pdf",
        "topics.csv",
    ];
    assert_eq!(names, expected);
}

#[test]
fn other_parts_and_formats_stay() {
    let place = Place::copy_of(demo());
    let reports = "demo/exam/results/reports";
    let before = place.bytes(&format!("{reports}/class.html"));
    let run = place.ok("report demo/exam/results --only items --format csv");
    assert!(run.out.contains("items.csv") && !run.out.contains("for candidates"), "{run}");
    assert_eq!(place.bytes(&format!("{reports}/class.html")), before);
    assert!(!place.path(&format!("{reports}/class.csv")).exists());
    let run = place.run("report demo/exam/results --only everything").ends(2);
    assert!(run.err.contains("summary, class, items, candidates, rulings"), "{run}");
}

#[test]
fn languages_have_their_numbers_and_words() {
    let place = Place::copy_of(demo());
    for (language, words) in [
        ("de", ["lang=\"de\"", "Lösungsquote", "0,53", "50\u{a0}%"]),
        ("fr", ["lang=\"fr\"", "Taux de réussite", "0,53", "50\u{a0}%"]),
    ] {
        place.ok(&format!("report demo/exam/results --language {language} --out {language}"));
        let text = place.text(&format!("{language}/class.html"));
        for word in words {
            assert!(text.contains(word), "{language}: {word}");
        }
        for english in ["Facility", "Pass rate", "At a glance", "No rulings"] {
            assert!(!text.contains(english), "{language}: {english}");
        }
    }
    let run = place.run("report demo/exam/results --language xx").ends(2);
    assert!(run.err.contains("de-report, en-report, fr-report"), "{run}");
}

#[test]
fn a_candidate_learns_what_to_read_again() {
    let text = demo().text("demo/exam/results/reports/candidate-sim-04.html");
    for said in ["Read again:", "to gain", "In the order of what there is to gain."] {
        assert!(text.contains(said), "{said}");
    }
}

#[test]
fn a_sitting_is_recorded_once_and_without_persons() {
    let place = Place::copy_of(small());
    let key = key_of(&place, "exams/quiz");
    let right: String = letters(&key, 0).iter().map(|letter| format!(",{letter}")).collect();
    let answers = format!("candidate,form,1,2,3,4,5,6\nann-17,A{right}\nbob-18,A{right}\n");
    place.write("answers.csv", answers);
    place.ok("grade exams/quiz answers.csv");
    let run = place.ok("bank record exams/quiz/results");
    assert!(run.out.contains("6 items of sitting"), "{run}");
    let history = "question-bank/safety-basics/history.csv";
    let text = place.text(history);
    assert_eq!(text.lines().count(), 7);
    assert!(!text.contains("ann") && !text.contains("bob"), "{text}");
    let run = place.run("bank record exams/quiz/results").ends(2);
    assert!(run.err.contains("has this sitting already"), "{run}");
    assert_eq!(place.text(history), text);
    let item = &key.forms()[0].questions[0].item;
    let shown = place.ok(&format!("bank show {item}"));
    assert!(
        shown.out.contains("observed    1.00 of 2 candidates in 1 sitting; with the estimate"),
        "{shown}"
    );
    let stats = place.ok("bank stats");
    assert!(stats.out.contains("1 sitting recorded"), "{stats}");
    // An exam can be drawn with what was found, and be drawn again when more is known.
    place.ok("assemble safety-quiz --seed 5 --name later --observed");
    let record = place.text("exams/later/exam.toml");
    assert!(record.contains("[observed]") && record.contains(&format!("{item} = ")), "{record}");
    place.run("assemble safety-quiz --seed 5 --name plain");
    assert!(!place.text("exams/plain/exam.toml").contains("[observed]"));
    // A row that needs a person makes results provisional.
    place.write("more.csv", format!("candidate,form,1,2,3,4,5,6\nann-17,A{right}\nbob-18,A,Z,,,,,\n"));
    place.run("grade exams/quiz more.csv").ends(1);
    let run = place.run("bank record exams/quiz/results").ends(2);
    assert!(run.err.contains("--accept provisional"), "{run}");
    place.ok("bank record exams/quiz/results --accept provisional");
    assert!(place.ok("verify exams/later").out.contains("rebuilt from bank and seed, equal byte for byte"));
    place.write(history, format!("{text}nonsense\n"));
    let run = place.run("bank show fire-001 --bank question-bank/safety-basics");
    assert!(run.err.contains("H01") || run.err.contains("there is no item"), "{run}");
}

#[test]
fn pseudonyms_leave_no_name_in_any_file() {
    let place = Place::copy_of(small());
    let right: String =
        letters(&key_of(&place, "exams/quiz"), 0).iter().map(|letter| format!(",{letter}")).collect();
    let wrong = right.replace('A', "B");
    place.write("roster.csv", "candidate,name,extra_minutes\nzq-17,Annika Quux,15\nzq-18,Bob Quux,\nzq-19,Cleo Quux,\nzq-20,Dan Quux,\n");
    let answers = format!(
        "candidate,form,1,2,3,4,5,6\nzq-18,A{wrong}\nzq-17,A{right}\nzq-19,A,Z,,,,,\nzq-99,A{right}\n"
    );
    place.write("answers-of-Quux.csv", answers);
    place.write(
        "exams/quiz/rulings.toml",
        "[[ruling]]\nid = \"r1\"\nform = \"A\"\nquestion = 1\naction = \"full-credit\"\nreason = \"complaint of Quux\"\ndate = 2026-11-22\n",
    );
    place.run("grade exams/quiz answers-of-Quux.csv --roster roster.csv").ends(1);
    let call = "report exams/quiz/results --pseudonyms --format html,csv,json,xlsx,pdf";
    let run = place.ok(call);
    let folder = "exams/quiz/results/reports-pseudonyms";
    let first = tree(&place.path(folder));
    assert!(first.len() > 15, "{run}");
    for (name, bytes) in &first {
        let mut texts = vec![name.clone(), String::from_utf8_lossy(bytes).into_owned()];
        if name.ends_with(".pdf") {
            with_tool("pdftotext", || texts.push(text_of(&place.path(&format!("{folder}/{name}")))));
        }
        for text in texts {
            for leak in ["Quux", "Annika", "zq-1", "zq-2", "zq-9"] {
                assert!(!text.contains(leak), "{name} tells {leak}");
            }
        }
    }
    let map = place.text("exams/quiz/results/secret/pseudonyms.toml");
    assert!(map.contains("zq-17") && map.contains("zq-20"), "{map}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &str| std::fs::metadata(place.path(path)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode("exams/quiz/results/secret/pseudonyms.toml"), 0o600);
        assert_eq!(mode("exams/quiz/results/secret"), 0o700);
    }
    place.ok(call);
    assert_eq!(tree(&place.path(folder)), first, "the same codes again");
}

const ALL_KINDS: &str = "[bank]\nid = \"sample\"\ntitle = \"Sample\"\nlanguage = \"en\"\ndictionary = \"off\"\n\
    [[topic]]\nid = \"sample\"\nname = \"Sample\"\n[[concept]]\nid = \"sample-fact\"\ntopic = \"sample\"\n\
    name = \"Sample\"\nfact = \"A fact.\"\nsources = [{ source = \"none\" }]\n";

#[test]
fn items_of_every_kind_are_reported_in_every_format() {
    let place = Place::fresh();
    place.write("question-bank/sample/bank.toml", ALL_KINDS);
    let items: String = KINDS.iter().map(|kind| kind.sample()).collect();
    place.write("question-bank/sample/items.toml", items);
    let count = KINDS.len();
    let blueprint = format!(
        "title = \"All <kinds>\"\nbank = \"sample\"\nquestions = {count}\nminutes = 20\n[topics]\nsample = {count}\n"
    );
    place.write("templates/blueprints/kinds.toml", blueprint);
    place.ok("assemble kinds --seed 1 --name kinds");
    let key = key_of(&place, "exams/kinds");
    let form = &key.forms()[0];
    let right = key.questions(form).map(|(question, item)| match &item.task {
        Task::Choose { .. } => {
            question.key_positions(item).map(mockexam_model::QuestionKey::letter).collect()
        }
        Task::Number(number) => number.answer.to_string(),
        Task::Words(words) => words.accept[0].clone(),
        Task::Rows { .. } | Task::Essay(_) => String::new(),
    });
    let right: Vec<String> = right.collect();
    place.ok("print exams/kinds --only papers,sheets");
    let template = place.text("exams/kinds/papers/answers-template.csv");
    let header: Vec<&str> = template.trim().split(',').collect();
    let cell = |id: &str, column: &&str| match (*column, column.parse::<usize>()) {
        ("candidate", _) => id.to_owned(),
        ("form", _) => "A".to_owned(),
        (_, Ok(number)) if id != "k2" => right[number - 1].clone(),
        _ => String::new(),
    };
    let row = |id: &str| header.iter().map(|column| cell(id, column)).collect::<Vec<_>>().join(",");
    let answers = format!("{}\n{}\n{}\n{}\n", header.join(","), row("k1"), row("k2"), row("k3"));
    place.write("answers.csv", answers);
    place.ok("grade exams/kinds answers.csv");
    let run = place.ok("report exams/kinds/results --format html,pdf,csv,xlsx,json");
    let items = place.text("exams/kinds/results/reports/items.html");
    for item in key.items() {
        assert!(items.contains(item.id.as_str()), "{run}");
    }
    for (name, bytes) in tree(&place.path("exams/kinds/results/reports")) {
        let text = String::from_utf8_lossy(&bytes);
        for wrong in ["NaN", "{n}", "{{", "<kinds>"] {
            assert!(!name.ends_with(".html") || !text.contains(wrong), "{name}: {wrong}");
        }
    }
}

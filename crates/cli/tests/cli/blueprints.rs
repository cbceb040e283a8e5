//! Sections on paper, exams that rest, exams explained.

use crate::support::{Place, key_of, squeezed, text_of, tree, with_tool};

/// Two sections and one form of four questions, of the twelve of the sample bank.
const PARTS: &str = "title = \"Parts\"\nbank = \"safety-basics\"\nquestions = 4\nminutes = 9\nrest = 1\n\
                     [[section]]\ntitle = \"Fire\"\nintro = \"Keep *calm*.\"\ntopic = \"fire\"\nquestions = 2\n\
                     [[section]]\ntitle = \"All else\"\nquestions = 2\norder = \"easy-first\"\n";

fn workspace() -> Place {
    let place = Place::fresh();
    place.ok("new .");
    place.write("parts.toml", PARTS);
    place
}

#[test]
fn sections_are_printed_with_heading_and_intro_and_verified() {
    let place = workspace();
    place.ok("assemble parts.toml --seed 1 --name parts");
    place.ok("print exams/parts");
    let key = key_of(&place, "exams/parts");
    let titles: Vec<&str> = key.sections().iter().map(|section| section.title.as_str()).collect();
    assert_eq!(titles, ["Fire", "All else"]);
    place.ok("verify exams/parts");
    with_tool("pdftotext", || {
        let paper = squeezed(&text_of(&place.path("exams/parts/papers/form-A.pdf")));
        let (fire, calm, rest) = (paper.find("Fire"), paper.find("Keepcalm."), paper.rfind("Allelse"));
        assert!(fire.is_some() && fire < calm && calm < rest, "{paper}");
    });
    place.write("answers.csv", "candidate,form,1,2,3,4\nann,A,A,A,A,A\nben,A,B,B,B,B\n");
    place.ok("grade exams/parts answers.csv --out results");
    place.ok("report results --only class,summary --format csv,html");
    let table = place.text("results/reports/sections.csv");
    let first: Vec<&str> = table.lines().map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(first, ["section", "Fire", "All else"], "{table}");
    let page = place.text("results/reports/class.html");
    assert!(page.contains("<h2 id=\"sections\">Sections</h2>"), "{page}");
}

#[test]
fn items_rest_by_the_list_and_old_exams_are_still_verified() {
    let place = workspace();
    let items = |name: &str| {
        let key = key_of(&place, &format!("exams/{name}"));
        key.items().map(|item| item.id.to_string()).collect::<Vec<_>>()
    };
    let made = place.ok("assemble parts.toml --seed 1 --name one");
    assert!(place.text("exams/history.toml").contains("name = \"one\""), "{made}");
    place.ok("assemble parts.toml --seed 1 --name two");
    assert!(items("two").iter().all(|item| !items("one").contains(item)), "the same seed, other questions");
    place.ok("assemble parts.toml --seed 1 --name three");
    // Made anew in its place, the second exam is what it was, and so are the records of all.
    let before = place.text("exams/two/exam.toml");
    let list = place.text("exams/history.toml");
    place.ok("assemble parts.toml --seed 1 --name two --force");
    assert_eq!((place.text("exams/two/exam.toml"), place.text("exams/history.toml")), (before, list));
    for name in ["one", "two", "three"] {
        place.ok(&format!("verify exams/{name}"));
    }
    // Even if the list is lost or broken; but nothing new is made by a broken one.
    place.write("exams/history.toml", "[[exam]]\nname = 3\n");
    place.ok("verify exams/two");
    let refused = place.run("assemble parts.toml --seed 1 --name four").ends(2);
    assert!(refused.err.contains("exams/history.toml:2:8"), "{refused}");
    assert!(!place.path("exams/four").exists());
}

#[test]
fn no_exam_is_made_that_cannot_join_the_list_and_none_is_lost() {
    let place = workspace();
    let refused = place.run("assemble parts.toml --seed 1 --name one --history parts.toml/list.toml").ends(2);
    assert!(refused.err.contains("parts.toml"), "{refused}");
    assert!(!place.path("exams/one").exists());
    // Several at once, for which there are items enough only if they wait for each other.
    let call = |n: usize| format!("assemble parts.toml --seed {n} --name at-once-{n} --history list.toml");
    let runs: Vec<_> = (0..6).map(|n| place.command(&call(n)).spawn().unwrap()).collect();
    for run in runs {
        assert!(run.wait_with_output().unwrap().status.success());
    }
    assert_eq!(place.text("list.toml").matches("[[exam]]").count(), 6);
}

#[test]
fn a_blueprint_is_not_fine_where_its_bank_is_not() {
    let place = workspace();
    place.ok("check parts.toml");
    let bank = tree(&place.path("question-bank/safety-basics"));
    let file = bank.keys().find(|name| name.ends_with(".toml") && !name.contains("bank.toml")).unwrap();
    let file = format!("question-bank/safety-basics/{file}");
    place.write(&file, place.text(&file).replacen("key = true", "key = false", 1));
    let run = place.run("check parts.toml").ends(1);
    assert!(run.out.contains("with which nothing is assembled"), "{run}");
    place.run("assemble parts.toml --seed 1 --name none").ends(2);
}

#[test]
fn an_exam_is_explained_on_the_terminal_and_in_a_secret_page() {
    let place = workspace();
    let told = place.ok("assemble parts.toml --seed 1 --name parts --explain");
    for part in
        ["section 'Fire'", "exactly 2", "estimated difficulty", "with plots: exams/parts/secret/explain.html"]
    {
        assert!(told.out.contains(part), "{part}: {told}");
    }
    let page = place.text("exams/parts/secret/explain.html");
    assert!(page.contains("section &#x27;Fire&#x27;") || page.contains("section &#39;Fire&#39;"), "{page}");
    for item in key_of(&place, "exams/parts").items() {
        assert!(!page.contains(item.stem.plain().as_str()), "a page of figures");
    }
    let json = place.ok("assemble parts.toml --seed 1 --name parts --force --explain --json");
    let object: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(object["explanation"]["demands"][0]["reached"], serde_json::json!(["4"]));
    // Without the flag the page of the exam that is replaced goes.
    place.ok("assemble parts.toml --seed 2 --name parts --force");
    assert!(!place.path("exams/parts/secret/explain.html").exists());
}

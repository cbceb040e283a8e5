//! `practice`: what is written, what is refused, and that a browser comes to the same points as `grade`.

mod answers;

use crate::support::{Browser, Place, key_of, small, with_browser};
use answers::{TURNS, remembered};
use mockexam_bank::KINDS;
use mockexam_model::{AnswerKey, Points};
use std::collections::BTreeMap;

const BANK: &str = "[bank]\nid = \"sample\"\ntitle = \"Sample\"\nlanguage = \"en\"\ndictionary = \"off\"\n\
    [[topic]]\nid = \"sample\"\nname = \"Sample\"\n[[concept]]\nid = \"sample-fact\"\ntopic = \"sample\"\n\
    name = \"Sample\"\nfact = \"A fact.\"\nsources = [{ source = \"none\" }]\n";

/// A workspace with an item of each kind, and a practice page on all of them where wrong answers cost points.
fn all_kinds() -> Place {
    let place = Place::fresh();
    place.write("question-bank/sample/bank.toml", BANK);
    let items: String = KINDS.iter().map(|kind| kind.sample()).collect();
    place.write("question-bank/sample/items.toml", items);
    let count = KINDS.len();
    let blueprint = format!(
        "title = \"All <kinds> & %paper%\"\nbank = \"sample\"\nquestions = {count}\nminutes = 20\n\
         instructions = [\"Wrong answers cost a **quarter** of the points.\"]\n[topics]\nsample = {count}\n\
         [scoring]\npenalty = 0.25\nfloor = 0\n"
    );
    place.write("templates/blueprints/kinds.toml", blueprint);
    place.ok("practice kinds --seed 1 --out k.html");
    place
}

#[test]
fn a_page_and_its_exam_are_written_and_the_same_seed_gives_the_same() {
    let place = Place::copy_of(small());
    let call = "practice safety-quiz --seed 7 --out pages/quiz.html";
    let told = place.ok(call);
    assert!(told.out.contains("mockexam grade pages/quiz-exam RESPONSES.csv"), "{told}");
    let page = place.text("pages/quiz.html");
    place.run(call).ends(2);
    place.ok(&format!("{call} --force"));
    assert_eq!(place.text("pages/quiz.html"), page);
    place.ok("verify pages/quiz-exam");
    place.ok("practice --topic fire --topic first-aid --count 4 --seed 7 --out t.html --exam exams/t");
    let key = key_of(&place, "exams/t");
    let topics: Vec<String> = key.items().map(|item| item.topic.to_string()).collect();
    assert_eq!(topics.iter().filter(|topic| *topic == "fire").count(), 2, "{topics:?}");
    assert_eq!(topics.iter().filter(|topic| *topic == "first-aid").count(), 2, "{topics:?}");
    place.write("mine.html", "my own page");
    for call in [
        "practice safety-quiz --out mine.html",
        "practice safety-quiz --out page.txt",
        "practice safety-quiz --topic fire --out x.html",
        "practice --out x.html",
        "practice --topic fires --out x.html",
        "practice --topic fire --count 100 --out x.html",
        "practice safety-quiz --count 3 --out x.html",
        "practice nothing --out x.html",
    ] {
        place.run(call).ends(2);
    }
    assert_eq!(place.text("mine.html"), "my own page");
    assert!(!place.path("mine-exam").exists() && !place.path("x.html").exists());
    let near = place.run("practice --topic fires --out x.html").err;
    assert!(near.contains("the topics are: fire\n"), "{near}");
}

#[test]
fn nothing_of_the_key_can_be_read_at_a_glance() {
    let place = all_kinds();
    let page = place.text("k.html");
    let key = key_of(&place, "k-exam");
    let mut count = 0;
    for item in key.items() {
        let parts = item.choices.iter().chain(&item.statements).map(|part| part.why.plain());
        for secret in parts.chain([item.explanation.plain()]).filter(|text| text.len() > 12) {
            let start: String = secret.chars().take(12).collect();
            assert!(!page.contains(&start), "{}: {secret}", item.id);
            count += 1;
        }
        assert!(page.contains(&format!("{}.{}", item.id, item.rev)), "{}", item.id);
    }
    assert!(count > 20, "{count}");
    assert!(
        page.contains("<title>All &lt;kinds&gt; &amp; &#37;paper&#37;</title>"),
        "marks in texts are no marks"
    );
    // The name of the elements of formulas, which nobody fetches.
    let page = page.replace("'http://www.w3.org/1998/Math/MathML'", "");
    for outside in ["http:", "https:", "src=\"", "url(", "import("] {
        assert!(!page.contains(outside), "{outside}");
    }
}

/// Takes an exam by keyboard, from the start page to the result; opens the page anew half way if `again`.
fn by_keyboard(browser: &mut Browser, page: &std::path::Path, key: &AnswerKey, again: bool) {
    browser.open(page);
    browser.tab_to("a.id === 'start'");
    browser.press("Enter");
    let questions: Vec<_> = key.questions(&key.forms()[0]).collect();
    for (place, (question, item)) in questions.iter().enumerate() {
        if again && place == questions.len() / 2 {
            browser.open(page);
        }
        let heading = browser.text("document.activeElement.textContent");
        assert!(heading.starts_with(&format!("Question {} of {}", place + 1, questions.len())), "{heading}");
        answers::type_right_answer(browser, question, item);
        if place + 1 < questions.len() {
            browser.tab_to("a.id === 'next'");
            browser.press("Enter");
        }
    }
    browser.tab_to("a.id === 'finish-button'");
    browser.press("Enter");
    browser.tab_to("a.id === 'finish-sure'");
    browser.press("Enter");
    assert_eq!(browser.text("document.activeElement.textContent"), "Your result");
}

/// Points of candidates as the page and as `grade` has them.
fn graded(place: &Place, page: &BTreeMap<String, i64>) -> BTreeMap<String, i64> {
    place.run("grade k-exam r.csv").ends(0);
    let scores = place.text("k-exam/results/scores.csv");
    let mut lines = scores.lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    let column = |name: &str| head.iter().position(|column| *column == name).unwrap();
    let graded: BTreeMap<String, i64> = lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells[column("state")], "graded", "{line}");
            (
                cells[column("candidate")].to_owned(),
                Points::from_text(cells[column("points")]).unwrap().units(),
            )
        })
        .collect();
    assert_eq!(graded.len(), page.len());
    graded
}

fn units(browser: &mut Browser) -> i64 {
    browser.text("document.getElementById('score').dataset.units").parse().unwrap()
}

#[test]
fn an_exam_taken_by_keyboard_is_graded_with_the_same_points() {
    let place = all_kinds();
    let key = key_of(&place, "k-exam");
    with_browser(&place.path("profile"), |mut browser| {
        by_keyboard(&mut browser, &place.path("k.html"), &key, true);
        // Whoever answers everything has all points but those of the open question, which nobody has marked.
        let open = key.items().find(|item| matches!(item.task, mockexam_model::Task::Essay(_))).unwrap();
        let rest: Points = key.items().filter(|item| item.id != open.id).map(|item| item.points).sum();
        assert_eq!(units(&mut browser), rest.units(), "{:?}", browser.faults);
        // The download is what the page shows as text.
        let folder = place.path("downloads");
        let behaviour = serde_json::json!({ "behavior": "allow", "downloadPath": folder });
        browser.call("Page.setDownloadBehavior", &behaviour);
        browser.tab_to("a.id === 'candidate'");
        for sign in ["a", "n", "n"] {
            browser.press(sign);
        }
        browser.tab_to("a.id === 'download'");
        browser.press("Enter");
        let file = folder.join(format!("{}-responses.csv", key.code));
        let told = browser.text("document.getElementById('csv').value");
        let downloaded = (0..600).find_map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(100));
            std::fs::read_to_string(&file).ok().filter(|text| text.len() == told.len())
        });
        assert_eq!(downloaded.as_deref(), Some(told.as_str()));
        place.write("r.csv", told);
        let page = BTreeMap::from([("ann".to_owned(), units(&mut browser))]);
        assert_eq!(graded(&place, &page), page);
        assert_eq!(browser.faults, Vec::<String>::new());
    });
}

#[test]
fn whatever_is_answered_page_and_grader_come_to_the_same_points() {
    let place = all_kinds();
    let key = key_of(&place, "k-exam");
    with_browser(&place.path("profile"), |mut browser| {
        let (mut page, mut rows) = (BTreeMap::new(), String::new());
        browser.open(&place.path("k.html"));
        let identity = browser.text("JSON.parse(document.getElementById('paper').textContent).identity");
        for turn in 0..TURNS {
            let memory = remembered(&key, turn).to_string();
            let store = format!(
                "localStorage.setItem('mockexam-practice-{identity}', {})",
                serde_json::json!(memory)
            );
            browser.ask(&store);
            browser.open(&place.path("k.html"));
            page.insert(format!("c{turn}"), units(&mut browser));
            let told = browser.text("document.getElementById('csv').value");
            let mut lines = told.lines();
            let head = lines.next().unwrap();
            if rows.is_empty() {
                rows = format!("{head}\n");
            }
            rows.extend(lines.map(|line| format!("{line}\n")));
        }
        place.write("r.csv", rows);
        assert_eq!(graded(&place, &page), page);
        assert!(page.values().collect::<std::collections::BTreeSet<_>>().len() > 5, "{page:?}");
        assert_eq!(browser.faults, Vec::<String>::new());
    });
}

#[test]
fn the_page_works_where_the_browser_remembers_nothing() {
    let place = all_kinds();
    let key = key_of(&place, "k-exam");
    with_browser(&place.path("profile"), |mut browser| {
        let source = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });";
        browser.call("Page.addScriptToEvaluateOnNewDocument", &serde_json::json!({ "source": source }));
        browser.open(&place.path("k.html"));
        assert_eq!(browser.ask("document.getElementById('no-memory') !== null"), serde_json::json!(true));
        by_keyboard(&mut browser, &place.path("k.html"), &key, false);
        assert!(units(&mut browser) > 0);
        // The missed one, which is the open question, again as a quiz; the record stays.
        let record = browser.text("document.getElementById('csv').value");
        browser.tab_to("a.id === 'repeat'");
        browser.press("Enter");
        assert_eq!(browser.ask("document.querySelectorAll('.overview li').length"), serde_json::json!(1));
        browser.tab_to("a.id.startsWith('show-')");
        browser.press("Enter");
        browser.tab_to("a.id === 'finish-button'");
        browser.press("Enter");
        browser.tab_to("a.id === 'finish-sure'");
        browser.press("Enter");
        browser.tab_to("a.id === 'back'");
        browser.press("Enter");
        assert_eq!(browser.text("document.getElementById('csv').value"), record);
        assert_eq!(browser.faults, Vec::<String>::new());
    });
}

#[test]
fn a_page_says_what_it_asks_about() {
    let place = Place::copy_of(small());
    place.ok("practice --topic fire --topic first-aid --count 3 --seed 7 --out t.html");
    with_browser(&place.path("profile"), |mut browser| {
        browser.open(&place.path("t.html"));
        let told = browser
            .text("[...document.querySelectorAll('#asks-about li')].map((li) => li.textContent).join('; ')");
        assert_eq!(told, "First aid: 2 questions; Fire safety: 1 question");
    });
}

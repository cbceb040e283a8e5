//! `cards`, `glossary` and `sheet`.

use crate::support::{Browser, Place, demo, key_of, text_of, tree, with_browser, with_tool};
use std::path::Path;

/// A workspace with the shipped bank on the side.
fn place() -> Place {
    let place = Place::fresh();
    for (name, text) in crate::support::bank_files() {
        place.write(&format!("question-bank/itil-foundation/{name}"), text);
    }
    place.write("question-bank/itil-foundation/words.txt", "");
    place
}

#[test]
fn study_aids_are_written_in_the_format_of_their_name() {
    let place = place();
    let told = place.ok("cards --topic guiding-principles --out c.pdf");
    assert!(told.out.starts_with("c.pdf\n"), "{told}");
    place.ok("cards --topic guiding-principles --from both --out c.tsv");
    assert!(place.text("c.tsv").starts_with("#separator:tab\n#html:true\n"));
    place.ok("glossary --out g.html");
    place.ok("glossary --topic guiding-principles --out g.pdf");
    place.ok("sheet guiding-principles --out s.html");
    place.ok("sheet guiding-principles --out s.pdf --template letter");
    assert!(place.text("g.html").contains("<dt>"));
    with_tool("pdftotext", || {
        let sheet = text_of(&place.path("s.pdf"));
        assert_eq!(sheet.matches('\u{c}').count(), 1, "one page: {sheet}");
        assert!(sheet.contains("Study sheet"), "{sheet}");
        assert!(text_of(&place.path("g.pdf")).contains("Key terms"));
        // A topic whose core terms alone are longer than a page.
        place.ok("sheet outcomes-costs-risks --out long.pdf");
        let sheet = text_of(&place.path("long.pdf"));
        assert_eq!(sheet.matches('\u{c}').count(), 1, "one page: {sheet}");
        assert!(sheet.contains("no room here"), "{sheet}");
    });
    let before = place.bytes("c.tsv");
    place.run("cards --out c.tsv").ends(2);
    assert_eq!(place.bytes("c.tsv"), before, "what is there stays");
    place.ok("cards --topic guiding-principles --from both --out c.tsv --force");
    assert_eq!(place.bytes("c.tsv"), before, "the same bank, the same bytes");
    for call in [
        "cards --out c.doc",
        "cards --topic none --out x.html",
        "glossary --out x.tsv",
        "sheet none --out x.pdf",
        "sheet guiding-principles --template none --out x.pdf",
    ] {
        place.run(call).ends(2);
    }
    assert!(!place.path("x.html").exists() && !place.path("x.pdf").exists());
}

/// Opens a package as SQLite sees it, and prints its counts.
const LOOK: &str = "
import sys, zipfile, sqlite3, json, os
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
assert sorted(archive.namelist()) == ['collection.anki2', 'media']
archive.extract('collection.anki2', sys.argv[2])
base = sqlite3.connect(os.path.join(sys.argv[2], 'collection.anki2'))
assert base.execute('pragma integrity_check').fetchall() == [('ok',)]
ver, models, decks = base.execute('select ver, models, decks from col').fetchone()
assert ver == 11
(note_type,) = json.loads(models).values()
deck, = [deck for deck in json.loads(decks).values() if deck['name'] != 'Default']
for nid, did, due in base.execute('select nid, did, due from cards'):
    mid, flds = base.execute('select mid, flds from notes where id = ?', (nid,)).fetchone()
    assert mid == note_type['id'] and did == deck['id'] and len(flds.split(chr(31))) == len(note_type['flds'])
print(deck['name'], base.execute('select count(*), count(distinct guid) from notes').fetchone())
";

#[test]
fn a_package_is_a_sound_database_of_the_documented_schema() {
    let place = place();
    // Long backs run over into pages of their own; all topics need more than one level of pages.
    let told = place.ok("cards --from both --out all.apkg");
    let count: usize = told.out.lines().nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    let first = place.bytes("all.apkg");
    place.ok("cards --from both --out all.apkg --force");
    assert_eq!(place.bytes("all.apkg"), first);
    with_tool("python3", || {
        let output = std::process::Command::new("python3")
            .args(["-c", LOOK])
            .args([place.path("all.apkg"), place.path(".")])
            .output()
            .unwrap();
        let (told, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(told.trim(), format!("ITIL Foundation practice bank ({count}, {count})"), "{err}");
    });
}

#[test]
fn cards_come_again_when_they_are_due() {
    let place = place();
    place.ok("cards --topic guiding-principles --out c.html");
    with_browser(&place.path("profile"), |mut browser| {
        let page = place.path("c.html");
        browser.open(&page);
        let count = browser.ask("JSON.parse(document.getElementById('paper').textContent).cards.length");
        // As many as are learned at a time.
        let count = usize::try_from(count.as_u64().unwrap()).unwrap().min(20);
        browser.tab_to("a.id === 'learn'");
        browser.press("Enter");
        // The first one with effort: that comes again.
        for turn in 0..=count {
            browser.press("Enter");
            let key = if turn == 0 { "2" } else { "4" };
            browser.press(key);
        }
        assert_eq!(browser.text("document.activeElement.textContent"), "Done for now");
        let key = "Object.keys(localStorage).find((name) => name.startsWith('mockexam-cards-'))";
        let name = browser.text(key);
        let stored = browser.text(&format!("localStorage.getItem({key})"));
        let mut states: serde_json::Value = serde_json::from_str(&stored).unwrap();
        let all: Vec<&serde_json::Value> = states.as_object().unwrap().values().collect();
        assert_eq!(all.len(), count);
        let eases: Vec<i64> = all.iter().map(|state| state["ease"].as_i64().unwrap()).collect();
        assert_eq!(eases.iter().filter(|ease| **ease == 260).count(), count - 1, "{eases:?}");
        assert_eq!(eases.iter().filter(|ease| **ease == 236).count(), 1, "with effort: less by 0.14");
        assert!(all.iter().all(|state| state["interval"] == 1), "the first interval is a day");
        opened_with(&mut browser, &page, &name, &states, "Nothing is due today.");
        // Six days after the second time, then longer by the ease.
        for state in states.as_object_mut().unwrap().values_mut() {
            state["due"] = (state["due"].as_i64().unwrap() - 1).into();
        }
        opened_with(&mut browser, &page, &name, &states, &format!("{count} cards are due today."));
        browser.tab_to("a.id === 'start'");
        browser.press("Enter");
        browser.press("Enter");
        assert!(browser.text("document.getElementById('easy').textContent").contains("again in 6 days"));
        assert_eq!(browser.faults, Vec::<String>::new());
    });
}

/// Opens a page that remembers something. The browser of the tests now and then forgets what a page has stored when that is opened
/// anew; a few times it is told again.
fn opened_with(browser: &mut Browser, page: &Path, name: &str, states: &serde_json::Value, told: &str) {
    for _ in 0..10 {
        browser.ask(&format!("localStorage.setItem('{name}', JSON.stringify({states}))"));
        browser.open(page);
        let kept = browser.ask(&format!("localStorage.getItem('{name}') !== null")) == true;
        let text = browser.text("document.getElementById('page').textContent");
        if kept {
            assert!(text.contains(told), "{told} is not in {text}");
            return;
        }
    }
    panic!("the browser forgets all");
}

/// Questions of a page, as its public part tells them.
fn paper(page: &str) -> serde_json::Value {
    let start = page.find("id=\"paper\">").unwrap() + "id=\"paper\">".len();
    serde_json::from_str(page[start..].split("</script>").next().unwrap()).unwrap()
}

#[test]
fn whoever_missed_something_gets_cards_and_practice_on_exactly_that() {
    let place = Place::copy_of(demo());
    let results = "demo/exam/results";
    let told = place.ok(&format!("report {results} --only study"));
    let names: Vec<String> =
        tree(&place.path(results)).into_keys().filter(|name| name.starts_with("reports/study-")).collect();
    assert!(told.out.starts_with(&format!("{} study packs in ", names.len())), "{told}");
    assert!(names.len() > 20, "{names:?}");
    let asked: Vec<String> = key_of(&place, "demo/exam").items().map(|item| item.id.to_string()).collect();
    for name in &names {
        let data = paper(&place.text(&format!("{results}/{name}")));
        let missed: Vec<&str> = data["study"]["missed"]
            .as_array()
            .unwrap()
            .iter()
            .map(|topic| topic["topic"].as_str().unwrap())
            .collect();
        let topics = data["topics"].as_array().unwrap();
        let questions = data["questions"].as_array().unwrap();
        assert!(!questions.is_empty() && questions.len() <= 20, "{name}");
        for question in questions {
            let topic =
                topics[usize::try_from(question["topic"].as_u64().unwrap()).unwrap()].as_str().unwrap();
            assert!(missed.contains(&topic), "{name}: {topic} was not missed: {missed:?}");
            let item = question["item"].as_str().unwrap().rsplit_once('.').unwrap().0;
            assert!(!asked.contains(&item.to_owned()), "{name}: {item} was asked in the exam");
        }
        assert!(!data["study"]["cards"].as_array().unwrap().is_empty(), "{name}");
    }
    // Other reports stay, the same call gives the same bytes, and all reports anew leave no pack of earlier results.
    assert!(place.path(&format!("{results}/reports/class.html")).exists());
    let before = place.bytes(&format!("{results}/{}", names[0]));
    place.ok(&format!("report {results} --only study"));
    assert_eq!(place.bytes(&format!("{results}/{}", names[0])), before);
    place.run(&format!("report {results} --only study,class")).ends(2);
    with_browser(&place.path("profile"), |mut browser| {
        browser.open(&place.path(&format!("{results}/{}", names[0])));
        assert!(browser.text("document.querySelector('h1').textContent").starts_with("Study pack for "));
        browser.tab_to("a.tagName === 'SUMMARY'");
        browser.press("Enter");
        assert_eq!(browser.ask("document.querySelectorAll('details[open]').length"), serde_json::json!(1));
        browser.tab_to("a.id === 'start'");
        browser.press("Enter");
        browser.tab_to("a.id === 'finish-button'");
        browser.press("Enter");
        browser.tab_to("a.id === 'finish-sure'");
        browser.press("Enter");
        assert_eq!(
            browser.ask("document.getElementById('csv')"),
            serde_json::Value::Null,
            "nothing to hand in"
        );
        assert_eq!(browser.faults, Vec::<String>::new());
    });
    place.ok(&format!("report {results}"));
    assert!(!place.path(&format!("{results}/{}", names[0])).exists());
}

#[test]
fn a_sheet_ends_with_a_command_that_works() {
    let place = place();
    place.ok("sheet guiding-principles --out s.html");
    let sheet = place.text("s.html");
    let command = sheet.split("<code>mockexam ").nth(1).unwrap().split("</code>").next().unwrap();
    place.ok(command);
    assert!(place.path("guiding-principles.html").exists(), "{command}");
}

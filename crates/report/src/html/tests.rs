//! Pages of the small set: what they say, and what they must never contain.

use super::*;
use crate::fixture::{Files, KEY, english, key};
use crate::reading::scores::Candidate;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::io;

/// The class report and the reports of candidates by file name.
fn pages(files: &Files, key: &AnswerKey, links: Links) -> Result<BTreeMap<String, String>, ReportError> {
    let source = |file: &str| files.open(file);
    let set = ResultSet::open(&source).map_err(ReportError::Refused)?;
    let mut class = Vec::new();
    class_report(&set, key, &english(), links, &mut class)?;
    let mut pages = BTreeMap::from([("class.html".to_owned(), String::from_utf8(class).unwrap())]);
    let count = candidate_reports(&set, key, &english(), &mut |name, page| {
        pages.insert(name.to_owned(), page.to_owned());
        Ok(())
    })?;
    assert_eq!(pages.len() as u64, count + 1, "no page hides another");
    Ok(pages)
}

fn small() -> BTreeMap<String, String> {
    pages(&Files::small(), &key(), Links::ToCandidates).unwrap()
}

/// What a page is made of between its angle brackets, without the style sheet.
fn tags(page: &str) -> Vec<&str> {
    let body = page.split_once("</style>").unwrap().1;
    body.split('<').skip(1).map(|piece| piece.split_once('>').unwrap().0).collect()
}

#[test]
fn the_class_report_says_what_the_files_hold() {
    let files = Files::small();
    let source = |file: &str| files.open(file);
    let set = ResultSet::open(&source).unwrap();
    let view = ClassView::new(&set, &key(), &english(), Links::ToCandidates).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&view).unwrap());
}

#[test]
fn the_report_for_a_candidate_explains_every_miss() {
    let files = Files::small();
    let source = |file: &str| files.open(file);
    let set = ResultSet::open(&source).unwrap();
    let (key, words) = (key(), english());
    let head = Head::new(&set, &key, &words, &words.candidate.kind);
    let forms = PrintedForms::new(&key, &words);
    let mut scores = Scores::open(set.source).unwrap();
    let mut responses = Responses::open(set.source).unwrap();
    let mut views = Vec::new();
    while let Some(Candidate { id, outcome: Outcome::Graded(score), name }) = scores.next().unwrap() {
        let answered = responses.of(&id).unwrap();
        let candidate = Candidate { id, name, outcome: Outcome::Graded(score.clone()) };
        let sheet = Sheet::new(&candidate, &score, answered, &forms).unwrap();
        let who = (candidate.id.as_str(), candidate.name.as_str());
        let view = CandidateView::new(Cow::Borrowed(&head), who, &forms, &sheet, &words);
        views.push(serde_json::to_value(&view).unwrap());
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&views).unwrap());
}

#[test]
fn a_page_as_a_whole() {
    let pages = small();
    let page = &pages["candidate-007.html"];
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    let lines = [head, body].concat();
    let lines: Vec<&str> = lines.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn pages_load_nothing_and_run_nothing() {
    let pages = small();
    let policy = "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"";
    for (name, page) in &pages {
        assert!(page.contains(policy), "{name}");
        for foreign in [
            "<script",
            "<link",
            "<img",
            "<iframe",
            "<object",
            "src=",
            "url(",
            "@import",
            "http:",
            "https:",
            "javascript:",
        ] {
            assert!(!page.contains(foreign), "{name} contains {foreign}");
        }
        for tag in tags(page) {
            assert!(
                !tag.split_whitespace().any(|part| part.starts_with("on") && part.contains('=')),
                "{name}: <{tag}>"
            );
        }
        assert!(
            !page.contains("{{") && !page.contains("{n}") && !page.contains("{%"),
            "{name}: a place is not filled"
        );
    }
    assert!(pages["class.html"].contains("<bdi>&lt;script&gt;alert(1)&lt;"), "the name is shown");
}

#[test]
fn links_point_to_files_that_are_there() {
    let pages = small();
    let links = tags(&pages["class.html"]).into_iter().filter_map(|tag| tag.strip_prefix("a href=\""));
    let (inside, outside): (Vec<&str>, Vec<&str>) =
        links.map(|l| l.trim_end_matches('"')).partition(|l| l.starts_with('#'));
    assert_eq!(outside.len(), 3);
    assert!(outside.iter().all(|link| pages.contains_key(*link)), "{outside:?}");
    for link in inside {
        assert!(pages["class.html"].contains(&format!(" id=\"{}\"", &link[1..])), "{link}");
    }
}

#[test]
fn ids_do_not_depend_on_the_key() {
    let ids = |pages: &BTreeMap<String, String>| -> Vec<String> {
        let all = pages.values().flat_map(|page| tags(page)).flat_map(|tag| tag.split_whitespace());
        all.filter(|part| part.starts_with("id=")).map(str::to_owned).collect()
    };
    // Another key for be-001, and scores that follow from it.
    let swapped = KEY
        .replace("\"gap\", key = true", "\"gap\"")
        .replace("\"cup\", why = \"A cup holds tea.\"", "\"cup\", key = true");
    let files = Files::small()
        .replaced("choices.csv", "be-001,1,c1,yes", "be-001,1,c1,no")
        .replaced("choices.csv", "be-001,1,c2,no", "be-001,1,c2,yes")
        .signed();
    let other = pages(&files, &toml::from_str(&swapped).unwrap(), Links::ToCandidates).unwrap();
    assert_ne!(other["class.html"], small()["class.html"]);
    assert_eq!(ids(&other), ids(&small()));
}

#[test]
fn simulated_and_provisional_are_said_on_every_page() {
    for (name, page) in small() {
        assert!(page.contains("<strong>Simulated data:</strong>"), "{name}");
        assert!(page.contains("Provisional results"), "{name}");
    }
    let clean = Files::small().replaced("summary.json", "\"simulated\":true", "\"simulated\":false").signed();
    for (name, page) in pages(&clean, &key(), Links::None).unwrap() {
        assert!(!page.contains("Simulated data"), "{name}");
    }
}

#[test]
fn without_responses_only_the_class_is_reported() {
    let files = Files::small().without("responses.csv").signed();
    let source = |file: &str| files.open(file);
    let set = ResultSet::open(&source).unwrap();
    assert!(!set.has_responses());
    let mut page = Vec::new();
    class_report(&set, &key(), &english(), Links::None, &mut page).unwrap();
    assert!(String::from_utf8(page).unwrap().contains("Ann Öz"));
    let refused = candidate_reports(&set, &key(), &english(), &mut |_, _| Ok(()));
    let Err(ReportError::Refused(why)) = refused else { panic!("{refused:?}") };
    assert_eq!((why.len(), why[0].code), (1, code::NO_RESPONSES));
}

#[test]
fn responses_that_contradict_the_scores_are_refused() {
    let cases = [
        ("007,A,1,al-001,2,A,chosen,1,1", "007,A,1,al-001,2,A,chosen,0,1", "do not add up"),
        ("007,A,1,al-001", "007,A,1,be-001", "response 1 is not to that question"),
        ("007,A,4,be-002,1,,blank,0,1\n", "", "3 responses to the 4 questions of form A"),
        ("x,A,4,be-002,1,A", "x,A,4,be-002,1,C", "response 4 is not to that question"),
        (
            "x,A,4,be-002,1,A,chosen,1,1\n",
            "x,A,4,be-002,1,A,chosen,1,1\ny,A,1,al-001,2,A,chosen,1,1\n",
            "responses of candidate y",
        ),
    ];
    for (from, to, expected) in cases {
        let files = Files::small().replaced("responses.csv", from, to).signed();
        let Err(ReportError::Refused(why)) = pages(&files, &key(), Links::None) else { panic!("{expected}") };
        assert!(why[0].message.contains(expected), "{}", why[0].message);
    }
    let files = Files::small()
        .replaced("scores.csv", "2,4,50,yes,pass", "2,4,50,no,fail")
        .replaced("summary.json", "\"passed\":2", "\"passed\":1")
        .signed();
    let Err(ReportError::Refused(why)) = pages(&files, &key(), Links::None) else { panic!("no refusal") };
    let told: Vec<&str> = why.iter().map(|fault| fault.message.as_str()).collect();
    assert!(told.iter().any(|fact| fact.contains("does not follow from the points")), "{told:?}");
}

#[test]
fn a_failing_destination_is_an_error() {
    let files = Files::small();
    let source = |file: &str| files.open(file);
    let set = ResultSet::open(&source).unwrap();
    let full = || io::Error::from(io::ErrorKind::StorageFull);
    let outcome = candidate_reports(&set, &key(), &english(), &mut |_, _| Err(full().into()));
    assert!(matches!(outcome, Err(ReportError::Write(error)) if error.kind() == io::ErrorKind::StorageFull));
    let mut room = [0_u8; 100];
    let outcome = class_report(&set, &key(), &english(), Links::None, &mut room.as_mut_slice());
    assert!(matches!(outcome, Err(ReportError::Write(_))));
}

#[test]
fn a_class_of_nobody_has_a_report() {
    let files = Files::small()
        .with("scores.csv", b"candidate,name,form,state,points,maximum,percent,passed,grade\n".to_vec())
        .with("responses.csv", b"candidate,form,question,item,rev,response,state,points,maximum\n".to_vec())
        .replaced("summary.json", "\"distribution\":{\"1\":1,\"2\":1,\"4\":1}", "\"distribution\":{}")
        .replaced("summary.json", "\"n\":3", "\"n\":0")
        .replaced("summary.json", "\"passed\":2", "\"passed\":0")
        .replaced("summary.json", "\"mean\":2.3333333333333335", "\"mean\":null")
        .replaced("summary.json", "\"rows\":5", "\"rows\":2")
        .replaced("summary.json", "\"graded\":3", "\"graded\":0")
        .replaced("summary.json", "\"absent\":1", "\"absent\":0")
        .replaced("summary.json", "\"candidates\":5", "\"candidates\":1")
        .signed();
    let pages = pages(&files, &key(), Links::ToCandidates).unwrap();
    assert_eq!(pages.len(), 1);
    assert!(pages["class.html"].contains("Nobody has a score yet."));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Names, titles and messages never become markup: the page has the same tags as with harmless text.
    #[test]
    fn text_of_others_stays_text(hostile in r#"[<>&"'/a-z{}%= ;:!-]{1,24}|.{1,12}"#) {
        prop_assume!(!hostile.trim().is_empty() && !hostile.chars().any(char::is_control));
        let with = |text: &str| {
            let quoted = text.replace('"', "\"\"");
            let files = Files::small().replaced("scores.csv", "Ann Öz", &format!("\"x{quoted}\""));
            let json = serde_json::to_string(text).unwrap();
            let files = files.replaced("summary.json", "\"two rows with different responses\"", &json).signed();
            pages(&files, &key(), Links::None).unwrap()
        };
        let (hostile, harmless) = (with(&hostile), with("harmless"));
        for (name, page) in &hostile {
            prop_assert_eq!(tags(page), tags(&harmless[name]), "{}", name);
        }
    }
}

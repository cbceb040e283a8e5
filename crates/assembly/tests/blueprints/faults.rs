//! Blueprints that say what cannot be: each with the words that it says so in, and the place.

use mockexam_assembly::Blueprint;
use mockexam_model::Place;

const HEAD: &str = "title = \"E\"\nbank = \"b\"\nquestions = 8\nminutes = 10\n";

/// What is wrong with a blueprint: code and fact, and the text at the place.
fn faults(text: &str) -> Vec<(String, String)> {
    let found = Blueprint::read("e.toml", text).err().unwrap_or_default();
    found
        .into_iter()
        .map(|d| {
            assert!(d.help.is_some(), "no help: {}", d.message);
            let Place::Span(span) = d.labels[0].place.clone() else { panic!("no place: {}", d.message) };
            (format!("{} {}", d.code, d.message), text[span.start..span.end].to_owned())
        })
        .collect()
}

/// What stands behind the head, the fact, and the text at the place.
const CASES: &[(&str, &str, &str)] = &[
    ("cut_score = 0", "a cut score that is not above 0 is reached by a blank sheet", "0"),
    ("cut_score = -2.5", "a cut score that is not above 0 is reached by a blank sheet", "-2.5"),
    ("types = []", "an empty list of types fits no item", "[]"),
    ("types = [\"essai\"]", "'essai' is no type of items", "\"essai\""),
    ("subtitle = \"a\\u202Eb\"", "the subtitle holds U+202E, a character that nobody sees", "\"a\\u202Eb\""),
    ("subtitle = \"a\\nb\"", "the subtitle holds U+000A, a character that nobody sees", "\"a\\nb\""),
    ("rest = 0", "a rest of no exams keeps no item back", "0"),
    ("order = \"by-section\"", "an order by sections, and there are none", "\"by-section\""),
    ("include = [\"q-1\", \"q-1\"]", "item 'q-1' is named twice", "\"q-1\""),
    (
        "include = [\"q-1\"]\nexclude = [\"q-1\"]",
        "item 'q-1' shall be on every form, and is excluded",
        "\"q-1\"",
    ),
    ("instructions = [\"![a](b.png)\"]", "a blueprint has no images", "\"![a](b.png)\""),
    ("[[quota]]\ncount = 1", "a quota that names no set of items", "[[quota]]"),
    ("[[quota]]\ntag = []\ncount = 1", "an empty list fits no item", "[]"),
    ("[[quota]]\ntag = \"x\"", "a quota has either count, or min and max", "[[quota]]"),
    ("[difficulty]\nspread = { min = 0.1 }", "a tolerance or a spread without a mean", "{ min = 0.1 }"),
    ("[difficulty]\nmean = 0.6\nspread = {}", "a spread without min or max", "{}"),
    (
        "[difficulty]\nmean = 0.6\nspread = { min = 0.3, max = 0.2 }",
        "min is larger than max",
        "{ min = 0.3, max = 0.2 }",
    ),
    (
        "[anchors]\ncount = 2",
        "scrambled forms have all items in common, so there is nothing to anchor",
        "[anchors]",
    ),
    ("[forms]\nmode = \"disjoint\"\n[anchors]\ncount = 0", "no anchors", "0"),
    (
        "[forms]\nmode = \"disjoint\"\n[anchors]\ncount = 8",
        "8 of 8 questions on every form leave none that differs",
        "8",
    ),
    (
        "[forms]\nmode = \"disjoint\"\n[anchors]\nitems = [\"q-1\"]\ncount = 8",
        "anchors are either named or counted",
        "[anchors]",
    ),
    (
        "[[section]]\ntitle = \"One\"\nquestions = 7",
        "the sections allow at most 7 questions, the exam has 8",
        "8",
    ),
    (
        "[[section]]\ntitle = \"One\"\nquestions = { min = 9 }",
        "the sections ask for at least 9 questions, the exam has 8",
        "8",
    ),
    ("[[section]]\ntitle = \" \"\nquestions = 8", "the title of a section is empty", "\" \""),
    (
        "[[section]]\ntitle = \"One\"\nquestions = 8\norder = \"by-section\"",
        "a section has no sections",
        "\"by-section\"",
    ),
    (
        "[[section]]\ntitle = \"One\"\nquestions = 4\ntopic = \"air\"\n[[section]]\ntitle = \"One\"\nquestions = 4",
        "a second section 'One'",
        "\"One\"",
    ),
];

#[test]
fn each_fault_is_named_at_its_place() {
    for (more, fact, place) in CASES {
        let found = faults(&format!("{HEAD}{more}"));
        assert_eq!(found, [(format!("P01 {fact}"), (*place).to_owned())], "{more}");
    }
}

#[test]
fn a_title_is_a_line_that_one_can_read() {
    for title in ["", "  ", "a\\u0007b", "a\\u202Eb", "\\u200B"] {
        let found = faults(&format!("title = \"{title}\"\nbank = \"b\"\nquestions = 8\nminutes = 10\n"));
        assert_eq!(found.len(), 1, "{title}: {found:?}");
        assert!(found[0].0.starts_with("P01 the title "), "{title}: {found:?}");
    }
}

#[test]
fn the_date_is_a_day() {
    for date in ["2026-12-01T09:00:00", "09:00:00", "2026-12-01T09:00:00Z", "0026-12-01"] {
        let found = faults(&format!("{HEAD}date = {date}\n"));
        assert!(found.len() == 1 && found[0].0.contains("the date is no day"), "{date}: {found:?}");
    }
    assert!(!faults(&format!("{HEAD}date = 2026-02-30\n")).is_empty());
    assert!(faults(&format!("{HEAD}date = 2026-12-01\n")).is_empty());
}

#[test]
fn all_faults_are_told_at_once() {
    let text =
        "title = \"\"\nbank = \"b\"\nquestions = 0\nminutes = 0\ncut_score = 0\ntypes = []\nrest = 0\n";
    assert_eq!(faults(text).len(), 6);
}

#[test]
fn a_section_that_takes_everything_comes_last() {
    let found = faults(&format!(
        "{HEAD}[[section]]\ntitle = \"All\"\nquestions = 4\n[[section]]\ntitle = \"Air\"\nquestions = 4\ntopic = \"air\"\n"
    ));
    assert!(found[0].0.contains("leaves none to those behind it"), "{found:?}");
}

/// Every two of these beside each other: read, or refused with places that are in the text.
#[test]
fn no_blueprint_upsets_the_reader() {
    let pieces = [
        "cut_score = 99999999999",
        "order = \"easy-first\"",
        "rest = 65535",
        "exclude = [\"\", \"q-1\"]",
        "words = { min = 4294967295, max = 0 }",
        "[difficulty]\nmean = 1.0\ntolerance = 1.0\nspread = { max = 1.0 }\neasy = 65535",
        "[difficulty]\nmean = nan",
        "[parallel]\nbands = 65535\ndifficulty = inf",
        "[forms]\ncount = 702\nmode = \"overlapping\"\nshared = 65535\nuses = 65535",
        "[anchors]\nitems = []",
        "[anchors]\nitems = [\"a b\", \"\u{202e}\"]\nlevel = \"apply\"",
        "[topics]\nair = { min = 65535 }\nsea = { min = 65535 }",
        "[[quota]]\ntag = \"\"\nmin = 65535",
        "[[section]]\ntitle = \"A\"\nquestions = 65535\nquota = [{}, { tag = [] }]",
        "[[section]]\ntitle = \"A\"\nquestions = { min = 3, max = 1 }\nintro = \"*\"",
        "[[section]]",
        "[section]\ntitle = \"A\"",
        "[[[",
    ];
    for one in pieces {
        for two in pieces {
            let text = format!("{HEAD}{one}\n{two}\n");
            for fault in Blueprint::read("e.toml", &text).err().unwrap_or_default() {
                let Place::Span(span) = fault.labels[0].place.clone() else { panic!("{text}") };
                assert!(text.get(span.start..span.end).is_some(), "{text}\n{}", fault.message);
            }
        }
    }
}

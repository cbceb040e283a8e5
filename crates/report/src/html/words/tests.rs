//! Words and phrases of every language.

use super::*;
use crate::fixture::english;
use mockexam_model::fact::sayings;
use mockexam_model::{Points, RowFinding, RowState};

#[test]
fn places_are_filled_once() {
    assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
    assert_eq!(fill("{unknown} {a", &[("a", "1")]), "{unknown} {a");
}

#[test]
fn an_unknown_word_is_refused() {
    let error = |text: &str| {
        let error = ReportWords::read(text).unwrap_err();
        (error.message, error.span.map(|span| text[span].to_owned()))
    };
    let more = format!("colour = 'red'\n{ENGLISH_REPORT_WORDS}");
    assert_eq!(error(&more), ("unknown word 'colour'".to_owned(), Some("colour".to_owned())));
    let nested = ENGLISH_REPORT_WORDS.replace("[class]\n", "[class]\ncolour = 'red'\n");
    assert_eq!(error(&nested), ("unknown word 'colour'".to_owned(), Some("colour".to_owned())));
    let less = ENGLISH_REPORT_WORDS.replace("\npage-of = ", "\npage-off = ");
    assert_eq!(error(&less), ("the word 'page-of' is missing".to_owned(), None));
    let number = ENGLISH_REPORT_WORDS.replacen("\npage-of = ", "\npage-of = 7 # ", 1);
    assert_eq!(
        error(&number),
        ("a text in quotation marks is expected here".to_owned(), Some("7".to_owned()))
    );
    let of_table = ENGLISH_REPORT_WORDS.replace("\n[banner]\nsimulated = ", "\n[banner]\nsimulation = ");
    let (message, span) = error(&of_table);
    assert_eq!(message, "the word 'simulated' is missing");
    assert!(span.is_some_and(|span| span.starts_with("[banner]")));
    assert!(error("language = ").1.is_some());
}

/// Names of the places of a phrase, sorted.
fn places(phrase: &str) -> Vec<&str> {
    let mut places: Vec<&str> =
        phrase.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
    places.sort_unstable();
    places
}

fn compare(english: &toml::Value, other: &toml::Value, path: &str) {
    match (english, other) {
        (toml::Value::Table(english), toml::Value::Table(other)) => {
            for (name, value) in english {
                let path = format!("{path}.{name}");
                compare(value, other.get(name).unwrap_or_else(|| panic!("{path} is missing")), &path);
            }
        }
        (toml::Value::String(english), toml::Value::String(other)) => {
            assert_eq!(places(english), places(other), "{path}");
            assert!(!other.trim().is_empty(), "{path}");
        }
        _ => panic!("{path} has another kind"),
    }
}

#[test]
fn languages_have_every_word_with_the_same_places() {
    let english: toml::Value = toml::from_str(ENGLISH_REPORT_WORDS).unwrap();
    for text in [
        include_str!("../../../../../templates/languages/de-report.toml"),
        include_str!("../../../../../templates/languages/fr-report.toml"),
    ] {
        ReportWords::read(text).unwrap();
        compare(&english, &toml::from_str(text).unwrap(), "");
    }
}

#[test]
fn whatever_grading_says_has_words() {
    let words = english();
    assert_eq!(words.findings.len(), sayings::ALL.len());
    for saying in sayings::ALL {
        assert_eq!(words.findings.get(saying.id).map(String::as_str), Some(saying.english));
    }
    let german =
        ReportWords::read(include_str!("../../../../../templates/languages/de-report.toml")).unwrap();
    let fact =
        sayings::CELL.of(["1".into(), "'E'".into(), sayings::BEYOND.of(['E'.into(), 'D'.into()]).into()]);
    let finding = RowFinding {
        file: "a.csv".into(),
        line: 2,
        column: None,
        candidate: "007".into(),
        state: RowState::Invalid,
        message: fact.to_string(),
        said: Some(fact),
    };
    assert_eq!(words.finding(&finding).as_ref(), Some(&finding.message));
    let said = german.finding(&finding);
    assert_eq!(said.as_deref(), Some("Frage 1: 'E' nennt E, aber die Antworten sind A bis D"));
    assert_eq!(german.finding(&RowFinding { said: None, ..finding }), None);
}

#[test]
fn dates_are_those_of_the_language() {
    let words = ReportWords { date: "{day}.{month}.{year}".into(), ..english() };
    assert_eq!([words.day("2026-11-22"), words.day("soon")], ["22.11.2026", "soon"]);
}

#[test]
fn numbers_are_short_and_honest() {
    let words = ReportWords { decimal: ",".into(), ..english() };
    assert_eq!([-0.001, -0.25, 0.666].map(|value| words.number(value, 2)), ["0,00", "\u{2212}0,25", "0,67"]);
    let percentage = |n, of| words.percentage(Points::from_whole(n), Points::from_whole(of));
    assert_eq!(
        [(26, 40), (2, 3), (1999, 2000), (0, 7)].map(|(n, of)| percentage(n, of)),
        ["65%", "66,6%", "99,9%", "0%"]
    );
    assert_eq!(words.aligned_percentage(Points::from_whole(26), Points::from_whole(40)), "65,0%");
    assert_eq!(words.points(Points::from_decimal("-1.5").unwrap()), "\u{2212}1,5 points");
    assert_eq!(words.list(&["1", "2", "4"].map(String::from)), "1, 2 and 4");
}

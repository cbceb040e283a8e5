//! Worked cases of rules.

use super::Rule;
use mockexam_model::{Marks, Points, Response, RowScoring};

fn letters(text: &str) -> Marks {
    Marks::of_letters(text).unwrap()
}

/// Points of a whole question of so many points.
fn earned(rule: &Rule, points: i32, response: &Response) -> Points {
    rule.earned(Points::from_whole(points), response)
}

fn rows(text: &str) -> Response {
    let row = |letter: char| match letter {
        '-' => Response::Blank,
        letter => Response::Chosen(letters(&letter.to_string())),
    };
    Response::Rows(text.chars().map(row).collect())
}

#[test]
fn rows_worked_cases() {
    let right: Vec<Marks> = ["C", "A", "D", "B"].map(letters).into();
    let plan = |scoring, shares| {
        let share = Points::from_whole(12).share(1, shares).unwrap();
        Rule::Rows { right: right.clone(), scoring, share, lost: Points::ZERO }
    };
    let per_row = plan(RowScoring::PerRow, 4);
    let pairs = plan(RowScoring::AdjacentPairs, 3);
    let whole = plan(RowScoring::AllOrNothing, 1);
    // The key as an order is C A D B: its pairs are CA, AD, DB.
    for (response, by_row, by_pair, by_all) in [
        ("CADB", 12, 12, 12),
        ("CABD", 6, 4, 0),
        ("BCAD", 0, 8, 0),
        ("CA-B", 9, 4, 0),
        ("BDAC", 0, 0, 0),
        ("CACA", 6, 4, 0),
        ("CCCC", 3, 0, 0),
    ] {
        let earned = [&per_row, &pairs, &whole].map(|rule| earned(rule, 12, &rows(response)));
        assert_eq!(earned, [by_row, by_pair, by_all].map(Points::from_whole), "{response}");
    }
    assert_eq!(earned(&per_row, 12, &Response::Blank), Points::ZERO);
}

#[test]
fn numbers_and_words_worked_cases() {
    let number = |text: &str| text.parse().unwrap();
    let plan = Rule::Number { answer: number("43.2"), tolerance: number("0.05"), lost: Points::ZERO };
    for (text, right) in
        [("43.2", true), ("43.25", true), ("43.15", true), ("43.26", false), ("432", false), ("0.72", false)]
    {
        let points = if right { Points::from_whole(2) } else { Points::ZERO };
        assert_eq!(earned(&plan, 2, &Response::Written(text.into())), points, "{text}");
    }
    let words = mockexam_model::WordsKey {
        accept: vec!["non-repudiation".into()],
        matching: mockexam_model::Matching::Fold,
        near_misses: vec![],
    };
    let plan = Rule::Words { words, lost: Points::ZERO };
    for (text, right, near) in
        [("Non repudiation", true, false), ("nonrepudation", false, true), ("repudiation", false, false)]
    {
        let response = Response::Written(text.into());
        assert_eq!(earned(&plan, 1, &response) > Points::ZERO, right, "{text}");
        assert_eq!(plan.near_miss(&response).is_some(), near, "{text}");
    }
}

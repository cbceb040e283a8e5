//! Worked cases of every rule, by the letters that a candidate marks.

use super::*;
use crate::Marks;

/// A table of cases: the key, how many choices there are, the points; then marks and what they earn under each rule.
struct Table {
    key: &'static str,
    choices: u8,
    points: i32,
    penalty: Penalty,
    rules: &'static [ChoiceScoring],
    cases: &'static [(&'static str, &'static [&'static str])],
}

fn points(text: &str) -> Points {
    let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
    Points::from_ratio(numerator.parse().unwrap(), denominator.parse().unwrap()).unwrap()
}

fn check(table: &Table) {
    let key = Marks::of_letters(table.key).unwrap();
    let keys = u8::try_from(key.count()).unwrap();
    for (letters, wanted) in table.cases {
        let marks = Marks::of_letters(letters).unwrap();
        let right = u8::try_from(marks.common(key).count()).unwrap();
        let wrong = u8::try_from(marks.count()).unwrap() - right;
        let counts = MarkCounts { asked: keys, distractors: table.choices - keys, keys, right, wrong };
        assert_eq!(wanted.len(), table.rules.len(), "{letters}");
        for (rule, wanted) in table.rules.iter().zip(*wanted) {
            let earned = rule.earned(Points::from_whole(table.points), counts, table.penalty);
            assert_eq!(earned, Some(points(wanted)), "{rule:?}: {letters} of key {}", table.key);
        }
    }
}

use ChoiceScoring::{
    AllOrNothing, Coverage, EachChoice, EitherOr, MinusErrors, NetCorrect, Partial, PerOption, RexamsAll,
    RexamsFalse, RexamsFalse2, RexamsNone, RexamsTrue,
};

#[test]
fn whole_patterns_and_shares() {
    check(&Table {
        key: "AB",
        choices: 5,
        points: 1,
        penalty: Penalty::NONE,
        rules: &[AllOrNothing, EitherOr, PerOption, Partial, NetCorrect, Coverage, EachChoice],
        cases: &[
            ("", &["0", "0", "0", "0", "0", "0", "0"]),
            ("A", &["0", "1", "1/2", "1/2", "1/2", "1/2", "4/5"]),
            ("AB", &["1", "1", "1", "1", "1", "1", "1"]),
            ("C", &["0", "0", "0", "0", "0", "0", "2/5"]),
            ("AC", &["0", "0", "0", "1/2", "0", "1/4", "3/5"]),
            ("ABC", &["0", "0", "0", "0", "1/2", "2/3", "4/5"]),
            ("ACD", &["0", "0", "0", "0", "0", "1/6", "2/5"]),
            ("ABCDE", &["0", "0", "0", "0", "0", "2/5", "2/5"]),
        ],
    });
}

#[test]
fn errors_are_taken_off() {
    check(&Table {
        key: "AB",
        choices: 5,
        points: 3,
        penalty: Penalty::NONE,
        rules: &[MinusErrors],
        cases: &[
            ("AB", &["3"]),
            ("A", &["2"]),
            ("ABC", &["2"]),
            ("AC", &["1"]),
            ("CDE", &["0"]),
            ("", &["0"]),
        ],
    });
}

const REXAMS: &[ChoiceScoring] = &[RexamsFalse, RexamsFalse2, RexamsTrue, RexamsAll, RexamsNone];

#[test]
fn rexams_with_two_of_five() {
    check(&Table {
        key: "AB",
        choices: 5,
        points: 1,
        penalty: Penalty::NONE,
        rules: REXAMS,
        cases: &[
            ("", &["0", "0", "0", "0", "0"]),
            ("A", &["1/2", "1/2", "1/2", "1/2", "1/2"]),
            ("AC", &["1/6", "1/6", "0", "0", "1/2"]),
            ("ABC", &["2/3", "2/3", "1/2", "0", "1"]),
            ("ABCDE", &["0", "0", "0", "0", "1"]),
            ("CD", &["0", "0", "0", "0", "0"]),
        ],
    });
}

#[test]
fn rexams_with_four_of_five() {
    check(&Table {
        key: "ABCD",
        choices: 5,
        points: 1,
        penalty: Penalty::NONE,
        rules: REXAMS,
        cases: &[("ABCDE", &["0", "1/2", "3/4", "0", "1"]), ("AB", &["1/2", "1/2", "1/2", "1/2", "1/2"])],
    });
}

/// With `negative = TRUE` the sum of a question is floored at minus its points.
#[test]
fn rexams_with_negative_points() {
    let whole = Penalty::share(Points::from_whole(1)).unwrap();
    check(&Table {
        key: "AB",
        choices: 5,
        points: 1,
        penalty: whole,
        rules: REXAMS,
        cases: &[
            ("", &["0", "0", "0", "0", "0"]),
            ("AC", &["1/6", "1/6", "0", "-1/2", "1/2"]),
            ("CD", &["-2/3", "-2/3", "-1", "-1", "0"]),
            ("CDE", &["-1", "-1", "-1", "-1", "0"]),
            ("ABC", &["2/3", "2/3", "1/2", "0", "1"]),
        ],
    });
    let quarter = Penalty::share(points("1/4")).unwrap();
    check(&Table {
        key: "AB",
        choices: 5,
        points: 2,
        penalty: quarter,
        rules: &[RexamsFalse, RexamsTrue, AllOrNothing, EitherOr],
        cases: &[
            ("CD", &["-1/2", "-1/2", "-1/2", "-1/2"]),
            ("AC", &["1/3", "0", "-1/2", "-1/2"]),
            ("A", &["1", "1", "-1/2", "2"]),
            ("", &["0", "0", "0", "0"]),
        ],
    });
}

#[test]
fn guessing_costs_what_it_would_earn() {
    for (choices, lost) in [(2, "-1"), (3, "-1/2"), (4, "-1/3"), (5, "-1/4")] {
        let marks = |right, wrong| MarkCounts { asked: 1, distractors: choices - 1, keys: 1, right, wrong };
        let earned = |marks| AllOrNothing.earned(Points::from_whole(1), marks, Penalty::Guessing).unwrap();
        assert_eq!(earned(marks(0, 1)), points(lost));
        assert_eq!(earned(marks(1, 1)), points(lost), "a double mark is a wrong answer");
        assert_eq!([earned(marks(1, 0)), earned(marks(0, 0))], ["1", "0"].map(points));
        // One guess of each choice adds up to nothing.
        let all = (0..choices - 1).map(|_| earned(marks(0, 1))).sum::<Points>() + earned(marks(1, 0));
        assert_eq!(all, Points::ZERO);
    }
}

#[test]
fn what_is_no_exact_number_of_points_is_known_before() {
    let one = Points::from_whole(1);
    assert!(PerOption.is_exact(one, 3, 3, 4, Penalty::NONE));
    assert!(!PerOption.is_exact(one, 13, 13, 4, Penalty::NONE));
    assert!(!Coverage.is_exact(one, 4, 4, 5, Penalty::NONE), "9/32 of a point");
    assert!(Coverage.is_exact(one, 2, 2, 3, Penalty::NONE));
    assert!(!AllOrNothing.is_exact(one, 1, 1, 13, Penalty::Guessing), "1/13 of a point");
}

#[test]
fn names_are_those_of_files() {
    for rule in ChoiceScoring::ALL {
        #[derive(Serialize)]
        struct File {
            rule: ChoiceScoring,
        }
        assert_eq!(toml::to_string(&File { rule }).unwrap().trim(), format!("rule = \"{}\"", rule.name()));
    }
}

//! Totals, parts, pass and grades: worked cases.

use super::*;
use crate::{AnswerKey, Ruling, RulingAction};

/// Two parts of three and two questions and one question outside, all of one point, in the order a a a b b c.
fn key(scheme: &str, cut_score: i32) -> Result<AnswerKey, String> {
    let item = |id: usize, topic: &str| {
        format!(
            "[[item]]\nid = 'i{id}'\nrev = 1\ntopic = '{topic}'\nlevel = 'remember'\nstyle = 'standard'\npoints = 1\nstem = '?'\nexplanation = '!'\n\
             choice = [{{ id = 'c1', text = '1', key = true }}, {{ id = 'c2', text = '2' }}]\n"
        )
    };
    let items: String =
        ["a", "a", "a", "b", "b", "c"].iter().enumerate().map(|(id, topic)| item(id, topic)).collect();
    let question = |id: usize| format!("{{ item = 'i{id}', choices = [0, 1] }}");
    let questions: Vec<String> = (0..6).map(question).collect();
    let text = format!(
        "title = 'T'\ncode = 'C'\ncut_score = {cut_score}\n[[form]]\ncode = 'A'\nquestion = [{}]\n{items}\n[scoring]\n{scheme}",
        questions.join(", ")
    );
    toml::from_str(&text).map_err(|error: toml::de::Error| error.message().to_owned())
}

const PARTS: &str = "part = [{ title = 'Core', topics = ['a'], cut-score = 2, least = 1 }, { title = 'Tools', topics = ['b'], cut-score = 1 }]\n";

/// Points of the six questions, one digit each; `-` takes one off.
fn points(digits: &str) -> Vec<Points> {
    let point = |c: char| {
        c.to_digit(10).map_or(Points::from_whole(-1), |d| Points::from_whole(i32::try_from(d).unwrap()))
    };
    digits.chars().map(point).collect()
}

/// Total, points of parts, pass and grade as one line.
fn told(key: &AnswerKey, digits: &str) -> String {
    let standard = key.standard(&key.forms()[0]);
    let verdict = standard.verdict(&points(digits));
    assert_eq!(standard.total(points(digits).into_iter()), verdict.total);
    let parts: Vec<String> = verdict.parts.iter().map(ToString::to_string).collect();
    let passed = verdict.passed.map_or("none", |passed| if passed { "pass" } else { "fail" });
    format!("{} [{}] {passed} {}", verdict.total, parts.join(" "), verdict.grade.unwrap_or("-"))
}

fn check(scheme: &str, cut_score: i32, cases: &[(&str, &str)]) {
    let key = key(scheme, cut_score).unwrap();
    for (digits, want) in cases {
        assert_eq!(told(&key, digits), *want, "{scheme}: {digits}");
    }
}

#[test]
fn parts_have_cut_scores_of_their_own() {
    check(
        PARTS,
        3,
        &[
            ("111111", "6 [3 2] pass -"),
            ("110100", "3 [2 1] pass -"),
            ("110001", "3 [2 0] fail -"),
            ("100111", "4 [1 2] fail -"),
            ("110000", "2 [2 0] fail -"),
        ],
    );
}

#[test]
fn one_part_may_be_made_up_for_unless_it_is_too_low() {
    let scheme = format!("compensate = 1\n{PARTS}");
    check(
        &scheme,
        3,
        &[
            ("100111", "4 [1 2] pass -"),
            ("000111", "3 [0 2] fail -"),
            ("110001", "3 [2 0] pass -"),
            ("100001", "2 [1 0] fail -"),
            ("100002", "3 [1 0] fail -"),
        ],
    );
}

#[test]
fn the_best_questions_of_a_part_count() {
    let scheme = "part = [{ title = 'Choice', topics = ['a'], best = 2 }]\n";
    check(
        scheme,
        3,
        &[
            ("111111", "5 [2] pass -"),
            ("011100", "3 [2] pass -"),
            ("001000", "1 [1] fail -"),
            ("1-1000", "2 [2] fail -"),
            ("---000", "-2 [-2] fail -"),
        ],
    );
    assert_eq!(
        key(scheme, 3).unwrap().standard(&key(scheme, 3).unwrap().forms()[0]).maximum,
        Points::from_whole(5)
    );
}

#[test]
fn the_best_parts_count() {
    let scheme = "best-parts = 1\npart = [{ title = 'A', topics = ['a'], best = 2 }, { title = 'B', topics = ['b'] }]\n";
    check(
        scheme,
        2,
        &[("111111", "3 [2 2] pass -"), ("100111", "3 [1 2] pass -"), ("100100", "1 [1 1] fail -")],
    );
}

#[test]
fn no_total_falls_below_the_floor() {
    check("floor = 0", 1, &[("------", "0 [] fail -"), ("--1000", "0 [] fail -"), ("-11000", "1 [] pass -")]);
    check("", 1, &[("------", "-6 [] fail -")]);
}

#[test]
fn grades_by_points_and_by_per_cent() {
    let scheme = "grade = [{ grade = '1', from = { percent = 90 } }, { grade = '2', from = { percent = 50 } }, { grade = '5', from = { percent = 0 } }]";
    check(
        scheme,
        3,
        &[
            ("111111", "6 [] pass 1"),
            ("111110", "5 [] pass 2"),
            ("111000", "3 [] pass 2"),
            ("110000", "2 [] fail 5"),
            ("--0000", "-2 [] fail 5"),
        ],
    );
    let scheme =
        "grade = [{ grade = 'merit', from = { points = 5 } }, { grade = 'none', from = { points = 0 } }]";
    check(scheme, 3, &[("111110", "5 [] pass merit"), ("111100", "4 [] pass none")]);
}

#[test]
fn void_questions_move_every_bound_by_the_same_share() {
    let scheme = format!(
        "{PARTS}grade = [{{ grade = 'A', from = {{ points = 3 }} }}, {{ grade = 'B', from = {{ points = 0 }} }}]"
    );
    let void = Ruling {
        id: "r1".into(),
        item: crate::ItemId::new("i0").unwrap(),
        form: None,
        action: RulingAction::Void,
        reason: "so".into(),
        date: None,
    };
    let ruled = key(&scheme, 3).unwrap().with_rulings(vec![void.clone()]).unwrap();
    let standard = ruled.standard(&ruled.forms()[0]);
    let ratio = |n, d| Points::from_ratio(n, d).unwrap();
    // 3 of 6 points are 2.5 of 5; in the part, 2 of 3 are 4/3 of 2.
    assert_eq!((standard.maximum, standard.cut_score), (ratio(5, 1), Some(ratio(5, 2))));
    assert_eq!((standard.parts[0].maximum, standard.parts[0].cut_score), (ratio(2, 1), Some(ratio(4, 3))));
    assert_eq!(standard.grades[0].1, ratio(5, 2));
    let same = key(&format!("void = 'same-points'\n{scheme}"), 3).unwrap().with_rulings(vec![void]).unwrap();
    let standard = same.standard(&same.forms()[0]);
    assert_eq!((standard.cut_score, standard.parts[0].cut_score), (Some(ratio(3, 1)), Some(ratio(2, 1))));
}

/// The key with the items of these numbers void.
fn void(scheme: &str, cut_score: i32, items: &[usize]) -> AnswerKey {
    let ruling = |item: &usize| Ruling {
        id: format!("r{item}"),
        item: crate::ItemId::new(&format!("i{item}")).unwrap(),
        form: None,
        action: RulingAction::Void,
        reason: "so".into(),
        date: None,
    };
    key(scheme, cut_score).unwrap().with_rulings(items.iter().map(ruling).collect()).unwrap()
}

#[test]
fn a_void_question_is_none_of_the_best() {
    let scheme = "part = [{ title = 'A', topics = ['a'], best = 2 }]\n";
    // One of the three is void: the two that remain count, though one of them cost a point.
    assert_eq!(told(&void(scheme, 3, &[2]), "1-0111"), "3 [0] pass -");
    // Two are void: one question remains of the best two, and 3 of 5 points are 2.4 of 4.
    let one = void(scheme, 3, &[1, 2]);
    assert_eq!(told(&one, "-00111"), "2 [-1] fail -");
    let standard = one.standard(&one.forms()[0]);
    let ratio = |n, d| Points::from_ratio(n, d).unwrap();
    assert_eq!((standard.maximum, standard.cut_score), (ratio(4, 1), Some(ratio(12, 5))));
    assert_eq!(standard.parts[0].maximum, ratio(1, 1));
}

#[test]
fn a_part_without_questions_is_none_of_the_best_and_demands_nothing() {
    let scheme = "void = 'same-points'\nbest-parts = 1\n\
        part = [{ title = 'A', topics = ['a'], best = 2 }, { title = 'B', topics = ['b'], cut-score = 1, least = 1 }]\n";
    let ruled = void(scheme, 1, &[3, 4]);
    assert_eq!(told(&ruled, "---001"), "-1 [-2 0] fail -");
    assert_eq!(told(&ruled, "110001"), "3 [2 0] pass -");
}

#[test]
fn void_questions_may_leave_too_little() {
    let same = format!("void = 'same-points'\n{PARTS}");
    let reach = |scheme: &str, cut: i32, items: &[usize]| {
        let key = void(scheme, cut, items);
        let standard = key.standard(&key.forms()[0]);
        let points = |(part, cut, most): (Option<&str>, Points, Points)| format!("{part:?} {cut} of {most}");
        standard.out_of_reach().map(points)
    };
    assert_eq!(reach(&same, 4, &[5]), None);
    assert_eq!(reach(&same, 4, &[2, 4, 5]), Some("None 4 of 3".into()));
    assert_eq!(reach(&same, 3, &[0, 1]), Some("Some(\"Core\") 2 of 1".into()));
    assert_eq!(reach(PARTS, 4, &[0, 1, 2, 4, 5]), None);
}

#[test]
fn what_cannot_be_applied_is_refused() {
    for (scheme, reason) in [
        ("floor = 1", "the lowest total is above zero"),
        ("compensate = 1", "1 parts may be compensated, but 0 have a cut score"),
        ("best-parts = 1", "the best 1 of 0 parts cannot count"),
        ("part = [{ title = 'x' }]", "part 'x' has neither topics nor a section, or both"),
        ("part = [{ title = 'x', topics = ['d'] }]", "part 'x' on form A has no question"),
        ("part = [{ title = 'x', topics = ['a', 'a'] }]", "topic a is in two parts, or twice in one"),
        (
            "part = [{ title = 'x', topics = ['a'], best = 4 }]",
            "part 'x' on form A has 3 questions, of which 4 shall count",
        ),
        ("part = [{ title = 'x', topics = ['a'], best = 0 }]", "of part 'x' no question would count"),
        (
            "part = [{ title = 'x', topics = ['b'], cut-score = 3 }]",
            "part 'x' on form A brings at most 2 points, less than its cut score",
        ),
        (
            "part = [{ title = 'x', topics = ['b'], least = 1 }]",
            "part 'x' has a least score and no cut score",
        ),
        (
            "best-parts = 1\npart = [{ title = 'x', topics = ['a'] }, { title = 'y', topics = ['b'] }]",
            "the best parts count, but on form A they do not bring the same points",
        ),
        (
            "grade = [{ grade = 'x', from = { points = 1 } }]",
            "the lowest grade, 'x', begins above zero: some would have none",
        ),
        (
            "grade = [{ grade = 'x', from = { points = 0 } }, { grade = 'y', from = { points = 2 } }]",
            "grades stand from the highest to the lowest, all in points or all in per cent",
        ),
        (
            "grade = [{ grade = 'x', from = { points = 3 } }, { grade = 'x', from = { points = 0 } }]",
            "the name 'x' of a grade is empty or there twice",
        ),
        ("penalty = '1/13'", "a penalty is a share from 0 to 1 such as 0.25"),
        ("penalty = 2", "a penalty is a share from 0 to 1"),
    ] {
        let told = key(scheme, 1).unwrap_err();
        assert!(told.contains(reason), "{scheme}: {told}");
    }
}

//! A small exam by hand, and the laws of tallies.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its data must fail")]

use mockexam_analysis::{ExamTally, NoAlpha, TallyError};
use mockexam_model::{
    AnswerKey, CandidateId, ChoiceId, ChoiceSnapshot, FormCode, FormKey, ItemId, ItemSnapshot, Level, Marks,
    Points, QuestionKey, QuestionScore, Response, RichText, ScoreSheet, Section, SnapshotContent, Style,
    TopicId, TopicName,
};
use proptest::prelude::*;

fn item(id: &str, topic: &str) -> ItemSnapshot {
    let choice = |n: usize| ChoiceSnapshot {
        id: ChoiceId::new(&format!("c{n}")).unwrap(),
        key: n == 1,
        content: SnapshotContent::Text(RichText::literal("x")),
        why: RichText::default(),
    };
    ItemSnapshot {
        id: ItemId::new(id).unwrap(),
        rev: 1,
        topic: TopicId::new(topic).unwrap(),
        level: Level::Remember,
        style: Style::Standard,
        points: Points::from_whole(1),
        concepts: vec![],
        stimulus: None,
        stem: RichText::literal("?"),
        explanation: RichText::default(),
        task: mockexam_model::Task::ONE_LETTER,
        statements: vec![],
        choices: [1, 2, 3].map(choice).into(),
    }
}

fn question(id: &str, choices: [u8; 3]) -> QuestionKey {
    QuestionKey {
        item: ItemId::new(id).unwrap(),
        statements: vec![],
        choices: choices.into(),
        values: mockexam_model::Values::new(),
    }
}

/// Form A: a1 a2 b1 in canonical order. Form B: b1 a1 a2, the choices turned. Form C: only a1 and a2.
fn key() -> AnswerKey {
    let forms = vec![
        vec![question("a1", [0, 1, 2]), question("a2", [0, 1, 2]), question("b1", [0, 1, 2])],
        vec![question("b1", [1, 2, 0]), question("a1", [2, 0, 1]), question("a2", [2, 1, 0])],
        vec![question("a1", [0, 1, 2]), question("a2", [0, 1, 2])],
    ];
    let forms = (0..).zip(forms).map(|(i, questions)| FormKey { code: FormCode::shared(i), questions });
    let topic = |id: &str| TopicName { id: TopicId::new(id).unwrap(), name: id.to_uppercase() };
    AnswerKey::new(
        "Hand".into(),
        "H".into(),
        Some(Points::from_whole(2)),
        vec![topic("b"), topic("a")],
        vec![item("a1", "a"), item("a2", "a"), item("b1", "b")],
        vec![],
        forms.collect(),
    )
    .unwrap()
}

/// A sheet from printed letters; `-` blank, `+` multiple, `?` unreadable, `!` not administered.
fn sheet(key: &AnswerKey, form: usize, letters: &str) -> ScoreSheet {
    let questions = &key.forms()[form].questions;
    let scores: Vec<QuestionScore> = questions
        .iter()
        .zip(letters.bytes())
        .map(|(question, letter)| {
            let response = match letter {
                b'-' => Response::Blank,
                b'+' => Response::Multiple(Marks::one(0).with(Marks::one(1))),
                b'?' => Response::Unreadable,
                b'!' => Response::NotAdministered,
                letter => Response::Chosen(Marks::one(letter - b'A')),
            };
            let right = letter >= b'A' && question.choices[usize::from(letter - b'A')] == 0;
            QuestionScore { response, points: Points::from_whole(i32::from(right)) }
        })
        .collect();
    let total = scores.iter().map(|score| score.points).sum();
    ScoreSheet { candidate: CandidateId::new("x").unwrap(), name: None, form, scores, total }
}

/// The key with its first form alone, in two sections: `first` has the first questions.
fn in_two_sections(first: usize) -> AnswerKey {
    let key = key();
    let form = key.forms()[0].clone();
    let items: Vec<ItemSnapshot> = key.items().cloned().collect();
    let ids: Vec<ItemId> = form.questions.iter().map(|question| question.item.clone()).collect();
    let section = |title: &str, items: &[ItemId]| Section {
        title: title.into(),
        intro: RichText::default(),
        items: items.iter().cloned().collect(),
    };
    let sections = vec![section("First", &ids[..first]), section("Second", &ids[first..])];
    let key = AnswerKey::new("T".into(), "C".into(), None, key.topics, items, vec![], vec![form]);
    key.unwrap().in_sections(sections).unwrap()
}

#[test]
fn sections_have_subscores_as_topics_have() {
    let key = in_two_sections(2);
    let mut tally = ExamTally::new(&key);
    for letters in ["AAA", "AAB", "ABB", "BBB"] {
        tally.add(&sheet(&key, 0, letters)).unwrap();
    }
    let summary = tally.finish();
    let [first, second] = &summary.sections[..] else { panic!("two sections") };
    assert_eq!([&*first.title, &*second.title], ["First", "Second"]);
    for (section, question) in [(first, 0..2), (second, 2..3)] {
        let ids: Vec<&ItemId> = key.forms()[0].questions[question].iter().map(|asked| &asked.item).collect();
        let items: Vec<_> = summary.items.iter().filter(|item| ids.contains(&&item.item)).collect();
        assert_eq!(section.score.items, ids.len());
        assert_eq!(section.score.maximum, Some(ids.len() as f64));
        assert_eq!(section.score.points, Some(items.iter().map(|item| item.facility.unwrap()).sum()));
    }
    // With the first questions of topic a and the last of topic b, sections and topics are the same sets.
    let alike = summary.topics.iter().filter(|topic| [&first.score, &second.score].contains(&&topic.score));
    assert_eq!(alike.count(), 2);
    assert!(first.score.alpha.is_some());
    assert_eq!(ExamTally::new(&in_two_sections(1)).finish().sections.len(), 2);
}

#[test]
fn four_candidates_by_hand() {
    let key = key();
    let mut tally = ExamTally::new(&key);
    // a1 a2 b1 as right/wrong: 111, 110, 100, 000 — two of them on form B with its own order.
    for (form, letters) in [(0, "AAA"), (1, "ABC"), (0, "A-B"), (1, "?A+")] {
        tally.add(&sheet(&key, form, letters)).unwrap();
    }
    let summary = tally.finish();
    assert_eq!((summary.n, summary.mean, summary.median), (4, Some(1.5), Some(1.5)));
    assert_eq!(summary.sd, Some((5.0_f64 / 3.0).sqrt()));
    assert_eq!(summary.alpha, Ok(0.75));
    assert_eq!(summary.sem, Some((5.0_f64 / 3.0).sqrt() * 0.5));
    assert_eq!((summary.passed, summary.pass_rate), (Some(2), Some(0.5)));
    assert_eq!(summary.distribution.values().copied().collect::<Vec<_>>(), [1, 1, 1, 1]);
    assert_eq!((summary.min, summary.max), (Some(Points::ZERO), Some(Points::from_whole(3))));
    let topics: Vec<_> = summary
        .topics
        .iter()
        .map(|t| (t.topic.as_str(), t.score.points, t.score.maximum, t.score.share))
        .collect();
    assert_eq!(topics, [("b", Some(0.25), Some(1.0), Some(0.25)), ("a", Some(1.25), Some(2.0), Some(0.625))]);
    let [a1, a2, b1] = summary.items.as_slice() else { panic!("three items") };
    assert_eq!([a1, a2, b1].map(|item| item.facility), [Some(0.75), Some(0.5), Some(0.25)]);
    assert_eq!(
        [a1, a2, b1].map(|item| (item.blank, item.multiple, item.unreadable)),
        [(0, 0, 0), (1, 1, 0), (0, 0, 1)]
    );
    // a1 = 1 1 1 0, rest = 2 1 0 0: Σxy − ΣxΣy/n = 3 − 9/4, over √(3/4 · 11/4).
    let want = 0.75 / (0.75_f64 * 2.75).sqrt();
    assert!((a1.discrimination.unwrap() - want).abs() < 1e-15);
    let key_of_a1 = a1.choices[0].r_rest.unwrap();
    assert!((key_of_a1 - want).abs() < 1e-15, "marking the key is scoring the point");
    // Form B prints a1 as C A B: the last candidate's A is c3, whoever chose c3 has total 0.
    let c3 = &a1.choices[2];
    assert_eq!((c3.count, c3.share, c3.mean_score, c3.key), (1, Some(0.25), Some(0.0), false));
    // Marking c3 = 0 0 0 1 against rest 2 1 0 0: 0 − 3/4 over √(3/4 · 11/4).
    assert!((c3.r_rest.unwrap() + want).abs() < 1e-15);
    assert_eq!((a1.choices[1].count, a1.choices[1].mean_score, a1.choices[1].r_rest), (0, None, None));
}

#[test]
fn alpha_says_why_it_is_missing() {
    let key = key();
    let alpha = |sheets: &[(usize, &str)]| {
        let mut tally = ExamTally::new(&key);
        for (form, letters) in sheets {
            tally.add(&sheet(&key, *form, letters)).unwrap();
        }
        tally.finish().alpha
    };
    assert_eq!(alpha(&[(0, "AAA")]), Err(NoAlpha::TooFewCandidates));
    assert_eq!(alpha(&[(0, "AAA"), (2, "AB")]), Err(NoAlpha::DifferentItems));
    assert_eq!(alpha(&[(0, "AAA"), (0, "AB!")]), Err(NoAlpha::DifferentItems));
    assert_eq!(alpha(&[(0, "AAA"), (0, "AAA")]), Err(NoAlpha::NoVariance));
    assert!(alpha(&[(2, "AA"), (2, "BB")]).is_ok_and(|alpha| alpha == 1.0), "two equal items");
}

#[test]
fn what_was_not_put_to_a_candidate_is_no_part_of_the_item() {
    let key = key();
    let mut tally = ExamTally::new(&key);
    for letters in ["AA!", "ABA"] {
        tally.add(&sheet(&key, 0, letters)).unwrap();
    }
    let b1 = &tally.finish().items[2];
    assert_eq!((b1.n, b1.facility, b1.choices[0].share), (1, Some(1.0), Some(1.0)));
}

#[test]
fn sheets_that_do_not_fit_are_left_out_whole() {
    let key = key();
    let mut tally = ExamTally::new(&key);
    let good = sheet(&key, 0, "AAA");
    let cases = [
        (ScoreSheet { form: 7, ..good.clone() }, TallyError::Sheet { form: 7, scores: 3 }),
        (ScoreSheet { form: 2, ..good.clone() }, TallyError::Sheet { form: 2, scores: 3 }),
        (ScoreSheet { total: Points::ZERO, ..good.clone() }, TallyError::Total),
        (
            ScoreSheet {
                scores: good
                    .scores
                    .iter()
                    .map(|s| QuestionScore { points: Points::from_units(i64::MAX), ..s.clone() })
                    .collect(),
                ..good
            },
            TallyError::TooManyPoints,
        ),
    ];
    for (sheet, error) in cases {
        assert_eq!(tally.add(&sheet), Err(error));
    }
    assert_eq!(tally.finish(), ExamTally::new(&key).finish());
}

proptest! {
    #[test]
    fn any_split_in_any_order_gives_the_same_bits(
        rows in prop::collection::vec((0_usize..3, "[ABC?+!-]{3}", 0_usize..4), 0..40),
    ) {
        let key = key();
        let mut whole = ExamTally::new(&key);
        let mut parts = [(); 4].map(|()| ExamTally::new(&key));
        for (form, letters, part) in &rows {
            let sheet = sheet(&key, *form, letters);
            whole.add(&sheet).unwrap();
            parts[*part].add(&sheet).unwrap();
        }
        let mut merged = ExamTally::new(&key);
        for part in parts.iter().rev() {
            merged.merge(part).unwrap();
        }
        let (whole, merged) = (whole.finish(), merged.finish());
        prop_assert_eq!(&whole, &merged);
        prop_assert_eq!(whole.distribution.values().sum::<u64>(), rows.len() as u64);
        for item in &whole.items {
            let chosen: u64 = item.choices.iter().map(|choice| choice.count).sum();
            prop_assert_eq!(chosen + item.blank + item.multiple + item.unreadable, item.n);
            prop_assert!(item.discrimination.is_none_or(|r| (-1.0..=1.0).contains(&r)));
        }
    }
}

//! Forms beside each other where rulings concern one of them: what the forms of an exam without the question would show.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its data must fail")]

use mockexam_analysis::{AgainstFirst, Design, ExamTally, FormSummary};
use mockexam_model::{
    AnswerKey, CandidateId, FormCode, ItemId, Points, QuestionScore, Response, Ruling, RulingAction,
    ScoreSheet,
};

/// A key whose forms ask these items, a letter each; each item brings a point.
fn key(forms: &[&str], cut: i32) -> AnswerKey {
    let mut text = format!("title = 'T'\ncode = 'C'\ncut_score = {cut}\n");
    for (code, items) in ["A", "B"].iter().zip(forms) {
        let questions: Vec<String> =
            items.chars().map(|item| format!("{{ item = '{item}', choices = [0, 1] }}")).collect();
        text.push_str(&format!("[[form]]\ncode = '{code}'\nquestion = [{}]\n", questions.join(", ")));
    }
    for item in 'a'..='f' {
        text.push_str(&format!(
            "[[item]]\nid = '{item}'\nrev = 1\ntopic = 't'\nlevel = 'remember'\nstyle = 'standard'\npoints = 1\nstem = '?'\nexplanation = '!'\n\
             choice = [{{ id = 'c1', text = '1', key = true }}, {{ id = 'c2', text = '2' }}]\n"
        ));
    }
    toml::from_str(&text).unwrap()
}

fn ruling(id: &str, form: &str, action: RulingAction) -> Ruling {
    let form = Some(FormCode::new(form).unwrap());
    Ruling { id: id.into(), item: ItemId::new("b").unwrap(), form, action, reason: "so".into(), date: None }
}

/// Right answers of sixty candidates by item; those of form B know more, and b is hard.
fn is_right(form: usize, candidate: usize, item: char) -> bool {
    let item_number = item as usize - 'a' as usize;
    let luck = (candidate * 37 + item_number * 17 + candidate * candidate * item_number) % 60;
    let hard = if item == 'b' { 22 } else { 0 };
    luck + hard < 22 + candidate / 2 + form * 7
}

fn summaries(key: &AnswerKey) -> Vec<FormSummary> {
    let mut tally = ExamTally::new(key);
    for (form, asked) in key.forms().iter().enumerate() {
        for candidate in 0..60 {
            let score = |(question, item): (&mockexam_model::QuestionKey, &mockexam_model::ItemSnapshot)| {
                let id = question.item.as_str().chars().next().unwrap();
                let points = match key.standing(asked, &question.item) {
                    mockexam_model::Standing::FullCredit => item.points,
                    _ if is_right(form, candidate, id) => item.points,
                    _ => Points::ZERO,
                };
                QuestionScore { response: Response::Blank, points }
            };
            let scores: Vec<QuestionScore> = key.questions(asked).map(score).collect();
            let total = scores.iter().map(|score| score.points).sum();
            let candidate = CandidateId::new("x").unwrap();
            tally.add(&ScoreSheet { candidate, name: None, form, scores, total }).unwrap();
        }
    }
    tally.finish().forms
}

fn against(key: &AnswerKey) -> AgainstFirst {
    summaries(key)[1].against_first.unwrap()
}

fn close(a: Option<f64>, b: f64) {
    assert!((a.unwrap() - b).abs() < 1e-12, "{a:?} {b}");
}

#[test]
fn a_void_question_is_no_anchor() {
    let ruled = key(&["abcd", "abef"], 2).with_rulings(vec![ruling("r", "B", RulingAction::Void)]).unwrap();
    let (found, without) = (against(&ruled), against(&key(&["abcd", "aef"], 2)));
    assert_eq!(found.design, Design::CommonItems);
    close(found.mean_cut, without.mean_cut.unwrap());
    // Four points against three: means of the two say nothing of each other.
    assert_eq!((found.difference, found.interval), (None, None));
    let drawn = against(&key(&["abcd", "abef"], 2));
    assert!(drawn.difference.is_some() && drawn.mean_cut != found.mean_cut);
}

#[test]
fn a_question_with_full_credit_is_no_anchor() {
    let full = ruling("r", "A", RulingAction::FullCredit);
    let ruled = key(&["abcd", "abef"], 3).with_rulings(vec![full]).unwrap();
    // Everybody has the point: 3 of 4 on form A are 2 of the 3 that measure.
    let without = against(&key(&["acd", "abef"], 2));
    close(against(&ruled).mean_cut, without.mean_cut.unwrap());
}

#[test]
fn forms_ask_the_same_only_where_they_are_ruled_alike() {
    let on = |form: &str| ruling(form, form, RulingAction::Void);
    let same = |rulings| against(&key(&["abc", "cba"], 2).with_rulings(rulings).unwrap());
    assert_eq!(same(vec![]).design, Design::SameItems);
    assert_eq!(same(vec![on("A"), on("B")]).design, Design::SameItems);
    let full = |form: &str| ruling(form, form, RulingAction::FullCredit);
    assert_eq!(same(vec![full("A"), full("B")]).design, Design::SameItems);
    let one = same(vec![on("B")]);
    assert_eq!((one.design, one.difference), (Design::CommonItems, None));
    // Nothing is left that both score alike.
    let apart = key(&["b", "b"], 1).with_rulings(vec![full("B")]).unwrap();
    assert_eq!(against(&apart).design, Design::RandomGroups);
}

#[test]
fn a_void_item_is_not_flagged() {
    let void = Ruling { form: None, ..ruling("r", "A", RulingAction::Void) };
    let key = key(&["abc", "cba"], 2).with_rulings(vec![void]).unwrap();
    let mut tally = ExamTally::new(&key);
    for number in 0..200 {
        let right = |item: char| Points::from_whole(i32::from(item != 'b' && is_right(0, number % 60, item)));
        let scores: Vec<QuestionScore> = "abc"
            .chars()
            .map(|item| QuestionScore { response: Response::Blank, points: right(item) })
            .collect();
        let total = scores.iter().map(|score| score.points).sum();
        let candidate = CandidateId::new("x").unwrap();
        tally.add(&ScoreSheet { candidate, name: None, form: 0, scores, total }).unwrap();
    }
    let summary = tally.finish();
    let item = summary.items.iter().find(|item| item.item.as_str() == "b").unwrap();
    assert_eq!((item.n, item.facility, item.flags.as_slice()), (200, None, &[][..]));
}

#[test]
fn alpha_is_that_of_the_form() {
    // KR-20 by its definition, from the right answers.
    let kr20 = |form: usize, items: &str| -> f64 {
        let right = |c: usize, i: char| if is_right(form, c, i) { 1.0 } else { 0.0 };
        let total = |c: usize| items.chars().map(|i| right(c, i)).sum::<f64>();
        let mean = (0..60).map(total).sum::<f64>() / 60.0;
        let variance = (0..60).map(|c| (total(c) - mean).powi(2)).sum::<f64>() / 60.0;
        let p = |i: char| (0..60).map(|c| right(c, i)).sum::<f64>() / 60.0;
        let k = items.len() as f64;
        k / (k - 1.0) * (1.0 - items.chars().map(|i| p(i) * (1.0 - p(i))).sum::<f64>() / variance)
    };
    let ruled = key(&["abcd", "abef"], 2).with_rulings(vec![ruling("r", "B", RulingAction::Void)]).unwrap();
    let [first, second] = &summaries(&ruled)[..] else { panic!("two forms") };
    close(first.alpha, kr20(0, "abcd"));
    close(second.alpha, kr20(1, "aef"));
}

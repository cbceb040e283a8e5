//! Keys under rulings: what everybody then sees of them.

use super::*;
use crate::{AnswerKey, Points};

const KEY: &str = r#"
    title = "Sample"
    code = "K"
    cut_score = 2
    form = [
      { code = "A", question = [{ item = "a", choices = [0, 1] }, { item = "b", choices = [1, 0] }, { item = "c", choices = [0, 1] }] },
      { code = "B", question = [{ item = "b", choices = [0, 1] }, { item = "c", choices = [0, 1] }, { item = "a", choices = [1, 0] }] },
    ]
    item = [
      { id = "a", rev = 1, topic = "t", level = "remember", style = "standard", points = 1, stem = "?", explanation = "!",
        choice = [{ id = "c1", text = "1", key = true }, { id = "c2", text = "2" }] },
      { id = "b", rev = 1, topic = "t", level = "remember", style = "standard", points = 1, stem = "?", explanation = "!",
        choice = [{ id = "c1", text = "1", key = true }, { id = "c2", text = "2" }] },
      { id = "c", rev = 1, topic = "t", level = "remember", style = "standard", points = 1, stem = "?", explanation = "!",
        choice = [{ id = "c1", text = "1", key = true }, { id = "c2", text = "2" }] },
    ]
"#;

fn key() -> AnswerKey {
    toml::from_str(KEY).unwrap()
}

fn ruling(id: &str, item: &str, form: Option<&str>, action: RulingAction) -> Ruling {
    let form = form.map(|form| FormCode::new(form).unwrap());
    Ruling { id: id.into(), item: ItemId::new(item).unwrap(), form, action, reason: "so".into(), date: None }
}

fn rekey(choice: u8) -> RulingAction {
    RulingAction::Rekey(vec![KeyAnswer::Choices(vec![choice])])
}

/// The measure of both forms: most points and cut score.
fn measures(key: &AnswerKey) -> Vec<(Points, Option<Points>)> {
    key.forms().iter().map(|form| key.standard(form)).map(|s| (s.maximum, s.cut_score)).collect()
}

#[test]
fn a_void_question_moves_the_cut_score_with_the_maximum() {
    let (two, three) = (Points::from_whole(2), Points::from_whole(3));
    let four_thirds = Points::from_ratio(4, 3).unwrap();
    let drawn = key();
    assert_eq!((measures(&drawn), drawn.common_cut()), (vec![(three, Some(two)); 2], Some(two)));
    let everywhere = drawn.clone().with_rulings(vec![ruling("r1", "a", None, RulingAction::Void)]).unwrap();
    assert_eq!(measures(&everywhere), vec![(two, Some(four_thirds)); 2]);
    assert_eq!(everywhere.common_cut(), Some(four_thirds));
    let on_b = drawn.with_rulings(vec![ruling("r1", "a", Some("B"), RulingAction::Void)]).unwrap();
    assert_eq!(measures(&on_b), [(three, Some(two)), (two, Some(four_thirds))]);
    assert_eq!(on_b.common_cut(), None);
    let item = |form: usize| {
        on_b.questions(&on_b.forms()[form]).find(|(_, item)| item.id.as_str() == "a").unwrap().1
    };
    assert_eq!((item(0).points, item(1).points), (Points::from_whole(1), Points::ZERO));
    assert_eq!(on_b.item(&ItemId::new("a").unwrap()).unwrap().points, Points::from_whole(1));
}

#[test]
fn a_key_with_rulings_survives_its_file() {
    let rulings = vec![
        ruling("r1", "a", None, rekey(1)),
        ruling("r2", "b", Some("B"), RulingAction::Accept(vec![KeyAnswer::Choices(vec![1])])),
        ruling("r3", "c", None, RulingAction::Void),
    ];
    let ruled = key().with_rulings(rulings.clone()).unwrap();
    let text = toml::to_string(&ruled).unwrap();
    let read: AnswerKey = toml::from_str(&text).unwrap();
    assert_eq!(read, ruled);
    assert_eq!(read.rulings(), rulings);
    assert_eq!(
        toml::to_string(&read.with_rulings(vec![]).unwrap()),
        toml::to_string(&key()),
        "nothing is lost"
    );
}

#[test]
fn what_cannot_hold_together_is_refused() {
    let refused = |rulings: Vec<Ruling>| key().with_rulings(rulings).unwrap_err().to_string();
    let void = RulingAction::Void;
    let both = |one: (Option<&str>, RulingAction), other: (Option<&str>, RulingAction)| {
        vec![ruling("r1", "a", one.0, one.1), ruling("r2", "a", other.0, other.1)]
    };
    assert_eq!(
        refused(both((None, void.clone()), (Some("B"), rekey(1)))),
        "ruling r2: it contradicts ruling r1"
    );
    assert_eq!(
        refused(both((Some("B"), rekey(1)), (None, void.clone()))),
        "ruling r2: it contradicts ruling r1"
    );
    assert!(key().with_rulings(both((Some("A"), void.clone()), (Some("B"), rekey(1)))).is_ok());
    assert_eq!(refused(vec![ruling("r1", "x", None, void)]), "ruling r1: the exam does not ask its item");
    let two = RulingAction::Rekey(vec![KeyAnswer::Choices(vec![0, 1])]);
    assert!(refused(vec![ruling("r1", "a", None, two)]).contains("as many choices"));
    let beyond = RulingAction::Accept(vec![KeyAnswer::Choices(vec![2])]);
    assert!(refused(vec![ruling("r1", "a", None, beyond)]).contains("as many choices"));
}

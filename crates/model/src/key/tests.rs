//! Answer keys: what a form shows, what a file keeps, what is refused.

use super::*;
use crate::{Block, ChoiceContent, RichText};

const KEY: &str = r#"
    title = "Sample"
    code = "K7Q3MD"
    cut_score = 1
    topic = [{ id = "basics", name = "Basics" }]
    [[form]]
    code = "A"
      [[form.question]]
      item = "ba-002"
      statements = [1, 2, 3, 0]
      choices = [1, 2, 3, 0]
      [[form.question]]
      item = "ba-001"
      choices = [2, 0, 1]
    [[item]]
    id = "ba-001"
    rev = 1
    topic = "basics"
    level = "remember"
    style = "standard"
    points = 1
    stem = "Which?"
    explanation = "That one."
    choice = [{ id = "c1", text = "One", key = true }, { id = "c2", text = "Two", why = "No." }, { id = "c3", text = "Three" }]
    [[item]]
    id = "ba-002"
    rev = 3
    topic = "basics"
    level = "understand"
    style = "list"
    points = 1
    stem = "Which **two**?"
    explanation = "Those."
    statement = [{ id = "s1", text = "S1", key = true }, { id = "s2", text = "S2", key = true }, { id = "s3", text = "S3" }, { id = "s4", text = "S4" }]
    choice = [{ id = "c1", statements = [0, 1], key = true }, { id = "c2", statements = [1, 2] }, { id = "c3", statements = [2, 3] }, { id = "c4", statements = [3, 0] }]
"#;

#[test]
fn a_form_is_the_key_without_its_secrets() {
    let key: AnswerKey = toml::from_str(KEY).unwrap();
    let form = key.form(&key.forms()[0]);
    // Rotated by one: printed statements S2 S3 S4 S1; the canonical pair 1+2 is printed as "1 and 4".
    let Block::Choices(pairs) = &form.questions[0].body.blocks[1] else { panic!("choices expected") };
    assert_eq!(
        *pairs,
        [[1, 2].into(), [2, 3].into(), [3, 4].into(), [1, 4].into()].map(ChoiceContent::Statements)
    );
    assert_eq!(
        form.questions[1].body.blocks,
        [Block::Choices(["Three", "One", "Two"].map(|t| ChoiceContent::Text(RichText::literal(t))).into())]
    );
    let keys: Vec<Vec<usize>> = key
        .questions(&key.forms()[0])
        .map(|(question, item)| question.key_positions(item).collect())
        .collect();
    assert_eq!(keys, [vec![3], vec![1]]);
}

#[test]
fn a_key_survives_its_file() {
    let key: AnswerKey = toml::from_str(KEY).unwrap();
    let written = toml::to_string(&key).unwrap();
    assert_eq!(toml::from_str::<AnswerKey>(&written).unwrap(), key, "{written}");
}

#[test]
fn contradictions_are_refused() {
    let cases = [
        ("choices = [2, 0, 1]", "choices = [2, 0, 0]", "no permutation"),
        ("item = \"ba-001\"", "item = \"ba-009\"", "holds no copy"),
        ("text = \"Two\"", "text = \"Two\", key = true", "as many right choices as it asks for"),
        ("statements = [3, 0]", "statements = [4, 0]", "a statement that is not there"),
        ("id = \"c3\", text", "id = \"c1\", text", "same id"),
        ("item = \"ba-001\"", "item = \"ba-002\"", "occurs twice"),
        ("rev = 1", "rev = 1\nstimulus = \"gone\"", "a case that the key does not hold"),
    ];
    for (from, to, message) in cases {
        let broken = KEY.replacen(from, to, 1);
        let error = toml::from_str::<AnswerKey>(&broken).unwrap_err().to_string();
        assert!(error.contains(message), "{from} -> {to}: {error}");
    }
}

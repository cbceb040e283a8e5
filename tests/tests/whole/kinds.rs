//! Every kind of item, from its sample in the bank to paper, grade and report.

use crate::class::graded;
use mockexam_assembly::{Blueprint, Exam, Mode, Request, Seed, assemble};
use mockexam_bank::{Bank, KINDS, SourceFile};
use mockexam_model::{
    AnswerKey, FormKey, ItemSnapshot, Points, QuestionKey, QuestionScore, Task, part_label,
};
use mockexam_paper::{
    Cover, FontBook, Language, SheetSerial, Template, WrongAnswers, answer_sheet, exam_paper, layout,
};
use mockexam_report::{key_sheet, rationale};

const BANK: &str = r#"
    [bank]
    id = "samples"
    title = "Samples"
    language = "en"
    [[topic]]
    id = "sample"
    name = "Sample"
    [[concept]]
    id = "sample-fact"
    topic = "sample"
    name = "A fact"
    fact = "Something that is so."
    sources = [{ source = "handbook" }]
    levels = ["remember", "understand", "apply"]
"#;

/// Two forms that ask an item of each kind.
fn exam() -> Exam {
    let items: String = KINDS.iter().map(|kind| kind.sample()).collect();
    let reading = Bank::read(&[SourceFile::new("samples.toml", &format!("{BANK}{items}"))]);
    assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
    let text = format!(
        "title = 'Kinds'\nbank = 'samples'\nquestions = {}\nminutes = 30\ncut_score = 10",
        KINDS.len()
    );
    let blueprint = Blueprint::read("kinds.toml", &text).unwrap();
    let seed = Seed::new("kinds");
    let request = Request {
        blueprint: &blueprint,
        blueprint_text: &text,
        seed: &seed,
        forms: 2,
        mode: Mode::Scrambled,
    };
    assemble(&request, &reading.bank).unwrap()
}

/// The cells that earn full points, in the order of the parts.
fn right(question: &QuestionKey, item: &ItemSnapshot) -> Vec<String> {
    match &item.task {
        Task::Choose { .. } => vec![question.key_positions(item).map(QuestionKey::letter).collect()],
        Task::Rows { .. } => {
            question.row_positions(item).into_iter().map(|p| QuestionKey::letter(p).to_string()).collect()
        }
        Task::Number(number) => vec![number.answer.to_string()],
        Task::Words(words) => vec![words.accept[0].clone()],
        Task::Essay(essay) => essay.criteria.iter().map(|criterion| criterion.points.to_string()).collect(),
    }
}

/// An answer file of one row for a form.
fn answers(
    key: &AnswerKey,
    form: &FormKey,
    cells: impl Fn(&QuestionKey, &ItemSnapshot) -> Vec<String>,
) -> String {
    let mut header = String::from("candidate,form");
    let mut row = format!("007,{}", form.code);
    for (number, (question, item)) in (1..).zip(key.questions(form)) {
        for (part, cell) in cells(question, item).into_iter().enumerate() {
            let label = if item.task.has_columns_of_its_own() {
                part_label(number, part)
            } else {
                number.to_string()
            };
            header.push_str(&format!(",{label}"));
            row.push_str(&format!(",{cell}"));
        }
    }
    format!("{header}\n{row}\n")
}

/// The key with the given form only, so that a file needs the columns of no other.
fn alone(key: &AnswerKey, form: &FormKey) -> AnswerKey {
    let (items, stimuli) = (key.items().cloned().collect(), key.stimuli().to_vec());
    let topics = key.topics.clone();
    AnswerKey::new("K".into(), "K".into(), key.cut_score, topics, items, stimuli, vec![form.clone()]).unwrap()
}

fn scores(key: &AnswerKey, answers: &str) -> (Points, Vec<QuestionScore>) {
    let class = graded(key, answers);
    assert_eq!(class.books.reconciliation.findings, [], "{answers}");
    (class.sheets[0].total, class.sheets[0].scores.clone())
}

#[test]
fn the_key_earns_all_points_and_a_blank_none() {
    let exam = exam();
    for form in exam.secret.key.forms() {
        let key = alone(&exam.secret.key, form);
        let maximum: Points = key.questions(form).map(|(_, item)| item.points).sum();
        let (total, scores_of_key) = scores(&key, &answers(&key, form, right));
        let missed: Vec<_> = key
            .questions(form)
            .zip(&scores_of_key)
            .filter(|((_, item), score)| score.points != item.points)
            .map(|((_, item), score)| (item.id.to_string(), score.response.clone()))
            .collect();
        assert_eq!((total, missed), (maximum, vec![]), "form {}", form.code);
        let blank =
            |question: &QuestionKey, item: &ItemSnapshot| vec![String::new(); right(question, item).len()];
        assert_eq!(scores(&key, &answers(&key, form, blank)).0, Points::ZERO);
    }
}

#[test]
fn what_is_right_on_one_form_is_wrong_on_the_other_where_letters_moved() {
    let exam = exam();
    let (key, forms) = (&exam.secret.key, exam.secret.key.forms());
    let moved = key.questions(&forms[0]).any(|(question, _)| {
        let other = forms[1].questions.iter().find(|other| other.item == question.item).unwrap();
        other.choices != question.choices || other.statements != question.statements
    });
    assert!(moved, "two forms with the same letters test nothing");
}

#[test]
fn every_kind_is_printed_with_its_key_and_reasons() {
    let exam = exam();
    let key = &exam.secret.key;
    let (language, template, fonts) =
        (Language::english().unwrap(), Template::a4().unwrap(), FontBook::shipped().unwrap());
    for form in key.forms() {
        let printable = key.form(form);
        let cover = Cover {
            title: "Kinds".into(),
            subtitle: String::new(),
            date: None,
            code: "K1".into(),
            form: form.code.clone(),
            minutes: 30,
            cut_score: None,
            maximum: Points::from_whole(20),
            contact: None,
            notice: mockexam_model::RichText::default(),
            instructions: vec![],
            wrong_answers: WrongAnswers::Free,
            holder: None,
            logo: None,
        };
        let (sheet, map) =
            answer_sheet(&printable, &cover, SheetSerial::of("K1", &form.code), &language, &template);
        let paper = exam_paper(&printable, &cover, &language, &template);
        let documents = [paper, sheet, key_sheet(key, form, &language), rationale(key, form, &language)];
        let texts = documents.map(|document| {
            let pages = layout(&document, &template, &fonts).unwrap().pages;
            pages.iter().map(|page| page.text()).collect::<String>()
        });
        // 4 one-letter and multiple items, 3 + 4 + 4 rows.
        assert_eq!(map.layout.questions.len(), 15, "{:?}", map.layout);
        for (_, item) in key.questions(form) {
            let Task::Essay(essay) = &item.task else { continue };
            let model = essay.model_answer.plain();
            let words = model.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
            assert!(!texts[0].contains(&words) && texts[3].contains(&words), "{words}");
        }
        insta::assert_snapshot!(format!("kinds_on_form_{}", form.code), texts.join("\n=====\n"));
    }
}

const VARIANT: &str = r#"
[[item]]
id = "sa-100"
topic = "sample"
concepts = ["sample-fact"]
type = "numeric"
level = "apply"
difficulty = 0.7
status = "reviewed"
stem = "A bath of {litres} litres is filled at {rate} litres a minute, with the plug in and nothing spilled. How many minutes does that take?"
answer = "{minutes}"
unit = "minutes"
explanation = "{litres} litres divided by {rate} litres a minute are {minutes} minutes."
constraints = ["rate != minutes"]
[item.variables]
rate = { from = 5, to = 90 }
minutes = { from = 12, to = 70 }
litres = "rate * minutes"
  [[item.near_miss]]
  value = "{rate}"
  why = "{rate} litres is what flows in one of the {minutes} minutes."
[[item]]
id = "sa-101"
topic = "sample"
concepts = ["sample-fact"]
type = "single"
arrange = "ascending"
level = "apply"
difficulty = 0.7
status = "reviewed"
stem = "Four boxes of {n} pens and one of {m} stand in a cupboard. How many pens does it hold?"
explanation = "Four times {n} and {m} are {sum}."
constraints = ["sum != wrong && sum != product && wrong != product"]
[item.variables]
n = { from = 6, to = 24, step = 2 }
m = { from = 3, to = 30, step = 3 }
sum = "4 * n + m"
wrong = "n + 4 * m"
product = "4 * n * m"
  [[item.option]]
  text = "{sum} pens"
  key = true
  [[item.option]]
  text = "{wrong} pens"
  why = "This takes four boxes of {m}."
  [[item.option]]
  text = "{product} pens"
  why = "This multiplies where {m} is to be added."
"#;

/// Forms of variants: each draws its own numbers, prints them, and is graded by its own key.
#[test]
fn each_form_draws_its_own_variant_and_is_graded_by_it() {
    let reading = Bank::read(&[SourceFile::new("samples.toml", &format!("{BANK}{VARIANT}"))]);
    assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
    let text = "title = 'V'\nbank = 'samples'\nquestions = 2\nminutes = 5";
    let blueprint = Blueprint::read("v.toml", text).unwrap();
    let seed = Seed::new("variants");
    let request =
        Request { blueprint: &blueprint, blueprint_text: text, seed: &seed, forms: 8, mode: Mode::Scrambled };
    let exam = assemble(&request, &reading.bank).unwrap();
    let key = &exam.secret.key;
    let mut stems = std::collections::BTreeSet::new();
    for form in key.forms() {
        let maximum: Points = key.questions(form).map(|(_, item)| item.points).sum();
        assert_eq!(scores(&alone(key, form), &answers(key, form, right)).0, maximum, "form {}", form.code);
        for question in key.form(form).questions {
            let printed = format!("{:?}", question.body);
            assert!(
                !printed.contains("{litres") && !printed.contains("{n}") && !printed.contains("{sum"),
                "{printed}"
            );
            stems.insert(question.body.stem.plain());
        }
        for (question, item) in key.questions(form).filter(|(_, item)| !item.choices.is_empty()) {
            let numbers: Vec<u64> = question
                .body(item)
                .blocks
                .iter()
                .flat_map(|block| match block {
                    mockexam_model::Block::Choices(choices) => choices.clone(),
                    _ => vec![],
                })
                .map(|choice| match choice {
                    mockexam_model::ChoiceContent::Text(text) => {
                        text.plain().split(' ').next().unwrap().parse().unwrap()
                    }
                    _ => panic!("numbers expected"),
                })
                .collect();
            assert!(numbers.is_sorted(), "{numbers:?}");
        }
    }
    assert!(stems.len() > 8, "{stems:?}");
    assert_eq!(assemble(&request, &reading.bank).unwrap(), exam);
}

//! Rows of a key file become forms and items.

use super::row::{Any, KeyRow};
use super::{KeyFaults, OutsideKey};
use crate::shown::{listed, shown};
use mockexam_model::{
    AnswerKey, ChoiceId, ChoiceScoring, ChoiceSnapshot, Diagnostic, FormCode, FormKey, ItemId, ItemSnapshot,
    Level, Marks, Place, QuestionKey, RichText, SnapshotContent, Style, Task, TopicId, TopicName, Values,
};
use std::collections::{BTreeMap, BTreeSet};

/// Fewest choices that are assumed where a file does not say how many there are.
const FEWEST: u8 = 4;

/// Puts the key together, or adds faults.
pub(super) fn key(
    title: &str,
    sha256: &[u8; 32],
    mut rows: Vec<KeyRow>,
    has_options: bool,
    faults: &mut KeyFaults<'_>,
) -> Option<OutsideKey> {
    let warnings = fill_options(&mut rows, has_options, faults);
    let forms = forms(rows, faults)?;
    let topics = topics(forms.iter().flat_map(|(_, rows)| rows));
    let mut first: BTreeMap<&ItemId, &KeyRow> = BTreeMap::new();
    let mut moved = BTreeSet::new();
    let mut shared = BTreeSet::new();
    for row in forms.iter().flat_map(|(_, rows)| rows) {
        let Some(known) = first.get(&row.item) else {
            first.insert(&row.item, row);
            continue;
        };
        compare(known, row, faults);
        shared.insert(&row.item);
        if known.letters != row.letters {
            moved.insert(&row.item);
        }
    }
    // Where no letter moved on any form, choices were not shuffled; where one did, any may have been.
    let unmatched: BTreeSet<ItemId> =
        if moved.is_empty() { BTreeSet::new() } else { shared.iter().map(|&id| id.clone()).collect() };
    if !faults.found.is_empty() {
        return None;
    }
    let items = first.values().filter_map(|row| snapshot(row, &topics)).collect();
    let form = |(code, rows): &(FormCode, Vec<KeyRow>)| FormKey {
        code: code.clone(),
        questions: rows.iter().map(|row| question(row, first.get(&row.item).copied())).collect(),
    };
    let forms_of_key = forms.iter().map(form).collect();
    let code = sha256.iter().take(3).map(|byte| format!("{byte:02X}")).collect();
    let names = topics.into_iter().map(|(name, id)| TopicName { id, name }).collect();
    match AnswerKey::new(title.to_owned(), code, None, names, items, vec![], forms_of_key) {
        Ok(key) => Some(OutsideKey { key: key.with_unmatched(unmatched), warnings }),
        Err(error) => {
            faults.add("G61", 1, None, error.to_string(), "correct the rows of this item");
            None
        }
    }
}

/// Says how many choices there are where the file does not.
fn fill_options(rows: &mut [KeyRow], has_options: bool, faults: &mut KeyFaults<'_>) -> Vec<Diagnostic> {
    let highest = rows.iter().filter_map(|row| row.letters.highest()).max().map_or(0, |highest| highest + 1);
    let assumed = highest.max(FEWEST);
    let mut any = false;
    for row in rows {
        match row.options {
            None if has_options => {
                faults.add(
                    "G61",
                    row.line,
                    None,
                    "the row does not say how many options there are".into(),
                    "fill the column options",
                );
            }
            None => {
                any = true;
                row.options = Some(assumed);
            }
            Some(options) if row.letters.highest().is_some_and(|highest| highest >= options) => {
                let fact = format!("the key {} names more than {options} options", row.letters.letters());
                faults.add("G61", row.line, None, fact, "correct key or options");
            }
            Some(_) => {}
        }
    }
    if !any {
        return Vec::new();
    }
    let last = QuestionKey::letter(usize::from(assumed) - 1);
    let fact =
        format!("the key does not say how many options there are; A to {last} are taken as possible answers");
    let warning = Diagnostic::warning("G62", fact).at(faults.file, Place::File, "");
    vec![warning.help("add a column options, so that letters beyond them are found")]
}

/// The rows of each form in the order of its questions.
fn forms(rows: Vec<KeyRow>, faults: &mut KeyFaults<'_>) -> Option<Vec<(FormCode, Vec<KeyRow>)>> {
    let named = rows.iter().filter(|row| row.form.is_some()).count();
    if let Some(row) = rows.iter().find(|row| row.form.is_none() && named > 0) {
        faults.add(
            "G61",
            row.line,
            None,
            "the row names no form".into(),
            "fill the column form in every row, or in none",
        );
        return None;
    }
    let mut places: BTreeMap<FormCode, usize> = BTreeMap::new();
    let mut forms: Vec<(FormCode, Vec<KeyRow>)> = Vec::new();
    for row in rows {
        let code = row.form.clone().unwrap_or_else(|| FormCode::shared(0));
        let place = *places.entry(code.clone()).or_insert(forms.len());
        if place == forms.len() {
            forms.push((code, Vec::new()));
        }
        forms[place].1.push(row);
    }
    let before = faults.found.len();
    for (code, rows) in &mut forms {
        order(code, rows, faults);
    }
    (faults.found.len() == before).then_some(forms)
}

/// Puts the rows of a form in the order of its questions: by the column for it, by items that are called after their number, or as
/// they stand.
fn order(code: &FormCode, rows: &mut [KeyRow], faults: &mut KeyFaults<'_>) {
    let written = rows.iter().filter(|row| row.question.is_some()).count();
    if written == 0 {
        let numbers: Option<Vec<usize>> = rows.iter().map(|row| number_of(&row.item)).collect();
        let Some(numbers) = numbers else { return };
        for (row, number) in rows.iter_mut().zip(numbers) {
            row.question = Some(number);
        }
    } else if let Some(row) = rows.iter().find(|row| row.question.is_none()) {
        faults.add(
            "G61",
            row.line,
            None,
            "the row names no question".into(),
            "fill the column question in every row, or in none",
        );
        return;
    }
    rows.sort_by_key(|row| row.question);
    for (number, row) in (1..).zip(rows.iter()) {
        let found = row.question.unwrap_or(number);
        if found != number {
            let fact = match found < number {
                true => format!("question {found} of form {code} is there twice"),
                false => format!("form {code} has no question {number}, but question {found}"),
            };
            let help = "number the questions of a form 1, 2 … in a column question, each once";
            faults.add("G61", row.line, None, fact, help);
            return;
        }
    }
}

/// The number of a question that gave an item its name: `q12`, `12`.
fn number_of(item: &ItemId) -> Option<usize> {
    let digits = item.as_str().trim_start_matches(['q', 'Q']);
    let plain = item.as_str().len() <= digits.len() + 1 && !digits.starts_with('0');
    digits.parse().ok().filter(|_| plain)
}

/// An item on another form must be the same but for its letters.
fn compare(known: &KeyRow, row: &KeyRow, faults: &mut KeyFaults<'_>) {
    let differs = [
        ("options", known.options != row.options),
        ("points", known.points != row.points),
        ("topic", known.topic != row.topic),
        (
            "key (how many letters are needed)",
            (known.any, known.letters.count()) != (row.any, row.letters.count()),
        ),
    ];
    let differs: Vec<&str> =
        differs.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect();
    if known.form == row.form {
        let fact =
            format!("item {} is on line {} of the same form already", shown(row.item.as_str()), known.line);
        faults.add("G61", row.line, None, fact, "give every question of a form an item of its own");
    } else if !differs.is_empty() {
        let fact = format!(
            "item {} has other {} than on line {}",
            shown(row.item.as_str()),
            listed(differs),
            known.line
        );
        faults.add(
            "G61",
            row.line,
            None,
            fact,
            "the same item must be the same on every form but for its letters",
        );
    }
}

/// Topics by name, each with an id that result files can have.
fn topics<'r>(rows: impl Iterator<Item = &'r KeyRow>) -> BTreeMap<String, TopicId> {
    let names: BTreeSet<&str> = rows.map(|row| row.topic.as_str()).collect();
    let mut ids = BTreeSet::new();
    let mut topics = BTreeMap::new();
    for (number, name) in (1..).zip(names) {
        let letters = name
            .to_lowercase()
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect::<String>();
        let slug = letters.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
        let slug = if name.is_empty() { "all".to_owned() } else { slug };
        let id = TopicId::new(&slug).ok().filter(|id| ids.insert(id.clone()));
        let Some(id) = id.or_else(|| TopicId::new(&format!("topic-{number}")).ok()) else { continue };
        topics.insert(name.to_owned(), id);
    }
    topics
}

fn snapshot(row: &KeyRow, topics: &BTreeMap<String, TopicId>) -> Option<ItemSnapshot> {
    let choice = |index: u8| {
        Some(ChoiceSnapshot {
            id: ChoiceId::new(&format!("c{}", index + 1)).ok()?,
            key: row.letters.contains(index),
            content: SnapshotContent::Text(RichText::literal("–")),
            why: RichText::default(),
        })
    };
    let count = match row.any {
        Any::All => u8::try_from(row.letters.count()).unwrap_or(1),
        Any::One => 1,
    };
    let scoring = match row.any {
        Any::All => ChoiceScoring::AllOrNothing,
        Any::One => ChoiceScoring::EitherOr,
    };
    Some(ItemSnapshot {
        id: row.item.clone(),
        rev: 1,
        topic: topics.get(&row.topic)?.clone(),
        level: Level::Remember,
        style: Style::Standard,
        points: row.points,
        concepts: Vec::new(),
        stimulus: None,
        stem: RichText::literal(row.item.as_str()),
        explanation: RichText::default(),
        task: Task::Choose { count, scoring },
        statements: Vec::new(),
        choices: (0..row.options.unwrap_or(FEWEST)).filter_map(choice).collect(),
    })
}

/// A question whose key stands at its own letters; the other choices keep their order.
fn question(row: &KeyRow, first: Option<&KeyRow>) -> QuestionKey {
    let options = row.options.unwrap_or(FEWEST);
    let canonical = first.map_or(row.letters, |first| first.letters);
    let split = |letters: Marks| (0..options).partition::<Vec<u8>, _>(|&position| letters.contains(position));
    let ((printed, other_printed), (keys, others)) = (split(row.letters), split(canonical));
    let mut pairs: Vec<(u8, u8)> =
        printed.into_iter().zip(keys).chain(other_printed.into_iter().zip(others)).collect();
    pairs.sort_unstable();
    let choices = pairs.into_iter().map(|(_, canonical)| canonical).collect();
    QuestionKey { item: row.item.clone(), statements: Vec::new(), choices, values: Values::new() }
}

//! A made-up class for `demo`: invented people who answer by chance, more often right where an item is easy.

use crate::columns::{Column, answer_columns, answer_header};
use mockexam_assembly::{Draw, Purpose, Seed};
use mockexam_bank::Bank;
use mockexam_model::{AnswerKey, Criterion, FormKey, ItemSnapshot, QuestionKey, Task};
use std::collections::BTreeMap;

/// Invented names; the label says what they are wherever they appear.
const NAMES: [&str; 24] = [
    "Ada Sample",
    "Ben Beispiel",
    "Cleo Placeholder",
    "Dan Dummy",
    "Eve Ensayo",
    "Finn Fiction",
    "Gia Guess",
    "Hal Hypothesis",
    "Ida Invented",
    "Jon Jest",
    "Kim Kunstname",
    "Leo Lorem",
    "Mia Mockup",
    "Ned Nobody",
    "Ona Outline",
    "Pip Pretend",
    "Quin Quasi",
    "Ray Random",
    "Sue Simulacrum",
    "Tom Trial",
    "Uma Unreal",
    "Vic Virtual",
    "Wes Whatif",
    "Zoe Zero",
];

/// Roster and answers of a class, as CSV.
pub(crate) struct SimulatedClass {
    pub(crate) roster: String,
    pub(crate) answers: String,
}

/// Lets the class sit the exam.
pub(crate) fn class(key: &AnswerKey, bank: &Bank, seed: &Seed) -> SimulatedClass {
    let forms = key.forms();
    let mut roster = String::from("candidate,name,form\n");
    let columns = answer_columns(key);
    let mut answers = answer_header(&columns);
    for (index, name) in NAMES.iter().enumerate() {
        let candidate = format!("sim-{:02}", index + 1);
        let form = &forms[index % forms.len()];
        roster.push_str(&format!("{candidate},{name} (simulated),{}\n", form.code));
        // Between 20 points in a hundred less able and 25 more able than those who just pass.
        let ability = i64::try_from(seed.draw(Purpose::Simulation, "ability", &candidate, 0).below(451))
            .unwrap_or(0)
            - 200;
        let mut given: BTreeMap<Column, String> = BTreeMap::new();
        for (number, (question, item)) in (1_u16..).zip(key.questions(form)) {
            let cells = cells(form, question, item, bank, ability, &candidate, seed);
            let parted = item.task.has_columns_of_its_own();
            given.extend(
                cells.into_iter().enumerate().map(|(part, cell)| ((number, parted.then_some(part)), cell)),
            );
        }
        let cells: Vec<String> =
            columns.iter().map(|column| given.remove(column).unwrap_or_default()).collect();
        answers.push_str(&format!("{candidate},{},{},{}\n", form.code, key.code, cells.join(",")));
    }
    SimulatedClass { roster, answers }
}

/// What a candidate gives, part by part: now and then nothing or two letters, otherwise what is right with the chance
/// that fits.
fn cells(
    form: &FormKey,
    question: &QuestionKey,
    item: &ItemSnapshot,
    bank: &Bank,
    ability: i64,
    candidate: &str,
    seed: &Seed,
) -> Vec<String> {
    let mut draw = seed.draw(Purpose::Simulation, form.code.as_str(), &format!("{candidate} {}", item.id), 0);
    let parts = item.task.parts();
    let slip = draw.below(1000);
    if slip < 8 {
        return vec![String::new(); parts];
    }
    let difficulty = bank.item(&item.id).map_or(600, |item| i64::from(item.difficulty));
    let chance = u64::try_from((difficulty + ability).clamp(100, 980)).unwrap_or(500);
    match &item.task {
        Task::Choose { count: 1, .. } => {
            let right = draw.below(1000) < chance;
            let mark = marked(question, item, right, &mut draw);
            let second = (slip < 11).then(|| marked(question, item, !right, &mut draw));
            vec![[Some(mark), second].into_iter().flatten().collect()]
        }
        Task::Choose { .. } => {
            let mut letters: String = question.key_positions(item).map(QuestionKey::letter).collect();
            if draw.below(1000) >= chance {
                letters.pop();
                letters.push(marked(question, item, false, &mut draw));
            }
            vec![letters]
        }
        Task::Rows { .. } => {
            let right = question.row_positions(item);
            let choices = question.choices.len() as u64;
            let letter = |position: usize| match draw.below(1000) < chance {
                true => position,
                false => usize::try_from(draw.below(choices)).unwrap_or(0),
            };
            right.into_iter().map(letter).map(|position| QuestionKey::letter(position).to_string()).collect()
        }
        Task::Number(number) => {
            let wrong =
                number.near_misses.first().map_or_else(|| "0".to_owned(), |miss| miss.value.to_string());
            vec![if draw.below(1000) < chance { number.answer.to_string() } else { wrong }]
        }
        Task::Words(words) => {
            let wrong = words.near_misses.first().map_or("unsure", |miss| miss.text.as_str());
            let right = words.accept.first().map_or("", String::as_str);
            vec![if draw.below(1000) < chance { right } else { wrong }.to_owned()]
        }
        Task::Essay(essay) => {
            let award = |criterion: &Criterion| {
                if draw.below(1000) < chance { criterion.points.to_string() } else { "0".to_owned() }
            };
            essay.criteria.iter().map(award).collect()
        }
    }
}

fn marked(question: &QuestionKey, item: &ItemSnapshot, right: bool, draw: &mut Draw) -> char {
    let keys: Vec<usize> = question.key_positions(item).collect();
    let fitting: Vec<usize> =
        (0..question.choices.len()).filter(|position| keys.contains(position) == right).collect();
    let index = usize::try_from(draw.below(fitting.len() as u64)).unwrap_or(0);
    QuestionKey::letter(fitting.get(index).copied().unwrap_or(0))
}

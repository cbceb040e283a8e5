//! A made-up class for `demo`: invented people who answer by chance, more often right where an item is easy.

use mockexam_assembly::{Draw, Purpose, Seed};
use mockexam_bank::Bank;
use mockexam_model::{AnswerKey, FormKey, ItemSnapshot, QuestionKey};

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
    let longest = forms.iter().map(|form| form.questions.len()).max().unwrap_or(0);
    let numbers: Vec<String> = (1..=longest).map(|number| number.to_string()).collect();
    let mut answers = format!("candidate,form,{}\n", numbers.join(","));
    for (index, name) in NAMES.iter().enumerate() {
        let candidate = format!("sim-{:02}", index + 1);
        let form = &forms[index % forms.len()];
        roster.push_str(&format!("{candidate},{name} (simulated),{}\n", form.code));
        // Between 20 points in a hundred less able and 25 more able than those who just pass.
        let ability = i64::try_from(seed.draw(Purpose::Simulation, "ability", &candidate, 0).below(451))
            .unwrap_or(0)
            - 200;
        let cells: Vec<String> = key
            .questions(form)
            .map(|(question, item)| cell(form, question, item, bank, ability, &candidate, seed))
            .collect();
        answers.push_str(&format!("{candidate},{},{}\n", form.code, cells.join(",")));
    }
    SimulatedClass { roster, answers }
}

/// What a candidate marks: now and then nothing or two letters, otherwise the key with the chance that fits.
fn cell(
    form: &FormKey,
    question: &QuestionKey,
    item: &ItemSnapshot,
    bank: &Bank,
    ability: i64,
    candidate: &str,
    seed: &Seed,
) -> String {
    let mut draw = seed.draw(Purpose::Simulation, form.code.as_str(), &format!("{candidate} {}", item.id), 0);
    let slip = draw.below(1000);
    if slip < 8 {
        return String::new();
    }
    let difficulty = bank.item(&item.id).map_or(600, |item| i64::from(item.difficulty));
    let chance = u64::try_from((difficulty + ability).clamp(100, 980)).unwrap_or(500);
    let right = draw.below(1000) < chance;
    let mark = marked(question, item, right, &mut draw);
    if slip < 11 { format!("{mark}{}", marked(question, item, !right, &mut draw)) } else { mark.to_string() }
}

fn marked(question: &QuestionKey, item: &ItemSnapshot, right: bool, draw: &mut Draw) -> char {
    let keys: Vec<usize> = question.key_positions(item).collect();
    let fitting: Vec<usize> =
        (0..question.choices.len()).filter(|position| keys.contains(position) == right).collect();
    let index = usize::try_from(draw.below(fitting.len() as u64)).unwrap_or(0);
    QuestionKey::letter(fitting.get(index).copied().unwrap_or(0))
}

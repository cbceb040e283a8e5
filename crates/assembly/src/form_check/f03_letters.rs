//! F03: the letters of the key.

use super::view::FormView;
use super::{Finding, FormCheck};
use crate::balance;
use mockexam_model::Severity;

pub(super) const CHECK: FormCheck = FormCheck {
    id: "F03",
    severity: Severity::Error,
    what: "key letters are spread: each about equally often, no run of five, no pattern that repeats",
    why: "A form with many keys on one letter rewards guessing that letter, and a long run makes candidates doubt right answers. Of n questions with k choices each letter is right at least floor(n/k) - 3 and at most ceil(n/k) + 3 times; no letter five times in a row; no pattern of up to four letters over twelve questions.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 20; the limits are ours",
    help: "let more items shuffle their choices",
    flawed: r#"
minutes = 60
question = [{ item = "xx-001", topic = "fire", keys = "ADAACABAADABACAADABA" }]
"#,
    sound: r#"
minutes = 60
question = [{ item = "xx-001", topic = "fire", keys = "ABDCCADBBCDAADCBCBDA" }]
"#,
    check,
};

fn check(form: &FormView) -> Vec<Finding> {
    let lettered = || form.questions.iter().filter_map(|asked| Some((asked.letter?, asked.fixed)));
    // Where no item may be arranged, the letters have nobody to keep them.
    if lettered().all(|(_, fixed)| fixed) {
        return Vec::new();
    }
    let (letters, sizes): (Vec<usize>, Vec<usize>) = lettered().map(|(letter, _)| letter).unzip();
    match balance::count_faults(&letters, &sizes) {
        0 => Vec::new(),
        _ => vec![Finding::new(Severity::Error, "the letters of the key are not spread over the form")],
    }
}

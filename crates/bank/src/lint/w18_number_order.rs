//! W18: numbers stand in order.

use super::{FalseAlarms, Lint, Prepared, PreparedItem};
use crate::item::Freedom;
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "W18",
    severity: Severity::Error,
    what: "choices that are numbers stand in ascending order, in one unit, and stay in it",
    why: "Candidates look a number up in the list; disorder makes them search, and mixed units make them convert.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 21; NBME item-writing guide (Paniagua and Swygert 2016)",
    help: "sort the choices, write them in one unit, and set shuffle = false",
    flawed: r#"
[[item]]
id = "xx-118"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "How long does a tomato take to ripen?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
shuffle = false
  [[item.option]]
  text = "50 days"
  key = true
  [[item.option]]
  text = "10 days"
  why = "It is green by then."
  [[item.option]]
  text = "90 days"
  why = "It is rotten by then."
"#,
    sound: r#"
[[item]]
id = "xx-218"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "How long does a tomato take to ripen?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
shuffle = false
  [[item.option]]
  text = "10 days"
  why = "It is green by then."
  [[item.option]]
  text = "50 days"
  key = true
  [[item.option]]
  text = "90 days"
  why = "It is rotten by then."
"#,
    false_alarms: FalseAlarms::Rare,
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    prepared.items.iter().filter(|item| item.choices.len() >= 3).filter_map(check_item).collect()
}

fn check_item(item: &PreparedItem<'_>) -> Option<Diagnostic> {
    let choices: Vec<Quantity<'_>> =
        item.choices.iter().map(|choice| quantity(&choice.text.norm)).collect::<Option<_>>()?;
    let unit = choices.first()?.unit;
    let message = if choices.iter().any(|choice| choice.unit != unit) {
        // "4 dimensions" and "7 principles" are no quantities of one kind.
        if !choices.iter().all(|choice| UNITS.contains(&choice.unit)) {
            return None;
        }
        "the choices are numbers with different units"
    } else if item.draft.body.lower().freedom == Freedom::Ascending {
        return None;
    } else if !choices.windows(2).all(|pair| pair[0].thousandths < pair[1].thousandths) {
        "the choices are numbers and do not ascend"
    } else if matches!(item.draft.body.lower().freedom, Freedom::Shuffled { .. }) {
        "the choices are numbers, and forms shuffle them"
    } else {
        return None;
    };
    let first = &item.choices.first()?.text;
    Some(LINT.at(item, first, Severity::Error, message))
}

/// A choice that is a number with perhaps a unit.
struct Quantity<'t> {
    thousandths: i64,
    unit: &'t str,
}

/// Units in the singular.
const UNITS: [&str; 16] = [
    "", "%", "cm", "day", "euro", "g", "hour", "kg", "km", "m", "minute", "mm", "month", "percent", "week",
    "year",
];

fn quantity(norm: &str) -> Option<Quantity<'_>> {
    let text = norm.trim_end_matches('.').trim_start_matches(['€', '$', '£', ' ']);
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let unit = unit.trim().trim_end_matches('s');
    let digits = number.replace(',', "");
    let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
    let part: i64 = format!("{part:0<3}").get(..3)?.parse().ok()?;
    let thousandths = whole.parse::<i64>().ok()?.checked_mul(1000)?.checked_add(part)?;
    (unit.split(' ').count() == 1).then_some(Quantity { thousandths, unit })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_numbers_with_a_word_at_most() {
        for (text, thousandths, unit) in
            [("50 days", 50_000, "day"), ("2.5 %", 2_500, "%"), ("€ 1,200", 1_200_000, ""), ("7", 7_000, "")]
        {
            let found = quantity(text).unwrap();
            assert_eq!((found.thousandths, found.unit), (thousandths, unit), "{text}");
        }
        for text in ["seven", "", "4 of the principles", "1.2.3", "10 to 20"] {
            assert!(quantity(text).is_none(), "{text}");
        }
    }
}

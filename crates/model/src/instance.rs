//! Instances of items with variables: `{name}` in a text becomes the value that a form drew.

use crate::{ChoiceSnapshot, Decimal, ItemSnapshot, Quantity, RichText, SnapshotContent, Task};
use std::collections::BTreeMap;

/// Values of variables as they are printed, by name.
pub type Values = BTreeMap<String, String>;

impl ItemSnapshot {
    /// The item with values in place of its variables.
    #[must_use]
    pub fn instance(&self, values: &Values) -> Self {
        let choices =
            |choices: &[ChoiceSnapshot]| choices.iter().map(|choice| choice.instance(values)).collect();
        Self {
            stem: self.stem.with_values(values),
            explanation: self.explanation.with_values(values),
            statements: choices(&self.statements),
            choices: choices(&self.choices),
            task: self.task.instance(values),
            ..self.clone()
        }
    }
}

impl ChoiceSnapshot {
    fn instance(&self, values: &Values) -> Self {
        let content = match &self.content {
            SnapshotContent::Text(text) => SnapshotContent::Text(text.with_values(values)),
            other => other.clone(),
        };
        Self { content, why: self.why.with_values(values), ..self.clone() }
    }
}

impl Task {
    fn instance(&self, values: &Values) -> Self {
        let mut task = self.clone();
        match &mut task {
            Self::Choose { .. } | Self::Rows { .. } => {}
            Self::Number(number) => {
                number.answer = number.answer.instance(values);
                number.unit = replaced(&number.unit, values);
                for miss in &mut number.near_misses {
                    miss.value = miss.value.instance(values);
                    miss.why = miss.why.with_values(values);
                }
            }
            Self::Words(words) => {
                words.accept.iter_mut().for_each(|text| *text = replaced(text, values));
                for miss in &mut words.near_misses {
                    miss.text = replaced(&miss.text, values);
                    miss.why = miss.why.with_values(values);
                }
            }
            Self::Essay(essay) => {
                essay.model_answer = essay.model_answer.with_values(values);
                for criterion in &mut essay.criteria {
                    criterion.award = criterion.award.with_values(values);
                    criterion.reject = criterion.reject.with_values(values);
                }
            }
        }
        task
    }
}

impl Quantity {
    fn instance(&self, values: &Values) -> Self {
        let Self::Variable(name) = self else { return self.clone() };
        let number = values.get(name).and_then(|value| value.parse::<Decimal>().ok());
        number.map_or_else(|| self.clone(), Self::Fixed)
    }
}

impl RichText {
    /// The text with `{name}` replaced by the value of that name. Values are taken to the letter; other braces stay.
    #[must_use]
    pub fn with_values(&self, values: &Values) -> Self {
        self.map_text(&|text| replaced(text, values))
    }
}

fn replaced(text: &str, values: &Values) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}').and_then(|(name, behind)| Some((values.get(name.trim())?, behind))) {
            Some((value, behind)) => {
                out.push_str(value);
                rest = behind;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_their_names_stood() {
        let values = Values::from([("days".into(), "30".into()), ("share".into(), "99.9".into())]);
        let text = RichText::parse("**{share} %** over { days } days, {other} and {days").unwrap();
        assert_eq!(text.with_values(&values).to_markup(), "**99.9 %** over 30 days, {other} and {days");
        let text = RichText::parse(r"$`\frac{days}{2}^{other}`$ and $`{days}`$").unwrap();
        assert_eq!(text.with_values(&values).plain(), "(30/2)^(other) and 30");
    }

    #[test]
    fn values_reach_every_block_and_stay_text() {
        let values = Values::from([("n".into(), "- *5*".into()), ("none".into(), "  ".into())]);
        let source = "{n}\n\n{none}\n\n- x^{n}^\n- {none}\n\n```\nf({n})\n```\n\n| {n} | `{n}` |\n|---|---|\n\n![{n}]({n}.png)";
        let expected = "\\- \\*5\\*\n\n- x^-\\ \\*5\\*^\n\n```\nf(- *5*)\n```\n\n| - \\*5\\* | `- *5*` |\n|---|---|\n\n![- *5*]({n}.png)";
        let text = RichText::parse(source).unwrap().with_values(&values);
        assert_eq!(text.to_markup(), expected);
        assert_eq!(RichText::parse(expected), Ok(text));
    }
}

//! Items with variables: numbers and words that each form draws anew, and what follows from them.
//!
//! The bank knows no randomness: whoever draws hands in a function that picks one of so many.

mod clash;
mod file;
mod formula;

pub use clash::clash;
pub(crate) use file::VariableFile;

use formula::evaluate;
use mockexam_model::{Decimal, Values};
use std::collections::BTreeMap;
use std::fmt;

/// The variables of an item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Variables {
    sources: BTreeMap<String, Source>,
    constraints: Vec<String>,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// One of the numbers from a first one on, in equal steps.
    Range { from: Decimal, step: Decimal, count: u32, decimals: u32 },
    /// One of some words.
    Words(Vec<String>),
    /// A number that follows from others, rounded where decimals are given.
    Formula { text: String, decimals: Option<u32> },
}

/// Why no values can be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VariableError {
    /// A formula or constraint cannot be evaluated.
    #[error("'{formula}': {fault}")]
    Formula {
        /// The formula.
        formula: String,
        /// What is wrong with it.
        fault: String,
    },
    /// Formulas refer to each other in a circle.
    #[error("the formulas of {names} refer to each other, or to a variable that is not there")]
    Circle {
        /// The variables.
        names: String,
    },
}

/// Values of all variables, or the news that they break a constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drawn {
    /// Values that keep all constraints.
    Values(Values),
    /// Another draw is needed.
    Refused,
}

/// For authors: `20 to 30 by 5`, `Aldmoor | Brackwell`, `days / 7, 1 decimal`.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Range { from, step, count, .. } => {
                let steps = Decimal::scaled(i64::from(count.saturating_sub(1)), 0).ok();
                let last = steps.and_then(|steps| step.times(steps)).and_then(|width| from.plus(width));
                write!(f, "{from} to {} by {step}", last.unwrap_or(*from).shortest())
            }
            Self::Words(words) => f.write_str(&words.join(" | ")),
            Self::Formula { text, decimals: None } => f.write_str(text),
            Self::Formula { text, decimals: Some(1) } => write!(f, "{text}, 1 decimal"),
            Self::Formula { text, decimals: Some(decimals) } => write!(f, "{text}, {decimals} decimals"),
        }
    }
}

impl Variables {
    pub(crate) fn new(sources: BTreeMap<String, Source>, constraints: Vec<String>) -> Self {
        Self { sources, constraints }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// Their names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.sources.keys().map(String::as_str)
    }

    /// Their names, in order, and in words where the value of each comes from.
    pub fn described(&self) -> impl Iterator<Item = (&str, String)> {
        self.sources.iter().map(|(name, source)| (name.as_str(), source.to_string()))
    }

    /// The conditions that all values keep.
    #[must_use]
    pub fn constraints(&self) -> &[String] {
        &self.constraints
    }

    /// Whether a formula or a constraint uses a variable.
    pub(crate) fn is_needed(&self, name: &str) -> bool {
        let formulas = self.sources.values().filter_map(|source| match source {
            Source::Formula { text, .. } => Some(text.as_str()),
            Source::Range { .. } | Source::Words(_) => None,
        });
        let mut texts = formulas.chain(self.constraints.iter().map(String::as_str));
        texts.any(|text| formula::names(text).any(|used| used == name))
    }

    /// Draws values; `pick` gives a number below the one it gets, each time with the name of the variable.
    ///
    /// # Errors
    /// [`VariableError`] for formulas that cannot be evaluated.
    pub fn draw(&self, mut pick: impl FnMut(&str, u64) -> u64) -> Result<Drawn, VariableError> {
        let mut values = Values::new();
        let mut numbers: BTreeMap<&str, Decimal> = BTreeMap::new();
        for (name, source) in &self.sources {
            match source {
                Source::Range { from, step, count, decimals } => {
                    let steps = pick(name, u64::from(*count).max(1));
                    let steps =
                        Decimal::scaled(i64::try_from(steps).unwrap_or(0), 0).unwrap_or(Decimal::ZERO);
                    let number = step.times(steps).and_then(|more| from.plus(more)).unwrap_or(*from);
                    let number = number.rounded(*decimals);
                    values.insert(name.clone(), number.to_string());
                    numbers.insert(name, number);
                }
                Source::Words(words) => {
                    let index = pick(name, words.len().max(1) as u64);
                    let word = usize::try_from(index).ok().and_then(|index| words.get(index));
                    values.insert(name.clone(), word.cloned().unwrap_or_default());
                }
                Source::Formula { .. } => {}
            }
        }
        self.follow(&mut values, &mut numbers)?;
        for constraint in &self.constraints {
            if evaluate(constraint, &numbers)?.is_zero() {
                return Ok(Drawn::Refused);
            }
        }
        Ok(Drawn::Values(values))
    }

    /// Evaluates formulas, those first whose variables are known.
    fn follow<'v>(
        &'v self,
        values: &mut Values,
        numbers: &mut BTreeMap<&'v str, Decimal>,
    ) -> Result<(), VariableError> {
        let formula = |(name, source): (&'v String, &'v Source)| match source {
            Source::Formula { text, decimals } => Some((name.as_str(), text.as_str(), *decimals)),
            Source::Range { .. } | Source::Words(_) => None,
        };
        let mut open: Vec<(&str, &str, Option<u32>)> = self.sources.iter().filter_map(formula).collect();
        while !open.is_empty() {
            let waits =
                |text: &str| open.iter().any(|(name, ..)| formula::names(text).any(|used| used == *name));
            let Some(ready) = open.iter().position(|(_, text, _)| !waits(text)) else {
                let names = open.iter().map(|(name, ..)| *name).collect::<Vec<_>>().join(", ");
                return Err(VariableError::Circle { names });
            };
            let (name, text, decimals) = open.remove(ready);
            let number = evaluate(text, numbers)?;
            let number = decimals.map_or_else(|| number.shortest(), |decimals| number.rounded(decimals));
            if number.decimals() > MOST_DECIMALS {
                let fault = format!("the result {number} has too many decimals; give decimals");
                return Err(VariableError::Formula { formula: formula::quoted(text), fault });
            }
            values.insert(name.to_owned(), number.to_string());
            numbers.insert(name, number);
        }
        Ok(())
    }
}

/// Nobody prints more.
const MOST_DECIMALS: u32 = 6;

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(text: &str) -> Variables {
        #[derive(serde::Deserialize)]
        struct File {
            variables: BTreeMap<String, VariableFile>,
            #[serde(default)]
            constraints: Vec<String>,
        }
        let file: File = toml::from_str(text).unwrap();
        let sources = file.variables.into_iter().map(|(name, file)| (name, file.source().unwrap()));
        Variables::new(sources.collect(), file.constraints)
    }

    const DOWNTIME: &str = r#"
        constraints = ["minutes > 10", "days != 30 || share > 99"]
        [variables]
        days = { from = 20, to = 30, step = 5 }
        share = { from = 99.5, to = 99.9, step = 0.1 }
        town = ["Aldmoor", "Brackwell"]
        hours = "days * 24"
        minutes = { is = "hours * 60 * (100 - share) / 100", decimals = 1 }
    "#;

    #[test]
    fn numbers_words_and_what_follows() {
        let variables = variables(DOWNTIME);
        let last = |_: &str, below: u64| below - 1;
        let Drawn::Values(values) = variables.draw(last).unwrap() else { panic!("refused") };
        let shown: Vec<String> = values.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(shown, ["days=30", "hours=720", "minutes=43.2", "share=99.9", "town=Brackwell"]);
        let Drawn::Values(values) = variables.draw(|_, _| 0).unwrap() else { panic!("refused") };
        assert_eq!((values["share"].as_str(), values["minutes"].as_str()), ("99.5", "144.0"));
    }

    #[test]
    fn sources_in_words() {
        let variables = variables(DOWNTIME);
        let told: Vec<String> =
            variables.described().map(|(name, values)| format!("{name}: {values}")).collect();
        assert_eq!(
            told,
            [
                "days: 20 to 30 by 5",
                "hours: days * 24",
                "minutes: hours * 60 * (100 - share) / 100, 1 decimal",
                "share: 99.5 to 99.9 by 0.1",
                "town: Aldmoor | Brackwell",
            ]
        );
    }

    #[test]
    fn constraints_refuse_and_faults_are_told() {
        let tight = variables(&DOWNTIME.replace("minutes > 10", "minutes > 1000"));
        assert_eq!(tight.draw(|_, _| 0), Ok(Drawn::Refused));
        for (from, to, fault) in [
            ("days * 24", "days * ", "unexpected end"),
            ("days * 24", "dyas * 24", "unknown variable"),
            ("days * 24", "days / 0", "division by zero"),
            ("days * 24", "days / 7", "too many decimals"),
            ("days * 24", "minutes * 2", "refer to each other"),
            ("days * 24", "town * 2", "unknown variable"),
            ("days * 24", "9 ^ 9 ^ 9", "overflow"),
            ("days * 24", "system(1)", "unknown function"),
        ] {
            let error = variables(&DOWNTIME.replace(from, to)).draw(|_, _| 0).unwrap_err().to_string();
            assert!(error.contains(fault), "{to}: {error}");
        }
        let long = DOWNTIME.replace("days * 24", &format!("{}dyas", "days + ".repeat(60)));
        let error = variables(&long).draw(|_, _| 0).unwrap_err().to_string();
        assert!(error.contains(" …': ") && error.ends_with("'dyas'") && error.len() < 150, "{error}");
    }
}

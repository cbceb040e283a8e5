//! Variables as authors write them.

use super::Source;
use mockexam_model::Decimal;
use serde::Deserialize;

/// An entry of `[item.variables]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(
    untagged,
    expecting = "a range { from = 1, to = 9, step = 1 }, a list of words, a formula such as \"days * 24\", or { is = \"days / 7\", decimals = 1 }"
)]
pub(crate) enum VariableFile {
    /// `{ from = 20, to = 30, step = 5 }`
    Range(RangeFile),
    /// `["Aldmoor", "Brackwell"]`
    Words(Vec<String>),
    /// `"days * 24"`
    Formula(String),
    /// `{ is = "days / 7", decimals = 1 }`
    Rounded(RoundedFile),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RangeFile {
    from: Decimal,
    to: Decimal,
    step: Option<Decimal>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoundedFile {
    is: String,
    decimals: u32,
}

/// Most values of a range or list.
const MOST: u32 = 1_000_000;

impl VariableFile {
    /// What it means, or what is wrong with it.
    pub(crate) fn source(&self) -> Result<Source, String> {
        match self {
            Self::Range(range) => range.source(),
            Self::Words(words) if words.is_empty() => Err("the list is empty".to_owned()),
            Self::Words(words) => Ok(Source::Words(words.clone())),
            Self::Formula(text) => Ok(Source::Formula { text: text.clone(), decimals: None }),
            Self::Rounded(file) => {
                Ok(Source::Formula { text: file.is.clone(), decimals: Some(file.decimals.min(6)) })
            }
        }
    }
}

impl RangeFile {
    fn source(&self) -> Result<Source, String> {
        let one = Decimal::scaled(1, 0).map_err(|error| error.to_string())?;
        let step = self.step.unwrap_or(one);
        if step.is_zero() || step.is_negative() {
            return Err("the step is not above 0".to_owned());
        }
        let steps = self.to.minus(self.from).and_then(|width| width.over(step));
        let steps = steps.filter(|steps| !steps.is_negative()).ok_or("it ends before it starts")?;
        // Whole steps only: 1 to 10 by 4 gives 1, 5 and 9.
        let whole = steps.modulo(one).and_then(|part| steps.minus(part));
        let count: Option<u32> = whole.and_then(|whole| whole.shortest().to_string().parse().ok());
        let count = count.filter(|&count| count < MOST).ok_or("it has more than a million values")? + 1;
        let decimals = self.from.shortest().decimals().max(step.shortest().decimals());
        Ok(Source::Range { from: self.from, step, count, decimals })
    }
}

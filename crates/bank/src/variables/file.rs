//! Variables as authors write them.

use super::{MOST_DECIMALS, Source};
use mockexam_model::Decimal;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// An entry of `[item.variables]`.
#[derive(Debug, Clone)]
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

#[derive(Debug, Clone)]
pub(crate) struct RangeFile {
    from: Decimal,
    to: Decimal,
    step: Option<Decimal>,
}

#[derive(Debug, Clone)]
pub(crate) struct RoundedFile {
    is: String,
    decimals: u32,
}

/// Both kinds of tables.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableFile {
    from: Option<Decimal>,
    to: Option<Decimal>,
    step: Option<Decimal>,
    is: Option<String>,
    decimals: Option<u32>,
}

impl TryFrom<TableFile> for VariableFile {
    type Error = &'static str;
    fn try_from(file: TableFile) -> Result<Self, Self::Error> {
        match file {
            TableFile { from: Some(from), to: Some(to), step, is: None, decimals: None } => {
                Ok(Self::Range(RangeFile { from, to, step }))
            }
            TableFile { from: None, to: None, step: None, is: Some(is), decimals: Some(decimals) } => {
                Ok(Self::Rounded(RoundedFile { is, decimals }))
            }
            TableFile { is: None, decimals: None, .. } => Err("a range has from and to"),
            TableFile { from: None, to: None, step: None, .. } => {
                Err("a rounded formula has is and decimals")
            }
            _ => Err("a variable is either a range with from and to, or a formula with is and decimals"),
        }
    }
}

// Not derived as untagged: that would name neither a field that is misspelt nor a value that is wrong.
impl<'de> Deserialize<'de> for VariableFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(VariableVisitor)
    }
}

struct VariableVisitor;

impl<'de> Visitor<'de> for VariableVisitor {
    type Value = VariableFile;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a range { from = 1, to = 9, step = 1 }, a list of words, a formula such as \"days * 24\", or { is = \"days / 7\", decimals = 1 }",
        )
    }

    fn visit_str<E: de::Error>(self, formula: &str) -> Result<VariableFile, E> {
        Ok(VariableFile::Formula(formula.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, words: A) -> Result<VariableFile, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(words)).map(VariableFile::Words)
    }

    fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<VariableFile, A::Error> {
        let file = TableFile::deserialize(MapAccessDeserializer::new(table))?;
        VariableFile::try_from(file).map_err(de::Error::custom)
    }
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
            Self::Rounded(RoundedFile { decimals, .. }) if *decimals > MOST_DECIMALS => {
                Err(format!("{decimals} decimals, {MOST_DECIMALS} at most can be asked for"))
            }
            Self::Rounded(RoundedFile { is, decimals }) => {
                Ok(Source::Formula { text: is.clone(), decimals: Some(*decimals) })
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

//! Written responses: numbers as people write them, words, points that a person awarded.

use mockexam_model::fact::{Fact, sayings as say};
use mockexam_model::{Decimal, Points};

/// Why a text is no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoNumber {
    /// Something else.
    Foreign,
    /// A comma or point that may part thousands or decimals: the two readings.
    Ambiguous { decimal: String, thousands: String },
}

impl NoNumber {
    /// The fact behind the cell's text.
    pub(crate) fn fact(&self) -> Fact {
        match self {
            Self::Foreign => say::NO_NUMBER.fact(),
            Self::Ambiguous { decimal, thousands } => say::AMBIGUOUS.of([decimal.into(), thousands.into()]),
        }
    }
}

/// Reads a number with point or comma as decimal sign; white space and apostrophes may part groups of three digits. The
/// unit of the question may follow.
pub(crate) fn number(text: &str, unit: &str) -> Result<Decimal, NoNumber> {
    let text = text.trim();
    let without = (!unit.is_empty()).then(|| text.strip_suffix(unit)).flatten().unwrap_or(text).trim();
    let (sign, digits) = match without.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => ("-", digits),
        None => ("", without.strip_prefix('+').unwrap_or(without)),
    };
    let (whole, mark, fraction) = match digits.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, digits.as_bytes().get(whole.len()).copied(), fraction),
        None => (digits, None, ""),
    };
    let whole = ungrouped(whole).ok_or(NoNumber::Foreign)?;
    let read = |text: String| text.parse::<Decimal>().map_err(|_| NoNumber::Foreign);
    if mark.is_none() {
        return read(format!("{sign}{whole}"));
    }
    let decimal = read(format!("{sign}{whole}.{fraction}"))?;
    if fraction.is_empty() {
        return Err(NoNumber::Foreign);
    }
    let may_be_thousands = fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    if may_be_thousands {
        let thousands = format!("{sign}{whole}{fraction}");
        return Err(NoNumber::Ambiguous { decimal: decimal.to_string(), thousands });
    }
    Ok(decimal)
}

/// Digits without the signs between groups of three: 43 156 is 43156, 4 5 is none.
fn ungrouped(text: &str) -> Option<String> {
    let is_sign = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '\u{2019}');
    let groups: Vec<&str> = text.split(is_sign).collect();
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = groups.split_first()?;
    let sound = digits(first)
        && (rest.is_empty() || first.len() <= 3)
        && rest.iter().all(|group| digits(group) && group.len() == 3);
    sound.then(|| groups.concat())
}

/// Reads points that a person awarded: 0 to `most`, in hundredths at least.
pub(crate) fn award(text: &str, most: Points) -> Result<Points, Fact> {
    let points = Points::from_decimal(&text.trim().replace(',', ".")).map_err(|_| say::NO_POINTS.fact())?;
    if points < Points::ZERO || points > most {
        return Err(say::OUTSIDE.of([most.into()]));
    }
    Ok(points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, read) in [
            ("43.2", "43.2"),
            (" 43,2 ", "43.2"),
            ("-0,5", "-0.5"),
            ("\u{2212}3", "-3"),
            ("+7", "7"),
            ("43 156.8", "43156.8"),
            ("1'000", "1000"),
            ("43.2 minutes", "43.2"),
            ("43,2minutes", "43.2"),
            ("0,125", "0.125"),
            ("1234,567", "1234.567"),
            ("1.2340", "1.2340"),
            ("1\u{a0}234", "1234"),
            ("12 345 678", "12345678"),
        ] {
            assert_eq!(number(text, "minutes"), Ok(read.parse().unwrap()), "{text}");
        }
        for text in [
            "4 5", "10 00", "1 0 0 0", "4.5'", "5'30", "1 23.5", "5.", ".5", "forty", "1,2,3", "1.2.3",
            "1,234.5", "12 hours", "", "1e3", "4O", "--1",
        ] {
            assert_eq!(number(text, "minutes"), Err(NoNumber::Foreign), "{text}");
        }
        let ambiguous = NoNumber::Ambiguous { decimal: "1.234".into(), thousands: "1234".into() };
        for text in ["1,234", "1.234"] {
            assert_eq!(number(text, "").as_ref(), Err(&ambiguous), "{text}");
        }
    }

    #[test]
    fn awards_stay_within_their_criterion() {
        let two = Points::from_whole(2);
        assert_eq!(award("1,5", two), Ok(Points::from_ratio(3, 2).unwrap()));
        assert_eq!(award(" 0 ", two), Ok(Points::ZERO));
        for bad in ["3", "-1", "x", "1.234", "A"] {
            assert!(award(bad, two).is_err(), "{bad}");
        }
    }
}

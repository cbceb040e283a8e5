//! Written responses: numbers as people write them, words, points that a person awarded.

use mockexam_model::{Decimal, Points};

/// Why a text is no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoNumber {
    /// Something else.
    Foreign,
    /// A comma that may part thousands or decimals: the two readings.
    Ambiguous { decimal: String, thousands: String },
}

impl NoNumber {
    /// The fact behind the cell's text.
    pub(crate) fn fact(&self) -> String {
        match self {
            Self::Foreign => {
                "is no number; allowed are digits with a point or a comma, nothing, * and ?".to_owned()
            }
            Self::Ambiguous { decimal, thousands } => {
                format!("may be {decimal} or {thousands}; write it without a comma")
            }
        }
    }
}

/// Reads a number with point or comma as decimal sign; white space and apostrophes between digits part thousands.
/// The unit of the question may follow.
pub(crate) fn number(text: &str, unit: &str) -> Result<Decimal, NoNumber> {
    let text = text.trim();
    let without = (!unit.is_empty()).then(|| text.strip_suffix(unit)).flatten().unwrap_or(text);
    let digits: String = without
        .trim()
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '\u{2019}'))
        .map(|c| if c == '\u{2212}' { '-' } else { c })
        .collect();
    let digits = digits.strip_prefix('+').unwrap_or(&digits);
    let Some((whole, fraction)) = digits.split_once(',') else {
        return digits.parse().map_err(|_| NoNumber::Foreign);
    };
    let decimal: Decimal = format!("{whole}.{fraction}").parse().map_err(|_| NoNumber::Foreign)?;
    let bare = whole.trim_start_matches('-');
    let may_be_thousands = fraction.len() == 3 && (1..=3).contains(&bare.len()) && !bare.starts_with('0');
    if may_be_thousands {
        return Err(NoNumber::Ambiguous {
            decimal: decimal.to_string(),
            thousands: format!("{whole}{fraction}"),
        });
    }
    Ok(decimal)
}

/// Reads points that a person awarded: 0 to `most`, in hundredths at least.
pub(crate) fn award(text: &str, most: Points) -> Result<Points, String> {
    let points = Points::from_decimal(&text.trim().replace(',', ".")).map_err(|_| {
        "is no number of points; allowed are numbers with up to two decimals, and nothing".to_owned()
    })?;
    if points < Points::ZERO || points > most {
        return Err(format!("is outside the points of this criterion, 0 to {most}"));
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
            ("1.234", "1.234"),
        ] {
            assert_eq!(number(text, "minutes"), Ok(read.parse().unwrap()), "{text}");
        }
        for text in ["forty", "1,2,3", "1.2.3", "1,234.5", "12 hours", "", "1e3", "4O", "--1"] {
            assert_eq!(number(text, "minutes"), Err(NoNumber::Foreign), "{text}");
        }
        let ambiguous = NoNumber::Ambiguous { decimal: "1.234".into(), thousands: "1234".into() };
        assert_eq!(number("1,234", ""), Err(ambiguous));
    }

    #[test]
    fn awards_stay_within_their_criterion() {
        let two = Points::from_whole(2);
        assert_eq!(award("1,5", two), Points::from_ratio(3, 2).map_err(|_| String::new()));
        assert_eq!(award(" 0 ", two), Ok(Points::ZERO));
        for bad in ["3", "-1", "x", "1.234", "A"] {
            assert!(award(bad, two).is_err(), "{bad}");
        }
    }
}

//! What an unknown id may have been before a spreadsheet, a form or a keyboard changed it.
//!
//! Only ever said, never acted on: `123` may be `00123`, but nobody told us.

use crate::Roster;
use crate::fold::folded;
use crate::shown::shown;
use mockexam_model::fact::{Fact, Part, sayings as say};
use mockexam_model::steers;
use std::collections::{BTreeMap, BTreeSet};

/// The ids of a roster under the spellings to which other programs reduce them.
#[derive(Debug, Default)]
pub(crate) struct Suspicions<'r> {
    ids: Vec<&'r str>,
    by_zeros: BTreeMap<String, Vec<usize>>,
    by_signs: BTreeMap<String, Vec<usize>>,
    by_day: BTreeMap<(u32, u32), Vec<usize>>,
    /// Ids that are numbers, by how many digits stand before the point and by their digits.
    by_number: BTreeMap<(i32, String), Vec<usize>>,
}

/// Most ids that are compared with a number. A class of which more begin with the same digits learns of these alone.
const COMPARED: usize = 1_000;

/// The text without characters that cannot be seen, and the first of those; none if there is none.
pub(crate) fn without_steering(text: &str) -> Option<(String, char)> {
    let character = text.chars().find(|&c| steers(c))?;
    Some((text.chars().filter(|&c| !steers(c)).collect(), character))
}

impl<'r> Suspicions<'r> {
    pub(crate) fn new(roster: Option<&'r Roster>) -> Self {
        let mut all = Self::default();
        for (index, entry) in roster.map(Roster::entries).unwrap_or_default().iter().enumerate() {
            let id = entry.candidate.as_str();
            all.ids.push(id);
            all.by_zeros.entry(without_zeros(id)).or_default().push(index);
            all.by_signs.entry(letters_and_digits(id)).or_default().push(index);
            for day in days_of_id(id) {
                all.by_day.entry(day).or_default().push(index);
            }
            if let Some(number) = Number::read(id) {
                all.by_number.entry((number.whole, number.digits)).or_default().push(index);
            }
        }
        all
    }

    /// What is suspected of an id that the roster does not have.
    pub(crate) fn of(&self, written: &str) -> Option<Fact> {
        let named = |found: &[usize]| {
            const MOST: usize = 3;
            let ids = found.iter().take(MOST).filter_map(|&index| self.ids.get(index)).map(|id| shown(id));
            match found.len() {
                0 => None,
                n if n > MOST => {
                    let first = ids.collect::<Vec<_>>().join(", ");
                    Some(Part::from(say::MORE.of([first.into(), (n - MOST).into()])))
                }
                _ => Some(Fact::list(ids)),
            }
        };
        let known = |map: &BTreeMap<String, Vec<usize>>, spelling: &str| named(map.get(spelling)?);
        if let Some(ids) = known(&self.by_zeros, &without_zeros(written)) {
            return Some(say::ZEROS_OR_CASE.of([ids]));
        }
        if let Some(number) = Number::read(written) {
            if let Some(ids) = named(&self.numbers(&number)) {
                return Some(say::NUMBER_OF.of([ids]));
            }
            if number.is_scientific {
                return Some(say::SCIENTIFIC.fact());
            }
        }
        let days = days_of_cell(written);
        let dated: BTreeSet<usize> =
            days.iter().filter_map(|day| self.by_day.get(day)).flatten().copied().collect();
        if let Some(ids) = named(&dated.into_iter().collect::<Vec<_>>()) {
            return Some(say::DATE_OF.of([ids]));
        }
        if let Some(ids) = known(&self.by_signs, &letters_and_digits(written)).filter(|_| !written.is_empty())
        {
            return Some(say::SIGNS_ONLY.of([ids]));
        }
        month_named(written).then(|| say::LOOKS_LIKE_A_DATE.fact())
    }

    /// The ids that a spreadsheet could have turned into a number.
    fn numbers(&self, number: &Number) -> Vec<usize> {
        let is = |known: &Number| {
            known.is_same(number)
                || number.is_scientific && known.is_rounded_to(number)
                || known.lost_digits_to(number)
        };
        let mut found: Vec<usize> = [Some(number.digits.clone()), one_less(&number.digits)]
            .into_iter()
            .flatten()
            .flat_map(|head| self.beginning_with(number.whole, head))
            .filter(|(digits, _)| {
                is(&Number { digits: (*digits).clone(), whole: number.whole, is_scientific: false })
            })
            .flat_map(|(_, indices)| indices.iter().copied())
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The first ids that are numbers of such a length and begin with such digits.
    fn beginning_with(&self, whole: i32, head: String) -> impl Iterator<Item = (&String, &Vec<usize>)> {
        let from = (whole, head.clone());
        self.by_number
            .range(from..)
            .take_while(move |((length, digits), _)| *length == whole && digits.starts_with(&head))
            .take(COMPARED)
            .map(|((_, digits), indices)| (digits, indices))
    }
}

/// The digits of a number less by one, in as many places: what was rounded up to it begins with them.
fn one_less(digits: &str) -> Option<String> {
    let less = digits.parse::<u64>().ok()?.checked_sub(1)?;
    Some(format!("{less:0width$}", width = digits.len()))
}

fn without_zeros(id: &str) -> String {
    id.trim_start_matches('0').to_lowercase()
}

fn letters_and_digits(id: &str) -> String {
    folded(id).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A whole number as digits and a power of ten.
#[derive(Debug, PartialEq, Eq)]
struct Number {
    /// Digits without zeros at either end.
    digits: String,
    /// How many digits stand before the point.
    whole: i32,
    /// Written with an exponent.
    is_scientific: bool,
}

impl Number {
    /// `00123`, `123.0`, `123,00`, `1E5`, `1.23457E+11`.
    fn read(text: &str) -> Option<Self> {
        let upper = text.to_ascii_uppercase();
        let (mantissa, exponent) = match upper.split_once('E') {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok().filter(|e| e.abs() < 400)?),
            None => (upper.as_str(), 0),
        };
        let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) || text.len() > 40 {
            return None;
        }
        let all = format!("{whole}{fraction}");
        let zeros = all.len() - all.trim_start_matches('0').len();
        let places = i32::try_from(whole.len()).ok()? - i32::try_from(zeros).ok()? + exponent;
        let is_scientific = upper.contains('E');
        Some(Self { digits: all.trim_matches('0').to_owned(), whole: places, is_scientific })
    }

    fn is_same(&self, other: &Self) -> bool {
        self.digits == other.digits && self.whole == other.whole
    }

    /// Whether the other one is this number with fewer digits.
    fn is_rounded_to(&self, other: &Self) -> bool {
        let kept = other.digits.len();
        let head: Option<u64> = self.digits.get(..kept).and_then(|head| head.parse().ok());
        let Some(head) = head.filter(|_| self.whole == other.whole && kept < self.digits.len()) else {
            return false;
        };
        let shown = other.digits.parse::<u64>();
        shown == Ok(head) || shown == Ok(head.saturating_add(1))
    }

    /// Whether the other one has only the first fifteen digits of this one, as many as a spreadsheet keeps.
    fn lost_digits_to(&self, other: &Self) -> bool {
        const KEPT: usize = 15;
        self.digits.len() > KEPT
            && self.whole == other.whole
            && self.digits.get(..KEPT).is_some_and(|kept| kept.trim_end_matches('0') == other.digits)
    }
}

const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb", "fev", "fév"],
    &["mar", "mär", "mrz"],
    &["apr", "avr"],
    &["may", "mai"],
    &["jun", "juin"],
    &["jul", "juil"],
    &["aug", "aoû"],
    &["sep"],
    &["oct", "okt"],
    &["nov"],
    &["dec", "dez", "déc"],
];

/// The numbers and months of a text, each with whether it is named.
fn pieces(text: &str) -> Option<Vec<(u32, bool)>> {
    const MOST: usize = 3;
    let lower = text.to_lowercase();
    let date = lower.split(['t', ' ']).find(|piece| piece.contains(':')).map_or(lower.as_str(), |time| {
        lower.split(time).next().unwrap_or_default().trim_end_matches(['t', ' '])
    });
    let mut found: Vec<(u32, bool)> = Vec::new();
    let mut rest = date;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = rest.get(start..)?;
        let is_number = rest.starts_with(|c: char| c.is_ascii_digit());
        let same = |c: char| if is_number { c.is_ascii_digit() } else { c.is_alphabetic() };
        let (part, behind) = rest.split_at(rest.find(|c| !same(c)).unwrap_or(rest.len()));
        let named = (1..).zip(MONTHS).find(|(_, names)| names.iter().any(|name| part.starts_with(name)));
        found.push(match (part.parse::<u32>(), named) {
            (Ok(number), _) if part.len() <= 4 => (number, false),
            (_, Some((month, _))) => (month, true),
            _ => return None,
        });
        rest = behind;
    }
    (2..=MOST).contains(&found.len()).then_some(found)
}

/// The days (month, day) that an id may be read as: `3-4`, `MAR4`, `3/4`.
fn days_of_id(id: &str) -> Vec<(u32, u32)> {
    pieces(id).map(|pieces| days(&pieces)).unwrap_or_default()
}

/// The days that a cell may be: a date in any usual spelling, or the number that a spreadsheet has for it.
fn days_of_cell(cell: &str) -> Vec<(u32, u32)> {
    const FIRST: i64 = 20_000; // 1954
    const LAST: i64 = 80_000; // 2119
    match cell.parse::<i64>() {
        Ok(serial) if (FIRST..LAST).contains(&serial) => vec![day_of_serial(serial)],
        _ => days_of_id(cell),
    }
}

fn days(pieces: &[(u32, bool)]) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    for (i, &(month, named)) in pieces.iter().enumerate() {
        for (j, &(day, other_named)) in pieces.iter().enumerate() {
            let is_month = (1..=12).contains(&month) && (named || !pieces.iter().any(|(_, named)| *named));
            if i != j && is_month && !other_named && (1..=31).contains(&day) {
                found.push((month, day));
            }
        }
    }
    found
}

/// Month and day of the day number of a spreadsheet, counted from 30 December 1899. The algorithm is the usual one for
/// the Gregorian calendar, with years that begin in March.
fn day_of_serial(serial: i64) -> (u32, u32) {
    let days = serial - 25_569 + 719_468; // since 1 March 0000, by way of 1970
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (u32::try_from(month).unwrap_or(0), u32::try_from(day).unwrap_or(0))
}

/// Whether a cell has the name of a month beside a number.
fn month_named(cell: &str) -> bool {
    pieces(cell).is_some_and(|pieces| pieces.len() > 1 && pieces.iter().any(|(_, named)| *named))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CsvSource;

    fn roster(ids: &[&str]) -> Roster {
        let text = format!("candidate\n{}\n", ids.join("\n"));
        Roster::read(&mut CsvSource::bytes("roster.csv", text.as_bytes())).unwrap()
    }

    #[test]
    fn what_spreadsheets_make_of_ids_is_suspected() {
        let ids = ["00123", "1E5", "123456789012", "3-4", "MAR5", "A-17", "12345678901234567", "Zoe"];
        let roster = roster(&ids);
        let suspicions = Suspicions::new(Some(&roster));
        for (written, id) in [
            ("123", "00123"),
            ("123.0", "00123"),
            ("123,00", "00123"),
            ("100000", "1E5"),
            ("1,00E+05", "1E5"),
            ("1.23457E+11", "123456789012"),
            ("1,23E+11", "123456789012"),
            ("12345678901234500", "12345678901234567"),
            ("04-Mar", "3-4"),
            ("03. Apr", "3-4"),
            ("4. Mrz", "3-4"),
            ("2026-03-04", "3-4"),
            ("2026-04-03 00:00:00", "3-4"),
            ("3/4/2026", "3-4"),
            ("46085", "3-4"),
            ("5-Mar", "MAR5"),
            ("a 17", "A-17"),
            ("zoe", "Zoe"),
        ] {
            let suspicion = suspicions.of(written).map(|fact| fact.to_string()).unwrap_or_default();
            assert!(suspicion.contains(&format!("'{id}'")), "{written}: {suspicion}");
        }
        for written in ["124", "17", "Zoey", "2026-07-09", "B-17", ""] {
            assert_eq!(suspicions.of(written), None, "{written}");
        }
        for written in ["9.9E+14", "31-Oct"] {
            assert!(suspicions.of(written).is_some_and(|fact| !fact.to_string().contains('\'')), "{written}");
        }
        assert_eq!(Suspicions::new(None).of("5"), None);
    }

    #[test]
    fn serial_days_are_those_of_spreadsheets() {
        assert_eq!(day_of_serial(46_085), (3, 4)); // 4 March 2026
        assert_eq!(day_of_serial(45_351), (2, 29)); // 2024
        assert_eq!(day_of_serial(36_526), (1, 1)); // 2000
    }
}

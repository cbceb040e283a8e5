//! history.csv of a bank: what sittings of exams said of its items.
//!
//! A line per sitting, item and revision, with counts only. Lines are independent of each other, so that two copies of the
//! file merge by putting their lines together; the same line twice counts once.
//!
//! The observed facility is drawn towards the author's estimate while few candidates have met the item:
//! (n p + w e) / (n + w), the mean of a Beta distribution that knew w candidates before (Gelman et al. 2013, Bayesian Data
//! Analysis, 3rd ed., chapter 2).

use crate::bank::Bank;
use mockexam_model::{ChoiceId, Diagnostic, ItemId, Place, Trial, TriedItem};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The name of the file in the folder of a bank.
pub const HISTORY: &str = "history.csv";

/// An estimate counts as much as so many candidates.
pub const ESTIMATE_WEIGHT: u64 = 20;

const HEADER: &str = "sitting,exam,item,rev,n,right,blank,multiple,unreadable,choices";

/// Millionths of a whole.
const MILLION: u64 = 1_000_000;

/// The sittings that a bank knows of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemHistory {
    sittings: BTreeSet<String>,
    items: BTreeMap<(ItemId, u32), Observed>,
}

/// What all sittings together say of a revision of an item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Observed {
    /// How many sittings had it.
    pub sittings: u64,
    /// Candidates who met it.
    pub n: u64,
    /// How many got it right, in millionths.
    right: u64,
}

impl Observed {
    /// Share of the points that were earned, 0 to 1; none if nobody met it.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of people, shown with two decimals")]
    pub fn facility(&self) -> Option<f64> {
        (self.n > 0).then(|| self.right as f64 / (self.n as f64 * MILLION as f64))
    }

    /// The facility drawn towards an estimate in per mille: in per mille, too, and exact up to rounding down.
    #[must_use]
    pub fn drawn_to(&self, estimate: u16) -> u16 {
        let weighed = (self.right / 1000).saturating_add(u64::from(estimate) * ESTIMATE_WEIGHT);
        u16::try_from(weighed / self.n.saturating_add(ESTIMATE_WEIGHT)).unwrap_or(1000)
    }
}

impl ItemHistory {
    /// Reads a history.
    ///
    /// # Errors
    /// Every line that cannot be understood, and lines of one sitting that contradict each other.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let mut history = Self::default();
        let mut seen: BTreeMap<(&str, ItemId, u32), &str> = BTreeMap::new();
        let mut wrong = Vec::new();
        let mut refuse = |line: usize, fact: String| {
            let line = u64::try_from(line).unwrap_or(u64::MAX);
            let place = Place::Cell { line, column: None };
            let help = "restore the file, or remove the line; the sitting can be recorded again then";
            wrong.push(Diagnostic::error("H01", fact).at(file, place, "").help(help));
        };
        for (line, row) in (1..).zip(text.lines()) {
            if row.is_empty() || row == HEADER {
                continue;
            }
            if line == 1 {
                refuse(line, format!("the first line is not '{HEADER}'"));
                continue;
            }
            let Some((sitting, tried)) = line_of(row) else {
                refuse(line, "the line does not hold the counts of an item".to_owned());
                continue;
            };
            match seen.insert((sitting, tried.item.clone(), tried.rev), row) {
                Some(before) if before == row => continue,
                Some(_) => {
                    let fact = format!("sitting {sitting} has item {} with other counts above", tried.item);
                    refuse(line, fact);
                    continue;
                }
                None => {}
            }
            history.sittings.insert(sitting.to_owned());
            let observed = history.items.entry((tried.item, tried.rev)).or_default();
            observed.sittings += 1;
            observed.n = observed.n.saturating_add(tried.n);
            observed.right = observed.right.saturating_add(tried.right);
        }
        if wrong.is_empty() { Ok(history) } else { Err(wrong) }
    }

    /// Whether a sitting is there already.
    #[must_use]
    pub fn has(&self, sitting: &str) -> bool {
        self.sittings.contains(sitting)
    }

    /// How many sittings there are.
    #[must_use]
    pub fn sittings(&self) -> usize {
        self.sittings.len()
    }

    /// What is known of a revision of an item.
    #[must_use]
    pub fn of(&self, item: &ItemId, rev: u32) -> Option<Observed> {
        self.items.get(&(item.clone(), rev)).copied()
    }
}

impl Bank {
    /// The bank with other difficulties, in per mille: those that were observed instead of those that authors expected.
    #[must_use]
    pub fn with_observed(mut self, observed: BTreeMap<ItemId, u16>) -> Self {
        for (id, &difficulty) in &observed {
            if let Some(item) = self.items.get_mut(id) {
                item.difficulty = difficulty.min(1000);
            }
        }
        self.observed = observed;
        self
    }

    /// The difficulties that were observed and put in place of estimates.
    #[must_use]
    pub const fn observed(&self) -> &BTreeMap<ItemId, u16> {
        &self.observed
    }
}

/// The text of a history with a sitting behind all others. Items that nobody met are left out.
#[must_use]
pub fn with_trial(history: &str, trial: &Trial) -> String {
    let mut text = if history.is_empty() { format!("{HEADER}\n") } else { history.to_owned() };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    for tried in trial.items.iter().filter(|tried| tried.n > 0) {
        let TriedItem { item, rev, n, right, blank, multiple, unreadable, choices } = tried;
        let (whole, rest) = (right / MILLION, right % MILLION);
        let rest = if rest == 0 { String::new() } else { format!(".{rest:06}") };
        let choices: Vec<String> =
            choices.iter().map(|(choice, count)| format!("{choice}:{count}")).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{},{},{item},{rev},{n},{whole}{rest},{blank},{multiple},{unreadable},{}",
            trial.sitting,
            trial.exam,
            choices.join(";")
        );
    }
    text
}

/// A line and the sitting that it belongs to.
fn line_of(row: &str) -> Option<(&str, TriedItem)> {
    let cells: Vec<&str> = row.split(',').collect();
    let &[sitting, _, item, rev, n, right, blank, multiple, unreadable, choices] = cells.as_slice() else {
        return None;
    };
    let tried = TriedItem {
        item: ItemId::new(item).ok()?,
        rev: rev.parse().ok()?,
        n: count(n)?,
        right: millionths(right)?,
        blank: count(blank)?,
        multiple: count(multiple)?,
        unreadable: count(unreadable)?,
        choices: choices.split(';').filter(|choice| !choice.is_empty()).map(choice).collect::<Option<_>>()?,
    };
    (!sitting.is_empty() && tried.right <= tried.n.checked_mul(MILLION)?).then_some((sitting, tried))
}

/// The most people that a line tells of: more than any sitting has. Sums over many lines saturate.
const MOST_PEOPLE: u64 = 1 << 26;

/// A count of people.
fn count(text: &str) -> Option<u64> {
    text.parse().ok().filter(|count| *count <= MOST_PEOPLE)
}

fn choice(text: &str) -> Option<(ChoiceId, u64)> {
    let (id, count) = text.split_once(':')?;
    Some((ChoiceId::new(id).ok()?, self::count(count)?))
}

/// A decimal with at most six digits behind the point.
fn millionths(text: &str) -> Option<u64> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    if rest.len() > 6 || !rest.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let rest: u64 = format!("{rest:0<6}").parse().ok()?;
    count(whole)?.checked_mul(MILLION)?.checked_add(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn trial(sitting: &str, n: u64, right: u64) -> Trial {
        let item = TriedItem {
            item: ItemId::new("uw-001").unwrap(),
            rev: 2,
            n,
            right,
            blank: 1,
            multiple: 0,
            unreadable: 0,
            choices: vec![(ChoiceId::new("c1").unwrap(), 3)],
        };
        Trial { sitting: sitting.into(), exam: "K7Q3MD".into(), items: vec![item] }
    }

    #[test]
    fn sittings_add_up_and_count_once() {
        let one = with_trial("", &trial("aa", 10, 6 * MILLION));
        let both = with_trial(&one, &trial("bb", 30, 10 * MILLION + 333_333));
        assert_eq!(both.lines().nth(2), Some("bb,K7Q3MD,uw-001,2,30,10.333333,1,0,0,c1:3"));
        // Two copies merged line by line.
        let merged = format!("{both}{}", one.lines().nth(1).unwrap());
        let history = ItemHistory::read("history.csv", &merged).unwrap();
        let item = ItemId::new("uw-001").unwrap();
        let observed = history.of(&item, 2).unwrap();
        assert_eq!((observed.sittings, observed.n, observed.right), (2, 40, 16_333_333));
        assert_eq!((history.of(&item, 1), history.has("aa"), history.has("cc")), (None, true, false));
        // (16.333 + 20 · 0.7) / 60
        assert_eq!(observed.drawn_to(700), 505);
        assert_eq!(Observed::default().drawn_to(700), 700);
    }

    #[test]
    fn counts_beyond_all_sittings_are_refused_and_sums_of_the_largest_do_not_wrap() {
        let with = |n: u64| with_trial("", &trial("aa", n, n * MILLION));
        assert!(ItemHistory::read("h", &with(MOST_PEOPLE)).is_ok());
        assert!(ItemHistory::read("h", &with(MOST_PEOPLE + 1)).is_err());
        let (n, right) = (u64::MAX, u64::MAX);
        let full = Observed { sittings: 1, n, right };
        assert!(full.facility().unwrap() <= 1.0);
        assert_eq!(full.drawn_to(1000), 0);
        let observed = Observed { sittings: 1, n: MOST_PEOPLE << 20, right: u64::MAX };
        assert!(observed.facility().unwrap() < 1.0);
    }

    #[test]
    fn what_cannot_be_understood_is_named_with_its_line() {
        let text = with_trial("", &trial("aa", 10, 6 * MILLION));
        let other = text.lines().nth(1).unwrap().replace(",10,6,", ",11,6,");
        let wrong =
            ItemHistory::read("h", &format!("{text}x,y\n{other}\naa,K,uw-002,1,1,2,0,0,0,\n")).unwrap_err();
        let told: Vec<String> =
            wrong.iter().map(|d| format!("{:?} {}", d.labels[0].place, d.message)).collect();
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[1].contains("with other counts above"), "{told:?}");
        assert!(ItemHistory::read("h", "a,b\n").is_err());
        assert_eq!(ItemHistory::read("h", "").unwrap(), ItemHistory::default());
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "[a-z0-9,.;:\n]{0,80}") {
            let _ = ItemHistory::read("h", &format!("{HEADER}\n{text}"));
        }

        #[test]
        fn what_is_drawn_lies_between(n in 0_u64..1000, share in 0_u64..=1000, estimate in 0_u16..=1000) {
            let observed = Observed { sittings: 1, n, right: n * share * 1000 };
            let drawn = u64::from(observed.drawn_to(estimate));
            let (low, high) = (share.min(estimate.into()), share.max(estimate.into()));
            prop_assert!(n == 0 || (low..=high).contains(&drawn), "{} {} {}", low, drawn, high);
        }
    }
}

//! Phrases with numbers, dates and names filled in, as the language writes them.

use super::{Counted, NoAlphaWords, ReportWords, StateWords};
use mockexam_analysis::{Interval, NoAlpha};
use mockexam_model::{Points, RowFinding, RowState};

/// Fills the `{places}` of a phrase. A place that the phrase lacks is passed over; what is filled in is never
/// searched for places.
pub(crate) fn fill(phrase: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(phrase.len());
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let value = after
            .split_once('}')
            .and_then(|(place, after)| Some((values.iter().find(|(name, _)| *name == place)?.1, after)));
        rest = if let Some((value, after)) = value {
            out.push_str(value);
            after
        } else {
            out.push('{');
            after
        };
    }
    out.push_str(rest);
    out
}

impl Counted {
    /// The phrase for a whole number.
    pub(crate) fn of(&self, n: u64) -> String {
        self.with(n, &[])
    }

    /// The phrase for a whole number, with further places.
    pub(crate) fn with(&self, n: u64, others: &[(&str, &str)]) -> String {
        let number = n.to_string();
        let places: Vec<(&str, &str)> = others.iter().copied().chain([("n", number.as_str())]).collect();
        fill(if n == 1 { &self.one } else { &self.many }, &places)
    }
}

impl NoAlphaWords {
    /// The words for a reason as result files name it; the name itself where it is a new one.
    pub(crate) fn of<'w>(&'w self, name: &'w str) -> &'w str {
        match NoAlpha::ALL.into_iter().find(|reason| reason.name() == name) {
            Some(NoAlpha::DifferentItems) => &self.different_items,
            Some(NoAlpha::TooFewItems) => &self.too_few_items,
            Some(NoAlpha::TooFewCandidates) => &self.too_few_candidates,
            Some(NoAlpha::NoVariance) => &self.no_variance,
            None => name,
        }
    }
}

impl StateWords {
    /// The word for the state of a row.
    pub(crate) fn row(&self, state: RowState) -> &str {
        match state {
            RowState::Graded => &self.graded,
            RowState::Duplicate => &self.duplicate,
            RowState::UnknownCandidate => &self.unknown_candidate,
            RowState::UnknownForm => &self.unknown_form,
            RowState::Invalid => &self.invalid,
            RowState::Superseded => &self.superseded,
            RowState::Unsettled => &self.unsettled,
        }
    }
}

impl ReportWords {
    /// A number with so many decimals, in the manner of the language.
    pub(crate) fn number(&self, value: f64, decimals: usize) -> String {
        let text = format!("{value:.decimals$}");
        match text.strip_prefix('-') {
            // No "-0.00": what rounds to nothing has no sign.
            Some(digits) if digits.bytes().all(|b| matches!(b, b'0' | b'.')) => self.localised(digits),
            Some(digits) => format!("\u{2212}{}", self.localised(digits)),
            None => self.localised(&text),
        }
    }

    /// A statistic with so many decimals, or the sign for an undefined one.
    pub(crate) fn statistic(&self, value: Option<f64>, decimals: usize) -> String {
        value.map_or_else(|| self.undefined.clone(), |value| self.number(value, decimals))
    }

    /// A share from 0 to 1 as whole percent.
    pub(crate) fn share(&self, share: f64) -> String {
        self.percent(&self.number(share * 100.0, 0))
    }

    /// A number that is written already, as percent.
    pub(crate) fn percent(&self, number: &str) -> String {
        fill(&self.percent, &[("n", number)])
    }

    /// An interval of shares; empty where there is none.
    pub(crate) fn share_interval(&self, interval: Option<Interval>) -> String {
        interval.map_or_else(String::new, |Interval { low, high }| {
            fill(&self.interval, &[("low", &self.share(low)), ("high", &self.share(high))])
        })
    }

    /// An interval of figures with so many decimals; empty where there is none.
    pub(crate) fn interval(&self, interval: Option<Interval>, decimals: usize) -> String {
        interval.map_or_else(String::new, |Interval { low, high }| {
            let (low, high) = (self.number(low, decimals), self.number(high, decimals));
            fill(&self.interval, &[("low", &low), ("high", &high)])
        })
    }

    /// What was found in a row; none where the language lacks words for it.
    pub(crate) fn finding(&self, finding: &RowFinding) -> Option<String> {
        finding.said.as_ref()?.in_words(&|id| self.findings.get(id).map(String::as_str))
    }

    /// What a column of a table is called for people; its own name where it is that of an item.
    pub(crate) fn column<'w>(&'w self, name: &'w str) -> &'w str {
        self.columns.get(name).map_or(name, String::as_str)
    }

    /// A date as files have it (`2026-11-22`), in the manner of the language.
    pub(crate) fn day(&self, date: &str) -> String {
        match date.split('-').collect::<Vec<_>>()[..] {
            [year, month, day] => fill(&self.date, &[("year", year), ("month", month), ("day", day)]),
            _ => date.to_owned(),
        }
    }

    /// Points of a maximum as percent, exact to one decimal, rounded down: nobody reads 65% who has less.
    pub(crate) fn percentage(&self, points: Points, maximum: Points) -> String {
        self.percent_of(points, maximum, |tenth| tenth != 0)
    }

    /// The same, with its decimal even where it is 0: in a column the figures stand below each other.
    pub(crate) fn aligned_percentage(&self, points: Points, maximum: Points) -> String {
        self.percent_of(points, maximum, |_| true)
    }

    fn percent_of(&self, points: Points, maximum: Points, shown: impl Fn(u128) -> bool) -> String {
        if maximum.units() <= 0 {
            return self.undefined.clone();
        }
        let tenths = (i128::from(points.units()) * 1000).div_euclid(i128::from(maximum.units()));
        let sign = if tenths < 0 { "\u{2212}" } else { "" };
        let tenths = tenths.unsigned_abs();
        let (whole, tenth) = (tenths / 10, tenths % 10);
        let text = if shown(tenth) {
            format!("{sign}{whole}{}{tenth}", self.decimal)
        } else {
            format!("{sign}{whole}")
        };
        fill(&self.percent, &[("n", &text)])
    }

    /// Points as a number.
    pub(crate) fn plain_points(&self, points: Points) -> String {
        let text = points.to_string();
        let text = self.localised(&text);
        text.strip_prefix('-').map(|digits| format!("\u{2212}{digits}")).unwrap_or(text)
    }

    /// Points with their word: "1 point".
    pub(crate) fn points(&self, points: Points) -> String {
        let phrase = if points == Points::from_whole(1) { &self.points.one } else { &self.points.many };
        fill(phrase, &[("n", &self.plain_points(points))])
    }

    /// "1, 2 and 4".
    pub(crate) fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [all @ .., last] => format!("{} {} {last}", all.join(", "), self.and),
        }
    }

    fn localised(&self, digits: &str) -> String {
        digits.replace('.', &self.decimal)
    }
}

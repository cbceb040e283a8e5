//! The fixed words of reports, in one language.

use mockexam_model::{Points, RowState};
use serde::{Deserialize, Serialize};

/// The shipped English words as TOML; the caller parses them into [`ReportWords`].
pub const ENGLISH_REPORT_WORDS: &str = include_str!("../../../../templates/languages/en-report.toml");

macro_rules! words {
    ($(#[$doc:meta])* $visibility:vis $name:ident { $($field:ident),* $(,)? } $({ $($other:ident: $kind:ty),* $(,)? })?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
        $visibility struct $name {
            $(pub(crate) $field: String,)*
            $($(pub(crate) $other: $kind,)*)?
        }
    };
}

words! {
    /// Every fixed word of the reports. Read from a language file; a missing or unknown word is an error.
    pub ReportWords {
        language, decimal, percent, undefined, and, true_word, false_word, gap, page_of_report, form,
    } {
        points: Counted, candidates: Counted, questions: Counted,
        banner: BannerWords, states: StateWords, class: ClassWords, candidate: CandidateWords, rulings: RulingWords,
    }
}

words! {
    /// A phrase with a number in it.
    pub(crate) Counted { one, many }
}

words! {
    /// Words of the banners above a report.
    pub(crate) BannerWords {
        simulated, simulated_text, provisional, provisional_class, provisional_candidate, no_findings, file, line,
        column, candidate, state, message,
    } { findings: Counted }
}

words! {
    /// States of rows and candidates.
    pub(crate) StateWords {
        graded, duplicate, unknown_candidate, unknown_form, invalid, superseded, unsettled, absent, withheld,
    }
}

words! {
    /// Words of the report on a class.
    pub(crate) ClassWords {
        kind, contents, glance, graded, graded_of, graded_rows, passed, passed_of, interval, no_cut, mean, of_maximum,
        median, range, sd, sd_unit, reliability, reliability_n, reliability_none, small_class, books,
        books_balance, books_fail, rows, roster, no_roster, scores, chart, chart_text, chart_empty,
        score_axis, candidate_axis, cut, below, reached, as_table, score, count, bin, topics, topics_text,
        topic, share, candidates, candidate, name, form, percent, result, pass, fail, questions,
        questions_text, hardest, facility, discrimination, blank, multiple, unreadable, question_text, key,
        choice, letter, right_answer, variant, not_met, more_forms, revision, sources, input, no_rulings,
        accommodation, cut_on_form, cut_by_parts,
    } { rulings: Counted, extra_minutes: Counted }
}

words! {
    /// Words of the report for a candidate.
    pub(crate) CandidateWords {
        kind, passed, failed, above, at, below, no_cut, score_of, topics, topic_points, revise, all_right,
        missed, missed_text, question, case, case_above, yours, right, marked, chosen, blank, multiple,
        unreadable, not_administered, rows_given, wrote, awarded, unsettled, grade, parts, row, right_answer, model_answer, why_near, why_row, why_rows, why_right_many,
        why_yours, why_statement, why_right, uncertainty_title, uncertainty,
        uncertainty_near,
    }
}

words! {
    /// Words about rulings.
    pub(crate) RulingWords {
        kind, lead, ruling, in_force, withdrawn, withdrawal, void, full_credit, accept, rekey, reason, effect, note,
        note_withdrawn, same_share, same_points,
    }
}

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
        fill(&self.percent, &[("n", &self.number(share * 100.0, 0))])
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::english;

    #[test]
    fn places_are_filled_once() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
        assert_eq!(fill("{unknown} {a", &[("a", "1")]), "{unknown} {a");
    }

    #[test]
    fn an_unknown_word_is_refused() {
        let more = format!("colour = 'red'\n{ENGLISH_REPORT_WORDS}");
        assert!(
            toml::from_str::<ReportWords>(&more).unwrap_err().to_string().contains("unknown field `colour`")
        );
    }

    #[test]
    fn numbers_are_short_and_honest() {
        let words = ReportWords { decimal: ",".into(), ..english() };
        assert_eq!(
            [-0.001, -0.25, 0.666].map(|value| words.number(value, 2)),
            ["0,00", "\u{2212}0,25", "0,67"]
        );
        let percentage = |n, of| words.percentage(Points::from_whole(n), Points::from_whole(of));
        assert_eq!(
            [(26, 40), (2, 3), (1999, 2000), (0, 7)].map(|(n, of)| percentage(n, of)),
            ["65%", "66,6%", "99,9%", "0%"]
        );
        assert_eq!(words.aligned_percentage(Points::from_whole(26), Points::from_whole(40)), "65,0%");
        assert_eq!(words.points(Points::from_decimal("-1.5").unwrap()), "\u{2212}1,5 points");
        assert_eq!(words.list(&["1", "2", "4"].map(String::from)), "1, 2 and 4");
    }
}

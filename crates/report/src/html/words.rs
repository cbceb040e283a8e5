//! The fixed words of reports, in one language.

use file::{Table, Words};
use mockexam_analysis::{Interval, NoAlpha};
use mockexam_model::{Points, RowFinding, RowState};
use serde::Serialize;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::DeValue;

mod file;

pub use file::WordsError;

/// The shipped English words as TOML, for [`ReportWords::read`].
pub const ENGLISH_REPORT_WORDS: &str = include_str!("../../../../templates/languages/en-report.toml");

macro_rules! words {
    ($(#[$doc:meta])* $visibility:vis $name:ident { $($field:ident),* $(,)? } $({ $($other:ident: $kind:ty),* $(,)? })?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Serialize)]
        $visibility struct $name {
            $(pub(crate) $field: String,)*
            $($(pub(crate) $other: $kind,)*)?
        }

        impl $name {
            fn from_table(mut table: Table<'_>) -> Result<Self, WordsError> {
                let words = Self {
                    $($field: table.take(stringify!($field))?,)*
                    $($($other: table.take(stringify!($other))?,)*)?
                };
                table.finish().map(|()| words)
            }
        }

        impl Words for $name {
            fn read(value: Spanned<DeValue<'_>>) -> Result<Self, WordsError> {
                Self::from_table(Table::of(value)?)
            }
        }
    };
}

words! {
    /// Every fixed word of the reports. Read from a language file; a missing or unknown word is an error.
    pub ReportWords {
        language, decimal, date, percent, interval, undefined, page_of, and, true_word, false_word, gap, page_of_report, form,
    } {
        points: Counted, candidates: Counted, questions: Counted,
        no_alpha: NoAlphaWords, banner: BannerWords, states: StateWords, class: ClassWords, candidate: CandidateWords, rulings: RulingWords, items: ItemsWords,
        summary: SummaryWords, flags: FlagWords, flag_names: FlagWords, tables: BTreeMap<String, String>,
        columns: BTreeMap<String, String>, findings: BTreeMap<String, String>,
    }
}

impl ReportWords {
    /// Reads a language file.
    ///
    /// # Errors
    /// The place and the word that is missing, unknown or of another kind.
    pub fn read(text: &str) -> Result<Self, WordsError> {
        Self::from_table(Table::of_file(text)?)
    }
}

words! {
    /// A phrase with a number in it.
    pub(crate) Counted { one, many }
}

words! {
    /// Why there is no reliability.
    pub(crate) NoAlphaWords { different_items, too_few_items, too_few_candidates, no_variance }
}

words! {
    /// Words of the banners above a report.
    pub(crate) BannerWords {
        simulated, simulated_text, provisional, provisional_class, provisional_candidate, no_findings, file, line,
        column, candidate, state, message, pseudonyms,
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
        score_axis, candidate_axis, cut, below, reached, as_table, score, count, bin, heat, heat_text, all_figures, topics, sections, section, topics_text,
        topic, share, candidates, candidate, name, form, percent, result, pass, fail, questions,
        questions_text, hardest, facility, discrimination, blank, multiple, unreadable, question_text, key,
        choice, letter, right_answer, variant, not_met, more_forms, revision, sources, input, no_rulings,
        accommodation, cut_on_form, cut_by_parts, yes, no,
    } { rulings: Counted, extra_minutes: Counted }
}

words! {
    /// Words of the report for a candidate.
    pub(crate) CandidateWords {
        kind, passed, failed, above, at, below, no_cut, score_of, topics, topics_text, topic_points, to_gain, read, tip, see, confused, mixed_up, revise, all_right,
        missed, missed_text, question, case, case_above, yours, right, marked, chosen, blank, multiple,
        unreadable, not_administered, rows_given, wrote, awarded, unsettled, grade, parts, row, right_answer, model_answer, why_near, why_row, why_rows, why_right_many,
        why_yours, why_statement, why_right, uncertainty_title, uncertainty,
        uncertainty_near,
    }
}

words! {
    /// Words of the report on questions.
    pub(crate) ItemsWords {
        kind, few, flagged, overview, overview_text, map, map_text, map_note, number, question, estimate, remarks,
        choices, share, lower, middle, upper, thirds, thirds_short, r_rest, r_rest_long, mean_score, mean_score_long, by_form,
        within, shift, outer, upper_lower, item_total, biserial, efficiency, alpha_if_deleted, weights,
    }
}

words! {
    /// Words of the trainer's summary.
    pub(crate) SummaryWords {
        kind, interval, unflagged, more, reliability_high, reliability_good, reliability_fair, reliability_low, sem, sem_at_cut,
        consistency, nothing, forms, cut, equated, difference, same_items, common_items, random_groups,
    }
}

words! {
    /// A text for each flag.
    pub(crate) FlagWords {
        too_easy, too_hard, guess_level, negative_discrimination, weak_discrimination, key_suspect, second_key,
        unused,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::english;
    use mockexam_model::fact::sayings;

    #[test]
    fn places_are_filled_once() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
        assert_eq!(fill("{unknown} {a", &[("a", "1")]), "{unknown} {a");
    }

    #[test]
    fn an_unknown_word_is_refused() {
        let error = |text: &str| {
            let error = ReportWords::read(text).unwrap_err();
            (error.message, error.span.map(|span| text[span].to_owned()))
        };
        let more = format!("colour = 'red'\n{ENGLISH_REPORT_WORDS}");
        assert_eq!(error(&more), ("unknown word 'colour'".to_owned(), Some("colour".to_owned())));
        let nested = ENGLISH_REPORT_WORDS.replace("[class]\n", "[class]\ncolour = 'red'\n");
        assert_eq!(error(&nested), ("unknown word 'colour'".to_owned(), Some("colour".to_owned())));
        let less = ENGLISH_REPORT_WORDS.replace("\npage-of = ", "\npage-off = ");
        assert_eq!(error(&less), ("the word 'page-of' is missing".to_owned(), None));
        let number = ENGLISH_REPORT_WORDS.replacen("\npage-of = ", "\npage-of = 7 # ", 1);
        assert_eq!(
            error(&number),
            ("a text in quotation marks is expected here".to_owned(), Some("7".to_owned()))
        );
        assert!(error("language = ").1.is_some());
    }

    /// Names of the places of a phrase, sorted.
    fn places(phrase: &str) -> Vec<&str> {
        let mut places: Vec<&str> =
            phrase.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
        places.sort_unstable();
        places
    }

    fn compare(english: &toml::Value, other: &toml::Value, path: &str) {
        match (english, other) {
            (toml::Value::Table(english), toml::Value::Table(other)) => {
                for (name, value) in english {
                    let path = format!("{path}.{name}");
                    compare(value, other.get(name).unwrap_or_else(|| panic!("{path} is missing")), &path);
                }
            }
            (toml::Value::String(english), toml::Value::String(other)) => {
                assert_eq!(places(english), places(other), "{path}");
                assert!(!other.trim().is_empty(), "{path}");
            }
            _ => panic!("{path} has another kind"),
        }
    }

    #[test]
    fn languages_have_every_word_with_the_same_places() {
        let english: toml::Value = toml::from_str(ENGLISH_REPORT_WORDS).unwrap();
        for text in [
            include_str!("../../../../templates/languages/de-report.toml"),
            include_str!("../../../../templates/languages/fr-report.toml"),
        ] {
            ReportWords::read(text).unwrap();
            compare(&english, &toml::from_str(text).unwrap(), "");
        }
    }

    #[test]
    fn whatever_grading_says_has_words() {
        let words = english();
        assert_eq!(words.findings.len(), sayings::ALL.len());
        for saying in sayings::ALL {
            assert_eq!(words.findings.get(saying.id).map(String::as_str), Some(saying.english));
        }
        let german =
            ReportWords::read(include_str!("../../../../templates/languages/de-report.toml")).unwrap();
        let fact =
            sayings::CELL.of(["1".into(), "'E'".into(), sayings::BEYOND.of(['E'.into(), 'D'.into()]).into()]);
        let finding = RowFinding {
            file: "a.csv".into(),
            line: 2,
            column: None,
            candidate: "007".into(),
            state: RowState::Invalid,
            message: fact.to_string(),
            said: Some(fact),
        };
        assert_eq!(words.finding(&finding).as_ref(), Some(&finding.message));
        let said = german.finding(&finding);
        assert_eq!(said.as_deref(), Some("Frage 1: 'E' nennt E, aber die Antworten sind A bis D"));
        assert_eq!(german.finding(&RowFinding { said: None, ..finding }), None);
    }

    #[test]
    fn dates_are_those_of_the_language() {
        let words = ReportWords { date: "{day}.{month}.{year}".into(), ..english() };
        assert_eq!([words.day("2026-11-22"), words.day("soon")], ["22.11.2026", "soon"]);
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

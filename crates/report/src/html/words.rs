//! The fixed words of reports, in one language.

use file::{Table, Words};
use serde::Serialize;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::DeValue;

mod file;
mod phrase;
#[cfg(test)]
mod tests;

pub use file::WordsError;
pub(crate) use phrase::fill;

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
        kind, contents, glance, graded, graded_of, graded_rows, passed, passed_of, interval, no_cut, mean, of_maximum, of_forms,
        median, range, sd, sd_unit, reliability, reliability_n, reliability_none, small_class, books,
        books_balance, books_fail, rows, roster, no_roster, scores, chart, chart_text, chart_empty,
        score_axis, candidate_axis, cut, below, reached, as_table, score, count, bin, heat, heat_text, all_figures, topics, sections, section, topics_text,
        topic, share, candidates, candidate, name, form, percent, result, pass, fail, questions,
        questions_text, hardest, facility, discrimination, blank, multiple, unreadable, question_text, key,
        choice, letter, right_answer, variant, unmatched, not_met, more_forms, revision, sources, input, no_rulings,
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
        consistency, nothing, nothing_because, nothing_but_by_form, forms, cut, equated, difference, same_items, common_items, random_groups, unlike_maxima,
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
        kind, lead, ruling, in_force, withdrawn, withdrawal, void, full_credit, accept, rekey, each_alone, reason, effect, note,
        note_withdrawn, same_share, same_points,
    }
}

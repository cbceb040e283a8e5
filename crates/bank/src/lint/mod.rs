//! Checks of a bank. A new check is one file here and its line in [`LINTS`].

mod b01_longest;
mod b02_shortest;
mod b03_positions;
mod b04_convergence;
mod b05_absolutes;
mod b06_hedges;
mod b07_claims;
mod b08_slogans;
mod b09_near_copies;
mod b10_same_answer;
mod b11_coverage;
mod b12_styles;
mod b13_opposites;
mod b14_robot;
mod b15_own_words;
mod b16_pairs;
mod dictionary;
mod f01_cueing;
mod f05_hinged;
mod f07_one_concept_twice;
mod own_words;
mod prepared;
mod robot;
mod s01_keys;
mod s02_equal_choices;
mod s03_clean_text;
pub(crate) mod s04_choice_count;
mod s05_explanation;
mod s06_reasons;
mod s07_concepts;
mod s08_origins;
mod s09_coverage;
mod s10_positions;
mod s11_style;
mod s12_links;
mod s13_numbers;
pub(crate) mod s14_short_answers;
pub(crate) mod s15_tables;
mod s16_workflow;
mod s17_one_pool;
mod s18_open_items;
mod s19_versions;
mod s20_ids;
mod s21_waivers;
mod s22_variables;
mod similar;
mod speller;
mod statistics;
mod text;
pub(crate) mod threshold;
mod vocabulary;
mod w01_hidden_not;
mod w02_double_not;
mod w03_all_of_the_above;
mod w04_absolutes;
mod w05_hedges;
mod w06_grammar_clues;
mod w07_clang;
mod w08_long_key;
mod w09_even_lengths;
mod w10_parallel;
mod w11_overlap;
mod w12_repeated_words;
mod w13_length;
mod w14_reading_level;
mod w15_cover_the_choices;
mod w16_repeated_word;
mod w17_telling_pairs;
mod w18_number_order;
mod w19_proofreading;
mod w20_level;
mod w21_authority;
mod w22_teaching;
mod w23_names;
mod whole;
mod words;

pub(crate) use prepared::{Prepared, PreparedItem, Text};
pub(crate) use speller::{Dictionary, words_of_list};
pub use threshold::{Amount, SetThreshold, Threshold, Unit, thresholds_of};

use crate::bank::Topic;
use crate::concept::Concept;
use crate::draft::{CaseDraft, Draft};
use crate::header::Waiver;
use crate::kind::{Fault, Passage, Policy, Role};
use crate::source::{SourceFile, Spot};
use mockexam_model::{Diagnostic, Severity};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use threshold::Thresholds;

/// All checks by id.
pub const LINTS: &[&Lint] = &[
    &b01_longest::LINT,
    &b02_shortest::LINT,
    &b03_positions::LINT,
    &b04_convergence::LINT,
    &b05_absolutes::LINT,
    &b06_hedges::LINT,
    &b07_claims::LINT,
    &b08_slogans::LINT,
    &b09_near_copies::LINT,
    &b10_same_answer::LINT,
    &b11_coverage::LINT,
    &b12_styles::LINT,
    &b13_opposites::LINT,
    &b14_robot::LINT,
    &b15_own_words::LINT,
    &b16_pairs::LINT,
    &f01_cueing::LINT,
    &f05_hinged::LINT,
    &f07_one_concept_twice::LINT,
    &s01_keys::LINT,
    &s02_equal_choices::LINT,
    &s03_clean_text::LINT,
    &s04_choice_count::LINT,
    &s05_explanation::LINT,
    &s06_reasons::LINT,
    &s07_concepts::LINT,
    &s08_origins::LINT,
    &s09_coverage::LINT,
    &s10_positions::LINT,
    &s11_style::LINT,
    &s12_links::LINT,
    &s13_numbers::LINT,
    &s14_short_answers::LINT,
    &s15_tables::LINT,
    &s16_workflow::LINT,
    &s17_one_pool::LINT,
    &s18_open_items::LINT,
    &s19_versions::LINT,
    &s20_ids::LINT,
    &s21_waivers::LINT,
    &s22_variables::LINT,
    &w01_hidden_not::LINT,
    &w02_double_not::LINT,
    &w03_all_of_the_above::LINT,
    &w04_absolutes::LINT,
    &w05_hedges::LINT,
    &w06_grammar_clues::LINT,
    &w07_clang::LINT,
    &w08_long_key::LINT,
    &w09_even_lengths::LINT,
    &w10_parallel::LINT,
    &w11_overlap::LINT,
    &w12_repeated_words::LINT,
    &w13_length::LINT,
    &w14_reading_level::LINT,
    &w15_cover_the_choices::LINT,
    &w16_repeated_word::LINT,
    &w17_telling_pairs::LINT,
    &w18_number_order::LINT,
    &w19_proofreading::LINT,
    &w20_level::LINT,
    &w21_authority::LINT,
    &w22_teaching::LINT,
    &w23_names::LINT,
];

/// A check with all that a person wants to know about it.
pub struct Lint {
    /// Stable id, such as `S01`.
    pub id: &'static str,
    /// The gravest finding that it gives.
    pub severity: Severity,
    /// The rule in a line.
    pub what: &'static str,
    /// Why it is a rule.
    pub why: &'static str,
    /// Who says so.
    pub source: &'static str,
    /// How to repair a finding.
    pub help: &'static str,
    /// Tables that break the rule when they are added to a sound bank. NN stands for a number: it takes many such items
    /// to break a rule about whole banks.
    pub flawed: &'static str,
    /// Tables near the limit that do not break it; empty where the samples of the kinds say enough.
    pub sound: &'static str,
    /// How many of its findings are expected to be harmless.
    pub false_alarms: FalseAlarms,
    /// The numbers that it compares with, and that a bank may set.
    pub thresholds: &'static [Threshold],
    /// Looks at the whole bank.
    pub(crate) check: fn(&Prepared<'_>) -> Vec<Diagnostic>,
}

impl Lint {
    /// A finding about one of the texts of an item.
    fn at(
        &self,
        item: &PreparedItem<'_>,
        text: &Text<'_>,
        severity: Severity,
        message: impl Into<String>,
    ) -> Diagnostic {
        item.draft.finding_at(self.id, severity, message, &item.spot(text)).help(self.help)
    }

    /// A finding about an item.
    fn on(&self, item: &PreparedItem<'_>, severity: Severity, message: impl Into<String>) -> Diagnostic {
        item.draft.finding(self.id, severity, message).help(self.help)
    }
}

impl Lint {
    /// The flawed tables in full: those that hold NN forty times, numbered from 01.
    #[must_use]
    pub fn flawed_tables(&self) -> String {
        let copies = if self.flawed.contains("NN") { 1..=40 } else { 1..=1 };
        copies.map(|number: u8| self.flawed.replace("NN", &format!("{number:02}"))).collect()
    }
}

/// How many findings of a check are expected to be harmless.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FalseAlarms {
    /// Less than 5 of 100.
    Rare,
    /// 5 to 20 of 100.
    Some,
    /// More than 20 of 100: look, and decide.
    Many,
}

impl fmt::Display for FalseAlarms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Rare => "rare (less than 5 of 100)",
            Self::Some => "some (5 to 20 of 100)",
            Self::Many => "many (more than 20 of 100)",
        })
    }
}

/// A bank as written, in an order that does not depend on its files.
#[derive(Default)]
pub(crate) struct Drafts {
    /// The language of the bank, as a BCP 47 tag.
    pub(crate) language: String,
    /// Where the bank names itself: the place for findings about the bank as a whole.
    pub(crate) header: Option<Spot>,
    /// The title of the bank.
    pub(crate) title: String,
    /// The number of choices that each item must have, where the bank fixes one.
    pub(crate) choices: Option<usize>,
    /// What words are looked up in.
    pub(crate) dictionary: Dictionary,
    /// What the bank names as its dictionary.
    pub(crate) own_dictionary: Option<(String, Spot)>,
    /// The words of the bank's own lists, in small letters.
    pub(crate) own_words: BTreeSet<String>,
    /// The thresholds that the bank sets.
    pub(crate) thresholds: Thresholds,
    pub(crate) retired: Vec<(String, Spot)>,
    pub(crate) topics: Vec<(Topic, Spot)>,
    pub(crate) pools: Vec<Vec<(String, Spot)>>,
    pub(crate) concepts: Vec<Concept>,
    pub(crate) cases: Vec<CaseDraft>,
    pub(crate) items: Vec<Draft>,
    /// Texts that the bank draws on and shall not copy.
    pub(crate) sources: Vec<SourceFile>,
    /// Waivers of checks of the whole bank.
    pub(crate) waivers: Vec<(Waiver, Spot)>,
}

impl Drafts {
    pub(crate) fn concept(&self, id: &str) -> Option<&Concept> {
        let index = self.concepts.binary_search_by(|concept| concept.id.as_str().cmp(id)).ok()?;
        self.concepts.get(index)
    }

    pub(crate) fn case_of(&self, draft: &Draft) -> Option<&CaseDraft> {
        let id = draft.header.stimulus.as_ref()?.get_ref();
        let first = self.cases.partition_point(|case| case.file.id.get_ref() < id);
        self.cases.get(first).filter(|case| case.file.id.get_ref() == id)
    }

    pub(crate) fn items_by_id(&self) -> BTreeMap<&str, &Draft> {
        self.items.iter().map(|draft| (draft.id(), draft)).collect()
    }
}

impl Draft {
    pub(crate) fn distractors(&self) -> Vec<Passage<'_>> {
        let mut passages = self.body.passages();
        passages.retain(|passage| passage.role == Role::Distractor);
        passages
    }

    /// Every text of the item that a candidate or a learner reads, with its place.
    pub(crate) fn texts(&self) -> Vec<(&'static str, &toml::Spanned<String>)> {
        let mut texts = vec![("stem", &self.header.stem)];
        texts.extend(self.header.hint.as_ref().map(|text| ("hint", text)));
        texts.extend(self.header.explanation.as_ref().map(|text| ("explanation", text)));
        for passage in self.body.passages() {
            texts.push(("choice", passage.text));
            texts.extend(passage.why.map(|why| ("why", why)));
        }
        texts.extend(self.body.reasons().into_iter().map(|why| ("why", why)));
        texts
    }

    /// All places inside the item that findings point at.
    pub(crate) fn spots(&self) -> impl Iterator<Item = Spot> {
        let mut spots = vec![self.spot.clone()];
        spots.extend(self.texts().into_iter().map(|(_, text)| self.spot.of(text)));
        let links = self.header.concepts.iter().chain(&self.header.enemies).chain(&self.header.not_enemies);
        spots.extend(links.map(|id| self.spot.of(id)));
        spots.extend(self.header.waive.iter().map(|waiver| self.spot.of(&waiver.check)));
        spots.extend(self.header.stimulus.iter().chain(&self.header.family).map(|id| self.spot.of(id)));
        spots.push(self.spot.of(&self.header.topic));
        spots.push(self.spot.of(&self.header.level));
        spots.push(self.spot.of(&self.header.difficulty));
        spots.into_iter()
    }
}

/// Faults that the kinds report about bodies, for the check that owns them.
fn body_faults(drafts: &Drafts, check: &'static str) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for draft in &drafts.items {
        for Fault { severity, message, help, .. } in draft
            .body
            .faults(Policy {
                choices: drafts.choices,
                points: draft.header.points,
                thresholds: &drafts.thresholds,
            })
            .into_iter()
            .filter(|fault| fault.check == check)
        {
            out.push(draft.finding(check, severity, message).help(help));
        }
    }
    out
}

/// All findings that no waiver answers, and the number of those that one does.
pub(crate) fn run(drafts: &Drafts) -> (Vec<Diagnostic>, usize) {
    let prepared = Prepared::new(drafts);
    let findings = LINTS.iter().flat_map(|lint| (lint.check)(&prepared)).collect();
    s21_waivers::apply(drafts, findings)
}

#[cfg(test)]
mod tests;

//! From files to a bank.

use crate::bank_table::{BankFile, missing_header, other_folder, second_header, second_thresholds};
use crate::beside::Beside;
use crate::concept::{Concept, ConceptFile, Pool, PoolFile, SourceDocument, TopicFile};
use crate::document::{Document, RawTable, decode, shortened};
use crate::draft::{self, CaseDraft, CaseFile, Draft};
use crate::header::Waiver;
use crate::item::{Eligibility, Item, SharedCase, Status};
use crate::lint::{self, Dictionary, Drafts, SetThreshold, threshold};
use crate::lower;
use crate::source::{AtSpot, SourceFile, Spot};
use mockexam_model::{
    ConceptId, Diagnostic, Images, ItemId, RichText, Severity, Stimulus, StimulusId, TopicId, TopicName,
};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};

/// A topic of a bank, in the order of the bank.
pub type Topic = TopicName;

/// A question bank: items by id, whatever file they stand in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bank {
    /// Its id, such as `itil-foundation`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Language of its texts, as a BCP 47 tag such as `en`.
    pub language: String,
    /// Notice printed on papers; may be empty.
    pub notice: RichText,
    /// Topics in the order of the bank.
    pub topics: Vec<Topic>,
    /// Documents that facts come from, by id.
    pub sources: Vec<SourceDocument>,
    /// Concepts that make good distractors for each other, by id.
    pub pools: Vec<Pool>,
    /// The images that texts name, by the names under which [`Reading::with_images`] put them there.
    pub images: Images,
    pub(crate) concepts: BTreeMap<String, Concept>,
    pub(crate) items: BTreeMap<ItemId, Item>,
    pub(crate) cases: BTreeMap<StimulusId, SharedCase>,
    /// Difficulties that stand in for those of the authors.
    pub(crate) observed: BTreeMap<ItemId, u16>,
}

/// A bank and everything that was found about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The bank as far as it could be read.
    pub bank: Bank,
    /// Findings in order of file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Number of findings that waivers of the bank answer; they are not among the diagnostics.
    pub waived: usize,
    /// The thresholds of checks that the bank sets, by check.
    pub thresholds: Vec<SetThreshold>,
}

impl Reading {
    /// Whether anything in the bank must be repaired before it is used.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

impl Bank {
    /// Reads all files of a bank and runs all checks. Order and names of the files make no difference to the bank.
    #[must_use]
    pub fn read(files: &[SourceFile]) -> Reading {
        Self::read_beside(files, &Beside::default())
    }

    /// As [`Bank::read`], with what lies beside the files: texts that the bank shall not copy (B15), words that it knows
    /// (W19).
    #[must_use]
    pub fn read_beside(files: &[SourceFile], beside: &Beside<'_>) -> Reading {
        let mut out = Vec::new();
        let (mut bank, mut drafts) = Self::decode(files, &mut out);
        drafts.sources = beside.originals.to_vec();
        beside.take_words(&mut drafts, &mut out);
        bank.topics = drafts.topics.iter().map(|(topic, _)| topic.clone()).collect();
        let (findings, waived) = lint::run(&drafts);
        out.extend(findings);
        bank.lower(&drafts, &out);
        for finding in &mut out {
            finding.message = shortened(std::mem::take(&mut finding.message));
        }
        out.sort_by(|a, b| (&a.labels, a.code).cmp(&(&b.labels, b.code)));
        Reading { bank, diagnostics: out, waived, thresholds: drafts.thresholds.list() }
    }

    pub(crate) fn decode(files: &[SourceFile], out: &mut Vec<Diagnostic>) -> (Self, Drafts) {
        let mut drafts = Drafts::default();
        let mut bank = Self::default();
        let mut found_header: Option<Spot> = None;
        let mut found_thresholds: Option<Spot> = None;
        for file in files {
            let mut document = Document::read(file, out);
            draft::check_defaults(&document, out);
            if let Some(table) = document.bank.take() {
                let spot = Spot::new(&file.name, table.span());
                if let Some(earlier) = found_header.replace(spot.clone()) {
                    out.push(second_header(&spot, &earlier));
                }
                if let Some(header) = decode::<BankFile>(file, table, out) {
                    bank.take_header(file, header, &mut drafts, out);
                }
            }
            if let Some(table) = document.thresholds.take() {
                let spot = Spot::new(&file.name, table.span());
                match &found_thresholds {
                    Some(earlier) => out.push(second_thresholds(&spot, earlier)),
                    None => drafts.thresholds = threshold::read(file, table, out),
                }
                found_thresholds.get_or_insert(spot);
            }
            bank.take_references(file, &mut document, &mut drafts, out);
            drafts.take(file, document, out);
        }
        // Where the syntax of a file is broken, the table may well stand in what could not be read.
        if found_header.is_none() && out.iter().all(|found| found.code != "T01") {
            out.push(missing_header(files));
        }
        drafts.sort();
        bank.topics = drafts.topics.iter().map(|(topic, _)| topic.clone()).collect();
        for concept in &drafts.concepts {
            bank.concepts.entry(concept.id.clone()).or_insert_with(|| concept.clone());
        }
        bank.sources.sort_by(|a, b| a.id.cmp(&b.id));
        bank.pools.sort_by(|a, b| a.id.cmp(&b.id));
        (bank, drafts)
    }

    fn take_header(
        &mut self,
        file: &SourceFile,
        header: BankFile,
        drafts: &mut Drafts,
        out: &mut Vec<Diagnostic>,
    ) {
        drafts.choices = header.choices;
        drafts.language.clone_from(&header.language);
        drafts.dictionary = Dictionary::of_language(&header.language);
        drafts.own_dictionary =
            header.dictionary.map(|name| (name.get_ref().clone(), Spot::new(&file.name, name.span())));
        drafts.title.clone_from(&header.title);
        drafts.header = Some(Spot::new(&file.name, header.id.span()));
        for id in header.retired {
            drafts.retired.push((id.get_ref().clone(), Spot::new(&file.name, id.span())));
        }
        let spot = Spot::new(&file.name, header.id.span());
        if ItemId::new(header.id.get_ref()).is_err() {
            out.push(
                Diagnostic::error("T02", "the id of a bank becomes the name of a folder")
                    .spot(&spot, "")
                    .help("use letters, digits and hyphens"),
            );
        }
        out.extend(other_folder(&spot, header.id.get_ref()));
        match RichText::parse(&header.notice) {
            Ok(notice) => self.notice = notice,
            Err(error) => {
                out.push(Diagnostic::error("S03", format!("notice of the bank: {error}")).spot(&spot, ""))
            }
        }
        self.id = header.id.into_inner();
        self.title = header.title;
        self.language = header.language;
    }

    /// Documents and pools: what concepts refer to, and what refers to concepts.
    fn take_references(
        &mut self,
        file: &SourceFile,
        document: &mut Document<'_>,
        drafts: &mut Drafts,
        out: &mut Vec<Diagnostic>,
    ) {
        self.sources.extend(all::<SourceDocument>(file, std::mem::take(&mut document.documents), out));
        for pool in all::<PoolFile>(file, std::mem::take(&mut document.pools), out) {
            let spot = Spot::new(&file.name, pool.id.span());
            let members = pool.concepts.iter().map(|c| (c.get_ref().clone(), spot.of(c))).collect();
            drafts.pools.push(members);
            self.pools.push(pool.into_pool());
        }
    }

    /// Turns drafts into items. An item with an error stays visible, but is not eligible.
    fn lower(&mut self, drafts: &Drafts, findings: &[Diagnostic]) {
        let faulty: BTreeSet<Spot> = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .flat_map(|finding| &finding.labels)
            .filter_map(|label| match label.place {
                mockexam_model::Place::Span(span) => Some(Spot { file: label.file.clone(), span }),
                _ => None,
            })
            .collect();
        for case in &drafts.cases {
            let text = RichText::parse(case.file.text.get_ref()).unwrap_or_default();
            if let Ok(id) = StimulusId::new(case.file.id.get_ref()) {
                let stimulus = Stimulus { id: id.clone(), title: case.file.title.clone(), text };
                self.cases
                    .insert(id, SharedCase { stimulus, set_use: case.file.set_use, spot: case.spot.clone() });
            }
        }
        for draft in &drafts.items {
            let is_faulty = draft.spots().any(|spot| faulty.contains(&spot))
                || drafts.case_of(draft).is_some_and(|c| faulty.contains(&c.spot));
            if let Some(item) = lower::item(draft, is_faulty) {
                self.items.entry(item.id().clone()).or_insert(item);
            }
        }
        for item in self.items.values_mut() {
            let concepts = item.snapshot.concepts.iter().filter_map(|id| self.concepts.get(id.as_str()));
            item.weights = concepts.filter_map(|concept| concept.weight).collect();
        }
        let pairs: Vec<(ItemId, ItemId)> = self
            .items
            .values()
            .flat_map(|item| item.enemies.iter().map(|enemy| (enemy.clone(), item.id().clone())))
            .collect();
        for (enemy, id) in pairs {
            if let Some(item) = self.items.get_mut(&enemy) {
                item.enemies.insert(id);
            }
        }
    }

    /// All items by id, eligible or not.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.values()
    }

    /// The bank as it would be if one of its items were retired.
    #[must_use]
    pub fn without(&self, id: &ItemId) -> Self {
        let mut bank = self.clone();
        if let Some(item) = bank.items.get_mut(id) {
            item.status = Status::Retired;
            item.eligibility = Eligibility::Retired;
        }
        bank
    }

    /// An item by its id.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.get(id)
    }

    /// All concepts by id.
    pub fn concepts(&self) -> impl Iterator<Item = &Concept> {
        self.concepts.values()
    }

    /// A concept by its id.
    #[must_use]
    pub fn concept(&self, id: &ConceptId) -> Option<&Concept> {
        self.concepts.get(id.as_str())
    }

    /// A document by its id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&SourceDocument> {
        self.sources.iter().find(|document| document.id == id)
    }

    /// The pools that a concept belongs to.
    pub fn pools_of(&self, concept: &ConceptId) -> impl Iterator<Item = &Pool> {
        self.pools.iter().filter(move |pool| pool.concepts.iter().any(|member| member == concept.as_str()))
    }

    /// Whether two banks say the same, wherever in their files it stands.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        self.without_places() == other.without_places()
    }

    fn without_places(&self) -> Self {
        let mut bank = self.clone();
        let nowhere = Spot::new("", 0..0);
        bank.items.values_mut().for_each(|item| item.spot = nowhere.clone());
        bank.concepts.values_mut().for_each(|concept| concept.spot = nowhere.clone());
        bank.cases.values_mut().for_each(|case| case.spot = nowhere.clone());
        bank
    }

    /// A case by its id.
    #[must_use]
    pub fn case(&self, id: &StimulusId) -> Option<&SharedCase> {
        self.cases.get(id)
    }
}

impl Drafts {
    fn take(&mut self, file: &SourceFile, document: Document<'_>, out: &mut Vec<Diagnostic>) {
        for topic in all::<TopicFile>(file, document.topics, out) {
            let spot = Spot::new(&file.name, topic.id.span());
            match TopicId::new(topic.id.get_ref()) {
                Ok(id) if self.topics.iter().all(|(known, _)| known.id != id) => {
                    self.topics.push((TopicName { id, name: topic.name }, spot));
                }
                // A list of concepts may repeat the topics of the bank for its readers.
                Ok(_) => {}
                Err(error) => out.push(Diagnostic::error("T02", error.to_string()).spot(&spot, "")),
            }
        }
        for concept in all::<ConceptFile>(file, document.concepts, out) {
            self.concepts.push(concept.into_concept(&file.name));
        }
        for waiver in all::<Waiver>(file, document.waivers, out) {
            let spot = Spot::new(&file.name, waiver.check.span());
            self.waivers.push((waiver, spot));
        }
        for case in all::<CaseFile>(file, document.stimuli, out) {
            let spot = Spot::new(&file.name, case.id.span());
            self.cases.push(CaseDraft { file: case, spot });
        }
        for table in document.items {
            self.items.extend(Draft::read(file, &document.defaults, table, out));
        }
    }

    /// Brings everything into an order that does not depend on files; topics keep the order of the bank.
    fn sort(&mut self) {
        self.concepts.sort_by(|a: &Concept, b| (&a.id, &a.spot).cmp(&(&b.id, &b.spot)));
        self.cases.sort_by(|a, b| (a.file.id.get_ref(), &a.spot).cmp(&(b.file.id.get_ref(), &b.spot)));
        self.items.sort_by(|a, b| (a.id(), &a.spot).cmp(&(b.id(), &b.spot)));
    }
}

fn all<T: DeserializeOwned>(
    file: &SourceFile,
    tables: Vec<RawTable<'_>>,
    out: &mut Vec<Diagnostic>,
) -> Vec<T> {
    tables.into_iter().filter_map(|table| decode(file, table, out)).collect()
}

/// The drafts of a bank of one file, for tests of what works on drafts.
#[cfg(test)]
pub(crate) fn drafts_of(text: &str) -> Drafts {
    let mut out = Vec::new();
    let (_, drafts) = Bank::decode(&[SourceFile::new("sample.toml", text)], &mut out);
    assert_eq!(out, Vec::new());
    drafts
}

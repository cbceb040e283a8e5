//! `report --only study`: a page for each candidate with what they missed, cards on it, and a practice exam on these topics.

use super::practice::{Ask, Drawn};
use crate::args::ReportArgs;
use crate::bank_files;
use crate::exam_folder::digest;
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::outcome::Outcome;
use crate::sources::Sources;
use crate::verbs::check::counted;
use crate::verbs::report::{Results, failure, with_results};
use mockexam_assembly::ExamRecord;
use mockexam_bank::{Bank, Topic};
use mockexam_model::{AnswerKey, ItemSnapshot};
use mockexam_practice::{CardSource, Deck, Mode, Practice, StudyPart, StudyWords, View, practice_page};
use mockexam_report::missed_items;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Most questions of a pack, and how many there are for each that was missed.
const MOST: usize = 20;
const FOR_EACH: usize = 2;

/// What all pages of a class have in common.
struct Class<'a> {
    key: &'a AnswerKey,
    bank: &'a Bank,
    words: &'a StudyWords,
}

/// A candidate and what they missed.
struct Learner {
    candidate: String,
    name: String,
    file: String,
    missed: Vec<ItemSnapshot>,
}

pub(crate) fn run(args: &ReportArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let bank = bank(args, sources)?;
    let words = StudyWords::english().map_err(|error| Failure::bug(error.message()))?;
    with_results(args, sources, |results, mut staging, sources| {
        let learners = learners(results)?;
        let class = Class { key: results.key, bank: &bank, words: &words };
        staging.keep(|name| !is_pack(name));
        let (mut written, mut nothing) = (0, 0);
        for learner in &learners {
            match class.page(learner, sources)? {
                Some(page) => {
                    staging.write(&learner.file, page.as_bytes())?;
                    written += 1;
                }
                None => nothing += 1,
            }
        }
        let paths = staging.commit()?;
        Ok(tell(results, &paths, written, nothing))
    })
}

/// Who is in the class, and what they missed.
fn learners(results: &Results<'_>) -> Result<Vec<Learner>, Failure> {
    let mut learners = Vec::new();
    let told = missed_items(results.set, results.key, results.words, &mut |missed| {
        learners.push(Learner {
            candidate: missed.candidate.to_owned(),
            name: missed.name.to_owned(),
            file: missed.file.clone(),
            missed: missed.items.iter().map(|item| (*item).clone()).collect(),
        });
    });
    told.map_err(|error| failure(error, results.out))?;
    Ok(learners)
}

fn tell(results: &Results<'_>, paths: &[PathBuf], written: usize, nothing: usize) -> Outcome {
    let mut outcome = Outcome::done();
    outcome.line(format!("{} in {}", counted(written, "study pack"), shown(results.out)));
    if nothing > 0 {
        outcome.line(format!("{} missed nothing that the bank has more of", counted(nothing, "candidate")));
    }
    outcome.field("packs", written);
    outcome.field("files", paths.iter().map(|path| shown(path)).collect::<Vec<_>>());
    outcome
}

/// Whether a file among the reports is a study pack.
pub(crate) fn is_pack(name: &str) -> bool {
    name.starts_with("study-")
}

/// The bank that the exam was drawn from, as it is now.
fn bank(args: &ReportArgs, sources: &mut Sources) -> Result<Bank, Failure> {
    let record = args.results.parent().map(|exam| exam.join("exam.toml")).filter(|path| path.is_file());
    let id = match (&args.bank, record) {
        (Some(_), _) => String::new(),
        (None, Some(path)) => bank_of(&path)?,
        (None, None) => {
            return Err(Failure::new(
                "nothing says which bank the exam was drawn from",
                "name its folder with --bank",
            ));
        }
    };
    bank_files::sound(bank_files::bank(args.bank.as_deref(), &id, sources)?)
}

fn bank_of(record: &Path) -> Result<String, Failure> {
    let read = ExamRecord::read(&files::read_text(record)?);
    let record = read.map_err(|error| {
        Failure::new(format!("{}: {error}", shown(record)), "name the folder of the bank with --bank")
    })?;
    Ok(record.bank)
}

impl Class<'_> {
    /// The page of a candidate; none if there is nothing to practise.
    fn page(&self, learner: &Learner, sources: &mut Sources) -> Result<Option<String>, Failure> {
        let mut missed: BTreeMap<usize, usize> = BTreeMap::new();
        let place = |item: &ItemSnapshot| self.bank.topics.iter().position(|topic| topic.id == item.topic);
        for at in learner.missed.iter().filter_map(place) {
            *missed.entry(at).or_default() += 1;
        }
        let Some(Drawn { exam, blueprint }) = self.drawn(&missed, learner, sources)? else { return Ok(None) };
        let topics: Vec<_> = missed.keys().map(|&at| self.bank.topics[at].id.clone()).collect();
        let deck = Deck::of(self.bank, &topics, CardSource::Concepts, self.words);
        let concepts: Vec<&str> =
            learner.missed.iter().flat_map(|item| &item.concepts).map(|concept| concept.as_str()).collect();
        let study = StudyPart {
            learner: if learner.name.is_empty() { &learner.candidate } else { &learner.name },
            missed: &learner.missed,
            topics: &self.key.topics,
            cards: deck.cards.iter().filter(|card| concepts.contains(&card.id.as_str())).collect(),
            images: &self.key.images,
        };
        let identity = digest(format!("{}\n{}", exam.public.to_toml(), learner.candidate).as_bytes());
        let practice = Practice {
            key: &exam.secret.key,
            subtitle: &self.key.title,
            language: &exam.public.language,
            notice: &exam.public.notice,
            instructions: &[],
            minutes: blueprint.minutes,
            mode: Mode::Quiz,
            view: View::One,
            identity: &identity,
            study: Some(study),
        };
        let page = practice_page(&practice);
        page.map(Some).map_err(|error| Failure::bug(error.to_string()))
    }

    /// A practice exam on the missed topics: of items that the exam did not ask, where there are any.
    fn drawn(
        &self,
        missed: &BTreeMap<usize, usize>,
        learner: &Learner,
        sources: &mut Sources,
    ) -> Result<Option<Drawn>, Failure> {
        let used: Vec<&str> = self.key.items().map(|item| item.id.as_str()).collect();
        let seed = format!("study {} {}", self.key.code, learner.candidate);
        for exclude in [used, Vec::new()] {
            let ask = Ask::new(self.bank, &exclude);
            let wanted: Vec<(&Topic, usize)> = missed
                .iter()
                .map(|(&at, &count)| (&self.bank.topics[at], FOR_EACH * count))
                .map(|(topic, count)| (topic, count.min(ask.eligible(topic))))
                .filter(|(_, count)| *count > 0)
                .collect();
            let most: usize = wanted.iter().map(|(_, count)| count).sum();
            if most > 0
                && let Ok(drawn) = ask.draw(&wanted, 1..=most.min(MOST), &seed, sources)
            {
                return Ok(Some(drawn));
            }
        }
        Ok(None)
    }
}

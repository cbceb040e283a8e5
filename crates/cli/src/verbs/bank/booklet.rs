//! `bank booklet`: items for reviewers, as one PDF.

use super::{filter, note_errors, of_topics, source, status_word, version_word};
use crate::args::{BookletArgs, FilterArgs};
use crate::bank_files;
use crate::failure::Failure;
use crate::files::shown;
use crate::fonts::Fonts;
use crate::lone_file;
use crate::outcome::Outcome;
use crate::parallel;
use crate::print_shop::{PrintShop, refused};
use crate::progress::Progress;
use crate::sources::Sources;
use crate::verbs::check::counted;
use mockexam_bank::{Band, Bank, Item};
use mockexam_model::TopicId;
use mockexam_paper::Document;
use mockexam_pdf::{Depth, PdfError, Volume};
use mockexam_report::{ReviewBooklet, ReviewConcept, ReviewItem};
use std::path::PathBuf;

/// Topics that are laid out side by side: memory does not grow with their number.
const BATCH: usize = 4;

/// A topic and its items, of which the first has this number.
struct Chapter<'b> {
    name: String,
    items: Vec<&'b Item>,
    first: usize,
}

pub(super) fn run(args: &BookletArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let reading = of_topics(args.bank.as_deref(), &args.filter.topic, sources)?;
    filter::check_names(&args.filter, std::slice::from_ref(&reading))?;
    let bank = &reading.bank;
    let out = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}-review.pdf", bank.id)));
    if !args.force {
        lone_file::may_write_new(&out)?;
    }
    let chapters = chapters(bank, &args.filter);
    let booklet = ReviewBooklet {
        title: bank.title.clone(),
        bank: bank.id.clone(),
        selection: selection(&args.filter),
        topics: chapters.iter().map(|chapter| (chapter.name.clone(), chapter.items.len())).collect(),
        all: bank.items().count(),
    };
    if booklet.count() == 0 {
        let fact = format!("no item of the bank '{}' is asked for", bank.id);
        let nothing = Failure::new(fact, "leave filters out; mockexam bank list takes the same ones");
        // Where nothing could be read, that is why.
        let unread = if booklet.all == 0 { bank_files::sound(reading).err() } else { None };
        return Err(unread.unwrap_or(nothing));
    }
    let fonts = Fonts::read(args.look.fonts.as_deref())?;
    let shop = PrintShop::open(&args.look.template, &args.look.language, &fonts, sources)?;
    let (bytes, pages) = bind(bank, &booklet, &chapters, &shop)?;
    if !args.force {
        lone_file::may_write_new(&out)?;
    }
    lone_file::write_secret(&out, &bytes)?;
    let mut outcome = Outcome::done();
    outcome.line(shown(&out));
    outcome.line(format!(
        "\n{} on {}. The booklet tells the keys: it is for reviewers, and for nobody else.",
        counted(booklet.count(), "item"),
        counted(pages, "page")
    ));
    note_errors(&mut outcome, std::slice::from_ref(&reading));
    outcome.field("file", shown(&out));
    outcome.field("items", booklet.count());
    outcome.field("pages", pages);
    Ok(outcome)
}

/// The items that are asked for, by topic in the order of the bank.
fn chapters<'b>(bank: &'b Bank, filter: &FilterArgs) -> Vec<Chapter<'b>> {
    let query = filter::query(filter);
    let mut topics: Vec<(&TopicId, &str)> =
        bank.topics.iter().map(|topic| (&topic.id, topic.name.as_str())).collect();
    // Those of items with errors.
    for item in bank.items() {
        let topic = &item.snapshot.topic;
        if topics.iter().all(|(known, _)| *known != topic) {
            topics.push((topic, topic.as_str()));
        }
    }
    let mut chapters = Vec::new();
    let mut first = 1;
    for (topic, name) in topics {
        let wanted = |item: &&Item| item.snapshot.topic == *topic && query.matches(item);
        let items: Vec<&Item> = bank.items().filter(wanted).collect();
        if !items.is_empty() {
            let count = items.len();
            chapters.push(Chapter { name: name.to_owned(), items, first });
            first += count;
        }
    }
    chapters
}

/// Cover and topics as one file, and its number of pages.
fn bind(
    bank: &Bank,
    booklet: &ReviewBooklet,
    chapters: &[Chapter<'_>],
    shop: &PrintShop,
) -> Result<(Vec<u8>, usize), Failure> {
    let language = &shop.language;
    let mut volume = Volume::new(Vec::new(), booklet.metadata(language)).map_err(bug)?.listing(Depth::Parts);
    let lay = |name: &str, mut document: Document| {
        document.images.clone_from(&bank.images);
        let paper = shop.lay_alone(&document).map_err(|problems| refused(&problems))?;
        Ok::<_, Failure>((name.to_owned(), paper))
    };
    let cover = lay(language.review.title.as_str(), booklet.cover(language))?;
    volume.add(&[cover]).map_err(bug)?;
    let mut progress = Progress::new(booklet.count(), "items");
    let mut done = 0;
    let mut faults = Vec::new();
    for some in chapters.chunks(BATCH) {
        let mut papers = Vec::new();
        for laid in parallel::each(some, |chapter| {
            let items: Vec<ReviewItem<'_>> =
                chapter.items.iter().map(|item| review_item(bank, item)).collect();
            lay(&chapter.name, booklet.topic(&chapter.name, &items, chapter.first, language))
        }) {
            match laid {
                Ok(paper) => papers.push(paper),
                Err(failure) => faults.extend(failure.diagnostics),
            }
        }
        if faults.is_empty() {
            volume.add(&papers).map_err(bug)?;
        }
        done += some.iter().map(|chapter| chapter.items.len()).sum::<usize>();
        progress.at(done);
    }
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let pages = volume.pages();
    Ok((volume.finish().map_err(bug)?, pages))
}

fn review_item<'b>(bank: &'b Bank, item: &'b Item) -> ReviewItem<'b> {
    let snapshot = &item.snapshot;
    let text = |text: &'b Option<String>| text.as_deref().unwrap_or_default();
    let values = item.variables.described().map(|(name, values)| format!("{name}: {values}"));
    let concepts = snapshot.concepts.iter().filter_map(|id| bank.concept(id));
    let concepts = concepts.map(|concept| ReviewConcept {
        name: concept.name.clone(),
        fact: concept.fact.clone(),
        note: concept.note.clone().unwrap_or_default(),
        references: concept.sources.iter().map(|reference| source(bank, reference)).collect(),
    });
    ReviewItem {
        snapshot,
        case: snapshot.stimulus.as_ref().and_then(|id| bank.case(id)).map(|case| &case.stimulus),
        status: status_word(item),
        kind: item.kind,
        difficulty: format!("{:.2} ({})", item.share(), Band::of(item.difficulty)),
        version: version_word(item),
        author: text(&item.about.author),
        reviewer: text(&item.about.reviewer),
        hint: &item.hint,
        variables: values.chain(item.variables.constraints().iter().map(ToString::to_string)).collect(),
        concepts: concepts.collect(),
    }
}

/// The filters as they were typed, without that for topics, which the booklet lists.
fn selection(filter: &FilterArgs) -> String {
    let words = |of: &[String]| of.to_vec();
    let filters: [(&str, Vec<String>); 8] = [
        ("level", filter.level.iter().map(ToString::to_string).collect()),
        ("style", filter.style.iter().map(ToString::to_string).collect()),
        ("type", words(&filter.kind)),
        ("status", filter.status.iter().map(|status| status.as_str().to_owned()).collect()),
        ("version", filter.version.iter().map(|version| version.as_str().to_owned()).collect()),
        ("concept", words(&filter.concept)),
        ("band", filter.band.iter().map(ToString::to_string).collect()),
        ("text", words(&filter.text)),
    ];
    let named = filters.into_iter().filter(|(_, values)| !values.is_empty());
    named.map(|(name, values)| format!("{name} {}", values.join(", "))).collect::<Vec<_>>().join(" · ")
}

#[expect(clippy::needless_pass_by_value, reason = "what map_err hands over")]
fn bug(error: PdfError) -> Failure {
    Failure::bug(format!("the booklet cannot be written as PDF: {error}"))
}

//! `cards`, `glossary` and `sheet`: study aids from a bank.

use super::bank::of_topics;
use crate::args::{CardsArgs, CardsFrom, SheetArgs, StudyArgs, TermsArgs};
use crate::bank_files;
use crate::failure::Failure;
use crate::files::shown;
use crate::fonts::Fonts;
use crate::lone_file;
use crate::outcome::Outcome;
use crate::print_shop::unreadable;
use crate::sources::Sources;
use crate::verbs::check::counted;
use mockexam_bank::Bank;
use mockexam_model::{Diagnostic, TopicId};
use mockexam_paper::{Document, FontBook, Problem, Template, layout};
use mockexam_practice::{
    CardSource, Deck, Glossary, Setting, StudyWords, anki_package, anki_text, card_sheets, cards_page,
    glossary_document, glossary_page, sheet_document, sheet_page,
};

pub(crate) fn cards(args: &CardsArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let format = Format::of(&args.study, &[Format::Pdf, Format::Html, Format::Tsv, Format::Apkg])?;
    let (bank, topics) = bank(&args.study, &args.topic, sources)?;
    let words = words()?;
    let from = match args.from {
        CardsFrom::Concepts => CardSource::Concepts,
        CardsFrom::Items => CardSource::Items,
        CardsFrom::Both => CardSource::Both,
    };
    let deck = Deck::of(&bank, &topics, from, &words);
    if deck.cards.is_empty() {
        return Err(nothing("no card can be made of the bank"));
    }
    let mut too_long = Vec::new();
    let bytes = match format {
        Format::Html => cards_page(&deck).map_err(bug)?.into_bytes(),
        Format::Tsv => anki_text(&deck, &words).into_bytes(),
        Format::Apkg => anki_package(&deck, &words)
            .map_err(|error| Failure::new(error.to_string(), "make packages of some topics each"))?,
        Format::Pdf => {
            let shop = Shop::open(&args.study, sources)?;
            let setting = Setting { template: &shop.template, fonts: &shop.fonts, words: &words };
            let (mut document, left) = card_sheets(&deck, &setting).map_err(unset)?;
            document.images.clone_from(&bank.images);
            too_long = left;
            if document.nodes.is_empty() {
                return Err(nothing("no text is short enough for a card"));
            }
            shop.pdf(&document)?
        }
    };
    let mut outcome = write(&args.study, &bytes)?;
    outcome.line(counted(deck.cards.len() - too_long.len(), "card"));
    if deck.left_out > 0 {
        outcome.line(format!(
            "{} left out: open ones, those with images, a case or variables",
            counted(deck.left_out, "item")
        ));
    }
    if !too_long.is_empty() {
        let fact = format!("too long for a card, and left out: {}", too_long.join(", "));
        outcome
            .diagnostics
            .push(Diagnostic::warning("C06", fact).help("shorten their texts, or take the page (.html)"));
    }
    outcome.field("cards", deck.cards.len() - too_long.len());
    outcome.field("left_out", deck.left_out + too_long.len());
    Ok(outcome)
}

pub(crate) fn glossary(args: &TermsArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let format = Format::of(&args.study, &[Format::Pdf, Format::Html])?;
    let (bank, topics) = bank(&args.study, &args.topic, sources)?;
    let words = words()?;
    let glossary = Glossary::of(&bank, &topics, &words);
    if glossary.terms.is_empty() {
        return Err(nothing("the bank has no concepts on this"));
    }
    let bytes = match format {
        Format::Pdf => {
            let mut document = glossary_document(&glossary, &words);
            document.images.clone_from(&bank.images);
            Shop::open(&args.study, sources)?.pdf(&document)?
        }
        _ => glossary_page(&glossary, &words).into_bytes(),
    };
    let mut outcome = write(&args.study, &bytes)?;
    outcome.line(counted(glossary.terms.len(), "term"));
    outcome.field("terms", glossary.terms.len());
    Ok(outcome)
}

pub(crate) fn sheet(args: &SheetArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let format = Format::of(&args.study, &[Format::Pdf, Format::Html])?;
    let (bank, topics) = bank(&args.study, std::slice::from_ref(&args.topic), sources)?;
    let words = words()?;
    let glossary = Glossary::of(&bank, &topics, &words);
    if glossary.terms.is_empty() {
        return Err(nothing("the bank has no concepts on this topic"));
    }
    let bytes = match format {
        Format::Pdf => {
            let shop = Shop::open(&args.study, sources)?;
            let mut document =
                sheet_document(&glossary, &words, &shop.template, &shop.fonts).map_err(unset)?;
            document.images.clone_from(&bank.images);
            shop.pdf(&document)?
        }
        _ => sheet_page(&glossary, &words).into_bytes(),
    };
    let mut outcome = write(&args.study, &bytes)?;
    outcome.line(counted(glossary.terms.len(), "term"));
    outcome.field("terms", glossary.terms.len());
    Ok(outcome)
}

/// In what a study aid is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Pdf,
    Html,
    Tsv,
    Apkg,
}

impl Format {
    /// By the ending of the file.
    fn of(args: &StudyArgs, possible: &[Self]) -> Result<Self, Failure> {
        let ending = args.out.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let found = possible.iter().find(|format| ending.as_deref() == Some(format.ending()));
        found.copied().ok_or_else(|| {
            let endings: Vec<String> =
                possible.iter().map(|format| format!(".{}", format.ending())).collect();
            Failure::new(
                format!("the ending of {} names no format", shown(&args.out)),
                format!("let the name end with one of {}", endings.join(", ")),
            )
        })
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Tsv => "tsv",
            Self::Apkg => "apkg",
        }
    }
}

fn words() -> Result<StudyWords, Failure> {
    StudyWords::english().map_err(|error| bug(error.message()))
}

fn bank(args: &StudyArgs, topics: &[String], sources: &mut Sources) -> Result<(Bank, Vec<TopicId>), Failure> {
    let bank = bank_files::sound(of_topics(args.bank.as_deref(), topics, sources)?)?;
    let wanted = |id: &&TopicId| topics.iter().any(|topic| topic == id.as_str());
    let ids = bank.topics.iter().map(|topic| &topic.id).filter(wanted).cloned().collect();
    Ok((bank, ids))
}

fn write(args: &StudyArgs, bytes: &[u8]) -> Result<Outcome, Failure> {
    match args.force {
        true => lone_file::write(&args.out, bytes)?,
        false => lone_file::write_new(&args.out, bytes)?,
    }
    let mut outcome = Outcome::done();
    outcome.line(shown(&args.out));
    outcome.field("file", shown(&args.out));
    Ok(outcome)
}

/// What a document is set and printed with.
struct Shop {
    template: Template,
    fonts: FontBook,
}

impl Shop {
    fn open(args: &StudyArgs, sources: &mut Sources) -> Result<Self, Failure> {
        let file = bank_files::template("papers", &args.template, sources)?;
        let unreadable = |error| unreadable(&file, &error);
        let fonts = Fonts::read(args.fonts.as_deref())?.book()?;
        Ok(Self { template: Template::parse(&file.text).map_err(unreadable)?, fonts })
    }

    fn pdf(&self, document: &Document) -> Result<Vec<u8>, Failure> {
        let paper = layout(document, &self.template, &self.fonts).map_err(unset)?;
        mockexam_pdf::write(&paper).map_err(bug)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "what map_err hands over")]
fn unset(problems: Vec<Problem>) -> Failure {
    problems.iter().map(Diagnostic::from).collect::<Vec<_>>().into()
}

fn nothing(fact: &str) -> Failure {
    Failure::new(fact, "add concepts or reviewed items to the bank, or name other topics")
}

fn bug(error: impl std::fmt::Display) -> Failure {
    Failure::bug(error.to_string())
}

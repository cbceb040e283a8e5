//! Key terms of a bank and study sheets of its topics, for paper and for the screen.

use super::card::{named, text};
use super::html::{escaped, html};
use super::words::StudyWords;
use mockexam_bank::{Bank, Concept};
use mockexam_model::{Emphasis, Link, RichText, TopicId};
use mockexam_paper::{
    Align, Cells, Document, Entry, FontBook, Furniture, List, Marker, Masthead, Metadata, Node, Problem,
    Table, TableColumn, Template, TextSize, layout,
};
use std::fmt::Write as _;

/// Terms with their meanings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glossary {
    /// What it is about: a bank or a topic.
    pub title: String,
    /// The topics that it is about; empty for all.
    pub topics: Vec<TopicId>,
    /// Title of the bank.
    pub bank: String,
    /// Language.
    pub language: String,
    /// Notice of the bank.
    pub notice: RichText,
    /// The terms by name, each once.
    pub terms: Vec<Term>,
}

/// A term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its name, with the version for whose candidates alone it is.
    pub name: String,
    /// Its meaning.
    pub fact: RichText,
    /// What it is mixed up with.
    pub confusions: Vec<String>,
    /// What helps in an exam; none where the bank says nothing.
    pub tip: Option<String>,
    /// A case told to its end.
    pub example: Option<String>,
    /// Where there is more to read.
    pub see: Vec<Link>,
    /// Whether every exam should cover it.
    pub core: bool,
}

impl Glossary {
    /// The terms of some topics, or of all where none is named.
    #[must_use]
    pub fn of(bank: &Bank, topics: &[TopicId], words: &StudyWords) -> Self {
        let wanted = |concept: &&Concept| {
            topics.is_empty() || topics.iter().any(|topic| topic.as_str() == concept.topic)
        };
        let mut terms: Vec<Term> = bank
            .concepts()
            .filter(wanted)
            .map(|concept| Term {
                name: named(concept, words),
                fact: text(&concept.fact),
                confusions: concept.confusions.clone(),
                tip: concept.tip.clone(),
                example: concept.example.clone(),
                see: concept.see.clone(),
                core: concept.is_core(),
            })
            .collect();
        terms.sort_by(|a, b| (a.name.to_lowercase(), &a.name).cmp(&(b.name.to_lowercase(), &b.name)));
        terms.dedup_by(|a, b| a.name == b.name && a.fact == b.fact);
        let names = bank.topics.iter().filter(|topic| topics.contains(&topic.id));
        let names: Vec<&str> = names.map(|topic| topic.name.as_str()).collect();
        Self {
            title: if names.is_empty() { bank.title.clone() } else { names.join(", ") },
            topics: topics.to_vec(),
            bank: bank.title.clone(),
            language: bank.language.clone(),
            notice: bank.notice.clone(),
            terms,
        }
    }
}

impl Glossary {
    /// The command that makes practice on its topic.
    fn command(&self) -> Option<String> {
        let topic = self.topics.first()?;
        Some(format!("mockexam practice --topic {topic} --out {topic}.html"))
    }
}

/// A document with the masthead of study aids.
fn document(glossary: &Glossary, kind: &str, words: &StudyWords) -> Document {
    let mut document = Document::new(Metadata {
        title: format!("{kind}: {}", glossary.title),
        language: glossary.language.clone(),
        subject: kind.to_owned(),
    });
    document.footer =
        Furniture { left: glossary.bank.clone(), centre: String::new(), right: words.page_of.clone() };
    document.nodes.push(Node::Masthead(Masthead {
        title: glossary.title.clone(),
        subtitle: kind.to_owned(),
        badge_label: String::new(),
        badge: String::new(),
    }));
    document
}

/// The key terms to print.
#[must_use]
pub fn glossary_document(glossary: &Glossary, words: &StudyWords) -> Document {
    let mut document = document(glossary, &words.glossary, words);
    let column = |share, cells| TableColumn { share, align: Align::Left, cells };
    document.nodes.push(Node::Table(Table {
        columns: vec![column(3, Cells::Names), column(8, Cells::Values)],
        head: vec![RichText::literal(&words.term), RichText::literal(&words.meaning)],
        rows: glossary
            .terms
            .iter()
            .map(|term| vec![RichText::emphasized(&term.name, Emphasis::Bold), term.fact.clone()])
            .collect(),
        size: TextSize::Small,
    }));
    document.nodes.push(Node::note(glossary.notice.clone()));
    document
}

/// The key terms on a page for the screen.
#[must_use]
pub fn glossary_page(glossary: &Glossary, words: &StudyWords) -> String {
    let term = |term: &Term| {
        let core =
            if term.core { format!(" <small>{}</small>", escaped(&words.core)) } else { String::new() };
        format!("<dt>{}{core}</dt><dd>{}</dd>\n", escaped(&term.name), html(&term.fact, &words.gap))
    };
    let body = format!("<dl>\n{}</dl>", glossary.terms.iter().map(term).collect::<String>());
    article(glossary, &words.glossary, &body, words)
}

/// What a study sheet has room for: core terms with what else is said of them, then others, and how many are left out.
#[derive(Debug, Clone, Copy)]
struct Room {
    core: usize,
    more: usize,
    detail: Detail,
}

/// How much is said of a term. Examples are the last to go: they are what the practice below begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Detail {
    Fact,
    Example,
    Confusions,
    All,
}

/// A study sheet of one page: as much of the topic as fits on it.
///
/// # Errors
/// What cannot be set. Where not even a term fits, what comes back is longer than a page.
pub fn sheet_document(
    glossary: &Glossary,
    words: &StudyWords,
    template: &Template,
    fonts: &FontBook,
) -> Result<Document, Vec<Problem>> {
    let core = glossary.terms.iter().filter(|term| term.core).count();
    let others = glossary.terms.len() - core;
    let fits = |room: Room| -> Result<Option<Document>, Vec<Problem>> {
        let document = sheet(glossary, words, room);
        Ok((layout(&document, template, fonts)?.pages.len() == 1).then_some(document))
    };
    for detail in [Detail::All, Detail::Confusions] {
        if let Some(document) = fits(Room { core, more: others, detail })? {
            return Ok(document);
        }
    }
    // First terms for depth go, then the examples, then core terms: no more of them than must.
    let deep = most(others, |more| fits(Room { core, more, detail: Detail::Example }))?;
    let found = match deep {
        Some(document) => Some(document),
        None => most(core, |core| fits(Room { core, more: 0, detail: Detail::Fact }))?,
    };
    Ok(found.unwrap_or_else(|| sheet(glossary, words, Room { core: 0, more: 0, detail: Detail::Fact })))
}

/// What is made of the largest number up to this one that fits; whatever fits with more fits with less.
fn most<T, E>(most: usize, mut fits: impl FnMut(usize) -> Result<Option<T>, E>) -> Result<Option<T>, E> {
    let (mut found, mut from, mut to) = (None, 0, most + 1);
    while from < to {
        let middle = from.midpoint(to);
        match fits(middle)? {
            Some(made) => (found, from) = (Some(made), middle + 1),
            None => to = middle,
        }
    }
    Ok(found)
}

fn sheet(glossary: &Glossary, words: &StudyWords, room: Room) -> Document {
    let mut document = document(glossary, &words.sheet, words);
    let (core, others): (Vec<&Term>, Vec<&Term>) = glossary.terms.iter().partition(|term| term.core);
    for (heading, terms) in
        [(&words.core_facts, &core[..room.core]), (&words.more_facts, &others[..room.more])]
    {
        if terms.is_empty() {
            continue;
        }
        document.nodes.push(Node::Heading(RichText::literal(heading)));
        let entry = |term: &&Term| Entry { body: vec![small(told(term, words, room.detail))] };
        document
            .nodes
            .push(Node::List(List { marker: Marker::Bullet, entries: terms.iter().map(entry).collect() }));
    }
    let left_out = glossary.terms.len() - room.core - room.more;
    if left_out > 0 {
        document.nodes.push(Node::note(RichText::literal(&words.left_out.of(left_out))));
    }
    if let Some(command) = glossary.command() {
        document.nodes.push(Node::note(RichText::literal(&format!("{} {command}", words.practise))));
    }
    document.nodes.push(Node::note(glossary.notice.clone()));
    document
}

fn small(text: RichText) -> Node {
    Node::Paragraph(mockexam_paper::Paragraph {
        text,
        size: TextSize::Small,
        tone: mockexam_paper::Tone::Strong,
        align: Align::Left,
    })
}

fn told(term: &Term, words: &StudyWords, detail: Detail) -> RichText {
    let fact = term.fact.led_by(&format!("{}:", term.name));
    let more = more_of(term, words, detail).into_iter().map(|said| RichText::literal(&said));
    RichText::joined(std::iter::once(fact).chain(more), " ")
}

/// What is said of a term beside its fact, a sentence or two each.
fn more_of(term: &Term, words: &StudyWords, detail: Detail) -> Vec<String> {
    let mut said = Vec::new();
    let mut say = |least: Detail, text: Option<String>| said.extend(text.filter(|_| detail >= least));
    say(Detail::Example, term.example.as_ref().map(|example| format!("{} {example}", words.example)));
    let confusions = (!term.confusions.is_empty())
        .then(|| format!("{} {}.", words.confusions, term.confusions.join("; ")));
    say(Detail::Confusions, confusions);
    say(Detail::All, term.tip.as_ref().map(|tip| format!("{} {tip}", words.tip)));
    term.see.iter().for_each(|link| say(Detail::All, Some(format!("{} {link}", words.see))));
    said
}

/// The whole topic on a page for the screen.
#[must_use]
pub fn sheet_page(glossary: &Glossary, words: &StudyWords) -> String {
    let mut body = String::new();
    let (core, others): (Vec<&Term>, Vec<&Term>) = glossary.terms.iter().partition(|term| term.core);
    for (heading, terms) in [(&words.core_facts, core), (&words.more_facts, others)] {
        if terms.is_empty() {
            continue;
        }
        body.push_str(&format!("<h2>{}</h2>\n<ul>\n", escaped(heading)));
        for term in terms {
            let fact = html(&term.fact.led_by(&format!("{}:", term.name)), &words.gap);
            let more: String = more_of(term, words, Detail::All)
                .iter()
                .map(|said| format!("<p class=\"hint\">{}</p>", escaped(said)))
                .collect();
            body.push_str(&format!("<li>{fact}{more}</li>\n"));
        }
        body.push_str("</ul>\n");
    }
    if let Some(command) = glossary.command() {
        let (practise, command) = (escaped(&words.practise), escaped(&command));
        let _ = writeln!(body, "<p>{practise} <code>{command}</code></p>");
    }
    article(glossary, &words.sheet, &body, words)
}

/// A page without a program.
fn article(glossary: &Glossary, kind: &str, body: &str, words: &StudyWords) -> String {
    crate::page::article(
        &format!("{kind}: {}", glossary.title),
        &glossary.language,
        &format!(
            "<header class=\"bar\"><h1>{}</h1><p class=\"facts\">{}</p></header>\n{body}\n<footer>{}<p>{}</p></footer>",
            escaped(&glossary.title),
            escaped(kind),
            html(&glossary.notice, &words.gap),
            escaped(&words.independent.replace("{bank}", &glossary.bank)),
        ),
    )
}

//! The cover of an exam paper.

use super::holder::Holder;
use crate::document::{
    Align, Cells, Entry, Fields, List, Marker, Masthead, Node, Table, TableColumn, TextSize,
};
use crate::language::{Language, Phrase};
use mockexam_model::{Date, Emphasis, Form, FormCode, Points, ResponseField, RichText};

/// What is said about an exam on its cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// Title of the exam.
    pub title: String,
    /// Bank, course or date; may be empty.
    pub subtitle: String,
    /// Day of the exam, if it is known; candidates then need not write it.
    pub date: Option<Date>,
    /// Short code of the exam, on every page.
    pub code: String,
    /// Code of the form.
    pub form: FormCode,
    /// Time allowed, in minutes.
    pub minutes: u16,
    /// Lowest passing score, where there is one.
    pub cut_score: Option<Points>,
    /// Most points.
    pub maximum: Points,
    /// Whom to ask; not printed if none.
    pub contact: Option<String>,
    /// Legal remark at the foot; may be empty.
    pub notice: RichText,
    /// Instructions of this exam, after the fixed ones.
    pub instructions: Vec<RichText>,
    /// Whether wrong answers can cost points.
    pub wrong_answers: WrongAnswers,
    /// Whose paper it is, where that is known.
    pub holder: Option<Holder>,
    /// Name of an image above the title, among those of the document.
    pub logo: Option<String>,
}

/// What wrong answers cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WrongAnswers {
    /// Nothing.
    #[default]
    Free,
    /// Points, as the instructions of the exam say.
    CostPoints,
}

fn cell(text: &str) -> RichText {
    RichText::literal(text)
}

fn bold(text: &str) -> RichText {
    RichText::emphasized(text, Emphasis::Bold)
}

/// Labels of fields as the language has them.
pub(super) fn labels(rows: &[Vec<Phrase>]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|label| label.as_str().to_owned()).collect()).collect()
}

/// What stands above the first question where there is no cover: title, form, lines for the name, and what is needed
/// to know.
pub(super) fn top_nodes(form: &Form, cover: &Cover, language: &Language) -> Vec<Node> {
    let facts = facts(form, cover, language).into_iter();
    let facts: Vec<String> = facts.map(|(label, value)| format!("{}: {value}", label.as_str())).collect();
    let mut nodes: Vec<Node> = cover.logo.clone().map(Node::Logo).into_iter().collect();
    nodes.extend([
        masthead(cover, language),
        fields(cover, language),
        Node::note(RichText::literal(&facts.join(" · "))),
    ]);
    nodes.extend(cover.instructions.iter().cloned().map(Node::paragraph));
    nodes.push(Node::Rule);
    nodes
}

/// Lines to write on. What the first row asks for is printed where it is known.
fn fields(cover: &Cover, language: &Language) -> Node {
    let rows = &language.cover.fields;
    let mut rows = labels(&rows[usize::from(cover.holder.is_some()).min(rows.len())..]);
    if let (Some(_), Some(style)) = (cover.date, &language.date) {
        rows.iter_mut().for_each(|row| row.retain(|label| label != style.label.as_str()));
        rows.retain(|row| !row.is_empty());
    }
    Node::Fields(Fields { rows })
}

fn masthead(cover: &Cover, language: &Language) -> Node {
    Node::Masthead(Masthead {
        title: cover.title.clone(),
        subtitle: cover.subtitle.clone(),
        badge_label: language.cover.form.as_str().to_owned(),
        badge: cover.form.to_string(),
    })
}

/// What is to be known about a paper: labels and values.
fn facts<'l>(form: &Form, cover: &Cover, language: &'l Language) -> Vec<(&'l Phrase, String)> {
    let words = &language.cover;
    let mut facts = cover.holder.as_ref().map(|holder| personal(holder, language)).unwrap_or_default();
    if let (Some(date), Some(style)) = (cover.date, &language.date) {
        facts.push((&style.label, style.long(date)));
    }
    facts.push((&words.questions, form.questions.len().to_string()));
    facts.push((&words.time, words.minutes.fill(&[("minutes", &cover.minutes)])));
    match cover.cut_score {
        Some(cut) => {
            let (cut, maximum) = (language.number(cut), language.number(cover.maximum));
            let holes: [(&str, &dyn std::fmt::Display); 2] = [("cut", &cut), ("maximum", &maximum)];
            facts.push((&words.pass, words.pass_with.fill(&holes)));
        }
        None => facts.push((&words.points, language.number(cover.maximum))),
    }
    facts.push((&words.code, cover.code.clone()));
    facts
}

/// Who has the paper, as far as it is known.
fn personal<'l>(holder: &Holder, language: &'l Language) -> Vec<(&'l Phrase, String)> {
    let words = &language.run;
    let known = [
        (&words.name, holder.name.clone()),
        (&words.number, holder.candidate.clone()),
        (&words.place, holder.place(language)),
    ];
    known.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// The nodes of the cover, up to the page break.
pub(super) fn cover_nodes(form: &Form, cover: &Cover, language: &Language) -> Vec<Node> {
    let words = &language.cover;
    let count = form.questions.len();
    let facts = facts(form, cover, language);
    let holes: [(&str, &dyn std::fmt::Display); 3] =
        [("form", &cover.form), ("questions", &count), ("minutes", &cover.minutes)];
    let one_letter = |field: ResponseField| matches!(field, ResponseField::Choices { choose: 1, .. });
    let mixed = !form.questions.iter().all(|question| one_letter(question.field));
    // The rules for one letter promise that wrong answers cost nothing.
    let costly = cover.wrong_answers == WrongAnswers::CostPoints;
    let rules = if mixed || costly { &words.rules_mixed } else { &words.rules };
    // Whoever finds a name on the paper does not write one.
    let check = cover.holder.iter().map(|_| &language.run.check);
    let fixed = check.chain(&rules[usize::from(cover.holder.is_some()).min(rules.len())..]);
    let fixed = fixed.map(|rule| rule.fill_rich(&holes));
    let entries = fixed.chain(cover.instructions.iter().cloned()).map(Entry::from).collect();
    let mut nodes: Vec<Node> = cover.logo.clone().map(Node::Logo).into_iter().collect();
    nodes.extend([
        masthead(cover, language),
        Node::Space(1),
        fields(cover, language),
        Node::Space(2),
        Node::Rule,
        Node::Table(Table {
            columns: vec![
                TableColumn { share: 2, align: Align::Left, cells: Cells::Names },
                TableColumn { share: 5, align: Align::Left, cells: Cells::Values },
            ],
            head: Vec::new(),
            rows: facts.iter().map(|(label, value)| vec![cell(label.as_str()), bold(value)]).collect(),
            size: TextSize::Body,
        }),
        Node::Space(1),
        Node::Heading(words.instructions.rich()),
        Node::List(List { marker: Marker::Bullet, entries }),
        Node::Fill,
    ]);
    if let Some(contact) = &cover.contact {
        nodes.push(Node::note(RichText::literal(contact)));
    }
    if !cover.notice.is_empty() {
        nodes.push(Node::Notice(cover.notice.clone()));
    }
    nodes.push(Node::PageBreak);
    nodes
}

//! The booklet of a marker: what earns points where an answer is written, and where to note them.

use super::rationale::{CriterionStyle, told, written};
use super::{case_above, confidential, points_of};
use mockexam_model::{
    AnswerKey, Criterion, Emphasis, FormKey, ItemSnapshot, Matching, Points, RichText, Task, part_letter,
};
use mockexam_paper::{
    Align, Cells, Document, Entry, Fields, Furniture, Keep, Language, List, Marker, Node, Question, Table,
    TableColumn, TextSize,
};
use std::collections::BTreeSet;
use std::fmt::Display;

/// Where somebody writes with a pen.
const BLANK: &str = "________";

/// Whether a form has a question that is answered in writing, so that there is something to mark.
#[must_use]
pub fn needs_marker(key: &AnswerKey, form: &FormKey) -> bool {
    key.questions(form).any(|(_, item)| is_written(item))
}

const fn is_written(item: &ItemSnapshot) -> bool {
    matches!(item.task, Task::Number(_) | Task::Words(_) | Task::Essay(_))
}

/// The booklet by which the written answers of a form are marked: a cover that says how, then each such question with what
/// is right, its criteria, and room for the marks of two markers, and at the end the sum of them.
#[must_use]
pub fn marking_guide(key: &AnswerKey, form: &FormKey, language: &Language) -> Document {
    let words = &language.marking;
    let mut document = confidential(key, form, language, &words.title);
    let written: Vec<(u16, &ItemSnapshot)> = (1..)
        .zip(key.questions(form))
        .map(|(number, (_, item))| (number, item))
        .filter(|(_, item)| is_written(item))
        .collect();
    document.first_footer = Some(document.footer.clone());
    let [first, second] = markers(language);
    document.footer = Furniture {
        left: format!("{}   {first} {BLANK}   {second} {BLANK}", words.page.as_str()),
        centre: String::new(),
        right: document.footer.right,
    };
    document.nodes.extend(cover(key, form, &written, language));
    let mut shown = BTreeSet::new();
    for &(number, item) in &written {
        document.nodes.extend(case_above(key.stimuli(), item, &mut shown));
        document.nodes.push(Node::Question(Question {
            item: item.id.as_str().into(),
            number,
            name: language.question.name.fill(&[("number", &number)]),
            body: body(item, language),
            remark: language.question.item.fill(&[("item", &item.id), ("rev", &item.rev)]),
            keep: Keep::Flowing,
        }));
    }
    document.nodes.push(Node::Kept(vec![Node::Heading(words.marks.rich()), sums(&written, language)]));
    document
}

/// What a marker is to know, up to the page break.
fn cover(
    key: &AnswerKey,
    form: &FormKey,
    written: &[(u16, &ItemSnapshot)],
    language: &Language,
) -> Vec<Node> {
    let words = &language.marking;
    let maximum: Points = key.questions(form).map(|(_, item)| item.points).sum();
    let (points, maximum) = (language.number(total(written)), language.number(maximum));
    let holes: [(&str, &dyn Display); 2] = [("points", &points), ("maximum", &maximum)];
    let facts =
        [(&words.questions, written.len().to_string()), (&words.points, words.points_of.fill(&holes))];
    let has = |open: bool| written.iter().any(|(_, item)| matches!(item.task, Task::Essay(_)) == open);
    let rules = [(true, &words.rules_open), (false, &words.rules_short)];
    let rules = rules.into_iter().filter(|&(open, _)| has(open)).flat_map(|(_, rules)| rules);
    let entries = words.rules.iter().chain(rules).map(|rule| Entry::from(rule.rich())).collect();
    let bold = |text: &str| RichText::emphasized(text, Emphasis::Bold);
    vec![
        Node::Table(Table {
            columns: vec![column(2, Align::Left, Cells::Names), column(5, Align::Left, Cells::Values)],
            head: Vec::new(),
            rows: facts.iter().map(|(label, value)| vec![label.rich(), bold(value)]).collect(),
            size: TextSize::Body,
        }),
        Node::Space(1),
        Node::Fields(Fields {
            rows: vec![markers(language).into(), vec![language.run.number.as_str().to_owned()]],
        }),
        Node::Space(1),
        Node::Heading(words.how.rich()),
        Node::List(List { marker: Marker::Bullet, entries }),
        Node::PageBreak,
    ]
}

fn body(item: &ItemSnapshot, language: &Language) -> Vec<Node> {
    let words = &language.marking;
    let mut nodes = vec![Node::paragraph(item.stem.clone())];
    if let Task::Essay(essay) = &item.task
        && let Some(limit) = essay.words
    {
        let holes: [(&str, &dyn Display); 2] = [("target", &limit.target), ("max", &limit.max)];
        nodes.push(Node::note(language.question.words.fill_rich(&holes)));
    }
    let lead =
        |criterion: &Criterion| format!("{} ({}):", criterion.id, points_of(criterion.points, language));
    nodes.extend(written(item, language, CriterionStyle { lead: &lead, reject: Node::paragraph }));
    if let Task::Words(key) = &item.task {
        nodes.push(Node::note(match key.matching {
            Matching::Fold => words.fold.rich(),
            Matching::Exact => words.exact.rich(),
        }));
    }
    nodes.extend(told(item, language));
    nodes.push(marks(item, language));
    nodes
}

/// Room for the marks of a question: a row for each criterion, if there are several, and their sum.
fn marks(item: &ItemSnapshot, language: &Language) -> Node {
    let criteria = match &item.task {
        Task::Essay(essay) if essay.criteria.len() > 1 => essay.criteria.as_slice(),
        _ => &[],
    };
    let parts = criteria.iter().enumerate().map(|(index, criterion)| {
        let letter = RichText::emphasized(&part_letter(index), Emphasis::Bold);
        (RichText::joined([letter, RichText::literal(&criterion.id)], " "), criterion.points)
    });
    let name = if criteria.is_empty() { RichText::default() } else { language.marking.criterion.rich() };
    Node::Kept(vec![table(&name, parts, item.points, TextSize::Small, language)])
}

/// The marks of all questions, and their sum.
fn sums(written: &[(u16, &ItemSnapshot)], language: &Language) -> Node {
    let rows = written.iter().map(|(number, item)| {
        (RichText::literal(&language.question.name.fill(&[("number", number)])), item.points)
    });
    let none = RichText::default();
    table(&none, rows, total(written), TextSize::Body, language)
}

/// A table with a row for each part, and a last one for the sum, to be filled by two markers.
fn table(
    name: &RichText,
    parts: impl Iterator<Item = (RichText, Points)>,
    sum: Points,
    size: TextSize,
    language: &Language,
) -> Node {
    let words = &language.marking;
    let row = |name: RichText, points: Points| vec![name, RichText::literal(&language.number(points))];
    let mut rows: Vec<Vec<RichText>> = parts.map(|(name, points)| row(name, points)).collect();
    rows.push(row(RichText::emphasized(words.total.as_str(), Emphasis::Bold), sum));
    let [first, second] = markers(language).map(|marker| RichText::literal(&marker));
    Node::Table(Table {
        columns: vec![
            column(4, Align::Left, Cells::Names),
            column(2, Align::Right, Cells::Values),
            column(3, Align::Centre, Cells::Values),
            column(3, Align::Centre, Cells::Values),
            column(3, Align::Centre, Cells::Values),
        ],
        head: vec![name.clone(), words.most.rich(), first, second, words.agreed.rich()],
        rows,
        size,
    })
}

const fn column(share: u16, align: Align, cells: Cells) -> TableColumn {
    TableColumn { share, align, cells }
}

/// "Marker 1" and "Marker 2".
fn markers(language: &Language) -> [String; 2] {
    [1, 2].map(|number| language.marking.marker.fill(&[("number", &number)]))
}

fn total(written: &[(u16, &ItemSnapshot)]) -> Points {
    written.iter().map(|(_, item)| item.points).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use mockexam_paper::{FontBook, Template, layout};

    const KEY: &str = include_str!("samples/written.toml");

    fn guide(language: &Language) -> Vec<String> {
        let key: AnswerKey = toml::from_str(KEY).unwrap();
        let document = marking_guide(&key, &key.forms()[0], language);
        let paper = layout(&document, &Template::a4().unwrap(), &FontBook::shipped().unwrap()).unwrap();
        paper.pages.iter().map(|page| page.text()).collect()
    }

    #[test]
    fn a_guide_says_what_earns_points_and_has_room_for_two_markers() {
        insta::assert_snapshot!(guide(&Language::english().unwrap()).join("=== page ===\n"));
    }

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        let german = Language::parse(include_str!("../../../../templates/languages/de.toml")).unwrap();
        let guide = guide(&german).concat();
        for told in ["4,5 von 5,5", "density (1,5 Punkte):", "ice (1 Punkt):"] {
            assert!(guide.contains(told), "{told} in {guide}");
        }
    }

    #[test]
    fn a_form_of_letters_alone_needs_no_marker() {
        let key: AnswerKey = toml::from_str(KEY).unwrap();
        assert_eq!(
            key.forms().iter().map(|form| needs_marker(&key, form)).collect::<Vec<_>>(),
            [true, false]
        );
    }
}

//! The questions of an exam paper.

use super::cover::{Cover, cover_nodes, top_nodes};
use crate::document::{
    AnswerLines, Document, Entry, Furniture, Keep, List, Marker, Metadata, Node, Padding, Question, Stimulus,
};
use crate::language::{Language, fill};
use crate::length::Length;
use crate::template::{CoverStyle, RemarkStyle, Spread, Template};
use mockexam_model::{
    Block, ChoiceContent, ChoiceScoring, Form, Points, ResponseField, RichText, StimulusId, part_label,
};
use std::collections::BTreeSet;

/// The exam paper of a form: cover, questions, closing line.
///
/// A section starts with its heading and intro. A case stands once, above the first question that belongs to it.
#[must_use]
pub fn exam_paper(form: &Form, cover: &Cover, language: &Language, template: &Template) -> Document {
    let mut document = Document::new(Metadata {
        title: cover.title.clone(),
        language: language.tag.clone(),
        subject: language.cover.subject.fill(&[("form", &cover.form)]),
    });
    (document.header, document.footer) = running(cover, language, template);
    document.padding = Padding {
        least: 0,
        multiple: template.pages.sides.into(),
        text: language.page.blank.as_str().to_owned(),
    };
    document.nodes = match template.pages.cover {
        CoverStyle::Page => cover_nodes(form, cover, language),
        CoverStyle::Top => top_nodes(form, cover, language),
    };
    let on_top = template.pages.cover == CoverStyle::Top;
    if template.pages.columns > 1 && !on_top {
        document.nodes.push(Node::Columns);
    }
    let mut shown: BTreeSet<&StimulusId> = BTreeSet::new();
    for question in &form.questions {
        if let Some(heading) = form.headings.iter().find(|heading| heading.first == question.number) {
            document.nodes.push(Node::Heading(RichText::literal(&heading.title)));
            if !heading.intro.is_empty() {
                document.nodes.push(Node::paragraph(heading.intro.clone()));
            }
        }
        let case = question.stimulus.as_ref().and_then(|id| form.stimuli.iter().find(|s| s.id == *id));
        if let Some(case) = case
            && shown.insert(&case.id)
        {
            document.nodes.extend(page_before(question, template));
            document.nodes.push(Node::Stimulus(Stimulus {
                id: case.id.as_str().into(),
                scope: scope(form, &case.id, language),
                title: case.title.clone(),
                text: case.text.clone(),
            }));
        }
        if !matches!(document.nodes.last(), Some(Node::Stimulus(_))) {
            document.nodes.extend(page_before(question, template));
        }
        document.nodes.push(Node::Question(question_node(question, language, template)));
    }
    document.nodes.push(Node::Closing(language.cover.end.rich()));
    document
}

/// A page break, where each question has a page of its own.
fn page_before(question: &mockexam_model::Question, template: &Template) -> Option<Node> {
    let alone = template.pages.questions == Spread::OnePerPage && question.number > 1;
    alone.then_some(Node::PageBreak)
}

/// Header and footer as the template has them.
fn running(cover: &Cover, language: &Language, template: &Template) -> (Furniture, Furniture) {
    let form = language.page.form.fill(&[("form", &cover.form)]);
    let page_of = language.page.page_of.fill(&[("page", &"{page}"), ("pages", &"{pages}")]);
    let holes: [(&str, &dyn std::fmt::Display); 6] = [
        ("title", &cover.title),
        ("form", &form),
        ("code", &cover.code),
        ("page_of", &page_of),
        ("page", &"{page}"),
        ("pages", &"{pages}"),
    ];
    let [left, centre, right, foot_left, mut foot_centre, foot_right] =
        template.running.texts().map(|text| fill(text, &holes));
    // A page that got lost finds its way back.
    if let Some(holder) = cover.holder.as_ref().filter(|_| foot_centre.is_empty()) {
        foot_centre.clone_from(&holder.candidate);
    }
    (Furniture { left, centre, right }, Furniture { left: foot_left, centre: foot_centre, right: foot_right })
}

fn question_node(question: &mockexam_model::Question, language: &Language, template: &Template) -> Question {
    let mut body = vec![Node::paragraph(question.body.stem.clone())];
    for block in &question.body.blocks {
        body.extend(block_nodes(block, language));
    }
    let words = &language.question;
    body.extend(direction(question, language).map(Node::note));
    let points = (question.points != Points::from_whole(1))
        .then(|| words.points.fill(&[("points", &language.number(question.points))]));
    let item = (template.questions.remark == RemarkStyle::Item)
        .then(|| words.item.fill(&[("item", &question.item), ("rev", &question.rev)]));
    let remark = points.into_iter().chain(item).collect::<Vec<_>>().join(" · ");
    if template.questions.notes > Length::ZERO {
        body.push(Node::Notes);
    }
    Question {
        item: question.item.as_str().into(),
        number: question.number,
        name: words.name.fill(&[("number", &question.number)]),
        body,
        remark,
        keep: Keep::Together,
    }
}

/// A part of a question below its stem.
#[must_use]
pub fn block_nodes(block: &Block, language: &Language) -> Vec<Node> {
    let list = |marker, entries| vec![Node::List(List { marker, entries })];
    let texts = |texts: &[RichText]| texts.iter().cloned().map(Entry::from).collect();
    let lines = |count, width_percent, unit: &str| {
        Node::Lines(AnswerLines { count, width_percent, unit: unit.to_owned() })
    };
    match block {
        Block::Statements(statements) => list(Marker::Number, texts(statements)),
        Block::Rows(rows) => list(Marker::SmallLetter, texts(rows)),
        Block::Choices(choices) => list(
            Marker::Letter,
            choices.iter().map(|choice| Entry::from(choice_text(choice, language))).collect(),
        ),
        // The rows are on the answer sheet; the direction says what they are for.
        Block::Places(_) => Vec::new(),
        Block::Number { unit } => vec![lines(1, 30, unit)],
        Block::Line => vec![lines(1, 60, "")],
        Block::Lines { lines: count, words } => {
            let limit = words.map(|words| {
                Node::note(
                    language.question.words.fill_rich(&[("target", &words.target), ("max", &words.max)]),
                )
            });
            limit.into_iter().chain([lines(*count, 100, "")]).collect()
        }
    }
}

/// How a question is to be answered, where that is not by one letter.
fn direction(question: &mockexam_model::Question, language: &Language) -> Option<RichText> {
    let words = &language.question;
    match question.field {
        ResponseField::Choices { choose: 1, .. } => None,
        ResponseField::Choices { choose, scoring, .. } => {
            let phrase = match scoring {
                ChoiceScoring::PerOption => &words.per_option,
                // What other rules give for a part is said among the instructions of the exam.
                _ => &words.choose,
            };
            Some(phrase.fill_rich(&[("count", &choose)]))
        }
        ResponseField::Rows { rows, .. } => {
            let label = |part: usize| part_label(question.number, part);
            let last = label(usize::from(rows).saturating_sub(1));
            let ordered = question.body.blocks.iter().any(|block| matches!(block, Block::Places(_)));
            Some(match ordered {
                true => {
                    words.places.fill_rich(&[("first", &label(0)), ("second", &label(1)), ("last", &last)])
                }
                false => words.rows.fill_rich(&[("first", &label(0)), ("last", &last)]),
            })
        }
        ResponseField::Number | ResponseField::Line | ResponseField::Essay => None,
    }
}

/// What is printed behind the letter of a choice: "1 and 4" for statements.
#[must_use]
pub fn choice_text(choice: &ChoiceContent, language: &Language) -> RichText {
    let words = &language.question;
    match choice {
        ChoiceContent::Text(text) => text.clone(),
        ChoiceContent::Truth(true) => words.truth.rich(),
        ChoiceContent::Truth(false) => words.falsehood.rich(),
        ChoiceContent::Statements(numbers) => RichText::literal(&enumerate(numbers, words.and.as_str())),
    }
}

/// `1`, `1 and 2`, `1, 2 and 3`.
fn enumerate<N: ToString>(numbers: &[N], and: &str) -> String {
    let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    match texts.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {and} {last}", rest.join(", ")),
        _ => texts.concat(),
    }
}

/// "Questions 4 and 5 refer to this case."
fn scope(form: &Form, id: &StimulusId, language: &Language) -> String {
    let members = form.questions.iter().filter(|question| question.stimulus.as_ref() == Some(id));
    let numbers: Vec<u16> = members.map(|question| question.number).collect();
    let words = &language.question;
    match numbers.as_slice() {
        [only] => words.scope_one.fill(&[("question", only)]),
        _ => words.scope.fill(&[("questions", &enumerate(&numbers, words.and.as_str()))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_joined_as_one_speaks() {
        assert_eq!(enumerate::<u8>(&[], "and"), "");
        assert_eq!(enumerate(&[1], "and"), "1");
        assert_eq!(enumerate(&[1, 4], "and"), "1 and 4");
        assert_eq!(enumerate(&[1, 2, 3], "und"), "1, 2 und 3");
    }
}

//! What readers that do not see the pages are told.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{cover, form, question, rich, sample_form};
use mockexam_model::Form;
use mockexam_paper::{
    Align, Cells, Document, ElementId, FontBook, Language, Mark, Metadata, Node, Paper, Part, SheetSerial,
    Table, TableColumn, Template, TextSize, answer_sheet, exam_paper, layout,
};
use std::fmt::Write;
use std::sync::LazyLock;

static FONTS: LazyLock<FontBook> = LazyLock::new(|| FontBook::shipped().unwrap());

fn set(document: &Document) -> Paper {
    layout(document, &Template::a4().unwrap(), &FONTS).unwrap()
}

fn paper(form: &Form) -> Paper {
    set(&exam_paper(form, &cover(form), &Language::english().unwrap(), &Template::a4().unwrap()))
}

fn sheet(form: &Form) -> Document {
    let (language, template) = (Language::english().unwrap(), Template::a4().unwrap());
    answer_sheet(form, &cover(form), SheetSerial::of("K7Q3MD", &form.code), &language, &template).0
}

/// The elements, a line each, indented by depth, with their text.
fn outline(paper: &Paper) -> String {
    let elements = paper.structure.elements();
    let mut texts = vec![String::new(); elements.len()];
    for placed in paper.pages.iter().flat_map(|page| &page.boxes) {
        if let (Part::Content(id), Mark::Text(run)) = (placed.tag.part, &placed.mark) {
            texts[id.index()].push_str(&run.text());
        }
    }
    let mut out = String::new();
    for (element, text) in elements.iter().zip(texts) {
        let up = |id: &ElementId| elements[id.index()].parent;
        let depth = std::iter::successors(element.parent, up).count();
        let kind = format!("{:?}", element.kind);
        let _ = writeln!(out, "{}{kind} {:?}", "  ".repeat(depth), text.trim());
    }
    out
}

#[test]
fn a_small_paper_is_told_like_this() {
    insta::assert_snapshot!(outline(&paper(&sample_form())));
}

#[test]
fn blocks_within_a_question_are_told_like_this() {
    let text = "Look:\n\n| a | b |\n|---|---|\n| 1 | |\n\n```\nlet x = 1;\n```\n\n- one\n- two";
    insta::assert_snapshot!(outline(&paper(&form(vec![question(1, text, &["First.\n\nSecond.", "b"])]))));
}

#[test]
fn a_row_of_bubbles_is_told_like_this() {
    let form = sample_form();
    insta::assert_snapshot!(outline(&set(&sheet(&form))));
}

#[test]
fn parts_stand_behind_what_they_belong_to() {
    let paper = paper(&sample_form());
    for (index, element) in paper.structure.elements().iter().enumerate() {
        assert!(element.parent.is_none_or(|parent| parent.index() < index));
    }
}

#[test]
fn the_head_of_a_table_is_told_once() {
    let column = |cells| TableColumn { share: 1, align: Align::Left, cells };
    let mut document =
        Document::new(Metadata { title: "T".into(), language: "en".into(), subject: String::new() });
    document.nodes.push(Node::Table(Table {
        columns: vec![column(Cells::Names), column(Cells::Values)],
        head: vec![rich("Head"), rich("Text")],
        rows: (0..200).map(|row| vec![rich(&row.to_string()), rich("x")]).collect(),
        size: TextSize::Body,
    }));
    let paper = set(&document);
    assert!(paper.pages.len() > 2);
    let drawn: String = paper.pages.iter().map(|page| page.text()).collect();
    assert_eq!(drawn.matches("Head").count(), paper.pages.len(), "on every page");
    assert_eq!(outline(&paper).matches("\"Head\"").count(), 1, "for the ears once");
}

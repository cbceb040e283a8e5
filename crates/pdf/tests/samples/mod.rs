//! Documents with everything that a file can hold.

use crate::common::{cover, form, question, sample_form};
use lopdf::Document;
use mockexam_model::{AnswerKey, ImageFile, Images, RichText};
use mockexam_paper::{
    FontBook, Language, Metadata, Paper, SheetSerial, Template, answer_sheet, exam_paper, layout,
};
use mockexam_pdf::Volume;
use mockexam_report::{ReviewBooklet, ReviewItem};
use std::sync::LazyLock;

static FONTS: LazyLock<FontBook> = LazyLock::new(|| FontBook::shipped().unwrap());

/// A grey PNG file of two by two pixels.
fn png() -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, 2, 2);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header().unwrap().write_image_data(&[0, 80, 160, 255]).unwrap();
    out
}

/// Papers and sheets with everything that texts can hold.
pub(crate) fn papers() -> Vec<Paper> {
    let mut rich = sample_form();
    let text = "Look:\n\n![A plan of the *house*](plan.png)\n\n| a | b |\n|---|---|\n| 1 | |\n\n```\nlet x = 1;\n```\n\n\
                - one\n- two\n\n1. first\n2. second\n\nAnd H~2~O, `code`, $`\\frac{x^2}{2} = |a|`$, q\u{301} $`\\sqrt{2}`$?\n\n| a |\n|---|\n| $`x`$ |";
    rich.questions.push(question(5, text, &["![A plan](plan.png)", "fi ffi", "$`\\sum_{i=1}^n i`$"]));
    let many = form((1..=80).map(|n| question(n, "Office?", &["a", "b", "c", "d", "e"])).collect());
    let language = Language::english().unwrap();
    let template = Template::a4().unwrap();
    let images: Images = [("plan.png".to_owned(), ImageFile::read(&png()).unwrap())].into();
    let mut papers = Vec::new();
    for form in [rich, many] {
        let mut paper = exam_paper(&form, &cover(&form), &language, &template);
        paper.images.clone_from(&images);
        papers.push(layout(&paper, &template, &FONTS).unwrap());
        let sheet =
            answer_sheet(&form, &cover(&form), SheetSerial::of("K7Q3MD", &form.code), &language, &template).0;
        papers.push(layout(&sheet, &template, &FONTS).unwrap());
    }
    papers
}

/// A booklet for markers, with tables to fill.
fn guide() -> Paper {
    let key: AnswerKey =
        toml::from_str(include_str!("../../../report/src/documents/samples/written.toml")).unwrap();
    let guide = mockexam_report::marking_guide(&key, &key.forms()[0], &Language::english().unwrap());
    layout(&guide, &Template::a4().unwrap(), &FONTS).unwrap()
}

/// A booklet for reviewers, with boxes to tick.
fn review() -> Paper {
    let key: AnswerKey =
        toml::from_str(include_str!("../../../report/src/documents/samples/written.toml")).unwrap();
    let hint = RichText::literal("Think of ponds.");
    let item = |snapshot| ReviewItem {
        snapshot,
        case: None,
        status: "draft".into(),
        kind: "some",
        difficulty: "0.70 (medium)".into(),
        version: "any",
        author: "An Author",
        reviewer: "",
        hint: &hint,
        variables: Vec::new(),
        concepts: Vec::new(),
    };
    let items: Vec<ReviewItem<'_>> = key.items().map(item).collect();
    let booklet = ReviewBooklet {
        title: "Water".into(),
        bank: "water".into(),
        selection: String::new(),
        topics: vec![("Ice".into(), items.len())],
        all: items.len(),
    };
    let topic = booklet.topic("Ice", &items, 1, &Language::english().unwrap());
    layout(&topic, &Template::a4().unwrap(), &FONTS).unwrap()
}

/// All papers in one file.
pub(crate) fn volume(papers: Vec<Paper>) -> Vec<u8> {
    let title = Metadata { title: "All".into(), language: "en".into(), subject: String::new() };
    let mut volume = Volume::new(Vec::new(), title).unwrap();
    let mut named: Vec<(String, Paper)> = papers
        .into_iter()
        .zip(["Ann (A)", "", "Böll", "d"])
        .map(|(paper, name)| (name.into(), paper))
        .collect();
    let last = named.split_off(3);
    volume.add(&named).unwrap();
    volume.add(&last).unwrap();
    volume.finish().unwrap()
}

/// Each paper alone, and all in one file.
pub(crate) fn files() -> Vec<Document> {
    let papers = papers();
    let mut files: Vec<Vec<u8>> = papers.iter().map(|paper| mockexam_pdf::write(paper).unwrap()).collect();
    files.push(volume(papers));
    files.iter().map(|bytes| Document::load_mem(bytes).unwrap()).collect()
}

/// Those, and booklets.
pub(crate) fn all_files() -> Vec<Document> {
    let booklets = [guide(), review()].map(|paper| mockexam_pdf::write(&paper).unwrap());
    files().into_iter().chain(booklets.map(|bytes| Document::load_mem(&bytes).unwrap())).collect()
}

//! What files tell those who do not see them, read back.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "../../paper/tests/common/mod.rs"]
mod common;

use common::{cover, form, question, sample_form};
use mockexam_model::Form;
use mockexam_paper::{FontBook, Language, Template, exam_paper, layout};
use std::sync::LazyLock;

static FONTS: LazyLock<FontBook> = LazyLock::new(|| FontBook::shipped().unwrap());

/// The paper of a form as it is told.
fn told(form: &Form, template: &str) -> Vec<String> {
    let template = Template::parse(template).unwrap();
    let document = exam_paper(form, &cover(form), &Language::english().unwrap(), &template);
    let paper = layout(&document, &template, &FONTS).unwrap();
    mockexam_pdf::reading(&mockexam_pdf::write(&paper).unwrap()).unwrap()
}

fn template(name: &str) -> String {
    std::fs::read_to_string(format!("../../templates/papers/{name}.toml")).unwrap()
}

/// Pages of a booklet lie beside others on its sheets, and are read as they are numbered: a question that runs over several of
/// them, too.
#[test]
fn booklets_are_read_in_the_order_of_their_pages() {
    let words: String = (1..900).map(|n| format!("word{n} ")).collect();
    let stems = ["First?", &words, "Third?"];
    let form = form((1..).zip(stems).map(|(n, stem)| question(n, stem, &["a", "b"])).collect());
    let folded = template("a5-booklet");
    let flat = folded.replace("fold = \"booklet\"", "");
    assert_ne!(flat, folded);
    let told_flat = told(&form, &flat);
    assert!(told_flat.iter().any(|line| line.contains("word898 word899")), "{told_flat:#?}");
    // The last sheet is filled up with pages that say that they are blank.
    let folded = told(&form, &folded);
    let (same, padding) = folded.split_at(told_flat.len());
    assert!(same == told_flat && padding.iter().all(|line| line.contains("left blank")), "{same:#?}");
}

/// What is read back from a file is what its paper says, wherever lines and pages end.
#[test]
fn files_are_read_back_as_they_are_told() {
    let mut form = sample_form();
    form.questions.push(question(
        5,
        "Rare q\u{301}, *fi ffi*, a self-explanatory word and H~2~O",
        &["a", "b"],
    ));
    let a4 = told(&form, &template("a4"));
    assert!(a4.contains(&"P Rare q\u{301}, fi ffi, a self-explanatory word and H2O".to_owned()), "{a4:#?}");
    assert!(a4.contains(&"LBody An incident".to_owned()) && a4[0] == "Document", "{a4:#?}");
    assert_eq!(told(&form, &template("letter")), a4);
    let large = told(&form, &template("large-print"));
    assert!(
        large.contains(&"P Rare q\u{301}, fi ffi, a self-explanatory word and H2O".to_owned()),
        "{large:#?}"
    );
    assert!(mockexam_pdf::reading(b"%PDF-1.7").is_err());
}

//! The shipped bank, and exams drawn from it.

use mockexam_assembly::{Blueprint, Exam, Mode, Request, Seed, assemble};
use mockexam_bank::{Bank, SourceFile};
use mockexam_model::{AnswerKey, FormKey, Points};
use mockexam_paper::{
    Cover, FontBook, Language, SheetSerial, Template, WrongAnswers, answer_sheet, exam_paper, layout,
};
use mockexam_report::{key_sheet, rationale};
use std::path::Path;
use std::sync::LazyLock;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

pub(crate) static BANK: LazyLock<Bank> = LazyLock::new(|| {
    let entries = std::fs::read_dir(root().join("question-bank/itil-foundation")).unwrap();
    let mut paths: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    let file = |path: &std::path::PathBuf| {
        SourceFile::new(path.file_name().unwrap().to_str().unwrap(), &std::fs::read_to_string(path).unwrap())
    };
    let reading = Bank::read(&paths.iter().map(file).collect::<Vec<_>>());
    assert!(!reading.has_errors(), "{:?}", reading.diagnostics);
    reading.bank
});

/// An exam of the shipped bank and blueprint.
pub(crate) fn exam(seed: &str, forms: u16, mode: Mode) -> Exam {
    let text = std::fs::read_to_string(root().join("templates/blueprints/itil4-foundation.toml")).unwrap();
    let blueprint = Blueprint::read("itil4-foundation.toml", &text).unwrap();
    let seed = Seed::new(seed);
    let request = Request { blueprint: &blueprint, blueprint_text: &text, seed: &seed, forms, mode };
    assemble(&request, &BANK).unwrap()
}

/// All PDFs of a form: paper, answer sheet, key, rationale.
pub(crate) fn pdfs(key: &AnswerKey, form: &FormKey, fonts: &FontBook) -> Vec<Vec<u8>> {
    let (language, template) = (Language::english().unwrap(), Template::a4().unwrap());
    let printed = key.form(form);
    let cover = Cover {
        title: key.title.clone(),
        subtitle: String::new(),
        date: None,
        code: key.code.clone(),
        form: form.code.clone(),
        minutes: 60,
        cut_score: key.cut_score,
        maximum: Points::from_whole(40),
        contact: None,
        notice: mockexam_model::RichText::default(),
        instructions: Vec::new(),
        wrong_answers: WrongAnswers::Free,
        holder: None,
        logo: None,
    };
    let documents = [
        exam_paper(&printed, &cover, &language, &template),
        answer_sheet(&printed, &cover, SheetSerial::of(&key.code, &form.code), &language, &template).0,
        key_sheet(key, form, &language),
        rationale(key, form, &language),
    ];
    documents
        .iter()
        .map(|document| mockexam_pdf::write(&layout(document, &template, fonts).unwrap()).unwrap())
        .collect()
}

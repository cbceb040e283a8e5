//! Where documents of an exam become files: templates, words and fonts.

use crate::args::Print;
use crate::bank_files::{self, NamedText};
use crate::exam_folder::{ExamFolder, Item, digest};
use crate::failure::Failure;
use crate::fonts::Fonts;
use crate::pictures;
use crate::sources::Sources;
use mockexam_assembly::Blueprint;
use mockexam_model::{AnswerKey, Diagnostic, Form, ImageFile, Images, Penalty, Place, Points};
use mockexam_paper::{
    Cover, Document, Fold, FontBook, Language, Paper, PaperError, PaperLength, Problem, SheetLayout,
    SheetMap, SheetSerial, Sitting, Template, WrongAnswers, answer_sheet, exam_paper, layout,
};
use mockexam_pdf::Press;
use mockexam_report::{draft, html_paper, key_sheet, marking_guide, marking_sheet, plain_paper, rationale};
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Name of the logo among the images of a document; those of items are named by their digests.
const LOGO: &str = "logo";

/// Templates, words and fonts, ready to set documents.
pub(crate) struct PrintShop {
    pub(crate) template_file: NamedText,
    pub(crate) language_file: NamedText,
    template: Template,
    /// For what is not folded: sheets and lists.
    flat: Template,
    logo: Option<ImageFile>,
    pub(crate) language: Language,
    fonts: FontBook,
    pub(crate) press: Press,
    /// Pages of the longest form, where all have as many.
    longest: OnceLock<usize>,
    /// Items that stood on more than one page of a paper.
    long: Mutex<BTreeSet<Arc<str>>>,
}

impl PrintShop {
    pub(crate) fn open(
        template: &str,
        language: &str,
        fonts: &Fonts,
        sources: &mut Sources,
    ) -> Result<Self, Failure> {
        let template_file = bank_files::template("papers", template, sources)?;
        let language_file = bank_files::template("languages", language, sources)?;
        let template =
            Template::parse(&template_file.text).map_err(|error| unreadable(&template_file, &error))?;
        Ok(Self {
            flat: match template.pages.fold {
                Fold::None => template.clone(),
                Fold::Booklet => Template::a4().map_err(|error| unreadable(&template_file, &error))?,
            },
            logo: template.logo.as_deref().map(|logo| bank_files::logo(&template_file, logo)).transpose()?,
            template,
            language: Language::parse(&language_file.text)
                .map_err(|error| unreadable(&language_file, &error))?,
            fonts: fonts.book()?,
            press: Press::new(),
            longest: OnceLock::new(),
            long: Mutex::default(),
            template_file,
            language_file,
        })
    }

    /// SHA-256 of the template with its logo.
    pub(crate) fn template_digest(&self) -> String {
        let text = self.template_file.text.as_bytes();
        self.logo.as_ref().map_or_else(|| digest(text), |logo| digest(&[text, logo.bytes()].concat()))
    }

    /// The images of an exam and the logo of the template.
    fn images(&self, exam: &ExamFolder) -> Images {
        let mut images = exam.key().images.clone();
        images.extend(self.logo.iter().map(|logo| (LOGO.to_owned(), logo.clone())));
        images
    }

    fn cover(&self, exam: &ExamFolder, blueprint: &Blueprint, form: &Form) -> Cover {
        let logo = self.logo.as_ref().map(|_| LOGO.to_owned());
        Cover { logo, ..cover(exam, blueprint, form) }
    }

    /// Name of the template, for people.
    pub(crate) fn template_name(&self) -> String {
        self.template.name.clone()
    }

    /// Tag of the language.
    pub(crate) fn language_tag(&self) -> String {
        self.language.tag.clone()
    }

    /// The paper of a form, as long as the longest of the exam where the template wants that.
    pub(crate) fn paper(
        &self,
        exam: &ExamFolder,
        blueprint: &Blueprint,
        form: &Form,
        cover: &Cover,
    ) -> Document {
        let mut paper = exam_paper(form, cover, &self.language, &self.template);
        if self.template.pages.length == PaperLength::Same {
            paper.padding.least = *self.longest.get_or_init(|| self.longest_paper(exam, blueprint));
        }
        paper
    }

    /// The answer sheet of a form, and where its bubbles are.
    fn sheet(&self, form: &Form, cover: &Cover) -> (Document, SheetMap) {
        self.sheet_of(form, cover, SheetSerial::of(&cover.code, &form.code))
    }

    /// The answer sheet of a form with this serial, and where its bubbles are.
    pub(crate) fn sheet_of(&self, form: &Form, cover: &Cover, serial: SheetSerial) -> (Document, SheetMap) {
        answer_sheet(form, cover, serial, &self.language, &self.flat)
    }

    /// The cover of a candidate's paper.
    pub(crate) fn cover_of(
        &self,
        exam: &ExamFolder,
        blueprint: &Blueprint,
        form: &Form,
        sitting: &Sitting,
    ) -> Cover {
        let cover = self.cover(exam, blueprint, form);
        let minutes = u16::try_from(sitting.minutes).unwrap_or(u16::MAX);
        Cover { minutes, holder: Some(sitting.holder.clone()), ..cover }
    }

    /// A document that ends on a sheet of its own, also where both sides are printed on.
    pub(crate) fn on_own_sheet(&self, mut document: Document) -> Document {
        let is_booklet = self.template.pages.fold == Fold::Booklet;
        document.padding.multiple = if is_booklet { 2 } else { self.template.pages.sides.into() };
        self.language.page.blank.as_str().clone_into(&mut document.padding.text);
        document
    }

    /// Lays a document of an exam out.
    pub(crate) fn lay(&self, exam: &ExamFolder, mut document: Document) -> Result<Paper, Vec<Problem>> {
        document.images = self.images(exam);
        layout(&document, &self.template, &self.fonts)
    }

    /// Lays a document out that brings its images along.
    pub(crate) fn lay_alone(&self, document: &Document) -> Result<Paper, Vec<Problem>> {
        layout(document, &self.template, &self.fonts)
    }

    /// Lays the paper of a form out, and remembers which of its items run on.
    pub(crate) fn lay_paper(&self, exam: &ExamFolder, document: Document) -> Result<Paper, Vec<Problem>> {
        let paper = self.lay(exam, document)?;
        self.long.lock().unwrap_or_else(PoisonError::into_inner).extend(paper.running_on());
        Ok(paper)
    }

    /// A warning for each item that was split: it fits on no page.
    pub(crate) fn warnings(&self) -> Vec<Diagnostic> {
        let long = self.long.lock().unwrap_or_else(PoisonError::into_inner);
        let warning = |item: &Arc<str>| {
            let fact = format!(
                "{item}: the question is higher than a page of the template '{}', and runs on",
                self.template.name
            );
            Diagnostic::warning("L07", fact).help("shorten it, or print with smaller type")
        };
        long.iter().map(warning).collect()
    }

    /// As [`PrintShop::lay`], for what is not folded.
    pub(crate) fn lay_flat(&self, exam: &ExamFolder, mut document: Document) -> Result<Paper, Vec<Problem>> {
        document.images = self.images(exam);
        layout(&document, &self.flat, &self.fonts)
    }

    /// Where everything is on the answer sheets, for a scanner: JSON, in thousandths of a millimetre.
    pub(crate) fn sheet_map(&self, exam: &ExamFolder, blueprint: &Blueprint) -> String {
        let key = exam.key();
        let mut layouts: Vec<SheetLayout> = Vec::new();
        let mut sheets = Vec::new();
        for form in key.forms() {
            let form = key.form(form);
            let SheetMap { form, serial, layout, .. } =
                self.sheet(&form, &self.cover(exam, blueprint, &form)).1;
            let place = layouts.iter().position(|known| *known == layout).unwrap_or_else(|| {
                layouts.push(layout);
                layouts.len() - 1
            });
            sheets.push(json!({ "form": form, "serial": serial.to_string(), "layout": place }));
        }
        let map = json!({ "exam": key.code, "unit_mm": 0.001, "layouts": layouts, "sheets": sheets });
        format!("{map}\n")
    }

    /// Pages of the longest form. What cannot be set is told when its turn comes.
    fn longest_paper(&self, exam: &ExamFolder, blueprint: &Blueprint) -> usize {
        let key = exam.key();
        let pages = key.forms().iter().map(|form| {
            let form = key.form(form);
            let cover = self.cover(exam, blueprint, &form);
            let mut paper = exam_paper(&form, &cover, &self.language, &self.template);
            paper.images = self.images(exam);
            let sides = layout(&paper, &self.template, &self.fonts).map_or(0, |paper| paper.pages.len());
            sides * self.template.pages_on_a_side()
        });
        pages.max().unwrap_or(0)
    }

    /// Sets a document of an exam, as a file.
    pub(crate) fn set(
        &self,
        exam: &ExamFolder,
        blueprint: &Blueprint,
        item: Item<'_>,
    ) -> Result<Vec<u8>, Failure> {
        match self.made(exam, blueprint, item)? {
            Made::Text(text) => Ok(text.into_bytes()),
            Made::Pages(paper) => self.file(item, &paper),
        }
    }

    /// The same, and its pages as images, where it has pages.
    pub(crate) fn set_and_drawn(
        &self,
        exam: &ExamFolder,
        blueprint: &Blueprint,
        item: Item<'_>,
    ) -> Result<(Vec<u8>, Vec<Vec<u8>>), Failure> {
        match self.made(exam, blueprint, item)? {
            Made::Text(text) => Ok((text.into_bytes(), Vec::new())),
            Made::Pages(paper) => Ok((self.file(item, &paper)?, pictures::pages(&paper)?)),
        }
    }

    fn file(&self, item: Item<'_>, paper: &Paper) -> Result<Vec<u8>, Failure> {
        self.press.write(paper).map_err(|error| {
            let fact = format!("{} cannot be written as PDF: {error}", item.name());
            Failure::bug(fact)
        })
    }

    fn made(&self, exam: &ExamFolder, blueprint: &Blueprint, item: Item<'_>) -> Result<Made, Failure> {
        let key = exam.key();
        let form = key.form(item.form);
        let cover = self.cover(exam, blueprint, &form);
        let document: Document = match item.kind {
            Print::Papers => self.paper(exam, blueprint, &form, &cover),
            Print::Html | Print::Text => {
                let mut paper = exam_paper(&form, &cover, &self.language, &self.template);
                paper.images = self.images(exam);
                let text = match item.kind {
                    Print::Html => html_paper(&paper, &self.language),
                    _ => plain_paper(&paper),
                };
                return Ok(Made::Text(text));
            }
            Print::Sheets => self.sheet(&form, &cover).0,
            Print::Keys => key_sheet(key, item.form, &self.language),
            Print::Rationales => rationale(key, item.form, &self.language),
            Print::Marking => marking_sheet(key, item.form, self.sheet(&form, &cover).0, &self.language),
            Print::MarkingGuide => marking_guide(key, item.form, &self.language),
            Print::Drafts => {
                let paper = exam_paper(&form, &cover, &self.language, &self.template);
                draft(key, item.form, paper, &self.language)
            }
        };
        let paper = match item.kind {
            Print::Papers => self.lay_paper(exam, document),
            Print::Sheets | Print::Marking => self.lay_flat(exam, document),
            _ => self.lay(exam, document),
        };
        paper.map(|paper| Made::Pages(Box::new(paper))).map_err(|problems| refused(&problems))
    }
}

/// A document that is set.
enum Made {
    Text(String),
    Pages(Box<Paper>),
}

/// What stands in the way of a document.
pub(crate) fn refused(problems: &[Problem]) -> Failure {
    problems.iter().map(Diagnostic::from).collect::<Vec<_>>().into()
}

pub(crate) fn unreadable(file: &NamedText, error: &PaperError) -> Failure {
    let place = match error {
        PaperError::File { span: Some(span), .. } => Place::Span(*span),
        _ => Place::File,
    };
    Diagnostic::error("C05", error.to_string())
        .at(&file.name, place, "")
        .help("compare it with the shipped one")
        .into()
}

fn cover(exam: &ExamFolder, blueprint: &Blueprint, form: &Form) -> Cover {
    Cover {
        title: exam.public.title.clone(),
        subtitle: exam.public.subtitle.clone(),
        date: blueprint.date,
        code: exam.public.code.clone(),
        form: form.code.clone(),
        minutes: blueprint.minutes,
        cut_score: exam.key().cut_score,
        maximum: maximum(exam.key(), form),
        contact: None,
        notice: exam.public.notice.clone(),
        instructions: blueprint.instructions.clone(),
        wrong_answers: match exam.key().scheme().penalty {
            Penalty::NONE => WrongAnswers::Free,
            _ => WrongAnswers::CostPoints,
        },
        holder: None,
        logo: None,
    }
}

/// Most points of a form.
fn maximum(key: &AnswerKey, form: &Form) -> Points {
    let form = key.forms().iter().find(|known| known.code == form.code);
    form.map(|form| key.standard(form).maximum).unwrap_or_default()
}

//! The pure function from blueprint, bank and seed to an exam.

use crate::anchors::{self, Table};
use crate::arrange::{Mixing, arrange};
use crate::background::background;
use crate::bases::Bases;
use crate::blueprint::{Blueprint, Mode, Scoring};
use crate::digest::hex;
use crate::form_check::form_findings;
use crate::mistakes;
use crate::parallel::in_parallel;
use crate::pool::Pool;
use crate::record::{ExamRecord, SecretRecord};
use crate::refusal::NOT_FOUND;
use crate::screen;
use crate::seed::Seed;
use crate::select::sharing;
use crate::validate::{is_balanced, validate};
use mockexam_bank::Bank;
use mockexam_model::{
    AnswerKey, Diagnostic, FormCode, FormKey, Images, ItemId, ItemSnapshot, KeyError, Place, Points,
    RichText, Section, Severity, Stimulus,
};
use std::collections::BTreeSet;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request<'a> {
    /// The blueprint.
    pub blueprint: &'a Blueprint,
    /// Its text, kept in the record.
    pub blueprint_text: &'a str,
    /// The seed.
    pub seed: &'a Seed,
    /// Number of forms.
    pub forms: u16,
    /// How they differ.
    pub mode: Mode,
}

/// An assembled exam: what everybody may know, and what nobody may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exam {
    /// The public record.
    pub public: ExamRecord,
    /// The secret record with the answer key.
    pub secret: SecretRecord,
}

/// A form for somebody: its code, and what its randomness hangs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnForm {
    /// The code, of a personal form.
    pub code: FormCode,
    /// Who is to have it. A form without an owner hangs on its code.
    pub owner: Option<String>,
}

/// A form that is to be made.
struct Slot {
    code: FormCode,
    /// What its randomness hangs on.
    identity: String,
}

/// Assembles the forms of an exam.
///
/// # Errors
/// One diagnostic per cell of the blueprint that cannot be met, or per fault of the blueprint against the bank.
pub fn assemble(request: &Request<'_>, bank: &Bank) -> Result<Exam, Vec<Diagnostic>> {
    let code = if request.mode.is_personal() { FormCode::personal } else { FormCode::shared };
    let codes = (0..request.forms).map(code);
    make(request, codes.map(|code| Slot { identity: code.to_string(), code }).collect(), bank)
}

/// Assembles personal forms. What a form asks hangs on its owner, so that it stays the same whoever else has one.
///
/// # Errors
/// As [`assemble`].
pub fn assemble_own(request: &Request<'_>, forms: &[OwnForm], bank: &Bank) -> Result<Exam, Vec<Diagnostic>> {
    let slot = |form: &OwnForm| {
        // Codes have no spaces, so that no owner is taken for one.
        let identity =
            form.owner.as_ref().map_or_else(|| form.code.to_string(), |owner| format!("for {owner}"));
        Slot { code: form.code.clone(), identity }
    };
    let forms_asked = u16::try_from(forms.len()).unwrap_or(u16::MAX);
    let mut exam = make(&Request { forms: forms_asked, ..*request }, forms.iter().map(slot).collect(), bank)?;
    let owned = forms.iter().filter_map(|form| Some((form.code.clone(), form.owner.clone()?)));
    exam.secret.owners = owned.collect();
    Ok(exam)
}

fn make(request: &Request<'_>, slots: Vec<Slot>, bank: &Bank) -> Result<Exam, Vec<Diagnostic>> {
    let Request { blueprint, seed, .. } = *request;
    let mut faults = mistakes::mistakes(blueprint, bank);
    faults.extend(mistakes::of_lists(request, bank));
    let pool = Pool::new(blueprint, bank);
    // Forms of the same items share one selection, so its ranks hang on no form.
    let identities = || slots.iter().map(|slot| slot.identity.clone()).collect();
    let drawn: Vec<String> = match request.mode {
        Mode::Scrambled | Mode::OwnOrder => vec![String::new()],
        Mode::Disjoint | Mode::Overlapping | Mode::OwnDraw => identities(),
    };
    let together = if request.mode == Mode::OwnDraw { 1 } else { drawn.len() };
    let uses = sharing(blueprint, request.mode, together).uses;
    faults.extend(screen::failing_cells(blueprint, bank, &pool, together, uses));
    if !faults.is_empty() {
        return Err(faults);
    }
    let table = Table { blueprint, bank, pool: &pool, mode: request.mode, seed };
    let drawing = anchors::draw(table, &drawn)?;
    let numbered: Vec<(usize, Slot)> = slots.into_iter().enumerate().collect();
    let bases = Bases::new(&pool, seed.algorithm());
    let forms = in_parallel(&numbered, |(index, slot)| {
        let units = drawing.units(*index);
        let mixing = Mixing { form: &slot.identity, seed, bases: &bases };
        let questions = arrange(blueprint, bank, &pool, &units, mixing);
        FormKey { code: slot.code.clone(), questions }
    });
    finish(request, bank, forms, drawing.anchors(&pool))
}

/// Bytes of images that the key of an exam holds at most: as Base64 they are a third more, and the key is read as a whole.
const MOST_IMAGE_BYTES: usize = 32 * MEBIBYTE;

const MEBIBYTE: usize = 1024 * 1024;

/// The images of all texts.
fn images(
    blueprint: &Blueprint,
    bank: &Bank,
    items: &mut [ItemSnapshot],
    stimuli: &[Stimulus],
) -> Result<Images, Vec<Diagnostic>> {
    let texts = items.iter_mut().flat_map(ItemSnapshot::texts_mut).map(|text| &*text);
    let names = texts.chain(stimuli.iter().map(|case| &case.text)).flat_map(RichText::images);
    let images: Images =
        names.filter_map(|name| Some((name.to_owned(), bank.images.get(name)?.clone()))).collect();
    let bytes: usize = images.values().map(|image| image.bytes().len()).sum();
    if bytes <= MOST_IMAGE_BYTES {
        return Ok(images);
    }
    let fact = format!(
        "the images of the questions have {} MiB together, at most {} can be kept",
        bytes.div_ceil(MEBIBYTE),
        MOST_IMAGE_BYTES / MEBIBYTE
    );
    Err(vec![
        Diagnostic::error("P10", fact)
            .at(blueprint.file(), Place::File, "")
            .help("save the images smaller, or ask fewer questions with images"),
    ])
}

/// The cases of items, by id.
fn cases(bank: &Bank, items: &[ItemSnapshot]) -> Vec<Stimulus> {
    let mut stimuli: Vec<Stimulus> = Vec::new();
    for case in items.iter().filter_map(|item| bank.case(item.stimulus.as_ref()?)) {
        if !stimuli.contains(&case.stimulus) {
            stimuli.push(case.stimulus.clone());
        }
    }
    stimuli.sort_by(|a, b| a.id.cmp(&b.id));
    stimuli
}

/// The sections of an exam with the items that are in them.
fn sections(blueprint: &Blueprint, bank: &Bank, items: &[ItemSnapshot]) -> Vec<Section> {
    let of = |place: usize| {
        let items = items.iter().filter_map(|item| bank.item(&item.id));
        items.filter(move |item| blueprint.section_of(item) == Some(place)).map(|item| item.id().clone())
    };
    let all = blueprint.sections.iter().enumerate();
    all.map(|(place, section)| Section {
        title: section.title.clone(),
        intro: section.intro.clone(),
        items: of(place).collect(),
    })
    .collect()
}

fn finish(
    request: &Request<'_>,
    bank: &Bank,
    forms: Vec<FormKey>,
    anchors: Vec<ItemId>,
) -> Result<Exam, Vec<Diagnostic>> {
    let blueprint = request.blueprint;
    let bug = |message: String| {
        vec![
            Diagnostic::error("P09", format!("the assembled exam is not sound: {message}"))
                .at(blueprint.file(), Place::File, "")
                .help("this is a bug of mockexam; please report it with blueprint and seed"),
        ]
    };
    let mut items = snapshots(blueprint, bank, &forms);
    let stimuli = cases(bank, &items);
    let images = images(blueprint, bank, &mut items, &stimuli)?;
    let topics =
        bank.topics.iter().filter(|topic| items.iter().any(|item| item.topic == topic.id)).cloned().collect();
    let sections = sections(blueprint, bank, &items);
    let mut key = AnswerKey::new(
        blueprint.title.clone(),
        String::new(),
        blueprint.cut_score,
        topics,
        items,
        stimuli,
        forms,
    )
    .and_then(|key| key.in_sections(sections.clone()))
    .and_then(|key| key.with_scheme(blueprint.scoring.scheme.clone()))
    .map_err(|error| unscored(blueprint, &error).unwrap_or_else(|| bug(error.to_string())))?;
    key.images = images;
    key.anchors = anchors;
    key.background = background(bank, &key);
    let mut public = ExamRecord {
        format: ExamRecord::format(),
        algorithm: request.seed.algorithm().number(),
        code: String::new(),
        title: blueprint.title.clone(),
        subtitle: blueprint.subtitle.clone(),
        seed: request.seed.as_str().to_owned(),
        mode: request.mode,
        bank: bank.id.clone(),
        language: bank.language.clone(),
        notice: bank.notice.clone(),
        blueprint: request.blueprint_text.to_owned(),
        resting: blueprint.resting.iter().cloned().collect(),
        observed: bank.observed().clone(),
        sections,
        items: Vec::new(),
        forms: Vec::new(),
        personal: Vec::new(),
    };
    public.record_forms(&key);
    public.code = short_code(&public.to_toml());
    key.code.clone_from(&public.code);
    let unfit = unfit_forms(blueprint, bank, &key);
    if !unfit.is_empty() {
        return Err(unfit);
    }
    match validate(blueprint, bank, &key, request.mode).first() {
        Some(fault) => Err(bug(fault.clone())),
        None => Ok(Exam { secret: SecretRecord::new(&public, key), public }),
    }
}

/// Copies of the items of all forms, scored as the blueprint says, by id.
fn snapshots(blueprint: &Blueprint, bank: &Bank, forms: &[FormKey]) -> Vec<ItemSnapshot> {
    // One by one, since thousands of forms name each item thousands of times.
    let mut used: BTreeSet<&ItemId> = BTreeSet::new();
    for question in forms.iter().flat_map(|form| &form.questions) {
        used.insert(&question.item);
    }
    let items = used.iter().filter_map(|id| bank.item(id));
    items.map(|item| blueprint.scoring.applied(item.kind, item.snapshot.clone())).collect()
}

/// What the blueprint says of scoring and what was drawn may not go together: then it is a mistake and no bug.
fn unscored(blueprint: &Blueprint, error: &KeyError) -> Option<Vec<Diagnostic>> {
    let theirs = matches!(error, KeyError::Scheme { .. } | KeyError::Item { .. });
    let span = Place::Span(blueprint.scoring.span.clone().into());
    let fault = Diagnostic::error("P11", error.to_string()).at(blueprint.file(), span, "");
    (theirs && blueprint.scoring != Scoring::default())
        .then(|| vec![fault.help("change the table [scoring], or the counts of the blueprint")])
}

/// Forms that cannot be passed, and forms whose key letters cannot be balanced.
fn unfit_forms(blueprint: &Blueprint, bank: &Bank, key: &AnswerKey) -> Vec<Diagnostic> {
    let at_blueprint =
        |message: String| Diagnostic::error("P04", message).at(blueprint.file(), Place::File, "");
    let of_form = |form: &FormKey| {
        let mut unfit = Vec::new();
        let maximum: Points = key.standard(form).maximum;
        if let Some(cut) = key.cut_score.filter(|&cut| cut > maximum) {
            let message =
                format!("form {}: nobody can pass, the cut score is {cut} of {maximum} points", form.code);
            let place = blueprint.cut_span.clone().map_or(Place::File, |span| Place::Span(span.into()));
            let fault = Diagnostic::error("P04", message).at(blueprint.file(), place, "");
            unfit.push(fault.help("lower cut_score"));
        }
        for question in &form.questions {
            let drawn = bank.item(&question.item).is_none_or(|item| item.variables.is_empty());
            if !drawn && question.values.is_empty() {
                let message =
                    format!("form {}: no values of item {} keep its constraints", form.code, question.item);
                unfit.push(at_blueprint(message).help("widen its ranges, or relax its constraints"));
            }
        }
        if !is_balanced(key, form) {
            let message = format!("form {}: the letters of the key cannot be balanced", form.code);
            unfit.push(
                at_blueprint(message).help("allow shuffle in more items, or mix true and false claims"),
            );
        }
        unfit
    };
    in_parallel(key.forms(), of_form).concat()
}

/// Six signs without those that look alike (no I, L, O, U), from the digest of the public record.
fn short_code(record: &str) -> String {
    const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let digest = u64::from_str_radix(&hex(record.as_bytes())[..15], 16).unwrap_or(0);
    (0..6).map(|place| char::from(SIGNS[usize::try_from(digest >> (5 * place) & 31).unwrap_or(0)])).collect()
}

/// Findings about a blueprint against a bank, as for one form: what `check` reports.
#[must_use]
pub fn check_against(blueprint: &Blueprint, blueprint_text: &str, bank: &Bank) -> Vec<Diagnostic> {
    let seed = Seed::new("check");
    let request = |forms| Request { blueprint, blueprint_text, seed: &seed, forms, mode: blueprint.mode };
    if let Err(faults) = assemble(&request(1), bank) {
        // One seed that leads nowhere is no mistake of the blueprint.
        let soft = |fault: Diagnostic| match fault.message.contains(NOT_FOUND) {
            true => Diagnostic { severity: Severity::Warning, ..fault },
            false => fault,
        };
        return faults.into_iter().map(soft).collect();
    }
    if blueprint.mode.is_personal() {
        // Each stands for itself: where one can be made, so can all.
        return Vec::new();
    }
    match assemble(&request(blueprint.forms), bank) {
        Ok(exam) => {
            let mut findings = form_findings(blueprint, bank, &exam.secret.key);
            findings.retain(|finding| finding.severity != Severity::Info);
            findings
        }
        Err(faults) => {
            faults.into_iter().map(|fault| Diagnostic { severity: Severity::Warning, ..fault }).collect()
        }
    }
}

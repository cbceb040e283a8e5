//! The statement of rulings, and what every report says of them.

mod answers;

pub(crate) use answers::Asked;

use super::head::Head;
use super::markup::{self, Html};
use super::words::{ReportWords, fill};
use crate::error::ReportError;
use crate::reading::ResultSet;
use crate::reading::rulings::{ListedRuling, ListedState};
use mockexam_model::{
    AnswerKey, FormKey, FormStandard, QuestionKey, RichText, Ruling, RulingAction, VoidPolicy,
};
use serde::Serialize;

/// Everything that the statement shows, in words.
#[derive(Debug, Serialize)]
pub(crate) struct RulingsView {
    pub(crate) head: Head,
    pub(crate) lead: String,
    pub(crate) entries: Vec<EntryView>,
}

/// An entry of the list.
#[derive(Debug, Serialize)]
pub(crate) struct EntryView {
    pub(crate) title: String,
    pub(crate) state: String,
    pub(crate) in_force: bool,
    pub(crate) date: String,
    pub(crate) questions: String,
    pub(crate) item: String,
    pub(crate) stem: Option<Html>,
    pub(crate) decision: String,
    /// Answers that are right now, with their letters.
    pub(crate) answers: Vec<Html>,
    /// Stem and answers for documents.
    #[serde(skip)]
    pub(crate) texts: (RichText, Vec<RichText>),
    pub(crate) reason: String,
    pub(crate) effect: Option<String>,
}

impl RulingsView {
    /// Reads the list and puts the page together.
    pub(crate) fn new(
        set: &ResultSet<'_>,
        key: &AnswerKey,
        words: &ReportWords,
    ) -> Result<Self, ReportError> {
        set.check_key(key).map_err(ReportError::Refused)?;
        let n = set.summary.statistics.n;
        let mut entries: Vec<EntryView> =
            set.rulings.iter().map(|listed| entry(listed, key, n, words)).collect();
        if set.is_pseudonymous() {
            // What a person wrote may name another.
            entries.iter_mut().for_each(|entry| entry.reason.clear());
        }
        Ok(Self {
            head: Head::new(set, key, words, &words.rulings.kind),
            lead: in_force(set, words),
            entries,
        })
    }
}

/// How many rulings are in force, and the digest of the list.
pub(crate) fn in_force(set: &ResultSet<'_>, words: &ReportWords) -> String {
    let in_force = set.rulings.iter().filter(|listed| listed.state == ListedState::InForce).count();
    let n = u64::try_from(in_force).unwrap_or(u64::MAX);
    words.class.rulings.with(n, &[("digest", &set.summary.rulings.digest)])
}

fn entry(listed: &ListedRuling, key: &AnswerKey, n: u64, words: &ReportWords) -> EntryView {
    let own = &words.rulings;
    // A key holds what is in force; what was withdrawn is told by its reason alone.
    let ruling = key.rulings().iter().find(|ruling| ruling.id == listed.id);
    let ruling = ruling.filter(|_| listed.state == ListedState::InForce);
    let state = match &listed.state {
        ListedState::InForce => own.in_force.clone(),
        ListedState::Withdrawn(by) => fill(&own.withdrawn, &[("id", by)]),
        ListedState::Withdrawal(of) => fill(&own.withdrawal, &[("id", of)]),
    };
    let item = ruling.and_then(|ruling| key.drawn_item(&ruling.item));
    let effect = listed.effect.map(|[changed, passed, failed]| {
        let counts = [("changed", changed), ("n", n), ("passed", passed), ("failed", failed)];
        let counts = counts.map(|(name, count)| (name, count.to_string()));
        fill(&own.effect, &counts.each_ref().map(|(name, count)| (*name, count.as_str())))
    });
    let answers = ruling.map(|ruling| answers(key, ruling, words)).unwrap_or_default();
    EntryView {
        title: fill(&own.ruling, &[("id", &listed.id)]),
        state,
        in_force: ruling.is_some(),
        date: words.day(&listed.date),
        questions: ruling.map(|ruling| places(key, ruling, words)).unwrap_or_default(),
        item: item.map(|item| item.id.to_string()).unwrap_or_default(),
        stem: item.map(|item| markup::blocks(&item.stem, &words.gap)),
        decision: ruling.map(|ruling| decided(&ruling.action, answers.len(), words)).unwrap_or_default(),
        answers: answers.iter().map(|answer| markup::line(answer, &words.gap)).collect(),
        texts: (item.map(|item| item.stem.clone()).unwrap_or_default(), answers),
        reason: listed.reason.clone(),
        effect,
    }
}

/// What an action means, in words.
fn decision<'w>(action: &RulingAction, words: &'w ReportWords) -> &'w str {
    let own = &words.rulings;
    match action {
        RulingAction::Void => &own.void,
        RulingAction::FullCredit => &own.full_credit,
        RulingAction::Accept(_) => &own.accept,
        RulingAction::Rekey(_) => &own.rekey,
    }
}

/// The same, and where there are several answers, how they go together.
fn decided(action: &RulingAction, answers: usize, words: &ReportWords) -> String {
    let decision = decision(action, words);
    if answers > 1 { format!("{decision} ({})", words.rulings.each_alone) } else { decision.to_owned() }
}

/// On so many forms a question is named; the others are counted.
const NAMED_FORMS: usize = 4;

/// The forms that a ruling concerns, with the number of the question.
fn concerned<'a>(
    key: &'a AnswerKey,
    ruling: &'a Ruling,
) -> impl Iterator<Item = (&'a FormKey, usize, &'a QuestionKey)> {
    key.forms().iter().filter(|form| ruling.concerns(&form.code, &ruling.item)).filter_map(|form| {
        let position = form.questions.iter().position(|question| question.item == ruling.item)?;
        Some((form, position + 1, form.questions.get(position)?))
    })
}

/// "A 12, B 7".
fn places(key: &AnswerKey, ruling: &Ruling, words: &ReportWords) -> String {
    let mut all: Vec<String> =
        concerned(key, ruling).map(|(form, number, _)| format!("{} {number}", form.code)).collect();
    let more = all.len().saturating_sub(NAMED_FORMS);
    all.truncate(NAMED_FORMS);
    if more > 0 {
        all.push(fill(&words.class.more_forms, &[("n", &more.to_string())]));
    }
    all.join(", ")
}

/// The answers of a ruling with the letters that they have on the first forms.
fn answers(key: &AnswerKey, ruling: &Ruling, words: &ReportWords) -> Vec<RichText> {
    let forms = concerned(key, ruling).take(NAMED_FORMS).map(|(form, _, question)| (form, question));
    let Some(item) = key.drawn_item(&ruling.item) else { return Vec::new() };
    Asked { item, forms: forms.collect() }.answers(&ruling.action, words)
}

/// What was decided about a question of a form, for whoever answered it: a heading and the answers that are right by it.
pub(in crate::html) fn told(ruling: &Ruling, asked: &Asked<'_>, words: &ReportWords) -> (String, RichText) {
    let answers = asked.answers(&ruling.action, words);
    let title = fill(&words.rulings.ruling, &[("id", &ruling.id)]);
    (format!("{title}: {}", decided(&ruling.action, answers.len(), words)), RichText::stacked(answers))
}

/// A line for each ruling in force or withdrawn, and one for the cut score where void questions moved it.
pub(crate) fn notes(key: &AnswerKey, listed: &[ListedRuling], words: &ReportWords) -> Vec<String> {
    let own = &words.rulings;
    let note = |ruling: &Ruling| {
        let questions = places(key, ruling, words);
        let decision = decision(&ruling.action, words);
        fill(&own.note, &[("id", &ruling.id), ("questions", &questions), ("decision", decision)])
    };
    let mut notes: Vec<String> = key.rulings().iter().map(note).collect();
    notes.extend(listed.iter().filter_map(|ruling| match &ruling.state {
        ListedState::Withdrawn(by) => Some(fill(&own.note_withdrawn, &[("id", &ruling.id), ("by", by)])),
        ListedState::InForce | ListedState::Withdrawal(_) => None,
    }));
    let moved =
        key.forms().iter().map(|form| (form, key.standard(form))).filter(|(_, s)| s.maximum != s.drawn);
    let moved: Vec<(&FormKey, FormStandard)> = moved.collect();
    let same = moved.len() == key.forms().len() && moved.windows(2).all(|pair| pair[0].1 == pair[1].1);
    let Some(before) = key.cut_score else { return notes };
    for (form, standard) in moved.iter().take(if same { 1 } else { NAMED_FORMS }) {
        let Some(cut) = standard.cut_score else { continue };
        let phrase = match key.scheme().void {
            VoidPolicy::SameShare => &own.same_share,
            VoidPolicy::SamePoints => &own.same_points,
        };
        let of_form = if same { String::new() } else { super::printed::form_name(form, words) + ": " };
        let places = [
            ("cut", words.plain_points(cut)),
            ("maximum", words.plain_points(standard.maximum)),
            ("before", words.plain_points(before)),
            ("drawn", words.plain_points(standard.drawn)),
        ];
        let places = places.each_ref().map(|(name, text)| (*name, text.as_str()));
        notes.push(of_form + &fill(phrase, &places));
    }
    notes
}

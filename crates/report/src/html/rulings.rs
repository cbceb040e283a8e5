//! The statement of rulings, and what every report says of them.

use super::head::Head;
use super::markup::{self, Html};
use super::words::{ReportWords, fill};
use crate::error::ReportError;
use crate::reading::ResultSet;
use crate::reading::rulings::{ListedRuling, ListedState};
use mockexam_model::{
    AnswerKey, FormKey, FormStandard, KeyAnswer, QuestionKey, Ruling, RulingAction, SnapshotContent,
    VoidPolicy,
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
    EntryView {
        title: fill(&own.ruling, &[("id", &listed.id)]),
        state,
        in_force: ruling.is_some(),
        date: words.day(&listed.date),
        questions: ruling.map(|ruling| places(key, ruling, words)).unwrap_or_default(),
        item: item.map(|item| item.id.to_string()).unwrap_or_default(),
        stem: item.map(|item| markup::blocks(&item.stem, &words.gap)),
        decision: ruling.map(|ruling| decision(&ruling.action, words).to_owned()).unwrap_or_default(),
        answers: ruling.map(|ruling| answers(key, ruling, words)).unwrap_or_default(),
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

/// The answers of a ruling: texts of choices with the letters that they have on the first forms.
fn answers(key: &AnswerKey, ruling: &Ruling, words: &ReportWords) -> Vec<Html> {
    let (RulingAction::Accept(answers) | RulingAction::Rekey(answers)) = &ruling.action else {
        return Vec::new();
    };
    let forms: Vec<_> = concerned(key, ruling).take(NAMED_FORMS).collect();
    let item = key.drawn_item(&ruling.item);
    let choice = |index: &u8| -> Html {
        let letters = forms.iter().filter_map(|(form, _, question)| {
            let position = question.choices.iter().position(|canonical| canonical == index)?;
            Some(format!("{} {}", form.code, QuestionKey::letter(position)))
        });
        let letters = letters.collect::<Vec<_>>().join(", ");
        let choice = item.and_then(|item| item.choices.get(usize::from(*index)));
        let text = match choice.map(|choice| (&choice.content, &choice.id)) {
            Some((SnapshotContent::Text(text), _)) => markup::line(text, &words.gap),
            Some((_, id)) => markup::plain(id.as_str()),
            None => Html::default(),
        };
        markup::joined(&[text, markup::plain(&format!(" ({letters})"))])
    };
    let mut told = Vec::new();
    for answer in answers {
        match answer {
            KeyAnswer::Choices(choices) | KeyAnswer::Rows(choices) => told.extend(choices.iter().map(choice)),
            KeyAnswer::Number(number) => told.push(markup::plain(&number.to_string())),
            KeyAnswer::Words(text) => told.push(markup::plain(text)),
        }
    }
    told
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

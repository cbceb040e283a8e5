//! What a candidate should read again: the concepts of a missed question, and the one that a wrong choice names.

use super::super::words::{ReportWords, fill};
use super::forms::PrintedQuestion;
use super::missed::{Reason, canonical, is_marked};
use mockexam_model::{AnswerKey, ConceptId, ConceptNote, Response, RichText};
use std::collections::BTreeSet;

/// What there is to read about a missed question. What was told above is only named again.
pub(super) fn of(
    response: &Response,
    question: &PrintedQuestion<'_>,
    key: &AnswerKey,
    told: &mut BTreeSet<ConceptId>,
    words: &ReportWords,
) -> Vec<Reason> {
    let own = &words.candidate;
    let mut fact = |concept: &ConceptNote| match told.insert(concept.id.clone()) {
        true => RichText::literal(&concept.fact),
        false => RichText::default(),
    };
    let mut reasons = Vec::new();
    for (position, choice) in question.printed.choices.iter().enumerate() {
        let marked = is_marked(response, position) && !choice.right;
        let Some(marked) = canonical(question, position).filter(|_| marked) else { continue };
        if let Some(concept) = key.background.confusion(&question.item.id, &marked.id) {
            let label = fill(&own.confused, &[("chosen", &concept.name)]);
            reasons.push(Reason::new(label, fact(concept), "read", words));
        }
    }
    for concept in question.item.concepts.iter().filter_map(|id| key.background.concept(id)) {
        let label = format!("{}: {}", own.read, concept.name);
        reasons.push(Reason::new(label, fact(concept), "read", words));
    }
    reasons
}

//! What a candidate should read again: the concepts of a missed question, and the one that a wrong choice names.

use super::super::words::{ReportWords, fill};
use super::forms::PrintedQuestion;
use super::missed::{canonical, is_marked};
use super::reasons::Reason;
use mockexam_model::{AnswerKey, ConceptId, ConceptNote, MixUp, Response, RichText};
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
    let mut read = |label: String, concept: &ConceptNote| {
        let line =
            |label: &str, text: &str| Reason::new(label.to_owned(), RichText::literal(text), "read", words);
        if !told.insert(concept.id.clone()) {
            return vec![line(&label, "")];
        }
        let tip = (!concept.tip.is_empty()).then(|| line(&own.tip, &concept.tip));
        let see = concept.see.iter().map(|link| line(&own.see, &link.to_string()));
        std::iter::once(line(&label, &concept.fact)).chain(tip).chain(see).collect()
    };
    let mut reasons = Vec::new();
    for (position, choice) in question.printed.choices.iter().enumerate() {
        let marked = is_marked(response, position) && !choice.right;
        let Some(marked) = canonical(question, position).filter(|_| marked) else { continue };
        match key.background.confusion(&question.item.id, &marked.id) {
            Some(MixUp::Concept(concept)) => {
                reasons.extend(read(fill(&own.confused, &[("chosen", &concept.name)]), concept));
            }
            Some(MixUp::Named(named)) => {
                let text = RichText::literal(named);
                reasons.push(Reason::new(own.mixed_up.clone(), text, "read", words));
            }
            None => {}
        }
    }
    for concept in question.item.concepts.iter().filter_map(|id| key.background.concept(id)) {
        let label = format!("{}: {}", own.read, concept.name);
        reasons.extend(read(label, concept));
    }
    reasons
}

//! Items that somebody asks for.

use crate::coverage::Band;
use crate::item::{Item, Status, Version};
use crate::norm::norm;
use mockexam_model::{ChoiceSnapshot, ConceptId, Level, RichText, SnapshotContent, Style, TopicId};

/// Properties of the wanted items. An item must match all properties that are named, and of each property one of the
/// values. A property without values does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Its topic.
    pub topics: Vec<TopicId>,
    /// Its level.
    pub levels: Vec<Level>,
    /// Its style.
    pub styles: Vec<Style>,
    /// The word in `type = "…"`.
    pub kinds: Vec<String>,
    /// Its status.
    pub statuses: Vec<Status>,
    /// A version that it serves: items for both versions, and those that state none, serve each.
    pub versions: Vec<Version>,
    /// A concept that it examines.
    pub concepts: Vec<ConceptId>,
    /// Its band of difficulty.
    pub bands: Vec<Band>,
    /// Words that all occur in its texts, in any order; case and markup aside, parts of words too.
    pub texts: Vec<String>,
}

impl Query {
    /// Whether an item is wanted.
    #[must_use]
    pub fn matches(&self, item: &Item) -> bool {
        let snapshot = &item.snapshot;
        any(&self.topics, |topic| *topic == snapshot.topic)
            && any(&self.levels, |&level| level == snapshot.level)
            && any(&self.styles, |&style| style == snapshot.style)
            && any(&self.kinds, |kind| kind == item.kind)
            && any(&self.statuses, |&status| status == item.status)
            && any(&self.versions, |&version| Version::serves(version, item.version))
            && any(&self.concepts, |concept| snapshot.concepts.contains(concept))
            && any(&self.bands, |&band| band == Band::of(item.difficulty))
            && (self.texts.is_empty() || {
                let text = text_of(item);
                any(&self.texts, |words| norm(words).split(' ').all(|word| text.contains(word)))
            })
    }
}

fn any<T>(wanted: &[T], matches: impl FnMut(&T) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(matches)
}

/// Everything that is written in an item, in normal form.
fn text_of(item: &Item) -> String {
    let snapshot = &item.snapshot;
    let mut texts = vec![&snapshot.stem, &snapshot.explanation];
    for part in snapshot.statements.iter().chain(&snapshot.choices) {
        texts.extend(said(part));
        texts.push(&part.why);
    }
    norm(&texts.into_iter().map(RichText::plain).collect::<Vec<_>>().join(" "))
}

fn said(part: &ChoiceSnapshot) -> Option<&RichText> {
    match &part.content {
        SnapshotContent::Text(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bank, KINDS, SourceFile};

    fn found(query: &Query) -> Vec<String> {
        let samples: String = KINDS
            .iter()
            .filter(|kind| ["single", "list", "true-false"].contains(&kind.name()))
            .map(|kind| kind.sample())
            .collect();
        let reading = Bank::read(&[SourceFile::new("s.toml", &samples)]);
        reading.bank.items().filter(|item| query.matches(item)).map(|item| item.id().to_string()).collect()
    }

    #[test]
    fn values_of_a_property_are_alternatives_and_properties_add_up() {
        let both = Query { kinds: vec!["list".into(), "true-false".into()], ..Query::default() };
        assert_eq!(found(&Query::default()), ["sa-001", "sa-002", "sa-003"]);
        assert_eq!(found(&both), ["sa-002", "sa-003"]);
        assert_eq!(found(&Query { styles: vec![Style::Standard], ..both.clone() }), ["sa-003"]);
        assert_eq!(found(&Query { bands: vec![Band::Hard], ..both }), Vec::<String>::new());
        let versions = vec![Version::Five];
        assert_eq!(found(&Query { versions, ..Query::default() }).len(), 3, "no version serves all");
    }

    #[test]
    fn words_are_sought_in_all_texts() {
        let with = |texts: &[&str]| {
            found(&Query { texts: texts.iter().map(ToString::to_string).collect(), ..Query::default() })
        };
        assert_eq!(with(&["WATER sugar"]), ["sa-001"], "both words, any case, in an explanation");
        assert_eq!(with(&["violet", "mountain"]), ["sa-002", "sa-003"], "either");
        assert_eq!(with(&["violet mountain"]), Vec::<String>::new());
    }
}

//! The booklet of a reviewer: items of a bank with all that their authors say of them, and boxes to tick.

use super::rationale::answered;
use super::{case_above, led};
use mockexam_model::{Emphasis, ItemSnapshot, QuestionKey, RichText, Stimulus, Values};
use mockexam_paper::{
    Align, Boxes, Cells, Document, Entry, Fields, Furniture, Keep, Language, List, Marker, Masthead,
    Metadata, Node, Phrase, Question, Table, TableColumn, TextSize,
};
use std::collections::BTreeSet;
use std::fmt::Display;

/// A booklet on items of a bank, topic by topic.
#[derive(Debug, Clone)]
pub struct ReviewBooklet {
    /// Title of the bank.
    pub title: String,
    /// Id of the bank.
    pub bank: String,
    /// What of the bank was asked for, as it was asked for; empty for all of it.
    pub selection: String,
    /// The topics in the order of the bank, each with the number of its items in the booklet.
    pub topics: Vec<(String, usize)>,
    /// Number of items in the bank.
    pub all: usize,
}

/// An item with what a bank knows of it. Texts that nobody wrote are empty.
#[derive(Debug, Clone)]
pub struct ReviewItem<'a> {
    /// Stem, choices, key and explanation.
    pub snapshot: &'a ItemSnapshot,
    /// The case it belongs to.
    pub case: Option<&'a Stimulus>,
    /// Its status, and why it cannot be drawn.
    pub status: String,
    /// Its kind.
    pub kind: &'a str,
    /// The estimate, with its band.
    pub difficulty: String,
    /// The version that it is for.
    pub version: &'a str,
    /// Who wrote it.
    pub author: &'a str,
    /// Who read it.
    pub reviewer: &'a str,
    /// A hint for those who practise.
    pub hint: &'a RichText,
    /// The values of its variables, and what binds them.
    pub variables: Vec<String>,
    /// What it examines.
    pub concepts: Vec<ReviewConcept>,
}

/// What an item examines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewConcept {
    /// Its name.
    pub name: String,
    /// The fact.
    pub fact: String,
    /// What reviewers should know; may be empty.
    pub note: String,
    /// Where it is stated.
    pub references: Vec<String>,
}

impl ReviewBooklet {
    /// Number of items in the booklet.
    #[must_use]
    pub fn count(&self) -> usize {
        self.topics.iter().map(|(_, count)| count).sum()
    }

    /// What readers and catalogues see of the booklet.
    #[must_use]
    pub fn metadata(&self, language: &Language) -> Metadata {
        Metadata {
            title: format!("{} – {}", language.review.title.as_str(), self.title),
            language: language.tag.clone(),
            subject: format!("{} · {}", language.key.confidential.as_str(), self.bank),
        }
    }

    /// An empty part of the booklet, marked as confidential on every page.
    fn part(&self, title: &str, subtitle: &str, language: &Language) -> Document {
        let secret = language.key.confidential.as_str();
        let mut document = Document::new(self.metadata(language));
        document.header = Furniture {
            left: format!("{} · {}", language.review.title.as_str(), self.title),
            centre: String::new(),
            right: secret.to_owned(),
        };
        document.footer = Furniture {
            left: title.to_owned(),
            centre: secret.to_owned(),
            right: language.page.page_of.fill(&[("page", &"{page}"), ("pages", &"{pages}")]),
        };
        document.nodes.push(Node::Masthead(Masthead {
            title: title.to_owned(),
            subtitle: subtitle.to_owned(),
            badge_label: String::new(),
            badge: String::new(),
        }));
        document
    }

    /// The cover: what is in the booklet, and how to review it.
    #[must_use]
    pub fn cover(&self, language: &Language) -> Document {
        let words = &language.review;
        let mut document = self.part(words.title.as_str(), &self.title, language);
        let secret = RichText::emphasized(language.key.confidential.as_str(), Emphasis::Bold);
        let holes: [(&str, &dyn Display); 2] = [("count", &self.count()), ("all", &self.all)];
        let mut facts = vec![
            (words.bank.as_str(), self.bank.clone()),
            (words.items.as_str(), words.items_of.fill(&holes)),
        ];
        if !self.selection.is_empty() {
            facts.push((words.selection.as_str(), self.selection.clone()));
        }
        let fields = words.fields.iter();
        let fields = fields.map(|row| row.iter().map(|label| label.as_str().to_owned()).collect());
        let rules = words.rules.iter().map(|rule| Entry::from(rule.rich()));
        document.nodes.extend([
            Node::paragraph(secret),
            pairs(facts.into_iter(), Align::Left, TextSize::Body),
            Node::Space(1),
            Node::Fields(Fields { rows: fields.collect() }),
            Node::Space(1),
            Node::Heading(words.how.rich()),
            Node::List(List { marker: Marker::Bullet, entries: rules.collect() }),
            Node::Heading(words.topics.rich()),
            pairs(
                self.topics.iter().map(|(topic, count)| (topic.as_str(), count.to_string())),
                Align::Right,
                TextSize::Small,
            ),
        ]);
        document
    }

    /// The items of a topic, the first of which has this number in the booklet.
    #[must_use]
    pub fn topic(&self, name: &str, items: &[ReviewItem<'_>], first: usize, language: &Language) -> Document {
        let holes: [(&str, &dyn Display); 2] = [("count", &items.len()), ("all", &self.all)];
        let counted =
            format!("{}: {}", language.review.items.as_str(), language.review.items_of.fill(&holes));
        let mut document = self.part(name, &counted, language);
        let mut shown = BTreeSet::new();
        for (item, number) in in_cases(items).into_iter().zip(first..) {
            let snapshot = item.snapshot;
            document.nodes.extend(case_above(item.case, snapshot, &mut shown));
            document.nodes.push(Node::Question(Question {
                item: snapshot.id.as_str().into(),
                number: u16::try_from(number).unwrap_or(u16::MAX),
                name: snapshot.id.to_string(),
                body: body(item, language),
                remark: String::new(),
                keep: Keep::Flowing,
            }));
        }
        document
    }
}

/// The items in their order, but those of one case behind each other.
fn in_cases<'i, 'a>(items: &'i [ReviewItem<'a>]) -> Vec<&'i ReviewItem<'a>> {
    let mut sorted: Vec<&ReviewItem<'_>> = Vec::with_capacity(items.len());
    let mut done = BTreeSet::new();
    for item in items {
        match &item.snapshot.stimulus {
            None => sorted.push(item),
            Some(case) if done.insert(case) => {
                sorted.extend(items.iter().filter(|other| other.snapshot.stimulus.as_ref() == Some(case)));
            }
            Some(_) => {}
        }
    }
    sorted
}

/// Names and values beside each other.
fn pairs<'n>(rows: impl Iterator<Item = (&'n str, String)>, align: Align, size: TextSize) -> Node {
    let row = |(name, value): (&str, String)| {
        vec![RichText::literal(name), RichText::emphasized(&value, Emphasis::Bold)]
    };
    let [name, value] = if align == Align::Right { [6, 1] } else { [2, 5] };
    Node::Table(Table {
        columns: vec![
            TableColumn { share: name, align: Align::Left, cells: Cells::Names },
            TableColumn { share: value, align, cells: Cells::Values },
        ],
        head: Vec::new(),
        rows: rows.map(row).collect(),
        size,
    })
}

fn body(item: &ReviewItem<'_>, language: &Language) -> Vec<Node> {
    let words = &language.review;
    let snapshot = item.snapshot;
    let name = language.question.item.fill(&[("item", &snapshot.id), ("rev", &snapshot.rev)]);
    let mut head = vec![
        Node::paragraph(RichText::emphasized(&name, Emphasis::Bold)),
        Node::note(RichText::literal(&facts(item, language))),
    ];
    if !item.variables.is_empty() {
        head.push(Node::note(literal(&words.variables, &item.variables.join("; "))));
    }
    // Where an item runs on, its name stays with the stem, and the boxes with what is ticked.
    let mut answered = answered(&as_written(snapshot), snapshot, language).into_iter();
    head.extend(answered.next());
    let mut nodes = vec![Node::Kept(head)];
    nodes.extend(answered);
    if !item.hint.is_empty() {
        nodes.push(Node::paragraph(led(&words.hint, item.hint)));
    }
    for concept in &item.concepts {
        let fact = format!("{}. {}", concept.name, concept.fact);
        let told = [
            (&words.concept, fact),
            (&words.note, concept.note.clone()),
            (&words.references, concept.references.join("; ")),
        ];
        let told = told.into_iter().filter(|(_, text)| !text.is_empty());
        nodes.push(Node::note(RichText::joined(told.map(|(word, text)| literal(word, &text)), " ")));
    }
    let boxes = Node::Boxes(Boxes {
        words: words.boxes.iter().map(|word| word.as_str().to_owned()).collect(),
        remarks: words.remarks.as_str().to_owned(),
    });
    let last = nodes.pop();
    nodes.push(Node::Kept(last.into_iter().chain([boxes]).collect()));
    nodes
}

fn literal(word: &Phrase, text: &str) -> RichText {
    led(word, &RichText::literal(text))
}

/// What decides where an item is used, in one line.
fn facts(item: &ReviewItem<'_>, language: &Language) -> String {
    let words = &language.review;
    let snapshot = item.snapshot;
    let facts = [
        (&words.status, item.status.clone()),
        (&words.level, snapshot.level.to_string()),
        (&words.style, snapshot.style.to_string()),
        (&words.kind, item.kind.to_owned()),
        (&words.difficulty, language.number(&item.difficulty)),
        (&words.version, item.version.to_owned()),
        (&words.points, language.number(snapshot.points)),
        (&words.author, item.author.to_owned()),
        (&words.reviewer, item.reviewer.to_owned()),
    ];
    let told = facts.into_iter().filter(|(_, value)| !value.is_empty());
    told.map(|(word, value)| format!("{} {value}", word.as_str())).collect::<Vec<_>>().join(" · ")
}

/// An item in the order of its bank.
fn as_written(item: &ItemSnapshot) -> QuestionKey {
    let order = |count: usize| (0..u8::try_from(count).unwrap_or(u8::MAX)).collect();
    QuestionKey {
        item: item.id.clone(),
        statements: order(item.statements.len()),
        choices: order(item.choices.len()),
        values: Values::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mockexam_model::AnswerKey;
    use mockexam_paper::{FontBook, Template, layout};

    fn text(document: &Document) -> String {
        let paper = layout(document, &Template::a4().unwrap(), &FontBook::shipped().unwrap()).unwrap();
        paper.pages.iter().map(|page| page.text()).collect::<Vec<_>>().join("=== page ===\n")
    }

    fn booklet() -> ReviewBooklet {
        ReviewBooklet {
            title: "Water in all forms".into(),
            bank: "water".into(),
            selection: "status draft, reviewed".into(),
            topics: vec![("Ice".into(), 3), ("Steam".into(), 1)],
            all: 9,
        }
    }

    #[test]
    fn a_cover_says_what_is_in_the_booklet_and_how_to_review() {
        insta::assert_snapshot!(text(&booklet().cover(&Language::english().unwrap())));
    }

    /// An item of a case is told with its others, whatever stands between them in the bank.
    #[test]
    fn items_are_told_with_all_that_is_known_of_them() {
        let key: AnswerKey = toml::from_str(include_str!("samples/written.toml")).unwrap();
        let hint = RichText::literal("Think of ponds.");
        let mut items: Vec<_> = key.items().cloned().collect();
        items[0].stimulus = items[3].stimulus.clone();
        let items: Vec<ReviewItem<'_>> = items
            .iter()
            .map(|snapshot| ReviewItem {
                snapshot,
                case: snapshot.stimulus.as_ref().map(|_| &key.stimuli()[0]),
                status: "draft".into(),
                kind: "some",
                difficulty: "0.70 (medium)".into(),
                version: "any",
                author: "An Author",
                reviewer: "",
                hint: &hint,
                variables: vec!["n: 1 to 3".into()],
                concepts: vec![ReviewConcept {
                    name: "Floating".into(),
                    fact: "Ice floats.".into(),
                    note: "One book says otherwise.".into(),
                    references: vec!["book, section 2".into(), "course".into()],
                }],
            })
            .collect();
        insta::assert_snapshot!(text(&booklet().topic("Ice", &items, 5, &Language::english().unwrap())));
    }
}

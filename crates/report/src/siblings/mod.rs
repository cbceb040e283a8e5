//! Papers for those who do not read print: as a page for screen readers, and as plain text for Braille software. Made from
//! the same documents as the printed ones, which hold no key.

mod page;
mod text;

pub use page::html_paper;
pub use text::plain_paper;

use mockexam_paper::Marker;

/// What stands in front of an entry of a list.
fn sign(marker: Marker, index: usize) -> String {
    match marker {
        Marker::Bullet => "-".to_owned(),
        Marker::Number => format!("{}.", index + 1),
        Marker::Letter => format!("{}.", mockexam_model::QuestionKey::letter(index)),
        Marker::SmallLetter => format!("{}.", mockexam_model::part_letter(index)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mockexam_model::{ImageFile, RichText};
    use mockexam_paper::{
        Align, AnswerLines, Cells, Document, Fields, Keep, Language, List, Masthead, Metadata, Node,
        Question, Stimulus, Table, TableColumn, TextSize,
    };

    fn rich(markup: &str) -> RichText {
        RichText::parse(markup).unwrap()
    }

    fn list(marker: Marker, entries: &[&str]) -> Node {
        Node::List(List { marker, entries: entries.iter().map(|entry| rich(entry).into()).collect() })
    }

    fn document() -> Document {
        let metadata = Metadata {
            title: "Safety & more".into(),
            language: "en".into(),
            subject: "Exam paper, form A".into(),
        };
        let mut document = Document::new(metadata);
        let column = TableColumn { share: 1, align: Align::Left, cells: Cells::Names };
        let question = |number, body| {
            let name = format!("Question {number}");
            let remark = "it-1 · r1".to_owned();
            Node::Question(Question { item: "it-1".into(), number, name, body, remark, keep: Keep::Together })
        };
        // The smallest start of a JPEG file that counts as one.
        let image = b"\xff\xd8\xff\xc0\x00\x08\x08\x00\x02\x00\x02\x01\xff\xda\x00\x02\x07\xff\xd9";
        document.images.insert("plan.jpg".into(), ImageFile::read(image).unwrap());
        document.nodes = vec![
            Node::Masthead(Masthead {
                title: "Safety & more".into(),
                subtitle: "A <quiz>".into(),
                badge_label: "Form".into(),
                badge: "A".into(),
            }),
            Node::Fields(Fields { rows: vec![vec!["Name".into(), "Number".into()]] }),
            Node::Table(Table {
                columns: vec![column, TableColumn { cells: Cells::Values, ..column }],
                head: Vec::new(),
                rows: vec![vec![rich("Time"), rich("**10** minutes")]],
                size: TextSize::Body,
            }),
            Node::Heading(rich("Before you begin")),
            list(Marker::Bullet, &["Breathe.", "Read."]),
            Node::Notice(rich("Independent.")),
            Node::PageBreak,
            Node::Stimulus(Stimulus {
                id: "case".into(),
                scope: "Questions 1 and 2 refer to this case.".into(),
                title: "Bicycles".into(),
                text: rich("Two shops.\n\n![A *plan*](plan.jpg)"),
            }),
            question(
                1,
                vec![
                    Node::paragraph(rich("Which is **NOT** a < [?]?\n\n| a | b |\n|---|---|\n| 1 | 2 |")),
                    list(Marker::Number, &["First", "Second"]),
                    list(Marker::Letter, &["1 and 2", "H~2~O"]),
                ],
            ),
            question(
                2,
                vec![
                    Node::paragraph(rich("How much?")),
                    Node::Lines(AnswerLines { count: 2, width_percent: 30, unit: "kg".into() }),
                ],
            ),
            Node::Closing(rich("End of the paper")),
        ];
        document
    }

    #[test]
    fn a_page_says_all_that_the_paper_says() {
        insta::assert_snapshot!(html_paper(&document(), &Language::english().unwrap()));
    }

    #[test]
    fn a_text_says_all_that_the_paper_says() {
        insta::assert_snapshot!(plain_paper(&document()));
    }
}

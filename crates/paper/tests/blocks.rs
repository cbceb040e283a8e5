//! Where the parts of a text stand on the page.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use mockexam_model::{ImageFile, Images, RichText};
use mockexam_paper::{
    Boxes, Document, Entry, FontBook, Furniture, Keep, Length, List, Mark, Marker, Metadata, Node, Page,
    Paper, Placed, Problem, Question, Template, layout,
};
use proptest::prelude::*;
use std::fmt::Write;
use std::sync::LazyLock;

static FONTS: LazyLock<FontBook> = LazyLock::new(|| FontBook::shipped().unwrap());

fn set(nodes: Vec<Node>, images: Images) -> Result<Paper, Vec<Problem>> {
    let metadata = Metadata { title: "T".into(), language: "en".into(), subject: String::new() };
    let document = Document { nodes, images, ..Document::new(metadata) };
    layout(&document, &Template::a4().unwrap(), &FONTS)
}

fn rich(source: &str) -> RichText {
    RichText::parse(source).unwrap()
}

/// Wherever the page ends, what is kept together stands on one; higher than a page, it runs on.
#[test]
fn what_is_kept_is_not_parted_unless_it_is_higher_than_a_page() {
    let lines = |count: usize, text: &str| vec![Node::paragraph(rich(text)); count];
    let pages_with = |before: usize, kept: usize| {
        let mut nodes = lines(before, "Before.");
        nodes.push(Node::Kept(lines(kept, "Kept.")));
        let paper = set(nodes, Images::new()).unwrap();
        paper.pages.iter().filter(|page| page.text().contains("Kept.")).count()
    };
    for before in 20..50 {
        assert_eq!(pages_with(before, 30), 1, "{before} lines before");
    }
    assert_eq!(pages_with(0, 100), 3);
}

/// Words of any length stay within the column, and each has its square.
#[test]
fn boxes_to_tick_stay_within_the_column() {
    let long = "incomprehensibilities ".repeat(20);
    for words in [vec!["accept", "reject"], vec![long.trim(); 3]] {
        let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        let count = words.len();
        let boxes = Boxes { words, remarks: "Remarks".to_owned() };
        let template = Template::a4().unwrap();
        let right = template.margins.left + template.text_area().width;
        let paper = set(vec![Node::Boxes(boxes)], Images::new()).unwrap();
        let (mut squares, mut lines) = (0, 0);
        for placed in &paper.pages[0].boxes {
            match &placed.mark {
                Mark::Rectangle { corner, size, .. } => {
                    squares += 1;
                    assert!(corner.x + size.width <= right);
                }
                Mark::Line { from, to, .. } => {
                    lines += 1;
                    assert!(from.x >= template.margins.left && to.x == right);
                }
                Mark::Text(run) => assert!(run.origin.x <= right),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((squares, lines), (count, 2));
    }
}

#[test]
fn the_first_page_may_have_a_foot_of_its_own() {
    let foot = |text: &str| Furniture { left: text.to_owned(), ..Furniture::default() };
    let metadata = Metadata { title: "T".into(), language: "en".into(), subject: String::new() };
    let nodes = vec![Node::PageBreak, Node::paragraph(rich("Text"))];
    let nodes = [vec![Node::paragraph(rich("Cover"))], nodes].concat();
    let document = Document {
        nodes,
        footer: foot("Total"),
        first_footer: Some(foot("Code")),
        ..Document::new(metadata)
    };
    let paper = layout(&document, &Template::a4().unwrap(), &FONTS).unwrap();
    let texts: Vec<String> = paper.pages.iter().map(Page::text).collect();
    assert_eq!(texts, ["Cover\nCode\n", "Text\nTotal\n"]);
}

/// A text between two others, as the boxes of its page.
fn boxes(source: &str) -> String {
    let between = [rich("Before."), rich(source), rich("After.")];
    let paper = set(between.into_iter().map(Node::paragraph).collect(), images()).unwrap();
    paper.pages[0].boxes.iter().map(told).collect()
}

/// Points with one decimal, from the corner of the text area.
fn points(length: Length, from: Length) -> String {
    let tenths = (length - from).to_millipoints() / 100;
    format!("{}.{}", tenths / 10, tenths.abs() % 10)
}

fn told(placed: &Placed) -> String {
    let margins = Template::a4().unwrap().margins;
    let mut out = String::new();
    let at = |x, y| format!("{:>6} {:>6}", points(x, margins.left), points(y, margins.top));
    match &placed.mark {
        Mark::Text(run) => {
            let size = points(run.size, Length::ZERO);
            writeln!(out, "{}  {:?} {size}  {}", at(run.origin.x, run.origin.y), run.face, run.text())
        }
        Mark::Line { from, to, .. } => writeln!(out, "{} {}  line", at(from.x, from.y), at(to.x, to.y)),
        Mark::Image { corner, size, name } => {
            let size = (points(size.width, Length::ZERO), points(size.height, Length::ZERO));
            writeln!(out, "{}  image {} × {}  {name}", at(corner.x, corner.y), size.0, size.1)
        }
        other => writeln!(out, "{other:?}"),
    }
    .unwrap();
    out
}

/// The head of a PNG file.
fn png(width: u32, height: u32) -> ImageFile {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 0, 0, 0, 0]);
    ImageFile::read(&bytes).unwrap()
}

fn images() -> Images {
    [("small.png", png(80, 40)), ("wide.png", png(2000, 500)), ("high.png", png(500, 2000))]
        .map(|(name, image)| (name.to_owned(), image))
        .into()
}

#[test]
fn formulas_stand_in_lines_and_alone() {
    let quadratic = r"x = \frac{-b \pm \sqrt{b^2-4ac}}{2a}";
    insta::assert_snapshot!(boxes(&format!(
        "As $`{quadratic}`$, so\n\n$`{quadratic}`$\n\n| n | m |\n|---|---|\n| 1 | $`\\frac{{1}}{{2}}`$ |"
    )));
}

/// In lines that end behind operators, as wide as the column; what cannot be parted is refused by name.
#[test]
fn formulas_wider_than_a_line_are_parted_or_refused() {
    let sum = (1..60).map(|n| format!("a_{{{n}}}")).collect::<Vec<_>>().join("+");
    let paper = set(vec![Node::paragraph(rich(&format!("So: $`{sum}`$.")))], Images::new()).unwrap();
    let text = paper.pages[0].text();
    assert!(text.lines().count() > 2 && text.lines().rev().skip(1).all(|line| line.ends_with('+')), "{text}");
    let words = format!("$`\\sqrt{{\\text{{{}}}}}`$", "word ".repeat(60));
    let refused = set(vec![Node::paragraph(rich(&words))], Images::new()).unwrap_err();
    assert!(matches!(refused.as_slice(), [Problem::TooWide { .. }]), "{refused:?}");
}

#[test]
fn code_keeps_its_lines_beside_a_bar() {
    let long = "x".repeat(200);
    insta::assert_snapshot!(boxes(&format!("```\nif a:\n\n    b(\"  \")\n{long}\n```")));
}

#[test]
fn entries_stand_behind_bullets_and_numbers() {
    let long = "an entry that goes on ".repeat(6);
    insta::assert_snapshot!(boxes(&format!("In short:\n- one\n- {long}\n\n1. first\n2. second")));
}

#[test]
fn scripts_and_code_stand_on_the_line_of_their_text() {
    let source = "H~2~O, 10^−3^ m^2^, **x~i~** and `let x` here";
    insta::assert_snapshot!(boxes(source));
    let paper = set(vec![Node::paragraph(rich(source))], Images::new()).unwrap();
    assert_eq!(paper.pages[0].text(), "H2O, 10−3 m2, xi and let x here\n");
}

#[test]
fn columns_of_a_table_are_as_wide_as_their_content() {
    let long = "a remark that takes the rest of the line and more than that ".repeat(2);
    insta::assert_snapshot!(boxes(&format!(
        "| No. | `x` |\n|---|---|\n| 1 | |\n\n| No. | Remark |\n|---|---|\n| 1 | {long} |"
    )));
}

#[test]
fn images_keep_their_proportions_within_column_and_page() {
    insta::assert_snapshot!(boxes("![Small](small.png)\n\n![Wide](wide.png)\n\n![High](high.png)"));
}

#[test]
fn an_image_that_is_not_there_is_a_problem() {
    let problems = set(vec![Node::paragraph(rich("![A plan](plan.png)"))], images()).unwrap_err();
    assert_eq!(problems[0].to_string(), "the image plan.png is not part of the exam");
}

/// A question with this stem.
fn question(stem: &str, keep: Keep) -> Node {
    let body = vec![Node::paragraph(rich(stem))];
    Node::Question(Question {
        item: "it-001".into(),
        number: 1,
        name: String::new(),
        body,
        remark: String::new(),
        keep,
    })
}

#[test]
fn blocks_are_split_only_where_their_question_may_be() {
    let rows: String = (0..100).map(|row| format!("| {row} | x |\n")).collect();
    let lines: String = (0..100).map(|line| format!("line {line}\n")).collect();
    let entries: String = (0..100).map(|entry| format!("- entry {entry}\n")).collect();
    for (block, repeated) in [
        (format!("| Row | y |\n|---|---|\n{rows}"), Some("Row y")),
        (format!("```\n{lines}```"), None),
        (entries, None),
    ] {
        let stem = format!("See:\n\n{block}");
        for keep in [Keep::Flowing, Keep::Together] {
            let paper = set(vec![question(&stem, keep)], Images::new()).unwrap();
            assert!(paper.pages.len() > 1);
            let texts: Vec<String> = paper.pages.iter().map(Page::text).collect();
            if let Some(head) = repeated {
                assert!(texts.iter().all(|text| text.contains(head)), "{texts:?}");
            }
        }
    }
}

#[test]
fn the_end_of_a_stem_that_runs_on_stays_with_the_choices() {
    // However long it is: the page may end anywhere in the stem, but neither before its end nor among the choices.
    for words in (700..1100).step_by(25) {
        let Node::Question(mut long) = question(&"word ".repeat(words), Keep::Together) else { panic!() };
        let choices = ["one", "two", "three", "four"].map(|choice| Entry::from(rich(choice)));
        long.body.push(Node::List(List { marker: Marker::Letter, entries: choices.into() }));
        let paper = set(vec![Node::Question(long)], Images::new()).unwrap();
        let last = paper.pages.last().unwrap().text();
        assert!(last.matches("word").count() > 0, "{words}: {last}");
        assert!(last.contains("one") && last.contains("four"), "{words}: {last}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tables_and_code_stay_within_the_column(
        cells in prop::collection::vec("([a-z]{1,30} ?){0,8}", 1..40),
        columns in 1..12_usize,
        code in prop::collection::vec(r"[ -~]{0,200}", 1..5),
    ) {
        let row = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let mut source = row(&vec!["h".to_owned(); columns]) + &format!("|{}\n", "---|".repeat(columns));
        cells.chunks_exact(columns).for_each(|cells| source += &row(cells));
        source += &format!("\n``````\n{}\n``````", code.join("\n"));
        let paper = set(vec![Node::paragraph(rich(&source))], Images::new()).unwrap();
        let template = Template::a4().unwrap();
        let right = template.width - template.margins.right;
        for placed in paper.pages.iter().flat_map(|page| &page.boxes) {
            let end = match &placed.mark {
                Mark::Text(run) => run.origin.x + run.visible_width(),
                Mark::Line { to, .. } => to.x,
                _ => Length::ZERO,
            };
            prop_assert!(end <= right, "{}", told(placed));
        }
    }
}

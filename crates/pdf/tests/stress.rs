//! A hundred papers that are hard to set, with every shipped template. They are generated, always the same.
//!
//! With `MOCKEXAM_LOOK=folder` the files are left there, to be looked at.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "../../paper/tests/common/mod.rs"]
mod common;
#[path = "../../paper/tests/common/fonts.rs"]
mod fonts;

use common::{cover, form, question, rich, sample_form};
use fonts::all_fonts;
use mockexam_model::{Block, ImageFile, Images, Stimulus, StimulusId};
use mockexam_paper::{
    Document, FontBook, GlyphRun, Language, Length, Mark, Node, Page, Paper, Part, Placed, Template,
    exam_paper, layout,
};
use mockexam_pdf::Press;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static FONTS: LazyLock<FontBook> = LazyLock::new(all_fonts);

const TEMPLATES: [(&str, &str); 7] = [
    ("a4", include_str!("../../../templates/papers/a4.toml")),
    ("letter", include_str!("../../../templates/papers/letter.toml")),
    ("two-column", include_str!("../../../templates/papers/a4-two-column.toml")),
    ("large-print", include_str!("../../../templates/papers/large-print.toml")),
    ("dyslexia", include_str!("../../../templates/papers/dyslexia-friendly.toml")),
    ("booklet", include_str!("../../../templates/papers/a5-booklet.toml")),
    ("draft", include_str!("../../../templates/papers/draft.toml")),
];

const WORDS: [&str; 36] = [
    "service",
    "value",
    "the",
    "of",
    "a",
    "organization",
    "Office",
    "affiliation",
    "fjord",
    "—",
    "“quoted”",
    "3,000",
    "Übergrößenträger",
    "γλώσσα",
    "Ελλάδα",
    "здравствуйте",
    "достопримечательность",
    "it’s",
    "e.g.",
    "(sic)",
    "½",
    "naïve",
    "Łódź",
    "http://example.org/a/very/long/path/that-goes-on?and=on",
    "x",
    "AVATAR",
    "12.5 %",
    "–",
    "القيمة",
    "(الخدمة)",
    "المستخدمين، 12",
    "שלום עולם",
    "שירות",
    "प्रबंधन का",
    "ग्राहक",
    "サービスの価値とは何ですか。",
];

/// Formulas that are high, deep, wide or all of that.
const FORMULAS: [&str; 7] = [
    "x",
    r"\frac{-b \pm \sqrt{b^2 - 4ac}}{2a}",
    r"\sum_{i=1}^n \left(\frac{x_i}{\frac{1}{n}}\right)^{2^2}",
    r"\sqrt[3]{\sqrt{\frac{\overline{x}}{2}}} \le \int_0^1 f(x)\,\text{d}x",
    r"a_1 + b_2 + c_3 + d_4 + e_5 + f_6 + g_7 + h_8 + i_9 + j_{10} + k_{11} + l_{12} + m_{13} + n_{14} + o_{15} = 0",
    r"\lim_{x \to \infty} \left|\frac{\alpha}{\beta_{ij}^{kl}}\right| \Rightarrow \left\{x \in A\right.",
    r"A = \frac{\text{MTBF}}{\text{MTBF} + \text{MTTR}} \approx 99.9\,\%",
];

/// Choices without rhyme or reason, but always the same ones.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % count
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
    }

    /// A stem of one of the sorts that go wrong.
    fn stem(&mut self) -> String {
        let (short, medium) = (3 + self.below(12), 20 + self.below(40));
        match self.below(12) {
            0 => self.words(160),
            1 => format!("{} {} {}", self.words(short), "x".repeat(80), self.words(short)),
            2 => format!("{}\n\n![A tall plan](tall.png)", self.words(short)),
            3 => format!("{}\n\n![A wide plan](wide.png)\n\n{}", self.words(short), self.words(short)),
            4 => format!("{}\n\n{}", self.words(short), self.table(9, 3)),
            5 => format!("{}\n\n{}", self.words(short), self.table(3, 8)),
            6 => format!(
                "{}\n\n```\nlet {} = {};\n\n    return x\n```",
                self.words(short),
                "y".repeat(90),
                "1".repeat(30)
            ),
            7 => format!(
                "{}:\n\n1. {}\n2. {}\n\n- {}",
                self.words(short),
                self.words(medium),
                "z".repeat(80),
                self.words(3)
            ),
            8 => format!(
                "**{}** *{}* H~2~O m^2^ `code_{}` [?] {}",
                self.words(4),
                self.words(4),
                "k".repeat(60),
                self.words(short)
            ),
            9 => "Is 12 345 678 > −1 × 10^−3^, or ≥ ½ → 3 ‰?".to_owned(),
            10 => {
                let [mut words, mut formula] = [const { String::new() }; 2];
                for _ in 0..4 {
                    words = format!("{words} {} {formula}", self.words(5));
                    formula = format!("$`{}`$", FORMULAS[self.below(FORMULAS.len())]);
                }
                format!("{words}:\n\n{formula}\n\n{}", self.words(short))
            }
            _ => self.words(medium),
        }
    }

    /// A table; with nine columns of large print not even a row of web addresses would fit on a page.
    fn table(&mut self, columns: usize, rows: usize) -> String {
        let row = |dice: &mut Self| {
            let cells = (0..columns).map(|_| dice.words(1 + columns % 4).replace("http://example.org/", ""));
            let cells: Vec<String> =
                cells.map(|cell| cell.replace("/path/that-goes-on?and=on", "")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let head = row(self);
        let mut table = format!("{head}|{}\n", "---|".repeat(columns));
        for _ in 0..rows {
            table.push_str(&row(self));
        }
        table
    }

    fn choice(&mut self) -> String {
        let count = 1 + self.below(5);
        match self.below(14) {
            3 => format!("$`{}`$", FORMULAS[self.below(FORMULAS.len())]),
            0 => self.words(30),
            1 => "w".repeat(80),
            2 => "![A choice](small.png)".to_owned(),
            _ => self.words(count),
        }
    }
}

fn png(width: u32, height: u32) -> ImageFile {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let pixels = vec![200; usize::try_from(width * height).unwrap()];
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    ImageFile::read(&out).unwrap()
}

fn images() -> Images {
    let image = |name: &str, width, height| (name.to_owned(), png(width, height));
    [image("tall.png", 60, 1500), image("wide.png", 1500, 40), image("small.png", 40, 30)].into()
}

/// The paper of this number.
fn document(number: u64, template: &Template) -> Document {
    let mut dice = Dice(number);
    let count = u16::try_from(3 + dice.below(9)).unwrap();
    let mut questions = Vec::new();
    // Numbers of three digits need the most room.
    let first = if number.is_multiple_of(5) { 98 } else { 1 };
    for number in first..first + count {
        let choices: Vec<String> = (0..[2, 4, 4, 4, 5, 9][dice.below(6)]).map(|_| dice.choice()).collect();
        let choices: Vec<&str> = choices.iter().map(String::as_str).collect();
        let mut question = question(number, &dice.stem(), &choices);
        match dice.below(9) {
            0 => question
                .body
                .blocks
                .insert(0, Block::Statements((0..5).map(|_| rich(&dice.words(9))).collect())),
            1 => question.body.blocks = vec![Block::Lines { lines: 8, words: None }],
            2 => question.body.blocks = vec![Block::Number { unit: "kg·m²/s³ per very long unit".into() }],
            _ => {}
        }
        questions.push(question);
    }
    let mut form = form(questions);
    if dice.below(3) == 0 {
        let id = StimulusId::new("case").unwrap();
        form.questions[1].stimulus = Some(id.clone());
        form.stimuli.push(Stimulus { id, title: dice.words(12), text: rich(&dice.words(70)) });
    }
    let mut cover = cover(&form);
    cover.title = dice.words(9);
    cover.instructions = vec![rich(&dice.words(25))];
    let mut language = Language::english().unwrap();
    language.tag = ["en", "de", "en", "he"][usize::try_from(number).unwrap() % 4].to_owned();
    let mut document = exam_paper(&form, &cover, &language, template);
    document.images = images();
    document
}

/// Left and right end, top and bottom of what is drawn; letters from half a size above the baseline to a fifth below.
fn extent(placed: &Placed) -> Option<[Length; 4]> {
    match &placed.mark {
        Mark::Text(run) => {
            let GlyphRun { origin, size, .. } = run;
            // The space behind the last word of a line is not seen, on whichever side it is.
            if run.words.iter().all(|word| word.is_space()) {
                return None;
            }
            let (top, bottom) = (origin.y - *size / 2, origin.y + *size / 5);
            Some([origin.x, origin.x + run.visible_width(), top, bottom])
        }
        Mark::Image { corner, size, .. } | Mark::Rectangle { corner, size, .. } => {
            Some([corner.x, corner.x + size.width, corner.y, corner.y + size.height])
        }
        Mark::Line { from, to, .. } => Some([from.x, to.x, from.y.min(to.y), from.y.max(to.y)]),
        Mark::Circle { .. } => None,
    }
}

/// Nothing stands outside of the text block, or between its columns.
fn within(paper: &Paper, template: &Template, name: &str) {
    let (area, margins) = (template.text_area(), &template.margins);
    let (left, top) = (margins.left, margins.top);
    for (number, page) in paper.pages.iter().enumerate() {
        let width = if number == 0 { area.width } else { template.column_width() };
        let step = width + template.pages.column_gap;
        for placed in &page.boxes {
            let running = matches!(placed.tag.part, Part::Furniture(_))
                || matches!(placed.mark, Mark::Line { .. }) && placed.tag.subject.is_none();
            let Some([mut from, mut to, high, low]) = extent(placed).filter(|_| !running) else { continue };
            if paper.metadata.runs_to_the_left() {
                (from, to) = (paper.size.width - to, paper.size.width - from);
            }
            let inside = |from: Length, to: Length| {
                let column = if from >= left + step { left + step } else { left };
                from >= column && to <= column + width
            };
            // A line of the columns' closing rule is as wide as its column.
            assert!(inside(from, to), "{name}, page {}: {placed:?}", number + 1);
            let down = high >= top && low <= top + area.height;
            assert!(down, "{name}, page {}: above or below: {placed:?}", number + 1);
        }
    }
}

/// No text stands on another.
fn apart(page: &Page, name: &str) {
    let mut texts: Vec<([Length; 4], String, Option<Part>)> = Vec::new();
    for placed in &page.boxes {
        let Mark::Text(run) = &placed.mark else { continue };
        let text: String = run.words.iter().map(|word| word.text()).collect();
        let Some(mine) = extent(placed) else { continue };
        // What stands in a root, and beside a high bracket, stands within the sign.
        let formula = run.says.is_some().then_some(placed.tag.part);
        let others = texts.iter().filter(|(.., other)| formula.is_none() || *other != formula);
        for (other, beside, _) in others {
            // Where the size changes within a line, ends are rounded.
            let touch = Length::millipoints(100);
            let across = mine[0] + touch < other[1] && other[0] + touch < mine[1];
            let down = mine[2] < other[3] && other[2] < mine[3];
            assert!(!(across && down), "{name}: '{text}' stands on '{beside}'");
        }
        texts.push((mine, text, formula));
    }
}

/// Where the marks of a subject are: pages, and on them columns.
fn places(paper: &Paper, template: &Template) -> BTreeMap<String, BTreeSet<(usize, bool)>> {
    let middle = template.margins.left + template.column_width();
    let mut places: BTreeMap<String, BTreeSet<(usize, bool)>> = BTreeMap::new();
    for (number, page) in paper.pages.iter().enumerate() {
        for placed in &page.boxes {
            let (Some(subject), Some([from, to, ..])) = (&placed.tag.subject, extent(placed)) else {
                continue;
            };
            let from = if paper.metadata.runs_to_the_left() { paper.size.width - to } else { from };
            places.entry(subject.to_string()).or_default().insert((number, from > middle));
        }
    }
    places
}

/// A question stands on one page, in one column, unless it fits on none.
fn whole(document: &Document, paper: &Paper, template: &Template, name: &str) {
    for (subject, pages) in places(paper, template) {
        if pages.len() == 1 {
            continue;
        }
        let alone = document.nodes.iter().find(|node| match node {
            Node::Question(question) => *question.item == *subject,
            _ => false,
        });
        let nodes =
            vec![Node::Columns, alone.unwrap_or_else(|| panic!("{name}: {subject} is split")).clone()];
        let alone = layout(&Document { nodes, ..document.clone() }, template, &FONTS).unwrap();
        assert!(
            places(&alone, template)[&subject].len() > 1,
            "{name}: {subject} is split, and fits on a page"
        );
    }
}

#[test]
fn a_hundred_hard_papers_stay_within_their_pages() {
    let look = std::env::var_os("MOCKEXAM_LOOK").map(std::path::PathBuf::from);
    let press = Press::new();
    for (which, source) in TEMPLATES {
        // Pages are looked at before they are laid beside each other.
        let template = Template::parse(&source.replace("fold = \"booklet\"", "")).unwrap();
        for number in 0..100 {
            let name = format!("{which}-{number:02}");
            let document = document(number, &template);
            let paper =
                layout(&document, &template, &FONTS).unwrap_or_else(|found| panic!("{name}: {found:?}"));
            within(&paper, &template, &name);
            paper.pages.iter().for_each(|page| apart(page, &name));
            whole(&document, &paper, &template, &name);
            let bytes = press.write(&paper).unwrap();
            assert!(bytes.len() < 200_000, "{name}: {} bytes", bytes.len());
            if let Some(folder) = &look {
                std::fs::write(folder.join(format!("{name}.pdf")), bytes).unwrap();
            }
        }
    }
}

/// What the fonts lack is named, with the item in which it stands.
#[test]
fn other_scripts_are_refused_by_name() {
    let template = Template::a4().unwrap();
    let shipped = FontBook::shipped().unwrap();
    let cases = [
        ("Is this fine 😀?", "U+1F600"),
        ("ما هذا؟", "U+0645"),
        ("यह क्या है?", "U+092F"),
        ("これは何ですか", "U+3053"),
        ("מה זה 12?", "U+05DE"),
    ];
    for (stem, code) in cases {
        let mut form = sample_form();
        form.questions.push(question(5, stem, &["a", "b"]));
        let document = exam_paper(&form, &cover(&form), &Language::english().unwrap(), &template);
        let problems = layout(&document, &template, &shipped).unwrap_err();
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(told.iter().any(|line| line.contains(code)), "{told:?}");
        assert!(told.iter().all(|line| line.starts_with("it-005: the font ")), "{told:?}");
    }
}

//! Flashcards as sheets to print on both sides and cut: 3 × 3 fronts, and behind them their backs, mirrored so that they
//! meet when the sheet is turned over its long edge.

use super::card::{Card, Deck};
use super::words::StudyWords;
use mockexam_model::RichText;
use mockexam_paper::{
    Align, Document, Face, FontBook, Mark, Metadata, Node, Page, Plate, PlateMark, Problem, Template,
    TextSize, Tone, layout,
};

/// Cards on a sheet.
pub const CARDS_A_PAGE: usize = COLUMNS * ROWS;

const COLUMNS: usize = 3;
const ROWS: usize = 3;

/// From the edge of the paper to the cards, which printers leave white. In thousandths of a millimetre, as all here.
const MARGIN: i64 = 8_000;
/// From the edge of a card to its text.
const PADDING: i64 = 4_000;
/// The line at the foot of a card.
const FOOT: i64 = 5_000;
/// Thickness of the lines to cut along.
const CUT: i64 = 100;

/// Sizes of text, from the largest.
const SIZES: [TextSize; 3] = [TextSize::Body, TextSize::Small, TextSize::Tiny];

/// What sheets are set with.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// Size of the paper and font.
    pub template: &'a Template,
    /// Shapes text.
    pub fonts: &'a FontBook,
    /// Fixed words.
    pub words: &'a StudyWords,
}

/// The places of cards on a sheet.
#[derive(Debug, Clone, Copy)]
struct Grid {
    paper: (i64, i64),
    card: (i64, i64),
}

impl Grid {
    fn of(template: &Template) -> Self {
        let paper = (template.paper().width.to_micrometres(), template.paper().height.to_micrometres());
        let of = |length: i64, count: i64| (length - 2 * MARGIN) / count;
        Self { paper, card: (of(paper.0, COLUMNS as i64), of(paper.1, ROWS as i64)) }
    }

    /// Top left corner of the card at a place of the front.
    fn front(&self, place: usize) -> (i64, i64) {
        let (column, row) = ((place % COLUMNS) as i64, (place / COLUMNS) as i64);
        let left = (self.paper.0 - COLUMNS as i64 * self.card.0) / 2;
        let top = (self.paper.1 - ROWS as i64 * self.card.1) / 2;
        (left + column * self.card.0, top + row * self.card.1)
    }

    /// The same card seen from behind, the sheet turned over its long edge: left and right change places.
    fn back(&self, place: usize) -> (i64, i64) {
        let (x, y) = self.front(place);
        (self.paper.0 - x - self.card.0, y)
    }

    const fn room(&self) -> (i64, i64) {
        (self.card.0 - 2 * PADDING, self.card.1 - 2 * PADDING - FOOT)
    }
}

/// Sheets for all cards that fit on a card, and the ids of those that do not.
///
/// # Errors
/// What cannot be set, such as a character that no font has.
pub fn card_sheets(deck: &Deck, setting: &Setting<'_>) -> Result<(Document, Vec<String>), Vec<Problem>> {
    let grid = Grid::of(setting.template);
    let fronts = sizes(deck.cards.iter().map(|card| &card.front), &grid, setting)?;
    let backs = sizes(deck.cards.iter().map(|card| &card.back), &grid, setting)?;
    let (mut fit, mut too_long) = (Vec::new(), Vec::new());
    for (card, sizes) in deck.cards.iter().zip(fronts.into_iter().zip(backs)) {
        match sizes {
            (Some(front), Some(back)) => fit.push((card, front, back)),
            _ => too_long.push(card.id.clone()),
        }
    }
    let mut document = document(deck, setting.words);
    for (sheet, cards) in fit.chunks(CARDS_A_PAGE).enumerate() {
        let (mut front, mut back) = (Plate::default(), Plate::default());
        if sheet == 0 {
            front.marks.push(title(deck, setting.words, &grid));
        }
        for (place, (card, front_size, back_size)) in cards.iter().enumerate() {
            side(&mut front, grid.front(place), &grid, &card.front, *front_size, &foot(card, setting.words));
            side(&mut back, grid.back(place), &grid, &card.back, *back_size, &card.id);
        }
        document.nodes.extend([Node::Plate(front), Node::Plate(back)]);
    }
    Ok((document, too_long))
}

fn document(deck: &Deck, words: &StudyWords) -> Document {
    Document::new(Metadata {
        title: format!("{}: {}", words.cards, deck.title),
        language: deck.language.clone(),
        subject: words.cards.clone(),
    })
}

/// Above the first sheet, outside of the cards.
fn title(deck: &Deck, words: &StudyWords, grid: &Grid) -> PlateMark {
    PlateMark::Text {
        at: (MARGIN, MARGIN - 2_000),
        width: grid.paper.0 - 2 * MARGIN,
        text: format!("{}: {}", words.cards, deck.title),
        face: Face::Regular,
        size: TextSize::Tiny,
        tone: Tone::Faint,
        align: Align::Left,
    }
}

fn foot(card: &Card, words: &StudyWords) -> String {
    if card.core { format!("{} · {}", card.topic_name, words.core) } else { card.topic_name.clone() }
}

fn side(plate: &mut Plate, corner: (i64, i64), grid: &Grid, text: &RichText, size: TextSize, foot: &str) {
    let (x, y) = corner;
    plate.marks.push(PlateMark::Frame { corner, size: grid.card, width: CUT });
    plate.marks.push(block((x + PADDING, y + PADDING), grid, text, size));
    plate.marks.push(PlateMark::Text {
        at: (x + PADDING, y + grid.card.1 - PADDING),
        width: grid.room().0,
        text: foot.to_owned(),
        face: Face::Regular,
        size: TextSize::Tiny,
        tone: Tone::Faint,
        align: Align::Left,
    });
}

fn block(at: (i64, i64), grid: &Grid, text: &RichText, size: TextSize) -> PlateMark {
    PlateMark::Block { at, width: grid.room().0, text: text.clone(), size }
}

/// The largest size in which each text fits on a card; none where it fits in no size.
fn sizes<'t>(
    texts: impl Iterator<Item = &'t RichText>,
    grid: &Grid,
    setting: &Setting<'_>,
) -> Result<Vec<Option<TextSize>>, Vec<Problem>> {
    let texts: Vec<&RichText> = texts.collect();
    let mut found = vec![None; texts.len()];
    for size in SIZES {
        let open: Vec<usize> = (0..texts.len()).filter(|&at| found[at].is_none()).collect();
        if open.is_empty() {
            break;
        }
        let open_texts: Vec<&RichText> = open.iter().map(|&at| texts[at]).collect();
        for (at, fits) in open.into_iter().zip(fitting(&open_texts, size, grid, setting)?) {
            found[at] = fits.then_some(size);
        }
    }
    Ok(found)
}

/// Whether each text fits on a card in a size.
fn fitting(
    texts: &[&RichText],
    size: TextSize,
    grid: &Grid,
    setting: &Setting<'_>,
) -> Result<Vec<bool>, Vec<Problem>> {
    let mut probe = Document::new(Metadata {
        title: "cards".to_owned(),
        language: "en".to_owned(),
        subject: String::new(),
    });
    let plate = |text: &&RichText| Node::Plate(Plate { marks: vec![block((MARGIN, 0), grid, text, size)] });
    probe.nodes = texts.iter().map(plate).collect();
    match layout(&probe, setting.template, setting.fonts) {
        Ok(paper) => {
            let fits = |page: &Page| depth(page) <= grid.room().1 && breadth(page) <= MARGIN + grid.room().0;
            Ok(paper.pages.iter().map(fits).collect())
        }
        // Some text is longer than a page: which one, halves tell.
        Err(problems) if problems.iter().all(|problem| matches!(problem, Problem::OffPage { .. })) => {
            if texts.len() == 1 {
                return Ok(vec![false]);
            }
            let (first, second) = texts.split_at(texts.len() / 2);
            let mut fits = fitting(first, size, grid, setting)?;
            fits.extend(fitting(second, size, grid, setting)?);
            Ok(fits)
        }
        Err(problems) => Err(problems),
    }
}

/// How far down a page there is anything.
fn depth(page: &Page) -> i64 {
    let bottom = |mark: &Mark| match mark {
        // A third of the size is more than any letter hangs below its line.
        Mark::Text(run) => (run.origin.y + run.size / 3).to_micrometres(),
        Mark::Line { from, to, .. } => from.y.max(to.y).to_micrometres(),
        Mark::Rectangle { corner, size, .. } | Mark::Image { corner, size, .. } => {
            (corner.y + size.height).to_micrometres()
        }
        Mark::Circle { centre, radius, .. } => (centre.y + *radius).to_micrometres(),
    };
    page.boxes.iter().map(|placed| bottom(&placed.mark)).max().unwrap_or(0)
}

/// How far right.
fn breadth(page: &Page) -> i64 {
    let end = |mark: &Mark| match mark {
        Mark::Text(run) => (run.origin.x + run.visible_width()).to_micrometres(),
        Mark::Line { from, to, .. } => from.x.max(to.x).to_micrometres(),
        Mark::Rectangle { corner, size, .. } | Mark::Image { corner, size, .. } => {
            (corner.x + size.width).to_micrometres()
        }
        Mark::Circle { centre, radius, .. } => (centre.x + *radius).to_micrometres(),
    };
    page.boxes.iter().map(|placed| end(&placed.mark)).max().unwrap_or(0)
}

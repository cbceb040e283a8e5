//! Images of pages look like what another program makes of the PDF.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "../../paper/tests/common/mod.rs"]
mod common;
#[path = "../../paper/tests/common/fonts.rs"]
mod fonts;

use common::{cover, form, question, sample_form};
use mockexam_model::{ImageFile, Images};
use mockexam_paper::{Document, Language, Paper, SheetSerial, Template, answer_sheet, exam_paper, layout};
use mockexam_preview::Preview;
use std::io::{Cursor, Write};
use std::process::Command;

const DPI: u16 = 100;

/// A side of the squares of pixels that are compared: programs draw the edges of letters differently, and a page that is no whole
/// number of pixels high starts up to one lower.
const SQUARE: usize = 10;

/// A page as grey pixels.
struct Grey {
    width: usize,
    pixels: Vec<u8>,
}

impl Grey {
    fn of_png(bytes: &[u8]) -> Self {
        let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        assert_eq!(frame.color_type, png::ColorType::Rgba);
        let grey = |pixel: &[u8]| {
            let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
            u8::try_from((red * 299 + green * 587 + blue * 114) / 1000).unwrap()
        };
        Self { width: frame.width as usize, pixels: pixels.chunks_exact(4).map(grey).collect() }
    }

    fn of_pgm(bytes: &[u8]) -> Self {
        let head: Vec<&[u8]> = bytes.splitn(4, |byte| byte.is_ascii_whitespace()).collect();
        let width = std::str::from_utf8(head[1]).unwrap().parse().unwrap();
        let at = bytes.len() - head[3].len() + 4;
        Self { width, pixels: bytes[at..].to_vec() }
    }

    /// Mean brightness of squares.
    fn squares(&self) -> Vec<u8> {
        let rows: Vec<&[u8]> = self.pixels.chunks_exact(self.width).collect();
        let mean = |rows: &[&[u8]], x: usize| {
            let sum: usize =
                rows.iter().flat_map(|row| &row[x..x + SQUARE]).map(|&pixel| usize::from(pixel)).sum();
            u8::try_from(sum / (SQUARE * SQUARE)).unwrap()
        };
        let starts = (0..self.width - SQUARE + 1).step_by(SQUARE);
        rows.chunks_exact(SQUARE)
            .flat_map(|rows| starts.clone().map(|x| mean(rows, x)).collect::<Vec<_>>())
            .collect()
    }
}

/// The pages of a PDF as another program draws them; `None` without it, unless it is asked for.
fn rendered(name: &str, paper: &Paper) -> Option<Vec<Grey>> {
    let folder = std::env::temp_dir().join(format!("mockexam-preview-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("paper.pdf");
    std::fs::write(&file, mockexam_pdf::write(paper).unwrap()).unwrap();
    let dpi = DPI.to_string();
    let output =
        Command::new("pdftoppm").args(["-r", &dpi, "-gray"]).arg(&file).arg(folder.join("page")).output();
    let mut pages: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "pgm"));
    pages.sort();
    let pages = pages.iter().map(|path| Grey::of_pgm(&std::fs::read(path).unwrap())).collect();
    std::fs::remove_dir_all(&folder).unwrap();
    if output.is_err() {
        let required = std::env::var_os("MOCKEXAM_REQUIRE_TOOLS").is_some_and(|value| value == "1");
        assert!(!required, "pdftoppm is required");
        let _ = writeln!(std::io::stderr(), "skipped: pdftoppm is not installed");
        return None;
    }
    Some(pages)
}

fn set(document: &Document, template: &Template) -> Paper {
    layout(document, template, &fonts::all_fonts()).unwrap()
}

fn paper(tag: &str, template: &str) -> Paper {
    let mut form = sample_form();
    form.questions.push(question(
        5,
        "Look:\n\n![Squares](drawing.png)\n\nAnd:\n\n![The same](photo.jpg)\n\n![Curves](drawing.svg)",
        &["a", "b"],
    ));
    form.questions.push(question(
        6,
        "Is $`\\frac{\\sqrt{2}}{x_1} = \\sum_{i=1}^n i`$?\n\n| Day | Lifts |\n|---|---|\n| Monday | H~2~O m^2^ |\n| Tuesday | `code` |",
        &["x", "y"],
    ));
    form.questions.push(question(
        7,
        "ما هي القيمة المشتركة (value) في 2025؟",
        &["שלום עולם", "ग्राहक", "サービス"],
    ));
    let mut language = Language::english().unwrap();
    language.tag = tag.to_owned();
    let template = Template::parse(template).unwrap();
    let mut document = exam_paper(&form, &cover(&form), &language, &template);
    let image = |name: &str, bytes: &[u8]| (name.to_owned(), ImageFile::read(bytes).unwrap());
    document.images = Images::from([
        image("drawing.png", include_bytes!("drawing.png")),
        image("drawing.svg", include_bytes!("drawing.svg")),
        image("photo.jpg", include_bytes!("photo.jpg")),
    ]);
    set(&document, &template)
}

fn sheet() -> Paper {
    let template = Template::a4().unwrap();
    let form = form((1..=60).map(|n| question(n, "stem", &["a", "b", "c", "d"])).collect());
    let serial = SheetSerial::of("K7Q3MD", &form.code);
    set(&answer_sheet(&form, &cover(&form), serial, &Language::english().unwrap(), &template).0, &template)
}

#[test]
fn images_of_pages_look_like_the_pages() {
    let cases = [
        ("paper", paper("en", include_str!("../../../templates/papers/a4.toml"))),
        ("columns", paper("en", include_str!("../../../templates/papers/a4-two-column.toml"))),
        ("turned", paper("he", include_str!("../../../templates/papers/letter.toml"))),
        ("booklet", paper("en", include_str!("../../../templates/papers/a5-booklet.toml"))),
        ("sheet", sheet()),
    ];
    for (name, paper) in cases {
        let drawn: Vec<Vec<u8>> = Preview::of(&paper, DPI).unwrap().pages().map(Result::unwrap).collect();
        assert_eq!(drawn.len(), paper.pages.len());
        let Some(rendered) = rendered(name, &paper) else { return };
        assert_eq!(rendered.len(), drawn.len(), "{name}");
        for (number, (drawn, there)) in (1..).zip(drawn.iter().zip(&rendered)) {
            let here = Grey::of_png(drawn);
            assert_eq!(
                (here.width, here.pixels.len()),
                (there.width, there.pixels.len()),
                "{name}, page {number}"
            );
            let differences: Vec<u8> =
                here.squares().iter().zip(there.squares()).map(|(a, b)| a.abs_diff(b)).collect();
            let worst = differences.iter().max().unwrap();
            let total: usize = differences.iter().map(|&difference| usize::from(difference)).sum();
            let mean = total * 100 / differences.len();
            assert!(
                *worst <= 45 && mean <= 160,
                "{name}, page {number}: worst {worst}, mean {mean} hundredths"
            );
        }
    }
}

#[test]
fn the_same_paper_gives_the_same_images() {
    let paper = paper("en", include_str!("../../../templates/papers/a4.toml"));
    let draw = || Preview::of(&paper, DPI).unwrap().pages().map(Result::unwrap).collect::<Vec<_>>();
    assert_eq!(draw(), draw());
}

//! Answer sheets as a scanner sees them: rendered at 300 dots per inch, and read with nothing but the map.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "../../paper/tests/common/mod.rs"]
mod common;

use common::{cover, form, question, sample_form};
use mockexam_model::{Block, Form, ResponseField};
use mockexam_paper::{FontBook, Language, SheetMap, SheetSerial, Template, answer_sheet, layout};
use std::io::Write;
use std::process::Command;

const DPI: i64 = 300;
/// Pixels of thousandths of a millimetre.
fn pixels(micrometres: i64) -> f64 {
    f64::from(i32::try_from(micrometres * DPI).unwrap()) / 25_400.0
}

/// A page as grey pixels.
struct Scan {
    width: usize,
    grey: Vec<u8>,
}

impl Scan {
    /// Reads a PGM file.
    fn read(bytes: &[u8]) -> Self {
        let mut at = 0;
        let mut words = Vec::new();
        while words.len() < 4 {
            let start = at;
            at += bytes[at..].iter().position(u8::is_ascii_whitespace).unwrap();
            words.push(String::from_utf8(bytes[start..at].to_vec()).unwrap());
            at += 1;
        }
        assert_eq!(words[0], "P5");
        Self { width: words[1].parse().unwrap(), grey: bytes[at..].to_vec() }
    }

    fn is_dark(&self, x: i64, y: i64) -> bool {
        self.grey[usize::try_from(y).unwrap() * self.width + usize::try_from(x).unwrap()] < 128
    }

    /// Middle between the first and the last dark pixel on a cross around a place.
    fn centre(&self, x: f64, y: f64, reach: f64) -> (f64, f64) {
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a page")]
        let (column, row, reach) = (x.round() as i64, y.round() as i64, reach.round() as i64);
        let middle = |dark: &dyn Fn(i64) -> bool, around: i64| {
            let found: Vec<i64> = (around - reach..=around + reach).filter(|&at| dark(at)).collect();
            let (first, last) = (*found.first().unwrap(), *found.last().unwrap());
            f64::from(i32::try_from(first + last + 1).unwrap()) / 2.0
        };
        (middle(&|x| self.is_dark(x, row), column), middle(&|y| self.is_dark(column, y), row))
    }
}

/// All pages of a sheet; `None` without the tool, unless it is asked for.
fn scans(test: &str, form: &Form, template: &Template) -> Option<(SheetMap, Vec<Scan>)> {
    let serial = SheetSerial::of("K7Q3MD", &form.code);
    let language = Language::english().unwrap();
    let (document, map) = answer_sheet(form, &cover(form), serial, &language, template);
    let paper = layout(&document, template, &FontBook::shipped().unwrap()).unwrap();
    let name = format!("mockexam-{test}-{}-{}-{}", std::process::id(), form.questions.len(), template.name);
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("sheet.pdf");
    std::fs::write(&file, mockexam_pdf::write(&paper).unwrap()).unwrap();
    let dpi = DPI.to_string();
    let output =
        Command::new("pdftoppm").args(["-r", &dpi, "-gray"]).arg(&file).arg(folder.join("page")).output();
    let Ok(output) = output else {
        std::fs::remove_dir_all(&folder).unwrap();
        let required = std::env::var_os("MOCKEXAM_REQUIRE_TOOLS").is_some_and(|value| value == "1");
        assert!(!required, "pdftoppm is required");
        let _ = writeln!(std::io::stderr(), "skipped: pdftoppm is not installed");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut pages: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "pgm"));
    pages.sort();
    let scans = pages.iter().map(|path| Scan::read(&std::fs::read(path).unwrap())).collect();
    std::fs::remove_dir_all(&folder).unwrap();
    Some((map, scans))
}

/// CRC-16/CCITT-FALSE, bit by bit.
fn crc(bytes: &[u8]) -> u64 {
    let mut crc: u64 = 0xffff;
    for byte in bytes {
        for bit in (0..8).rev() {
            let top = ((crc >> 15) ^ (u64::from(*byte) >> bit)) & 1;
            crc = ((crc << 1) & 0xffff) ^ (top * 0x1021);
        }
    }
    crc
}

/// So many questions with choices, and so many that are answered by a number.
fn with_numbers(choices: u16, numbers: u16) -> Form {
    let of = |n: u16| {
        let mut question = question(n, "stem", &["a", "b", "c", "d"]);
        if n > choices {
            question.field = ResponseField::Number;
            question.body.blocks = vec![Block::Number { unit: "kg".to_owned() }];
        }
        question
    };
    form((1..=choices + numbers).map(of).collect())
}

/// Bubbles stand apart from each other and inside the corner marks, on as many pages as they need.
#[test]
fn numbers_have_grids_that_stand_apart() {
    let letter = Template::parse(include_str!("../../../templates/papers/letter.toml")).unwrap();
    for (template, choices, numbers, pages) in [
        (Template::a4().unwrap(), 0, 3, 1),
        (Template::a4().unwrap(), 40, 3, 1),
        (Template::a4().unwrap(), 40, 4, 2),
        (Template::a4().unwrap(), 90, 13, 4),
        (letter, 60, 7, 3),
    ] {
        let form = with_numbers(choices, numbers);
        let serial = SheetSerial::of("K7Q3MD", &form.code);
        let (_, map) = answer_sheet(&form, &cover(&form), serial, &Language::english().unwrap(), &template);
        let layout = &map.layout;
        let case = format!("{} {choices} {numbers}", template.name);
        assert_eq!((layout.numbers.len(), layout.pages), (numbers.into(), pages), "{case}");
        let of_numbers = layout.numbers.iter().flat_map(|number| {
            number.columns.iter().flatten().map(|bubble| (number.page, bubble.x, bubble.y, 4_000))
        });
        let of_questions = layout.questions.iter().flat_map(|question| {
            question.bubbles.iter().map(|bubble| (question.page, bubble.x, bubble.y, layout.bubble_diameter))
        });
        let of_identity = (1..=pages).flat_map(|page| {
            layout.identity.iter().flatten().map(move |&(x, y)| (page, x, y, layout.identity_diameter))
        });
        let all: Vec<_> = of_numbers.chain(of_questions).chain(of_identity).collect();
        let (width, height) = layout.page_size;
        for (index, one) in all.iter().enumerate() {
            assert!(one.1 > 20_000 && one.1 < width - 20_000 && one.2 < height - 20_000, "{case}: {one:?}");
            for other in all[..index].iter().filter(|other| other.0 == one.0) {
                let apart = (one.1 - other.1).abs().max((one.2 - other.2).abs()) - (one.3 + other.3) / 2;
                assert!(apart >= 1_300, "{case}: {one:?} {other:?}");
            }
        }
        for number in &layout.numbers {
            let signs: Vec<String> = number
                .columns
                .iter()
                .map(|column| column.iter().map(|bubble| bubble.sign.as_str()).collect())
                .collect();
            assert_eq!(signs[0], "−");
            assert!(signs.len() == 8 && signs[1..].iter().all(|signs| signs == ".0123456789"), "{signs:?}");
        }
    }
}

#[test]
fn a_scanner_finds_every_bubble_within_a_tenth_of_a_millimetre() {
    let letter = Template::parse(include_str!("../../../templates/papers/letter.toml")).unwrap();
    let many = form((1..=110).map(|n| question(n, "stem", &["a", "b", "c", "d", "e"])).collect());
    let a4 = Template::a4().unwrap();
    for (form, template) in [
        (sample_form(), a4.clone()),
        (many.clone(), a4.clone()),
        (many, letter.clone()),
        (with_numbers(18, 5), a4.clone()),
        (with_numbers(0, 1), a4),
        (with_numbers(70, 9), letter),
    ] {
        let Some((map, scans)) = scans("bubbles", &form, &template) else { return };
        let layout = &map.layout;
        assert_eq!(scans.len(), usize::from(layout.pages));
        let of_questions = layout.questions.iter().flat_map(|question| {
            question.bubbles.iter().map(|bubble| (question.page, bubble.x, bubble.y, layout.bubble_diameter))
        });
        let of_numbers = layout.numbers.iter().flat_map(|number| {
            let bubbles = number.columns.iter().flatten();
            bubbles.map(|bubble| (number.page, bubble.x, bubble.y, layout.identity_diameter))
        });
        let pages = 1..=layout.pages;
        let digits = pages.flat_map(|page| {
            layout.identity.iter().flatten().map(move |&(x, y)| (page, x, y, layout.identity_diameter))
        });
        let mut worst: f64 = 0.0;
        for (page, x, y, diameter) in of_questions.chain(of_numbers).chain(digits) {
            let scan = &scans[usize::from(page) - 1];
            let (found_x, found_y) = scan.centre(pixels(x), pixels(y), pixels(diameter / 2 + 500));
            worst = worst.max((found_x - pixels(x)).abs()).max((found_y - pixels(y)).abs());
        }
        assert!(worst <= pixels(100), "{worst} pixels off");
    }
}

#[test]
fn the_strip_tells_which_sheet_and_page_it_is() {
    let many = form((1..=110).map(|n| question(n, "stem", &["a", "b", "c", "d", "e"])).collect());
    let Some((map, scans)) = scans("strip", &many, &Template::a4().unwrap()) else { return };
    let strip = map.layout.strip;
    for (scan, page) in scans.iter().zip(1_u64..) {
        let mut bits: u64 = 0;
        for cell in 0..i64::from(strip.cells) {
            #[expect(clippy::cast_possible_truncation, reason = "pixels of a page")]
            let at = |micrometres: i64| pixels(micrometres).round() as i64;
            let is_set = scan.is_dark(at(strip.first.0 + strip.pitch * cell), at(strip.first.1));
            bits = bits << 1 | u64::from(is_set);
        }
        let head = u32::try_from(bits >> 16).unwrap();
        assert_eq!(bits & 0xffff, crc(&head.to_be_bytes()));
        assert_eq!(u64::from(head >> 8), u64::from(map.serial.number()));
        assert_eq!((head >> 4 & 15, u64::from(head & 15)), (1, page));
    }
}

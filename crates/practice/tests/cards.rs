//! Flashcards: what they say, and that fronts and backs meet.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its data must fail")]

use mockexam_bank::{Bank, KINDS, SourceFile};
use mockexam_paper::{FontBook, Mark, Page, Template, layout};
use mockexam_practice::{
    CARDS_A_PAGE, CardSource, Deck, Glossary, Setting, StudyWords, anki_text, card_sheets,
};

const BANK: &str = r#"
[bank]
id = "b"
title = "Colours	& light"
language = "en"
[[topic]]
id = "mixing"
name = "Mixing"
[[topic]]
id = "sample"
name = "Sample"
[[pool]]
id = "both"
name = "colours and samples"
concepts = ["sample-fact", "c00"]
[[concept]]
id = "sample-fact"
topic = "sample"
name = "Sample"
fact = "A fact of the **sample** with 5 < 6."
confusions = ["another fact", "a \"third\""]
weight = "core"
"#;

fn words() -> StudyWords {
    StudyWords::english().unwrap()
}

/// A bank with an item of each kind and so many concepts.
fn bank(concepts: usize) -> Bank {
    let mut text = BANK.to_owned();
    for number in 0..concepts {
        let version = if number % 2 == 0 { "4" } else { "5" };
        text.push_str(&format!(
            "[[concept]]\nid = \"c{number:02}\"\ntopic = \"mixing\"\nname = \"Colour {number}\"\nversion = \"{version}\"\nfact = \"{}\"\n",
            "Light of one length of wave has one colour. ".repeat(number + 1)
        ));
    }
    let items: String = KINDS.iter().map(|kind| kind.sample()).collect();
    let files = [SourceFile::new("bank.toml", &text), SourceFile::new("items.toml", &items)];
    Bank::read(&files).bank
}

fn set(deck: &Deck, template: &Template) -> (Vec<Page>, Vec<String>) {
    let (fonts, words) = (FontBook::shipped().unwrap(), words());
    let (document, too_long) =
        card_sheets(deck, &Setting { template, fonts: &fonts, words: &words }).unwrap();
    (layout(&document, template, &fonts).unwrap().pages, too_long)
}

/// A card on a page, in thousandths of a millimetre.
struct Placed {
    corner: (i64, i64),
    size: (i64, i64),
    text: String,
}

fn cards(page: &Page) -> Vec<Placed> {
    let mut found: Vec<Placed> = Vec::new();
    for placed in &page.boxes {
        match &placed.mark {
            Mark::Rectangle { corner, size, stroke: Some(_), .. } => found.push(Placed {
                corner: (corner.x.to_micrometres(), corner.y.to_micrometres()),
                size: (size.width.to_micrometres(), size.height.to_micrometres()),
                text: String::new(),
            }),
            Mark::Text(run) => {
                let at = (run.origin.x.to_micrometres(), run.origin.y.to_micrometres());
                let end = at.0 + run.visible_width().to_micrometres();
                // What stands above the first card is the title.
                let Some(Placed { corner: (x, y), size: (width, height), text }) = found.last_mut() else {
                    continue;
                };
                assert!(at.0 >= *x && end <= *x + *width, "{} leaves its card", run.text());
                assert!(at.1 >= *y && at.1 <= *y + *height, "{} leaves its card", run.text());
                text.push_str(&run.text());
            }
            _ => {}
        }
    }
    found
}

#[test]
fn fronts_and_backs_meet_when_the_sheet_is_turned_over_its_long_edge() {
    let letter = include_str!("../../../templates/papers/letter.toml");
    for template in [Template::a4().unwrap(), Template::parse(letter).unwrap()] {
        let deck = Deck::of(&bank(12), &[], CardSource::Concepts, &words());
        let (pages, too_long) = set(&deck, &template);
        assert_eq!((pages.len(), too_long.len()), (4, 0), "14 cards on two sheets");
        let width = template.paper().width.to_micrometres();
        let mut seen = 0;
        for sheet in pages.chunks(2) {
            let (fronts, backs) = (cards(&sheet[0]), cards(&sheet[1]));
            assert!(fronts.len() <= CARDS_A_PAGE);
            assert_eq!(fronts.len(), backs.len());
            for (front, back) in fronts.iter().zip(&backs) {
                let mirrored = width - back.corner.0 - back.size.0;
                assert!((front.corner.0 - mirrored).abs() <= 100, "{}", front.text);
                assert!((front.corner.1 - back.corner.1).abs() <= 100, "{}", front.text);
                assert_eq!(front.size, back.size);
                // The id at the foot of the back tells which card it is.
                let card = &deck.cards[seen];
                assert!(front.text.starts_with(&card.front.plain()), "{}", front.text);
                assert!(back.text.ends_with(&card.id), "{}", back.text);
                seen += 1;
            }
        }
        assert_eq!(seen, 14);
    }
}

#[test]
fn a_text_gets_smaller_and_then_no_card_at_all() {
    let template = Template::a4().unwrap();
    let deck = Deck::of(&bank(60), &[], CardSource::Concepts, &words());
    let (pages, too_long) = set(&deck, &template);
    assert!(too_long.iter().any(|id| id == "c59") && !too_long.iter().any(|id| id == "c05"), "{too_long:?}");
    let printed: usize = pages.iter().map(|page| cards(page).len()).sum();
    assert_eq!(printed / 2 + too_long.len(), deck.cards.len());
}

#[test]
fn every_kind_makes_a_card_but_open_ones() {
    let deck = Deck::of(&bank(1), &[], CardSource::Both, &words());
    let told = |card: &mockexam_practice::Card| {
        format!(
            "{} ({}, {})\n{}\n--\n{}\n",
            card.id,
            card.topic,
            card.core,
            card.front.to_markup(),
            card.back.to_markup()
        )
    };
    insta::assert_snapshot!(deck.cards.iter().map(told).collect::<Vec<_>>().join("\n"));
    assert_eq!(deck.left_out, 1);
    let one = Deck::of(&bank(1), &["mixing".to_owned().try_into().unwrap()], CardSource::Both, &words());
    assert_eq!(one.cards.iter().map(|card| card.id.as_str()).collect::<Vec<_>>(), ["c00"]);
}

#[test]
fn anki_finds_its_headers_and_nothing_leaves_its_field() {
    let deck = Deck::of(&bank(1), &[], CardSource::Concepts, &words());
    insta::assert_snapshot!(anki_text(&deck, &words()));
    let text = anki_text(&Deck::of(&bank(3), &[], CardSource::Both, &words()), &words());
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        assert_eq!(line.split('\t').count(), 4, "{line}");
        assert!(line.split('\t').all(|field| field.starts_with('"') && field.ends_with('"')), "{line}");
    }
}

#[test]
fn a_glossary_has_each_term_once_in_order() {
    let words = words();
    let glossary = Glossary::of(&bank(11), &[], &words);
    let names: Vec<&str> = glossary.terms.iter().map(|term| term.name.as_str()).collect();
    assert_eq!(names[..3], ["Colour 0 (version 4)", "Colour 1 (version 5)", "Colour 10 (version 4)"]);
    assert_eq!(names.last(), Some(&"Sample"));
    assert_eq!(names.len(), 12);
}

#[test]
fn a_study_sheet_is_one_page_long() {
    let (template, fonts, words) = (Template::a4().unwrap(), FontBook::shipped().unwrap(), words());
    for (concepts, all_core) in [(3, false), (40, false), (90, true)] {
        let mut glossary = Glossary::of(&bank(concepts), &[], &words);
        glossary.terms.iter_mut().for_each(|term| term.core |= all_core);
        let document = mockexam_practice::sheet_document(&glossary, &words, &template, &fonts).unwrap();
        let pages = layout(&document, &template, &fonts).unwrap().pages;
        assert_eq!(pages.len(), 1, "{concepts}");
        let text = pages[0].text();
        assert!(all_core || text.contains("Sample:"), "core terms come first: {text}");
        assert!(text.lines().count() > 40 || concepts == 3, "as many as have room: {text}");
        assert_eq!(text.contains("no room here"), concepts >= 40, "{text}");
    }
}

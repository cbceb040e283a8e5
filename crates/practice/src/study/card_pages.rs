//! Flashcards as a page that asks each card when it is due. When, the algorithm SM-2 says, in the page's program.

use super::card::{Card, Deck};
use crate::page::{Parts, page, words_of};
use crate::{practice::NoPractice, tree};
use serde_json::{Value, json};

const WORDS: &str = include_str!("../../../../templates/languages/en-cards.toml");

const PROGRAM: [&str; 2] = [
    include_str!("../../../../templates/practice/base.js"),
    include_str!("../../../../templates/practice/cards.js"),
];

/// The page.
///
/// # Errors
/// [`NoPractice::Words`] if the shipped words are broken.
pub fn cards_page(deck: &Deck) -> Result<String, NoPractice> {
    let card = |card: &Card| {
        json!({
            "id": card.id, "topic": card.topic_name, "core": card.core,
            "front": tree::text(&card.front), "back": tree::text(&card.back),
        })
    };
    let data = json!({
        "title": deck.title,
        "identity": deck.bank,
        "images": {},
        "notice": tree::text(&deck.notice),
        "cards": deck.cards.iter().map(card).collect::<Value>(),
    });
    let words = words_of(WORDS)?;
    let title = format!("{}: {}", words["cards"].as_str().unwrap_or_default(), deck.title);
    Ok(page(&Parts {
        title: &title,
        language: &deck.language,
        data: &data,
        words: &words,
        secret: "null",
        program: &PROGRAM,
    }))
}

//! Flashcards as a text file that Anki imports: its headers name separator, note type, deck and columns
//! (Anki manual, "Text files", file headers).

use super::card::{Card, Deck};
use super::html::html;
use super::words::StudyWords;

/// A file with a note per card: id, front, back, tags. The id lets a second import update the notes of the first.
#[must_use]
pub fn anki_text(deck: &Deck, words: &StudyWords) -> String {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = format!(
        "#separator:tab\n#html:true\n#notetype:Basic\n#deck:{}\n#columns:GUID\tFront\tBack\tTags\n#guid column:1\n#tags column:4\n",
        one_line(&deck.title)
    );
    for card in &deck.cards {
        let fields = [
            quoted(&guid(deck, card)),
            quoted(&html(&card.front, &words.gap)),
            quoted(&html(&card.back, &words.gap)),
            quoted(&tags(card)),
        ];
        out.push_str(&fields.join("\t"));
        out.push('\n');
    }
    out
}

/// Bank and id: the same card in every export.
pub(crate) fn guid(deck: &Deck, card: &Card) -> String {
    format!("mockexam:{}:{}", deck.bank, card.id)
}

pub(crate) fn tags(card: &Card) -> String {
    if card.core { format!("{} core", card.topic) } else { card.topic.to_string() }
}

/// A field in quotation marks: tabs and line breaks in it stay in it, and no spreadsheet runs it, as texts start with a tag.
fn quoted(field: &str) -> String {
    format!("\"{}\"", field.replace('"', "\"\""))
}

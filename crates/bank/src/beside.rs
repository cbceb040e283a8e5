//! What lies beside the files of a bank.

use crate::lint::{Dictionary, Drafts, words_of_list};
use crate::source::{AtSpot, SourceFile};
use mockexam_model::Diagnostic;

/// Texts that are no part of a bank, but that it is held against.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'b> {
    /// What the bank draws on, and shall not copy (B15).
    pub originals: &'b [SourceFile],
    /// Text files in the folder of the bank. Of these [`Beside::WORDS`] is read, and the one that `dictionary` names.
    pub lists: &'b [WordList],
}

/// A text file in the folder of a bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordList {
    /// Its name in that folder.
    pub name: String,
    /// Its text, with one or more words a line; `#` starts a comment.
    pub text: String,
}

impl Beside<'_> {
    /// The list of words that a bank knows besides those of its dictionary.
    pub const WORDS: &'static str = "words.txt";

    /// The dictionary that the bank asks for, and its own words.
    pub(crate) fn take_words(&self, drafts: &mut Drafts, out: &mut Vec<Diagnostic>) {
        let list = |name: &str| self.lists.iter().find(|list| list.name == name);
        drafts.own_words.extend(list(Self::WORDS).into_iter().flat_map(|list| words_of_list(&list.text)));
        let Some((name, spot)) = &drafts.own_dictionary else { return };
        match list(name) {
            _ if name == "off" => drafts.dictionary = Dictionary::Off,
            Some(list) => {
                drafts.dictionary = Dictionary::Own;
                drafts.own_words.extend(words_of_list(&list.text));
            }
            None => {
                // Without its list every word would be unknown.
                drafts.dictionary = Dictionary::Off;
                out.push(
                    Diagnostic::error("T02", format!("there is no list of words '{name}' beside the files of the bank"))
                        .spot(spot, "")
                        .help("name a text file (.txt, UTF-8) in the folder of the bank with one word a line, or write dictionary = \"off\""),
                );
            }
        }
    }
}

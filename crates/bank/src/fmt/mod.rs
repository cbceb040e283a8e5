//! One way to write a file of a bank: order of fields, indentation, quotation marks and line breaks. Comments stay with
//! what they stand above or behind, and no text says anything else than before.

mod layout;
mod list;
mod meaning;
mod order;
mod tables;
mod text;

use crate::bank::Bank;
use crate::document::{SECTIONS, syntax_error};
use crate::source::SourceFile;
use mockexam_model::{Diagnostic, Place};
use toml_edit::DocumentMut;

/// Longest line that formatting makes where it may choose, in characters.
const WIDTH: usize = 110;

/// The text of a file in canonical form. A text in canonical form comes back as it is.
///
/// # Errors
/// The file is not valid TOML or no file of a bank. Or its canonical form would say something else: then nobody should
/// use it.
pub fn format(file: &SourceFile) -> Result<String, Diagnostic> {
    let before: toml::Table = toml::from_str(&file.text).map_err(|error| syntax_error(file, &error))?;
    if let Some(other) = before.keys().find(|name| !order::is_section(name)) {
        let message = format!("'{other}' does not belong into a file of a bank");
        return Err(Diagnostic::error("T02", message)
            .at(&file.name, Place::File, "")
            .help(format!("only files of banks have a canonical form; they hold {SECTIONS}")));
    }
    let text = file.text.replace("\r\n", "\n");
    let mut document: DocumentMut = text.parse().map_err(|_| changed(file))?;
    tables::tidy(&mut document);
    let tidied = format!("{}\n", document.to_string().trim_matches('\n'));
    let after: toml::Table = toml::from_str(&tidied).map_err(|_| changed(file))?;
    let read = |text: &str| Bank::read(&[SourceFile::new(&file.name, text)]).bank;
    if meaning::is_same(&before, &after) && read(&text).says_the_same_as(&read(&tidied)) {
        Ok(tidied)
    } else {
        Err(changed(file))
    }
}

fn changed(file: &SourceFile) -> Diagnostic {
    Diagnostic::error("T04", "the canonical form of the file would say something else")
        .at(&file.name, Place::File, "")
        .help("the file was left as it is; this is a bug, please report it with the file")
}

#[cfg(test)]
mod tests;

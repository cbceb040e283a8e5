//! Folders to work in, exams that tests share, and the tools that look into PDFs.

mod bank;
mod browser;
mod place;
mod shared;
mod tools;

pub(crate) use bank::{Item, bank_files, edit_item, items_of, repository};
pub(crate) use browser::{Browser, with_browser};
pub(crate) use place::{Place, Run, tree};
pub(crate) use shared::{demo, key_of, letters, small};
pub(crate) use tools::{skipped, squeezed, text_of, uncompressed, with_tool};

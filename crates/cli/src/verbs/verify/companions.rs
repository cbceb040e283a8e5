//! Files that are written along with answer sheets: the map of their bubbles, and the table to type answers into.

use super::Likeness;
use crate::args::Print;
use crate::exam_folder::ExamFolder;
use crate::failure::Failure;
use crate::files::shown;
use crate::fonts::Fonts;
use crate::print_shop::PrintShop;
use crate::sources::Sources;
use crate::verbs::print::{PrintRecord, SHEET_MAP, TEMPLATE_CSV, answers_template};
use mockexam_assembly::Blueprint;
use mockexam_paper::TYPESETTER;
use std::collections::BTreeSet;
use std::path::Path;

/// How they are like those that come out now; none where no sheets were printed.
pub(super) fn of_sheets(
    exam: &ExamFolder,
    blueprint: &Blueprint,
    folder: &Path,
    record: &PrintRecord,
    fonts: &Fonts,
    sources: &mut Sources,
) -> Result<Vec<Likeness>, Failure> {
    let sheets: BTreeSet<String> = exam.items(&[Print::Sheets]).iter().map(|item| item.name()).collect();
    let Some(sheet) = record.files.iter().find(|file| sheets.contains(&file.name)) else {
        return Ok(Vec::new());
    };
    let none = Fonts::default();
    let fonts = if sheet.fonts_sha256.is_some() { fonts } else { &none };
    let mut expected = vec![(TEMPLATE_CSV, answers_template(exam))];
    // Another typesetter may put bubbles elsewhere.
    if sheet.typesetter == TYPESETTER {
        let shop = PrintShop::open(&sheet.template, &sheet.language, fonts, sources)?;
        expected.push((SHEET_MAP, shop.sheet_map(exam, blueprint)));
    }
    let likeness = |(name, text): (&str, String)| {
        let path = folder.join(name);
        match std::fs::read(&path) {
            Ok(bytes) if bytes == text.as_bytes() => Ok(Likeness::Equal),
            Ok(_) => Ok(Likeness::Differs(format!("{} is not the file that was printed", shown(&path)))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Ok(Likeness::Differs(format!("{} is no longer there", shown(&path))))
            }
            Err(error) => Err(Failure::system("read", &path, &error)),
        }
    };
    expected.into_iter().map(likeness).collect()
}

//! The parts that reports are made of, and which file belongs to which.

use crate::tables;

/// A part of the reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The class and its candidates in a list.
    Class,
    /// Each question with its statistics.
    Items,
    /// The trainer's summary of one page.
    Summary,
    /// A report for each candidate.
    Candidates,
    /// The statement of rulings.
    Rulings,
}

impl Part {
    /// Every part, in the order in which they are written.
    pub const ALL: [Self; 5] = [Self::Summary, Self::Class, Self::Items, Self::Candidates, Self::Rulings];

    /// Its name in file names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Items => "items",
            Self::Summary => "summary",
            Self::Candidates => "candidates",
            Self::Rulings => "rulings",
        }
    }
}

/// Whether a report file is written anew when some parts are written in some formats (by the endings of their files), and
/// so replaced or removed. Files that hold several parts are.
#[must_use]
pub fn is_written(file: &str, parts: &[Part], endings: &[&str]) -> bool {
    let Some((stem, ending)) = file.rsplit_once('.') else { return false };
    if !endings.contains(&ending) {
        return false;
    }
    let part = match ending {
        "csv" => tables::TABLES.iter().find(|table| table.name == stem).map(|table| table.part),
        _ if stem.starts_with("candidate-") => Some(Part::Candidates),
        _ => Part::ALL.into_iter().find(|part| part.name() == stem),
    };
    part.is_none_or(|part| parts.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_goes_with_its_part_and_its_format() {
        let written = |file| is_written(file, &[Part::Items], &["html", "csv", "xlsx"]);
        let anew = ["items.html", "items.csv", "choices.csv", "report.xlsx"];
        let stays = ["items.pdf", "class.html", "class.csv", "candidate-007.html", "report.json", "README"];
        assert_eq!(anew.map(written), [true; 4]);
        assert_eq!(stays.map(written), [false; 6]);
    }
}

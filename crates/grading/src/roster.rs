//! The roster: who sits the exam.

use crate::columns::{CANDIDATE, Columns, FORM, HeaderFaults, Meaning, NAME};
use crate::record::Record;
use crate::shown::{quiet, shown, shown_bytes};
use crate::suspicion::without_steering;
use crate::table::open_table;
use crate::{CsvSource, GradingError};
use mockexam_model::{CandidateId, Diagnostic, FormCode, Place, unguarded};
use std::collections::BTreeMap;

/// A candidate of a roster. Texts are empty where the roster does not give them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterEntry {
    /// The candidate's id; no other entry has it.
    pub candidate: CandidateId,
    /// Name.
    pub name: String,
    /// The form that the candidate was given, where the roster says so.
    pub form: Option<FormCode>,
    /// Room.
    pub room: String,
    /// Row of seats.
    pub row: String,
    /// Seat.
    pub seat: String,
    /// Group, such as a course.
    pub group: String,
    /// Language of the paper.
    pub language: String,
    /// Template of the paper, such as `large-print`.
    pub template: String,
    /// Minutes beyond the exam's time.
    pub extra_minutes: u32,
    /// Line of the roster, from 1.
    pub line: u64,
}

/// The candidates of an exam, in the order of their file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    entries: Vec<RosterEntry>,
    /// Ids to which others come that lose their leading zeros, with one of those.
    bare: BTreeMap<String, String>,
    /// The form that was handed out to each of them, where that is known; empty where nothing is.
    assigned: Vec<Option<FormCode>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Candidate,
    Name,
    Form,
    Room,
    Row,
    Seat,
    Group,
    Language,
    Template,
    ExtraMinutes,
}

const MEANINGS: &[Meaning<Known>] = &[
    Meaning { means: Known::Candidate, name: "candidate", aliases: CANDIDATE },
    Meaning { means: Known::Name, name: "name", aliases: NAME },
    Meaning { means: Known::Form, name: "form", aliases: FORM },
    Meaning { means: Known::Room, name: "room", aliases: &["room"] },
    Meaning { means: Known::Row, name: "row", aliases: &["row"] },
    Meaning { means: Known::Seat, name: "seat", aliases: &["seat", "desk"] },
    Meaning { means: Known::Group, name: "group", aliases: &["group", "class", "section"] },
    Meaning { means: Known::Language, name: "language", aliases: &["language"] },
    Meaning { means: Known::Template, name: "template", aliases: &["template"] },
    Meaning { means: Known::ExtraMinutes, name: "extra minutes", aliases: &["extra minutes", "extra time"] },
];

const EXPECTED: &str =
    "candidate, name and optionally form, room, row, seat, group, language, template, extra_minutes";

/// Most minutes that a roster may add: a week.
const LONGEST_EXTRA: u32 = 10_080;

/// Where a roster holds what.
struct RosterHeader {
    width: usize,
    columns: Columns<'static, Known>,
}

impl RosterHeader {
    fn resolve(file: &str, record: &Record) -> Result<Self, Vec<Diagnostic>> {
        let mut faults = HeaderFaults::new(file, record.line());
        let columns = Columns::assign(record, MEANINGS, EXPECTED, &mut faults, |_, _| false);
        if columns.of(Known::Candidate).is_none() {
            faults.missing("candidate", record);
        }
        if faults.found.is_empty() { Ok(Self { width: record.len(), columns }) } else { Err(faults.found) }
    }

    /// The cell of a column as text; empty where the roster has no such column.
    fn text<'r>(&self, record: &'r Record, known: Known) -> &'r str {
        self.columns.of(known).and_then(|column| record.text(column)).unwrap_or_default()
    }
}

impl Roster {
    /// Reads a roster: `candidate`, and optionally `name`, `form`, `room`, `row`, `seat`, `group`, `language`, `template`,
    /// `extra_minutes`, under the same dialects and aliases as answer files.
    ///
    /// # Errors
    /// [`GradingError::Refused`] with every mistake: a candidate twice, an unknown column, a cell that cannot be what
    /// its column holds, a row that is too short or too long, no row at all. Otherwise as for answer files.
    pub fn read(source: &mut CsvSource<'_>) -> Result<Self, GradingError> {
        let table = open_table(source, &RosterHeader::resolve)?;
        let file = source.name().to_owned();
        let mut rows = table.rows(source)?;
        let mut record = Record::default();
        let mut reading =
            Reading { file: &file, header: &table.header, found: Vec::new(), lines: BTreeMap::new() };
        let mut entries = Vec::new();
        while rows.read(&mut record)? {
            entries.extend(reading.entry(&record));
        }
        rows.finish()?;
        let bare = reading.lines.keys().filter(|id| id.starts_with('0'));
        let bare = bare.map(|id| (id.trim_start_matches('0').to_owned(), id.clone()));
        let bare = bare.filter(|(bare, _)| reading.lines.contains_key(bare)).collect();
        let mut found = reading.found;
        if entries.is_empty() && found.is_empty() {
            let empty = Diagnostic::error("G05", "the roster has a header and no candidate");
            found.push(empty.at(&file, Place::File, "").help("add a row per candidate"));
        }
        let assigned = Vec::new();
        if found.is_empty() {
            Ok(Self { entries, bare, assigned })
        } else {
            Err(GradingError::Refused(found))
        }
    }

    /// The roster together with a record of who was given which form, which has the shape of a roster. Rows that name
    /// another form are then not graded.
    #[must_use]
    pub fn with_assignment(mut self, assignment: &Self) -> Self {
        let forms: BTreeMap<&CandidateId, &FormCode> = assignment
            .entries
            .iter()
            .filter_map(|entry| Some((&entry.candidate, entry.form.as_ref()?)))
            .collect();
        let form = |entry: &RosterEntry| forms.get(&entry.candidate).copied().cloned();
        self.assigned = self.entries.iter().map(form).collect();
        self
    }

    /// A record of who was given which form as the roster.
    #[must_use]
    pub fn of_assignment(mut assignment: Self) -> Self {
        assignment.assigned = assignment.entries.iter_mut().map(|entry| entry.form.take()).collect();
        assignment
    }

    /// The form that was handed out to the candidate of this index.
    pub(crate) fn assigned(&self, index: u32) -> Option<&FormCode> {
        self.assigned.get(index as usize)?.as_ref()
    }

    /// Whether any form is named.
    pub(crate) fn names_forms(&self) -> bool {
        self.entries.iter().any(|entry| entry.form.is_some()) || self.assigned.iter().any(Option::is_some)
    }

    /// Names that several candidates have, whatever their case and spaces, with their ids in the order of the file.
    pub fn namesakes(&self) -> impl Iterator<Item = (&str, Vec<&CandidateId>)> {
        let mut by_name: BTreeMap<String, Vec<&RosterEntry>> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| !entry.name.is_empty()) {
            let words: Vec<String> = entry.name.split_whitespace().map(str::to_lowercase).collect();
            by_name.entry(words.join(" ")).or_default().push(entry);
        }
        let several = by_name.into_values().filter(|entries| entries.len() > 1);
        several
            .map(|entries| (entries[0].name.as_str(), entries.iter().map(|entry| &entry.candidate).collect()))
    }

    /// The candidates in the order of the file; each occurs once.
    #[must_use]
    pub fn entries(&self) -> &[RosterEntry] {
        &self.entries
    }

    /// The candidate whom a spreadsheet that drops leading zeros would turn into this one.
    #[inline]
    pub(crate) fn with_zeros(&self, candidate: &str) -> Option<&str> {
        if self.bare.is_empty() { None } else { self.bare.get(candidate).map(String::as_str) }
    }
}

/// A roster half read: what is wrong so far, and on which line each candidate stands.
struct Reading<'a> {
    file: &'a str,
    header: &'a RosterHeader,
    found: Vec<Diagnostic>,
    lines: BTreeMap<String, u64>,
}

impl Reading<'_> {
    fn fault(&mut self, code: &'static str, line: u64, column: Option<usize>, message: String, help: &str) {
        let column = column.and_then(|index| u32::try_from(index + 1).ok());
        let diagnostic = Diagnostic::error(code, message).help(help);
        self.found.push(diagnostic.at(self.file, Place::Cell { line, column }, ""));
    }

    fn entry(&mut self, record: &Record) -> Option<RosterEntry> {
        let (header, line) = (self.header, record.line());
        if record.len() != header.width {
            let message = format!("the row has {} cells, the header has {}", record.len(), header.width);
            self.fault("G06", line, None, message, "give every row as many cells as the header");
            return None;
        }
        let stray = header.columns.unnamed.iter().copied().find(|&column| record.text(column) != Some(""));
        if let Some(column) = stray {
            let message = format!("{} stands in a column without a header", shown_bytes(record.cell(column)));
            self.fault("G06", line, Some(column), message, "name the column or empty the cell");
        }
        let candidate = self.candidate(record)?;
        let form = match header.text(record, Known::Form) {
            "" => Some(None),
            text => FormCode::new(&text.to_uppercase()).ok().map(Some),
        };
        if form.is_none() {
            let text = header.text(record, Known::Form);
            let column = header.columns.of(Known::Form);
            self.fault(
                "G06",
                line,
                column,
                format!("{} is no form code", shown(text)),
                "codes are A, B … or 0001 …",
            );
        }
        let minutes = header.text(record, Known::ExtraMinutes);
        let extra_minutes = match minutes {
            "" => Some(0),
            text => text.parse().ok().filter(|&minutes| minutes <= LONGEST_EXTRA),
        };
        if extra_minutes.is_none() {
            let column = header.columns.of(Known::ExtraMinutes);
            let message = format!("{} is no number of minutes", shown(minutes));
            self.fault("G06", line, column, message, "write whole minutes, such as 15");
        }
        // A list of ours that a spreadsheet may open, such as secret/assignment.csv, is read as it was meant.
        let text = |known| quiet(unguarded(header.text(record, known))).into_owned();
        Some(RosterEntry {
            candidate,
            name: text(Known::Name),
            form: form?,
            room: text(Known::Room),
            row: text(Known::Row),
            seat: text(Known::Seat),
            group: text(Known::Group),
            language: text(Known::Language),
            template: text(Known::Template),
            extra_minutes: extra_minutes?,
            line,
        })
    }

    fn candidate(&mut self, record: &Record) -> Option<CandidateId> {
        let column = self.header.columns.of(Known::Candidate);
        let (text, line) = (self.header.text(record, Known::Candidate), record.line());
        let candidate = match CandidateId::new(text) {
            Ok(candidate) => candidate,
            Err(_) if text.is_empty() => {
                self.fault(
                    "G06",
                    line,
                    column,
                    "the row names no candidate".into(),
                    "give every candidate an id",
                );
                return None;
            }
            Err(_) => {
                let message = match without_steering(text) {
                    Some((_, character)) => {
                        format!(
                            "{} holds the invisible character U+{:04X}",
                            shown(text),
                            u32::from(character)
                        )
                    }
                    None => format!("{} cannot be the id of a candidate", shown(text)),
                };
                self.fault("G06", line, column, message, "use at most 256 visible characters");
                return None;
            }
        };
        if let Some(first) = self.lines.get(text).copied() {
            let message = format!("the candidate {} is already on line {first}", shown(text));
            self.fault("G20", line, column, message, "keep one row per candidate");
            return None;
        }
        self.lines.insert(text.to_owned(), line);
        Some(candidate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Roster, Vec<String>> {
        match Roster::read(&mut CsvSource::bytes("roster.csv", text.as_bytes())) {
            Ok(roster) => Ok(roster),
            Err(GradingError::Refused(found)) => Err(found
                .into_iter()
                .map(|d| match &d.labels[0].place {
                    Place::Cell { line, column } => format!("{line}:{} {}", column.unwrap_or(0), d.message),
                    _ => d.message,
                })
                .collect()),
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn a_roster_gives_what_it_has() {
        let roster =
            read("Name;Candidate;Form;extra_minutes;email\nDoe, Ann; 007 ;b;15;a@x\nBob;008;;;\n").unwrap();
        let [ann, bob] = roster.entries() else { panic!("{roster:?}") };
        assert_eq!((ann.candidate.as_str(), ann.name.as_str(), ann.extra_minutes), ("007", "Doe, Ann", 15));
        assert_eq!(ann.form.as_ref().map(FormCode::as_str), Some("B"));
        assert_eq!((bob.form.as_ref(), bob.extra_minutes, bob.line, bob.room.as_str()), (None, 0, 3, ""));
    }

    #[test]
    fn texts_that_were_kept_from_spreadsheets_are_read_as_they_were() {
        let roster = read("candidate,name,room\n1,'-Ann,'-1\n2,O'Neil,'s Hall\n").unwrap();
        let texts = roster.entries().iter().map(|entry| (entry.name.as_str(), entry.room.as_str()));
        assert_eq!(texts.collect::<Vec<_>>(), [("-Ann", "-1"), ("O'Neil", "'s Hall")]);
    }

    #[test]
    fn every_mistake_is_named() {
        let found =
            read("candidate,name,form,extra_minutes\n1,A,,\n2,B,?,-5\n1,C,,\n,D,,\n3,E\n4,F,A,999999\n5\u{202e},G,,\n")
                .unwrap_err();
        let want = [
            "3:3 '?' is no form code",
            "3:4 '-5' is no number of minutes",
            "4:1 the candidate '1' is already on line 2",
            "5:1 the row names no candidate",
            "6:0 the row has 2 cells, the header has 4",
            "7:4 '999999' is no number of minutes",
            "8:1 '5\\u{202e}' holds the invisible character U+202E",
        ];
        assert_eq!(found, want);
        assert_eq!(read("candidate,name\n").unwrap_err(), ["the roster has a header and no candidate"]);
        assert_eq!(read("name,points\n").unwrap_err().len(), 2);
    }
}

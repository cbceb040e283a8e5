//! A roster and the forms of an exam become an assignment: who has which form.

use crate::failure::Failure;
use mockexam_assembly::seating::{Direction, Pair, Seat, Seating, Sitter, seat};
use mockexam_assembly::{OwnForm, Seed};
use mockexam_grading::{Roster, RosterEntry};
use mockexam_model::{Diagnostic, FormCode, Place, Severity};
use mockexam_report::guarded;
use std::collections::BTreeMap;

/// Name of the file, in secret/.
pub(crate) const ASSIGNMENT: &str = "assignment.csv";

const COLUMNS: [&str; 10] =
    ["candidate", "name", "form", "room", "row", "seat", "group", "language", "template", "extra_minutes"];

/// A roster as it was named by the user.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Class<'a> {
    pub(crate) file: &'a str,
    pub(crate) roster: &'a Roster,
}

/// Who has which form.
#[derive(Debug)]
pub(crate) struct Assignment {
    /// The file.
    pub(crate) csv: String,
    /// How many people have each form, in order of the codes.
    pub(crate) counts: Vec<(FormCode, usize)>,
    /// Neighbours with the same form.
    pub(crate) findings: Vec<Diagnostic>,
}

impl Class<'_> {
    fn at(&self, entry: &RosterEntry, code: &'static str, fact: String, help: &str) -> Diagnostic {
        let place = Place::Cell { line: entry.line, column: None };
        Diagnostic::error(code, fact).at(self.file, place, "").help(help)
    }

    /// A form of their own for each candidate, and for nobody in particular as many more as make `forms` together. A code
    /// in the roster stays, the others count upwards in the order of the roster.
    pub(crate) fn own_forms(&self, forms: Option<u16>) -> Result<Vec<OwnForm>, Failure> {
        let entries = self.roster.entries();
        let mut faults = self.unfit();
        let mut taken: BTreeMap<u16, &RosterEntry> = BTreeMap::new();
        for entry in entries {
            let Some(code) = &entry.form else { continue };
            let Some(index) = code.personal_index() else {
                let fact = format!("{code} is no code of a personal form");
                faults.push(self.at(entry, "A03", fact, "leave the form empty, or use 0001, 0002 …"));
                continue;
            };
            if let Some(other) = taken.insert(index, entry) {
                let fact = format!("form {code} is given to {} already", other.candidate);
                faults.push(self.at(entry, "A03", fact, "give everybody a form of their own, or none"));
            }
        }
        let wanted = forms.map_or(entries.len(), usize::from);
        if wanted < entries.len() {
            let fact = format!("{wanted} personal forms are too few for {} candidates", entries.len());
            let diagnostic = Diagnostic::error("A03", fact).at(self.file, Place::File, "");
            faults.push(diagnostic.help("leave --forms out, or ask for more"));
        }
        if !faults.is_empty() {
            return Err(faults.into());
        }
        let mut free = (0..u16::MAX).filter(|index| !taken.contains_key(index));
        let mut next = || free.next().map(FormCode::personal);
        let mut own: Vec<OwnForm> = entries
            .iter()
            .filter_map(|entry| {
                let code = entry.form.clone().or_else(&mut next)?;
                Some(OwnForm { code, owner: Some(entry.candidate.to_string()) })
            })
            .collect();
        own.extend((entries.len()..wanted).filter_map(|_| Some(OwnForm { code: next()?, owner: None })));
        own.sort_by_key(|form| form.code.personal_index());
        Ok(own)
    }

    /// Who has which of their own forms.
    pub(crate) fn with_own(&self, own: &[OwnForm]) -> Assignment {
        let of: BTreeMap<&str, &FormCode> =
            own.iter().filter_map(|form| Some((form.owner.as_deref()?, &form.code))).collect();
        let form = |entry: &RosterEntry| of.get(entry.candidate.as_str()).copied();
        Assignment { csv: self.csv(form), counts: Vec::new(), findings: Vec::new() }
    }

    /// Gives everybody one of the forms, neighbours different ones as far as that can be.
    pub(crate) fn with_shared(&self, codes: &[FormCode], seed: &Seed) -> Result<Assignment, Failure> {
        let entries = self.roster.entries();
        let mut faults = self.unfit();
        let mut sitters = Vec::new();
        for entry in entries {
            let given = entry.form.as_ref().map(|code| codes.iter().position(|known| known == code));
            if given == Some(None) {
                let known = codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                let code = entry.form.as_ref().map(FormCode::as_str).unwrap_or_default();
                let fact = format!("the exam has no form {code}");
                faults.push(self.at(entry, "A03", fact, &format!("its forms are: {known}")));
            }
            let place = Seat::read(&entry.row, &entry.seat).unwrap_or_else(|error| {
                let help = "write rows and seats as numbers or letters, or C4 as the seat";
                faults.push(self.at(entry, "A01", error.to_string(), help));
                None
            });
            let (identity, room) = (entry.candidate.as_str(), entry.room.as_str());
            sitters.push(Sitter { identity, room, seat: place, given: given.flatten() });
        }
        let seated = seat(&sitters, codes.len().max(1), seed).unwrap_or_else(|clashes| {
            faults.extend(clashes.into_iter().filter_map(|pair| self.clash(pair)));
            Seating::default()
        });
        if !faults.is_empty() {
            return Err(faults.into());
        }
        let of: BTreeMap<&str, usize> =
            sitters.iter().map(|sitter| sitter.identity).zip(seated.forms.iter().copied()).collect();
        let csv = self.csv(|entry| codes.get(*of.get(entry.candidate.as_str())?));
        let mut counts: Vec<(FormCode, usize)> = codes.iter().map(|code| (code.clone(), 0)).collect();
        for &form in &seated.forms {
            if let Some((_, count)) = counts.get_mut(form) {
                *count += 1;
            }
        }
        Ok(Assignment { csv, counts, findings: self.alike(&seated, codes) })
    }

    fn clash(&self, pair: Pair) -> Option<Diagnostic> {
        let entries = self.roster.entries();
        let (first, second) = (entries.get(pair.first)?, entries.get(pair.second)?);
        let named = [("room", &second.room), ("row", &second.row), ("seat", &second.seat)];
        let named = named.into_iter().filter(|(_, name)| !name.is_empty());
        let place: Vec<String> = named.map(|(what, name)| format!("{what} {name}")).collect();
        let fact = format!("{} sits there already: {}", first.candidate, place.join(", "));
        Some(self.at(second, "A02", fact, "give everybody in a room a seat of their own"))
    }

    /// Candidates whose id a spreadsheet would run: guarded in the assignment, it would be another id.
    fn unfit(&self) -> Vec<Diagnostic> {
        let entries = self.roster.entries().iter();
        let unfit = entries.filter(|entry| guarded(entry.candidate.as_str()) != entry.candidate.as_str());
        unfit
            .map(|entry| {
                let fact = format!("spreadsheets take the id {} for a formula", entry.candidate);
                self.at(entry, "A05", fact, "let ids begin with a letter or a digit")
            })
            .collect()
    }

    /// Neighbours with the same form, a finding for each direction and the first pairs by name.
    fn alike(&self, seated: &Seating, codes: &[FormCode]) -> Vec<Diagnostic> {
        const NAMED: usize = 5;
        let entries = self.roster.entries();
        let of = |direction| {
            let pairs: Vec<Pair> =
                seated.alike.iter().filter(|(_, d)| *d == direction).map(|(pair, _)| *pair).collect();
            let first = entries.get(pairs.first()?.first)?;
            let named = pairs.iter().take(NAMED).filter_map(|pair| {
                let (a, b) = (entries.get(pair.first)?, entries.get(pair.second)?);
                Some(format!("{} and {}", a.candidate, b.candidate))
            });
            let mut names = named.collect::<Vec<_>>().join(", ");
            if let Some(more) = pairs.len().checked_sub(NAMED).filter(|&more| more > 0) {
                names.push_str(&format!(" and {more} more"));
            }
            let fact = format!(
                "{} {} who sit {} have the same form: {names}",
                pairs.len(),
                if pairs.len() == 1 { "pair" } else { "pairs" },
                direction.as_str()
            );
            let enough = match direction {
                Direction::Beside | Direction::InFront => 2,
                Direction::Diagonal => 4,
            };
            let help = match codes.len() < enough {
                true => format!("with --forms {enough} no such neighbours share a form"),
                false => "forms that the roster gives stand in the way: leave some of them empty".to_owned(),
            };
            let place = Place::Cell { line: first.line, column: None };
            let found = Diagnostic::warning("A04", fact).at(self.file, place, "").help(help);
            // One form for all is meant so, and two or three cannot part diagonals: nobody has to look.
            let is_known = codes.len() == 1 || direction == Direction::Diagonal && codes.len() < enough;
            let severity = if is_known { Severity::Info } else { found.severity };
            Some(Diagnostic { severity, ..found })
        };
        Direction::ALL.into_iter().filter_map(of).collect()
    }

    /// The roster with a form for everybody.
    fn csv<'c>(&self, form: impl Fn(&RosterEntry) -> Option<&'c FormCode>) -> String {
        let mut csv = format!("{}\n", COLUMNS.join(","));
        for entry in self.roster.entries() {
            let minutes = match entry.extra_minutes {
                0 => String::new(),
                minutes => minutes.to_string(),
            };
            let code = form(entry).map(FormCode::as_str).unwrap_or_default();
            let cells = [
                entry.candidate.as_str(),
                &entry.name,
                code,
                &entry.room,
                &entry.row,
                &entry.seat,
                &entry.group,
                &entry.language,
                &entry.template,
                &minutes,
            ];
            csv.push_str(&cells.map(cell).join(","));
            csv.push('\n');
        }
        csv
    }
}

/// A cell as spreadsheets and the reader of rosters take it.
fn cell(text: &str) -> String {
    let text = guarded(text);
    match text.contains([',', ';', '\t', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.into_owned(),
    }
}

/// Codes in a line: all of a few, the ends of many.
pub(crate) fn codes_in_short(codes: &[FormCode]) -> String {
    const MOST: usize = 26;
    match codes {
        [first, .., last] if codes.len() > MOST => format!("{first} to {last}"),
        few => few.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}

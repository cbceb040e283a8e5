//! Who gets which paper: a roster, the assignment of the exam, and the exam itself put together.

use crate::assignment;
use crate::exam_folder::ExamFolder;
use crate::failure::Failure;
use crate::files::shown;
use crate::fonts::Fonts;
use crate::print_shop::PrintShop;
use crate::sources::Sources;
use mockexam_assembly::Blueprint;
use mockexam_assembly::seating::Seat;
use mockexam_grading::RosterEntry;
use mockexam_model::{CandidateId, Diagnostic, FormCode, FormKey, Place};
use mockexam_paper::{Holder, SheetSerial, Sitting};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A candidate's set: paper and answer sheet.
pub(super) struct Own<'e> {
    pub(super) candidate: CandidateId,
    pub(super) sitting: Sitting,
    pub(super) form: &'e FormKey,
    pub(super) serial: SheetSerial,
    /// Which of the shops prints it.
    pub(super) shop: usize,
    /// Line of the roster.
    pub(super) line: u64,
}

/// All sets in the order in which they are handed out, and the shops that print them; the first is that of the call.
pub(super) struct Class<'e> {
    pub(super) sets: Vec<Own<'e>>,
    pub(super) shops: Vec<PrintShop>,
    /// Template and language of each shop, as they were asked for.
    pub(super) looks: Vec<(String, String)>,
}

/// How papers look where the roster does not say it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Usual<'a> {
    pub(super) template: &'a str,
    pub(super) language: &'a str,
    pub(super) fonts: &'a Fonts,
}

/// A roster half worked through.
struct Reading<'a> {
    file: String,
    usual: Usual<'a>,
    found: Vec<Diagnostic>,
    /// Shops by template and language.
    known: BTreeMap<(String, String), Option<usize>>,
    shops: Vec<PrintShop>,
    /// Personal forms that have an owner.
    owned: BTreeMap<FormCode, String>,
    sources: &'a mut Sources,
}

/// Puts a class together.
pub(super) fn class<'e>(
    exam: &'e ExamFolder,
    blueprint: &Blueprint,
    roster: &Path,
    usual: Usual<'_>,
    sources: &mut Sources,
) -> Result<Class<'e>, Failure> {
    class_of(exam, blueprint, &assignment::entries(exam, roster)?, &shown(roster), usual, sources)
}

/// Puts the class of some entries together, which are told as those of a file.
pub(super) fn class_of<'e>(
    exam: &'e ExamFolder,
    blueprint: &Blueprint,
    entries: &[(RosterEntry, Option<FormCode>)],
    file: &str,
    usual: Usual<'_>,
    sources: &mut Sources,
) -> Result<Class<'e>, Failure> {
    let shops = vec![PrintShop::open(usual.template, usual.language, usual.fonts, sources)?];
    let known = [((usual.template.to_owned(), usual.language.to_owned()), Some(0))].into();
    let (file, owned) = (file.to_owned(), BTreeMap::new());
    let mut reading = Reading { file, usual, found: Vec::new(), known, shops, owned, sources };
    let mut sets = Vec::new();
    for (entry, assigned) in entries {
        let shop = reading.shop(entry);
        let form = reading.form(exam, entry, assigned.as_ref());
        let (Some(shop), Some(form)) = (shop, form) else { continue };
        let sitting = sitting(entry, form, blueprint, &reading.shops, shop);
        // Serials are given below, when all candidates are known.
        let serial = SheetSerial::of(&exam.public.code, &form.code);
        let candidate = entry.candidate.clone();
        sets.push(Own { candidate, sitting, form, serial, shop, line: entry.line });
    }
    if !reading.found.is_empty() {
        return Err(reading.found.into());
    }
    number(exam, &mut sets);
    in_order(&mut sets);
    let mut looks: Vec<_> =
        reading.known.into_iter().filter_map(|(look, shop)| Some((shop?, look))).collect();
    looks.sort_unstable();
    Ok(Class { sets, shops: reading.shops, looks: looks.into_iter().map(|(_, look)| look).collect() })
}

impl Reading<'_> {
    fn at(&self, entry: &RosterEntry, code: &'static str, fact: String, help: &str) -> Diagnostic {
        let place = Place::Cell { line: entry.line, column: None };
        Diagnostic::error(code, fact).at(&self.file, place, "").help(help)
    }

    /// The shop for what the roster wants.
    fn shop(&mut self, entry: &RosterEntry) -> Option<usize> {
        let wanted = |own: &str, usual: &str| if own.is_empty() { usual.to_owned() } else { own.to_owned() };
        let template = wanted(&entry.template, self.usual.template);
        let language = wanted(&entry.language, self.usual.language);
        if let Some(&known) = self.known.get(&(template.clone(), language.clone())) {
            return known;
        }
        let shop = match PrintShop::open(&template, &language, self.usual.fonts, self.sources) {
            Ok(shop) => {
                self.shops.push(shop);
                Some(self.shops.len() - 1)
            }
            Err(Failure { diagnostics }) => {
                let place = Place::Cell { line: entry.line, column: None };
                let named = |found: Diagnostic| {
                    if found.labels.is_empty() { found.at(&self.file, place.clone(), "") } else { found }
                };
                self.found.extend(diagnostics.into_iter().map(named));
                None
            }
        };
        self.known.insert((template, language), shop);
        shop
    }

    /// The form that a candidate has.
    fn form<'e>(
        &mut self,
        exam: &'e ExamFolder,
        entry: &RosterEntry,
        assigned: Option<&FormCode>,
    ) -> Option<&'e FormKey> {
        let who = &entry.candidate;
        if let (Some(own), Some(assigned)) = (&entry.form, assigned)
            && own != assigned
        {
            let fact = format!("the roster gives form {own} to {who}, the assignment of the exam {assigned}");
            self.found.push(self.at(entry, "L06", fact, "leave one of them empty, or correct it"));
            return None;
        }
        let forms = exam.key().forms();
        let only = forms.first().filter(|_| forms.len() == 1).map(|form| &form.code);
        let Some(code) = entry.form.as_ref().or(assigned).or(only) else {
            let fact = format!("nobody has said which form {who} gets");
            let help = "fill in the column 'form', or assemble the exam with --roster";
            self.found.push(self.at(entry, "L05", fact, help));
            return None;
        };
        let Some(form) = forms.iter().find(|form| form.code == *code) else {
            let fact = format!("the exam has no form {code}, which {who} is to get");
            self.found.push(self.at(entry, "L06", fact, "correct it, or leave it empty"));
            return None;
        };
        if code.personal_index().is_some()
            && let Some(other) = self.owned.insert(code.clone(), who.to_string())
        {
            let fact = format!("the personal form {code} is given to {other} and to {who}");
            self.found.push(self.at(entry, "L06", fact, "give everybody a form of their own"));
            return None;
        }
        Some(form)
    }
}

fn sitting(
    entry: &RosterEntry,
    form: &FormKey,
    blueprint: &Blueprint,
    shops: &[PrintShop],
    shop: usize,
) -> Sitting {
    let [usual, own] = [&shops[0], &shops[shop]];
    let template = (own.template_file.text != usual.template_file.text).then(|| own.template_name());
    let language = (own.language_file.text != usual.language_file.text).then(|| own.language_tag());
    Sitting {
        holder: Holder {
            candidate: entry.candidate.to_string(),
            name: entry.name.clone(),
            room: entry.room.clone(),
            row: entry.row.clone(),
            seat: entry.seat.clone(),
        },
        form: form.code.clone(),
        minutes: u32::from(blueprint.minutes) + entry.extra_minutes,
        special: template.into_iter().chain(language).collect::<Vec<_>>().join(" · "),
        // What cannot be read as a place is still printed as it is.
        spot: Seat::read(&entry.row, &entry.seat).ok().flatten().map(|seat| (seat.row, seat.column)),
    }
}

/// Gives each sheet a serial of its own. Serials hang on the candidate: who is added or taken out changes none, but that of
/// one in some thousands who has the same by chance.
fn number(exam: &ExamFolder, sets: &mut [Own<'_>]) {
    let code = &exam.public.code;
    let mut taken: BTreeSet<SheetSerial> =
        exam.key().forms().iter().map(|form| SheetSerial::of(code, &form.code)).collect();
    let mut by_id: Vec<&mut Own<'_>> = sets.iter_mut().collect();
    by_id.sort_by(|a, b| a.sitting.holder.candidate.cmp(&b.sitting.holder.candidate));
    for own in by_id {
        let candidate = &own.sitting.holder.candidate;
        let serials =
            (0..=u8::MAX).map(|attempt| SheetSerial::of_candidate(code, &own.form.code, candidate, attempt));
        if let Some(free) = serials.into_iter().find(|serial| !taken.contains(serial)) {
            taken.insert(free);
            own.serial = free;
        }
    }
}

/// Rooms in the order of the roster, in them rows and seats; who has no seat comes last.
fn in_order(sets: &mut [Own<'_>]) {
    let mut rooms: Vec<String> = Vec::new();
    for own in sets.iter() {
        if !rooms.contains(&own.sitting.holder.room) {
            rooms.push(own.sitting.holder.room.clone());
        }
    }
    sets.sort_by_key(|own| {
        let room = rooms.iter().position(|room| *room == own.sitting.holder.room);
        (room, own.sitting.spot.is_none(), own.sitting.spot)
    });
}

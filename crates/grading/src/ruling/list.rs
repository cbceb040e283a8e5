//! The list of rulings: each resolved against the key, withdrawals applied, contradictions refused.

use super::answer;
use super::file::{self, Action, Faults, Written};
use super::place;
use crate::shown::shown;
use mockexam_model::{
    AnswerKey, Diagnostic, KeyError, Place, Ruling, RulingAction, RulingEntry, RulingState,
};
use sha2::{Digest, Sha256};
use std::ops::Range;
use toml::Spanned;

/// Decisions after an exam, in the order in which they were written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rulings {
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// All entries of the list, also those that were withdrawn.
    pub entries: Vec<RulingEntry>,
    /// What a person should know of rulings that can be applied.
    pub warnings: Vec<Diagnostic>,
}

impl Rulings {
    /// Reads `rulings.toml` and resolves it against the key of its exam. `file` is the name for messages.
    ///
    /// # Errors
    /// Everything that is wrong with it: what cannot be read, questions and answers that the exam does not have, rulings
    /// that contradict each other or change nothing.
    pub fn read(file: &str, text: &str, key: &AnswerKey) -> Result<Self, Vec<Diagnostic>> {
        let mut faults = Faults { file, found: Vec::new() };
        let written = file::read(text, &mut faults);
        let mut reading = Reading { key, faults, entries: Vec::new(), ids: Vec::new(), places: Vec::new() };
        for ruling in &written {
            reading.entry(ruling);
        }
        reading.contradictions();
        let warnings = reading.warnings();
        if !reading.faults.found.is_empty() {
            return Err(reading.faults.found);
        }
        Ok(Self { sha256: Sha256::digest(text.as_bytes()).into(), entries: reading.entries, warnings })
    }

    /// The key without any ruling, then with one more of those in force at a time.
    ///
    /// # Errors
    /// [`KeyError`] if the key is not the one that the list was read for.
    pub fn steps(&self, key: &AnswerKey) -> Result<Vec<AnswerKey>, KeyError> {
        let rulings: Vec<&Ruling> = self.in_force().collect();
        let step = |count| key.clone().with_rulings(rulings.iter().take(count).copied().cloned().collect());
        (0..=rulings.len()).map(step).collect()
    }

    /// The rulings in force, in the order of the list.
    pub fn in_force(&self) -> impl Iterator<Item = &Ruling> {
        self.entries
            .iter()
            .filter(|entry| entry.state == RulingState::InForce)
            .filter_map(|entry| entry.ruling.as_ref())
    }
}

/// A list half read.
struct Reading<'a> {
    key: &'a AnswerKey,
    faults: Faults<'a>,
    entries: Vec<RulingEntry>,
    /// All ids so far, also those of entries with faults.
    ids: Vec<String>,
    /// Where each entry stands.
    places: Vec<Range<usize>>,
}

impl Reading<'_> {
    fn entry(&mut self, spanned: &Spanned<Written>) {
        let (written, whole) = (spanned.get_ref(), spanned.span());
        let before = self.faults.found.len();
        let id = written.id.get_ref().trim().to_owned();
        if id.is_empty() || id.chars().any(char::is_control) || id.chars().count() > 64 {
            let help = "give it a short name such as r1";
            self.faults.add("G50", written.id.span(), "the id of a ruling is a short text", help);
        }
        if self.ids.contains(&id) {
            let help = "give every ruling an id of its own; what was decided is never edited, only withdrawn";
            self.faults.add("G53", written.id.span(), format!("ruling {} is there twice", shown(&id)), help);
        }
        self.ids.push(id.clone());
        let action = *written.action.get_ref();
        let reason =
            written.reason.as_ref().map(|reason| reason.get_ref().trim()).unwrap_or_default().to_owned();
        if reason.is_empty() && action != Action::Withdraw {
            let at = written.reason.as_ref().map_or_else(|| written.id.span(), Spanned::span);
            let help = "add reason = \"…\": what a candidate who asks will be told";
            self.faults.add("G50", at, format!("ruling {} has no reason", shown(&id)), help);
        }
        let date = written.date.map(|date| date.to_string());
        let state = match action {
            Action::Withdraw => self.withdrawal(&id, written),
            _ => Some(RulingState::InForce),
        };
        let ruling = match action {
            Action::Withdraw => None,
            _ => self.ruling(&id, written, whole, &reason, date.as_ref()),
        };
        let sound = self.faults.found.len() == before;
        if let Some(state) = state.filter(|_| sound) {
            self.entries.push(RulingEntry { id, ruling, state, reason, date });
            self.places.push(written.action.span());
        }
    }

    fn withdrawal(&mut self, id: &str, written: &Written) -> Option<RulingState> {
        let about = [
            written.item.as_ref().map(Spanned::span),
            written.form.as_ref().map(Spanned::span),
            written.question.as_ref().map(Spanned::span),
            written.accept.as_ref().map(Spanned::span),
        ];
        for span in about.into_iter().flatten() {
            let help = "name only the ruling that is taken back";
            self.faults.add("G50", span, "a withdrawal is about a ruling, not about a question", help);
        }
        let Some(ruling) = &written.ruling else {
            let help = "add ruling = \"r1\"";
            self.faults.add("G50", written.action.span(), "a withdrawal names no ruling", help);
            return None;
        };
        let of = ruling.get_ref().trim().to_owned();
        let state = self.entries.iter().find(|entry| entry.id == of).map(|entry| entry.state.clone());
        match state {
            Some(RulingState::InForce) => {}
            Some(RulingState::Withdrawn { by }) => {
                let fact = format!("ruling {} was withdrawn by {} already", shown(&of), shown(&by));
                self.faults.add("G53", ruling.span(), fact, "leave this entry out");
                return None;
            }
            Some(RulingState::Withdrawal { .. }) => {
                let fact = format!("{} is itself a withdrawal", shown(&of));
                self.faults.add("G53", ruling.span(), fact, "write the ruling that shall hold as a new one");
                return None;
            }
            None => {
                let fact = format!("there is no ruling {} above this one", shown(&of));
                self.faults.add("G53", ruling.span(), fact, "name a ruling that stands earlier in the file");
                return None;
            }
        }
        for entry in self.entries.iter_mut().filter(|entry| entry.id == of) {
            entry.state = RulingState::Withdrawn { by: id.to_owned() };
        }
        Some(RulingState::Withdrawal { of })
    }

    fn ruling(
        &mut self,
        id: &str,
        written: &Written,
        whole: Range<usize>,
        reason: &str,
        date: Option<&String>,
    ) -> Option<Ruling> {
        if let Some(ruling) = &written.ruling {
            let help = "use action = \"withdraw\" to take a ruling back";
            self.faults.add("G50", ruling.span(), "only a withdrawal names a ruling", help);
        }
        let target = place::find(written, whole, self.key, &mut self.faults)?;
        let names_answers = matches!(written.action.get_ref(), Action::Accept | Action::Rekey);
        if names_answers && target.printed.is_none() && !self.key.is_matched(&target.item.id) {
            let fact = format!(
                "the key does not tell how the choices of item {} moved between forms",
                target.item.id
            );
            let help = "name form and question, once for each form, with the letters of that form";
            self.faults.add("G52", written.action.span(), fact, help);
            return None;
        }
        let action = self.action(written, &target)?;
        let form = target.printed.map(|(form, _)| form.code.clone());
        let (item, date) = (target.item.id.clone(), date.cloned());
        Some(Ruling { id: id.to_owned(), item, form, action, reason: reason.to_owned(), date })
    }

    fn action(&mut self, written: &Written, target: &place::Target<'_>) -> Option<RulingAction> {
        let at = written.action.span();
        let cells = written.accept.as_ref();
        let make: fn(_) -> RulingAction = match written.action.get_ref() {
            Action::Accept => RulingAction::Accept,
            Action::Rekey => RulingAction::Rekey,
            other => {
                if let Some(cells) = cells {
                    let help = "leave accept out, or use action = \"accept\" or \"rekey\"";
                    self.faults.add("G50", cells.span(), "answers go with accept and rekey only", help);
                }
                return Some(match other {
                    Action::FullCredit => RulingAction::FullCredit,
                    _ => RulingAction::Void,
                });
            }
        };
        let Some(cells) = cells.filter(|cells| !cells.get_ref().is_empty()) else {
            let help = "add accept = [\"…\"] with what is right";
            self.faults.add("G52", answer::span(cells, at), "the ruling names no answer", help);
            return None;
        };
        let answers = answer::resolve(cells, target, &mut self.faults)?;
        let action = make(answers);
        if let Some(reason) = action.misfit(target.item) {
            self.faults.add("G52", cells.span(), reason, "correct the list behind accept");
            return None;
        }
        let (RulingAction::Accept(answers) | RulingAction::Rekey(answers)) = &action else {
            return Some(action);
        };
        let known = |answer: &_| answer::is_key_already(answer, target.item);
        let changes_nothing = match &action {
            RulingAction::Accept(_) => answers.iter().any(known),
            _ => matches!(answers.as_slice(), [only] if known(only)),
        };
        if changes_nothing {
            let help = "compare with the answer key: name what the key does not have yet";
            self.faults.add("G52", cells.span(), "this is the key already", help);
            return None;
        }
        Some(action)
    }

    /// Two rulings in force about the same question, of which not both can hold.
    fn contradictions(&mut self) {
        let in_force: Vec<(usize, &Ruling)> = self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.state == RulingState::InForce)
            .filter_map(|(index, entry)| Some((index, entry.ruling.as_ref()?)))
            .collect();
        for (nth, (index, ruling)) in in_force.iter().enumerate() {
            let against = in_force[..nth].iter().find(|(_, other)| contradict(ruling, other));
            let Some((earlier, other)) = against else { continue };
            let place = |index: &usize| Place::Span(self.places.get(*index).cloned().unwrap_or(0..0).into());
            let fact = format!(
                "ruling {} ({}) and ruling {} ({}) are about the same question, {}",
                shown(&ruling.id),
                ruling.action.name(),
                shown(&other.id),
                other.action.name(),
                ruling.item
            );
            self.faults.found.push(
                Diagnostic::error("G54", fact)
                    .at(self.faults.file, place(index), "cannot hold beside …")
                    .at(self.faults.file, place(earlier), "… this one")
                    .help(format!(
                        "append a ruling with action = \"withdraw\" and ruling = \"{}\"",
                        other.id
                    )),
            );
        }
    }

    /// Rulings about one form although other forms ask the item, too: may be meant so, but nobody should find out later.
    fn warnings(&self) -> Vec<Diagnostic> {
        let mut warnings = Vec::new();
        for (entry, span) in self.entries.iter().zip(&self.places) {
            let Some(ruling) = entry.ruling.as_ref().filter(|_| entry.state == RulingState::InForce) else {
                continue;
            };
            let Some(form) = &ruling.form else { continue };
            let others = self.key.forms().iter().filter(|other| {
                other.code != *form && other.questions.iter().any(|question| question.item == ruling.item)
            });
            let others: Vec<String> = others.map(|other| other.code.to_string()).collect();
            if others.is_empty() {
                continue;
            }
            let fact = format!(
                "ruling {} concerns form {form} only; item {} keeps its key on {} other form{} ({})",
                shown(&ruling.id),
                ruling.item,
                others.len(),
                if others.len() == 1 { "" } else { "s" },
                others.iter().take(6).map(String::as_str).collect::<Vec<_>>().join(", ")
            );
            let help =
                format!("write item = \"{}\" if it shall hold wherever the item is asked", ruling.item);
            let place = Place::Span(span.clone().into());
            warnings.push(Diagnostic::warning("G55", fact).at(self.faults.file, place, "").help(help));
        }
        warnings
    }
}

/// Whether two rulings are about the same question of a form and cannot both hold.
fn contradict(one: &Ruling, other: &Ruling) -> bool {
    let same_form = match (&one.form, &other.form) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    one.item == other.item && same_form && !one.action.goes_with(&other.action)
}

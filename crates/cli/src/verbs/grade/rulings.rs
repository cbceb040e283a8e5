//! The rulings of a grading run: where they come from, and what is told of them.

use crate::failure::Failure;
use crate::files::{self, shown};
use crate::outcome::Outcome;
use crate::sources::Sources;
use mockexam_analysis::ExamSummary;
use mockexam_grading::{Change, Effect, Effects, Rulings};
use mockexam_model::{AnswerKey, Diagnostic, FormKey, ItemId, Place, Points, Ruling, RulingState};
use mockexam_report::RulingsSeal;
use serde_json::{Value, json};
use std::path::Path;

/// The key of an exam as rulings leave it.
pub(super) struct Ruled<'e> {
    drawn: &'e AnswerKey,
    file: Option<RulingsFile>,
}

/// A list of rulings and the keys that it makes.
struct RulingsFile {
    name: String,
    text: String,
    list: Rulings,
    /// Without rulings, then with one more at a time.
    steps: Vec<AnswerKey>,
}

/// Most candidates that are named below a ruling.
const NAMED: usize = 100;

impl<'e> Ruled<'e> {
    /// Reads the list that is named, or the exam's own if there is one.
    pub(super) fn read(
        drawn: &'e AnswerKey,
        named: Option<&Path>,
        own: Option<&Path>,
        sources: &mut Sources,
    ) -> Result<Self, Failure> {
        let own = own.filter(|own| own.symlink_metadata().is_ok());
        let Some(path) = named.or(own) else { return Ok(Self { drawn, file: None }) };
        let (name, text) = (shown(path), files::read_text(path)?);
        sources.add(&name, &text);
        let list = Rulings::read(&name, &text, drawn)?;
        let steps = list.steps(drawn).map_err(|error| {
            Failure::new(format!("{name}: {error}"), "correct the ruling, or withdraw it with a new one")
        })?;
        if let Some(found) = steps.last().and_then(nobody_passes) {
            return Err(found.at(&name, Place::File, "").into());
        }
        Ok(Self { drawn, file: Some(RulingsFile { name, text, list, steps }) })
    }

    /// The key after all rulings.
    pub(super) fn key(&self) -> &AnswerKey {
        self.steps().last().unwrap_or(self.drawn)
    }

    /// The list, where there is one.
    pub(super) fn list(&self) -> Option<&Rulings> {
        self.file.as_ref().map(|file| &file.list)
    }

    /// The text of the list.
    pub(super) fn text(&self) -> &str {
        self.file.as_ref().map(|file| file.text.as_str()).unwrap_or_default()
    }

    /// What binds results to the list.
    pub(super) fn seal(&self) -> RulingsSeal {
        self.list().map_or_else(RulingsSeal::default, |list| RulingsSeal {
            count: list.entries.len() as u64,
            sha256: Some(list.sha256),
        })
    }

    /// The keys to compare.
    pub(super) fn steps(&self) -> &[AnswerKey] {
        self.file.as_ref().map(|file| file.steps.as_slice()).unwrap_or_default()
    }

    /// What will count the effects.
    pub(super) fn effects(&self) -> Effects {
        Effects::new(self.steps(), self.list().into_iter().flat_map(Rulings::in_force))
    }

    /// Tells of the list; with statistics of each step, of each ruling.
    pub(super) fn tell(&self, effects: &[Effect], steps: &[ExamSummary], outcome: &mut Outcome) {
        let Some(file) = &self.file else { return };
        outcome.diagnostics.extend(file.list.warnings.iter().cloned());
        let sha256: String = file.list.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
        let entries = file.list.entries.len();
        outcome.line(format!(
            "{}: {} in force, SHA-256 {sha256}",
            file.name,
            match effects.len() == entries {
                true => super::super::check::counted(entries, "ruling"),
                false => format!("{} of {entries} entries", effects.len()),
            },
        ));
        for line in self.cuts() {
            outcome.line(line);
        }
        for entry in &file.list.entries {
            match &entry.state {
                RulingState::InForce => {}
                RulingState::Withdrawn { by } => {
                    outcome.line(format!("ruling {}: withdrawn by {by}, changes nothing", entry.id));
                }
                RulingState::Withdrawal { .. } => continue,
            }
            let place = file.list.in_force().position(|ruling| ruling.id == entry.id);
            let Some((place, ruling)) = place.zip(entry.ruling.as_ref()) else { continue };
            if let Some(effect) = effects.get(place) {
                let around = steps.get(place).zip(steps.get(place + 1));
                tell_effect(self.drawn, ruling, effect, around, outcome);
            }
        }
        let told = effects.iter().zip(file.list.in_force()).map(|(effect, ruling)| as_json(effect, ruling));
        outcome.field(
            "rulings",
            json!({
                "file": file.name,
                "count": entries,
                "in_force": effects.len(),
                "digest": sha256,
                "effects": told.collect::<Vec<_>>(),
            }),
        );
    }

    /// Cut scores that void questions moved, form by form where forms differ.
    fn cuts(&self) -> Vec<String> {
        let key = self.key();
        let line = |form: Option<&str>, now: Points, of: Points, drawn: Points| {
            let of_form = form.map(|form| format!(" of form {form}")).unwrap_or_default();
            let before = self.drawn.cut_score.unwrap_or_default();
            format!(
                "cut score{of_form}: {now} of {of} points, as {before} of {drawn} before the void questions"
            )
        };
        let moved = key.forms().iter().filter_map(|form| {
            let standard = key.standard(form);
            let now = standard.cut_score.filter(|_| standard.maximum != standard.drawn)?;
            Some((form.code.as_str(), now, standard.maximum, standard.drawn))
        });
        let moved: Vec<_> = moved.collect();
        let same = moved.len() == key.forms().len()
            && moved
                .windows(2)
                .all(|pair| (pair[0].1, pair[0].2, pair[0].3) == (pair[1].1, pair[1].2, pair[1].3));
        match moved.first() {
            Some(&(_, now, of, drawn)) if same => vec![line(None, now, of, drawn)],
            _ => moved
                .iter()
                .take(NAMED)
                .map(|&(form, now, of, drawn)| line(Some(form), now, of, drawn))
                .collect(),
        }
    }
}

/// Why rulings leave nothing to decide on a form: all of it is void, or more has to be reached than there is.
fn nobody_passes(key: &AnswerKey) -> Option<Diagnostic> {
    let of_form = |form: &FormKey| {
        let (code, standard) = (&form.code, key.standard(form));
        if standard.maximum == Points::ZERO && standard.drawn > Points::ZERO {
            let fact = format!("every question of form {code} is void: there is nothing to decide by");
            return Some(
                Diagnostic::error("G56", fact).help("withdraw rulings, or leave the form's answers out"),
            );
        }
        let (part, cut, most) = standard.out_of_reach()?;
        let part = part.map(|title| format!(" in part '{title}'")).unwrap_or_default();
        let fact = format!(
            "on form {code}{part}, void questions leave {most} points, and {cut} have to be reached: nobody can pass"
        );
        let help = "the blueprint says void = \"same-points\": give full credit instead, or withdraw rulings";
        Some(Diagnostic::error("G56", fact).help(help))
    };
    key.forms().iter().find_map(of_form)
}

/// "void of uw-002 (A 12, B 7)".
fn described(key: &AnswerKey, ruling: &Ruling) -> String {
    const FORMS: usize = 4;
    let places = key.forms().iter().filter_map(|form| {
        let position = form.questions.iter().position(|question| question.item == ruling.item)?;
        ruling.concerns(&form.code, &ruling.item).then(|| format!("{} {}", form.code, position + 1))
    });
    let places: Vec<String> = places.collect();
    let more = places.len().saturating_sub(FORMS);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let first = places.iter().take(FORMS).map(String::as_str).collect::<Vec<_>>().join(", ");
    format!("{} of {} ({first}{more})", ruling.action.name(), ruling.item)
}

fn tell_effect(
    key: &AnswerKey,
    ruling: &Ruling,
    effect: &Effect,
    around: Option<(&ExamSummary, &ExamSummary)>,
    outcome: &mut Outcome,
) {
    let counts = effect.counts;
    outcome.line(format!(
        "ruling {}: {}: {} changed, {} now passed, {} now failed",
        ruling.id,
        described(key, ruling),
        super::super::check::counted(usize::try_from(counts.changed).unwrap_or(usize::MAX), "score"),
        counts.passed,
        counts.failed,
    ));
    let Some((before, after)) = around else { return };
    for change in effect.changes.iter().take(NAMED) {
        outcome.line(format!("  {}", changed(change)));
    }
    let listed = effect.changes.len().min(NAMED) as u64;
    if counts.changed > listed {
        outcome.line(format!("  … and {} more", counts.changed - listed));
    }
    for line in statistics(&ruling.item, before, after) {
        outcome.line(format!("  {line}"));
    }
}

/// "101: 25 -> 26 points, now passed".
fn changed(change: &Change) -> String {
    let (before, after) = change.points;
    let result = match change.passed {
        (Some(false), Some(true)) => ", now passed",
        (Some(true), Some(false)) => ", now failed",
        _ => "",
    };
    format!("{}: {before} -> {after} points{result}", change.candidate)
}

/// The statistics that a ruling changes, before and after.
fn statistics(item: &ItemId, before: &ExamSummary, after: &ExamSummary) -> Vec<String> {
    let shown = |value: Option<f64>, digits: usize| {
        value.map_or_else(|| "none".to_owned(), |value| format!("{value:.digits$}"))
    };
    let figure = |name: &str, before: Option<f64>, after: Option<f64>, digits| {
        let (before, after) = (shown(before, digits), shown(after, digits));
        (before != after).then(|| format!("{name} {before} -> {after}"))
    };
    let of_item = |summary: &ExamSummary| {
        let item = summary.items.iter().find(|of| of.item == *item);
        (item.and_then(|item| item.facility), item.and_then(|item| item.discrimination))
    };
    let (item_before, item_after) = (of_item(before), of_item(after));
    let exam = [
        figure("mean", before.mean, after.mean, 2),
        figure("standard deviation", before.sd, after.sd, 2),
        figure("pass rate", before.pass_rate, after.pass_rate, 3),
        figure("alpha", before.alpha.ok(), after.alpha.ok(), 3),
    ];
    let question = [
        figure("facility", item_before.0, item_after.0, 3),
        figure("discrimination", item_before.1, item_after.1, 3),
    ];
    let mut lines = Vec::new();
    for (of, figures) in [("exam", exam.to_vec()), ("question", question.to_vec())] {
        let figures: Vec<String> = figures.into_iter().flatten().collect();
        if !figures.is_empty() {
            lines.push(format!("{of}: {}", figures.join(", ")));
        }
    }
    lines
}

fn as_json(effect: &Effect, ruling: &Ruling) -> Value {
    let change = |change: &Change| {
        json!({
            "candidate": change.candidate.as_str(),
            "points": [change.points.0, change.points.1],
            "passed": [change.passed.0, change.passed.1],
        })
    };
    json!({
        "ruling": effect.ruling,
        "action": ruling.action.name(),
        "item": ruling.item.as_str(),
        "form": ruling.form.as_ref().map(|form| form.as_str()),
        "changed": effect.counts.changed,
        "passed": effect.counts.passed,
        "failed": effect.counts.failed,
        "changes": effect.changes.iter().map(change).collect::<Vec<_>>(),
    })
}

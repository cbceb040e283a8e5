//! `bank stats`: how many items can be drawn of each sort, and whether they are enough for a blueprint.

use super::{banks, history_beside, note_errors};
use crate::args::StatsArgs;
use crate::bank_files;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::sources::Sources;
use crate::table::{Side, Table};
use crate::terminal;
use crate::verbs::check::counted;
use mockexam_assembly::{Blueprint, Need, needs};
use mockexam_bank::{Band, Bank, Coverage, Observed, Reading};
use mockexam_model::{Level, Style};
use serde_json::{Value, json};

pub(super) fn run(args: &StatsArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::done();
    let Some(name) = &args.blueprint else {
        let readings = banks(args.bank.as_deref(), sources)?;
        tell(&mut outcome, &readings);
        tell_history(&mut outcome, &readings, sources)?;
        return Ok(outcome);
    };
    let file = bank_files::template("blueprints", name, sources)?;
    let blueprint = Blueprint::read(&file.name, &file.text)?;
    let readings = [bank_files::bank(args.bank.as_deref(), &blueprint.bank, sources)?];
    tell(&mut outcome, &readings);
    tell_history(&mut outcome, &readings, sources)?;
    let forms = args.forms.unwrap_or(blueprint.forms);
    tell_needs(&mut outcome, &file.name, forms, &needs(&blueprint, &readings[0].bank, forms));
    Ok(outcome)
}

fn tell(outcome: &mut Outcome, readings: &[Reading]) {
    let mut told = Vec::new();
    for Reading { bank, .. } in readings {
        let coverage = Coverage::of(bank);
        let by: Vec<String> = coverage.eligibilities().map(|(why, count)| format!("{count} {why}")).collect();
        outcome.line(format!("{}: {} ({})", bank.id, counted(coverage.items(), "item"), by.join(", ")));
        outcome.line("\nitems that can be drawn, by topic");
        outcome.line(by_topic(bank, &coverage).draw(terminal::width()));
        outcome.line("by topic and level, in each style easy/medium/hard");
        outcome.line(by_cell(bank, &coverage).draw(terminal::width()));
        told.push(json_of(bank, &coverage));
    }
    note_errors(outcome, readings);
    outcome.field("banks", told);
}

/// Where sittings are recorded: the mean estimate and what was found, by topic.
fn tell_history(outcome: &mut Outcome, readings: &[Reading], sources: &mut Sources) -> Result<(), Failure> {
    let mut told = Vec::new();
    for Reading { bank, .. } in readings {
        let Some(first) = bank.items().next() else { continue };
        let history = history_beside(first.place().0, sources)?;
        if history.sittings() == 0 {
            continue;
        }
        outcome.line(format!("{}: {} recorded", bank.id, counted(history.sittings(), "sitting")));
        let columns = ["items", "responses", "estimate", "observed", "both"].map(|word| (word, Side::Right));
        let mut table = Table::new([("topic", Side::Left)].into_iter().chain(columns));
        for topic in bank.topics.iter().map(|topic| Some(&topic.id)).chain([None]) {
            let inside =
                |item: &&mockexam_bank::Item| topic.is_none_or(|topic| item.snapshot.topic == *topic);
            let met: Vec<(u16, Observed)> = bank
                .items()
                .filter(inside)
                .filter_map(|item| Some((item.difficulty, history.of(&item.snapshot.id, item.snapshot.rev)?)))
                .collect();
            if met.is_empty() {
                continue;
            }
            let row = Means::of(&met);
            let name = topic.map_or_else(|| "all topics".to_owned(), ToString::to_string);
            let figures = [row.estimate, row.observed, row.both].map(|mean| format!("{mean:.2}"));
            table.row([name.clone(), met.len().to_string(), row.n.to_string()].into_iter().chain(figures));
            told.push(json!({
                "bank": bank.id,
                "topic": topic.map(|topic| topic.as_str()),
                "items": met.len(),
                "responses": row.n,
                "estimate": row.estimate,
                "observed": row.observed,
                "both": row.both,
            }));
        }
        outcome.line(table.draw(terminal::width()));
    }
    outcome.field("history", told);
    Ok(())
}

/// Means over items, each item counting once.
struct Means {
    n: u64,
    estimate: f64,
    observed: f64,
    both: f64,
}

impl Means {
    #[expect(clippy::cast_precision_loss, reason = "items of a bank")]
    fn of(met: &[(u16, Observed)]) -> Self {
        let mean =
            |value: &dyn Fn(&(u16, Observed)) -> f64| met.iter().map(value).sum::<f64>() / met.len() as f64;
        Self {
            n: met.iter().map(|(_, observed)| observed.n).sum(),
            estimate: mean(&|(estimate, _)| f64::from(*estimate) / 1000.0),
            observed: mean(&|(_, observed)| observed.facility().unwrap_or(0.0)),
            both: mean(&|(estimate, observed)| f64::from(observed.drawn_to(*estimate)) / 1000.0),
        }
    }
}

/// A row a topic: how many, and of which level, style and band.
fn by_topic(bank: &Bank, coverage: &Coverage) -> Table {
    let words = Level::ALL.map(Level::as_str).into_iter().chain(Style::ALL.map(Style::as_str));
    let words = words.chain(Band::ALL.map(Band::as_str)).map(|word| (word, Side::Right));
    let mut table = Table::new([("topic", Side::Left), ("items", Side::Right)].into_iter().chain(words));
    let rows = bank.topics.iter().map(|topic| Some(&topic.id)).chain([None]);
    for topic in rows {
        let inside = |cell: &mockexam_bank::Cell| topic.is_none_or(|topic| cell.topic == *topic);
        let mut counts = vec![coverage.count(inside)];
        counts.extend(Level::ALL.map(|level| coverage.count(|cell| inside(cell) && cell.level == level)));
        counts.extend(Style::ALL.map(|style| coverage.count(|cell| inside(cell) && cell.style == style)));
        counts.extend(Band::ALL.map(|band| coverage.count(|cell| inside(cell) && cell.band == band)));
        let name = topic.map_or_else(|| "all topics".to_owned(), ToString::to_string);
        table.row(std::iter::once(name).chain(counts.iter().map(ToString::to_string)));
    }
    table
}

/// A row a topic and level that has items, a column a style: "2/5/1" are two easy, five medium, one hard.
fn by_cell(bank: &Bank, coverage: &Coverage) -> Table {
    let styles = Style::ALL.map(|style| (style.as_str(), Side::Right));
    let mut table = Table::new([("topic", Side::Left), ("level", Side::Left)].into_iter().chain(styles));
    for topic in &bank.topics {
        for level in Level::ALL {
            let cells = Style::ALL.map(|style| {
                let of = |band| {
                    coverage.count(|cell| {
                        cell.topic == topic.id
                            && cell.level == level
                            && cell.style == style
                            && cell.band == band
                    })
                };
                Band::ALL.map(of)
            });
            if cells.iter().flatten().all(|&count| count == 0) {
                continue;
            }
            let drawn = cells.map(|bands| match bands {
                [0, 0, 0] => "-".to_owned(),
                bands => bands.map(|count| count.to_string()).join("/"),
            });
            table.row([topic.id.to_string(), level.to_string()].into_iter().chain(drawn));
        }
    }
    table
}

fn json_of(bank: &Bank, coverage: &Coverage) -> Value {
    let cells: Vec<Value> = coverage
        .cells()
        .map(|(cell, count)| {
            json!({
                "topic": cell.topic.as_str(),
                "level": cell.level.as_str(),
                "style": cell.style.as_str(),
                "band": cell.band.as_str(),
                "items": count,
            })
        })
        .collect();
    let by: serde_json::Map<String, Value> =
        coverage.eligibilities().map(|(why, count)| (why.to_string(), count.into())).collect();
    json!({ "bank": bank.id, "items": coverage.items(), "by_eligibility": by, "cells": cells })
}

fn tell_needs(outcome: &mut Outcome, file: &str, forms: u16, needs: &[Need]) {
    outcome.line(format!("{file}: {} without a common item", counted(forms.into(), "form")));
    let mut table = Table::new([
        ("cell", Side::Left),
        ("per form", Side::Right),
        ("need", Side::Right),
        ("have", Side::Right),
        ("reserve", Side::Right),
        ("", Side::Left),
    ]);
    for need in needs {
        let numbers = [need.per_form, need.need, need.have, need.reserve].map(|number| number.to_string());
        table.row(std::iter::once(need.cell.clone()).chain(numbers).chain([remark(need)]));
    }
    outcome.line(table.draw(terminal::width()));
    let short = needs.iter().filter(|need| need.is_short()).count();
    outcome.line(format!("{short} of {} short", counted(needs.len(), "cell")));
    let told: Vec<Value> = needs
        .iter()
        .map(|need| {
            json!({
                "cell": need.cell,
                "per_form": need.per_form,
                "need": need.need,
                "have": need.have,
                "reserve": need.reserve,
                "missing": need.missing,
                "on_one_form": need.on_one_form,
                "short": need.is_short(),
            })
        })
        .collect();
    outcome.field("blueprint", json!({ "file": file, "forms": forms, "short": short, "cells": told }));
}

fn remark(need: &Need) -> String {
    match (need.missing, need.on_one_form) {
        (0, None) => String::new(),
        (0, Some(most)) => format!("SHORT: at most {most} on one form (enemies, families, cases)"),
        (missing, _) => format!("SHORT by {missing}"),
    }
}

//! `[thresholds]` as a file has it.

use super::{Amount, LINTS, Lint, SetThreshold, Threshold, Thresholds, Unit};
use crate::document::{Document, RawTable};
use crate::nearest::nearest;
use crate::source::{AtSpot, SourceFile, Spot};
use mockexam_model::Diagnostic;
use toml::Spanned;
use toml::de::DeValue;

/// The thresholds that the files of a bank set, as far as they can be read: for questions about them. What is wrong with
/// them is said by [`crate::Bank::read`].
#[must_use]
pub fn thresholds_of(files: &[SourceFile]) -> Vec<SetThreshold> {
    let mut unsaid = Vec::new();
    let with = files.iter().filter(|file| file.text.contains("thresholds"));
    let tables = with.filter_map(|file| Some((file, Document::read(file, &mut unsaid).thresholds?)));
    let first = tables.collect::<Vec<_>>().into_iter().next();
    first.map(|(file, table)| read(file, table, &mut unsaid).list()).unwrap_or_default()
}

/// What `[thresholds]` sets, and all that is wrong with it. A value that is refused leaves the default in force.
pub(crate) fn read(file: &SourceFile, table: RawTable<'_>, out: &mut Vec<Diagnostic>) -> Thresholds {
    let mut set = Thresholds::default();
    for (id, values) in table.into_inner() {
        let spot = Spot::new(&file.name, id.span());
        let found = LINTS.iter().find(|lint| lint.id.eq_ignore_ascii_case(id.get_ref().trim()));
        let Some(lint) = found.filter(|lint| !lint.thresholds.is_empty()) else {
            out.push(no_such_check(id.get_ref(), found.is_some()).spot(&spot, ""));
            continue;
        };
        let DeValue::Table(values) = values.into_inner() else {
            let message = format!("{} is to be a table of thresholds", lint.id);
            let help = format!("write [thresholds.{}] and, below it, {}", lint.id, example(lint));
            out.push(Diagnostic::error("T02", message).spot(&spot, "").help(help));
            continue;
        };
        for (name, value) in values {
            let spot = Spot::new(&file.name, name.span());
            match threshold(lint, name.get_ref()).and_then(|known| Ok((known, steps(known, &value)?))) {
                Ok((known, steps)) => {
                    if let Some((_, earlier)) = set.0.insert((lint.id, known.name), (steps, spot.clone())) {
                        out.push(twice(lint, known).spot(&spot, "second").spot(&earlier, "first"));
                    }
                }
                Err(refused) => out.push(refused.spot(&spot, "")),
            }
        }
    }
    disorder(&set, out);
    set
}

fn no_such_check(id: &str, is_check: bool) -> Diagnostic {
    let with: Vec<&str> =
        LINTS.iter().filter(|lint| !lint.thresholds.is_empty()).map(|lint| lint.id).collect();
    let message =
        if is_check { format!("{id} has no thresholds") } else { format!("there is no check '{id}'") };
    Diagnostic::error("T02", message).help(format!("checks with thresholds are {}", with.join(", ")))
}

fn threshold(lint: &Lint, name: &str) -> Result<&'static Threshold, Diagnostic> {
    lint.threshold(name).ok_or_else(|| {
        let names: Vec<&str> = lint.thresholds.iter().map(|threshold| threshold.name).collect();
        let meant = nearest(name, names.iter().copied());
        let meant = meant.first().map(|near| format!("did you mean '{near}'? ")).unwrap_or_default();
        Diagnostic::error("T02", format!("{} has no threshold '{name}'", lint.id)).help(format!(
            "{meant}{} has {}",
            lint.id,
            names.join(", ")
        ))
    })
}

/// A value in steps of the unit of its threshold.
fn steps(threshold: &Threshold, value: &Spanned<DeValue<'_>>) -> Result<u32, Diagnostic> {
    let written = match value.get_ref() {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
        DeValue::Float(number) => number.as_str(),
        _ => return Err(wrong(threshold, &format!("{} is to be a number", threshold.name))),
    };
    let decimals = threshold.unit.decimals();
    let Some(steps) = exact(&written.replace('_', ""), decimals) else {
        let fine = match decimals {
            0 => "a whole number".to_owned(),
            more => format!("a number with at most {more} decimals"),
        };
        return Err(wrong(threshold, &format!("{} = {written} is not {fine}", threshold.name)));
    };
    let (least, most) = threshold.range;
    match u32::try_from(steps).ok().filter(|steps| (least..=most).contains(steps)) {
        Some(steps) => Ok(steps),
        None => Err(wrong(threshold, &format!("{} = {written} is out of its range", threshold.name))),
    }
}

fn wrong(threshold: &Threshold, message: &str) -> Diagnostic {
    let (least, most) = threshold.range();
    let unit = match threshold.unit {
        Unit::Ratio | Unit::Chance => String::new(),
        unit => format!(" {unit}"),
    };
    let default = threshold.default();
    Diagnostic::error("T02", message).help(format!("write {least} to {most}{unit}; the default is {default}"))
}

/// A decimal number as written, in steps of its last decimal; none if it has more decimals, an exponent, or is huge.
/// Numbers below zero come back as they are, to be out of range.
fn exact(written: &str, decimals: u8) -> Option<i64> {
    let (sign, digits) = match written.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, written.strip_prefix('+').unwrap_or(written)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part = part.trim_end_matches('0');
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 12
        || part.len() > decimals.into()
        || !is_number(whole)
        || !is_number(part)
    {
        return None;
    }
    format!("{whole}{part:0<width$}", width = decimals.into()).parse::<i64>().ok().map(|steps| sign * steps)
}

fn twice(lint: &Lint, threshold: &Threshold) -> Diagnostic {
    Diagnostic::error("T02", format!("{} of {} is set twice", threshold.name, lint.id))
        .help("keep one of the two")
}

/// Warnings that begin above errors, and lower bounds above upper ones.
fn disorder(set: &Thresholds, out: &mut Vec<Diagnostic>) {
    for lint in LINTS {
        let limits = set.of(lint.id);
        let of_shown = |threshold: &Threshold| -> Amount { limits.shown(threshold) };
        for threshold in lint.thresholds {
            let Some(other) = threshold.not_above.and_then(|name| lint.threshold(name)) else { continue };
            if of_shown(threshold) <= of_shown(other) {
                continue;
            }
            let message = format!(
                "{} = {} is above {} = {}",
                threshold.name,
                of_shown(threshold),
                other.name,
                of_shown(other)
            );
            let help =
                format!("set {} and {} of {} so that they do not cross", threshold.name, other.name, lint.id);
            let places = [threshold, other].into_iter().filter_map(|one| set.0.get(&(lint.id, one.name)));
            let finding = Diagnostic::error("T02", message).help(help);
            out.push(places.fold(finding, |finding, (_, spot)| finding.spot(spot, "")));
        }
    }
}

/// A line that sets the first threshold of a check to its default.
fn example(lint: &Lint) -> String {
    lint.thresholds.first().map(|first| format!("{} = {}", first.name, first.default())).unwrap_or_default()
}

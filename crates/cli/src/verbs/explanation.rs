//! `assemble --explain` on the terminal: tables of what was asked for and what was reached.

use super::check::counted;
use crate::table::{Side, Table};
use mockexam_model::{DemandRow, Explanation};
use serde_json::{Value, json};

/// The tables, each with a line above it that says what it is.
pub(crate) fn text(explanation: &Explanation) -> String {
    let mut parts = vec![
        format!("what was asked for, and what {} has\n\n{}", have(explanation), demands(explanation)),
        format!(
            "estimated difficulty: share of borderline candidates expected to get a question right\n\n{}",
            curves(explanation)
        ),
    ];
    parts.extend(overlap(explanation));
    parts.push(stock(explanation));
    parts.join("\n")
}

fn have(explanation: &Explanation) -> &'static str {
    if explanation.forms == 1 { "the form" } else { "each form" }
}

fn demands(explanation: &Explanation) -> String {
    let heads = [("question set or rule", Side::Left), ("asked", Side::Left)];
    let columns = explanation.columns.iter().map(|name| (name.as_str(), Side::Right));
    let mut table = Table::new(heads.into_iter().chain(columns));
    for DemandRow { name, asked, reached, .. } in &explanation.demands {
        let figures = reached.iter().map(|figure| match figure.kept {
            true => figure.shown.clone(),
            false => format!("{} (!)", figure.shown),
        });
        table.row([name.clone(), asked.clone()].into_iter().chain(figures));
    }
    table.draw(None)
}

fn curves(explanation: &Explanation) -> String {
    let numbers = ["easy", "medium", "hard", "mean", "deviation"].map(|name| (name, Side::Right));
    let mut table = Table::new([("form", Side::Left)].into_iter().chain(numbers));
    for curve in &explanation.curves {
        let bands = curve.bands.iter().map(ToString::to_string);
        let figures = [curve.mean.clone(), curve.deviation.clone()];
        table.row([curve.form.clone()].into_iter().chain(bands).chain(figures));
    }
    table.draw(None)
}

fn overlap(explanation: &Explanation) -> Option<String> {
    let overlap = explanation.overlap.as_ref()?;
    let columns = overlap.forms.iter().map(|name| (name.as_str(), Side::Right));
    let mut table = Table::new([("form", Side::Left)].into_iter().chain(columns));
    for (form, row) in overlap.forms.iter().zip(&overlap.common) {
        table.row([form.clone()].into_iter().chain(row.iter().map(ToString::to_string)));
    }
    let anchors = match overlap.anchors {
        0 => String::new(),
        count => format!(" ({} among them)", counted(count, "anchor")),
    };
    Some(format!("questions in common{anchors}\n\n{}", table.draw(None)))
}

fn stock(explanation: &Explanation) -> String {
    let resting = match explanation.resting {
        0 => String::new(),
        count => format!(" {} rest and are not counted.", counted(count, "item")),
    };
    if explanation.short().next().is_none() {
        let more = explanation.stock.first().map_or(0, mockexam_model::StockRow::exams_left);
        let exams = counted(more, "more exam");
        return format!("no set of items runs short: fresh items are left for {exams} like this.{resting}\n");
    }
    let heads = ["eligible", "used", "left", "missing"].map(|name| (name, Side::Right));
    let mut table = Table::new([("question set", Side::Left)].into_iter().chain(heads));
    for row in explanation.short() {
        let numbers = [row.eligible, row.used, row.left, row.used - row.left];
        table.row([row.cell.clone()].into_iter().chain(numbers.iter().map(ToString::to_string)));
    }
    format!("running short: too few fresh items for another exam like this.{resting}\n\n{}", table.draw(None))
}

/// The same for programs.
pub(crate) fn json(explanation: &Explanation) -> Value {
    let demands = explanation.demands.iter().map(|row| {
        let reached: Vec<&str> = row.reached.iter().map(|figure| figure.shown.as_str()).collect();
        json!({ "name": row.name, "asked": row.asked, "reached": reached, "met": row.met })
    });
    let curves = explanation.curves.iter().map(|curve| {
        json!({
            "form": curve.form, "mean": curve.mean, "deviation": curve.deviation,
            "easy": curve.bands[0], "medium": curve.bands[1], "hard": curve.bands[2],
            "difficulties_per_mille": curve.difficulties,
        })
    });
    let stock = explanation.stock.iter().map(|row| {
        json!({
            "cell": row.cell, "eligible": row.eligible, "used": row.used, "left": row.left,
            "short": row.is_short(),
        })
    });
    json!({
        "columns": explanation.columns,
        "demands": demands.collect::<Vec<_>>(),
        "estimated_difficulty": curves.collect::<Vec<_>>(),
        "in_common": explanation.overlap.as_ref().map(|overlap| &overlap.common),
        "stock": stock.collect::<Vec<_>>(),
        "resting": explanation.resting,
    })
}

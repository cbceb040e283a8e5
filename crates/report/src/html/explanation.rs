//! How an exam was drawn: what was asked for, what each form has, and what is left for the next one.

use super::engine::{self, Page};
use super::markup::Html;
use crate::chart::{Line, STYLES, Scale, bins, curves, small_histogram, stock_bar};
use crate::error::ReportError;
use minijinja::context;
use minijinja::value::Serde;
use mockexam_model::{Curve, DemandRow, Explanation, Overlap, StockRow};
use serde::Serialize;

/// The page that explains an exam to whoever made it. It names no key, but sets of items that are not public.
///
/// # Errors
/// [`ReportError::Template`] if the template does not fit, which is a bug.
pub fn explanation_page(explanation: &Explanation) -> Result<String, ReportError> {
    let environment = engine::environment()?;
    let template = environment.get_template(Page::Explanation.template())?;
    Ok(template.render(context! { view => Serde(View::new(explanation)) })?)
}

#[derive(Serialize)]
struct View {
    title: String,
    code: String,
    lead: String,
    columns: Vec<String>,
    demands: Vec<Demand>,
    all_met: bool,
    curves: Html,
    forms: Vec<FormView>,
    target: Option<String>,
    overlap: Option<OverlapView>,
    stock: Vec<StockView>,
    short: usize,
    exams_left: usize,
    resting: usize,
}

#[derive(Serialize)]
struct Demand {
    name: String,
    asked: String,
    figures: Vec<(String, bool)>,
    met: bool,
}

#[derive(Serialize)]
struct FormView {
    name: String,
    style: usize,
    mean: String,
    deviation: String,
    easy: usize,
    medium: usize,
    hard: usize,
    histogram: Html,
}

#[derive(Serialize)]
struct OverlapView {
    forms: Vec<String>,
    rows: Vec<OverlapRow>,
    anchors: usize,
}

#[derive(Serialize)]
struct OverlapRow {
    form: String,
    /// Number, and its share of the questions in fifths; none where a form meets itself.
    cells: Vec<(usize, Option<usize>)>,
}

#[derive(Serialize)]
struct StockView {
    cell: String,
    eligible: usize,
    used: usize,
    left: usize,
    exams: usize,
    short: bool,
    bar: Html,
}

impl View {
    fn new(explanation: &Explanation) -> Self {
        let Explanation { curves: lines, stock, .. } = explanation;
        let most = lines.iter().flat_map(|curve| bins(&curve.difficulties)).max().unwrap_or(0);
        let drawn: Vec<Line<'_>> = lines.iter().map(line).collect();
        let scale = Scale::of(&drawn);
        Self {
            title: explanation.title.clone(),
            code: explanation.code.clone(),
            lead: lead(explanation),
            columns: explanation.columns.clone(),
            all_met: explanation.demands.iter().all(|row| row.met),
            demands: explanation.demands.iter().map(demand).collect(),
            curves: curves(&drawn, scale, explanation.target, &told(lines)),
            forms: lines.iter().enumerate().map(|(place, curve)| form(place, curve, scale, most)).collect(),
            target: explanation.target.map(|t| format!("{}.{:03}", t / 1000, t % 1000)),
            overlap: explanation.overlap.as_ref().map(overlap),
            stock: stock.iter().map(stock_view).collect(),
            short: explanation.short().count(),
            exams_left: stock.first().map_or(0, StockRow::exams_left),
            resting: explanation.resting,
        }
    }
}

fn lead(explanation: &Explanation) -> String {
    let Explanation { forms, mode, bank, seed, .. } = explanation;
    match forms {
        1 => format!("One form from the bank {bank}, drawn with the seed {seed}."),
        _ => format!("{forms} forms ({mode}) from the bank {bank}, drawn with the seed {seed}."),
    }
}

fn line(curve: &Curve) -> Line<'_> {
    Line { name: &curve.form, values: &curve.difficulties }
}

fn told(curves: &[Curve]) -> String {
    let one =
        |curve: &Curve| format!("form {}: mean {}, deviation {}", curve.form, curve.mean, curve.deviation);
    curves.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn demand(row: &DemandRow) -> Demand {
    Demand {
        name: row.name.clone(),
        asked: row.asked.clone(),
        figures: row.reached.iter().map(|figure| (figure.shown.clone(), figure.kept)).collect(),
        met: row.met,
    }
}

fn form(place: usize, curve: &Curve, scale: Scale, most: usize) -> FormView {
    let [easy, medium, hard] = curve.bands;
    FormView {
        name: curve.form.clone(),
        style: place % STYLES,
        mean: curve.mean.clone(),
        deviation: curve.deviation.clone(),
        easy,
        medium,
        hard,
        histogram: small_histogram(line(curve), scale, most, &format!("form-{place}")),
    }
}

fn overlap(overlap: &Overlap) -> OverlapView {
    let rows = overlap.common.iter().enumerate().map(|(place, row)| {
        let own = row.get(place).copied().unwrap_or(0).max(1);
        let cell = |(other, &common): (usize, &usize)| {
            (common, (other != place).then(|| (common * 5).div_ceil(own).min(5)))
        };
        OverlapRow {
            form: overlap.forms.get(place).cloned().unwrap_or_default(),
            cells: row.iter().enumerate().map(cell).collect(),
        }
    });
    OverlapView { rows: rows.collect(), forms: overlap.forms.clone(), anchors: overlap.anchors }
}

fn stock_view(row: &StockRow) -> StockView {
    StockView {
        cell: row.cell.clone(),
        eligible: row.eligible,
        used: row.used,
        left: row.left,
        exams: row.exams_left(),
        short: row.is_short(),
        bar: stock_bar(row.used, row.left),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mockexam_model::Reached;

    fn sample() -> Explanation {
        let reached = |shown: &str| Reached { shown: shown.into(), kept: true };
        let curve = |form: &str, difficulties: &[u16]| Curve {
            form: form.into(),
            difficulties: difficulties.into(),
            bands: [1, 0, 1],
            mean: "0.6500".into(),
            deviation: "0.1500".into(),
        };
        Explanation {
            title: "A <b>& C".into(),
            code: "K7Q3MD".into(),
            seed: "<script>".into(),
            mode: "disjoint".into(),
            bank: "b".into(),
            forms: 2,
            columns: vec!["A".into(), "B".into()],
            demands: vec![DemandRow {
                name: "fire / apply".into(),
                asked: "exactly 2".into(),
                reached: vec![reached("2"), reached("2")],
                met: true,
            }],
            curves: vec![curve("A", &[500, 800]), curve("B", &[510, 790])],
            target: Some(650),
            overlap: Some(Overlap {
                forms: vec!["A".into(), "B".into()],
                common: vec![vec![2, 0], vec![0, 2]],
                anchors: 0,
            }),
            stock: vec![StockRow { cell: "fire / apply".into(), eligible: 5, used: 4, left: 1 }],
            resting: 0,
        }
    }

    #[test]
    fn a_page_stands_alone_and_everything_in_it_is_text() {
        let page = explanation_page(&sample()).unwrap();
        assert!(page.contains("A &lt;b&gt;&amp; C") && page.contains("&lt;script&gt;"), "{page}");
        for foreign in ["<script", "http://", "https://", "src=", "@import", "url("] {
            assert!(!page.contains(foreign), "{foreign}");
        }
        assert!(page.contains("Estimated difficulty"));
    }

    #[test]
    fn empty_figures_give_a_page_too() {
        let none = Explanation {
            columns: Vec::new(),
            demands: Vec::new(),
            curves: Vec::new(),
            overlap: None,
            stock: Vec::new(),
            ..sample()
        };
        assert!(explanation_page(&none).unwrap().ends_with("</html>"));
    }
}

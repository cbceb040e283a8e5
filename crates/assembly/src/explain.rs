//! What was asked for, what each form has of it, and what the bank holds for the next exam.

use crate::assemble::Exam;
use crate::blueprint::{Blueprint, Mode};
use crate::scope::Scope;
use crate::validate::{Demand, Inventory, demands, in_common, items_of, own_items};
use mockexam_bank::{Band, Bank, Item};
use mockexam_model::{AnswerKey, Curve, DemandRow, Explanation, FormKey, ItemId, Overlap, Reached, StockRow};
use std::collections::BTreeSet;

/// Forms that have a column of their own.
const MOST_COLUMNS: usize = 12;

/// Forms for which every pair is looked at.
const MOST_PAIRED: usize = 26;

/// Explains an exam. The figures are those by which the finished forms were checked: counted from blueprint, bank and key
/// alone, not taken from the draw.
#[must_use]
pub fn explain(blueprint: &Blueprint, bank: &Bank, exam: &Exam) -> Explanation {
    let key = &exam.secret.key;
    let one_selection = exam.public.mode.shares_selection();
    let shown: Vec<&FormKey> =
        if one_selection { key.forms().iter().take(1).collect() } else { key.forms().iter().collect() };
    let columns = match shown.as_slice() {
        _ if one_selection && key.forms().len() > 1 => vec!["all forms".to_owned()],
        many if many.len() > MOST_COLUMNS => vec!["least".to_owned(), "most".to_owned()],
        few => few.iter().map(|form| form.code.to_string()).collect(),
    };
    let inventory = Inventory::new(bank, key);
    let mut rows: Vec<DemandRow> =
        demands(blueprint, bank, &inventory).into_iter().map(|demand| row(demand, columns.len())).collect();
    rows.extend(rules(blueprint, key, &inventory, exam.public.mode, columns.len()));
    Explanation {
        title: key.title.clone(),
        code: key.code.clone(),
        seed: exam.public.seed.clone(),
        mode: match exam.public.mode {
            Mode::Scrambled => "scrambled",
            Mode::Disjoint => "disjoint",
            Mode::Overlapping => "overlapping",
            Mode::OwnOrder => "own-order",
            Mode::OwnDraw => "own-draw",
        }
        .to_owned(),
        bank: exam.public.bank.clone(),
        forms: key.forms().len(),
        columns,
        demands: rows,
        curves: curves(bank, &shown),
        target: blueprint.difficulty.map(|aim| target(aim.sum, blueprint.questions)),
        overlap: (!one_selection && (2..=MOST_PAIRED).contains(&shown.len())).then(|| overlap(key)),
        stock: stock(blueprint, bank, key),
        resting: blueprint.resting.len(),
    }
}

/// A demand by form, or where there are many its smallest and its largest figure.
fn row(demand: Demand, columns: usize) -> DemandRow {
    let mut numbers = demand.reached.clone();
    if numbers.len() > columns {
        numbers.sort_unstable();
        numbers = match columns {
            1 => numbers.first().copied().into_iter().collect(),
            _ => numbers.first().into_iter().chain(numbers.last()).copied().collect(),
        };
    }
    let reached = numbers
        .into_iter()
        .map(|number| Reached { shown: demand.shown(number), kept: demand.is_kept(number) })
        .collect();
    let met = demand.is_met();
    DemandRow { name: estimated(&demand.name), asked: demand.asked, reached, met }
}

/// Nobody has answered the questions yet.
fn estimated(name: &str) -> String {
    name.replace("difficulty", "estimated difficulty")
}

/// What is asked without a number of its own: [`crate::validate`] has found each kept, or there were no exam.
fn rules(
    blueprint: &Blueprint,
    key: &AnswerKey,
    inventory: &Inventory<'_>,
    mode: Mode,
    columns: usize,
) -> Vec<DemandRow> {
    let text = |name: &str, asked: String, shown: &str| DemandRow {
        name: name.to_owned(),
        asked,
        reached: vec![Reached { shown: shown.to_owned(), kept: true }; columns],
        met: true,
    };
    let mut rows = Vec::new();
    if !blueprint.include.is_empty() {
        rows.push(text("included items", format!("all {}", blueprint.include.len()), "all"));
    }
    if !key.anchors.is_empty() {
        let count = key.anchors.len();
        rows.push(text("anchors", format!("the same {count} on all forms"), &count.to_string()));
    }
    if blueprint.concepts_once {
        rows.push(text("first concepts", "each once at most".to_owned(), "kept"));
    }
    rows.push(text("enemies, families, cases", "not on one form".to_owned(), "kept"));
    rows.push(text("letters of the key", "spread, no long runs".to_owned(), "kept"));
    if mode == Mode::Overlapping && key.forms().len() <= MOST_PAIRED {
        let forms = own_items(inventory, key);
        let most = |form: usize| {
            let others = (0..forms.len()).filter(|&other| other != form);
            others.map(|other| in_common(&forms[form], &forms[other])).max()
        };
        let mut reached: Vec<usize> = (0..forms.len()).map(|form| most(form).unwrap_or(0)).collect();
        if reached.len() > columns {
            reached.sort_unstable();
            reached = reached.first().into_iter().chain(reached.last()).copied().collect();
        }
        let shared = blueprint.shared.unwrap_or(0);
        rows.push(DemandRow {
            name: "questions shared with another form".to_owned(),
            asked: format!("at most {shared}"),
            met: reached.iter().all(|&count| count <= shared),
            reached: reached
                .into_iter()
                .map(|count| Reached { shown: count.to_string(), kept: count <= shared })
                .collect(),
        });
    }
    rows
}

/// A sum over a form as a mean in per mille.
fn target(sum: i64, questions: usize) -> u32 {
    let questions = i64::try_from(questions).unwrap_or(1).max(1);
    u32::try_from((sum + questions / 2) / questions).unwrap_or(0)
}

/// The curves of all forms, or of the easiest and the hardest of many.
fn curves(bank: &Bank, forms: &[&FormKey]) -> Vec<Curve> {
    let sum = |form: &FormKey| items_of(bank, form).iter().map(|i| u64::from(i.difficulty)).sum::<u64>();
    if forms.len() <= MOST_COLUMNS {
        return forms.iter().map(|form| curve(bank, form)).collect();
    }
    // The first of those that are equal, whichever way one looks.
    let easiest = forms.iter().rev().max_by_key(|form| sum(form));
    let hardest = forms.iter().min_by_key(|form| sum(form));
    easiest.into_iter().chain(hardest).map(|form| curve(bank, form)).collect()
}

fn curve(bank: &Bank, form: &FormKey) -> Curve {
    let items = items_of(bank, form);
    let mut difficulties: Vec<u16> = items.iter().map(|item| item.difficulty).collect();
    difficulties.sort_unstable();
    let of = |band: Band| items.iter().filter(|item| Band::of(item.difficulty) == band).count();
    let count = u64::try_from(items.len()).unwrap_or(1).max(1);
    let sum: u64 = difficulties.iter().map(|&d| u64::from(d)).sum();
    let squares: u64 = difficulties.iter().map(|&d| u64::from(d) * u64::from(d)).sum();
    // Ten-thousandths: per mille times ten.
    let mean = (sum * 10 + count / 2) / count;
    let variance = (squares * count - sum * sum) * 100 / (count * count);
    Curve {
        form: form.code.to_string(),
        difficulties,
        bands: Band::ALL.map(of),
        mean: decimals(mean),
        deviation: decimals(variance.isqrt()),
    }
}

fn decimals(ten_thousandths: u64) -> String {
    format!("{}.{:04}", ten_thousandths / 10_000, ten_thousandths % 10_000)
}

fn overlap(key: &AnswerKey) -> Overlap {
    let sets: Vec<BTreeSet<&ItemId>> =
        key.forms().iter().map(|form| form.questions.iter().map(|q| &q.item).collect()).collect();
    let row = |one: &BTreeSet<&ItemId>| sets.iter().map(|other| one.intersection(other).count()).collect();
    Overlap {
        forms: key.forms().iter().map(|form| form.code.to_string()).collect(),
        common: sets.iter().map(row).collect(),
        anchors: key.anchors.len(),
    }
}

/// Each set that is asked for, the scarcest first; of equals the first in the blueprint.
fn stock(blueprint: &Blueprint, bank: &Bank, key: &AnswerKey) -> Vec<StockRow> {
    let scope = Scope::new(blueprint, bank);
    let eligible: Vec<&Item> = bank.items().filter(|item| scope.has(item)).collect();
    let mut rows: Vec<StockRow> = blueprint
        .quotas
        .iter()
        .filter(|quota| quota.min > 0)
        .map(|quota| {
            let matching = || eligible.iter().filter(|item| quota.filter.matches(item));
            let used = matching().filter(|item| key.item(item.id()).is_some()).count();
            let all = matching().count();
            StockRow { cell: quota.filter.to_string(), eligible: all, used, left: all - used }
        })
        .collect();
    // Left to used, as fractions.
    rows.sort_by(|a, b| (a.left * b.used).cmp(&(b.left * a.used)));
    rows
}

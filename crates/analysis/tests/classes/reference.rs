//! Statistics of real classes against those of established packages, read from the folder that MOCKEXAM_REFERENCE names.
//! Without that folder nothing runs, and the test says so.

use crate::support::{exam, item, sheet};
use mockexam_analysis::{ChoiceAnalysis, ExamSummary, ExamTally, ItemAnalysis};
use mockexam_model::{CandidateId, Points, QuestionScore, Response, ScoreSheet};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Relative tolerance, and the absolute one below a thousandth.
const TOLERANCE: f64 = 1e-9;

/// What was compared and what has no counterpart here.
#[derive(Default)]
struct Account {
    ran: usize,
    skipped: BTreeSet<String>,
    wrong: Vec<String>,
    worst: f64,
}

impl Account {
    fn same(&mut self, what: &str, expected: f64, found: Option<f64>, tolerance: f64) {
        self.ran += 1;
        let Some(found) = found else { return self.wrong.push(format!("{what}: {expected}, found nothing")) };
        let error = (found - expected).abs() / expected.abs().max(1e-3);
        self.worst = self.worst.max(error);
        if error.is_nan() || error > tolerance {
            self.wrong.push(format!("{what}: {expected}, found {found}"));
        }
    }
}

fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

/// A set: its items with their choices in the order of the reference, and the statistics at a cut score.
struct Set {
    stem: PathBuf,
    responses: Vec<BTreeMap<String, String>>,
    items: Vec<(String, Vec<String>, String)>,
}

impl Set {
    fn open(folder: &Path, name: &str) -> Self {
        let stem = folder.join("reference").join(name);
        let mut choices: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in table(&stem.with_file_name(format!("{name}_options.csv"))) {
            if row["option"] != "(blank)" {
                choices.entry(row["item"].clone()).or_default().push(row["option"].clone());
            }
        }
        let responses = folder.join("responses");
        let keys = table(&responses.join(format!("{name}_key.csv")));
        let items =
            keys.iter().map(|row| (row["item"].clone(), choices[&row["item"]].clone(), row["key"].clone()));
        Self {
            items: items.collect(),
            responses: table(&responses.join(format!("{name}_responses.csv"))),
            stem,
        }
    }

    fn summary(&self, cut: Option<i32>) -> ExamSummary {
        let of = |(id, choices, key): &(String, Vec<String>, String)| {
            item(id, choices.len(), choices.iter().position(|choice| choice == key).unwrap())
        };
        let key = exam(self.items.iter().map(of).collect(), cut);
        // In two parts, so that merging is part of what is compared.
        let mut parts = [ExamTally::new(&key), ExamTally::new(&key)];
        for (row, part) in self.responses.iter().zip([0, 1].into_iter().cycle()) {
            let marks = self.items.iter().map(|(id, choices, _)| choices.iter().position(|c| *c == row[id]));
            parts[part].add(&sheet(&key, &marks.collect::<Vec<_>>())).unwrap();
        }
        let [mut whole, other] = parts;
        whole.merge(&other).unwrap();
        whole.finish()
    }
}

/// The value of a column of `_items.csv`; none if it is not supported.
#[expect(clippy::cast_precision_loss, reason = "small counts")]
fn item_column(item: &ItemAnalysis, column: &str) -> Option<Option<f64>> {
    let n = item.n as f64;
    let percent = |share: Option<f64>| share.map(|share| share * 100.0);
    let narrow = ((n - 1.0) / n).sqrt();
    Some(match column {
        "n" => Some(n),
        "correct" => item.facility.map(|p| (p * n).round()),
        "p" => item.facility,
        "var_n1" => item.sd.map(|sd| sd * sd),
        "sd_n1" => item.sd,
        "r_it" | "psych_raw_r" => item.item_total,
        "r_ir" | "psych_r_drop" | "ctt_pBis" => item.discrimination,
        "bis_rest_n" | "ctt_bis" => item.biserial,
        "bis_rest" => item.biserial.map(|r| r * narrow),
        "alpha_if_deleted" | "ctt_alphaIfDeleted" => item.alpha_if_deleted,
        "U27_frac" => item.outer.map(|[_, upper]| upper),
        "L27_frac" => item.outer.map(|[lower, _]| lower),
        "D27_frac" => item.upper_lower(),
        "U33_frac" => item.thirds.map(|[.., upper]| upper),
        "L33_frac" => item.thirds.map(|[lower, ..]| lower),
        "D33_frac" => item.thirds.map(|[lower, _, upper]| upper - lower),
        "moodle_facility_pct" => percent(item.facility),
        "moodle_sd_pct" => percent(item.sd),
        "moodle_disc_index_pct" => percent(item.discrimination),
        "moodle_disc_eff_pct" => percent(item.efficiency),
        "moodle_intended_weight_pct" => percent(item.intended_weight),
        "moodle_effective_weight_pct" => percent(item.effective_weight),
        _ => return None,
    })
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
fn choice_column(choice: &ChoiceAnalysis, column: &str) -> Option<Option<f64>> {
    Some(match column {
        "count" => Some(choice.count as f64),
        "keyed" => Some(f64::from(u8::from(choice.key))),
        "prop" => choice.share,
        "r_option_total" => choice.r_total,
        "r_option_rest" => choice.r_rest,
        "mean_total" => choice.mean_score,
        "U27_frac" => choice.outer.map(|[_, upper]| upper),
        "L27_frac" => choice.outer.map(|[lower, _]| lower),
        "D27_frac" => choice.outer.map(|[lower, upper]| upper - lower),
        _ => return None,
    })
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
fn test_field(exam: &ExamSummary, field: &str) -> Option<Option<f64>> {
    let whole = |points: Option<Points>| points.map(|p| p.units() as f64 / Points::units_per_point() as f64);
    let (n, k) = (exam.n as f64, exam.items.len() as f64);
    let mean = |value: fn(&ItemAnalysis) -> Option<f64>| {
        Some(exam.items.iter().map(|item| value(item).unwrap()).sum::<f64>() / k)
    };
    let alpha = exam.alpha.ok();
    Some(match field {
        "n" => Some(n),
        "items" => Some(k),
        "mean" => exam.mean,
        "median" => exam.median,
        "var_n1" => exam.sd.map(|sd| sd * sd),
        "sd_n1" => exam.sd,
        "sd_n" => exam.sd.map(|sd| sd * ((n - 1.0) / n).sqrt()),
        "min" => whole(exam.min),
        "max" => whole(exam.max),
        "skewness_G1" => exam.skewness,
        "excess_kurtosis_G2" => exam.kurtosis,
        "alpha_n1" | "kr20_nvar" | "psych_raw_alpha" => alpha,
        "kr21_nvar" => exam.kr21,
        "sem" | "moodle_standard_error" => exam.sem,
        "moodle_CIC_pct" => alpha.map(|alpha| alpha * 100.0),
        "moodle_error_ratio_pct" => exam.error_ratio.map(|ratio| ratio * 100.0),
        "split_half_odd_even_SB" => exam.split_half,
        "mean_p" => mean(|item| item.facility),
        "mean_r_ir" => mean(|item| item.discrimination),
        _ => return None,
    })
}

fn compare(set: &Set, name: &str, account: &mut Account) {
    let summary = set.summary(None);
    let items: BTreeMap<&str, &ItemAnalysis> =
        summary.items.iter().map(|item| (item.item.as_str(), item)).collect();
    for row in table(&set.stem.with_file_name(format!("{name}_items.csv"))) {
        let item = items[row["item"].as_str()];
        for (column, value) in row.iter().filter(|(column, _)| *column != "item") {
            match item_column(item, column) {
                Some(found) => {
                    account.same(&format!("{name} {} {column}", row["item"]), number(value), found, TOLERANCE)
                }
                None => drop(account.skipped.insert(format!("items: {column}"))),
            }
        }
    }
    for row in table(&set.stem.with_file_name(format!("{name}_options.csv"))) {
        let item = items[row["item"].as_str()];
        if row["option"] == "(blank)" {
            assert_eq!(row["count"], item.blank.to_string(), "{name} {}", row["item"]);
            continue;
        }
        let order = set.items.iter().find(|(id, ..)| *id == row["item"]).unwrap();
        let choice = &item.choices[order.1.iter().position(|choice| *choice == row["option"]).unwrap()];
        for (column, value) in row.iter().filter(|(column, _)| !["item", "option"].contains(&column.as_str()))
        {
            let what = format!("{name} {} {} {column}", row["item"], row["option"]);
            match choice_column(choice, column) {
                Some(found) => account.same(&what, number(value), found, TOLERANCE),
                None => drop(account.skipped.insert(format!("options: {column}"))),
            }
        }
    }
    compare_test(set, &summary, name, account);
}

fn compare_test(set: &Set, summary: &ExamSummary, name: &str, account: &mut Account) {
    let text = std::fs::read_to_string(set.stem.with_file_name(format!("{name}_test.json"))).unwrap();
    let test: serde_json::Map<String, Value> = serde_json::from_str(&text).unwrap();
    for (field, value) in &test {
        match (field.as_str(), value) {
            ("dataset", _) => {}
            ("alpha_feldt95", bounds) => {
                let found = summary.alpha_interval.unwrap();
                account.same(
                    &format!("{name} Feldt low"),
                    bounds[0].as_f64().unwrap(),
                    Some(found.low),
                    TOLERANCE,
                );
                account.same(
                    &format!("{name} Feldt high"),
                    bounds[1].as_f64().unwrap(),
                    Some(found.high),
                    TOLERANCE,
                );
            }
            ("decision", Value::Array(cuts)) => {
                for cut in cuts {
                    let at = cut["cut_raw"].as_i64().unwrap();
                    let found = set.summary(Some(i32::try_from(at).unwrap()));
                    let decision = found.decision.unwrap();
                    for (field, found) in [
                        ("pass_rate_observed", found.pass_rate),
                        ("subkoviak_p0", Some(decision.consistency)),
                        ("subkoviak_kappa", decision.kappa),
                        ("livingston_k2", decision.livingston),
                    ] {
                        account.same(
                            &format!("{name} {field} at {at}"),
                            cut[field].as_f64().unwrap(),
                            found,
                            TOLERANCE,
                        );
                    }
                    let other = [
                        "livingston_k2_nvar",
                        "brennan_phi_lambda",
                        "huynh_kr21",
                        "livingston_lewis_betafunctions",
                    ];
                    account.skipped.extend(other.map(|field| format!("decision: {field}")));
                }
            }
            (field, value) => match (test_field(summary, field), value.as_f64()) {
                (Some(found), Some(value)) => {
                    account.same(&format!("{name} {field}"), value, found, TOLERANCE)
                }
                _ => drop(account.skipped.insert(format!("test: {field}"))),
            },
        }
    }
}

/// The case of Moodle's own unit test: 22 attempts, marks with parts. Its figures are printed to 10 digits.
fn compare_moodle(folder: &Path, account: &mut Account) {
    let text = std::fs::read_to_string(folder.join("reference/moodle/fixture_qstats.json")).unwrap();
    let fixture: Value = serde_json::from_str(&text).unwrap();
    let slots: Vec<String> = fixture["slots"].as_array().unwrap().iter().map(Value::to_string).collect();
    let mut items = Vec::new();
    for (slot, facility) in slots.iter().zip(fixture["expected"]["facility"].as_array().unwrap()) {
        let marks = fixture["marks"][slot].as_array().unwrap();
        let mean = marks.iter().map(|m| m.as_f64().unwrap()).sum::<f64>() / 22.0;
        let mut item = item(&format!("s{slot:0>2}"), 2, 0);
        #[expect(clippy::cast_possible_truncation, reason = "a small whole number")]
        let most = (100.0 * mean / facility.as_f64().unwrap()).round() as i32;
        item.points = Points::from_whole(most);
        items.push(item);
    }
    let key = exam(items, None);
    let mut tally = ExamTally::new(&key);
    for attempt in 0..22 {
        let scores = slots.iter().map(|slot| {
            let points = Points::from_decimal(&fixture["marks"][slot][attempt].to_string()).unwrap();
            QuestionScore { response: Response::Awarded(Box::new([points])), points }
        });
        let scores: Vec<QuestionScore> = scores.collect();
        let total = scores.iter().map(|score| score.points).sum();
        tally
            .add(&ScoreSheet {
                candidate: CandidateId::new("x").unwrap(),
                name: None,
                form: 0,
                scores,
                total,
            })
            .unwrap();
    }
    let summary = tally.finish();
    for (item, computed) in summary.items.iter().zip(fixture["computed"].as_array().unwrap()) {
        let most = key.item(&item.item).unwrap().points.units() as f64 / Points::units_per_point() as f64;
        let found = [
            ("facility", item.facility.map(|p| p * 100.0)),
            ("sd1000", item.sd.map(|sd| sd * 1000.0)),
            ("ew", item.effective_weight.map(|w| w * 100.0)),
            ("di", item.discrimination.map(|r| r * 100.0)),
            ("de", item.efficiency.map(|r| r * 100.0)),
        ];
        for (field, found) in found {
            match computed[field].as_f64() {
                Some(value) => {
                    account.same(&format!("moodle {} ({most}) {field}", item.item), value, found, 1e-6)
                }
                None => assert_eq!(found, None, "moodle {} {field}", item.item),
            }
        }
    }
}

#[test]
fn figures_of_other_packages_are_reproduced() {
    let Some(folder) = std::env::var_os("MOCKEXAM_REFERENCE") else {
        println!("reference values: none ran, all skipped (MOCKEXAM_REFERENCE names no folder)");
        return;
    };
    let folder = PathBuf::from(folder);
    let mut skipped = BTreeSet::new();
    let mut wrong = Vec::new();
    for name in ["hci", "ctt", "iqitems", "gmat_sim", "medical", "moodle"] {
        let mut account = Account::default();
        match name {
            "moodle" => compare_moodle(&folder, &mut account),
            _ => compare(&Set::open(&folder, name), name, &mut account),
        }
        println!(
            "{name}: {} values ran, {} differ, largest difference {:.1e}",
            account.ran,
            account.wrong.len(),
            account.worst
        );
        skipped.extend(account.skipped);
        wrong.extend(account.wrong);
    }
    println!("skipped, not supported: {}", skipped.into_iter().collect::<Vec<_>>().join(", "));
    assert!(wrong.is_empty(), "{} values differ:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

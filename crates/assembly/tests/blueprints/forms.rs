//! Sections, orders, anchors and rest.

use crate::support::{bank, exam, exam_of, ids, in_order};
use mockexam_assembly::{Blueprint, Exam, Mode, explain};
use std::collections::BTreeSet;

const SECTIONS: &str = "[[section]]\ntitle = \"Charts\"\nintro = \"Look *closely*.\"\ntag = \"chart\"\nquestions = 3\n\
                        [[section]]\ntitle = \"Sea\"\ntopic = \"sea\"\nquestions = { min = 1, max = 3 }\n\
                        quota = [{ level = \"apply\", count = 1 }]\n\
                        [[section]]\ntitle = \"The rest\"\nquestions = { min = 2 }\norder = \"easy-first\"\n";

fn number(id: &str) -> usize {
    id.trim_start_matches("q-").parse().unwrap()
}

fn difficulty(id: &str) -> usize {
    40 + (number(id) * 11) % 56
}

fn common(exam: &Exam, one: usize, other: usize) -> usize {
    ids(exam, one).intersection(&ids(exam, other)).count()
}

#[test]
fn sections_part_a_form_and_have_their_own_counts_and_order() {
    for seed in ["1", "2", "3"] {
        let exam = exam(SECTIONS, seed, 2, Mode::Disjoint).unwrap();
        let key = &exam.secret.key;
        assert_eq!(key.sections(), exam.public.sections);
        for (place, form) in key.forms().iter().enumerate() {
            let printed = key.form(form);
            let headings: Vec<(&str, u16)> =
                printed.headings.iter().map(|heading| (heading.title.as_str(), heading.first)).collect();
            assert_eq!((headings[0], headings[1]), (("Charts", 1), ("Sea", 4)), "seed {seed}");
            assert_eq!(printed.headings[0].intro.to_markup(), "Look *closely*.");
            assert_eq!(printed.headings.last().map(|heading| heading.last), Some(8));
            // A chart of the sea belongs to the first section that it fits.
            for id in in_order(&exam, place) {
                let section =
                    if number(&id).is_multiple_of(3) { 0 } else { 1 + usize::from(number(&id) < 20) };
                assert_eq!(key.section_of(&id.parse_id()), Some(section), "{id}");
            }
            let apply_of_sea =
                in_order(&exam, place).iter().filter(|id| number(id) >= 20 && number(id) % 3 == 2).count();
            assert_eq!(apply_of_sea, 1, "seed {seed}");
            let rest: Vec<usize> = in_order(&exam, place)
                .iter()
                .filter(|id| !number(id).is_multiple_of(3) && number(id) < 20)
                .map(|id| difficulty(id))
                .collect();
            assert!(rest.len() >= 2 && rest.is_sorted_by(|a, b| a >= b), "{rest:?}");
        }
    }
}

trait ParseId {
    fn parse_id(&self) -> mockexam_model::ItemId;
}

impl ParseId for String {
    fn parse_id(&self) -> mockexam_model::ItemId {
        mockexam_model::ItemId::new(self).unwrap()
    }
}

#[test]
fn sections_that_the_bank_cannot_fill_are_named() {
    let more = "[[section]]\ntitle = \"Charts\"\ntag = \"chart\"\nquestions = 6\n[[section]]\ntitle = \"Rest\"\nquestions = 2\n";
    let told = exam(more, "1", 3, Mode::Disjoint).unwrap_err();
    assert_eq!(
        told,
        [
            "P02 section 'Charts': 18 needed (3 forms of 6), 14 eligible / write 4 more items for this cell, lower its count to 4, or make 2 of 3 forms"
        ]
    );
    let more = "[[section]]\ntitle = \"Air\"\ntopic = \"air\"\nquestions = 8\n[topics]\nair = 4\nsea = 4\n";
    let told = exam(more, "1", 1, Mode::Scrambled).unwrap_err().join("\n");
    assert!(told.contains("sea: 4 needed, 0 eligible (20 in no section)"), "{told}");
}

#[test]
fn orders_are_kept_and_ties_go_by_rank() {
    let easy = exam("order = \"easy-first\"\n", "1", 2, Mode::Scrambled).unwrap();
    for form in 0..2 {
        let shares: Vec<usize> = in_order(&easy, form).iter().map(|id| difficulty(id)).collect();
        assert!(shares.is_sorted_by(|a, b| a >= b), "{shares:?}");
    }
    let bank_order = exam("order = \"as-in-bank\"\n", "1", 2, Mode::Scrambled).unwrap();
    assert!(in_order(&bank_order, 0).is_sorted());
    assert_eq!(in_order(&bank_order, 0), in_order(&bank_order, 1));
    let shuffled = exam("", "1", 2, Mode::Scrambled).unwrap();
    assert_eq!(ids(&shuffled, 0), ids(&easy, 0), "the order draws nothing");
    assert_ne!(in_order(&shuffled, 0), in_order(&shuffled, 1));
}

#[test]
fn named_anchors_are_on_all_forms_and_nothing_else_is_shared() {
    let more = "[forms]\nmode = \"disjoint\"\n[anchors]\nitems = [\"q-05\", \"q-30\"]\n";
    let exam = exam(more, "1", 4, Mode::Disjoint).unwrap();
    for a in 0..4 {
        assert!(ids(&exam, a).contains("q-05") && ids(&exam, a).contains("q-30"));
        assert!((0..a).all(|b| common(&exam, a, b) == 2));
    }
    assert_eq!(exam.secret.key.anchors.len(), 2);
}

#[test]
fn drawn_anchors_fit_their_set_and_overlapping_forms_share_more() {
    let counted = "topic = \"sea\"\ncount = 3\n";
    let disjoint = format!("[topics]\nair = 4\nsea = 4\n[forms]\nmode = \"disjoint\"\n[anchors]\n{counted}");
    for seed in ["1", "2", "3", "4"] {
        let drawn = exam(&disjoint, seed, 4, Mode::Disjoint).unwrap();
        let anchors: BTreeSet<String> = drawn.secret.key.anchors.iter().map(ToString::to_string).collect();
        assert!(anchors.len() == 3 && anchors.iter().all(|id| number(id) >= 20), "{anchors:?}");
        assert!((1..4).all(|form| common(&drawn, 0, form) == 3), "seed {seed}");
        // Another number of forms does not move them.
        let fewer = exam(&disjoint, seed, 2, Mode::Disjoint).unwrap();
        assert_eq!(fewer.secret.key.anchors, drawn.secret.key.anchors);
    }
    let overlapping = format!("[forms]\nmode = \"overlapping\"\nshared = 1\nuses = 2\n[anchors]\n{counted}");
    let drawn = exam(&overlapping, "1", 6, Mode::Overlapping).unwrap();
    let most = (0..6).flat_map(|a| (0..a).map(move |b| (a, b))).map(|(a, b)| common(&drawn, a, b)).max();
    assert_eq!(most, Some(4), "three anchors and one more");
}

#[test]
fn anchors_that_cannot_be_are_refused() {
    let refused = |items: &str| {
        let more = format!("[forms]\nmode = \"disjoint\"\n[anchors]\n{items}\n");
        exam(&more, "1", 4, Mode::Disjoint).unwrap_err().join("\n")
    };
    assert!(refused("items = [\"q-99\"]").starts_with("P03 the bank 'b' has no item 'q-99'"));
    let told = refused("topic = \"fire\"\ncount = 2");
    assert!(told.starts_with("P03 the bank 'b' has no topic 'fire'"), "{told}");
    // 14 charts: with two as anchors, four forms of six take 2 + 4 x 4.
    let told = refused("tag = \"chart\"\ncount = 2\n[[quota]]\ntag = \"chart\"\ncount = 6");
    assert!(
        told.contains("tag chart: 18 needed (2 on all forms, and 4 forms of 4 more), 14 eligible"),
        "{told}"
    );
}

#[test]
fn included_items_do_not_suit_disjoint_forms() {
    let told = exam("include = [\"q-05\"]\n", "1", 2, Mode::Disjoint).unwrap_err().join("\n");
    assert!(told.contains("item 'q-05' shall be on all 2 forms, and an item may be on 1"), "{told}");
    assert!(told.contains("name it under [anchors]"), "{told}");
}

#[test]
fn items_at_rest_are_not_drawn_and_are_recorded() {
    let first = exam("", "1", 2, Mode::Disjoint).unwrap();
    let used: Vec<String> = (0..2).flat_map(|form| in_order(&first, form)).collect();
    let names: Vec<&str> = used.iter().map(String::as_str).collect();
    let second = exam_of("rest = 1\n", "1", 2, Mode::Disjoint, &names).unwrap();
    assert!((0..2).all(|form| ids(&second, form).iter().all(|id| !used.contains(id))));
    assert_eq!(second.public.resting.len(), 16);
    let told = exam_of("rest = 1\n", "1", 4, Mode::Disjoint, &names).unwrap_err().join("\n");
    assert!(
        told.contains("32 needed (4 forms of 8), 24 eligible (16 at rest after earlier exams)"),
        "{told}"
    );
}

#[test]
fn an_explanation_has_the_figures_of_the_forms() {
    let more = "[topics]\nair = 4\nsea = 4\n[difficulty]\nmean = 0.65\n[parallel]\nbands = 1\n";
    let text = format!("title = \"E\"\nbank = \"b\"\nquestions = 8\nminutes = 10\n{more}");
    let exam = exam(more, "1", 3, Mode::Disjoint).unwrap();
    let told = explain(&Blueprint::read("e.toml", &text).unwrap(), &bank(), &exam);
    assert_eq!(told.columns, ["A", "B", "C"]);
    assert!(told.demands.iter().all(|row| row.met && row.reached.len() == 3), "{:?}", told.demands);
    let row = |name: &str| told.demands.iter().find(|row| row.name == name).unwrap();
    assert_eq!((row("air").asked.as_str(), row("air").reached[2].shown.as_str()), ("exactly 4", "4"));
    let sum: usize = ids(&exam, 0).iter().map(|id| difficulty(id)).sum();
    assert_eq!(
        row("mean estimated difficulty").reached[0].shown,
        format!("0.{:04}", (sum * 1000 / 8 + 5) / 10)
    );
    assert_eq!(told.curves[0].bands.iter().sum::<usize>(), 8);
    assert_eq!(told.overlap.as_ref().unwrap().common, [[8, 0, 0], [0, 8, 0], [0, 0, 8]]);
    // 24 of 40 are used: 16 are left, and 8 of each topic.
    assert!(told.stock.iter().all(|row| row.is_short() && row.left * 3 == row.used * 2), "{:?}", told.stock);
    assert_eq!(told.short().count(), 3);
}

#[test]
fn many_forms_are_explained_by_their_ends() {
    let more = "[forms]\nmode = \"overlapping\"\nshared = 8\n";
    let text = format!("title = \"E\"\nbank = \"b\"\nquestions = 8\nminutes = 10\n{more}");
    let exam = exam(more, "1", 40, Mode::Overlapping).unwrap();
    let told = explain(&Blueprint::read("e.toml", &text).unwrap(), &bank(), &exam);
    assert_eq!((told.columns.len(), told.curves.len(), told.overlap), (2, 2, None));
    assert!(told.demands.iter().all(|row| row.reached.len() == 2));
}

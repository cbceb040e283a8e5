//! Counts, sums and lists.

use crate::support::{bank, exam, ids};
use mockexam_assembly::Mode;

/// `validate` holds each finished exam against its blueprint, so that what comes back keeps all of it.
#[test]
fn demands_are_met() {
    let demands = [
        "[difficulty]\nmean = 0.65\ntolerance = 0.005\n",
        "[difficulty]\nmean = 0.6\nminimise = true\neasy = 2\nhard = { min = 2, max = 4 }\n",
        "[[quota]]\ntag = \"chart\"\ncount = 5\n",
        "[[quota]]\nauthor = \"lee\"\nmin = 4\n[[quota]]\nlevel = \"apply\"\nmax = 1\n",
        "seconds = { max = 340 }\nwords = { min = 20, max = 40 }\n",
        "[difficulty]\nmean = 0.65\nspread = { min = 0.14, max = 0.16 }\n",
        "[difficulty]\nmean = 0.65\ntolerance = 0.02\nspread = { max = 0.1 }\n",
        "[parallel]\nbands = 0\nwords = 4\n",
        "[parallel]\nseconds = 6\ndifficulty = 0.01\n",
        "exclude = [\"q-00\", \"q-01\", \"q-02\", \"q-03\"]\n[topics]\nair = 4\nsea = 4\n",
    ];
    for demand in demands {
        for seed in ["1", "2", "3"] {
            exam(demand, seed, 2, Mode::Disjoint).unwrap_or_else(|e| panic!("{demand}: {e:?}"));
        }
    }
}

#[test]
fn the_mean_is_hit_exactly_where_deviation_is_minimised() {
    let demand = "[difficulty]\nmean = 0.65\nminimise = true\n";
    for seed in 0..10 {
        let exam = exam(demand, &seed.to_string(), 3, Mode::Disjoint).unwrap();
        let bank = bank();
        for form in 0..3 {
            let items = bank.items().filter(|item| ids(&exam, form).contains(item.id().as_str()));
            assert_eq!(items.map(|item| u32::from(item.difficulty)).sum::<u32>(), 8 * 650, "seed {seed}");
        }
    }
}

#[test]
fn overlapping_forms_share_as_much_as_is_allowed_and_anchors() {
    let demand = "include = [\"q-05\"]\n[forms]\ncount = 5\nmode = \"overlapping\"\nshared = 2\n";
    let exam = exam(demand, "1", 5, Mode::Overlapping).unwrap();
    let mut most = 0;
    for a in 0..5 {
        assert!(ids(&exam, a).contains("q-05"));
        for b in 0..a {
            most = most.max(ids(&exam, a).intersection(&ids(&exam, b)).count());
        }
    }
    assert_eq!(most, 2);
}

#[test]
fn what_cannot_be_is_refused_with_reasons() {
    let refused = |more: &str, forms, mode| exam(more, "1", forms, mode).unwrap_err().join("\n");
    let told =
        refused("[topics]\nair = 4\nsea = 4\n[[quota]]\ntag = \"chart\"\nmin = 8\n", 2, Mode::Disjoint);
    assert_eq!(
        told,
        "P02 tag chart: 16 needed (2 forms of 8), 14 eligible / write 2 more items for this cell, lower its count to 7, or make 1 of 2 forms"
    );
    // Each of the two holds alone: there are 7 charts on the air, and 8 are asked where 2 must be of the sea and no chart.
    let told = refused(
        "[topics]\nair = 6\nsea = 2\n[[quota]]\ntag = \"chart\"\nmin = 4\n[[quota]]\nauthor = \"lee\"\nmin = 5\n",
        1,
        Mode::Scrambled,
    );
    assert!(told.contains("tag chart: at least 4, 14 eligible, cannot be met together with"), "{told}");
    assert!(told.contains("one of these would do, found by "), "{told}");
    assert!(!told.contains("air"), "topics are not in the way: {told}");
    let told = refused("include = [\"q-99\"]\n", 1, Mode::Scrambled);
    assert!(told.starts_with("P03 the bank 'b' has no item 'q-99'"), "{told}");
    let told = refused("", 2, Mode::Overlapping);
    assert!(told.starts_with("P03 the blueprint does not say how many questions"), "{told}");
    let told = refused("[difficulty]\nmean = 65.0\n", 1, Mode::Scrambled);
    assert!(told.starts_with("P01 a share is a number from 0 to 1"), "{told}");
    let told = refused("[difficulty]\nmean = 0.95\ntolerance = 0.01\n", 1, Mode::Scrambled);
    assert!(told.contains("mean difficulty: 0.9400 to 0.9600"), "{told}");
}

#[test]
fn the_least_widening_of_a_sum_is_found_by_trying() {
    // The eight easiest of forty: 95, 94, 94, 93 … of 100 on average 0.93 at most.
    let told = exam("[difficulty]\nmean = 0.97\ntolerance = 0.01\n", "1", 1, Mode::Scrambled).unwrap_err();
    let help = told.iter().find(|line| line.contains("mean difficulty")).unwrap();
    let easiest = {
        let bank = bank();
        let mut all: Vec<u32> = bank.items().map(|item| u32::from(item.difficulty)).collect();
        all.sort_unstable();
        all.iter().rev().take(8).sum::<u32>()
    };
    let shown = help.split("mean difficulty 0.").nth(1).unwrap();
    let lower: u32 = shown[..4].parse().unwrap();
    assert!(lower * 8 <= easiest * 10 && (lower + 100) * 8 > easiest * 10, "{help}: {easiest}");
}

#[test]
fn ranges_without_an_end_and_a_mean_go_together() {
    let demand = "[difficulty]\nmean = 0.65\n[[quota]]\nlevel = \"apply\"\nmin = 3\n[[quota]]\ntag = \"chart\"\nmin = 2\n";
    for seed in ["1", "2", "3"] {
        exam(demand, seed, 3, Mode::Disjoint).unwrap();
    }
}

/// Where the middle of each measure is no form, others are drawn around one of those that are there.
#[test]
fn forms_as_close_as_asked_are_found_whatever_the_seed() {
    for demand in ["[parallel]\nseconds = 6\ndifficulty = 0.01\n", "[parallel]\nbands = 0\nwords = 4\n"] {
        for seed in 0..30 {
            exam(demand, &seed.to_string(), 2, Mode::Disjoint)
                .unwrap_or_else(|e| panic!("{demand} {seed}: {e:?}"));
        }
    }
}

//! A grading run that is killed leaves the old set whole, the new set whole, or a folder that `report` refuses.

use crate::support::{Place, demo, tree};
use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::Duration;

const KILLS: u32 = 50;

/// The files of results, without the writer's own notes.
fn results(place: &Place) -> BTreeMap<String, Vec<u8>> {
    let mut files = tree(&place.path("results"));
    files.retain(|name, _| !name.starts_with('.') && !name.contains('/'));
    files
}

/// Starts a run and kills it after so many microseconds. True if it was done by then.
fn killed_after(place: &Place, call: &str, moment: u64) -> bool {
    let mut child = place.command(call).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_micros(moment));
    let done = child.try_wait().unwrap().is_some();
    let _ = child.kill();
    child.wait().unwrap();
    done
}

/// Microseconds in which a run ends, here and today.
fn usual(place: &Place, call: &str) -> u64 {
    let mut moment = 1_000;
    while !killed_after(place, call, moment) {
        moment += moment / 4;
    }
    moment
}

#[test]
fn a_killed_run_leaves_no_set_that_is_half_new() {
    let place = Place::copy_of(demo());
    let calls = [
        "grade demo/exam demo/answers.csv --roster demo/roster.csv --out results",
        "grade demo/exam demo/answers.csv --out results",
    ];
    let whole = calls.map(|call| {
        place.ok(call);
        results(&place)
    });
    assert_ne!(whole[0], whole[1], "two sets that are the same test nothing");
    let usual = usual(&place, calls[0]);
    place.ok(calls[0]);
    let (mut old, mut new, mut refused) = (0, 0, 0);
    for kill in 0..KILLS {
        // Moments are spread over the whole run, in an order that has nothing to do with it.
        let moment = usual * u64::from(kill * 37 % KILLS) / u64::from(KILLS);
        killed_after(&place, calls[1], moment);
        let found = results(&place);
        if found == whole[0] {
            old += 1;
        } else if found == whole[1] {
            new += 1;
        } else {
            let run = place.run("report results --out reports").ends(2);
            assert!(run.err.contains("error["), "{run}");
            assert!(!place.path("reports").exists());
            refused += 1;
        }
        // The next run finds its way, whatever was left.
        place.ok(calls[0]);
        assert_eq!(results(&place), whole[0]);
    }
    assert_eq!(old + new + refused, KILLS);
}

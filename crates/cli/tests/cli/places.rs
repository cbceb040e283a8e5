//! Files that are not ours, disks that are full, readers that went away.

use crate::support::{Place, Run, demo, small, tree};
use std::fs::File;
use std::process::Stdio;

#[test]
fn a_foreign_file_in_the_way_is_not_touched() {
    let cases = [
        ("exams/new/exam.toml", "assemble safety-quiz --seed 1 --name new --force"),
        ("exams/new/secret/key.toml", "assemble safety-quiz --seed 1 --name new"),
        ("exams/quiz/results/scores.csv", "grade exams/quiz good.csv"),
        ("other/summary.json", "grade exams/quiz good.csv --out other"),
        ("demo/answers.csv", "demo"),
        ("demo/exam/exam.toml", "demo"),
        ("demo/exam/papers/form-A.pdf", "demo"),
        ("demo/exam/secret", "demo"),
        ("demo/exam/secret/key-B.pdf", "demo"),
        ("demo/exam/results/notes.txt", "demo"),
        ("demo/exam/results/reports/notes.txt", "demo"),
        ("pages/class.html", "report results --out pages"),
        ("my-exams/notes.txt", "new my-exams"),
    ];
    let place = Place::copy_of(small());
    place.write("good.csv", "candidate,form,1,2,3,4,5,6\nx,A,A,A,A,A,A,A\n");
    place.ok("grade exams/quiz good.csv --out results");
    for (file, call) in cases {
        place.write(file, "mine");
        let before = tree(&place.path(""));
        let run = place.run(call).ends(2);
        assert!(run.err.contains("error[C01]") && run.err.contains("help: "), "{run}");
        assert_eq!(place.text(file), "mine", "{run}");
        let after = tree(&place.path(""));
        let changed: Vec<_> = after.iter().filter(|(name, text)| before.get(*name) != Some(text)).collect();
        assert_eq!((changed, before.len()), (Vec::new(), after.len()), "{run}");
        std::fs::remove_file(place.path(file)).unwrap();
    }
    // Foreign files beside ours stay where they are.
    place.write("exams/quiz/papers/seating plan.pdf", "mine");
    place.write("exams/quiz/results/complaints.txt", "mine");
    place.ok("print exams/quiz --only papers");
    place.ok("assemble safety-quiz --seed 2 --name quiz --force");
    assert_eq!(place.text("exams/quiz/papers/seating plan.pdf"), "mine");
    assert_eq!(place.text("exams/quiz/results/complaints.txt"), "mine");
    assert!(!place.path("exams/quiz/papers/form-A.pdf").exists(), "papers of the earlier exam are gone");
}

#[test]
fn a_second_demo_replaces_the_first() {
    let place = Place::copy_of(demo());
    let first = tree(&place.path("demo"));
    assert!(first.contains_key("exam/results/reports/class.html"));
    place.ok("demo");
    let second = tree(&place.path("demo"));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    assert!(first == second, "the demo is the same each time");
    // A file of somebody else is in the way of what the demo would do, but not of what it did.
    place.write("demo/exam/results/reports/notes.txt", "mine");
    place.ok("demo");
    place.write("demo/exam/results/notes.txt", "mine");
    place.ok("demo");
    for name in ["demo/exam/results/notes.txt", "demo/exam/results/reports/notes.txt"] {
        assert_eq!(place.text(name), "mine");
    }
}

#[test]
fn an_exam_that_is_drawn_anew_can_be_graded_and_reported_anew() {
    let place = Place::copy_of(small());
    place.write("good.csv", "candidate,form,1,2,3,4,5,6\nx,A,A,A,A,A,A,A\n");
    for seed in 1..=2 {
        place.ok("grade exams/quiz good.csv");
        place.ok("report exams/quiz/results");
        place.ok(&format!("assemble safety-quiz --seed {seed} --name quiz --force"));
        assert!(!place.path("exams/quiz/results").exists());
    }
    // An empty folder is nobody's.
    std::fs::create_dir_all(place.path("exams/quiz/results/reports")).unwrap();
    place.ok("grade exams/quiz good.csv");
    place.write("pages/notes.txt", "mine");
    let run = place.run("report exams/quiz/results --out pages").ends(2);
    assert!(run.err.contains("pages holds other files, such as notes.txt"), "{run}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_killed_run_is_not_in_the_way_of_the_next() {
    let place = Place::copy_of(small());
    place.write("good.csv", "candidate,form,1,2,3,4,5,6\nx,A,A,A,A,A,A,A\n");
    let mut command = place.command("grade exams/quiz /dev/stdin");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    // It waits for answers, with the files of the results begun.
    let begun = place.path("exams/quiz/results/.responses.csv.part");
    while !begun.exists() && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(begun.exists());
    place.ok("grade exams/quiz good.csv --no-responses");
    let left = tree(&place.path("exams/quiz/results"));
    let parts: Vec<_> = left.keys().filter(|name| name.ends_with(".part")).collect();
    assert_eq!((parts, left.contains_key("scores.csv")), (Vec::new(), true));
    // Only what a journal names is ours.
    place.write("other/.scores.csv.part", "mine");
    let run = place.run("grade exams/quiz good.csv --out other").ends(2);
    assert!(run.err.contains("other holds other files, such as .scores.csv.part"), "{run}");
}

#[test]
#[cfg(unix)]
fn a_link_in_the_way_is_not_followed() {
    let place = Place::copy_of(small());
    place.write("precious", "mine");
    for name in ["exams/new/exam.toml", "exams/new/.exam.toml.part"] {
        std::fs::create_dir_all(place.path("exams/new")).unwrap();
        std::os::unix::fs::symlink(place.path("precious"), place.path(name)).unwrap();
    }
    place.run("assemble safety-quiz --seed 1 --name new --force").ends(2);
    std::fs::remove_file(place.path("exams/new/exam.toml")).unwrap();
    place.ok("assemble safety-quiz --seed 1 --name new");
    assert_eq!(place.text("precious"), "mine");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error_with_a_message() {
    let place = Place::copy_of(small());
    for call in
        ["check --json", "--help", "verify exams/quiz", "check --explain S01", "print exams/quiz --json"]
    {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = place.command(call).stdout(full).stderr(Stdio::piped()).output().unwrap();
        let run = Run::new(call, output).ends(2);
        assert!(run.err.contains("cannot write to standard output: no space left on device"), "{run}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let place = Place::copy_of(small());
    place.replace("question-bank/safety-basics/fire.toml", "  key = true\n", "  why = \"No.\"\n");
    for (call, code) in
        [("check", 1), ("check --json", 1), ("--help", 0), ("check --explain S06", 0), ("print nowhere", 2)]
    {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = place.command(call).stdout(writer).stderr(Stdio::piped()).output().unwrap();
        let run = Run::new(call, output).ends(code);
        assert_eq!(run.err.is_empty(), code != 2, "{run}");
    }
    for call in ["print nowhere", "--no-such-flag"] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        Run::new(call, place.command(call).stdout(Stdio::piped()).stderr(writer).output().unwrap()).ends(2);
    }
}

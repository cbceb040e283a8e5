//! Files that are not ours, disks that are full, readers that went away.

use crate::support::{Place, Run, small, tree};
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
        ("pages/class.html", "report results --out pages"),
        ("my-exams/notes.txt", "new my-exams"),
    ];
    let place = Place::copy_of(small());
    place.write("good.csv", "candidate,form,1,2,3,4,5,6\nx,A,A,A,A,A,A,A\n");
    place.ok("grade exams/quiz good.csv --out results");
    for (file, call) in cases {
        place.write(file, "mine");
        let run = place.run(call).ends(2);
        assert!(run.err.contains("error[C01]") && run.err.contains("help: "), "{run}");
        assert_eq!(place.text(file), "mine", "{run}");
        let left = tree(&place.path(""));
        let staged: Vec<_> = left.keys().filter(|name| name.ends_with(".part")).collect();
        assert_eq!(staged, Vec::<&String>::new(), "{run}");
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

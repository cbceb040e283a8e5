//! A disk that fills up while results are written is an error, wherever it happens.

use crate::class::{Memory, graded, results, with_set};
use crate::shipped::exam;
use mockexam_assembly::Mode;
use mockexam_report::{ENGLISH_REPORT_WORDS, Links, ReportError, ReportWords, ResultsError, class_report};
use std::io::ErrorKind;

#[test]
fn a_full_disk_is_never_a_shorter_file() {
    let exam = exam("disk", 1, Mode::Scrambled);
    let key = &exam.secret.key;
    let numbers: Vec<String> = (1..=40).map(|number| number.to_string()).collect();
    let class = graded(key, &format!("candidate,form,{}\nx,A,{}A\n", numbers.join(","), "A,".repeat(39)));
    let whole = results(key, &class, usize::MAX).unwrap();
    let largest = whole.values().map(Vec::len).max().unwrap();
    for room in (0..largest).step_by(97).chain([largest - 1]) {
        match results(key, &class, room) {
            Err(ResultsError::Io { source, .. }) => {
                assert_eq!(source.kind(), ErrorKind::StorageFull, "{room}")
            }
            other => panic!("{room}: {other:?}"),
        }
    }
    assert_eq!(results(key, &class, largest).unwrap(), whole);
    let words = ReportWords::read(ENGLISH_REPORT_WORDS).unwrap();
    with_set(&whole, |set| {
        let outcome = class_report(set, key, &words, Links::None, &mut Memory::with_room(1000));
        assert!(matches!(outcome, Err(ReportError::Write(error)) if error.kind() == ErrorKind::StorageFull));
    });
}

//! A small set of results as text, and what a reader gets back.

use super::*;
use mockexam_analysis::ExamTally;
use mockexam_model::{
    AnswerKey, Balance, CandidateId, ChoiceId, ChoiceSnapshot, FormCode, FormKey, ItemId, ItemSnapshot,
    Level, Marks, Points, QuestionKey, QuestionScore, Reconciliation, Response, RichText, RosterBalance,
    RowFinding, RowState, ScoreSheet, SnapshotContent, Style, TopicId, TopicName,
};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

fn key() -> AnswerKey {
    let item = |id: &str, topic: &str, points| ItemSnapshot {
        id: ItemId::new(id).unwrap(),
        rev: 2,
        topic: TopicId::new(topic).unwrap(),
        level: Level::Remember,
        style: Style::Standard,
        points,
        concepts: vec![],
        stimulus: None,
        stem: RichText::literal("?"),
        explanation: RichText::default(),
        task: mockexam_model::Task::ONE_LETTER,
        statements: vec![],
        choices: ["c1", "c2", "c3"]
            .map(|id| ChoiceSnapshot {
                id: ChoiceId::new(id).unwrap(),
                key: id == "c1",
                content: SnapshotContent::Text(RichText::literal("x")),
                why: RichText::default(),
            })
            .into(),
    };
    let question = |id: &str, choices: [u8; 3]| QuestionKey {
        item: ItemId::new(id).unwrap(),
        statements: vec![],
        choices: choices.into(),
        values: mockexam_model::Values::new(),
    };
    let form = |index, questions| FormKey { code: FormCode::shared(index), questions };
    let topic = |id: &str| TopicName { id: TopicId::new(id).unwrap(), name: id.to_uppercase() };
    let third = Points::from_ratio(1, 3).unwrap();
    AnswerKey::new(
        "Sample, with \"quotes\"".into(),
        "S1".into(),
        Some(Points::from_whole(1)),
        vec![topic("value"), topic("unused"), topic("roles")],
        vec![item("ro-1", "roles", third), item("va-1", "value", Points::from_whole(1))],
        vec![],
        vec![
            form(0, vec![question("va-1", [0, 1, 2]), question("ro-1", [2, 1, 0])]),
            form(1, vec![question("ro-1", [1, 0, 2]), question("va-1", [1, 2, 0])]),
        ],
    )
    .unwrap()
}

fn candidate(id: &str) -> CandidateId {
    CandidateId::new(id).unwrap()
}

fn sheets() -> Vec<ScoreSheet> {
    let (one, third) = (Points::from_whole(1), Points::from_ratio(1, 3).unwrap());
    let marks = |positions: &[u8]| positions.iter().fold(Marks::NONE, |all, &p| all.with(Marks::one(p)));
    let sheet = |id, name: Option<&str>, form, scores: [(Response, Points); 2]| ScoreSheet {
        candidate: candidate(id),
        name: name.map(str::to_owned),
        form,
        total: scores.iter().map(|(_, points)| *points).sum(),
        scores: scores.map(|(response, points)| QuestionScore { response, points }).into(),
    };
    vec![
        sheet(
            "007",
            Some("Ann, \"A\""),
            0,
            [(Response::Chosen(marks(&[0])), one), (Response::Chosen(marks(&[2])), third)],
        ),
        sheet(
            "+8",
            Some("=HYPERLINK(1)"),
            1,
            [(Response::Chosen(marks(&[1])), third), (Response::Blank, Points::ZERO)],
        ),
        sheet(
            "009",
            None,
            1,
            [(Response::Multiple(marks(&[0, 2])), Points::ZERO), (Response::Unreadable, Points::ZERO)],
        ),
    ]
}

fn books() -> Reconciliation {
    Reconciliation {
        balance: Balance {
            rows: 4,
            graded: 3,
            invalid: 1,
            roster: Some(RosterBalance { candidates: 5, graded: 3, absent: 1, withheld: 1 }),
            ..Balance::default()
        },
        findings: vec![RowFinding {
            file: "room 1.csv".into(),
            line: 5,
            column: Some(3),
            candidate: "@10".into(),
            state: RowState::Invalid,
            message: "question 1: 'E': no such choice".into(),
            said: None,
        }],
        absent: vec![candidate("011")],
        withheld: vec![candidate("@10")],
    }
}

/// All files of the small set by name.
fn files() -> Vec<(&'static str, String)> {
    let (key, books) = (key(), books());
    let mut bytes: [Vec<u8>; 6] = Default::default();
    let [scores, responses, items, choices, reconciliation, summary] = &mut bytes;
    let mut tally = ExamTally::new(&key);
    let mut writer = ResultsWriter::new(&key, scores, Some(responses)).unwrap();
    let mut share = writer.share();
    for sheet in sheets() {
        tally.add(&sheet).unwrap();
        share.add(&sheet).unwrap();
    }
    writer.gather(&mut share).unwrap();
    let statistics = tally.finish();
    let mut digests = writer.finish(&books, |id| if id.as_str() == "011" { "Zoë" } else { "" }).unwrap();
    digests.push(write_items(items, &key, &statistics).unwrap());
    digests.push(write_choices(choices, &statistics).unwrap());
    digests.push(write_reconciliation(reconciliation, &books).unwrap());
    let inputs = [("room 1.csv", [7; 32])];
    let set = Summary {
        rulings: RulingsSeal::default(),
        key: &key,
        books: &books,
        statistics: &statistics,
        simulated: true,
        inputs: &inputs,
        files: &digests,
    };
    set.write(summary).unwrap();
    let names = digests.into_iter().map(|digest| digest.file).chain(["summary.json"]);
    names.zip(bytes.map(|bytes| String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn a_small_set() {
    let all: Vec<String> = files().into_iter().map(|(name, text)| format!("== {name}\n{text}")).collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn the_summary_holds_the_digest_of_every_file() {
    let files = files();
    let (_, summary) = files.last().unwrap();
    let summary: serde_json::Value = serde_json::from_str(summary).unwrap();
    assert_eq!(summary["files"].as_object().unwrap().len(), files.len() - 1);
    for (name, text) in &files[..files.len() - 1] {
        let digest: Vec<String> = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(summary["files"][*name], digest.concat(), "{name}");
    }
}

#[test]
fn tables_and_summary_read_back() {
    let files = files();
    let rows = |name: &str| -> Vec<csv::StringRecord> {
        let text = &files.iter().find(|(file, _)| *file == name).unwrap().1;
        csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect()
    };
    let scores = rows("scores.csv");
    let ids: Vec<&str> = scores.iter().map(|row| unguarded(&row[0])).collect();
    assert_eq!(ids, ["007", "+8", "009", "@10", "011"], "graded, withheld, absent");
    assert_eq!(unguarded(&scores[1][1]), "=HYPERLINK(1)");
    let total: Points = rows("responses.csv").iter().map(|row| exact(&row[7])).sum();
    assert_eq!(total, sheets().iter().map(|sheet| sheet.total).sum(), "points survive exactly");
    let summary: serde_json::Value = serde_json::from_str(&files.last().unwrap().1).unwrap();
    let balance: Balance = serde_json::from_value(summary["balance"].clone()).unwrap();
    let findings: Vec<RowFinding> = serde_json::from_value(summary["findings"].clone()).unwrap();
    let distribution: std::collections::BTreeMap<Points, u64> =
        serde_json::from_value(summary["statistics"]["distribution"].clone()).unwrap();
    assert_eq!((balance, findings), (books().balance, books().findings));
    assert_eq!(distribution.keys().copied().sum::<Points>(), total);
}

fn exact(text: &str) -> Points {
    match text.split_once('/') {
        Some((n, d)) => Points::from_ratio(n.parse().unwrap(), d.parse().unwrap()).unwrap(),
        None => Points::from_decimal(text).unwrap(),
    }
}

/// A disk with so many bytes left.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = bytes.len().min(self.0);
        self.0 -= written;
        if written == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(written) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_an_error_wherever_it_strikes() {
    let key = key();
    let complete = files()[0].1.len();
    for room in 0..complete {
        let mut writer = ResultsWriter::new(&key, Full(room), None).unwrap();
        let mut share = writer.share();
        sheets().iter().for_each(|sheet| share.add(sheet).unwrap());
        let outcome = writer.gather(&mut share).and_then(|()| writer.finish(&books(), |_| "Zoë").map(|_| ()));
        let Err(ResultsError::Io { file: "scores.csv", source }) = outcome else {
            panic!("{room}: {outcome:?}")
        };
        assert_eq!(source.kind(), io::ErrorKind::StorageFull, "{room}");
    }
}

#[test]
fn rows_are_the_same_however_many_shares_make_them() {
    let (key, books) = (key(), books());
    for cut in 0..=3 {
        let mut bytes: [Vec<u8>; 2] = Default::default();
        let [scores, responses] = &mut bytes;
        let mut writer = ResultsWriter::new(&key, scores, Some(responses)).unwrap();
        let mut shares = [writer.share(), writer.share()];
        for (number, sheet) in sheets().iter().enumerate() {
            shares[usize::from(number >= cut)].add(sheet).unwrap();
        }
        shares.iter_mut().for_each(|share| writer.gather(share).unwrap());
        writer.finish(&books, |id| if id.as_str() == "011" { "Zoë" } else { "" }).unwrap();
        for ((name, whole), shared) in files().into_iter().zip(bytes) {
            assert_eq!(String::from_utf8(shared).unwrap(), whole, "{name}, {cut}");
        }
    }
}

#[test]
fn a_sheet_of_another_exam_is_refused() {
    let key = key();
    let writer = ResultsWriter::new(&key, io::sink(), Some(io::sink())).unwrap();
    let sheet = ScoreSheet { form: 2, ..sheets().remove(0) };
    assert!(matches!(writer.share().add(&sheet), Err(ResultsError::Sheet { form: 2, scores: 2 })));
}

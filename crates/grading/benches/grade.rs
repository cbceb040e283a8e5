//! 100,000 candidates × 40 questions on four forms: read, scored and tallied.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot make its data must fail")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mockexam_analysis::{ExamTally, TallyError};
use mockexam_grading::{Collector, CsvSource, GradingError, Setup, grade_once, grade_with};
use mockexam_model::{
    AnswerKey, ChoiceId, ChoiceSnapshot, FormCode, FormKey, ItemId, ItemSnapshot, Level, Points, QuestionKey,
    RichText, ScoreSheet, SnapshotContent, Style, TopicId,
};
use std::fmt::Write;
use std::hint::black_box;

const CANDIDATES: usize = 100_000;
const QUESTIONS: usize = 40;

/// SplitMix64 (Steele, Lea and Flood 2014): enough to vary a benchmark, the same on every machine.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) >> 33).unwrap() % bound
    }
}

fn key(draw: &mut Draw) -> AnswerKey {
    let item = |id: usize| ItemSnapshot {
        id: ItemId::new(&format!("it-{id:02}")).unwrap(),
        rev: 1,
        topic: TopicId::new(&format!("t{}", id % 12)).unwrap(),
        level: Level::Remember,
        style: Style::Standard,
        points: Points::from_whole(1),
        concepts: vec![],
        stimulus: None,
        stem: RichText::literal("?"),
        explanation: RichText::default(),
        task: mockexam_model::Task::ONE_LETTER,
        statements: vec![],
        choices: (0..4)
            .map(|n| ChoiceSnapshot {
                id: ChoiceId::new(&format!("c{n}")).unwrap(),
                key: n == 0,
                content: SnapshotContent::Text(RichText::literal("x")),
                why: RichText::default(),
            })
            .collect(),
    };
    let items: Vec<ItemSnapshot> = (0..QUESTIONS).map(item).collect();
    let mut question = |item: &ItemSnapshot| {
        let mut choices: Vec<u8> = vec![0, 1, 2, 3];
        choices.rotate_left(draw.below(4));
        QuestionKey {
            item: item.id.clone(),
            statements: vec![],
            choices,
            values: mockexam_model::Values::new(),
        }
    };
    let forms = (0..4)
        .map(|form| FormKey {
            code: FormCode::shared(form),
            questions: items.iter().map(&mut question).collect(),
        })
        .collect();
    AnswerKey::new("Bench".into(), "B".into(), None, vec![], items, vec![], forms).unwrap()
}

/// Three in five right by letter A, some blanks, double marks and smudges.
fn answers(draw: &mut Draw) -> String {
    const CELLS: [&str; 32] = [
        "A", "A", "A", "A", "A", "A", "A", "A", "B", "B", "B", "B", "B", "B", "B", "C", "C", "C", "C", "C",
        "C", "C", "D", "D", "D", "D", "D", "D", "D", "", "AC", "*",
    ];
    let mut text = String::from("candidate,form");
    for question in 1..=QUESTIONS {
        write!(text, ",{question}").unwrap();
    }
    for candidate in 0..CANDIDATES {
        write!(text, "\n{candidate:07},{}", ["A", "B", "C", "D"][draw.below(4)]).unwrap();
        for _ in 0..QUESTIONS {
            text.push(',');
            text.push_str(CELLS[draw.below(CELLS.len())]);
        }
    }
    text
}

#[derive(Debug)]
enum Failure {
    Grading(#[expect(dead_code, reason = "shown by a panic")] GradingError),
    Tally(#[expect(dead_code, reason = "shown by a panic")] TallyError),
}

impl From<GradingError> for Failure {
    fn from(error: GradingError) -> Self {
        Self::Grading(error)
    }
}

impl From<TallyError> for Failure {
    fn from(error: TallyError) -> Self {
        Self::Tally(error)
    }
}

/// Collects statistics.
struct Tallies<'k>(ExamTally<'k>);

impl<'k> Collector for Tallies<'k> {
    type Share = ExamTally<'k>;
    type Error = Failure;

    fn share(&self) -> ExamTally<'k> {
        self.0.clone()
    }

    fn add(share: &mut ExamTally<'k>, sheet: &ScoreSheet) -> Result<(), Failure> {
        Ok(share.add(sheet)?)
    }

    fn gather(&mut self, _share: &mut ExamTally<'k>) -> Result<(), Failure> {
        Ok(())
    }

    fn merge(&mut self, share: ExamTally<'k>) -> Result<(), Failure> {
        Ok(self.0.merge(&share)?)
    }
}

/// Collects nothing.
struct Nothing;

impl Collector for Nothing {
    type Share = ();
    type Error = Failure;

    fn share(&self) {}

    fn add((): &mut (), sheet: &ScoreSheet) -> Result<(), Failure> {
        black_box(sheet);
        Ok(())
    }

    fn gather(&mut self, (): &mut ()) -> Result<(), Failure> {
        Ok(())
    }

    fn merge(&mut self, (): ()) -> Result<(), Failure> {
        Ok(())
    }
}

fn bench(criterion: &mut Criterion) {
    let mut draw = Draw(42);
    let key = key(&mut draw);
    let text = answers(&mut draw);
    let setup = Setup { key: &key, roster: None, form: None };
    let mut group = criterion.benchmark_group("grade");
    group.throughput(Throughput::Elements(CANDIDATES as u64)).sample_size(10);
    group.bench_function("read once, score, tally 100,000 x 40", |bencher| {
        bencher.iter(|| {
            let mut tallies = Tallies(ExamTally::new(&key));
            let mut sources = [CsvSource::bytes("answers.csv", text.as_bytes())];
            let graded = grade_once(&setup, None, &mut sources, &mut tallies).unwrap().unwrap();
            assert_eq!(graded.reconciliation.balance.graded, CANDIDATES as u64);
            black_box(tallies.0.finish())
        });
    });
    group.bench_function("read once, score 100,000 x 40", |bencher| {
        bencher.iter(|| {
            let mut sources = [CsvSource::bytes("answers.csv", text.as_bytes())];
            grade_once(&setup, None, &mut sources, &mut Nothing).unwrap().unwrap()
        });
    });
    group.bench_function("read, compare, score 100,000 x 40", |bencher| {
        bencher.iter(|| {
            let mut sources = [CsvSource::bytes("answers.csv", text.as_bytes())];
            grade_with(&setup, None, &mut sources, &mut Nothing).unwrap()
        });
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);

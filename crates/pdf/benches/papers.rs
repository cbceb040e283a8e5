//! How long it takes to lay out and write a batch of differently shuffled papers of 40 questions.
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on should stop")]

use criterion::{Criterion, criterion_group, criterion_main};
use mockexam_model::{
    Block, ChoiceContent, Form, FormCode, ItemBody, ItemId, Points, Question, ResponseField, RichText,
};
use mockexam_paper::{Cover, FontBook, Language, Template, WrongAnswers, exam_paper, layout};

const PAPERS: usize = 100;

const STEMS: [&str; 4] = [
    "Which term describes any component that needs to be managed in order to deliver an agreed service?",
    "Identify the missing word. A [?] is a cause, or potential cause, of one or more of the things that go wrong.",
    "A workshop follows a framework and would like to find waste in its ordering with a new technique. What applies?",
    "Which is **NOT** a step of the improvement model, as far as *ordering* is concerned?",
];

const CHOICES: [&str; 6] = [
    "It can do so if the technique replaces its practices",
    "It should wait until an authority permits the technique",
    "It can do so, as improvement may draw on various approaches",
    "It should refrain, as the framework lays down a technique of its own",
    "To see to it that the organization and its stakeholders go on making value",
    "An affordable fix that staff can carry out",
];

/// The n-th paper: other words, in another order.
fn form(index: usize) -> Form {
    let question = |number: u16| {
        let place = usize::from(number) * 7 + index;
        let stem = format!("{} (Case {})", STEMS[place % STEMS.len()], place * 31 % 997);
        let choice = |n: usize| ChoiceContent::Text(RichText::literal(CHOICES[(place + n) % CHOICES.len()]));
        Question {
            number,
            item: ItemId::new(&format!("it-{:03}", place % 400)).unwrap(),
            rev: 1,
            points: Points::from_whole(1),
            stimulus: None,
            body: ItemBody {
                stem: RichText::parse(&stem).unwrap(),
                blocks: vec![Block::Choices((0..4).map(choice).collect())],
            },
            field: ResponseField::Choices {
                count: 4,
                choose: 1,
                scoring: mockexam_model::ChoiceScoring::AllOrNothing,
            },
        }
    };
    let code = FormCode::new(&format!("{index:04}")).unwrap();
    Form { code, stimuli: Vec::new(), questions: (1..=40).map(question).collect(), headings: Vec::new() }
}

fn batch(criterion: &mut Criterion) {
    let (template, language) = (Template::a4().unwrap(), Language::english().unwrap());
    let fonts = FontBook::shipped().unwrap();
    let documents: Vec<_> = (0..PAPERS)
        .map(|index| {
            let form = form(index);
            let cover = Cover {
                title: "Mock exam".into(),
                subtitle: String::new(),
                date: None,
                code: "K7Q3MD".into(),
                form: form.code.clone(),
                minutes: 60,
                cut_score: Some(Points::from_whole(26)),
                maximum: Points::from_whole(40),
                contact: None,
                notice: RichText::literal("Independent practice material."),
                instructions: Vec::new(),
                wrong_answers: WrongAnswers::Free,
                holder: None,
                logo: None,
            };
            exam_paper(&form, &cover, &language, &template)
        })
        .collect();
    let mut group = criterion.benchmark_group("papers");
    group.sample_size(10);
    group.bench_function("lay out 100 papers of 40 questions", |bencher| {
        bencher.iter(|| {
            documents.iter().map(|d| layout(d, &template, &fonts).unwrap().pages.len()).sum::<usize>()
        });
    });
    group.bench_function("100 papers of 40 questions to PDF", |bencher| {
        bencher.iter(|| {
            let written = documents.iter().map(|document| {
                mockexam_pdf::write(&layout(document, &template, &fonts).unwrap()).unwrap().len()
            });
            written.sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, batch);
criterion_main!(benches);

//! Random exams and responses against a slow, obvious recomputation by the ids of the choices.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its data must fail")]

mod support;

use mockexam_grading::{GradingError, Setup};
use mockexam_model::{AnswerKey, ItemSnapshot, Points, Response};
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeMap;
use support::{form, item, key, roster, run, small};

/// What a candidate does with one question, without knowing how forms are ordered.
#[derive(Debug, Clone)]
enum Act {
    /// Marks the choice with this canonical index (modulo the number of choices).
    Mark(Index),
    Blank,
    Smudge,
    Two(Index, Index),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => any::<Index>().prop_map(Act::Mark),
        1 => Just(Act::Blank),
        1 => Just(Act::Smudge),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Act::Two(a, b)),
    ]
}

/// Items as (choices, right, points in hundredths), and per form an order of the items and, per item, of its choices.
fn exam() -> impl Strategy<Value = AnswerKey> {
    let item_parts = prop::collection::vec(
        (prop_oneof![Just(2_usize), Just(4), 3_usize..=6], any::<Index>(), 25_i64..300),
        1..12,
    );
    item_parts.prop_flat_map(|parts| {
        let items: Vec<ItemSnapshot> = parts
            .into_iter()
            .enumerate()
            .map(|(id, (n, right, cents))| {
                item(id, n, right.index(n), Points::from_ratio(cents, 100).unwrap())
            })
            .collect();
        let arranged = |item: &ItemSnapshot| {
            let id = item.id.clone();
            let n = u8::try_from(item.choices.len()).unwrap();
            let choices = Just((0..n).collect::<Vec<u8>>()).prop_shuffle();
            (choices, 0_usize..4, Just((id, !item.statements.is_empty()))).prop_map(
                |(choices, turn, (id, list))| {
                    let mut statements: Vec<u8> = if list { (0..4).collect() } else { vec![] };
                    statements.rotate_left(if list { turn } else { 0 });
                    (id, choices, statements)
                },
            )
        };
        let questions: Vec<_> = items.iter().map(arranged).collect();
        let one_form = (questions.prop_shuffle_vec(), 1_usize..=items.len());
        let forms = prop::collection::vec(one_form, 1..4);
        forms.prop_map(move |forms| {
            let forms = ["A", "B", "C"].into_iter().zip(forms).map(|(code, (mut questions, length))| {
                questions.truncate(length);
                form(code, questions)
            });
            key(items.clone(), forms.collect())
        })
    })
}

/// Shuffles the values of a vector of strategies.
trait ShuffleVec<T> {
    fn prop_shuffle_vec(self) -> BoxedStrategy<Vec<T>>;
}

impl<S: Strategy + 'static> ShuffleVec<S::Value> for Vec<S>
where
    S::Value: Clone,
{
    fn prop_shuffle_vec(self) -> BoxedStrategy<Vec<S::Value>> {
        self.prop_shuffle().boxed()
    }
}

/// The printed letter of a canonical choice on a form, found by walking the paper.
fn letter(key: &AnswerKey, form: usize, question: usize, canonical: usize) -> char {
    let printed = &key.forms()[form].questions[question].choices;
    let position = printed.iter().position(|&c| usize::from(c) == canonical).unwrap();
    char::from(b'A' + u8::try_from(position).unwrap())
}

proptest! {
    #[test]
    fn letters_are_mapped_back_for_every_form(
        key in exam(),
        class in prop::collection::vec((any::<Index>(), prop::collection::vec(act(), 12), any::<bool>()), 1..20),
        separator in prop::sample::select(vec![',', ';', '\t']),
    ) {
        let columns = key.forms().iter().map(|form| form.questions.len()).max().unwrap();
        let header: Vec<String> = (1..=columns).map(|q| format!("Q{q}")).collect();
        let s = separator.to_string();
        let mut text = format!("form{s}{}{s}candidate\n", header.join(&s));
        let mut want: Vec<(String, Vec<Points>)> = Vec::new();
        for (number, (form, acts, lower)) in class.iter().enumerate() {
            let form = form.index(key.forms().len());
            let mut cells = vec![key.forms()[form].code.to_string()];
            let mut points = Vec::new();
            for (q, (question, act)) in key.forms()[form].questions.iter().zip(acts).enumerate() {
                let item = key.item(&question.item).unwrap();
                let n = item.choices.len();
                // By identity: is the id of the marked choice the id of a key?
                let marked: Vec<usize> = match act {
                    Act::Mark(a) => vec![a.index(n)],
                    Act::Two(a, b) if a.index(n) != b.index(n) => vec![a.index(n), b.index(n)],
                    Act::Two(a, _) => vec![a.index(n)],
                    Act::Blank | Act::Smudge => vec![],
                };
                let right = marked.len() == 1 && item.choices[marked[0]].key;
                points.push(if right { item.points } else { Points::ZERO });
                let letters: String = marked.iter().map(|&c| letter(&key, form, q, c)).collect();
                cells.push(match act {
                    Act::Smudge => "*".to_owned(),
                    _ if *lower => letters.to_lowercase(),
                    _ => letters,
                });
            }
            cells.resize(columns + 1, String::new());
            cells.push(format!("c{number}"));
            text.push_str(&cells.join(&s));
            text.push('\n');
            want.push((format!("c{number}"), points));
        }
        let setup = Setup { key: &key, roster: None, form: None };
        let (graded, sheets) = run(&setup, &[("a.csv", text.as_bytes())]).unwrap();
        prop_assert!(!graded.reconciliation.balance.has_findings(), "{:?}", graded.reconciliation);
        let got: Vec<_> = sheets
            .iter()
            .map(|sheet| (sheet.candidate.to_string(), sheet.scores.iter().map(|s| s.points).collect::<Vec<_>>()))
            .collect();
        prop_assert_eq!(&got, &want);
        for (sheet, (_, points)) in sheets.iter().zip(&want) {
            prop_assert_eq!(sheet.total, points.iter().copied().sum::<Points>());
        }
    }

    #[test]
    fn any_bytes_end_in_books_that_balance_or_in_a_refusal(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..300),
            "[a-d,;\"\r\n\t1-5QA-E*? \u{e9}\u{feff}]{0,200}".prop_map(String::into_bytes),
            "(id|form|candidate|1|2|3|4|Q1|name|room|x|,|;|\"|\n|A|sep=){0,40}".prop_map(String::into_bytes),
        ],
        header in any::<bool>(),
        with_roster in any::<bool>(),
    ) {
        let key = small();
        let known = roster("candidate,form\na,A\nb,B\nc,\n1,\n");
        let setup = Setup { key: &key, roster: with_roster.then_some(&known), form: None };
        let start: &[u8] = if header { b"id,form,1,2,3,4\n" } else { b"" };
        let bytes = [start, &bytes].concat();
        match run(&setup, &[("a.csv", &bytes)]) {
            Ok((graded, sheets)) => {
                let books = &graded.reconciliation;
                prop_assert!(books.balance.adds_up());
                prop_assert_eq!(sheets.len() as u64, books.balance.graded);
                prop_assert_eq!(books.findings.len() as u64, books.balance.rows - books.balance.graded);
            }
            Err(GradingError::Refused(found)) => prop_assert!(found.iter().all(|d| d.labels[0].file == "a.csv")),
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    /// Rows over few candidates, so that all kinds of duplicates meet; the states follow from a plain reading of the rules.
    #[test]
    fn the_gate_agrees_with_a_plain_reading_of_its_rules(
        rows in prop::collection::vec((0_usize..6, prop::sample::select(vec!["A", "B", "X"]), 0_usize..4), 0..14),
        split in any::<Index>(),
    ) {
        let responses = ["A,A,A,A", "A,B,,A", "A,B,,a", "A,E,A,A"]; // the second and third say the same, the last is invalid
        let ids = ["a", "b", "c", "d", "e", "stranger"];
        let known = roster("candidate,name\na,Ann\nb,Bob\nc,Cyd\nd,Dan\ne,Eve\nf,Fay\n");
        let key = small();
        let line = |(id, form, r): &(usize, &str, usize)| format!("{},{form},{}\n", ids[*id], responses[*r]);
        let lines: Vec<String> = rows.iter().map(line).collect();
        let cut = split.index(rows.len() + 1);
        let files: Vec<String> = [&lines[..cut], &lines[cut..]]
            .into_iter()
            .filter(|lines| !lines.is_empty())
            .map(|lines| format!("id,form,1,2,3,4\n{}", lines.concat()))
            .collect();
        let files: Vec<(&str, &[u8])> = files.iter().map(|text| ("a.csv", text.as_bytes())).collect();
        let setup = Setup { key: &key, roster: Some(&known), form: None };
        let (graded, sheets) = run(&setup, &files).unwrap();

        let mut of_candidate: BTreeMap<usize, Vec<&(usize, &str, usize)>> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.0 < 5) {
            of_candidate.entry(row.0).or_default().push(row);
        }
        let readable = |row: &(usize, &str, usize)| row.1 != "X" && row.2 != 3;
        let meaning = |row: &(usize, &str, usize)| (row.1.to_owned(), if row.2 == 2 { 1 } else { row.2 });
        let agree = |rows: &Vec<&(usize, &str, usize)>| {
            rows.iter().all(|row| readable(row) && meaning(row) == meaning(rows[0]))
        };
        let balance = graded.reconciliation.balance;
        let count = |test: &dyn Fn(&(usize, &str, usize)) -> bool| rows.iter().filter(|row| test(row)).count() as u64;
        let scored = of_candidate.values().filter(|rows| agree(rows)).count() as u64;
        prop_assert_eq!(balance.rows, rows.len() as u64);
        prop_assert_eq!(balance.graded, scored);
        prop_assert_eq!(balance.unknown_candidate, count(&|row| row.0 == 5));
        prop_assert_eq!(balance.unknown_form, count(&|row| row.0 < 5 && row.1 == "X"));
        prop_assert_eq!(balance.invalid, count(&|row| row.0 < 5 && row.1 != "X" && row.2 == 3));
        prop_assert!(balance.adds_up());
        let side = balance.roster.unwrap();
        prop_assert_eq!((side.candidates, side.absent), (6, 6 - of_candidate.len() as u64));
        prop_assert_eq!(side.withheld, of_candidate.len() as u64 - scored);
        for sheet in &sheets {
            let smudged = sheet.scores.iter().filter(|s| s.response == Response::Unreadable).count();
            prop_assert_eq!(smudged, 0);
        }
    }
}

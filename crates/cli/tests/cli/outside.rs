//! Exams that were made elsewhere: a key file in place of an exam.

use crate::support::Place;
use std::fs;
use std::path::Path;

const KEY: &str = "item,key,options,points,topic\n\
                   q1,D,4,1,First things\n\
                   q2,AC,5,2,First things\n\
                   q3,A/C,4,1,Other\n";

const ANSWERS: &str = "id,q1,q2,q3\n\
                       right,D,CA,A\n\
                       either,D,AC,C\n\
                       part,D,A,D\n\
                       both,,ACE,AC\n\
                       none,A,BD,B\n";

fn scores(place: &Place, folder: &str) -> Vec<String> {
    let text = place.text(&format!("{folder}/scores.csv"));
    text.lines().skip(1).map(|line| line.split(',').nth(4).unwrap().to_owned()).collect()
}

#[test]
fn a_key_file_grades_like_an_exam() {
    let place = Place::fresh();
    place.write("quiz.csv", KEY);
    place.write("answers.csv", ANSWERS);
    let run = place.ok("grade --key quiz.csv answers.csv");
    insta::assert_snapshot!(run);
    assert_eq!(scores(&place, "quiz-results"), ["4", "4", "1", "1", "0"]);
    place.ok("report quiz-results");
    assert!(place.text("quiz-results/reports/class.html").contains("First things"));
    assert!(place.text("quiz-results/scores.csv").lines().next().unwrap().ends_with("first-things,other"));
}

#[test]
fn the_same_gate_and_the_same_rulings() {
    let place = Place::fresh();
    place.write("quiz.csv", KEY);
    place.write("answers.csv", format!("{ANSWERS}late,D,AC,Z\n"));
    place.write(
        "class.csv",
        "candidate,name\nright,Ann\neither,Bob\npart,Cyd\nboth,Dan\nlate,Eve\nillness,Fay\n",
    );
    place.write(
        "rulings.toml",
        "[[ruling]]\nid = 'r1'\nitem = 'q1'\naction = 'accept'\naccept = ['c1']\nreason = 'so'\n",
    );
    let run = place.run("grade --key quiz.csv answers.csv --roster class.csv --out plain").ends(1);
    assert!(run.out.contains("roster 6 = graded 4 + absent 1 + withheld 1"), "{run}");
    place.run("grade --key quiz.csv answers.csv --rulings rulings.toml --out ruled").ends(1);
    assert_eq!(scores(&place, "ruled")[..5], ["4", "4", "1", "1", "1"]);
}

#[test]
fn forms_keep_their_own_letters() {
    let place = Place::fresh();
    let key = "form,question,item,key,options\nA,1,x,A,4\nA,2,y,B,4\nB,1,y,D,4\nB,2,x,A,4\n";
    place.write("key.csv", key);
    place.write("answers.csv", "id,version,1,2\na,A,A,B\nb,B,D,A\nc,B,A,D\n");
    place.ok("grade --key key.csv answers.csv");
    assert_eq!(scores(&place, "key-results"), ["2", "2", "0"]);
    // Letters of different forms are different choices: nobody knows which.
    assert_eq!(place.text("key-results/choices.csv").lines().count(), 1);
    let items = place.text("key-results/items.csv");
    assert!(items.lines().any(|line| line.starts_with("x,1,all,3,0.6666")), "{items}");
    place.ok("report key-results");
    // Nor does a report count them, or put letters side by side that nobody matched.
    let page = place.text("key-results/reports/class.html");
    assert_eq!(page.matches("they are not counted").count(), 2);
    assert_eq!(page.matches("<td class=\"number count\">–</td>").count(), 2, "{page}");
    let ruling = "[[ruling]]\nid = 'r1'\nitem = 'y'\naction = 'rekey'\naccept = ['c1']\nreason = 'so'\n";
    place.write("by-item.toml", ruling);
    let run = place.run("grade --key key.csv answers.csv --rulings by-item.toml").ends(2);
    assert!(run.err.contains("does not tell how the choices of item y moved"), "{run}");
    place.write("by-form.toml", ruling.replace("item = 'y'", "form = 'B'\nquestion = 1").replace("c1", "A"));
    place.ok("grade --key key.csv answers.csv --rulings by-form.toml");
    assert_eq!(scores(&place, "key-results"), ["2", "1", "1"]);
}

#[test]
fn questions_are_never_shifted() {
    let place = Place::fresh();
    // In the order of the alphabet q10 stands before q2: the names tell the questions.
    let numbers: Vec<usize> = vec![1, 10, 2, 3, 4, 5, 6, 7, 8, 9];
    let letter = |number: usize| ["A", "B", "C", "D"][number % 4];
    let rows: String = numbers.iter().map(|&n| format!("q{n},{}\n", letter(n))).collect();
    place.write("key.csv", format!("item,key\n{rows}"));
    let header: Vec<String> = (1..=10).map(|n| format!("q{n}")).collect();
    let right: Vec<&str> = (1..=10).map(letter).collect();
    place.write("answers.csv", format!("id,{}\na,{}\n", header.join(","), right.join(",")));
    let run = place.ok("grade --key key.csv answers.csv");
    assert!(run.err.contains("warning[G62]"), "how many options there are was assumed: {run}");
    assert_eq!(scores(&place, "key-results"), ["10"]);
    place.write("key.csv", format!("item,key\n{}", rows.replace("q10,", "q11,")));
    let run = place.run("grade --key key.csv answers.csv").ends(2);
    assert!(run.err.contains("form A has no question 10, but question 11"), "{run}");
}

#[test]
fn every_mistake_of_a_key_is_told() {
    let place = Place::fresh();
    place.write("answers.csv", "id,1\na,A\n");
    place.write(
        "key.csv",
        "item,key,options,points\nq1,\"A,C\",4,1\nq 2,A,4,1\nq3,E,4,1\nq4,A,1,1\nq5,A,4,x\nq6,A,4\nq7,A,,1\n",
    );
    insta::assert_snapshot!(place.run("grade --key key.csv answers.csv").ends(2));
    assert!(!place.path("key-results").exists());
    place.write("key.csv", "item,answer sheet\nq1,A\n");
    assert!(place.run("grade --key key.csv answers.csv").ends(2).err.contains("no column holds the key"));
    assert!(place.run("grade --key missing.csv answers.csv").ends(2).err.contains("missing.csv"));
}

#[test]
fn a_second_scan_replaces_the_first() {
    let place = Place::fresh();
    place.write("quiz.csv", KEY);
    place.write("first.csv", "id,q1,q2,q3\nann,D,,\nbob,D,AC,A\nbob,D,AC,B\n");
    place.write("second.csv", "id,q1,q2,q3\nann,D,AC,A\nbob,A,AC,A\n");
    place.run("grade --key quiz.csv first.csv second.csv").ends(1);
    let run = place.ok("grade --key quiz.csv first.csv --supersede second.csv");
    assert!(run.out.contains("rows read 5 = graded 2 + duplicate 0 + unknown candidate 0 + unknown form 0 + invalid 0 + superseded 3"), "{run}");
    assert!(run.err.contains("the row on line 3 of second.csv replaces it"), "{run}");
    assert_eq!(scores(&place, "quiz-results"), ["4", "3"]);
    place.ok("report quiz-results");
}

/// Sets of real answers with the scores of established packages; they lie outside of the repository.
#[test]
#[expect(clippy::print_stderr, reason = "whoever runs the tests should know what was not tested")]
fn scores_equal_those_of_others() {
    let Some(folder) = std::env::var_os("MOCKEXAM_REFERENCE") else {
        eprintln!("skipped: MOCKEXAM_REFERENCE names no folder");
        return;
    };
    let folder = Path::new(&folder);
    let place = Place::fresh();
    let read = |path: String| fs::read_to_string(folder.join(path)).unwrap();
    for set in ["hci", "ctt", "iqitems", "medical", "gmat_sim"] {
        place.write("key.csv", read(format!("responses/{set}_key.csv")));
        place.write("answers.csv", read(format!("responses/{set}_responses.csv")));
        place.ok(&format!("grade --key key.csv answers.csv --out {set}"));
        let reference = read(format!("reference/{set}_scores.csv"));
        let want: Vec<&str> = reference.lines().skip(1).map(|line| line.split(',').nth(1).unwrap()).collect();
        let got = scores(&place, set);
        let differ = got.iter().zip(&want).filter(|(got, want)| got != *want).count();
        assert_eq!((got.len(), differ), (want.len(), 0), "{set}");
        eprintln!("{set}: {} scores, no difference", got.len());
    }
}

//! Plain-text quizzes of the shapes that course pages have, and what is refused of them.

use mockexam_bank::{Bank, SourceFile};
use mockexam_interchange::{DraftOptions, Import, drafts, read_text_quiz};
use mockexam_model::{Diagnostic, Place, Severity};

/// Numbered choices, empty lines, other text around: as a course page is saved.
const SPACED: &str = include_str!("quizzes/spaced.txt");
/// No empty line at all, bullets, markup.
const DENSE: &str = include_str!("quizzes/dense.txt");

fn read(text: &str) -> Import {
    read_text_quiz(&SourceFile::new("quiz.txt", text))
}

fn keys(import: &Import) -> Vec<usize> {
    import.items.iter().filter_map(|item| item.key()).collect()
}

/// The line and column at which a finding points, from 1.
fn place(found: &Diagnostic, text: &str) -> (usize, usize) {
    let Place::Span(span) = found.labels[0].place else { panic!("{found:?}") };
    let before = &text[..span.start];
    let line = before.matches('\n').count() + 1;
    (line, before[before.rfind('\n').map_or(0, |at| at + 1)..].chars().count() + 1)
}

#[test]
fn quizzes_of_a_course_page_become_drafts() {
    let import = read(SPACED);
    assert_eq!((keys(&import), import.refused, import.diagnostics.len()), (vec![1, 2, 0], 0, 0));
    let options = DraftOptions { topic: "bees".into(), prefix: "be".into() };
    insta::assert_snapshot!("spaced", drafts(&import.items, "spaced.txt", &options));
    let import = read(DENSE);
    assert_eq!((keys(&import), import.refused, import.diagnostics.len()), (vec![0, 1], 0, 0));
    insta::assert_snapshot!("dense", drafts(&import.items, "dense.txt", &options));
}

#[test]
fn drafts_are_a_file_of_a_bank_and_nobody_draws_them() {
    let head =
        "[bank]\nid = \"b\"\ntitle = \"B\"\nlanguage = \"en\"\n[[topic]]\nid = \"bees\"\nname = \"Bees\"\n";
    let options = DraftOptions { topic: "bees".into(), prefix: "be".into() };
    let import = read(SPACED);
    let text = drafts(&import.items, "a\nb", &options);
    let files = [SourceFile::new("bank.toml", head), SourceFile::new("d.toml", &text)];
    let reading = Bank::read(&files);
    let faults: Vec<&str> =
        reading.diagnostics.iter().map(|found| found.code).filter(|code| code.starts_with('T')).collect();
    assert_eq!(faults, Vec::<&str>::new());
    let items: Vec<_> = reading.bank.items().collect();
    assert_eq!(items.len(), 3);
    for (item, quiz) in items.iter().zip(&import.items) {
        assert_eq!(item.status.as_str(), "draft");
        assert_eq!(item.snapshot.stem, quiz.stem);
        assert_eq!(item.snapshot.keys().collect::<Vec<_>>(), quiz.key().into_iter().collect::<Vec<_>>());
    }
}

/// A question that is sound, to be mangled: line 1 asks, lines 3 to 6 hold choices, line 9 the answer, line 11 explains.
const SOUND: &str = "What does a worker bee collect?\n\n1. Honey\n2. Nectar\n3. Wax\n4. Stings\nShow Answer\n\n\
                     Answer: B) Nectar\n\nNectar is turned into honey in the hive.\n";

/// What is done to it, the line and column at which the refusal points, and the fact.
const MANGLED: &[(&str, &str, (usize, usize), &str)] = &[
    ("B) Nectar", "C) Nectar", (9, 9), "the answer names C, and its text is that of choice 2"),
    ("B) Nectar", "3) Nectar", (9, 9), "the answer names 3, and its text is that of choice 2"),
    ("B) Nectar", "B) Pollen", (9, 9), "the answer names B, and its text is that of no choice"),
    ("B) Nectar", "E) Nectar", (9, 9), "the answer names E, and there are 4 choices"),
    (
        "B) Nectar",
        "B",
        (9, 9),
        "the answer is B, the choices are marked otherwise, and no text says which is meant",
    ),
    ("B) Nectar", "Pollen", (9, 9), "the answer is the text of no choice"),
    ("B) Nectar", "B and C", (9, 9), "the answer is the text of no choice"),
    ("Answer: B) Nectar", "Answer:", (9, 8), "the answer is empty"),
    ("Answer: B) Nectar\n", "", (7, 1), "no answer follows here"),
    ("Show Answer\n\nAnswer: B) Nectar\n", "", (3, 1), "no answer follows these choices"),
    ("3. Wax", "2. Wax", (5, 1), "choice 3 has the mark of choice 2"),
    ("3. Wax\n", "", (5, 1), "choice 3 has the mark of choice 4"),
    ("1. Honey\n", "", (3, 1), "the choices do not start with the first number or letter"),
    ("3. Wax", "3. nectar.", (5, 1), "two choices say the same"),
    ("3. Wax", "3.", (5, 1), "this choice is empty"),
    ("2. Nectar\n3. Wax\n4. Stings\n", "", (3, 1), "a question has 2 to 26 choices, this one has 1"),
    ("What does a worker bee collect?\n", "", (2, 1), "there is no question above these choices"),
    (
        "What does a worker bee collect?\n\n",
        "Think.\nWhat does a worker bee collect?\n",
        (2, 1),
        "several lines stand above these choices, and nothing says which of them ask",
    ),
    (
        "Show Answer",
        "Think first.\nShow Answer",
        (7, 1),
        "these words stand between choices and answer, and belong to neither",
    ),
    ("2. Nectar", "2. Ne\u{fffd}tar", (9, 9), "the answer names B, and its text is that of no choice"),
    ("3. Wax", "3. W\u{fffd}x", (5, 5), "the text contains '\u{fffd}', which cannot be printed"),
    ("3. Wax", "3. W\u{202e}ax", (5, 5), "the text contains '\\u{202e}', which nobody sees"),
    ("3. Wax", "3. **Wax", (5, 4), "'**' has no partner"),
    ("3. Wax", "C) Wax", (6, 1), "the choices do not start with the first number or letter"),
    ("Answer: B) Nectar", "Answer: B) Nectar\nAnswer: C) Wax", (10, 1), "this answer belongs to no question"),
    (
        "3. Wax\n4. Stings\nShow Answer\n\nAnswer: B) Nectar",
        "3. 2\n4. Stings\nShow Answer\n\nAnswer: 2",
        (9, 9),
        "the answer is 2, which names one choice and is the text of another",
    ),
];

#[test]
fn what_would_have_to_be_guessed_is_refused_with_its_place() {
    assert_eq!(keys(&read(SOUND)), [1]);
    let mut facts = Vec::new();
    for (from, to, wanted, fact) in MANGLED.iter() {
        let text = SOUND.replacen(from, to, 1);
        assert_ne!(text, SOUND, "{from}");
        let import = read(&text);
        let errors: Vec<&Diagnostic> =
            import.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
        assert_eq!(errors.len(), import.refused, "{to}: {errors:#?}");
        let found = errors.first().unwrap_or_else(|| panic!("{from} → {to} was taken: {import:#?}"));
        assert_eq!((place(found, &text), found.message.as_str()), (*wanted, *fact), "{from} → {to}");
        assert!(found.help.is_some(), "{to}");
        facts.push(*fact);
    }
    assert!(facts.len() >= 20, "{}", facts.len());
}

#[test]
fn a_choice_that_is_parted_from_the_others_is_no_question() {
    let text = "Which is right?\n\n- one\n\n- two\n- three\n\nAnswer: three\n\nSo it is.\n";
    let import = read(text);
    assert_eq!((import.items.len(), import.refused), (0, 1));
    let found = &import.diagnostics[0];
    assert_eq!(place(found, text), (3, 1));
    assert_eq!(found.message, "this line may be the question, or one more choice");
}

#[test]
fn numbered_questions_keep_the_explanations_that_say_so() {
    let question = |number: usize, told: &str| {
        format!(
            "{number}. What does bee {number} collect?\n\nA) Nectar\nB) Wax\n\nAnswer: A) Nectar\n\n\
             Explanation: {told}\n\n"
        )
    };
    let told = ["It becomes honey.", "Honey is made of it.", "It is sweet."];
    let text: String = (1..).zip(told).map(|(number, told)| question(number, told)).collect();
    let import = read(&text);
    let explained: Vec<String> = import.items.iter().map(|item| item.explanation.plain()).collect();
    assert_eq!((explained, import.diagnostics), (told.map(str::to_owned).to_vec(), Vec::new()));
}

#[test]
fn what_names_the_key_may_be_written_in_several_ways() {
    for (from, to) in [
        ("B) Nectar", "B. nectar."),
        ("B) Nectar", "(b) Nectar"),
        ("B) Nectar", "2) Nectar"),
        ("B) Nectar", "2"),
        ("B) Nectar", "Nectar"),
        ("Answer: B)", "Correct answer: B)"),
        ("Show Answer\n\n", ""),
        ("What does", "12. What does"),
        ("4. Stings", "4. Stings,\n   and little else"),
        ("1. Honey\n2. Nectar\n3. Wax\n4. Stings", "A) Honey\nB) Nectar\nC) Wax"),
        ("1. Honey\n2. Nectar\n3. Wax\n4. Stings", "* Honey\n* Nectar"),
    ] {
        let import = read(&SOUND.replacen(from, to, 1));
        assert_eq!((keys(&import), import.refused), (vec![1], 0), "{to}: {import:#?}");
    }
    assert_eq!(keys(&read(&SOUND.replace('\n', "\r\n"))), [1], "line ends of Windows");
    let letters = SOUND.replace("1. Honey\n2. Nectar\n3. Wax\n4. Stings", "A) Honey\nB) Nectar");
    assert_eq!(
        keys(&read(&letters.replace("B) Nectar\n\nNectar", "B\n\nNectar"))),
        [1],
        "a letter for letters"
    );
}

#[test]
fn a_question_without_explanation_is_told_of() {
    for (from, to) in [
        ("Nectar is turned into honey in the hive.\n", ""),
        ("Nectar is turned into honey in the hive.", "What bees eat"),
        ("Nectar is turned into honey in the hive.", "- Nectar is sweet."),
    ] {
        let import = read(&SOUND.replacen(from, to, 1));
        let codes: Vec<&str> = import.diagnostics.iter().map(|found| found.code).collect();
        assert_eq!((keys(&import), codes), (vec![1], vec!["I02"]), "{to}");
        assert!(import.items[0].explanation.is_empty(), "{to}");
    }
    let two = SOUND.replace("Nectar is turned into honey in the hive.\n", SOUND);
    let import = read(&two);
    assert_eq!(keys(&import), [1, 1], "the next question explains nothing: {import:#?}");
    assert!(import.items[0].explanation.is_empty());
}

#[test]
fn tables_are_flagged_and_never_glued_to_a_question() {
    const QUESTION: &str = "Who pays for the honey?\n\n1. The beekeeper\n2. The buyer\n\nAnswer: B) The buyer\n\nWhoever buys pays.\n";
    const TABLE: &str = "Role Meaning Example\nBeekeeper Who keeps the bees A farm\nBuyer Who pays A shop\n";
    let found = |text: &str| {
        let import = read(text);
        let told = import.diagnostics.iter().map(|found| (found.code, place(found, text).0));
        (import.items.len(), import.refused, told.collect::<Vec<_>>())
    };
    assert_eq!(found(QUESTION), (1, 0, vec![]));
    assert_eq!(found(&format!("{TABLE}\n{QUESTION}")), (1, 0, vec![("I03", 1)]));
    assert_eq!(found(&format!("{QUESTION}\n{TABLE}")), (1, 0, vec![("I03", 10)]));
    assert_eq!(found(&format!("{TABLE}{QUESTION}")), (0, 1, vec![("I03", 1), ("I01", 1)]));
}

//! A class and its answers as every layout writes them.

use crate::Case;
use mockexam_model::{FormKey, QuestionKey};

/// Choices, the right ones first; texts with the signs that part others, and with letters beyond ASCII.
pub(crate) const ITEMS: [(&str, usize, [&str; 4]); 5] = [
    ("Which town lies on the Loire?", 1, ["Orléans", "Paris", "Lyon", "Orléans, Paris; or Lyon"]),
    ("What does the river carry in June?", 1, ["Water, mostly", "Sand; mud", "Ice", "Nothing"]),
    ("Who built the weir above the mill?", 1, ["Nobody knows", "The miller", "The monks", "A king"]),
    ("Which two of these are bridges?", 2, ["Old Bridge", "New Bridge", "Old Ford", "Mühlsteg"]),
    ("When was the lock opened at last?", 1, ["1742", "1642", "In spring, 1842", "It was not"]),
];

/// Layouts that are written here; the older ZipGrade by itself.
pub(crate) const LAYOUTS: [&str; 14] = [
    "wide",
    "long",
    "zipgrade",
    "zipgrade-old",
    "google-forms",
    "microsoft-forms",
    "moodle",
    "canvas",
    "blackboard",
    "amc",
    "nops-eval",
    "nops-scan",
    "omrchecker",
    "formscanner",
];

/// A file before it is written: groups of columns that stay together, each with a header and cells.
pub(crate) struct Sheets {
    pub(crate) groups: Vec<Vec<Column>>,
    pub(crate) separators: &'static [u8],
    pub(crate) has_header: bool,
    /// Whether the columns may stand in any order.
    pub(crate) moves: bool,
}

fn letters(question: &QuestionKey, marks: &[u8]) -> String {
    let printed = question.choices.iter().enumerate().filter(|(_, choice)| marks.contains(choice));
    printed.map(|(position, _)| QuestionKey::letter(position)).collect()
}

fn bits(question: &QuestionKey, marks: &[u8], between: &str) -> String {
    let digit = |choice: &u8| if marks.contains(choice) { "1" } else { "0" };
    question.choices.iter().map(digit).collect::<Vec<_>>().join(between)
}

fn texts(item: usize, marks: &[u8], between: &str, nothing: &str) -> String {
    match marks {
        [] => nothing.to_owned(),
        marks => marks.iter().map(|&mark| ITEMS[item].2[usize::from(mark)]).collect::<Vec<_>>().join(between),
    }
}

pub(crate) fn candidate(row: usize) -> String {
    format!("00{}é", row + 1)
}

pub(crate) fn digits(row: usize) -> String {
    format!("015010{row}")
}

/// A column: its header and its cells.
type Column = (String, Vec<String>);

/// A class that sat a form, on its way to a file.
struct Class<'c> {
    case: &'c Case,
    form: &'c FormKey,
}

fn item(question: &QuestionKey) -> usize {
    question.item.as_str()[3..].parse().unwrap()
}

fn stem(question: &QuestionKey) -> &'static str {
    ITEMS[item(question)].0
}

impl<'c> Class<'c> {
    fn column(&self, header: &str, cell: impl Fn(usize) -> String) -> Column {
        (header.to_owned(), (0..self.case.sheets.len()).map(cell).collect())
    }

    fn constant(&self, header: &str, cell: &str) -> Column {
        self.column(header, |_| cell.to_owned())
    }

    /// Columns that each stand alone and hold the same in all rows.
    fn same(&self, cells: &[(&str, &str)]) -> Vec<Vec<Column>> {
        cells.iter().map(|(header, cell)| vec![self.constant(header, cell)]).collect()
    }

    fn id(&self, header: &str) -> Vec<Column> {
        vec![self.column(header, candidate)]
    }

    fn each(&self, group: impl Fn(usize, &QuestionKey) -> Vec<Column>) -> Vec<Vec<Column>> {
        (1..).zip(&self.form.questions).map(|(number, question)| group(number, question)).collect()
    }

    fn marked(&self, row: usize, question: &QuestionKey) -> &'c [u8] {
        &self.case.sheets[row][item(question)]
    }

    fn letters(&self, header: &str, question: &QuestionKey) -> Column {
        self.column(header, |row| letters(question, self.marked(row, question)))
    }

    fn bits(&self, header: &str, question: &QuestionKey, between: &str, end: &str) -> Column {
        self.column(header, |row| bits(question, self.marked(row, question), between) + end)
    }

    fn texts(&self, header: &str, question: &QuestionKey, between: &str, nothing: &str) -> Column {
        self.column(header, |row| texts(item(question), self.marked(row, question), between, nothing))
    }

    fn german<'w>(&self, english: &'w str, german: &'w str) -> &'w str {
        if self.case.german { german } else { english }
    }

    fn points(&self) -> &'static str {
        self.german("1.00", "1,00")
    }

    fn code(&self) -> &'c str {
        self.form.code.as_str()
    }

    /// The groups of columns of a layout.
    fn groups(&self) -> Vec<Vec<Column>> {
        match LAYOUTS[self.case.layout] {
            "wide" => [
                vec![self.id("candidate")],
                self.same(&[("form", self.code()), ("exam", "qx7")]),
                self.each(|n, q| vec![self.letters(&format!("Q{n}"), q)]),
            ]
            .concat(),
            "zipgrade" => self.zipgrade(),
            "zipgrade-old" => [
                vec![self.id("ZipGradeID")],
                self.same(&[("ExternalID", "7"), ("EarnedPts", self.points()), ("KeyVersion", "")]),
                self.each(|n, q| {
                    vec![self.letters(&format!("Stu{n}"), q), self.constant(&format!("Key{n}"), "A")]
                }),
            ]
            .concat(),
            "google-forms" | "microsoft-forms" | "moodle" | "canvas" | "blackboard" => self.texted(),
            _ => self.scanned(),
        }
    }

    fn texted(&self) -> Vec<Vec<Column>> {
        match LAYOUTS[self.case.layout] {
            "google-forms" => [
                self.same(&[
                    (self.german("Timestamp", "Zeitstempel"), "2026/01/02"),
                    (self.german("Score", "Punktzahl"), "3 / 5"),
                ]),
                vec![self.id(self.german("Email Address", "E-Mail-Adresse"))],
                self.each(|_, q| vec![self.texts(stem(q), q, ", ", "")]),
            ]
            .concat(),
            "microsoft-forms" => [
                self.same(&[("ID", "1"), ("Start time", "7/27/26"), ("Completion time", "7/27/26")]),
                vec![self.id("Email")],
                self.each(|_, q| {
                    let points = self.constant(&format!("Points - {}", stem(q)), self.points());
                    vec![self.texts(stem(q), q, ";", ""), points]
                }),
            ]
            .concat(),
            "canvas" => [
                self.same(&[
                    ("name", "x"),
                    ("id", "1"),
                    ("submitted", "x"),
                    ("n correct", "1"),
                    ("n incorrect", "1"),
                ]),
                vec![self.id("sis_id"), vec![self.constant("score", "1.0")]],
                self.each(|n, q| {
                    let header = format!("10{n}: <p>{}</p>", stem(q));
                    vec![self.texts(&header, q, ",", ""), self.constant("1.0", "0.5")]
                }),
            ]
            .concat(),
            "blackboard" => [
                vec![self.id("Username"), vec![self.constant("Last Name", "x")]],
                self.each(|n, q| {
                    vec![
                        self.constant(&format!("Question ID {n}"), "x"),
                        self.constant(&format!("Question {n}"), stem(q)),
                        self.texts(&format!("Answer {n}"), q, ",", "<Unanswered>"),
                        self.constant(&format!("Auto Score {n}"), self.points()),
                    ]
                }),
            ]
            .concat(),
            _ => self.moodle(),
        }
    }

    fn zipgrade(&self) -> Vec<Vec<Column>> {
        let answers = self.each(|n, q| {
            let beside = [("PriKey", "C"), ("Points", self.points()), ("Mark", "C")];
            let beside = beside.map(|(word, cell)| self.constant(&format!("{word}{n}"), cell));
            [vec![self.letters(&format!("Stu{n}"), q)], beside.into()].concat()
        });
        let same = [
            ("QuizName", "x"),
            ("CustomID", ""),
            ("Earned Points", self.points()),
            ("Key Version", self.code()),
            ("Stu6", ""),
            ("Mark6", ""),
        ];
        [vec![self.id("StudentID")], self.same(&same), answers].concat()
    }

    fn moodle(&self) -> Vec<Vec<Column>> {
        let same = [
            (self.german("Last name", "Nachname"), "x"),
            (self.german("State", "Status"), self.german("Finished", "Beendet")),
            (self.german("Grade/10.00", "Bewertung/10,00"), self.points()),
        ];
        let answers = self.each(|n, q| {
            vec![
                self.constant(&format!("{} {n}", self.german("Question", "Frage")), stem(q)),
                self.texts(&format!("{} {n}", self.german("Response", "Antwort")), q, "; ", "-"),
                self.constant(&format!("{} {n}", self.german("Right answer", "Richtige Antwort")), "x"),
            ]
        });
        [self.same(&same), vec![self.id(self.german("ID number", "ID-Nummer"))], answers].concat()
    }

    fn scanned(&self) -> Vec<Vec<Column>> {
        match LAYOUTS[self.case.layout] {
            "amc" => [
                vec![self.id("A:numero")],
                self.same(&[("Exam", "1"), ("Name", "x"), ("Mark", "4,5")]),
                self.each(|n, q| {
                    let ticked = self.bits(&format!("TICKED:Q00{n}"), q, ";", "");
                    vec![self.constant(&format!("Q00{n}"), self.points()), ticked]
                }),
            ]
            .concat(),
            "nops-eval" => [
                vec![self.id("registration")],
                self.same(&[
                    ("name", "x"),
                    ("id", "x"),
                    ("exam", self.code()),
                    ("scrambling", "00"),
                    ("scan", "x"),
                ]),
                self.same(&[("points", "1"), ("mark", "1")]),
                self.each(|n, q| {
                    let solution = self.constant(&format!("solution.{n}"), "01000");
                    vec![self.bits(&format!("answer.{n}"), q, "", "0"), solution]
                }),
            ]
            .concat(),
            "nops-scan" => {
                let sheet = format!("1507290{}", self.code());
                [
                    self.same(&[("", "scan.png"), ("", &sheet), ("", "00"), ("", "010"), ("", "0")]),
                    vec![vec![self.column("", digits)]],
                    self.each(|_, q| vec![self.bits("", q, "", "0")]),
                    self.same(&[("", "00000"); 40]),
                ]
                .concat()
            }
            "omrchecker" => [
                self.same(&["file_id", "input_path", "output_path", "score"].map(|header| (header, "x"))),
                vec![self.id("Roll")],
                self.each(|n, q| vec![self.letters(&format!("q{n}"), q)]),
            ]
            .concat(),
            _ => {
                let piped = |row: usize, q: &QuestionKey| {
                    letters(q, self.marked(row, q)).chars().map(String::from).collect::<Vec<_>>().join("|")
                };
                let answers = self.each(|n, q| {
                    vec![self.column(&format!("[questions] Question00{n}"), |row| piped(row, q))]
                });
                [vec![vec![self.column("", |row| format!("{}.png", candidate(row)))]], answers].concat()
            }
        }
    }
}

/// The class as its layout writes it.
pub(crate) fn sheets(case: &Case, form: &FormKey) -> Sheets {
    let groups = Class { case, form }.groups();
    match LAYOUTS[case.layout] {
        "long" => long(case, form),
        "nops-scan" => Sheets { groups, separators: b" ", has_header: false, moves: false },
        _ => Sheets { groups, separators: b",;\t", has_header: true, moves: true },
    }
}

fn long(case: &Case, form: &FormKey) -> Sheets {
    let mut rows: Vec<[String; 4]> = Vec::new();
    for (row, sheet) in case.sheets.iter().enumerate() {
        for (number, question) in (1..).zip(&form.questions) {
            let answer = letters(question, &sheet[item(question)]);
            rows.push([candidate(row), form.code.to_string(), number.to_string(), answer]);
        }
    }
    let headers = ["candidate", "form", "question", "answer"];
    let group = |(n, header): (usize, &str)| {
        vec![(header.to_owned(), rows.iter().map(|row| row[n].clone()).collect())]
    };
    Sheets {
        groups: headers.into_iter().enumerate().map(group).collect(),
        separators: b",;\t",
        has_header: true,
        moves: true,
    }
}

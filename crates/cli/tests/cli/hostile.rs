//! Broken input of any sort ends in a message, never in a bug.

use crate::support::{Place, Run, small};

/// Numbers that look random and are the same each time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

const SNIPPETS: [&str; 20] = [
    "\0",
    "\"",
    "\"\"\"",
    "[",
    "]",
    "[[item]]\n",
    "[[item.option]]\n",
    "=",
    " = -1\n",
    "9999999999999999999999",
    "**",
    "\\",
    "\u{feff}",
    "\r",
    ",",
    "\n",
    "é\u{301}",
    "\u{202e}",
    "[?]",
    "1e999",
];

fn mutated(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let at = chance.below(bytes.len());
    match chance.below(6) {
        0 => bytes.truncate(at),
        1 => {
            let end = (at + 1 + chance.below(40)).min(bytes.len());
            bytes.drain(at..end);
        }
        2 => bytes[at] ^= 1 << chance.below(8),
        3 => {
            let snippet = SNIPPETS[chance.below(SNIPPETS.len())];
            bytes.splice(at..at, snippet.bytes());
        }
        4 => {
            let lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
            let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
            let mut lines = lines.clone();
            lines.swap(one, other);
            bytes = lines.concat();
        }
        _ => {
            let line = bytes[at..].split(|&byte| byte == b'\n').next().unwrap_or_default().to_vec();
            bytes.splice(at..at, line);
        }
    }
    bytes
}

#[test]
fn no_mutation_ends_in_a_bug() {
    let place = Place::copy_of(small());
    place.write(
        "answers.csv",
        "candidate,form,1,2,3,4,5,6\nx,A,A,B,A,B,A,B\ny,B,A,,*,B,\"A;B\",B\nz,A,A,B,A,B,A,B\n",
    );
    place.write("roster.csv", "candidate,name,form\nx,Xenia,A\ny,\"Yves, junior\",B\nz,Zoe,\n");
    place.ok("grade exams/quiz answers.csv --roster roster.csv --out results");
    let grade = "grade exams/quiz answers.csv --roster roster.csv --dry-run";
    let assemble = "assemble safety-quiz --seed 3 --name fuzz --force --quiet";
    let cases: [(&str, &[&str], usize); 14] = [
        ("question-bank/safety-basics/bank.toml", &["check"], 25),
        (
            "question-bank/safety-basics/fire.toml",
            &["check --format sarif", "bank show fi-001", "bank fmt", assemble],
            40,
        ),
        (
            "question-bank/safety-basics/safe-work.toml",
            &["check", "bank list --text noise", "bank fmt --check", assemble],
            40,
        ),
        (
            "templates/blueprints/safety-quiz.toml",
            &["check", "bank stats --blueprint safety-quiz", assemble],
            40,
        ),
        ("exams/quiz/secret/key.toml", &[grade], 40),
        ("exams/quiz/exam.toml", &[grade], 25),
        ("exams/quiz/papers/print.toml", &["verify exams/quiz", "print exams/quiz --only sheets"], 10),
        ("answers.csv", &[grade], 60),
        ("roster.csv", &[grade], 40),
        ("results/summary.json", &["report results --out pages"], 20),
        ("results/scores.csv", &["report results --out pages"], 10),
        ("results/key.toml", &["report results --out pages"], 10),
        ("exams/quiz/papers/.mockexam-print", &["print exams/quiz --only sheets"], 5),
        ("exams/quiz/papers/form-A.pdf", &["verify exams/quiz"], 3),
    ];
    let mut chance = Chance(2);
    let mut refused = 0;
    for (file, calls, times) in cases {
        let sound = place.bytes(file);
        for _ in 0..times {
            let broken = mutated(&sound, &mut chance);
            place.write(file, &broken);
            for call in calls {
                let run = place.run(call);
                let told = !run.err.contains("panicked") && !run.err.contains("bug:");
                assert!(
                    matches!(run.code, Some(0..=2)) && told,
                    "{file}: {run}\n{}",
                    String::from_utf8_lossy(&broken)
                );
                assert!(run.code != Some(2) || run.err.contains("error["), "{file}: {run}");
                refused += usize::from(run.code == Some(2));
            }
        }
        place.write(file, &sound);
    }
    assert!(refused > 100, "only {refused} were refused: the mutations are too tame");
}

#[test]
fn nothing_in_a_file_commands_the_terminal() {
    let place = Place::copy_of(small());
    let red = "\u{1b}[31m\u{9b}5m\u{7}";
    place.write(
        "answers.csv",
        format!("candidate,form,1,2,3,4,5,6\n{red}x,{red}Z,A,A,A,A,A,A\ny,A,{red},A,A,A,A,A\n"),
    );
    let fire = "question-bank/safety-basics/fire.toml";
    place.replace(fire, "id = \"fi-001\"", &format!("id = \"fi-001 \" {red}"));
    place.replace(fire, "id = \"fi-002\"", "id = \"fi-002\"\nx = \"\\u001b[31m\"");
    let blueprint = "templates/blueprints/safety-quiz.toml";
    place.replace(blueprint, "bank = \"safety-basics\"", "bank = \"\\u001b[31msafety\"");
    place.write("other.toml", small().text(blueprint).replace("quiz\"", "\\u001b[31mquiz\\u009b\""));
    for call in [
        "check",
        "check --json",
        "check --format sarif",
        "bank list --json",
        "bank show fi-004",
        "bank show \u{1b}[31m\u{9b}",
        "bank fmt",
        "assemble other.toml --seed 1 --out other",
        "assemble safety-quiz --seed 1 --name new",
        "grade exams/quiz answers.csv",
        "print \u{1b}[31m",
    ] {
        let run = place.run(call);
        assert!(matches!(run.code, Some(0..=2)), "{run}");
        let both = format!("{}{}", run.out, run.err);
        let found: Vec<char> = both.chars().filter(|c| c.is_control() && *c != '\n').collect();
        assert_eq!(found, Vec::<char>::new(), "{call}: {both:?}");
    }
}

#[test]
fn extremes_are_refused_or_borne() {
    let nested = |open: &str, close: &str| format!("x = {}{}", open.repeat(60_000), close.repeat(60_000));
    let fire = "question-bank/safety-basics/fire.toml";
    let cases: [(&str, &str, String); 12] = [
        (fire, "check", nested("[", "]")),
        (fire, "check", nested("{ a = ", " }")),
        (fire, "check", "a.".repeat(60_000) + "b = 1"),
        (fire, "bank fmt", "bank.".repeat(60_000) + "b = 1"),
        (fire, "bank fmt", format!("[[item]]\nstem = \"{}", "a * ".repeat(200_000))),
        (fire, "bank fmt", format!("[counts]\n{}", nested("[", "]"))),
        (fire, "check", format!("[{}b]", "a.".repeat(60_000))),
        (fire, "check", format!("[[item]]\nid = \"x\"\nstem = \"{}\"\n", "*".repeat(200_000))),
        (fire, "check", format!("{}\n", "[[item]]\n".repeat(20_000))),
        (
            "answers.csv",
            "grade exams/quiz answers.csv",
            "candidate,form,1\n".to_owned() + &"\"".repeat(500_001),
        ),
        ("answers.csv", "grade exams/quiz answers.csv", ",".repeat(1_000_000)),
        ("results/summary.json", "report results", "[".repeat(500_000)),
    ];
    for (file, call, text) in cases {
        let place = Place::copy_of(small());
        place.write(file, &text);
        let run = place.run(call);
        let start: String = text.chars().take(20).collect();
        assert!(matches!(run.code, Some(1 | 2)), "{start} {call}: {:?} {:.500}", run.code, run.err);
        assert!(!run.err.contains("panicked") && !run.err.contains("bug:"), "{start}: {:.500}", run.err);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn input_that_never_ends_is_refused() {
    let place = Place::copy_of(small());
    place.write("good.csv", "candidate,form,1,2,3,4,5,6\nx,A,A,A,A,A,A,A\n");
    let zero = || std::fs::File::open("/dev/zero").unwrap();
    for (call, message) in [
        ("grade exams/quiz /dev/zero", "error[G04]"),
        ("grade exams/quiz good.csv --roster /dev/zero", "error[G04]"),
        ("bank fmt -", "cannot read standard input: it is larger than 64 MiB"),
    ] {
        let run = Run::new(call, place.command(call).stdin(zero()).output().unwrap()).ends(2);
        assert!(run.err.contains(message) && run.err.contains("help: "), "{run}");
    }
    // 65 MiB in lines of one byte.
    place.write("roster.csv", format!("candidate\n{}", "\n".repeat(65 << 20)));
    let run = place.run("grade exams/quiz good.csv --roster roster.csv").ends(2);
    assert!(run.err.contains("cannot read roster.csv: it is larger than 64 MiB"), "{run}");
}

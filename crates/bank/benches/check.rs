//! Checks of a bank of 10,000 items, near copies included: read, all checks run, lowered.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot make its data must fail")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mockexam_bank::{Bank, SourceFile};
use std::fmt::Write;
use std::hint::black_box;

const ITEMS: usize = 10_000;
const TOPICS: usize = 20;
/// Words of the subject; a real bank of some hundred items has about 2,000.
const WORDS: usize = 6_000;
/// One item in so many is a copy of an earlier one with a word changed.
const COPY_EVERY: usize = 50;

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

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// A word of the subject. Small numbers are frequent, roughly as Zipf found.
    fn word(&mut self) -> String {
        const START: [&str; 20] = [
            "ba", "co", "de", "fi", "ga", "hu", "ja", "ke", "li", "mo", "na", "pe", "ro", "si", "tu", "va",
            "we", "ya", "zo", "tra",
        ];
        const MIDDLE: [&str; 20] = [
            "bel", "cor", "dan", "fer", "gol", "han", "kin", "lor", "mas", "nel", "por", "ril", "sen", "tam",
            "ver", "wig", "xan", "yor", "zel", "dru",
        ];
        const END: [&str; 15] =
            ["t", "ment", "n", "ing", "er", "s", "ed", "tion", "ity", "al", "ance", "y", "or", "ive", "ist"];
        let (a, b) = (self.below(WORDS), self.below(WORDS) + 1);
        let number = a * b / WORDS * b / WORDS;
        format!("{}{}{}", START[number % 20], MIDDLE[number / 20 % 20], END[number / 400 % 15])
    }

    fn phrase(&mut self, least: usize, more: usize) -> String {
        const JOINTS: [&str; 10] = ["of", "the", "for", "with", "a", "in", "and", "by", "to", "from"];
        let mut words = Vec::new();
        for number in 0..least + self.below(more + 1) {
            if number % 3 == 2 {
                words.push(self.pick(&JOINTS).to_owned());
            }
            words.push(self.word());
        }
        words.join(" ")
    }

    fn stem(&mut self) -> String {
        const OPENINGS: [&str; 8] = [
            "Which is the purpose of",
            "What describes",
            "A library wants to change",
            "Which of these belongs to",
            "Why does a bakery need",
            "Who is responsible for",
            "What should a ferry line do about",
            "How does it help to have",
        ];
        format!("{} {} {}?", self.pick(&OPENINGS), self.phrase(5, 6), self.phrase(2, 8))
    }
}

/// A bank in one file per topic, as authors write it.
fn bank() -> Vec<SourceFile> {
    let mut draw = Draw(1);
    let mut head = String::from("[bank]\nid = \"bench\"\ntitle = \"Bench\"\nlanguage = \"en\"\n");
    for topic in 0..TOPICS {
        write!(head, "[[topic]]\nid = \"t{topic}\"\nname = \"Topic {topic}\"\n").unwrap();
    }
    for concept in 0..ITEMS / 4 {
        let topic = concept % TOPICS;
        let (name, fact, confusion) = (draw.phrase(1, 2), draw.phrase(8, 8), draw.phrase(2, 3));
        write!(
            head,
            "[[concept]]\nid = \"c{concept}\"\ntopic = \"t{topic}\"\nname = \"{name}\"\nfact = \"{fact}.\"\n\
             sources = [{{ source = \"x\" }}]\nweight = \"core\"\nconfusions = [\"{confusion}\"]\n"
        )
        .unwrap();
    }
    for pool in 0..ITEMS / 40 {
        let members: Vec<String> = (0..10).map(|n| format!("\"c{}\"", pool * 10 + n)).collect();
        write!(head, "[[pool]]\nid = \"p{pool}\"\nname = \"Pool\"\nconcepts = [{}]\n", members.join(", "))
            .unwrap();
    }
    for case in 0..ITEMS / 20 {
        let text = draw.phrase(40, 30);
        write!(head, "[[stimulus]]\nid = \"s{case}\"\nuse = \"one\"\ntext = \"{text}.\"\n").unwrap();
    }
    let mut files: Vec<String> = vec![String::new(); TOPICS];
    let mut stems: Vec<String> = Vec::new();
    for number in 0..ITEMS {
        let stem = if number % COPY_EVERY == 49 {
            let other = &stems[draw.below(stems.len())];
            other.replacen(' ', &format!(" {} ", draw.word()), 1)
        } else {
            draw.stem()
        };
        item(&mut files[number % TOPICS], number, &stem, &mut draw);
        stems.push(stem);
    }
    let named = files.iter().enumerate().map(|(n, text)| SourceFile::new(&format!("t{n}.toml"), text));
    named.chain([SourceFile::new("bank.toml", &head)]).collect()
}

fn item(out: &mut String, number: usize, stem: &str, draw: &mut Draw) {
    let topic = number % TOPICS;
    let explanation = draw.phrase(15, 10);
    write!(
        out,
        "[[item]]\nid = \"i{number:05}\"\ntopic = \"t{topic}\"\nconcepts = [\"c{}\"]\nlevel = \"understand\"\n\
         difficulty = 0.6\nstatus = \"reviewed\"\nstem = \"{stem}\"\nexplanation = \"{explanation}.\"\n",
        (number * 7) % (ITEMS / 4)
    )
    .unwrap();
    if number % 10 == 3 {
        writeln!(out, "stimulus = \"s{}\"", number / 20).unwrap();
    }
    if number % 8 == 5 {
        writeln!(out, "enemies = [\"i{:05}\"]", number - 1).unwrap();
    }
    let (part, keys) = match number % 10 {
        0 => {
            writeln!(out, "type = \"true-false\"\nanswer = {}", number.is_multiple_of(20)).unwrap();
            return;
        }
        1 => ("statement", vec![number / 10 % 4, (number / 10 + 1) % 4]),
        _ => ("option", vec![draw.below(4)]),
    };
    let kind = if part == "option" { "single" } else { "list\"\nstyle = \"list" };
    writeln!(out, "type = \"{kind}\"").unwrap();
    for choice in 0..4 {
        let text = draw.phrase(3, 5);
        write!(out, "[[item.{part}]]\ntext = \"{text}\"\n").unwrap();
        if keys.contains(&choice) {
            out.push_str("key = true\n");
        } else {
            writeln!(out, "why = \"{}.\"", draw.phrase(6, 8)).unwrap();
        }
    }
}

fn check(c: &mut Criterion) {
    let files = bank();
    let reading = Bank::read(&files);
    assert_eq!(reading.bank.items().count(), ITEMS);
    let copies = reading.diagnostics.iter().filter(|finding| finding.code == "B09").count();
    assert!((ITEMS / COPY_EVERY / 2..ITEMS / COPY_EVERY * 2).contains(&copies), "{copies} near copies found");
    let mut group = c.benchmark_group("bank");
    group.sample_size(10).throughput(Throughput::Elements(ITEMS as u64));
    group.bench_function("10,000 items: read and checked", |b| b.iter(|| Bank::read(black_box(&files))));
    group.finish();
}

criterion_group!(benches, check);
criterion_main!(benches);

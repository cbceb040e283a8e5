//! Forms of made-up banks hit their mean exactly, or the bank lacks supply. That all bounds hold is for `engine` to see.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its data must fail")]

#[path = "../benches/families/mod.rs"]
mod families;

use mockexam_assembly::Seed;
use mockexam_assembly::selection::{Drawn, draw, shortages};

/// Families with the seeds that were hardest: of the tight one, those in which dealing alone ends beside the mean.
const CASES: [(&str, &[u64]); 3] = [("B1", &[1, 2, 3]), ("B4", &[1, 10, 17, 23]), ("B5", &[1, 2, 78])];

#[test]
fn every_form_hits_its_mean() {
    for (name, seeds) in CASES {
        let family = families::FAMILIES.iter().find(|family| family.name == name).unwrap();
        for &seed in seeds {
            let items = families::bank(family, seed);
            let problem = families::problem(family, &items);
            let missing = shortages(&problem);
            if let Some(short) = missing.first() {
                assert_eq!((name, families::name(family, short.bound)), ("B5", "topic 7".to_owned()));
                continue;
            }
            let of_draw = Seed::new(&seed.to_string());
            let places = families::places(&of_draw);
            let ranks = families::ranks(family, &of_draw, &places);
            let Drawn::Found(forms) = draw(&problem, &ranks) else { panic!("{name} {seed}: undecided") };
            let aim = families::MEAN * i64::try_from(family.length).unwrap();
            for form in &forms {
                assert_eq!(form.len(), family.length);
                let sum: i64 = form.iter().map(|&item| items[item].facility).sum();
                assert_eq!(sum, aim, "{name} {seed}");
                for level in 0..3 {
                    let of_level = form.iter().filter(|&&item| items[item].level == level).count();
                    let share = family.length * [50, 35, 15][level] / 100;
                    assert!((share - 1..=share + 2).contains(&of_level), "{name} {seed}: level {level}");
                }
                let mut enemies: Vec<usize> = form.iter().map(|&item| items[item].enemies).collect();
                enemies.retain(|&group| group != 0);
                enemies.sort_unstable();
                assert!(enemies.windows(2).all(|pair| pair[0] != pair[1]), "{name} {seed}: enemies meet");
            }
        }
    }
}

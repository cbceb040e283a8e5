//! Draws forms from made-up banks and prints them as lines of JSON, with the time each took:
//! `cargo run --release -p mockexam-assembly --example families -- FAMILY FIRST LAST`, such as `B2 1 100`.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a tool for developers that may stop at the first trouble and measures time"
)]

#[path = "../benches/families/mod.rs"]
mod families;

use mockexam_assembly::Seed;
use mockexam_assembly::selection::{Drawn, draw, shortages};
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, first, last] = &arguments[..] else { panic!("FAMILY FIRST LAST") };
    let family = families::FAMILIES.iter().find(|family| family.name == name).unwrap();
    for seed in first.parse::<u64>().unwrap()..=last.parse().unwrap() {
        let items = families::bank(family, seed);
        let start = Instant::now();
        let problem = families::problem(family, &items);
        let missing = shortages(&problem);
        if !missing.is_empty() {
            let told: Vec<String> = missing
                .iter()
                .map(|m| {
                    format!(
                        "\"{}: {} needed, {} there\"",
                        families::name(family, m.bound),
                        m.needed,
                        m.available
                    )
                })
                .collect();
            let micros = start.elapsed().as_micros();
            println!(
                "{{\"family\":\"{name}\",\"seed\":{seed},\"micros\":{micros},\"refused\":[{}]}}",
                told.join(",")
            );
            continue;
        }
        let of_draw = Seed::new(&seed.to_string());
        let places = families::places(&of_draw);
        let ranks = families::ranks(family, &of_draw, &places);
        let drawn = draw(&problem, &ranks);
        let micros = start.elapsed().as_micros();
        let told = match drawn {
            Drawn::Found(forms) => format!("\"forms\":{forms:?}"),
            Drawn::Undecided => "\"undecided\":true".to_owned(),
        };
        println!("{{\"family\":\"{name}\",\"seed\":{seed},\"micros\":{micros},{told}}}");
    }
}

//! Draws from made-up banks: `cargo bench -p mockexam-assembly`.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should stop")]

mod families;

use criterion::{Criterion, criterion_group, criterion_main};
use mockexam_assembly::Seed;
use mockexam_assembly::selection::{Drawn, draw, shortages};
use std::hint::black_box;

fn select(criterion: &mut Criterion) {
    for family in &families::FAMILIES {
        let items = families::bank(family, 1);
        let seed = Seed::new("1");
        criterion.bench_function(family.name, |bench| {
            bench.iter(|| {
                let problem = families::problem(family, black_box(&items));
                let missing = shortages(&problem);
                if let Some(first) = missing.first() {
                    assert!(!families::name(family, first.bound).is_empty());
                    return;
                }
                let places = families::places(&seed);
                let ranks = families::ranks(family, &seed, &places);
                assert!(matches!(black_box(draw(&problem, &ranks)), Drawn::Found(_)));
            });
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = select
}
criterion_main!(benches);

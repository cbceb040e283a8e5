//! Intervals hold what they promise: of a hundred 95 % intervals from simulated classes, 93 to 97 contain the truth.

use crate::chance::Chance;
use crate::support::{exam, item, sheet};
use mockexam_analysis::{ExamSummary, ExamTally, Interval};

/// Items of the simulated exam, and classes per size.
const ITEMS: usize = 20;
const CLASSES: usize = 1000;

/// How hard item `index` is: from −1.5 to 1.5 in steps.
fn difficulty(index: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let place = index as f64 / (ITEMS - 1) as f64;
    3.0 * place - 1.5
}

/// A class of n who answer by the Rasch model, abilities normal.
fn class(chance: &mut Chance, n: u64) -> ExamSummary {
    let items = (0..ITEMS).map(|index| item(&format!("i{index:02}"), 2, 0)).collect();
    let key = exam(items, None);
    let mut tally = ExamTally::new(&key);
    for _ in 0..n {
        let ability = chance.normal();
        let marks: Vec<Option<usize>> =
            (0..ITEMS).map(|index| Some(usize::from(!chance.right(ability - difficulty(index))))).collect();
        tally.add(&sheet(&key, &marks)).unwrap();
    }
    tally.finish()
}

/// Share of intervals that contain the truth.
#[derive(Default)]
struct Hits {
    inside: f64,
    all: f64,
}

impl Hits {
    fn add(&mut self, interval: Option<Interval>, truth: f64) {
        if let Some(interval) = interval {
            self.all += 1.0;
            self.inside += f64::from(u8::from(interval.contains(truth)));
        }
    }

    fn check(&self, what: &str, n: u64) {
        let coverage = self.inside / self.all;
        println!("{what}, n = {n}: {:.1} % of {} intervals", 100.0 * coverage, self.all);
        assert!((0.93..=0.97).contains(&coverage), "{what}, n = {n}: {coverage}");
    }
}

#[test]
fn intervals_contain_the_truth_as_often_as_they_say() {
    let mut chance = Chance::new(20_261_126);
    let truth = class(&mut chance, 100_000);
    for n in [12, 30, 100] {
        let [mut facility, mut discrimination, mut mean, mut alpha, mut topic] =
            [(); 5].map(|()| Hits::default());
        for _ in 0..CLASSES {
            let found = class(&mut chance, n);
            mean.add(found.mean_interval, truth.mean.unwrap());
            alpha.add(found.alpha_interval, truth.alpha.unwrap());
            topic.add(found.topics[0].score.share_interval, truth.topics[0].score.share.unwrap());
            for (item, true_item) in found.items.iter().zip(&truth.items) {
                facility.add(item.facility_interval, true_item.facility.unwrap());
                discrimination.add(item.discrimination_interval, true_item.discrimination.unwrap());
            }
        }
        facility.check("facility", n);
        discrimination.check("discrimination", n);
        mean.check("mean", n);
        alpha.check("alpha", n);
        topic.check("share of a topic", n);
    }
}

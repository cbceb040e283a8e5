//! B08: no word tells keys from distractors.

use super::statistics::{real, two_sided};
use super::threshold::{Threshold, Unit};
use super::vocabulary::StemId;
use super::whole::{self, named};
use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "B08",
    severity: Severity::Warning,
    what: "over the bank, no word stands much more often in keys than in distractors, or the other way round",
    why: "Each field has slogans that sound right (together, value, agreed). Once they mark the keys, candidates pick them by sound. Counted are the words of at least five items; a word is named where its log-odds ratio, with a weak Dirichlet prior, is more than three standard errors from zero. It is a warning where that is more than chance does with as many words (Bonferroni, 5 %), otherwise information.",
    source: "Monroe, Colaresi and Quinn 2008, for the measure; the limits are our own",
    help: "use the word in distractors of other items as well, or say it in other words in some keys",
    flawed: r#"
[[item]]
id = "xx-NN"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "How is tomato NN grown?"
explanation = "It needs sun above all, and the more of it, the sweeter it becomes."
  [[item.option]]
  text = "In full sunshine"
  key = true
  [[item.option]]
  text = "In deep shade"
  why = "It would stay green."
  [[item.option]]
  text = "Under water"
  why = "The roots need air."
"#,
    sound: "",
    false_alarms: FalseAlarms::Some,
    thresholds: &[FEWEST_ITEMS, STANDARD_ERRORS, P],
    check,
};

const FEWEST_ITEMS: Threshold = Threshold::new(
    "fewest_items",
    Unit::Count("items"),
    5,
    (2, 1_000),
    "a word in fewer items is not judged",
);
const STANDARD_ERRORS: Threshold = Threshold::new(
    "standard_errors",
    Unit::Ratio,
    300,
    (100, 1_000),
    "a word is named if its log-odds ratio is so many standard errors from zero",
);
const P: Threshold = Threshold::new(
    "p",
    Unit::Chance,
    500,
    (1, 5_000),
    "a warning where chance alone does it to one of all the words with a smaller probability",
);

/// Weight of the prior, in words: it keeps counts of zero from being infinitely telling, and does little else.
const PRIOR: f64 = 100.0;

/// How often a stem stands in keys and in distractors; each text counts once.
#[derive(Clone, Default)]
struct Use<'p> {
    keys: usize,
    distractors: usize,
    items: Vec<&'p str>,
    example: &'p str,
}

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let limits = prepared.limits(&LINT);
    let mut uses: Vec<Use<'_>> = vec![Use::default(); prepared.vocabulary.stem_count()];
    for item in prepared.in_use() {
        let id = item.draft.id();
        for choice in &item.choices {
            for &word in &choice.text.words {
                if let Some(found) = prepared.vocabulary.stem(word).and_then(|s| uses.get_mut(s.index())) {
                    found.example = prepared.vocabulary.word(word);
                }
            }
            for stem in &choice.text.stems {
                let Some(found) = uses.get_mut(StemId::index(*stem)) else { continue };
                *(if choice.is_key() { &mut found.keys } else { &mut found.distractors }) += 1;
                if found.items.last() != Some(&id) {
                    found.items.push(id);
                }
            }
        }
    }
    let (keys, distractors) =
        uses.iter().fold((0, 0), |(keys, distractors), u| (keys + u.keys, distractors + u.distractors));
    let judged: Vec<&Use<'_>> =
        uses.iter().filter(|found| found.items.len() >= limits.get(&FEWEST_ITEMS)).collect();
    let mut telling: Vec<(f64, &Use<'_>)> = judged
        .iter()
        .map(|found| (z_score(found, keys, distractors), *found))
        .filter(|(z, _)| z.abs() > limits.real(&STANDARD_ERRORS))
        .collect();
    telling.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then(a.1.example.cmp(b.1.example)));
    let report = |(z, found): (f64, &Use<'_>)| {
        let side = if z > 0.0 { "keys" } else { "distractors" };
        let message = format!(
            "'{}' marks {side}: it stands in {} keys and {} distractors, where {:.0} % of such words stand in keys: {}",
            found.example,
            found.keys,
            found.distractors,
            100.0 * real(keys) / real(keys + distractors),
            named(&found.items)
        );
        let is_chance = two_sided(z) * real(judged.len()) >= limits.real(&P);
        let severity = if is_chance { Severity::Info } else { Severity::Warning };
        whole::finding(prepared.drafts, LINT.id, severity, message).help(LINT.help)
    };
    telling.into_iter().map(report).collect()
}

/// Log-odds ratio of a stem in keys against distractors over its standard error.
fn z_score(found: &Use<'_>, keys: usize, distractors: usize) -> f64 {
    let all = real(keys + distractors);
    let prior = PRIOR * real(found.keys + found.distractors) / all;
    let part = |with: usize, of: usize| {
        let with = real(with) + prior;
        ((with / (real(of) + PRIOR - with)).ln(), 1.0 / with)
    };
    let ((in_keys, key_variance), (in_distractors, distractor_variance)) =
        (part(found.keys, keys), part(found.distractors, distractors));
    (in_keys - in_distractors) / (key_variance + distractor_variance).sqrt()
}

//! Flaws that can be put into any item with choices.

use toml::{Table, Value};

/// A flaw, the check that has to find it, and how it gets into an item.
pub(crate) struct Seed {
    pub(crate) check: &'static str,
    pub(crate) name: &'static str,
    /// Returns false, and changes nothing, where the item cannot have the flaw.
    pub(crate) plant: fn(&mut Table) -> bool,
}

pub(crate) const SEEDS: &[Seed] = &[
    Seed { check: "S05", name: "no explanation", plant: |item| item.remove("explanation").is_some() },
    Seed { check: "S06", name: "no why", plant: |item| part(item, distractor).remove("why").is_some() },
    Seed {
        check: "S16",
        name: "reviewed by its author",
        plant: |item| {
            set(item, "author", "Ada");
            set(item, "reviewer", "Ada")
        },
    },
    Seed {
        check: "W01",
        name: "a NOT in small letters",
        plant: |item| add_to_stem(item, " Which of these is not right?"),
    },
    Seed {
        check: "W02",
        name: "a negated choice below a NOT",
        plant: |item| {
            set(item, "style", "negative");
            add_to_stem(item, " Which of these is **NOT** right?");
            change(item, distractor, |text| format!("Not {text}"))
        },
    },
    Seed {
        check: "W03",
        name: "all of the above",
        plant: |item| change(item, distractor, |_| "All of the above".into()),
    },
    Seed {
        check: "W04",
        name: "always in distractors",
        plant: |item| {
            each(
                item,
                |key, text| {
                    if key { text.into() } else { format!("{} always", text.trim_end_matches('.')) }
                },
            )
        },
    },
    Seed {
        check: "W05",
        name: "a hedge in the key",
        plant: |item| change(item, key, |text| format!("Typically {text}")),
    },
    Seed {
        check: "W06",
        name: "an article that fits the key alone",
        plant: |item| {
            set(item, "style", "missing-word");
            set(item, "stem", "In this case the thing in question is called an [?].");
            each(item, |key, text| format!("{} {text}", if key { "only" } else { "bare" }))
        },
    },
    Seed {
        check: "W06",
        name: "a verb that fits the key alone",
        plant: |item| {
            set(item, "style", "missing-word");
            set(item, "stem", "Identify the missing words: in this case [?] are what counts.");
            let mut number = 0;
            each(item, |key, _| {
                number += 1;
                format!(
                    "the {} {}",
                    ["first", "second", "third", "fourth", "fifth"][number % 5],
                    if key { "users" } else { "user" }
                )
            })
        },
    },
    Seed {
        check: "W07",
        name: "the key echoes the stem",
        plant: |item| {
            let stem = item["stem"].as_str().unwrap_or("").replace(['?', '*', '\'', '"'], "");
            let words: Vec<String> = stem.split_whitespace().map(str::to_owned).collect();
            // The last six may all be small words: "which of these should it do".
            let end = words[words.len().saturating_sub(8)..].join(" ");
            change(item, key, |text| format!("{text} {end}"))
        },
    },
    Seed {
        check: "W08",
        name: "a key with all the detail",
        plant: |item| change(item, key, |text| format!("{text} {FILLING} {FILLING}")),
    },
    Seed {
        check: "W09",
        name: "a distractor with all the detail",
        plant: |item| change(item, distractor, |text| format!("{text} {FILLING} {FILLING}")),
    },
    Seed {
        check: "W10",
        name: "one choice ends otherwise",
        plant: |item| {
            // A question mark and a stop would be another flaw.
            !text_of(item, key).ends_with(['?', '!', '\''])
                && change(item, key, |text| {
                    text.strip_suffix('.').map_or_else(|| format!("{text}."), str::to_owned)
                })
        },
    },
    Seed {
        check: "W10",
        name: "the key begins otherwise",
        plant: |item| {
            each(item, |key, text| {
                format!(
                    "{} {}",
                    if key { "To come to" } else { "The" },
                    text.trim_end_matches(['.', '?', '\''])
                )
            })
        },
    },
    Seed {
        check: "W11",
        name: "a distractor that includes the key",
        plant: |item| {
            let text = text_of(item, key);
            // A key of one word is no statement that another could include.
            text.split(' ').count() >= 4
                && change(item, distractor, |_| format!("{text} besides other matters"))
        },
    },
    Seed {
        check: "W11",
        name: "ranges that meet",
        plant: |item| ranges(item, ["0 to 10", "10 to 20", "20 to 30", "30 to 40"]),
    },
    Seed {
        check: "W12",
        name: "choices that begin alike",
        plant: |item| each(item, |_, text| format!("It is quite true to say {text}")),
    },
    Seed {
        check: "W13",
        name: "a stem without end",
        plant: |item| before_stem(item, &format!("{PROSE} {PROSE} {PROSE} {PROSE}")),
    },
    Seed { check: "W14", name: "a stem for jurists", plant: |item| before_stem(item, HARD) },
    Seed {
        check: "W15",
        name: "a stem that asks nothing",
        plant: |item| {
            item.remove("stimulus");
            set(item, "stem", "Which of the following statements is correct?")
        },
    },
    Seed {
        check: "W16",
        name: "a word four times",
        plant: |item| before_stem(item, "A widget beside a widget and a widget upon a widget lie there."),
    },
    Seed {
        check: "W17",
        name: "a pair of opposites",
        plant: |item| {
            change(item, key, |_| "It makes the costs of the firm increase".into());
            change(item, distractor, |_| "It makes the costs of the firm decrease".into())
        },
    },
    Seed {
        check: "W18",
        name: "numbers in disorder",
        plant: |item| ranges(item, ["50 days", "10 days", "90 days", "20 days"]),
    },
    Seed {
        check: "W19",
        name: "a word twice",
        plant: |item| before_stem(item, "Here is the the beginning."),
    },
    Seed { check: "W19", name: "another spelling", plant: |item| before_stem(item, "They organise this.") },
    Seed {
        check: "W20",
        name: "apply without a case",
        plant: |item| {
            item.remove("stimulus");
            set(item, "level", "apply");
            each(item, |key, _| if key { "This".into() } else { "That".into() });
            set(item, "stem", "What is the meaning of value?")
        },
    },
    Seed {
        check: "W21",
        name: "nobody's judgement",
        plant: |item| {
            item.remove("stimulus");
            set(item, "stem", "What would be best in rainy weather?")
        },
    },
    Seed {
        check: "W23",
        name: "an abbreviation of its own",
        plant: |item| {
            let id = item["id"].as_str().unwrap_or("");
            let letters: String = id.bytes().map(|b| char::from(b'A' + b % 26)).collect();
            let sentence = format!("They call it QQ{letters} there.");
            before_stem(item, &sentence)
        },
    },
];

const FILLING: &str = "with regard to whatever may have been agreed upon before";
const PROSE: &str =
    "On a rainy day in May some people from a small town met in a large hall to talk about bees and bread.";
const HARD: &str = "Notwithstanding organizational interdependencies, institutionalized accountability considerations \
necessitate comprehensive documentation, particularly regarding international administrative responsibilities, \
infrastructural modernization, environmental sustainability certification, intergenerational knowledge dissemination, \
multidisciplinary methodological evaluation, procedural harmonization, terminological standardization, jurisdictional \
reconciliation, and governmental authorization requirements throughout metropolitan territories.";

fn options(item: &mut Table) -> impl Iterator<Item = &mut Table> {
    item["option"].as_array_mut().into_iter().flatten().filter_map(Value::as_table_mut)
}

fn key(option: &Table) -> bool {
    option.get("key").is_some_and(|key| key.as_bool() == Some(true))
}

fn distractor(option: &Table) -> bool {
    !key(option)
}

fn part(item: &mut Table, which: fn(&Table) -> bool) -> &mut Table {
    options(item).find(|option| which(option)).expect("every item has a key and a distractor")
}

fn text_of(item: &mut Table, which: fn(&Table) -> bool) -> String {
    part(item, which)["text"].as_str().unwrap_or("").to_owned()
}

fn set(table: &mut Table, field: &str, text: &str) -> bool {
    table.insert(field.into(), text.into());
    true
}

fn change(item: &mut Table, which: fn(&Table) -> bool, edit: impl Fn(&str) -> String) -> bool {
    let text = edit(&text_of(item, which));
    set(part(item, which), "text", &text)
}

fn each(item: &mut Table, mut edit: impl FnMut(bool, &str) -> String) -> bool {
    for option in options(item) {
        let text = edit(key(option), option["text"].as_str().unwrap_or(""));
        set(option, "text", &text);
    }
    true
}

fn add_to_stem(item: &mut Table, end: &str) -> bool {
    let stem = format!("{}{end}", item["stem"].as_str().unwrap_or("").trim_end());
    set(item, "stem", &stem)
}

fn before_stem(item: &mut Table, start: &str) -> bool {
    let stem = format!("{start} {}", item["stem"].as_str().unwrap_or("").trim());
    set(item, "stem", &stem)
}

/// Texts for the choices in the order of the file.
fn ranges(item: &mut Table, texts: [&str; 4]) -> bool {
    for (option, text) in options(item).zip(texts) {
        set(option, "text", text);
    }
    true
}

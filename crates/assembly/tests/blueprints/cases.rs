//! Cases that come as a whole: with all their items, or not at all.

use crate::support::told;
use mockexam_assembly::{Blueprint, Request, Seed, assemble};
use mockexam_bank::{Bank, SourceFile};

const BANK: &str = r#"
[bank]
id = "b"
title = "B"
language = "en"
[[topic]]
id = "air"
name = "Air"
[[topic]]
id = "sea"
name = "Sea"
[defaults]
type = "true-false"
status = "reviewed"
author = "kim"
level = "apply"
difficulty = 0.6
answer = true
[[stimulus]]
id = "port"
title = "A port"
text = "Ships and planes come to this port."
use = "all"
"#;

/// Two items of a case, which differ in topic, version and style, one of the case that is retired, and six others.
fn bank() -> Bank {
    let item = |id: &str, topic: &str, more: &str| {
        format!(
            "[[item]]\nid = \"{id}\"\ntopic = \"{topic}\"\nstem = \"Claim {id}.\"\n{more}\n\
             explanation = \"Because claim {id} is one of those that are so.\"\n"
        )
    };
    let items = [
        item("c-1", "air", "version = \"4\"\nstimulus = \"port\""),
        item("c-2", "sea", "version = \"5\"\nstimulus = \"port\""),
        item("c-3", "sea", "status = \"retired\"\nstimulus = \"port\""),
    ];
    let others = (0..6).map(|n| item(&format!("q-{n}"), ["air", "sea"][n % 2], "version = \"both\""));
    let text = BANK.to_owned() + &items.into_iter().chain(others).collect::<String>();
    Bank::read(&[SourceFile::new("b.toml", &text)]).bank
}

/// The items of the case on a form of so many questions, or what is wrong.
fn drawn(questions: usize, more: &str) -> Result<Vec<String>, Vec<String>> {
    let text = format!("title = \"E\"\nbank = \"b\"\nquestions = {questions}\nminutes = 10\n{more}");
    let blueprint = Blueprint::read("e.toml", &text).map_err(told)?;
    let (seed, mode) = (Seed::new("1"), blueprint.mode);
    let request = Request { blueprint: &blueprint, blueprint_text: &text, seed: &seed, forms: 1, mode };
    let exam = assemble(&request, &bank()).map_err(told)?;
    let ids = exam.public.forms[0].questions.iter().map(|question| question.item.to_string());
    Ok(ids.filter(|id| id.starts_with('c')).collect())
}

#[test]
fn what_is_retired_does_not_tear_a_case() {
    let mut both = drawn(8, "").unwrap();
    both.sort();
    assert_eq!(both, ["c-1", "c-2"]);
}

#[test]
fn a_case_of_which_an_item_is_kept_back_does_not_come() {
    let sections = "[[section]]\ntitle = \"One\"\ntopic = \"air\"\nquestions = { max = 6 }\n\
                    [[section]]\ntitle = \"Two\"\nquestions = { max = 6 }";
    let (one, both) = ("1 of a case that cannot come as a whole", "2 of a case that cannot come as a whole");
    for (questions, more, told) in [
        (6, "version = \"4\"", one),
        (6, "exclude = [\"c-2\"]", one),
        (3, "[topics]\nair = 3", one),
        (6, sections, both),
    ] {
        assert_eq!(drawn(questions, more).unwrap(), Vec::<String>::new(), "{more}");
        let refused = drawn(questions + 1, &more.replace("air = 3", "air = 4")).unwrap_err();
        assert!(refused[0].contains(told), "{refused:?}");
    }
}

#[test]
fn whoever_names_such_an_item_is_told_why() {
    for (more, why) in [
        ("version = \"4\"\ninclude = [\"c-1\"]", "'c-2' is kept back: it is for another version"),
        ("exclude = [\"c-2\"]\ninclude = [\"c-1\"]", "'c-2' is kept back: it is excluded"),
        (
            "[forms]\nmode = \"disjoint\"\n[anchors]\nitems = [\"c-1\"]\n[[section]]\ntitle = \"One\"\n\
             topic = \"air\"\nquestions = { max = 4 }\n[[section]]\ntitle = \"Two\"\nquestions = { max = 4 }",
            "its items belong to several sections",
        ),
    ] {
        let refused = drawn(4, more).unwrap_err();
        let fact = format!(
            "P03 item 'c-1' shall be on every form, and its case 'port' comes as a whole and cannot: {why} / "
        );
        assert!(refused[0].starts_with(&fact), "{refused:?}");
    }
}

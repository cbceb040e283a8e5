//! Code, formulas and signs in texts: what checks of words must not make of them.

use mockexam_bank::{Bank, SourceFile};

const HEAD: &str = r#"
[bank]
id = "sample"
title = "Sample"
language = "en"
[[topic]]
id = "sample"
name = "Sample"
[defaults]
topic = "sample"
type = "single"
level = "apply"
difficulty = 0.7
status = "reviewed"
author = "kim"
"#;

/// The codes of findings that a bank has for an item with this stem, these choices and more fields.
fn codes(stem: &str, choices: &[&str], more: &str) -> Vec<&'static str> {
    let choice = |(index, text): (usize, &&str)| {
        let rest = if index == 0 { "key = true" } else { "why = '''It is another one.'''" };
        format!("[[item.option]]\ntext = '''{text}'''\n{rest}\n")
    };
    let item = format!(
        "[[item]]\nid = \"sa-001\"\nstem = '''{stem}'''\nexplanation = '''So it is.'''\n{more}\n{}",
        choices.iter().enumerate().map(choice).collect::<String>()
    );
    let reading = Bank::read(&[SourceFile::new("b.toml", &format!("{HEAD}{item}"))]);
    reading.diagnostics.iter().map(|found| found.code).collect()
}

#[test]
fn choices_that_differ_in_a_sign_are_not_equal() {
    for choices in [
        ["-10", "-5", "10", "5"],
        ["-5 °C", "5 °C", "0 °C", "1 °C"],
        ["$`10^{-3}`$", "$`10^{3}`$", "$`-e`$", "$`e`$"],
        ["$`[0, 1]`$", "$`(0, 1)`$", "$`a^2`$", "$`a_2`$"],
        ["`a && b`", "`a || b`", "`*p`", "`&p`"],
        ["C#", "C", "Ada", "Go"],
    ] {
        let found = codes("Which of these is it?", &choices, "");
        assert!(!found.contains(&"S02"), "{choices:?}: {found:?}");
    }
    for choices in [["Red", "The red.", "Blue"], ["`a`", "`a`", "`b`"], ["co-creation", "Co-creation", "x"]] {
        assert!(codes("Which of these is it?", &choices, "").contains(&"S02"), "{choices:?}");
    }
}

#[test]
fn words_in_code_say_nothing_about_the_question() {
    let choices = ["One", "Two", "Three"];
    for (stem, code) in [
        ("What does the operator `not in` test?", "W01"),
        ("What is printed?\n\n```\nif not x: option A\n```", "W01"),
        ("What is printed?\n\n```\nif not x: option A\n```", "S10"),
    ] {
        assert!(!codes(stem, &choices, "").contains(&code), "{stem}");
    }
    assert!(codes("Which of these is not printed?", &choices, "").contains(&"W01"));
    assert!(codes("Why is option A `right`?", &choices, "").contains(&"S10"));
}

#[test]
fn braces_of_formulas_name_no_variables() {
    let variables = "[item.variables]\na = { from = 2, to = 9 }\nb = \"a + 1\"\nc = \"a + 2\"";
    let choices = ["{a}", "{b}", "{c}"];
    for stem in ["With x = {a}, what is $`\\frac{x}{2}`$?", "With {a}, what is $`a_{ij}`$?"] {
        assert!(!codes(stem, &choices, variables).contains(&"S22"), "{stem}");
    }
    assert!(codes("With {a}, what is {x}?", &choices, variables).contains(&"S22"));
    assert!(!codes("What is $`\\frac{x}{2}`$?", &["One", "Two"], "").contains(&"S22"));
}

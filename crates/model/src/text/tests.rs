use super::*;
use proptest::prelude::*;

fn run(text: &str, emphasis: Emphasis, script: Script) -> Inline {
    Inline::Text { text: text.into(), emphasis, script }
}

fn plain(text: &str) -> Inline {
    run(text, Emphasis::Plain, Script::Baseline)
}

fn code(text: &str) -> Inline {
    Inline::Code(text.into())
}

fn paragraph(text: &str) -> TextBlock {
    TextBlock::Paragraph(vec![plain(text)])
}

fn list(ordered: bool, items: &[&str]) -> TextBlock {
    TextBlock::List { ordered, items: items.iter().map(|item| vec![plain(item)]).collect() }
}

fn lines(lines: &[&str]) -> TextBlock {
    TextBlock::Code(lines.iter().map(|line| (*line).to_owned()).collect())
}

fn table(rows: &[&[&str]]) -> TextBlock {
    let cell = |text: &&str| if text.is_empty() { Vec::new() } else { vec![plain(text)] };
    let mut rows: Vec<Vec<Vec<Inline>>> = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    let head = rows.remove(0);
    TextBlock::Table { head, rows }
}

fn blocks(source: &str) -> Vec<TextBlock> {
    RichText::parse(source).unwrap_or_else(|error| panic!("{source:?}: {error}")).blocks
}

#[test]
fn lines_fold_and_blank_lines_part() {
    assert_eq!(blocks("\n one\n two  three\n\n\n four\n"), [paragraph("one two three"), paragraph("four")]);
}

#[test]
fn markers_become_runs() {
    use Emphasis::{Bold, Italic, Plain};
    use Script::{Baseline, Sub, Super};
    let cases: &[(&str, &[Inline])] = &[
        (
            "Which is **NOT** *really* so [?].",
            &[
                plain("Which is "),
                run("NOT", Bold, Baseline),
                plain(" "),
                run("really", Italic, Baseline),
                plain(" so "),
                Inline::Blank,
                plain("."),
            ],
        ),
        ("H~2~O", &[plain("H"), run("2", Plain, Sub), plain("O")]),
        ("m^2^.", &[plain("m"), run("2", Plain, Super), plain(".")]),
        ("**x~1~^2^**", &[run("x", Bold, Baseline), run("1", Bold, Sub), run("2", Bold, Super)]),
        ("e^*x*+1^", &[plain("e"), run("x", Italic, Super), run("+1", Plain, Super)]),
        (r"x^a\ b^", &[plain("x"), run("a b", Plain, Super)]),
        ("`ls -l *`", &[code("ls -l *")]),
        (r"`a\`b\\c\d`", &[code(r"a`b\c\d")]),
        (
            "**use `x` now**",
            &[run("use", Bold, Baseline), plain(" "), code("x"), plain(" "), run("now", Bold, Baseline)],
        ),
    ];
    for (source, expected) in cases {
        assert_eq!(blocks(source), [TextBlock::Paragraph(expected.to_vec())], "{source}");
    }
}

/// Texts from before these markers, and signs that are meant as they are.
#[test]
fn signs_in_running_text_are_text() {
    let same = [
        "2 * 3",
        "a ~ b",
        "about ~5 and ~10 kg",
        "2^10 bytes",
        "5 ^ 2",
        "~~old~~",
        "a - b",
        "-5",
        "x -y- z",
        "12. May",
        "Version 1.2. It runs.",
        "a | b",
        "| a | b |",
        "a ` b",
        "what! [a](b)",
        "C:\\dir",
        "a\\b",
        "1.",
        "-",
        "1.5 kg",
        "{n} - {m}",
    ];
    for source in same {
        assert_eq!(blocks(source), [paragraph(source)], "{source}");
        assert_eq!(
            RichText::parse(source).unwrap().to_markup().replace("\\\\", "\\").replace("\\*", "*"),
            source
        );
    }
    let folded = [("It is\n- 5 °C", "It is - 5 °C"), ("on the\n1. of May", "on the 1. of May")];
    for (source, expected) in folded {
        assert_eq!(blocks(source), [paragraph(expected)], "{source}");
    }
}

#[test]
fn a_backslash_takes_the_meaning_away() {
    let cases = [
        (r"5\* hotel, C:\dir", r"5* hotel, C:\dir"),
        (r"an escaped \[?]", "an escaped [?]"),
        (r"H\~2\~O, m\^2\^, \`x\`", "H~2~O, m^2^, `x`"),
        (r"\- 5 °C", "- 5 °C"),
        (r"1\. FC", "1. FC"),
        (r"!\[a](b.png)", "![a](b.png)"),
        (r"\`\`\`", "```"),
    ];
    for (source, expected) in cases {
        assert_eq!(blocks(source), [paragraph(expected)], "{source}");
    }
}

#[test]
fn lines_become_blocks() {
    let cases: &[(&str, &[TextBlock])] = &[
        ("- a\n- b\n  and c\n", &[list(false, &["a", "b and c"])]),
        ("1. a\n2. b\n\n3. c\n\nd", &[list(true, &["a", "b", "c"]), paragraph("d")]),
        ("Two:\n- a\n- b", &[paragraph("Two:"), list(false, &["a", "b"])]),
        ("- a\n1. b", &[list(false, &["a"]), list(true, &["b"])]),
        ("- a\n    - b\n    - c", &[list(false, &["a", "b", "c"])]),
        ("- a\n\nb", &[list(false, &["a"]), paragraph("b")]),
        ("```\nif x:\n\ty  z\n\n```", &[lines(&["if x:", "    y  z", ""])]),
        (
            "See\n  ```sql\n  a\n    b\n c\n  ```\nand",
            &[paragraph("See"), lines(&["a", "  b", "c"]), paragraph("and")],
        ),
        ("````\n```\n````", &[lines(&["```"])]),
        ("- a\n```\n- b\n```", &[list(false, &["a"]), lines(&["- b"])]),
        ("| a | b |\n|---|--|\n| 1 | 2\n|x||\n", &[table(&[&["a", "b"], &["1", "2"], &["x", ""]])]),
        ("Look:\n|a|\n|-|\n|b\\|c|\nd", &[paragraph("Look:"), table(&[&["a"], &["b|c"]]), paragraph("d")]),
        (
            "![A plan\nof it](img/a b.png)",
            &[TextBlock::Image { source: "img/a b.png".into(), alt: "A plan of it".into() }],
        ),
    ];
    for (source, expected) in cases {
        assert_eq!(blocks(source), *expected, "{source}");
    }
}

#[test]
fn flaws_are_named() {
    let cases = [
        ("**bold", "'**' has no partner"),
        ("**bo*ld", "'**' has no partner"),
        ("use `ls now", "'`' has no partner"),
        ("``x``", "'`' has no partner"),
        ("a\u{7}b", "the text contains '\\u{7}', which cannot be printed"),
        ("bene\u{fffd}ts", "the text contains '\u{fffd}', which cannot be printed"),
        ("a\n\n````\nx\n```", "a block of code starts with ```` and does not end"),
        ("|a|b|\n|-|-|\n|1|2|\n|1|2|3|", "row 2 of a table has 3 cells, its head has 2"),
        ("|a|b|\n|-|-|\n|1|", "row 1 of a table has 1 cell, its head has 2"),
        ("|a|b|\n|-|", "the line below the head of a table is not |---| for each of 2 columns"),
        ("|a|b|\n|:-|-:|", "the line below the head of a table is not |---| for each of 2 columns"),
        ("|a|||||||||||||\n|-|", "a table has 13 columns, at most 12 can be printed"),
        ("\n1. a\n3. b", "entry 2 of a list has the number 3"),
        ("\n- a\n  - b", "a list stands inside a list"),
        ("![](a.png)", "the image a.png has no text that says what it shows"),
        ("See ![a](a.png) here", "an image stands inside a line of text"),
        ("- ![a](a.png)", "an image stands inside a line of text"),
        ("![a](../a.png)", "the image '../a.png' is not named by a path inside the folder of the bank"),
        ("![a](/a.png)", "the image '/a.png' is not named by a path inside the folder of the bank"),
        (
            "![a](https://a/b.png)",
            "the image 'https://a/b.png' is not named by a path inside the folder of the bank",
        ),
        ("![a]()", "the image '' is not named by a path inside the folder of the bank"),
    ];
    for (source, expected) in cases {
        assert_eq!(RichText::parse(source).unwrap_err().to_string(), expected, "{source}");
    }
}

#[test]
fn plain_text_stays_readable() {
    let source = "CO~2~ in 10^3^ **t** `x`:\n- a\n- [?]\n\n1. b\n\n```\nif\n  c\n```\n|d|e|\n|-|-|\n|1|2|\n\n![f](f.png)";
    let expected = "CO2 in 10^3 t x:\n- a\n- ____\n1. b\nif\n  c\nd | e\n1 | 2\nf";
    assert_eq!(RichText::parse(source).unwrap().plain(), expected);
}

#[test]
fn emphasized_text_is_taken_to_the_letter() {
    let bold = RichText::emphasized(" 2 * 3  ", Emphasis::Bold);
    assert_eq!(bold.blocks, [TextBlock::Paragraph(vec![run("2 * 3", Emphasis::Bold, Script::Baseline)])]);
    assert_eq!(RichText::parse(&bold.to_markup()), Ok(bold));
}

#[test]
fn texts_are_joined_on_a_line_where_both_are_lines() {
    let rich = |source: &str| RichText::parse(source).unwrap();
    assert_eq!(rich("so").led_by("Why *").to_markup(), "**Why \\*** so");
    assert_eq!(rich("").led_by("Why").to_markup(), "**Why**");
    assert_eq!(rich("- a").led_by("Why").to_markup(), "**Why**\n\n- a");
    let texts = ["a\n\nb", "c", "- d", "e"].map(rich);
    assert_eq!(RichText::joined(texts, " · ").to_markup(), "a\n\nb · c\n\n- d\n\ne");
}

/// Pieces of markup in any order: most of it parses.
fn markup() -> impl Strategy<Value = String> {
    let inline = r"([a-z .,?!\[\]\\0-9|-]|\*\*[a-z \[?\]`~]{1,3}\*\*|\*|\*[a-z ]\*|\[\?\]|`[a-z \\|]{1,3}`|[~^][a-z*\\ ]{1,3}[~^]|[`~^]|\(|\))";
    let block = r"(\n|\n- |\n1\. |\n2\. |:\n- |\n\n|\n```\n|\n\| [a-z] \|\n\|--\|\n|\n\|a\|`\\\|`\||\n\n!\[[a-z\]\\]{0,2}\]\([a-z]\)\n\n)";
    prop::collection::vec(
        prop_oneof![4 => inline.prop_map(String::from), 1 => block.prop_map(String::from)],
        0..30,
    )
    .prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn markup_survives_a_round_trip(source in markup()) {
        if let Ok(parsed) = RichText::parse(&source) {
            let again = RichText::parse(&parsed.to_markup());
            prop_assert_eq!(again.as_ref(), Ok(&parsed), "{:?}", parsed.to_markup());
            // Also without the attempt to do with fewer escapes.
            let escaped = RichText::parse(&write::fully_escaped(parsed.blocks()));
            prop_assert_eq!(escaped.as_ref(), Ok(&parsed), "{:?}", write::fully_escaped(parsed.blocks()));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(source in r"(?s).{0,60}") {
        if let Ok(parsed) = RichText::parse(&source) {
            let code = parsed.blocks().iter().any(|block| matches!(block, TextBlock::Code(_)));
            prop_assert!(code || !parsed.plain().contains("  "));
        }
    }

    #[test]
    fn literal_text_survives_markup(source in r"(?s)(.|[-*`~^|\\\[\]()!?.1 ]){0,40}") {
        let literal = RichText::literal(&source);
        if !source.contains(|c: char| c.is_control() || c == '\u{fffd}') {
            prop_assert_eq!(RichText::parse(&literal.to_markup()), Ok(literal));
        }
    }

    #[test]
    fn joined_texts_survive_markup(one in markup(), two in markup()) {
        if let (Ok(one), Ok(two)) = (RichText::parse(&one), RichText::parse(&two)) {
            let joined = RichText::joined([one, two], " · ");
            let again = RichText::parse(&joined.to_markup());
            prop_assert_eq!(again.as_ref(), Ok(&joined), "{:?}", joined.to_markup());
        }
    }
}

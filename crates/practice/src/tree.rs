//! Rich text as a tree of JSON, from which a page builds its elements. It never parses HTML, so no text can open a tag.

use mockexam_model::{
    ChoiceContent, Emphasis, Inline, MathContent, MathElement, RichText, Script, Setting, TextBlock,
};
use serde_json::{Value, json};

/// Blocks: `["p", line]`, `["pre", text]`, `["ol", lines]`, `["ul", lines]`, `["table", head, rows]`,
/// `["img", source, alt]`. A line is a list of pieces: plain text, `["b", text]` and the like, `["gap"]`,
/// `["math", text, element, 1 if it stands alone]`.
pub(crate) fn text(text: &RichText) -> Value {
    text.blocks().iter().map(block).collect()
}

/// What a choice says: `{"text": …}`, `{"statements": [1, 3]}` or `{"truth": true}`.
pub(crate) fn choice(content: &ChoiceContent) -> Value {
    match content {
        ChoiceContent::Text(words) => json!({ "text": text(words) }),
        ChoiceContent::Statements(numbers) => json!({ "statements": numbers }),
        ChoiceContent::Truth(truth) => json!({ "truth": truth }),
    }
}

fn block(block: &TextBlock) -> Value {
    let lines = |lines: &[Vec<Inline>]| lines.iter().map(|each| line(each)).collect::<Value>();
    match block {
        TextBlock::Paragraph(words) => json!(["p", line(words)]),
        TextBlock::Code(code) => json!(["pre", code.join("\n")]),
        TextBlock::List { ordered, items } => json!([if *ordered { "ol" } else { "ul" }, lines(items)]),
        TextBlock::Table { head, rows } => {
            json!(["table", lines(head), rows.iter().map(|row| lines(row)).collect::<Value>()])
        }
        TextBlock::Image { source, alt } => json!(["img", source, alt]),
    }
}

fn line(line: &[Inline]) -> Value {
    let setting = Setting::of(line);
    line.iter().map(|each| inline(each, setting)).collect()
}

/// An element of MathML: its name, its text or its elements, and perhaps an attribute and its value.
fn element(math: &MathElement) -> Value {
    match &math.content {
        MathContent::Text(text) => match math.manner.attribute() {
            Some((name, value)) => json!([math.tag, text, name, value]),
            None => json!([math.tag, text]),
        },
        MathContent::Elements(inner) => json!([math.tag, inner.iter().map(element).collect::<Value>()]),
    }
}

fn inline(inline: &Inline, setting: Setting) -> Value {
    match inline {
        Inline::Blank => json!(["gap"]),
        Inline::Math(formula) => {
            let alone = u8::from(setting == Setting::Alone);
            json!(["math", formula.linear(), element(&formula.elements()), alone])
        }
        Inline::Code(code) => json!(["code", code]),
        Inline::Text { text, emphasis, script } => {
            let tag = match emphasis {
                Emphasis::Plain => "t",
                Emphasis::Italic => "i",
                Emphasis::Bold => "b",
                Emphasis::BoldItalic => "bi",
            };
            match (tag, script) {
                ("t", Script::Baseline) => json!(text),
                (tag, Script::Baseline) => json!([tag, text]),
                (tag, Script::Sub) => json!([tag, text, "sub"]),
                (tag, Script::Super) => json!([tag, text, "sup"]),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_and_piece_has_its_shape() {
        for (markup, tree) in [
            ("a **b** `c` [?]", r#"[["p",["a ",["b","b"]," ",["code","c"]," ",["gap"]]]]"#),
            (
                "*i* ***x*** H~2~O **m^2^**",
                r#"[["p",[["i","i"]," ",["bi","x"]," H",["t","2","sub"],"O ",["b","m"],["b","2","sup"]]]]"#,
            ),
            (
                "$`\\frac{1}{\\Delta}`$",
                r#"[["p",[["math","1/Δ",["mrow",[["mfrac",[["mn","1"],["mi","Δ","mathvariant","normal"]]]]],1]]]]"#,
            ),
            ("```\na < b\n```", r#"[["pre","a < b"]]"#),
            ("1. a\n2. b", r#"[["ol",[["a"],["b"]]]]"#),
            ("- a", r#"[["ul",[["a"]]]]"#),
            ("| a | b |\n|---|---|\n| 1 | 2 |", r#"[["table",[["a"],["b"]],[[["1"],["2"]]]]]"#),
            ("![what](x.png)", r#"[["img","x.png","what"]]"#),
        ] {
            assert_eq!(text(&RichText::parse(markup).unwrap()).to_string(), tree, "{markup}");
        }
        assert_eq!(choice(&ChoiceContent::Statements(vec![1, 4])).to_string(), r#"{"statements":[1,4]}"#);
        assert_eq!(choice(&ChoiceContent::Truth(false)).to_string(), r#"{"truth":false}"#);
    }
}

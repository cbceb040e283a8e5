//! The HTML file: words, style, program and data in one, with a policy that forbids the browser every other source.

use crate::practice::NoPractice;
use crate::veil::veiled;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// What each page starts with, by which it is known as one of ours.
pub const PAGE_MARK: &str = "<!doctype html>\n<!-- mockexam practice -->\n";

const PAGE: &str = include_str!("../../../templates/practice/page.html");
const ARTICLE: &str = include_str!("../../../templates/practice/article.html");
const STYLE: &str = include_str!("../../../templates/practice/practice.css");
const WORDS: &str = include_str!("../../../templates/languages/en-practice.toml");

/// The program of practice exams, in the order in which its parts need each other.
pub(crate) const PROGRAM: [&str; 8] = [
    include_str!("../../../templates/practice/base.js"),
    include_str!("../../../templates/practice/memory.js"),
    include_str!("../../../templates/practice/score.js"),
    include_str!("../../../templates/practice/fields.js"),
    include_str!("../../../templates/practice/feedback.js"),
    include_str!("../../../templates/practice/run.js"),
    include_str!("../../../templates/practice/result.js"),
    include_str!("../../../templates/practice/start.js"),
];

/// What a page is made of.
pub(crate) struct Parts<'a> {
    pub(crate) title: &'a str,
    pub(crate) language: &'a str,
    pub(crate) data: &'a Value,
    pub(crate) words: &'a Value,
    /// JSON that lies under the veil.
    pub(crate) secret: &'a str,
    pub(crate) program: &'a [&'a str],
}

/// The fixed words of practice exams.
pub(crate) fn words() -> Result<Value, NoPractice> {
    words_of(WORDS)
}

/// Fixed words from TOML.
pub(crate) fn words_of(text: &str) -> Result<Value, NoPractice> {
    toml::from_str(text).map_err(|error: toml::de::Error| NoPractice::Words(error.message().to_owned()))
}

/// The file.
pub(crate) fn page(parts: &Parts<'_>) -> String {
    let program = format!("\n(() => {{\n'use strict';\n{}}})();\n", parts.program.concat());
    let digest = STANDARD.encode(Sha256::digest(program.as_bytes()));
    let start = u32::try_from(parts.secret.len()).unwrap_or(u32::MAX);
    let page = PAGE
        .replace("%language%", &escaped(parts.language))
        .replace("%title%", &escaped(parts.title))
        .replace("%digest%", &digest)
        .replace("%style%", STYLE)
        .replace("%no-script%", &escaped(parts.words["no-script"].as_str().unwrap_or_default()))
        .replace("%start%", &start.to_string())
        .replace("%key%", &veiled(parts.secret, start));
    // Last, as they hold texts of the bank, in which the marks above may stand.
    let (head, rest) = page.split_once("%words%").unwrap_or((&page, ""));
    let (between, rest) = rest.split_once("%paper%").unwrap_or((rest, ""));
    let (after, end) = rest.split_once("%program%").unwrap_or((rest, ""));
    [PAGE_MARK, head, &inert(parts.words), between, &inert(parts.data), after, &program, end].concat()
}

/// A page without a program: its title, and a body that is HTML already.
pub(crate) fn article(title: &str, language: &str, body: &str) -> String {
    let head = ARTICLE
        .replace("%language%", &escaped(language))
        .replace("%title%", &escaped(title))
        .replace("%style%", STYLE);
    let (head, end) = head.split_once("%body%").unwrap_or((&head, ""));
    [PAGE_MARK, head, body, end].concat()
}

/// JSON that ends no script element.
fn inert(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

fn escaped(text: &str) -> String {
    // A mark in a title is no mark.
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('%', "&#37;")
}

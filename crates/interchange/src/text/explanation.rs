//! The explanation below an answer.

use super::line::{LineKind, Page, Part};
use super::stem::Lines;

/// The paragraph below an answer, if it is made of sentences and not the next question. Its first line is numbered `from`.
pub(super) fn below<'a>(page: &Page<'a>, from: usize) -> Option<Lines<'a>> {
    let lines = &page.lines;
    let start = (from..lines.len()).find(|&at| !lines[at].is_blank())?;
    if lines[start].kind != LineKind::Other {
        return None;
    }
    let mut end = start + 1;
    while !page.dense && end < lines.len() && lines[end].kind == LineKind::Other {
        end += 1;
    }
    // What stands above choices asks the next question, unless it says that it explains.
    let next = (end..lines.len()).find(|&at| !lines[at].is_blank());
    let explains = has_label(&lines[start].part());
    if !explains
        && next.is_some_and(|at| page.is_choice(at) && (page.asks_above(at) || page.are_answered(at)))
    {
        return None;
    }
    let text = lines[start + 1..end].iter().fold(lines[start].part(), |text, line| text.joined(line));
    let text = without_label(text);
    let ends = text.text.trim_end_matches(['"', '\'', ')', '\u{201d}', '\u{2019}', '*']);
    ends.ends_with(['.', '!', '?']).then_some(Lines { text, lines: start..end })
}

/// Without "Explanation:" before it, where it stands on one line.
fn without_label(text: Part<'_>) -> Part<'_> {
    if has_label(&text) { text.without(LABEL.len()) } else { text }
}

const LABEL: &str = "explanation:";

fn has_label(text: &Part<'_>) -> bool {
    text.text.get(..LABEL.len()).is_some_and(|head| head.eq_ignore_ascii_case(LABEL))
}

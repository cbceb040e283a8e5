//! White space and comments around fields and headers.

/// What becomes of empty lines above something. Several in a row become one in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blank {
    /// They stay.
    Keep,
    /// Those before all comments go.
    Dropped,
    /// There is at least one.
    Required,
}

/// Columns by which a comment may stand further in before it is taken to belong to a comment behind a value.
const SLACK: usize = 4;

/// Lines above a field or a header, and the indentation of its own line.
pub(super) fn above(text: &str, indent: usize, blank: Blank) -> String {
    let (lines, _) = text.rsplit_once('\n').unwrap_or_default();
    let mut lines: Vec<&str> = if text.contains('\n') { lines.split('\n').collect() } else { Vec::new() };
    lines.dedup_by(|next, line| next.trim().is_empty() && line.trim().is_empty());
    if blank == Blank::Dropped && lines.first().is_some_and(|line| line.trim().is_empty()) {
        lines.remove(0);
    }
    if blank == Blank::Required && !lines.iter().any(|line| line.trim().is_empty()) {
        lines.insert(0, "");
    }
    let mut out: String = lines.into_iter().map(|line| comment(line, indent) + "\n").collect();
    out.push_str(&" ".repeat(indent));
    out
}

/// A line that is empty or a comment.
fn comment(line: &str, indent: usize) -> String {
    let trimmed = line.trim();
    let column = line.chars().take_while(|c| c.is_whitespace()).count();
    match trimmed {
        "" => String::new(),
        _ if column > indent + SLACK => format!("{}{trimmed}", " ".repeat(column)),
        _ => format!("{}{trimmed}", " ".repeat(indent)),
    }
}

/// The rest of a line behind a value or a header: nothing, or a comment that keeps its distance.
pub(super) fn behind(text: &str) -> String {
    let text = text.trim_end();
    match text.find('#') {
        None => String::new(),
        Some(0) => format!(" {text}"),
        Some(_) => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_above_keep_their_comments() {
        assert_eq!(above("", 2, Blank::Keep), "  ");
        assert_eq!(above("\n\n\n# a\n\t", 0, Blank::Keep), "\n# a\n");
        assert_eq!(above("\n# a\n\n#b\n", 2, Blank::Dropped), "  # a\n\n  #b\n  ");
        assert_eq!(above("# a\n", 0, Blank::Required), "\n# a\n");
        assert_eq!(above("# a\n\n", 0, Blank::Required), "# a\n\n");
        let far = "                   # goes on\n";
        assert_eq!(above(far, 0, Blank::Keep), far);
    }

    #[test]
    fn comments_behind_a_value_keep_their_column() {
        assert_eq!(behind("   # a  "), "   # a");
        assert_eq!(behind("# a"), " # a");
        assert_eq!(behind("   "), "");
    }
}

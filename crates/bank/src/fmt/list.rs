//! Lists: on one line, or an element a line where the author wrote them so or they do not fit.

use super::tables::fits;
use toml_edit::{Array, Decor, RawString};

/// Tidies a list that starts at a column. One with comments or line breaks inside its elements stays as it is.
pub(super) fn tidy(array: &mut Array, used: usize, indent: usize) {
    let fixed = |element| is_commented(element) || bare(element).contains('\n');
    if has_comment(array.trailing()) || array.iter().any(fixed) {
        return;
    }
    let whole = format!("[{}]", array.iter().map(bare).collect::<Vec<_>>().join(", "));
    let on_one_line = fits(used, &whole) && !is_broken(array);
    let inner = format!("\n{}", " ".repeat(indent + 2));
    for (index, element) in array.iter_mut().enumerate() {
        let prefix = match (on_one_line, index) {
            (true, 0) => "",
            (true, _) => " ",
            (false, _) => &inner,
        };
        *element.decor_mut() = Decor::new(prefix, "");
    }
    array.set_trailing_comma(!on_one_line);
    array.set_trailing(if on_one_line { String::new() } else { format!("\n{}", " ".repeat(indent)) });
}

/// Whether the author gave the list several lines.
fn is_broken(array: &Array) -> bool {
    let around = array.iter().flat_map(|element| [element.decor().prefix(), element.decor().suffix()]);
    around.flatten().chain([array.trailing()]).filter_map(RawString::as_str).any(|text| text.contains('\n'))
}

/// An element without what stands around it.
fn bare(element: &toml_edit::Value) -> String {
    let mut element = element.clone();
    *element.decor_mut() = Decor::new("", "");
    element.to_string()
}

fn is_commented(element: &toml_edit::Value) -> bool {
    let decor = element.decor();
    [decor.prefix(), decor.suffix()].into_iter().flatten().any(has_comment)
}

fn has_comment(raw: &RawString) -> bool {
    raw.as_str().is_none_or(|text| text.contains('#'))
}

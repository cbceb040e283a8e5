//! The spelling by which the texts of questions and choices are compared with those in an answer file.
//!
//! A text goes through other systems on its way: they fold white space, drop emphasis, exchange quotation marks. What they
//! change must not count; two choices that differ in nothing else cannot be told apart and are refused.

use mockexam_model::steers;
use unicode_normalization::UnicodeNormalization;

/// Compatibility form, lower case, one space for any white space, plain quotation marks and dashes, without marks of
/// emphasis and without characters that cannot be seen.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkc() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if steers(c) || matches!(c, '*' | '_' | '`' | '^' | '~') {
            continue;
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        match c {
            '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{b4}' => out.push('\''),
            '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => out.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// A text without tags and with its entities resolved, where a system exports HTML.
pub(crate) fn without_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, mark) = rest.split_at(at);
        out.push_str(before);
        rest = match tag(mark) {
            Some(behind) => {
                out.push(' ');
                behind
            }
            None => match entity(mark) {
                Some((c, behind)) => {
                    out.push(c);
                    behind
                }
                None => {
                    let (one, behind) = mark.split_at(1);
                    out.push_str(one);
                    behind
                }
            },
        };
    }
    out.push_str(rest);
    out
}

/// What stands behind a tag. A sign for "less than" is none.
fn tag(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('<')?;
    let first = inner.strip_prefix('/').unwrap_or(inner).chars().next()?;
    if !(first.is_ascii_alphabetic() || first == '!') {
        return None;
    }
    let end = inner.find('>')?;
    inner.get(end + 1..)
}

fn entity(text: &str) -> Option<(char, &str)> {
    const LONGEST: usize = 8;
    let inner = text.strip_prefix('&')?;
    let (name, behind) = inner.split_once(';').filter(|(name, _)| name.len() <= LONGEST)?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '\u{2013}',
        "mdash" => '\u{2014}',
        "lsquo" => '\u{2018}',
        "rsquo" => '\u{2019}',
        "ldquo" => '\u{201c}',
        "rdquo" => '\u{201d}',
        "hellip" => '\u{2026}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_other_systems_change_does_not_count() {
        for (one, other) in [
            ("  Which\u{a0}one\nis **CORRECT**? ", "which one is correct?"),
            ("The provider\u{2019}s \u{201c}plan\u{201d}", "the provider's \"plan\""),
            ("10\u{2013}20 m\u{b2}", "10-20 m^2"),
            ("and so on\u{2026}", "and so on..."),
            ("a\u{200b}b", "ab"),
        ] {
            assert_eq!(folded(one), folded(other), "{one}");
        }
        assert_ne!(folded("is not"), folded("isnot"));
    }

    #[test]
    fn html_goes_and_other_signs_stay() {
        for (html, text) in [
            ("<p>How are you,\nreally?</p>", " How are you,\nreally? "),
            ("a &lt; b &amp;&#39;c&#x27; &nope; & <", "a < b &'c' &nope; & <"),
            ("1 < 2 > 0", "1 < 2 > 0"),
            ("x<br/>y<!-- z -->", "x y "),
        ] {
            assert_eq!(without_html(html), text);
        }
    }
}

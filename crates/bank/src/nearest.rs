//! Names that somebody may have meant.

/// The names that differ least from the one that was written, best first: at most five, and none that shares hardly
/// anything with it.
#[must_use]
pub fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted: Vec<char> = wanted.to_lowercase().chars().take(LONGEST).collect();
    let mut near: Vec<(usize, &str)> = names
        .map(|name| (distance(&wanted, name), name))
        .filter(|&(distance, name)| distance <= wanted.len().max(name.len()) / 2)
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().map(|(_, name)| name).take(MOST).collect()
}

/// What can be an id is shorter; longer input is cut, as the work grows with its length.
const LONGEST: usize = 80;

const MOST: usize = 5;

/// Characters to insert, remove or replace until one text is the other (Levenshtein 1966), case aside.
fn distance(wanted: &[char], name: &str) -> usize {
    let mut row: Vec<usize> = (0..=wanted.len()).collect();
    for (line, c) in name.chars().flat_map(char::to_lowercase).take(LONGEST).enumerate() {
        let mut diagonal = line;
        row[0] = line + 1;
        for (column, &w) in wanted.iter().enumerate() {
            let replaced = diagonal + usize::from(w != c);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_lead_to_what_was_meant() {
        let names = ["uw-001", "uw-002", "fire", "guiding-principles"];
        assert_eq!(nearest("uw-003", names.into_iter()), ["uw-001", "uw-002"]);
        assert_eq!(nearest("UW-002", names.into_iter()), ["uw-002", "uw-001"]);
        assert_eq!(nearest("guidingprinciple", names.into_iter()), ["guiding-principles"]);
        assert_eq!(nearest("xyzzy", names.into_iter()), Vec::<&str>::new());
        assert_eq!(nearest(&"x".repeat(1_000_000), names.into_iter()), Vec::<&str>::new());
    }

    #[test]
    fn distance_counts_edits() {
        let of = |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), b);
        assert_eq!([of("kitten", "sitting"), of("", "abc"), of("abc", ""), of("abc", "abc")], [3, 3, 3, 0]);
    }
}

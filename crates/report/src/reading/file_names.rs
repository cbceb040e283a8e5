//! Names of the reports of candidates: safe on every file system, unique, and the same in any order.

use super::source::digest_of;
use mockexam_model::CandidateId;
use std::collections::BTreeSet;

/// Longest slug without its digest, in bytes.
const LONGEST: usize = 40;
/// Digits of a digest behind a slug, as a rule.
const SHORT: usize = 12;
/// All digits of a SHA-256, for a class in which two short digests are the same.
const FULL: usize = 64;

/// Gives every candidate of a class a file name of their own.
///
/// A name is `candidate-<slug>.html`, where the slug keeps the letters a-z and the digits of the id. Where that
/// would be empty, cut short, shared with another candidate or look like a digest, the digest of the id follows.
#[derive(Debug, Clone)]
pub(crate) struct FileNames {
    shared: BTreeSet<String>,
    digits: usize,
}

/// Takes the ids of a class. Holds a slug and a digest of each until it is finished.
#[derive(Debug, Default)]
pub(crate) struct Collector {
    slugs: BTreeSet<String>,
    shared: BTreeSet<String>,
    digests: BTreeSet<String>,
}

/// An id of which there was one already.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Twice;

impl Collector {
    /// Takes the next id.
    pub(crate) fn add(&mut self, id: &CandidateId) -> Result<(), Twice> {
        if !self.digests.insert(digest_of(id.as_str())) {
            return Err(Twice);
        }
        if let Slug::Plain(slug) = Slug::of(id)
            && !self.slugs.insert(slug.clone())
        {
            self.shared.insert(slug);
        }
        Ok(())
    }

    /// The names of the class.
    pub(crate) fn finish(self) -> FileNames {
        let mut last = "";
        let mut clash = false;
        for digest in &self.digests {
            let short = digest.get(..SHORT).unwrap_or(digest);
            clash |= short == last;
            last = short;
        }
        FileNames { shared: self.shared, digits: if clash { FULL } else { SHORT } }
    }
}

impl FileNames {
    /// The file name for a candidate of the class.
    pub(crate) fn of(&self, id: &CandidateId) -> String {
        let slug = match Slug::of(id) {
            Slug::Plain(slug) if !self.shared.contains(&slug) => slug,
            Slug::Plain(slug) | Slug::Doubtful(slug) => {
                let digest = digest_of(id.as_str());
                let digest = digest.get(..self.digits).unwrap_or(&digest);
                if slug.is_empty() { digest.to_owned() } else { format!("{slug}-{digest}") }
            }
        };
        format!("candidate-{slug}.html")
    }
}

enum Slug {
    /// May stand alone, if nobody shares it.
    Plain(String),
    /// Needs a digest behind it.
    Doubtful(String),
}

impl Slug {
    fn of(id: &CandidateId) -> Self {
        let mut slug = String::new();
        for c in id.as_str().chars() {
            if c.is_ascii_alphanumeric() {
                slug.push(c.to_ascii_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        let whole = slug.trim_end_matches('-');
        let short = whole.get(..LONGEST).unwrap_or(whole).trim_end_matches('-');
        if short.is_empty() || short.len() < whole.len() || looks_like_digest(short) {
            Self::Doubtful(short.to_owned())
        } else {
            Self::Plain(short.to_owned())
        }
    }
}

/// Whether a slug ends as names with a digest do, so that the two could be mixed up.
fn looks_like_digest(slug: &str) -> bool {
    let end = slug.rsplit('-').next().unwrap_or(slug);
    end.len() == SHORT && end.bytes().all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(ids: &[CandidateId]) -> Vec<String> {
        let mut collector = Collector::default();
        ids.iter().for_each(|id| collector.add(id).unwrap());
        let names = collector.finish();
        ids.iter().map(|id| names.of(id)).collect()
    }

    fn ids<const N: usize>(ids: [&str; N]) -> [CandidateId; N] {
        ids.map(|id| CandidateId::new(id).unwrap())
    }

    #[test]
    fn usual_ids_stay_readable_and_hostile_ones_stay_inside() {
        let long = "x".repeat(200);
        let hostile =
            ids(["C-017", "../x", "张伟", &long, "anna@example.org", "0123456789ab", "CON", "a/b", "A b"]);
        insta::assert_snapshot!(names(&hostile).join("\n"), @r"
        candidate-c-017.html
        candidate-x.html
        candidate-a3a0bafd0bee.html
        candidate-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-aa20c23e3201.html
        candidate-anna-example-org.html
        candidate-0123456789ab-d407ad901895.html
        candidate-con.html
        candidate-a-b-c14cddc033f6.html
        candidate-a-b-a760b0e1e518.html
        ");
    }

    #[test]
    fn an_id_comes_once() {
        let mut collector = Collector::default();
        let [id] = ids(["7"]);
        assert_eq!((collector.add(&id), collector.add(&id)), (Ok(()), Err(Twice)));
    }

    proptest! {
        #[test]
        fn names_are_unique_safe_and_independent_of_order(
            raw in prop::collection::btree_set("([aA1/. é-]{1,4}|[0-9a-f]{12}|.{1,60})", 1..30)
        ) {
            let ids: Vec<CandidateId> = raw.iter().filter_map(|id| CandidateId::new(id).ok()).collect();
            let named = names(&ids);
            let distinct: BTreeSet<String> = named.iter().map(|name| name.to_ascii_lowercase()).collect();
            prop_assert_eq!(distinct.len(), ids.len());
            for name in &named {
                let slug = name.strip_prefix("candidate-").and_then(|n| n.strip_suffix(".html")).unwrap();
                prop_assert!(!slug.is_empty() && slug.len() <= LONGEST + 1 + FULL, "{}", name);
                prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            }
            let backwards: Vec<CandidateId> = ids.iter().rev().cloned().collect();
            prop_assert_eq!(names(&backwards), named.into_iter().rev().collect::<Vec<_>>());
        }
    }
}

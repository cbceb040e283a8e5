//! Facts about the rows of answer files, in words that other languages can say, too.

pub mod sayings;

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// What can be said: words by their id, with places `{0}`, `{1}` … for what they are said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saying {
    /// The id, the same in every language.
    pub id: &'static str,
    /// The words in English.
    pub english: &'static str,
}

/// Something that is so: a saying by its id, and what stands in its places.
///
/// In files it is a list: the id, then the places, of which each is a text or a fact again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Part>", into = "Vec<Part>")]
pub struct Fact {
    id: Cow<'static, str>,
    parts: Vec<Part>,
}

/// What stands in a place of a saying.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Part {
    /// A text that is the same in every language: an id, a number, what somebody wrote.
    Text(String),
    /// A fact within the fact.
    Fact(Fact),
}

impl Saying {
    /// The fact that says this of what stands in the places.
    #[must_use]
    pub fn of<const N: usize>(&self, parts: [Part; N]) -> Fact {
        Fact { id: Cow::Borrowed(self.id), parts: parts.into() }
    }

    /// The fact of a saying without places.
    #[must_use]
    pub fn fact(&self) -> Fact {
        self.of([])
    }
}

impl Fact {
    /// The fact in the words of a language; `words` gives the saying of an id. None if the language lacks one of them.
    #[must_use]
    pub fn in_words<'w>(&self, words: &dyn Fn(&str) -> Option<&'w str>) -> Option<String> {
        let mut rest = words(&self.id)?;
        let mut said = String::new();
        while let Some((before, behind)) = rest.split_once('{') {
            let (place, after) = behind.split_once('}')?;
            said.push_str(before);
            match self.parts.get(place.parse::<usize>().ok()?)? {
                Part::Text(text) => said.push_str(text),
                Part::Fact(fact) => said.push_str(&fact.in_words(words)?),
            }
            rest = after;
        }
        said.push_str(rest);
        Some(said)
    }

    /// "A", "A and B", "A, B and C".
    #[must_use]
    pub fn list<T: ToString>(things: impl IntoIterator<Item = T>) -> Part {
        let mut texts: Vec<String> = things.into_iter().map(|thing| thing.to_string()).collect();
        match (texts.pop(), texts.is_empty()) {
            (None, _) => Part::Text(String::new()),
            (Some(only), true) => Part::Text(only),
            (Some(last), false) => sayings::LIST.of([texts.join(", ").into(), last.into()]).into(),
        }
    }
}

/// In English.
impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Fact(fact) => fact.fmt(f),
        }
    }
}

/// In English.
impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(&sayings::english).unwrap_or_else(|| self.id.to_string()))
    }
}

impl From<Vec<Part>> for Fact {
    fn from(parts: Vec<Part>) -> Self {
        let mut parts = parts.into_iter();
        let id = match parts.next() {
            Some(Part::Text(id)) => id,
            Some(Part::Fact(_)) | None => String::new(),
        };
        Self { id: Cow::Owned(id), parts: parts.collect() }
    }
}

impl From<Fact> for Vec<Part> {
    fn from(fact: Fact) -> Self {
        std::iter::once(Part::Text(fact.id.into_owned())).chain(fact.parts).collect()
    }
}

impl From<Fact> for Part {
    fn from(fact: Fact) -> Self {
        Self::Fact(fact)
    }
}

macro_rules! text_parts {
    ($($kind:ty),*) => {
        $(impl From<$kind> for Part {
            fn from(value: $kind) -> Self {
                Self::Text(value.to_string())
            }
        })*
    };
}

text_parts!(&str, &String, char, u8, u64, usize, crate::Points);

impl From<String> for Part {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn facts_are_said_in_any_language_and_kept_in_files() {
        let row = sayings::ON_LINE_OF.of([7_u64.into(), "'a {0}.csv'".into()]);
        let fact = sayings::REPEATS.of([row.into()]);
        assert_eq!(fact.to_string(), "repeats the row on line 7 of 'a {0}.csv', which is graded");
        let german = |id: &str| match id {
            "repeats" => Some("wiederholt {0}"),
            "on-line-of" => Some("{1}:{0}"),
            _ => None,
        };
        assert_eq!(fact.in_words(&german).as_deref(), Some("wiederholt 'a {0}.csv':7"));
        assert_eq!(sayings::NO_FORM.fact().in_words(&german), None);
        let kept = toml::Value::try_from(&fact).unwrap();
        assert_eq!(kept.to_string(), "[\"repeats\", [\"on-line-of\", \"7\", \"'a {0}.csv'\"]]");
        assert_eq!(kept.try_into::<Fact>().unwrap(), fact);
        assert_eq!(Fact::from(vec![]).to_string(), "");
    }

    #[test]
    fn lists_read_like_a_sentence() {
        let list = |things: &[u8]| Fact::list(things).to_string();
        assert_eq!(
            [list(&[]), list(&[1]), list(&[1, 2]), list(&[1, 2, 3])],
            ["", "1", "1 and 2", "1, 2 and 3"]
        );
    }

    #[test]
    fn ids_are_unique() {
        let ids: BTreeSet<&str> = sayings::ALL.iter().map(|saying| saying.id).collect();
        assert_eq!(ids.len(), sayings::ALL.len());
    }
}

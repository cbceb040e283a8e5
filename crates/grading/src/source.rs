//! A CSV file that can be read several times.

use crate::GradingError;
use crate::layout::{self, Wish};
use std::fmt;
use std::io::{self, Read};

type Open<'a> = dyn FnMut() -> io::Result<Box<dyn Read + 'a>> + 'a;

/// A named CSV input. It can be read from its start several times, so that no pass has to keep the rows.
pub struct CsvSource<'a> {
    name: String,
    rank: Rank,
    open: Box<Open<'a>>,
    wish: Wish,
}

/// Whether rows of a source replace those of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rank {
    /// They stand beside others.
    Scan,
    /// A candidate's rows here replace all rows of theirs elsewhere.
    Rescan,
}

impl<'a> CsvSource<'a> {
    /// A source under the name that the user gave it; `open` starts it anew.
    pub fn new(name: &str, open: impl FnMut() -> io::Result<Box<dyn Read + 'a>> + 'a) -> Self {
        let (name, rank, wish) = (name.to_owned(), Rank::Scan, Wish::default());
        Self { name, rank, open: Box::new(open), wish }
    }

    /// A source that lies in memory, such as the text of a standard input.
    #[must_use]
    pub fn bytes(name: &str, bytes: &'a [u8]) -> Self {
        Self::new(name, move || Ok(Box::new(bytes)))
    }

    /// The same source, to be read under this layout (one of [`layouts`](crate::layouts)) without looking for another. A
    /// name that no layout has changes nothing.
    #[must_use]
    pub fn in_layout(mut self, name: &str) -> Self {
        self.wish.layout = layout::known(name);
        self
    }

    /// The same source, with the id of the candidate in the column with this header.
    #[must_use]
    pub fn with_candidate(mut self, header: &str) -> Self {
        self.wish.candidate = Some(header.to_owned());
        self
    }

    pub(crate) const fn wish(&self) -> &Wish {
        &self.wish
    }

    /// The source as one that supersedes: a candidate's rows here replace all rows of theirs in sources that do not.
    #[must_use]
    pub fn superseding(mut self) -> Self {
        self.rank = Rank::Rescan;
        self
    }

    pub(crate) const fn rank(&self) -> Rank {
        self.rank
    }

    /// The name that messages use.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn start(&mut self) -> Result<Box<dyn Read + 'a>, GradingError> {
        (self.open)().map_err(|source| GradingError::Io { file: self.name.clone(), source })
    }
}

impl fmt::Debug for CsvSource<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CsvSource").field("name", &self.name).finish_non_exhaustive()
    }
}

//! The pass in which rows are scored: stretch by stretch, on several threads.

use crate::books::Books;
use crate::collector::Collector;
use crate::graded::{Graded, InputDigest};
use crate::header::AnswerHeader;
use crate::ledger::Ledger;
use crate::marks::MarkBook;
use crate::record::Record;
use crate::row::RowReader;
use crate::source::Rank;
use crate::stretch::{Desk, Stretch};
use crate::table::Table;
use crate::{CsvSource, Scorer};
use std::panic::resume_unwind;
use std::thread;

/// Rows of a file, one after another.
pub(crate) trait Feed<E> {
    /// Reads a row and gives the account of its candidate, if anybody knows them; none at the end.
    fn read(&mut self, record: &mut Record, ledger: &mut Ledger<'_>) -> Result<Option<Option<u32>>, E>;
}

/// What scoring needs and what comes of it.
pub(crate) struct Run<'x, S> {
    scorer: &'x Scorer,
    marks: Option<&'x MarkBook>,
    ledger: Ledger<'x>,
    books: Books,
    /// One for each thread.
    stretches: Vec<Stretch<S>>,
}

/// A file of a run: its index, its rank, and how its rows are read.
#[derive(Clone, Copy)]
pub(crate) struct Sheaf<'f, 'x> {
    pub(crate) file: usize,
    pub(crate) rank: Rank,
    pub(crate) reader: &'f RowReader<'x>,
}

impl<'x, S: Send> Run<'x, S> {
    pub(crate) fn new<C: Collector<Share = S>>(
        threads: usize,
        (scorer, marks): (&'x Scorer, Option<&'x MarkBook>),
        ledger: Ledger<'x>,
        sources: &[CsvSource<'_>],
        collector: &C,
    ) -> Self {
        let names = sources.iter().map(|source| source.name().to_owned());
        let stretches = (0..threads.max(1)).map(|_| Stretch::new(collector.share()));
        Self { scorer, marks, ledger, books: Books::new(names.collect()), stretches: stretches.collect() }
    }

    /// Scores the rows of a file. While rows are read nothing is scored, and the other way round: what threads do in between
    /// hangs on nothing that changes.
    pub(crate) fn file<C: Collector<Share = S>, E: From<C::Error>>(
        &mut self,
        Sheaf { file, rank, reader }: Sheaf<'_, 'x>,
        feed: &mut impl Feed<E>,
        collector: &mut C,
    ) -> Result<(), E> {
        loop {
            let Self { scorer, marks, ledger, books, stretches } = self;
            stretches.iter_mut().try_for_each(|stretch| stretch.fill(|record| feed.read(record, ledger)))?;
            if stretches.first().is_none_or(Stretch::is_empty) {
                return Ok(());
            }
            let desk = Desk { scorer, marks: *marks, ledger, reader, file, rank };
            let worked = each_apart(stretches, |stretch| stretch.work::<C>(desk));
            for (stretch, worked) in stretches.iter_mut().zip(worked) {
                worked?;
                stretch.settle((reader, *marks, file), ledger, books, collector)?;
            }
        }
    }

    /// The outcome, when all files are read; `tables` and `digests` are theirs.
    pub(crate) fn close<C: Collector<Share = S>>(
        self,
        sources: &[CsvSource<'_>],
        tables: &[Table<AnswerHeader>],
        digests: &[[u8; 32]],
        collector: &mut C,
    ) -> Result<Graded, C::Error> {
        let Self { marks, ledger, books, stretches, .. } = self;
        stretches.into_iter().try_for_each(|stretch| collector.merge(stretch.into_share()))?;
        let inputs = sources.iter().zip(tables).zip(digests).map(|((source, table), sha256)| InputDigest {
            file: source.name().to_owned(),
            sha256: *sha256,
            layout: table.header.layout,
            encoding: table.survey.encoding.name(),
            separator: char::from(table.separator),
        });
        let inputs = inputs.chain(marks.map(MarkBook::input)).collect();
        let unused_marks = marks.map(|marks| marks.without(&books.marked)).unwrap_or_default();
        let (reconciliation, close_calls) = books.close(&ledger);
        Ok(Graded { reconciliation, inputs, close_calls, unused_marks })
    }
}

/// Works on each stretch that has rows, in threads of their own where there are several.
fn each_apart<S: Send, E: Send>(
    stretches: &mut [Stretch<S>],
    work: impl Fn(&mut Stretch<S>) -> Result<(), E> + Sync,
) -> Vec<Result<(), E>> {
    let work = &work;
    let mut filled = stretches.iter_mut().filter(|stretch| !stretch.is_empty());
    let Some(first) = filled.next() else { return Vec::new() };
    thread::scope(|scope| {
        let others: Vec<_> = filled.map(|stretch| scope.spawn(move || work(stretch))).collect();
        let others = std::iter::once(work(first))
            .chain(others.into_iter().map(|thread| thread.join().unwrap_or_else(|bug| resume_unwind(bug))));
        others.collect()
    })
}

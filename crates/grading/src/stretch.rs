//! A stretch of rows: read, judged and scored by one thread.

use crate::books::Books;
use crate::collector::Collector;
use crate::ledger::{Ledger, RowPlace, Verdict};
use crate::marks::{MarkBook, Unsettled};
use crate::record::{Record, Spans};
use crate::row::{RowFault, RowReader, finding_name};
use crate::shown::quiet;
use crate::source::Rank;
use crate::{CloseCall, GradingError, Scorer};
use mockexam_model::{CandidateId, Points, QuestionScore, ScoreSheet};

/// Rows of a stretch: enough that the time to start a thread does not count, few enough to stay near the processor.
pub(crate) const ROWS: usize = 1024;

/// What the threads look things up in. None of it changes while they work.
#[derive(Clone, Copy)]
pub(crate) struct Desk<'d, 'x> {
    pub(crate) scorer: &'d Scorer,
    pub(crate) marks: Option<&'d MarkBook>,
    pub(crate) ledger: &'d Ledger<'d>,
    pub(crate) reader: &'d RowReader<'x>,
    /// Index of the file, and whether it supersedes others.
    pub(crate) file: usize,
    pub(crate) rank: Rank,
}

/// What becomes of a row, but for those that are graded and nothing else.
enum Event {
    /// Another row replaces it.
    Superseded(RowPlace),
    /// It is not graded: for what it is, or for the other rows of its candidate.
    Refused(Result<Verdict, RowFault>),
    /// It is graded, and the points of a question wait.
    Unsettled(CandidateId, Unsettled),
    /// It is graded, and a written word is nearly right.
    Close { question: usize, written: String, accepted: String },
}

/// Rows, who they belong to, and what one thread makes of them.
pub(crate) struct Stretch<S> {
    rows: Vec<(Record, Option<u32>)>,
    filled: usize,
    /// Where the cells of the row at hand are.
    spans: Spans,
    share: S,
    sheet: Option<ScoreSheet>,
    /// The scores of the row at hand.
    scores: Vec<QuestionScore>,
    /// Accounts whose row is graded.
    graded: Vec<u32>,
    /// What else there is to say, with the index of its row, ascending.
    events: Vec<(usize, Event)>,
    /// Graded candidates, where somebody wants to know who used their marks.
    marked: Vec<CandidateId>,
}

impl<S> Stretch<S> {
    pub(crate) fn new(share: S) -> Self {
        Self {
            rows: Vec::new(),
            filled: 0,
            spans: Spans::new(),
            share,
            sheet: None,
            scores: Vec::new(),
            graded: Vec::new(),
            events: Vec::new(),
            marked: Vec::new(),
        }
    }

    /// Fills the stretch; `read` gives the account of the record that it read, of whose cells the first are enough, or none at
    /// the end.
    pub(crate) fn fill<E>(
        &mut self,
        mut read: impl FnMut(&mut Record) -> Result<Option<Option<u32>>, E>,
    ) -> Result<(), E> {
        self.filled = 0;
        while self.filled < ROWS {
            if self.rows.len() == self.filled {
                self.rows.push((Record::default(), None));
            }
            let Some((record, account)) = self.rows.get_mut(self.filled) else { break };
            let Some(found) = read(record)? else { break };
            *account = found;
            self.filled += 1;
        }
        Ok(())
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.filled == 0
    }

    /// Reads, judges and scores the rows.
    pub(crate) fn work<C: Collector<Share = S>>(&mut self, desk: Desk<'_, '_>) -> Result<(), C::Error> {
        let (mut rows, mut spans) = (std::mem::take(&mut self.rows), std::mem::take(&mut self.spans));
        let worked = (0..).zip(&mut rows).take(self.filled).try_for_each(|(index, (record, account))| {
            record.unfold(&mut spans);
            let worked = self.row::<C>(desk, index, record, *account);
            record.fold(&mut spans);
            worked
        });
        (self.rows, self.spans) = (rows, spans);
        worked
    }

    fn row<C: Collector<Share = S>>(
        &mut self,
        desk: Desk<'_, '_>,
        index: usize,
        record: &Record,
        account: Option<u32>,
    ) -> Result<(), C::Error> {
        let Desk { scorer, ledger, reader, .. } = desk;
        let place = RowPlace { file: desk.file, line: record.line() };
        if let Some(by) = account.and_then(|account| ledger.superseded(account, desk.rank)) {
            self.events.push((index, Event::Superseded(by)));
            return Ok(());
        }
        let read = reader.read(record, account, &mut self.scores);
        let read = read.map(|row| (row, ledger.verdict(row.account, place)));
        let row = match read {
            Ok((row, Verdict::Grade)) => row,
            other => {
                self.events.push((index, Event::Refused(other.map(|(_, verdict)| verdict))));
                return Ok(());
            }
        };
        self.graded.push(row.account);
        let sheet = head(&mut self.sheet, reader, row.account, record)?;
        sheet.form = row.form;
        if let (Some(marks), Some(plan)) = (desk.marks, scorer.forms().get(row.form)) {
            for unsettled in marks.settle(&sheet.candidate, plan, &mut self.scores) {
                self.events.push((index, Event::Unsettled(sheet.candidate.clone(), unsettled)));
            }
            self.marked.push(sheet.candidate.clone());
        }
        if scorer.has_words(row.form) {
            self.events.extend(scorer.near_misses(row.form, &self.scores).map(|(question, near)| {
                let (written, accepted) = (finding_name(near.0), near.1.to_owned());
                (index, Event::Close { question, written, accepted })
            }));
        }
        sheet.total = scorer.total(row.form, &self.scores);
        std::mem::swap(&mut sheet.scores, &mut self.scores);
        C::add(&mut self.share, sheet)
    }

    /// Enters the rows into the books, in their order, and hands the scores to whoever collects them.
    pub(crate) fn settle<C: Collector<Share = S>>(
        &mut self,
        desk: (&RowReader<'_>, Option<&MarkBook>, usize),
        ledger: &mut Ledger<'_>,
        books: &mut Books,
        collector: &mut C,
    ) -> Result<(), C::Error> {
        let (reader, marks, file) = desk;
        books.grade(self.graded.len());
        self.graded.drain(..).for_each(|account| ledger.grade(account));
        for (index, event) in self.events.drain(..) {
            let Some((record, account)) = self.rows.get(index) else { continue };
            let place = RowPlace { file, line: record.line() };
            let candidate = reader.id(record).unwrap_or_default();
            match event {
                Event::Superseded(by) => books.supersede(candidate, place, by),
                Event::Refused(why) => books.refuse((candidate, *account), place, why, ledger),
                Event::Unsettled(candidate, unsettled) => {
                    if let Some(marks) = marks {
                        books.unsettled(marks, &candidate, place, unsettled);
                    }
                }
                Event::Close { question, written, accepted } => {
                    let (file, candidate) = (books.name(place).to_owned(), finding_name(candidate));
                    let line = place.line;
                    books.close_call(CloseCall { file, line, candidate, question, written, accepted });
                }
            }
        }
        books.marked.extend(self.marked.drain(..));
        collector.gather(&mut self.share)
    }

    /// What is left when all rows are scored.
    pub(crate) fn into_share(self) -> S {
        self.share
    }
}

/// Puts candidate and name of a row into the score sheet, made at its first use.
fn head<'s>(
    sheet: &'s mut Option<ScoreSheet>,
    reader: &RowReader<'_>,
    account: u32,
    record: &Record,
) -> Result<&'s mut ScoreSheet, GradingError> {
    let entry = reader.entry(account);
    let candidate = match entry {
        Some(entry) => entry.candidate.clone(),
        // Read before with the same bytes: only a changed file can bring an id that is none.
        None => CandidateId::new(reader.id(record).unwrap_or_default())
            .map_err(|_| GradingError::Sheet { form: 0, responses: record.len() })?,
    };
    let name = match entry {
        Some(entry) => entry.name.as_str(),
        None => reader.header.name.and_then(|column| record.text(column)).unwrap_or_default(),
    };
    let name = (!name.is_empty()).then(|| quiet(name).into_owned());
    let scores = sheet.take().map(|sheet| sheet.scores).unwrap_or_default();
    Ok(sheet.insert(ScoreSheet { candidate, name, form: 0, scores, total: Points::ZERO }))
}

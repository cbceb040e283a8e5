//! Who has which rows: what is kept of an answer file, a few bytes per row; a digest for those who have several.
//!
//! The gate's rule for a candidate with several rows: if all of them are readable and say the same (same form, same
//! responses), the first is graded and the others are duplicates. In every other case nobody but a person can
//! tell which row counts: the readable rows are duplicates, the unreadable ones keep their own state, and
//! the candidate is withheld. So an invalid row beside a valid one withholds the candidate, too.

use crate::Roster;
use crate::ids::Ids;
use crate::source::Rank;
use mockexam_model::{CandidateId, Response};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher};

/// Where a row stands: index of its file and line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RowPlace {
    pub(crate) file: usize,
    pub(crate) line: u64,
}

/// 128 bits that stand for a form and its responses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Digest(u64, u64);

/// What is known of one candidate. There may be millions, so that each byte counts.
#[derive(Debug, Clone, Copy, Default)]
struct Account {
    /// Rows, as far as a byte can count.
    rows: u8,
    /// Rows of files that supersede others.
    rescans: u8,
    outcome: Outcome,
}

impl Account {
    /// Whether several rows are there, none of which supersedes the others.
    const fn is_repeated(&self) -> bool {
        match self.rescans {
            0 => self.rows > 1,
            rescans => rescans > 1,
        }
    }
}

/// What has become of a candidate so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Outcome {
    #[default]
    Open,
    Graded,
    Withheld,
}

/// The rows of a candidate who has several.
#[derive(Debug)]
struct Repeated {
    first: RowPlace,
    second: Option<RowPlace>,
    /// Digest of the rows as long as all of them are readable and equal.
    same: Option<Digest>,
}

/// What becomes of a readable row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is scored.
    Grade,
    /// An equal row was scored before.
    Repeats(RowPlace),
    /// The candidate has another row that says something else or cannot be read.
    Contradicts(RowPlace),
}

/// The candidates by id and their rows.
#[derive(Debug)]
pub(crate) struct Ledger<'r> {
    ids: Ids,
    accounts: Vec<Account>,
    /// The first superseding row of a candidate.
    rescans: BTreeMap<u32, RowPlace>,
    repeated: BTreeMap<u32, Repeated>,
    roster: Option<&'r Roster>,
    bytes: Vec<u8>,
}

impl<'r> Ledger<'r> {
    pub(crate) fn new(roster: Option<&'r Roster>) -> Self {
        let entries = roster.map(Roster::entries).unwrap_or_default();
        let mut ids = Ids::default();
        let mut accounts = Vec::new();
        for entry in entries {
            // Ids of a roster are unique.
            if ids.find_or_add(entry.candidate.as_str()).is_some() {
                accounts.push(Account::default());
            }
        }
        let (rescans, repeated) = (BTreeMap::new(), BTreeMap::new());
        Self { ids, accounts, rescans, repeated, roster, bytes: Vec::new() }
    }

    /// Counts a row of a candidate and gives their account; none if the roster does not know them. Without a roster,
    /// the first row opens the account.
    pub(crate) fn count(&mut self, candidate: &str, rank: Rank, place: RowPlace) -> Option<u32> {
        let account = match self.roster {
            Some(_) => self.ids.find(candidate)?,
            None => self.ids.find_or_add(candidate)?,
        };
        if account as usize == self.accounts.len() {
            self.accounts.push(Account::default());
        }
        let counted = self.accounts.get_mut(account as usize)?;
        match rank {
            Rank::Scan => counted.rows = counted.rows.saturating_add(1),
            Rank::Rescan => {
                counted.rescans = counted.rescans.saturating_add(1);
                self.rescans.entry(account).or_insert(place);
            }
        }
        Some(account)
    }

    /// Whether the candidate has several rows, so that they must be compared.
    pub(crate) fn is_repeated(&self, account: u32) -> bool {
        self.accounts.get(account as usize).is_some_and(Account::is_repeated)
    }

    /// The row that replaces one of this rank, if there is any.
    pub(crate) fn superseded(&self, account: u32, rank: Rank) -> Option<RowPlace> {
        self.rescans.get(&account).copied().filter(|_| rank == Rank::Scan)
    }

    /// Whether any candidate has several rows.
    pub(crate) fn has_repeated(&self) -> bool {
        self.accounts.iter().any(Account::is_repeated)
    }

    /// The digest of a readable row.
    pub(crate) fn digest<'s>(
        &mut self,
        form: usize,
        responses: impl IntoIterator<Item = &'s Response>,
    ) -> Digest {
        self.bytes.clear();
        self.bytes.extend_from_slice(&form.to_le_bytes());
        responses.into_iter().for_each(|response| spell(response, &mut self.bytes));
        let half = |salt: u8| {
            let mut hasher = DefaultHasher::new();
            hasher.write_u8(salt);
            hasher.write(&self.bytes);
            hasher.finish()
        };
        Digest(half(1), half(2))
    }

    /// Compares a row of a candidate who has several with the earlier ones; `digest` is none if it cannot be read.
    pub(crate) fn compare(&mut self, account: u32, place: RowPlace, digest: Option<Digest>) {
        match self.repeated.get_mut(&account) {
            None => {
                self.repeated.insert(account, Repeated { first: place, second: None, same: digest });
            }
            Some(rows) => {
                rows.second.get_or_insert(place);
                rows.same = rows.same.filter(|&same| Some(same) == digest);
            }
        }
    }

    /// What becomes of a readable row, after all rows were counted and compared.
    pub(crate) fn verdict(&self, account: u32, place: RowPlace) -> Verdict {
        match self.repeated.get(&account) {
            None => Verdict::Grade,
            Some(Repeated { first, same: Some(_), .. }) if *first == place => Verdict::Grade,
            Some(Repeated { first, same: Some(_), .. }) => Verdict::Repeats(*first),
            Some(Repeated { first, second: Some(second), .. }) if *first == place => {
                Verdict::Contradicts(*second)
            }
            Some(Repeated { first, .. }) => Verdict::Contradicts(*first),
        }
    }

    /// Notes that a row of a candidate is graded.
    pub(crate) fn grade(&mut self, account: u32) {
        if let Some(account) = self.accounts.get_mut(account as usize) {
            account.outcome = Outcome::Graded;
        }
    }

    /// Notes that a row of a candidate was not graded. True if this is what withholds them: the first time for
    /// somebody of whom no row is graded.
    pub(crate) fn withhold(&mut self, account: u32) -> bool {
        let Some(known) = self.accounts.get_mut(account as usize) else { return false };
        let is_new = known.outcome == Outcome::Open;
        if is_new {
            known.outcome = Outcome::Withheld;
        }
        is_new
    }

    /// How many candidates the roster has, if there is one.
    pub(crate) fn roster_size(&self) -> Option<u64> {
        self.roster.map(|roster| roster.entries().len() as u64)
    }

    /// Candidates of the roster without a row, and those with rows but no score, in the order of the roster.
    pub(crate) fn roster_sides(&self) -> (Vec<CandidateId>, Vec<CandidateId>) {
        let entries = self.roster.map(Roster::entries).unwrap_or_default();
        let (mut absent, mut withheld) = (Vec::new(), Vec::new());
        for (entry, account) in entries.iter().zip(&self.accounts) {
            match account.outcome {
                Outcome::Open => absent.push(entry.candidate.clone()),
                Outcome::Withheld => withheld.push(entry.candidate.clone()),
                Outcome::Graded => {}
            }
        }
        (absent, withheld)
    }
}

/// A response as bytes of which no others make the same.
fn spell(response: &Response, bytes: &mut Vec<u8>) {
    match response {
        Response::Chosen(marks) | Response::Multiple(marks) if marks.count() > 1 => {
            bytes.push(b'+');
            bytes.extend_from_slice(&marks.bits().to_le_bytes());
        }
        Response::Chosen(marks) | Response::Multiple(marks) => {
            bytes.push(marks.highest().map_or(b' ', |position| b'A'.saturating_add(position)));
        }
        Response::Blank => bytes.push(b' '),
        Response::Unreadable => bytes.push(b'?'),
        Response::NotAdministered => bytes.push(b'-'),
        Response::Unsettled => bytes.push(b'~'),
        Response::Rows(rows) => {
            // Without its length, a row could be taken for the next question.
            bytes.push(b'[');
            bytes.extend_from_slice(&rows.len().to_le_bytes());
            rows.iter().for_each(|row| spell(row, bytes));
        }
        Response::Written(text) => {
            bytes.push(b'"');
            bytes.extend_from_slice(&text.len().to_le_bytes());
            bytes.extend_from_slice(text.as_bytes());
        }
        Response::Awarded(points) => {
            bytes.push(b'(');
            bytes.extend_from_slice(&points.len().to_le_bytes());
            points.iter().for_each(|points| bytes.extend_from_slice(&points.units().to_le_bytes()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mockexam_model::Marks;
    use proptest::prelude::*;

    const ROWS: [RowPlace; 3] =
        [RowPlace { file: 0, line: 2 }, RowPlace { file: 0, line: 5 }, RowPlace { file: 1, line: 2 }];

    fn verdicts(digests: [Option<Digest>; 3]) -> [Verdict; 3] {
        let mut ledger = Ledger::new(None);
        let account = ROWS.map(|place| ledger.count("a", Rank::Scan, place).unwrap())[0];
        assert!(ledger.is_repeated(account));
        for (place, digest) in ROWS.into_iter().zip(digests) {
            ledger.compare(account, place, digest);
        }
        ROWS.map(|place| ledger.verdict(account, place))
    }

    #[test]
    fn only_equal_rows_are_graded() {
        use Verdict::{Contradicts, Grade, Repeats};
        let (a, b) = (Some(Digest(1, 2)), Some(Digest(1, 3)));
        assert_eq!(verdicts([a, a, a]), [Grade, Repeats(ROWS[0]), Repeats(ROWS[0])]);
        let contradiction = [ROWS[1], ROWS[0], ROWS[0]].map(Contradicts);
        for rows in [[a, a, b], [a, b, a], [b, a, a], [a, None, a], [None, a, a], [a, a, None], [a, b, None]]
        {
            assert_eq!(verdicts(rows), contradiction, "{rows:?}");
        }
    }

    #[test]
    fn digests_tell_states_forms_and_marks_apart() {
        let mut ledger = Ledger::new(None);
        let ab = Marks::one(0).with(Marks::one(1));
        let sheets = [
            (0, vec![Response::Chosen(Marks::one(0)), Response::Blank]),
            (0, vec![Response::Blank, Response::Chosen(Marks::one(0))]),
            (1, vec![Response::Chosen(Marks::one(0)), Response::Blank]),
            (0, vec![Response::Chosen(Marks::one(1)), Response::Blank]),
            (0, vec![Response::Multiple(ab), Response::Blank]),
            (0, vec![Response::Unreadable, Response::Blank]),
            (0, vec![Response::Blank, Response::Blank]),
            (0, vec![Response::NotAdministered, Response::Blank]),
        ];
        let digests: Vec<_> =
            sheets.iter().map(|(form, responses)| ledger.digest(*form, responses)).collect();
        for (i, digest) in digests.iter().enumerate() {
            assert_eq!(digests.iter().position(|other| other == digest), Some(i));
        }
    }

    /// Any responses to a few questions with rows, words and letters.
    fn response() -> impl Strategy<Value = Response> {
        let letter = (0_u8..3).prop_map(|position| Response::Chosen(Marks::one(position)));
        let row = prop_oneof![Just(Response::Blank), Just(Response::Unreadable), letter.clone()];
        let points = (0_i32..3).prop_map(mockexam_model::Points::from_whole);
        prop_oneof![
            Just(Response::Blank),
            letter,
            prop::sample::select(vec![3_u32, 5, 6, 7]).prop_map(|bits| {
                let marks = (0_u8..3).filter(|bit| (bits >> bit) & 1 == 1);
                Response::Multiple(marks.fold(Marks::NONE, |all, bit| all.with(Marks::one(bit))))
            }),
            prop::collection::vec(row, 1..4).prop_map(|rows| Response::Rows(rows.into())),
            "[ AB;]{0,3}".prop_map(|text| Response::Written(text.into())),
            prop::collection::vec(points, 1..3).prop_map(|points| Response::Awarded(points.into())),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn different_responses_are_spelled_differently(
            one in prop::collection::vec(response(), 3),
            other in prop::collection::vec(response(), 3),
        ) {
            let spelled = |responses: &[Response]| {
                let mut bytes = Vec::new();
                responses.iter().for_each(|response| spell(response, &mut bytes));
                bytes
            };
            prop_assert_eq!(one == other, spelled(&one) == spelled(&other));
        }
    }

    #[test]
    fn a_row_is_not_taken_for_the_next_question() {
        let b = Response::Chosen(Marks::one(1));
        let one = [Response::Rows([Response::Blank, b.clone()].into()), Response::Blank];
        let other = [Response::Blank, Response::Rows([b, Response::Blank].into())];
        let mut ledger = Ledger::new(None);
        assert_ne!(ledger.digest(0, &one), ledger.digest(0, &other));
    }
}

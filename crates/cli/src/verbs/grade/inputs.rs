//! The files that a grading run reads.

use super::failure;
use crate::args::GradeArgs;
use crate::failure::Failure;
use crate::files::{self, Limited, shown};
use crate::progress::Meter;
use crate::spool::Spool;
use mockexam_grading::{CsvSource, MarkBook, Roster};
use mockexam_model::Points;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Largest standard input in bytes: more rows than a tally takes.
const LARGEST_INPUT: u64 = 8 << 30;

/// Standard input, which is kept: files of answers are read more than once.
pub(super) fn standard_input(paths: &[&Path]) -> Result<Option<Spool>, Failure> {
    match paths.iter().filter(|path| path.as_os_str() == "-").count() {
        0 => Ok(None),
        1 => Spool::fill(io::stdin().lock(), LARGEST_INPUT)
            .map(Some)
            .map_err(|error| Failure::system("read", Path::new("standard input"), &error)),
        _ => Err(Failure::new("standard input can be read once only", "name - once")),
    }
}

/// A file of answers, or standard input.
pub(super) fn source<'a>(
    path: &Path,
    standard_input: Option<&'a Spool>,
    args: &GradeArgs,
    meter: &Meter,
) -> CsvSource<'a> {
    wished(plain(path, standard_input, meter), args)
}

/// How often files of answers are read where once will not do: their encoding first, then whose rows there are, then the rows.
const PASSES: usize = 3;

/// Tells how far the reading of some files is.
pub(super) fn meter(paths: &[&Path]) -> Meter {
    let sizes = paths.iter().filter_map(|path| path.metadata().ok()).map(|file| file.len());
    Meter::new(sizes.sum())
}

/// Tells a meter that once will not do.
pub(super) fn expect_again(meter: &Meter) {
    meter.begin_again(PASSES);
}

/// The source, read as the call says.
fn wished<'a>(source: CsvSource<'a>, args: &GradeArgs) -> CsvSource<'a> {
    let source = match &args.layout {
        Some(layout) => source.in_layout(layout),
        None => source,
    };
    match &args.candidate {
        Some(header) => source.with_candidate(header),
        None => source,
    }
}

fn plain<'a>(path: &Path, standard_input: Option<&'a Spool>, meter: &Meter) -> CsvSource<'a> {
    if let Some(spool) = standard_input.filter(|_| path.as_os_str() == "-") {
        return CsvSource::new("standard input", move || Ok(Box::new(spool.reader()) as Box<dyn Read>));
    }
    let (owned, meter) = (path.to_owned(), meter.clone());
    CsvSource::new(&shown(path), move || Ok(Box::new(meter.reader(open(&owned)?)) as Box<dyn Read>))
}

/// A file that is kept in memory, so it has a limit that answer files do not need.
pub(super) fn limited(path: &Path) -> CsvSource<'static> {
    if path.as_os_str() == "-" {
        return CsvSource::bytes("standard input", &[]);
    }
    let owned = path.to_owned();
    CsvSource::new(&shown(path), move || {
        Ok(Box::new(Limited::new(open(&owned)?, files::LARGEST)) as Box<dyn Read>)
    })
}

/// The roster of a class.
pub(crate) fn roster(path: &Path) -> Result<Roster, Failure> {
    Roster::read(&mut limited(path)).map_err(failure)
}

/// The file of marks, where the call names one.
pub(super) fn marks(args: &GradeArgs) -> Result<Option<MarkBook>, Failure> {
    let Some(path) = &args.marks else { return Ok(None) };
    let tolerance = Points::from_decimal(args.tolerance.trim()).ok().filter(|points| *points >= Points::ZERO);
    let tolerance = tolerance.ok_or_else(|| {
        Failure::new(format!("--tolerance: '{}' is no number of points", args.tolerance), "write 1 or 0.5")
    })?;
    MarkBook::read(&mut limited(path), tolerance).map(Some).map_err(failure)
}

fn open(path: &Path) -> io::Result<File> {
    if path.is_dir() { Err(io::Error::from(io::ErrorKind::IsADirectory)) } else { File::open(path) }
}

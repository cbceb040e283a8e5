//! How far a run is: on a terminal, for work of more than a second.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Read, Write};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Whether the caller wants to be told.
static WANTED: AtomicBool = AtomicBool::new(false);

/// Time without a word.
const PATIENCE: Duration = Duration::from_secs(1);

/// Columns of a full bar.
const WIDTH: usize = 30;

/// Lets runs tell how far they are, where standard error is a terminal.
pub(crate) fn allow() {
    WANTED.store(io::stderr().is_terminal(), Ordering::Relaxed);
}

/// A bar that grows. It goes when the work is done.
pub(crate) struct Progress {
    total: usize,
    what: &'static str,
    started: Instant,
    shown: bool,
}

impl Progress {
    #[expect(
        clippy::disallowed_methods,
        reason = "what people see of a run may hang on the time; what it does never"
    )]
    pub(crate) fn new(total: usize, what: &'static str) -> Self {
        Self { total, what, started: Instant::now(), shown: false }
    }

    /// So many are done.
    pub(crate) fn at(&mut self, done: usize) {
        if WANTED.load(Ordering::Relaxed) && self.started.elapsed() > PATIENCE {
            self.shown = true;
            let line = bar(done, self.total, self.what);
            // Whoever cannot be told does not mind.
            let _ = write!(io::stderr(), "\r{line}");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let blank = " ".repeat(bar(self.total, self.total, self.what).chars().count());
            let _ = write!(io::stderr(), "\r{blank}\r");
        }
    }
}

/// Tells of bytes that are read, by however many readers.
#[derive(Clone)]
pub(crate) struct Meter(Rc<RefCell<Metered>>);

struct Metered {
    progress: Progress,
    bytes: u64,
    mebibytes: usize,
}

impl Meter {
    /// A meter for so many bytes in all.
    pub(crate) fn new(total: u64) -> Self {
        let progress = Progress::new(mebibytes(total), "MiB");
        Self(Rc::new(RefCell::new(Metered { progress, bytes: 0, mebibytes: 0 })))
    }

    /// A reader whose bytes are counted.
    pub(crate) fn reader<R: Read>(&self, inner: R) -> impl Read + use<R> {
        Counted { inner, meter: self.clone() }
    }

    /// Begins at nothing, with so many times the bytes ahead.
    pub(crate) fn begin_again(&self, times: usize) {
        let mut metered = self.0.borrow_mut();
        metered.progress.total = metered.progress.total.saturating_mul(times);
        (metered.bytes, metered.mebibytes) = (0, 0);
    }

    fn count(&self, more: usize) {
        let mut metered = self.0.borrow_mut();
        metered.bytes += more as u64;
        let read = mebibytes(metered.bytes);
        if std::mem::replace(&mut metered.mebibytes, read) != read {
            metered.progress.at(read);
        }
    }
}

struct Counted<R> {
    inner: R,
    meter: Meter,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.meter.count(read);
        Ok(read)
    }
}

fn mebibytes(bytes: u64) -> usize {
    usize::try_from(bytes >> 20).unwrap_or(usize::MAX)
}

fn bar(done: usize, total: usize, what: &str) -> String {
    let filled = (done.min(total) * WIDTH).checked_div(total).unwrap_or(WIDTH);
    let width = total.to_string().len();
    format!("[{}{}] {done:>width$} of {total} {what}", "#".repeat(filled), " ".repeat(WIDTH - filled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_grows_and_keeps_its_width() {
        assert_eq!(bar(0, 200, "papers"), format!("[{}]   0 of 200 papers", " ".repeat(30)));
        assert_eq!(
            bar(100, 200, "papers"),
            format!("[{}{}] 100 of 200 papers", "#".repeat(15), " ".repeat(15))
        );
        assert_eq!(bar(0, 0, "papers"), format!("[{}] 0 of 0 papers", "#".repeat(30)));
    }
}

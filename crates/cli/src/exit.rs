//! Exit codes.

use std::process::ExitCode;

/// How the program ends, for whoever called it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done,
    /// Done, but there are findings that a person must look at.
    Findings,
    /// The input or the call is wrong, and nothing was written.
    Refused,
    /// A bug of the program.
    Bug,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::Refused => 2,
            Exit::Bug => 70,
        })
    }
}

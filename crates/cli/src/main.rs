//! `mockexam`: mock exams from a question bank.

mod args;
mod bank_files;
mod columns;
mod draw;
mod embedded;
mod exam_folder;
mod exit;
mod failure;
mod files;
mod outcome;
mod run;
mod simulate;
mod sources;
mod staging;
mod verbs;

fn main() -> std::process::ExitCode {
    run::run().into()
}

//! `mockexam`: mock exams from a question bank.

mod args;
mod assignment;
mod bank_files;
mod chance;
mod columns;
mod comparing;
mod draw;
mod embedded;
mod exam_folder;
mod exit;
mod failure;
mod files;
mod fonts;
mod history;
mod lone_file;
mod outcome;
mod page;
mod parallel;
mod pictures;
mod print_shop;
mod progress;
mod pseudonyms;
mod report_press;
mod rewrite;
mod run;

mod sarif;
mod seats;
mod simulate;
mod sources;
mod spool;
mod staging;
mod table;
mod terminal;
mod verbs;

fn main() -> std::process::ExitCode {
    run::run().into()
}

//! From the command line to an exit code: parse, do, tell.

use crate::args::{Cli, Format, Verb};
use crate::draw::{Drawing, draw_all, escaped, json_of, visible};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::progress;
use crate::sarif;
use crate::sources::Sources;
use crate::verbs;
use clap::Parser;
use mockexam_model::Severity;
use serde_json::{Map, Value, json};
use std::io::{self, IsTerminal, Write};
use std::panic;

/// Runs the program.
pub(crate) fn run() -> Exit {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return told_by_clap(&error),
    };
    if !cli.output.quiet && !cli.output.json {
        progress::allow();
    }
    panic::set_hook(Box::new(|_| {}));
    let done = panic::catch_unwind(|| {
        let mut sources = Sources::default();
        let result = verb(&cli.verb, &mut sources);
        tell(&cli, &sources, result)
    });
    done.unwrap_or_else(|payload| bug(payload.as_ref()))
}

fn verb(verb: &Verb, sources: &mut Sources) -> Result<Outcome, Failure> {
    match verb {
        Verb::Demo(args) => verbs::demo::run(args, sources),
        Verb::New(args) => verbs::new::run(args),
        Verb::Check(args) => verbs::check::run(args, sources),
        Verb::Bank(args) => verbs::bank::run(args, sources),
        Verb::Assemble(args) => verbs::assemble::run(args, sources),
        Verb::Print(args) => verbs::print::run(args, sources),
        Verb::Verify(args) => verbs::verify::run(args, sources),
        Verb::Grade(args) => verbs::grade::run(args, sources),
        Verb::Report(args) => verbs::report::run(args, sources),
        Verb::Import(args) => verbs::import::run(args, sources),
        Verb::Practice(args) => verbs::practice::run(args, sources),
        Verb::Cards(args) => verbs::study::cards(args, sources),
        Verb::Glossary(args) => verbs::study::glossary(args, sources),
        Verb::Sheet(args) => verbs::study::sheet(args, sources),
    }
}

/// Help and version are no mistakes; everything else about the call is.
fn told_by_clap(error: &clap::Error) -> Exit {
    let printed = error.print();
    if error.use_stderr() {
        Exit::Refused
    } else {
        printed.map_or_else(|error| cannot_print(&error, Exit::Done), |()| Exit::Done)
    }
}

fn tell(cli: &Cli, sources: &Sources, result: Result<Outcome, Failure>) -> Exit {
    let outcome = match result {
        Ok(outcome) => outcome,
        Err(failure) => {
            let exit = failure.exit();
            Outcome { exit, diagnostics: failure.diagnostics, ..Outcome::done() }
        }
    };
    let is_told = matches!(outcome.exit, Exit::Done | Exit::Findings);
    let to_stdout = matches!(cli.verb, Verb::Check(_)) && is_told;
    let mut out = String::new();
    match format(cli) {
        Format::Json => out = json_text(sources, &outcome),
        Format::Sarif => out = escaped(&format!("{:#}\n", sarif::log(sources, &outcome))),
        Format::Human => {
            let mut told = outcome.diagnostics.clone();
            if cli.output.quiet && outcome.exit == Exit::Done {
                // What is only for information needs nobody.
                told.retain(|found| found.severity != Severity::Info);
            }
            let drawn = draw_all(sources, &told, drawing(to_stdout));
            if to_stdout {
                out.push_str(&drawn);
            } else {
                // Where even standard error is closed there is nobody left to tell.
                let _ = io::stderr().write_all(drawn.as_bytes());
            }
            if !cli.output.quiet || outcome.is_product || outcome.exit == Exit::Findings {
                out.push_str(&visible(&outcome.text));
            }
        }
    }
    let mut stdout = io::stdout().lock();
    match stdout.write_all(out.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => outcome.exit,
        Err(error) => cannot_print(&error, outcome.exit),
    }
}

/// How the caller wants to be told.
fn format(cli: &Cli) -> Format {
    match &cli.verb {
        Verb::Check(args) if args.format != Format::Human => args.format,
        _ if cli.output.json => Format::Json,
        _ => Format::Human,
    }
}

fn json_text(sources: &Sources, outcome: &Outcome) -> String {
    let mut object = Map::new();
    object.insert("ok".into(), Value::Bool(outcome.exit == Exit::Done));
    object.insert("diagnostics".into(), outcome.diagnostics.iter().map(|d| json_of(sources, d)).collect());
    object.extend(outcome.json.clone());
    escaped(&format!("{:#}\n", json!(object)))
}

/// Colours only on a terminal and never with NO_COLOR.
fn drawing(to_stdout: bool) -> Drawing {
    let terminal = if to_stdout { io::stdout().is_terminal() } else { io::stderr().is_terminal() };
    if terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) {
        Drawing::Coloured
    } else {
        Drawing::Plain
    }
}

/// A reader that closed the pipe has all it wants. Anything else is an error.
fn cannot_print(error: &io::Error, exit: Exit) -> Exit {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return exit;
    }
    let failure = Failure::system("write to", std::path::Path::new("standard output"), error);
    let drawn = draw_all(&Sources::default(), &failure.diagnostics, Drawing::Plain);
    let _ = io::stderr().write_all(drawn.as_bytes());
    Exit::Refused
}

fn bug(payload: &(dyn std::any::Any + Send)) -> Exit {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no reason given");
    let message =
        format!("bug: {text}\nhelp: this should never happen; please report it with what you did\n");
    let _ = io::stderr().write_all(message.as_bytes());
    Exit::Bug
}

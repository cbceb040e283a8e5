//! `import`: questions from elsewhere as drafts for a bank.

use crate::args::{ImportArgs, ImportTextArgs, ImportVerb};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::lone_file;
use crate::outcome::Outcome;
use crate::sources::Sources;
use crate::verbs::check::counted;
use mockexam_bank::{SourceFile, format};
use mockexam_interchange::{DraftOptions, Import, drafts, read_text_quiz};
use mockexam_model::{ItemId, TopicId};
use std::path::Path;

pub(crate) fn run(args: &ImportArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    match &args.verb {
        ImportVerb::Text(args) => text(args, sources),
    }
}

fn text(args: &ImportTextArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let options = options(args)?;
    let is_piped = args.file == Path::new("-");
    let (name, text) = match is_piped {
        true => ("standard input".to_owned(), files::text(&args.file, std::io::stdin().lock())?),
        false => (shown(&args.file), files::read_text(&args.file)?),
    };
    sources.add(&name, &text);
    let import = read_text_quiz(&SourceFile::new(&name, &text));
    if import.items.is_empty() {
        return Err(nothing(&name, import));
    }
    let file_name = args.file.file_name().map_or(name.as_str().into(), |name| name.to_string_lossy());
    let written = drafts(&import.items, if is_piped { &name } else { &file_name }, &options);
    let tidied = format(&SourceFile::new("the drafts", &written))?;
    let mut outcome = Outcome::done();
    outcome.field("imported", import.items.len());
    outcome.field("refused", import.refused);
    if import.refused > 0 {
        outcome.exit = Exit::Findings;
    }
    match &args.out {
        Some(path) => {
            lone_file::write_new(path, tidied.as_bytes())?;
            outcome.line(shown(path));
            outcome.line(format!(
                "{} imported as drafts, {} refused",
                counted(import.items.len(), "question"),
                import.refused
            ));
            outcome.field("file", shown(path));
        }
        None => {
            outcome.text = tidied.clone();
            outcome.is_product = true;
            outcome.field("toml", tidied);
        }
    }
    outcome.diagnostics = import.diagnostics;
    Ok(outcome)
}

fn options(args: &ImportTextArgs) -> Result<DraftOptions, Failure> {
    let id = |text: &str, what: &str| {
        Failure::new(
            format!("'{text}' is no {what}"),
            "use letters, digits, hyphens, dots and underscores, and start with a letter or digit",
        )
    };
    TopicId::new(&args.topic).map_err(|_| id(&args.topic, "id of a topic"))?;
    ItemId::new(&format!("{}-001", args.prefix)).map_err(|_| id(&args.prefix, "start of an id"))?;
    Ok(DraftOptions { topic: args.topic.clone(), prefix: args.prefix.clone() })
}

/// Nothing to write: what was refused, or the fact that there is no quiz.
fn nothing(name: &str, import: Import) -> Failure {
    if import.diagnostics.is_empty() {
        return Failure::new(
            format!("there is no question with an answer in {name}"),
            "a question is a paragraph, a list of choices below it, and a line such as \"Answer: B) the choice\"",
        );
    }
    import.diagnostics.into()
}

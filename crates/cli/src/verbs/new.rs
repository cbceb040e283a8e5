//! `new`: a fresh workspace.

use crate::args::NewArgs;
use crate::embedded::STARTER;
use crate::failure::Failure;
use crate::files::shown;
use crate::outcome::Outcome;
use crate::staging::{Access, make_folder};
use std::fs;
use std::io::Write;

pub(crate) fn run(args: &NewArgs) -> Result<Outcome, Failure> {
    let root = &args.dir;
    if root.is_file() {
        return Err(Failure::new(format!("{} is a file", shown(root)), "name a folder"));
    }
    if root.is_dir() {
        let mut entries =
            fs::read_dir(root).map_err(|error| Failure::system("read the folder", root, &error))?;
        if entries.next().is_some() {
            let message = format!("{} is not empty", shown(root));
            return Err(Failure::new(message, "name a folder that does not exist yet"));
        }
    }
    let mut outcome = Outcome::done();
    let mut paths = Vec::new();
    for file in STARTER {
        let path = root.join(file.path);
        if let Some(folder) = path.parent() {
            make_folder(folder, Access::Usual)?;
        }
        let mut out =
            fs::File::create_new(&path).map_err(|error| Failure::system("create", &path, &error))?;
        let written = out.write_all(file.text.as_bytes()).and_then(|()| out.sync_all());
        written.map_err(|error| Failure::system("write", &path, &error))?;
        outcome.line(shown(&path));
        paths.push(shown(&path));
    }
    outcome.field("files", paths);
    outcome.line(format!("\nnext: cd {}, read README.md, and run mockexam check", shown(root)));
    Ok(outcome)
}

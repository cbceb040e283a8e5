//! A folder of its own for each test, and the program run inside it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

static COUNT: AtomicUsize = AtomicUsize::new(0);

/// A folder in which a test works.
pub(crate) struct Place {
    root: PathBuf,
    program: PathBuf,
    goes: bool,
}

/// What a run of the program said and how it ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) call: String,
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    /// A fresh empty folder outside the repository, which goes when the test is done.
    pub(crate) fn fresh() -> Self {
        // A test that was killed leaves its folder behind, and systems give numbers of processes again.
        let root = loop {
            let number = COUNT.fetch_add(1, Ordering::Relaxed);
            let root = std::env::temp_dir().join(format!("mockexam-test-{}-{number}", std::process::id()));
            match fs::create_dir(&root) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                made => break made.map(|()| root).unwrap(),
            }
        };
        Self { root, program: env!("CARGO_BIN_EXE_mockexam").into(), goes: true }
    }

    /// A folder below target/ that tests share, filled once for this build of the program: whichever test comes first
    /// fills it, also where each test runs in a process of its own.
    pub(crate) fn shared(name: &str, fill: impl FnOnce(&Self)) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let (root, seal) = (folder.join(name), folder.join(format!("{name}.filled")));
        let place = Self { root, program: env!("CARGO_BIN_EXE_mockexam").into(), goes: false };
        fs::create_dir_all(folder).unwrap();
        let lock = fs::File::create(folder.join(format!("{name}.lock"))).unwrap();
        lock.lock().unwrap();
        let program = fs::metadata(&place.program).unwrap();
        let build = format!("{:?} {}", program.modified().unwrap(), program.len());
        if fs::read_to_string(&seal).is_ok_and(|filled| filled == build) {
            return place;
        }
        let _ = fs::remove_dir_all(&place.root);
        fs::create_dir_all(&place.root).unwrap();
        fill(&place);
        fs::write(&seal, build).unwrap();
        place
    }

    /// A fresh folder with a copy of everything in another.
    pub(crate) fn copy_of(other: &Self) -> Self {
        let place = Self::fresh();
        for (name, bytes) in tree(&other.root) {
            place.write(&name, bytes);
        }
        place
    }

    /// Copies the program into the folder; from now on the copy is run.
    pub(crate) fn bring_program(&mut self) {
        let copy = self.root.join("mockexam");
        fs::copy(&self.program, &copy).unwrap();
        self.program = copy;
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).unwrap()
    }

    /// Replaces a text in a file, which must be there.
    pub(crate) fn replace(&self, name: &str, from: &str, to: &str) {
        let text = self.text(name);
        assert!(text.contains(from), "{name} has no {from}");
        self.write(name, text.replacen(from, to, 1));
    }

    /// The program, ready to run here with nothing of our environment: no HOME, no PATH, no NO_COLOR.
    pub(crate) fn command(&self, call: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.args(call.split_whitespace()).current_dir(&self.root).env_clear().stdin(Stdio::null());
        command
    }

    /// Runs the program with arguments that are separated by white space.
    pub(crate) fn run(&self, call: &str) -> Run {
        self.run_with(call, b"")
    }

    /// As [`Place::run`], with something on standard input.
    pub(crate) fn run_with(&self, call: &str, input: &[u8]) -> Run {
        let mut command = self.command(call);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = loop {
            match command.spawn() {
                // Another test was just starting a program while ours was being copied.
                Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => std::thread::yield_now(),
                child => break child.unwrap(),
            }
        };
        // Whoever does not read its input closes it.
        let _ = child.stdin.take().unwrap().write_all(input);
        Run::new(call, child.wait_with_output().unwrap())
    }

    /// Runs a call that must end with 0.
    pub(crate) fn ok(&self, call: &str) -> Run {
        self.run(call).ends(0)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if self.goes {
            let _ = fs::remove_dir_all(&self.root);
        }
    }
}

impl Run {
    pub(crate) fn new(call: &str, output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self {
            call: call.into(),
            code: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// Checks the exit code.
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self}");
        self
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let code = self.code.map_or_else(|| "none".into(), |code| code.to_string());
        writeln!(f, "$ mockexam {} # exit {code}", self.call)?;
        for (name, text) in [("stdout", &self.out), ("stderr", &self.err)] {
            if !text.is_empty() {
                writeln!(f, "--- {name}\n{}", text.trim_end())?;
            }
        }
        Ok(())
    }
}

/// All files below a folder, by their path with forward slashes.
pub(crate) fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{folder}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                folders.push(format!("{name}/"));
            } else {
                files.insert(name, fs::read(entry.path()).unwrap());
            }
        }
    }
    files
}

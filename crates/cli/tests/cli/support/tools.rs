//! Tools that look into PDFs: pdftotext of poppler, and qpdf.

use std::path::Path;
use std::process::Command;

/// Runs a test that needs a tool. Without the tool it says so and passes, except where `MOCKEXAM_REQUIRE_TOOLS=1`.
pub(crate) fn with_tool(tool: &str, test: impl FnOnce()) {
    if Command::new(tool).arg("--version").output().is_ok() {
        return test();
    }
    let required = std::env::var_os("MOCKEXAM_REQUIRE_TOOLS").is_some_and(|value| value == "1");
    assert!(!required, "{tool} is not installed, and MOCKEXAM_REQUIRE_TOOLS asks for it");
    skipped(tool);
}

/// Says that something was not tested.
#[expect(clippy::print_stderr, reason = "whoever runs the tests should know what was not tested")]
pub(crate) fn skipped(tool: &str) {
    eprintln!("skipped: {tool} is not installed");
}

/// The text of a PDF as a reader gets it.
pub(crate) fn text_of(pdf: &Path) -> String {
    let output = Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(pdf).arg("-").output().unwrap();
    assert!(output.status.success(), "{}: {}", pdf.display(), String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A PDF with all streams decompressed and no object hidden in a stream.
pub(crate) fn uncompressed(pdf: &Path) -> Vec<u8> {
    let output =
        Command::new("qpdf").args(["--qdf", "--object-streams=disable"]).arg(pdf).arg("-").output().unwrap();
    assert!(output.status.success(), "{}: {}", pdf.display(), String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Text without white space, so that the breaking of lines does not matter.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

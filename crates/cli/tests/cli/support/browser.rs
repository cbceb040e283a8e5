//! A browser without a window, spoken to over two pipes (Chrome DevTools Protocol, `--remote-debugging-pipe`).

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Under which names it is installed.
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(120);

/// A browser with one page.
pub(crate) struct Browser {
    process: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    session: Option<String>,
    count: u64,
    loads: usize,
    /// The page that is open.
    url: String,
    /// What went wrong in the page's program.
    pub(crate) faults: Vec<String>,
}

/// Runs a test that needs a browser. Without one it says so and passes, except where `MOCKEXAM_REQUIRE_TOOLS=1`.
pub(crate) fn with_browser(profile: &Path, test: impl FnOnce(Browser)) {
    let there = |name: &&&str| Command::new(**name).arg("--version").output().is_ok();
    if let Some(name) = NAMES.iter().find(there) {
        return test(Browser::start(name, profile));
    }
    let required = std::env::var_os("MOCKEXAM_REQUIRE_TOOLS").is_some_and(|value| value == "1");
    assert!(!required, "no browser is installed, and MOCKEXAM_REQUIRE_TOOLS asks for it");
    super::skipped("chromium");
}

impl Browser {
    fn start(name: &str, profile: &Path) -> Self {
        // The browser reads commands from descriptor 3 and answers on 4: the shell makes them of our two pipes.
        let script = "exec \"$0\" \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null";
        let mut process = Command::new("sh")
            .args(["-c", script, name])
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
            ])
            .args([
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-quic",
            ])
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg("--remote-debugging-pipe")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = process.stdin.take().unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            for message in output.split(0) {
                let Ok(message) = message else { return };
                if sender.send(serde_json::from_slice(&message).unwrap()).is_err() {
                    return;
                }
            }
        });
        let (url, faults) = (String::new(), Vec::new());
        let mut browser = Self { process, input, messages, session: None, count: 0, loads: 0, url, faults };
        let target = browser.call("Target.createTarget", &json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let session = browser.call("Target.attachToTarget", &attach);
        browser.session = session["sessionId"].as_str().map(str::to_owned);
        browser.call("Page.enable", &json!({}));
        browser.call("Runtime.enable", &json!({}));
        browser
    }

    fn next(&mut self) -> Value {
        let message =
            self.messages.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("the browser says nothing"));
        match message["method"].as_str() {
            Some("Page.loadEventFired") => self.loads += 1,
            Some("Runtime.exceptionThrown") => self.faults.push(message["params"].to_string()),
            _ => {}
        }
        message
    }

    /// Calls a method of the protocol.
    pub(crate) fn call(&mut self, method: &str, params: &Value) -> Value {
        self.count += 1;
        let mut message = json!({ "id": self.count, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        write!(self.input, "{message}\0").unwrap();
        self.input.flush().unwrap();
        loop {
            let answer = self.next();
            if answer["id"] == json!(self.count) {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
        }
    }

    /// Opens a file, or opens it anew. What a page has just stored reaches another process of the browser only after a while,
    /// so a page that is opened anew stays in its own.
    pub(crate) fn open(&mut self, file: &Path) {
        let before = self.loads;
        let url = format!("file://{}", file.display());
        if self.url == url {
            self.call("Page.reload", &json!({}));
        } else {
            self.call("Page.navigate", &json!({ "url": url }));
            self.url = url;
        }
        while self.loads == before {
            self.next();
        }
    }

    /// The value of an expression in the page.
    pub(crate) fn ask(&mut self, expression: &str) -> Value {
        let params = json!({ "expression": expression, "returnByValue": true });
        let result = self.call("Runtime.evaluate", &params);
        assert!(result["exceptionDetails"].is_null(), "{expression}: {result}");
        result["result"]["value"].clone()
    }

    /// The text of an expression.
    pub(crate) fn text(&mut self, expression: &str) -> String {
        self.ask(expression).as_str().unwrap_or_else(|| panic!("{expression}: no text")).to_owned()
    }

    /// Presses a key.
    pub(crate) fn press(&mut self, key: &str) {
        let code = match key {
            "Tab" => 9,
            "Enter" => 13,
            "ArrowDown" => 40,
            key => u32::from(key.bytes().next().unwrap().to_ascii_uppercase()),
        };
        let text = match key {
            "Enter" => Some("\r"),
            key if key.len() == 1 => Some(key),
            _ => None,
        };
        let mut down = json!({ "type": "keyDown", "key": key, "windowsVirtualKeyCode": code });
        if let Some(text) = text {
            down["text"] = json!(text);
        }
        self.call("Input.dispatchKeyEvent", &down);
        self.call(
            "Input.dispatchKeyEvent",
            &json!({ "type": "keyUp", "key": key, "windowsVirtualKeyCode": code }),
        );
    }

    /// Goes on with Tab until what has the focus (`a`) is what is wanted.
    pub(crate) fn tab_to(&mut self, wanted: &str) {
        const MOST: usize = 300;
        for _ in 0..MOST {
            self.press("Tab");
            if self.ask(&format!("(() => {{ const a = document.activeElement; return {wanted}; }})()"))
                == json!(true)
            {
                return;
            }
        }
        panic!("Tab does not lead to {wanted}");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

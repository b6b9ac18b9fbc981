//! The real mail server of `tests/mail_sink`: Python's aiosmtpd with libraries of others as judges. Made once
//! in the build folder by pip; without Python the tests say so and pass, except where `CI` is set.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

static PYTHON: OnceLock<Option<PathBuf>> = OnceLock::new();

/// A Python with everything the server needs; `None` where there cannot be one.
pub fn python() -> Option<&'static Path> {
    PYTHON.get_or_init(|| make().map_err(|why| skip(&why)).ok()).as_deref()
}

fn skip(why: &str) {
    assert!(std::env::var_os("CI").is_none(), "{why}");
    println!("skipped: {why}");
}

/// The folder that `scripts/test tools` fills too.
fn make() -> Result<PathBuf, String> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("a folder in the build folder");
    let folder = target.join("mail-sink");
    let (python, done) = (folder.join("bin/python"), folder.join("complete"));
    let wanted = sink_file("requirements.txt");
    let list = std::fs::read_to_string(&wanted).expect("a file of ours");
    if std::fs::read_to_string(&done).is_ok_and(|had| had == list) {
        return Ok(python);
    }
    run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "-r"]).arg(&wanted))?;
    std::fs::write(&done, list).expect("the build folder takes files");
    Ok(python)
}

/// Runs a tool to its end.
pub fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    output.status.success().then_some(()).ok_or_else(|| format!("{command:?}: {said}"))
}

fn sink_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail_sink").join(name)
}

/// A running server.
pub struct Sink {
    pub port: u16,
    child: Child,
    lines: BufReader<ChildStdout>,
    // The server ends when this closes.
    _input: ChildStdin,
}

impl Sink {
    /// Starts it with these arguments.
    pub fn start(python: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(python)
            .arg(sink_file("sink.py"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut lines = BufReader::new(output);
        let mut port = String::new();
        lines.read_line(&mut port).unwrap();
        Self { port: port.trim().parse().expect("the sink prints its port"), child, lines, _input: input }
    }

    /// What it read of the next mail.
    pub fn next(&mut self) -> Value {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        serde_json::from_str(&line).expect("the sink prints JSON")
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.child.kill().expect("our own child");
        self.child.wait().expect("our own child");
    }
}

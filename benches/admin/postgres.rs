//! A PostgreSQL server of the benchmark's own with default settings, in a folder that goes with it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A running server; dropping it ends it.
pub struct Server {
    /// Where it is reached.
    pub url: String,
    bin: PathBuf,
    folder: tempfile::TempDir,
}

/// Starts a server with an empty database.
pub fn start() -> Server {
    let bin = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|found| found.path().join("bin"))
        .max()
        .expect("PostgreSQL is missing. Bring it with:  sudo apt-get install postgresql");
    let folder = tempfile::Builder::new().prefix("waymark-bench-pg-").tempdir().expect("a folder");
    let data = folder.path().join("data");
    if is_root() {
        run(Command::new("chown").arg("postgres:postgres").arg(folder.path()));
    }
    run(as_server_user(&bin.join("initdb")).arg("-D").arg(&data).args([
        "-U",
        "waymark",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    ]));
    let options = format!("-c listen_addresses='' -c unix_socket_directories={}", folder.path().display());
    run(as_server_user(&bin.join("pg_ctl"))
        .arg("-D")
        .arg(&data)
        .args(["-w", "-o", &options, "-l"])
        .arg(folder.path().join("log"))
        .arg("start"));
    let url = format!("postgres://waymark@localhost/postgres?host={}", folder.path().display());
    Server { url, bin, folder }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.folder.path().join("data");
        run(as_server_user(&self.bin.join("pg_ctl")).arg("-D").arg(data).args(["-m", "immediate", "stop"]));
    }
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// PostgreSQL refuses to run as root.
fn as_server_user(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]).arg(program);
    command
}

fn run(command: &mut Command) {
    let status =
        command.current_dir("/").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(status.as_ref().is_ok_and(std::process::ExitStatus::success), "{command:?}: {status:?}");
}

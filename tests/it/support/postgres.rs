//! A private PostgreSQL for the tests: one server per test process on a Unix socket, a fresh database
//! per test. Start with [`Database::fresh`].
//!
//! The server ends with the test process however that ends: a shell beside it reads a pipe whose other
//! end dies with us, then stops the server and removes its folder. Should the shell be killed, the
//! server gets a signal and the folder goes at the next start.

use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Where this process' server lives is this and the process' id: short, for sockets have short paths.
const FOLDERS: &str = "/tmp/wm-pg-";
/// The account that runs the server when the tests run as root, which PostgreSQL refuses.
const ACCOUNT: [&str; 3] = ["--reuid=postgres", "--regid=postgres", "--clear-groups"];
/// Runs the server ($0 the folder, then its command) until standard input ends.
const KEEPER: &str =
    r#""$@" </dev/null & server=$!; exec 2>/dev/null; cat; kill -QUIT $server; wait $server; rm -rf "$0""#;

struct Server {
    programs: PathBuf,
    folder: String,
    /// Holds the pipe that keeps the server alive.
    _keeper: Child,
}

/// A database of its own on the private server.
pub struct Database {
    /// Its address as Waymark takes it.
    pub url: String,
    name: String,
}

impl Database {
    /// An empty database; starts the server when this process has none yet.
    pub async fn fresh() -> Self {
        tokio::task::spawn_blocking(Self::make).await.unwrap()
    }

    fn make() -> Self {
        static MADE: AtomicU32 = AtomicU32::new(1);
        let server = server();
        let name = format!("test{}", MADE.fetch_add(1, Ordering::Relaxed));
        server.ask("postgres", &format!("CREATE DATABASE {name}"));
        let host = server.folder.replace('/', "%2F");
        Self { url: format!("postgres://postgres@{host}:5432/{name}"), name }
    }

    /// Asks the database past Waymark; rows as lines, columns parted by `|`.
    pub fn ask(&self, statement: &str) -> String {
        server().ask(&self.name, statement)
    }
}

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(Server::start)
}

impl Server {
    fn start() -> Self {
        remove_left_over();
        let programs = newest_programs();
        let folder = format!("{FOLDERS}{}", std::process::id());
        let data = format!("{folder}/data");
        let made = as_account()
            .arg(programs.join("initdb"))
            .args(["-D", &data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
            .current_dir("/tmp")
            .output()
            .expect("initdb runs");
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        let server = as_account();
        let mut keeper = Command::new("sh")
            .args(["-c", KEEPER, &folder])
            .arg(server.get_program())
            .args(server.get_args())
            .arg(programs.join("postgres"))
            .args(["-D", &data, "-k", &folder, "-p", "5432"])
            .args(["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=200"])
            .current_dir("/tmp")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("sh runs");
        let mut lines = BufReader::new(keeper.stderr.take().unwrap()).lines().map_while(Result::ok);
        let told: Vec<String> =
            lines.by_ref().take_while(|l| !l.contains("ready to accept connections")).collect();
        assert!(Path::new(&folder).join(".s.PGSQL.5432").exists(), "no server: {told:#?}");
        // Whoever stops reading stops the server once the pipe is full.
        std::thread::spawn(move || lines.for_each(drop));
        Self { programs, folder, _keeper: keeper }
    }

    fn ask(&self, database: &str, statement: &str) -> String {
        let asked = Command::new(self.programs.join("psql"))
            .args(["-X", "-h", &self.folder, "-p", "5432", "-U", "postgres", "-d", database])
            .args(["-v", "ON_ERROR_STOP=1", "-qAtc", statement])
            .output()
            .expect("psql runs");
        assert!(asked.status.success(), "{statement}: {}", String::from_utf8_lossy(&asked.stderr));
        String::from_utf8_lossy(&asked.stdout).trim().to_owned()
    }
}

/// The beginning of a command that runs as a user PostgreSQL accepts and ends with its parent.
fn as_account() -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "QUIT"]);
    if std::fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0) {
        command.args(ACCOUNT);
    }
    command
}

fn newest_programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let number = |folder: &Path| folder.file_name()?.to_str()?.parse::<u32>().ok();
    versions
        .map(|version| version.path())
        .filter(|version| version.join("bin/postgres").exists())
        .max_by_key(|version| number(version))
        .expect("these tests need PostgreSQL: apt-get install postgresql")
        .join("bin")
}

/// Removes folders of test processes that are gone, and of an earlier one with our number.
fn remove_left_over() {
    for entry in std::fs::read_dir("/tmp").into_iter().flatten().flatten() {
        let path = entry.path();
        let Some(number) = path.to_str().and_then(|path| path.strip_prefix(FOLDERS)) else { continue };
        let Ok(number) = number.parse::<u32>() else { continue };
        if number == std::process::id() || !Path::new("/proc").join(number.to_string()).exists() {
            // Another user's folder stays; it does not harm.
            let _ = std::fs::remove_dir_all(&path);
        }
    }
}

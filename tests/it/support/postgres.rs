//! A PostgreSQL server of the tests' own, made from Debian's binaries: no network, no fsync, gone by
//! itself when nobody tests.
//!
//! One server serves all test processes of a run. `CARGO_TARGET_TMPDIR/waymark-pg/` holds its files:
//! `folder` (where the data and the socket are), `log`, and three that are only locked: `users` (shared
//! by every process that tests), `start`, and `watch` (held by the watcher, which stops the server and
//! removes everything half a minute after the last user left). To stop it at once, send SIGQUIT to the
//! first line of `$(cat folder)/data/postmaster.pid`. Start with [`fresh_database`].

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use waymark::domain::clock::{Chance as _, SystemChance};
use waymark::store::Store;

use super::engines::test_keys;

/// The address of a new, empty, migrated database that no other test uses.
pub async fn fresh_database() -> String {
    let server = server();
    let mut admin = PgConnection::connect(&server.url("postgres")).await.expect("the server answers");
    let template = server.template(&mut admin).await;
    let mut own = [0u8; 8];
    SystemChance.fill(&mut own);
    let name = format!("test_{}", HEXLOWER.encode(&own));
    execute(&mut admin, format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    server.url(&name)
}

struct Server {
    folder: PathBuf,
    place: PathBuf,
    // Locked until this process ends.
    _user: File,
}

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| {
        let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("waymark-pg");
        fs::create_dir_all(&place).unwrap();
        let user = lock_file(&place, "users");
        // Waits while a watcher is stopping the server.
        user.lock_shared().unwrap();
        let start = lock_file(&place, "start");
        start.lock().unwrap();
        let folder = running(&place).unwrap_or_else(|| start_server(&place));
        watch(&place);
        Server { folder, place, _user: user }
    })
}

impl Server {
    fn url(&self, database: &str) -> String {
        format!("postgres://waymark@localhost/{database}?host={}", self.folder.display())
    }

    /// A migrated database to copy, made once for this state of the migrations.
    async fn template(&self, admin: &mut PgConnection) -> String {
        let name = format!("template_{}", migrations_hash());
        let lock = lock_file(&self.place, "template");
        lock.lock().unwrap();
        let exists: Option<(i32,)> = sqlx::query_as("SELECT 1 FROM pg_database WHERE datname = $1")
            .bind(&name)
            .fetch_optional(&mut *admin)
            .await
            .unwrap();
        if exists.is_none() {
            execute(admin, "DROP DATABASE IF EXISTS unfinished WITH (FORCE)".into()).await;
            execute(admin, "CREATE DATABASE unfinished".into()).await;
            let store = Store::open(&self.url("unfinished"), test_keys()).await.unwrap();
            store.migrate(&SystemChance).await.unwrap();
            store.close().await;
            execute(admin, format!("ALTER DATABASE unfinished RENAME TO {name}")).await;
        }
        name
    }
}

async fn execute(admin: &mut PgConnection, statement: String) {
    sqlx::query(AssertSqlSafe(statement)).execute(admin).await.unwrap();
}

fn migrations_hash() -> String {
    let mut files: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/postgres"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(fs::read(file).unwrap());
    }
    HEXLOWER.encode(&hash.finalize()[..8])
}

fn lock_file(place: &Path, name: &str) -> File {
    File::options().create(true).append(true).open(place.join(name)).unwrap()
}

fn running(place: &Path) -> Option<PathBuf> {
    let folder = PathBuf::from(fs::read_to_string(place.join("folder")).ok()?);
    UnixStream::connect(folder.join(".s.PGSQL.5432")).is_ok().then_some(folder)
}

fn start_server(place: &Path) -> PathBuf {
    let bin = binaries();
    // Not below the target folder: its path may be closed to the user `postgres` and too long for a socket.
    let folder = tempfile::Builder::new().prefix("waymark-pg-").tempdir().unwrap().keep();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    if is_root() {
        run(Command::new("chown").arg("postgres:postgres").arg(&folder), "give PostgreSQL its folder");
    }
    let data = folder.join("data");
    let mut initdb = as_server_user(&bin.join("initdb"));
    initdb.arg("-D").arg(&data).args([
        "-U",
        "waymark",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
    ]);
    run(initdb.current_dir(&folder), "prepare PostgreSQL's data folder");
    let options = format!(
        "-c listen_addresses='' -c unix_socket_directories={} -c fsync=off -c full_page_writes=off \
         -c synchronous_commit=off -c max_connections=300 -c shared_buffers=32MB",
        folder.display()
    );
    let mut start = as_server_user(&bin.join("pg_ctl"));
    start.arg("-D").arg(&data).args(["-w", "-o", &options, "-l"]).arg(folder.join("log")).arg("start");
    run(start.current_dir(&folder), "start PostgreSQL");
    fs::write(place.join("folder"), folder.to_str().unwrap()).unwrap();
    folder
}

/// The newest PostgreSQL that Debian installed, else what PATH offers.
fn binaries() -> PathBuf {
    let debian = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|found| found.path().join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut found: Vec<PathBuf> =
        debian.chain(std::env::split_paths(&path)).filter(|bin| bin.join("initdb").exists()).collect();
    found.sort_by_key(|bin| bin.parent().and_then(|p| p.file_name()?.to_str()?.parse::<u32>().ok()));
    found.pop().expect("PostgreSQL is missing. Bring it with:  sudo apt-get install postgresql")
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
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

fn run(command: &mut Command, what: &str) {
    // Output to a file: the server would hold a pipe open.
    let said = tempfile::NamedTempFile::new().unwrap();
    let (out, err) = (said.reopen().unwrap(), said.reopen().unwrap());
    let status = command.stdin(Stdio::null()).stdout(out).stderr(err).status();
    let good = status.as_ref().is_ok_and(std::process::ExitStatus::success);
    assert!(good, "cannot {what}: {status:?}\n{}", fs::read_to_string(said.path()).unwrap_or_default());
}

/// Makes sure that somebody stops the server when its last user has left.
fn watch(place: &Path) {
    const SCRIPT: &str = r#"
        idle=0
        while [ -e "$1/folder" ]; do
            sleep 2
            if flock -n -x "$1/users" true; then idle=$((idle + 1)); else idle=0; fi
            [ "$idle" -ge 15 ] && flock -n -x "$1/users" sh -c '
                folder="$(cat "$1/folder")"
                case "$folder" in */waymark-pg-*) ;; *) exit 0 ;; esac
                pid="$(head -n 1 "$folder/data/postmaster.pid")"
                kill -QUIT "$pid" && while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
                rm -rf "$folder" "$1/folder"' stop "$1"
        done
        exit 0"#;
    // In a session of its own: it stays when the tests are interrupted.
    let mut command = Command::new("sh");
    command.args(["-c", r#"setsid flock -w 3 "$1/watch" sh -c "$2" watch "$1" >/dev/null 2>&1 &"#, "sh"]);
    run(command.arg(place).arg(SCRIPT), "watch over PostgreSQL");
}

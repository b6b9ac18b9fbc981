//! A PostgreSQL server of the run's own, made from Debian's binaries: no network, usual durability, and
//! gone when the run ends, however it ends.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

/// The server. Stops when dropped.
pub struct Postgres {
    folder: tempfile::TempDir,
    server: Child,
}

impl Postgres {
    /// Makes and starts one.
    pub async fn start() -> anyhow::Result<Self> {
        let bin = binaries()?;
        // The path of a socket must be short: not below the build folder.
        let folder = tempfile::Builder::new().prefix("torture-pg-").tempdir()?;
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755))?;
        if is_root() {
            let given = Command::new("chown").arg("postgres:postgres").arg(folder.path()).status()?;
            ensure!(given.success(), "PostgreSQL cannot be given its folder");
        }
        let data = folder.path().join("data");
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
        let made = initdb.current_dir(folder.path()).stdout(Stdio::null()).status()?;
        ensure!(made.success(), "initdb failed");
        let log = std::fs::File::create(
            std::env::temp_dir().join(format!("torture-pg-{}.log", std::process::id())),
        )?;
        let mut server = as_server_user(&bin.join("postgres"));
        server.arg("-D").arg(&data).arg("-k").arg(folder.path()).args(["-c", "listen_addresses="]);
        server.args(["-c", "max_connections=300", "-c", "shared_buffers=128MB"]);
        server.current_dir(folder.path()).stdout(Stdio::null()).stderr(log);
        let server = server.spawn().context("PostgreSQL does not start")?;
        let postgres = Self { folder, server };
        for _ in 0..2_400 {
            if PgConnection::connect(&postgres.url("postgres")).await.is_ok() {
                return Ok(postgres);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("PostgreSQL does not answer")
    }

    /// Makes an empty database; gives its address.
    pub async fn database(&self, name: &str) -> anyhow::Result<String> {
        let mut admin = PgConnection::connect(&self.url("postgres")).await?;
        sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut admin).await?;
        Ok(self.url(name))
    }

    /// The folder with its socket.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://waymark@localhost/{database}?host={}", self.folder.path().display())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // SIGINT: ends all sessions and stops properly. The id is of our own, still unwaited child.
        let _ = Command::new("kill").args(["-INT", &self.server.id().to_string()]).status();
        let _ = self.server.wait();
    }
}

/// The newest PostgreSQL that Debian installed, else what PATH offers.
fn binaries() -> anyhow::Result<PathBuf> {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = debian.map(|found| found.path().join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut found: Vec<PathBuf> =
        debian.chain(std::env::split_paths(&path)).filter(|bin| bin.join("initdb").exists()).collect();
    found.sort_by_key(|bin| bin.parent().and_then(|p| p.file_name()?.to_str()?.parse::<u32>().ok()));
    found.pop().context("PostgreSQL is missing. Bring it with:  sudo apt-get install postgresql")
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// Ends with the run; and as another user when the run is root's, whom PostgreSQL refuses.
fn as_server_user(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "INT"]);
    if is_root() {
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
    }
    command.arg("--").arg(program);
    command
}

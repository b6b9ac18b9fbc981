//! The real `waymark` program, to be killed: where it keeps its things, how it is started, asked
//! whether it is ready, and ended. Start with [`Place`].

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use tokio::io::AsyncWriteExt as _;
use tokio::process::{Child, Command};

use waymark::domain::clock::SystemChance;
use waymark::store::{KeyRing, ShopStore, Store};

/// The shop of all rows.
pub const DOMAIN: &str = "torture.myshopify.com";
/// Its handle.
pub const HANDLE: &str = "torture";
/// The secret its webhooks are signed with.
pub const SECRET: &str = "the-secret-of-the-tortured-shop";

/// Longest wait for a process to serve: whether it starts soon is a promise of row r2 alone.
pub const START: Duration = Duration::from_secs(120);

/// A folder with everything one installation has, and its database.
pub struct Place {
    /// Keys, mail, logs, and the SQLite file.
    pub folder: PathBuf,
    /// `DATABASE_URL`.
    pub database: String,
    /// The program.
    pub program: PathBuf,
    /// Further settings.
    pub settings: Vec<(String, String)>,
}

impl Place {
    /// An installation in `folder`, which is emptied. Without an address of a database, on SQLite there.
    pub fn new(folder: &Path, database: Option<String>, program: &Path) -> anyhow::Result<Self> {
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
        std::fs::create_dir_all(folder)?;
        let folder = folder.canonicalize()?;
        let sqlite = format!("sqlite:{}", folder.join("waymark.sqlite3").display());
        Ok(Self {
            database: database.unwrap_or(sqlite),
            folder,
            program: program.to_owned(),
            settings: Vec::new(),
        })
    }

    /// The same installation once more, for somebody who runs beside.
    pub fn again(&self) -> Self {
        Self {
            folder: self.folder.clone(),
            database: self.database.clone(),
            program: self.program.clone(),
            settings: self.settings.clone(),
        }
    }

    /// Whether it is on SQLite.
    pub fn is_sqlite(&self) -> bool {
        self.database.starts_with("sqlite:")
    }

    /// The program with its settings, to be given a command.
    pub fn command(&self, port: u16) -> Command {
        // Whatever happens to the harness: its victims end with it.
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "--"]).arg(&self.program);
        self.set(&mut command, port);
        command
    }

    /// Gives a command the settings.
    pub fn set(&self, command: &mut Command, port: u16) {
        command
            .env("DATABASE_URL", &self.database)
            .env("WAYMARK_ADDR", format!("127.0.0.1:{port}"))
            .env("WAYMARK_URL", format!("http://127.0.0.1:{port}"))
            .env("WAYMARK_KEYS", self.folder.join("keys"))
            .env("WAYMARK_ERASURES", self.folder.join("erasures.jsonl"))
            .env("WAYMARK_MAIL_FOLDER", self.folder.join("mail"))
            .env("WAYMARK_LOG", "warn,waymark=warn")
            .envs(self.settings.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .kill_on_drop(true);
    }

    /// Makes the shop and keeps its secret; asks nothing of Shopify.
    pub async fn connect_shop(&self) -> anyhow::Result<()> {
        let fields =
            ["shop", "connect", "--domain", DOMAIN, "--client-id", "torture", "--secret-stdin", "--offline"];
        self.run(&fields, Some(SECRET)).await.map(drop)
    }

    /// Runs a command to its end; gives what it printed.
    pub async fn run(&self, arguments: &[&str], input: Option<&str>) -> anyhow::Result<String> {
        let mut command = self.command(0);
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        if input.is_some() {
            command.stdin(Stdio::piped());
        }
        let mut child =
            command.spawn().with_context(|| format!("{} does not start", self.program.display()))?;
        if let (Some(text), Some(mut stdin)) = (input, child.stdin.take()) {
            stdin.write_all(format!("{text}\n").as_bytes()).await?;
        }
        let done = child.wait_with_output().await?;
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        ensure!(done.status.success(), "{arguments:?}: {said}{}", String::from_utf8_lossy(&done.stderr));
        Ok(said)
    }

    /// Starts serving; what it says goes to `log` in the folder.
    pub fn serve(&self, port: u16) -> anyhow::Result<Victim> {
        let mut command = self.command(port);
        let log = std::fs::File::options().create(true).append(true).open(self.folder.join("log"))?;
        command.arg("serve").stdout(log.try_clone()?).stderr(log);
        Ok(Victim { child: command.spawn()?, port, begun: Instant::now() })
    }

    /// What the program logged so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    /// Opens the database as the library does.
    pub async fn store(&self) -> anyhow::Result<Store> {
        let keys = KeyRing::open_or_create(&self.folder.join("keys"), &SystemChance)?;
        Ok(Store::open(&self.database, keys).await?)
    }

    /// The shop's part of the store.
    pub async fn shop(&self, store: &Store) -> anyhow::Result<ShopStore> {
        let shop = store.shop_by_handle(HANDLE).await?.context("the shop is gone")?;
        Ok(store.shop(shop.id))
    }
}

/// A serving process.
pub struct Victim {
    /// The process.
    pub child: Child,
    /// Where it listens.
    pub port: u16,
    begun: Instant,
}

impl Victim {
    /// Waits until it answers that it can work; gives the time since it was started.
    pub async fn ready(&mut self, within: Duration) -> anyhow::Result<Duration> {
        loop {
            if is_ready(self.port).await {
                return Ok(self.begun.elapsed());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("waymark ended by itself: {status}");
            }
            ensure!(self.begun.elapsed() < within, "waymark is not ready after {within:?}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// `kill -9`, and waits until the process is gone.
    pub async fn kill(mut self) -> anyhow::Result<()> {
        Ok(self.child.kill().await?)
    }
}

/// Whether a server answers on this port that it can do its work. A connection of its own each time.
pub async fn is_ready(port: u16) -> bool {
    use tokio::io::AsyncReadExt as _;
    let ask = async {
        let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.ok()?;
        let request = format!("GET /health HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).await.ok()?;
        Some(answer.ends_with(b"200"))
    };
    tokio::time::timeout(Duration::from_secs(2), ask).await.ok().flatten().unwrap_or(false)
}

/// A port that is free at this moment.
pub fn free_port() -> anyhow::Result<u16> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

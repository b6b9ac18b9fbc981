//! A mail server that fails by dice and writes down every mail it was given whole, with what it did about it.
//! Start with [`Sink::start`].

use std::io::Write as _;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::dice::Dice;
use crate::run::Run;

/// How many of a thousand mails meet which fault, after their final dot.
#[derive(Clone, Copy, Default)]
pub struct Faults {
    /// 451: not taken, come again.
    pub later: u64,
    /// Taken, and the line is closed instead of an answer.
    pub closed: u64,
    /// Taken, and the answer comes much later.
    pub stalled: u64,
    /// 550: not taken for good.
    pub refused: u64,
    /// How much later.
    pub stall: Duration,
}

/// What became of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Taken,
    Later,
    Closed,
    Stalled,
    Refused,
}

/// A mail that was given whole.
#[derive(Clone, Debug)]
pub struct Seen {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Its Message-ID.
    pub id: String,
    /// Its recipient.
    pub to: String,
    /// What became of it.
    pub deed: Deed,
}

impl Seen {
    /// Whether a copy of it reached its recipient.
    pub fn arrived(&self) -> bool {
        matches!(self.deed, Deed::Taken | Deed::Closed | Deed::Stalled)
    }
}

/// The server. Ends with the harness.
pub struct Sink {
    /// Where it listens.
    pub port: u16,
    shared: Arc<Shared>,
}

struct Shared {
    dice: Mutex<Dice>,
    faults: Mutex<Faults>,
    seen: Mutex<Vec<Seen>>,
}

impl Sink {
    /// Starts it, without faults.
    pub async fn start(dice: Dice) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let shared =
            Arc::new(Shared { dice: Mutex::new(dice), faults: Mutex::default(), seen: Mutex::default() });
        let own = Arc::clone(&shared);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = Arc::clone(&own);
                tokio::spawn(async move { converse(stream, &shared).await });
            }
        });
        Ok(Self { port, shared })
    }

    /// What leads the program's mail here.
    pub fn settings(&self) -> Vec<(String, String)> {
        let url = format!("smtp://127.0.0.1:{}?tls=none", self.port);
        [("WAYMARK_SMTP_URL", url), ("WAYMARK_MAIL_FROM", "Torture <orders@torture.example>".to_owned())]
            .map(|(name, value)| (name.to_owned(), value))
            .to_vec()
    }

    /// From now on with these faults.
    pub fn fail(&self, faults: Faults) {
        *held(&self.shared.faults) = faults;
    }

    /// Every mail so far, in order.
    pub fn seen(&self) -> Vec<Seen> {
        held(&self.shared.seen).clone()
    }

    /// Leaves the list of all mails in a file.
    pub fn write(&self, file: &Path) -> anyhow::Result<()> {
        let mut out = std::io::BufWriter::new(std::fs::File::create(file)?);
        for one in self.seen() {
            writeln!(out, "{}\t{}\t{}\t{:?}", one.at, one.id, one.to, one.deed)?;
        }
        Ok(out.flush()?)
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    fn deed(&self) -> Deed {
        let faults = *held(&self.faults);
        let thrown = held(&self.dice).below(1_000);
        let mut bound = 0;
        for (share, deed) in [
            (faults.later, Deed::Later),
            (faults.closed, Deed::Closed),
            (faults.stalled, Deed::Stalled),
            (faults.refused, Deed::Refused),
        ] {
            bound += share;
            if thrown < bound {
                return deed;
            }
        }
        Deed::Taken
    }
}

async fn converse(stream: TcpStream, shared: &Shared) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let mut to = String::new();
    say(&mut stream, "220 sink ESMTP").await?;
    loop {
        let command = line(&mut stream).await?;
        match command.get(..4).unwrap_or_default() {
            "EHLO" => say(&mut stream, "250-sink\r\n250 8BITMIME").await?,
            "RCPT" => {
                to = command.trim_start_matches("RCPT TO:").trim().trim_matches(['<', '>']).to_owned();
                say(&mut stream, "250 2.1.5 Ok").await?;
            }
            "DATA" => {
                say(&mut stream, "354 Go on").await?;
                let id = message_id(&mut stream).await?;
                let deed = shared.deed();
                // Written down before the answer: what is answered is always in the list.
                held(&shared.seen).push(Seen { at: Run::now(), id, to: to.clone(), deed });
                match deed {
                    Deed::Taken => say(&mut stream, "250 2.0.0 Ok: queued").await?,
                    Deed::Later => say(&mut stream, "451 4.3.0 not now").await?,
                    Deed::Refused => say(&mut stream, "550 5.7.1 not this one").await?,
                    Deed::Closed => return None,
                    Deed::Stalled => {
                        let stall = held(&shared.faults).stall;
                        tokio::time::sleep(stall).await;
                        say(&mut stream, "250 2.0.0 Ok: queued at last").await?;
                    }
                }
            }
            "QUIT" => return say(&mut stream, "221 Bye").await,
            _ => say(&mut stream, "250 Ok").await?,
        }
    }
}

async fn say(stream: &mut BufReader<TcpStream>, words: &str) -> Option<()> {
    stream.write_all(format!("{words}\r\n").as_bytes()).await.ok()
}

async fn line(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = Vec::new();
    let read = stream.read_until(b'\n', &mut line).await.ok()?;
    (read > 0).then(|| String::from_utf8_lossy(&line).into_owned())
}

/// Reads a text up to its final dot; gives its Message-ID. `None` when the line breaks before the dot.
async fn message_id(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut id = String::new();
    loop {
        let line = line(stream).await?;
        if line == ".\r\n" {
            return Some(id);
        }
        if let Some(value) = line.strip_prefix("Message-ID:")
            && id.is_empty()
        {
            id = value.trim().trim_matches(['<', '>']).to_owned();
        }
    }
}

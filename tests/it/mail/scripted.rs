//! A mail server that does as it is told: answers, hangs up or says nothing, at any point of the conversation.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A point of the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Greeting,
    Hello,
    From,
    To,
    Data,
    /// After the final dot.
    Text,
    /// Between two mails, when we ask whether it is still there.
    Between,
    /// As [`At::From`] and [`At::Text`], for the second mail on a connection.
    SecondFrom,
    SecondText,
}

/// What it does there instead of the usual.
#[derive(Clone, Copy, Debug)]
pub enum Deed {
    Say(&'static str),
    HangUp,
    Stall,
}

/// What it saw.
#[derive(Default)]
pub struct Seen {
    pub connections: usize,
    pub texts: Vec<String>,
}

/// The server; ends with the test's runtime.
pub struct Scripted {
    pub port: u16,
    pub seen: Arc<Mutex<Seen>>,
}

impl Scripted {
    /// Starts it. Each connection takes the next script; when there is none left, nothing is unusual.
    pub async fn start(scripts: Vec<Vec<(At, Deed)>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let shared = Arc::clone(&seen);
        tokio::spawn(async move {
            let mut scripts = VecDeque::from(scripts);
            while let Ok((stream, _)) = listener.accept().await {
                shared.lock().unwrap().connections += 1;
                let script = scripts.pop_front().unwrap_or_default();
                tokio::spawn(converse(stream, script, Arc::clone(&shared)));
            }
        });
        Self { port, seen }
    }

    pub fn texts(&self) -> usize {
        self.seen.lock().unwrap().texts.len()
    }

    pub fn connections(&self) -> usize {
        self.seen.lock().unwrap().connections
    }
}

/// Answers at one point; `None` ends the conversation.
async fn answer(
    stream: &mut BufReader<TcpStream>,
    script: &[(At, Deed)],
    at: At,
    usual: &'static str,
) -> Option<()> {
    let said = match script.iter().find(|(point, _)| *point == at) {
        None => usual,
        Some((_, Deed::Say(said))) => said,
        Some((_, Deed::HangUp)) => return None,
        Some((_, Deed::Stall)) => std::future::pending().await,
    };
    stream.write_all(format!("{said}\r\n").as_bytes()).await.ok()
}

async fn converse(stream: TcpStream, script: Vec<(At, Deed)>, seen: Arc<Mutex<Seen>>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let mut mails = 0;
    answer(&mut stream, &script, At::Greeting, "220 scripted ESMTP").await?;
    loop {
        let mut command = String::new();
        if stream.read_line(&mut command).await.ok()? == 0 {
            return None;
        }
        let (at, usual) = match command.get(..4).unwrap_or_default() {
            "EHLO" => (At::Hello, "250-scripted\r\n250 8BITMIME"),
            "MAIL" => (if mails == 0 { At::From } else { At::SecondFrom }, "250 2.1.0 Ok"),
            "RCPT" => (At::To, "250 2.1.5 Ok"),
            "DATA" => (At::Data, "354 Go on"),
            "QUIT" => return stream.write_all(b"221 Bye\r\n").await.ok(),
            _ => (At::Between, "250 Ok"),
        };
        answer(&mut stream, &script, at, usual).await?;
        let asked = !script.iter().any(|(point, _)| *point == At::Data);
        if at == At::Data && asked {
            let text = text(&mut stream).await?;
            seen.lock().unwrap().texts.push(text);
            let at = if mails == 0 { At::Text } else { At::SecondText };
            mails += 1;
            answer(&mut stream, &script, at, "250 2.0.0 Ok: queued").await?;
        }
    }
}

/// The text up to the final dot; `None` when the line breaks before.
async fn text(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        if line == ".\r\n" {
            return Some(text);
        }
        text.push_str(&line);
    }
}

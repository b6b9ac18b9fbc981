//! Tokens, codes and addresses never reach the log: the real program, at trace level, used as a shopper
//! uses it; then every secret is searched for in all it wrote, as it is and encoded.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command};

use waymark::domain::link::Token;

/// The real program, serving, with its log in a file.
pub struct Program {
    child: Child,
    address: String,
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().expect("our own child");
        self.child.wait().expect("our own child");
    }
}

/// The program with everything of it in one folder.
pub fn waymark(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_waymark"));
    command
        .env("DATABASE_URL", format!("sqlite:{}", folder.join("log.sqlite3").display()))
        .env("WAYMARK_KEYS", folder.join("keys"))
        .env("WAYMARK_MAIL_FOLDER", folder.join("mail"))
        .env("WAYMARK_ERASURES", folder.join("erasures.jsonl"))
        .env("WAYMARK_LOG", "trace");
    command
}

impl Program {
    pub fn start(folder: &Path) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap().to_string();
        drop(free);
        let log = File::create(folder.join("log")).unwrap();
        let child = waymark(folder).arg("serve").env("WAYMARK_ADDR", &address).stderr(log).spawn().unwrap();
        let mut program = Self { child, address };
        while program.ask("GET", "/health", "", "").is_none_or(|answer| !answer.starts_with("HTTP/1.1 200")) {
            assert!(program.child.try_wait().unwrap().is_none(), "the server ended");
            std::thread::yield_now();
        }
        program
    }

    /// The whole answer; `None` while nobody listens.
    pub fn ask(&self, method: &str, path: &str, cookie: &str, form: &str) -> Option<String> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            self.address,
            form.len()
        )
        .ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        Some(String::from_utf8_lossy(&answer).into_owned())
    }
}

fn header<'a>(answer: &'a str, name: &str) -> &'a str {
    let mut lines = answer.lines().take_while(|line| !line.is_empty());
    lines.find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim()
}

fn code_in_mail(folder: &Path) -> String {
    loop {
        let files = std::fs::read_dir(folder.join("mail")).into_iter().flatten().flatten();
        let mail = files.map(|f| f.path()).find(|path| path.extension().is_some_and(|e| e == "eml"));
        if let Some(path) = mail {
            let bytes = std::fs::read(path).unwrap();
            let mail = mail_parser::MessageParser::default().parse(&bytes).unwrap();
            let body = mail.body_text(0).unwrap();
            return body
                .split_whitespace()
                .find(|w| w.len() == 8 && w.bytes().all(|b| b.is_ascii_digit()))
                .unwrap()
                .to_owned();
        }
        std::thread::yield_now();
    }
}

#[test]
fn tokens_codes_and_addresses_never_reach_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let order = serde_json::json!({"id": 1, "name": "#1001", "updated_at": "2026-11-20T10:00:00Z", "financial_status": "paid", "email": "shopper-1001@example.com",
        "shipping_address": {"name": "N. Shopper", "address1": "Secretstreet 5", "zip": "5000", "city": "Odense"}});
    let file = folder.path().join("order.json");
    std::fs::write(&file, order.to_string()).unwrap();
    let run = |args: &[&str]| waymark(folder.path()).args(args).output().unwrap();
    assert!(run(&["import", &file.display().to_string()]).status.success());
    let link = String::from_utf8(run(&["link", "1001"]).stdout).unwrap();
    let link = link.trim().split_once("127.0.0.1:3000").unwrap().1.to_owned();
    let program = Program::start(folder.path());
    let ask =
        |method: &str, path: &str, cookie: &str, form: &str| program.ask(method, path, cookie, form).unwrap();
    ask("POST", &format!("{link}/share"), "", "");
    let asked = ask("POST", &format!("{link}/code"), "", "");
    let cookie = header(&asked, "set-cookie:").split(';').next().unwrap().to_owned();
    let code = code_in_mail(folder.path());
    assert!(
        ask("POST", &format!("{link}/code/check"), &cookie, &format!("code={code}"))
            .starts_with("HTTP/1.1 303")
    );
    let typed = ask("POST", &format!("{link}/address"), &cookie, "address=right-1001%40example.org");
    assert!(typed.starts_with("HTTP/1.1 303") && !header(&typed, "location:").contains("right"));
    let waits = ask("GET", &format!("{link}/address"), &cookie, "");
    assert!(waits.contains("r…@e….org") && !waits.contains("right-1001"), "{waits}");
    let found = ask("POST", "/find", "", "order=1001&proof=shopper-1001%40example.com");
    ask("POST", "/find", "", "order=1001&proof=someone%40example.com");
    let share = ask("GET", &format!("{link}/share"), "", "");
    for path in [
        link.clone(),
        format!("{link}/due.ics"),
        format!("{link}x"),
        "/find?lang=da".into(),
        "/nowhere".into(),
    ] {
        ask("GET", &path, &cookie, "");
    }
    drop(program);
    let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(log.contains("/o/{token}"), "the route's pattern is logged");
    let tokens = share.split("/o/").filter_map(|rest| rest.get(..32)).filter(|t| Token::parse(t).is_some());
    let mut secrets: Vec<String> = tokens.map(str::to_owned).collect();
    assert!(secrets.iter().any(|token| !link.ends_with(token.as_str())), "the share link was shown");
    secrets.push(header(&found, "location:").rsplit('/').next().unwrap().to_owned());
    secrets.push(cookie.split('=').nth(1).unwrap().to_owned());
    secrets.push(code);
    secrets.extend(
        [
            "right-1001@example.org",
            "shopper-1001@example.com",
            "someone@example.com",
            "Secretstreet",
            "N. Shopper",
        ]
        .map(String::from),
    );
    for secret in secrets {
        let encoded = [
            data_encoding::BASE64.encode(secret.as_bytes()),
            data_encoding::HEXLOWER.encode(secret.as_bytes()),
        ];
        for form in [secret.clone(), secret.replace('@', "%40"), encoded[0].clone(), encoded[1].clone()] {
            let line = log.lines().find(|line| line.contains(&form));
            assert!(!form.is_empty() && line.is_none(), "a secret is in the log: {line:?}");
        }
    }
}

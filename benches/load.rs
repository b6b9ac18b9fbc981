//! Load by wrk, from the same two cores: eight connections, kept alive.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Command;

/// Where servers under test listen.
pub const ADDRESS: &str = "127.0.0.1:38211";

/// What a run showed.
#[derive(Clone, Debug)]
pub struct Measured {
    pub per_second: f64,
    pub p50_us: f64,
    pub p99_us: f64,
}

/// Asks for the paths one after the other, round and round when there is one, else each once.
pub fn measure(name: &str, paths: &[String]) -> Measured {
    let folder = std::env::temp_dir().join(format!("waymark-load-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the list");
    let list = folder.join("paths");
    std::fs::write(&list, paths.join("\n")).expect("a list of paths");
    let script = folder.join("load.lua");
    std::fs::write(&script, LUA.replace("LIST", &list.display().to_string())).expect("a script");
    // Short enough that the list of first views is not used up at 10,000 a second.
    let seconds = if name == "first" { "2s" } else { "6s" };
    let output = Command::new("wrk")
        .args(["-t1", "-c8", "-d", seconds, "-s"])
        .arg(&script)
        .arg(format!("http://{ADDRESS}"))
        .output()
        .expect("wrk is needed: apt-get install wrk");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    std::fs::remove_dir_all(&folder).expect("made by this run");
    let line =
        text.lines().find(|line| line.starts_with("RESULT ")).unwrap_or_else(|| panic!("wrk said: {text}"));
    let numbers: Vec<f64> = line.split_whitespace().skip(1).filter_map(|n| n.parse().ok()).collect();
    let [requests, seconds, p50, p99, errors] = numbers[..] else { panic!("wrk said: {line}") };
    assert!(errors == 0.0, "{name}: {errors} answers were not 200");
    assert!(
        paths.len() == 1 || requests <= paths.len() as f64,
        "{name}: the list was used up; make it longer"
    );
    Measured { per_second: requests / seconds, p50_us: p50, p99_us: p99 }
}

/// The body of one answer; `None` while nothing answers with 200.
pub fn get(path: &str) -> Option<Vec<u8>> {
    let mut stream = TcpStream::connect(ADDRESS).ok()?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {ADDRESS}\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    answer.starts_with(b"HTTP/1.1 200").then_some(answer)
}

/// Asks for one path of the list after the other.
const LUA: &str = r#"
local paths = {}
for line in io.lines("LIST") do paths[#paths + 1] = wrk.format("GET", line) end
local n = 0
function request()
  n = n + 1
  return paths[(n - 1) % #paths + 1]
end
function done(summary, latency)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format("RESULT %d %f %f %f %d\n", summary.requests, summary.duration / 1e6,
    latency:percentile(50), latency:percentile(99), failed))
end
"#;

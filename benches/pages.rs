//! Compares, in one run on one machine: the order page (first views over many different orders,
//! repeated views of one), the same page content written with askama over the same store calls, and a
//! bare axum answer. Prints requests per second, ratios, p50 and p99, resident memory, start time, and
//! the same with a million orders (`--orders N` changes how many; 0 leaves that part out).
//!
//! Needs `wrk` (apt-get install wrk). Each server runs as a process of its own on loopback.

mod askama_page;
mod load;
mod seed;

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use load::{Measured, measure};

/// Orders opened one after the other for "first views".
const DIFFERENT: usize = 20_000;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match args.first().map(String::as_str) {
        Some("serve") => askama_page::serve(&args[1], &args[2], &args[3]),
        Some("seed") => seed::seed(Path::new(&args[1]), args[2].parse().expect("a number of orders")),
        _ => compare(&args),
    }
}

fn compare(args: &[String]) {
    let many = args
        .iter()
        .position(|a| a == "--orders")
        .and_then(|i| args.get(i + 1))
        .map_or(1_000_000, |n| n.parse().expect("--orders takes a number"));
    let folder = std::env::temp_dir().join(format!("waymark-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the databases");
    println!("two cores are shared by server and load; figures of one run are comparable, not absolute\n");
    let small = folder.join("small");
    run_self(&["seed", &small.display().to_string(), &DIFFERENT.to_string()]);
    let hello = with_server("hello", &small, |_| measure("hello", &["/hello".into()]));
    let (first, repeated, memory) = pages_of(&small, "waymark");
    let (askama, _, _) = pages_of(&small, "askama");
    row("bare axum answer", &hello, &hello);
    row("order page, first views", &first, &hello);
    row("order page, repeated views", &repeated, &hello);
    row("askama page, first views", &askama, &hello);
    println!("\nfirst views / askama: {:.2} (hold ≥ 1.0)", first.per_second / askama.per_second);
    println!("first views / bare:   {:.2} (hold ≥ 0.10)", first.per_second / hello.per_second);
    println!("repeated / bare:      {:.2} (hold ≥ 0.5)", repeated.per_second / hello.per_second);
    println!("memory: {} KiB idle (hold ≤ 40960), {} KiB after the load (hold ≤ 65536)", memory.0, memory.1);
    println!("start to first page: {} ms (hold ≤ 300)", memory.2);
    if many > 0 {
        let large = folder.join("large");
        run_self(&["seed", &large.display().to_string(), &many.to_string()]);
        let (grown, grown_repeated, grown_memory) = pages_of(&large, "waymark");
        println!();
        row(&format!("first views, {many} orders"), &grown, &hello);
        row(&format!("repeated views, {many} orders"), &grown_repeated, &hello);
        println!("p50 against {DIFFERENT} orders: {:.2} (hold ≤ 1.2)", grown.p50_us / first.p50_us);
        println!("memory after the load: {} KiB; start {} ms", grown_memory.1, grown_memory.2);
    }
    std::fs::remove_dir_all(&folder).expect("the folder was made by this run");
}

/// First views, repeated views, and (idle KiB, loaded KiB, start ms).
fn pages_of(folder: &Path, kind: &str) -> (Measured, Measured, (u64, u64, u128)) {
    let paths: Vec<String> =
        std::fs::read_to_string(folder.join("paths")).expect("seeded").lines().map(str::to_owned).collect();
    with_server(kind, folder, |(pid, start)| {
        let idle = resident_kib(pid);
        let repeated_path = [paths[0].clone()];
        let first = measure("first", &paths);
        let repeated = measure("repeated", &repeated_path);
        (first, repeated, (idle, resident_kib(pid), start))
    })
}

fn with_server<T>(kind: &str, folder: &Path, work: impl FnOnce((u32, u128)) -> T) -> T {
    let started = Instant::now();
    let mut server = Server(
        Command::new(this())
            .args(["serve", kind, &folder.display().to_string(), load::ADDRESS])
            .spawn()
            .expect("starts"),
    );
    let path = if kind == "hello" { "/hello".to_owned() } else { first_path(folder) };
    while load::get(&path).is_none() {
        assert!(server.0.try_wait().expect("a child").is_none(), "the server ended");
        assert!(started.elapsed() < Duration::from_secs(60), "the server does not answer");
        std::thread::yield_now();
    }
    work((server.0.id(), started.elapsed().as_millis()))
}

fn first_path(folder: &Path) -> String {
    // The last path: it is not among those that are measured first.
    let paths = std::fs::read_to_string(folder.join("paths")).expect("seeded");
    paths.lines().last().expect("at least one order").to_owned()
}

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().expect("our own child");
        self.0.wait().expect("our own child");
    }
}

fn this() -> PathBuf {
    std::env::current_exe().expect("a running program has a file")
}

fn run_self(args: &[&str]) {
    let status = Command::new(this()).args(args).status().expect("starts");
    assert!(status.success(), "{args:?} failed");
}

fn resident_kib(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("Linux");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("a process has a size");
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).expect("a number")
}

fn row(name: &str, measured: &Measured, hello: &Measured) {
    println!(
        "{name:<34} {:>9.0}/s   {:>5.3} of bare   p50 {:>7.2} ms   p99 {:>7.2} ms",
        measured.per_second,
        measured.per_second / hello.per_second,
        measured.p50_us / 1000.0,
        measured.p99_us / 1000.0
    );
}

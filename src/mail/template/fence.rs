//! The fence: a merchant's template is rendered in a process of its own, this same program started as
//! `waymark render-template`, which limits its own memory and time, has no environment and reads nothing
//! but its job. Whatever it does, this process only waits, and not for long. Start with [`Fence::render`].

use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{ExitCode, Stdio};
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;

use super::error::RenderError;
use super::gate;
use super::job::{Job, carry_out};
use crate::domain::message::MessageText;

/// The hidden command that renders.
pub const COMMAND: &str = "render-template";
/// Longest job and longest answer, in bytes.
const MESSAGE_LIMIT: u64 = 4 * 1024 * 1024;

/// What the rendering process may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Memory of its own in bytes: what it writes to, without the program's text.
    pub memory: u64,
    /// Address space in bytes, everything counted.
    pub address_space: u64,
    /// Time on a processor, in seconds.
    pub cpu_seconds: u64,
    /// Time altogether, in milliseconds.
    pub wall_millis: u64,
}

impl Limits {
    /// What production allows.
    ///
    /// With the program's text that is touched, the memory stays below 64 MiB; with the moment that starting
    /// and ending the process takes, the answer is there within half a second.
    pub const PRODUCTION: Self =
        Self { memory: 40 * 1024 * 1024, address_space: 256 * 1024 * 1024, cpu_seconds: 1, wall_millis: 450 };
}

impl Default for Limits {
    /// [`Limits::PRODUCTION`]; more room in a build without optimization, which is many times slower.
    fn default() -> Self {
        if cfg!(debug_assertions) {
            Self {
                memory: 256 * 1024 * 1024,
                address_space: 1024 * 1024 * 1024,
                cpu_seconds: 10,
                wall_millis: 20_000,
            }
        } else {
            Self::PRODUCTION
        }
    }
}

/// Renders templates behind the fence. Cheap to clone; all clones share the number of processes at once.
#[derive(Clone, Debug)]
pub struct Fence {
    program: Arc<PathBuf>,
    limits: Limits,
    places: Arc<Semaphore>,
    /// The one place of previews. With those of messages, whoever looks at many would hold up every shop's mail.
    previews: Arc<Semaphore>,
}

#[derive(Serialize, Deserialize)]
struct Order {
    limits: Limits,
    job: Job,
}

type Answer = Result<MessageText, RenderError>;

impl Fence {
    /// A fence that starts `program`, which is this program, at most `at_once` times at the same time for messages
    /// and once for previews.
    #[must_use]
    pub fn new(program: PathBuf, limits: Limits, at_once: usize) -> Self {
        let places = |count| Arc::new(Semaphore::new(count));
        Self { program: Arc::new(program), limits, places: places(at_once.max(1)), previews: places(1) }
    }

    /// Renders a message that is sent.
    ///
    /// # Errors
    /// Every fault of the template; [`RenderError::Unavailable`] when the process cannot be started.
    pub async fn render(&self, job: &Job) -> Answer {
        self.render_at(&self.places, job).await
    }

    /// Renders a message for somebody who only looks at it. One preview waits for another, and no message for any.
    ///
    /// # Errors
    /// As [`Fence::render`].
    pub async fn preview(&self, job: &Job) -> Answer {
        self.render_at(&self.previews, job).await
    }

    async fn render_at(&self, places: &Semaphore, job: &Job) -> Answer {
        // What the gate refuses needs no process.
        for (part, source) in job.template.parts() {
            gate::admit(part, source)?;
        }
        let order = Order { limits: self.limits, job: job.clone() };
        let order = serde_json::to_vec(&order).map_err(|_| RenderError::Unavailable)?;
        let _place = places.acquire().await.map_err(|_| RenderError::Unavailable)?;
        let mut child = Command::new(self.program.as_path())
            .arg(COMMAND)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|_| RenderError::Unavailable)?;
        let wall = Duration::from_millis(self.limits.wall_millis);
        match tokio::time::timeout(wall, converse(&mut child, &order)).await {
            Ok(answer) => answer,
            Err(_) => {
                // It is gone when `kill` returns; that it was gone before is as well.
                drop(child.kill().await);
                Err(RenderError::TimedOut)
            }
        }
    }
}

/// Hands the order over and reads the answer.
async fn converse(child: &mut Child, order: &[u8]) -> Answer {
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (Some(mut stdin), Some(stdout)) = (stdin, stdout) else { return Err(RenderError::Unavailable) };
    // A process that died early does not read on: its end says why.
    drop(stdin.write_all(order).await);
    drop(stdin);
    let mut answer = Vec::new();
    let read = stdout.take(MESSAGE_LIMIT).read_to_end(&mut answer).await;
    let status = child.wait().await.map_err(|_| RenderError::Unavailable)?;
    if read.is_ok() && status.success() {
        return serde_json::from_slice::<Answer>(&answer).unwrap_or(Err(RenderError::Unavailable));
    }
    Err(end_of(status))
}

/// What the end of a process that gave no answer means.
fn end_of(status: std::process::ExitStatus) -> RenderError {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt as _;
        const ABORT: i32 = 6;
        const KILL: i32 = 9;
        const SEGMENT: i32 = 11;
        const CPU: i32 = 24;
        match status.signal() {
            Some(CPU | KILL) => return RenderError::TimedOut,
            Some(ABORT | SEGMENT) => return RenderError::TooMuchMemory,
            _ => {}
        }
    }
    let _ = status;
    RenderError::Unavailable
}

/// The rendering process: reads one order, writes one answer. Called before anything else is started.
#[must_use]
pub fn run_child() -> ExitCode {
    // What a failing template says is for the answer alone.
    std::panic::set_hook(Box::new(|_| {}));
    let mut read = Vec::new();
    if std::io::stdin().lock().take(MESSAGE_LIMIT).read_to_end(&mut read).is_err() {
        return ExitCode::FAILURE;
    }
    let Ok(order) = serde_json::from_slice::<Order>(&read) else { return ExitCode::FAILURE };
    if limit(order.limits).and_then(|()| stand_back()).is_err() {
        return ExitCode::FAILURE;
    }
    let answer: Answer = std::panic::catch_unwind(|| carry_out(&order.job)).unwrap_or_else(|_| {
        Err(RenderError::Failed {
            part: super::Part::Html,
            words: "It holds something that Liquid cannot read.".into(),
        })
    });
    let written = serde_json::to_vec(&answer).ok();
    match written.and_then(|text| std::io::stdout().lock().write_all(&text).ok()) {
        Some(()) => ExitCode::SUCCESS,
        None => ExitCode::FAILURE,
    }
}

#[cfg(unix)]
fn limit(limits: Limits) -> std::io::Result<()> {
    use rlimit::Resource;
    for (resource, most) in [
        (Resource::CORE, 0),
        (Resource::FSIZE, 0),
        (Resource::CPU, limits.cpu_seconds),
        (Resource::AS, limits.address_space),
        (Resource::DATA, limits.memory),
    ] {
        rlimit::setrlimit(resource, most, most)?;
    }
    Ok(())
}

/// Lets pages go first where there are too few processors: to a tenth of one, what an honest template needs is still
/// there in time.
#[cfg(unix)]
fn stand_back() -> std::io::Result<()> {
    const LESS: i32 = 10;
    rustix::process::nice(LESS).map(drop).map_err(Into::into)
}

#[cfg(not(unix))]
fn stand_back() -> std::io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn limit(_limits: Limits) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::clock::Millis;
    use crate::mail::template::{Look, Template};

    fn job() -> Job {
        Job {
            template: Template::default(),
            language: "en".into(),
            zone: "UTC".into(),
            currency: "EUR".into(),
            now: Millis(0),
            values: serde_json::Value::Null,
            look: Look {
                shop: "Shop".into(),
                accent: "#000000".into(),
                accent_ink: "#ffffff".into(),
                dark_accent: "#ffffff".into(),
                dark_accent_ink: "#000000".into(),
                radius: 0,
                logo: None,
                unsubscribe: None,
            },
        }
    }

    #[tokio::test]
    async fn messages_wait_for_no_preview() {
        let (fence, job) = (Fence::new("/nowhere/waymark".into(), Limits::default(), 1), job());
        let _looking = fence.previews.acquire().await.unwrap();
        assert_eq!(fence.render(&job).await, Err(RenderError::Unavailable), "as far as the program");
        tokio::select! {
            biased;
            made = fence.preview(&job) => panic!("two previews at once: {made:?}"),
            () = std::future::ready(()) => {}
        }
    }
}

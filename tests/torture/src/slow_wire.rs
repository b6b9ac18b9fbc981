//! A slow wire between the program and PostgreSQL: everything takes some milliseconds more in both
//! directions. It widens every gap in which a request can be cut off.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinHandle;

const SOCKET: &str = ".s.PGSQL.5432";

/// The wire; it is cut when dropped.
pub struct SlowWire {
    folder: tempfile::TempDir,
    delay: Arc<AtomicU64>,
    task: JoinHandle<()>,
}

impl SlowWire {
    /// A wire to the server whose socket lies in `server`, without delay at first.
    pub fn to(server: &Path) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("torture-wire-").tempdir()?;
        let listener = UnixListener::bind(folder.path().join(SOCKET))?;
        let goal: PathBuf = server.join(SOCKET);
        let delay = Arc::new(AtomicU64::new(0));
        let set = Arc::clone(&delay);
        let task = tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let (goal, set) = (goal.clone(), Arc::clone(&set));
                tokio::spawn(async move {
                    let Ok(far) = UnixStream::connect(goal).await else { return };
                    let ((near_in, near_out), (far_in, far_out)) = (near.into_split(), far.into_split());
                    tokio::join!(pass(near_in, far_out, &set), pass(far_in, near_out, &set));
                });
            }
        });
        Ok(Self { folder, delay, task })
    }

    /// Makes it slower or quicker, in milliseconds.
    pub fn set(&self, delay: u64) {
        self.delay.store(delay, Ordering::Relaxed);
    }

    /// The folder with its socket.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for SlowWire {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn pass<R, W>(mut from: R, mut to: W, delay: &AtomicU64)
where
    R: tokio::io::AsyncRead + Unpin,
    W: tokio::io::AsyncWrite + Unpin,
{
    let mut bytes = vec![0; 256 * 1024];
    while let Ok(read @ 1..) = from.read(&mut bytes).await {
        let wait = delay.load(Ordering::Relaxed);
        if wait > 0 {
            tokio::time::sleep(Duration::from_millis(wait)).await;
        }
        if to.write_all(&bytes[..read]).await.is_err() {
            break;
        }
    }
    let _ = to.shutdown().await;
}

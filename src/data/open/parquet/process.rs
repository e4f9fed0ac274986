use std::io::{self, BufReader, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::file::KIND;
use super::message::{Message, Order, read_message};
use crate::data::open::{Limits, OpenError, Progress};

/// The command of the program that reads for another process of it.
pub(super) const COMMAND: &str = "read-parquet";

/// How often is looked whether the reading is still wanted.
const GLANCE: Duration = Duration::from_millis(20);

/// How long nothing may be heard of a file below [`SMALL_BYTES`], and of a larger one.
const PATIENCE: [Duration; 2] = [Duration::from_secs(10), Duration::from_mins(1)];
const SMALL_BYTES: u64 = 64 << 20;

/// What is kept of what a process says on its standard error.
const COMPLAINT_BYTES: u64 = 4_096;

/// Another process of the program that reads a file. It ends, at the latest, when this is dropped.
pub(super) struct ReadingProcess {
    child: Child,
    messages: Receiver<io::Result<Option<Message>>>,
    complaint: Option<JoinHandle<String>>,
    patience: Duration,
    path: PathBuf,
    limits: Limits,
}

impl ReadingProcess {
    /// Starts the program to read a file as ordered.
    pub(super) fn start(program: &Path, path: &Path, order: &Order) -> Result<Self, OpenError> {
        let fault = |source: io::Error| {
            let source = io::Error::new(source.kind(), format!("the program could not start itself for it: {source}"));
            OpenError::Read { path: path.to_path_buf(), source }
        };
        let bytes =
            std::fs::metadata(path).map_err(|source| OpenError::Read { path: path.to_path_buf(), source })?.len();
        let order_text = serde_json::to_vec(order).map_err(|problem| fault(problem.into()))?;
        let mut child = Command::new(program)
            .arg(COMMAND)
            .arg("--")
            .arg(path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(fault)?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        // From here on the process ends with `reading`, whatever goes wrong.
        let (sender, messages) = sync_channel(2);
        let patience = if bytes < SMALL_BYTES { PATIENCE[0] } else { PATIENCE[1] };
        let (path_of, limits) = (path.to_path_buf(), order.limits);
        let mut reading = Self { child, messages, complaint: None, patience, path: path_of, limits };
        let (Some(mut stdin), Some(stdout), Some(stderr)) = pipes else { return Err(reading.died(None)) };
        reading.complaint = Some(named("parquet-complaints", move || complaint(stderr)).map_err(fault)?);
        let most_bytes = order.limits.process_bytes;
        named("parquet-messages", move || pass_on(stdout, most_bytes, &sender)).map_err(fault)?;
        // One that has died already does not listen; what it says, or how it ended, tells more.
        let _deaf = stdin.write_all(&order_text);
        Ok(reading)
    }

    /// Waits for the next message that is none of progress.
    pub(super) fn next(&mut self, progress: &Progress) -> Result<Message, OpenError> {
        let mut heard = Instant::now();
        loop {
            if progress.is_cancelled() {
                return Err(OpenError::Cancelled);
            }
            match self.messages.recv_timeout(GLANCE) {
                Ok(Ok(Some(Message::Progress { to_read, bytes, rows }))) => {
                    progress.expect_bytes(to_read);
                    progress.advance(bytes, rows);
                    heard = Instant::now();
                }
                Ok(Ok(Some(Message::Failed(failure)))) => return Err(failure.error(&self.path)),
                Ok(Ok(Some(message))) => return Ok(message),
                Ok(Ok(None)) | Err(RecvTimeoutError::Disconnected) => return Err(self.died(None)),
                Ok(Err(problem)) => return Err(self.died(Some(&problem))),
                Err(RecvTimeoutError::Timeout) if heard.elapsed() > self.patience => {
                    let detail = format!("nothing was heard of it for {} seconds", self.patience.as_secs());
                    return Err(self.damaged(detail));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn damaged(&self, detail: String) -> OpenError {
        OpenError::Damaged { path: self.path.clone(), kind: KIND, detail }
    }

    /// Returns why the process ended without an answer.
    fn died(&mut self, problem: Option<&io::Error>) -> OpenError {
        // It may be alive and speak nonsense.
        let _ended = self.child.kill();
        let status = self.child.wait();
        let complaint = self.complaint.take().and_then(|thread| thread.join().ok()).unwrap_or_default();
        if complaint.contains("memory allocation of") {
            return OpenError::OverLimit {
                path: self.path.clone(),
                what: "the memory that reading it takes".to_owned(),
                limit: format!("{} MB", self.limits.process_bytes >> 20),
            };
        }
        let how = match (status, problem) {
            (Ok(status), None) => ending(status),
            (_, Some(problem)) => problem.to_string(),
            (Err(problem), None) => problem.to_string(),
        };
        self.damaged(format!("the process that read it broke down: {how}"))
    }
}

impl Drop for ReadingProcess {
    fn drop(&mut self) {
        // It fails only for one that has ended.
        let _ended = self.child.kill();
        let _status = self.child.wait();
    }
}

/// Returns how a process ended.
fn ending(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return format!("signal {signal}");
    }
    match status.code() {
        Some(code) => format!("code {code}"),
        None => "no code".to_owned(),
    }
}

fn named<T: Send + 'static>(name: &str, work: impl FnOnce() -> T + Send + 'static) -> io::Result<JoinHandle<T>> {
    thread::Builder::new().name(name.to_owned()).spawn(work)
}

/// Passes on what a process says until it ends, or nobody listens.
fn pass_on(stdout: ChildStdout, most_bytes: u64, to: &SyncSender<io::Result<Option<Message>>>) {
    let mut stdout = BufReader::with_capacity(1 << 16, stdout);
    loop {
        let message = read_message(&mut stdout, most_bytes);
        let is_last = !matches!(message, Ok(Some(_)));
        if to.send(message).is_err() || is_last {
            return;
        }
    }
}

/// Returns the beginning of what a process says on its standard error, when it has ended.
fn complaint(mut stderr: ChildStderr) -> String {
    let mut start = Vec::new();
    let _closed = stderr.by_ref().take(COMPLAINT_BYTES).read_to_end(&mut start);
    // What is not taken would hold the process up.
    let _closed = io::copy(&mut stderr, &mut io::sink());
    String::from_utf8_lossy(&start).into_owned()
}

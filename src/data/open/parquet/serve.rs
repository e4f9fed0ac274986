use std::any::Any;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::file::{KIND, ParquetFile};
use super::message::{Failure, Message, Order, SentRow, Task, write_message};
use super::{rows, sums};
use crate::data::curated::Curated;
use crate::data::open::sheet::{RowSink, SheetRow};
use crate::data::open::words::Words;
use crate::data::open::{OpenError, Progress};

/// Bytes of an order: a mapping and assigned names.
const ORDER_BYTES: u64 = 64 << 20;

/// How often is told how far the reading has come.
const TELLING: Duration = Duration::from_millis(50);

/// Rows and bytes of cells that are sent at a time.
const ROWS_AT_A_TIME: usize = 256;
const BYTES_AT_A_TIME: usize = 1 << 20;

/// Reads a Parquet file for another process of the program: takes the order from `order`, and tells what it reads to
/// `to`. Whatever is in the file is told there, too; it limits the memory of this process first.
///
/// # Errors
/// An [`io::Error`] when there is no order, or nobody listens.
pub fn read_for_another(path: &Path, order: impl Read, to: impl Write + Send) -> io::Result<()> {
    let order: Order = serde_json::from_reader(order.take(ORDER_BYTES))?;
    limit_memory(order.limits.process_bytes);
    // What a panic has to say is told to the other process.
    std::panic::set_hook(Box::new(|_| {}));
    let line = Line { to: Mutex::new(to), progress: Progress::default() };
    let result = if order.version == env!("CARGO_PKG_VERSION") {
        guarded(path, || {
            thread::scope(|scope| {
                let (done, until_done) = channel::<()>();
                let line = &line;
                scope.spawn(move || line.tell_progress(&until_done));
                let result = line.answer(path, &order);
                drop(done);
                result
            })
        })
    } else {
        let detail = "the program was replaced by another version; start it again".to_owned();
        Err(OpenError::Damaged { path: path.to_path_buf(), kind: KIND, detail })
    };
    let last = match result {
        Ok(last) => last,
        Err(problem) => Message::Failed(Failure::of(problem)),
    };
    line.say(&last)
}

/// Returns what `work` returns, or as an error what it panics with.
pub(super) fn guarded<T>(path: &Path, work: impl FnOnce() -> Result<T, OpenError>) -> Result<T, OpenError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        Err(OpenError::Damaged { path: path.to_path_buf(), kind: KIND, detail: panic_text(panic.as_ref()) })
    })
}

/// Returns what a panic says.
pub(super) fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    format!("the reader gave up: {}", text.unwrap_or("no reason given"))
}

/// Holds this process to so much memory; where the system has no such limit, it does without.
fn limit_memory(bytes: u64) {
    #[cfg(unix)]
    {
        use rlimit::Resource;
        let lowered = |resource: Resource, bytes: u64| {
            let hard = resource.get_hard().unwrap_or(u64::MAX).min(bytes);
            // Never fails: a limit may always be lowered.
            let _lowered = resource.set(hard, hard);
        };
        lowered(Resource::AS, bytes);
        // A picture of memory of a process that broke down helps nobody.
        lowered(Resource::CORE, 0);
    }
    #[cfg(not(unix))]
    let _none = bytes;
}

/// The way to the other process.
struct Line<W> {
    to: Mutex<W>,
    progress: Progress,
}

impl<W: Write + Send> Line<W> {
    fn say(&self, message: &Message) -> io::Result<()> {
        let said = write_message(message, &mut *self.lock());
        if said.is_err() {
            // Nobody listens any more.
            self.progress.cancel();
        }
        said
    }

    fn lock(&self) -> MutexGuard<'_, W> {
        self.to.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells how far reading has come, where it has come further, until the other end of `until_done` is gone.
    fn tell_progress(&self, until_done: &Receiver<()>) {
        let mut told = (0, 0, 0);
        while until_done.recv_timeout(TELLING) == Err(RecvTimeoutError::Timeout) {
            let now = self.progress.counts();
            let more = Message::Progress { to_read: now.0 - told.0, bytes: now.1 - told.1, rows: now.2 - told.2 };
            if now != told && self.say(&more).is_err() {
                return;
            }
            told = now;
        }
    }

    fn answer(&self, path: &Path, order: &Order) -> Result<Message, OpenError> {
        match &order.task {
            Task::Rows => {
                let file = ParquetFile::open(path, &order.limits)?;
                let mut rows = SentRows { line: self, rows: Vec::new(), bytes: 0 };
                rows::read_rows(&file, &order.limits, &mut rows, &self.progress)?;
                if rows.send().is_break() {
                    return Err(OpenError::Cancelled);
                }
                Ok(Message::End)
            }
            Task::Interpret { mapping, names } => {
                let curated = Curated::shared()?;
                let words = Words::new(curated, names);
                let read = sums::interpreted(path, mapping, &words, &order.limits, &self.progress)?;
                Ok(Message::Interpreted(Box::new(read)))
            }
        }
    }
}

/// Rows on their way to the other process, some at a time.
struct SentRows<'a, W> {
    line: &'a Line<W>,
    rows: Vec<SentRow>,
    bytes: usize,
}

impl<W: Write + Send> SentRows<'_, W> {
    fn send(&mut self) -> ControlFlow<()> {
        self.bytes = 0;
        match self.line.say(&Message::Rows(std::mem::take(&mut self.rows))) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_nobody_listens) => ControlFlow::Break(()),
        }
    }
}

impl<W: Write + Send> RowSink for SentRows<'_, W> {
    fn row(&mut self, row: SheetRow<'_>) -> ControlFlow<()> {
        self.rows.push(SentRow::of(&row));
        self.bytes += row.cells.as_slice().len();
        if self.rows.len() < ROWS_AT_A_TIME && self.bytes < BYTES_AT_A_TIME {
            return ControlFlow::Continue(());
        }
        self.send()
    }
}

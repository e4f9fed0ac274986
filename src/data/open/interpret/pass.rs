use std::any::Any;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::data::IssueKind;
use crate::data::open::sheet::{RowSink, Sheet, SheetRow};
use crate::data::open::text::{Block, Blocks, TextSheet};
use crate::data::open::{OpenError, Progress};

use super::accumulate::Accumulator;
use super::finish::beyond_rows;
use super::plan::Plan;
use super::row::RowReader;

/// A text of fewer bytes is read by one thread.
const SMALL: u64 = 4 << 20;

/// Threads that read a text at most: each has a block and figures of its own in memory.
const THREADS: usize = 4;

/// Returns an accumulator with nothing in it.
pub(in crate::data::open) type New<'n, 'a> = &'n (dyn Fn() -> Accumulator<'a> + Sync);

/// Reads all rows of a sheet.
pub(super) fn read<'a>(
    sheet: &dyn Sheet,
    plan: &'a Plan<'a>,
    progress: &Progress,
    new: New<'_, 'a>,
) -> Result<Accumulator<'a>, OpenError> {
    let (mut accumulator, is_over) = match (sheet.as_text(), sheet.as_columns()) {
        (Some(text), _) => read_text(text, plan, progress, new)?,
        (None, Some(columns)) => columns.read_columns(plan, progress, new)?,
        (None, None) => read_rows(sheet, plan, progress, new)?,
    };
    accumulator.settle();
    accumulator.check(plan.limits)?;
    if is_over {
        accumulator.issue(IssueKind::Overflow, || beyond_rows(plan));
    }
    Ok(accumulator)
}

/// Reads the rows of any sheet, and says whether there are more than the limit.
fn read_rows<'a>(
    sheet: &dyn Sheet,
    plan: &'a Plan<'a>,
    progress: &Progress,
    new: New<'_, 'a>,
) -> Result<(Accumulator<'a>, bool), OpenError> {
    let mut sink = Rows { reader: RowReader::new(plan, new()), is_over: false, fault: None, seen: 0 };
    sheet.read(&mut sink, progress)?;
    match sink.fault {
        Some(fault) => Err(fault),
        None => Ok((sink.reader.accumulator, sink.is_over)),
    }
}

/// Takes the rows of any sheet.
struct Rows<'a> {
    reader: RowReader<'a>,
    is_over: bool,
    fault: Option<OpenError>,
    seen: u64,
}

/// Rows after which limits are looked at.
const CHECKED: u64 = 1 << 14;

impl RowSink for Rows<'_> {
    fn row(&mut self, row: SheetRow<'_>) -> ControlFlow<()> {
        if !self.reader.row(row.number, row.cells, row.repair) {
            self.is_over = true;
            return ControlFlow::Break(());
        }
        self.seen += 1;
        if self.seen.is_multiple_of(CHECKED)
            && let Err(fault) = self.reader.accumulator.check(self.reader.limits())
        {
            self.fault = Some(fault);
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }
}

/// Reads the rows of a text block by block, on several threads where it is large.
fn read_text<'a>(
    text: &TextSheet,
    plan: &'a Plan<'a>,
    progress: &Progress,
    new: New<'_, 'a>,
) -> Result<(Accumulator<'a>, bool), OpenError> {
    progress.expect_bytes(text.bytes());
    let pull = Pull { blocks: Mutex::new(text.blocks()?), has_failed: AtomicBool::new(false), plan, progress };
    let threads = match text.bytes() {
        0..SMALL => 1,
        _ => thread::available_parallelism().map_or(1, usize::from).min(THREADS),
    };
    if threads == 1 {
        return pull.read(new());
    }
    let parts = thread::scope(|scope| {
        let start = |number: usize| {
            let name = format!("read table {number}");
            thread::Builder::new().name(name).spawn_scoped(scope, || pull.read(new()))
        };
        let others: Vec<_> = (1..threads).map(start).collect();
        let mut parts = vec![pull.read(new())];
        for other in others.into_iter().flatten() {
            parts.push(other.join().unwrap_or_else(|panic| Err(broke_down(panic.as_ref(), text.path()))));
        }
        parts
    });
    joined(parts)
}

/// Returns the fault of a thread that died: it has read some rows, and without them nothing is right.
fn broke_down(panic: &(dyn Any + Send), path: &Path) -> OpenError {
    let said = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    let detail = match said {
        Some(said) => format!("the part of the program that read it broke down: {said}"),
        None => "the part of the program that read it broke down".to_owned(),
    };
    OpenError::Damaged { path: path.to_path_buf(), kind: "delimited text", detail }
}

/// What a thread read, and whether there are more rows than the limit.
pub(in crate::data::open) type Part<'a> = Result<(Accumulator<'a>, bool), OpenError>;

/// Returns what several threads read as one.
pub(in crate::data::open) fn joined(parts: Vec<Part<'_>>) -> Part<'_> {
    // The others stopped because one failed: its fault is the one to tell.
    let is_fault =
        |part: &Result<_, OpenError>| part.as_ref().is_err_and(|fault| !matches!(fault, OpenError::Cancelled));
    let (faults, parts): (Vec<_>, Vec<_>) = parts.into_iter().partition(is_fault);
    let mut joined: Option<(Accumulator<'_>, bool)> = None;
    for part in faults.into_iter().chain(parts) {
        let (accumulator, is_over) = part?;
        joined = Some(match joined {
            None => (accumulator, is_over),
            Some((mut before, was_over)) => {
                before.merge(accumulator);
                (before, was_over || is_over)
            }
        });
    }
    joined.ok_or(OpenError::Cancelled)
}

/// The blocks of a text, which threads take one by one.
struct Pull<'p, 'a> {
    blocks: Mutex<Blocks>,
    has_failed: AtomicBool,
    plan: &'a Plan<'a>,
    progress: &'p Progress,
}

impl<'a> Pull<'_, 'a> {
    /// Reads blocks until none is left, and says whether there are more rows than the limit.
    fn read(&self, into: Accumulator<'a>) -> Result<(Accumulator<'a>, bool), OpenError> {
        let read = self.read_blocks(into);
        if read.is_err() {
            self.has_failed.store(true, Ordering::Relaxed);
        }
        read
    }

    fn read_blocks(&self, into: Accumulator<'a>) -> Result<(Accumulator<'a>, bool), OpenError> {
        let mut reader = RowReader::new(self.plan, into);
        let mut block = Block::default();
        let reading = self.lock().reading();
        while self.lock().next(&mut block)? {
            if self.progress.is_cancelled() || self.has_failed.load(Ordering::Relaxed) {
                return Err(OpenError::Cancelled);
            }
            let mut rows = reading.rows(&block);
            let mut seen = 0;
            while let Some(row) = rows.next() {
                if !reader.row(row.number, &row, row.repair) {
                    return Ok((reader.accumulator, true));
                }
                seen += 1;
            }
            self.progress.advance(block.bytes, seen);
            reader.accumulator.check(self.plan.limits)?;
        }
        Ok((reader.accumulator, false))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Blocks> {
        self.blocks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_that_died_is_told_as_a_fault_and_not_as_given_up() {
        let died = |thread: thread::JoinHandle<()>| thread.join().unwrap_err();
        let path = Path::new("own.csv");
        let said = [
            broke_down(died(thread::spawn(|| panic!("row 7"))).as_ref(), path),
            broke_down(died(thread::spawn(|| panic!("row {}", 7))).as_ref(), path),
            broke_down(died(thread::spawn(|| std::panic::panic_any(7))).as_ref(), path),
        ]
        .map(|fault| fault.to_string());
        assert!(said[0].contains("broke down: row 7") && said[0].ends_with("own.csv"), "{}", said[0]);
        assert_eq!(said[0], said[1]);
        assert!(said[2].contains("broke down)"), "{}", said[2]);
        let parts = vec![Err(OpenError::Cancelled), Err(broke_down(&"row 7", path)), Err(OpenError::Cancelled)];
        assert!(matches!(joined(parts), Err(OpenError::Damaged { .. })));
    }
}

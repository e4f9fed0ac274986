use std::ops::ControlFlow;

use crate::data::open::sheet::{RowSink, Sheet, SheetRow};
use crate::data::open::{OpenError, Progress};

use super::accumulate::Accumulator;
use super::finish::beyond_rows;
use super::plan::Plan;
use super::row::RowReader;
use crate::data::IssueKind;

/// Returns an accumulator with nothing in it.
pub(in crate::data::open) type New<'n, 'a> = &'n (dyn Fn() -> Accumulator<'a> + Sync);

/// Reads all rows of a sheet.
pub(super) fn read<'a>(
    sheet: &dyn Sheet,
    plan: &'a Plan<'a>,
    progress: &Progress,
    new: New<'_, 'a>,
) -> Result<Accumulator<'a>, OpenError> {
    if let Some(columns) = sheet.as_columns() {
        let (mut accumulator, is_over) = columns.read_columns(plan, progress, new)?;
        accumulator.check(plan.limits)?;
        if is_over {
            accumulator.issue(IssueKind::Overflow, || beyond_rows(plan));
        }
        return Ok(accumulator);
    }
    let mut sink = Rows { reader: RowReader::new(plan, new()), is_over: false, fault: None, seen: 0 };
    sheet.read(&mut sink, progress)?;
    if let Some(fault) = sink.fault {
        return Err(fault);
    }
    let mut accumulator = sink.reader.accumulator;
    accumulator.check(plan.limits)?;
    if sink.is_over {
        accumulator.issue(IssueKind::Overflow, || beyond_rows(plan));
    }
    Ok(accumulator)
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
        if self.seen.is_multiple_of(CHECKED) {
            if let Err(fault) = self.reader.accumulator.check(self.reader.limits()) {
                self.fault = Some(fault);
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    }
}

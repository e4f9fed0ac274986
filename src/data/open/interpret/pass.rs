use std::ops::ControlFlow;

use crate::data::open::sheet::{RowSink, Sheet, SheetRow};
use crate::data::open::{OpenError, Progress};

use super::accumulate::Accumulator;
use super::finish::beyond_rows;
use super::plan::Plan;
use super::row::RowReader;
use crate::data::IssueKind;

/// Reads all rows of a sheet.
pub(super) fn read<'a>(
    sheet: &dyn Sheet,
    plan: &'a Plan<'a>,
    progress: &Progress,
    new: &(dyn Fn() -> Accumulator<'a> + Sync),
) -> Result<Accumulator<'a>, OpenError> {
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

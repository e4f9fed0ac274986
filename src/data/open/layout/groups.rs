use std::cell::Cell;
use std::ops::ControlFlow;

use super::super::mapping::{Given, Mapping};
use super::super::sheet::{Head, RowSink, Sheet, SheetRow};
use super::super::words::Words;
use super::super::{OpenError, Progress};

/// A sheet without its rows of continents and other groups of countries: sums that must not be added to their members.
pub(in super::super) struct Ungrouped<'a> {
    sheet: &'a dyn Sheet,
    words: &'a Words<'a>,
    column: usize,
    first: u64,
    left_out: Cell<u64>,
}

impl<'a> Ungrouped<'a> {
    /// Returns the sheet without its groups, or nothing where its first rows have none.
    pub(in super::super) fn of(
        sheet: &'a dyn Sheet,
        head: &Head,
        mapping: &Mapping,
        words: &'a Words<'a>,
    ) -> Option<Self> {
        let Given::Column(column) = mapping.country else { return None };
        let first = mapping.header.above.saturating_add(mapping.header.rows);
        let has_groups = (first..head.rows.len()).any(|row| words.is_group(head.text(row, column)));
        has_groups.then(|| Self {
            sheet,
            words,
            column,
            first: u64::try_from(first).unwrap_or(u64::MAX),
            left_out: Cell::new(0),
        })
    }

    /// Returns how many rows were left out.
    pub(in super::super) fn left_out(&self) -> u64 {
        self.left_out.get()
    }
}

impl Sheet for Ungrouped<'_> {
    fn name(&self) -> &str {
        self.sheet.name()
    }

    fn read(&self, sink: &mut dyn RowSink, progress: &Progress) -> Result<(), OpenError> {
        self.left_out.set(0);
        self.sheet.read(&mut Sieve { of: self, sink, seen: 0 }, progress)
    }
}

struct Sieve<'a> {
    of: &'a Ungrouped<'a>,
    sink: &'a mut dyn RowSink,
    seen: u64,
}

impl RowSink for Sieve<'_> {
    fn row(&mut self, row: SheetRow<'_>) -> ControlFlow<()> {
        self.seen += 1;
        let of = self.of;
        if self.seen > of.first && row.cells.get(of.column).is_some_and(|name| of.words.is_group(name)) {
            of.left_out.set(of.left_out.get() + 1);
            return ControlFlow::Continue(());
        }
        self.sink.row(row)
    }
}

//! The layouts of publishers that are read by readers of their own.
//!
//! In: the sheets of a path with what they are taken for. Out: the tables of those in a known layout, added to what is
//! being opened; the other sheets are given back.

mod chart_table;
mod edition;
mod package;
mod usgs;

use csv::StringRecord;

use crate::data::DataError;
use crate::data::frame::TextFrame;

use super::guess::Guess;
use super::interpret::{Interpreted, interpret};
use super::mapping::Layout;
use super::opening::Opening;
use super::sheet::{Head, RowSink, Sheet, SheetRow};
use super::words::Words;
use super::{Limits, OpenError, Progress};

pub(super) use chart_table::header_row as chart_table_header;
pub(super) use package::own_table;
pub(super) use usgs::is_usgs;

/// A sheet with its first rows and what its columns are taken to mean.
pub(super) struct LookedSheet {
    pub(super) sheet: Box<dyn Sheet>,
    pub(super) head: Head,
    pub(super) guess: Guess,
}

impl LookedSheet {
    /// Returns what its rows say under its mapping.
    pub(super) fn interpreted(
        &self,
        words: &Words<'_>,
        limits: &Limits,
        progress: &Progress,
    ) -> Result<Interpreted, OpenError> {
        let mapping = &self.guess.mapping;
        // A sheet that a person mapped without values is left out.
        if self.guess.layout == Layout::Mapped && mapping.values.is_empty() {
            return Ok(Interpreted::default());
        }
        interpret(self.sheet.as_ref(), mapping, words, limits, progress)
    }
}

/// How many rows above a header are looked over.
const ROWS_ABOVE: usize = 20;

/// Parts the sheets in a publisher's layout from the others; first the former.
pub(super) fn apart(sheets: Vec<LookedSheet>) -> (Vec<LookedSheet>, Vec<LookedSheet>) {
    let has_usgs = sheets.iter().any(|of| of.guess.layout == Layout::Usgs);
    let has_chart_table = sheets.iter().any(|of| of.guess.layout == Layout::ChartTable);
    sheets.into_iter().partition(|of| match of.guess.layout {
        Layout::Usgs | Layout::Lodescope | Layout::ChartTable => true,
        Layout::Mapped => false,
        // What the table is, on a sheet of its own.
        _ if has_chart_table && is_about(of.sheet.name()) => true,
        // Figures and salient statistics of the same publication, beside its world tables.
        _ => has_usgs && usgs::is_beside(of.sheet.name()),
    })
}

/// Returns whether a sheet has the name of the one on which the program says what a table is.
fn is_about(name: &str) -> bool {
    name.rsplit('/').next() == Some("About")
}

/// Reads the sheets in a publisher's layout. `has_others` says whether sheets of the person's own are to come.
pub(super) fn read(
    opening: &mut Opening<'_>,
    sheets: Vec<LookedSheet>,
    has_others: bool,
    progress: &Progress,
) -> Result<(), OpenError> {
    let is = |layout| move |of: &LookedSheet| of.guess.layout == layout;
    let (usgs, others): (Vec<_>, Vec<_>) = sheets.into_iter().partition(is(Layout::Usgs));
    let (own, beside): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|of| is(Layout::Lodescope)(of) || is(Layout::ChartTable)(of));
    opening.expect_editions(has_others || !usgs.is_empty() && !own.is_empty());
    if !usgs.is_empty() {
        usgs::read(opening, usgs, progress)?;
    }
    if !own.is_empty() {
        package::read(opening, own, progress)?;
    }
    for of in beside {
        let why = if is_about(of.sheet.name()) {
            "what the table beside it is, in words"
        } else {
            "no world table of the publication"
        };
        opening.aside(of, why, progress)?;
    }
    Ok(())
}

/// The rows of a sheet below its header.
struct SheetTable {
    header: Vec<String>,
    rows: Vec<(u64, StringRecord)>,
    /// All rows of the sheet, the header and those above it included.
    seen: u64,
}

impl SheetTable {
    /// Returns the rows below the header, which is the row `above` from the top.
    fn of(sheet: &dyn Sheet, above: usize, progress: &Progress) -> Result<Self, OpenError> {
        let mut rows = AllRows { above, header: Vec::new(), rows: Vec::new(), seen: 0 };
        sheet.read(&mut rows, progress)?;
        Ok(Self { header: rows.header, rows: rows.rows, seen: rows.seen as u64 })
    }

    fn frame(&self, name: &str) -> Result<TextFrame, DataError> {
        TextFrame::of_rows(name, &self.header, &self.rows)
    }

    /// Returns the cells of a row, by its number in the file.
    fn line(&self, number: usize) -> Vec<String> {
        let number = u64::try_from(number).unwrap_or(u64::MAX);
        let place = self.rows.binary_search_by_key(&number, |(of, _)| *of).ok();
        let row = place.and_then(|index| self.rows.get(index));
        row.map(|(_, cells)| cells.iter().map(str::to_owned).collect()).unwrap_or_default()
    }
}

struct AllRows {
    above: usize,
    header: Vec<String>,
    rows: Vec<(u64, StringRecord)>,
    seen: usize,
}

impl RowSink for AllRows {
    fn row(&mut self, row: SheetRow<'_>) -> std::ops::ControlFlow<()> {
        match self.seen.cmp(&self.above) {
            std::cmp::Ordering::Less => {}
            std::cmp::Ordering::Equal => self.header = names(row.cells),
            std::cmp::Ordering::Greater => {
                if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
                    self.rows.push((row.number, row.cells.clone()));
                }
            }
        }
        self.seen += 1;
        std::ops::ControlFlow::Continue(())
    }
}

/// Returns the names in a header's cells.
fn names(cells: &StringRecord) -> Vec<String> {
    cells.iter().map(|cell| cell.trim_start_matches('\u{feff}').trim().to_owned()).collect()
}

/// Returns the table that the first rows of a sheet make up, for each row near the top that may be the header.
fn headed<'a>(name: &'a str, head: &'a Head) -> impl Iterator<Item = (usize, Vec<String>, Option<TextFrame>)> + 'a {
    head.rows.iter().take(ROWS_ABOVE).enumerate().map(move |(above, (_, cells))| {
        let header = names(cells);
        let below: Vec<_> = head.rows.iter().skip(above + 1).cloned().collect();
        let is_likely = header.iter().any(|name| usgs::opens(name));
        let frame = is_likely.then(|| TextFrame::of_rows(name, &header, &below).ok()).flatten();
        (above, header, frame)
    })
}

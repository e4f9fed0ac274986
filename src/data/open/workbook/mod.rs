//! Workbooks as tables: cells as a person sees them, as far as the data go.
//!
//! In: the bytes of a workbook. Out: a [`Sheet`] for each of its worksheets, hidden ones too. Cells are streamed to
//! rows, never laid out over the whole of a sheet: two cells in opposite corners take no more room than two others.
//!
//! XLSX and XLSB are read by calamine's cell readers, once [`parts`] has measured what they would inflate. XLS and
//! `OpenDocument` it reads only as whole ranges, repeats and shared texts multiplied out, so that a few kilobytes take
//! gigabytes; these two are streamed here. Formulas, macros, links and entities are never followed: of a formula, the
//! value is shown that was saved with it.

mod biff;
mod biff_text;
mod cells;
mod compound;
mod ods;
mod parts;
mod xls;

use std::cell::RefCell;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use calamine::{Cell, DataRef, Reader, SheetType, Xlsb, Xlsx};

use super::sheet::{RowSink, Sheet};
use super::sparse::SparseRows;
use super::{FileForm, FileFormat, Limits, OpenError, Progress};

pub(super) use ods::ods;
pub(super) use xls::xls;

/// What workbooks are called in messages.
const EXCEL: &str = "an Excel workbook";

type Bytes = Cursor<Vec<u8>>;

/// A workbook that calamine streams the cells of.
enum Book {
    Xlsx(Xlsx<Bytes>),
    Xlsb(Xlsb<Bytes>),
}

/// A worksheet of it.
struct BookSheet {
    name: String,
    label: PathBuf,
    inner_name: String,
    format: FileFormat,
    book: Rc<RefCell<Book>>,
    limits: Limits,
}

/// Returns the worksheets of a workbook of XML.
pub(super) fn xlsx(
    name: &str,
    label: &Path,
    bytes: Vec<u8>,
    limits: &Limits,
    progress: &Progress,
) -> Result<Vec<Box<dyn Sheet>>, OpenError> {
    parts::check(&bytes, label, limits, progress)?;
    let book = guarded(label, || Xlsx::new(Cursor::new(bytes)).map_err(|fault| refused(&fault, label)))?;
    let names = worksheets(book.sheets_metadata());
    sheets(name, label, names, Book::Xlsx(book), limits)
}

/// Returns the worksheets of a binary workbook.
pub(super) fn xlsb(
    name: &str,
    label: &Path,
    bytes: Vec<u8>,
    limits: &Limits,
    progress: &Progress,
) -> Result<Vec<Box<dyn Sheet>>, OpenError> {
    parts::check(&bytes, label, limits, progress)?;
    let book = guarded(label, || Xlsb::new(Cursor::new(bytes)).map_err(|fault| refused(&fault, label)))?;
    let names = worksheets(book.sheets_metadata());
    sheets(name, label, names, Book::Xlsb(book), limits)
}

/// Returns the names of the sheets that have cells.
fn worksheets(sheets: &[calamine::Sheet]) -> Vec<String> {
    sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| sheet.name.clone()).collect()
}

fn sheets(
    name: &str,
    label: &Path,
    names: Vec<String>,
    book: Book,
    limits: &Limits,
) -> Result<Vec<Box<dyn Sheet>>, OpenError> {
    check_sheets(names.len(), label, limits)?;
    let format = match book {
        Book::Xlsx(_) => FileFormat::Xlsx,
        Book::Xlsb(_) => FileFormat::Xlsb,
    };
    let book = Rc::new(RefCell::new(book));
    let sheet = |inner_name: String| {
        let name = inside(name, &inner_name);
        let (label, book) = (label.to_path_buf(), Rc::clone(&book));
        Box::new(BookSheet { name, label, inner_name, format, book, limits: *limits }) as Box<dyn Sheet>
    };
    Ok(names.into_iter().map(sheet).collect())
}

/// Returns the name of a worksheet of a workbook that may lie in an archive or a folder.
fn inside(name: &str, sheet: &str) -> String {
    if name.is_empty() { sheet.to_owned() } else { format!("{name}/{sheet}") }
}

/// Fails when a workbook has no worksheet, or more than the limit.
fn check_sheets(count: usize, label: &Path, limits: &Limits) -> Result<(), OpenError> {
    if count == 0 {
        let reason = "the workbook has no worksheet; save the table in one".to_owned();
        return Err(OpenError::NothingUsable { path: label.to_path_buf(), reason });
    }
    if count > limits.sheets {
        return Err(OpenError::OverLimit {
            path: label.to_path_buf(),
            what: format!("the number of sheets, {count},"),
            limit: limits.sheets.to_string(),
        });
    }
    Ok(())
}

/// Returns what is wrong with an Excel workbook, in the words of its reader.
fn refused(fault: &dyn std::fmt::Display, label: &Path) -> OpenError {
    damaged(label, EXCEL, &fault.to_string())
}

fn damaged(label: &Path, kind: &'static str, detail: &str) -> OpenError {
    if detail.to_lowercase().contains("password") {
        return OpenError::Locked { path: label.to_path_buf(), what: "the workbook" };
    }
    let detail = detail.chars().take(200).collect();
    OpenError::Damaged { path: label.to_path_buf(), kind, detail }
}

/// Does what may panic in a reader of others; a panic is damage, too.
fn guarded<T>(label: &Path, work: impl FnOnce() -> Result<T, OpenError>) -> Result<T, OpenError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_panic| Err(damaged(label, EXCEL, "it contradicts itself")))
}

impl Sheet for BookSheet {
    fn name(&self) -> &str {
        &self.name
    }

    fn file_form(&self) -> FileForm {
        FileForm::of(self.format)
    }

    fn read(&self, sink: &mut dyn RowSink, progress: &Progress) -> Result<(), OpenError> {
        let Ok(mut book) = self.book.try_borrow_mut() else {
            return Err(damaged(&self.label, EXCEL, "it is being read already"));
        };
        let mut rows = SparseRows::new(sink, &self.limits, progress, &self.label);
        guarded(&self.label, || match &mut *book {
            Book::Xlsx(book) => {
                let cells = book.worksheet_cells_reader(&self.inner_name);
                let mut cells = cells.map_err(|fault| refused(&fault, &self.label))?;
                stream(&mut rows, progress, || cells.next_cell().map_err(|fault| refused(&fault, &self.label)))
            }
            Book::Xlsb(book) => {
                let cells = book.worksheet_cells_reader(&self.inner_name);
                let mut cells = cells.map_err(|fault| refused(&fault, &self.label))?;
                stream(&mut rows, progress, || cells.next_cell().map_err(|fault| refused(&fault, &self.label)))
            }
        })
    }
}

/// Puts cells into rows as they come.
fn stream<'a>(
    rows: &mut SparseRows<'_>,
    progress: &Progress,
    mut next: impl FnMut() -> Result<Option<Cell<DataRef<'a>>>, OpenError>,
) -> Result<(), OpenError> {
    let mut text = String::new();
    let mut row = None;
    let mut cells_seen = 0_u64;
    while let Some(cell) = next()? {
        cells_seen += 1;
        if cells_seen.is_multiple_of(10_000) && progress.is_cancelled() {
            return Err(OpenError::Cancelled);
        }
        if matches!(cell.get_value(), DataRef::Empty) {
            continue;
        }
        let (at, column) = cell.get_position();
        if row != Some(at) {
            if rows.begin(u64::from(at) + 1)? == ControlFlow::Break(()) {
                return Ok(());
            }
            row = Some(at);
        }
        text.clear();
        rows.put(usize::try_from(column).unwrap_or(usize::MAX), cells::text(cell.get_value(), &mut text))?;
    }
    rows.end().map(|_last| ())
}

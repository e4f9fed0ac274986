use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::biff::Workbook;
use super::compound::Compound;
use super::{EXCEL, check_sheets, damaged, inside};
use crate::data::open::sheet::{RowSink, Sheet};
use crate::data::open::sparse::SparseRows;
use crate::data::open::{FileForm, FileFormat, Limits, OpenError, Progress};

/// A worksheet of a workbook up to Excel 2003.
struct XlsSheet {
    name: String,
    label: PathBuf,
    index: usize,
    book: Rc<Workbook>,
    limits: Limits,
}

/// Returns the worksheets of a workbook up to Excel 2003.
pub(in crate::data::open) fn xls(
    name: &str,
    label: &Path,
    bytes: &[u8],
    limits: &Limits,
    progress: &Progress,
) -> Result<Vec<Box<dyn Sheet>>, OpenError> {
    let fault = |detail: &str| damaged(label, EXCEL, detail);
    let file = Compound::new(bytes).map_err(fault)?;
    let stream = match file.stream("Workbook").map_err(fault)? {
        Some(stream) => stream,
        None => file.stream("Book").map_err(fault)?.ok_or_else(|| other(&file, label))?,
    };
    if progress.is_cancelled() {
        return Err(OpenError::Cancelled);
    }
    let book = Workbook::new(stream).map_err(fault)?;
    check_sheets(book.sheets.len(), label, limits)?;
    let book = Rc::new(book);
    let sheet = |(index, bound): (usize, &super::biff::BoundSheet)| {
        let name = inside(name, &bound.name);
        let (label, book) = (label.to_path_buf(), Rc::clone(&book));
        Box::new(XlsSheet { name, label, index, book, limits: *limits }) as Box<dyn Sheet>
    };
    Ok(book.sheets.iter().enumerate().map(sheet).collect())
}

/// Returns why a compound file is no workbook.
fn other(file: &Compound<'_>, label: &Path) -> OpenError {
    let path = label.to_path_buf();
    if file.has("EncryptedPackage") {
        return OpenError::Locked { path, what: "the workbook" };
    }
    let what = if file.has("WordDocument") {
        "a Word document"
    } else if file.has("PowerPoint Document") {
        "a PowerPoint presentation"
    } else {
        "an Office file that is no workbook"
    };
    OpenError::NotATable { path, what }
}

impl Sheet for XlsSheet {
    fn name(&self) -> &str {
        &self.name
    }

    fn file_form(&self) -> FileForm {
        FileForm::of(FileFormat::Xls)
    }

    fn read(&self, sink: &mut dyn RowSink, progress: &Progress) -> Result<(), OpenError> {
        let fault = |detail: &str| damaged(&self.label, EXCEL, detail);
        let sheet = self.book.sheets.get(self.index).ok_or_else(|| fault("a sheet is gone"))?;
        let mut rows = SparseRows::new(sink, &self.limits, progress, &self.label);
        let mut buffer = String::new();
        let mut row = None;
        for cell in self.book.cells(sheet).map_err(fault)? {
            buffer.clear();
            let text = self.book.text(&cell, sheet, &mut buffer);
            if text.is_empty() {
                continue;
            }
            if row != Some(cell.row) {
                if rows.begin(u64::from(cell.row) + 1)? == ControlFlow::Break(()) {
                    return Ok(());
                }
                row = Some(cell.row);
            }
            rows.put(usize::from(cell.column), text)?;
        }
        rows.end().map(|_last| ())
    }
}
